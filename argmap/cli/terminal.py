"""What a terminal gets: words, colours, and nothing else that it would act on."""

from __future__ import annotations

import io
import re
from typing import TextIO

from argmap.unseen import ACTING, spelled

OBEYED = re.compile(
    "\x1b\\[[0-9;]*[mKJA-G]"  # colours, and what progress bars do with their own lines
    "|\x1b\\[\\?25[hl]"  # the cursor shown or hidden
    "|\r|(?P<acts>" + ACTING.pattern + ")"
)


def harmless(text: str) -> str:
    """Return what is written to a terminal with everything spelled out on which it would act, but for colours and lines.

    A thread may hold signs that turn the direction of writing; they would turn whatever stands behind them, too.

    Source:
        Boucher and Anderson, Trojan Source (2021), section 3; ECMA-48 for the sequences that terminals obey.

    Example:
        >>> harmless("a" + chr(0x202E) + "b" + chr(27) + "]0;title" + chr(7))
        'a\\\\u202eb\\\\x1b]0;title\\\\x07'
    """
    return OBEYED.sub(lambda found: spelled(found[0]) if found["acts"] else found[0], text)


class TerminalOutput(io.TextIOWrapper):
    """A stream to a terminal, which gets only harmless text. A file or a pipe gets the words as they are."""

    def write(self, text: str) -> int:
        super().write(harmless(text))
        return len(text)


def guarded(stream: TextIO) -> TextIO:
    """Return a stream in whose place text is written: another one if it is a terminal, itself if not."""
    if not isinstance(stream, io.TextIOWrapper) or not stream.isatty():
        return stream
    stream.flush()
    return TerminalOutput(
        stream.buffer, encoding=stream.encoding, errors="replace", line_buffering=stream.line_buffering
    )
