"""Small maps written as sentences, and a strategy for tangled ones, for tests that are about structure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from argmap.model import ArgumentMap
from argmap.model.base import Record

R = TypeVar("R", bound=Record)
STEP = re.compile(
    r"(?P<id>\S+): (?P<premises>.+) (?P<verb>supports|attacks|undercuts|rephrases) (?P<target>\S+)"
)
KINDS = {"supports": "support", "attacks": "attack", "undercuts": "undercut", "rephrases": "rephrase"}
PEOPLE = ("ann", "ben", "cid")
POSTS = 9
NONE: Mapping[str, Any] = {}


def small(
    *steps: str,
    theses: Mapping[str, str] = NONE,
    examples: Sequence[str] = (),
    unstated: Sequence[str] = (),
    said: Mapping[str, str] = NONE,
    stances: Sequence[str] = (),
    **fields: Any,
) -> ArgumentMap:
    """Return a map made of sentences such as "r1: a + b supports t" and "ann p2 concedes a".

    `theses` names the theses of each issue, `said` the post of a claim (otherwise p1). Ann writes p1, p4 and p7,
    Ben p2, p5 and p8, Cid p3, p6 and p9. Claims stand in the document as they are first mentioned, theses first.
    """
    relations = [_relation(step) for step in steps]
    answers = {thesis: issue for issue, names in theses.items() for thesis in names.split()}
    mentioned = [
        *answers,
        *(name for r in relations for name in (r["target"], *r["premises"])),
        *said,
        *unstated,
    ]
    taken = [dict(zip(("participant", "post", "stance", "claim"), s.split(), strict=True)) for s in stances]
    others = {r["id"] for r in relations} | set(examples)
    claims = [
        _claim(name, answers.get(name), name in unstated, said.get(name, "p1"))
        for name in dict.fromkeys((*mentioned, *(c["claim"] for c in taken)))
        if name not in others
    ]
    document = {
        "id": "small",
        "title": "A small map",
        "thread": _thread([claim["text"] for claim in claims]),
        "issues": [{"id": issue, "question": f"Issue {issue}?"} for issue in theses],
        "claims": claims,
        "examples": [_example(name) for name in examples],
        "relations": relations,
        "commitments": taken,
    }
    return ArgumentMap.model_validate(document | fields)


def changed(record: R, **fields: Any) -> R:
    """Return a record with some fields replaced, validated anew."""
    # Not `model_copy`: it would carry the cached properties of the old record over.
    kept = {name: getattr(record, name) for name in type(record).model_fields}
    return type(record).model_validate(kept | fields)


def _relation(step: str) -> dict[str, Any]:
    found = STEP.fullmatch(step)
    assert found, f"not a step: {step!r}"
    premises = found["premises"].split(" + ")
    return {"id": found["id"], "kind": KINDS[found["verb"]], "premises": premises, "target": found["target"]}


def _claim(name: str, answers: str | None, implicit: bool, post: str) -> dict[str, Any]:
    text = f"This is claim {name}."
    quotes = [] if implicit else [{"post": post, "exact": text}]
    return {"id": name, "text": text, "answers": answers, "implicit": implicit, "quotes": quotes}


def _example(name: str) -> dict[str, Any]:
    return {"id": name, "name": f"Example {name}", "topic": "topic", "text": f"It shows {name}."}


def _thread(texts: Sequence[str]) -> dict[str, Any]:
    words = " ".join(texts) or "Nothing."
    return {
        "id": "small",
        "title": "A small thread",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [{"id": person, "name": person.title()} for person in PEOPLE],
        "posts": [
            {"id": f"p{number + 1}", "author": PEOPLE[number % len(PEOPLE)], "text": words}
            for number in range(POSTS)
        ],
    }


@st.composite
def tangles(draw: st.DrawFn, claims: int = 5, steps: int = 7) -> ArgumentMap:
    """Return a small map in which everything may hang on everything: circles, and undercuts of each other."""
    names = [f"c{n}" for n in range(draw(st.integers(1, claims)))]
    issues = {f"i{n}": [] for n in range(draw(st.integers(0, 2)))}
    for name in names:
        issue = draw(st.sampled_from([None, None, *issues]))
        if issue is not None:
            issues[issue].append(name)
    theses = {issue: " ".join(members) for issue, members in issues.items()}
    ids = [f"r{n}" for n in range(draw(st.integers(0, steps)))]
    sentences = [f"{step}: {draw(_sentences(names, ids))}" for step in ids]
    return small(*sentences, theses=theses, said=dict.fromkeys(names, "p1"))


@st.composite
def _sentences(draw: st.DrawFn, names: list[str], ids: list[str]) -> str:
    verb = draw(st.sampled_from(sorted(KINDS)))
    most = 1 if verb == "rephrases" else 2
    premises = draw(st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True))
    target = draw(st.sampled_from(ids if verb == "undercuts" else names))
    return f"{' + '.join(premises)} {verb} {target}"
