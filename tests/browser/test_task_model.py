"""The functions that change a built map, run in Chromium: after any deeds it is sound, and reading what is written gives it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.graph.views import whole
from argmap.teach.task.page import MapTask, task_page
from tests.teach.small_post import bridge

DEEDS = """(deeds) => {
  const M = argmapModel, cards = ["a", "b", "c", "d"].map((id) => ({ id, text: id.toUpperCase() }));
  let map = M.empty(cards);
  const frozen = (value) => { if (value && typeof value === "object") { Object.freeze(value); Object.values(value).forEach(frozen); } return value; };
  for (const [deed, one, other, kind] of deeds) {
    frozen(map);
    const claims = map.claims.map((c) => c.id), steps = map.relations.map((r) => r.id), all = [...claims, ...steps];
    const claim = claims[one % claims.length], part = all[other % all.length], step = steps[other % steps.length], as = M.KINDS[kind % 5];
    const result = {
      connect: () => M.connect(map, "own-", claim, part, as)?.map,
      link: () => step && M.link(map, step, claim),
      add: () => M.add(map, "own-", { text: "New.", ...(kind % 2 === 0 && { implicit: true }) }).map,
      removeClaim: () => M.removeClaim(map, claim),
      removeRelation: () => step && M.removeRelation(map, step),
      setKind: () => step && M.setKind(map, step, as),
      split: () => step && M.split(map, "own-", step),
      reverse: () => step && M.reverse(map, step),
      only: () => step && M.only(map, step),
      join: () => step && M.join(map, step)?.map,
      lay: () => M.lay(map, [claim]),
    }[deed]();
    if (result) map = result;
  }
  return { map, back: M.read(JSON.parse(JSON.stringify(M.written(map, { task: "t" }, "Ada"))), cards), checks: argmapChecks.checks(map, true) };
}"""
NAMES = (
    *(
        "connect",
        "link",
        "add",
        "removeClaim",
        "removeRelation",
        "setKind",
        "split",
        "reverse",
        "join",
        "lay",
    ),
)
some = st.tuples(st.sampled_from(NAMES), st.integers(0, 9), st.integers(0, 19), st.integers(0, 4))


@pytest.fixture(scope="module")
def page(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path: Path = tmp_path_factory.mktemp("model") / "task.html"
    path.write_text(task_page(MapTask(whole(bridge()))), "utf-8")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(some, max_size=25))
def test_after_any_deeds_the_map_is_sound_and_is_read_back_as_it_was_written(
    page: Any, deeds: list[tuple[str, int, int, int]]
) -> None:
    result = page.evaluate(DEEDS, deeds)
    map = result["map"]
    claims = [claim["id"] for claim in map["claims"]]
    steps = [step["id"] for step in map["relations"]]
    assert len({*claims, *steps}) == len(claims) + len(steps)
    assert {"a", "b", "c", "d"} <= set(claims), "a card is never gone"
    for step in map["relations"]:
        assert step["premises"]
        assert len(set(step["premises"])) == len(step["premises"])
        assert set(step["premises"]) <= set(map["laid"])
        assert step["target"] in {*claims, *steps}
        assert step["target"] not in {step["id"], *step["premises"]}
        on_step = step["target"] in steps
        assert (step["kind"] == "undercut") <= on_step
        assert step["kind"] in {"undercut", "support"} or not on_step
    back = result["back"]
    assert back["relations"] == map["relations"]
    assert back["claims"] == map["claims"]
    assert set(back["laid"]) == set(map["laid"])


def test_undo_is_the_inverse_of_what_was_done(page: Any) -> None:
    same = page.evaluate(
        """() => {
          const H = argmapHistory, M = argmapModel, one = M.empty([{ id: "a", text: "A" }]), two = M.lay(one, ["a"]);
          const h = H.done(H.begun(one), two), back = H.undone(h);
          return [back.now === one, H.redone(back).now === two, H.undone(back) === back, H.done(h, two) === h, H.done(back, two).future.length];
        }"""
    )
    assert same == [True, True, True, True, 0]


def test_a_cycle_is_one_through_backings_too_and_an_objection_makes_none(page: Any) -> None:
    """By hand: a → b → a; c backs the step d → c, so it supports itself; an attack closes no cycle."""
    cycles = page.evaluate(
        """() => {
          const claims = ["a", "b", "c", "d"].map((id) => ({ id, text: id })), laid = ["a", "b", "c", "d"];
          const r = (id, kind, premises, target) => ({ id, kind, premises, target });
          const of = (...relations) => argmapChecks.cycles({ claims, relations, laid });
          return [
            of(r("1", "support", ["a"], "b"), r("2", "support", ["b"], "a")),
            of(r("1", "support", ["d"], "c"), r("2", "support", ["c"], "1")),
            of(r("1", "support", ["a"], "b"), r("2", "attack", ["b"], "a")),
          ];
        }"""
    )
    assert cycles == [[["a", "b"]], [["c"]], []]


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        '{"claims": 1, "relations": []}',
    ],
)
def test_what_is_no_map_is_not_read(page: Any, text: str) -> None:
    assert page.evaluate("(text) => argmapModel.read(JSON.parse(text), [])", text) is None


def test_wrong_records_are_left_out_and_the_rest_is_read(page: Any) -> None:
    read = page.evaluate(
        """() => argmapModel.read({
          claims: [{ id: "a", text: "x" }, { id: 5 }, null, { id: "own-1", text: "Mine.", quotes: [{ post: "p1" }, { post: "p1", exact: "q" }] }],
          relations: [
            { id: "s1", kind: "support", premises: ["own-1", "gone"], target: "a" },
            { id: "s2", kind: "dances", premises: ["a"], target: "own-1" },
            { id: "s3", kind: "undercut", premises: ["a"], target: "s4" }, { id: "s4", kind: "undercut", premises: ["a"], target: "s3" },
            { id: "s5", kind: "support", premises: ["a"], target: "nowhere" },
          ],
          laid: ["zzz", 4],
        }, [{ id: "a", text: "A card." }])"""
    )
    assert [claim["text"] for claim in read["claims"]] == ["A card.", "Mine."]
    assert read["claims"][1]["quotes"] == [{"post": "p1", "exact": "q"}]
    assert [(step["id"], step["premises"]) for step in read["relations"]] == [("s1", ["own-1"])]
    assert set(read["laid"]) == {"a", "own-1"}


def test_sentences_and_quotes_are_places_in_the_text(page: Any) -> None:
    text = "One is here.  Two, e.g. this!\n\nThree? No. No."
    places = page.evaluate("(text) => argmapThread.sentences(text, 'en')", text)
    assert [text[start:end] for start, end in places] == [
        "One is here.",
        "Two, e.g. this!",
        "Three?",
        "No.",
        "No.",
    ]
    quote = page.evaluate(
        "([text, start, end]) => argmapThread.quoteOf({ id: 'p1', text }, start, end)", [text, *places[4]]
    )
    assert quote == {"post": "p1", "exact": "No.", "prefix": text[: places[4][0]][-40:].strip()}
