"""Who holds what: the last stance of every participant on every claim, and the questions that are open.

Claims that rephrase each other are one statement, and a stance on one of them is a stance on all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from argmap.graph.ordering import natural_key
from argmap.graph.statements import statements_of
from argmap.model.annotations import Answer, Commitment, Stance
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap, for_the_last_map
from argmap.result import Result

KEEPS = frozenset({Stance.QUESTIONS, Stance.PROPOSES})
"""Stances that leave an earlier acceptance or denial of the same participant as it was."""

ACCEPTING = frozenset(stance for stance in Stance if stance.accepts)

AT_THE_END = 10**9
"""A number that no post reaches."""


@dataclass(frozen=True, slots=True)
class LastStance(Result):
    """The stance that a participant has on a statement: the last one taken, in post `number` (counted from 1; 0 unknown).

    `participant` is "" for the author of a quoted post whose author is not known. `condition` is the condition in
    words, or the id of the claim that is the condition and then `condition_claim` too. `recorded` is false where only a
    quote shows that its author asserts the claim. `held_before` says whether the participant accepted it earlier.
    """

    participant: str
    number: int
    stance: Stance
    claim: str
    hedged: bool = False
    condition: str | None = None
    condition_claim: str | None = None
    recorded: bool = True
    held_before: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is neither a guess nor under a condition."""
        return not self.hedged and self.condition is None

    @property
    def may_count(self) -> bool:
        """Whether it is no guess and under no condition but a claim, which may be accepted."""
        return not self.hedged and (self.condition is None or self.condition_claim is not None)


@dataclass(frozen=True, slots=True)
class OpenQuestion(Result):
    """A doubt about a statement, raised in post `number`, that its author has not taken back and nobody has answered."""

    participant: str
    number: int
    claim: str


@dataclass(frozen=True, slots=True)
class Stances(Result):
    """What participants end with on one statement, in the order in which they took their last stance.

    `unattributed` says that the statement is put forward by nobody in particular: an implicit premise, an example, or a
    claim without quotes on which nobody takes a stance. Such a statement has a word of its own.

    Source:
        Walton & Krabbe (1995), Commitment in Dialogue, chapter 4: a commitment holds until it is retracted.
    """

    last: tuple[LastStance, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    unattributed: bool = True

    def of(self, *stances: Stance) -> tuple[LastStance, ...]:
        """Return the last stances of some kinds."""
        return tuple(last for last in self.last if last.stance in stances)

    @property
    def accepting(self) -> tuple[LastStance, ...]:
        """Who asserts, accepts or concedes it, hedged and conditional words included."""
        return tuple(last for last in self.last if last.stance in ACCEPTING)

    @property
    def holding(self) -> tuple[LastStance, ...]:
        """Who asserts or accepts it without a hedge or condition."""
        return tuple(s for s in self.of(Stance.ASSERTS, Stance.ACCEPTS) if s.is_plain)

    @property
    def conceding(self) -> tuple[LastStance, ...]:
        """Who concedes it without a hedge or condition."""
        return tuple(s for s in self.of(Stance.CONCEDES) if s.is_plain)

    @property
    def hedging(self) -> tuple[LastStance, ...]:
        """Who accepts it as a guess only."""
        return tuple(s for s in self.accepting if s.hedged)

    @property
    def conditional(self) -> tuple[LastStance, ...]:
        """Who accepts it on a condition."""
        return tuple(s for s in self.accepting if s.condition is not None and not s.hedged)

    @property
    def rejecting(self) -> tuple[LastStance, ...]:
        """Who denies it, without a hedge."""
        return tuple(s for s in self.of(Stance.DENIES) if not s.hedged)

    @property
    def doubting(self) -> tuple[LastStance, ...]:
        """Who denies it as a guess only."""
        return tuple(s for s in self.of(Stance.DENIES) if s.hedged)

    @property
    def giving_up(self) -> tuple[LastStance, ...]:
        """Who accepted it and takes it back."""
        return self.of(Stance.RETRACTS)

    @property
    def proposing(self) -> tuple[LastStance, ...]:
        """Who only proposes it."""
        return self.of(Stance.PROPOSES)

    @property
    def is_given_up(self) -> bool:
        """Whether nobody accepts it in any form, and somebody denies it or takes it back.

        A guess that it is false, or a denial on a condition, gives up only what the participant accepted before.
        """
        if self.unattributed or any(last.stance in ACCEPTING for last in self.last):
            return False
        return any(
            last.stance is Stance.RETRACTS
            or (last.stance is Stance.DENIES and (last.is_plain or last.held_before))
            for last in self.last
        )


NO_STANCES = Stances()
QUOTED_ONLY = Stances(unattributed=False)


@dataclass(frozen=True, eq=False)
class StanceRecord:
    """Every stance of a map, by statement and in the order of the thread, from which the state after any post is read.

    Args:
        map: the map.
        one: the id of the statement for each claim and example, `statements_of(map)` if left out; others are ignored.
    """

    map: ArgumentMap
    one: Mapping[str, str] | None = None

    @cached_property
    def statements(self) -> Mapping[str, str]:
        return statements_of(self.map) if self.one is None else self.one

    @cached_property
    def taken(self) -> Mapping[str, tuple[LastStance, ...]]:
        """All stances on each statement, in the order of the thread; questions are among them."""
        numbers = self.map.thread.numbers if self.map.thread else {}
        taken: dict[str, list[LastStance]] = {}
        for commitment in self.map.commitments:
            if commitment.claim not in self.statements:
                continue
            stance = _stance(commitment, numbers.get(commitment.post, 0))
            taken.setdefault(self.statements[commitment.claim], []).append(stance)
        # Claims that say the same are each quoted: whose words came first must not depend on which claim is written first.
        quoted = [
            (self.statements[claim.id], stance)
            for claim in self.map.claims
            if claim.id in self.statements
            for stance in self._quoted(claim, taken.get(self.statements[claim.id], ()))
        ]
        for statement, stance in sorted(
            quoted, key=lambda pair: (pair[1].number, natural_key(pair[1].claim))
        ):
            taken.setdefault(statement, []).append(stance)
        # Sorted by post only: within a post the order of the list is that of the words.
        return {name: tuple(sorted(each, key=lambda s: s.number)) for name, each in taken.items()}

    @cached_property
    def _conditions(self) -> frozenset[tuple[str, str]]:
        """Who uses which statement as a condition: to name it so is not to assert it."""
        named = ((c.participant, c.condition_claim) for c in self.map.commitments)
        return frozenset((p, self.statements[name]) for p, name in named if name in self.statements)  # type: ignore[index]

    @cached_property
    def _unquoted(self) -> frozenset[str]:
        """The statements that nobody is quoted for, or that are implicit or examples."""
        nodes = (node for name, node in self.map.nodes.items() if name in self.statements)
        spoken = {
            self.statements[n.id] for n in nodes if isinstance(n, Claim) and n.quotes and not n.implicit
        }
        return frozenset(self.statements.values()) - spoken

    @cached_property
    def _implicit(self) -> frozenset[str]:
        return frozenset(
            self.statements[c.id] for c in self.map.claims if c.implicit and c.id in self.statements
        )

    @cached_property
    def _theses(self) -> frozenset[str]:
        return frozenset(self.statements[c.id] for c in self.map.theses if c.id in self.statements)

    def _quoted(self, claim: Claim, known: Iterable[LastStance]) -> Iterator[LastStance]:
        """Yield an assertion for each quoted author who has no stance of their own, or only takes one back."""
        thread = self.map.thread
        if thread is None or claim.implicit:
            return
        own: dict[str, list[LastStance]] = {}
        for stance in known:
            own.setdefault(stance.participant, []).append(stance)
        for quote in claim.quotes:
            author = thread.posts_by_id[quote.post].author or ""
            number = thread.numbers[quote.post]
            theirs = sorted(own.get(author, ()), key=lambda s: s.number)
            first_taken_back = (
                bool(theirs) and theirs[0].stance is Stance.RETRACTS and theirs[0].number > number
            )
            as_condition = (author, self.statements[claim.id]) in self._conditions
            if not as_condition and (not theirs or first_taken_back):
                yield LastStance(author, number, Stance.ASSERTS, claim.id, recorded=False)

    @cached_property
    def changes(self) -> Mapping[str, tuple[int, ...]]:
        """For each statement with stances, the numbers of the posts after which its stances may be others."""
        return {name: tuple(sorted(self._changing(name, each))) for name, each in self.taken.items()}

    def _changing(self, statement: str, taken: Iterable[LastStance]) -> Iterator[int]:
        yield from (number for number in self._answered.get(statement, {}).values() if number)
        for stance in taken:
            yield stance.number
            if stance.stance is Stance.RETRACTS and stance.condition_claim in self.statements:
                condition = self.statements[stance.condition_claim]  # type: ignore[index]
                yield from (other.number for other in self.taken.get(condition, ()))

    @cached_property
    def _answered(self) -> Mapping[str, Mapping[str, int]]:
        """For each statement, the posts whose question about it was answered, with the number of the first answer."""
        answered: dict[str, dict[str, int]] = {}
        for question in self.map.questions:
            if question.about is not None and question.about in self.statements and question.answered_by:
                first = min(map(self._given, question.answered_by))
                answered.setdefault(self.statements[question.about], {})[question.post] = first
        return answered

    def _given(self, answer: Answer) -> int:
        """Return the number of the post that answers, or that first says the claim which does; 0 if none does."""
        numbers = self.map.thread.numbers if self.map.thread else {}
        if answer.post is not None:
            return numbers.get(answer.post, 0)
        claim = self.map.nodes.get(answer.claim or "")
        return min((numbers[quote.post] for quote in claim.quotes), default=0) if claim else 0

    def after(self, statement: str, number: int = AT_THE_END) -> Stances:
        """Return the stances on a statement after the post of that number; at the end without one.

        Who takes something back on a condition has taken it back once somebody accepts the condition, without a hedge or a
        condition; a condition in words changes nothing.
        """
        return self._after(statement, number, lambda condition: self._is_granted(condition, number))

    def _is_granted(self, condition: str | None, number: int) -> bool:
        """Return whether somebody accepts a condition plainly; what is taken back on a condition still counts there."""
        if condition not in self.statements:
            return False
        stances = self._after(self.statements[condition], number, lambda _: False)  # type: ignore[index]
        return any(stance.is_plain for stance in stances.accepting)

    def _after(self, statement: str, number: int, is_granted: Callable[[str | None], bool]) -> Stances:
        every = self.taken.get(statement, ())
        stop = bisect_right(every, number, key=lambda s: s.number) if number < AT_THE_END else len(every)
        taken = every[:stop]
        unquoted = statement in self._unquoted
        if not taken:
            return NO_STANCES if unquoted else QUOTED_ONLY
        if len(taken) == 1 and taken[0].stance in ACCEPTING and not unquoted:  # what most claims have
            return Stances(taken, (), False)
        last: dict[str, LastStance] = {}
        asked: dict[str, LastStance] = {}
        held: set[str] = set()
        for stance in taken:
            person = stance.participant
            if stance.stance is Stance.QUESTIONS:
                asked[person] = stance
                continue
            if stance.stance in ACCEPTING:
                asked.pop(person, None)
            on_condition = stance.stance is Stance.RETRACTS and stance.condition is not None
            if on_condition and not is_granted(stance.condition_claim):
                continue
            if stance.stance in KEEPS and person in last and last[person].stance is not Stance.RETRACTS:
                continue
            last.pop(person, None)  # the order is that of the last stance
            last[person] = replace(stance, held_before=True) if person in held else stance
            if stance.stance in ACCEPTING:
                held.add(person)
        open_questions = (s for s in asked.values() if not self._is_answered(statement, s, number))
        alone = unquoted and self._is_left_alone(statement, last.values())
        return Stances(
            # Two stances of one post, which a map may give to two people, have an order of their own: not that of the file.
            tuple(sorted(last.values(), key=lambda stance: (stance.number, stance.participant))),
            tuple(OpenQuestion(s.participant, s.number, s.claim) for s in open_questions),
            alone,
        )

    def _is_left_alone(self, statement: str, last: Iterable[LastStance]) -> bool:
        """Return whether nobody stands for what is put forward without anybody's words.

        Who denies a premise does not put it forward, and a guess that an implicit premise is so takes no word from it.
        """
        if statement in self._theses:
            return not any(last)
        kept = statement in self._implicit
        return {s.stance for s in last if not (kept and s.hedged and s.stance.accepts)} <= {Stance.DENIES}

    def _is_answered(self, statement: str, asked: LastStance, number: int) -> bool:
        answers = self._answered.get(statement, {})
        if not answers or self.map.thread is None:
            return False
        post = self.map.thread.posts[asked.number - 1].id if asked.number else ""
        return post in answers and answers[post] <= number

    @cached_property
    def at_the_end(self) -> Mapping[str, Stances]:
        """The stances on each statement at the end of the thread."""
        return {name: self.after(name) for name in dict.fromkeys(self.statements.values())}

    def of(self, claim: str) -> Stances:
        """Return the stances on a claim or example at the end of the thread."""
        return self.at_the_end[self.statements[claim]]

    def was_doubted(self, claim: str) -> bool:
        """Return whether somebody ever questioned or denied a claim, whatever came of it."""
        taken = self.taken.get(self.statements[claim], ())
        return any(stance.stance in {Stance.QUESTIONS, Stance.DENIES} for stance in taken)


@for_the_last_map
def record_of(map: ArgumentMap) -> StanceRecord:
    """Return the stances of a whole map; those who ask one after the other for the same map share them."""
    return StanceRecord(map)


def _stance(commitment: Commitment, number: int) -> LastStance:
    return LastStance(
        commitment.participant,
        number,
        commitment.stance,
        commitment.claim,
        commitment.hedged,
        commitment.condition,
        commitment.condition_claim,
    )
