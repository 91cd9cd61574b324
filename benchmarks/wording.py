"""How well own words are matched: `python -m benchmarks.wording` prints precision and recall against matches made by hand.

The claims of `tests/teach/paraphrases.csv` are written by hand as students write; some are in no map, and some deny a claim of
it. Those of one map are matched together, each claim once, by two measures of edit distance and by the one that marking uses.
The weights of the latter were chosen on the first two maps; the other two show whether they hold elsewhere.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz

import argmap
from argmap.dialogue.likeness import LEAST, Likeness, assigned
from argmap.teach.marking.grade import texts_of

WRITTEN = Path("tests/teach/paraphrases.csv")
CHOSEN_ON, HELD_OUT = ("car-free-centre", "math-in-ml"), ("io-js-core", "typing-for-a-team")

Measure = Callable[[Mapping[str, str]], Callable[[str], Sequence[float]]]


def by_edits(ratio: Callable[[str, str], float]) -> Measure:
    """Return a measure that makes a share of a ratio of rapidfuzz."""
    return lambda claims: (
        lambda text: [ratio(text.casefold(), claim.casefold()) / 100 for claim in claims.values()]
    )


MEASURES: tuple[tuple[str, Measure, tuple[float, ...]], ...] = (
    ("edit distance", by_edits(fuzz.ratio), (0.4, 0.5, 0.6)),
    ("token sets (before)", by_edits(fuzz.token_set_ratio), (0.5, 0.6, 0.7)),
    ("stems and pieces (now)", lambda claims: Likeness(claims, heeds_denials=True).of, (0.2, LEAST, 0.4)),
)


def counted(rows: Sequence[Mapping[str, str]], measure: Measure, least: float) -> tuple[int, int, int]:
    """Return how many matches are made, how many of them are right, and how many there are."""
    made = right = 0
    for name in sorted({row["map"] for row in rows}):
        claims = texts_of(argmap.load(Path("data") / name))
        own = {row["own words"]: row["claim"] for row in rows if row["map"] == name}
        like = measure(claims)
        found = assigned({text: like(text) for text in own}, [*claims], least)
        made += len(found)
        right += sum(own[text] == claim for text, claim in found.items())
    return made, right, sum(bool(row["claim"]) for row in rows)


def share(rows: Sequence[Mapping[str, str]], measure: Measure, least: float) -> str:
    """Return precision and recall as cells of a table."""
    made, right, wanted = counted(rows, measure, least)
    return f"{right / made if made else 0:.2f} | {right / wanted:.2f}"


def main() -> None:
    """Print a table of all measures, each with three thresholds."""
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    parts = [rows, *([row for row in rows if row["map"] in names] for names in (CHOSEN_ON, HELD_OUT))]
    print(
        "| likeness | least | precision | recall | chosen on: precision | recall | held out: precision | recall |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, measure, thresholds in MEASURES:
        for least in thresholds:
            print(f"| {name} | {least} | {' | '.join(share(part, measure, least) for part in parts)} |")


if __name__ == "__main__":
    main()
