"""What a move writes: everything that belongs together as one change of the map, so that nothing is left half said.

A claim comes with its relation and its author's stance; a stance that the map has already is not listed twice, but
gets the words; words that are quoted already are not quoted twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from argmap.editing.guided.choosing import Chosen
from argmap.editing.guided.moves import (
    Asked,
    Attitude,
    Ending,
    FollowsScheme,
    Guess,
    Inference,
    Move,
    NewClaim,
    NewExample,
    NewIssue,
    Reply,
    Rewording,
    SaysAgain,
    TakesStance,
)
from argmap.editing.guided.pen import MapPen, said
from argmap.editing.naming import relation_id
from argmap.editing.operations import Opened
from argmap.editing.parts import find
from argmap.errors import ArgmapError, UnknownName
from argmap.model.annotations import Stance


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change that is not in the file yet: the text that it makes, what it did, and the id that it is about."""

    opened: Opened
    after: str
    did: str
    about: str | None = None


def change_of(
    opened: Opened, move: Move, chosen: Chosen | None = None, by: str | None = None
) -> PlannedChange:
    """Return what a move writes.

    Args:
        opened: the map as it was read.
        move: the move.
        chosen: the words with which it is made; None where nobody says it.
        by: the annotator who reads, if the map has several.

    Raises:
        ArgmapError: the move names what is not there, its words cannot be quoted, or the file cannot be edited in place.
    """
    pen = MapPen(opened, chosen, by)
    _write(move, pen)
    if pen.text == opened.text:
        raise ArgmapError("the map says this already; nothing is written")
    return PlannedChange(opened, pen.text, pen.did, pen.about)


@singledispatch
def _write(move: Any, pen: MapPen) -> None:
    """Write a move with a pen."""
    raise TypeError(f"{type(move).__name__} is no move that could be written by {pen.by}")


@_write.register
def _(move: NewClaim, pen: MapPen) -> None:
    id = pen.id(move.id, move.label or move.text)
    issue = move.issue
    if move.new_issue is not None:
        issue = pen.id(None, move.new_issue)
        pen.add("issues", id=issue, question=move.new_issue)
    pen.about, pen.did = id, f"add claim {id}"
    pen.add(
        "claims",
        id=id,
        label=move.label,
        answers=issue,
        text=move.text,
        implicit=pen.chosen is None,
        meta=move.meta,
        quotes=pen.quotes(),
    )
    if move.issue is not None and move.exclusive is not None:
        pen.must_have("issue", move.issue)
        pen.set(move.issue, exclusive=move.exclusive)
    if move.condition_of is not None:
        _add_stance(pen, move.condition_of, replace(move.attitude, condition=id), quoted=False)
    elif pen.chosen is not None and pen.post.author is not None:
        _add_stance(pen, id, move.attitude, quoted=True)
    if move.inference is not None:
        _infer(pen, id, move.inference)
    if move.joins is not None:
        _join(pen, move.joins, id)
    if move.reply_to is not None:
        _answer(pen, move.reply_to, id)


@_write.register
def _(move: TakesStance, pen: MapPen) -> None:
    pen.must_have("claim", move.claim)
    pen.about, pen.did = move.claim, f"add that {pen.author} {move.attitude.stance} {move.claim}"
    _add_stance(pen, move.claim, move.attitude, quoted=False)


@_write.register
def _(move: SaysAgain, pen: MapPen) -> None:
    pen.must_have("claim", move.claim)
    pen.about, pen.did = move.claim, f"add a quote to {move.claim}"
    section, index = find(pen.map, move.claim)
    claim = pen.map.claims[index]
    quotes = pen.quotes()
    if not quotes:
        raise ArgmapError("choose the words first")
    if claim.implicit:
        pen.set(move.claim, implicit=None)
    if quotes[0] not in [each.to_dict() for each in claim.quotes]:
        pen.add_inside((section, index, "quotes"), quotes[0])
    if pen.post.author is not None:
        _add_stance(pen, move.claim, move.attitude, quoted=True)


@_write.register
def _(move: Asked, pen: MapPen) -> None:
    id = pen.id(move.id, move.text)
    pen.about, pen.did = move.about or id, f"add question {id}"
    pen.add(
        "questions",
        id=id,
        post=pen.post.id,
        text=move.text,
        quotes=pen.quotes(),
        about=move.about,
        to=move.to,
    )
    if move.doubts and move.about is not None and pen.post.author is not None:
        pen.must_have("claim", move.about)
        _add_stance(pen, move.about, Attitude(Stance.QUESTIONS), quoted=False)


@_write.register
def _(move: Reply, pen: MapPen) -> None:
    pen.about, pen.did = move.claim or move.question, f"add an answer to {move.question}"
    _answer(pen, move.question, move.claim)


@_write.register
def _(move: NewIssue, pen: MapPen) -> None:
    id = pen.id(move.id, move.question)
    pen.about, pen.did = id, f"add issue {id}"
    pen.add("issues", id=id, question=move.question, parent=move.parent)


@_write.register
def _(move: NewExample, pen: MapPen) -> None:
    id = pen.id(move.id, move.name)
    pen.about, pen.did = id, f"add example {id}"
    references = [dict(move.reference)] if move.reference else []
    pen.add(
        "examples",
        id=id,
        name=move.name,
        topic=move.topic,
        text=move.text,
        quotes=pen.quotes(),
        references=references,
    )
    _infer(pen, id, move.inference)


@_write.register
def _(move: FollowsScheme, pen: MapPen) -> None:
    pen.must_have("relation", move.relation)
    pen.about, pen.did = move.relation, f"set the scheme of {move.relation}"
    if move.scheme != pen.map.relations_by_id[move.relation].scheme:
        pen.set(move.relation, scheme=move.scheme)


@_write.register
def _(move: Ending, pen: MapPen) -> None:
    pen.must_have("issue", move.issue)
    pen.about, pen.did = move.issue, f"add the outcome of {move.issue}"
    quotes = pen.quotes()
    outcome = {"thesis": move.thesis, "open": move.thesis is None, "by": list(move.by), "quotes": quotes}
    pen.set(move.issue, outcome=said({**outcome, "note": move.note}))


@_write.register
def _(move: Guess, pen: MapPen) -> None:
    pen.about = move.claim
    pen.did = f"say that {pen.author} says {move.claim} {'as a guess' if move.hedged else 'for certain'}"
    own = [
        number
        for number, c in enumerate(pen.map.commitments, start=1)
        if (c.participant, c.post, c.claim) == (pen.author, pen.post.id, move.claim)
        and c.stance not in {Stance.QUESTIONS, Stance.RETRACTS}
    ]
    if not own:
        raise ArgmapError(
            f"{pen.author!r} takes no stance on {move.claim!r} in post {pen.post.id!r} that can be a guess"
        )
    pen.set(f"commitments.{own[-1]}", hedged=True if move.hedged else None)


@_write.register
def _(move: Rewording, pen: MapPen) -> None:
    pen.must_have("claim", move.claim)
    pen.about, pen.did = move.claim, f"set the sentence of {move.claim}"
    old = pen.map.claims[find(pen.map, move.claim)[1]]
    new = {"text": move.text, "label": move.label}
    changed = {key: value for key, value in new.items() if value != getattr(old, key)}
    if changed:
        pen.set(move.claim, **changed)


def _add_stance(pen: MapPen, claim: str, attitude: Attitude, *, quoted: bool) -> None:
    """Write the author's stance; one that is there already only gets the words, unless the claim `quoted` has them."""
    quotes = [] if quoted else pen.quotes()
    for index, c in enumerate(pen.map.commitments):
        same = (c.participant, c.post, c.claim, c.stance, c.condition)
        if same == (pen.author, pen.post.id, claim, attitude.stance, attitude.condition):
            if quotes and quotes[0] not in [each.to_dict() for each in c.quotes]:
                pen.add_inside(("commitments", index, "quotes"), quotes[0])
            return
    fields = {"participant": pen.author, "post": pen.post.id, "claim": claim, "stance": str(attitude.stance)}
    pen.add("commitments", **fields, **{"if": attitude.condition}, hedged=attitude.hedged, quotes=quotes)


def _infer(pen: MapPen, premise: str, inference: Inference) -> None:
    """Write the relation from a new premise, with the implicit premises that are linked with it."""
    implicit = [_implicit(pen, text) for text in inference.implicit]
    id = relation_id(premise, str(inference.kind), inference.target, pen.taken)
    pen.taken.add(id)
    pen.add(
        "relations",
        id=id,
        kind=str(inference.kind),
        premises=[premise, *inference.linked, *implicit],
        target=inference.target,
        scheme=inference.scheme,
        question=inference.question,
    )


def _implicit(pen: MapPen, text: str) -> str:
    made = pen.id(None, text)
    pen.add("claims", id=made, text=text, implicit=True)
    return made


def _join(pen: MapPen, relation: str, premise: str) -> None:
    """Write one more premise into a relation of the map."""
    pen.must_have("relation", relation)
    pen.set(relation, premises=(*pen.map.relations_by_id[relation].premises, premise))


def _answer(pen: MapPen, question: str, claim: str | None) -> None:
    known = pen.map.questions_by_id
    if question not in known:
        raise UnknownName("question", question, known)
    record = said({"post": pen.chosen.post if pen.chosen else None, "claim": claim})
    if not record:
        raise ArgmapError("choose words of the post that answers, or name a claim")
    if record not in [each.to_dict() for each in known[question].answered_by]:
        pen.add_inside(("questions", list(known).index(question), "answered_by"), record)
