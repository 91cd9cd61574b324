"""The text of messages in Slack: mentions and links stand in angle brackets, three characters are escaped.

Source: https://docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MARK = re.compile(r"<([^<>\s][^<>\n]*)>")
ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class SlackNames:
    """Names of people and channels, by their ids."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)


def plain_text(text: str, names: SlackNames) -> str:
    """Return a text as Slack shows it; marks of bold and italic words stay as they were typed.

    Example:
        >>> plain_text("<@U1>: see <https://x.org|this> &amp; <#C1|trams>", SlackNames({"U1": "Nora"}))
        '@Nora: see this <https://x.org> & #trams'
    """
    shown = MARK.sub(lambda match: _shown(match[1], names), text)
    for escaped, character in ESCAPES:
        shown = shown.replace(escaped, character)
    return shown


def _shown(mark: str, names: SlackNames) -> str:
    target, _, label = mark.partition("|")
    sign, rest = target[:1], target[1:]
    if sign == "@":
        return f"@{names.people.get(rest) or label.lstrip('@') or rest}"
    if sign == "#":
        return f"#{names.channels.get(rest) or label or rest}"
    if sign == "!":
        return label or f"@{rest.split('^')[0]}"
    if not label or label in {target, target.removeprefix("mailto:"), target.removeprefix("tel:")}:
        return label or target
    return f"{label} <{target}>".replace("<", "&lt;").replace(">", "&gt;")
