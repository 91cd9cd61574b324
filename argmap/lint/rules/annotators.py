"""AM220: whether those who made an item are among the annotators of the map."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.model.map import ArgumentMap

ITEMS = ("issues", "claims", "examples", "relations", "commitments", "questions", "stages", "breaches")


@rule("AM220", Severity.WARNING, needs_whole_map=False)
def unknown_annotator(map: ArgumentMap) -> Iterator[Finding]:
    """An item is said to be by somebody who is not one of the map's annotators.

    `annotators` lists who made the map. A name under `by` that is not in the list is a slip, or somebody is missing there. An
    annotator with an id is named by it.

    Bad:
        annotators: [Eva Roth, Jo Lim]
        claims: [{id: c1, text: Convolution is simple., implicit: true, by: Eva Rot}]

    Good:
        annotators: [Eva Roth, Jo Lim]
        claims: [{id: c1, text: Convolution is simple., implicit: true, by: Eva Roth}]
    """
    known = map.annotator_keys
    for field in ITEMS:
        for index, item in enumerate(getattr(map, field)):
            if item.by is not None and item.by not in known:
                yield Finding(
                    (field, index, "by"),
                    f"{item.by!r} is not one of the map's annotators",
                    "" if map.annotators else f"add 'annotators: [{item.by}]' to the map",
                    subject=item.by,
                    known=known,
                )
