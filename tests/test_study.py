"""Everything at once: no sound map breaks an analysis, order changes nothing, and what the bundled map shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.evaluation.changes import Change
from argmap.evaluation.options import STRENGTH_MODELS
from argmap.evaluation.theory import Basis, Interpretation
from argmap.graph.views import whole
from argmap.model import ArgumentMap, Label
from argmap.rendering.report.cruxes import factored
from argmap.rendering.report.write import report, report_markdown, report_text
from argmap.rendering.scene import scene
from argmap.solver.gradual.models import MODELS
from argmap.solver.semantics import Semantics
from argmap.study import Study, analyse
from benchmarks.generate import map_data
from tests.evaluation.orders import shuffled
from tests.graph.small import small
from tests.strategies import maps

interpretations = st.builds(Interpretation, st.sampled_from(Basis), st.booleans())


def written(found: Study) -> str:
    return json.dumps(found.to_dict(), ensure_ascii=False, allow_nan=False)


@given(maps(), interpretations, st.sampled_from(Semantics))
def test_every_sound_map_can_be_analysed_and_order_changes_no_byte(
    map: ArgumentMap, interpretation: Interpretation, semantics: Semantics
) -> None:
    found, other = (Study(each, interpretation, semantics) for each in (map, shuffled(map)))
    assert written(found) == written(other)
    sections = report(scene(whole(map)), found)
    assert report_text(sections, 80)
    assert list(report_markdown(sections))


T = {"i": "t"}
ODD = {
    "empty": small(),
    "an issue only": small(theses={"i": ""}),
    "no thesis": small("r: a supports b"),
    "no relations": small(theses={"i": "t u"}),
    "only examples": small(examples=["e", "f"]),
    "one claim": small(said={"a": "p1"}),
    "one thesis": small(theses=T),
    "a self-attack": small("r: t attacks t", theses=T),
    "a self-support": small("r: t supports t", theses=T),
    "a self-undercut": small("r: t undercuts r", theses=T),
    "an odd cycle of attacks": small("r: t attacks a", "s: a attacks b", "q: b attacks t", theses=T),
    "an even cycle of attacks": small("r: t attacks a", "s: a attacks t", theses=T),
    "a cycle of reasons": small("r: t supports a", "s: a supports t", theses=T),
    "a cycle of undercuts": small("r: a undercuts s", "s: b undercuts r", "q: c supports t", theses=T),
    "a cycle of rephrases": small("r: a rephrases t", "s: t rephrases a", theses=T),
    "a rephrase of itself": small("r: t rephrases t", theses=T),
    "an undercut of a rephrase": small("r: a rephrases t", "s: b undercuts r", theses=T),
    "undercuts of undercuts": small(
        "r: a supports t", "s: b undercuts r", "q: c undercuts s", "p: d undercuts q", theses=T
    ),
}


@pytest.mark.parametrize("semantics", Semantics)
@pytest.mark.parametrize("map", ODD.values(), ids=ODD)
def test_odd_maps_are_analysed_and_told(map: ArgumentMap, semantics: Semantics) -> None:
    found = analyse(map, semantics=semantics)
    text = report_text(report(scene(whole(map)), found))
    assert found.acceptability.labels.keys() == {*map.nodes, *map.relations_by_id}
    assert not [mark for mark in BROKEN_GRAMMAR if mark in f" {text}"]


BROKEN_GRAMMAR = (
    " 1 claims",
    " 1 steps",
    " 1 reasons",
    " 1 stand.",
    " ,",
    " .",
    "..",
    "\n. ",
    "- .",
    "()",
    " and .",
)
"""What the report must not hold anywhere."""


def test_an_empty_map_says_that_it_is_empty() -> None:
    text = report_text(report(scene(whole(small())), analyse(small())))
    assert text.endswith("The map is empty.\n")


def test_a_thousand_claims_are_analysed() -> None:
    map = ArgumentMap.model_validate(map_data(1_000))
    found = analyse(map)
    assert len(found.acceptability.labels) == 1_000 + len(map.relations)
    assert found.timeline[-1].theses == {t: found.acceptability.labels[t] for t in found.timeline[-1].theses}
    assert {crux.searched for crux in found.cruxes} <= {1, 2, 3}


@pytest.mark.parametrize(("verb", "depth"), [("attacks", 10_000), ("supports", 2_000), ("rephrases", 2_000)])
def test_thousands_of_steps_deep(verb: str, depth: int) -> None:
    steps = (f"r{n}: c{n + 1} {verb} c{n}" for n in range(depth))
    found = analyse(small(*steps, theses={"i": "c0"}))
    # A thesis that only its author's word carries is undecided.
    expected = Label.IN if verb == "supports" else Label.UNDECIDED
    assert found.acceptability.labels["c0"] is expected


def test_an_unknown_model_of_strength_is_refused() -> None:
    with pytest.raises(UnknownName):
        analyse(small(), model="df-quod")


def test_unknown_names_are_refused_with_the_nearest_known_one() -> None:
    map = small()
    for settings_, help in (
        ({"semantics": "prefered"}, "there is no semantics 'prefered'; did you mean 'preferred'?"),
        ({"interpretation": "words"}, "there is no interpretation 'words'; did you mean 'word'?"),
        (  # the name that argmap 0.1 had
            {"interpretation": "reasons"},
            "there is no interpretation 'reasons'; did you mean 'arguments-only'?",
        ),
        ({"model": "df-quod"}, "there is no model of strength 'df-quod'; did you mean 'df-quad'?"),
    ):
        with pytest.raises(UnknownName) as caught:
            analyse(map, **settings_)
        assert str(caught.value) == help
    with pytest.raises(UnknownName, match="did you mean 'a'"):
        analyse(small("r: a supports tt")).why("aa")


def test_every_model_of_strength_can_be_named() -> None:
    """The list that needs no numpy names exactly the models that the solver has."""
    assert set(STRENGTH_MODELS) == set(MODELS)


def test_a_study_is_pleasant_in_a_notebook() -> None:
    study = analyse(small("r: a supports t", "s: b attacks a", theses=T), semantics="preferred")
    assert repr(study) == "<Study of 'small': 3 claims, 2 relations (preferred, stances, df-quad)>"
    assert study.labels["t"] is Label.UNDECIDED
    assert [effect.id for effect in study.whatif(reject="b")] == ["a", "b", "t"]
    assert repr(study.why("t")) == "<why t: accepted (word by ann)>"  # in the position that takes it
    assert str(study.why("a")).splitlines()[:2] == [
        "a: rejected (objection), rests on s",
        "s: accepted (premises), rests on b",
    ]


STAGES = {
    "argmap.study": "theory acceptability grounded_reasons cruxes impacts positions timeline structure",
    "argmap.evaluation.strength": "strength_graph gradual_strengths strengths",
    "argmap.dialogue.overview": "moves standpoints sayings speakers makers answers_to retreats participants "
    "shared_ground concessions turning_points shifts unanswered challenges critical_points shared_terms",
    "argmap.graph.index": "answered_issues sides signed_reach influences statements_of flow",
}
"""By module the functions that make the parts of a study."""


def test_every_stage_runs_once(math_in_ml: ArgumentMap, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted: one full to_dict() and the report call every stage once. Labels are computed under all three interpretations."""
    calls: Counter[str] = Counter()

    def counting(name: str, stage: Callable[..., object]) -> Callable[..., object]:
        def called(*given: object, **named: object) -> object:
            calls[name] += 1
            return stage(*given, **named)

        return called

    for module, names in STAGES.items():
        home = import_module(module)
        for name in names.split():
            monkeypatch.setattr(home, name, counting(name, getattr(home, name)))
    study = Study(math_in_ml)
    study.to_dict()
    report_text(report(scene(whole(math_in_ml), index=study.index), study))
    assert calls == {name: 1 for names in STAGES.values() for name in names.split()} | {"acceptability": 3}


def test_the_other_interpretations_are_compared() -> None:
    """By hand: the only reason of t fails. It is then asserted without reasons, rejected, or carried by its author's word."""
    map = small("r: a supports t", "s: b attacks a", theses=T)
    stances, reasons, word = Basis.STANCES, Basis.ARGUMENTS_ONLY, Basis.WORD
    undecided, rejected, accepted = Label.UNDECIDED, Label.OUT, Label.IN
    found = {stances: undecided, reasons: rejected, word: accepted}
    for basis, before in found.items():
        others = analyse(map, interpretation=basis).other_interpretations
        told = {other: [(e.id, e.before, e.after) for e in effects] for other, effects in others.items()}
        assert told == {o: [("t", before, after)] for o, after in found.items() if o is not basis}


# The bundled map, as its annotators read it.


@pytest.fixture(scope="module")
def found(math_in_ml: ArgumentMap) -> Study:
    return analyse(math_in_ml)


def test_what_follows_from_the_bundled_map(found: Study, math_in_ml: ArgumentMap) -> None:
    """As a careful reader says; data/math-in-ml/GUIDE.md gives the reasons."""
    labels = found.acceptability.labels
    assert {c.id: str(labels[c.id]) for c in math_in_ml.claims if c.is_thesis} == {
        "math-is-essential": "in",
        "most-needs-no-deep-math": "in",
        "hard-requirement": "out",
        "useful-not-required": "in",
        "academics-did-not-invent": "undecided",
        "credit-to-academics": "in",
    }
    others = [name for name, node in math_in_ml.nodes.items() if not getattr(node, "is_thesis", False)]
    assert {name: str(labels[name]) for name in others if labels[name] is not Label.IN} == {
        "math-sneaked-in": "out",  # what is needed is not sneaked in
        "taken-too-strongly": "undecided",  # hedged
    }
    assert [name for name in math_in_ml.relations_by_id if labels[name] is not Label.IN] == [
        "theory-for-requirement"
    ]


def test_the_bundled_map_has_one_set_of_labels_under_all_semantics(math_in_ml: ArgumentMap) -> None:
    """By hand: of the positions on the contested thesis, one holds it and one does not."""
    labels = Study(math_in_ml).labels
    assert all(Study(math_in_ml, semantics=semantics).labels == labels for semantics in Semantics)


def test_why_it_is_undecided_whether_academics_invented_anything(found: Study) -> None:
    because = found.reasons["academics-did-not-invent"]
    assert because.rests_on == ("held-back-against-invention", "role-against-not-invented")


def test_the_cruxes_of_the_bundled_map(found: Study) -> None:
    """By hand: every thesis that is accepted has one reason; nobody holds "a hard requirement", whatever else changes."""
    sizes = {crux.thesis: (crux.searched, len(crux.sets)) for crux in found.cruxes}
    assert sizes["hard-requirement"][1] == 0
    assert {size for thesis, (size, _) in sizes.items() if thesis != "hard-requirement"} == {1}
    single = {crux.thesis: {made[0] for made, _ in crux.sets} for crux in found.cruxes if crux.searched == 1}
    assert Change("linear-algebra-needed", Label.OUT) in single["math-is-essential"]
    assert Change("credit-to-academics", Label.OUT) in single["academics-did-not-invent"]
    remarks = {"untrained-downplay-math", "barbs-lead-nowhere", "taken-too-strongly"}
    assert not any(change.id in remarks for changes in single.values() for change in changes)
    assert all(factored([made for made, _ in crux.sets]) for crux in found.cruxes if crux.sets)


def test_the_thesis_on_innovation_depends_on_one_case(found: Study, math_in_ml: ArgumentMap) -> None:
    first = found.impacts[0]
    assert (first.id, first.theses) == ("cnns-follow-from-invariance", ("useful-not-required",))
    effects = found.whatif(reject="cnns-follow-from-invariance")
    assert {effect.id for effect in effects if effect.id in math_in_ml.nodes} >= {
        "cnns-follow-from-invariance",
        "motivation-need-not-be-math",
        "useful-not-required",
    }


def test_the_positions_of_the_bundled_map(found: Study) -> None:
    """By hand: all agree but on what is contested, whether academics invented large language models."""
    agreed = {"math-is-essential", "most-needs-no-deep-math", "useful-not-required", "credit-to-academics"}
    assert [set(position.theses) for position in found.positions.positions] == [
        agreed | {"academics-did-not-invent"},
        agreed,
    ]
    assert found.positions.stopped == ""


def test_the_bundled_debate_post_by_post(found: Study) -> None:
    first = {}
    for moment in found.timeline:
        for thesis, label in moment.theses.items():
            first.setdefault(thesis, (moment.number, str(label)))
    assert [moment.number for moment in found.timeline] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert first == {
        "academics-did-not-invent": (1, "undecided"),
        "most-needs-no-deep-math": (3, "in"),
        "math-is-essential": (6, "in"),
        "credit-to-academics": (6, "in"),
        "hard-requirement": (8, "out"),
        "useful-not-required": (8, "in"),
    }


def test_a_study_of_a_path_says_to_read_it_first() -> None:
    with pytest.raises(ArgmapError, match=r"read it first: argmap.load\(PATH\)"):
        analyse("data/math-in-ml")  # type: ignore[arg-type]


def test_whose_words_came_first_does_not_depend_on_which_claim_is_written_first() -> None:
    """By the thread: one author says a claim in post 1, and its rephrase in post 2."""
    said = {"a": "p1", "b": "p2"}
    both = [small("r: a rephrases b", said=order) for order in (said, dict(reversed(said.items())))]
    posts = [each.thread.model_copy(update={"posts": [p.model_copy(update={"author": each.thread.participants[0].id}) for p in each.thread.posts]}) for each in both]  # type: ignore[union-attr]  # fmt: skip
    same = [each.model_copy(update={"thread": thread}) for each, thread in zip(both, posts, strict=True)]
    holders = [Study(map).verdicts["a"].holding.held_by for map in same]
    assert holders[0] == holders[1]
    assert [person.number for person in holders[0]] == [2]


def test_a_discussion_that_is_too_long_is_not_followed_post_by_post(
    math_in_ml: ArgumentMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = len(math_in_ml.thread.posts) if math_in_ml.thread else 0
    moments = posts * (len(math_in_ml.nodes) + len(math_in_ml.relations))
    monkeypatch.setattr("argmap.study.MOST_MOMENTS", moments)
    assert analyse(math_in_ml).timeline
    monkeypatch.setattr("argmap.study.MOST_MOMENTS", moments - 1)
    long = analyse(math_in_ml)
    assert long.timeline == ()
    sections = report(scene(whole(math_in_ml)), long)
    assert "The discussion is too long to be followed post by post." in report_text(sections)
