"""AM601: whether the map shows what its annotators say it shows."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, rule
from argmap.model.base import field_key
from argmap.model.map import ArgumentMap


@rule("AM601")
def unmet_expectation(map: ArgumentMap) -> Iterator[Finding]:
    """A claim, example or step has another label than the map expects of it.

    Labels are those of `argmap analyse` without options: grounded semantics, where a claim with reasons stands
    only while one of them does. Either a relation was drawn otherwise than it was meant, or the expectation is
    out of date; `argmap why` tells the reason for a label. Steps are expected to hold (in), or not (out).

    Bad:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: Convolution is an integral., implicit: true}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        expect: {in: [c1]}

    Good:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: Convolution is an integral., implicit: true}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        expect: {in: [c2], out: [c1]}
    """
    if map.expect is None:
        return
    # A map without expectations, which most are, does not pay for the analysis.
    from argmap.evaluation.theory import theory

    labels = theory(map).labels
    for field in type(map.expect).model_fields:
        key = field_key(type(map.expect), field)
        for index, name in enumerate(getattr(map.expect, field)):
            if labels[name] != key:
                yield Finding(
                    ("expect", key, index),
                    f"{name!r} is expected to be {key} and is {labels[name]}",
                    f"see: argmap why PATH {name}",
                )
