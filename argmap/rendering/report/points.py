"""The points that nobody answered, the strongest first.

The rule: those first whose acceptance (of what does not count yet) or rejection (of what does) would change the labels of
most theses, then of most claims; of equals, the one of the earlier post, then of the first id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.dialogue.critical_questions import CriticalPoint, QuestionStatus
from argmap.dialogue.moves import AuthorOfPost
from argmap.dialogue.objections import Objection
from argmap.evaluation.bearing import Bearing, bearings
from argmap.evaluation.changes import Change
from argmap.graph.ordering import natural_key
from argmap.model.annotations import Label
from argmap.model.relation import RelationKind
from argmap.model.scheme import BearsOn
from argmap.rendering.report.parts import ReportContext
from argmap.rendering.report.people import bracketed
from argmap.verdicts import Standing

LATE = 10**9


@dataclass(frozen=True, slots=True)
class Point:
    """Something that nobody answered: its words, what it speaks for and against, and what would change its effect.

    `way` is how it bears on a thesis, such as "which speaks against"; `number` is that of its post.
    """

    id: str
    text: str
    way: str
    against: tuple[str, ...]
    helps: tuple[str, ...]
    number: int
    trial: tuple[Change, ...]


def points(context: ReportContext) -> tuple[Point, ...]:
    """Return the points that nobody answered, the strongest first."""
    return _strongest_first(context, [*_objections(context), *_doubts(context)])


def open_questions(context: ReportContext) -> tuple[Point, ...]:
    """Return the questions of the map that nobody answers, the strongest first; they take no side."""
    return _strongest_first(context, _questions(context))


def unanswered_reasons(context: ReportContext, thesis: str) -> tuple[Point, ...]:
    """Return the reasons for a thesis that count and to which nobody says anything, the strongest first.

    Nobody but who gives such a reason, and still accepts the thesis, takes a stance on what it says, and nobody objects to it.
    """
    return _strongest_first(context, _reasons(context, thesis))


def _reasons(context: ReportContext, thesis: str) -> Iterator[Point]:
    study, speakers = context.study, context.study.dialogue.speakers
    standing_by = {stance.participant for stance in study.index.stances.of(thesis).accepting}
    for name in study.verdicts[thesis].argued.reasons:
        relation = context.scene.map.relations_by_id[name]
        claims = [premise for premise in relation.premises if premise in study.verdicts]
        people = {s.participant for c in claims for s in study.index.stances.of(c).last}
        ignored = all(study.verdicts[claim].is_uncontroversial for claim in claims)
        # Who gave the thesis up waits for no answer any more.
        if len(people) != 1 or not people <= standing_by or not ignored or name in study.theory.onto:
            continue
        said = speakers[name]
        yield Point(
            name,
            context.names.all(relation.premises)
            + (f" ({bracketed(said, context.scene.language)})" if said else ""),
            "which speak" if len(relation.premises) > 1 else "which speaks",
            (),
            (thesis,),
            min((voice.number for voice in said), default=0),
            (Change(name, Label.OUT),),
        )


def _strongest_first(context: ReportContext, found: Iterable[Point]) -> tuple[Point, ...]:
    every = list(found)
    weights = bearings(context.study.theory, [point.trial for point in every], context.study.index.theses)
    ranked = sorted(zip(every, weights, strict=True), key=lambda pair: _rank(*pair))
    return tuple(point for point, _ in ranked)


def _rank(point: Point, weight: Bearing) -> tuple[object, ...]:
    return -weight.theses, -weight.claims, point.number or LATE, natural_key(point.id)


def _objections(context: ReportContext) -> Iterator[Point]:
    for objection in context.study.dialogue.unanswered:
        if objection.id in context.meta or not context.meta.isdisjoint(objection.premises):
            continue
        if context.study.reasons[objection.id].label is not Label.IN and _is_undermined(context, objection):
            continue
        if _is_granted(context, objection):
            continue
        number = min((voice.number for voice in objection.by), default=0)
        many = len(objection.premises) > 1
        yield Point(
            objection.id,
            objection_words(context, objection),
            "which speak" if many else "which speaks",
            objection.against,
            objection.helps,
            number,
            _trial(context, objection),
        )


def _is_granted(context: ReportContext, objection: Objection) -> bool:
    """Whether nobody is left who would have to answer an objection: all who take a stance on what it denies reject it."""
    target = context.scene.map.relations_by_id[objection.id].target
    if target not in context.study.verdicts or target in context.study.index.answers:
        return False
    return context.study.verdicts[target].holding.standing is Standing.REJECTED


def _is_undermined(context: ReportContext, objection: Objection) -> bool:
    """Whether somebody objects to what the premises of an objection rest on, which answers it too where it does not count."""
    onto, one = context.study.theory.onto, context.study.theory.one
    todo, seen = [one[premise] for premise in objection.premises], set(objection.premises)
    while todo:
        name = todo.pop()
        for relation in onto.get(name, ()):
            if relation.kind is not RelationKind.SUPPORT:
                return True
            fresh = {relation.id, *(one[premise] for premise in relation.premises)} - seen
            seen |= fresh
            todo += sorted(fresh)
    return False


def objection_words(context: ReportContext, objection: Objection) -> str:
    """Return what an objection says, who makes it, and whether it is only a guess."""
    stances = context.study.index.stances
    of_premises = [stances.of(premise) for premise in objection.premises]
    guess = any(s.hedging and not s.holding and not s.conceding for s in of_premises)
    language = context.scene.language
    remarks = [
        *([bracketed(objection.by, language)] if objection.by else []),
        *([language.say("only a guess")] if guess else []),
    ]
    return context.names.all(objection.premises) + (f" ({', '.join(remarks)})" if remarks else "")


def _trial(context: ReportContext, objection: Objection) -> tuple[Change, ...]:
    if context.study.reasons[objection.id].label is Label.IN:
        return (Change(objection.id, Label.OUT),)
    return tuple(Change(name, Label.IN) for name in dict.fromkeys((objection.id, *objection.premises)))


def _doubts(context: ReportContext) -> Iterator[Point]:
    """Yield the claims that are questioned without an answer."""
    map, index = context.scene.map, context.study.index
    for claim in sorted(map.claims, key=lambda c: natural_key(c.id)):
        asking = context.study.verdicts[claim.id].argued.questioned_by
        if claim.meta or not asking or index.statements[claim.id] != claim.id:
            continue
        influence = index.influences[claim.id]
        yield Point(
            claim.id,
            context.scene.language.say(
                "the question what speaks for {claim} ({people})",
                claim=context.names.short(claim.id),
                people=bracketed(asking, context.scene.language),
            ),
            "which bears",
            tuple(dict.fromkeys((*_itself(context, claim.id), *influence.speaks_for))),
            influence.speaks_against,
            min(voice.number for voice in asking),
            (Change(claim.id, Label.OUT),),
        )


def _itself(context: ReportContext, name: str) -> tuple[str, ...]:
    return (name,) if name in context.study.index.answers else ()


def _questions(context: ReportContext) -> Iterator[Point]:
    map, index = context.scene.map, context.study.index
    numbers = map.thread.numbers if map.thread else {}
    for question in map.questions:
        about = question.about
        if question.answered_by or about in context.meta:
            continue
        is_claim = about in map.nodes
        influence = index.influences.get(about or "")
        touched = (*influence.speaks_for, *influence.speaks_against) if influence else ()
        theses = [t for t, issue in index.answers.items() if about == issue]
        yield Point(
            question.id,
            context.scene.language.say(
                "“{words}” ({place})",
                words=question.text,
                place=bracketed([question_author(context, question.post)], context.scene.language),
            ),
            "which bears",
            tuple(dict.fromkeys((*_itself(context, about or ""), *theses, *touched))),
            (),
            numbers.get(question.post, 0),
            (Change(about, Label.OUT),) if is_claim and about is not None else (),
        )


def question_author(context: ReportContext, post: str) -> AuthorOfPost:
    """Return who writes a post."""
    thread = context.scene.map.thread
    if thread is None:
        return AuthorOfPost(0, "")
    author = thread.posts_by_id[post].author or ""
    known = thread.participants_by_id
    name = known[author].name if author in known else author
    return AuthorOfPost(thread.numbers[post], name)


def unasked(context: ReportContext) -> tuple[CriticalPoint, ...]:
    """Return the critical questions that nobody asked, one for each argument, those first that would change most.

    What a question would change is what the rejection of the argument would change, or of the premise that it bears on.
    """
    chosen = [
        point
        for point in context.study.dialogue.critical_points
        if point.state is QuestionStatus.UNASKED and point.step not in context.meta
    ]
    relations = context.scene.map.relations_by_id
    trials = [
        (place, Change(name, Label.OUT))
        for place, point in enumerate(chosen)
        for name in (relations[point.step].premises if point.bears_on is BearsOn.PREMISE else (point.step,))
    ]
    weights = bearings(context.study.theory, [(change,) for _, change in trials], context.study.index.theses)
    best: dict[int, Bearing] = {}
    for (place, _), weight in zip(trials, weights, strict=True):
        best[place] = max(best.get(place, weight), weight)
    ranked = sorted(best, key=lambda place: (_least(best[place]), _key(chosen[place])))
    firsts: dict[str, CriticalPoint] = {}
    for place in ranked:
        firsts.setdefault(chosen[place].step, chosen[place])
    return tuple(firsts.values())


def _least(weight: Bearing) -> tuple[int, int]:
    return -weight.theses, -weight.claims


def _key(point: CriticalPoint) -> tuple[object, ...]:
    return natural_key(point.step), point.question


def against(found: Iterable[Point], thesis: str) -> tuple[Point, ...]:
    """Return the points that speak against a thesis and not for it, the strongest first."""
    return tuple(p for p in found if thesis in p.against and thesis not in p.helps)


def favouring(found: Iterable[Point], thesis: str) -> tuple[Point, ...]:
    """Return the points that speak for a thesis and not against it, the strongest first."""
    return tuple(p for p in found if thesis in p.helps and thesis not in p.against)
