"""Which group of maps goes into which split, so that shares and labels come out as they should.

Source:
    Sechidis, Tsoumakas & Vlahavas (2011), On the stratification of multi-label data, section 3: iterative stratification.
    The label that is rarest among what is left is dealt out first, and each time the split gets it that lacks most of it.
    DOI 10.1007/978-3-642-23808-6_10. Here groups are dealt out and not single examples, and a split that is full gets none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Maps that stay together: their ids, and how many of them have each label, such as `language de`."""

    ids: tuple[str, ...]
    labels: Mapping[str, int]

    @property
    def size(self) -> int:
        """The number of maps."""
        return len(self.ids)


def balanced(
    groups: Sequence[MapGroup], shares: Mapping[str, float], seed: int, fixed: Mapping[int, str]
) -> list[str]:
    """Return the split of each group.

    No split exceeds its share of the maps by the largest group or more, and none is empty while there are groups enough.
    The same groups and the same seed give the same splits, whatever the order of the groups.

    Args:
        groups: groups of maps.
        shares: the share of the maps that each split should have; they add up to 1.
        seed: where the random order of the groups starts, which decides between splits that are as good.
        fixed: the splits of groups that have one already, by number of group; these stay.
    """
    lacks = _Lacks(groups, shares)
    order = {group.ids[0]: _random(seed, group.ids[0]) for group in groups}
    chosen: dict[int, str] = {}
    for number, split in sorted(fixed.items()):
        chosen[number] = split
        lacks.take(split, groups[number])
    free = {number for number in range(len(groups)) if number not in chosen}
    while free:
        label = _rarest(groups, free)
        having = [number for number in free if label is None or label in groups[number].labels]
        for number in sorted(having, key=lambda n: (-groups[n].size, order[groups[n].ids[0]])):
            split = lacks.best(groups[number], label, seed)
            chosen[number] = split
            lacks.take(split, groups[number])
            free.discard(number)
    _fill_empty(groups, chosen, lacks, [number for number in chosen if number not in fixed], order)
    return [chosen[number] for number in range(len(groups))]


class _Lacks:
    """What each split still lacks: maps, and maps with each label. A negative number is too much."""

    def __init__(self, groups: Iterable[MapGroup], shares: Mapping[str, float]) -> None:
        total: Counter[str] = Counter()
        maps = 0
        for group in groups:
            total.update(group.labels)
            maps += group.size
        self.maps = {split: share * maps for split, share in shares.items()}
        self.labels = {
            split: {label: share * count for label, count in total.items()} for split, share in shares.items()
        }

    def take(self, split: str, group: MapGroup, times: int = 1) -> None:
        """Give a group to a split; `times` is -1 to take it away."""
        self.maps[split] -= times * group.size
        for label, count in group.labels.items():
            self.labels[split][label] -= times * count

    def best(self, group: MapGroup, label: str | None, seed: int) -> str:
        """Return the split that lacks most of a label, among those that come nearer to their share with the group."""
        near = [split for split, lack in self.maps.items() if 2 * lack >= group.size]
        candidates = near or [max(self.maps, key=lambda split: (self.maps[split], split))]
        return max(
            candidates,
            key=lambda split: (
                round(self.labels[split][label], 9) if label is not None else 0,
                round(self.maps[split], 9),
                _random(seed, f"{group.ids[0]} {split}"),
            ),
        )


def _rarest(groups: Sequence[MapGroup], free: Iterable[int]) -> str | None:
    """Return the label that fewest of the free groups have; None if they have none."""
    counts = Counter(label for number in free for label in groups[number].labels)
    return min(counts, key=lambda label: (counts[label], label), default=None)


def _fill_empty(
    groups: Sequence[MapGroup],
    chosen: dict[int, str],
    lacks: _Lacks,
    free: Sequence[int],
    order: Mapping[str, str],
) -> None:
    """Move a group into each split that has none, from the split that has most beyond its share, while one can spare it."""
    for empty in sorted(set(lacks.maps) - set(chosen.values())):
        count = Counter(chosen.values())
        spare = [number for number in free if count[chosen[number]] > 1]
        if not spare:
            return
        moved = min(
            spare,
            key=lambda n: (lacks.maps[chosen[n]] + groups[n].size, groups[n].size, order[groups[n].ids[0]]),
        )
        lacks.take(chosen[moved], groups[moved], -1)
        lacks.take(empty, groups[moved])
        chosen[moved] = empty


def _random(seed: int, name: str) -> str:
    """Return what orders names at random, the same on every machine."""
    return sha256(f"{seed} {name}".encode()).hexdigest()
