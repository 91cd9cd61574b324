"""What the page says of a claim beside its words: the three things apart, each stance with its quote, each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.dialogue.moves import participant_names
from argmap.model.annotations import Commitment, Question
from argmap.model.claim import Claim, Example, Issue
from argmap.model.quote import Quote
from argmap.rendering.holders import (
    annotator_words,
    exclusion_words,
    outcome_words,
    question_answered,
    question_asked,
    stance_manner,
)
from argmap.rendering.marks import SIGNS
from argmap.rendering.page.naming import NodeLink, PostLink, node_link, post_link
from argmap.rendering.report.naming import counted
from argmap.rendering.report.predicates import Predicates
from argmap.rendering.scene import Scene
from argmap.verdicts import Argued, ClaimVerdict


@dataclass(frozen=True, slots=True)
class StanceView:
    """A stance that somebody takes, in words and with the words of their post."""

    who: str
    verb: str
    manner: str
    post: PostLink
    quoted: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with who asks it and what answers it."""

    text: str
    asked: str
    answered: str
    post: PostLink
    quoted: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Three:
    """The three things that are shown apart; `css` is the class of the label, "" where nothing follows."""

    held: str
    argued: str
    follows: str
    css: str


@dataclass(frozen=True, slots=True)
class IssueView:
    """All that the page says about an issue."""

    id: str
    question: str
    exclusion: str
    parent: NodeLink | None
    parent_issue: str
    outcome: str
    note: str
    quotes: tuple[Quote, ...]
    theses: tuple[NodeLink, ...]
    lower: tuple[tuple[str, str], ...]
    questions: tuple[QuestionView, ...]
    remark: str


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


def stances(scene: Scene, node: str) -> tuple[StanceView, ...]:
    """Return every stance that is recorded on a claim, in the order of the thread.

    Args:
        scene: what is shown.
        node: id of a claim.
    """
    numbers = scene.map.thread.numbers if scene.map.thread else {}
    taken = [c for c in scene.map.commitments if c.claim == node]
    return tuple(
        _stance(scene, c)
        for c in sorted(
            taken, key=lambda c: (numbers.get(c.post, 0), c.participant, c.stance, repr(c.to_dict()))
        )
    )


def questions(scene: Scene, about: str) -> tuple[QuestionView, ...]:
    """Return the questions about an issue, a claim, an example or a relation.

    Args:
        scene: what is shown.
        about: its id.
    """
    return tuple(_question(scene, question) for question in scene.asked.get(about, ()))


def issue_views(scene: Scene) -> Iterator[IssueView]:
    """Yield what the page says about each issue that is shown.

    Args:
        scene: what is shown.
    """
    for issue in scene.map.issues:
        if issue.id in scene.view.shown:
            yield _issue(scene, issue)


def remark(item: object) -> str:
    """Return what the annotators say of an item, as a sentence that begins with a capital; "" for nothing.

    Args:
        item: anything that may have `by`, `confidence` and `note`.
    """
    words = annotator_words(item)
    return words[:1].upper() + words[1:]


def _issue(scene: Scene, issue: Issue) -> IssueView:
    map, outcome = scene.map, issue.outcome
    parent = map.issues_by_id.get(issue.parent or "")
    above = issue.parent if issue.parent in map.nodes else None
    return IssueView(
        issue.id,
        issue.question,
        exclusion_words(map, issue),
        None if above is None else node_link(scene, above),
        "" if parent is None or parent.id not in scene.view.shown else parent.id,
        "" if outcome is None else outcome_words(map, outcome),
        "" if outcome is None else outcome.note or "",
        () if outcome is None else outcome.quotes,
        tuple(
            node_link(scene, node.id) for node in scene.nodes if getattr(node, "answers", None) == issue.id
        ),
        tuple((below.id, below.question) for below in scene.below.get(issue.id, ())),
        questions(scene, issue.id),
        remark(issue),
    )


def _stance(scene: Scene, commitment: Commitment) -> StanceView:
    names = participant_names(scene.map)
    return StanceView(
        names.get(commitment.participant, commitment.participant),
        str(commitment.stance),
        stance_manner(scene.map, commitment),
        post_link(scene.map, commitment.post),
        _quoted(commitment.quotes),
        remark(commitment),
    )


def _question(scene: Scene, question: Question) -> QuestionView:
    return QuestionView(
        question.text,
        question_asked(scene.map, question, numbered=False),
        question_answered(scene.map, question),
        post_link(scene.map, question.post),
        _quoted(question.quotes),
        remark(question),
    )


def _quoted(quotes: Iterable[Quote]) -> tuple[str, ...]:
    return tuple(quote.words for quote in quotes)


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
