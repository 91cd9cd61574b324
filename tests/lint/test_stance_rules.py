"""What the rules on stances, outcomes, questions and senses report, and what they leave alone.

Every case is a few lines of a map on one thread; what must be found was decided by reading them.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import yaml

import argmap
from argmap.editing.operations import write_repair
from argmap.lint.fixes import repair

HEAD = """\
format: argmap/1
id: m
title: M
annotators: [Eva, Jo]
thread:
  format: argmap-thread/1
  id: m
  title: M
  source: {kind: text}
  authorship: recorded
  reply_structure: recorded
  participants: [{id: ann, name: Ann}, {id: bo, name: Bo}]
  posts:
    - {id: p1, author: ann, text: "Close it. It is loud."}
    - {id: p2, author: bo, reply_to: p1, text: "Keep it. It is cheap. Granted, it is loud."}
    - {id: p3, author: ann, reply_to: p2, text: "If it is cheap, keep it. How do you know that it is cheap?"}
    - {id: p4, author: bo, reply_to: p3, text: "I looked it up. So keep it."}
issues: [{id: what, question: 'What should be done?', exclusive: true}]
"""

CLAIMS = """\
claims:
  - {id: close, text: The street should be closed., answers: what, quotes: [{post: p1, exact: Close it}]}
  - {id: keep, text: The street should be kept., answers: what, quotes: [{post: p2, exact: Keep it}]}
  - {id: loud, text: The street is loud., quotes: [{post: p1, exact: It is loud}]}
  - {id: cheap, text: The street is cheap., quotes: [{post: p2, exact: It is cheap}]}
relations:
  - {id: loud-for-close, kind: support, premises: [loud], target: close}
  - {id: cheap-for-keep, kind: support, premises: [cheap], target: keep}
"""

SOUND = yaml.safe_load(HEAD + CLAIMS)
GRANT = "{participant: bo, post: p2, claim: loud, stance: concedes, quotes: [{post: p2, exact: Granted}]}"


def found(tmp_path: Path, lines: str) -> list[tuple[str, str]]:
    """Return code and message of what is found in the sound map with some of its keys replaced or extended."""
    changes = yaml.safe_load(dedent(lines)) or {}
    document = {**SOUND, **{key: value for key, value in changes.items() if key != "more"}}
    for key, items in changes.get("more", {}).items():
        document[key] = [*document.get(key, []), *items]
    (tmp_path / "map.yaml").write_text(yaml.safe_dump(document, sort_keys=False), "utf-8")
    return [(d.code, d.message) for d in argmap.check(tmp_path)]


def test_the_map_that_the_cases_change_has_no_finding(tmp_path: Path) -> None:
    assert [f for f in found(tmp_path, f"commitments: [{GRANT}]") if f[0] != "AM508"] == []


CASES = {
    # code, reported, lines
    "a grant that the claim quotes": ("AM412", False, """
        more: {claims: [{id: dear, text: It is dear., quotes: [{post: p4, exact: So keep it}]}]}
        commitments: [{participant: bo, post: p4, claim: dear, stance: accepts}]
    """),
    "a denial needs no words of its own": ("AM412", False, "commitments: [{participant: bo, post: p2, claim: close, stance: denies}]"),
    "convinced": ("AM501", False, """
        commitments:
          - {participant: bo, post: p2, claim: close, stance: denies}
          - {participant: bo, post: p4, claim: close, stance: accepts}
    """),
    "denied and then asserted": ("AM501", True, """
        commitments:
          - {participant: bo, post: p2, claim: close, stance: denies}
          - {participant: bo, post: p4, claim: close, stance: asserts}
    """),
    "accepted and then denied": ("AM501", True, """
        commitments:
          - {participant: bo, post: p2, claim: close, stance: accepts}
          - {participant: bo, post: p4, claim: close, stance: denies}
    """),
    "proposed and then denied": ("AM501", False, """
        commitments:
          - {participant: bo, post: p2, claim: close, stance: proposes}
          - {participant: bo, post: p4, claim: close, stance: denies}
    """),
    "accepted on a condition and denied": ("AM501", False, """
        commitments:
          - {participant: bo, post: p2, claim: close, stance: accepts, if: if it is loud}
          - {participant: bo, post: p4, claim: close, stance: denies}
    """),
    "asserted again in other words": ("AM505", False, """
        commitments: [{participant: bo, post: p4, claim: keep, stance: asserts, quotes: [{post: p4, exact: So keep it}]}]
    """),
    "asserted again without words": ("AM505", True, "commitments: [{participant: bo, post: p4, claim: keep, stance: asserts}]"),
    "the same stance with other words": ("AM510", True, f"""
        commitments: [{GRANT}, {{participant: bo, post: p2, claim: loud, stance: concedes}}]
    """),
    "the same stance on other conditions": ("AM510", False, """
        commitments:
          - {participant: ann, post: p3, claim: keep, stance: accepts, if: cheap}
          - {participant: ann, post: p3, claim: keep, stance: accepts, if: if it is quiet}
    """),
    "taking back what one is quoted for": ("AM511", False, "commitments: [{participant: ann, post: p3, claim: close, stance: retracts}]"),
    "taking back a proposal": ("AM511", False, """
        commitments:
          - {participant: bo, post: p2, claim: close, stance: proposes}
          - {participant: bo, post: p4, claim: close, stance: retracts}
    """),
    "taking back twice": ("AM511", True, """
        commitments:
          - {participant: ann, post: p3, claim: close, stance: retracts}
          - {participant: ann, post: p3, claim: loud, stance: retracts}
          - {participant: ann, post: p3, claim: cheap, stance: retracts}
    """),
    "attacking what one accepts": ("AM513", True, """
        more: {relations: [{id: r, kind: attack, premises: [cheap], target: close}]}
        commitments:
          - {participant: bo, post: p2, claim: cheap, stance: asserts}
          - {participant: bo, post: p4, claim: close, stance: accepts}
    """),
    "attacking what one gives up on a condition": ("AM513", False, """
        more: {relations: [{id: r, kind: attack, premises: [cheap], target: close}]}
        commitments:
          - {participant: bo, post: p2, claim: cheap, stance: asserts}
          - {participant: bo, post: p2, claim: close, stance: asserts}
          - {participant: bo, post: p4, claim: close, stance: retracts, if: if it is loud}
    """),
    "attacking what one only proposes": ("AM513", False, """
        more: {relations: [{id: r, kind: attack, premises: [cheap], target: close}]}
        commitments:
          - {participant: bo, post: p2, claim: cheap, stance: asserts}
          - {participant: bo, post: p4, claim: close, stance: proposes}
    """),
    "a remark needs no relation": ("AM203", False, "more: {claims: [{id: nice, text: Ann is nice., meta: true, implicit: true}]}"),
    "a condition is connected": ("AM203", False, """
        more: {claims: [{id: dear, text: It is dear., implicit: true}]}
        commitments: [{participant: ann, post: p3, claim: keep, stance: accepts, if: dear}]
    """),
    "an answer is connected": ("AM203", False, """
        more: {claims: [{id: looked, text: Bo looked it up., quotes: [{post: p4, exact: I looked it up}]}]}
        questions: [{id: how, post: p3, text: 'How does Bo know?', answered_by: [{claim: looked}]}]
    """),
    "a claim without anything": ("AM203", True, "more: {claims: [{id: looked, text: Bo looked it up., quotes: [{post: p4, exact: I looked it up}]}]}"),
    "a proposal that nobody takes up": ("AM204", False, """
        more: {claims: [{id: sell, text: It should be sold., answers: what, quotes: [{post: p4, exact: So}]}]}
        commitments: [{participant: bo, post: p4, claim: sell, stance: proposes}]
    """),
    "a thesis that its author took back": ("AM204", False, """
        more: {claims: [{id: sell, text: It should be sold., answers: what, quotes: [{post: p1, exact: Close}]}]}
        commitments: [{participant: ann, post: p3, claim: sell, stance: retracts}]
    """),
    "a thesis that somebody holds without a reason": ("AM204", True, """
        more: {claims: [{id: sell, text: It should be sold., answers: what, quotes: [{post: p1, exact: Close}]}]}
    """),
    "a thesis that somebody denies": ("AM210", False, """
        claims: [{id: close, text: It should be closed., answers: what, quotes: [{post: p1, exact: Close it}]}]
        relations: []
        commitments: [{participant: bo, post: p2, claim: close, stance: denies}]
    """),
    "a thesis that nobody speaks against": ("AM210", True, """
        claims: [{id: close, text: It should be closed., answers: what, quotes: [{post: p1, exact: Close it}]}]
        relations: []
    """),
    "a claim that backs its own reason": ("AM202", True, """
        more: {relations: [{id: back, kind: support, premises: [close], target: loud-for-close}]}
    """),
    "a claim that backs another inference": ("AM202", False, """
        more: {relations: [{id: back, kind: support, premises: [cheap], target: loud-for-close}]}
    """),
    "an undercut that a backing answers": ("AM503", False, """
        more:
          claims: [{id: rule, text: What is loud must be closed., implicit: true}]
          relations:
            - {id: under, kind: undercut, premises: [cheap], target: loud-for-close}
            - {id: back, kind: support, premises: [rule], target: loud-for-close}
    """),
    "an undercut that nothing answers": ("AM503", True, """
        more: {relations: [{id: under, kind: undercut, premises: [cheap], target: loud-for-close}]}
    """),
    "an objection that is only a remark": ("AM503", False, """
        more:
          claims: [{id: nice, text: Ann is nice., meta: true, implicit: true}]
          relations: [{id: under, kind: undercut, premises: [nice], target: loud-for-close}]
    """),
    "one thesis need not exclude others": ("AM214", False, """
        issues: [{id: what, question: 'What should be done?'}, {id: why, question: 'Why?', exclusive: true}]
        claims: [{id: close, text: It should be closed., answers: what, quotes: [{post: p1, exact: Close it}]}]
        relations: []
    """),
    "a remark that speaks of a remark": ("AM215", False, """
        more:
          claims: [{id: a, text: Ann is nice., meta: true, implicit: true}, {id: b, text: Bo is, meta: true, implicit: true}]
          relations: [{id: r, kind: support, premises: [a], target: b}]
    """),
    "a remark that answers the question": ("AM215", True, "more: {claims: [{id: a, text: Ann is nice., meta: true, implicit: true, answers: what}]}"),
    "a remark that the matter supports": ("AM215", True, """
        more:
          claims: [{id: a, text: Ann is nice., meta: true, implicit: true}]
          relations: [{id: r, kind: support, premises: [loud], target: a}]
    """),
    "a remark that rephrases the matter": ("AM215", True, """
        more:
          claims: [{id: a, text: Ann is nice., meta: true, implicit: true}]
          relations: [{id: r, kind: rephrase, premises: [loud], target: a}]
    """),
    "a remark that rephrases a remark": ("AM215", False, """
        more:
          claims: [{id: a, text: Ann is nice., meta: true, implicit: true}, {id: b, text: Ann is kind., meta: true, implicit: true}]
          relations: [{id: r, kind: rephrase, premises: [a], target: b}]
    """),
    "a remark as a condition": ("AM215", True, """
        more: {claims: [{id: a, text: Ann is nice., meta: true, implicit: true}]}
        commitments: [{participant: ann, post: p3, claim: cheap, stance: accepts, if: a}]
    """),
    "a claim as a condition": ("AM215", False, """
        commitments: [{participant: ann, post: p3, claim: cheap, stance: accepts, if: loud}]
    """),
    "an explanation of what was doubted and then granted": ("AM216", False, """
        more: {relations: [{id: r, kind: explains, premises: [loud], target: cheap}]}
        commitments:
          - {participant: ann, post: p1, claim: cheap, stance: questions}
          - {participant: ann, post: p3, claim: cheap, stance: accepts, quotes: [{post: p3, exact: it is cheap}]}
    """),
    "an explanation of what is questioned": ("AM216", True, """
        more: {relations: [{id: r, kind: explains, premises: [loud], target: cheap}]}
        commitments: [{participant: ann, post: p3, claim: cheap, stance: questions}]
    """),
    "a backing of an attack": ("AM217", False, """
        more:
          relations:
            - {id: r, kind: attack, premises: [cheap], target: close}
            - {id: back, kind: support, premises: [loud], target: r}
    """),
    "a shift of sense over a claim between": ("AM219", True, """
        claims:
          - {id: c, text: It is math., answers: what, implicit: true, senses: [{term: Math, sense: proof}]}
          - {id: between, text: It is hard., implicit: true}
          - {id: p, text: Math is hard., implicit: true, senses: [{term: math, sense: algebra}]}
        relations:
          - {id: r1, kind: support, premises: [between], target: c}
          - {id: r2, kind: support, premises: [p], target: between}
    """),
    "a shift that a breach tells of": ("AM219", False, """
        claims:
          - {id: c, text: It is math., answers: what, implicit: true, senses: [{term: math, sense: proof}]}
          - {id: p, text: Math is hard., implicit: true, senses: [{term: math, sense: algebra}]}
        relations: [{id: r1, kind: support, premises: [p], target: c}]
        breaches: [{breaks: usage, fallacy: equivocation, relation: r1, quotes: [{post: p1, exact: loud}], why: It shifts.}]
    """),
    "an attack may use another sense": ("AM219", False, """
        claims:
          - {id: c, text: It is math., answers: what, implicit: true, senses: [{term: math, sense: proof}]}
          - {id: p, text: Math is hard., implicit: true, senses: [{term: math, sense: algebra}]}
        relations: [{id: r1, kind: attack, premises: [p], target: c}]
    """),
    "a name that is not an annotator's": ("AM220", True, "commitments: [{participant: bo, post: p2, claim: close, stance: denies, by: Evan}]"),
    "a publication without a year": ("AM408", True, "more: {claims: [{id: x, text: So., implicit: true, references: [{title: T, venue: V}]}]}"),
    "a question without a question mark": ("AM313", True, "questions: [{id: how, post: p3, text: How Bo knows}]"),
    "a quoted author who uses a claim as a condition": ("AM409", False, """
        more: {claims: [{id: dear, text: It is dear., quotes: [{post: p3, exact: it is cheap}, {post: p4, exact: looked}]}]}
        commitments:
          - {participant: bo, post: p4, claim: dear, stance: asserts}
          - {participant: bo, post: p4, claim: keep, stance: asserts}
          - {participant: ann, post: p3, claim: keep, stance: accepts, if: dear}
    """),
    "a hedged assertion": ("AM518", False, "commitments: [{participant: bo, post: p2, claim: cheap, stance: asserts, hedged: true}]"),
    "a retraction that is hedged": ("AM518", True, "commitments: [{participant: ann, post: p3, claim: close, stance: retracts, hedged: true}]"),
    "a retraction on a condition": ("AM519", True, "commitments: [{participant: ann, post: p3, claim: close, stance: retracts, if: if cheap}]"),
    "a denial on a condition": ("AM519", False, "commitments: [{participant: ann, post: p3, claim: keep, stance: denies, if: if it is dear}]"),
    "a condition that somebody else says": ("AM520", False, "commitments: [{participant: ann, post: p3, claim: keep, stance: accepts, if: cheap}]"),
    "a condition for which there is a reason": ("AM520", False, """
        more:
          claims: [{id: dear, text: It is dear., implicit: true}]
          relations: [{id: r, kind: support, premises: [loud], target: dear}]
        commitments: [{participant: ann, post: p3, claim: keep, stance: accepts, if: dear}]
    """),
    "a proposed reason": ("AM521", True, "commitments: [{participant: bo, post: p2, claim: cheap, stance: proposes}]"),
    "agreeing with what a quote says": ("AM522", False, """
        commitments: [{participant: ann, post: p3, claim: cheap, stance: accepts, quotes: [{post: p3, exact: it is cheap}]}]
    """),
    "agreeing with a proposal": ("AM522", False, """
        more: {claims: [{id: sell, text: It should be sold., answers: what, implicit: true}]}
        commitments:
          - {participant: ann, post: p1, claim: sell, stance: proposes}
          - {participant: bo, post: p2, claim: sell, stance: accepts}
    """),
    "agreeing with what comes later": ("AM522", True, """
        commitments: [{participant: ann, post: p1, claim: cheap, stance: accepts, quotes: [{post: p1, exact: loud}]}]
    """),
    "agreeing with other words for the same": ("AM522", False, """
        more:
          claims: [{id: budget, text: It costs little., implicit: true}]
          relations: [{id: r, kind: rephrase, premises: [budget], target: cheap}]
        commitments: [{participant: ann, post: p3, claim: budget, stance: accepts}]
    """),
    "an outcome that a quote shows": ("AM523", False, "issues: [{id: what, question: 'What should be done?', exclusive: true, outcome: {thesis: keep, by: [bo]}}]"),
    "an outcome of somebody without a stance": ("AM523", True, "issues: [{id: what, question: 'What should be done?', exclusive: true, outcome: {thesis: keep, by: [bo, ann]}}]"),
    "an outcome held on a condition": ("AM523", False, """
        issues: [{id: what, question: 'What should be done?', exclusive: true, outcome: {thesis: keep, by: [bo, ann]}}]
        commitments: [{participant: ann, post: p3, claim: keep, stance: accepts, if: cheap}]
    """),
    "an outcome that its author denied later": ("AM523", True, """
        issues: [{id: what, question: 'What should be done?', exclusive: true, outcome: {thesis: keep, by: [bo]}}]
        commitments:
          - {participant: bo, post: p2, claim: keep, stance: asserts}
          - {participant: bo, post: p4, claim: keep, stance: denies}
    """),
    "an outcome that was asked about later": ("AM523", False, """
        issues: [{id: what, question: 'What should be done?', exclusive: true, outcome: {thesis: keep, by: [bo]}}]
        commitments:
          - {participant: bo, post: p2, claim: keep, stance: asserts}
          - {participant: bo, post: p4, claim: keep, stance: questions}
    """),
    "an outcome that nobody holds": ("AM523", True, """
        issues: [{id: what, question: 'What should be done?', exclusive: true, outcome: {thesis: keep}}]
        commitments: [{participant: bo, post: p4, claim: keep, stance: retracts}]
    """),
    "a denial with a reason for a rival": ("AM524", False, "commitments: [{participant: bo, post: p2, claim: close, stance: denies}]"),
    "a denial with a rival that excludes nothing": ("AM524", True, """
        issues: [{id: what, question: 'What should be done?', exclusive: false}]
        commitments: [{participant: bo, post: p2, claim: close, stance: denies}]
    """),
    "a denial with an implicit reason": ("AM524", True, """
        issues: [{id: what, question: 'What should be done?', exclusive: false}]
        more:
          claims: [{id: nice, text: It is nice., implicit: true}]
          relations: [{id: r, kind: attack, premises: [nice], target: close}]
        commitments: [{participant: bo, post: p2, claim: close, stance: denies}]
    """),
    "a denial with an undercut": ("AM524", False, """
        issues: [{id: what, question: 'What should be done?', exclusive: false}]
        more: {relations: [{id: r, kind: undercut, premises: [cheap], target: loud-for-close}]}
        commitments: [{participant: bo, post: p2, claim: close, stance: denies}]
    """),
    "a denial that was taken back": ("AM524", False, """
        issues: [{id: what, question: 'What should be done?', exclusive: false}]
        commitments:
          - {participant: bo, post: p2, claim: close, stance: denies}
          - {participant: bo, post: p4, claim: close, stance: accepts}
    """),
    "a denial of a reason": ("AM524", False, "commitments: [{participant: bo, post: p2, claim: loud, stance: denies}]"),
    "a doubt by its quote": ("AM525", True, """
        questions: [{id: how, post: p3, text: 'Where does Bo have that from?', about: cheap, quotes: [{post: p3, exact: How do you know}]}]
    """),
    "a question for information": ("AM525", False, "questions: [{id: how, post: p3, text: 'How cheap is it?', about: cheap}]"),
    "a doubt about the issue": ("AM525", False, "questions: [{id: how, post: p3, text: 'How do you know?', about: what}]"),
    "a doubt in another language": ("AM525", False, """
        language: de
        questions: [{id: how, post: p3, text: 'How do you know?', about: cheap}]
    """),
    "a post that answers itself": ("AM526", False, "questions: [{id: how, post: p3, text: 'How?', answered_by: [{post: p3}]}]"),
    "an answer that is a claim": ("AM526", False, "questions: [{id: how, post: p3, text: 'How?', answered_by: [{claim: cheap}]}]"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "reported", "lines"), CASES.values(), ids=CASES)
def test_a_rule_finds_what_is_wrong_and_leaves_the_rest_alone(
    code: str, reported: bool, lines: str, tmp_path: Path
) -> None:
    findings = found(tmp_path, lines)
    assert not [f for f in findings if f[0].startswith(("AM0", "AM1"))], "the case itself is no valid map"
    assert (code in [c for c, _ in findings]) is reported, findings


def test_an_unknown_annotator_is_told_the_nearest_name(tmp_path: Path) -> None:
    found(tmp_path, "commitments: [{participant: bo, post: p2, claim: keep, stance: asserts, by: Evan}]")
    [finding] = [d for d in argmap.check(tmp_path) if d.code == "AM220"]
    assert finding.help == "did you mean 'Eva'?"
    found(
        tmp_path,
        "annotators: []\ncommitments: [{participant: bo, post: p2, claim: keep, stance: asserts, by: Evan}]",
    )
    [finding] = [d for d in argmap.check(tmp_path) if d.code == "AM220"]
    assert finding.help == "add 'annotators: [Evan]' to the map"


def test_safe_fixes_take_out_what_has_no_effect_and_nothing_else(tmp_path: Path) -> None:
    found(
        tmp_path,
        """
        more: {claims: [{id: x, text: Math is so., implicit: true, senses: [{term: math, sense: proof}, {term: Math, sense: proof}]}]}
        commitments:
          - {participant: ann, post: p3, claim: cheap, stance: questions, hedged: true}
          - {participant: bo, post: p2, claim: cheap, stance: asserts}
          - {participant: bo, post: p2, claim: cheap, stance: asserts}
          - {participant: bo, post: p2, claim: cheap, stance: asserts, note: Twice.}
        """,
    )  # fmt: skip
    repaired = repair(tmp_path)
    write_repair(repaired)
    map = argmap.load(tmp_path)
    assert repaired.made == 3
    assert [(c.stance, c.hedged, c.note) for c in map.commitments] == [
        ("questions", False, None), ("asserts", False, None), ("asserts", False, "Twice."),
    ]  # fmt: skip
    assert len(map.claims[-1].senses) == 1


def test_one_claim_with_two_senses_of_a_term_is_reported_and_not_fixed(tmp_path: Path) -> None:
    found(
        tmp_path,
        "more: {claims: [{id: x, text: So., implicit: true, senses: [{term: math, sense: proof}, {term: math, sense: sums}]}]}",
    )
    [finding] = [d for d in argmap.check(tmp_path) if d.code == "AM218"]
    assert finding.fix is None
    assert "in two senses: 'proof' and 'sums'" in finding.message


def test_chains_of_supports_in_a_cycle_come_to_an_end(tmp_path: Path) -> None:
    codes = [
        code
        for code, _ in found(
            tmp_path,
            """
            claims:
              - {id: c, text: It is math., answers: what, implicit: true, senses: [{term: math, sense: proof}]}
              - {id: d, text: It is hard., implicit: true}
              - {id: e, text: It is odd., implicit: true}
            relations:
              - {id: r1, kind: support, premises: [d], target: c}
              - {id: r2, kind: support, premises: [e], target: d}
              - {id: r3, kind: support, premises: [d], target: e}
            """,
        )
    ]  # fmt: skip
    assert "AM202" in codes
    assert "AM219" not in codes
