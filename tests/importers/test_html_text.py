"""The normal form of HTML; every expected text is written by hand from the rules in the docstring of the module."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.importers.html.marks import numeral
from argmap.importers.html.text import html_text

BLOCKS = {
    "a table": ("<table><thead><tr><th>Line</th><th>Cost</th></tr></thead><tbody><tr><td>1</td><td>20</td></tr><tr><td>12</td><td>0</td></tr></tbody></table>", "Line | Cost\n1 | 20\n12 | 0"),
    "an empty cell keeps its place": ("<table><tr><td></td><th>2020</th><th>2021</th></tr><tr><th>bus</th><td>1</td><td></td></tr></table>", "| 2020 | 2021\nbus | 1 |"),
    "a table without ends of cells": ("<table><caption>Costs</caption><tr><td>1<td>20<tr><td>12<td>0</table>end", "Costs\n\n1 | 20\n12 | 0\n\nend"),
    "a table that lays a page out": ("<table><tr><td><p>One.</p><p>Two.</p></td><td>Menu</td></tr></table>", "One.\n\nTwo.\n\nMenu"),
    "a table of single cells": ("<table><tr><td>One.</td></tr><tr><td>Two.</td></tr></table>", "One.\n\nTwo."),
    "a table in a table": ("<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></td></tr></table>", "a | b\nc | d"),
    "a table in a quotation": ("<blockquote><table><tr><td>a</td><td>b</td></tr></table></blockquote>", "> a | b"),
    "cells outside a table": ("<td>a</td><td>b</td></tr>c", "a\n\nb\n\nc"),
    "numbers": ("<p>Two reasons:</p><ol><li>Price.</li><li>Noise.</li></ol>", "Two reasons:\n\n1. Price.\n2. Noise."),
    "numbers that begin later": ('<ol start="3"><li>c</li><li value="7">g</li><li>h</li></ol>', "3. c\n7. g\n8. h"),
    "numbers that count down": ("<ol reversed><li>c</li><li>b</li><li>a</li></ol>", "3. c\n2. b\n1. a"),
    "letters and Roman numbers": ('<ol type="a"><li>x</li></ol><ol type="I" start="4"><li>y</li></ol>', "a. x\n\nIV. y"),
    "a number that is none": ('<ol start="soon"><li value="9999999999999999999">x</li></ol>', "1. x"),
    "lists in lists": ("<ol><li>one<ul><li>a</li><li>b</li></ul></li><li>two</li></ol>", "1. one\n   - a\n   - b\n2. two"),
    "paragraphs in an item": ("<ul><li><p>one</p><p>more</p></li><li>two</li></ul>", "- one\n\n  more\n- two"),
    "lines in an item": ("<ul><li>one<br>more</li></ul>", "- one\n  more"),
    "items without ends": ("<ul><li>one<li>two</ul>after", "- one\n- two\n\nafter"),
    "a list in a quotation": ("<blockquote><ol><li>one</li><li>two</li></ol></blockquote>", "> 1. one\n> 2. two"),
    "a quotation in a list": ("<ul><li>So:<blockquote>said</blockquote></li></ul>", "- So:\n\n  > said"),
    "quotations in quotations": ("<blockquote><blockquote><p>first</p></blockquote><p>second</p></blockquote>third", "> > first\n\n> second\n\nthird"),
    "terms": ("<dl><dt>Tram</dt><dd>A train.</dd><dd>On a street.</dd><dt>Bus</dt><dd>No train.</dd></dl>", "Tram\n: A train.\n: On a street.\nBus\n: No train."),
    "ticked boxes": ('<ul><li><input type="checkbox" checked disabled> done</li><li><input type="checkbox"> open</li></ul>', "- [x] done\n- [ ] open"),
    "details": ("<details><summary>More</summary><p>Words.</p></details>", "More\n\nWords."),
    "hidden parts": ('<p>shown</p><p hidden>no</p><div style="DISPLAY : none"><p>no</p></div><p>also <span style="visibility:hidden">not</span> shown</p>', "shown\n\nalso shown"),
    "a hidden paragraph without an end": ("<p hidden>no<p>yes", "yes"),
    "a head without an end": ("<html><head><title>T</title><body>yes", "yes"),
    "drawings and forms": ("<svg><title>no</title><text>no</text></svg>yes<select><option>no</option></select>", "yes"),
    "a list left open in a box": ("<div><ul><li>one</div>two", "- one\n\ntwo"),
}  # fmt: skip

INLINE = {
    "struck out": ("<p>Trams are <del>dear</del> <ins>cheap</ins>.</p>", "Trams are ~~dear~~ cheap."),
    "the old names of it": ("<s>a</s> <strike> b </strike>c", "~~a~~ ~~b~~ c"),
    "struck out over blocks": ("<del><p>a</p><p>b</p></del><p>c</p>", "~~a~~\n\n~~b~~\n\nc"),
    "struck out twice": ("<del>a <s>b</s></del>", "~~a b~~"),
    "nothing struck out": ("a<del> </del>b", "a b"),
    "a power": ("E = mc<sup>2</sup> and 10<sup>12</sup>x", "E = mc^2 and 10^(12)x"),
    "an index": ("H<sub>2</sub>O and x<sub>i,j</sub>", "H_2O and x_(i,j)"),
    "a note": ("so<sup>[1]</sup>", "so^[1]"),
    "a link around blocks": ('<a href="https://x.example/"><div>Title</div><div>Sub</div></a>', "Title <https://x.example/>\n\nSub"),
    "a link in code": ('<pre>see <a href="https://x.example/">x</a></pre>', "    see x <https://x.example/>"),
    "a mention": ('<p><span class="h-card"><a href="https://m.example/@nora" class="u-url mention">@<span>nora</span></a></span> yes <a class="mention hashtag" href="https://m.example/tags/trams">#<span>trams</span></a></p>', "@nora yes #trams"),
    "an emoji": ('<img src="r.png" title=":rocket:" class="emoji" alt=":rocket:"> <img class="emoji" title=":tram:" src="t.png">', ":rocket: :tram:"),
    "a picture": ('<a href="https://x.example/p.png"><img alt="a tram" title="no" src="p.png"></a>', "a tram <https://x.example/p.png>"),
    "code": ("<p>Yes: <code>1 &lt; 2</code></p>", "Yes: 1 < 2"),
    "entities": ("&quot;N&#246;ra&quot; &amp;amp; &copy &nbsp; x", '"Nöra" &amp; © x'),
    "a reading": ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
    "a quotation": ("<q>hi</q>", '"hi"'),
    "an attribute twice": ('<a href="https://x.example/1" href="https://x.example/2">x</a>', "x <https://x.example/1>"),
}  # fmt: skip

FORMULAS = {
    "KaTeX": ('so <span class="katex"><span class="katex-mathml"><math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span>x2</span></span></span> it', "so $x^2$ it"),
    "Wikipedia": ('<span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display: none;"><math alttext="{\\displaystyle a+b}"><semantics><mi>a</mi><annotation encoding="application/x-tex">{\\displaystyle a+b}</annotation></semantics></math></span><img class="mwe-math-fallback-image-inline" alt="{\\displaystyle a+b}"></span>.', "$a+b$."),
    "Wikipedia's picture alone": ('<img class="mwe-math-fallback-image-inline" alt="{\\displaystyle c}">', "$c$"),
    "MathJax": ('<span class="MathJax_Preview">no</span><script type="math/tex; mode=display">\\frac{1}{2}</script>', "$$\\frac{1}{2}$$"),
    "Discourse": ('<p>is <span class="math">x_1</span></p><div class="math">\ny\n</div>', "is $x_1$\n\n$y$"),
    "MathML alone": ("<math><mfrac><mi>a</mi><mrow><mn>2</mn><mi>b</mi></mrow></mfrac><mo>+</mo><msqrt><mn>3</mn></msqrt><msubsup><mi>x</mi><mn>1</mn><mn>10</mn></msubsup></math>", "a/(2b)+√3x_1^(10)"),
    "MathML that breaks off": ("a <math><msup><mi>x", "a x"),
}  # fmt: skip

ALL = BLOCKS | INLINE | FORMULAS


@pytest.mark.parametrize(("html", "text"), ALL.values(), ids=ALL)
def test_html_becomes_plain_text(html: str, text: str) -> None:
    assert html_text(html) == text


def test_roman_numbers_end_where_the_romans_did() -> None:
    # MCMXCIV is the textbook's example for 1994; there is no numeral for 4000 in letters
    assert [numeral(1994, "I"), numeral(4000, "I"), numeral(-1, "a"), numeral(28, "A")] == [
        "MCMXCIV", "4000", "-1", "AB",
    ]  # fmt: skip


HOSTILE = ("<div>a", "<blockquote>a", "<ul><li>a", "<table><tr><td>a", "<del>a<p>", "<sup>", "<math><mrow>", "<a ", "<!--", "</",
           "<b hidden><i>", "<![x", "<![CDATA[", "<pre>a", "<dd>a<dt>")  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_pages_take_little_time_and_room(part: str) -> None:
    begun = time.process_time()
    text = html_text(part * 5000)
    assert len(text) < 100 * len(part) * 5000
    assert (
        time.process_time() - begun < 5
    )  # linear work takes 0.2 s; work with the square of it would take minutes


WORDS = st.text(alphabet="abc ", min_size=1, max_size=8).filter(str.strip)
TAGS = st.sampled_from(
    ["p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "blockquote", "pre", "del", "sup", "sub", "a", "q", "b", "math", "mi", "msup", "details"]
)  # fmt: skip


@given(st.recursive(WORDS, lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)), max_leaves=12))
def test_no_word_that_is_shown_is_lost_and_none_is_added(tree: object) -> None:
    def html(node: object) -> str:
        if isinstance(node, str):
            return node
        tag, inner = node  # type: ignore[misc]
        return f"<{tag}>{''.join(map(html, inner))}</{tag}>"

    def letters(node: object) -> str:
        return node if isinstance(node, str) else "".join(map(letters, node[1]))  # type: ignore[index]

    assert [c for c in html_text(html(tree)) if c in "abc"] == [c for c in letters(tree) if c in "abc"]


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "</",
                "<!--",
                "-->",
                "<![",
                "]]>",
                "<p",
                "&",
                "&#",
                "x",
                " ",
                '"',
                "<td>",
                "</table>",
                "<table>",
                "<li>",
                "</ul>",
                "<script>",
                "<math>",
                "</math>",
                "<del>",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_no_markup_breaks_the_reader(html: str) -> None:
    assert html_text(html) == html_text(html)
