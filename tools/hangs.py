"""Long runs of awkward signs for everything that reads or writes users' texts: `python -m tools.hangs --length 100000`.

Each reader, rule and writer gets each run twice, once four times as long. What takes much more than four times as much
processor time, or more than its share, is printed with the run, and the exit code is 1. Errors of argmap's own are right
answers; others are printed. The tests run the same table with shorter runs.
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
from types import FrameType
from typing import Any

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

Work = Callable[[str], object]

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

FORUM = {"id": 1, "type": "story", "by": "ann", "title": "T", "children": []}
LETTER = "From: Ann <ann@example.org>\nSubject: {line}\nDate: Mon, 5 Feb 2024 10:00:00 +0000\nMessage-ID: <1@example.org>\n\n{run}\n"
WRAPPED: Mapping[str, Work] = {
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


def map_with(run: str) -> dict[str, Any]:
    """Return a map in which a run stands wherever words may."""
    run = run.strip()[:90_000] or "x"
    line = " ".join(run.split())[:900] or "x"
    return {
        "format": "argmap/1",
        "id": "m",
        "title": line,
        "language": "en",
        "thread": {
            "format": "argmap-thread/1",
            "id": "t",
            "title": line,
            "source": {"kind": "text"},
            "participants": [{"id": "ann", "name": line}, {"id": "bo", "name": "Bo"}],
            "posts": [
                {"id": "p1", "author": "ann", "text": run},
                {"id": "p2", "author": "bo", "reply_to": "p1", "text": f"Not so. {run} Never."},
            ],
        },
        "issues": [{"id": "i", "question": f"{run}?"}],
        "claims": [
            {"id": "a", "text": run, "answers": "i", "quotes": [{"post": "p1", "exact": run}]},
            {"id": "b", "text": f"It is {run}.", "answers": "i", "quotes": [{"post": "p2", "exact": "Not so"}]},
            {"id": "c", "text": f"Not {run}.", "note": run, "quotes": [{"post": "p2", "exact": run}]},
        ],
        "examples": [{"id": "e", "name": line, "topic": "t", "text": run}],
        "relations": [
            {"id": "r1", "kind": "support", "premises": ["c"], "target": "a", "note": run},
            {"id": "r2", "kind": "attack", "premises": ["e"], "target": "b"},
        ],
    }  # fmt: skip


def writers() -> dict[str, Callable[[ArgumentMap], object]]:
    """Return what judges and writes a map: all rules, all forms of it, and what classes get."""
    from argmap.graph.views import whole
    from argmap.lint.run import check
    from argmap.rendering.draw import render
    from argmap.rendering.marks import marks
    from argmap.rendering.outline import outline
    from argmap.rendering.scene import scene
    from argmap.rendering.text.markdown import outline_markdown
    from argmap.rendering.text.tree import json_text, tab_lines, tree_text
    from argmap.storage.writer import dumps

    def entries(map: ArgumentMap) -> Any:
        return outline(scene(whole(map), marks(map)))

    known = {name: format for name, format in FORMATS.available() if format.write is not None}
    return {
        "check": check,
        "yaml": dumps,
        "tree": lambda given: tree_text(entries(given)),
        "lines": lambda given: tab_lines(entries(given)),
        "json": lambda given: json_text(entries(given)),
        "markdown": lambda given: outline_markdown(entries(given)),
        "dot": lambda given: render(given, "dot"),
        **{f"to {name}": (lambda given, write=format.write: write(given)) for name, format in known.items()},
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


def tasks(length: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each piece of work with its name; a run is about `length` characters."""
    runs = {run: run * max(1, length // len(run)) for run in RUNS}
    texts = {(wrap, run): wrapped(long) for wrap, wrapped in WRAPPED.items() for run, long in runs.items()}
    readers = {**discussion_readers(), **map_readers(), **own_readers()}
    for name, work in readers.items():
        for (wrap, run), text in texts.items():
            yield f"{name} < {wrap} of {run!r}", lambda work=work, text=text: work(text)
    for run, long in runs.items():
        try:
            map = ArgumentMap.model_validate(map_with(long))
        except ArgmapError:
            continue  # signs that no map may hold
        for name, write in writers().items():
            yield f"{name} > {run!r}", lambda write=write, given=map: write(given)


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
        "--limit", type=float, default=1.0, metavar="SECONDS", help="of processor time for one (1)"
    )
    parser.add_argument("--only", default="", metavar="WORDS", help="only work whose name holds these")
    chosen = parser.parse_args()
    bad = 0
    for name, work in tasks(chosen.length):
        if chosen.only in name:
            try:
                seconds_of(work, chosen.limit)
            except TooLong as error:
                bad += 1
                print(f"{name}: {error}", flush=True)
            except BaseException as error:
                bad += 1
                print(f"{name}: {type(error).__name__}: {str(error)[:200]}", flush=True)
                if isinstance(error, KeyboardInterrupt):
                    raise
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
