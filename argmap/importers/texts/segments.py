"""Pieces of speech in the JSON that programs for transcripts write.

Formats: Podcasting 2.0 transcripts (podcast-namespace, transcripts.md), Whisper and WhisperX, whisper.cpp, pipelines of
Transformers, Podlove, AssemblyAI, Deepgram, Gladia, Rev and Amazon Transcribe. Each is a list of records at its own place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from argmap.importers.texts.people import seconds_of
from argmap.importers.texts.turns import Said

PLACES: tuple[tuple[str | int, ...], ...] = (
    ("segments",),
    ("utterances",),
    ("monologues",),
    ("transcripts",),
    ("transcription",),
    ("transcription", "utterances"),
    ("result", "transcription", "utterances"),
    ("results", "utterances"),
    ("results", "channels", 0, "alternatives", 0, "paragraphs", "paragraphs"),
    ("results", "audio_segments"),
    ("chunks",),
    ("captions",),
)
WORDS = ("body", "text", "transcript", "content")
STARTS = ("startTime", "start", "start_time", "startMs", "start_ms", "offsets", "timestamp")
ENDS = frozenset({"end", "duration", "endTime", "end_time", "endMs", "end_ms", "dur"})
WHO = ("voice", "speaker", "speaker_name", "speaker_label", "speaker_id", "speakerName")
MILLISECONDS = frozenset({"startMs", "start_ms", "offsets"})
ASSEMBLYAI = frozenset({"audio_duration", "audio_url", "acoustic_model"})
ENOUGH = 20


class SpeechRecords(NamedTuple):
    """The records of a transcript, and whether it is known that they are nothing else.

    Attributes:
        records: The records in the order of the file.
        sure: Whether they stand at the place where a program for transcripts writes them.
        milliseconds: Whether times are in thousandths of a second.
    """

    records: Sequence[Mapping[str, Any]]
    sure: bool
    milliseconds: bool


def segments_in(data: Any) -> SpeechRecords | None:
    """Return the records of speech in a JSON value, or None if it has none."""
    if isinstance(data, list) and _are_speech(data) and not ENDS.isdisjoint(data[0]):
        return SpeechRecords(data, sure=False, milliseconds=False)
    if not isinstance(data, dict):
        return None
    for place in PLACES:
        records = _at(data, place)
        if isinstance(records, list) and _are_speech(records):
            return SpeechRecords(records, sure=True, milliseconds=not ASSEMBLYAI.isdisjoint(data))
    return None


def said_in(segments: SpeechRecords) -> Iterator[Said]:
    """Yield the pieces of speech in records; "" for the name of somebody whom the record does not name."""
    for record in segments.records:
        if not isinstance(record, Mapping):
            continue
        words = _words(record)
        start = _start(record, milliseconds=segments.milliseconds)
        if words:
            yield Said(_who(record), words, start)


def _at(data: Any, place: Sequence[str | int]) -> Any:
    for key in place:
        if isinstance(key, str) and isinstance(data, Mapping):
            data = data.get(key)
        elif isinstance(key, int) and isinstance(data, list) and len(data) > key:
            data = data[key]
        else:
            return None
    return data


def _are_speech(records: Sequence[Any]) -> bool:
    looked_at = records[:ENOUGH]
    return bool(looked_at) and all(isinstance(each, Mapping) and _is_speech(each) for each in looked_at)


def _is_speech(record: Mapping[str, Any]) -> bool:
    if isinstance(record.get("elements"), list):
        return True
    has_words = isinstance(record.get("sentences"), list) or any(
        isinstance(record.get(key), str) for key in WORDS
    )
    times = (key for key in STARTS if key in record)  # a time of its own is the date of a post
    return has_words and any(key != "timestamp" or isinstance(record[key], list) for key in times)


def _words(record: Mapping[str, Any]) -> str:
    if isinstance(record.get("elements"), list):  # Rev: words and the marks between them
        return "".join(str(each["value"]) for each in record["elements"]).strip()
    if isinstance(record.get("sentences"), list):  # Deepgram's paragraphs
        return " ".join(str(each["text"]).strip() for each in record["sentences"])
    return next((value.strip() for key in WORDS if isinstance(value := record.get(key), str)), "")


def _start(record: Mapping[str, Any], *, milliseconds: bool) -> float | None:
    key = next((key for key in STARTS if record.get(key) is not None), None)
    value = record[key] if key else None
    if isinstance(record.get("elements"), list):
        value = next((each["ts"] for each in record["elements"] if "ts" in each), None)
    if isinstance(value, Mapping):
        value = value.get("from")  # whisper.cpp
    if isinstance(value, list):
        value = value[0] if value else None  # Transformers: begin and end
    seconds = _seconds(value)
    thousandths = milliseconds or key in MILLISECONDS
    return seconds / 1000 if seconds is not None and thousandths and not isinstance(value, str) else seconds


def _seconds(value: Any) -> float | None:
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return seconds_of(value)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _who(record: Mapping[str, Any]) -> str:
    """Return who speaks, as the record names it; a bare number or letter of a program becomes "Voice 0"."""
    value = next((record[key] for key in WHO if record.get(key) not in {None, ""}), "")
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("id") or ""
    label = " ".join(str(value).split())
    return f"Voice {label}" if label.isdigit() or len(label) == 1 else label
