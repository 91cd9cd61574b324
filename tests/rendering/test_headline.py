"""What the report says of little discussions. Expected sentences: written by hand, as readers of the threads would put them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings

import argmap
from argmap.evaluation.theory import Basis
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.report.people import Speakers
from argmap.rendering.report.write import report, report_data, report_text
from argmap.rendering.scene import scene
from argmap.study import Study
from tests.evaluation import test_standing as standing
from tests.evaluation.orders import shuffled
from tests.strategies import maps


def headline(map: ArgumentMap) -> str:
    study = Study(map)
    return str(report_data(scene(whole(map), index=study.index), study)["headline"][0]["text"])


def told(map: ArgumentMap, thesis: str) -> dict[str, str]:
    study = Study(map)
    return dict(report_data(scene(whole(map), index=study.index), study)["theses"][thesis])


def text(map: ArgumentMap, **options: bool) -> str:
    study = Study(map)
    return report_text(report(scene(whole(map), index=study.index), study, **options))


HEADLINES = {
    "rejected by all": (
        standing.REJECTED,
        [
            "“It is left out” is held by nobody, and rejected by all who take a stance on it at the end: Cy, Ann and Bo.",
            "“It is called flat” is held by Cy, only proposed by Ann and given up by Bo;",
            "neither answers the other",
            "“It is called squash” is undecided, because Bo (post 5) asserts it without reasons",
            "No answer is given to “Flat breaks an old library” (Ann, post 4), which speaks against “It is called flat”.",
        ],
    ),
    "conditions": (
        standing.CONDITION,
        [
            "“The old town should get a toll” is held by Ned, accepted by Ora on the condition “Deliveries are free” (which was met),",
            "and accepted by Pia on the condition “The buses run before the toll begins” (which was not granted).",
        ],
    ),
    "a thread that ends in agreement": (
        standing.CONVERGES,
        [
            "“We use the typed language” was given up by Ana, and nobody holds it;",
            "The thread settles on “We keep the untyped language with a checker”, chosen by Ana and Ben:",
            ": “the checker is enough for me” (Ana, post 5).",
        ],
    ),
    "word against word": (
        standing.WORD_AGAINST_WORD,
        [
            "is held by Dee and rejected by Eli.",
            "undecided, because Eli (post 2) denies it and nobody gives a reason.",
        ],
    ),
    "a guess": (
        standing.HEDGED,
        [
            "“It saves no time at rush hour” (Gus, post 2, only a guess), which speaks against “The crossing saves time”."
        ],
    ),
    "a concession": (
        standing.CONCESSION,
        [
            "Rae grants “The course does not need measure theory”.",
            "depends on “They do not know regression”, which is undecided: Quin (post 3) denies it and nobody gives a reason.",
        ],
    ),
}


@pytest.mark.parametrize(("map", "sentences"), HEADLINES.values(), ids=HEADLINES)
def test_the_headline_says(map: ArgumentMap, sentences: list[str]) -> None:
    for sentence in sentences:
        assert sentence in headline(map)


def test_an_answer_is_no_open_point() -> None:
    """Quin answers Rae's objection by a denial: it would be false to call it unanswered."""
    assert "No answer is given" not in headline(standing.CONCESSION)


def test_remarks_about_the_discussion_are_no_points() -> None:
    shown = text(standing.META, full=True)
    cruxes = shown[shown.index("THE CRUXES") : shown.index("POSITIONS")]
    for remark in ("easy to say from the hill", "Such jabs lead nowhere"):
        assert remark not in headline(standing.META)
        assert remark not in cruxes


def test_what_everybody_rejects_is_never_said_to_meet_no_objection() -> None:
    three = told(standing.REJECTED, "leave-out")
    assert three == {
        "held": "It is held by nobody, and rejected by all who take a stance on it at the end: "
        "Cy (post 3), Ann (post 4) and Bo (post 5).",
        "argued": "Nobody gives a reason for it.",
        "follows": "It is rejected, because Cy (post 3), Ann (post 4) and Bo (post 5) deny it and nobody holds it.",
    }


def test_a_verdict_is_not_cut_off_from_its_thesis(math_in_ml: ArgumentMap) -> None:
    for map in (math_in_ml, standing.REJECTED, standing.CONDITION):
        shown = text(map).partition("THESIS BY THESIS")[2].partition("HOW LABELS ARE FOUND")[0]
        theses = [at for at, line in enumerate(shown.splitlines()) if line.startswith("  - “")]
        lines = shown.splitlines()
        assert theses
        assert all(lines[at + 2].startswith("    - ") and " It is " in lines[at + 2] for at in theses)


CROWD = """
issues: [{id: i, question: 'Is it good?', exclusive: true}]
claims:
  - {id: good, text: It is good., answers: i, quotes: [{post: p0, exact: It is good}]}
  - {id: bad, text: It is bad., answers: i}
commitments:
"""


def test_a_remark_that_is_aimed_at_a_reason_is_not_forgotten(math_in_ml: ArgumentMap) -> None:
    """Post 6 answers post 3 with a remark about its author: no argument, but nobody would say that nobody objects."""
    said = told(math_in_ml, "most-needs-no-deep-math")["follows"]
    assert said == "It is accepted, because “Simple math suffices” speaks for it and is accepted."


def test_of_a_crowd_the_headline_names_some_and_counts_the_rest() -> None:
    people = [f"n{k}" for k in range(9)]
    posts = {f"p{k} n{k}": "It is good" for k in range(9)}
    stances = [f"  - {{participant: n{k}, post: p{k}, claim: good, stance: accepts}}" for k in range(1, 9)]
    map = standing.discussion(" ".join(people), posts, CROWD + "\n".join(stances))
    assert "“It is good” is held by N0, N1, N2, N3, N4 and 4 more;" in headline(map)
    assert "N8 (post 9)" in told(map, "good")["held"]


TERMS = """
language: {language}
issues: [{{id: i, question: 'Close it?', exclusive: true}}]
claims:
  - {{id: close, text: Close it., answers: i, quotes: [{{post: p1, exact: Close it}}]}}
commitments:
  - {{participant: ben, post: p2, claim: close, stance: accepts, if: '{words}'}}
"""


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "only if the buses run", "only if the buses run"),
        ("en", "the buses run", "only if the buses run"),
        ("en", "unless it rains", "only on the condition “unless it rains”"),
        ("de", "falls der Bus fährt", "only on the condition “falls der Bus fährt”"),
    ],
)
def test_a_condition_is_told_in_words_that_fit(language: str, words: str, said: str) -> None:
    posts = {"p1 ann": "Close it", "p2 ben": "Well"}
    map = standing.discussion("ann ben", posts, TERMS.format(language=language, words=words))
    assert f"accepted by Ben {said}." in headline(map)
    # Ben sets a condition, so it is Ann alone who asserts it.
    assert (
        told(map, "close")["follows"] == "It is undecided, because Ann (post 1) asserts it without reasons."
    )
    assert "accepts “Close it” on a condition." in text(map)
    assert "- Ann (post 1): quoted for 1 claim." in text(map)


def test_who_only_agrees_is_not_said_to_assert() -> None:
    more = """
issues: [{id: i, question: 'Close it?', exclusive: true}]
claims: [{id: close, text: Close it., answers: i}]
commitments: [{participant: ann, post: p1, claim: close, stance: accepts}]
"""
    map = standing.discussion("ann", {"p1 ann": "Yes"}, more)
    assert (
        told(map, "close")["follows"] == "It is undecided, because Ann (post 1) accepts it without reasons."
    )


def test_a_doubt_that_is_a_question_too_is_told_once() -> None:
    more = """
issues: [{id: i, question: 'Close it?', exclusive: true}]
claims: [{id: close, text: Close it., answers: i, quotes: [{post: p1, exact: Close it}]}]
commitments: [{participant: ben, post: p2, claim: close, stance: questions}]
questions: [{id: q, post: p2, text: 'Why should it be closed?', about: close, quotes: [{post: p2, exact: 'Why?'}]}]
"""
    said = headline(standing.discussion("ann ben", {"p1 ann": "Close it", "p2 ben": "Why?"}, more))
    assert said.endswith("No answer is given to the question what speaks for “Close it” (Ben, post 2).")


def test_an_objection_to_what_all_reject_needs_no_answer() -> None:
    """As of the charge that makes the crossing safe: Tomas objects, and Ines grants it ("safer, not safe")."""
    more = """
issues: [{id: i, question: 'A charge?', exclusive: true}]
claims:
  - {id: charge, text: A charge is taken., answers: i, quotes: [{post: p1, exact: a charge}]}
  - {id: safe, text: It makes the crossing safe., quotes: [{post: p2, exact: it makes it safe}]}
  - {id: vans, text: Vans drive in free., quotes: [{post: p2, exact: vans drive in free}]}
relations:
  - {id: s, kind: support, premises: [safe], target: charge}
  - {id: o, kind: attack, premises: [vans], target: safe}
commitments:
  - {participant: tom, post: p2, claim: safe, stance: denies}
"""
    posts = {"p1 ann": "I say a charge", "p2 tom": "But not that it makes it safe: vans drive in free"}
    map = standing.discussion("ann tom", posts, more)
    assert "No answer" not in headline(map)
    held = more.replace(
        "commitments:", "commitments:\n  - {participant: ann, post: p1, claim: safe, stance: asserts}"
    )
    assert "No answer is given to “Vans drive in free” (Tom, post 2)" in headline(
        standing.discussion("ann tom", posts, held)
    )


def test_questions_are_told_with_their_answers() -> None:
    assert (
        "- “How much does the checker find?”: asked by Ana (post 3), answered by Ben (post 4) with"
        in text(standing.CONVERGES)
    )


def test_a_concession_is_proved_with_the_words_of_who_makes_it() -> None:
    said = standing.discussion(
        "ann ben",
        {"p1 ann": "It is cheap. So take it.", "p2 ben": "Granted, it is cheap. Still no."},
        """
issues: [{id: i, question: 'Take it?', exclusive: true}]
claims:
  - {id: take, text: We take it., answers: i, quotes: [{post: p1, exact: So take it}]}
  - {id: cheap, text: It is cheap., quotes: [{post: p1, exact: It is cheap}]}
relations: [{id: r1, kind: support, premises: [cheap], target: take}]
commitments:
  - {participant: ben, post: p2, claim: cheap, stance: concedes, quotes: [{post: p2, exact: 'Granted, it is cheap'}]}
  - {participant: ben, post: p2, claim: take, stance: denies, quotes: [{post: p2, exact: Still no}]}
""",
    )
    assert (
        "- Ben concedes “It is cheap” in post 2 (“Granted, it is cheap”), which speaks for “We take it”."
        in text(said)
    )


def test_rivals_are_not_told_as_a_cycle() -> None:
    map = standing.discussion(
        "ana",
        {"p1 ana": "One. Two. Three. Ra. Rb. Rc."},
        """
issues: [{id: i, question: 'Which?', exclusive: true}]
claims:
  - {id: one, text: One., answers: i, quotes: [{post: p1, exact: One}]}
  - {id: two, text: Two., answers: i, quotes: [{post: p1, exact: Two}]}
  - {id: three, text: Three., answers: i, quotes: [{post: p1, exact: Three}]}
  - {id: ra, text: Ra., quotes: [{post: p1, exact: Ra}]}
  - {id: rb, text: Rb., quotes: [{post: p1, exact: Rb}]}
  - {id: rc, text: Rc., quotes: [{post: p1, exact: Rc}]}
relations:
  - {id: s1, kind: support, premises: [ra], target: one}
  - {id: s2, kind: support, premises: [rb], target: two}
  - {id: s3, kind: support, premises: [rc], target: three}
""",
    )
    words = "“One”, “Two” and “Three” are undecided, because they exclude each other and each has a reason that is accepted."
    assert words in headline(map)
    assert told(map, "two")["follows"] == (
        "It is undecided, because it, “One” and “Three” exclude each other and each has a reason that is accepted."
    )
    assert "cycle" not in text(map)


@given(maps())
def test_nobody_objects_only_where_nothing_speaks_against_a_claim(map: ArgumentMap) -> None:
    """Against `Verdict.is_uncontroversial`, which another module computes from the theory."""
    study, speakers = Study(map), Speakers(map)
    for name, verdict in study.verdicts.items():
        assert speakers.is_unopposed(name) == verdict.is_uncontroversial
    for three in report_data(scene(whole(map), index=study.index), study)["theses"].items():
        if "nobody objects" in three[1]["follows"]:
            assert study.verdicts[three[0]].is_uncontroversial


@given(maps())
@settings(max_examples=25)
def test_any_map_has_a_paragraph_for_each_issue_whatever_its_order(map: ArgumentMap) -> None:
    # Within a post, the order of the list of commitments says which stance is the last.
    assume(len({(c.participant, c.post) for c in map.commitments}) == len(map.commitments))
    for basis in Basis:
        study = Study(map, basis)  # type: ignore[arg-type]
        shown = report_data(scene(whole(map), index=study.index), study)["headline"]
        assert sorted(each["issue"] for each in shown) == sorted(issue.id for issue in map.issues)
        other = Study(shuffled(map), basis)  # type: ignore[arg-type]
        again = report_data(scene(whole(other.map), index=other.index), other)["headline"]
        assert [each["text"] for each in again] == [each["text"] for each in shown]


def test_strength_is_shown_on_request_and_its_disagreement_with_labels_is_said() -> None:
    """A rival with a reason rejects nobody's numbers: t has reasons and is given up, and yet it is strong."""
    said = standing.CONVERGES
    assert "STRENGTH" not in text(said)
    shown = text(said, strength=True)
    strong = (Study(said).strengths.values["typed"] or 0.0) > 0.5
    assert ("Strength and label disagree: “We use the typed language” is rejected" in shown) == strong
    two = standing.discussion(
        "ann ben",
        {"p1 ann": "T. Because a, b. But c.", "p2 ben": "Not T, U."},
        """
issues: [{id: i, question: 'Which?', exclusive: true}]
claims:
  - {id: t, text: T is so., answers: i, quotes: [{post: p1, exact: T}]}
  - {id: u, text: U is so., answers: i, quotes: [{post: p2, exact: U}]}
  - {id: a, text: A is so., quotes: [{post: p1, exact: a}]}
  - {id: b, text: B is so., quotes: [{post: p1, exact: b}]}
relations:
  - {id: r1, kind: support, premises: [a], target: t}
  - {id: r2, kind: support, premises: [b], target: u}
commitments:
  - {participant: ann, post: p1, claim: t, stance: asserts}
  - {participant: ann, post: p1, claim: t, stance: retracts}
""",
    )
    assert Study(two).labels["t"] == "out"
    assert "Strength and label disagree: “T is so” is rejected though it is strong" in text(
        two, strength=True
    )


def test_sections_fit_on_a_screen_unless_all_is_asked_for() -> None:
    many = " ".join(f"C{n} is so." for n in range(60))
    claims = "\n".join(
        f"  - {{id: c{n}, text: C{n} is so., answers: i, quotes: [{{post: p1, exact: C{n} is so}}]}}"
        for n in range(60)
    )
    map = standing.discussion(
        "ann",
        {"p1 ann": many},
        f"issues: [{{id: i, question: 'Which?', exclusive: false}}]\nclaims:\n{claims}\n",
    )
    study = Study(map)
    shown = scene(whole(map), index=study.index)
    for section in report(shown, study):
        assert len(report_text([section], 100).splitlines()) <= 26
    assert "“C30 is so”" not in text(map)
    assert "“C30 is so”" in text(map, full=True)


def test_the_data_of_the_report_has_stable_keys() -> None:
    study = Study(standing.CONVERGES)
    data = report_data(scene(whole(study.map), index=study.index), study)
    assert list(data) == ["headline", "theses"]
    assert list(data["headline"][0]) == ["issue", "parent", "text"]
    assert list(data["theses"]) == ["typed", "untyped"]
    assert list(data["theses"]["typed"]) == ["held", "argued", "follows"]


def test_a_reason_that_nobody_takes_up_is_a_point_without_an_answer(root: Path) -> None:
    """Posts 2 and 9 of the bundled thread say that academics held machine learning back, and no post takes it up."""
    map = argmap.load(root / "data" / "math-in-ml")
    (credit,) = [
        line for line in text(map).splitlines() if "Who deserves the credit" in line and "held by" in line
    ]
    assert (
        "or to “Academics held ML back” (Commenter A, post 2), which speaks for “Academics did not invent LLMs”"
        in credit
    )
