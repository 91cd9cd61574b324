"""What the map model refuses, and above all which kinds of relation may join what."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from argmap.errors import InvalidInput
from argmap.model import ArgumentMap, Claim, Example, Issue, Relation, scheme

BASE: dict[str, Any] = {
    "id": "m",
    "title": "M",
    "issues": [Issue(id="issue-1", question="Q?"), Issue(id="issue-2", question="Q?")],
    "claims": [Claim(id=f"claim-{n}", text="C.") for n in (1, 2)],
    "examples": [Example(id=f"example-{n}", name="E", topic="t", text="E.") for n in (1, 2)],
}
STEPS = [
    Relation(id="relation-1", kind="support", premises=["claim-1"], target="claim-2"),
    Relation(id="relation-2", kind="attack", premises=["claim-1"], target="claim-2"),
]


def violations(*relations: Relation, **fields: Any) -> list[str]:
    """Return code, path and message of all that the map model refuses in a map with these relations."""
    try:
        ArgumentMap(**{**BASE, **fields, "relations": [*STEPS, *relations]})
    except InvalidInput as error:
        return [f"{d.code} {d.location.path[-1]} {d.message}; {d.help}" for d in error.diagnostics]
    return []


# What may start where and end where, written out by hand from docs and DESIGN.md, section 2:
# support and attack run between claims and examples, an undercut ends on a relation, a rephrase joins two claims.
STARTS = {
    "support": ("claim", "example"),
    "attack": ("claim", "example"),
    "undercut": ("claim", "example"),
    "rephrase": ("claim",),
    "explains": ("claim", "example"),
}
ENDS = {
    "support": ("claim", "example", "relation"),
    "attack": ("claim", "example"),
    "undercut": ("relation",),
    "rephrase": ("claim",),
    "explains": ("claim", "example"),
}
WITH_ARTICLE = {
    "support": "a support",
    "attack": "an attack",
    "undercut": "an undercut",
    "rephrase": "a rephrase",
    "explains": "an explanation",
    "issue": "an issue",
    "claim": "a claim",
    "example": "an example",
    "relation": "a relation",
}


@pytest.mark.parametrize(
    ("kind", "premise", "target"),
    [
        pytest.param(*ends, id="{1} {0}s {2}".format(*ends))
        for ends in product(
            STARTS, ("issue", "claim", "example", "relation"), ("issue", "claim", "example", "relation")
        )
    ],
)
def test_a_relation_joins_what_its_kind_may_join_and_nothing_else(
    kind: str, premise: str, target: str
) -> None:
    expected = []
    if premise not in STARTS[kind]:
        choices = " or ".join(WITH_ARTICLE[choice] for choice in STARTS[kind])
        message = f"{WITH_ARTICLE[kind]} cannot start from {WITH_ARTICLE[premise]} ('{premise}-1')"
        expected.append(f"AM108 0 {message}; it may start from {choices}")
    if target not in ENDS[kind]:
        choices = " or ".join(WITH_ARTICLE[choice] for choice in ENDS[kind])
        message = f"{WITH_ARTICLE[kind]} cannot end on {WITH_ARTICLE[target]} ('{target}-2')"
        expected.append(f"AM108 target {message}; it may end on {choices}")
    assert (
        violations(Relation(id="r", kind=kind, premises=[f"{premise}-1"], target=f"{target}-2")) == expected
    )


def test_every_premise_of_a_linked_step_is_judged() -> None:
    linked = Relation(id="r", kind="support", premises=["claim-1", "issue-1", "relation-1"], target="claim-2")
    assert [finding.split(" ")[:2] for finding in violations(linked)] == [["AM108", "1"], ["AM108", "2"]]


def test_a_rephrase_joins_one_claim_to_one_other() -> None:
    twice = Relation(id="r", kind="rephrase", premises=["claim-1", "claim-1"], target="claim-2")
    assert violations(twice) == [
        "AM108 premises a rephrase joins one claim to one other claim; write one rephrase for each"
    ]


def test_an_undercut_may_be_undercut() -> None:
    first = Relation(id="u1", kind="undercut", premises=["claim-1"], target="relation-1")
    second = Relation(id="u2", kind="undercut", premises=["claim-2"], target="u1")
    assert violations(first, second) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            {"relations": [Relation(id="r", kind="support", premises=["claim-3"], target="relation-3")]},
            [
                "AM101 0 premise 'claim-3' is not in this map; did you mean 'claim-2'?",
                "AM101 target relation target 'relation-3' is not in this map; did you mean 'relation-2'?",
            ],
            id="dangling ends",
        ),
        pytest.param(
            {"claims": [*BASE["claims"], Claim(id="claim-1", text="C.")]},
            [
                "AM102 id 'claim-1' is already the id of one of the claims; ids are unique across the whole map; choose another"
            ],
            id="two claims with one id",
        ),
        pytest.param(
            {"claims": [*BASE["claims"], Claim(id="issue-2", text="C.")]},
            [
                "AM102 id 'issue-2' is already the id of one of the issues; ids are unique across the whole map; choose another"
            ],
            id="a claim named as an issue",
        ),
        pytest.param(
            {"claims": [*BASE["claims"], Claim(id="c", text="C.", answers="isue-1")]},
            ["AM105 answers issue 'isue-1' is not in this map; did you mean 'issue-1'?"],
            id="dangling answer",
        ),
        pytest.param(
            {"claims": [*BASE["claims"], Claim(id="c", text="C.", answers="claim-1")]},
            ["AM105 answers issue 'claim-1' is not in this map; known: issue-1, issue-2"],
            id="an answer to a claim",
        ),
        pytest.param(
            {"claims": [*BASE["claims"], Claim(id="c", text="C.", quotes=[{"post": "p1", "exact": "x"}])]},
            ["AM103 post quoted post 'p1' is not in the thread; none are known here"],
            id="a quote without a thread",
        ),
        pytest.param(
            {"commitments": [{"participant": "a", "post": "p1", "claim": "example-1", "stance": "asserts"}]},
            [
                "AM104 participant participant 'a' is not in the thread; none are known here",
                "AM104 post post 'p1' is not in the thread; none are known here",
                "AM104 claim claim 'example-1' is not in this map; known: claim-1, claim-2",
            ],
            id="a commitment to an example, without a thread",
        ),
        pytest.param(
            {
                "relations": [
                    Relation(id="r", kind="support", premises=["claim-1"], target="claim-2", scheme="exampel")
                ]
            },
            ["AM106 scheme scheme 'exampel' is not in argmap; did you mean 'example'?"],
            id="unknown scheme",
        ),
    ],
)
def test_a_map_that_breaks_a_rule_cannot_exist(fields: dict[str, Any], expected: list[str]) -> None:
    assert violations(*fields.pop("relations", ()), **fields) == expected


# --- critical questions

BY_EXPERT = Relation(id="e", kind="support", premises=["claim-1"], target="claim-2", scheme="expert-opinion")
NO_SCHEME = "any scheme, because the relation it objects to names none; none are known here"
KNOWN = ", ".join(sorted(question.id for question in scheme("expert-opinion").questions))


@pytest.mark.parametrize(
    ("objection", "expected"),
    [
        pytest.param({"kind": "undercut", "target": "e", "question": "field"}, [], id="undercut of the step"),
        pytest.param(
            {"kind": "attack", "target": "claim-2", "question": "field"}, [], id="attack on its conclusion"
        ),
        pytest.param(
            {"kind": "attack", "target": "claim-1", "question": "field"}, [], id="attack on its premise"
        ),
        pytest.param(
            {"kind": "attack", "target": "example-1", "scheme": "expert-opinion", "question": "field"},
            [],
            id="question of its own scheme",
        ),
        pytest.param(
            {"kind": "undercut", "target": "e", "question": "zzz"},
            [f"AM107 question critical question 'zzz' is not in the schemes it objects to; known: {KNOWN}"],
            id="unknown question",
        ),
        pytest.param(
            {"kind": "undercut", "target": "relation-1", "question": "field"},
            [f"AM107 question critical question 'field' is not in {NO_SCHEME}"],
            id="step without scheme",
        ),
        pytest.param(
            {"kind": "attack", "target": "example-1", "question": "field"},
            [f"AM107 question critical question 'field' is not in {NO_SCHEME}"],
            id="nothing supports the target",
        ),
        pytest.param(
            {"kind": "undercut", "target": "eee", "question": "field"},
            [
                "AM101 target relation target 'eee' is not in this map; known: claim-1, claim-2, e, example-1, example-2, issue-1, issue-2, o and 2 more"
            ],
            id="a dangling target is the only fault",
        ),
        pytest.param(
            {"kind": "undercut", "target": "e", "scheme": "exprt-opinion", "question": "field"},
            ["AM106 scheme scheme 'exprt-opinion' is not in argmap; did you mean 'expert-opinion'?"],
            id="an unknown scheme is the only fault",
        ),
    ],
)
def test_an_objection_raises_a_question_of_what_it_objects_to(
    objection: dict[str, str], expected: list[str]
) -> None:
    assert violations(BY_EXPERT, Relation(id="o", premises=["claim-1"], **objection)) == expected
