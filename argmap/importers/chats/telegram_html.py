"""The pages that Telegram's desktop program writes unless it is asked for JSON: `messages.html`, `messages2.html` and so on.

Source: Telegram Desktop, `Telegram/SourceFiles/export/output/export_output_html.cpp`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import PurePath
from typing import Any

from argmap.importers.html.text import html_text
from argmap.importers.input_file import InputFile

ZONE = "+"
MESSAGE = re.compile(r'<div class="message (?P<kind>default|service)[^"]*" id="message(?P<id>-?\d+)">')
TITLE = re.compile(
    r'<div class="page_header">(?:(?!<div class="page_header">).)*?<div class="text bold">(?P<title>[^<]{0,400})</div>',
    re.DOTALL,
)
DATE = re.compile(r'class="[^"]*\bdate details"\s+title="(?P<date>[^"]+)"')
WRITTEN = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-])(\d{2}):(\d{2}))?$")
REPLY = re.compile(
    r'class="reply_to details">\s*In reply to\s*<a href="(?P<page>[^"#]*)#go_to_message(?P<id>\d+)"'
)
FORWARDED = re.compile(r'<div class="(?:pull_left )?forwarded\b')


def fits(file: InputFile) -> bool:
    """Return whether a file is such a page."""
    return (
        "<" in file.head[:200]
        and MESSAGE.search(file.head) is not None
        and 'class="page_header"' in file.head
    )


def key(file: InputFile, title: str) -> str:
    """Return what `--thread` takes: the folder of a chat in an export of all, or the title."""
    folder = PurePath(file.name).parent.name
    return folder if folder.startswith("chat_") else title or folder or file.name


def messages(file: InputFile) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the title of the chat with each message, in the fields that the JSON has.

    A message without a name is by the person of the message before it.
    """
    page = file.text
    title_match = TITLE.search(page)
    title = html_text(title_match["title"]).strip() if title_match else ""
    places = [*MESSAGE.finditer(page)]
    author = ""
    for match, after in zip(places, [*places[1:], None], strict=True):
        piece = page[match.start() : after.start() if after else len(page)]
        if match["kind"] == "service":
            yield title, {"id": match["id"], "type": "service"}
            continue
        parts = _Parts()
        parts.feed(piece)
        parts.close()
        author = parts.text("from_name") or author
        reply = REPLY.search(piece)
        date = DATE.search(piece)
        forwarded = FORWARDED.search(piece) is not None
        yield (
            title,
            {
                "id": match["id"],
                "type": "message",
                "from": author,
                "date": _date(date["date"]) if date else "",
                "text": html_text(parts.html("text")),
                "sticker_emoji": "",
                "reply_to_message_id": reply["id"] if reply and "/" not in reply["page"] else None,
                "forwarded_from": parts.text("forwarded_name") if forwarded else "",
            },
        )


def _date(written: str) -> str:
    match = WRITTEN.match(written.strip())
    if match is None:
        return written
    moment = datetime.fromisoformat(f"{match[3]}-{match[2]}-{match[1]}T{match[4]}")
    if match[5]:
        sign = 1 if match[5] == "+" else -1
        zone = timezone(sign * timedelta(hours=int(match[6]), minutes=int(match[7])))
        return moment.replace(tzinfo=zone).isoformat()
    return moment.isoformat()


class _Parts(HTMLParser):
    """The HTML inside the elements of a message that hold its author and its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: dict[str, list[str]] = {}
        self.current: str | None = None
        self.depth = self.open = 0
        self.forwarded: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        self.depth += tag == "div"
        if self.current is not None:
            self._keep(self.get_starttag_text() or "")
        elif tag == "div" and classes[:1] == ["forwarded"]:
            self.forwarded = self.depth
        elif tag == "div" and classes[:1] in (["from_name"], ["text"]):
            name = classes[0]
            self.current = "forwarded_name" if name == "from_name" and self.forwarded is not None else name
            self.open = self.depth

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.current is not None and self.depth == self.open:
            self.current = None
        elif self.current is not None:
            self._keep(f"</{tag}>")
        self.depth -= tag == "div"
        if self.forwarded is not None and self.depth < self.forwarded:
            self.forwarded = None

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, piece: str) -> None:
        if self.current is not None:
            self.kept.setdefault(self.current, []).append(piece)

    def html(self, name: str) -> str:
        return "".join(self.kept.get(name, ()))

    def text(self, name: str) -> str:
        """Return the first line of an element; behind a name that is forwarded stands a date."""
        return html_text(re.sub(r"<span.*", "", self.html(name), flags=re.DOTALL)).strip()
