"""Little threads with the verdict that careful readers give: what follows, and who holds what at the end.

The verdicts are those of readers, written down before the theory was; each test names what they say.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from argmap.evaluation.explanation import Grounds
from argmap.evaluation.theory import theory
from argmap.model import ArgumentMap
from argmap.solver.semantics import Semantics, extensions
from argmap.storage.load import load_map
from argmap.study import Study
from argmap.verdicts import Standing


def discussion(people: str, posts: dict[str, str], more: str) -> ArgumentMap:
    """Return the map of a thread: names of participants, posts as "p1 ann" to text, and the rest of the map in YAML."""
    data: dict[str, Any] = {
        "id": "m",
        "title": "M",
        "thread": {
            "format": "argmap-thread/1",
            "id": "t",
            "title": "T",
            "source": {"kind": "text"},
            "authorship": "recorded",
            "reply_structure": "unknown",
            "participants": [{"id": name, "name": name.capitalize()} for name in people.split()],
            "posts": [
                {"id": k.split()[0], "author": k.split()[1], "text": text} for k, text in posts.items()
            ],
        },
        **yaml.safe_load(more),
    }
    return load_map(data)


def labels(map: ArgumentMap) -> dict[str, str]:
    return {name: str(label) for name, label in Study(map).labels.items() if name in map.nodes}


CONCESSION = discussion(
    "quin rae",
    {
        "p1 quin": "You do not need measure theory for this course.",
        "p2 rae": "Granted, no measure theory. But without regression they cannot read a single paper.",
        "p3 quin": "Regression they know.",
    },
    """
issues: [{id: need, question: 'Does the course need more statistics?', exclusive: true}]
claims:
  - {id: no-more, text: The course needs no more statistics., answers: need, implicit: true}
  - {id: no-measure, text: The course does not need measure theory., quotes: [{post: p1, exact: You do not need measure theory}]}
  - {id: cannot-read, text: Without regression they cannot read a paper., quotes: [{post: p2, exact: without regression they cannot read a single paper}]}
  - {id: lack, text: They do not know regression., implicit: true}
  - {id: know, text: They know regression., quotes: [{post: p3, exact: Regression they know}]}
relations:
  - {id: a1, kind: attack, premises: [cannot-read, lack], target: no-more}
commitments:
  - {participant: quin, post: p1, claim: no-more, stance: asserts}
  - {participant: rae, post: p2, claim: no-measure, stance: concedes}
  - {participant: rae, post: p2, claim: lack, stance: asserts}
  - {participant: quin, post: p3, claim: lack, stance: denies}
""",
)


def test_a_concession_is_no_reason() -> None:
    """Both accept that no measure theory is needed; the thesis is undecided while word stands against word."""
    found = labels(CONCESSION)
    assert (found["no-measure"], found["no-more"], found["lack"], found["cannot-read"]) == (
        "in", "undecided", "undecided", "in",
    )  # fmt: skip
    verdict = Study(CONCESSION).verdicts["no-measure"]
    assert [str(p) for p in verdict.holding.held_by] == ["Quin #1"]
    assert [str(p) for p in verdict.holding.conceded_by] == ["Rae #2"]
    assert [(g.claim, g.names) for g in Study(CONCESSION).dialogue.shared_ground] == [
        ("no-measure", ("Quin", "Rae"))
    ]


CONDITION = discussion(
    "ned ora pia",
    {
        "p1 ned": "A toll would keep cars out.",
        "p2 ora": "I can live with a toll if deliveries are free.",
        "p3 pia": "Fine by me, provided the buses run first.",
        "p4 ned": "Deliveries free, yes. The buses will take a year.",
    },
    """
issues: [{id: toll-or-not, question: 'Should the old town get a toll?', exclusive: true}]
claims:
  - {id: toll, text: The old town should get a toll., answers: toll-or-not, quotes: [{post: p1, exact: A toll would keep cars out}]}
  - {id: cars-out, text: A toll keeps cars out., quotes: [{post: p1, exact: A toll would keep cars out}]}
  - {id: deliveries-free, text: Deliveries are free., quotes: [{post: p2, exact: deliveries are free}]}
  - {id: buses-first, text: The buses run before the toll begins., quotes: [{post: p3, exact: the buses run first}]}
relations: [{id: r1, kind: support, premises: [cars-out], target: toll}]
commitments:
  - {participant: ned, post: p1, claim: toll, stance: asserts}
  - {participant: ora, post: p2, claim: toll, stance: accepts, if: deliveries-free, quotes: [{post: p2, exact: I can live with a toll}]}
  - {participant: pia, post: p3, claim: toll, stance: accepts, if: buses-first, quotes: [{post: p3, exact: Fine by me}]}
  - {participant: ned, post: p4, claim: deliveries-free, stance: accepts, quotes: [{post: p4, exact: 'Deliveries free, yes'}]}
  - {participant: ned, post: p4, claim: buses-first, stance: denies, quotes: [{post: p4, exact: The buses will take a year}]}
""",
)


def test_a_condition_that_is_met_counts_and_one_that_is_not_does_not() -> None:
    verdict = Study(CONDITION).verdicts["toll"]
    assert verdict.label == "in"
    assert [str(p) for p in verdict.holding.held_by] == ["Ned #1", "Ora #2"]
    assert [(str(c.by), c.claim, c.is_met) for c in verdict.holding.conditional] == [
        ("Ora #2", "deliveries-free", True),
        ("Pia #3", "buses-first", False),
    ]
    assert labels(CONDITION)["deliveries-free"] == "in"
    assert labels(CONDITION)["buses-first"] == "out"


CONVERGES = discussion(
    "ana ben",
    {
        "p1 ana": "Let us use the typed language; it finds errors early.",
        "p2 ben": "Our people know the untyped one. I would keep it, with a checker.",
        "p3 ana": "How much does the checker find?",
        "p4 ben": "Nearly everything, in the trial.",
        "p5 ana": "Then the checker is enough for me, and I take the typed language back.",
    },
    """
issues:
  - id: which
    question: Which language for the new service?
    exclusive: true
    outcome: {thesis: untyped, by: [ana, ben], quotes: [{post: p5, exact: the checker is enough for me}]}
claims:
  - {id: typed, text: We use the typed language., answers: which, quotes: [{post: p1, exact: Let us use the typed language}]}
  - {id: untyped, text: We keep the untyped language with a checker., answers: which, quotes: [{post: p2, exact: 'I would keep it, with a checker'}]}
  - {id: early, text: The typed language finds errors early., quotes: [{post: p1, exact: it finds errors early}]}
  - {id: known, text: Our people know the untyped language., quotes: [{post: p2, exact: Our people know the untyped one}]}
  - {id: nearly-all, text: The checker finds nearly everything., quotes: [{post: p4, exact: Nearly everything}]}
relations:
  - {id: r1, kind: support, premises: [early], target: typed}
  - {id: r2, kind: support, premises: [known], target: untyped}
  - {id: r3, kind: support, premises: [nearly-all], target: untyped}
  - {id: r4, kind: attack, premises: [nearly-all], target: typed}
commitments:
  - {participant: ana, post: p1, claim: typed, stance: asserts}
  - {participant: ben, post: p2, claim: untyped, stance: asserts}
  - {participant: ana, post: p5, claim: untyped, stance: accepts, quotes: [{post: p5, exact: the checker is enough for me}]}
  - {participant: ana, post: p5, claim: typed, stance: retracts, quotes: [{post: p5, exact: I take the typed language back}]}
questions:
  - {id: how-much, post: p3, text: 'How much does the checker find?', answered_by: [{post: p4, claim: nearly-all}]}
""",
)


def test_a_thread_that_converges_is_settled() -> None:
    study = Study(CONVERGES)
    assert (study.labels["untyped"], study.labels["typed"]) == ("in", "out")
    assert study.reasons["typed"].ground is Grounds.OBJECTION
    untyped, typed = study.verdicts["untyped"].holding, study.verdicts["typed"].holding
    assert [p.name for p in untyped.held_by] == ["Ben", "Ana"]
    assert (typed.standing, [p.name for p in typed.given_up_by]) == (Standing.ABANDONED, ["Ana"])
    assert len(study.positions.positions) == 1


HEDGED = discussion(
    "fay gus",
    {
        "p1 fay": "The count shows that people cross twelve seconds faster.",
        "p2 gus": "Except at rush hour perhaps, I cannot prove it.",
    },
    """
issues: [{id: faster, question: 'Does the new crossing save time?', exclusive: true}]
claims:
  - {id: saves, text: The crossing saves time., answers: faster, quotes: [{post: p1, exact: people cross twelve seconds faster}]}
  - {id: count, text: The count shows twelve seconds., quotes: [{post: p1, exact: The count shows}]}
  - {id: rush, text: It saves no time at rush hour., quotes: [{post: p2, exact: Except at rush hour}]}
relations:
  - {id: r1, kind: support, premises: [count], target: saves}
  - {id: r2, kind: attack, premises: [rush], target: saves}
commitments:
  - {participant: gus, post: p2, claim: rush, stance: asserts, hedged: true, quotes: [{post: p2, exact: I cannot prove it}]}
""",
)


def test_a_hedged_last_word_defeats_nothing() -> None:
    study = Study(HEDGED)
    assert (study.labels["saves"], study.labels["rush"]) == ("in", "undecided")
    assert study.reasons["rush"].ground is Grounds.HEDGED
    assert study.reasons["rush"].people == ("gus",)
    assert study.verdicts["saves"].argued.failed_objections == ("r2",)


META = discussion(
    "kay lev mia",
    {
        "p1 kay": "Those who live by the river should pay. They have the benefit.",
        "p2 lev": "Easy to say from the hill.",
        "p3 mia": "Such jabs lead nowhere.",
        "p4 kay": "I mean it: the benefit is theirs.",
    },
    """
issues: [{id: who, question: 'Who pays for the flood wall?', exclusive: true}]
claims:
  - {id: river, text: Those who live by the river should pay., answers: who, quotes: [{post: p1, exact: Those who live by the river should pay}]}
  - {id: benefit, text: They have the benefit., quotes: [{post: p1, exact: They have the benefit}, {post: p4, exact: the benefit is theirs}]}
  - {id: hill, text: That is easy to say from the hill., meta: true, quotes: [{post: p2, exact: Easy to say from the hill}]}
  - {id: jabs, text: Such jabs lead nowhere., meta: true, quotes: [{post: p3, exact: Such jabs lead nowhere}]}
relations:
  - {id: r1, kind: support, premises: [benefit], target: river}
  - {id: r2, kind: attack, premises: [hill], target: river}
  - {id: r3, kind: undercut, premises: [jabs], target: r2}
""",
)


def test_remarks_about_the_discussion_carry_no_weight() -> None:
    study = Study(META)
    assert study.labels["river"] == "in"
    verdict = study.verdicts["river"]
    assert verdict.argued.is_unopposed
    assert study.verdicts["jabs"].is_meta
    named = {change.id for crux in study.cruxes for changes, _ in crux.sets for change in changes}
    assert named.isdisjoint({"hill", "jabs", "r2", "r3"})


QUESTIONED = """
issues: [{id: mondays, question: 'Should the library close on Mondays?', exclusive: true}]
claims:
  - {id: close, text: It should close., answers: mondays, quotes: [{post: p1, exact: it should close}]}
  - {id: few, text: Hardly anybody comes on Mondays., quotes: [{post: p1, exact: Hardly anybody comes on Mondays}]}
  - {id: count, text: The count shows it., quotes: [{post: p4, exact: We counted}]}
relations:
  - {id: r1, kind: support, premises: [few], target: close}
  - {id: r2, kind: support, premises: [count], target: few}
commitments:
  - {participant: ida, post: p2, claim: few, stance: questions}
  - {participant: jon, post: p3, claim: few, stance: questions}
"""
ASKED = {
    "p1 hal": "Hardly anybody comes on Mondays, so it should close.",
    "p2 ida": "How do you know that hardly anybody comes?",
    "p3 jon": "I wondered too.",
}


def test_an_unanswered_question_leaves_a_bare_word_undecided() -> None:
    unanswered = QUESTIONED.replace(
        "  - {id: count, text: The count shows it., quotes: [{post: p4, exact: We counted}]}\n", ""
    )
    unanswered = unanswered.replace("  - {id: r2, kind: support, premises: [count], target: few}\n", "")
    study = Study(discussion("hal ida jon", ASKED, unanswered))
    assert (study.labels["few"], study.labels["close"]) == ("undecided", "undecided")
    assert (study.reasons["few"].ground, study.reasons["few"].people) == (Grounds.QUESTIONED, ("ida", "jon"))
    assert [str(p) for p in study.verdicts["few"].argued.questioned_by] == ["Ida #2", "Jon #3"]


def test_a_reason_answers_the_question() -> None:
    study = Study(discussion("hal ida jon", ASKED | {"p4 hal": "We counted."}, QUESTIONED))
    assert (study.labels["few"], study.labels["close"]) == ("in", "in")
    labels_after = {moment.number: moment.theses["close"] for moment in study.timeline}
    assert labels_after == {1: "in", 4: "in"}


REJECTED = discussion(
    "ann bo cy",
    {
        "p1 ann": "The options on the table are flat, squash and keeping it out altogether.",
        "p2 bo": "I would take flat. It says what comes out.",
        "p3 cy": "Flat is fine with me. Keeping it out is not an option for us.",
        "p4 ann": "Nor for me. Flat breaks an old library, though.",
        "p5 bo": "Then squash. I do not want to leave it out either.",
    },
    """
issues: [{id: name, question: 'Which name shall the method get?', exclusive: true}]
claims:
  - {id: flat, text: It is called flat., answers: name, quotes: [{post: p1, exact: flat}]}
  - {id: squash, text: It is called squash., answers: name, quotes: [{post: p1, exact: squash}]}
  - {id: leave-out, text: It is left out., answers: name, quotes: [{post: p1, exact: keeping it out}]}
  - {id: says-what, text: Flat says what comes out., quotes: [{post: p2, exact: It says what comes out}]}
  - {id: breaks, text: Flat breaks an old library., quotes: [{post: p4, exact: Flat breaks an old library}]}
relations:
  - {id: r1, kind: support, premises: [says-what], target: flat}
  - {id: r2, kind: attack, premises: [breaks], target: flat}
commitments:
  - {participant: ann, post: p1, claim: flat, stance: proposes}
  - {participant: ann, post: p1, claim: squash, stance: proposes}
  - {participant: ann, post: p1, claim: leave-out, stance: proposes}
  - {participant: bo, post: p2, claim: flat, stance: asserts}
  - {participant: cy, post: p3, claim: flat, stance: accepts}
  - {participant: cy, post: p3, claim: leave-out, stance: denies}
  - {participant: ann, post: p4, claim: leave-out, stance: denies}
  - {participant: bo, post: p5, claim: flat, stance: retracts}
  - {participant: bo, post: p5, claim: squash, stance: asserts}
  - {participant: bo, post: p5, claim: leave-out, stance: denies}
""",
)


def test_what_everybody_rejects_is_rejected() -> None:
    study = Study(REJECTED)
    assert labels(REJECTED) == {
        "flat": "undecided", "squash": "undecided", "leave-out": "out", "says-what": "in", "breaks": "in",
    }  # fmt: skip
    assert study.verdicts["leave-out"].holding.standing is Standing.REJECTED
    assert not study.verdicts["leave-out"].is_uncontroversial
    assert study.reasons["leave-out"].ground is Grounds.DENIAL
    assert study.reasons["flat"].ground is Grounds.CONTESTED
    assert study.verdicts["squash"].argued.is_without_reasons
    assert study.reasons["squash"].ground is Grounds.UNREASONED


WORD_AGAINST_WORD = discussion(
    "dee eli",
    {"p1 dee": "Lorries can use the bridge.", "p2 eli": "No, they cannot.", "p3 dee": "They can."},
    """
issues: [{id: safe, question: 'Is the bridge safe for lorries?', exclusive: true}]
claims: [{id: can, text: Lorries can use the bridge., answers: safe, quotes: [{post: p1, exact: Lorries can use the bridge}]}]
commitments:
  - {participant: dee, post: p1, claim: can, stance: asserts}
  - {participant: eli, post: p2, claim: can, stance: denies, quotes: [{post: p2, exact: they cannot}]}
  - {participant: dee, post: p3, claim: can, stance: asserts, quotes: [{post: p3, exact: They can}]}
""",
)


def test_word_against_word_is_undecided_with_two_positions() -> None:
    study = Study(WORD_AGAINST_WORD)
    assert study.labels["can"] == "undecided"
    assert (study.reasons["can"].ground, study.reasons["can"].people) == (Grounds.DENIED, ("eli",))
    assert [position.theses for position in study.positions.positions] == [(), ("can",)]
    framework = theory(WORD_AGAINST_WORD).framework
    assert len(extensions(framework, Semantics.PREFERRED).extensions) == 2


def plain(claims: str, relations: str) -> ArgumentMap:
    return discussion(
        "ann",
        {"p1 ann": "T"},
        f"issues: [{{id: i, question: 'Q?'}}]\nclaims: {claims}\nrelations: {relations}",
    )


def test_a_bad_reason_is_never_worse_than_none() -> None:
    """C is open with its failed reason, and without it."""
    claims = "[{id: c, text: C is so., answers: i}, {id: d, text: D is so.}, {id: x, text: D is not so.}]"
    failed = Study(
        plain(
            claims,
            "[{id: s1, kind: support, premises: [d], target: c}, {id: a1, kind: attack, premises: [x], target: d}]",
        )
    )
    assert (failed.labels["c"], failed.labels["d"]) == ("undecided", "out")
    assert failed.verdicts["c"].argued.failed_reasons == ("s1",)
    assert failed.verdicts["c"].argued.is_unopposed
    assert Study(plain(claims, "[]")).labels["c"] == "undecided"


def test_a_premise_whose_reason_fails_keeps_its_word() -> None:
    claims = "[{id: c, text: C is so.}, {id: d, text: D is so.}, {id: x, text: D is not so.}]"
    steps = "[{id: s1, kind: support, premises: [d], target: c}, {id: a1, kind: attack, premises: [x], target: d}]"
    assert Study(plain(claims, steps)).labels["c"] == Study(plain(claims, "[]")).labels["c"] == "in"


@pytest.mark.parametrize("retracted", [True, False])
def test_rivals_exclude_each_other_and_what_is_given_up_excludes_nobody(retracted: bool) -> None:
    """Two give up their theses and agree on a third: it is accepted. Without the retractions all exclude each other."""
    taken_back = """
  - {participant: ana, post: p3, claim: typed, stance: retracts}
  - {participant: bela, post: p4, claim: untyped, stance: retracts}
"""
    map = discussion(
        "ana bela",
        {
            "p1 ana": "We should write it in a typed language, because juniors find it easier.",
            "p2 bela": "We should stay untyped, because tests find the errors.",
            "p3 ana": "Fine, I take it back. Let us annotate, because hotfixes stay possible.",
            "p4 bela": "I take mine back too, annotations it is.",
        },
        """
issues: [{id: i, question: 'Should the new service be written with static types?', exclusive: true}]
claims:
  - {id: typed, text: Typed., answers: i, quotes: [{post: p1, exact: We should write it in a typed language}]}
  - {id: untyped, text: Untyped., answers: i, quotes: [{post: p2, exact: We should stay untyped}]}
  - {id: annotate, text: Annotated., answers: i, quotes: [{post: p3, exact: Let us annotate}]}
  - {id: easier, text: Juniors find types easier., quotes: [{post: p1, exact: juniors find it easier}]}
  - {id: tests, text: Tests find the errors., quotes: [{post: p2, exact: tests find the errors}]}
  - {id: hotfix, text: Hotfixes stay possible., quotes: [{post: p3, exact: hotfixes stay possible}]}
relations:
  - {id: s1, kind: support, premises: [easier], target: typed}
  - {id: s2, kind: support, premises: [tests], target: untyped}
  - {id: s3, kind: support, premises: [hotfix], target: annotate}
commitments:
  - {participant: ana, post: p1, claim: typed, stance: asserts}
  - {participant: bela, post: p2, claim: untyped, stance: asserts}
  - {participant: ana, post: p3, claim: annotate, stance: asserts}
  - {participant: bela, post: p4, claim: annotate, stance: accepts}
"""
        + (taken_back if retracted else ""),
    )
    study = Study(map)
    found = [str(study.labels[name]) for name in ("typed", "untyped", "annotate")]
    if retracted:
        assert found == ["out", "out", "in"]
        assert study.reasons["typed"].ground is Grounds.RIVAL
    else:
        assert found == ["undecided"] * 3
        assert study.reasons["annotate"].ground is Grounds.RIVALS
        assert study.reasons["annotate"].rests_on == ("typed", "untyped")


@pytest.mark.parametrize(
    ("condition", "more", "standing"),
    [
        ("strict", "", Standing.HELD),  # nobody grants it: Ana still holds her thesis
        ("strict", "  - {participant: bo, post: p3, claim: strict, stance: accepts}", Standing.ABANDONED),
        ("if you promise", "", Standing.HELD),  # words: nobody can tell whether they are met
    ],
)
def test_a_retraction_on_a_condition_counts_when_somebody_grants_it(
    condition: str, more: str, standing: Standing
) -> None:
    map = discussion(
        "ana bo",
        {
            "p1 ana": "A new language.",
            "p2 ana": "I withdraw it if strict mode is on.",
            "p3 bo": "With that I can live.",
        },
        f"""
issues: [{{id: i, question: 'Which language?', exclusive: true}}]
claims:
  - {{id: new, text: We take a new language., answers: i, quotes: [{{post: p1, exact: A new language}}]}}
  - {{id: strict, text: Strict mode is on., quotes: [{{post: p2, exact: strict mode is on}}]}}
commitments:
  - {{participant: ana, post: p1, claim: new, stance: asserts}}
  - {{participant: ana, post: p2, claim: new, stance: retracts, if: {condition}}}
{more}
""",
    )
    assert Study(map).verdicts["new"].holding.standing is standing
