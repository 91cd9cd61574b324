"""A strategy for small discussions in which people take stances of every kind, for tests of what follows from a map."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from argmap.model import ArgumentMap, RelationKind, Stance

PEOPLE = ("ann", "ben", "cid")
POSTS = {"p1": "ann", "p2": "ben", "p3": "cid", "p4": "ann", "p5": None, "p6": "ben"}
WORDS = "These are the words of the post."
ACCEPTING = (Stance.ASSERTS, Stance.ACCEPTS, Stance.CONCEDES)


def discussed(**parts: Any) -> ArgumentMap:
    """Return a map of the thread of six posts by Ann, Ben, Cid, Ann, somebody unknown, and Ben."""
    thread = {
        "id": "t",
        "title": "T",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "unknown",
        "participants": [{"id": person, "name": person.title()} for person in PEOPLE],
        "posts": [{"id": post, "author": author, "text": WORDS} for post, author in POSTS.items()],
    }
    return ArgumentMap.model_validate({"id": "m", "title": "M", "thread": thread} | parts)


@st.composite
def discussions(draw: st.DrawFn, claims: int = 4, relations: int = 4, stances: int = 5) -> ArgumentMap:
    """Return a small map with everything that bears on labels: stances, conditions, questions, rivals, remarks."""
    issues = [
        {"id": f"i{n}", "question": "Q?", "exclusive": draw(st.sampled_from([None, True, False]))}
        for n in range(draw(st.integers(0, 2)))
    ]
    made = [draw(_claims(f"c{n}", issues)) for n in range(draw(st.integers(1, claims)))]
    names = [claim["id"] for claim in made]
    examples = [{"id": "e0", "name": "E", "topic": "t", "text": "E."}] if draw(st.integers(0, 4)) == 4 else []
    ends = [*names, *(example["id"] for example in examples)]
    ids = [f"r{n}" for n in range(draw(st.integers(0, relations)))]
    return discussed(
        issues=issues,
        claims=made,
        examples=examples,
        relations=[draw(_relations(name, names, ends, ids)) for name in ids],
        commitments=draw(st.lists(_commitments(names), max_size=stances)),
        questions=[draw(_questions(f"q{n}", names)) for n in range(draw(st.integers(0, 1)))],
    )


@st.composite
def _claims(draw: st.DrawFn, name: str, issues: list[dict[str, Any]]) -> dict[str, Any]:
    quotes = [
        {"post": post, "exact": WORDS} for post in draw(st.lists(st.sampled_from([*POSTS]), max_size=1))
    ]
    return {
        "id": name,
        "text": "T.",
        "answers": draw(st.sampled_from([None, *(issue["id"] for issue in issues)])),
        "quotes": quotes,
        "implicit": not quotes and draw(st.booleans()),
        "meta": draw(st.integers(0, 7)) == 7,
    }


@st.composite
def _relations(
    draw: st.DrawFn, name: str, claims: list[str], ends: list[str], ids: list[str]
) -> dict[str, Any]:
    kinds = [*RelationKind, RelationKind.SUPPORT, RelationKind.SUPPORT, RelationKind.ATTACK]
    kind = draw(st.sampled_from(kinds))
    sources = claims if kind is RelationKind.REPHRASE else ends
    most = 1 if kind is RelationKind.REPHRASE else 2
    targets = ids if kind is RelationKind.UNDERCUT else sources
    if kind is RelationKind.SUPPORT and draw(st.integers(0, 3)) == 3:
        targets = ids
    return {
        "id": name,
        "kind": kind,
        "premises": draw(st.lists(st.sampled_from(sources), min_size=1, max_size=most, unique=True)),
        "target": draw(st.sampled_from(targets)),
    }


@st.composite
def _commitments(draw: st.DrawFn, claims: list[str]) -> dict[str, Any]:
    """Return a stance; its condition is words or a later claim, so that conditions run in no cycle."""
    number = draw(st.integers(0, len(claims) - 1))
    return {
        "participant": draw(st.sampled_from(PEOPLE)),
        "post": draw(st.sampled_from([*POSTS])),
        "claim": claims[number],
        "stance": draw(st.sampled_from([*Stance, Stance.ASSERTS, Stance.DENIES])),
        "if": draw(st.sampled_from([None, None, None, "if it rains", *claims[number + 1 :]])),
        "hedged": draw(st.sampled_from([False, False, False, True])),
    }


@st.composite
def _questions(draw: st.DrawFn, name: str, claims: list[str]) -> dict[str, Any]:
    answers = st.lists(st.sampled_from([{"post": "p6"}, {"claim": claims[0]}]), max_size=1)
    return {
        "id": name,
        "post": draw(st.sampled_from([*POSTS])),
        "text": "How do you know?",
        "about": draw(st.sampled_from([None, *claims])),
        "answered_by": draw(answers),
    }
