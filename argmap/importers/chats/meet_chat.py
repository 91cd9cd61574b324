"""The chat that Google Meet saves beside a recording, in the form of SubViewer subtitles (.sbv).

0:12:31.000,0:12:36.000
Nora Lind: Trams are cheaper.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from argmap.importers.chats.leftovers import Leftover
from argmap.importers.chats.meeting_chat import MeetingChat
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, RawPost

CUE = re.compile(
    r"^\ufeff?(?P<begin>\d{1,3}:[0-5]\d:[0-5]\d\.\d{1,3}),(?P<end>\d{1,3}:[0-5]\d:[0-5]\d\.\d{1,3})$"
)
NAMED = re.compile(r"^(?P<name>[^:\n]{1,100}): ?(?P<words>.*)$", re.DOTALL)


def fits(file: InputFile) -> Fit:
    lines = file.head.split("\n")
    named = sum(
        CUE.match(line.strip()) is not None and NAMED.match(after) is not None
        for line, after in pairwise(lines)
    )
    cues = [cue for line in lines if (cue := CUE.match(line.strip()))]
    if not named or named < len(cues) - 1:
        return Fit.NO
    # A message is shown for as long as any other; captions last as long as they are spoken.
    alike = len({_milliseconds(cue["end"]) - _milliseconds(cue["begin"]) for cue in cues}) == 1
    return Fit.CERTAIN if alike and len(cues) > 1 else Fit.LIKELY


def _milliseconds(place: str) -> int:
    hours, minutes, seconds = place.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def keys(file: InputFile) -> Iterator[str]:
    """Yield what `--thread` takes for the meeting."""
    yield PurePath(file.name).stem


def title(file: InputFile, key: str) -> str:  # noqa: ARG001 (the file has no title)
    """Return "": the file has no title."""
    return ""


def read(files: Sequence[InputFile], key: str, counts: Counter[Leftover]) -> MeetingChat:  # noqa: ARG001
    """Return the chat, with the places of its messages in the recording."""
    return MeetingChat([post for file in files for post in _posts(file, counts)])


def _posts(file: InputFile, counts: Counter[Leftover]) -> Iterator[RawPost]:
    cue: str | None = None
    lines: list[str] = []
    number = 0
    for line in [*file.lines(), "0:00:00.000,0:00:00.000"]:
        head = CUE.match(line.strip())
        if head is None:
            lines.append(line.rstrip("\r\n"))
            continue
        named = NAMED.match("\n".join(lines).strip())
        if cue is not None and named:
            number += 1
            yield RawPost(f"{file.name}:{number}", author=named["name"].strip(), text=named["words"], cue=cue)
        elif cue is not None:
            counts[Leftover.UNKNOWN] += 1
        cue, lines = head["begin"], []
