"""The report in short: for each issue a paragraph on who ended where, what was agreed, what follows, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.evaluation.explanation import Grounds
from argmap.evaluation.theory import Basis
from argmap.graph.ordering import natural_key
from argmap.language import Language, message
from argmap.model.annotations import Label
from argmap.model.claim import Issue, IssueOutcome
from argmap.model.quote import Quote
from argmap.rendering.report.naming import label_word, said_list
from argmap.rendering.report.parts import ReportContext, Section
from argmap.rendering.report.people import holding_words
from argmap.rendering.report.points import (
    Point,
    against,
    favouring,
    open_questions,
    points,
    question_author,
    unanswered_reasons,
)
from argmap.result import Result
from argmap.verdicts import Standing

ANSWERS = 5
"""Answers to an issue of which is said who holds them; the rest is counted."""

DECIDED = 3
"""Answers of which the reason for the label is given; of others, the label."""

SHARED = 2
"""Points of agreement that are named."""

PAIR = 2

SIDES = 2
"""Answers against which the strongest unanswered point is named."""

OTHERS: Mapping[Label, str] = {
    Label.IN: message("{count} others are accepted"),
    Label.OUT: message("{count} others are rejected"),
    Label.UNDECIDED: message("{count} others are undecided"),
}
BEARS: Mapping[tuple[str, str], str] = {
    ("which speaks", "for"): message("{point}, which speaks for {claim}"),
    ("which speak", "for"): message("{point}, which speak for {claim}"),
    ("which speaks", "against"): message("{point}, which speaks against {claim}"),
    ("which speak", "against"): message("{point}, which speak against {claim}"),
    ("which bears", "for"): message("{point}, which bears on {claim}"),
    ("which bears", "against"): message("{point}, which bears on {claim}"),
}
"""What a point does to a claim, by its way and its side."""

OR_TO = message(", or to ")
"""Between two points that got no answer."""

ORDER = (Label.IN, Label.UNDECIDED, Label.OUT)

TOLD = frozenset(
    {Grounds.DENIAL, Grounds.GIVEN_UP, Grounds.HEDGED, Grounds.CONDITION, Grounds.PROPOSED, Grounds.VOICELESS}
)
"""Grounds that who holds the claim tells already."""


@dataclass(frozen=True, slots=True)
class Headline(Result):
    """A short paragraph on an issue; `parent` is the issue or thesis below which it hangs, or None."""

    issue: str
    parent: str | None
    text: str


def short(context: ReportContext) -> Section:
    """Return the paragraphs as a section."""
    return Section("In short", paragraphs=tuple(headline.text for headline in headlines(context)))


def headlines(context: ReportContext) -> tuple[Headline, ...]:
    """Return a paragraph for each issue; issues below another issue or thesis come after it."""
    writer = _Writer(context)
    return tuple(
        Headline(issue.id, issue.parent, " ".join(writer.sentences(issue))) for issue in by_parent(context)
    )


def by_parent(context: ReportContext) -> tuple[Issue, ...]:
    """Return the issues in the order of the map, those below another issue or thesis after it."""
    answers = context.study.index.answers
    below: dict[str, list[Issue]] = {}
    tops: list[Issue] = []
    known = context.scene.map.issues_by_id
    for issue in context.scene.map.issues:
        above = answers.get(issue.parent or "", issue.parent or "")
        if above in known and above != issue.id:
            below.setdefault(above, []).append(issue)
        else:
            tops.append(issue)
    ordered: dict[str, Issue] = {}
    todo = tops[::-1]
    while todo:
        issue = todo.pop()
        ordered[issue.id] = issue
        todo += below.get(issue.id, [])[::-1]
    rest = {i.id: i for i in context.scene.map.issues}  # issues below each other in a circle
    return tuple((ordered | {name: i for name, i in rest.items() if name not in ordered}).values())


@dataclass(frozen=True, eq=False)
class _Writer:
    context: ReportContext

    @property
    def language(self) -> Language:
        return self.context.scene.language

    def sentences(self, issue: Issue) -> Iterator[str]:
        theses = [t for t, answered in self.context.study.index.answers.items() if answered == issue.id]
        yield self._question(issue)
        if not theses:
            yield self.language.say("No claim of the map answers this.")
            return
        yield from self._held(theses)
        yield from self._agreed(issue)
        yield from self._outcome(issue)
        yield self._follows(theses)
        yield from self._unanswered(theses)

    def _question(self, issue: Issue) -> str:
        parent = issue.parent
        if parent is None or parent == issue.id:
            return issue.question
        known = self.context.scene.map.issues_by_id
        above = known[parent].label or known[parent].question if parent in known else ""
        named = self.language.say("“{text}”", text=above) if above else self.context.names.short(parent)
        return self.language.say("Below {above}: {question}", above=named, question=issue.question)

    def _held(self, theses: list[str]) -> Iterator[str]:
        holdings = [self._holding(thesis) for thesis in theses[:ANSWERS]]
        more = len(theses) - ANSWERS
        yield _closed("; ".join(holdings))
        if more == 1:
            yield self.language.say("There is 1 more answer.")
        elif more > 1:
            yield self.language.say("There are {count} more answers.", count=more)

    def _holding(self, thesis: str) -> str:
        holding = self.context.study.verdicts[thesis].holding
        name = self.context.names.short(thesis)
        if holding.standing is Standing.NOBODYS:
            return self.language.say("nobody takes a stance on {claim}", claim=name)
        words = holding_words(self.context.names, holding, self.context.study.labels, posts=False)
        return f"{name} {words}"

    # What is agreed.

    def _agreed(self, issue: Issue) -> Iterator[str]:
        texts = [*self._shared(issue), *self._granted(issue)]
        more = len(texts) - SHARED
        if texts:
            further = [self.language.say("there is more common ground below")] if more > 0 else []
            yield _closed("; ".join([*texts[:SHARED], *further]))

    def _shared(self, issue: Issue) -> Iterator[str]:
        groups: dict[tuple[str, ...], list[str]] = {}
        for ground in self.context.study.dialogue.shared_ground:
            if issue.id in ground.issues and ground.claim not in self._theses:
                groups.setdefault(ground.names, []).append(ground.claim)
        for names, claims in sorted(groups.items(), key=lambda pair: (-len(pair[0]), pair[0])):
            chosen = sorted(claims, key=natural_key)[:SHARED]
            more = len(claims) - len(chosen)
            further = [self.language.say("{count} more", count=more)] if more else []
            accepted = self._list([*map(self.context.names.short, chosen), *further])
            two, all_of_them = (
                message("{people} both accept {claims}"),
                message("{people} all accept {claims}"),
            )
            words = two if len(names) == PAIR else all_of_them
            yield self.language.say(words, people=self._list(names), claims=accepted)

    def _list(self, parts: Iterable[str]) -> str:
        return said_list(parts, self.language)

    def _granted(self, issue: Issue) -> Iterator[str]:
        talk = self.context.study.dialogue
        shared = {ground.claim for ground in talk.shared_ground if issue.id in ground.issues}
        for made in talk.concessions:
            stances = self.context.study.index.stances.of(made.claim)
            still = made.participant in {s.participant for s in stances.conceding}
            if (
                still
                and made.claim not in self._theses
                and made.claim not in self.context.meta
                and made.claim not in shared
                and self._is_about(made.claim, issue)
            ):
                claim, people = self.context.names.short(made.claim), self._list(made.to)
                alone, to = message("{name} grants {claim}"), message("{name} grants to {people} {claim}")
                yield self.language.say(to if made.to else alone, name=made.name, people=people, claim=claim)

    def _is_about(self, claim: str, issue: Issue) -> bool:
        on = {stance.issue for stance in self.context.study.index.influences[claim].on}
        return issue.id in on or (not on and len(self.context.scene.map.issues) == 1)

    @cached_property
    def _theses(self) -> frozenset[str]:
        return frozenset(self.context.study.index.theses)

    # How it ended.

    def _outcome(self, issue: Issue) -> Iterator[str]:
        outcome = issue.outcome
        if outcome is None:
            return
        words = _quoted(self.context, outcome.quotes)
        if outcome.thesis is None:
            yield self.language.say("The thread leaves it open{words}.", words=words)
            return
        people = self._by(outcome)
        claim = self.context.names.short(outcome.thesis)
        yield self.language.say(
            "The thread settles on {claim}{people}{words}.", claim=claim, people=people, words=words
        )

    def _by(self, outcome: IssueOutcome) -> str:
        thread = self.context.scene.map.thread
        known = thread.participants_by_id if thread else {}
        names = [known[p].name if p in known else p for p in outcome.by]
        return self.language.say(", chosen by {people}", people=self._list(names)) if names else ""

    # What follows.

    def _follows(self, theses: list[str]) -> str:
        labels = self.context.study.labels
        if not self.context.study.acceptability.exists:
            semantics = self.context.study.acceptability.semantics
            return self.language.say(
                "Nothing is decided, as there is no {semantics} extension.", semantics=semantics
            )
        ranked = sorted(theses, key=lambda t: (ORDER.index(labels[t]), theses.index(t)))
        clauses: dict[str, None] = {}
        rest: list[str] = []
        for thesis in ranked:
            if len(clauses) < DECIDED:
                clauses[self._clause(thesis)] = None
            elif self._clause(thesis) not in clauses:
                rest.append(thesis)
        for label in ORDER:
            of_label = [t for t in rest if labels[t] is label]
            if of_label:
                others = self.language.say(OTHERS[label], count=len(of_label))
                word = label_word(label, len(of_label), self.language)
                named = f"{self.context.names.all(of_label)} {word}"
                clauses[named if len(of_label) <= DECIDED else others] = None
        said = _closed("; ".join(clauses), capital=False)
        if self.context.study.interpretation.basis is Basis.STANCES:
            return self.language.say("By reasons and stances, {clauses}", clauses=said)
        return self.language.say("By the arguments alone, {clauses}", clauses=said)

    def _clause(self, thesis: str) -> str:
        why = self.context.study.reasons[thesis]
        name = self.context.names.short(thesis)
        if self.context.is_grounded and why.ground is Grounds.RIVALS:
            # One sentence about all of them, whichever comes first.
            group = [t for t in self._order if t in {thesis, *why.rests_on}]
            if len(group) == len({thesis, *why.rests_on}) and self._alike(group):
                undecided = label_word(Label.UNDECIDED, len(group), self.language)
                why_so = self.context.predicates.excluding(group, named=False)
                return f"{self.context.names.all(group)} {undecided}{why_so}"
        if self.context.is_grounded and why.ground in TOLD:
            label = Label.OUT if why.label is Label.OUT else Label.UNDECIDED
            return f"{name} {label_word(label, language=self.language)}"
        return f"{name} {self.context.follows(thesis, brief=True)}"

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return tuple(self.context.study.index.answers)

    def _alike(self, group: list[str]) -> bool:
        reasons = self.context.study.reasons
        return all(
            reasons[t].ground is Grounds.RIVALS and {t, *reasons[t].rests_on} == set(group) for t in group
        )

    # What is left.

    def _unanswered(self, theses: list[str]) -> Iterator[str]:
        named: set[str] = set()
        clauses: list[str] = []
        for thesis in filter(self._is_alive, theses):
            sides = [(p, "against") for p in against(self._points, thesis)[:1]]
            if self.context.study.reasons[thesis].ground is Grounds.CONTESTED:
                sides += [(p, "for") for p in unanswered_reasons(self.context, thesis)[:1]]
            if len(theses) == 1:
                sides += [(p, "for") for p in favouring(self._points, thesis)[:1]]
            for point, side in sides:
                if point.id not in named and len(clauses) < SIDES:
                    named.add(point.id)
                    clauses.append(self._bears(point, side, thesis))
        if clauses:
            joined = self.language.translated(OR_TO).join(clauses)
            yield self.language.say("No answer is given to {points}.", points=joined)
        # A doubt that is told already may be recorded as a question too.
        about = {question.id: question.about for question in self.context.scene.map.questions}
        doubted = named & self.context.scene.map.nodes.keys()
        left = [q for q in self._questions if about[q.id] not in doubted]
        question = next((q for q in left if not set(theses).isdisjoint(q.against)), None)
        if question is not None:
            yield self.language.say("Nobody answers the question {question}.", question=question.text)

    def _bears(self, point: Point, side: str, thesis: str) -> str:
        if point.id == thesis:
            return point.text
        claim = self.context.names.short(thesis)
        return self.language.say(BEARS[point.way, side], point=point.text, claim=claim)

    def _is_alive(self, thesis: str) -> bool:
        """Whether somebody still holds a thesis, on whatever terms, or only the annotators put it forward."""
        dead = {Standing.REJECTED, Standing.ABANDONED}
        return self.context.study.verdicts[thesis].holding.standing not in dead

    @cached_property
    def _points(self) -> tuple[Point, ...]:
        return points(self.context)

    @cached_property
    def _questions(self) -> tuple[Point, ...]:
        return open_questions(self.context)


def _closed(text: str, *, capital: bool = True) -> str:
    """Return a text as a sentence: with a capital letter and a full stop."""
    begun = text[:1].upper() + text[1:] if capital else text
    return begun if begun.endswith((".", "!", "?")) else f"{begun}."


def _quoted(context: ReportContext, quotes: Iterable[Quote], most: int = 2) -> str:
    texts, say = [], context.scene.language.say
    for quote in list(quotes)[:most]:
        author = question_author(context, quote.post)
        by, number = author.name, author.number
        place = (
            say("{name}, post {number}", name=by, number=number)
            if by
            else say("post {number}", number=number)
        )
        quoted = say("“{words}” ({place})", words=quote.words, place=place)
        texts.append(quoted if quote.parts else say("see {place}", place=place))
    return f": {said_list(texts, context.scene.language)}" if texts else ""
