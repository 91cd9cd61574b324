"""A card for every claim and example: what it says, where it stands in the thread, its reasons and its uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.dialogue.critical_questions import CriticalPoint, QuestionStatus
from argmap.model.claim import Claim, Example, Reference
from argmap.model.quote import Quote, find_quote
from argmap.model.relation import Relation
from argmap.model.scheme import Scheme, schemes
from argmap.rendering.holders import chosen_words
from argmap.rendering.page.naming import (
    KINDS,
    NO_SIDE,
    PostLink,
    author_name,
    full_text,
    glyph,
    kind_name,
    post_link,
    short_name,
    side_number,
)
from argmap.rendering.page.relations import IncomingRelation, OutgoingRelation, incoming, outgoing
from argmap.rendering.page.standing import (
    QuestionView,
    StanceView,
    Three,
    questions,
    remark,
    stances,
    three_things,
)
from argmap.rendering.plot.measures import rows
from argmap.rendering.report.predicates import Predicates
from argmap.rendering.report.verdicts import verdict_lines
from argmap.rendering.scene import Scene

CONTEXT = 90
"""Characters of a post shown on either side of a quote."""

ARGUED, NOT_ARGUED = "Reasons and objections", "What it is linked with"


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence about a node, with the class that colours it."""

    words: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Quoted words between the words that surround them in their post."""

    before: str
    words: str
    after: str
    author: str
    post: PostLink


@dataclass(frozen=True, slots=True)
class Measured:
    """What the experiment of an example measured: (name, value, expected, is as expected) for every measure.

    `verdicts` say of each relation from the example whether the measures support it.
    """

    headline: str
    measures: tuple[tuple[str, str, str, bool], ...]
    verdicts: tuple[str, ...]
    shows_not: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that the page says about a claim or an example; `data` is what the script filters by."""

    id: str
    kind: str
    glyph: str
    side: str
    speaks_for: str
    heading: str
    issue: tuple[str, str] | None
    facts: tuple[Fact, ...]
    three: Three | None
    stances: tuple[StanceView, ...]
    questions: tuple[QuestionView, ...]
    remark: str
    passages: tuple[Passage, ...]
    incoming_title: str
    incoming: tuple[IncomingRelation, ...]
    outgoing: tuple[OutgoingRelation, ...]
    measured: Measured | None
    references: tuple[tuple[str, str | None], ...]
    data: Mapping[str, str]


def cards(scene: Scene, points: Sequence[CriticalPoint]) -> Iterator[Card]:
    """Yield the card of every claim and example that is shown.

    Args:
        scene: the scene of the map.
        points: its critical questions, whose raised ones stand beside the relations they are about.
    """
    by_relation: dict[str, list[CriticalPoint]] = {}
    for point in points:
        if point.state is not QuestionStatus.UNASKED:
            by_relation.setdefault(point.step, []).append(point)
    study = scene.marks.study
    predicates = None if study is None else Predicates(scene.map, study.reasons)
    leaving: dict[str, list[Relation]] = {}
    for relation in scene.map.relations:
        for premise in relation.premises:
            leaving.setdefault(premise, []).append(relation)
    for node in scene.nodes:
        yield _card(scene, node, by_relation, leaving.get(node.id, ()), predicates)


def used_schemes(scene: Scene) -> tuple[Scheme, ...]:
    """Return every scheme that a shown relation names, sorted by id."""
    named = {relation.scheme for relation in scene.relations}
    return tuple(scheme for id, scheme in sorted(schemes().items()) if id in named)


def _card(
    scene: Scene,
    node: Claim | Example,
    raised: Mapping[str, list[CriticalPoint]],
    leaving: Sequence[Relation],
    predicates: Predicates | None,
) -> Card:
    map, rank = scene.map, scene.rank(node.id)
    arriving = map.incoming.get(node.id, ())
    return Card(
        id=node.id,
        kind=KINDS[kind_name(node)],
        glyph=glyph(scene, node.id),
        side=side_number(scene, node.id),
        speaks_for=NO_SIDE if rank is None else _thesis_name(scene, rank),
        heading=full_text(node),
        issue=_issue(scene, node),
        facts=tuple(_facts(scene, node)),
        three=three_things(scene, node, predicates),
        stances=stances(scene, node.id),
        questions=questions(scene, node.id),
        remark=remark(node),
        passages=passages(scene, node.quotes),
        incoming_title=ARGUED if any(r.kind.is_argument for r in arriving) else NOT_ARGUED,
        incoming=tuple(incoming(scene, relation, raised) for relation in arriving),
        outgoing=tuple(outgoing(scene, relation, node.id) for relation in leaving),
        measured=_measured(scene, node.id),
        references=tuple(_reference(r) for r in node.references),
        data=_data(scene, node, (*arriving, *leaving)),
    )


def _data(scene: Scene, node: Claim | Example, relations: Sequence[Relation]) -> dict[str, str]:
    """Return what the filters and the time slider of the page ask a card for."""
    map = scene.map
    posts_by_id, numbers = (map.thread.posts_by_id, map.thread.numbers) if map.thread else ({}, {})
    commitments = [c for c in map.commitments if c.claim == node.id]
    quoted = {author for quote in node.quotes if (author := posts_by_id[quote.post].author)}
    posts = {numbers[quote.post] for quote in node.quotes} | {numbers[c.post] for c in commitments}
    values = {
        "kind": kind_name(node),
        "side": side_number(scene, node.id),
        "people": " ".join(sorted({c.participant for c in commitments} | quoted)),
        "schemes": " ".join(sorted({r.scheme for r in relations if r.scheme})),
        "post": str(min(posts, default=0)),
        "status": str(scene.marks.status.get(node.id, "")),
    }
    return {name: value for name, value in values.items() if value}


def _thesis_name(scene: Scene, rank: int) -> str:
    thesis = next(name for name, place in scene.ranks.items() if place == rank)
    node = scene.map.nodes[thesis]
    return short_name(node) if isinstance(node, Claim) else thesis


def _facts(scene: Scene, node: Claim | Example) -> Iterator[Fact]:
    if not isinstance(node, Claim):
        return
    if node.implicit:
        yield Fact("An implicit premise: nobody states it.")
    if node.meta:
        yield Fact("A remark about the discussion.")
    yield from (Fact(f"Here {sense.term} means: {sense.sense}.", "sense") for sense in node.senses)
    if node.id in scene.chosen:
        words = chosen_words(scene.chosen[node.id])
        yield Fact(f"{words[:1].upper()}{words[1:]}.", "chosen")


def _issue(scene: Scene, node: Claim | Example) -> tuple[str, str] | None:
    """Return the id and the question of the issue that a thesis answers."""
    issue = scene.map.issues_by_id.get(node.answers or "") if isinstance(node, Claim) else None
    return None if issue is None or issue.id not in scene.view.shown else (issue.id, issue.question)


def passages(scene: Scene, quotes: Sequence[Quote]) -> tuple[Passage, ...]:
    """Return quotes between the words that surround them; none for a map without a thread.

    Args:
        scene: what is shown.
        quotes: quotes of posts of its thread.
    """
    return tuple(_passage(scene, quote) for quote in quotes) if scene.map.thread else ()


def _passage(scene: Scene, quote: Quote) -> Passage:
    thread = scene.map.thread
    assert thread is not None  # noqa: S101 (the caller has looked)
    whole = thread.text_of(quote.post)
    places = find_quote(quote, whole)
    start, end = (places[0].start, places[0].end) if places else (0, 0)
    words = quote.words if len(quote.parts) > 1 else whole[start:end] or quote.words
    before, after = whole[:start], whole[end:]
    return Passage(
        _end(before),
        words,
        _beginning(after),
        author_name(thread, thread.posts_by_id[quote.post]),
        post_link(scene.map, quote.post),
    )


def _beginning(text: str) -> str:
    """Return the first words of a text, cut between words where there are several."""
    if len(text) <= CONTEXT:
        return text
    whole, _, _ = text[:CONTEXT].rpartition(" ")
    return f"{whole or text[:CONTEXT]} …"


def _end(text: str) -> str:
    """Return the last words of a text, cut between words where there are several."""
    if len(text) <= CONTEXT:
        return text
    _, _, whole = text[-CONTEXT:].partition(" ")
    return f"… {whole or text[-CONTEXT:]}"


def _measured(scene: Scene, node: str) -> Measured | None:
    outcome = scene.marks.outcomes.get(node)
    if outcome is None:
        return None
    result = outcome.result
    measures = zip(rows(result), result.measures, strict=True) if result is not None else ()
    return Measured(
        outcome.headline,
        tuple((name, value, wanted, measure.holds) for (name, value, wanted, _), measure in measures),
        verdict_lines(scene.map, node, outcome),
        outcome.summary.shows_not if outcome.summary is not None else "",
    )


def _reference(reference: Reference) -> tuple[str, str | None]:
    """Return a reference in words and its web address, which is http or https by the model."""
    year = f"({reference.year})" if reference.year else ""
    who = f"{reference.authors or ''} {year}".strip()
    parts = (who, reference.title, reference.venue or "", reference.where or "")
    return ", ".join(part for part in parts if part), reference.url and str(reference.url)
