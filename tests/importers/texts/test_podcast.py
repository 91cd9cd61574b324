"""Transcripts as programs write them; each fixture has the fields of its format, and the turns are expected by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, NotThisSource
from argmap.importers.registry import importer, read
from argmap.importers.texts.podcast import fits
from argmap.model.thread import Thread

Said = Callable[[Thread], list[tuple[str | None, str | None]]]


def word(text: str, start: float, who: Any = None) -> dict[str, Any]:
    return {"word": text, "text": text, "start": start, "end": start + 0.4, "confidence": 0.9, "speaker": who}


def rev(text: str, at: float) -> list[dict[str, Any]]:
    parts = [
        {"type": "text", "value": each, "ts": at, "end_ts": at + 0.3, "confidence": 0.9}
        for each in text.split()
    ]
    space = {"type": "punct", "value": " "}
    spaced = [piece for part in parts for piece in (part, space)]
    return [*spaced[:-1], {"type": "punct", "value": "."}]


TRANSCRIPTS: dict[str, tuple[Any, list[tuple[str | None, str]], list[str], str]] = {
    "Podcasting 2.0": (
        {"version": "1.0.0", "segments": [
            {"speaker": "Nora", "startTime": 0.5, "endTime": 0.75, "body": "Trams"},
            {"speaker": "Nora", "startTime": 1, "endTime": 1.25, "body": "are cheaper."},
            {"speaker": "Tom", "startTime": 2.75, "endTime": 3.0, "body": "No."},
            {"startTime": 3.5, "endTime": 3.7, "body": "Hm."},
            {"startTime": 3.8, "endTime": 3.9, "body": "Well."},
        ]},
        [("Nora", "Trams are cheaper."), ("Tom", "No."), (None, "Hm. Well.")],
        ["0:00:00.500", "0:00:02.750", "0:00:03.500"],
        "recorded",
    ),
    "Whisper": (
        {"text": " Trams. No.", "language": "en", "segments": [
            {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " Trams.", "tokens": [1, 2], "temperature": 0.0, "avg_logprob": -0.2, "no_speech_prob": 0.01},
            {"id": 1, "seek": 0, "start": 2.5, "end": 3.5, "text": " No.", "tokens": [3], "temperature": 0.0, "avg_logprob": -0.2, "no_speech_prob": 0.01},
        ]},
        [(None, "Trams. No.")],
        ["0:00:00"],
        "unknown",
    ),
    "WhisperX": (
        {"segments": [
            {"start": 0.0, "end": 2.5, "text": " Trams.", "speaker": "SPEAKER_00", "words": [word("Trams.", 0, "SPEAKER_00")]},
            {"start": 2.5, "end": 3.5, "text": " No.", "speaker": "SPEAKER_01", "words": [word("No.", 2.5, "SPEAKER_01")]},
            {"start": 3.5, "end": 4.5, "text": " Hm.", "words": []},
        ], "word_segments": [word("Trams.", 0)], "language": "en"},
        [("SPEAKER_00", "Trams."), ("SPEAKER_01", "No."), (None, "Hm.")],
        ["0:00:00", "0:00:02.500", "0:00:03.500"],
        "inferred",
    ),
    "whisper.cpp": (
        {"systeminfo": "x", "model": {"type": "base"}, "params": {"language": "en"}, "result": {"language": "en"}, "transcription": [
            {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"}, "offsets": {"from": 0, "to": 2500}, "text": " Trams."},
            {"timestamps": {"from": "00:00:02,500", "to": "00:00:03,500"}, "offsets": {"from": 2500, "to": 3500}, "text": " No."},
        ]},
        [(None, "Trams. No.")],
        ["0:00:00"],
        "unknown",
    ),
    "Transformers": (
        {"text": "Trams. No.", "chunks": [{"timestamp": [1.5, 2.5], "text": " Trams."}, {"timestamp": [2.5, None], "text": " No."}]},
        [(None, "Trams. No.")],
        ["0:00:01.500"],
        "unknown",
    ),
    "AssemblyAI, in thousandths": (
        {"id": "x", "status": "completed", "audio_url": "https://example.org/a.mp3", "language_code": "en_us", "audio_duration": 9, "text": "Trams. No.",
         "words": [word("Trams.", 1437, "A")], "utterances": [
            {"speaker": "A", "start": 1437, "end": 2000, "confidence": 0.9, "text": "Trams.", "words": []},
            {"speaker": "B", "start": 2500, "end": 3000, "confidence": 0.9, "text": "No.", "words": []},
        ]},
        [("Voice A", "Trams."), ("Voice B", "No.")],
        ["0:00:01.437", "0:00:02.500"],
        "inferred",
    ),
    "Deepgram's utterances": (
        {"metadata": {"request_id": "x", "duration": 9.0, "channels": 1}, "results": {"channels": [{"alternatives": [{"transcript": "trams no"}]}], "utterances": [
            {"start": 0.4, "end": 1.4, "confidence": 0.9, "channel": 0, "transcript": "Trams.", "words": [], "speaker": 0, "id": "a"},
            {"start": 2.0, "end": 3.4, "confidence": 0.9, "channel": 0, "transcript": "No.", "words": [], "speaker": 1, "id": "b"},
        ]}},
        [("Voice 0", "Trams."), ("Voice 1", "No.")],
        ["0:00:00.400", "0:00:02"],
        "inferred",
    ),
    "Deepgram's paragraphs": (
        {"metadata": {}, "results": {"channels": [{"alternatives": [{"transcript": "x", "paragraphs": {"transcript": "x", "paragraphs": [
            {"sentences": [{"text": "Trams.", "start": 0.4, "end": 1}, {"text": "Yes.", "start": 1, "end": 2}], "start": 0.4, "end": 2, "num_words": 2, "speaker": 0},
            {"sentences": [{"text": "No.", "start": 2, "end": 3}], "start": 2, "end": 3, "num_words": 1, "speaker": 1},
        ]}}]}]}},
        [("Voice 0", "Trams. Yes."), ("Voice 1", "No.")],
        ["0:00:00.400", "0:00:02"],
        "inferred",
    ),
    "Gladia": (
        {"id": "x", "status": "done", "result": {"metadata": {}, "transcription": {"languages": ["en"], "utterances": [
            {"text": "Trams.", "language": "en", "start": 0.4, "end": 1, "confidence": 0.9, "channel": 0, "words": [], "speaker": 0},
            {"text": "No.", "language": "en", "start": 61, "end": 62, "confidence": 0.9, "channel": 0, "words": [], "speaker": 1},
        ]}}},
        [("Voice 0", "Trams."), ("Voice 1", "No.")],
        ["0:00:00.400", "0:01:01"],
        "inferred",
    ),
    "Rev": (
        {"monologues": [{"speaker": 0, "elements": rev("Trams are cheaper", 1.5)}, {"speaker": 1, "elements": rev("No", 4)}]},
        [("Voice 0", "Trams are cheaper."), ("Voice 1", "No.")],
        ["0:00:01.500", "0:00:04"],
        "inferred",
    ),
    "Amazon Transcribe": (
        {"jobName": "x", "status": "COMPLETED", "results": {"transcripts": [{"transcript": "Trams. No."}], "audio_segments": [
            {"id": 0, "transcript": "Trams.", "start_time": "0.4", "end_time": "1.0", "speaker_label": "spk_0", "items": [0]},
            {"id": 1, "transcript": "No.", "start_time": "2.0", "end_time": "3.0", "speaker_label": "spk_1", "items": [1]},
        ]}},
        [("spk_0", "Trams."), ("spk_1", "No.")],
        ["0:00:00.400", "0:00:02"],
        "inferred",
    ),
    "Podlove": (
        {"transcripts": [
            {"start": "00:00:01.500", "start_ms": 1500, "end": "00:00:02.000", "end_ms": 2000, "speaker": "1", "voice": "Nora Lind", "text": "Trams."},
            {"start": "01:00:02.000", "start_ms": 3602000, "end": "01:00:03.000", "end_ms": 3603000, "speaker": "2", "voice": "Tom Reed", "text": "No."},
        ]},
        [("Nora Lind", "Trams."), ("Tom Reed", "No.")],
        ["0:00:01.500", "1:00:02"],
        "recorded",
    ),
    "a list of captions of YouTube": (
        [{"text": "trams", "start": 0.5, "duration": 1.5}, {"text": "are cheap", "start": 2.0, "duration": 1.5}],
        [(None, "trams are cheap")],
        ["0:00:00.500"],
        "unknown",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "expected", "places", "authorship"), TRANSCRIPTS.values(), ids=TRANSCRIPTS)
def test_pieces_of_one_person_are_a_turn(
    data: Any,
    expected: list[tuple[str | None, str]],
    places: list[str],
    authorship: str,
    imported: Any,
    said: Said,
) -> None:
    thread = imported(json.dumps(data))
    assert thread.source.kind == "podcast"
    assert said(thread) == expected
    assert [post.cue for post in thread.posts] == places
    assert thread.authorship == authorship
    assert ("A program told the voices apart" in (thread.source.note or "")) == (authorship == "inferred")


OTTER = {
    "Otter": (
        (
            "Nora Lind  0:03  \nTrams are cheaper.\nI say.\n\nUnknown Speaker  0:12  \nHm.\n\nUnknown Speaker  0:14  \nNo.\n\nTom Reed  1:02:12  \nAt 0:15 no.\n\n"
            "Transcribed by https://otter.ai\n"
        ),
        [
            ("Nora Lind", "Trams are cheaper. I say."),
            (None, "Hm."),
            (None, "No."),
            ("Tom Reed", "At 0:15 no."),
        ],
        ["0:00:03", "0:00:12", "0:00:14", "1:02:12"],
    ),
    "a time before the name": (
        "00:03 Nora\nTrams.\n\n00:12 Tom\nNo.\n\n00:15 Nora\nYes.\n",
        [("Nora", "Trams."), ("Tom", "No."), ("Nora", "Yes.")],
        ["0:00:03", "0:00:12", "0:00:15"],
    ),
}


@pytest.mark.parametrize(("text", "expected", "places"), OTTER.values(), ids=OTTER)
def test_text_with_names_and_times_on_lines_of_their_own(
    text: str, expected: list[tuple[str | None, str]], places: list[str], imported: Any, said: Said
) -> None:
    thread = imported(text)
    assert thread.source.kind == "podcast"
    assert said(thread) == expected
    assert [post.cue for post in thread.posts] == places


NO_TRANSCRIPTS = {
    "posts with a time": [{"text": "Trams.", "timestamp": 1704394000, "speaker": "nora", "id": "a"}],
    "messages": {"messages": [{"content": "Trams.", "timestamp": "2024-01-04"}]},
    "segments of something else": {"segments": [{"name": "a", "length": 3}]},
    "nothing": {},
}


@pytest.mark.parametrize("data", NO_TRANSCRIPTS.values(), ids=NO_TRANSCRIPTS)
def test_other_json_is_no_transcript(data: Any) -> None:
    assert fits(InputFile("x", content=json.dumps(data).encode())) is Fit.NO


def test_a_list_of_departures_is_no_transcript() -> None:
    assert fits(InputFile("x", content=b"Centre  10:15\nHarbour  9:03\nCentre  8:01\n")) is Fit.NO


def test_other_files_are_refused_on_request(imported: Any) -> None:
    for text in ("hello\n", "{}", '{"segments": []}'):
        with pytest.raises(NotThisSource, match="no transcript with segments"):
            imported(text, kind="podcast")


FIELDS = st.sampled_from(["segments", "utterances", "monologues", "chunks", "results", "body", "text", "start", "startTime", "speaker",
                          "elements", "sentences", "value", "ts", "timestamp", "offsets", "from", "language", "title"])  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-5, 10**12)
    | st.sampled_from(["Nora", "0:12", "x", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=6),
    max_leaves=20,
)


@given(
    st.dictionaries(FIELDS, VALUES, max_size=4)
    | st.lists(st.dictionaries(FIELDS, VALUES, max_size=5), max_size=3)
)
def test_any_json_makes_a_sound_thread_or_an_error(data: Any) -> None:
    file = InputFile("fuzz", content=json.dumps(data).encode())
    try:
        fits(file)
        thread_of(read(importer("podcast"), [file]), ImportOptions("fuzz", "podcast"))
    except ArgmapError:
        return
