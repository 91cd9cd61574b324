"""Captions of recordings: whose words they are, every word once, and where each turn begins; expected by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import NotThisSource
from argmap.importers.registry import importer, read
from argmap.importers.texts.cues import are_rolling, cues, unrolled
from argmap.model.thread import Thread

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"
Said = Callable[[Thread], list[tuple[str | None, str | None]]]


def vtt(*captions: str, head: str = "WEBVTT") -> str:
    """Return captions of one second each as WebVTT."""
    cues = (
        f"00:00:{number:02}.000 --> 00:00:{number + 1:02}.000\n{caption}\n"
        for number, caption in enumerate(captions)
    )
    return f"{head}\n\n" + "\n".join(cues)


NAMED = {
    "voices of Teams": (
        (
            "WEBVTT\n\nb7c1-44/12-0\n00:00:03.370 --> 00:00:06.920\n<v Nora Lind>Trams are cheaper\nto run.</v>\n\n"
            "b7c1-44/13-0\n00:00:06.920 --> 00:00:08.920\n<v Tom Reed>Only full &amp; clean ones.</v>\n"
        ),
        [("Nora Lind", "Trams are cheaper to run."), ("Tom Reed", "Only full & clean ones.")],
    ),
    "two voices in one caption": (
        vtt("<v Nora>Trams.</v>\n<v.loud Tom>Buses.</v>", "<v Nora>Never.</v>"),
        [("Nora", "Trams."), ("Tom", "Buses."), ("Nora", "Never.")],
    ),
    "voices with pronouns, and words of nobody": (
        vtt("<v Nora (she/her)>Trams.", "Hm.", "Yes.", "<v Nora>Buses."),
        [("Nora", "Trams."), (None, "Hm. Yes."), ("Nora", "Buses.")],
    ),
    "names of Zoom": (
        (
            "WEBVTT\r\n\r\n1\r\n00:00:16.239 --> 00:00:27.079\r\nNora Lind (she/her): Trams are cheaper.\r\n\r\n2\r\n"
            "00:00:27.080 --> 00:00:28.079\r\niPhone of tom: Well: no.\r\n\r\n3\r\n00:00:28.080 --> 00:00:29.079\r\niPhone of tom: I wait.\r\n\r\n"
            "4\r\n00:00:29.080 --> 00:00:30.079\r\nNora Lind: One thing is clear: they are full.\r\n"
        ),
        [
            ("Nora Lind", "Trams are cheaper."),
            ("iPhone of tom", "Well: no. I wait."),
            ("Nora Lind", "One thing is clear: they are full."),
        ],
    ),
    "captions for television": (
        vtt(">> NORA: Trams are", "cheaper.", ">> TOM: Remember: they are full.", "Note: always.", ">> Who says?", ">> NORA: I do."),
        [("NORA", "Trams are cheaper."), ("TOM", "Remember: they are full. Note: always."), (None, "Who says?"), ("NORA", "I do.")],
    ),
    "dashes of a dialogue": (
        vtt("NORA: Trams.", "- Buses.\n- Bikes.", "Or feet.", "TOM: Cars."),
        [("NORA", "Trams."), (None, "Buses."), (None, "Bikes. Or feet."), ("TOM", "Cars.")],
    ),
    "a list is no dialogue": (
        vtt("NORA: I see two.", "- trams", "TOM: And?"),
        [("NORA", "I see two. - trams"), ("TOM", "And?")],
    ),
    "sounds": (
        vtt("NORA: Trams.", "[Music]", "They (mostly) run.", "(applause)", "♪♪", "TOM: [laughs] No."),
        [("NORA", "Trams. They (mostly) run."), ("TOM", "[laughs] No.")],
    ),
    "a song is nobody's": (
        vtt("NORA: Trams.", "♪ all night long ♪", "TOM: No."),
        [("NORA", "Trams."), (None, "♪ all night long ♪"), ("TOM", "No.")],
    ),
    "names in brackets": (
        vtt("[NORA] Trams.", "[TOM] Buses.", "[MUSIC] hm", "[NORA]: Why?"),
        [("NORA", "Trams."), ("TOM", "Buses. [MUSIC] hm"), ("NORA", "Why?")],
    ),
    "two names in one caption": (
        vtt("NORA: Trams.\nTOM: Buses.", "NORA: I want\nPrice: low."),
        [("NORA", "Trams."), ("TOM", "Buses."), ("NORA", "I want Price: low.")],
    ),
    "several people at once, and nobody": (
        vtt("NORA: Trams.", "NORA AND TOM: Yes.", "UNKNOWN: No.", "TOM: Why?"),
        [("NORA", "Trams."), (None, "NORA AND TOM: Yes."), (None, "No."), ("TOM", "Why?")],
    ),
    "Japanese, without spaces": (
        vtt("田中：電車は\n安い。", "鈴木：満員だけだ。", "田中：そうだ。"),
        [("田中", "電車は安い。"), ("鈴木", "満員だけだ。"), ("田中", "そうだ。")],
    ),
    "Cyrillic": (
        vtt("Нора Линд: Трамваи.", "Том: Автобусы.", "Вопрос: зачем?"),
        [("Нора Линд", "Трамваи."), ("Том", "Автобусы. Вопрос: зачем?")],
    ),
    "roles": (
        vtt("Nora Lind (chair): Welcome.", "Tom Reed: Thanks.", "Nora Lind: Trams."),
        [("Nora Lind", "Welcome."), ("Tom Reed", "Thanks."), ("Nora Lind", "Trams.")],
    ),
    "SubRip": (
        (
            "1\n00:00:01,000 --> 00:00:03,000\nNORA: Trams are <i>cheaper</i>.\n\n2\n00:00:03,000 --> 00:00:05,000\n"
            "One thing is clear: they are full.\n\n3\n00:00:05,000 --> 00:00:06,000\nTOM: At eight.\n"
        ),
        [("NORA", "Trams are cheaper. One thing is clear: they are full."), ("TOM", "At eight.")],
    ),
    "SubRip without empty lines, with a number said": (
        "1\n00:00:01,000 --> 00:00:03,000\nNora: In\n1984\n2\n00:00:03,000 --> 00:00:05,000\nTom: When?\n",
        [("Nora", "In 1984"), ("Tom", "When?")],
    ),
    "SubRip with empty lines within, and without thousandths": (
        "1\n00:00:01 --> 00:00:03\nNora: Trams.\n\nAnd trains.\n\n2\n00:00:03 --> 00:00:05\nTom: Buses.\n",
        [("Nora", "Trams. And trains."), ("Tom", "Buses.")],
    ),
    "SubRip without numbers": (
        "00:00:01,000 --> 00:00:03,000\nNora: Trams.\n\n00:00:03,000 --> 00:00:05,000\nTom: Buses.\n",
        [("Nora", "Trams."), ("Tom", "Buses.")],
    ),
    "SBV of YouTube": (
        "0:00:00.599,0:00:04.160\n>> NORA: Trams are cheaper.\nAnd quiet.\n\n0:00:04.160,0:00:06.770\n>> TOM: Only full ones.\n",
        [("NORA", "Trams are cheaper. And quiet."), ("TOM", "Only full ones.")],
    ),
    "notes, styles and commas in WebVTT": (
        (
            "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\nNOTE by hand\nNORA: not said\n\nSTYLE\n::cue { color: red }\n\n"
            "00:01,000 --> 00:02,000 line:0\nNORA: Trams.\n\nNOTE again\n\nid of TOM: x\n00:03.000 --> 00:04.000\nTOM: Buses.\n"
        ),
        [("NORA", "Trams."), ("TOM", "Buses.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED)
def test_turns_have_their_people_and_every_word_once(
    text: str, expected: list[tuple[str | None, str | None]], imported: Any, said: Said
) -> None:
    thread = imported(text)
    assert thread.source.kind == "subtitles"
    assert said(thread) == expected


def test_voices_are_recorded_names_before_a_colon_are_inferred_and_no_names_unknown(imported: Any) -> None:
    assert imported(NAMED["voices of Teams"][0]).authorship == "recorded"
    guessed = imported(NAMED["SubRip"][0])
    assert guessed.authorship == "inferred"
    assert guessed.source.note == (
        "Who talks was read from names before a colon at the beginning of captions: NORA, TOM. "
        "Captions without a name were taken for words of the person who talked before."
    )
    assert imported(vtt("trams", "are cheap")).authorship == "unknown"


def test_a_turn_has_the_place_where_it_begins(imported: Any) -> None:
    thread = imported(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nNORA: Trams.\n\n00:59.500 --> 01:00.000\nYes.\n\n01:02:03.250 --> 01:02:04.000\nTOM: No.\n"
    )
    assert [post.cue for post in thread.posts] == ["0:00:01", "1:02:03.250"]


def test_a_meeting_of_eighty_turns_has_eighty(imported: Any) -> None:
    people = ["Nora Lind (she/her)", "tom's iPad", "Ada O’Brien, PhD", "田中 花子"]
    captions = "".join(
        f"{n}\n00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n{people[n % 4]}: point {n}: it runs.\n\n"
        for n in range(1, 81)
    )
    thread = imported(f"WEBVTT\n\n{captions}")
    assert [post.text for post in thread.posts] == [f"point {n}: it runs." for n in range(1, 81)]
    assert [person.name for person in thread.participants] == [
        "tom's iPad",
        "Ada O’Brien",
        "田中 花子",
        "Nora Lind",
    ]


def test_title_and_language_are_those_of_the_file(imported: Any) -> None:
    thread = imported(vtt("<v Nora>Trams.", head="WEBVTT - Trams or buses?\nKind: captions\nLanguage: pt-BR"))
    assert (thread.title, thread.language) == ("Trams or buses?", "pt-BR")


def test_captions_with_a_sound_only_are_counted(imported: Any) -> None:
    assert "3 captions only with a sound, such as [Music], were left out." in (
        imported(NAMED["sounds"][0]).source.note or ""
    )


ROLLING = {
    "YouTube, word by word": (
        (
            "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:01.000 --> 00:00:03.000 align:start position:0%\n \n"
            "trams<00:00:01.400><c> are</c><00:00:01.800><c> cheaper</c>\n\n00:00:03.000 --> 00:00:03.010 align:start position:0%\n"
            "trams are cheaper\n \n\n00:00:03.010 --> 00:00:05.000 align:start position:0%\ntrams are cheaper\nto<00:00:03.400><c> run</c>\n\n"
            "00:00:05.000 --> 00:00:05.010 align:start position:0%\nto run\n \n"
        ),
        "trams are cheaper to run",
    ),
    "converted to SubRip": (
        (
            "1\n00:00:01,000 --> 00:00:03,000\ntrams are\n\n2\n00:00:03,000 --> 00:00:05,000\ntrams are\ncheaper to\n\n"
            "3\n00:00:05,000 --> 00:00:07,000\ncheaper to\nrun at night\n\n4\n00:00:07,000 --> 00:00:08,000\nrun at night\n"
        ),
        "trams are cheaper to run at night",
    ),
    "captions that grow": (
        vtt("trams are", "trams are cheaper", "trams are cheaper to run", "trams are cheaper to run now"),
        "trams are cheaper to run now",
    ),
    "what is said twice stays twice": (
        vtt("yes yes", "yes yes\nyes yes", "yes yes\nno"),
        "yes yes yes yes no",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLLING.values(), ids=ROLLING)
def test_rolling_captions_have_every_word_once(text: str, expected: str, imported: Any, said: Said) -> None:
    assert said(imported(text)) == [(None, expected)]


def test_an_answer_that_repeats_a_question_does_not_roll(imported: Any, said: Said) -> None:
    text = vtt("NORA: Trams?", "TOM: Trams.", "NORA: Yes.", "TOM: Yes.", "NORA: So.")
    assert [words for _, words in said(imported(text))] == ["Trams?", "Trams.", "Yes.", "Yes.", "So."]


def test_nobody_talks_on_from_one_file_into_the_next(imported: Any, said: Said) -> None:
    thread = imported(vtt("NORA: Trams.", "TOM: Buses."), vtt("they run.", "NORA: Yes.", "TOM: No."))
    assert said(thread)[2] == (None, "they run.")


@pytest.mark.parametrize("text", ["WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", vtt("[Music]")])
def test_files_without_words_are_refused(text: str, imported: Any) -> None:
    with pytest.raises(NotThisSource, match="no caption with words"):
        imported(text)


PARTS = st.sampled_from(
    ["WEBVTT\n\n", "1\n", "2\n", "00:01.000 --> 00:02.000\n", "00:00:03,000 --> 00:00:04,000\n", "0:00:05.0,0:00:06.0\n",
     "<v Nora>", "</v>", "NORA: ", ">> ", "- ", "[Music]", "<c> are</c>", "<00:00:01.400>", "\n", "\n\n", " \n", "trams ", "NOTE x\n", "：", "♪"]
)  # fmt: skip


@given(st.lists(PARTS | st.text(max_size=6), max_size=20).map("".join))
def test_any_captions_make_a_sound_thread_or_an_error(text: str) -> None:
    file = InputFile("fuzz", content=text.encode("utf-8", "replace"))
    try:
        thread = thread_of(read(importer("subtitles"), [file]), ImportOptions("fuzz", "subtitles"))
    except ArgmapError:
        return
    assert all(post.text or post.repeats for post in thread.posts)
    assert not any("-->" in (post.text or "") and "-->" not in text for post in thread.posts)


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=3).map(" ".join),
        min_size=3,
        max_size=8,
    )
)
def test_rolled_lines_unroll_to_themselves(lines: list[str]) -> None:
    lines = [line for at, line in enumerate(lines) if not at or lines[at - 1] != line]
    shown = [f"{before}\n{line}" for before, line in pairwise(lines)]
    captions = list(cues(vtt(lines[0], *shown)))
    assert are_rolling(captions) or len(lines) < 3
    assert [line for caption in unrolled(captions) for line in caption.lines] == lines


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")
@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("srt-colon-sentence/m.srt", ["NORA", "TOM"]),
        ("srt-no-blank/m.srt", ["Nora", "Tom"]),
        ("vtt-pronouns/m.vtt", ["Nora Lind", "Tom Reed", "Nora Lind"]),
        ("vtt-rolling/m.vtt", [None]),
        ("vtt-two-voices/m.vtt", ["Nora", "Tom", "Nora"]),
    ],
)
def test_cases_have_the_turns_that_stand_beside_them(
    case: str, expected: list[str | None], imported: Any, said: Said
) -> None:
    assert [name for name, _ in said(imported((CASES / case).read_bytes()))] == expected


@pytest.mark.parametrize(
    ("stray", "note"),
    [
        (["Who says this?"], "1 line behind an empty line, without times, was taken"),
        (["And this?", "", "Or this?"], "2 lines behind an empty line, without times, were taken"),
        ([], ""),
    ],
)
def test_lines_that_belong_to_no_caption_are_announced(stray: list[str], note: str, imported: Any) -> None:
    lines = "".join(f"{line}\n" for line in ["", *stray] if stray)
    text = f"1\n00:00:01,000 --> 00:00:02,000\nNORA: Trams.\n{lines}\n2\n00:00:03,000 --> 00:00:04,000\nTOM: Buses.\n"
    thread = imported(text)
    assert ("behind an empty line" in (thread.source.note or "")) == bool(stray)
    assert note in (thread.source.note or "")
