"""What experiments say about claims, in sentences: beforehand, after a run, and beside what a map says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.experiments.criteria import Bearing, Criterion, Threshold, Unmeasured
from argmap.experiments.judgement import FLAWS, Judgement, Ruling
from argmap.experiments.outcome import Outcome
from argmap.experiments.verdict import UNSTATED, LinkStatus, LinkVerdict, verdicts
from argmap.language import ENGLISH, Language, message
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.plot.measures import SIGNS, figure
from argmap.rendering.report.naming import Names

SHORT = 3
"""Digits of a measured value in a sentence; tables have all that were kept."""

MAKES_THE_POINT: Mapping[RelationKind, str] = {
    RelationKind.SUPPORT: "speaks for",
    RelationKind.ATTACK: "speaks against",
    RelationKind.UNDERCUT: "speaks against",
}
POINTS: Mapping[tuple[LinkStatus, bool], str] = {
    (LinkStatus.SUPPORTED, True): message("Supported by the measure: it speaks for {target}; {ground}"),
    (LinkStatus.SUPPORTED, False): message("Supported by the measure: it speaks against {target}; {ground}"),
    (LinkStatus.CONTRADICTED, True): message("Contradicted by the measure: it speaks for {target}; {ground}"),
    (LinkStatus.CONTRADICTED, False): message(
        "Contradicted by the measure: it speaks against {target}; {ground}"
    ),
}
"""What the measures say of a relation, by whether it is a support."""

NOTHING = message("the experiment says nothing about it beforehand.")
"""What `UNSTATED` is within a sentence; reasons that are no flaw either are the words of an experiment, in its language."""

Own = Callable[[str], str]
"""What is done with the words of an experiment inside a sentence of another language."""

LINK_WORDS: Mapping[LinkStatus, str] = {
    LinkStatus.SUPPORTED: "supported by the measure",
    LinkStatus.CONTRADICTED: "contradicted by the measure",
    LinkStatus.UNMEASURED: "does not bear on it",
    LinkStatus.OPEN: "no verdict",
}


def criterion_text(bearing: Bearing) -> str:
    """Return what is said about a statement before a run: which outcomes speak for and against it, or why none does.

    Args:
        bearing: a criterion, or a statement that is not measured.
    """
    said = f"“{_sentence(bearing.statement.words)}”"
    if isinstance(bearing, Unmeasured):
        return f"{said}. {bearing.reason}"
    outcomes = (("for", bearing.speaks_for), ("against", bearing.speaks_against))
    drawn = " ".join(
        f"{limit(outcome)} speaks {side} it. {outcome.reason} ({outcome.source})"
        for side, outcome in outcomes
    )
    return f"{said}, by “{bearing.measure}”: {drawn}"


def judgement_text(judgement: Judgement) -> str:
    """Return what a run says about a statement, with the number that it follows from.

    Args:
        judgement: what follows from the measures.
    """
    return f"{judgement.ruling.words} “{_sentence(judgement.statement.words)}”: {_ground(judgement, ENGLISH)}"


def verdict_text(verdict: LinkVerdict, names: Names, own: Own = str) -> str:
    """Return in one line whether the measures support what a relation of a map says.

    Args:
        verdict: the verdict on the relation.
        names: names for what is in the map.
        own: what is done with the words of the experiment in the line.
    """
    target, ground = verdict_target(verdict, names), _ground(verdict.judgement, names.language, own)
    say = names.language.say
    if verdict.link is LinkStatus.UNMEASURED:
        return say("The measures do not bear on {target}: {ground}", target=target, ground=ground)
    if verdict.link is LinkStatus.OPEN:
        return say("There is no verdict on {target}: {ground}", target=target, ground=ground)
    words = POINTS[verdict.link, verdict.kind is RelationKind.SUPPORT]
    return say(words, target=target, ground=ground)


def verdict_lines(
    map: ArgumentMap, example: str, outcome: Outcome, language: Language = ENGLISH, own: Own = str
) -> tuple[str, ...]:
    """Return for each relation from an example, in one line, whether the measures support it.

    Args:
        map: the map.
        example: id of the example.
        outcome: the outcome of its experiment.
        language: the language of the words around those of the map and of the experiment.
        own: what is done with the words of the experiment in the lines.
    """
    ruled = verdicts(map, {outcome.name: outcome})
    return tuple(
        verdict_text(verdict, Names(map, language), own) for verdict in ruled if verdict.example == example
    )


def unmeasured_text(verdict: LinkVerdict, names: Names) -> tuple[str, str]:
    """Return what a relation leads to and why the measures do not bear on it.

    Args:
        verdict: a verdict that the measures do not bear on the target.
        names: names for what is in the map.
    """
    return verdict_target(verdict, names), _ground(verdict.judgement, names.language)


def verdict_target(verdict: LinkVerdict, names: Names) -> str:
    """Return a name for what a relation with a verdict leads to.

    Args:
        verdict: the verdict on the relation.
        names: names for what is in the map.
    """
    return names.target(names.map.relations_by_id[verdict.relation])


def limit(threshold: Threshold) -> str:
    """Return an outcome as a sign and a number, such as "≤ 0.1".

    Args:
        threshold: the outcome.
    """
    return f"{SIGNS[threshold.bound]}{figure(threshold.value)}"


def _ground(judgement: Judgement, language: Language, own: Own = str) -> str:
    """Return the number that a ruling follows from and the outcome it is compared with, or else the reason."""
    criterion, value = judgement.criterion, judgement.value
    if judgement.reason == UNSTATED:
        return language.say(NOTHING)
    if judgement.flaw is not None:
        parts = {name: text if name == "value" else own(text) for name, text in judgement.parts.items()}
        return language.say(FLAWS[judgement.flaw], **parts)
    if criterion is None or value is None:
        return own(f"{judgement.reason[0].lower()}{judgement.reason[1:]}")
    words = {
        Ruling.FOR: message("“{measure}” is {value}, and {for_it} was to speak for it."),
        Ruling.AGAINST: message("“{measure}” is {value}, and {against_it} was to speak against it."),
    }
    between = message(
        "“{measure}” is {value}, between {for_it}, which was to speak for it, and {against_it}, which was to speak against it."
    )
    return language.say(
        words.get(judgement.ruling, between),
        measure=own(criterion.measure),
        value=figure(_short(criterion, value)),
        for_it=limit(criterion.speaks_for),
        against_it=limit(criterion.speaks_against),
    )


def _short(criterion: Criterion, value: float) -> float:
    """Return a value with three digits, or with all where a whole number would change or a threshold would be crossed."""
    short = float(f"{value:.{SHORT}g}")
    sides = (criterion.speaks_for, criterion.speaks_against)
    if value.is_integer() or any(side.is_met(short) != side.is_met(value) for side in sides):
        return value
    return short


def _sentence(words: str) -> str:
    return words.strip().rstrip(".")
