"""How well rules find planted faults: `python -m benchmarks.rules` prints precision and recall of each rule.

Good maps are the bundled ones and the three of `tests/lint/good`, which were read and judged: what a rule says of them is an
alarm for nothing, but for those that `JUDGED` names. Faults are planted in each of them by `benchmarks.planting`, with a seed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import argmap
from argmap.lint.catalogue import content_rules
from argmap.model.map import ArgumentMap
from benchmarks.planting import KINDS, Planted, planted

GOOD = (Path("data"), Path("tests/lint/good"))

JUDGED = {("math-in-ml", "early-concession"): 1}
"""Alarms on good maps that are right: what a rule says is so, and the map says why it stays (`# argmap: allow`)."""

RULES = {rule.name: rule for rule in content_rules()}


def good_maps() -> list[ArgumentMap]:
    """Return the maps that were read and judged, in the order of their folders."""
    folders = [folder for parent in GOOD for folder in sorted(parent.iterdir()) if folder.is_dir()]
    return [argmap.load(folder) for folder in folders]


def places(name: str, map: ArgumentMap) -> Counter[tuple[str | int, ...]]:
    """Return where a rule finds something in a map, as the item that has it."""
    return Counter(finding.path[: _depth(finding.path)] for finding in RULES[name](map))


def _depth(path: tuple[str | int, ...]) -> int:
    return 3 if path[:1] == ("thread",) else 2


def is_found(
    fault: Planted, before: Counter[tuple[str | int, ...]], after: Counter[tuple[str | int, ...]]
) -> bool:
    """Return whether the rule says something of the item with the fault that it did not say before."""
    fresh = after - before
    return any(place[: len(fault.place)] == fault.place or fault.place == ("language",) for place in fresh)


def measured(maps: Iterable[ArgumentMap], seed: int, most: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield for each rule how many faults were planted, how many it found, and how many alarms there are for nothing.

    An alarm for nothing is one on a good map, or one that a planted fault brings about at an item that has none.
    """
    maps = list(maps)
    names: list[str] = []
    sown: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for map in maps:
        before: dict[str, Counter[tuple[str | int, ...]]] = {}
        for fault in planted(map, maps, seed, most):
            if fault.rule not in before:
                before[fault.rule] = places(fault.rule, map)
                wrong[fault.rule] += before[fault.rule].total() - JUDGED.get((map.id, fault.rule), 0)
            names += [fault.rule] if fault.rule not in names else []
            after = places(fault.rule, ArgumentMap.model_validate(fault.data))
            sown[fault.rule] += 1
            hit = is_found(fault, before[fault.rule], after)
            found[fault.rule] += hit
            wrong[fault.rule] += max(0, (after - before[fault.rule]).total() - hit)
    for name in sorted(names, key=lambda name: RULES[name].code):
        yield name, sown[name], found[name], wrong[name]


def main() -> None:
    """Print a table of the rules."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rules", description="Measure what rules find."
    )
    parser.add_argument("--seed", type=int, default=1, help="of the choice of faults (1)")
    parser.add_argument("--most", type=int, default=20, metavar="N", help="faults of a kind in a map (20)")
    chosen = parser.parse_args()
    print(f"{len(KINDS)} kinds of faults, seed {chosen.seed}, at most {chosen.most} of a kind in a map\n")
    print("| rule | planted | found | alarms for nothing | precision | recall |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, sown, found, wrong in measured(good_maps(), chosen.seed, chosen.most):
        precision = found / (found + wrong) if found + wrong else 1.0
        print(
            f"| {RULES[name].code} {name} | {sown} | {found} | {wrong} | {precision:.2f} | {found / sown:.2f} |"
        )


if __name__ == "__main__":
    main()
