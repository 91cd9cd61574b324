"""Minutes that are written in IRC: a scribe writes "Nora: what Nora says" and goes on with "... more of it".

Source: https://w3c.github.io/scribe2/scribedoc.html.
"""

from __future__ import annotations

import re
from collections import Counter

BOTS = frozenset(
    [
        "rrsagent",
        "zakim",
        "trackbot",
        "agendabot",
        "ghurlbot",
        "gb",
        "w3c-github-bot",
        "github-bot",
        "meetbot",
    ]
)
SCRIBE = re.compile(
    r"^(?:scribe(?:nick)?\s*[:+]\s*(?P<nick>[^\s,]+)(?:\s.*)?|(?P<me>scribe\+))$", re.IGNORECASE
)
HEARD = re.compile(r"^(?P<name>[^\s:<>,/](?:[^:<>/,]{0,38}[^\s:<>/,])?)\s?: (?P<words>\S.*)$")
MORE = re.compile(r"^(?:\.{2,}|…)\s*(?P<words>.*)$")
COMMAND = re.compile(
    r"^(?:(?:sub)?topic|action|resolution|resolved|proposal|proposed|meeting|agenda|chairs?|regrets|present|date|scribe\w*|"
    r"previous|next|issue|rrsagent|zakim|trackbot|note|summary|slideset|image|repo|url|https?|q[+?=-]?|i|s)$",
    re.IGNORECASE,
)
MEETING = re.compile(r"^Meeting:\s*(?P<title>\S.*)$", re.IGNORECASE)
LONGEST = 3
"""Words of a name; a sentence with a colon has more."""


class ScribedMinutes:
    """Who is scribe while a log is read, and whose words the scribe writes."""

    def __init__(self) -> None:
        self.scribe: str | None = None
        self.current: str | None = None
        self.heard_of: Counter[str] = Counter()

    @property
    def scribed(self) -> bool:
        """Whether any words are somebody's whom the scribe names."""
        return bool(self.heard_of)

    @staticmethod
    def is_bot(nick: str) -> bool:
        """Return whether a nick is that of a program that serves meetings."""
        return nick.lower() in BOTS

    @staticmethod
    def title(text: str) -> str:
        """Return the title of the meeting, if a line gives it."""
        match = MEETING.match(text)
        return match["title"].strip() if match else ""

    def heard(self, nick: str, text: str) -> tuple[str, str]:
        """Return whose words a line is, and the words.

        Args:
            nick: Who typed it.
            text: The line.
        """
        begins = SCRIBE.match(text)
        if begins:
            self.scribe = _bare(begins["nick"] or nick)
            self.current = None
            return nick, text
        if _bare(nick) != self.scribe:
            return nick, text
        more = MORE.match(text)
        if more and self.current:
            self.heard_of[self.current] += 1
            return self.current, more["words"]
        named = HEARD.match(text)
        if named is None or COMMAND.match(named["name"]) or len(named["name"].split()) > LONGEST:
            return nick, text
        self.current = named["name"]
        self.heard_of[self.current] += 1
        return self.current, named["words"]

    def note(self) -> str:
        """Return the sentence about words that a scribe wrote down."""
        number = sum(self.heard_of.values())
        return (
            f"{number} {'message was' if number == 1 else 'messages were'} written down by a scribe, who named the person "
            "before a colon; whose words they are is taken from that."
        )


def _bare(nick: str) -> str:
    """Return a nick without what clients add to it when it is taken: "nora_" is "nora"."""
    return nick.lower().rstrip("_-`^.,") or nick.lower()
