"""From a map to a sheet, what the sheet leaves out, and what of the map comes back from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from argmap.formats.protocol import Loss, losses
from argmap.formats.spans.labels import CLAIM, EXAMPLE, PLAIN, SAME, TAGS, named
from argmap.formats.spans.places import Piece, pieces_of, quote_at
from argmap.formats.spans.sheet import CARRIES, AnnotatedText, Mark, MarkedPost, MarkLink
from argmap.model.base import plain_data
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.relation import Relation
from argmap.model.source_text import clean, slug, verbatim
from argmap.model.thread import Thread

ADDED_HEAD = "Not in the thread:"


def sheet_of(map: ArgumentMap) -> AnnotatedText:
    """Return a map as a sheet."""
    paper = _Paper()
    title = one_line(map.title)
    title_at = paper.add(title)
    paper.add("\n\n")
    sections = tuple(_sections(map.thread, paper)) if map.thread is not None else ()
    starts = {section.key: section.start for section in sections}
    marks: dict[str, list[Mark]] = {}
    homeless: list[Claim | Example] = []
    for node in map:
        placed = [*_placed(node, map.thread, starts)]
        marks[node.id] = [
            _mark(node, number, pieces, paper.words(pieces)) for number, pieces in enumerate(placed)
        ]
        if not placed:
            homeless.append(node)
    added = None
    if homeless:
        added = paper.add(f"{ADDED_HEAD}\n")[0]
        for node in homeless:
            piece = paper.add(one_line(node.text))
            paper.add("\n")
            marks[node.id] = [_mark(node, 0, (piece,), one_line(node.text))]
    text = paper.text.rstrip("\n") + "\n" if not homeless else paper.text
    links = (*_joins(marks), *_links(map, marks))
    every = tuple(mark for of_one in marks.values() for mark in of_one)
    return AnnotatedText(text, sections, every, links, added, title, title_at, map.id, own=True)


def one_line(text: str) -> str:
    """Return a text with one space for every run of white space."""
    return " ".join(text.split())


class _Paper:
    """A text that grows, and knows where each of its parts is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, words: str) -> Piece:
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return start, self._length

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def words(self, pieces: tuple[Piece, ...]) -> str:
        """Return the words in some places, on one line."""
        if len(self._parts) > 1:
            self._parts = [self.text]
        return " ".join(one_line(self._parts[0][start:end]) for start, end in pieces)


def _sections(thread: Thread, paper: _Paper) -> Iterator[MarkedPost]:
    names = {person.id: clean(person.name, 200) or "Somebody" for person in thread.participants}
    for post in thread.posts:
        name = names.get(post.author or "", "")
        head = paper.add(f"{name or post.id}:")
        paper.add("\n")
        start, end = paper.add(verbatim(thread.text_of(post.id)))
        paper.add("\n\n")
        yield MarkedPost(post.id, start, end, head, name, post.author or "", post.reply_to, post.created)


def _placed(
    node: Claim | Example, thread: Thread | None, starts: dict[str, int]
) -> Iterator[tuple[Piece, ...]]:
    """Yield where the quotes of a claim or example stand in the sheet; those that stand nowhere are left out."""
    for quote in node.quotes:
        made = requoted(quote, thread)
        if made is not None and thread is not None:
            text, start = verbatim(thread.text_of(quote.post)), starts[quote.post]
            places = pieces_of(Quote.model_validate(made), text)
            yield tuple((begin + start, end + start) for begin, end in places)


def requoted(quote: Quote, thread: Thread | None) -> dict[str, Any] | None:
    """Return a quote with the words of its place, as it comes back; None if it stands nowhere."""
    if thread is None or quote.post not in thread:
        return None
    return _in_its_words(quote, verbatim(thread.text_of(quote.post)))


@lru_cache(maxsize=8192)
def _in_its_words(quote: Quote, text: str) -> dict[str, Any] | None:
    return quote_at(quote.post, text, pieces_of(quote, text))


def _mark(node: Claim | Example, number: int, pieces: tuple[Piece, ...], words: str) -> Mark:
    key = node.id if not number else f"{node.id}--{number + 1}"  # no id has two hyphens together
    if number:
        return Mark(key, CLAIM if isinstance(node, Claim) else EXAMPLE, pieces)
    text = one_line(node.text)
    said = "" if text == words else text
    note = one_line(node.note or "")
    if isinstance(node, Example):
        return Mark(
            key, EXAMPLE, pieces, node.id, said, name=clean(node.name, 200), topic=node.topic, note=note
        )
    label = next((TAGS[tag] for tag in node.tags if tag in TAGS), CLAIM)
    return Mark(key, label, pieces, node.id, said, node.implicit, note=note)


def _joins(marks: dict[str, list[Mark]]) -> Iterator[MarkLink]:
    for first, *others in marks.values():
        for other in others:
            yield MarkLink(f"{other.key}--same", PLAIN[SAME], other.key, first.key)


def _links(map: ArgumentMap, marks: dict[str, list[Mark]]) -> Iterator[MarkLink]:
    for relation in _sayable(map):
        for number, premise in enumerate(relation.premises):
            yield MarkLink(
                relation.id if not number else f"{relation.id}--{number + 1}",
                PLAIN[relation.kind],
                marks[premise][0].key,
                marks[relation.target][0].key,
                relation.id,
                one_line(relation.note or ""),
            )


def _sayable(map: ArgumentMap) -> tuple[Relation, ...]:
    """Return the relations that lead from nodes to a node."""
    return tuple(r for r in map.relations if r.kind in PLAIN and r.target in map.nodes)


def lost_on_sheet(map: ArgumentMap) -> tuple[Loss, ...]:
    """Return what of a map is not on its sheet."""
    lost = losses(map, CARRIES)
    named = {loss.id for loss in lost if loss.kind in {"relations", "relations.kind"}}
    steps = tuple(
        Loss(relation.id, "relations", f"the {relation.kind} itself, which leads to a relation")
        for relation in map.relations
        if relation.target not in map.nodes and relation.id not in named
    )
    unplaced = []
    for section, nodes in (("claims", map.claims), ("examples", map.examples)):
        for node in nodes:
            missed = sum(requoted(quote, map.thread) is None for quote in node.quotes)
            if missed:
                what = "1 quote that is not" if missed == 1 else f"{missed} quotes that are not"
                unplaced.append(Loss(node.id, f"{section}.quotes", f"{what} in the posts as written"))
    return (*lost, *steps, *unplaced)


def kept_on_sheet(map: ArgumentMap, kind: str, *, steps: bool = False) -> ArgumentMap:
    """Return what of a map comes back from its sheet.

    Args:
        map: The map.
        kind: The kind of source that a thread from such a file has.
        steps: Whether the format has relations that lead to relations, and tags of any kind.
    """
    data: dict[str, Any] = {
        "format": "argmap/1",
        "id": slug(map.id)[:40].strip("-"),
        "title": clean(map.title, 200),
    }
    data["thread"] = _kept_thread(map, kind) if map.thread is not None and map.thread.posts else None
    for section in ("claims", "examples"):
        data[section] = [_kept_node(node, map.thread, every_tag=steps) for node in getattr(map, section)]
    data["relations"] = [
        {name: value for name, value in plain_data(relation).items() if name in RELATION_FIELDS}
        | ({"note": one_line(relation.note)} if relation.note else {})
        for relation in (map.relations if steps else _sayable(map))
    ]  # fmt: skip
    return ArgumentMap.model_validate(
        {name: value for name, value in data.items() if value not in (None, [])}
    )


RELATION_FIELDS = ("id", "kind", "premises", "target")


def _kept_node(node: Claim | Example, thread: Thread | None, *, every_tag: bool) -> dict[str, Any]:
    quotes = [made for quote in node.quotes if (made := requoted(quote, thread)) is not None]
    data: dict[str, Any] = {"id": node.id, "text": one_line(node.text), "quotes": quotes}
    data["note"] = one_line(node.note or "")
    if isinstance(node, Example):
        data |= {"name": clean(node.name, 200), "topic": node.topic}
    else:
        label = next((tag for tag in node.tags if tag in TAGS), None)
        tags = [*dict.fromkeys(tag for tag in node.tags if tag != named(CLAIM))]
        data |= {"implicit": node.implicit, "tags": tags if every_tag else [label] if label else []}
    return {name: value for name, value in data.items() if value not in ("", [], False)}


def _kept_thread(map: ArgumentMap, kind: str) -> dict[str, Any]:
    assert map.thread is not None  # the caller has looked  # noqa: S101
    thread = map.thread
    authors = [*dict.fromkeys(post.author for post in thread.posts if post.author)]
    posts = []
    for post in thread.posts:
        words = verbatim(thread.text_of(post.id))
        data = {"id": post.id, "author": post.author, "reply_to": post.reply_to, "created": post.created}
        body = {"text": words} if words.strip() else {"gone": "empty"}
        posts.append({**{name: value for name, value in data.items() if value}, **body})
    return {
        "format": "argmap-thread/1",
        "id": slug(map.id)[:40].strip("-") or "thread",
        "title": clean(map.title, 200),
        "source": {"kind": kind},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [
            {"id": id, "name": clean(thread.participants_by_id[id].name, 200) or "Somebody"} for id in authors
        ],
        "posts": posts,
    }
