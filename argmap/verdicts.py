"""Three things that a discussion shows about a claim, told apart: who holds it, how it is argued, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from argmap.dialogue.critical_questions import CriticalPoint, QuestionStatus
from argmap.dialogue.moves import AuthorOfPost, participant_names
from argmap.dialogue.overview import Dialogue
from argmap.evaluation.explanation import Explanation
from argmap.evaluation.theory import Theory
from argmap.graph.ordering import natural_key
from argmap.graph.stances import ACCEPTING, LastStance, OpenQuestion, Stances
from argmap.model.annotations import Label
from argmap.model.relation import RelationKind
from argmap.result import Result


class Standing(StrEnum):
    """Who holds a claim at the end, in one word.

    `held`: somebody asserts or accepts it, and nobody denies it. `disputed`: some accept it and others deny it.
    `conceded`: it is only conceded. `conditional`: accepted only on conditions that are not met. `hedged`: only as a guess.
    `proposed`: only proposed. `rejected`: nobody accepts it and somebody denies it. `abandoned`: who accepted it took it
    back, and nobody accepts it. `nobodys`: nobody takes a stance on it, as on implicit premises.
    """

    HELD = "held"
    DISPUTED = "disputed"
    CONCEDED = "conceded"
    CONDITIONAL = "conditional"
    HEDGED = "hedged"
    PROPOSED = "proposed"
    REJECTED = "rejected"
    ABANDONED = "abandoned"
    NOBODYS = "nobodys"


@dataclass(frozen=True, slots=True)
class ConditionalStance(Result):
    """Who accepts a claim on a condition: its words or the id of a claim, and whether that claim is accepted."""

    by: AuthorOfPost
    condition: str
    claim: str | None
    is_met: bool


@dataclass(frozen=True, slots=True)
class Holding(Result):
    """Who holds a claim at the end, as participants with the post of their last stance, in the order of the thread.

    Who accepts it on a condition that is met is in `held_by` or `conceded_by`, and in `conditional` too.
    """

    standing: Standing
    held_by: tuple[AuthorOfPost, ...]
    conceded_by: tuple[AuthorOfPost, ...]
    conditional: tuple[ConditionalStance, ...]
    hedged_by: tuple[AuthorOfPost, ...]
    proposed_by: tuple[AuthorOfPost, ...]
    rejected_by: tuple[AuthorOfPost, ...]
    doubted_by: tuple[AuthorOfPost, ...]
    given_up_by: tuple[AuthorOfPost, ...]


@dataclass(frozen=True, slots=True)
class Argued(Result):
    """How a claim is argued: relations that end on it, by whether they count as whole arguments.

    `reasons` and `objections` have accepted premises and hold; `open_` ones are undecided; `failed_` ones count for
    nothing. `questioned_by` ask for a reason, and nobody answered; `questions` are the ids of the map's questions about
    it without an answer. `critical_points` are the critical questions about its reasons, `asked` those that somebody
    raised and nobody answered.
    """

    reasons: tuple[str, ...]
    open_reasons: tuple[str, ...]
    failed_reasons: tuple[str, ...]
    objections: tuple[str, ...]
    open_objections: tuple[str, ...]
    failed_objections: tuple[str, ...]
    questioned_by: tuple[AuthorOfPost, ...]
    questions: tuple[str, ...]
    asked: int
    unasked: int

    @property
    def is_without_reasons(self) -> bool:
        """Whether nobody gives any reason for it."""
        return not (self.reasons or self.open_reasons or self.failed_reasons)

    @property
    def is_unopposed(self) -> bool:
        """Whether no objection and no question speaks against it."""
        objections = self.objections or self.open_objections or self.failed_objections
        return not (objections or self.questioned_by or self.questions)


@dataclass(frozen=True, slots=True)
class ClaimVerdict(Result):
    """What a discussion shows about a claim: who holds it, how it is argued, and what follows under the interpretation.

    `is_meta` says that it is a remark about the discussion, whose label says nothing about the matter. `was_doubted` says
    that somebody questioned or denied it at some point, whatever came of it.
    """

    claim: str
    holding: Holding
    argued: Argued
    label: Label
    is_meta: bool = False
    was_doubted: bool = False

    @property
    def is_uncontroversial(self) -> bool:
        """Whether no stance, reason or question speaks against it."""
        people = self.holding.rejected_by or self.holding.doubted_by or self.holding.given_up_by
        doubted = people or self.was_doubted
        return self.argued.is_unopposed and not doubted and not self.holding.conditional


def verdicts(
    theory: Theory, dialogue: Dialogue, labels: Mapping[str, Label], reasons: Mapping[str, Explanation]
) -> Mapping[str, ClaimVerdict]:
    """Return the verdict on every claim, sorted by id.

    Args:
        theory: the map under an interpretation; stances are those of the map under each.
        dialogue: what the discussion shows about participants.
        labels: what follows, for every claim.
        reasons: why arguments count or do not.
    """
    judge = _Judge(theory, dialogue, labels, reasons)
    claims = sorted(theory.map.claims, key=lambda claim: natural_key(claim.id))
    return {claim.id: judge.verdict(claim.id, claim.meta) for claim in claims}


@dataclass(frozen=True, eq=False)
class _Judge:
    theory: Theory
    dialogue: Dialogue
    labels: Mapping[str, Label]
    reasons: Mapping[str, Explanation]

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return participant_names(self.theory.map)

    @cached_property
    def _points(self) -> Mapping[str, tuple[CriticalPoint, ...]]:
        points: dict[str, list[CriticalPoint]] = {}
        for point in self.dialogue.critical_points:
            points.setdefault(point.step, []).append(point)
        return {step: tuple(each) for step, each in points.items()}

    @cached_property
    def _asked(self) -> Mapping[str, tuple[str, ...]]:
        asked: dict[str, list[str]] = {}
        for question in self.theory.map.questions:
            if question.about is not None and question.about in self.theory.one and not question.answered_by:
                asked.setdefault(self.theory.one[question.about], []).append(question.id)
        return {name: tuple(ids) for name, ids in asked.items()}

    def verdict(self, name: str, is_meta: bool) -> ClaimVerdict:
        stances = self.dialogue.index.stances.of(name)
        return ClaimVerdict(
            name,
            self._holding(stances),
            self._argued(name, stances),
            self.labels[name],
            is_meta,
            self.dialogue.index.stances.was_doubted(name),
        )

    def _holding(self, stances: Stances) -> Holding:
        if len(stances.last) == 1 and (last := stances.last[0]).is_plain and last.stance in ACCEPTING:
            # What nearly all claims have: one participant, who says it.
            nobody: tuple[AuthorOfPost, ...] = ()
            alone: tuple[AuthorOfPost, ...] = (self._person(last),)
            held, conceded = (nobody, alone) if last.stance == "concedes" else (alone, nobody)
            standing = Standing.HELD if held else Standing.CONCEDED
            return Holding(standing, held, conceded, (), (), (), (), (), ())
        conditional = tuple(self._conditional(stance) for stance in stances.conditional)
        met = {
            stance.participant
            for stance, made in zip(stances.conditional, conditional, strict=True)
            if made.is_met
        }
        counted = [s for s in stances.accepting if s.is_plain or s.participant in met]
        conceded = self._people(s for s in counted if s.stance == "concedes")
        held = self._people(s for s in counted if s.stance != "concedes")
        rejected = self._people(stances.rejecting)
        standing = _standing(stances, bool(held), bool(conceded), bool(rejected))
        return Holding(
            standing,
            held,
            conceded,
            conditional,
            self._people(stances.hedging),
            self._people(stances.proposing),
            rejected,
            self._people(stances.doubting),
            self._people(stances.giving_up),
        )

    def _conditional(self, stance: LastStance) -> ConditionalStance:
        claim = stance.condition_claim
        is_met = claim is not None and self.labels[claim] is Label.IN
        return ConditionalStance(self._person(stance), stance.condition or "", claim, is_met)

    def _argued(self, name: str, stances: Stances) -> Argued:
        ending = self.theory.onto.get(self.theory.one[name], ())
        asked = self._asked.get(self.theory.one[name], ())
        if not ending:
            return Argued((), (), (), (), (), (), self._people(stances.questions), asked, 0, 0)
        for_it = [r.id for r in ending if r.kind is RelationKind.SUPPORT]
        against = [r.id for r in ending if r.kind is RelationKind.ATTACK]
        points = [point for reason in for_it for point in self._points.get(reason, ())]
        return Argued(
            self._those(for_it, Label.IN),
            self._those(for_it, Label.UNDECIDED),
            self._those(for_it, Label.OUT),
            self._those(against, Label.IN),
            self._those(against, Label.UNDECIDED),
            self._those(against, Label.OUT),
            self._people(stances.questions),
            asked,
            sum(point.state is QuestionStatus.OPEN for point in points),
            sum(point.state is QuestionStatus.UNASKED for point in points),
        )

    def _those(self, relations: Iterable[str], label: Label) -> tuple[str, ...]:
        return tuple(name for name in relations if self.reasons[name].label is label)

    def _people(self, stances: Iterable[LastStance | OpenQuestion]) -> tuple[AuthorOfPost, ...]:
        return tuple(self._person(stance) for stance in stances)

    def _person(self, stance: LastStance | OpenQuestion) -> AuthorOfPost:
        return AuthorOfPost(stance.number, self._names.get(stance.participant, stance.participant))


def _standing(stances: Stances, held: bool, conceded: bool, rejected: bool) -> Standing:
    if (held or conceded) and rejected:
        return Standing.DISPUTED
    if held or conceded:
        return Standing.HELD if held else Standing.CONCEDED
    kinds = (
        (bool(stances.conditional), Standing.CONDITIONAL),
        (bool(stances.hedging), Standing.HEDGED),
        (rejected, Standing.REJECTED),
        (bool(stances.giving_up), Standing.ABANDONED),
        (bool(stances.proposing), Standing.PROPOSED),
    )
    return next((standing for is_so, standing in kinds if is_so), Standing.NOBODYS)
