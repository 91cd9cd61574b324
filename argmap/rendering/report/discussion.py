"""Sections of the report about the discussion: what is shared, granted and open, the terms, and the people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from argmap.dialogue.common_ground import Concession
from argmap.dialogue.critical_questions import CriticalPoint, QuestionStatus
from argmap.dialogue.objections import Objection
from argmap.dialogue.participants import ParticipantSummary, Tie
from argmap.dialogue.senses import ContestedTerm, contested_terms
from argmap.dialogue.turns import Shift
from argmap.graph.ordering import natural_key
from argmap.model.annotations import Answer, Question, Stance
from argmap.model.relation import RelationKind
from argmap.rendering.breaches import charge
from argmap.rendering.report.naming import Names, counted, first, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section, items
from argmap.rendering.report.people import everybody, person
from argmap.rendering.report.points import objection_words, points, question_author, unasked

MOST = 5

PAIR = 2
"""Two claims are both named; of more, the first."""

WEIGHTIEST = 3
"""Critical questions that are named of those that nobody asked."""


def agreed(context: ReportContext) -> Section:
    """Return what people on different sides both accept, and what one grants another who holds it."""
    ground = context.study.dialogue.shared_ground
    texts = (f"{context.names.short(g.claim)}: accepted by {listed(g.names)}." for g in ground)
    return Section(
        "Common ground",
        "People on different sides accept these in the end, or one grants them to another." if ground else "",
        items(texts),
    )


def granted(context: ReportContext) -> Section:
    """Return who conceded what, and who changed position."""
    talk, names = context.study.dialogue, context.names
    texts = []
    for c in talk.concessions:
        helps = [thesis for thesis in c.helps if thesis != c.claim]
        whom = (
            f", which speaks for {names.all(helps)}"
            if helps
            else f", which speaks against {names.all(c.hurts)}"
            if c.hurts
            else ""
        )
        words = _own_words(context, c)
        texts.append(f"{c.name} concedes {names.short(c.claim)} in post {c.number}{words}{whom}.")
    texts += [_shift(context, shift) for shift in talk.shifts]
    return Section("Who conceded what", "", items(texts))


def _own_words(context: ReportContext, concession: Concession) -> str:
    """Return the words with which somebody concedes a claim, in brackets; only their own prove it."""
    thread = context.scene.map.thread
    made = (
        c
        for c in context.scene.map.commitments
        if thread is not None
        and (c.participant, c.claim, c.stance) == (concession.participant, concession.claim, Stance.CONCEDES)
        and thread.numbers[c.post] == concession.number
    )
    said = [quote.words for commitment in made for quote in commitment.quotes if quote.parts]
    return f" (“{said[0]}”)" if said else ""


def _shift(context: ReportContext, shift: Shift) -> str:
    names = context.names
    if shift.ended:
        ended = f"ended with {names.all(shift.ended)}"
    elif shift.on_terms:
        ended = f"ended by accepting {_on_terms(context, shift.participant, shift.on_terms)}"
    else:
        ended = "gave it up"
    began = f"{shift.name} began with {names.all(shift.began)}"
    if shift.began_in == shift.ended_in:
        return f"{began} and {ended} in the same post {shift.ended_in}."
    return f"{began} in post {shift.began_in} and {ended} in post {shift.ended_in}."


def _on_terms(context: ReportContext, participant: str, theses: Iterable[str]) -> str:
    """Return theses that somebody accepts, each group with its terms: on a condition, or as a guess."""
    groups: dict[str, list[str]] = {}
    for thesis in theses:
        accepting = context.study.index.stances.of(thesis).accepting
        own = [stance for stance in accepting if stance.participant == participant]
        terms = "on a condition" if any(stance.condition is not None for stance in own) else "as a guess"
        groups.setdefault(terms, []).append(thesis)
    return listed(f"{context.names.all(group)} {terms}" for terms, group in groups.items())


def open_points(context: ReportContext) -> Section:
    """Return what nobody answered, the strongest first."""
    talk, names = context.study.dialogue, context.names
    ranked = {point.id: place for place, point in enumerate(points(context))}
    objections = [o for o in talk.unanswered if o.id in ranked]
    objections.sort(key=lambda objection: ranked[objection.id])
    texts = first([_objection(context, objection) for objection in objections], context.most(2 * MOST))
    texts += first([*_doubted(context)], context.most(MOST))
    raised = [point for point in talk.critical_points if point.state is QuestionStatus.OPEN]
    texts += first([_raised(names, point) for point in raised], context.most(MOST))
    return Section("Unanswered", "", (*items(texts), *_unasked(context)))


def _doubted(context: ReportContext) -> Iterator[str]:
    for name, verdict in context.study.verdicts.items():
        asking = verdict.argued.questioned_by
        if asking and not verdict.is_meta and context.study.index.statements[name] == name:
            asks = "question" if len(asking) > 1 else "questions"
            yield f"{everybody(asking)} {asks} {context.names.short(name)}, and nobody answers."


def _unasked(context: ReportContext) -> Iterator[ReportItem]:
    talk = context.study.dialogue
    number = sum(point.state is QuestionStatus.UNASKED for point in talk.critical_points)
    if not number:
        return
    best = unasked(context)[: context.most(WEIGHTIEST)]
    one = number == 1
    matter = (
        "It is"
        if one
        else "This one matters most"
        if len(best) == 1
        else f"The {len(best)} that would change most"
    )
    text = f"{counted(number, 'critical question')} of the schemes in use {'was' if one else 'were'} never asked. {matter}:"
    yield ReportItem(text, items(f"{point.text} (about {context.names.short(point.step)})" for point in best))


def _raised(names: Names, point: CriticalPoint) -> str:
    question = f"critical question “{point.question}” of the scheme “{point.scheme}” ({point.text})"
    return f"Raised against {names.short(point.step)} and not answered: {question}."


def _objection(context: ReportContext, objection: Objection) -> str:
    names = context.names
    verb = "undercuts" if objection.kind is RelationKind.UNDERCUT else "objects to"
    if len(objection.premises) > 1:
        verb = verb.replace("undercuts", "undercut").replace("objects", "object")
    target = names.target(names.map.relations_by_id[objection.id])
    return f"{objection_words(context, objection)} {verb} {target}."


def asked(context: ReportContext) -> Section:
    """Return the questions of the thread, each with who asked it and what answers it."""
    numbers = context.scene.map.thread.numbers if context.scene.map.thread else {}
    ordered = sorted(
        context.scene.map.questions,
        key=lambda q: (bool(q.answered_by), numbers.get(q.post, 0), natural_key(q.id)),
    )
    return Section("Questions", "", items(_asked(context, question) for question in ordered))


def _asked(context: ReportContext, question: Question) -> str:
    people = context.scene.map.thread.participants_by_id if context.scene.map.thread else {}
    to = f" of {people[question.to].name}" if question.to is not None and question.to in people else ""
    by = person(question_author(context, question.post))
    answers = [_answer(context, answer) for answer in question.answered_by]
    return f"“{question.text}”: asked{to} by {by}, answered by {listed(answers) if answers else 'nobody'}."


def _answer(context: ReportContext, answer: Answer) -> str:
    claim = context.names.short(answer.claim) if answer.claim is not None else ""
    if answer.post is None:
        return claim
    by = person(question_author(context, answer.post))
    return f"{by} with {claim}" if claim else by


def conduct(context: ReportContext) -> Section:
    """Return which rules for critical discussion annotators see broken, and why."""
    map = context.scene.map
    numbers = map.thread.numbers if map.thread else {}
    texts = []
    for breach in map.breaches:
        words = " … ".join(quote.words for quote in breach.quotes if quote.parts)
        post = f"post {numbers[breach.quotes[0].post]}"
        where = f"“{words}” ({post})" if words else f"What {post} says"
        texts.append(f"{where} {charge(breach)}. {breach.why}")
    lead = (
        "The annotators say where a rule for critical discussion is broken, and why; you may judge otherwise."
    )
    return Section("How the discussion is conducted", lead if texts else "", items(texts))


def terms(context: ReportContext) -> Section:
    """Return the terms in several senses, as annotators record them, and the terms that both sides use."""
    contested = tuple(_contested(context, term) for term in contested_terms(context.scene.map))
    texts = []
    for term in context.study.dialogue.shared_terms:
        uses = listed(
            f"{counted(len(use.claims), 'claim')} for {context.names.short(use.thesis)}"
            for use in term.uses
            if use.claims
        )
        forms = ", ".join(f"“{word}”" for word in term.words)
        texts.append(f"{forms}: {uses}.")
    lead = "The same word on different sides of an issue may mean different things. Candidates, for a reader to judge:"
    return Section("Do they mean the same?", lead if texts else "", (*contested, *items(texts)))


def _contested(context: ReportContext, term: ContestedTerm) -> ReportItem:
    senses = [f"{use.sense}: {_some(context, use.claims)}." for use in term.senses]
    lead = f"“{term.term}” has {len(senses)} senses, as the annotators read the claims:"
    return ReportItem(lead, items(first(senses, context.most(MOST))))


def _some(context: ReportContext, claims: Sequence[str]) -> str:
    shown = claims if context.full or len(claims) == PAIR else claims[:1]
    more = len(claims) - len(shown)
    return context.names.all(shown) + (f" and {counted(more, 'more claim')}" if more else "")


def people(context: ReportContext) -> Section:
    """Return what each participant does."""
    spoke = [p for p in context.study.dialogue.participants if p.posts or p.asserts]
    return Section("The participants", "", tuple(ReportItem(_person(context, each)) for each in spoke))


def _person(context: ReportContext, person: ParticipantSummary) -> str:
    names = context.names
    done = [counted(len(moves), noun) for moves, noun in _counts(person) if moves]
    if person.answered:
        done.append(f"answers {counted(len(person.answered), 'question')}")
    held = [thesis for standpoint in person.holds for thesis in standpoint.theses]
    on_terms = [thesis for standpoint in person.holds for thesis in standpoint.on_terms]
    parts = [
        ", ".join(done),
        *_ties("opposes", person.opposes),
        *_ties("gives reasons for points of", [tie for tie in person.supports if tie.steps]),
        *_ties("accepts points of", [tie for tie in person.supports if not tie.steps]),
        *([f"ends with {names.all(held)}"] if held else []),
        *([f"accepts {_on_terms(context, person.id, on_terms)}"] if on_terms else []),
    ]
    return f"{person.name}{_posts(person.posts)}: {'; '.join(filter(None, parts)) or _quoted(context, person.id)}."


def _quoted(context: ReportContext, participant: str) -> str:
    """Return for how many claims somebody is quoted of whom the map records no stance."""
    map = context.scene.map
    posts = map.thread.posts_by_id if map.thread else {}
    claims = [c for c in map.claims if any(posts[q.post].author == participant for q in c.quotes)]
    return f"quoted for {counted(len(claims), 'claim')}" if claims else "quoted for nothing"


def _ties(verb: str, ties: Sequence[Tie]) -> list[str]:
    return [f"{verb} {listed(first([tie.name for tie in ties]))}"] if ties else []


def _posts(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    if len(numbers) > 2 * MOST:
        return f" ({len(numbers)} posts, {numbers[0]} to {numbers[-1]})"
    return f" (post{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))})"


def _counts(person: ParticipantSummary) -> Iterator[tuple[tuple[object, ...], str]]:
    yield person.asserts, "assertion"
    yield person.accepts, "agreement"
    yield person.proposes, "proposal"
    yield person.concedes, "concession"
    yield person.denies, "denial"
    yield person.retreats, "retreat"
    yield person.asked, "question"
