"""What the cards of the page say, as plain data: the script makes a card when somebody looks at it.

What the drawing's data has already (words, sides, relations) is not repeated, and quotes are places in the posts of the
thread, which stand in the page once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from argmap.dialogue.critical_questions import CriticalPoint, QuestionStatus
from argmap.experiments.outcome import Outcome
from argmap.language import SOURCE, Language
from argmap.model.annotations import Commitment, Question
from argmap.model.claim import Claim, Example, Issue, Reference
from argmap.model.quote import Quote, Span, find_parts
from argmap.model.relation import Relation
from argmap.model.scheme import Scheme, schemes
from argmap.rendering.breaches import breaches_in_post, breaches_on_relation
from argmap.rendering.holders import (
    chosen_words,
    exclusion_words,
    outcome_words,
    question_answered,
    question_asked,
    stance_manner,
)
from argmap.rendering.marks import frame_of
from argmap.rendering.page.naming import short_name
from argmap.rendering.page.standing import remark, three_things
from argmap.rendering.page.words import isolated, named_apart
from argmap.rendering.plot.measures import rows
from argmap.rendering.report.predicates import Predicates
from argmap.rendering.report.verdicts import verdict_lines
from argmap.rendering.scene import Scene

APART = "\x00"
"""Stands before and after words in another language; no text of a map or an experiment has it."""

Place = list[Any]
"""A quote: the number of its post, then where each of its parts begins and ends, in UTF-16 units as scripts count; or its words."""


def card_data(
    scene: Scene,
    points: Sequence[CriticalPoint],
    headlines: Mapping[str, str],
    courses: Mapping[tuple[str, str], str] | None = None,
) -> dict[str, Any]:
    """Return what the cards say beside the data of the drawing.

    Args:
        scene: the scene of the map.
        points: its critical questions, of which the raised ones stand beside the relations they are about.
        headlines: a paragraph for each issue, by its id.
        courses: the states of critical questions at earlier moments, by step and question, where they are known.

    Returns:
        `nodes`, `issues` and `relations`: what is said of each, by id, without what is empty. `schemes`: each scheme
        that a shown relation names, with its critical questions.
    """
    raised: dict[str, list[CriticalPoint]] = {}
    for point in points:
        if point.state is not QuestionStatus.UNASKED:
            raised.setdefault(point.step, []).append(point)
    study = scene.marks.study
    predicates = None if study is None else Predicates(scene.map, study.reasons)
    places = _Places(scene)
    shown = [issue for issue in scene.map.issues if issue.id in scene.view.shown]
    return {
        "nodes": {
            node.id: _node(scene, node, scene.map.commitments_on.get(node.id, ()), predicates, places)
            for node in scene.nodes
        },
        "issues": {issue.id: _issue(scene, issue, headlines.get(issue.id, ""), places) for issue in shown},
        "relations": {
            relation.id: said
            for relation in scene.relations
            if (said := _relation(scene, relation, raised.get(relation.id, ()), courses or {}, places))
        },
        "schemes": {scheme.id: _scheme(scheme, scene.language) for scheme in used_schemes(scene.relations)},
    }


def _scheme(scheme: Scheme, language: Language) -> dict[str, Any]:
    """Return a scheme in words; `lang` says where they are in another language than the page's."""
    texts = [scheme.name, *(question.text for question in scheme.questions)]
    is_said = all(map(language.knows, texts))
    name, *questions = map(language.translated, texts) if is_said else texts
    return _given(
        {
            "name": name,
            "summary": scheme.summary,
            "questions": questions,
            "lang": "" if is_said else SOURCE,
        }
    )


def used_schemes(relations: Iterable[Relation]) -> tuple[Scheme, ...]:
    """Return every scheme that a relation names, sorted by id."""
    named = {relation.scheme for relation in relations}
    return tuple(scheme for id, scheme in sorted(schemes().items()) if id in named)


class _Places:
    """Where quotes stand in the posts of a thread, and what is shown under which name."""

    def __init__(self, scene: Scene) -> None:
        self.thread = scene.map.thread
        self.numbers = self.thread.numbers if self.thread else {}
        self.named = {short_name(node): node.id for node in scene.nodes}

    def number(self, post: str) -> int:
        """Return the number of a post; 0 for one that the thread does not have."""
        return self.numbers.get(post, 0)

    def of(self, quotes: Iterable[Quote]) -> list[Place]:
        """Return the places of quotes; none for a map without a thread."""
        return [self._place(quote) for quote in quotes] if self.thread else []

    def _place(self, quote: Quote) -> Place:
        assert self.thread is not None  # noqa: S101 (the caller has looked)
        text = self.thread.text_of(quote.post)
        parts = next(iter(find_parts(quote, text)), ()) if text else ()
        return [self.number(quote.post), *(_units(text, parts) if parts else [quote.words])]


def _units(text: str, parts: Sequence[Span]) -> Iterator[int]:
    for part in parts:
        for offset in (part.start, part.end):
            yield len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _given(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}


def _node(
    scene: Scene,
    node: Claim | Example,
    taken: Sequence[Commitment],
    predicates: Predicates | None,
    places: _Places,
) -> dict[str, Any]:
    three = three_things(scene, node, predicates)
    return _given(
        {
            "facts": list(_facts(scene, node)),
            "held": three.held if three else "",
            "argued": three.argued if three else "",
            "follows": named_apart(three.follows, places.named) if three else "",
            "remark": remark(node, scene.language),
            "quotes": places.of(node.quotes),
            "stances": _stances(scene, taken, places, node.quotes),
            "questions": _questions(scene, node.id, places),
            "measured": _measured(scene, node.id),
            "references": [_reference(reference) for reference in node.references],
        }
    )


def _facts(scene: Scene, node: Claim | Example) -> Iterator[list[str]]:
    """Yield sentences about a node, each with the class that colours it."""
    if not isinstance(node, Claim):
        return
    say = scene.language.say
    if node.implicit:
        yield [say("An implicit premise: nobody states it."), ""]
    if node.meta:
        yield [say("A remark about the discussion."), ""]
    for sense in node.senses:
        yield [say("Here {term} means: {sense}.", term=isolated(sense.term), sense=sense.sense), "sense"]
    if node.id in scene.chosen:
        words = chosen_words(scene.chosen[node.id], scene.language)
        yield [f"{words[:1].upper()}{words[1:]}.", "chosen"]


def _stances(
    scene: Scene, taken: Sequence[Commitment], places: _Places, quotes: Sequence[Quote]
) -> list[dict[str, Any]]:
    """Return every stance that is recorded on a claim, in the order of the thread; the filter has people's names by their ids."""

    def order(commitment: Commitment) -> tuple[Any, ...]:
        number = places.number(commitment.post)
        return number, commitment.participant, commitment.stance, repr(commitment.to_dict())

    return [
        _given(
            {
                "who": each.participant,
                "does": str(each.stance),
                "post": places.number(each.post),
                "manner": stance_manner(scene.map, each, language=scene.language),
                **_stance_quotes(each, places, quotes),
                "remark": remark(each, scene.language),
            }
        )
        for each in sorted(taken, key=order)
    ]


def _stance_quotes(
    commitment: Commitment, places: _Places, quotes: Sequence[Quote]
) -> dict[str, bool | list[Place]]:
    """Return the quotes of a stance, or that they are all those of its claim that are from its post."""
    own = places.of(quote for quote in quotes if quote.post == commitment.post)
    taken = places.of(commitment.quotes)
    return {"own": True} if taken and taken == own else {"quotes": taken}


def _questions(scene: Scene, about: str, places: _Places) -> list[dict[str, Any]]:
    return [_question(scene, question, places) for question in scene.asked.get(about, ())]


def _question(scene: Scene, question: Question, places: _Places) -> dict[str, Any]:
    return _given(
        {
            "text": question.text,
            "asked": question_asked(scene.map, question, numbered=False, language=scene.language),
            "answered": question_answered(scene.map, question, scene.language),
            "post": places.number(question.post),
            "quotes": places.of(question.quotes),
            "remark": remark(question, scene.language),
        }
    )


def _relation(
    scene: Scene,
    relation: Relation,
    raised: Sequence[CriticalPoint],
    courses: Mapping[tuple[str, str], str],
    places: _Places,
) -> dict[str, Any]:
    breaches = [
        [places.number(post), list(breaches_in_post(scene.map, post)).index(breach)]
        for breach in breaches_on_relation(scene.map, relation.id)
        for post in [quote.post for quote in breach.quotes][:1]
    ]
    return _given(
        {
            "scheme": relation.scheme if relation.scheme in schemes() else None,
            "raised": [
                [
                    _point(scene, relation, point),
                    str(point.state),
                    courses.get((point.step, point.question), ""),
                ]
                for point in raised
            ],
            "breaches": breaches,  # the post that has the words, and which of its notes it is
            "questions": _questions(scene, relation.id, places),
            "remark": remark(relation, scene.language),
        }
    )


def _point(scene: Scene, relation: Relation, point: CriticalPoint) -> str:
    """Return a critical question in the language in which the card has its scheme."""
    scheme = schemes().get(relation.scheme or "")
    is_said = scheme is not None and "lang" not in _scheme(scheme, scene.language)
    return scene.language.translated(point.text) if is_said else point.text


def _issue(scene: Scene, issue: Issue, headline: str, places: _Places) -> dict[str, Any]:
    outcome = issue.outcome
    return _given(
        {
            "exclusion": exclusion_words(scene.map, issue, scene.language),
            "headline": named_apart(headline, places.named),
            "outcome": "" if outcome is None else outcome_words(scene.map, outcome, scene.language),
            "note": "" if outcome is None else outcome.note or "",
            "quotes": [] if outcome is None else places.of(outcome.quotes),
            "questions": _questions(scene, issue.id, places),
            "remark": remark(issue, scene.language),
        }
    )


def _measured(scene: Scene, node: str) -> dict[str, Any] | None:
    """Return what the experiment of an example measured, and whether the measures support each of its relations."""
    outcome = scene.marks.outcomes.get(node)
    if outcome is None:
        return None
    result = outcome.result
    measures = zip(rows(result), result.measures, strict=True) if result is not None else ()
    return _given(
        {
            "headline": outcome.words,
            "frame": scene.language.translated(frame_of(outcome)) if frame_of(outcome) else "",
            "measures": [
                [name, value, wanted, measure.holds] for (name, value, wanted, _), measure in measures
            ],
            "verdicts": _verdicts(scene, node, outcome),
            "shows_not": outcome.summary.shows_not if outcome.summary is not None else "",
        }
    )


def _verdicts(scene: Scene, node: str, outcome: Outcome) -> list[str | list[str]]:
    """Return what the measures say of each relation from an example.

    Where the page is in another language than experiments, a line with words of the experiment is given in parts, of which
    every second one is in those words.
    """
    if scene.language.name == SOURCE:
        return [*verdict_lines(scene.map, node, outcome)]
    lines = verdict_lines(scene.map, node, outcome, scene.language, lambda words: f"{APART}{words}{APART}")
    return [line.split(APART) if APART in line else line for line in lines]


def _reference(reference: Reference) -> list[str]:
    """Return a reference in words, and its web address, which is http or https by the model, if it has one."""
    year = f"({reference.year})" if reference.year else ""
    who = f"{reference.authors or ''} {year}".strip()
    parts = (who, reference.title, reference.venue or "", reference.where or "")
    return [", ".join(part for part in parts if part), *([str(reference.url)] if reference.url else [])]
