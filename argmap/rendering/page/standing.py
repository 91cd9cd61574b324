"""What the page says of a claim beside its words: the three things apart, and what the annotators remark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.model.claim import Claim, Example
from argmap.rendering.holders import annotator_words
from argmap.rendering.marks import SIGNS
from argmap.rendering.report.naming import counted
from argmap.rendering.report.predicates import Predicates
from argmap.rendering.scene import Scene
from argmap.verdicts import Argued, ClaimVerdict


@dataclass(frozen=True, slots=True)
class Three:
    """The three things that are shown apart; `css` is the class of the label, "" where nothing follows."""

    held: str
    argued: str
    follows: str
    css: str


def three_things(scene: Scene, node: Claim | Example, predicates: Predicates | None) -> Three | None:
    """Return who holds a claim, how it is argued and what follows; None for a scene without an analysis.

    Args:
        scene: what is shown.
        node: a claim or an example, which nobody holds.
        predicates: what is said of each claim; None for a scene without an analysis.
    """
    study = scene.marks.study
    if study is None or predicates is None:
        return None
    follows = f"{SIGNS[study.labels[node.id]]} It {predicates.of(node.id)}."
    if isinstance(node, Example):
        return Three("", "", follows, f"status {study.labels[node.id]}")
    held = scene.held(node.id, most=None, longest=None)
    held = f"{held[:1].upper()}{held[1:]}."
    if node.meta:
        return Three(
            held, "", "It is a remark about the discussion, and carries no weight in the matter.", ""
        )
    verdict = study.verdicts[node.id]
    return Three(held, " ".join(_argued(verdict)), follows, f"status {verdict.label}")


def remark(item: object) -> str:
    """Return what the annotators say of an item, as a sentence that begins with a capital; "" for nothing.

    Args:
        item: anything that may have `by`, `confidence` and `note`.
    """
    words = annotator_words(item)
    return words[:1].upper() + words[1:]


def _argued(verdict: ClaimVerdict) -> Iterator[str]:
    argued = verdict.argued
    if argued.is_without_reasons:
        yield "Asserted without reasons." if verdict.holding.held_by else "No reason is given for it."
    else:
        yield _counts("reason", argued.reasons, argued.open_reasons, argued.failed_reasons)
    if argued.objections or argued.open_objections or argued.failed_objections:
        yield _counts("objection", argued.objections, argued.open_objections, argued.failed_objections)
    yield from _asked(argued)


def _asked(argued: Argued) -> Iterator[str]:
    if argued.questioned_by:
        people = ", ".join(person.name for person in argued.questioned_by)
        yield f"Questioned by {people}, and not answered."
    if argued.questions:
        yield f"{counted(len(argued.questions), 'question')} without an answer."
    if argued.asked:
        yield f"{counted(argued.asked, 'critical question')} asked and not answered."


def _counts(noun: str, counting: tuple[str, ...], undecided: tuple[str, ...], failed: tuple[str, ...]) -> str:
    """Return how many of the reasons or objections count, such as "3 reasons: 2 count, 1 does not count."."""
    words = (
        (len(counting), "counts", "count"),
        (len(undecided), "is undecided", "are undecided"),
        (len(failed), "does not count", "do not count"),
    )
    total = sum(number for number, _, _ in words)
    said = [(number, one if number == 1 else many) for number, one, many in words if number]
    if len(said) == 1:
        return f"{counted(total, noun)}, which {said[0][1]}."
    return f"{counted(total, noun)}: {', '.join(f'{number} {verb}' for number, verb in said)}."
