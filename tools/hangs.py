"""Long runs of awkward signs for everything that reads or writes users' texts: `python -m tools.hangs --length 100000`.

Each reader, rule and writer gets each run. What takes longer than the limit gets a quarter of it too: what then takes much
more than four times as much processor time is printed with the run, and so is what is given up, and the exit code is 1.
Errors of argmap's own are right answers; others are printed. The tests run the same table with shorter runs.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
import tomllib
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, partial
from itertools import product
from types import FrameType

from argmap.errors import ArgmapError
from argmap.formats.protocol import MapFile
from argmap.formats.registry import FORMATS
from argmap.importers.html.text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.registry import IMPORTERS, importer, read
from argmap.model.map import ArgumentMap
from argmap.storage.files import Limits
from argmap.storage.load import loads
from argmap.storage.read import load_json, parse
from tools.hang_writers import Write, map_with, writers

Work = Callable[[str], object]
Task = Callable[[int], Callable[[], object]]
"""Work on a run, from the number of its characters."""

GIVEN_UP = 20
"""So many times the limit, a piece of work is stopped."""

SUPERLINEAR = 8
"""So many times as long as for a quarter is too long: four is by the length, 16 by its square."""

RUNS = (
    "x", " ", "\t", "\n", "\r", "\\", "'", '"', "`", "*", "_", "#", "-", ">", "<", "&", "[", "]", "(", ")", "{", "}", "|", "=",
    "~", ":", ";", ",", ".", "!", "/", "@", "0", "\u200b", "\u200f", "\u0301", "é", "\U0001f600", "\x85",
    '<a href="', "<!--", "<a ", "<b>", "</b>", "<ul><li>", "<blockquote>", "<table><tr><td>", "&amp", "&#", "<![", "{{", "{|", "[[", "[[File:",
    "'''", "- ", "> ", "# ", "1. ", "  ", " \n", "\n\n", "\n ", "a b ", "a, ", "a; ", "a. ", "A. ", "No. ", "e.g. ", "is, and ", "cannot; ",
    "@ann ", "@", "u/ann ", "http://a.b/c ", "https://", "a@b.c ", "a@", "10:00 ", "[10:00", "2024-01-01T00:00:00Z ", "00:00:00.000 --> ",
    "(fwd)", "Re: ", "[…]", "…", "...", "```\n", "`a", "**a ", "[a](", "![a](", "[a", "(a", "<@1> ", ":+1: ", "a:b ", "a: ", "? ", "# argmap: ",
    "# argmap: allow AM301 ", "key: ", "- - ", "&a ", "*a ", "!a ", "---\n", "...\n", "From a\n", "--a\n", "=a=\n", "\x03", "[name 1]",
)  # fmt: skip
"""What is repeated."""

NO_TEXT = ("\x03",)
"""Of these, the signs that no map may hold."""

FORUM = {"id": 1, "type": "story", "by": "ann", "title": "T", "children": []}
LETTER = "From: Ann <ann@example.org>\nSubject: {line}\nDate: Mon, 5 Feb 2024 10:00:00 +0000\nMessage-ID: <1@example.org>\n\n{run}\n"
WRAPPED: Mapping[str, Callable[[str], str]] = {
    "alone": lambda run: run,
    "said": lambda run: f"Ann: {run}\n\nBob: Yes.\n",
    "lines": lambda run: f"Ann: Yes.\n{run}\nBob: No.\n",
    "label": lambda run: f"{run}: Yes.\nBob: No.\nAnn: Yes.\nBob: No.\n",
    "headings": lambda run: f"# T\n\n## Ann\n{run}\n\n## Bob\nNo.\n",
    "html": lambda run: f"<html><body><p>{run}</p></body></html>",
    "chat": lambda run: f"[10:00] <ann> {run}\n[10:01] <bob> no\n",
    "whatsapp": lambda run: f"01/02/2024, 10:00 - Ann: {run}\n01/02/2024, 10:01 - Bob: No\n",
    "letter": lambda run: LETTER.format(line=run.replace("\n", " "), run=run),
    "wiki": lambda run: f"== T ==\n{run} [[User:Ann|Ann]] ([[User talk:Ann|talk]]) 10:00, 5 February 2024 (UTC)\n:No. [[User:Bob|Bob]] 10:01, 5 February 2024 (UTC)\n",
    "captions": lambda run: f"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v Ann>{run}</v>\n\n00:00:02.000 --> 00:00:03.000\nBob: no\n",
    "hackernews": lambda run: json.dumps({**FORUM, "text": run}),
    "deep": lambda run: "[" * len(run),
    "records": lambda run: json.dumps([{"id": 1, "author": "ann", "text": run}, {"id": 2, "author": "bob", "text": "No", "parent": 1}]),
    "table": lambda run: f"id,author,text\n1,ann,\"{run.replace(chr(34), chr(34) * 2)}\"\n2,bob,no\n",
    "github": lambda run: json.dumps([{"number": 1, "title": "T", "body": run, "user": {"login": "ann"}, "html_url": "https://github.com/a/b/issues/1", "created_at": "2024-01-01T00:00:00Z"}]),
    "discourse": lambda run: json.dumps({"id": 1, "title": "T", "posts_count": 1, "post_stream": {"posts": [{"id": 1, "post_number": 1, "username": "ann", "cooked": run, "topic_id": 1, "created_at": "2024-01-01T00:00:00Z"}]}}),
}  # fmt: skip
"""Texts that hold a run where people's words stand."""


class TooLong(Exception):
    """A run took more processor time than it may."""


def discussion_readers() -> dict[str, Work]:
    """Return the reader of each kind of discussion, from a text."""

    def reader(name: str) -> Work:
        def work(text: str) -> object:
            file = InputFile("run.txt", content=text.encode("utf-8", "surrogatepass"))
            chosen = importer(name)
            chosen.fits(file)
            return read(chosen, [file])

        return work

    return {name: reader(name) for name in IMPORTERS.names()}


def map_readers() -> dict[str, Work]:
    """Return the reader of each format, from a text."""
    known = {name: format for name, format in FORMATS.available() if format.read is not None}

    def reader(name: str) -> Work:
        format = known[name]

        def work(text: str) -> object:
            format.recognises(MapFile(text))
            return format.read(MapFile(text)) if format.read else None

        return work

    return {name: reader(name) for name in known}


def own_readers() -> dict[str, Work]:
    """Return what reads argmap's own files, and the words in them."""
    from argmap.dialogue.sentences import split_post
    from argmap.drafts.answers import read_answer
    from argmap.language_server.half_written import half_written
    from argmap.lint.allowances import allowances
    from argmap.storage.canonical import formatted

    return {
        "html": html_text,
        "yaml": lambda text: parse(text, "run", Limits(), as_json=False),
        "json": lambda text: parse(text, "run", Limits(), as_json=True),
        "deep json": load_json,
        "map": loads,
        "thread in a map": lambda text: loads(json.dumps(map_with(text))),
        "allowances": allowances,
        "format": formatted,
        "answer of a model": read_answer,
        "half-written": lambda text: half_written(text, len(text) // 2),
        "sentences": lambda text: list(split_post("p1", text)),
        "settings": tomllib.loads,
    }


@contextmanager
def allowed(seconds: float) -> Iterator[None]:
    """Stop what is done inside after so many seconds of processor time.

    Raises:
        TooLong: it was stopped.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong(f"more than {seconds:g} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def tasks() -> Iterator[tuple[str, Task]]:
    """Yield each piece of work with its name."""
    readers = {**discussion_readers(), **map_readers(), **own_readers()}
    for (name, work), (wrap, wrapped), run in product(readers.items(), WRAPPED.items(), RUNS):
        yield f"{name} < {wrap} of {run!r}", partial(_reading, work, wrapped, run)
    for run in RUNS:
        if run not in NO_TEXT:
            mapped = cache(partial(_mapped, run))
            for name, write in writers().items():
                yield f"{name} > {run!r}", partial(_writing, write, mapped)


def _reading(work: Work, wrapped: Callable[[str], str], run: str, length: int) -> Callable[[], object]:
    text = wrapped(repeated(run, length))
    return lambda: work(text)


def _writing(write: Write, mapped: Callable[[int], ArgumentMap], length: int) -> Callable[[], object]:
    map = mapped(length)
    return lambda: write(map)


def _mapped(run: str, length: int) -> ArgumentMap:
    return ArgumentMap.model_validate(map_with(repeated(run, length)))


def repeated(run: str, length: int) -> str:
    """Return a run of about so many characters."""
    return run * max(1, length // len(run))


def fault(task: Task, length: int, limit: float) -> str | None:
    """Return why a piece of work takes too long for its length, or fails; None if it does neither."""
    try:
        seconds = seconds_of(task(length), GIVEN_UP * limit)
        if seconds <= limit:
            return None
        shorter = seconds_of(task(length // 4), seconds)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    return f"{seconds:.2f} s, and {shorter:.2f} s for a quarter" if seconds > SUPERLINEAR * shorter else None


def seconds_of(work: Callable[[], object], limit: float) -> float:
    """Return the processor time of a piece of work; errors of argmap's own, and of readers of JSON and TOML, are answers.

    Raises:
        TooLong: it took more than `limit` seconds.
    """
    begun = time.process_time()
    with allowed(limit), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with suppress(ArgmapError, ValueError):
            work()
    return time.process_time() - begun


def main() -> int:
    """Print what takes too long for its length."""
    parser = argparse.ArgumentParser(prog="python -m tools.hangs", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--length", type=int, default=20_000, metavar="N", help="characters of a run (20,000)"
    )
    parser.add_argument(
        "--limit",
        type=float,
        default=1.0,
        metavar="SECONDS",
        help="of processor time that needs no look (1); twenty times as much is given up",
    )
    parser.add_argument("--only", default="", metavar="WORDS", help="only work whose name holds these")
    chosen = parser.parse_args()
    bad = 0
    for name, task in tasks():
        if chosen.only in name and (why := fault(task, chosen.length, chosen.limit)) is not None:
            bad += 1
            print(f"{name}: {why}", flush=True)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
