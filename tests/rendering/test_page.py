"""The page without a browser: what is in it, what may run in it, and that it is the same every time."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from argmap.cli.main import main
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.project.results import stored_results
from argmap.rendering.draw import fragment, notebook, render
from argmap.rendering.options import Options
from argmap.rendering.page.colours import themed
from argmap.rendering.page.document import HERE, MADE, outline_html
from argmap.rendering.page.judging import theory_data
from argmap.rendering.page.packing import unpacked
from argmap.rendering.report.headline import headlines
from argmap.rendering.report.parts import ReportContext
from argmap.rendering.report.reasons import reason_tree
from argmap.rendering.scene import scene
from argmap.rendering.templates import asset
from argmap.rendering.theme import LIGHT, THEMES
from argmap.solver.semantics import Semantics
from argmap.storage.load import load_map
from argmap.study import Study
from benchmarks.checks import large_map
from tests.graph.small import changed, small
from tests.rendering.hostile import HOSTILE, hostile_map
from tests.strategies import maps
from tools.scripts import short_scripts

VOID = {"meta", "input", "br", "img", "link"}
DATA = Path(__file__).parent.parent.parent / "data" / "math-in-ml"


class Reader(HTMLParser):
    """Collects elements, and checks that they are nested and that ids are given once."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(page)
        self.close()
        assert self.open == []
        ids = [attributes["id"] for _, attributes in self.elements if "id" in attributes]
        assert len(ids) == len(set(ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(math_in_ml: ArgumentMap) -> str:
    return render(math_in_ml, "html").decode("utf-8")


def test_every_claim_example_and_post_is_in_the_page(page: str, math_in_ml: ArgumentMap) -> None:
    ids = {attributes.get("id") for _, attributes in Reader(page).elements}
    assert {f"c={name}" for name in math_in_ml.nodes} <= ids  # in the outline, also without a script
    assert drawn(page)["cards"]["nodes"].keys() == math_in_ml.nodes.keys()
    assert math_in_ml.thread is not None
    assert {f"p-{post.id}" for post in math_in_ml.thread.posts} <= ids


def test_every_link_inside_the_page_leads_somewhere(page: str) -> None:
    elements = Reader(page).elements
    ids = {attributes.get("id") for _, attributes in elements}
    for _, attributes in elements:
        link = attributes.get("href", "")
        if link.startswith("#") and "=" in link:
            kind, _, name = link[1:].partition("=")
            assert f"{kind}-{name}" in ids if kind == "p" else f"{kind}={name}" in ids, link


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for tag in ("style", "script"):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[-1]
        assert b64encode(sha256(content.encode()).digest()).decode() in policy[1]
    for name, attributes in Reader(page).elements:
        assert not any(key.startswith("on") or key == "style" for key in attributes), name
        assert not attributes.get("src", "").startswith(("http", "//"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    elements = Reader(render(hostile_map(text), "html").decode("utf-8")).elements
    assert sum(tag == "script" for tag, _ in elements) == 3
    assert {tag for tag, _ in elements} & {"img", "iframe", "object", "math", "form", "base"} == set()
    assert all(
        a.get("href", "#").startswith(("#", "http://", "https://")) for tag, a in elements if tag == "a"
    )


def test_quotes_that_overlap_are_all_marked(page: str, math_in_ml: ArgumentMap) -> None:
    elements = Reader(page).elements
    passages = [a for (_, a), (tag, _) in itertools.pairwise(elements) if tag == "mark"]
    marked = {
        name for a in passages for name in (a["href"].removeprefix("#c="), *a.get("data-q", "").split())
    }
    assert marked == {node.id for node in math_in_ml.nodes.values() if node.quotes}


def test_every_colour_of_the_drawing_follows_the_theme(page: str) -> None:
    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert re.findall(r'"#[0-9a-f]{6}"', drawing) == []
    assert set(themed(LIGHT)) == set(themed(THEMES["dark"])) == set(themed(THEMES["mono"]))
    assert len(set(themed(LIGHT).values())) == len(themed(LIGHT))


@pytest.mark.usefixtures("drawn_anew")
def test_the_page_is_the_same_every_time(math_in_ml: ArgumentMap, page: str) -> None:
    assert render(math_in_ml, "html").decode("utf-8") == page


def test_a_deep_outline_takes_no_recursion() -> None:
    claims = [{"id": f"c{n}", "text": "So it is said.", "implicit": True} for n in range(1_500)]
    relations = [
        {"id": f"r{n}", "kind": "support", "premises": [f"c{n + 1}"], "target": f"c{n}"} for n in range(1_499)
    ]
    deep = ArgumentMap.model_validate(
        {"id": "deep", "title": "Deep", "claims": claims, "relations": relations}
    )
    lists = outline_html(scene(whole(deep)))
    assert lists.count("<ul>") == lists.count("</ul>")
    assert lists.count("<li") == lists.count("</li>")


@given(maps())
@settings(max_examples=12)
def test_any_map_makes_a_sound_page(map: ArgumentMap) -> None:
    Reader(render(map, "html").decode("utf-8"))


def test_the_fragment_is_a_figure_without_script(math_in_ml: ArgumentMap) -> None:
    elements = Reader(fragment(math_in_ml)).elements
    assert elements[0][0] == "figure"
    assert not any(tag in {"script", "style"} for tag, _ in elements)


def test_a_notebook_shows_the_page_in_a_frame_that_can_do_nothing(math_in_ml: ArgumentMap) -> None:
    ((tag, attributes),) = Reader(notebook(math_in_ml)).elements
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-scripts allow-downloads"
    assert attributes["srcdoc"] == render(math_in_ml, "html").decode("utf-8")
    assert math_in_ml._repr_html_() == notebook(math_in_ml)


def test_the_commands_write_pages_and_figures(tmp_path: Path) -> None:
    def run(*arguments: str) -> int:
        return CliRunner().invoke(main, ["render", str(DATA), *arguments]).exit_code

    assert run("-o", str(tmp_path / "m.html")) == 0
    assert (tmp_path / "m.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert run("-o", str(tmp_path / "f.html"), "--fragment") == 0
    assert (tmp_path / "f.html").read_text("utf-8").startswith("<figure")
    assert run("-o", str(tmp_path / "f.svg"), "--fragment") == 2
    for option in (("--wrap", "20"), ("--direction", "left"), ("--strength",), ("--no-legend",)):
        assert run("-o", str(tmp_path / "m.html"), *option) == 2, option  # refused, not ignored
    assert run("-o", str(tmp_path / "m.html"), "--theme", "dark") == 0
    assert 'data-theme="dark"' in (tmp_path / "m.html").read_text("utf-8")[:80]


def drawn(page: str) -> dict[str, Any]:
    data = re.search(r'id="data">(.*?)</script>', page)
    assert data is not None
    read: dict[str, Any] = unpacked(json.loads(data[1]))
    for item in read["items"]:
        # The script reads the words of most items from the outline, where they follow the name of an example.
        place = re.search(rf'<a href="#[ci]={re.escape(item["id"])}"[^>]*>(?:<strong>)?(.*?)</', page)
        assert place is not None
        item.setdefault("text", unescape(place[1]).removeprefix(f"{item.get('name')}: "))
        item.setdefault("label", item.get("name", item["text"]))
        item.setdefault("from", next(iter(item.get("voices", ())), 1))  # by the first who says it
    return read


def told(page: str, sentence: str | list[str]) -> str:
    """A sentence as the script says it: names of claims in the places of empty quotation marks."""
    if isinstance(sentence, str):
        return sentence
    labels = {item["id"]: item.get("label", item["text"]) for item in drawn(page)["items"]}
    words, *ids = sentence
    first, *rest = words.split("“”")
    return first + "".join(f"“{labels[id]}”{part}" for id, part in zip(ids, rest, strict=True))


def test_the_script_draws_the_items_and_relations_of_the_map(page: str, math_in_ml: ArgumentMap) -> None:
    data = drawn(page)
    assert {r["id"]: (r["kind"], r["premises"], r["target"]) for r in data["relations"]} == {
        r.id: (str(r.kind), list(r.premises), r.target) for r in math_in_ml.relations
    }
    texts = {node.id: node.text for node in math_in_ml.nodes.values()}
    texts |= {issue.id: issue.question for issue in math_in_ml.issues}
    assert {item["id"]: item["text"] for item in data["items"]} == texts
    parents = {item["id"]: item["parent"] for item in data["items"] if "parent" in item}
    answers = {claim.id: claim.answers for claim in math_in_ml.claims if claim.answers}
    assert parents == answers | {issue.id: issue.parent for issue in math_in_ml.issues if issue.parent}


def test_what_was_not_yet_known_is_told_by_the_number_of_its_first_post(
    page: str, math_in_ml: ArgumentMap
) -> None:
    """By the thread: the first quote of a claim, and for a relation all that it relates."""
    assert math_in_ml.thread is not None
    data, numbers = drawn(page), math_in_ml.thread.numbers
    known = {item["id"]: item.get("from", 1) for item in (*data["items"], *data["relations"])}
    for claim in math_in_ml.claims:
        if claim.quotes:
            assert known[claim.id] == min(numbers[quote.post] for quote in claim.quotes)
    for relation in math_in_ml.relations:
        assert known[relation.id] >= max(known[name] for name in (*relation.premises, relation.target))


def test_numbers_in_texts_are_texts() -> None:
    """The page once rounded them with the coordinates: 0.04 percent was drawn and read aloud as 0 percent."""
    text = "A gain of 0.04 percent, 12.50 and -3.141 say 1.00,2.00 little."
    map = small(said={"a": "p1"})
    numbers = changed(map, claims=[changed(map.claims[0], text=text, quotes=())])
    assert drawn(render(numbers, "html").decode())["items"][-1]["text"] == text


def test_quotes_are_places_in_the_posts_as_scripts_count() -> None:
    """By the thread, in UTF-16 units: an emoji before a quote counts twice in a script."""
    map = small(said={"a": "p1"})
    assert map.thread is not None
    post = changed(map.thread.posts[0], text="\N{GRINNING FACE} Well,  so it is, they  say, and\nmore.")
    quote = {"post": "p1", "exact": ["so it is", "and more"]}
    thread = changed(map.thread, posts=[post, *map.thread.posts[1:]])
    quoting = changed(map, thread=thread, claims=[changed(map.claims[0], quotes=[quote])])
    data = drawn(render(quoting, "html").decode())["cards"]["nodes"]["a"]
    number, *ends = data["quotes"][0]
    units = (post.text or "").encode("utf-16-le")
    parts = [
        units[2 * start : 2 * end].decode("utf-16-le")
        for start, end in zip(ends[::2], ends[1::2], strict=True)
    ]
    assert (number, parts) == (1, ["so it is", "and\nmore"])


def test_the_card_of_an_issue_has_the_paragraph_of_the_report(math_in_ml: ArgumentMap, page: str) -> None:
    """The same words on the page as in the report, for every issue."""
    study = Study(math_in_ml)
    context = ReportContext(scene(whole(math_in_ml), index=study.index), study)
    said = {id: told(page, issue.get("headline", "")) for id, issue in drawn(page)["cards"]["issues"].items()}
    assert said == {headline.issue: headline.text for headline in headlines(context)}


def test_the_page_says_why_in_the_words_of_the_command(math_in_ml: ArgumentMap, page: str) -> None:
    """By the tree that `argmap why` prints: every line below the first, and what stands below it."""
    study, data = Study(math_in_ml), drawn(page)["why"]
    data |= {r.id: ["in", "counts", [*r.premises]] for r in math_in_ml.relations if r.id not in data}
    for name, reason in data.items():  # where it rests on all that ends on it, that is not said
        reason[2:] = reason[2:] or [[r.id for r in math_in_ml.relations if r.target == name]]
    shown = scene(whole(math_in_ml), index=study.index)
    for name in study.reasons:
        first, *lines = (entry for _, entry in reason_tree(shown, study.reasons, name).walk())
        assert first.id == name
        for line in lines:
            label, words, *_ = data[line.id]
            assert (str(line.status), line.note if not line.repeated else words) == (label, words)
        assert data[name][2] == list(study.reasons[name].rests_on)


def test_a_page_about_other_semantics_supposes_nothing(math_in_ml: ArgumentMap) -> None:
    assert theory_data(Study(math_in_ml, semantics=Semantics.PREFERRED)) is None


@pytest.mark.parametrize("folder", sorted(DATA.parent.glob("*/map.yaml")), ids=lambda path: path.parent.name)
def test_the_page_of_a_bundled_map_is_at_most_150_kb(folder: Path) -> None:
    """Without exercises, as `argmap render --practice 0` writes it; 177 to 209 kB before scripts were short and data was packed."""
    map = load_map(folder.parent)
    options = Options(results=stored_results(map, DATA.parent.parent / "outputs"))
    assert len(render(map, "html", options)) <= 150_000


def test_a_map_of_500_claims_is_sent_in_a_tenth_of_a_megabyte() -> None:
    assert len(gzip.compress(render(large_map(500), "html"))) <= 100_000


def test_the_page_runs_the_short_form_of_the_scripts_that_people_read(page: str) -> None:
    for path, content in short_scripts().items():
        assert path.read_bytes() == content, "run: python -m tools.generate"
    assert asset(HERE, MADE) in page
