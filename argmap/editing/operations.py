"""Edits of a map from outside an editor: each is checked before it is written, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.diagnostics import Diagnostic, Edit, Removed, Severity, Value
from argmap.editing.journal import write_edit
from argmap.errors import ArgmapError, InvalidInput, UnknownName
from argmap.lint.run import check_file
from argmap.location import Path as DocumentPath
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, find_quote
from argmap.model.thread import Thread
from argmap.storage.edit import appended, edited, inserted
from argmap.storage.files import current_limits
from argmap.storage.load import find_map, read_map

SECTIONS = ("issues", "claims", "examples", "relations")
MOST_CONTEXT = 12
"""Words of prefix and suffix, at most, that make a quote the only one of its kind."""


class WouldDangle(ArgmapError):
    """Taking something out would leave references to it behind."""


class NoSuchQuote(ArgmapError):
    """The words occur nowhere in the thread, or in several posts."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A map with its file and text, as it was read for an edit."""

    path: Path
    text: str
    map: ArgumentMap


def open_map(source: str) -> Opened:
    """Return a map for editing.

    Raises:
        InvalidInput: it has faults already; correct them first.
        ArgmapError: it cannot be read, or is standard input.
    """
    path = find_map(source)
    if path is None:
        raise ArgmapError("standard input cannot be edited; name the file")
    loaded = read_map(path)
    if loaded.map is None:
        raise InvalidInput(loaded.diagnostics)
    return Opened(path, loaded.positions.text, loaded.map)


def commit(opened: Opened, after: str, did: str) -> tuple[Diagnostic, ...]:
    """Check a changed map, write it, and return its findings that are new.

    Raises:
        InvalidInput: the change would break the map; nothing is written.
        ChangedMeanwhile: somebody else changed it since it was read; nothing is written.
    """
    before = {_content(finding) for finding in check_file(read_map(opened.path))}
    changed = read_map(opened.path, texts={opened.path: after})
    new = tuple(finding for finding in check_file(changed) if _content(finding) not in before)
    errors = [finding for finding in new if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidInput(errors)
    write_edit(opened.path, did, opened.text, after)
    return new


def _content(finding: Diagnostic) -> tuple[str, str]:
    return finding.code, finding.message


def add(opened: Opened, section: str, item: Mapping[str, Any]) -> str:
    """Return the text of a map with an item added to one of its lists."""
    return appended(opened.text, section, item, current_limits())


def find(map: ArgumentMap, name: str) -> tuple[str, int]:
    """Return the list and the place in it of what has an id.

    Raises:
        UnknownName: nothing has it.
    """
    for section in SECTIONS:
        for index, item in enumerate(getattr(map, section)):
            if item.id == name:
                return section, index
    raise UnknownName("issue, claim, example or relation", name, map.kinds)


def set_fields(opened: Opened, name: str, values: Mapping[str, Value | None]) -> str:
    """Return the text with fields of an item set; None takes a field away."""
    section, index = find(opened.map, name)
    edits = [
        Edit((section, index, key), Removed if value is None else value) for key, value in values.items()
    ]
    return edited(opened.text, edits, current_limits())


def renamed(opened: Opened, old: str, new: str) -> str:
    """Return the text with an id replaced wherever it stands."""
    find(opened.map, old)
    paths = [path for path, id in references(opened.map) if id == old]
    section, index = find(opened.map, old)
    edits = [Edit(path, new) for path in ((section, index, "id"), *paths)]
    return edited(opened.text, edits, current_limits())


def references(map: ArgumentMap) -> Iterator[tuple[DocumentPath, str]]:
    """Yield every place in a map that names something of it, and what it names."""
    for index, claim in enumerate(map.claims):
        if claim.answers is not None:
            yield ("claims", index, "answers"), claim.answers
    for index, relation in enumerate(map.relations):
        for number, premise in enumerate(relation.premises):
            yield ("relations", index, "premises", number), premise
        yield ("relations", index, "target"), relation.target
    for index, commitment in enumerate(map.commitments):
        yield ("commitments", index, "claim"), commitment.claim
    for index, breach in enumerate(map.breaches):
        if breach.relation is not None:
            yield ("breaches", index, "relation"), breach.relation
    yield from _expected(map)


def _expected(map: ArgumentMap) -> Iterator[tuple[DocumentPath, str]]:
    if map.expect is not None:
        for key in ("in", "out", "undecided"):
            names = getattr(map.expect, {"in": "accepted", "out": "rejected"}.get(key, key))
            for number, name in enumerate(names):
                yield ("expect", key, number), name


def dependants(map: ArgumentMap, names: Iterable[str]) -> tuple[str, ...]:
    """Return what would have to be removed with something: relations of which it is a premise or the target, and their undercuts."""
    gone = set(names)
    while True:
        more = {
            relation.id
            for relation in map.relations
            if relation.id not in gone and (relation.target in gone or gone & set(relation.premises))
        }
        if not more:
            return tuple(sorted(gone - set(names)))
        gone |= more


def removed(opened: Opened, name: str, *, cascade: bool) -> tuple[str, tuple[str, ...]]:
    """Return the text without an item and what names it, and the ids of all that goes.

    Raises:
        WouldDangle: something names it, and nobody said that it may go too.
    """
    find(opened.map, name)
    others = dependants(opened.map, [name])
    going = {name, *others}
    named = [path for path, id in references(opened.map) if id in going and path[0] != "relations"]
    if (others or named) and not cascade:
        users = [*others, *(f"{path[0]} {path[1]}" for path in named if path[0] != "expect")]
        raise WouldDangle(f"{name!r} is named by {', '.join(users) or 'expect'}; --cascade removes them too")
    paths: list[DocumentPath] = [find(opened.map, id) for id in sorted(going)]
    paths += [path[:2] if path[0] in {"commitments", "breaches"} else path for path in named]
    edits = [Edit(path, Removed) for path in dict.fromkeys(paths)]
    return edited(opened.text, edits, current_limits()), tuple(sorted(going))


def selector(thread: Thread | None, words: str, post: str | None = None) -> Quote:
    """Return the quote of words with as little context as makes them the only ones of their kind in their post.

    Raises:
        NoSuchQuote: they occur in no post, or in several and none was named.
    """
    if thread is None:
        raise NoSuchQuote("the map has no thread to quote from")
    if post is not None and post not in thread.posts_by_id:
        raise UnknownName("post", post, thread.posts_by_id)
    exact = " ".join(words.split())
    originals = [p for p in thread.posts if p.text is not None and (post is None or p.id == post)]
    holding = [p for p in originals if exact and find_quote(Quote(post=p.id, exact=exact), p.text or "")]
    if not holding:
        raise NoSuchQuote(f"{exact!r} stands in no post{f' {post!r}' if post else ''}; quote to the letter")
    if len(holding) > 1:
        raise NoSuchQuote(
            f"{exact!r} stands in posts {', '.join(p.id for p in holding)}; name one with --post"
        )
    return _narrowed(Quote(post=holding[0].id, exact=exact), holding[0].text or "")


def _narrowed(quote: Quote, text: str) -> Quote:
    """Return the quote of the first place with the fewest words of suffix, or else of prefix, that no other place has."""
    places = find_quote(quote, text)
    if len(places) == 1:
        return quote
    first = places[0]
    after, before = text[first.end :].split(), text[: first.start].split()
    tries: list[Callable[[int], Quote]] = [
        lambda n: quote.model_copy(update={"suffix": " ".join(after[:n])}) if len(after) >= n else quote,
        lambda n: quote.model_copy(update={"prefix": " ".join(before[-n:])}) if len(before) >= n else quote,
    ]
    for count in range(1, MOST_CONTEXT + 1):
        for attempt in tries:
            narrower = attempt(count)
            if len(find_quote(narrower, text)) == 1:
                return narrower
    raise NoSuchQuote(f"{quote.words!r} occurs {len(places)} times in post {quote.post!r}; quote more words")


def with_quote(opened: Opened, name: str, quote: Quote) -> str:
    """Return the text with a quote added to a claim, an example or a relation.

    Raises:
        CannotEdit: its list of quotes cannot be added to in place.
    """
    section, index = find(opened.map, name)
    record = {key: value for key, value in quote.model_dump().items() if value is not None}
    return inserted(opened.text, (section, index, "quotes"), record, current_limits())
