"""The outline as a tree: everything occurs, reasons are told once, cycles end. Expected values: by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UnknownName
from argmap.graph.views import focused, whole
from argmap.model import ArgumentMap
from argmap.rendering.outline import outline, reading_order
from argmap.rendering.outline_entry import OutlineNode, Role
from argmap.rendering.scene import scene
from argmap.rendering.text.tree import tab_lines
from tests.graph.small import changed, small, tangles
from tests.strategies import maps


def told(map: ArgumentMap, *, depth: int | None = None, start: str | None = None) -> list[str]:
    """Return the outline as lines of the ids, indented, with what is remarked on them."""
    entries = outline(scene(whole(map)), depth=depth, start=start)
    return [f"{'  ' * level}{_line(entry)}" for level, entry in walked(entries)]


def walked(entries: tuple[OutlineNode, ...]) -> Iterator[tuple[int, OutlineNode]]:
    for entry in entries:
        yield from entry.walk()


def _line(entry: OutlineNode) -> str:
    name = entry.text if entry.role is Role.RELATION else entry.id
    if entry.role is Role.CONCESSION:
        name = entry.who
    return name + " again" * entry.repeated + f" +{entry.hidden}" * bool(entry.hidden)


TREES = {
    "a thesis under its issue": ([], {"theses": {"i": "t"}}, ["i", "  t"]),
    "a reason under its word": (
        ["r: a supports t"],
        {"theses": {"i": "t"}},
        ["i", "  t", "    because", "      a"],
    ),
    "linked premises under one word": (
        ["r: a + b attacks t"],
        {"theses": {"i": "t"}, "said": {"b": "p1", "a": "p2"}},
        ["i", "  t", "    but (together)", "      b", "      a"],
    ),
    "an undercut beside the premise of its step": (
        ["r: a supports t", "u: b undercuts r", "w: c + d undercuts u"],
        {"theses": {"i": "t"}},
        [
            "i",
            "  t",
            "    because",
            "      a",
            "      the step fails:",
            "        b",
            "        the step fails (together):",
            "          c",
            "          d",
        ],
    ),
    "a rephrase": (
        ["r: a rephrases t"],
        {"theses": {"i": "t"}},
        ["i", "  t", "    in other words:", "      a"],
    ),
    "a claim without thesis on top": (
        ["r: a supports b"],
        {"theses": {"i": ""}},
        ["i", "b", "  because", "    a"],
    ),
    "a claim that is told twice, its reasons once": (
        ["r: a supports t", "s: a supports u", "q: b supports a"],
        {"theses": {"i": "t u"}},
        [
            "i",
            "  t",
            "    because",
            "      a",
            "        because",
            "          b",
            "  u",
            "    because",
            "      a again",
        ],
    ),
    "a leaf that is told twice needs no mark": (
        ["r: a supports t", "s: a supports u"],
        {"theses": {"i": "t u"}},
        ["i", "  t", "    because", "      a", "  u", "    because", "      a"],
    ),
    "a thesis that is a reason elsewhere": (
        ["r: u supports t", "s: a supports u"],
        {"theses": {"i": "t u"}},
        ["i", "  t", "    because", "      u", "        because", "          a", "  u again"],
    ),
    "a concession": (
        [],
        {"theses": {"i": "t"}, "stances": ["ben p2 concedes t", "ann p1 asserts t"]},
        ["i", "  t", "    granted:", "      Ben #2"],
    ),
    "a cycle from its first member": (
        ["r: a supports b", "s: b supports a"],
        {"said": {"a": "p2", "b": "p1"}},
        ["b", "  because", "    a", "      because", "        b again"],
    ),
    "a cycle below its top": (
        ["r: a supports b", "s: b supports a", "q: b supports t"],
        {"theses": {"i": "t"}},
        [
            "i",
            "  t",
            "    because",
            "      b",
            "        because",
            "          a",
            "            because",
            "              b again",
        ],
    ),
    "a reason for itself": (["r: a supports a"], {}, ["a", "  because", "    a again"]),
    "undercuts that undercut each other": (
        ["u: a undercuts w", "w: b undercuts u"],
        {"said": {"a": "p1", "b": "p2"}},
        ["a", "b", "the step fails:", "  a", "  the step fails:", "    b", "    the step fails: again"],
    ),
    "an undercut of itself": (
        ["u: a undercuts u"],
        {},
        ["a", "the step fails:", "  a", "  the step fails: again"],
    ),
}


@pytest.mark.parametrize(("steps", "fields", "expected"), TREES.values(), ids=TREES)
def test_outline(steps: list[str], fields: dict[str, object], expected: list[str]) -> None:
    assert told(small(*steps, **fields)) == expected


CHAIN = ["r: a supports t", "s: b supports a", "u: c undercuts r", "q: d supports c", "k: b supports u2"]

DEPTHS = {
    "none": (0, ["i", "  t +1", "  u2 +1"]),
    "one": (
        1,
        [
            "i",
            "  t",
            "    because",
            "      a +1",
            "      the step fails:",
            "        c +1",
            "  u2",
            "    because",
            "      b",
        ],
    ),
    "two": (
        2,
        [
            "i",
            "  t",
            "    because",
            "      a",
            "        because",
            "          b",
            "      the step fails:",
            "        c",
            "          because",
            "            d",
            "  u2",
            "    because",
            "      b",
        ],
    ),
}


@pytest.mark.parametrize(("depth", "expected"), DEPTHS.values(), ids=DEPTHS)
def test_depth_counts_levels_of_reasons(depth: int, expected: list[str]) -> None:
    assert told(small(*CHAIN, theses={"i": "t u2"}), depth=depth) == expected


def test_what_was_cut_is_told_where_there_is_room() -> None:
    """At depth 2, b is cut below a (its reason c is the third level) and told below u."""
    map = small(
        "r: a supports t", "s: b supports a", "q: c supports b", "k: b supports u", theses={"i": "t u"}
    )
    assert told(map, depth=2) == [
        "i",
        "  t",
        "    because",
        "      a",
        "        because",
        "          b +1",
        "  u",
        "    because",
        "      b",
        "        because",
        "          c",
    ]


STARTS = {
    "an issue": ("j", ["j", "  w"]),
    "a thesis": (
        "t",
        ["t", "  because", "    a", "      because", "        b", "    the step fails:", "      c"],
    ),
    "a claim": ("a", ["a", "  because", "    b"]),
    "a relation": ("r", ["because", "  a", "    because", "      b", "  the step fails:", "    c"]),
    "an undercut": ("u", ["the step fails:", "  c"]),
}


@pytest.mark.parametrize(("start", "expected"), STARTS.values(), ids=STARTS)
def test_start(start: str, expected: list[str]) -> None:
    map = small("r: a supports t", "s: b supports a", "u: c undercuts r", theses={"i": "t", "j": "w"})
    assert told(map, start=start) == expected


def test_an_unknown_start_suggests_a_known_name() -> None:
    with pytest.raises(
        UnknownName, match=r"no issue, claim, example or relation 'thesi'; did you mean 'thesis'\?"
    ):
        told(small("r: reason supports thesis"), start="thesi")


def test_a_start_with_depth_cuts_below_it() -> None:
    map = small("r: a supports t", "s: b supports a", theses={"i": "t"})
    assert told(map, start="t", depth=1) == ["t", "  because", "    a +1"]


def test_a_view_tells_what_it_hides() -> None:
    map = small("r: a supports t", "s: b supports a", "q: c supports b", theses={"i": "t"})
    entries = outline(scene(focused(whole(map), "t", 1)))
    assert [(e.id, e.hidden) for _, e in walked(entries) if e.id in map.nodes] == [("t", 0), ("a", 1)]


def check_complete(map: ArgumentMap) -> None:
    """Assert that all occurs, every relation once, and nothing is told twice with what is below it."""
    entries = [entry for _, entry in walked(outline(scene(whole(map))))]
    with_children = Counter(entry.id for entry in entries if entry.children and entry.id)
    assert set(with_children.values()) <= {1}
    assert {entry.id for entry in entries} >= set(map.kinds)
    first = Counter(entry.id for entry in entries if entry.id in map.relations_by_id and not entry.repeated)
    assert first == Counter(dict.fromkeys(map.relations_by_id, 1))


@given(maps())
def test_everything_occurs_and_is_told_once(map: ArgumentMap) -> None:
    check_complete(map)


@given(tangles())
def test_nothing_is_lost_in_circles(map: ArgumentMap) -> None:
    check_complete(map)


def test_everything_of_the_bundled_map_occurs(math_in_ml: ArgumentMap) -> None:
    check_complete(math_in_ml)


@given(tangles())
def test_a_step_stands_below_its_target_and_above_its_premises(map: ArgumentMap) -> None:
    for _, entry in walked(outline(scene(whole(map)))):
        for child in entry.children:
            relation = map.relations_by_id.get(child.id)
            if relation is not None:
                assert relation.target == entry.id
            if entry.id in map.relations_by_id and child.id in map.nodes:
                assert child.id in map.relations_by_id[entry.id].premises


@given(tangles(), st.integers(0, 4))
def test_a_cut_outline_has_the_same_tops_and_no_new_entries(map: ArgumentMap, depth: int) -> None:
    shown = scene(whole(map))
    full, cut = outline(shown), outline(shown, depth=depth)
    assert [entry.id for entry in cut] == [entry.id for entry in full]
    assert {entry.id for _, entry in walked(cut)} <= {entry.id for _, entry in walked(full)}


@given(tangles())
def test_a_depth_beyond_all_reasons_cuts_nothing(map: ArgumentMap) -> None:
    shown = scene(whole(map))
    assert outline(shown, depth=100) == outline(shown)


@given(tangles(), st.data())
def test_any_part_can_be_the_start(map: ArgumentMap, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(sorted(map.kinds)))
    (top,) = outline(scene(whole(map)), start=start)
    assert top.id == start


def test_names_with_line_ends_stay_on_one_line() -> None:
    map = small("r: a supports t", stances=["ann p1 asserts a", "ben p2 concedes a"])
    assert map.thread is not None
    people = [changed(person, name=f"The\n{person.name}\tJr") for person in map.thread.participants]
    odd = changed(map, thread=changed(map.thread, participants=people))
    said = {text for _, e in walked(outline(scene(whole(odd)))) for text in (e.who, e.text, *e.agreed)}
    assert {"The Ann Jr #1", "The Ben Jr #2", "The Ann Jr", "The Ben Jr"} <= said


@given(tangles())
def test_the_reading_order_is_that_of_the_outline(map: ArgumentMap) -> None:
    drawn = scene(whole(map))
    walked = (entry.id for top in outline(drawn) for _, entry in top.walk() if entry.id)
    assert reading_order(drawn) == tuple(dict.fromkeys(walked))


@given(maps() | tangles())
def test_lines_for_programs_are_those_of_the_whole_outline(map: ArgumentMap) -> None:
    shown = scene(whole(map))
    assert tab_lines(outline(shown, brief=True)) == tab_lines(outline(shown))
