"""AM405 to AM408: whether the experiments and references of examples exist and suffice."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.experiments.criteria import Bearing, Criterion
from argmap.experiments.registry import EXPERIMENTS, BrokenExperiment, experiment
from argmap.model.map import ArgumentMap


@rule("AM405", needs_whole_map=False)
def unknown_experiment(map: ArgumentMap) -> Iterator[Finding]:
    """An example names an experiment that is not registered.

    A map can only name experiments that come with argmap or with an installed package; it never makes argmap load
    anything else. `argmap experiment list` lists them.

    Bad:
        claims: [{id: c1, text: Scaling has a reason., implicit: true}]
        examples: [{id: scale, name: Scale, topic: attention, text: It has., experiment: atention-scaling}]
        relations: [{id: r1, kind: support, premises: [scale], target: c1}]

    Good:
        claims: [{id: c1, text: Scaling has a reason., implicit: true}]
        examples: [{id: scale, name: Scale, topic: attention, text: It has., experiment: attention-scaling}]
        relations: [{id: r1, kind: support, premises: [scale], target: c1}]
    """
    named = [(index, example.experiment) for index, example in enumerate(map.examples) if example.experiment]
    known = EXPERIMENTS.names() if named else ()
    for index, name in named:
        if name not in known:
            path = ("examples", index, "experiment")
            yield Finding(path, f"experiment {name!r} is not registered", subject=name, known=known)


@rule("AM406", Severity.WARNING)
def one_sided_example(map: ArgumentMap) -> Iterator[Finding]:
    """The experiment of an example bears on a claim of the map to which the example has no relation.

    An experiment says beforehand which outcome would speak for or against which claims. A map that relates its example to
    only some of them hides what the numbers say about the others.

    Bad:
        claims:
          - {id: c1, text: Backprop is simple., implicit: true}
          - {id: c2, text: Mathematics is very useful in machine learning., implicit: true}
        examples: [{id: backprop, name: Backprop, topic: backprop, text: It is cheap., experiment: backprop}]
        relations: [{id: r1, kind: support, premises: [backprop], target: c1}]

    Good:
        claims:
          - {id: c1, text: Backprop is simple., implicit: true}
          - {id: c2, text: Mathematics is very useful in machine learning., implicit: true}
        examples: [{id: backprop, name: Backprop, topic: backprop, text: It is cheap., experiment: backprop}]
        relations:
          - {id: r1, kind: support, premises: [backprop], target: c1}
          - {id: r2, kind: support, premises: [backprop], target: c2}
    """
    targets: dict[str, set[str]] = {}
    for relation in map.relations:
        for premise in relation.premises:
            targets.setdefault(premise, set()).add(relation.target)
    for index, example in enumerate(map.examples):
        if example.experiment is None or example.id not in targets:
            continue  # idle-example reports one without relations
        measured = [one.statement for one in _criteria(example.experiment) if isinstance(one, Criterion)]
        for claim in map.claims:
            if claim.id not in targets[example.id] and any(
                s.is_named(claim.id, claim.text) for s in measured
            ):
                yield Finding(
                    ("examples", index, "experiment"),
                    f"experiment {example.experiment!r} bears on claim {claim.id!r}, and example {example.id!r} has no "
                    "relation to it",
                    f"add one; 'argmap experiment show {example.experiment}' says what would speak for or against it",
                )


def _criteria(name: str) -> tuple[Bearing, ...]:
    if name not in EXPERIMENTS.names():
        return ()  # unknown-experiment reports it
    try:
        return experiment(name).criteria
    except BrokenExperiment:
        return ()


@rule("AM407", Severity.WARNING, needs_whole_map=False)
def example_without_reference(map: ArgumentMap) -> Iterator[Finding]:
    """A technical example has no reference.

    The text of an example is the annotator's own account. Readers must be able to look it up in a published work.

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
                "name a work that shows it: title, authors, year, venue, and the page or section",
            )


@rule("AM408", Severity.WARNING, needs_whole_map=False)
def incomplete_reference(map: ArgumentMap) -> Iterator[Finding]:
    """A reference of an example or a claim has no year, or neither a venue nor a URL.

    Preprints, talks and later editions often share one title and differ in content.

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
    cited = [("examples", index, example.references) for index, example in enumerate(map.examples)]
    cited += [("claims", index, claim.references) for index, claim in enumerate(map.claims)]
    for field, index, references in cited:
        for number, reference in enumerate(references):
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
                    (field, index, "references", number, "title"),
                    f"the reference has no {' and no '.join(missing)}",
                    "add it, so that readers can find the work",
                )
