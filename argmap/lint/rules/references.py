"""AM407, AM408: whether what an example shows can be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.model.map import ArgumentMap


@rule("AM407", Severity.WARNING, needs_whole_map=False)
def example_without_reference(map: ArgumentMap) -> Iterator[Finding]:
    """A technical example has no reference.

    What an example shows is the annotator's account. A reader must be able to look it up in a work that says so.

    Bad:
        examples: [{id: backprop, name: Backprop, topic: backprop, text: It is the chain rule.}]

    Good:
        examples:
          - id: backprop
            name: Backprop
            topic: backprop
            text: It is the chain rule.
            references: [{title: Learning representations by back-propagating errors, year: 1986, venue: Nature}]
    """
    for index, example in enumerate(map.examples):
        if not example.references:
            yield Finding(
                ("examples", index, "id"),
                f"example {example.id!r} has no reference",
                "name a work that shows it: title, authors, year, venue, and where in it",
            )


@rule("AM408", Severity.WARNING, needs_whole_map=False)
def incomplete_reference(map: ArgumentMap) -> Iterator[Finding]:
    """A reference has no year, or nothing to find it by: no venue, no address.

    A title alone is shared by preprints, talks and later editions that say different things.

    Bad:
        examples:
          - id: backprop
            name: Backprop
            topic: backprop
            text: It is the chain rule.
            references: [{title: Learning representations by back-propagating errors}]

    Good:
        examples:
          - id: backprop
            name: Backprop
            topic: backprop
            text: It is the chain rule.
            references: [{title: Learning representations by back-propagating errors, year: 1986, venue: Nature}]
    """
    for index, example in enumerate(map.examples):
        for number, reference in enumerate(example.references):
            missing = [
                what
                for what, there in (
                    ("year", reference.year),
                    ("venue or url", reference.venue or reference.url),
                )
                if not there
            ]
            if missing:
                yield Finding(
                    ("examples", index, "references", number, "title"),
                    f"the reference has no {' and no '.join(missing)}",
                    "add what a reader needs to find the work",
                )
