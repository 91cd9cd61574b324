"""Posts that a page describes itself, with the vocabulary of schema.org: as JSON-LD, or as microdata in its markup.

The types are DiscussionForumPosting, SocialMediaPosting, Question, Answer, Comment and Article (schema.org, and what Google
asks of forums: developers.google.com/search/docs/appearance/structured-data/discussion-forum).
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from argmap.importers.html.text import html_text
from argmap.importers.protocol import RawPost

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

ROOTS = frozenset({"DiscussionForumPosting", "SocialMediaPosting", "Question"})
ARTICLES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "Report", "Review", "WebPage", "VideoObject", "ImageObject"}
)
PARTS = (("comment", None), ("acceptedAnswer", "accepted answer"), ("suggestedAnswer", None))
TEXTS = ("text", "articleBody", "reviewBody", "description")
HTML = "argmap:html"
"""The key under which the HTML of a property of microdata stands."""

MOST = 100_000

Item = dict[str, Any]


def described_posts(page: BeautifulSoup) -> tuple[str, list[RawPost]]:
    """Return the title and the posts of the discussion that a page describes; no posts if it describes none."""
    for items in ([*_json_ld(page)], [*_microdata(page)]):
        root = next((each for each in items if _types(each) & ROOTS), None)
        root = root or next((each for each in items if _types(each) & ARTICLES and _parts(each)), None)
        if root is not None:
            return _text(root.get("headline") or root.get("name")), [*_posts(root)]
    return "", []


def described_author(page: BeautifulSoup) -> tuple[str | None, str | None]:
    """Return the author of the article that a page describes, if there is one only, and when it was published."""
    for items in ([*_json_ld(page)], [*_microdata(page)]):
        for each in items:
            if _types(each) & ARTICLES and each.get("author"):
                return _author(each), _time(each)
    return None, None


def _json_ld(page: BeautifulSoup) -> Iterator[Item]:
    """Yield every object of JSON-LD in a page, the outer ones first; what is no JSON is left out."""
    values: list[Any] = []
    for script in page.select('script[type="application/ld+json"]'):
        try:
            values.append(json.loads(script.get_text()))
        except (ValueError, RecursionError):
            continue
    yield from _with_inner(values)


def _with_inner(values: list[Any]) -> Iterator[Item]:
    """Yield objects, and those that a page is about or consists of."""
    todo = deque(values)
    number = 0
    while todo and number < MOST:
        number += 1
        one = todo.popleft()
        if isinstance(one, list):
            todo.extendleft(reversed(one))
        elif isinstance(one, dict):
            if one.get("@type"):
                yield one
            todo.extend(one[key] for key in ("@graph", "mainEntity", "hasPart") if key in one)


def _microdata(page: BeautifulSoup) -> Iterator[Item]:
    """Yield the items of microdata in a page, as objects like those of JSON-LD."""
    items: dict[int, Item] = {}
    outer: list[Any] = []
    for element in page.select("[itemscope], [itemprop]"):
        holder = next((items[id(above)] for above in element.parents if id(above) in items), None)
        value: Any = None
        if element.has_attr("itemscope"):
            value = {"@type": str(element.get("itemtype") or "").rsplit("/", 1)[-1], "@id": element.get("id")}
            items[id(element)] = value
        for name in str(element.get("itemprop") or "").split():
            if holder is not None:
                holder.setdefault(name, []).append(value or _value(element))
        if value is not None and (holder is None or not element.get("itemprop")):
            outer.append(value)
    yield from _with_inner(outer)


def _value(element: Tag) -> Any:
    """Return the value of a property (HTML standard, section 5.2.4); of a text, with its markup."""
    for attribute in ("content", "datetime", "href", "src"):
        if element.has_attr(attribute):
            return str(element[attribute])
    return {HTML: element.decode_contents()}


def _types(item: Item) -> set[str]:
    types = item.get("@type")
    return {str(each).rsplit("/", 1)[-1] for each in (types if isinstance(types, list) else [types])}


def _parts(item: Item) -> list[tuple[Item, str | None]]:
    """Return what answers an item, with its label."""
    answers = {"Comment", "Answer", *ROOTS}
    return [
        (each, label)
        for name, label in PARTS
        for each in (item[name] if isinstance(item.get(name), list) else [item.get(name)])
        if isinstance(each, dict) and _types(each) & answers
    ]


def _posts(root: Item) -> Iterator[RawPost]:
    """Yield an item and everything below it; comments that stand side by side answer what their `parentItem` names."""
    todo: list[tuple[Item, str | None, str | None]] = [(root, None, None)]
    number = 0
    while todo and number < MOST:
        item, parent, label = todo.pop()
        number += 1
        key = _key(item) or f"post-{number}"
        above = _one(item.get("parentItem"))
        named = _key(above) if isinstance(above, dict) else None
        title = _text(item.get("headline") or item.get("name")) if parent is None else ""
        body = next((_text(item[name]) for name in TEXTS if item.get(name)), "")
        yield RawPost(
            key,
            named or parent,
            _author(item),
            _time(item),
            "\n\n".join(part for part in (title, body) if part) if title != body else body,
            url=_address(item),
            label=label,
        )
        todo += [(inner, key, said) for inner, said in reversed(_parts(item))]


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _key(item: Item) -> str | None:
    """Return the id of an item: the end of its address, or the id of its element."""
    for name in ("@id", "url", "identifier"):
        said = _one(item.get(name))
        if isinstance(said, str | int) and str(said).strip():
            return str(said).strip().rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1] or None
    return None


def _address(item: Item) -> str | None:
    url = _one(item.get("url")) or item.get("@id")
    return url if isinstance(url, str) and url.startswith("http") else None


def _author(item: Item) -> str | None:
    """Return the name of the only author; of several authors none is the one who wrote it."""
    said = item.get("author") or item.get("creator")
    authors = said if isinstance(said, list) else [said]
    names = {
        _text(each.get("name") if isinstance(each, dict) and HTML not in each else each) for each in authors
    }
    names.discard("")
    return names.pop() if len(names) == 1 else None


def _time(item: Item) -> str | None:
    for name in ("datePublished", "dateCreated", "uploadDate"):
        said = _one(item.get(name))
        if isinstance(said, str):
            return said
    return None


def _text(value: Any) -> str:
    """Return a value as text; JSON-LD has plain text, in which some sites put HTML all the same."""
    value = _one(value)
    if isinstance(value, dict):
        return html_text(str(value.get(HTML) or value.get("@value") or ""))
    text = str(value) if isinstance(value, str | int | float) else ""
    return html_text(text) if "</" in text or "<br" in text else text.strip()
