"""The Markdown page. Expected values: written by hand, and read by markdown-it-py, a CommonMark parser."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from argmap.graph.views import focused, whole
from argmap.model import ArgumentMap
from argmap.rendering.outline import outline
from argmap.rendering.scene import scene
from argmap.rendering.text.markdown import escaped, markdown_page
from tests.graph.small import changed, small

MAP = changed(
    small(
        "r: e supports a",
        "s: a + m supports t",
        theses={"i": "t"},
        examples=["e"],
        unstated=["m"],
        said={"a": "p2"},
        stances=["cid p3 concedes a", "ben p2 asserts a", "ann p4 questions a"],
    ),
    note="A note.",
    annotators=["Dora", "Eve"],
)


def page(map: ArgumentMap) -> str:
    shown = scene(whole(map))
    return markdown_page(shown, outline(shown))


def test_page() -> None:
    assert page(MAP) == (
        "# A small map\n\n"
        "Annotated by Dora, Eve.\n\n"
        "A note.\n\n"
        "## Outline\n\n"
        "- ? **Issue i?** \\[i\\]\n"
        "  - ▲ **This is claim t.** Ann \\#1 – held by Ann \\[t\\]\n"
        "    - *because (together)*\n"
        "      - ▲ This is claim a. Ben \\#2 – held by Ben · conceded by Cid · questioned by Ann \\[a\\]\n"
        "        - *because*\n"
        "          - ▲ Example e: It shows e. (example) \\[e\\]\n"
        "        - *granted:*\n"
        "          - Cid \\#3\n"
        "      - ▲ *This is claim m.* (implicit premise) \\[m\\]\n\n"
        "## Claims\n\n"
        "### t\n\n"
        "Thesis `t`: This is claim t.\n\n"
        "> This is claim t. (post 1)\n\n"
        "### a\n\n"
        "Claim `a`: This is claim a.\n\n"
        "> This is claim a. (post 2)\n\n"
        "At the end: held by Ben · conceded by Cid · questioned by Ann.\n\n"
        "- Ben asserts it in post 2.\n"
        "- Cid concedes it in post 3.\n"
        "- Ann questions it in post 4.\n\n"
        "### m\n\n"
        "Implicit premise `m`: This is claim m.\n\n"
        "## Examples\n\n"
        "### Example e\n\n"
        "Example `e`: It shows e.\n"
    )


REFERENCES = {
    "all of it": (
        {"title": "A survey", "authors": "Doe & Roe", "year": 2018, "venue": "JMLR 18", "where": "section 2", "url": "https://doi.org/10.1/x"},
        "Doe & Roe (2018), A survey, JMLR 18, section 2. https://doi.org/10.1/x",
    ),
    "a title alone": ({"title": "A survey"}, "A survey."),
    "no year": ({"title": "A survey", "authors": "Doe"}, "Doe, A survey."),
    "a year without authors": ({"title": "A survey", "year": 2018}, "(2018), A survey."),
}  # fmt: skip


@pytest.mark.parametrize(("reference", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_references(reference: dict[str, object], expected: str) -> None:
    example = changed(MAP.examples[0], references=[reference])
    assert expected in _blocks(page(changed(MAP, examples=[example])))


def _blocks(text: str) -> list[str]:
    inline = [token for token in MarkdownIt("commonmark").parse(text) if token.type == "inline"]
    return ["".join(child.content for child in token.children or ()) for token in inline]


def test_schemes_in_use_are_listed_with_their_questions() -> None:
    relations = [changed(MAP.relations[0], scheme="example"), MAP.relations[1]]
    blocks = _blocks(page(changed(MAP, relations=relations)))
    start = blocks.index("Schemes and their critical questions")
    assert blocks[start + 2].startswith("In use at r. ")
    assert any(block.endswith("?") for block in blocks[start + 3 :])


def test_a_page_of_a_view_lists_what_is_shown() -> None:
    shown = scene(focused(whole(MAP), "e", 1))
    text = markdown_page(shown, outline(shown, start="a"))
    assert "### a\n" in text
    assert "### t\n" not in text


def test_a_label_is_the_heading() -> None:
    claims = [changed(claim, label="Short") if claim.id == "t" else claim for claim in MAP.claims]
    assert "### Short\n\nThesis `t`: This is claim t.\n" in page(changed(MAP, claims=claims))


ESCAPED = {
    "emphasis": ("*a* _b_", r"\*a\* \_b\_"),
    "a link": ("[a](b)", r"\[a\](b)"),
    "a tag": ("<b>", r"\<b\>"),
    "an entity": ("&amp;", r"\&amp;"),
    "a backslash": ("a\\b", r"a\\b"),
    "a list": ("- a", r"\- a"),
    "a number": ("1. a", r"1\. a"),
    "a number in brackets": ("12) a", r"12\) a"),
    "a decimal": ("3.5 a", r"3\.5 a"),
    "a number within": ("a 1. b", "a 1. b"),
    "white space": (" a \n b ", "a b"),
}


@pytest.mark.parametrize(("text", "expected"), ESCAPED.values(), ids=ESCAPED)
def test_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected
    assert _blocks(expected) == [" ".join(text.split())]


def test_the_page_of_the_bundled_map_names_every_claim_and_example(math_in_ml: ArgumentMap) -> None:
    text = page(math_in_ml)
    assert all(f"`{name}`: " in text for name in math_in_ml.nodes)
