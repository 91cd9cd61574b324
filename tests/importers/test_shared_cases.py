"""Small inputs that importers once read wrongly, with the right value of each (its `expected.md`).

They lie beside the repository; without them these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.protocol import SeveralDiscussions
from argmap.importers.registry import UnknownForm, read, recognised
from argmap.importers.sources import input_files
from argmap.model.posts import Gone, Provenance
from argmap.model.thread import Thread

CASES = Path(__file__).parent.parent.parent.parent / "shared" / "cases" / "imports"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")


def thread(case: str, *names: str) -> Thread:
    files = names or sorted(p.name for p in (CASES / case).iterdir() if p.name != "expected.md")
    materials = input_files([str(CASES / case / name) for name in files])
    chosen = recognised(materials)
    return thread_of(read(chosen, materials), ImportOptions("case", chosen.name))


def people(made: Thread) -> list[str | None]:
    names = made.participants_by_id
    return [names[post.author].name if post.author else None for post in made]


def words(made: Thread) -> list[str]:
    return [made.text_of(post.id) for post in made]


CHEAPER, FULL = "Trams are cheaper.", "Only full ones."
RUN = "Trams are cheaper to run."

# By case: who says what, by the right value; None for somebody unknown, "" for words that are gone.
SAID: dict[str, list[tuple[str | None, str]]] = {
    "clock-skew": [("Nora Lind", RUN), ("Tom", FULL)],
    "convokit-relative-time": [("nora", CHEAPER), ("tom", FULL)],
    "discourse-numbered-list": [("nora", "Two reasons:\n\n1. Price.\n2. Noise."), ("tom", "Your reason 2 is wrong.")],
    "discourse-small-action": [("nora", CHEAPER), ("tom", FULL)],
    "gh-cli-json": [("ada", "Drop the old timetable\n\nIt is wrong.\n\nSee #1."), ("nora", "Keep it."), (None, "Drop it.")],
    "gh-review-replies": [("ada", "Why not a tram?"), ("nora", "Too dear."), ("tom", "A typo.")],
    "html-strike": [("nora", "Trams are ~~dear~~ cheap.")],
    "html-table": [("nora", "Line | Cost\n1 | 20\n12 | 0")],
    "irc-time-nick": [("nora", RUN), ("tom_", "Only where they are full."), ("nora", "They are full at eight.")],
    "json-surrogate": [("ada", "Trams & buses\n\nWhich is cheaper?"), ("nora", "Trams  are \N{TRAM CAR} cheap.")],
    "mail-at-obscured": [("Nora Lind", RUN), ("Tom Reed", FULL)],
    "mail-eml": [("Nora Lind", RUN)],
    "mail-empty-plain": [("Nora Lind", RUN), ("Tom", FULL)],
    "mail-from-body": [("Nora Lind", RUN), ("Tom", "Some history.\n\nFrom what I read, the line was closed in 1998\nand nobody missed it.")],
    "markdown-chat-export": [("You", "Are trams cheaper?"), ("Helper", "Mostly.\n\nA list:\n\n- **Price** is low\n- **Noise** is low\n\n**Conclusion** Take the tram."), ("You", "Thanks.")],
    "plain-pros-cons": [("Nora", "Let me sum up.\nPros: cheap to run.\nCons: dear to build."), ("Tom", "I agree with both.")],
    "reddit-array": [("ada", "Trams & buses\n\nWhich is cheaper?"), ("nora", "Trams are."), ("tom", FULL)],
    "se-api-html": [("N\N{LATIN SMALL LETTER O WITH DIAERESIS}ra", 'Are trams "cheap"?\n\nWell?'), ("tom", "> Well?\n\nYes: 1 < 2"), ("ada", "@tom only full ones & at eight")],
    "srt-no-blank": [("Nora", CHEAPER), ("Tom", FULL)],
    "vtt-pronouns": [("Nora Lind", RUN), ("Tom Reed", "Only where they are full."), ("Nora Lind", "They are full at eight.")],
    "vtt-rolling": [(None, "trams are cheaper to run")],
    "vtt-two-voices": [("Nora", CHEAPER), ("Tom", FULL), ("Nora", "They are full.")],
    "wa-deleted": [("Nora", RUN), ("Tom", ""), ("Nora", "")],
    "wa-nnbsp": [("Nora", RUN), ("Tom", "Only where they are full.")],
    "wa-system": [("Nora", RUN), ("Tom", "Only where they are full.")],
    "x-csv": [("Nora", "Trams are cheaper,\nmuch cheaper."), ("Tom", FULL)],
    "x-telegram": [("Nora", CHEAPER), ("Tom", FULL)],
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_everybody_says_what_they_said(case: str) -> None:
    made = thread(case)
    assert list(zip(people(made), words(made), strict=True)) == SAID[case]


REPLIES = {
    "clock-skew": [None, 0],
    "gh-review-replies": [None, 0, None],
    "reddit-array": [None, 0, 1],
    "reddit-int-parent": [None, 0, 1],
    "discourse-quote-reply": [None, 0, 1],
    "kialo-stance": [None, 0, 1, 0, 3],
    "x-csv": [None, 0],
}
"""By case: the place of the post that each answers."""


@pytest.mark.parametrize("case", REPLIES)
def test_every_post_answers_what_it_answers(case: str) -> None:
    made = thread(case)
    assert [made.numbers[p.reply_to] - 1 if p.reply_to else None for p in made] == REPLIES[case]


TIMES = {
    "convokit-relative-time": [None, None],
    "mail-eml": ["2024-01-04T19:00:00Z"],
    "wa-month-first": ["2024-01-30T20:49:00Z", "2024-02-03T15:55:00Z"],
    "wa-us-12h": ["2024-01-04T19:02:00Z", "2024-01-04T19:05:00Z", "2024-01-05T09:10:00Z"],
}


@pytest.mark.parametrize("case", TIMES)
def test_times_are_those_of_the_source_or_none(case: str) -> None:
    assert [post.created for post in thread(case)] == TIMES[case]


NOTES = {
    "discourse-small-action": "1 notice of the forum",
    "hn-story-alone": "At least 3 comments were not given (items 2, 4).",
    "json-surrogate": "1 text had characters that no text file holds",
    "plain-cp1251": "not UTF-8 and was read as",
    "reddit-more-count": "At least 40 comments are missing",
    "wa-us-12h": "that is a guess",
}


@pytest.mark.parametrize("case", NOTES)
def test_what_is_missing_or_guessed_is_in_the_note(case: str) -> None:
    assert NOTES[case] in (thread(case).source.note or "")


def test_a_deeper_part_that_a_page_hides_is_said() -> None:
    assert "continue this thread" in (thread("reddit-more-count").source.note or "")


def test_files_are_read_in_the_order_in_which_they_are_named_and_in_any_other() -> None:
    for names in (("post.json", "comments.json"), ("comments.json", "post.json")):
        assert people(thread("lemmy-post-first", *names)) == ["ada", "nora", "tom"]
    items = thread("hn-firebase-pretty")
    assert [post.gone for post in items] == [None, None, None, Gone.DELETED]
    assert words(thread("masto-mention", "s.json", "c.json"))[1] == "@nora only full ones #trams"


def test_marks_of_the_source_are_kept() -> None:
    assert [post.label for post in thread("kialo-stance")] == ["Thesis", "Pro", "Con", "Con", None]
    assert thread("wa-deleted").posts[1].gone is Gone.DELETED
    assert thread("discourse-quote-reply").reply_structure is Provenance.INFERRED
    turns = thread("srt-colon-sentence")
    assert people(turns) == ["NORA", "TOM"]
    assert "One thing is clear: they are full." in words(turns)[0]


@pytest.mark.parametrize(
    ("case", "titles"), [("gh-issue-list", ("Trams", "Bridges")), ("mail-two-threads", ("Trams", "Bridge"))]
)
def test_several_discussions_are_named(case: str, titles: tuple[str, str]) -> None:
    with pytest.raises(SeveralDiscussions) as caught:
        thread(case)
    assert all(f"({title})" in str(caught.value) for title in titles)


def test_what_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownForm, match="breaks off or is damaged"):
        thread("x-broken-json")
    with pytest.raises(ArgmapError, match="save the discussion as JSON or text"):
        thread("x-html")
    assert words(thread("x-slack")) == [CHEAPER, "Only full ones & at eight, @U1."]
