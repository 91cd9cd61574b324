"""Plain text: posts parted by empty lines, or one on each line; names before a colon; indented replies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from argmap.importers.appearance import looks_like_mail
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, RawPost, RawThread
from argmap.model.posts import Gone, Provenance

NAMED = re.compile(
    r"^(?P<name>[^\W\d_][\w .'’@-]{0,38}?|\[deleted\])\s*(?:\((?P<time>[^()]{4,30})\))?:(?:\s+(?P<rest>.*)|\s*)$"
)
TITLE = re.compile(r"^#\s+(.+)$")
GONE = {"[deleted]": Gone.DELETED, "[removed]": Gone.REMOVED}
LEAST_NAMED = 2
MOST_WORDS = 3
NO_NAMES = frozenset(
    ["but", "edit", "example", "http", "https", "no", "note", "ps", "so", "update", "warning", "well", "yes"]
)


@dataclass(slots=True)
class _Open:
    """A post that is being read: where its head is indented, and the lines so far."""

    indent: int
    name: str | None
    time: str | None
    lines: list[str]


def fits(file: InputFile) -> Fit:
    head = file.head.lstrip("\ufeff").lstrip()
    if not head or head.startswith(("{", "[{", "[[", "<", "%PDF")) or "\0" in head or looks_like_mail(head):
        return Fit.NO
    return Fit.PERHAPS


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file holds one)
    """Return the discussion in a plain text.

    A first line "# Title" is the title. When at least two blocks begin with "Name:", each such line begins a post; an
    indented one answers the post above it that is indented less. Otherwise posts are blocks between empty lines, and
    without empty lines every line is one.
    """
    lines = "\n".join(file.text for file in files).replace("\r\n", "\n").split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    heading = TITLE.match(lines[first]) if lines else None
    title, body = (heading[1], lines[first + 1 :]) if heading else ("", lines)
    head = _heads(body)
    named = head is not None
    posts = tuple(_blocks(body) if head is None else _named_posts(body, head))
    indented = any(post.parent for post in posts)
    return RawThread(
        title,
        posts,
        keyed=False,
        authorship=Provenance.RECORDED if named else Provenance.UNKNOWN,
        reply_structure=Provenance.RECORDED if indented else Provenance.UNKNOWN,
    )


Head = Callable[[str], "re.Match[str] | None"]


def _heads(lines: list[str]) -> Head | None:
    """Return what tells whether a line begins a post: the strictest form that at least two lines have.

    "No: it does" and "Two things:" look like names too. Names with a time in brackets are surest, then names alone on
    their line, then names of at most three words before a text.
    """
    matches = [match for line in lines if (match := _name(line))]
    if sum(bool(match["time"]) for match in matches) >= LEAST_NAMED:
        return lambda line: (
            match if (match := _name(line)) and (match["time"] or match["name"][0] == "[") else None
        )
    if sum(not match["rest"] for match in matches) >= LEAST_NAMED:
        return lambda line: match if (match := _name(line)) and not match["rest"] else None
    return _name if len(matches) >= LEAST_NAMED else None


def _name(line: str) -> re.Match[str] | None:
    match = NAMED.match(line.strip())
    if not match or len(match["name"].split()) > MOST_WORDS:
        return None
    return None if match["name"].lower() in NO_NAMES else match


def _named_posts(lines: list[str], begins: Head) -> Iterator[RawPost]:
    opened: list[_Open] = []
    for line in lines:
        head, indent = begins(line), len(line) - len(line.lstrip())
        if head:
            opened.append(_Open(indent, head["name"], head["time"], [head["rest"]] if head["rest"] else []))
        elif opened:
            opened[-1].lines.append(line)
    open_at: list[tuple[int, str]] = []
    for number, post in enumerate(opened, start=1):
        while open_at and open_at[-1][0] >= post.indent:
            open_at.pop()
        parent = open_at[-1][1] if open_at and post.indent > 0 else None
        open_at.append((post.indent, str(number)))
        yield _raw(str(number), parent, post)


def _raw(key: str, parent: str | None, post: _Open) -> RawPost:
    text = "\n".join(
        line[post.indent :] if not line[: post.indent].strip() else line for line in post.lines
    ).strip()
    gone = GONE.get(text)
    author = None if post.name == "[deleted]" else post.name
    return RawPost(key, parent, author, post.time, "" if gone else text, gone)


def _blocks(lines: list[str]) -> Iterator[RawPost]:
    text = "\n".join(lines).strip("\n")
    parts = re.split(r"\n\s*\n", text)
    if len(parts) == 1:
        parts = text.split("\n")
    for number, part in enumerate((part.strip("\n") for part in parts if part.strip()), start=1):
        yield RawPost(str(number), text=part)


IMPORTER = Importer("plain", "plain text", fits, read)
