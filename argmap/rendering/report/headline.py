"""The report in short: for each issue a paragraph on who ended where, what was agreed, what follows, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from argmap.evaluation.explanation import Grounds
from argmap.evaluation.theory import Basis
from argmap.graph.ordering import natural_key
from argmap.model.annotations import Label
from argmap.model.claim import Issue, IssueOutcome
from argmap.model.quote import Quote
from argmap.rendering.report.naming import listed
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

    def sentences(self, issue: Issue) -> Iterator[str]:
        theses = [t for t, answered in self.context.study.index.answers.items() if answered == issue.id]
        yield self._question(issue)
        if not theses:
            yield "No claim of the map answers this."
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
        above = f"“{known[parent].label or known[parent].question}”" if parent in known else None
        return f"Below {above or self.context.names.short(parent)}: {issue.question}"

    def _held(self, theses: list[str]) -> Iterator[str]:
        holdings = [self._holding(thesis) for thesis in theses[:ANSWERS]]
        more = len(theses) - ANSWERS
        yield _closed("; ".join(holdings)) + (
            f" There are {more} more answers."
            if more > 1
            else " There is 1 more answer."
            if more == 1
            else ""
        )

    def _holding(self, thesis: str) -> str:
        holding = self.context.study.verdicts[thesis].holding
        name = self.context.names.short(thesis)
        if holding.standing is Standing.NOBODYS:
            return f"nobody takes a stance on {name}"
        words = holding_words(self.context.names, holding, self.context.study.labels, posts=False)
        return f"{name} {words}"

    # What is agreed.

    def _agreed(self, issue: Issue) -> Iterator[str]:
        texts = [*self._shared(issue), *self._granted(issue)]
        more = len(texts) - SHARED
        if texts:
            named = "; ".join(texts[:SHARED]) + ("; there is more common ground below" if more > 0 else "")
            yield _closed(named)

    def _shared(self, issue: Issue) -> Iterator[str]:
        groups: dict[tuple[str, ...], list[str]] = {}
        for ground in self.context.study.dialogue.shared_ground:
            if issue.id in ground.issues and ground.claim not in self._theses:
                groups.setdefault(ground.names, []).append(ground.claim)
        for names, claims in sorted(groups.items(), key=lambda pair: (-len(pair[0]), pair[0])):
            chosen = sorted(claims, key=natural_key)[:SHARED]
            more = len(claims) - len(chosen)
            accepted = [*map(self.context.names.short, chosen), *([f"{more} more"] if more else [])]
            yield f"{listed(names)} {'both' if len(names) == PAIR else 'all'} accept {listed(accepted)}"

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
                whom = f" to {listed(made.to)}" if made.to else ""
                yield f"{made.name} grants{whom} {self.context.names.short(made.claim)}"

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
            yield f"The thread leaves it open{words}."
            return
        people = self._by(outcome)
        yield f"The thread settles on {self.context.names.short(outcome.thesis)}{people}{words}."

    def _by(self, outcome: IssueOutcome) -> str:
        thread = self.context.scene.map.thread
        known = thread.participants_by_id if thread else {}
        names = [known[p].name if p in known else p for p in outcome.by]
        return f", chosen by {listed(names)}" if names else ""

    # What follows.

    def _follows(self, theses: list[str]) -> str:
        labels = self.context.study.labels
        if not self.context.study.acceptability.exists:
            return (
                f"Nothing is decided, as there is no {self.context.study.acceptability.semantics} extension."
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
                word = {Label.IN: "accepted", Label.OUT: "rejected", Label.UNDECIDED: "undecided"}[label]
                who = (
                    self.context.names.all(of_label)
                    if len(of_label) <= DECIDED
                    else f"{len(of_label)} others"
                )
                clauses[f"{who} {'is' if len(of_label) == 1 else 'are'} {word}"] = None
        return f"{self._by_what()}, {_closed('; '.join(clauses), capital=False)}"

    def _by_what(self) -> str:
        basis = self.context.study.interpretation.basis
        return "By reasons and stances" if basis is Basis.STANCES else "By the arguments alone"

    def _clause(self, thesis: str) -> str:
        why = self.context.study.reasons[thesis]
        name = self.context.names.short(thesis)
        if self.context.is_grounded and why.ground is Grounds.RIVALS:
            # One sentence about all of them, whichever comes first.
            group = [t for t in self._order if t in {thesis, *why.rests_on}]
            if len(group) == len({thesis, *why.rests_on}) and self._alike(group):
                return f"{self.context.names.all(group)} are undecided{self.context.predicates.excluding(group, named=False)}"
        if self.context.is_grounded and why.ground in TOLD:
            return f"{name} is {'rejected' if why.label is Label.OUT else 'undecided'}"
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
                    way = f"{point.way} on" if point.way == "which bears" else f"{point.way} {side}"
                    bears = f", {way} {self.context.names.short(thesis)}" if point.id != thesis else ""
                    clauses.append(f"{point.text}{bears}")
        if clauses:
            yield f"No answer is given to {', or to '.join(clauses)}."
        # A doubt that is told already may be recorded as a question too.
        about = {question.id: question.about for question in self.context.scene.map.questions}
        doubted = named & self.context.scene.map.nodes.keys()
        left = [q for q in self._questions if about[q.id] not in doubted]
        question = next((q for q in left if not set(theses).isdisjoint(q.against)), None)
        if question is not None:
            yield f"Nobody answers the question {question.text}."

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
    texts = []
    for quote in list(quotes)[:most]:
        author = question_author(context, quote.post)
        by = f"{author.name}, " if author.name else ""
        place = f"{by}post {author.number}"
        texts.append(f"“{quote.words}” ({place})" if quote.parts else f"see {place}")
    return f": {listed(texts)}" if texts else ""
