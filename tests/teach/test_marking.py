"""Marking: hand-calculated scores, every kind of slip, and a matching of words that is the best of all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UnreadableInput
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.teach.marking.class_report import class_table, correlation, statistics, step_table
from argmap.teach.marking.feedback import sheet
from argmap.teach.marking.grade import grade, texts_of
from argmap.teach.marking.mark import Marked, mark
from argmap.teach.marking.rubric import Rubric, Slip, read_rubric
from argmap.teach.marking.submission import Drawn, Submission, SubmissionCard, as_drawn, read_submission
from tests.strategies import maps

S, A, U = RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT


def step(id: str, kind: RelationKind, target: str, *premises: str) -> Drawn:
    return Drawn(id=id, kind=kind, premises=premises, target=target)


REFERENCE = (
    step("r1", S, "top", "a"),
    step("r2", A, "top", "b"),
    step("r3", S, "a", "c", "d"),
    step("r4", U, "r1", "e"),
)


def marked(*steps: Drawn, rubric: Rubric | None = None) -> Marked:
    from argmap.model.relation import Relation

    reference = [Relation(id=r.id, kind=r.kind, premises=r.premises, target=r.target) for r in REFERENCE]
    return mark(reference, Submission(student="Ada", relations=steps), rubric)


def slips(result: Marked) -> dict[str, Slip]:
    return {credit.step.premise: credit.slip for credit in result.credits}


def test_the_reference_itself_is_all_right() -> None:
    result = marked(*REFERENCE)
    assert (result.score, result.linked, result.linked_of, result.extra) == (1.0, 1, 1, ())


def test_order_ids_and_repetition_do_not_count() -> None:
    renamed = [
        step(f"x{r.id}", r.kind, f"x{r.target}" if r.target == "r1" else r.target, *r.premises)
        for r in reversed(REFERENCE)
    ]
    assert marked(*renamed, renamed[0]).score == 1.0


@pytest.mark.parametrize(
    ("place", "instead", "slip", "score"),
    [  # five triples: (4 + credit) / 5 by hand; what is in no way in the map costs a quarter of a step besides
        # the undercut of that step falls with it: two of five earn a tenth
        (0, step("r1", A, "top", "a"), Slip.SIGN, 0.64),
        (1, step("r2", A, "b", "top"), Slip.REVERSED, 0.82),
        (3, step("r4", A, "top", "e"), Slip.UNDERCUT, 0.85),
        (3, step("r4", A, "a", "e"), Slip.UNDERCUT, 0.85),
        (1, step("r2", A, "c", "b"), Slip.MISSING, 0.75),
    ],
)
def test_each_slip_is_told_and_earns_its_share(place: int, instead: Drawn, slip: Slip, score: float) -> None:
    steps = [*REFERENCE[:place], instead, *REFERENCE[place + 1 :]]
    if place == 0:
        assert slips(marked(*steps))["e"] is Slip.ON_WRONG_SIGN
    result = marked(*steps)
    assert result.score == pytest.approx(score)
    assert slips(result)[instead.premises[0] if slip is not Slip.REVERSED else "b"] is slip


def test_a_reason_hung_too_high_and_linked_premises_torn_apart() -> None:
    result = marked(
        REFERENCE[0], REFERENCE[1], step("x", S, "top", "c"), step("y", S, "a", "d"), REFERENCE[3]
    )
    assert slips(result)["c"] is Slip.TOO_HIGH
    assert result.score == pytest.approx(4.25 / 5)
    assert (result.linked, result.linked_of) == (0, 1)


def test_what_is_drawn_too_much_costs_and_an_empty_map_earns_nothing() -> None:
    assert marked(*REFERENCE, step("z", S, "b", "d")).score == pytest.approx((5 - 0.25) / 5)
    assert marked().score == 0.0
    assert set(slips(marked()).values()) == {Slip.MISSING}


def test_a_rubric_sets_the_shares(tmp_path: Path) -> None:
    file = tmp_path / "rubric.yaml"
    file.write_text("reversed: 1\nsplit: 0.25\n")
    torn = [*REFERENCE[:2], step("x", S, "a", "c"), step("y", S, "a", "d"), REFERENCE[3]]
    assert marked(*torn, rubric=read_rubric(file)).score == pytest.approx((3 + 2 * 0.25) / 5)
    file.write_text("revrsed: 1\n")
    with pytest.raises(UnreadableInput, match=r"rubric.yaml: revrsed: .*a rubric has sign, on_wrong_sign"):
        read_rubric(file)


def test_figures_of_the_bundled_map(math_in_ml: ArgumentMap) -> None:
    """One sign flipped loses nine tenths of a step, and nothing else: 1 - 0.9 / n."""
    steps = list(as_drawn(math_in_ml.relations))
    undercut = {r.target for r in math_in_ml.relations}
    place = next(
        i for i, s in enumerate(steps) if s.kind is S and len(s.premises) == 1 and s.id not in undercut
    )
    steps[place] = steps[place].model_copy(update={"kind": A})
    result = mark(math_in_ml.relations, Submission(relations=tuple(steps)), texts=texts_of(math_in_ml))
    assert result.score == pytest.approx(1 - 0.9 / len(result.credits))


@given(maps(max_nodes=8), st.data())
def test_scores_are_shares_and_the_map_itself_is_right(map: ArgumentMap, data: st.DataObject) -> None:
    steps = as_drawn(map.relations)
    whole_mark = mark(map.relations, Submission(relations=steps), texts=texts_of(map)).score
    assert whole_mark == pytest.approx(1.0 if steps else 0.0)
    names = [*map.nodes, *map.relations_by_id, "nowhere"]
    drawn = data.draw(
        st.lists(st.builds(Drawn, id=st.sampled_from(["", "x", "y"]), kind=st.sampled_from(RelationKind),
                           premises=st.lists(st.sampled_from(names), min_size=1, max_size=3).map(tuple),
                           target=st.sampled_from([*names, "x", "y"])), max_size=8)
    )  # fmt: skip
    result = mark(map.relations, Submission(relations=tuple(drawn)), texts=texts_of(map))
    assert 0 <= result.score <= 1
    assert len(result.extra) + sum(c.drawn is not None for c in result.credits) <= sum(
        len(d.premises) for d in drawn
    )
    assert sheet(result, texts_of(map), map.title)


def test_own_words_are_taken_for_the_nearest_claim_and_shown(math_in_ml: ArgumentMap) -> None:
    given = Submission(
        student="Ben",
        claims=(SubmissionCard(id="mine", text="Some maths is needed to do machine learning well"),),
        relations=(Drawn(kind=A, premises=("mine",), target="most-needs-no-deep-math"),),
    )
    result = mark(math_in_ml.relations, given, texts=texts_of(math_in_ml))
    assert [pair.claim for pair in result.matched] == ["math-is-essential"]
    assert "To be confirmed by the teacher" in sheet(result, texts_of(math_in_ml), "t")


def test_the_better_of_two_references_counts(math_in_ml: ArgumentMap) -> None:
    fewer = math_in_ml.model_copy(
        update={"relations": math_in_ml.relations[:3], "expect": None, "breaches": ()}
    )
    given = Submission(relations=as_drawn(fewer.relations))
    assert grade([whole(math_in_ml), whole(fewer)], given, Rubric()).score == 1.0
    assert 0 < grade([whole(math_in_ml)], given, Rubric()).score < 0.5


def test_cards_of_other_maps_and_versions_are_noted(math_in_ml: ArgumentMap) -> None:
    other = grade([whole(math_in_ml)], Submission(map="cars"), Rubric())
    assert [*map(str, other.notes)] == ["the cards are from another map, 'cars'"]
    old = grade([whole(math_in_ml)], Submission(map="math-in-ml", content_hash="0"), Rubric())
    assert [*map(str, old.notes)] == ["the cards are from another version of the map"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"[1, 2]", "not a submission"),
        (b"issues: []", "not a submission"),
        (b"relations: {", "AM0"),
        (b"\xff\xfe", "UTF-8"),
        (b"relations: [{kind: helps, premises: [a], target: b}]", "relations.0.kind"),
        (b"relations: [{kind: support, premises: [], target: b}]", "relations.0.premises"),
        (b"x: " + b"y" * 2_000_001, "larger than the limit"),
        (b"[" * 100 + b"]" * 100, "deep|nest"),
        (b"a: &a [1]\nb: *a\n", "alias|anchor"),
    ],
    ids=["empty", "list", "no steps", "cut", "bytes", "kind", "premises", "huge", "deep", "alias"],
)
def test_files_that_are_no_submissions_are_refused_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "ada.yaml"
    file.write_bytes(content)
    with pytest.raises(UnreadableInput, match=r"ada\.yaml") as caught:
        read_submission(file)
    assert re.search(reason, str(caught.value))


def test_undercuts_in_a_circle_are_marked_all_the_same() -> None:
    result = marked(step("x", U, "y", "a"), step("y", U, "x", "b"), step("z", U, "z", "c"))
    assert result.score == 0.0


def test_statistics_of_a_class_by_hand() -> None:
    """Three students, by hand: 'b' is drawn by two of three, and by those who do better elsewhere."""
    full, most, none = marked(*REFERENCE), marked(*REFERENCE[:2]), marked()
    by_premise = {one.step.premise: one for one in statistics([full, most, none])}
    assert by_premise["b"].facility == pytest.approx(2 / 3)
    assert by_premise["c"].facility == pytest.approx(1 / 3)
    # credits for b: 1, 1, 0; for all others: 4, 1, 0; r = 5/3 / sqrt(2/3 * 26/3)
    assert by_premise["b"].discrimination == pytest.approx((5 / 3) / (2 / 3 * 26 / 3) ** 0.5)
    assert correlation([1, 1], [0, 1]) is None
    table = class_table([full, none]).decode().splitlines()
    assert table[1].startswith(",Ada,,1.000,0,5,0,0,0,0,0,0,0,0,0,1,1")
    assert step_table(statistics([full]), {}).decode().count("\n") == 6


def test_names_of_students_are_no_formulas_and_no_markup() -> None:
    result = marked()
    from dataclasses import replace

    hostile = replace(result, student='=cmd|"/c calc"!A1')
    assert class_table([hostile]).decode().splitlines()[1].startswith(",\"'=cmd")
    assert "<script>" not in sheet(replace(result, student="<script>x</script>"), {}, "t")


def test_controls_in_names_do_nothing(tmp_path: Path) -> None:
    """A line end would make a line of another student, and an escape would command the terminal."""
    file = tmp_path / "ada.json"
    file.write_text(
        '{"student": "Ada\\n100%  5/5 relations  Ben\\u001b[2J\\u202e", "relations": []}', "utf-8"
    )
    result = mark([], read_submission(file))
    assert result.student == r"Ada\n100%  5/5 relations  Ben\x1b[2J\u202e"
    for text in (class_table([result]).decode(), sheet(result, {}, "t")):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert not any(line.startswith("100%") for line in text.splitlines())


def test_a_backing_is_named_by_what_its_step_joins_and_not_by_an_id() -> None:
    wanted = (
        step("r1", S, "top", "a"),
        step("r2", S, "r1", "why"),
        step("r3", RelationKind.EXPLAINS, "a", "cause"),
    )
    drawn = (
        step("x", S, "top", "a"),
        step("y", S, "x", "why"),
        step("z", RelationKind.EXPLAINS, "a", "cause"),
    )
    result = mark(wanted, Submission(student="Ada", relations=drawn))  # type: ignore[arg-type]
    assert (result.score, result.extra) == (1.0, ())
    texts = {"a": "It rains.", "top": "It is wet.", "why": "Rain is water.", "cause": "A cloud came."}
    text = sheet(result, texts, "Weather")
    assert "“Rain is water” supports the step from “It rains” to “It is wet”." in text
    assert "“A cloud came” explains “It rains”." in text


def test_a_step_with_the_id_of_a_card_takes_nothing_from_reasons_for_that_card() -> None:
    wanted = (step("r1", S, "top", "a"), step("r2", S, "a", "b"))
    drawn = (step("a", S, "top", "a"), step("b", S, "a", "b"))
    assert mark(wanted, Submission(student="Ada", relations=drawn)).score == 1.0  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_a_map_with_all_its_fields_can_be_handed_in(root: Path, name: str) -> None:
    """Conditions, quotes in parts, words left out, questions and outcomes are read past; the map is right in every step."""
    import argmap

    map = argmap.load(root / "data" / name)
    submission = read_submission(root / "data" / name / "map.yaml")
    assert grade([whole(map)], submission, Rubric()).score == 1.0
