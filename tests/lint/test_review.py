"""The review checklist asks where a person should look, and every fault that an editor planted is found or asked about."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.language import Language, languages
from argmap.lint.catalogue import rule_names
from argmap.lint.review import ReviewKind, review_points
from argmap.model import ArgumentMap, Stance
from argmap.rendering.findings.checklist import QUESTIONS, STANCES, Reviewed, checklist, markdown_checklist

CASES = Path(__file__).parents[3] / "shared" / "cases" / "rules"
"""Maps in each of which an editor planted one fault; they are not part of the project."""

SEEN_BY_RULE = {
    "circular-via-rephrase": ("circular-rephrase", "relations"),
    "claim-contradicts-quote": ("opposite-of-quote", "claims"),
    "claim-number-differs": ("number-not-in-quote", "claims"),
    "claim-stronger-than-quote": ("stronger-than-quote", "claims"),
    "concession-order": ("early-concession", "commitments"),
    "label-says-other": ("label-against-text", "claims"),
    "loaded-word": ("loaded-word", "claims"),
    "quote-cut-misleading": ("cut-negation", "claims"),
    "quote-one-word": ("one-word-quote", "claims"),
    "reason-inside-claim": ("reason-inside-claim", "claims"),
    "reply-to-wrong": ("reply-to-later-post", "posts"),
    "reversed-arrow": ("unused-conclusion", "claims"),
    "stage-wrong": ("stages-out-of-order", "stages"),
    "support-for-rival-too": ("reason-for-rivals", "relations"),
    "title-mismatch-issue": ("issue-beside-theses", "issues"),
    "two-claims-in-one": ("compound-claim", "claims"),
    "weight-nonsense": ("weightless-relation", "relations"),
    "wrong-language": ("wrong-language", "language"),
    "wrong-stance-concede-as-deny": ("stance-against-words", "commitments"),
}
SEEN_BY_A_PERSON = {
    "attack-should-be-undercut": (ReviewKind.ATTACK, "caches-undercut-share"),
    "duplicate-other-words": (ReviewKind.SAME, "shim-burden"),
    "linked-should-be-separate": (ReviewKind.LINKED, "ci-for-cost"),
    "rephrase-not-same": (ReviewKind.REPHRASE, "rr"),
    "thesis-quote-does-not-say": (ReviewKind.THESIS, "lockers"),
    "undercut-target-wrong-step": (ReviewKind.UNDERCUT, "anecdote-undercuts-loud"),
    "value-as-fact": (ReviewKind.FROM_FACT, "osmosis-for-office"),
}
OLD = {"AM214", "AM409", "AM412", "AM503", "AM508"}
"""What these maps are told besides, with and without their faults."""

pytestmark_cases = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the repository")


@pytestmark_cases
def test_every_case_is_seen_by_a_rule_or_by_a_person() -> None:
    assert {folder.name for folder in CASES.iterdir() if folder.is_dir()} == {
        *SEEN_BY_RULE,
        *SEEN_BY_A_PERSON,
    }


@pytestmark_cases
@pytest.mark.parametrize("case", SEEN_BY_RULE)
def test_a_planted_fault_is_found_by_its_rule_and_nothing_else_is(case: str) -> None:
    rule, field = SEEN_BY_RULE[case]
    names = rule_names()
    findings = [(names[f.code], f.location.path) for f in argmap.check(CASES / case) if f.code not in OLD]
    assert (rule, field) in [(name, next(p for p in path if p != "thread")) for name, path in findings]
    assert len({path[:2] for _, path in findings}) == 1


@pytestmark_cases
@pytest.mark.parametrize("case", SEEN_BY_A_PERSON)
def test_a_planted_fault_that_no_rule_finds_is_asked_about(case: str) -> None:
    points = review_points(argmap.load(CASES / case))
    assert SEEN_BY_A_PERSON[case] in [(point.kind, point.subject) for point in points]
    assert not [f for f in argmap.check(CASES / case) if f.code not in OLD]


THREAD: dict[str, Any] = {
    "format": "argmap-thread/1",
    "id": "m",
    "title": "M",
    "source": {"kind": "text"},
    "authorship": "recorded",
    "reply_structure": "recorded",
    "participants": [{"id": "ann", "name": "Ann <b>"}, {"id": "bo", "name": "Bo"}],
    "posts": [
        {
            "id": "p1",
            "author": "ann",
            "text": "Close the street. It is loud, as the lorries show. It costs much.",
        },
        {
            "id": "p2",
            "author": "bo",
            "reply_to": "p1",
            "text": "The lorries come at night. I can live with that.",
        },
    ],
}
SMALL = """\
issues: [{id: what, question: 'Should the street be closed?'}]
claims:
  - {id: close, label: Shut, text: The street should be closed., answers: what, quotes: [{post: p1, exact: Close the street}]}
  - {id: loud, label: Loud, text: The street is loud., quotes: [{post: p1, exact: It is loud}]}
  - {id: lorries, text: The lorries are loud., quotes: [{post: p1, exact: as the lorries show}]}
  - {id: night, text: The lorries come at night., quotes: [{post: p2, exact: The lorries come at night}]}
  - {id: noise, text: Noise is a reason to close a street., implicit: true}
relations:
  - {id: loud-for-close, kind: support, premises: [loud], target: close}
  - {id: lorries-for-loud, kind: support, premises: [lorries], target: loud}
  - {id: night-against, kind: attack, premises: [night], target: loud}
  - {id: both, kind: support, premises: [night, noise], target: close}
commitments:
  - {participant: bo, post: p2, claim: loud, stance: concedes, quotes: [{post: p2, exact: I can live with that}]}
"""


def small(language: str | None = None) -> ArgumentMap:
    data = {"id": "m", "title": "A *street*", "language": language, "thread": THREAD, **yaml.safe_load(SMALL)}
    return ArgumentMap.model_validate(data)


def test_questions_are_asked_where_they_apply_and_by_post() -> None:
    asked = [(point.post, str(point.kind), point.subject) for point in review_points(small())]
    # By hand: the label "Shut" shares no word with its text; "loud" and its reason are from one post; the fact that it is
    # loud leads to what should be; night and noise are linked without a scheme; what is attacked is a premise.
    assert asked == [
        ("p1", "thesis-in-its-quote", "close"),
        ("p1", "label-of-claim", "close"),
        ("p1", "direction-of-support", "lorries-for-loud"),
        ("p1", "fact-to-value", "loud-for-close"),
        ("p2", "implicit-premise", "noise"),
        ("p2", "linked-premises", "both"),
        ("p2", "attack-or-undercut", "night-against"),
        ("p2", "stance-in-its-words", "loud"),
    ]


def test_nothing_is_asked_of_an_empty_map() -> None:
    assert review_points(ArgumentMap(id="m", title="M")) == ()


def test_the_checklist_does_not_depend_on_the_order_of_the_claims() -> None:
    map = small()
    turned = map.model_copy(update={"claims": tuple(reversed(map.claims))})
    asked = [Counter((p.post, p.kind, p.subject) for p in review_points(each)) for each in (map, turned)]
    assert asked[0] == asked[1]


def test_the_text_has_a_box_for_every_question_under_its_post() -> None:
    text = checklist([Reviewed("map.yaml", small(), Language())])
    assert text.startswith(
        "A *street* (map.yaml)\n\nPost p1, Ann <b>\n[ ] close: Do the words “Close the street” put"
    )
    assert text.count("[ ] ") == len(review_points(small()))
    assert max(map(len, text.splitlines())) <= 100


def test_markdown_shows_texts_as_they_are() -> None:
    text = markdown_checklist([Reviewed("map.yaml", small(), Language())])
    assert text.startswith("# A \\*street\\*\n\n## Post p1, Ann \\<b\\>\n\n- [ ] **close**: ")
    assert text.count("- [ ] ") == len(review_points(small()))


@pytest.mark.parametrize("name", languages())
def test_every_question_can_be_asked_in_every_language(name: str) -> None:
    assert {*QUESTIONS, ReviewKind.STANCE} == set(ReviewKind)
    assert set(STANCES) == set(Stance) - {Stance.ASSERTS, Stance.PROPOSES}
    assert all(Language(name).knows(text) for text in (*QUESTIONS.values(), *STANCES.values()))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def test_check_review_prints_the_checklist_of_every_map(tmp_path: Path) -> None:
    text = run("data", "--review").output
    assert "What should we do about cars in the old town?" in text
    assert text.count("[ ] ") == sum(
        len(review_points(argmap.load(d))) for d in Path("data").iterdir() if d.is_dir()
    )


def test_check_review_asks_in_german_and_as_json() -> None:
    assert "Vertreten die Worte" in run("data/car-free-centre", "--review", "--language", "de").output
    assert "Vertreten die Worte" in run("tests/lint/good/fahrradstrasse", "--review").output
    data = json.loads(run("data/car-free-centre", "--review", "--format", "json").stdout)
    assert data["format"] == "argmap-review/1"
    first = data["maps"][0]["questions"][0]
    assert (first["post"], first["kind"], first["item"]) == ("p1", "thesis-in-its-quote", "close")
    assert run("data/car-free-centre", "--review", "--format", "markdown").output.startswith("# What should")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--review", "--fix"), "--review asks and checks nothing"),
        (("--review", "--format", "sarif"), "--review has no format 'sarif'"),
        (("--format", "markdown"), "--format markdown is for --review"),
        (("--language", "de"), "--language is for --review"),
        (("--review", "--language", "xx"), "xx"),
    ],
)
def test_options_that_do_not_go_together_are_refused(options: tuple[str, ...], reason: str) -> None:
    result = run("data/car-free-centre", *options)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_a_map_that_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("format: argmap/1\n", "utf-8")
    result = run(str(tmp_path), "--review")
    assert result.exit_code != 0
    assert "Traceback" not in result.output
