"""Logs of IRC as many clients write them. Names and words are invented; expected values are read off by hand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.importers.assemble import ImportOptions, assembled
from argmap.importers.chats.irc import IMPORTER
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import SeveralDiscussions
from argmap.model.posts import Provenance
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

WORDS = [
    ("nora", "Trams are cheaper: https://x.org/a"),
    ("tom_", "* tom_ waves"),
    ("tom_", "nora: only <full> ones"),
]

CLIENTS = {
    "irssi": """--- Log opened Thu Jan 04 14:59:30 2024
14:59 -!- nora [~n@x.org] has joined #trams
14:59 -!- Irssi: #trams: Total of 3 nicks [1 ops, 0 halfops, 0 voices, 2 normal]
14:59 <@nora> Trams are cheaper: https://x.org/a
15:00  * tom_ waves
15:00 < tom_> nora: only <full> ones
15:01 -!- mode/#trams [+o tom_] by nora
15:02 -!- tom_ [~t@x.org] has quit [Ping timeout: 180 seconds]
--- Log closed Thu Jan 04 15:10:00 2024
""",
    "WeeChat": """2024-01-04 14:59:00\t-->\tnora (~n@x.org) has joined #trams
2024-01-04 14:59:00\t--\tTopic for #trams is "Trams or buses"
2024-01-04 14:59:00\t@nora\tTrams are cheaper: https://x.org/a
2024-01-04 15:00:00\t *\ttom_ waves
2024-01-04 15:00:00\ttom_\tnora: only <full> ones
2024-01-04 15:01:00\t<--\ttom_ (~t@x.org) has quit (Quit: bye)
""",
    "HexChat": """**** BEGIN LOGGING AT Thu Jan  4 14:50:12 2024

Jan 04 14:59:00 *\tNow talking on #trams
Jan 04 14:59:00 *\tnora (~n@x.org) has joined
Jan 04 14:59:00 <nora>\tTrams are cheaper: https://x.org/a
Jan 04 15:00:00 *\ttom_ waves
Jan 04 15:00:00 <tom_>\tnora: only <full> ones
Jan 04 15:01:00 *\ttom_ has quit (Ping timeout)
**** ENDING LOGGING AT Thu Jan  4 15:10:00 2024
""",
    "mIRC": """Session Start: Thu Jan 04 14:50:12 2024
Session Ident: #trams
[14:59] * Now talking in #trams
[14:59] * Topic is 'Trams or buses'
[14:59] <@nora> Trams are cheaper: https://x.org/a
[15:00] * tom_ waves
[15:00] <tom_> \x0304nora\x03: only <full> ones\x0f
[15:01] * tom_ (~t@x.org) Quit (Ping timeout)
Session Close: Thu Jan 04 15:10:12 2024
""",
    "The Lounge": """[2024-01-04T14:58:36.853Z] *** nora (~n@x.org) joined
[2024-01-04T14:59:00.184Z] <nora> Trams are cheaper: https://x.org/a
[2024-01-04T15:00:00.597Z] * tom_ waves
[2024-01-04T15:00:00.797Z] <tom_> nora: only <full> ones
[2024-01-04T15:01:02.402Z] *** tom_ (~t@x.org) quit (Server closed connection)
""",
    "IRCCloud": """#trams
[2024-01-04 14:50:00] → Joined channel #trams
[2024-01-04 14:59:00] <nora> Trams are cheaper: https://x.org/a
[2024-01-04 15:00:00] — tom_ waves
[2024-01-04 15:00:00] <tom_> nora: only <full> ones
[2024-01-04 15:01:00] ⇐ tom_ quit (~t@x.org): "Leaving"
""",
    "bip": """04-01-2024 14:50:06 -!- nora!~n@x.org has joined #trams
04-01-2024 14:59:00 < nora!~n@x.org: Trams are cheaper: https://x.org/a
04-01-2024 15:00:00 < * tom_!~t@x.org waves
04-01-2024 15:00:00 > tom_: nora: only <full> ones
04-01-2024 15:01:00 -!- tom_!~t@x.org has quit [bye]
""",
    "a time with a zone": """--- Log opened 2024-01-04T15:59:00+01:00
2024-01-04T15:59:00+01:00 <nora> Trams are cheaper: https://x.org/a
2024-01-04T16:00:00+01:00  * tom_ waves
2024-01-04T16:00:00+01:00 <tom_> nora: only <full> ones
""",
}
UNDATED = {
    "ZNC or energymech": """[14:59:00] *** Joins: nora (~n@x.org)
[14:59:00] <nora> Trams are cheaper: https://x.org/a
[15:00:00] * tom_ waves
[15:00:00] <tom_> nora: only <full> ones
[15:01:00] *** Quits: tom_ (~t@x.org) (Quit: bye)
[15:01:30] *** nora sets mode: +o nora
""",
    "Quassel": """[14:58:21] --> nora (~n@x.org) has joined #trams
[14:59:00] <nora> Trams are cheaper: https://x.org/a
[15:00:00] -*- tom_ waves
[15:00:00] <tom_> nora: only <full> ones
[15:02:00] <-- tom_ (~t@x.org) has quit (Quit)
""",
    "qwebirc": """[14:59] == nora [~n@x.org] has joined #trams
[14:59] <nora> Trams are cheaper: https://x.org/a
[15:00] * tom_ waves
[15:00] <tom_> nora: only <full> ones
""",
    "clock of twelve hours": """[2:59 pm] --> nora (~n@x.org) has joined #trams
[2:59 pm] <nora> Trams are cheaper: https://x.org/a
[3:00 pm] * tom_ waves
[3:00 pm] <tom_> nora: only <full> ones
""",
    "no time": """<nora> Trams are cheaper: https://x.org/a
* tom_ waves
<tom_> nora: only <full> ones
""",
    "eggdrop": """[14:59] nora (~n@x.org) joined #trams.
[14:59] <nora> Trams are cheaper: https://x.org/a
[15:00] Action: tom_ waves
[15:00] <tom_> nora: only <full> ones
""",
    "a theme with a bar": """14:59           --> | nora (~n@x.org) has joined #trams
14:59       «Users» | 3 nicks (1 ops, 0 halfops, 0 voices, 2 normal
14:59         @nora | Trams are cheaper: https://x.org/a
15:00             * | tom_ waves
15:00          tom_ | nora: only <full> ones
""",
}


@pytest.mark.parametrize("text", CLIENTS.values(), ids=CLIENTS)
def test_clients_write_the_same_hour(text: str) -> None:
    log = thread(inputs(text), "irc")
    assert said(log) == WORDS
    assert times(log) == ["2024-01-04T14:59:00Z", "2024-01-04T15:00:00Z", "2024-01-04T15:00:00Z"]
    assert (log.authorship, log.reply_structure) == (Provenance.RECORDED, Provenance.UNKNOWN)


@pytest.mark.parametrize("text", UNDATED.values(), ids=UNDATED)
def test_without_a_day_there_are_no_dates(text: str) -> None:
    log = thread(inputs(text), "irc")
    assert said(log) == WORDS
    assert times(log) == [None, None, None]
    if "14" in text or "2:59" in text:
        assert "times of day but no day" in note(log)


@pytest.mark.parametrize("name", ["#trams.2024-01-04.log", "trams_20240104.log", "2024/04-01-2024.txt"])
def test_the_name_of_a_log_has_its_day(name: str) -> None:
    log = thread(inputs(UNDATED["ZNC or energymech"], name=name), "irc")
    assert times(log)[0] == "2024-01-04T14:59:00Z"


def test_the_clock_passes_midnight() -> None:
    text = "[23:59:00] <nora> A.\n[00:01:00] <tom> B.\n[23:59:59] <nora> C.\n[00:00:01] <tom> D.\n"
    log = thread(inputs(text, name="2024-02-28.log"), "irc")
    assert times(log) == ["2024-02-28T23:59:00Z", "2024-02-29T00:01:00Z", "2024-02-29T23:59:59Z", "2024-03-01T00:00:01Z"]  # fmt: skip


def test_a_heading_changes_the_day() -> None:
    text = "--- Log opened Thu Jan 04 14:00:00 2024\n14:59 <nora> A.\n--- Day changed Fri Jan 05 2024\n09:00 <tom> B.\n"
    assert times(thread(inputs(text), "irc")) == ["2024-01-04T14:59:00Z", "2024-01-05T09:00:00Z"]


def test_a_year_that_hexchat_leaves_out_goes_on() -> None:
    text = "**** BEGIN LOGGING AT Sun Dec 31 23:50:12 2023\n\nDec 31 23:59:00 <nora>\tA.\nJan 01 00:01:00 <tom>\tB.\n"
    assert times(thread(inputs(text), "irc")) == ["2023-12-31T23:59:00Z", "2024-01-01T00:01:00Z"]


def test_who_changes_the_nick_stays_one_person() -> None:
    text = """14:59 <nora> A.
15:00 -!- nora is now known as nora_away
15:00 <nora_away> B.
15:01 -!- nora_away is now known as Nora
15:01 <NORA> C.
15:02 <tom> D.
15:03 -!- tom is now known as bob
15:04 <bob> E.
"""
    log = thread(inputs(text), "irc")
    assert said(log) == [("nora", "A."), ("nora", "B."), ("nora", "C."), ("tom", "D."), ("tom", "E.")]
    assert "3 changes of names were followed" in note(log)


def test_lines_without_a_time_go_on_with_the_message() -> None:
    log = thread(inputs("[10:15] <Ann> Yes.\nand more\n[10:16] <Bo> No.\n"), "irc")
    assert said(log) == [("Ann", "Yes.\nand more"), ("Bo", "No.")]


MINUTES = """14:59:27 <RRSAgent> RRSAgent has joined #trams
14:59:27 <RRSAgent> logging to https://www.w3.org/2024/01/04-trams-irc
14:59:29 <Zakim> Zakim has joined #trams
14:59:32 <nora> Meeting: Trams Working Group
14:59:36 <alain> alain has joined #trams
14:59:40 <nora> nora has changed the topic to: Agenda: https://x.org
14:59:58 <nora> Chair: Tom
15:00:03 <nora> scribe: nora_
15:05:20 <nora> Topic: Price
15:05:40 <nora> Tom: Trams are cheaper.
15:06:21 <nora> ... if they are full
15:06:25 <alain> q+
15:06:30 <nora> … and at eight
15:07:14 <nora> Alain B: Only where they run.
15:07:20 <Zakim> I see alain on the queue
15:07:30 <nora> A sentence of the scribe: with a colon in it
15:07:40 <nora> https://x.org/minutes
15:08:00 <alain> thanks
"""


def test_a_scribe_writes_the_words_of_others() -> None:
    log = thread(inputs(MINUTES), "irc")
    assert log.title == "Trams Working Group"
    assert said(log) == [
        ("nora", "Meeting: Trams Working Group"),
        ("nora", "Chair: Tom"),
        ("nora", "scribe: nora_"),
        ("nora", "Topic: Price"),
        ("Tom", "Trams are cheaper."),
        ("Tom", "if they are full"),
        ("alain", "q+"),
        ("Tom", "and at eight"),
        ("Alain B", "Only where they run."),
        ("nora", "A sentence of the scribe: with a colon in it"),
        ("nora", "https://x.org/minutes"),
        ("alain", "thanks"),
    ]
    assert times(log)[0] == "2024-01-04T14:59:32Z"
    assert log.authorship is Provenance.INFERRED
    assert "4 messages were written down by a scribe" in note(log)
    assert "2 messages of bots of the meeting were left out" in note(log)


def test_without_a_scribe_words_are_of_who_typed_them() -> None:
    log = thread(inputs("14:59:27 <nora> Tom: Trams are cheaper.\n14:59:30 <tom> nora: no\n"), "irc")
    assert said(log) == [("nora", "Tom: Trams are cheaper."), ("tom", "nora: no")]
    assert log.authorship is Provenance.RECORDED


def test_days_of_a_channel_belong_together_and_channels_do_not(tmp_path: Path) -> None:
    hour = UNDATED["ZNC or energymech"]
    days = {"#trams_20240104.log": hour, "#trams_20240105.log": hour.replace("waves", "sings")}
    log = thread(folder(tmp_path / "one", days), "irc")
    assert [time and time[:10] for time in times(log)] == ["2024-01-04"] * 3 + ["2024-01-05"] * 3
    two = folder(tmp_path / "two", {**days, "#buses_20240104.log": hour})
    assert [(entry.key, entry.posts) for entry in listed(two, "irc")] == [("#buses", 3), ("#trams", 6)]
    with pytest.raises(SeveralDiscussions):
        thread(two, "irc")
    assert len(thread(two, "irc", "#buses").posts) == 3


@pytest.mark.parametrize(
    "text",
    [
        "<html>\n<p> a\n<p> b\n</html>",
        "<posts>\n<row> x\n<row> y\n",
        "Ann: <x> y\nBo: <x> z\n",
        "a\n<b> c\nd\ne\n",
    ],
)
def test_other_texts_are_no_log(text: str) -> None:
    from argmap.importers.chats.irc import fits
    from argmap.importers.protocol import Fit

    assert fits(inputs(text)[0]) is not Fit.CERTAIN


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not at hand")
def test_the_case_of_a_user() -> None:
    log = thread(inputs((CASES / "irc-time-nick" / "log.txt").read_bytes()), "irc")
    assert said(log) == [
        ("nora", "Trams are cheaper to run."),
        ("tom_", "Only where they are full."),
        ("nora", "They are full at eight."),
    ]


NICK = st.from_regex(r"[a-zA-Z_\[\]{}^`][a-zA-Z0-9_-]{0,9}", fullmatch=True).filter(
    lambda nick: any(map(str.isalnum, nick))
)
SAID = st.text("abc <>*:|-äß🚋!", min_size=1, max_size=30).map(str.strip).filter(bool)


@given(st.lists(st.tuples(NICK, SAID), min_size=2, max_size=8))
def test_what_a_client_writes_is_read_back(messages: list[tuple[str, str]]) -> None:
    text = "".join(f"[10:{minute:02}] <{nick}> {words}\n" for minute, (nick, words) in enumerate(messages))
    first: dict[str, str] = {}
    names = [first.setdefault(nick.lower(), nick) for nick, _ in messages]
    assert said(thread(inputs(text), "irc")) == list(
        zip(names, (words for _, words in messages), strict=True)
    )


@given(st.integers(0, 2**32), st.sampled_from([*CLIENTS.values(), *UNDATED.values(), MINUTES]))
def test_damaged_logs_are_refused_or_sound(seed: int, text: str) -> None:
    is_refused_or_sound(inputs(mutated(text.encode(), random.Random(seed))), "irc")


PLAIN_NICKS = {
    "a line of its own": "[19:06] nora is now known as nora_away",
    "a star": "[19:06] * nora is now known as nora_away",
    "three stars": "[19:06] *** nora is now known as nora_away",
    "a sign": "[19:06] -!- nora is now known as nora_away",
}


@pytest.mark.parametrize("change", PLAIN_NICKS.values(), ids=PLAIN_NICKS)
def test_a_person_who_changes_the_nick_stays_one_however_the_log_says_it(change: str) -> None:
    made = thread(inputs(f"[19:05] <nora> Trams.\n{change}\n[19:07] <nora_away> Back later.\n[19:08] <tom> Is now known as late.\n"), "irc")  # fmt: skip
    assert said(made) == [("nora", "Trams."), ("nora", "Back later."), ("tom", "Is now known as late.")]
    assert "1 change of a name was followed" in note(made)


def test_a_nick_of_before_is_redacted_like_the_name() -> None:
    text = (
        "23:58 < nora> Trams are cheaper, tommy.\n23:59 < tom> nora: only full ones\n"
        "23:59 -!- tom is now known as tommy\n23:59  * tommy shrugs\n"
    )
    raw = IMPORTER.read([InputFile("n.log", content=text.encode())], None)
    wish = ImportOptions("t", "irc", pseudonymise=True, secret=bytes(32), redact=True)
    thread = assembled(raw, wish).thread
    assert "tom" not in " ".join(thread.text_of(post.id) for post in thread.posts)
