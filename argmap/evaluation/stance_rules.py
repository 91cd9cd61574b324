"""What stances add to the theory of a map: words that carry claims, denials, questions, burdens and rivals as rules.

A word is what a claim has when somebody accepts it at the end: without a reason, it is accepted on that word. Words
are weaker than reasons: a bare denial, an open question, the burden of proof on a thesis or the word of a rival makes a
word undecided (each attacks the other), and a reason answers them all. A reason and an objection attack each other.
`docs/acceptability.md` has every rule in words.

Source:
    Gordon, Prakken & Walton (2007), The Carneades model of argument and burden of proof, sections 3 and 4 (accepted,
    rejected and questioned premises; a standard of proof that one undefeated reason meets while no objection stands).
    DOI 10.1016/j.artint.2007.04.010
    Walton & Krabbe (1995), Commitment in Dialogue, chapter 4; Prakken (2006), Formal systems for persuasion dialogue,
    section 4. DOI 10.1017/S0269888906000865
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import combinations, pairwise

from argmap.graph.stances import ACCEPTING, AT_THE_END, LastStance, StanceRecord, Stances
from argmap.model.annotations import Stance
from argmap.model.relation import Relation, RelationKind


class Kind(IntEnum):
    """What a sentence of the theory says of a claim or relation. Even ones are assumptions, each with its contrary."""

    OPEN, AGAINST = 0, 1  # nothing speaks against the claim
    HOLDS, FAILS = 2, 3  # the relation holds
    REPLY, ANSWERED = (
        4,
        5,
    )  # no reason answers the objections to the claim, no backing the undercuts of the relation
    WORD, NO_WORD = 6, 7  # somebody's word for the claim counts
    DENIAL, NO_DENIAL = 8, 9  # the bare denial of the claim counts
    QUESTION, NO_QUESTION = 10, 11  # the question about the claim is open
    BURDEN, NO_BURDEN = 12, 13  # the thesis lacks a reason
    SAYS = 15  # the claim is accepted
    REASONED = 17  # the thesis is accepted by a reason
    GUARD = 19  # it is after one of the posts at which the rule counts


ASSUMPTION = {kind: Kind(kind - kind % 2) for kind in Kind if kind < Kind.SAYS}
"""The assumption for each assumption and each contrary."""

CONTRARY = {kind: Kind(kind + 1) for kind in ASSUMPTION.values()}

Sentence = tuple[Kind, str]
SymbolicRule = tuple[Sentence, tuple[Sentence, ...]]
"""The head of a rule and its body."""

GuardedRule = tuple[SymbolicRule, int | None]
"""A rule with the places of the posts after which it counts, as bits; None: after all."""

Onto = Mapping[str, tuple[Relation, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """What stances say of one statement.

    `ways` are the conditions of those whose word counts for it, `denials` of those who deny it: the statement that is the
    condition, or None. `people` and `deniers` are the conditions of each participant whose word or denial counts.
    """

    stances: Stances
    ways: tuple[str | None, ...]
    denials: tuple[str | None, ...]
    people: tuple[tuple[str, str | None], ...]
    deniers: tuple[tuple[str, str | None], ...]
    is_thesis: bool

    @property
    def is_given_up(self) -> bool:
        return self.stances.is_given_up

    @property
    def is_agreed(self) -> bool:
        """Whether two participants accept it whatever else is so, and nobody denies it."""
        return not self.denials and sum(condition is None for _, condition in self.people) > 1

    @property
    def has_burden(self) -> bool:
        """Whether it is a thesis whose word does not settle it without a reason."""
        return self.is_thesis and not self.is_agreed

    @property
    def is_questioned(self) -> bool:
        return bool(self.stances.questions)


@dataclass(frozen=True, eq=False)
class StanceRules:
    """The rules of a theory in which stances count.

    Args:
        record: the stances of the map.
        onto: the relations with weight that end on each statement and relation.
        rivals: for each thesis the theses that exclude it.
        theses: the statements that answer an issue.
        one: the statement of each claim and example.
    """

    record: StanceRecord
    onto: Onto
    rivals: Mapping[str, tuple[str, ...]]
    theses: frozenset[str]
    one: Mapping[str, str]

    def words(self, name: str, number: int) -> Words:
        """Return what stances say of a statement after the post of that number."""
        at_the_end = number >= AT_THE_END
        stances = self.record.at_the_end[name] if at_the_end else self.record.after(name, number)
        if not stances.questions and len(stances.last) <= 1:  # what nearly all statements have
            if not stances.last:
                ways = (None,) if stances.unattributed else ()
                return Words(stances, ways, (), (), (), name in self.theses)
            (last,) = stances.last
            if last.stance in ACCEPTING and last.is_plain:
                return Words(stances, (None,), (), ((last.participant, None),), (), name in self.theses)
        people = tuple(dict.fromkeys(self._conditions(name, stances.accepting)))
        conditions = [None] if stances.unattributed else [condition for _, condition in people]
        deniers = tuple(self._conditions(name, stances.of(Stance.DENIES)))
        denials = _least(condition for _, condition in deniers)
        return Words(stances, _least(conditions), denials, people, deniers, name in self.theses)

    def _conditions(self, name: str, taken: Iterable[LastStance]) -> Iterator[tuple[str, str | None]]:
        """Yield who takes a stance that may count, each with the statement that is its condition."""
        for last in taken:
            condition = self.one.get(last.condition_claim or "")
            if last.may_count and condition != name and (condition is not None or last.condition is None):
                yield last.participant, condition

    @cached_property
    def final(self) -> Mapping[str, Words]:
        """What stances say of each statement at the end."""
        names = dict.fromkeys(self.one.values())
        return {name: self.words(name, AT_THE_END) for name in names}

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The statements in groups whose stances bear on each other: theses that exclude each other, others alone."""
        seen: set[str] = set()
        groups: list[tuple[str, ...]] = []
        for name in dict.fromkeys(self.one.values()):
            if name not in seen:
                group, todo = {name: None}, [name]
                while todo:
                    fresh = [other for other in self.rivals.get(todo.pop(), ()) if other not in group]
                    group.update(dict.fromkeys(fresh))
                    todo.extend(fresh)
                seen.update(group)
                groups.append(tuple(group))
        return tuple(groups)

    def rules(self, posts: tuple[int, ...]) -> Iterator[GuardedRule]:
        """Yield the rules about claims and examples that count after some of the posts, given by ascending numbers."""
        if len(posts) == 1:  # nothing changes, so that no rule needs a guard
            for group in self.groups:
                yield from ((rule, None) for rule in self.group_rules(group, posts[0]))
            return
        every = (1 << len(posts)) - 1
        for group in self.groups:
            changes = {n for name in group for n in self.record.changes.get(name, ())}
            # The stances are the same from one change to the next.
            starts = sorted({0, *(bisect_left(posts, change) for change in changes)} - {len(posts)})
            worlds: dict[SymbolicRule, int] = {}
            for start, stop in pairwise([*starts, len(posts)]):
                span = (1 << stop) - (1 << start)
                for rule in self.group_rules(group, posts[start]):
                    worlds[rule] = worlds.get(rule, 0) | span
            yield from ((rule, None if where == every else where) for rule, where in worlds.items())

    def group_rules(self, group: tuple[str, ...], number: int) -> Iterator[SymbolicRule]:
        """Yield the rules about a group of statements, with the stances after a post."""
        words = (
            {name: self.words(name, number) for name in group}
            if number < AT_THE_END
            else {name: self.final[name] for name in group}
        )
        for name in group:
            said = words[name]
            rivals = tuple(other for other in self.rivals.get(name, ()) if not words[other].is_given_up)
            yield from self._reasons(name, said, bool(rivals))
            if name in self._arguments or said.denials:
                yield from self._objections(name, said)
            if said.denials or said.is_questioned or said.is_thesis:
                yield from self._word_fights(name, said, bool(rivals))
            if rivals:
                yield from self._exclusions(name, words, rivals)

    def _reasons(self, name: str, words: Words, has_rivals: bool) -> Iterator[SymbolicRule]:
        says, is_open = (Kind.SAYS, name), (Kind.OPEN, name)
        if self.rivals.get(name):
            yield says, ((Kind.REASONED, name),)
        if words.is_given_up:
            return
        head = (Kind.REASONED, name) if self.rivals.get(name) else says
        for body in self._bodies(name, RelationKind.SUPPORT):
            yield head, (*body, is_open)
        word = ((Kind.WORD, name),) if _is_fought(words, has_rivals) else ()
        for condition in words.ways:
            yield says, (*_if(condition), *word, is_open)

    def _objections(self, name: str, words: Words) -> Iterator[SymbolicRule]:
        against = (Kind.AGAINST, name)
        objections = self._bodies(name, RelationKind.ATTACK)
        reasons = () if words.is_given_up else self._bodies(name, RelationKind.SUPPORT)
        reply = ((Kind.REPLY, name),) if objections and reasons else ()
        for body in objections:
            yield against, (*body, *reply)
        for body in reasons if reply else ():
            yield (Kind.ANSWERED, name), (*body, (Kind.OPEN, name))
        for condition in words.denials:
            yield against, ((Kind.DENIAL, name), *_if(condition))

    def _word_fights(self, name: str, words: Words, has_rivals: bool) -> Iterator[SymbolicRule]:
        """Yield how a word, and what makes it undecided, attack each other, and how a reason answers them all."""
        word, fought = (Kind.WORD, name), _is_fought(words, has_rivals)
        fights: list[tuple[Kind, Iterable[tuple[Sentence, ...]]]] = []
        if words.denials:
            fights.append((Kind.DENIAL, [_if(condition) for condition in words.denials]))
        if words.is_questioned and words.ways:
            fights.append((Kind.QUESTION, [()]))
        if words.has_burden and words.ways:
            fights.append((Kind.BURDEN, [()]))
        for kind, conditions in fights:
            contrary = (CONTRARY[kind], name)
            if fought:
                yield from (((Kind.NO_WORD, name), ((kind, name), *extra)) for extra in conditions)
                yield from ((contrary, (word, *_if(condition))) for condition in words.ways)
            if not words.is_given_up:
                yield from ((contrary, body) for body in self._bodies(name, RelationKind.SUPPORT))
            if kind is Kind.BURDEN and not words.denials:
                yield from ((contrary, together) for together in _agreements(words))

    def _exclusions(
        self, name: str, words: Mapping[str, Words], rivals: tuple[str, ...]
    ) -> Iterator[SymbolicRule]:
        against = (Kind.AGAINST, name)
        for other in rivals:
            if words[name].is_given_up:
                yield against, ((Kind.SAYS, other),)
                continue
            yield against, ((Kind.REASONED, other),)
            # A thesis that only the annotators put forward takes nobody's word away.
            if words[name].ways and words[other].ways and not words[other].stances.unattributed:
                yield (Kind.NO_WORD, name), ((Kind.WORD, other), (Kind.SAYS, other))

    @cached_property
    def _arguments(self) -> Mapping[str, Mapping[RelationKind, tuple[tuple[Sentence, ...], ...]]]:
        """What each reason and each objection to a statement needs, by kind: written once, and used in several rules."""
        arguments: dict[str, dict[RelationKind, list[tuple[Sentence, ...]]]] = {}
        for name, relations in self.onto.items():
            by_kind = arguments.setdefault(name, {})
            for relation in relations:
                by_kind.setdefault(relation.kind, []).append(body(relation, self.one))
        return {
            name: {kind: tuple(bodies) for kind, bodies in by_kind.items()}
            for name, by_kind in arguments.items()
        }

    def _bodies(self, name: str, kind: RelationKind) -> tuple[tuple[Sentence, ...], ...]:
        return self._arguments[name].get(kind, ()) if name in self._arguments else ()

    def relation_rules(self) -> Iterator[SymbolicRule]:
        """Yield the rules about relations: what undercuts them, and the backings that answer the undercuts."""
        for name, ending in self.onto.items():
            if name in self.one:
                continue
            backings = [body(r, self.one) for r in ending if r.kind is RelationKind.SUPPORT]
            undercuts = [body(r, self.one) for r in ending if r.kind is not RelationKind.SUPPORT]
            reply = ((Kind.REPLY, name),) if backings and undercuts else ()
            yield from (((Kind.FAILS, name), (*undercut, *reply)) for undercut in undercuts)
            for backing in backings if reply else ():
                yield (Kind.ANSWERED, name), (*backing, (Kind.HOLDS, name))


def body(relation: Relation, one: Mapping[str, str]) -> tuple[Sentence, ...]:
    """Return what an argument needs: its premises, and that the relation holds."""
    holds = (Kind.HOLDS, relation.id)
    if len(relation.premises) == 1:
        return (Kind.SAYS, one[relation.premises[0]]), holds
    premises = sorted({one[premise] for premise in relation.premises})
    return (*((Kind.SAYS, premise) for premise in premises), holds)


def _is_fought(words: Words, has_rivals: bool) -> bool:
    """Return whether something can make the word for a claim undecided, so that the theory has a sentence for it."""
    fought = words.denials or words.is_questioned or words.has_burden or has_rivals
    return bool(words.ways) and bool(fought)


def _agreements(words: Words) -> Iterator[tuple[Sentence, ...]]:
    """Yield the conditions under which two participants accept a thesis, other than none."""
    pairs = combinations(words.people, 2)
    needs = (tuple(dict.fromkeys(c for _, c in pair if c is not None)) for pair in pairs)
    for needed in dict.fromkeys(needs):
        if needed:
            yield tuple((Kind.SAYS, condition) for condition in needed)


def _if(condition: str | None) -> tuple[Sentence, ...]:
    return () if condition is None else ((Kind.SAYS, condition),)


def _least(conditions: Iterable[str | None]) -> tuple[str | None, ...]:
    """Return different conditions, or only that there is none where one participant sets none."""
    distinct = tuple(dict.fromkeys(conditions))
    return (None,) if None in distinct else distinct
