"""Chat and Markdown transcripts: a line of time and name, or a bold name or heading, before each message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, RawPost, RawThread
from argmap.model.posts import Provenance

HEADS = (
    re.compile(
        r"^\[?(?P<time>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? \d{1,2}:\d{2}(?::\d{2})?)\]?(?: -)? (?P<name>[^:\n]{1,40}): (?P<rest>.*)$"
    ),
    re.compile(r"^\[(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\] ?<?(?P<name>[^:>\n]{1,40})[:>] (?P<rest>.*)$"),
    re.compile(r"^\*\*(?P<name>[^*\n]{1,40})\*\*(?: \((?P<time>[^)]*)\))?:? ?(?P<rest>.*)$"),
    re.compile(r"^#{2,4} (?P<name>[^\n(]{1,40}?)(?: \((?P<time>[^)]*)\))?(?P<rest>)$"),
)
"""WhatsApp and the like; IRC and Discord logs; bold names; headings. The first that fits two lines is taken."""

TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
LEAST = 2


def fits(file: InputFile) -> Fit:
    return Fit.LIKELY if _form(file.head) is not None else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file holds one)
    """Return the discussion in a transcript; lines without a name belong to the message above them.

    Raises:
        NotThisSource: no two lines begin a message in the same way.
    """
    from argmap.importers.protocol import NotThisSource

    text = "\n".join(file.text for file in files).replace("\r\n", "\n")
    form = _form(text)
    if form is None:
        raise NotThisSource("no two messages begin with a name in one of the known ways")
    title = TITLE.search(text)
    return RawThread(
        title[1] if title else "",
        tuple(_posts(text, form)),
        keyed=False,
        authorship=Provenance.RECORDED,
        reply_structure=Provenance.UNKNOWN,
    )


def _form(text: str) -> re.Pattern[str] | None:
    lines = text.split("\n")
    return next((form for form in HEADS if sum(bool(form.match(line)) for line in lines) >= LEAST), None)


def _posts(text: str, form: re.Pattern[str]) -> Iterator[RawPost]:
    current: tuple[str, str | None] | None = None
    lines: list[str] = []
    number = 0
    for line in [*text.split("\n"), None]:
        head = form.match(line) if line is not None else None
        if (head or line is None) and current is not None:
            number += 1
            yield RawPost(str(number), None, current[0], current[1], "\n".join(lines).strip())
        if head:
            current, lines = (head["name"].strip(), head["time"]), [head["rest"]]
        elif current is not None and line is not None:
            lines.append(line)


IMPORTER = Importer("chat", "a chat or Markdown transcript", fits, read)
