"""What must be so in every discussion: properties of the default interpretation that a reader takes for granted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.evaluation.theory import theory
from argmap.graph.stances import StanceRecord
from argmap.model import ArgumentMap, Commitment, Label, RelationKind, Stance
from tests.evaluation.discussions import ACCEPTING, PEOPLE, discussions
from tests.graph.small import changed

WORTH = {Label.OUT: 0, Label.UNDECIDED: 1, Label.IN: 2}
data = st.data()


def labels(map: ArgumentMap) -> Mapping[str, Label]:
    return theory(map).labels


def drawn_claim(map: ArgumentMap, draw: Callable[..., Any]) -> str:
    name: str = draw(st.sampled_from([claim.id for claim in map.claims]))
    return name


def saying(map: ArgumentMap, **fields: Any) -> ArgumentMap:
    """Return the map in which somebody takes one more stance, after all others."""
    return changed(map, commitments=[*map.commitments, {"post": "p6"} | fields])


def without(map: ArgumentMap, names: set[str]) -> ArgumentMap:
    """Return the map without some parts and all that depends on them."""
    while True:
        hanging = {r.id for r in map.relations if names & {r.target, *r.premises}}
        if hanging <= names:
            break
        names = names | hanging
    return changed(
        map,
        claims=[c for c in map.claims if c.id not in names],
        relations=[r for r in map.relations if r.id not in names],
        commitments=[c for c in map.commitments if c.claim not in names],
        questions=[
            changed(q, answered_by=[{"post": "p6"}] if q.answered_by else [])
            for q in map.questions
            if q.about not in names
        ],
    )


@given(discussions(), data)
def test_a_reason_that_is_rejected_changes_no_label(map: ArgumentMap, data: st.DataObject) -> None:
    """Its premise has an objection that nothing answers."""
    more = [{"id": name, "text": "T.", "implicit": True} for name in ("premise", "objection")]
    steps = [
        {"id": "reason", "kind": "support", "premises": ["premise"], "target": drawn_claim(map, data.draw)},
        {"id": "against", "kind": "attack", "premises": ["objection"], "target": "premise"},
    ]
    given_one = labels(changed(map, claims=[*map.claims, *more], relations=[*map.relations, *steps]))
    assert given_one["premise"] is Label.OUT
    before = labels(map)
    assert {name: given_one[name] for name in before} == before


@given(discussions(), data)
def test_a_reason_that_fails_never_makes_a_claim_worse(map: ArgumentMap, data: st.DataObject) -> None:
    """Its premise is a claim of the map, which need not be accepted."""
    claim, premise = drawn_claim(map, data.draw), drawn_claim(map, data.draw)
    reason = {"id": "reason", "kind": "support", "premises": [premise], "target": claim}
    after = labels(changed(map, relations=[*map.relations, reason]))
    assume(after[premise] is not Label.IN)
    assert WORTH[after[claim]] >= WORTH[labels(map)[claim]]


@given(discussions(), data)
def test_a_retraction_by_everybody_never_leaves_a_thesis_accepted(
    map: ArgumentMap, data: st.DataObject
) -> None:
    theses = [
        claim.id for claim in map.theses if all(map.thread.posts_by_id[q.post].author for q in claim.quotes)
    ]
    assume(theses)
    thesis = data.draw(st.sampled_from(theses))
    map = without(map, {r.id for r in map.relations if r.kind is RelationKind.REPHRASE})
    for person in PEOPLE:
        map = saying(map, participant=person, claim=thesis, stance=Stance.RETRACTS)
    assert labels(map)[thesis] is not Label.IN


@given(discussions(), st.sampled_from([*ACCEPTING, Stance.DENIES]), data)
def test_a_guess_of_somebody_new_changes_no_label(
    map: ArgumentMap, stance: Stance, data: st.DataObject
) -> None:
    """Unless it brings back what was given up, or says for the first time what only the annotators say."""
    claim = drawn_claim(map, data.draw)
    stances, before = StanceRecord(map).of(claim), labels(map)
    known = {last.participant for last in stances.last} | {q.participant for q in stances.questions}
    person = data.draw(st.sampled_from(PEOPLE))
    assume(person not in known)
    if stance is not Stance.DENIES:
        assume(not stances.is_given_up)
        assume(not stances.unattributed or (map.nodes[claim].implicit and not map.nodes[claim].is_thesis))
    guessed = saying(map, participant=person, claim=claim, stance=stance, hedged=True)
    assert labels(guessed) == before


@given(discussions(), data)
def test_remarks_about_the_discussion_change_no_label_of_the_matter(
    map: ArgumentMap, data: st.DataObject
) -> None:
    remark = drawn_claim(map, data.draw)
    # A rephrase would say that the remark is one with another claim, and a condition that a stance depends on it.
    map = without(map, {r.id for r in map.relations if r.kind is RelationKind.REPHRASE})
    map = changed(map, claims=[changed(c, meta=c.meta or c.id == remark) for c in map.claims])
    meta = {claim.id for claim in map.claims if claim.meta}
    map = changed(map, commitments=[c for c in map.commitments if c.condition not in meta])
    matter = labels(without(map, meta))
    every = labels(map)
    assert {name: every[name] for name in matter} == matter


@given(discussions(), data)
def test_explanations_change_no_label(map: ArgumentMap, data: st.DataObject) -> None:
    of_claims = [r.id for r in map.relations if r.target in map.nodes]
    turned = data.draw(st.sampled_from(of_claims)) if of_claims else None
    steps = [changed(r, kind="explains") if r.id == turned else r for r in map.relations]
    map = changed(map, relations=steps)
    explaining = {r.id for r in map.relations if r.kind is RelationKind.EXPLAINS}
    rest, every = labels(without(map, explaining)), labels(map)
    assert {name: every[name] for name in rest} == rest


@given(discussions(), st.sampled_from(PEOPLE), data)
def test_a_question_turns_at_most_an_accepted_claim_into_an_undecided_one(
    map: ArgumentMap, person: str, data: st.DataObject
) -> None:
    claim = drawn_claim(map, data.draw)
    before = labels(map)[claim]
    after = labels(saying(map, participant=person, claim=claim, stance=Stance.QUESTIONS))[claim]
    assert after is before or (before, after) == (Label.IN, Label.UNDECIDED)


@given(discussions(), st.randoms(use_true_random=False))
def test_neither_ids_nor_the_order_of_the_file_matter(map: ArgumentMap, random: Any) -> None:
    """Only the commitments keep their order: within a post it is that of the words."""
    names = [*map.nodes, *map.relations_by_id]
    fresh = dict(zip(names, random.sample([f"x{n}" for n in range(len(names))], len(names)), strict=True))

    def renamed(record: Any, *fields: str) -> Any:
        values = {field: getattr(record, field) for field in fields}
        return changed(record, **{f: _through(fresh, value) for f, value in values.items()})

    def mixed(records: list[Any]) -> list[Any]:
        return random.sample(records, len(records))

    other = changed(
        map,
        issues=mixed(list(map.issues)),
        claims=mixed([renamed(c, "id") for c in map.claims]),
        examples=[renamed(e, "id") for e in map.examples],
        relations=mixed([renamed(r, "id", "premises", "target") for r in map.relations]),
        commitments=[_commitment(fresh, c) for c in map.commitments],
        questions=mixed(
            [
                changed(renamed(q, "about"), answered_by=[{"post": "p6"}] if q.answered_by else [])
                for q in map.questions
            ]
        ),
    )
    assert {fresh[name]: label for name, label in labels(map).items()} == dict(labels(other))


def _commitment(fresh: Mapping[str, str], commitment: Commitment) -> dict[str, Any]:
    written = commitment.model_dump(by_alias=True, exclude_defaults=True)
    named = {key: fresh.get(written[key], written[key]) for key in ("claim", "if") if key in written}
    return written | named


def _through(fresh: Mapping[str, str], value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(fresh[name] for name in value)
    return fresh.get(value, value)
