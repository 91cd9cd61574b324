"""AM910: files of a dataset that are of no use."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.lint.dataset_rules.facts import DatasetFacts


@rule("AM910", Severity.WARNING)
def dead_file(dataset: DatasetFacts) -> Iterator[Finding]:
    """A file of the dataset is read by nobody: a thread that no map names, or what an edit left behind.

    Who gets the dataset takes it for a part of it. Looked at are YAML and JSON files in the folders of maps, threads in
    folders without a map, journals of edits whose map is gone, and temporary files that a crash left.

    Bad:
        tabs/map.yaml: {}
        tabs/thread-old.yaml: {}

    Good:
        tabs/map.yaml: {}
        tabs/map.ann.yaml: {}
    """
    for dead in dataset.dead:
        yield Finding((dead.path,), dead.why, dead.advice)
