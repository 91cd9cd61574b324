"""How fast a corpus of AIF nodesets is converted, and what is kept: `python -m benchmarks.corpora [--peers]`.

The nodesets are written by argmap from maps that are made here: nine claims, each said by one of four people in a post of its own, with reasons,
objections and undercuts, about 45 nodes, which is the size of those of US2016 and QT30. The target is 60 s for 4,500 of them on two processors.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from argmap.formats.registry import format_named
from argmap.model.map import ArgumentMap
from benchmarks.generate import Data
from benchmarks.machine import described
from benchmarks.measure import Failed, in_turn, must, summary
from benchmarks.peers import ARGUEBUF, INSTALL_LIMIT
from benchmarks.table import table
from benchmarks.tools import program

CLAIMS = 9
PEOPLE = ("Ann Lee", "Bob", "Cem Öz", "Dora")
KINDS = ("support", "support", "attack", "undercut")
LIMIT = 600
PEER = f"arguebuf {ARGUEBUF}"
ROWS = ("maps", "claims", "participants", "attacks", "undercuts")


def discussion(number: int) -> ArgumentMap:
    """Return a small discussion: the same number gives the same one."""
    chance = Random(number)
    posts = [_post(n, chance) for n in range(CLAIMS)]
    claims = [{"id": f"c{n}", "text": post["text"], "quotes": [{"post": post["id"], "exact": post["text"]}]} for n, post in enumerate(posts)]  # fmt: skip
    stances = [{"participant": post["author"], "post": post["id"], "claim": f"c{n}", "stance": "asserts"} for n, post in enumerate(posts)]  # fmt: skip
    relations: list[Data] = []
    for n in range(1, CLAIMS):
        kind = chance.choice(KINDS) if relations else "support"
        target = chance.choice(relations)["id"] if kind == "undercut" else f"c{chance.randrange(n)}"
        relations.append({"id": f"r{n}", "kind": kind, "premises": [f"c{n}"], "target": target})
    people = [{"id": f"u{n}", "name": name} for n, name in enumerate(PEOPLE)]
    thread = {"format": "argmap-thread/1", "id": "t", "title": f"Discussion {number}", "source": {"kind": "text"}, "authorship": "recorded", "reply_structure": "recorded", "participants": people, "posts": posts}  # fmt: skip
    data = {"id": f"discussion-{number}", "title": f"Discussion {number}", "thread": thread, "claims": claims, "relations": relations, "commitments": stances}  # fmt: skip
    return ArgumentMap.model_validate(data)


def _post(number: int, chance: Random) -> Data:
    words = " ".join(chance.choice(("trams", "noise", "streets", "are", "never", "quiet", "cost", "what", "towns", "want")) for _ in range(chance.randint(8, 24)))  # fmt: skip
    answered = {"reply_to": f"p{chance.randrange(number)}"} if number else {}
    author = number if number < len(PEOPLE) else chance.randrange(len(PEOPLE))
    return {"id": f"p{number}", "author": f"u{author}", "text": f"{words} ({number}).", **answered}


def write_corpus(folder: Path, number: int) -> Counter[str]:
    """Write so many nodesets, without what argmap keeps for itself, and return what is in them."""
    known = format_named("aif")
    assert known.write is not None
    held: Counter[str] = Counter()
    folder.mkdir()
    for each in range(number):
        map = discussion(each)
        data = json.loads(known.write(map).text)
        del data["argmap"]
        (folder / f"nodeset{each}.json").write_text(json.dumps(data), encoding="utf-8")
        held += _counts(map.to_dict())
    return held


def _counts(map: Data) -> Counter[str]:
    kinds = Counter(relation["kind"] for relation in map.get("relations", ()))
    people = len(map.get("thread", {}).get("participants", ()))
    return Counter(maps=1, claims=len(map["claims"]), participants=people, attacks=kinds["attack"], undercuts=kinds["undercut"])  # fmt: skip


def _arguebuf(place: Path) -> str:
    """Return the Python for which arguebuf is installed."""
    must([sys.executable, "-m", "venv", str(place)], INSTALL_LIMIT)
    must([str(place / "bin" / "pip"), "install", "--quiet", f"arguebuf=={ARGUEBUF}"], INSTALL_LIMIT)
    return str(place / "bin" / "python")


def _kept_by_argmap(out: Path) -> Counter[str]:
    kept: Counter[str] = Counter()
    for path in out.iterdir():
        kept += _counts(json.loads(path.read_text(encoding="utf-8")))
    return kept


def main() -> None:
    """Write the corpus, convert it, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpora", description=__doc__)
    parser.add_argument(
        "--peers", action="store_true", help="install arguebuf for the moment, and measure it"
    )
    parser.add_argument("--number", type=int, default=4_500, metavar="N", help="nodesets (4500)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs after one to warm up (3)")
    chosen = parser.parse_args()
    print(f"{described()}\n", flush=True)
    with TemporaryDirectory(prefix="argmap-corpora-") as name:
        folder = Path(name)
        source, out = folder / "nodesets", folder / "argmap"
        results = [("in the files", 0.0, 0, write_corpus(source, chosen.number))]
        commands = {
            "argmap": [program(), "convert", str(source), "-o", str(out), "--to", "argmap-json", "--quiet"]
        }
        if chosen.peers:
            try:
                job = str(Path(__file__).with_name("arguebuf_corpus_job.py"))
                commands[PEER] = [_arguebuf(folder / "peers"), job, str(source), str(folder / "arguebuf")]
            except Failed as error:
                print(f"{PEER}: {error}\n")
        for tool, done in in_turn(commands, chosen.runs, LIMIT).items():
            if done[-1].error:
                print(f"{tool}: {done[-1].error}\n")
                continue
            kept = (
                _kept_by_argmap(out)
                if tool == "argmap"
                else Counter(json.loads(done[-1].printed.strip().splitlines()[-1]))
            )
            results.append((tool, summary(done).median, summary(done).peak, kept))
    rows = [(name, _seconds(time), _size(peak), *(f"{counts[row]:,}" for row in ROWS)) for name, time, peak, counts in results]  # fmt: skip
    print(table(("", "time", "peak", *ROWS), rows))


def _seconds(time: float) -> str:
    return f"{time:.1f} s" if time else ""


def _size(peak: int) -> str:
    return f"{peak / 1_000_000:.0f} MB" if peak else ""


if __name__ == "__main__":
    main()
