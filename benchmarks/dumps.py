"""How fast dumps of forums and questions over many maps are: `python -m benchmarks.dumps [--posts N …] [--maps N …] [--convokit]`.

Dumps are made here, in the form of Reddit's comments: posts of 5 to 150 words in 3 threads for every 100 posts, whose sizes follow a power law, so that the
largest holds thousands. Each step is a process of its own; times are CPU seconds of all its processes, memory is the peak of the largest one.

ConvoKit, if it is installed in this environment, builds its corpus of the same posts and loads it again.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from argmap.storage.writer import map_yaml, thread_yaml
from benchmarks.corpora import discussion
from benchmarks.machine import described, load
from benchmarks.table import table

WORDS = [
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "is",
    "it",
    "you",
    "that",
    "was",
    "for",
    "on",
    "are",
    "with",
    "they",
    "be",
    "at",
    "one",
    "have",
    "this",
    "from",
    "or",
    "by",
    "but",
    "some",
    "what",
    "there",
    "we",
    "can",
    "other",
    "when",
    "your",
    "use",
    "word",
    "how",
    "said",
    "each",
    "which",
    "do",
    "their",
    "time",
    "if",
    "will",
    "way",
    "about",
    "many",
    "then",
    "would",
    "like",
    "so",
    "these",
    "make",
    "thing",
    "see",
    "has",
    "look",
    "more",
    "day",
    "could",
    "come",
    "did",
    "number",
    "who",
    "over",
    "know",
    "water",
    "than",
    "call",
    "first",
    "people",
    "may",
    "down",
    "now",
    "find",
    "because",
    "agree",
    "however",
    "maybe",
    "evidence",
    "granted",
    "no",
]
TEXTS = 5_000
CONVOKIT = """
import json, sys
from convokit import Corpus, Speaker, Utterance
speakers, utterances = {}, []
for line in open(sys.argv[1], encoding="utf-8"):
    post = json.loads(line)
    who = speakers.setdefault(post["author"], Speaker(id=post["author"]))
    answered = post["parent_id"].split("_")[1]
    root = post["link_id"].split("_")[1]
    utterances.append(Utterance(id=post["id"], speaker=who, conversation_id=root, reply_to=answered, timestamp=post["created_utc"], text=post["body"]))
Corpus(utterances=utterances).dump(sys.argv[2], base_path=sys.argv[3])
"""
CONVOKIT_LOAD = "import sys; from convokit import Corpus; Corpus(filename=sys.argv[1])"


def write_dump(path: Path, posts: int) -> None:
    """Write a dump; the same number gives the same one, and memory grows with its threads only."""
    dice = Random(7)
    texts = [" ".join(dice.choices(WORDS, k=dice.randint(5, 150))) for _ in range(TEXTS)]
    threads = max(1, posts * 3 // 100)
    sizes = list(itertools.accumulate(1 / (number + 1) ** 0.7 for number in range(threads)))
    recent: dict[int, list[int]] = {}
    with path.open("w", encoding="utf-8") as file:
        for number in range(posts):
            [thread] = dice.choices(range(threads), cum_weights=sizes)
            before = recent.setdefault(thread, [])
            answered = f"t1_{dice.choice(before):x}" if before and dice.random() > 0.3 else f"t3_{thread:x}"  # noqa: PLR2004 (a share)
            before[:] = [*before[-50:], number]
            record = {
                "id": f"{number:x}",
                "link_id": f"t3_{thread:x}",
                "parent_id": answered,
                "author": f"user{dice.randrange(posts // 20 + 1)}",
                "created_utc": 1_600_000_000 + number,
                "body": dice.choice(texts),
                "subreddit": "x",
                "score": 1,
                "edited": False,
            }
            file.write(json.dumps(record) + "\n")


def write_maps(folder: Path, number: int) -> None:
    """Write so many small datasets."""
    for place in range(number):
        map = discussion(place)
        own = folder / map.id
        own.mkdir(parents=True)
        assert map.thread is not None
        (own / "map.yaml").write_text(map_yaml(map), "utf-8")
        (own / "thread.yaml").write_text(thread_yaml(map.thread), "utf-8")


def measured(command: Sequence[str]) -> tuple[str, str, str]:
    """Return wall and CPU seconds and the peak memory of a command, as cells of a table."""
    program = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss, done.returncode, done.stderr.decode()[-300:].replace(chr(10), ' '))"
    )
    begin = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, *command], capture_output=True, text=True, check=True
    )
    seconds = perf_counter() - begin
    cpu, peak, code, *said = done.stdout.split(" ", 3)
    if code.strip() != "0":
        return "failed", " ".join(said).strip()[:60], ""
    unit = 1 if sys.platform == "darwin" else 1_024
    return f"{seconds:.1f}", f"{float(cpu):.1f}", f"{int(peak) * unit / 1e6:.0f}"


def _argmap(*words: object) -> list[str]:
    return [sys.executable, "-m", "argmap", *map(str, words)]


def dumps(folder: Path, numbers: Sequence[int], convokit: bool) -> Iterator[tuple[str, ...]]:
    """Yield rows: what was done, with how many posts, and what it took."""
    for posts in numbers:
        dump, corpus, signals = (
            folder / f"{posts}.ndjson",
            folder / f"corpus-{posts}",
            folder / f"signals-{posts}",
        )
        write_dump(dump, posts)
        size = f"{posts:,} posts ({dump.stat().st_size / 1e6:,.0f} MB)"
        yield size, "corpus import", *measured(_argmap("corpus", "import", dump, "-o", corpus))
        yield size, "corpus signals", *measured(_argmap("corpus", "signals", corpus, "-o", signals))
        if convokit:
            built = measured([sys.executable, "-c", CONVOKIT, str(dump), "built", str(folder)])
            yield size, "ConvoKit: build and dump", *built
            yield (
                size,
                "ConvoKit: load",
                *measured([sys.executable, "-c", CONVOKIT_LOAD, str(folder / "built")]),
            )
        dump.unlink()


def queries(folder: Path, numbers: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Yield rows: a question over so many maps, with an empty cache and from the cache."""
    for number in numbers:
        data, cache = folder / f"maps-{number}", folder / f"cache-{number}"
        write_maps(data, number)
        ask = ["env", f"ARGMAP_CACHE={cache}", *_argmap("query", data, "SELECT count(*) FROM claims")]
        yield f"{number:,} maps", "query, first time", *measured(ask)
        yield f"{number:,} maps", "query, from the cache", *measured(ask)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dumps")
    parser.add_argument("--posts", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--maps", type=int, nargs="*", default=[1_000])
    parser.add_argument("--convokit", action="store_true")
    chosen = parser.parse_args()
    print(f"{described()}\n")
    with TemporaryDirectory(prefix="argmap-dumps-") as name:
        rows = [*dumps(Path(name), chosen.posts, chosen.convokit), *queries(Path(name), chosen.maps)]
    print(table(("data", "step", "seconds", "CPU s", "peak MB"), rows))
    print(f"load at the end: {load()}")


if __name__ == "__main__":
    main()
