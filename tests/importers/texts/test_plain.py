"""Plain text: who is somebody and who is none; expected by hand, by what a reader of the text would say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit
from argmap.importers.registry import UnknownForm, importer, read
from argmap.importers.texts.people import person
from argmap.importers.texts.plain import fits
from argmap.model.thread import Thread

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"
Said = Callable[[Thread], list[tuple[str | None, str | None]]]

CONVERSATIONS = {
    "a line that says who wrote what comes next": (
        "On Monday, Nora wrote: I think so.\nTom: No.\nNora: Yes.\nTom: No, really.\n",
        [(None, "On Monday, Nora wrote: I think so."), ("Tom", "No."), ("Nora", "Yes."), ("Tom", "No, really.")],
    ),
    "two posts": (
        "Nora: Trams are cheaper.\n\nTom: Only full ones.\n",
        [("Nora", "Trams are cheaper."), ("Tom", "Only full ones.")],
    ),
    "lists within a post": (
        "Nora: Let me sum up.\nPros: cheap to run.\nCons: dear to build.\nPrice: ten a day.\n\nTom: I agree.\n",
        [("Nora", "Let me sum up.\nPros: cheap to run.\nCons: dear to build.\nPrice: ten a day."), ("Tom", "I agree.")],
    ),
    "sentences with a colon": (
        "Nora: Two things.\nOne thing is clear: they are full.\n\nStep 1: Look at them.\n\nTom: Well: no.\n",
        [("Nora", "Two things.\nOne thing is clear: they are full.\n\nStep 1: Look at them."), ("Tom", "Well: no.")],
    ),
    "turns without empty lines": (
        "Nora: Trams.\nTom: Buses.\nNora: Why?\nNote: I have none.\nTom: Why not?\n",
        [("Nora", "Trams."), ("Tom", "Buses."), ("Nora", "Why?\nNote: I have none."), ("Tom", "Why not?")],
    ),
    "paragraphs of one post": (
        "Nora: Trams.\n\nThey are quiet.\n\nTom: Buses: they are everywhere.\n",
        [("Nora", "Trams.\n\nThey are quiet."), ("Tom", "Buses: they are everywhere.")],
    ),
    "names alone on a line": (
        "Nora:\nTwo lines.\nSpeed: high.\n\nTom:\nOne line.\n\nNora:\nEnough.\n",
        [("Nora", "Two lines.\nSpeed: high."), ("Tom", "One line."), ("Nora", "Enough.")],
    ),
    "roles and pronouns": (
        "Nora Lind (chair): Welcome.\nTom Reed (he/him): Thanks.\nNora Lind (she/her): Trams, then.\n",
        [("Nora Lind", "Welcome."), ("Tom Reed", "Thanks."), ("Nora Lind", "Trams, then.")],
    ),
    "a role behind a comma": (
        "NORA LIND, MODERATOR: Welcome.\n\nTOM REED: Thanks.\n\nNORA LIND: Trams, then.\n",
        [("NORA LIND", "Welcome."), ("TOM REED", "Thanks."), ("NORA LIND", "Trams, then.")],
    ),
    "names in brackets": (
        "[Nora] Trams.\n[Tom] Buses.\n[laughs] no.\n[Nora] Why?\n[Tom] Because.\n",
        [("Nora", "Trams."), ("Tom", "Buses.\n[laughs] no."), ("Nora", "Why?"), ("Tom", "Because.")],
    ),
    "questions and answers": (
        "Q: Are trams cheaper?\nA: They are.\nQ: Always?\nA: When full.\n",
        [("Q", "Are trams cheaper?"), ("A", "They are."), ("Q", "Always?"), ("A", "When full.")],
    ),
    "initials": (
        "NL: Trams.\nT.R.: Buses.\nNL: Never.\n",
        [("NL", "Trams."), ("T.R.", "Buses."), ("NL", "Never.")],
    ),
    "small letters that come again": (
        "nora: trams are cheap\ntom: buses run everywhere\nada: both of them\nnora: never at night\ntom: always\n",
        [("nora", "trams are cheap"), ("tom", "buses run everywhere"), ("ada", "both of them"), ("nora", "never at night"), ("tom", "always")],
    ),
    "Chinese, with a wide colon": (
        "田中：電車は安い。\n鈴木：満員だけだ。\n田中：八時はそうだ。\n",
        [("田中", "電車は安い。"), ("鈴木", "満員だけだ。"), ("田中", "八時はそうだ。")],
    ),
    "Cyrillic": (
        "Нора: Трамваи дешевле.\n\nТом: Только полные.\nИтог: нет.\n",
        [("Нора", "Трамваи дешевле."), ("Том", "Только полные.\nИтог: нет.")],
    ),
    "Arabic": (
        "نورا: الترام أرخص.\nتوم: فقط الممتلئ.\nنورا: نعم.\n",
        [("نورا", "الترام أرخص."), ("توم", "فقط الممتلئ."), ("نورا", "نعم.")],
    ),
    "Hindi, with marks that combine": (
        "नोरा: ट्राम सस्ती है।\nटॉम: केवल भरी हुई।\nनोरा: हाँ।\n",
        [("नोरा", "ट्राम सस्ती है।"), ("टॉम", "केवल भरी हुई।"), ("नोरा", "हाँ।")],
    ),
    "somebody unknown": (
        "Nora: Trams.\n?: Hm.\nTom: Buses.\nUnknown: No.\nNora: Why?\nTom: So.\n",
        [("Nora", "Trams."), (None, "Hm."), ("Tom", "Buses."), (None, "No."), ("Nora", "Why?"), ("Tom", "So.")],
    ),
    "two people at once": (
        "Nora: Trams.\n\nTom/Ada: Yes, but not at night.\n\nTom: Buses.\n\nAda: No.\n",
        [("Nora", "Trams."), (None, "Tom/Ada: Yes, but not at night."), ("Tom", "Buses."), ("Ada", "No.")],
    ),
    "a conclusion is nobody's": (
        "Nora: Trams.\n\nTom: Buses.\n\nConclusion:\nWe ask again.\n\nNora: Fine.\n\nConclusion: None.\n",
        [("Nora", "Trams."), ("Tom", "Buses."), (None, "Conclusion:\nWe ask again."), ("Nora", "Fine."), (None, "Conclusion: None.")],
    ),
    "items with numbers": (
        "1. Nora: Trams.\n2. Tom: Buses.\n3. Nora: No.\n",
        [("Nora", "Trams."), ("Tom", "Buses."), ("Nora", "No.")],
    ),
    "questions and answers with numbers": (
        "Q1: Why?\nA1: So.\nQ2: How?\nA2: Thus.\n",
        [("Q", "Why?"), ("A", "So."), ("Q", "How?"), ("A", "Thus.")],
    ),
    "one of many, and several": (
        "The Chair: Order.\n\nMr. Reed: Trams.\n\nAn Hon. Member: No!\n\nSeveral members: Hear, hear.\n\nThe Chair: Order.\n",
        [("The Chair", "Order."), ("Mr. Reed", "Trams."), (None, "An Hon. Member: No!"), (None, "Several members: Hear, hear."), ("The Chair", "Order.")],
    ),
    "addresses and pictures in names": (
        "nora@example.org: Trams.\ntom_42: Buses.\nAda 🚲: Bikes.\nnora@example.org: No.\n",
        [("nora@example.org", "Trams."), ("tom_42", "Buses."), ("Ada 🚲", "Bikes."), ("nora@example.org", "No.")],
    ),
    "code is no conversation": (
        "Nora: See this.\n```\nTom: 5\nAda: 6\n```\n\nTom: I see.\n",
        [("Nora", "See this.\n```\nTom: 5\nAda: 6\n```"), ("Tom", "I see.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONVERSATIONS.values(), ids=CONVERSATIONS)
def test_a_conversation_is_recognised_and_its_people_are_a_guess(
    text: str, expected: list[tuple[str | None, str | None]], imported: Any, said: Said
) -> None:
    thread = imported(text)
    assert thread.source.kind == "plain"
    assert said(thread) == expected
    assert thread.authorship == "inferred"
    note = thread.source.note or ""
    assert all(name in note for name, _ in expected if name)


MINUTES = """\
# Meeting of the tram committee

## Links

* **Recording**: https://example.org/r
* **Agenda Document**: https://example.org/a

## Agenda

* lib: trams at night [#1](https://example.org/1) / @nora
* RFC: buses at noon

## Minutes

### Present

* Nora (chair)
* Tom

Scribe: Eva Lund (EL)

### Trams at night
[#1](https://example.org/1) / @nora

* Nora: we need them
* Tom: for whom?
* Discussion about who rides at night
* Nora: nurses

### Buses: noon

Nora: they are empty.

Discussion of how many there are.

Nora/Tom: fewer of them.

Tom: one an hour.

Conclusion:

We ask the drivers.

### Next meeting
"""


def test_headings_and_lists_of_minutes_are_no_people_and_nobody_speaks_for_another(
    imported: Any, said: Said
) -> None:
    thread = imported(MINUTES)
    assert (thread.source.kind, thread.title) == ("plain", "Meeting of the tram committee")
    assert [name for name, _ in said(thread) if name] == ["Nora", "Tom", "Nora", "Nora", "Tom"]
    assert [pair for pair in said(thread) if pair[0]] == [
        ("Nora", "we need them"),
        ("Tom", "for whom?"),
        ("Nora", "nurses"),
        ("Nora", "they are empty."),
        ("Tom", "one an hour."),
    ]
    nobody = [words for name, words in said(thread) if name is None]
    assert "* Discussion about who rides at night" in nobody
    assert "Discussion of how many there are." in nobody
    assert "Nora/Tom: fewer of them." in nobody
    assert "Conclusion:\n\nWe ask the drivers." in nobody
    assert "### Next meeting" in nobody
    assert "have no author" in (thread.source.note or "")


NO_CONVERSATIONS = {
    "prose": "Trams are cheap. Note: not all of them.\n\nWell: some are.\n\nConclusion: take them.\n",
    "one person": "Nora: I wrote this alone.\n\nIt has no other side.\n",
    "settings": "name: trams\nversion: 1\nlicense: MIT\n",
    "the head of a document": "Title: Trams\nAuthor: Nora Lind\nDate: 2024-01-04\n\nTrams are cheap.\n",
    "YAML": "title: Trams\nclaims:\n  - id: a\n    text: Trams are cheap.\n  - id: b\n    text: Buses are not.\n",
    "the head of a package": "Name: trams\nRequires-Dist: rails\nRequires-Dist: wires\nRequires-Dist: wheels\nProvides-Extra: all\n",
    "a record of licences": "Files: *\nHolder: 2001 Nora\n\nFiles: a/*\nHolder: 2002 Tom\n\nFiles: b/*\nHolder: 2003 Ada\n",
    "steps": "Step 1: Open the door.\nStep 2: Close the door.\nStep 3: Wait.\n",
    "a manual": "# Tool\n\nUsage: run it.\n\nInstallation: unpack it.\n\nLicense: MIT.\n",
    "an article with two quotes": "Nora: Yes.\n\n" + "A paragraph of prose.\n\n" * 20 + "Tom: No.\n",
    "a recipe": "Ingredients: flour, salt.\n\nMethod: Mix it.\n\nOven: Hot.\n",
    "columns": "Price: 5\nNoise: 3\n",
    "pages of a manual": "login (1): Begins a session.\nsu (1): Changes the user.\nlogin (1): Asks for a name.\n",
    "a log": "ERROR: disk full\nWARNING: disk nearly full\nERROR: disk full\n",
    "JSON": '{"Nora": "x",\n"Tom": "y"}',
    "JSON in a list": '["Nora: x", "Tom: y"]',
    "HTML": "<p>Nora: yes.</p>\n<p>Tom: no.</p>\n",
    "a mail": "From: Nora <n@example.org>\nSubject: Trams\n\nNora: yes.\n\nTom: no.\n",
    "PDF": "%PDF-1.7\nNora: yes.\n\nTom: no.\n",
}


@pytest.mark.parametrize("text", NO_CONVERSATIONS.values(), ids=NO_CONVERSATIONS)
def test_what_is_no_conversation_is_not_read_as_one(text: str) -> None:
    assert fits(InputFile("x", content=text.encode())) is Fit.NO


def test_a_form_that_nobody_knows_is_an_error(imported: Any) -> None:
    with pytest.raises(UnknownForm, match="--as KIND"):
        imported(NO_CONVERSATIONS["prose"])


def test_on_request_any_text_is_read_without_authors(imported: Any, said: Said) -> None:
    thread = imported(NO_CONVERSATIONS["prose"], kind="plain")
    assert thread.authorship == "unknown"
    assert said(thread) == [
        (None, "Trams are cheap. Note: not all of them."),
        (None, "Well: some are."),
        (None, "Conclusion: take them."),
    ]


def test_bytes_of_a_pdf_are_refused_even_on_request(imported: Any) -> None:
    with pytest.raises(ArgmapError, match="is no text"):
        imported("%PDF-1.7\n", kind="plain")


def test_two_conclusions_do_not_take_the_people_away(imported: Any, said: Said) -> None:
    text = "Nora: Trams.\n\nConclusion:\nOne.\n\nTom: Buses.\n\nConclusion:\nTwo.\n"
    assert said(imported(text, kind="plain")) == [
        ("Nora", "Trams."),
        (None, "Conclusion:\nOne."),
        ("Tom", "Buses."),
        (None, "Conclusion:\nTwo."),
    ]


def test_a_line_above_the_first_name_is_the_title_and_more_is_a_post_of_nobody(
    imported: Any, said: Said
) -> None:
    assert imported("Trams or buses?\n\nNora: Trams.\n\nTom: Buses.\n").title == "Trams or buses?"
    thread = imported("We met at noon.\nIt rained.\n\nNora: Trams.\n\nTom: Buses.\n")
    assert said(thread)[0] == (None, "We met at noon.\nIt rained.")


def test_fields_above_a_text_hold_its_title_and_are_no_post(imported: Any, said: Said) -> None:
    head = '---\ntitle: "Trams: or buses?"\ndate: 2024-01-04\nhosts: [Nora, Tom]\n---\n'
    thread = imported(f"{head}\nNora: Trams.\n\nTom: Buses.\n")
    assert (thread.title, said(thread)) == ("Trams: or buses?", [("Nora", "Trams."), ("Tom", "Buses.")])
    thread = imported(f"{head}\n**Nora:** Trams.\n\n**Tom:** Buses.\n\n**Nora:** No.\n")
    assert (thread.title, len(thread.posts)) == ("Trams: or buses?", 3)


def test_places_in_a_recording_and_dates_stand_behind_names(imported: Any) -> None:
    thread = imported("Nora (00:12:31): Trams.\nTom (2024-01-04 19:05): Buses.\nNora (1:02:03): No.\n")
    assert [(post.cue, post.created) for post in thread.posts] == [
        ("0:12:31", None),
        (None, "2024-01-04T19:05:00Z"),
        ("1:02:03", None),
    ]


def test_a_time_that_cannot_be_read_is_still_no_part_of_a_name(imported: Any, said: Said) -> None:
    thread = imported("Nora (13/13/2024 7:02 PM): Trams.\nTom (13/13/2024 7:03 PM): Buses.\n")
    assert said(thread) == [("Nora", "Trams."), ("Tom", "Buses.")]
    assert "2 posts have times that could not be read" in (thread.source.note or "")


def test_nobody_speaks_on_from_one_file_into_the_next(imported: Any, said: Said) -> None:
    thread = imported("Nora: Trams.\n\nTom: Buses.\n", "No name stands here.\n\nNora: Why?\n", kind="plain")
    assert said(thread) == [
        ("Nora", "Trams."),
        ("Tom", "Buses."),
        (None, "No name stands here."),
        ("Nora", "Why?"),
    ]


def test_what_stands_behind_a_name_is_told(imported: Any) -> None:
    note = imported(CONVERSATIONS["roles and pronouns"][0]).source.note or ""
    assert "Left out behind names: Nora Lind (chair)." in note


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Nora", "Nora"),
        ("👤 User", "User"),
        (". NL", "NL"),
        ("Dr. Nora O’Brien", "Dr. Nora O’Brien"),
        ("Maria de la Cruz", "Maria de la Cruz"),
        ("Participant 2", "Participant 2"),
        ("Voice B", "Voice B"),
        ("Two things", None),
        ("Pros", None),
        ("Step 1", None),
        ("GitHub Issue", None),
        ("Well, to be honest", None),
        ("Installation", None),
        ("http", None),
        ("", None),
    ],
)
def test_labels_look_like_people_or_not(label: str, name: str | None) -> None:
    known = person(label)
    assert (known.name if known else None) == name


LINES = st.sampled_from(
    ["Nora: ", "Tom (2024-01-04 10:00): ", "* Ada: ", "[Eva] ", "?: ", "Tom/Ada: ", "Pros: ", "Conclusion:", "# T", "### T",
     "```", "    ", "\n", "\n\n", "words", "田中：", "* item", "**bold**", ":", "(", "Nora (chair): "]
)  # fmt: skip


@given(st.lists(LINES | st.text(max_size=8), max_size=16).map("".join))
def test_no_word_is_lost_or_made_up(text: str) -> None:
    file = InputFile("fuzz", content=text.encode("utf-8", "replace"))
    try:
        raw = read(importer("plain"), [file])
        thread_of(raw, ImportOptions("fuzz", "plain"))
    except ArgmapError:
        return
    words = {word for post in raw.posts for word in post.text.split()}
    assert words <= set(file.text.split()) | {part for word in file.text.split() for part in _parts(word)}


def _parts(word: str) -> list[str]:
    """Return the ends of a word behind a colon or a bracket, where a post may begin."""
    return [word[at:] for at in range(len(word))]


def test_a_name_within_a_paragraph_that_may_be_one_is_in_the_note() -> None:
    """Whose words "Bo: no." are nobody can know; that they were taken for Ann's is said."""
    raw = read(
        importer("plain"), [InputFile("t", content=b"Ann: tabs?\nBo: no.\n\nCy: lunch?\nNote: at one.\n")]
    )
    assert [post.author for post in raw.posts] == ["Ann", "Cy"]
    assert any("taken for words of the person above: Bo. If one is a name" in note for note in raw.notes)


def test_an_action_that_minutes_list_below_a_turn_is_nobodys() -> None:
    text = b"Ann Lee: It is rotten.\n\nBo Dahl: We have no money.\n- Reason: no fees.\n\n- Action: Ann asks.\n\nAnn Lee: Loud.\n"
    raw = read(importer("plain"), [InputFile("t", content=text)])
    assert [(post.author, post.text) for post in raw.posts] == [
        ("Ann Lee", "It is rotten."),
        ("Bo Dahl", "We have no money.\n- Reason: no fees."),
        (None, "- Action: Ann asks."),
        ("Ann Lee", "Loud."),
    ]


def test_nothing_is_in_doubt_where_each_turn_has_a_paragraph() -> None:
    raw = read(
        importer("plain"), [InputFile("t", content=b"Ann: tabs?\n\nBo: no.\nNote: I mean it.\n\nAnn: Why?\n")]
    )
    assert raw.notes == ("Who wrote what was read from the form of lines (a name before a colon): Ann, Bo.",)


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
class TestCases:
    """Inputs that were read wrongly, with the right value that stands beside each."""

    def test_pros_and_cons_are_no_people(self, imported: Any, said: Said) -> None:
        thread = imported((CASES / "plain-pros-cons" / "t.txt").read_bytes())
        assert [name for name, _ in said(thread)] == ["Nora", "Tom"]

    def test_cyrillic_is_read_and_the_guess_of_its_encoding_is_told(self, imported: Any, said: Said) -> None:
        thread = imported((CASES / "plain-cp1251" / "t.txt").read_bytes())
        assert said(thread) == [("Нора", "Трамваи дешевле."), ("Том", "Только полные.")]
        assert "was read as cp1251" in (thread.source.note or "")


@pytest.mark.parametrize(
    "head", ["Title: Trams or buses", "# Trams or buses", '---\ntitle: "Trams or buses"\n---']
)
def test_the_title_of_a_text_is_no_post(head: str, imported: Any, said: Said) -> None:
    thread = imported(f"{head}\n\nNora: Trams.\nTom: Buses.\nNora: Why?\n")
    assert thread.title == "Trams or buses"
    assert said(thread) == [("Nora", "Trams."), ("Tom", "Buses."), ("Nora", "Why?")]
