"""Every rule on large maps, timed from inside: `python -m benchmarks.checks [CLAIMS…]` prints a table in Markdown.

Maps of CLAIMS claims with as many quotes, over a fifth as many posts (1,000, 10,000 and 100,000 unless given); every
figure is the median of several runs on a map that has been read. A tenth of the claims nearly repeats another.
"""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter
from typing import Any

from argmap.diagnostics import Rule
from argmap.lint.catalogue import content_rules
from argmap.lint.run import check
from argmap.model.map import ArgumentMap
from benchmarks.generate import map_data

SIZES = (1_000, 10_000, 100_000)
RUNS = 5
SLOWEST = 8
ALIKE = 10
"""Each claim of this many is made nearly the same as the one before."""


def large_map(claims: int) -> ArgumentMap:
    """Return a map of many claims, some of which are nearly the same and each of whose authors asserts it."""
    data: dict[str, Any] = map_data(claims)
    for index in range(1, len(data["claims"]), ALIKE):
        data["claims"][index]["text"] = data["claims"][index - 1]["text"].replace("the ", "a ", 1)
    authors = {post["id"]: post.get("author") for post in data["thread"]["posts"]}
    data["commitments"] = [
        {
            "participant": authors[quote["post"]],
            "post": quote["post"],
            "claim": claim["id"],
            "stance": "asserts",
        }
        for claim in data["claims"]
        for quote in claim["quotes"][:1]
        if authors[quote["post"]]
    ]
    return ArgumentMap.model_validate(data)


def seconds(rule: Rule, map: ArgumentMap) -> float:
    """Return how long a rule takes."""
    begin = perf_counter()
    for _ in rule(map):
        pass
    return perf_counter() - begin


def main() -> None:
    sizes = [int(told) for told in sys.argv[1:]] or SIZES
    table: dict[str, list[float]] = {}
    for size in sizes:
        map = large_map(size)
        list(check(map))  # what is worked out once for a map, and imports
        for rule in content_rules():
            runs = [seconds(rule, map) for _ in range(RUNS if size < max(SIZES) else 1)]
            table.setdefault(f"{rule.code} {rule.name}", []).append(median(runs))
    print(f"| rule | {' | '.join(f'{size:,} claims' for size in sizes)} |")
    print(f"|---|{'---:|' * len(sizes)}")
    totals = [sum(column) for column in zip(*table.values(), strict=True)]
    slowest = sorted(table.items(), key=lambda row: -row[1][-1])[:SLOWEST]
    for name, found in [("all rules", totals), *slowest]:
        print(f"| {name} | {' | '.join(f'{value:.3f} s' for value in found)} |")


if __name__ == "__main__":
    main()
