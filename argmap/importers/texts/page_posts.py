"""The posts of a page in the markup of a known site or forum program."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap.importers.html.text import html_text
from argmap.importers.protocol import RawPost
from argmap.importers.texts.page_markup import MARKUPS, Markup, Replies
from argmap.model.posts import Gone

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

GONE = {
    "[deleted]": Gone.DELETED,
    "[removed]": Gone.REMOVED,
    "[flagged]": Gone.REMOVED,
    "[dead]": Gone.REMOVED,
}
LOOKED_AT = 8
MILLISECONDS = 10**11
"""A number of seconds since 1970 does not grow as large before the year 5138."""

MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
STEP = 40
"""So many pixels a reply on Hacker News is indented on older pages."""


def markup_of(page: BeautifulSoup) -> Markup | None:
    """Return the markup that a page has: posts with a text and an author; None for a page of another kind, or a list."""
    for markup in MARKUPS:
        posts = page.select(markup.post, limit=LOOKED_AT)
        heads = page.select(markup.head, limit=2) if markup.head else []
        reader = PostReader(markup)
        if len(heads) <= 1 and any(post.select_one(markup.text) and reader.author(post) for post in posts):
            return markup
    return None


@dataclass(slots=True)
class PostReader:
    """Reads the posts of pages of one discussion.

    Attributes:
        markup: The markup that they have.
        posts: The posts so far.
        inferred: Of how many it was inferred from a quotation what they answer.
    """

    markup: Markup
    posts: list[RawPost] = field(default_factory=list)
    inferred: int = 0
    _keys: dict[int, str] = field(default_factory=dict)  # by the identity of the element
    _parts: dict[str, dict[int, Tag]] = field(default_factory=dict)  # by selector and identity of the post
    _heads: set[int] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)
    _head: str | None = None
    _open_at: list[tuple[int, str]] = field(default_factory=list)

    def take(self, page: BeautifulSoup, address: str | None) -> None:
        """Add the posts of a page."""
        elements = page.select(self.markup.post)
        numbered = enumerate(elements, start=len(self.posts) + 1)
        self._keys = {id(each): self._key(each) or str(number) for number, each in numbered}
        self._heads = {id(each) for each in page.select(self.markup.head)} if self.markup.head else set()
        self._parts = {selector: self._owned(page, selector) for selector in self._selectors()}
        if self._is_broken(elements):
            return
        for element in elements:
            key = self._keys[id(element)]
            is_head = id(element) in self._heads and self._head is None
            title = text_of(page.select_one(self.markup.title)) if is_head else ""
            parent = None if is_head else self._answered(element, key)
            self.posts.append(self._raw(element, key, parent, title, address))
            self._known.add(key)
            if is_head:
                self._head = key

    def _raw(self, element: Tag, key: str, parent: str | None, title: str, address: str | None) -> RawPost:
        body = self._around(element, self.markup.text)
        text, gone = "", None
        if body is not None:
            for each in body.select(self.markup.drop) if self.markup.drop else ():
                each.decompose()
            text = html_text(body.decode_contents())
            gone = GONE.get(text)
        elif not title:
            start = element.get_text()[:400]
            gone = next((why for sign, why in GONE.items() if sign in start), None)
        author = self.author(element)
        anchor = element.get("id") if self.markup.anchored else None
        return RawPost(
            key,
            parent,
            None if author in GONE else author,
            self._time(element),
            "" if gone else "\n\n".join(part for part in (title, text) if part),
            gone,
            url=f"{address}#{anchor}" if address and anchor else None,
        )

    def _key(self, element: Tag) -> str | None:
        for attribute in self.markup.key.split():
            value = element.get(attribute)
            if isinstance(value, str) and value:
                return value.replace("_", "-") if value.startswith("post_") else value
        return None

    def _selectors(self) -> set[str]:
        author = "" if self.markup.author.startswith("@") else self.markup.author
        quoted = self.markup.quoted[0] if self.markup.quoted else ""
        return {self.markup.text, self.markup.time, author, quoted} - {""}

    def _owned(self, page: BeautifulSoup, selector: str) -> dict[int, Tag]:
        """Return the first element of each post that a selector takes, but for those of posts within it."""
        first: dict[int, Tag] = {}
        for element in page.select(selector):
            owner = next((id(up) for up in element.parents if id(up) in self._keys), None)
            if owner is not None:
                first.setdefault(owner, element)
        return first

    def _is_broken(self, elements: list[Tag]) -> bool:
        """Return whether posts stand in the words of others: elements without an end, and nobody's words are certain."""
        texts = {id(each) for each in self._parts[self.markup.text].values()}
        return any(id(up) in texts for element in elements for up in element.parents)

    def _own(self, element: Tag, selector: str) -> Tag | None:
        """Return what a post itself has, and not a post within it."""
        parts = self._parts.get(selector)
        return element.select_one(selector) if parts is None else parts.get(id(element))

    def _around(self, element: Tag, selector: str) -> Tag | None:
        """Return what a post has, or the table around it: Hacker News writes there who submitted a story, and the words."""
        own = self._own(element, selector)
        if own is None and self.markup.replies is Replies.INDENTED and id(element) in self._heads:
            table = element.find_parent("table")
            own = table.select_one(selector) if table is not None else None
        return own

    def author(self, element: Tag) -> str | None:
        """Return the name of the author of a post."""
        if self.markup.author.startswith("@"):
            return str(element.get(self.markup.author[1:]) or "") or None
        return text_of(self._around(element, self.markup.author)) or None

    def _time(self, element: Tag) -> str | float | None:
        place = self._around(element, self.markup.time)
        said = str(place.get(self.markup.time_attribute) or "") if place is not None else ""
        if re.fullmatch(r"[0-9]{1,15}", said):
            return int(said) / 1000 if int(said) > MILLISECONDS else int(said)
        moment = MOMENT.match(said)  # some sites write more behind it
        return moment[0] if moment else said or None

    def _answered(self, element: Tag, key: str) -> str | None:
        """Return the key of what a post answers, as its place on the page or its first quotation says."""
        if self.markup.replies is Replies.QUOTED:
            quoted = self._quoted(element, key)
            self.inferred += quoted is not None
            return quoted
        if self.markup.replies is Replies.INDENTED:
            depth = _depth(element)
            while self._open_at and self._open_at[-1][0] >= depth:
                self._open_at.pop()
            above = self._open_at[-1][1] if self._open_at else self._head
            self._open_at.append((depth, key))
            return above
        return next((self._keys[id(up)] for up in element.parents if id(up) in self._keys), self._head)

    def _quoted(self, element: Tag, key: str) -> str | None:
        """Return the key of the earlier post that a post quotes first."""
        selector, attribute = self.markup.quoted or ("", "")
        place = self._own(element, selector) if selector else None
        numbers = re.findall(r"[0-9]+", str(place.get(attribute) or "")) if place is not None else []
        prefix = re.match(r"[^0-9]*", key)
        quoted = f"{prefix[0] if prefix else ''}{numbers[-1]}" if numbers else None
        return quoted if quoted in self._known else None


def text_of(element: Tag | None) -> str:
    """Return the text of an element on one line, or "" if there is none."""
    return " ".join(element.get_text().split()) if element is not None else ""


def _depth(element: Tag) -> int:
    """Return how many levels a comment of Hacker News is indented."""
    cell = element.select_one("td.ind")
    said = str(cell.get("indent") or "") if cell is not None else ""
    if re.fullmatch(r"[0-9]{1,4}", said):
        return int(said)
    image = cell.select_one("img[width]") if cell is not None else None
    width = str(image["width"]) if image is not None else ""
    return int(width) // STEP if re.fullmatch(r"[0-9]{1,6}", width) else 0
