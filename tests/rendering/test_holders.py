"""Who holds what, remarks, backings, sub-issues, outcomes and questions in every output.

What is expected is read off the thread below by hand: Ana and Dan want to close it, Ben does not, Cy sets a condition.
"""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given

from argmap.formats.graphs.graphml import write as write_graphml
from argmap.graph.views import to_networkx, whole
from argmap.model import ArgumentMap, Claim
from argmap.rendering.draw import render
from argmap.rendering.holders import NOBODYS, condition_words, held_line
from argmap.rendering.marks import marks
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.outline_entry import Role
from argmap.rendering.picture.dot import dot_source
from argmap.rendering.scene import scene
from argmap.rendering.text.markdown import markdown_page
from argmap.rendering.text.tree import json_text, tree_text
from argmap.rendering.theme import LIGHT
from argmap.storage.load import load_map
from tests.rendering.drawn import Dot
from tests.strategies import maps

TEXT = """
id: town
title: Town
annotators: [Ann]
thread:
  id: town
  title: Town
  source: {kind: text}
  authorship: recorded
  reply_structure: unknown
  participants: [{id: ana, name: Ana}, {id: ben, name: Ben}, {id: cy, name: Cy}, {id: dan, name: Dan}, {id: eva, name: Eva}]
  posts:
    - {id: p1, author: ana, text: 'Close it. These barbs get us nowhere.'}
    - {id: p2, author: ben, text: 'Never close it. Why should we?'}
    - {id: p3, author: cy, text: 'If the buses run first, close it. Perhaps there are ten.'}
    - {id: p4, author: dan, text: 'I grant it, if there are ten. It rained, so the street was wet. I no longer say leave it.'}
    - {id: p5, author: eva, text: 'We agree, then.'}
issues:
  - {id: old-town, question: 'Close it?', outcome: {thesis: close, by: [ana, dan], quotes: [{post: p5, exact: We agree}]}}
  - {id: buses, question: 'How many buses?', parent: close, exclusive: false, outcome: {open: true, note: Nobody returns to it.}}
  - {id: costs, question: 'Who pays?', parent: old-town}
claims:
  - id: close
    text: It should be closed.
    label: Close
    answers: old-town
    quotes: [{post: p1, exact: Close it}]
    senses: [{term: close, sense: to cars}]
    references: [{title: On closing, url: 'https://example.org/closing'}]
    by: Ann
    confidence: 0.7
    note: A charitable reading.
  - {id: leave, text: It should be left., label: Leave, answers: old-town, quotes: [{post: p2, exact: Never close it}]}
  - {id: ten, text: There are ten buses., answers: buses, implicit: true}
  - {id: state, text: The state pays., answers: costs, implicit: true}
  - {id: barbs, text: The barbs get us nowhere., meta: true, quotes: [{post: p1, exact: These barbs get us nowhere}]}
  - {id: wet, text: The street was wet., quotes: [{post: p4, exact: [It rained, street was wet]}]}
  - {id: rain, text: It rained., quotes: [{post: p4, exact: It rained}]}
  - {id: slips, text: People slip on wet streets., implicit: true}
  - {id: counts, text: Counts say so., implicit: true}
relations:
  - {id: r-wet, kind: support, premises: [wet, slips], target: close, confidence: 0.4}
  - {id: r-rain, kind: explains, premises: [rain], target: wet}
  - {id: r-counts, kind: support, premises: [counts], target: r-wet}
  - {id: r-barbs, kind: attack, premises: [barbs], target: leave}
commitments:
  - {participant: ana, post: p1, claim: close, stance: asserts}
  - {participant: ben, post: p2, claim: close, stance: denies, quotes: [{post: p2, exact: Never close it}]}
  - {participant: ben, post: p2, claim: wet, stance: questions}
  - {participant: cy, post: p3, claim: close, stance: accepts, if: if the buses run first}
  - {participant: cy, post: p3, claim: ten, stance: asserts, hedged: true}
  - {participant: dan, post: p4, claim: close, stance: concedes, if: ten}
  - {participant: dan, post: p4, claim: leave, stance: retracts}
questions:
  - {id: q-why, post: p2, text: 'Why should we?', about: close, to: ana, quotes: [{post: p2, exact: 'Why should we?'}]}
  - {id: q-step, post: p2, text: 'Does that follow?', about: r-wet, answered_by: [{post: p3, claim: ten}]}
  - {id: q-all, post: p2, text: 'What now?', answered_by: [{post: p5}]}
"""


def read(**changes: object) -> ArgumentMap:
    return load_map({**yaml.safe_load(TEXT), **changes})


MAP = read()
HELD_CLOSE = (
    "held by Ana · rejected by Ben · Cy: if the buses run first (not granted)"
    " · Dan: if “There are ten buses.” (not granted)"
)


def told(map: ArgumentMap = MAP, *, status: bool = True) -> str:
    return tree_text(outline(scene(whole(map), marks(map, status=status))))


def line(name: str, text: str) -> str:
    return next(each for each in text.splitlines() if each.endswith(f"[{name}]"))


def commitments(*stances: tuple[str, str, str]) -> ArgumentMap:
    """Return a map in which people take stances on one claim that nobody is quoted for."""
    taken = [{"participant": p, "post": post, "stance": s, "claim": "a"} for p, post, s in stances]
    thread = yaml.safe_load(TEXT)["thread"]
    return load_map(
        {
            "id": "m",
            "title": "M",
            "thread": thread,
            "claims": [{"id": "a", "text": "It is so."}],
            "commitments": taken,
        }
    )


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ((), NOBODYS),
        ([("ana", "p1", "asserts"), ("ben", "p2", "accepts")], "held by Ana, Ben"),
        ([("ana", "p1", "asserts"), ("cy", "p3", "asserts"), ("ana", "p5", "retracts")], "held by Cy · given up by Ana"),
        ([("ana", "p1", "proposes"), ("ben", "p2", "concedes")], "conceded by Ben · proposed by Ana"),
        ([("ana", "p1", "asserts"), ("ben", "p2", "questions")], "held by Ana · questioned by Ben"),
        ([(who, "p1", "accepts") for who in ("ana", "ben", "cy", "dan")], "held by 4 participants"),
    ],
)  # fmt: skip
def test_who_holds_a_claim_in_one_line(stances: list[tuple[str, str, str]], expected: str) -> None:
    map = commitments(*stances)
    assert held_line(map, scene(whole(map)).stances.of("a")) == expected


def test_the_page_names_everybody() -> None:
    map = commitments(*((who, "p1", "accepts") for who in ("ana", "ben", "cy", "dan")))
    assert scene(whole(map)).held("a", most=None) == "held by Ana, Ben, Cy, Dan"
    assert "Held by Ana, Ben, Cy, Dan." in render(map, "html").decode()


def test_a_condition_begins_with_if_once() -> None:
    assert condition_words(MAP, "If  the buses run first") == "if the buses run first"
    assert condition_words(MAP, "close") == "if “Close”"
    assert condition_words(MAP, "x " * 50, 10) == "if x x x x x …"


def test_the_outline_says_who_holds_a_thesis_and_how_its_issue_ended() -> None:
    text = told()
    assert f"(close: to cars)  Ana #1  – {HELD_CLOSE}  = chosen by Ana, Dan  [close]" in text
    assert "held by Ben · given up by Dan" in line("leave", text)
    assert "guessed by Cy" in line("ten", text)
    assert line("state", text).endswith(f"– {NOBODYS}  [state]")
    assert (
        line("old-town", text)
        == "? Close it? (one answer at most)  = settled: Close (by Ana, Dan)  [old-town]"
    )
    assert line("buses", text).endswith("? How many buses? (several answers possible)  = left open  [buses]")


def test_conditions_are_granted_or_not_only_where_labels_are_shown() -> None:
    assert "granted)" not in told(status=False)


def test_who_speaks_is_not_said_twice() -> None:
    """Dan says that it rained, and nobody else takes a stance on it."""
    assert "held by" not in line("rain", told())
    assert "held by Dan · questioned by Ben" in line("wet", told())


def test_sub_issues_stand_below_their_parents() -> None:
    lines = [line for top in outline(scene(whole(MAP))) for line in top.walk()]
    depths = {e.id: depth for depth, e in lines if e.role is not Role.CONCESSION}
    assert depths["old-town"] == 0
    assert depths["buses"] == depths["close"] + 1
    assert depths["costs"] == depths["close"]
    assert len(outline(scene(whole(MAP)))) == 1


def test_a_short_outline_still_shows_sub_issues() -> None:
    ids = {e.id for top in outline(scene(whole(MAP)), depth=0) for _, e in top.walk()}
    assert {"buses", "costs", "ten", "state"} <= ids
    assert "wet" not in ids


def test_questions_and_their_answers_stand_in_the_outline() -> None:
    assert "“Why should we?” Ben #2 asks Ana; nobody answered" in told()
    assert "“Does that follow?” Ben #2 asks; answered in #3 by “There are ten buses.”" in told()


def test_remarks_backings_and_explanations_are_told_apart() -> None:
    text = told()
    assert "✓" not in line("barbs", text)
    assert "(about the discussion)" in line("barbs", text)
    assert "but (carries no weight)" in text
    assert "the step holds, because" in text
    assert "explained by:" in text


def test_json_has_the_same() -> None:
    (issue,) = json.loads(json_text(outline(scene(whole(MAP), marks(MAP, status=True)))))
    close = next(child for child in issue["children"] if child["id"] == "close")
    assert (close["held"], close["senses"], close["outcome"]) == (
        HELD_CLOSE,
        ["close: to cars"],
        "chosen by Ana, Dan",
    )
    assert (issue["outcome"], issue["exclusion"]) == ("settled: Close (by Ana, Dan)", "one answer at most")


def test_a_concession_says_how_it_is_meant() -> None:
    """Dan concedes on a condition; a concession that is taken back later does not look like one that stands."""
    assert "Dan #4, if “There are ten buses.”" in told()
    map = commitments(("ana", "p1", "asserts"), ("ben", "p2", "concedes"), ("ben", "p3", "denies"))
    assert Dot(map).words("k-a-0") == "◇ Ben concedes, and takes it back later #2"
    assert "Ben #2, and takes it back later" in told(map)


DRAWN = Dot.of(dot_source(scene(whole(MAP), marks(MAP, status=True)), Options()))


def test_the_picture_marks_a_remark_and_gives_it_no_verdict() -> None:
    node = DRAWN.nodes["n-barbs"]
    assert (node["class"], node["style"], node["color"]) == ("meta side-none", "dotted,filled", LIGHT.muted)
    assert DRAWN.words("n-barbs") == "◆ ABOUT THE DISCUSSION Ana #1 The barbs get us nowhere."
    edge = DRAWN.edges["e-r-barbs"]
    assert (edge["class"], edge["color"], edge["arrowhead"]) == ("attack weightless", LIGHT.muted, "tee")


def test_a_backing_ends_on_the_joint_of_its_relation() -> None:
    edge = DRAWN.edges["e-r-counts"]
    assert (edge["class"], edge["head"], edge["style"]) == ("support backing", "j-r-wet", "dashed")
    assert edge["color"] == LIGHT.lines["support"].color


def test_an_explanation_has_a_line_of_its_own() -> None:
    edge = DRAWN.edges["e-r-rain"]
    assert (edge["class"], edge["color"], edge["style"]) == (
        "explains",
        LIGHT.lines["explains"].color,
        "dotted",
    )
    assert (edge["tail"], edge["head"]) == ("n-rain", "n-wet")


def test_the_chosen_thesis_and_the_sub_issues_are_drawn() -> None:
    assert DRAWN.edges["e-close--answers"]["class"] == "answers chosen"
    assert DRAWN.edges["e-leave--answers"]["class"] == "answers"
    below = DRAWN.edges["e-buses--below"]
    assert (below["tail"], below["head"]) == ("n-buses", "n-close")
    assert "= chosen by Ana, Dan" in DRAWN.words("n-close")
    assert "Held by Ana · rejected by Ben" in DRAWN.words("n-close")
    assert "= settled: Close (by Ana, Dan)" in DRAWN.words("n-old-town")
    assert "several answers possible" in DRAWN.words("n-buses")


def test_a_picture_without_status_says_who_holds_theses_only() -> None:
    plain = Dot(MAP)
    assert "Held by Ana" in plain.words("n-close")
    assert "Held by" not in plain.words("n-wet")
    assert "Held by Dan · questioned by Ben" in DRAWN.words("n-wet")


@pytest.mark.parametrize(
    ("relation", "words"),
    [("r-rain", "explains"), ("r-counts", "backs a relation"), ("r-barbs", "carries no weight")],
)
def test_the_legend_names_only_what_occurs(relation: str, words: str) -> None:
    data = yaml.safe_load(TEXT)
    less = read(relations=[r for r in data["relations"] if r["id"] != relation])
    assert words in DRAWN.heading
    assert words not in Dot(less).heading
    page, shorter = render(MAP, "html").decode(), render(less, "html").decode()
    assert f"</i>{words}</span>" in page
    assert f"</i>{words}</span>" not in shorter


def text_of(html: str, start: str) -> str:
    """Return the words of the article that has an id."""
    article = html[html.index(f'id="{start}"') :]
    return " ".join(
        re.sub(r"<[^>]*>", " ", article[article.index(">") + 1 : article.index("</article>")]).split()
    )


def test_the_thread_marks_only_the_quoted_parts() -> None:
    marked = re.findall(
        r'href="#c=([^"]*)"(?: data-q="([^"]*)")?[^>]*><mark>([^<]*)</mark>', render(MAP, "html").decode()
    )
    assert [words for one, several, words in marked if "wet" in f"{one} {several}".split()] == [
        "It rained",
        "street was wet",
    ]


def test_markdown_carries_all_of_it() -> None:
    shown = scene(whole(MAP))
    page = markdown_page(shown, outline(shown))
    for expected in (
        "It was settled: Close (by Ana, Dan).",
        "> We agree (post 5)",
        "It was left open.",
        "Nobody returns to it.",
        "- In the sense of close: to cars.",
        "Annotators: by Ann, confidence 0.7: A charitable reading.",
        "- Ben denies it in post 2: “Never close it”.",
        "- Cy accepts it in post 3, if the buses run first.",
        "- Cy asserts it in post 3, as a guess.",
        "- Ben \\#2 asks Ana: Why should we? (nobody answered): “Why should we?”",
        "- About `r-wet`: Ben \\#2 asks: Does that follow?",
        "*On closing*. <https://example.org/closing>",
        "Remark about the discussion `barbs`",
        "- `r-wet`: confidence 0.4",
    ):
        assert expected in page, expected


def test_graphs_carry_kinds_and_outcomes() -> None:
    graph = to_networkx(MAP, "joined")
    assert (graph.nodes["old-town"]["exclusive"], graph.nodes["old-town"]["outcome"]) == (True, "close")
    assert (graph.nodes["buses"]["exclusive"], graph.nodes["buses"]["outcome"]) == (False, "open")
    assert graph.has_edge("buses", "close")
    assert [name for name, data in graph.nodes.items() if data.get("meta")] == ["barbs"]
    flat = to_networkx(MAP)
    assert flat.edges["counts", "close", "r-counts"]["backs"] == "r-wet"
    assert flat.edges["rain", "wet", "r-rain"]["kind"] == "explains"


def test_graphml_carries_them_too() -> None:
    space = "{http://graphml.graphdrawing.org/xmlns}"
    graph = ET.fromstring(write_graphml(MAP).text).find(f"{space}graph")
    assert graph is not None
    data = {n.get("id"): {d.get("key"): d.text for d in n} for n in graph.findall(f"{space}node")}
    assert data["barbs"]["meta"] == "true"
    assert (data["old-town"]["outcome"], data["buses"]["exclusive"], data["buses"]["open"]) == (
        "close",
        "false",
        "true",
    )
    assert data["r-rain"]["relation"] == "explains"
    ends = {(e.get("source"), e.get("target")) for e in graph.findall(f"{space}edge")}
    assert {("buses", "close"), ("costs", "old-town"), ("counts", "r-counts"), ("r-counts", "r-wet")} <= ends


@given(maps())
def test_every_claim_of_any_map_is_held_by_somebody_or_nobody(map: ArgumentMap) -> None:
    """Whoever takes a last stance on a claim is in the line that names everybody, by name."""
    shown = scene(whole(map))
    assert map.thread is not None
    names = {person.id: " ".join(person.name.split()) for person in map.thread.participants}
    for node in map.nodes.values():
        held = shown.held(node.id, most=None, longest=None)
        assert bool(held) == isinstance(node, Claim)
        stances = shown.stances.of(node.id)
        if isinstance(node, Claim):
            assert all(
                names.get(each.participant, "unknown") in held for each in (*stances.last, *stances.questions)
            )
            assert (held == NOBODYS) == (not stances.last and not stances.questions)
