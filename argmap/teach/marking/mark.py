"""Holding a rebuilt map against a reference, step by step."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.dialogue.likeness import LEAST, Likeness, assigned
from argmap.model.relation import Relation
from argmap.teach.marking.compare import Credit, compared
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Drawn, Note, Submission, as_drawn
from argmap.teach.marking.triples import Triple, groups, triples
from argmap.unseen import visible


@dataclass(frozen=True, slots=True)
class Decision:
    """What a teacher says that a written claim stands for: a claim of the map, or none (""); and whether that is settled."""

    claim: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """A claim in a student's own words, and the claim of the reference that it is taken for.

    Attributes:
        written: its id in the submission.
        text: what the student wrote.
        claim: the claim of the reference; "" for none.
        likeness: how alike their words are, 0 to 1.
        confirmed: whether a teacher says so, or the words are the same.
    """

    written: str
    text: str
    claim: str
    likeness: float
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked submission. `score` is 0 to 1.

    Attributes:
        student: the name, with control characters written out.
        credits: what each step of the reference earns.
        extra: what was drawn and is not in the map: it costs.
        linked: the linked groups that are right, of `linked_of`.
        matched: the claims in the student's own words, and what they were taken for.
        notes: what a teacher should know.
        reference: the id of the map that it was marked against.
        outside: what is in the map and not in the task: it costs nothing and earns nothing.
        file: the file that was handed in, or a code that stands for it.
        student_id: the student's number in other systems.
    """

    student: str
    score: float
    credits: tuple[Credit, ...]
    extra: tuple[Triple, ...]
    linked: int
    linked_of: int
    matched: tuple[Matched, ...] = ()
    notes: tuple[Note, ...] = ()
    reference: str = ""
    outside: tuple[Triple, ...] = ()
    file: str = ""
    student_id: str = ""

    @property
    def steps_of(self) -> tuple[Triple, ...]:
        """The steps it was marked against: those of an exercise differ from those of a whole map."""
        return tuple(credit.step for credit in self.credits)

    @property
    def to_confirm(self) -> int:
        """How many matches of own words a teacher has to confirm before the score holds."""
        return sum(not pair.confirmed for pair in self.matched)


NOTHING: Mapping[str, Decision] = {}


def mark(
    reference: Iterable[Relation],
    submission: Submission,
    rubric: Rubric | None = None,
    texts: Mapping[str, str] | None = None,
    *,
    whole: Iterable[Relation] = (),
    decisions: Mapping[str, Decision] = NOTHING,
    language: str | None = None,
) -> Marked:
    """Return a submission marked against the steps of a reference.

    Claims that the student wrote, with ids the reference does not have, are matched with its claims by their words.

    Args:
        reference: the steps that the task asks for.
        submission: what is handed in.
        rubric: the weights; those of argmap if left out.
        texts: what each claim of the map says, by its id.
        whole: all steps of the map: those outside the task do not count as extra.
        decisions: what a teacher says that written claims stand for, by their ids.
        language: the language of the map (BCP 47); English if left out.
    """
    weights = rubric or Rubric()
    pairs = matched(submission, texts or {}, decisions, language)
    drawn = _renamed(submission.relations, {pair.written: pair.claim for pair in pairs if pair.claim})
    wanted = as_drawn(reference)
    credits, rest = compared(wanted, drawn, weights)
    elsewhere = {*triples(as_drawn(whole))}
    extra = tuple(triple for triple in rest if triple not in elsewhere)
    linked = groups(wanted)
    return Marked(
        visible(submission.student),
        weights.score([credit.credit for credit in credits], len(extra)),
        credits,
        extra,
        len(linked & groups(drawn)),
        len(linked),
        pairs,
        outside=tuple(triple for triple in rest if triple in elsewhere),
    )


def own_words(submission: Submission, claims: Container[str]) -> dict[str, str]:
    """Return the claims that a student wrote and drew relations for, by their ids; those with ids of `claims` are cards."""
    used = _used(submission)
    return {card.id: card.text for card in submission.claims if card.id in used and card.id not in claims}


def matched(
    submission: Submission,
    claims: Mapping[str, str],
    decisions: Mapping[str, Decision] = NOTHING,
    language: str | None = None,
) -> tuple[Matched, ...]:
    """Return what each written claim of a submission is taken for, in their order.

    What a teacher decided holds. The others share the claims that are left, so that the sum of the likenesses is the largest;
    each claim is used once.
    """
    written = own_words(submission, claims)
    if not written:
        return ()
    likeness = Likeness(claims, language, heeds_denials=True)
    alike = {id: dict(zip(likeness.names, likeness.of(text), strict=True)) for id, text in written.items()}
    decided = {id: decisions[id] for id in written if id in decisions}
    taken = _used(submission) | {decision.claim for decision in decided.values()}
    free = [name for name in likeness.names if name not in taken]
    rest = {id: [alike[id][name] for name in free] for id in written if id not in decided}
    others = assigned(rest, free, LEAST)
    pairs = []
    for id, text in written.items():
        claim = decided[id].claim if id in decided else others.get(id, "")
        is_same = id not in decided and claim != "" and _folded(text) == _folded(claims[claim])
        confirmed = decided[id].confirmed if id in decided else is_same
        pairs.append(Matched(id, text, claim, round(alike[id].get(claim, 0.0), 3), confirmed))
    return tuple(pairs)


def _used(submission: Submission) -> set[str]:
    """Return the ids of the cards that relations join."""
    return {name for step in submission.relations for name in (*step.premises, step.target)}


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def _renamed(relations: Sequence[Drawn], names: Mapping[str, str]) -> tuple[Drawn, ...]:
    return tuple(
        step.model_copy(
            update={
                "premises": tuple(names.get(premise, premise) for premise in step.premises),
                "target": names.get(step.target, step.target),
            }
        )
        for step in relations
    )
