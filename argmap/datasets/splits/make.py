"""Makes the splits of a dataset: groups of maps with their labels, and what came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from operator import attrgetter

from argmap.datasets.groups import grouped, marks
from argmap.datasets.splits.balance import MapGroup, balanced
from argmap.datasets.splits.file import Splits
from argmap.dialogue.words import primary
from argmap.errors import ArgmapError
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

USUAL: Mapping[str, float] = {"train": 0.8, "dev": 0.1, "test": 0.1}
AGAINST = frozenset({RelationKind.ATTACK, RelationKind.UNDERCUT})
CLASSES = ("low", "middle", "high")


@dataclass(frozen=True, slots=True)
class MapCounts:
    """What of a map counts for splits: numbers of posts, claims, relations and attacks (undercuts among them)."""

    id: str
    language: str
    posts: int
    claims: int
    relations: int
    attacks: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitCounts:
    """What is in a split; `wanted` is the share of the maps that it should have."""

    name: str
    wanted: float
    maps: int
    groups: int
    posts: int
    claims: int
    relations: int
    attacks: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeSplits:
    """Splits; the ids of maps that are new in them; those of maps that are gone; and what is in each split."""

    splits: Splits
    new: tuple[str, ...]
    gone: tuple[str, ...]
    counts: tuple[SplitCounts, ...]


def counts_of(maps: Iterable[ArgumentMap]) -> Iterator[MapCounts]:
    """Yield what of each map counts for splits."""
    for map in maps:
        yield MapCounts(
            map.id,
            primary(map.language or (map.thread.language if map.thread else None)),
            len(map.thread.posts) if map.thread else 0,
            len(map.claims),
            len(map.relations),
            sum(relation.kind in AGAINST for relation in map.relations),
            tuple(marks(map)),
        )


def make_splits(
    maps: Iterable[MapCounts],
    shares: Mapping[str, float] | None = None,
    seed: int | None = None,
    before: Splits | None = None,
) -> MadeSplits:
    """Return splits in which maps that share a thread, or the words of a post, are together.

    Maps are balanced by language, by size (claims) and by the share of attacks and undercuts among their relations: of the
    last two, each group counts as low, middle or high among the groups of the dataset.

    Args:
        maps: the maps.
        shares: the share of the maps that each split should have; None for those of `before`, or the usual ones.
        seed: where the random order starts; None for that of `before`, or 0.
        before: splits in which no map moves; None for new ones.

    Raises:
        ArgmapError: shares do not add up to 1, are others than before, or maps that belong together were in two splits.
    """
    counted = sorted(maps, key=attrgetter("id"))
    shares = _shares(shares, before)
    seed = _seed(seed, before)
    groups = _groups(counted)
    known = dict(before.splits) if before is not None else {}
    fixed = {
        number: split
        for number, group in enumerate(groups)
        if (split := _split_before(group, known, shares)) is not None
    }
    chosen = balanced(groups, shares, seed, fixed)
    splits = {id: split for group, split in zip(groups, chosen, strict=True) for id in group.ids}
    return MadeSplits(
        Splits(seed=seed, shares=dict(shares), splits=dict(sorted(splits.items()))),
        tuple(sorted(splits.keys() - known.keys())),
        tuple(sorted(known.keys() - splits.keys())),
        tuple(_counts(name, shares[name], counted, splits, groups) for name in shares),
    )


def _shares(given: Mapping[str, float] | None, before: Splits | None) -> Mapping[str, float]:
    known = dict(before.shares) if before is not None else {}
    shares = given or known or USUAL
    if not isclose(sum(shares.values()), 1, abs_tol=1e-6):
        raise ArgmapError(
            f"the shares of the splits add up to {sum(shares.values()):g}; they must add up to 1"
        )
    if known and dict(shares) != known:
        said = ",".join(f"{name}={share:g}" for name, share in known.items())
        raise ArgmapError(f"the splits were made with the shares {said}; --anew makes them again with others")
    return shares


def _seed(given: int | None, before: Splits | None) -> int:
    if given is not None and before is not None and given != before.seed:
        raise ArgmapError(
            f"the splits were made with the seed {before.seed}; --anew makes them again with another"
        )
    return given if given is not None else before.seed if before is not None else 0


def _split_before(group: MapGroup, known: Mapping[str, str], shares: Mapping[str, float]) -> str | None:
    """Return the split that a group has already, because one of its maps has it.

    Raises:
        ArgmapError: its maps have several, or one that is none of the splits.
    """
    had = {known[id]: id for id in group.ids if id in known}
    if len(had) > 1:
        (one, id), (other, second), *_ = sorted(had.items())
        raise ArgmapError(
            f"map {id!r} is in the split {one!r} and map {second!r} in {other!r}, but they share a thread or the words of a "
            "post; --anew makes new splits"
        )
    for split, id in had.items():
        if split not in shares:
            raise ArgmapError(
                f"map {id!r} is in the split {split!r}, which has no share; name it in --into, or make new splits with --anew"
            )
    return next(iter(had), None)


def _groups(maps: Sequence[MapCounts]) -> list[MapGroup]:
    by_id = {map.id: map for map in maps}
    members = [[by_id[id] for id in ids] for ids in grouped((map.id, map.marks) for map in maps)]
    sizes = _classes([sum(map.claims for map in group) / len(group) for group in members])
    against = _classes([_share_of_attacks(group) for group in members])
    return [
        MapGroup(
            tuple(map.id for map in group),
            Counter(f"language {map.language}" for map in group)
            + Counter({f"size {size}": len(group), f"attacks {attacks}": len(group)}),
        )
        for group, size, attacks in zip(members, sizes, against, strict=True)
    ]


def _share_of_attacks(maps: Iterable[MapCounts]) -> float:
    maps = [*maps]
    relations = sum(map.relations for map in maps)
    return sum(map.attacks for map in maps) / relations if relations else 0.0


def _classes(values: Sequence[float]) -> list[str]:
    """Return for each value whether it is in the low, middle or high third of all; equal values are in one."""
    ranked = sorted(values)
    place = {value: ranked.index(value) for value in set(values)}
    return [CLASSES[len(CLASSES) * place[value] // len(values)] for value in values]


def _counts(
    name: str,
    wanted: float,
    maps: Iterable[MapCounts],
    splits: Mapping[str, str],
    groups: Iterable[MapGroup],
) -> SplitCounts:
    inside = [map for map in maps if splits[map.id] == name]
    return SplitCounts(
        name,
        wanted,
        len(inside),
        sum(splits[group.ids[0]] == name for group in groups),
        sum(map.posts for map in inside),
        sum(map.claims for map in inside),
        sum(map.relations for map in inside),
        sum(map.attacks for map in inside),
        tuple(sorted({map.language for map in inside})),
    )
