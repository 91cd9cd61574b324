"""AM904, AM905: splits that let a program see in training what it is tested on, and splits of other maps."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.errors import suggestion
from argmap.lint.dataset_rules.facts import DatasetFacts


@rule("AM904")
def leaking_split(dataset: DatasetFacts) -> Iterator[Finding]:
    """Maps that share a thread, or the words of a post, are in different splits.

    A program would be tested on words that it has seen in training, and look better than it is. `argmap dataset split
    --anew` keeps them together. Words are compared from 80 characters on.

    Bad:
        a/map.yaml: {thread: {id: tabs}}
        b/map.yaml: {thread: {id: tabs}}
        splits.yaml: {format: argmap-splits/1, splits: {a: train, b: test}}

    Good:
        a/map.yaml: {thread: {id: tabs}}
        b/map.yaml: {thread: {id: tabs}}
        splits.yaml: {format: argmap-splits/1, splits: {a: train, b: train}}
    """
    splits = dataset.splits or {}
    for group in dataset.groups:
        first, *others = [id for id in group if id in splits] or [""]
        for id in others:
            if splits[id] != splits[first]:
                yield Finding(
                    (dataset.splits_file, "splits", id),
                    f"map {id!r} is in the split {splits[id]!r} and map {first!r} in {splits[first]!r}, but they share a "
                    "thread or the words of a post",
                    "put them in one split, or run 'argmap dataset split --anew'",
                )


@rule("AM905", Severity.WARNING)
def split_of_other_maps(dataset: DatasetFacts) -> Iterator[Finding]:
    """A map of the dataset has no split, or the file of splits names a map that is not there.

    What has no split is in no training and in no test, and nobody is told. `argmap dataset split` gives a split to maps that
    have none, and leaves the others where they are.

    Bad:
        a/map.yaml: {}
        b/map.yaml: {}
        splits.yaml: {format: argmap-splits/1, splits: {a: train, c: test}}

    Good:
        a/map.yaml: {}
        b/map.yaml: {}
        splits.yaml: {format: argmap-splits/1, splits: {a: train, b: test}}
    """
    if dataset.splits is None:
        return
    ids = [map.id for map in dataset.maps]
    for map in dataset.maps:
        if map.id not in dataset.splits:
            yield Finding(
                (map.folder, "id"), f"map {map.id!r} has no split", "'argmap dataset split' gives it one"
            )
    for id in dataset.splits if dataset.whole else ():
        if id not in ids:
            yield Finding(
                (dataset.splits_file, "splits", id),
                f"the split {dataset.splits[id]!r} has a map {id!r}, which is not in the dataset",
                suggestion(id, ids),
            )
