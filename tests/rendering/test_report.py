"""The report in words. Expected sentences: written by hand; in Markdown, read by markdown-it-py."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from markdown_it import MarkdownIt

import argmap
from argmap.evaluation.theory import DEFAULT, Basis, Interpretation
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.report.naming import Names, counted, listed
from argmap.rendering.report.write import report, report_markdown, report_text
from argmap.rendering.scene import scene
from argmap.solver.semantics import Semantics
from argmap.study import Study
from tests.conftest import ROOT
from tests.evaluation.orders import shuffled
from tests.evaluation.test_standing import META, WORD_AGAINST_WORD
from tests.graph.small import small
from tests.rendering.hostile import HOSTILE, hostile_map
from tests.rendering.test_hostile import RENDERERS, blocks, tokens
from tests.strategies import maps

T = {"i": "t"}


def written(map: ArgumentMap, interpretation: Interpretation = DEFAULT, semantics: str = "grounded") -> str:
    study = Study(map, interpretation, Semantics(semantics))
    return report_text(report(scene(whole(map), index=study.index), study))


def markdown(map: ArgumentMap) -> str:
    return "\n".join(report_markdown(report(scene(whole(map)), Study(map))))


@pytest.fixture(scope="module")
def bundled(math_in_ml: ArgumentMap) -> str:
    return written(math_in_ml)


def test_the_sections_of_the_bundled_report(bundled: str) -> None:
    titles = re.findall(r"^[A-Z ?]+$", bundled, re.MULTILINE)
    assert titles[:4] == ["IN SHORT", "THESIS BY THESIS", "HOW LABELS ARE FOUND", "THE CRUXES"]
    assert titles[-3:] == ["THE PARTICIPANTS", "POST BY POST", "THE SHAPE OF THE ARGUMENT"]
    assert "STRENGTH" not in titles


def test_every_section_of_the_bundled_report_but_the_first_fits_on_a_screen(math_in_ml: ArgumentMap) -> None:
    study = Study(math_in_ml)
    first, *others = report(scene(whole(math_in_ml), index=study.index), study)
    assert first.title == "In short"
    assert all(len(report_text([section], 100).splitlines()) <= 28 for section in others)


BROKEN = re.compile(
    r"\b1 (?!(?:thesis|defence|premise|across)\b)(?:\w+ )?(?:claims|relations|reasons|theses|posts|examples|issues|parts)\b"
    r"|\b1 (?:stand|fall|are)\b|\b(?:\d\d|[2-9]) (?:claim|relation|reason|thesis|example|issue|part|support|attack|undercut)\b"
    r"|\.\.| \.| ,|\( | \)|^\W*\.$|(?:^|\s)(?:and|or) ?[.,;]|  \w",
    re.MULTILINE,
)
"""Marks of broken grammar: a number with the wrong noun or verb, and punctuation without words."""


def broken(text: str) -> list[str]:
    return [line for line in text.splitlines() if BROKEN.search(line.lstrip(" -"))]


def test_no_mark_of_broken_grammar_in_the_bundled_report(math_in_ml: ArgumentMap) -> None:
    assert broken(written(math_in_ml)) == []
    assert broken(written(math_in_ml, Interpretation(Basis.WORD, rivals=True), Semantics.STABLE)) == []


SMALL = {
    "empty": small(),
    "one claim": small(said={"a": "p1"}),
    "one thesis": small(theses=T),
    "one reason": small("r: a supports t", theses=T),
    "one example": small("r: e supports t", examples=["e"], theses=T),
    "an open cycle": small("r: a attacks t", "s: t attacks a", theses=T),
    "a cycle of reasons": small("r: a supports t", "s: t supports a", theses=T),
    "a cycle of undercuts": small("r: a undercuts s", "s: b undercuts r", theses=T),
    "an undercut rephrase": small("r: a rephrases t", "s: b undercuts r", theses=T),
    "linked premises": small("r: a + b attacks t", "s: c undercuts r", "q: d attacks c", theses=T),
    "two rivals": small("r: a supports t", theses={"i": "t u"}),
}


@pytest.mark.parametrize("map", SMALL.values(), ids=SMALL)
def test_no_mark_of_broken_grammar_in_small_reports(map: ArgumentMap) -> None:
    for semantics in Semantics:
        for rivals in (False, True):
            assert broken(written(map, Interpretation(rivals=rivals), semantics)) == []


def test_an_empty_map_is_told_to_be_empty() -> None:
    assert written(small()).endswith("\nTHE SHAPE OF THE ARGUMENT\n\nThe map is empty.\n")


def test_what_is_open_is_told_by_its_circle() -> None:
    text = written(SMALL["an open cycle"])
    assert "- ? It is undecided: it depends on a cycle: " in text


def test_without_an_extension_nothing_is_decided() -> None:
    text = written(
        small("r: t attacks t", theses=T), Interpretation(Basis.ARGUMENTS_ONLY), semantics="stable"
    )
    assert "There is no stable extension, so nothing is decided." in text


def test_under_several_extensions_a_thesis_is_told_by_all_and_some() -> None:
    map = small("r: a attacks t", "s: t attacks a", "q: b attacks u", theses={"i": "t u v"})
    text = written(map, Interpretation(Basis.ARGUMENTS_ONLY), semantics="preferred")
    assert "- ? It is undecided: it is accepted in some preferred extension." in text
    assert "- × It is rejected in every preferred extension." in text
    assert "- ✓ It is accepted in every preferred extension." in text


def test_a_step_is_named_by_what_it_leads_from_and_to() -> None:
    map = small(
        "r: a + b supports t", "s: c undercuts r", "q: d undercuts s", "p: a rephrases b", "o: c undercuts p"
    )
    names, steps = Names(map), map.relations_by_id
    assert (
        names.relation(steps["r"])
        == "the relation from “This is claim a” and “This is claim b” to “This is claim t”"
    )
    assert (
        names.target(steps["s"])
        == "the reason of “This is claim a” and “This is claim b” for “This is claim t”"
    )
    assert (
        names.target(steps["q"])
        == "the undercut of “This is claim c” in the argument about “This is claim t”"
    )
    assert names.target(steps["o"]) == "the rephrase of “This is claim a” as “This is claim b”"


def test_several_labels_change_in_the_plural(more_maps_report: str) -> None:
    changes = re.findall(r"the (labels? of [^;]*?) (changes?)\b", more_maps_report)
    assert len(changes) > 3
    for named, verb in changes:
        assert (verb == "change") is (named.count("“") > 1) is named.startswith("labels")


@pytest.fixture(scope="module")
def more_maps_report() -> str:
    return written(argmap.load(ROOT / "data/car-free-centre"))


def test_words_for_lists_and_numbers() -> None:
    assert [listed("a"), listed("ab"), listed("abc", "or"), listed("")] == ["a", "a and b", "a, b or c", ""]
    assert [counted(n, "thesis") for n in (0, 1, 2)] == ["0 theses", "1 thesis", "2 theses"]


def test_a_long_report_is_wrapped_and_loses_no_word(bundled: str, math_in_ml: ArgumentMap) -> None:
    wrapped = report_text(report(scene(whole(math_in_ml)), Study(math_in_ml)), 80)
    assert wrapped.split() == bundled.split()
    assert max(map(len, wrapped.splitlines())) <= 80


@given(maps())
def test_order_changes_no_word(map: ArgumentMap) -> None:
    # Within a post, the order of the list of commitments says which stance is the last.
    assume(len({(c.participant, c.post) for c in map.commitments}) == len(map.commitments))
    assert written(map) == written(shuffled(map))


# Markdown


def test_markdown_has_headings_and_nested_lists(math_in_ml: ArgumentMap) -> None:
    page = list(tokens(MarkdownIt("commonmark"), markdown(math_in_ml)))
    assert {token.tag for token in page if token.type == "heading_open"} == {"h3"}
    assert max(token.level for token in page if token.type == "list_item_open") == 5
    assert "In short" in blocks(MarkdownIt("commonmark"), markdown(math_in_ml))


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=list(RENDERERS))
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_every_text_is_escaped_in_markdown(text: str, renderer: MarkdownIt) -> None:
    """What a reader of the page sees is what the plain report says."""
    map = hostile_map(text)
    # A question may begin like a list, and in plain text it is one.
    shown = [re.sub("^(- )+", "", " ".join(block.split())) for block in blocks(renderer, markdown(map))]
    plain = [
        re.sub("^(- )+", "", " ".join(line.split())) for line in written(map).splitlines() if line.strip()
    ]
    assert [line.casefold() for line in plain] == [line.casefold() for line in shown]  # headings are capitals
    types = {token.type for token in tokens(renderer, markdown(map))}
    assert not types & {
        "html_block",
        "html_inline",
        "image",
        "link_open",
        "table_open",
        "hr",
        "fence",
        "code_block",
    }


def test_no_section_says_that_nothing_speaks_where_somebody_denies() -> None:
    """Eli denies it without a reason: no reason is given, which is not the same as nothing."""
    text = written(WORD_AGAINST_WORD)
    assert "“Lorries can use the bridge”: no reason is given for it or against it." in text
    assert "nothing speaks" not in text
    assert "nobody objects" not in text


def test_remarks_about_the_discussion_belong_to_no_position() -> None:
    """Of four claims, two are about the flood wall."""
    assert "2 claims and examples belong to it." in written(META)
