"""The wikitext of a talk page, parted into sections and comments by its headings, indentation and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.importers.forums.wiki_signatures import Signature, signature
from argmap.importers.forums.wiki_text import plain_title, wiki_text
from argmap.importers.protocol import RawPost

HEADING = re.compile(
    r"^(?P<level>={1,6})[ \t]*+(?P<title>[^=\s](?:[^\n]*[^=\s])?)[ \t]*+(?P=level)[ \t]*+(?:<!--[^\n]{0,1000}-->)?[ \t]*+$"
)
VERBATIM = re.compile(
    r"<(?P<tag>nowiki|pre|syntaxhighlight|source|math|code)\b(?:[^<>]*[^<>/])?>(?:(?!<(?P=tag)\b).)*?</(?P=tag)\s*+>|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.IGNORECASE,
)
INNERMOST = re.compile(r"\{\{[^{}]*\}\}|\{\|(?:(?!\{\||\|\}).)*\|\}", re.DOTALL)
OUTDENT = re.compile(r"^[:*#]*\s*\{\{\s*(?:outdent|od|unindent)\b[^{}]*\}\}", re.IGNORECASE)
INDENT = re.compile(r"^[:*#;]*")
NEWLINE, COVERED = "\x01", "\x02"
DEEPEST = 30


@dataclass(slots=True)
class TalkSection:
    """A section of a talk page: one discussion.

    Attributes:
        title: Its heading as plain text.
        key: Its anchor on the page.
        posts: The comments.
        unsigned: How many comments have no signature.
        added: How many have one that somebody else added.
        headings: The headings within it.
    """

    title: str
    key: str
    posts: list[RawPost] = field(default_factory=list)
    unsigned: int = 0
    added: int = 0
    headings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A line of wikitext as it is, and as it is searched: what stands in templates and `<nowiki>` is covered."""

    text: str
    searched: str

    @property
    def indent(self) -> str:
        return INDENT.match(self.searched)[0]  # type: ignore[index]  # it matches nothing, too


def sections(wikitext: str) -> Iterator[TalkSection]:
    """Yield the sections of a page that have comments; what stands above the first heading is one, if somebody signed it.

    Headings of the second level part discussions; on a page without any, those of the first or third level do.
    """
    lines = [*_lines(wikitext)]
    levels = [len(match["level"]) for line in lines if (match := HEADING.match(line.searched))]
    parting = 2 if 2 in levels else min(levels, default=2)  # noqa: PLR2004 (the level of sections)
    anchors: dict[str, int] = {}
    reader = _Reader(TalkSection("", "top"))
    for line in lines:
        match = HEADING.match(line.searched)
        if match and len(match["level"]) <= parting:
            yield from reader.ended()
            title = plain_title(line.text.strip().strip("=").strip())
            reader = _Reader(TalkSection(title, _anchor(title, anchors)))
        elif match:
            reader.end_comment(None)
            reader.section.headings.append(plain_title(line.text.strip().strip("=").strip()))
        else:
            reader.take(line)
    yield from reader.ended()


def _anchor(title: str, used: dict[str, int]) -> str:
    """Return the anchor that MediaWiki gives a heading; of a second heading of the same words it ends in _2."""
    anchor = title.replace(" ", "_") or "section"
    used[anchor] = used.get(anchor, 0) + 1
    return anchor if used[anchor] == 1 else f"{anchor}_{used[anchor]}"


def _lines(wikitext: str) -> Iterator[_Line]:
    """Yield the lines; a template or a table over several lines is one line."""
    clean = wikitext.replace(NEWLINE, "").replace(COVERED, "")
    searched = VERBATIM.sub(lambda match: COVERED * len(match[0]), clean)
    for _ in range(DEEPEST):
        joined = INNERMOST.sub(lambda match: _covered(match[0]), searched)
        if joined == searched:
            break
        searched = joined
    searched = searched.translate({ord("\x03"): "{", ord("\x04"): "}"})
    place = 0
    for line in searched.split("\n"):
        yield _Line(clean[place : place + len(line)], line.replace(NEWLINE, " "))
        place += len(line) + 1


def _covered(template: str) -> str:
    """Return a template as long as it is, on one line, and with other brackets, so that the one around it is innermost."""
    return template.replace("\n", NEWLINE).replace("{", "\x03").replace("}", "\x04")


class _Reader:
    """Reads the lines of a section: comments end with the line of their signature."""

    def __init__(self, section: TalkSection) -> None:
        self.section = section
        self.open: list[_Line] = []
        self.above: list[tuple[int, str]] = []
        self.last: str | None = None
        self.signed = False

    def take(self, line: _Line) -> None:
        signed = signature(line.searched) if line.searched.strip() else None
        if signed is None:
            if line.searched.strip() or self.open:
                self.open.append(line)
            return
        self._part_from_unsigned(line)
        self.open.append(line)
        self.end_comment(signed)

    def _part_from_unsigned(self, line: _Line) -> None:
        """End an unsigned comment above a reply: a signed line that is indented in another way, and no item of a list."""
        first = next((each for each in self.open if each.text.strip()), None)
        if first is None:
            return
        before, now = first.indent, line.indent
        deeper = len(now) > len(before) and now.endswith(":") and now.startswith(before[:1])
        if deeper or len(now) < len(before):
            self.end_comment(None)

    def end_comment(self, signed: Signature | None) -> None:
        lines, self.open = self.open, []
        while lines and not lines[0].text.strip():
            lines.pop(0)
        if not lines:
            return
        key = f"{self.section.key}-{len(self.section.posts) + 1}"
        depth = len(lines[0].indent)
        outdented = OUTDENT.match(lines[0].searched) is not None
        text = wiki_text(_unsigned_lines(lines, signed), depth)
        if not text and signed is None:
            return
        while self.above and self.above[-1][0] >= depth:
            self.above.pop()
        parent = self.last if outdented else self.above[-1][1] if self.above else None
        if outdented:
            self.above.clear()
        self.above.append((depth, key))
        self.last = key
        self.signed |= signed is not None
        self.section.unsigned += signed is None or signed.author is None
        self.section.added += signed is not None and signed.signed_by_others
        self.section.posts.append(
            RawPost(
                key,
                parent,
                signed.author if signed else None,
                signed.created if signed else None,
                text,
                label="unsigned" if signed is None or signed.signed_by_others else None,
            )
        )

    def ended(self) -> Iterator[TalkSection]:
        """End the section; one without a signature is no discussion."""
        self.end_comment(None)
        if self.signed:
            yield self.section


def _unsigned_lines(lines: list[_Line], signed: Signature | None) -> Iterator[str]:
    """Yield the lines of a comment without its signature; words after it in the same line stay."""
    for line in lines[:-1]:
        yield line.text
    last = lines[-1].text
    yield last if signed is None else f"{last[: signed.begin]}{_after(last[signed.end :])}"


def _after(rest: str) -> str:
    """Return what stands behind a signature, without the ends of its colours."""
    words = re.sub(r"^(?:\s|</[a-z]+>|'{2,5}|\}\}|[)\]])+", "", rest, flags=re.IGNORECASE)
    return f" {words}" if words.strip() else ""
