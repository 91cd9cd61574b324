"""Text is data: whatever it holds, it comes out as that text. Expected values: the text itself, white space folded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.draw import pictures, render
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.outline_entry import OutlineNode
from argmap.rendering.scene import scene
from argmap.rendering.text.markdown import escaped, markdown_page, outline_markdown
from argmap.rendering.text.tree import json_text, tab_lines, tree_text
from tests.graph.small import changed, small
from tests.rendering.drawn import Dot, Svg, squeezed
from tests.rendering.hostile import HOSTILE, hostile_map
from tests.strategies import texts

every_hostile_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))

NODES = {"n-i", "n-j", "n-t", "n-u", "n-a", "n-b", "n-e", "n-w", "j-r", "k-a-0"}
EDGES = {
    "e-t--answers", "e-u--answers", "e-j--below", "e-r", "e-r--a", "e-r--b", "e-s", "e-k", "e-d", "e-a--grant-0",
}  # fmt: skip


def folded(text: str) -> str:
    return " ".join(text.split())


def told(map: ArgumentMap) -> tuple[OutlineNode, ...]:
    return outline(scene(whole(map)))


@cache
def hostile_svg(text: str) -> Svg:
    return Svg(pictures(hostile_map(text), ["svg"])["svg"])


@every_hostile_text
def test_in_dot_text(text: str) -> None:
    drawn = Dot(hostile_map(text))
    assert (drawn.nodes.keys(), drawn.edges.keys()) == (NODES, EDGES)
    assert drawn.page["label"].startswith("<TABLE")
    assert squeezed(drawn.heading).startswith(squeezed(text))
    for name in ("n-i", "n-t", "n-u", "n-a", "n-b", "n-e"):
        assert squeezed(text) in squeezed(drawn.words(name))
    assert squeezed(f"{text} #1") in squeezed(drawn.words("n-a"))
    assert squeezed(f"{text} Jr concedes #2") in squeezed(drawn.words("k-a-0"))


@every_hostile_text
def test_in_svg(text: str) -> None:
    map, drawn = hostile_map(text), hostile_svg(text)
    assert {*NODES, *EDGES} <= set(drawn.ids)
    assert squeezed(text) in drawn.all_words
    for name in ("n-i", "n-t", "n-u", "n-a", "n-b"):
        assert squeezed(text) in drawn.words(name)
        assert drawn.tooltip(name) == folded(text)
    assert drawn.tooltip("n-e") == f"{folded(text)}: {folded(text)}"
    assert drawn.tooltip("k-a-0") == f"{folded(text)} Jr #2 concedes this"
    assert squeezed(f"= chosen by {text}") in drawn.words("n-t")
    assert squeezed(f"= settled: {text} (by {text})") in drawn.words("n-i")
    assert squeezed(f"Held by {text} · {text} Jr: if {text}")[:40] in drawn.words("n-u")
    assert drawn.by_id["argmap-title"].text == text
    assert drawn.by_id["argmap-text"].text == tree_text(told(map))


@every_hostile_text
def test_no_address_in_svg_is_of_the_texts_making(text: str) -> None:
    base = "page.html?a=\\N&b=%20<\"'"
    drawn = Svg(render(hostile_map(text), "svg", Options(link_base=base)))
    addresses = {name: drawn.address(name) for name in NODES}
    claims, issues = (
        {f"n-{id}": f"{base}#c={id}" for id in "tuabew"},
        {f"n-{id}": f"{base}#i={id}" for id in "ij"},
    )
    assert {name: a for name, a in addresses.items() if a} == claims | issues
    assert not [e.tag for e in drawn.root.iter() if e.tag.endswith("script")]
    assert not [key for e in drawn.root.iter() for key in e.attrib if key.startswith("on")]


@every_hostile_text
def test_in_pdf_and_png_it_is_drawn(text: str) -> None:
    drawn = pictures(hostile_map(text), ["pdf", "png"], Options(dpi=48))
    assert re.fullmatch(rb"%PDF-.*%%EOF\s*", drawn["pdf"], re.DOTALL)
    assert re.fullmatch(rb"\x89PNG\r\n\x1a\n.*IEND\xaeB`\x82", drawn["png"], re.DOTALL)


@every_hostile_text
def test_in_the_tree_and_in_lines(text: str) -> None:
    entries = told(hostile_map(text))
    count = sum(1 for entry in entries for _ in entry.walk())
    tree, lines = tree_text(entries), tab_lines(entries)
    assert len(tree.splitlines()) == len(lines.splitlines()) == count
    rows = [line.split("\t") for line in lines.split("\n")[:-1]]
    assert ["claim", "", "a", "▲", f"{folded(text)} #1", folded(text)] in [row[1:] for row in rows]
    assert f" {folded(text)}  {folded(text)} #1 " in tree


@every_hostile_text
def test_in_json(text: str) -> None:
    (issue,) = json.loads(json_text(told(hostile_map(text))))
    thesis = issue["children"][0]
    assert (issue["text"], thesis["text"], thesis["who"]) == (
        folded(text),
        folded(text),
        f"{folded(text)} #1",
    )


RENDERERS = {
    "CommonMark": MarkdownIt("commonmark", {"maxNesting": 1_000}),
    "with tables and strikethrough": MarkdownIt("commonmark", {"maxNesting": 1_000}).enable(
        ["table", "strikethrough"]
    ),
}
every_renderer = pytest.mark.parametrize("renderer", RENDERERS.values(), ids=list(RENDERERS))


@every_renderer
@every_hostile_text
def test_in_markdown(text: str, renderer: MarkdownIt) -> None:
    map = hostile_map(text)
    page = blocks(renderer, markdown_page(scene(whole(map)), told(map)))
    same = folded(text)
    expected = [
        same,
        f"Annotated by {same}.",
        f"Claim a: {same}",
        f"Thesis t: {same}",
        f"Implicit premise b: {same}",
        f"Example e: {same}",
        f"{same} (post 1)",
        f"{same} asserts it in post 1: “{same}” (by {same}, confidence 0.5: {same.removesuffix('.')}).",
        f"{same} Jr accepts it in post 2, if {same}.",
        f"It was settled: {same} (by {same}).",
        f"In the sense of {same}: {same}.",
        f"Annotators: by {same}, confidence 0.5: {same}",
        f"Remark about the discussion w: {same}",
        f"{same} Jr concedes it in post 2.",
        f"? {same} (one answer at most) = settled: {same} (by {same}) [i]",
    ]
    assert [block for block in expected if block not in page] == []
    assert any(block.startswith(f"{same}, {same}, {same}, {same}.") for block in page)


@every_hostile_text
def test_no_raw_html_gets_through_markdown(text: str) -> None:
    map = hostile_map(text)
    page = markdown_page(scene(whole(map)), told(map))
    types = {token.type for token in tokens(RENDERERS["with tables and strikethrough"], page)}
    assert not types & {
        "html_block",
        "html_inline",
        "image",
        "table_open",
        "s_open",
        "hr",
        "fence",
        "code_block",
    }
    addresses = {t.attrs["href"] for t in tokens(RENDERERS["CommonMark"], page) if t.type == "link_open"}
    assert all(str(address).startswith("https://x.org/") for address in addresses)


def tokens(renderer: MarkdownIt, text: str) -> Iterator[Token]:
    for token in renderer.parse(text):
        yield token
        yield from token.children or ()


def blocks(renderer: MarkdownIt, text: str) -> list[str]:
    """Return the text of every paragraph and heading that a reader of the page would see."""
    inline = [token for token in renderer.parse(text) if token.type == "inline"]
    return ["".join(" " if c.type == "softbreak" else c.content for c in t.children or ()) for t in inline]


@given(texts)
def test_any_text_in_markdown(text: str) -> None:
    """As a paragraph, in a list, in a heading, in emphasis and after other words."""
    md = escaped(text)
    page = f"{md}\n\n- {md}\n\n# {md}\n\n- **{md}**\n\nIt is *{md}*, they say.\n"
    same = folded(text)
    for renderer in RENDERERS.values():
        assert blocks(renderer, page) == [same, same, same, same, f"It is {same}, they say."]


@given(texts)
def test_any_text_in_svg(text: str) -> None:
    """Graphviz's SVG is well-formed XML, whatever printable text there is, and says it."""
    drawn = Svg(pictures(hostile_map(text), ["svg"])["svg"])
    assert squeezed(text) in drawn.words("n-a")
    assert drawn.tooltip("n-a") == folded(text)
    assert drawn.by_id["argmap-title"].text == text


@given(texts)
def test_any_text_in_dot(text: str) -> None:
    drawn = Dot(hostile_map(text))
    assert (drawn.nodes.keys(), drawn.edges.keys()) == (NODES, EDGES)
    assert squeezed(text) in squeezed(drawn.words("n-a"))


LONG = "every argument needs a reason " * 333 + "and an end"


def with_claim(text: str) -> ArgumentMap:
    map = small(said={"a": "p1"})
    return changed(map, claims=[changed(map.claims[0], text=text)])


def test_a_claim_of_ten_thousand_characters() -> None:
    map = with_claim(LONG)
    drawn = pictures(map, ["svg", "pdf", "png", "dot"])
    assert squeezed(LONG) in Svg(drawn["svg"]).words("n-a")
    assert folded(LONG) in tree_text(told(map))
    assert folded(LONG) in outline_markdown(told(map))


LONGEST = {
    "words": "reason " * 14_285,  # 100,000 characters, the most that a claim may have
    "backslashes": "\\" * 100_000,
    "emoji": "🙂" * 100_000,
    "one word": "x" * 5_000,
    "ampersands": "&" * 5_000,
    "quotes": '"' * 5_000,
    "Chinese": "学" * 5_000,
    "nothing to see": "a" + "\u200b" * 4_999,
    "marks on one letter": "a" + "\u0301" * 4_999,
}


@pytest.mark.parametrize("text", LONGEST.values(), ids=list(LONGEST))
def test_a_very_long_text_is_drawn_whole(text: str) -> None:
    """The node has all its characters, its tooltip the first 3,000 (Graphviz reads no more)."""
    drawn = Svg(pictures(with_claim(text), ["svg"])["svg"])
    assert squeezed(text) in drawn.words("n-a")
    assert drawn.tooltip("n-a") == f"{folded(text)[:3_000]} …"


def test_a_title_in_angle_brackets_is_text() -> None:
    """The graphviz package reads a string from `<` to `>` as an HTML-like label, unless it is told otherwise."""
    drawn = Svg(pictures(hostile_map("x"), ["svg"], Options(title="<b>not bold</b>"))["svg"])
    assert "<b>notbold</b>" in drawn.all_words
    assert drawn.by_id["argmap-title"].text == "<b>not bold</b>"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://doi.org/10.1/a_b*c", "x. https://doi.org/10.1/a_b*c"),
        ("https://x.org/a b", "x. https://x.org/a b"),
        ("https://x.org/<b>", "x. https://x.org/<b>"),
        ('https://x.org/"><script>', 'x. https://x.org/"><script>'),
    ],
)
def test_addresses_of_references_are_shown_as_they_are(url: str, expected: str) -> None:
    data = hostile_map("x").model_dump(mode="json")
    data["examples"][0]["references"] = [{"title": "x", "url": url}]
    map = ArgumentMap.model_validate(data)
    assert expected in blocks(RENDERERS["CommonMark"], markdown_page(scene(whole(map)), told(map)))
