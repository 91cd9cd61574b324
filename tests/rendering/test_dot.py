"""The DOT text, read back with pygraphviz. Expected values: the tables of DIAGRAM.md ("The visual grammar")."""

from __future__ import annotations

from itertools import product
from xml.etree import ElementTree as ET

import pytest
from graphviz import nohtml
from graphviz.quoting import attr_list, quote
from hypothesis import given
from hypothesis import strategies as st

from argmap.graph.views import focused, whole
from argmap.model import ArgumentMap
from argmap.rendering.options import SMALL_MAP, Direction, Options
from argmap.rendering.picture.dot_writer import _attributes, _quoted
from argmap.rendering.theme import THEMES
from tests.graph.small import changed, small, tangles
from tests.rendering.drawn import Dot

MAP = small(
    "r: a supports t",
    "l: b + m supports t",
    "x: c attacks t",
    "u: d undercuts r",
    "w: f undercuts u",
    "y: g rephrases t",
    "z: h undercuts l",
    "q: e supports a",
    "k: n + a attacks v",
    theses={"i": "t v"},
    examples=["e"],
    unstated=["m"],
    said={"a": "p2"},
    stances=["ben p2 concedes c", "cid p3 concedes c", "ann p1 asserts d", "ben p5 asserts d"],
)
DOT = Dot(MAP)

NODES = {
    "an issue is a square box with a double border": (
        "n-i",
        {"shape": "box", "style": "filled", "peripheries": "2", "class": "issue"},
    ),
    "a thesis is rounded with a thick border": (
        "n-t",
        {"shape": "box", "style": "rounded,filled", "penwidth": "2.6", "class": "thesis side-1"},
    ),
    "a claim is rounded with a thin one": (
        "n-a",
        {"shape": "box", "style": "rounded,filled", "penwidth": "1.1", "class": "claim side-1"},
    ),
    "an objection is on the other side": ("n-c", {"class": "claim side-2", "color": "#8a5000", "fillcolor": "#fdf0da"}),
    "an implicit premise is dashed": (
        "n-m",
        {"shape": "box", "style": "rounded,dashed,filled", "fillcolor": "#ffffff", "class": "implicit side-1"},
    ),
    "an example is a white note": (
        "n-e",
        {"shape": "note", "style": "filled", "fillcolor": "#ffffff", "class": "example side-1"},
    ),
    "an undercut step has a ring": (
        "j-r",
        {"shape": "circle", "width": ".09", "fixedsize": "true", "fillcolor": "#ffffff", "class": "joint support"},
    ),
    "so has an undercut that is undercut": ("j-u", {"shape": "circle", "class": "joint undercut"}),
    "linked premises have a bar": ("j-l", {"shape": "plain", "class": "joint support"}),
    "a concession is plain text": ("k-c-0", {"shape": "plaintext", "class": "concession"}),
}  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), NODES.values(), ids=NODES)
def test_nodes(name: str, expected: dict[str, str]) -> None:
    drawn = DOT.nodes[name]
    assert {key: drawn[key] for key in expected} == expected


EDGES = {
    "support": ("e-q", {"style": "solid", "penwidth": "1.7", "arrowhead": "normal", "color": "#00794b"}),
    "attack": ("e-x", {"style": "solid", "penwidth": "2.6", "arrowhead": "tee", "color": "#a31400"}),
    "undercut": ("e-w", {"style": "dashed", "penwidth": "1.8", "arrowhead": "tee", "color": "#6420b0"}),
    "concession": (
        "e-c--grant-0",
        {"style": "dashed", "penwidth": "1.6", "arrowhead": "odiamond", "color": "#1c3f7a"},
    ),
    "rephrase": ("e-y", {"style": "dotted", "arrowhead": "vee", "arrowtail": "vee", "dir": "both"}),
    "answer": ("e-t--answers", {"arrowhead": "none", "class": "answers"}),
}


@pytest.mark.parametrize(("name", "expected"), EDGES.values(), ids=EDGES)
def test_edges(name: str, expected: dict[str, str]) -> None:
    drawn = DOT.edges[name]
    assert {key: drawn[key] for key in expected} == expected


# Each row: edge, tail, head, length in half ranks.
COURSES = {
    "a direct step is two half ranks": ("e-x", "n-c", "n-t", "2"),
    "a rephrase too": ("e-y", "n-g", "n-t", "2"),
    "an answer too": ("e-t--answers", "n-t", "n-i", "2"),
    "one to the ring": ("e-r--a", "n-a", "j-r", "1"),
    "one from the ring": ("e-r", "j-r", "n-t", "1"),
    "one to the bar": ("e-l--b", "n-b", "j-l", "1"),
    "for each premise": ("e-l--m", "n-m", "j-l", "1"),
    "one from the bar": ("e-l", "j-l", "n-t", "1"),
    "an undercut ends on the ring": ("e-u", "j-u", "j-r", "1"),
    "an undercut of an undercut on its ring": ("e-w", "n-f", "j-u", "1"),
    "an undercut of a linked step on the bar": ("e-z", "n-h", "j-l", "1"),
}


@pytest.mark.parametrize(("name", "tail", "head", "length"), COURSES.values(), ids=COURSES)
def test_courses(name: str, tail: str, head: str, length: str) -> None:
    edge = DOT.edges[name]
    assert (edge["tail"], edge["head"], edge["minlen"]) == (tail, head, length)


def test_only_undercut_steps_have_rings() -> None:
    rings = {name for name in DOT.nodes if DOT.nodes[name]["shape"] == "circle"}
    assert rings == {"j-r", "j-u"}


def test_the_part_that_leads_to_a_joint_has_no_head() -> None:
    assert {DOT.edges[name]["arrowhead"] for name in ("e-r--a", "e-l--b", "e-u--d")} == {"none"}


def test_an_undercut_rephrase_has_a_head_at_each_end() -> None:
    edges = Dot(small("y: a rephrases t", "u: b undercuts y")).edges
    assert (edges["e-y--a"]["arrowtail"], edges["e-y--a"]["dir"]) == ("vee", "back")
    assert (edges["e-y"]["arrowhead"], edges["e-y"].get("dir")) == ("vee", None)


def test_the_bar_has_a_port_for_each_premise() -> None:
    label = ET.fromstring(DOT.nodes["j-k"]["label"])
    assert [cell.get("PORT") for cell in label.iter("TD")] == ["p0", "p1"]
    assert sorted(DOT.edges[name]["headport"][:2] for name in ("e-k--a", "e-k--n")) == ["p0", "p1"]


@pytest.mark.parametrize(
    ("direction", "side"),
    [(Direction.RIGHT, "e"), (Direction.LEFT, "w"), (Direction.BELOW, "s"), (Direction.ABOVE, "n")],
)
def test_premises_reach_the_bar_from_where_they_stand(direction: Direction, side: str) -> None:
    edges = Dot(small("r: a + b supports t"), Options(direction=direction)).edges
    assert [edges[name]["headport"] for name in ("e-r--a", "e-r--b")] == [f"p0:{side}", f"p1:{side}"]


CENTRES = {"j-r": (0.0, 0.0), "n-a": (-9.0, 5.0), "n-b": (9.0, -5.0)}


@pytest.mark.parametrize(
    ("direction", "place", "port"),
    [
        (Direction.BELOW, (40.0, -10.0), "e"),
        (Direction.BELOW, (-40.0, -10.0), "w"),
        (Direction.RIGHT, (40.0, -10.0), "s"),
        (Direction.RIGHT, (40.0, 10.0), "n"),
    ],
)
def test_an_undercut_meets_the_nearer_end_of_a_bar(
    direction: Direction, place: tuple[float, float], port: str
) -> None:
    map = small("r: a + b supports t", "u: c undercuts r")
    order = ("t", "r", "a", "b", "u", "c")
    drawn = Dot(map, Options(direction=direction), order=order, centres={**CENTRES, "n-c": place})
    assert drawn.edges["e-u"]["headport"] == port


def test_premises_meet_their_bar_as_they_stood_in_an_earlier_layout() -> None:
    map = small("r: a + b supports t")
    order = ("t", "r", "a", "b")
    below = Dot(map, order=order, centres={"n-a": (9.0, 0.0), "n-b": (-9.0, 0.0)})
    assert below.edges["e-r--b"]["headport"] == "p0:s"
    right = Dot(
        map, Options(direction=Direction.RIGHT), order=order, centres={"n-a": (0.0, -9.0), "n-b": (0.0, 9.0)}
    )
    assert right.edges["e-r--b"]["headport"] == "p0:e"


def test_each_linked_step_keeps_its_premises_in_a_borderless_tinted_cluster() -> None:
    clusters = {name: c["members"] for name, c in DOT.clusters.items() if name.startswith("cluster")}
    assert clusters == {"cluster_l": {"n-b", "n-m"}, "cluster_k": {"n-n", "n-a"}}
    look = {"color": "#eceff3", "fillcolor": "#eceff3", "id": "g-l", "class": "linked", "label": ""}
    assert {key: DOT.clusters["cluster_l"][key] for key in look} == look


def test_issues_stand_in_the_last_rank() -> None:
    assert [part["members"] for part in DOT.clusters.values() if part.get("rank") == "sink"] == [{"n-i"}]


def test_the_graph_is_laid_out_as_measured() -> None:
    expected = {
        "splines": "spline",
        "outputorder": "edgesfirst",
        "newrank": "true",
        "searchsize": "400",
        "mclimit": "8",
        "id": "argmap",
    }
    assert {key: DOT.page[key] for key in expected} == expected


@pytest.mark.parametrize("theme", THEMES)
def test_no_size_is_ever_set(math_in_ml: ArgumentMap, theme: str) -> None:
    assert "size" not in Dot(math_in_ml, Options(theme=theme)).page


def test_a_large_map_is_laid_out_hastily() -> None:
    steps = [f"r{n}: c{n} supports t" for n in range(200)]
    assert Dot(small(*steps)).page["searchsize"] == "50"


HEADERS = {
    "an issue": ("n-i", "? ISSUE one answer at most Issue i?"),
    "a thesis": ("n-t", "▲ THESIS Ann #1 This is claim t. Held by Ann"),
    "a claim": ("n-a", "▲ CLAIM Ben #2 This is claim a."),
    "the other side": ("n-v", "▼ THESIS Ann #1 This is claim v. Held by Ann"),
    "no single side": ("n-s", "◆ CLAIM Ann #1 This is claim s."),
    "an implicit premise, without author": ("n-m", "▲ IMPLICIT This is claim m."),
    "an example": ("n-e", "▲ EXAMPLE Example e It shows e."),
    "a claim of two, without the status": ("n-d", "▼ CLAIM Ann #1 This is claim d."),
    "a concession": ("k-c-1", "◇ Cid concedes #3"),
}


@pytest.mark.parametrize(("name", "expected"), HEADERS.values(), ids=HEADERS)
def test_words_in_nodes(name: str, expected: str) -> None:
    drawn = Dot(changed(MAP, claims=[*MAP.claims, small(said={"s": "p1"}).claims[0]]))
    assert drawn.words(name) == expected


SIZES = {"an issue": ("n-i", {"8", "13"}), "a thesis": ("n-t", {"8", "12"}), "a claim": ("n-a", {"8", "10.5"}), "an example": ("n-e", {"8", "10.5", "9"})}  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), SIZES.values(), ids=SIZES)
def test_type_sizes_in_points(name: str, expected: set[str]) -> None:
    label = ET.fromstring(DOT.nodes[name]["label"])
    assert {font.get("POINT-SIZE") for font in label.iter("FONT")} == expected


def test_an_implicit_thesis_is_a_thesis_with_a_dashed_border() -> None:
    drawn = Dot(small(theses={"i": "t"}, unstated=["t"]))
    assert drawn.nodes["n-t"]["style"] == "rounded,dashed,filled"
    assert drawn.words("n-t").startswith("▲ THESIS")


def test_many_voices_are_wrapped_below_the_header() -> None:
    map = small(said={"a": "p1"})
    quotes = [changed(map.claims[0].quotes[0], post=f"p{n}") for n in range(1, 10)]
    label = Dot(changed(map, claims=[changed(map.claims[0], quotes=quotes)])).nodes["n-a"]["label"]
    header = ET.fromstring(label)[0]
    assert len(header.findall(".//BR")) >= 3
    assert Dot(map).nodes["n-a"]["label"].split("</TR>")[0].count("<BR") == 0


def test_what_a_view_hides_is_counted_in_the_node() -> None:
    map = small("r: a supports t", "s: b supports a", "q: c attacks a", theses={"i": "t"})
    drawn = Dot(focused(whole(map), "t", 1))
    assert drawn.words("n-a").endswith("… 2 more not shown")
    assert "not shown" not in drawn.words("n-t")


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_colours_page_text_and_lines(theme: str) -> None:
    look, drawn = THEMES[theme], Dot(MAP, Options(theme=theme))
    assert drawn.page["bgcolor"] == look.page
    assert drawn.nodes["n-t"]["color"] == look.sides[0].border
    assert drawn.edges["e-x"]["color"] == look.lines["attack"].color
    assert drawn.nodes["j-r"]["fillcolor"] == look.page
    foreign = {side.border for other in THEMES.values() for side in other.sides if other.name != theme}
    own = {side.border for side in look.sides}
    assert not any(colour in drawn.text for colour in foreign - own)


@pytest.mark.parametrize("direction", Direction)
def test_directions(direction: Direction) -> None:
    assert Dot(MAP, Options(direction=direction)).page["rankdir"] == str(direction)


@pytest.mark.parametrize(("nodes", "expected"), [(SMALL_MAP, "BT"), (SMALL_MAP + 1, "RL")])
def test_up_to_twelve_nodes_the_conclusion_stands_on_top(nodes: int, expected: str) -> None:
    map = small(*(f"r{n}: c{n} supports t" for n in range(nodes - 1)))
    assert Dot(map).page["rankdir"] == expected


def test_links_lead_to_the_claim_in_a_page() -> None:
    nodes = Dot(MAP, Options(link_base="map.html")).nodes
    assert [nodes[name]["URL"] for name in ("n-a", "n-i", "n-e")] == [
        "map.html#c=a",
        "map.html#i=i",
        "map.html#c=e",
    ]


def test_without_a_page_no_node_has_an_address() -> None:
    assert "URL" not in DOT.text


def test_tooltips_say_the_whole_text() -> None:
    tips = {name: DOT.nodes[name]["tooltip"] for name in ("n-a", "n-e", "n-i", "k-c-0")}
    assert tips == {
        "n-a": "This is claim a.",
        "n-e": "Example e: It shows e.",
        "n-i": "Issue i?",
        "k-c-0": "Ben #2 concedes this",
    }
    assert DOT.edges["e-x"]["tooltip"] == "attacks"


LEGEND = {
    "supports": "r: a supports t",
    "attacks": "r: a attacks t",
    "undercuts a relation": "r: a undercuts s",
    "rephrases": "r: a rephrases t",
    "linked premises": "r: a + b supports t",
}


@pytest.mark.parametrize(("word", "step"), LEGEND.items(), ids=list(LEGEND))
def test_the_legend_names_what_occurs_and_nothing_else(word: str, step: str) -> None:
    heading = Dot(small(step, "s: c supports t")).heading
    absent = set(LEGEND) - {word, "supports"} | {"concedes", "implicit"}
    assert word in heading
    assert not any(other in heading for other in absent)


def test_the_legend_names_concessions_implicit_premises_and_sides() -> None:
    for words in ("◇ concedes", "╌ implicit premise", "▲ This is claim t.", "▼ This is claim v."):
        assert words in DOT.heading


def test_the_legend_shortens_long_names() -> None:
    map = small(theses={"i": "t u"})
    long = changed(map.claims[0], label="word " * 150)
    heading = Dot(changed(map, claims=[long, map.claims[1]])).heading
    assert "▲ word word word word word word word word …" in heading


def test_a_title_replaces_the_maps_own() -> None:
    assert Dot(MAP).heading.startswith("A small map")
    assert Dot(MAP, Options(title="Another")).heading.startswith("Another")


def test_an_empty_title_and_no_legend_leave_no_heading() -> None:
    assert Dot(MAP, Options(title="")).heading.startswith("▲")
    assert Dot(MAP, Options(title="", legend=False)).heading == ""
    assert Dot(MAP, Options(legend=False)).heading == "A small map"


def test_a_long_title_is_wrapped() -> None:
    drawn = Dot(MAP, Options(title="word " * 200, legend=False))
    assert drawn.page["label"].count("<BR") > 10


@given(tangles())
def test_every_node_and_relation_is_drawn_and_no_id_twice(map: ArgumentMap) -> None:
    drawn = Dot(map)
    assert drawn.nodes.keys() >= {f"n-{name}" for name in (*map.nodes, *map.issues_by_id)}
    assert drawn.edges.keys() >= {f"e-{name}" for name in map.relations_by_id}
    assert len(drawn.edges) == drawn.arrows


def test_ids_of_parts_are_never_those_of_relations() -> None:
    """The relation `r-a` and the part of `r` that starts from `a` once had the same id."""
    map = small(
        "r: a + b supports t",
        "r-a: c supports t",
        "t-answers: d supports t",
        "k-a-0: f supports t",
        theses={"i": "t"},
        stances=["ben p2 concedes a"],
    )
    drawn = Dot(map)
    assert len(drawn.edges) == drawn.arrows


@pytest.mark.parametrize(
    "sizes", [{}, {"n-t": (1.0, 0.5), "n-a": (1.0, 0.5), "n-i": (1.0, 0.5)}], ids=["drawn", "sketched"]
)
def test_a_sketch_has_the_nodes_and_edges_of_the_drawing(sizes: dict[str, tuple[float, float]]) -> None:
    map = small("r: a supports t", "l: b + c supports t", theses={"i": "t"})
    drawn = Dot(map, order=("i", "t", "r", "a", "l", "b", "c"), sizes=sizes)
    assert drawn.nodes.keys() == {"n-i", "n-t", "n-a", "n-b", "n-c", "j-l"}
    assert len(drawn.edges) == 5


def test_a_sketch_has_no_words() -> None:
    map = small("r: a supports t")
    drawn = Dot(map, order=("t", "r", "a"), sizes={"n-t": (1.5, 0.5), "n-a": (1.0, 0.25)})
    assert "claim" not in drawn.text
    assert (drawn.nodes["n-t"]["width"], drawn.nodes["n-t"]["height"]) == ("1.5", "0.5")


WORDS = st.one_of(
    st.sampled_from(["node", "n-c1", "-1.5", "a b", "", "#fff", "<b>x</b>", r"a\\b c"]),
    st.text('ab -<>"\n.0é', max_size=8),
).flatmap(lambda text: st.sampled_from([text, nohtml(text)]))


@pytest.mark.filterwarnings("ignore::graphviz.DotSyntaxWarning")  # of a backslash at the end
def test_backslashes_are_quoted_as_the_package_does() -> None:
    texts = ["".join(signs) for length in range(7) for signs in product('\\"a ', repeat=length)]
    assert [_quoted(text) for text in texts] == [quote(text) for text in texts]


@given(WORDS, st.dictionaries(WORDS, WORDS, max_size=4), st.none() | WORDS)
def test_texts_are_quoted_as_the_package_does(text: str, pairs: dict[str, str], label: str | None) -> None:
    assert _quoted(text) == quote(text)
    assert _attributes(label, kwargs=pairs) == attr_list(label, kwargs=pairs)
