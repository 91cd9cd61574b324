"""Saved HTML of a talk page, where MediaWiki's extension DiscussionTools has marked the comments.

The extension puts a mark before and behind each comment, with an id such as `c-Nora-20240104190000-Trams`: who signed, when
(UTC), and the heading or the comment (`…-Ada-20240104185900`) that is answered. Its code says so in `ThreadItem`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

from argmap.importers.forums.wiki_page import TalkSection
from argmap.importers.forums.wiki_signatures import LONGEST_BEFORE
from argmap.importers.html.text import html_text
from argmap.importers.protocol import RawPost

MARK = re.compile(
    r"<span\b(?=[^<>]*>)[^<>]*?\bdata-mw-comment-(?P<which>start|end)\b(?:=\"(?P<of>[^\"<>]*)\")?[^<>]*>"
)
ID = re.compile(r"\bid=\"(?P<id>[^\"]*)\"")
COMMENT = re.compile(
    r"c-(?P<author>.+?)-(?P<time>\d{14}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)(?:-(?P<parent>.*))?$"
)
ANSWERED = re.compile(r"(?P<author>.+)-(?P<time>\d{14})(?:-\d+)?$")
INDENTATION = re.compile(r"</?d[ld]\b[^<>]*>", re.IGNORECASE)
BUTTONS = re.compile(
    r"<span\b[^<>]*class=\"[^\"<>]*\bext-discussiontools-init-replylink-buttons\b.*$", re.DOTALL
)
USER_LINK = re.compile(r"<a\b[^<>]*(?:class=\"[^\"<>]*mw-userlink[^\"<>]*\"|href=\"(?:https?://[^/\"<>]+)?(?:/wiki/|/w/index\.php\?title=|\./)[^\"<>]*\")[^<>]*>(?:(?!<a\b).)*?</a>", re.DOTALL)  # fmt: skip
TIMESTAMP = re.compile(
    r"<a\b[^<>]*class=\"[^\"<>]*ext-discussiontools-init-timestamplink\b[^\"<>]*\"[^<>]*>(?:(?!<a\b).)*?</a>",
    re.DOTALL,
)
GAP = 30
"""So many characters may stand between the links of a signature."""

BEFORE = re.compile(
    r"(?:\s|&nbsp;|&mdash;|--|[—–~•·(]|<(?!/|br\b|p\b|img\b)[a-z]+(?:\s[^<>]*)?>)+$", re.IGNORECASE
)
"""What stands before a signature and belongs to it; it is looked for in the last `LONGEST_BEFORE` characters only."""

CANONICAL = re.compile(r"<link\b(?=[^<>]*\brel=\"canonical\")[^<>]*\bhref=\"(?P<url>https?://[^\"]+)\"")


def has_marks(html: str) -> bool:
    """Return whether a page has the marks of DiscussionTools."""
    return "data-mw-comment-start" in html


def html_sections(html: str) -> Iterator[TalkSection]:
    """Yield the sections of a page, with its comments as the extension parted them."""
    canonical = CANONICAL.search(html)
    address = canonical["url"] if canonical else None
    section = TalkSection("", "top")
    anchors: dict[str, int] = {}
    for id, inside in _marked(html):
        if id.startswith("h-"):
            before, section = section, _headed(section, html_text(inside), anchors, level=_level(html, id))
            if section is not before and before.posts:
                yield before
        elif COMMENT.match(id):
            _add(section, id, inside, address)
    if section.posts:
        yield section


def api_sections(items: list[Any], address: str | None) -> Iterator[TalkSection]:
    """Yield the sections in an answer of the API (`discussiontoolspageinfo`, `threaditemshtml`).

    Args:
        items: The headings, with the comments below them.
        address: The address of the page, if it is known.
    """
    section = TalkSection("", "top")
    anchors: dict[str, int] = {}
    for item in items:
        if not isinstance(item, dict):
            continue
        level = item.get("headingLevel")
        before = section
        section = _headed(
            section,
            html_text(str(item.get("html") or "")),
            anchors,
            level=level if isinstance(level, int) else 2,
        )
        if section is not before and before.posts:
            yield before
        todo = list(reversed(item.get("replies") or ()))
        while todo:
            reply = todo.pop()
            if isinstance(reply, dict) and isinstance(reply.get("id"), str):
                _add(section, reply["id"], str(reply.get("html") or ""), address, reply)
                todo += reversed(reply.get("replies") or ())
    if section.posts:
        yield section


def _marked(html: str) -> Iterator[tuple[str, str]]:
    """Yield the id and the HTML of each marked piece, in the order of the page."""
    ends = {mark["of"]: mark.start() for mark in MARK.finditer(html) if mark["which"] == "end" and mark["of"]}
    for mark in MARK.finditer(html):
        own = ID.search(mark[0])
        id = mark["of"] or (
            own["id"] if own else ""
        )  # the first versions wrote it into the mark of the beginning, too
        if mark["which"] == "start" and ends.get(id, 0) >= mark.end():
            yield id, html[mark.end() : ends[id]]


def _level(html: str, id: str) -> int:
    """Return the level of the heading that has an id; 2 if it cannot be seen."""
    place = html.find(f'"{id}"')
    tags = re.findall(r"<h([1-6])\b", html[max(0, place - 2000) : place + len(id)]) if place >= 0 else []
    return int(tags[-1]) if tags else 2


def _headed(section: TalkSection, title: str, anchors: dict[str, int], *, level: int) -> TalkSection:
    """Return the section below a heading: the same one below a heading within it."""
    title = " ".join(title.split())
    if level > 2 and section.key != "top":  # noqa: PLR2004 (the level of sections)
        section.headings.append(title)
        return section
    anchor = title.replace(" ", "_") or "section"
    anchors[anchor] = anchors.get(anchor, 0) + 1
    return TalkSection(title, anchor if anchors[anchor] == 1 else f"{anchor}_{anchors[anchor]}")


def _add(
    section: TalkSection, id: str, html: str, address: str | None, said: dict[str, Any] | None = None
) -> None:
    id = unescape(id)
    match = COMMENT.match(id)
    if match is None:
        return
    author = match["author"].replace("_", " ")
    if said and isinstance(said.get("author"), str):
        author = said["author"]
    answered = ANSWERED.match(match["parent"] or "")
    parent = None
    if answered:
        start = f"c-{answered['author']}-{answered['time']}"
        parent = next((post.key for post in reversed(section.posts) if post.key.startswith(start)), None)
    section.posts.append(
        RawPost(
            id,
            parent,
            author,
            _time(match["time"]),
            html_text(INDENTATION.sub("<p>", _without_signature(html, author))),
            url=f"{address}#{id}" if address else None,
        )
    )


def _time(digits: str) -> str:
    if "T" in digits:
        return digits
    year, rest = digits[:4], digits[4:]
    return f"{year}-{rest[:2]}-{rest[2:4]}T{rest[4:6]}:{rest[6:8]}:{rest[8:10]}Z"


def _without_signature(html: str, author: str) -> str:
    """Return the HTML of a comment without the links to its author and the time at its end."""
    html = BUTTONS.sub("", html)
    times = list(TIMESTAMP.finditer(html))
    if not times:
        return html
    begin, end = times[-1].span()
    for link in reversed([*USER_LINK.finditer(html, 0, begin)]):
        between = re.sub(r"<[^<>]*>", "", html[link.end() : begin])
        if len(between) > GAP or re.search(r"[.!?] \w", between) or not _leads_to(link[0], author):
            break
        begin = link.start()
    start = max(0, begin - LONGEST_BEFORE)
    before = BEFORE.search(html[start:begin])
    return html[: start + before.start() if before else begin] + html[end:]


def _leads_to(link: str, author: str) -> bool:
    """Return whether a link leads to a page of the author."""
    href = re.search(r"\bhref=\"([^\"]*)\"", link)
    where = unquote(unescape(href[1])).replace("_", " ") if href else ""
    return author.casefold() in where.casefold()
