"""Two readings in one picture: every difference has its mark, by sign, form and colour, and the page leads to it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree, html

import argmap
from argmap.errors import ArgmapError
from argmap.language import ENGLISH, Language
from argmap.model import ArgumentMap
from argmap.readings.comparison import compare
from argmap.rendering.changes import ChangeMark, ChangeSign
from argmap.rendering.comparison.drawing import draw_comparison, heading
from argmap.rendering.comparison.union import union
from argmap.rendering.options import Options
from tests.readings.test_comparison import BASE, base, item, more
from tests.rendering.hostile import HOSTILE
from tests.strategies import maps

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("a/map.yaml", "a/map.jo.yaml")
SECOND: dict[str, Any] = {
    **item("claims", "late", text="Trains are often late."),
    **item("relations", "r1", kind="attack"),
    "commitments": [],
    "examples": [],
}
SECOND["claims"] = [*SECOND["claims"], {"id": "e", "text": "Eight is early.", "implicit": True}]
SECOND["relations"] = [
    SECOND["relations"][0],
    {"id": "r3", "kind": "support", "premises": ["e"], "target": "bad"},
]


def drawn(
    second: ArgumentMap, format: str = "svg", language: Language = ENGLISH, theme: str = "light"
) -> str:
    first = base()
    comparison = compare(first, second, by_id=True)
    return draw_comparison(format, NAMES, first, second, comparison, language, theme).decode()


def groups(svg: str) -> dict[str, Any]:
    return {str(group.get("id")): group for group in etree.fromstring(svg.encode()).iter(f"{SVG}g")}


def words(group: Any) -> str:
    return " ".join("".join(text.itertext()) for text in group.iter(f"{SVG}text"))


def test_both_maps_are_one_and_an_id_of_both_names_two_parts() -> None:
    """The example `e` of the first map and the claim `e` of the second are not the same."""
    first, second = base(), base(**SECOND)
    made = union(first, second, compare(first, second, by_id=True), ENGLISH)
    assert set(made.map.nodes) == {"late", "full", "bad", "e", "e-2"}
    assert made.map.nodes["e-2"] == first.examples[0].model_copy(update={"id": "e-2"})
    assert {id: mark.sign.value for id, mark in made.marks.items()} == {
        "e": "+",
        "r3": "+",
        "e-2": "−",
        "r2": "−",
        "late": "~",
        "r1": "~",
    }
    assert made.marks["late"].words == ("before: Trains are late.", "− Ann: asserts (p1)")


def test_a_relation_with_other_ends_is_there_as_it_was_and_as_it_is() -> None:
    first, second = base(), base(**item("relations", "r1", target="bad"))
    made = union(first, second, compare(first, second, by_id=True), ENGLISH)
    was, now = made.map.relations_by_id["r1-before"], made.map.relations_by_id["r1"]
    assert ((was.premises, was.target), (now.premises, now.target)) == (
        (("late",), "full"),
        (("late",), "bad"),
    )
    assert made.marks["r1-before"] == ChangeMark(ChangeSign.DROPPED, ("before",))
    assert made.marks["r1"] == ChangeMark(ChangeSign.CHANGED, ("another target",))


def test_marks_are_signs_and_forms_and_not_only_colours() -> None:
    parts = groups(drawn(base(**SECOND)))
    assert "+ ADDED" in words(parts["n-e"])
    assert "− DROPPED" in words(parts["n-e-2"])
    assert "~ CHANGED" in words(parts["n-late"])
    assert "before: Trains are late." in words(parts["n-late"])
    frames = [len(parts[f"n-{id}"].findall(f".//{SVG}rect")) for id in ("e", "full", "late")]
    assert frames == [2, 1, 1]
    borders = {id: etree.tostring(parts[f"n-{id}"]).decode() for id in ("e-2", "late", "full")}
    assert "stroke-dasharray" in borders["e-2"]
    assert 'stroke-width="3.2"' in borders["late"]
    assert "stroke-dasharray" not in borders["full"]
    assert words(parts["e-r1"]).split() == ["~", "flipped"]
    assert (words(parts["e-r2"]).split(), words(parts["e-r3"]).split()) == (["−"], ["+"])
    assert "stroke-dasharray" in etree.tostring(parts["e-r2"]).decode()


def test_issues_and_examples_are_marked_too() -> None:
    issues = {
        "issues": [
            BASE["issues"][0] | {"question": "What is so wrong?"},
            {"id": "k", "question": "Who decides?"},
        ]
    }
    parts = groups(drawn(base(**issues, **item("examples", "e", topic="trams"))))
    assert "~ CHANGED" in words(parts["n-i"])
    assert "before: What is wrong?" in words(parts["n-i"])
    assert "+ ADDED" in words(parts["n-k"])
    assert "− DROPPED" in words(parts["n-j"])
    assert "topic: buses → trams" in words(parts["n-e"])


def test_the_legend_names_the_marks_that_occur_and_the_text_alternative_the_differences() -> None:
    svg = drawn(base(**SECOND))
    for mark in ("+ added (double border)", "− dropped (dashed)", "~ changed (thick border)"):
        assert mark in svg
    assert "~ r1 · flipped: late [-supports-] {+attacks+} full" in svg
    only_added = drawn(base(**more("claims", {"id": "n", "text": "New.", "implicit": True})))
    assert "+ added (double border)" in only_added
    assert "dropped (dashed)" not in only_added


def test_without_a_difference_nothing_is_marked() -> None:
    svg = drawn(base())
    assert "no differences" in svg
    assert not re.search(r"[+−~] (ADDED|DROPPED|CHANGED)", svg)


def test_an_ordinary_picture_is_as_before() -> None:
    """Marks are asked for: without them sides have their colours."""
    assert argmap.render(base()) != drawn(base()).encode()
    assert b"#e7f1fb" in argmap.render(base())
    assert "#e7f1fb" not in drawn(base())


def test_the_words_of_the_picture_and_of_the_page_are_in_german() -> None:
    assert "+ HINZUGEKOMMEN" in drawn(base(**SECOND), language=Language("de"))
    page = drawn(base(**SECOND), "html", Language("de"))
    assert '<html lang="de">' in page
    for shown in ("Aussagen <span>1 hinzugekommen, 1 geändert", "umgekehrt", "Bild an das Fenster anpassen"):
        assert shown in page


def test_the_page_runs_nothing_and_leads_to_every_part_that_is_drawn() -> None:
    page = html.fromstring(drawn(base(**SECOND), "html").encode())
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src ; img-src blob: data:; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )
    assert page.xpath("//script | //@style | //*[@onclick] | //link | //img") == []
    led_to = [address.removeprefix("#") for address in page.xpath("//li/a/@href")]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(led_to) == {"n-e", "n-e-2", "n-late", "e-r1", "e-r2", "e-r3"}
    assert set(led_to) <= set(ids)
    assert [mark.text for mark in page.xpath("//li//ins")] == ["often", "attacks"]
    assert [mark.text for mark in page.xpath("//li//del")] == ["supports"]


def test_the_colours_of_the_page_are_those_of_its_picture() -> None:
    page = drawn(base(**SECOND), "html", theme="dark")
    assert "--page:#0d1117" in page
    assert 'fill="#0d1117"' in page


def test_nothing_in_two_maps_is_read_as_markup() -> None:
    for text in HOSTILE.values():
        second = base(**item("claims", "late", text=text), title=" ".join(text.split()))
        page = html.fromstring(drawn(second, "html").encode())
        assert page.xpath("//script | //img | //b[not(ancestor::li)]") == []


@given(one=maps(max_nodes=4), other=maps(max_nodes=4))
@settings(max_examples=8, deadline=None)
def test_any_two_maps_can_be_one(one: ArgumentMap, other: ArgumentMap) -> None:
    """Posts of one id may have other words in an earlier revision, and parts other kinds."""
    posts = {post.id: post for post in one.thread.posts} if one.thread else {}
    assert other.thread is not None
    kept = [posts.get(post.id, post).model_copy(update={"reply_to": None, "repeats": None, "author": None, "text": "w"}) for post in other.thread.posts]  # fmt: skip
    thread = other.thread.model_copy(update={"posts": kept})
    others = {"thread": thread, "commitments": (), "breaches": ()}
    first = one.model_copy(update={"thread": one.thread and one.thread.model_copy(update={"posts": [p.model_copy(update={"reply_to": None, "repeats": None, "author": None, "text": "w"}) for p in one.thread.posts]}), "commitments": (), "breaches": ()})  # fmt: skip
    second = other.model_copy(update=others)
    for by_id in (True, False):
        comparison = compare(first, second, by_id=by_id)
        made = union(first, second, comparison, ENGLISH)
        sizes = [len(getattr(map, "nodes")) for map in (first, second, made.map)]  # noqa: B009
        assert sizes[0] + sizes[1] - len(comparison.matching.of("claim", "example")) == sizes[2]
        assert set(made.marks) <= {*made.map.parts}
        assert all(made.place_of(d) in {None, *made.map.parts} for d in comparison.differences)


def test_the_option_takes_marks_by_id() -> None:
    with pytest.raises(ArgmapError, match="the option changes is a mapping of marks by id"):
        Options(changes=[])  # type: ignore[arg-type]


def test_files_are_named_by_what_tells_them_apart() -> None:
    assert heading(NAMES, base()) == "M map.yaml → map.jo.yaml"
    assert heading(("a/map.yaml", "b/map.yaml"), base()) == "M a/map.yaml → b/map.yaml"
    assert heading(("data/x at HEAD~3", "data/x"), base()) == "M x at HEAD~3 → x"
    assert heading((". at a/b", "."), base()) == "M . at a/b → ."


@pytest.mark.usefixtures("drawn_anew")
def test_the_same_two_maps_give_the_same_bytes() -> None:
    for format in ("svg", "html"):
        assert drawn(base(**SECOND), format) == drawn(base(**SECOND), format)
