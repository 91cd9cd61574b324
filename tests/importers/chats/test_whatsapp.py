"""Chats of WhatsApp in the forms of many phones. Names, words and times are invented; expected values are read off by hand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UnknownName
from argmap.importers.protocol import SeveralDiscussions
from argmap.model.posts import Gone, Provenance
from tests.importers.chats.reading import (
    CASES,
    folder,
    inputs,
    is_refused_or_sound,
    listed,
    mutated,
    note,
    said,
    thread,
    times,
)

BOTH = [("Nora", "Trams are cheaper."), ("Tom", "Only full ones.")]
FIRST, SECOND = "2024-01-30T19:02:00Z", "2024-02-03T07:05:00Z"

FORMS = {
    "Android, German": "30.01.24, 19:02 - Nora: Trams are cheaper.\n03.02.24, 07:05 - Tom: Only full ones.\n",
    "Android, long year": "30.01.2024, 19:02 - Nora: Trams are cheaper.\n03.02.2024, 07:05 - Tom: Only full ones.\n",
    "Android, British": "30/01/2024, 19:02 - Nora: Trams are cheaper.\n03/02/2024, 07:05 - Tom: Only full ones.\n",
    "Android, US": "1/30/24, 7:02 PM - Nora: Trams are cheaper.\n2/3/24, 7:05 AM - Tom: Only full ones.\n",
    "Android, US since 2023": "1/30/24, 7:02\u202fPM - Nora: Trams are cheaper.\n2/3/24, 7:05\u202fAM - Tom: Only full ones.\n",
    "Android, Indian": "30/01/24, 7:02 pm - Nora: Trams are cheaper.\n03/02/24, 7:05 am - Tom: Only full ones.\n",
    "Android, Brazilian": "30/01/2024 19:02 - Nora: Trams are cheaper.\n03/02/2024 07:05 - Tom: Only full ones.\n",
    "Android, French": "30/01/2024 à 19:02 - Nora: Trams are cheaper.\n03/02/2024 à 07:05 - Tom: Only full ones.\n",
    "Android, Spanish": "30/1/24, 7:02 p. m. - Nora: Trams are cheaper.\n3/2/24, 7:05 a. m. - Tom: Only full ones.\n",
    "Android, Spanish with thin spaces": "30/1/24, 7:02\u202fp.\u00a0m. - Nora: Trams are cheaper.\n3/2/24, 7:05\u202fa.\u00a0m. - Tom: Only full ones.\n",
    "Android, Dutch": "30-01-2024 19:02 - Nora: Trams are cheaper.\n03-02-2024 07:05 - Tom: Only full ones.\n",
    "Android, Finnish": "30.1.2024 klo 19.02 - Nora: Trams are cheaper.\n3.2.2024 klo 7.05 - Tom: Only full ones.\n",
    "Android, Swedish": "2024-01-30 19:02 - Nora: Trams are cheaper.\n2024-02-03 07:05 - Tom: Only full ones.\n",
    "Android, Chinese": "2024/1/30 下午7:02 - Nora: Trams are cheaper.\n2024/2/3 上午7:05 - Tom: Only full ones.\n",
    "Android, Arabic digits": "٣٠/١/٢٠٢٤، ٧:٠٢ م - Nora: Trams are cheaper.\n٣/٢/٢٠٢٤، ٧:٠٥ ص - Tom: Only full ones.\n",
    "iPhone, German": "[30.01.24, 19:02:00] Nora: Trams are cheaper.\n[03.02.24, 07:05:00] Tom: Only full ones.\n",
    "iPhone, US": "[1/30/24, 7:02:00\u202fPM] Nora: Trams are cheaper.\n[2/3/24, 7:05:00\u202fAM] Tom: Only full ones.\n",
    "iPhone, Italian, with marks": "\u200e[30/01/24, 19:02:00] Nora: Trams are cheaper.\n[03/02/24, 07:05:00] Tom: Only full ones.\n",
    "iPhone, Windows lines": "[30/01/2024, 19:02:00] Nora: Trams are cheaper.\r\n[03/02/2024, 07:05:00] Tom: Only full ones.\r\n",
    "iPhone, Japanese": "[2024/01/30 19:02:00] Nora: Trams are cheaper.\n[2024/02/03 7:05:00] Tom: Only full ones.\n",
    "with a byte order mark": "\ufeff30.01.24, 19:02 - Nora: Trams are cheaper.\n03.02.24, 07:05 - Tom: Only full ones.\n",
}  # fmt: skip


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_phones_of_many_countries_write_the_same_chat(text: str) -> None:
    chat = thread(inputs(text), "whatsapp")
    assert said(chat) == BOTH
    assert times(chat) == [FIRST, SECOND]
    assert (chat.authorship, chat.reply_structure) == (Provenance.RECORDED, Provenance.UNKNOWN)
    assert "as if they were UTC" in note(chat)


def test_it_is_said_how_the_day_was_found() -> None:
    assert "month, day, year: no other order fits" in note(thread(inputs(FORMS["iPhone, US"]), "whatsapp"))
    assert "Dates are read" not in note(thread(inputs(FORMS["Android, German"]), "whatsapp"))


def test_the_order_of_messages_shows_the_month() -> None:
    # 3 May and 2 June go forward in time, 5 March and 6 February do not.
    chat = thread(inputs("03/05/2024, 10:00 - Nora: A.\n02/06/2024, 10:00 - Tom: B.\n"), "whatsapp")
    assert times(chat) == ["2024-05-03T10:00:00Z", "2024-06-02T10:00:00Z"]
    assert "day, month, year: in this order none is more than a day earlier" in note(chat)
    american = thread(inputs("05/03/2024, 10:00 - Nora: A.\n06/02/2024, 10:00 - Tom: B.\n"), "whatsapp")
    assert times(american) == ["2024-05-03T10:00:00Z", "2024-06-02T10:00:00Z"]


def test_a_date_that_may_be_two_days_is_none_and_the_note_says_why() -> None:
    chat = thread(inputs("03/04/2024, 10:00 - Nora: A.\n04/04/2024, 10:00 - Tom: B.\n"), "whatsapp")
    assert said(chat) == [("Nora", "A."), ("Tom", "B.")]
    assert times(chat) == [None, None]
    assert "03/04/2024 either number may be the month, so the posts have no dates" in note(chat)


def test_dates_that_fit_no_order_are_left_out() -> None:
    chat = thread(inputs("30/01/2024, 10:00 - Nora: A.\n01/30/2024, 10:00 - Tom: B.\n"), "whatsapp")
    assert times(chat) == [None, None]
    assert "in no order of day, month and year that is known" in note(chat)


def test_the_form_of_us_phones_is_called_a_guess() -> None:
    chat = thread(inputs("1/4/24, 12:02 AM - Nora: A.\n1/5/24, 12:10 PM - Tom: B.\n"), "whatsapp")
    assert times(chat) == ["2024-01-04T00:02:00Z", "2024-01-05T12:10:00Z"]
    assert "that is a guess by their form" in note(chat)


ANDROID = """04.01.2024, 18:59 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Tippe, um mehr zu erfahren.
04.01.2024, 19:00 - Nora created group "Trams & buses"
04.01.2024, 19:01 - Nora added Tom and 李雷
04.01.2024, 19:02 - Nora: Three things:

1. price
2. speed: see https://x.org/a:b
04.01.2024, 19:03 - Tom joined using this group's invite link
04.01.2024, 19:04 - Tom: This message was deleted
04.01.2024, 19:05 - Nora: Diese Nachricht wurde gelöscht.
04.01.2024, 19:06 - 李雷: <Media omitted>
04.01.2024, 19:07 - +49 170 1234567: IMG-20240104-WA0001.jpg (file attached)
A full tram 🚋 at eight
04.01.2024, 19:08 - Nora: 10:30 is too late <This message was edited>
04.01.2024, 19:09 - Tom changed the subject from "Trams & buses" to "Trams: yes or no"
04.01.2024, 19:10 - Tom: @\u2068Nora Lind\u2069 I see <b> & "this": it works
04.01.2024, 19:11 - Nora: Missed voice call
04.01.2024, 19:12 - Tom left
"""


def test_what_android_writes_itself_is_nobody_s_words() -> None:
    chat = thread(inputs(ANDROID), "whatsapp")
    assert said(chat) == [
        ("Nora", "Three things:\n\n1. price\n2. speed: see https://x.org/a:b"),
        ("Tom", None),
        ("Nora", None),
        ("李雷", None),
        ("+49 170 1234567", "A full tram 🚋 at eight"),
        ("Nora", "10:30 is too late"),
        ("Tom", '@Nora Lind I see <b> & "this": it works'),
    ]
    assert [post.gone for post in chat.posts] == [
        None,
        Gone.DELETED,
        Gone.DELETED,
        Gone.EMPTY,
        None,
        None,
        None,
    ]
    assert chat.title == "Trams: yes or no"
    assert "7 lines that the program itself wrote" in note(chat)
    assert "1 message has no words, only a file" in note(chat)
    assert "1 mark of the program that a message was edited was left out" in note(chat)


IPHONE = """\u200e[30/01/2024, 19:00:00] Trams: \u200eMessages and calls are end-to-end encrypted. No one outside of this chat can read them.
[30/01/2024, 19:00:01] Nora: \u200eNora created this group “Trams”
[30/01/2024, 19:02:03] ~\u202fTom: Only full ones.
\u200e[30/01/2024, 19:02:30] Nora: \u200eimage omitted
\u200e[30/01/2024, 19:02:40] Nora: \u200e<attached: 00000012-PHOTO-2024-01-30-19-02-40.jpg>
\u200e[30/01/2024, 19:02:50] Nora: Fahrplan.pdf • \u200e2 pages \u200edocument omitted
[30/01/2024, 19:03:00] Nora: \u200eThis message was deleted.
[30/01/2024, 19:03:10] Tom: \u200eIrgendetwas Unbekanntes des Programms
[30/01/2024, 19:04:00] Tom: They are full. \u200e<This message was edited>
[30/01/2024, 19:05:00] Nora: null
[30/01/2024, 19:06:00] Nora: \u200ePOLL:
Trams?
\u200eOPTION: Yes (\u200e2 votes)
"""


def test_a_mark_before_the_words_shows_what_an_iphone_writes_itself() -> None:
    chat = thread(inputs(IPHONE), "whatsapp")
    assert said(chat) == [
        ("Tom", "Only full ones."),
        ("Nora", None),
        ("Nora", None),
        ("Nora", None),
        ("Nora", None),
        ("Tom", "They are full."),
        ("Nora", "null"),
        ("Nora", "POLL:\nTrams?\nOPTION: Yes (\u200e2 votes)"),
    ]
    gone = [post.gone for post in chat.posts]
    assert gone[:5] == [None, Gone.EMPTY, Gone.EMPTY, Gone.EMPTY, Gone.DELETED]
    assert chat.title == "Trams"
    # A contact and a stranger who calls himself by the same name are two people.
    assert [person.name for person in chat.participants] == ["Tom", "Nora", "Tom"]


def test_a_group_does_not_speak_and_lines_before_the_first_message_are_counted() -> None:
    text = "the end of a message\n\n15.04.2016, 15:04 - Tram Chat: Messages and calls are end-to-end encrypted. Tap.\n15.04.2016, 15:05 - Nora: Hi\n"
    chat = thread(inputs(text), "whatsapp")
    assert said(chat) == [("Nora", "Hi")]
    older = thread(
        inputs(
            "[30/01/24, 10:00:00] Nora: Nora created group “Trams”\n[30/01/24, 10:00:01] Nora: Nora is my name\n"
        ),
        "whatsapp",
    )
    assert (older.title, said(older)) == ("Trams", [("Nora", "Nora is my name")])
    assert "1 line before the first message was left out" in note(chat)


def test_one_message_alone_is_a_chat() -> None:
    assert said(thread(inputs("04.01.2024, 19:02 - Nora: Hm: well.\n"), "whatsapp")) == [
        ("Nora", "Hm: well.")
    ]


def test_the_archive_of_an_export_names_the_chat(tmp_path: Path) -> None:
    files = folder(tmp_path, {"WhatsApp Chat with Trams of Bern/_chat.txt": IPHONE.split("\n", 2)[2], "WhatsApp Chat with Trams of Bern/a.opus": "x"})  # fmt: skip
    assert thread(files, "whatsapp").title == "Trams of Bern"


def test_several_chats_are_several_discussions(tmp_path: Path) -> None:
    files = folder(
        tmp_path,
        {
            "WhatsApp Chat with Tom.txt": FORMS["Android, US"],
            "WhatsApp-Chat mit Trams.txt": FORMS["Android, German"],
        },
    )
    assert [(entry.title, entry.posts, entry.people, entry.first) for entry in listed(files, "whatsapp")] == [
        ("Tom", 2, 2, FIRST),
        ("Trams", 2, 2, FIRST),
    ]
    with pytest.raises(SeveralDiscussions, match="Tom"):
        thread(files, "whatsapp")
    assert said(thread(files, "whatsapp", "WhatsApp Chat with Tom")) == BOTH
    with pytest.raises(UnknownName):
        thread(files, "whatsapp", "WhatsApp Chat with Nobody")


@pytest.mark.parametrize(
    "text",
    [
        "On 04.01.2024, 19:02 we met.\nNora: Yes.\n",
        "2024-01-04 19:02 nothing here\n",
        "Trams: yes\nBuses: no\n",
        "[10:15] <Ann> Yes.\n[10:16] <Bo> No.\n",
    ],
)
def test_other_texts_are_no_chat_of_whatsapp(text: str) -> None:
    from argmap.importers.chats.whatsapp import fits
    from argmap.importers.protocol import Fit

    assert fits(inputs(text)[0]) is Fit.NO


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not at hand")
@pytest.mark.parametrize(
    ("case", "expected"),
    {
        "wa-deleted": [("Nora", "Trams are cheaper to run.", "2024-01-04T19:02:00Z"), ("Tom", None, "2024-01-04T19:05:00Z"), ("Nora", None, "2024-01-04T19:07:00Z")],
        "wa-month-first": [("Nora", "Trams are cheaper to run.", "2024-01-30T20:49:00Z"), ("Tom", "Only where they are full.", "2024-02-03T15:55:00Z")],
        "wa-nnbsp": [("Nora", "Trams are cheaper to run.", "2024-01-04T19:02:00Z"), ("Tom", "Only where they are full.", "2024-01-04T19:05:00Z")],
        "wa-system": [("Nora", "Trams are cheaper to run.", "2024-01-04T19:02:00Z"), ("Tom", "Only where they are full.", "2024-01-04T19:05:00Z")],
        "wa-us-12h": [("Nora", "Trams are cheaper to run.", "2024-01-04T19:02:00Z"), ("Tom", "Only where they are full.", "2024-01-04T19:05:00Z"), ("Nora", "They are full at eight.", "2024-01-05T09:10:00Z")],
    }.items(),
)  # fmt: skip
def test_cases_of_users(case: str, expected: list[tuple[str, str | None, str]]) -> None:
    chat = thread(inputs((CASES / case / "chat.txt").read_bytes()), "whatsapp")
    assert [(*words, time) for words, time in zip(said(chat), times(chat), strict=True)] == expected


NAME = (
    st.text("ABnoraÄß李🚋 -+1", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda name: name not in {"", "-"})
)
WORDS = st.text("abc XYZ.:-äß李🚋\n/[]", min_size=1, max_size=40).map(
    lambda words: words.strip("\n .-:/[]") or "x"
)


@given(st.lists(st.tuples(NAME, WORDS), min_size=1, max_size=6), st.sampled_from([0, 1]))
def test_what_a_phone_writes_is_read_back(messages: list[tuple[str, str]], form: int) -> None:
    head = ("[{:02}.01.2024, 10:00:00] ", "{:02}.01.2024, 10:00 - ")[form]
    text = "".join(
        f"{head.format(day)}{name}: {words}\n" for day, (name, words) in enumerate(messages, start=1)
    )
    chat = thread(inputs(text), "whatsapp")
    assert said(chat) == [(" ".join(name.split()), words.strip()) for name, words in messages]


@given(st.integers(0, 2**32))
def test_damaged_chats_are_refused_or_sound(seed: int) -> None:
    damaged = mutated(ANDROID.encode() + IPHONE.encode(), random.Random(seed))
    is_refused_or_sound(inputs(damaged), "whatsapp")
