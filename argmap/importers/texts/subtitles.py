"""Transcripts of speech: WebVTT and SRT, where the speakers are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Provenance

TIMES = re.compile(r"^(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3} +--> +(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}")
VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]+)>")
NAMED = re.compile(r"^(?:- ?)?(?:\[(?P<square>[^\]]{1,40})\]|(?P<name>[A-Z][\w .'’-]{0,38})):\s+")
TAG = re.compile(r"</?[a-zA-Z][^>]*>|<\d[^>]*>")


def fits(file: InputFile) -> Fit:
    head = file.head.lstrip("\ufeff")
    if head.startswith("WEBVTT"):
        return Fit.CERTAIN
    return Fit.CERTAIN if re.match(r"\s*\d+\s*\n(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3} +-->", head) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file is one)
    """Return a turn of speech for every change of speaker; cues without a name belong to the speaker before.

    Raises:
        NotThisSource: there is no cue in the file.
    """
    text = "\n".join(file.text for file in files).replace("\r\n", "\n")
    posts = tuple(_turns(_cues(text)))
    if not posts:
        raise NotThisSource("there is no cue with text in the file")
    named = any(post.author for post in posts)
    return RawThread(
        "",
        posts,
        keyed=False,
        authorship=Provenance.RECORDED if named else Provenance.UNKNOWN,
        reply_structure=Provenance.UNKNOWN,
    )


def _cues(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield speaker and words of each cue."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.split("\n")
        begin = next((i for i, line in enumerate(lines) if TIMES.match(line.strip())), None)
        if begin is None:
            continue
        said = " ".join(line.strip() for line in lines[begin + 1 :] if line.strip())
        voice = VOICE.search(said)
        words = unescape(TAG.sub("", said)).strip()
        named = NAMED.match(words)
        if voice:
            yield voice[1].strip(), words
        elif named:
            yield (named["square"] or named["name"]).strip(), words[named.end() :]
        elif words:
            yield None, words


def _turns(cues: Iterator[tuple[str | None, str]]) -> Iterator[RawPost]:
    speaker: str | None = None
    words: list[str] = []
    number = 0
    for name, said in cues:
        if name is not None and name != speaker and words:
            number += 1
            yield RawPost(str(number), None, speaker, None, " ".join(words))
            words = []
        speaker = name or speaker
        words.append(said)
    if words:
        yield RawPost(str(number + 1), None, speaker, None, " ".join(words))


IMPORTER = Importer("subtitles", "a transcript of speech (WebVTT or SRT)", fits, read)
