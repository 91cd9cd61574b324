"""What the page says of a claim beside its words: the three things apart, and what the annotators remark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.dialogue.moves import participant_names
from argmap.language import SOURCE, Language
from argmap.model.claim import Claim, Example
from argmap.rendering.holders import annotator_words
from argmap.rendering.marks import SIGNS
from argmap.rendering.report.naming import counted
from argmap.rendering.report.predicates import Predicates
from argmap.rendering.scene import Scene
from argmap.rendering.verdict_words import counted_by_label, label_sentence
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
    follows = f"{SIGNS[study.labels[node.id]]} {_follows(scene, node.id, predicates)}"
    if isinstance(node, Example):
        return Three("", "", follows, f"status {study.labels[node.id]}")
    held = scene.held(node.id, most=None, longest=None)
    held = f"{held[:1].upper()}{held[1:]}."
    if node.meta:
        return Three(
            held,
            "",
            scene.language.say("It is a remark about the discussion, and carries no weight in the matter."),
            "",
        )
    verdict = study.verdicts[node.id]
    return Three(held, " ".join(_argued(verdict, scene.language)), follows, f"status {verdict.label}")


def remark(item: object, language: Language) -> str:
    """Return what the annotators say of an item, as a sentence that begins with a capital; "" for nothing.

    Args:
        item: anything that may have `by`, `confidence` and `note`.
        language: the language of the words around those of the annotators.
    """
    words = annotator_words(item, language)
    return words[:1].upper() + words[1:]


def _follows(scene: Scene, node: str, predicates: Predicates) -> str:
    """Return what follows of a claim: in English with what decides it, in other languages what their catalogues say."""
    if scene.language.name == SOURCE:
        return f"It {predicates.of(node)}."
    explanation, names = predicates.reasons[node], participant_names(scene.map)
    people = ", ".join(names.get(person, person) for person in explanation.people)
    return label_sentence(scene.language, explanation, people)


def _argued(verdict: ClaimVerdict, language: Language) -> Iterator[str]:
    argued, say = verdict.argued, language.say
    reasons = (argued.reasons, argued.open_reasons, argued.failed_reasons)
    objections = (argued.objections, argued.open_objections, argued.failed_objections)
    if argued.is_without_reasons:
        held = bool(verdict.holding.held_by)
        yield say("Asserted without reasons.") if held else say("No reason is given for it.")
    elif language.name == SOURCE:
        yield _counts("reason", *reasons)
    else:
        yield say("Reasons for it: {counts}.", counts=counted_by_label(language, reasons))
    if not any(objections):
        pass
    elif language.name == SOURCE:
        yield _counts("objection", *objections)
    else:
        yield say("Objections to it: {counts}.", counts=counted_by_label(language, objections))
    yield from _asked(argued, language)


def _asked(argued: Argued, language: Language) -> Iterator[str]:
    say, count = language.say, len(argued.questions)
    if argued.questioned_by:
        people = ", ".join(person.name for person in argued.questioned_by)
        yield say("Questioned by {people}, and not answered.", people=people)
    if argued.questions:
        many = say("{count} questions without an answer.", count=count)
        yield say("1 question without an answer.") if count == 1 else many
    if argued.asked:
        many = say("{count} critical questions asked and not answered.", count=argued.asked)
        yield say("1 critical question asked and not answered.") if argued.asked == 1 else many


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
