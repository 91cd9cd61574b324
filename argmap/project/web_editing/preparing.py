"""Edits as a page sends them, to those of a batch: ids that people can read, and words in place of offsets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from argmap.editing.naming import free_id, relation_id
from argmap.editing.parts import ids
from argmap.editing.quoting import SeveralPlaces, selector
from argmap.errors import ArgmapError, UnknownName
from argmap.model.document import MapDocument
from argmap.model.thread import Thread

SentEdit = dict[str, Any]
"""An edit as it was sent: a record of a batch, in which a quote may have `post` and `at` in place of `words`."""

TEXTS = {"claim": "text", "example": "name", "question": "text", "issue": "question"}
"""The field whose words make the id of what is added, by its kind."""

NAMING = frozenset(
    (
        *("id", "set", "remove", "to", "premises", "target", "supports", "attacks", "undercuts"),
        *("linked_with", "claim", "about", "answers"),
    )
)
"""Fields of an edit whose values are ids of parts of the map."""


def with_readable_ids(
    map: MapDocument, edits: Sequence[SentEdit], temporary: Collection[str]
) -> tuple[list[SentEdit], dict[str, str]]:
    """Return edits with ids made from words in place of temporary ones, and the new id of each.

    Args:
        map: the map that they change.
        edits: the edits.
        temporary: ids that the page gave to what it adds, so that its other edits could name that.
    """
    taken, names = [*ids(map)], dict[str, str]()
    for edit in edits:
        old = edit.get("id")
        if not isinstance(old, str) or old not in temporary or old in names or "add" not in edit:
            continue
        names[old] = _id(edit, names, taken)
        taken.append(names[old])
    return [_renamed(edit, names) for edit in edits], names


def _id(edit: SentEdit, names: Mapping[str, str], taken: Iterable[str]) -> str:
    kind = edit["add"]
    if kind == "relation":
        premises = edit.get("premises") or ["", ""]
        first, target = str(premises[0]), str(edit.get("target"))
        return relation_id(names.get(first, first), str(edit.get("kind")), names.get(target, target), taken)
    return free_id(str(edit.get(TEXTS.get(kind, "text")) or kind), taken)


def _renamed(edit: SentEdit, names: Mapping[str, str]) -> SentEdit:
    def new(value: Any) -> Any:
        if isinstance(value, list):
            return [new(each) for each in value]
        return names.get(value, value) if isinstance(value, str) else value

    return {key: new(value) if key in NAMING else value for key, value in edit.items()}


def with_words(thread: Thread | None, edits: Iterable[SentEdit]) -> list[SentEdit]:
    """Return edits with words, and the occurrence that is meant, in place of offsets in posts.

    Args:
        thread: the thread.
        edits: the edits; `at` are the first code point of a quote in its post and the one behind its last.

    Raises:
        ArgmapError: there is no such post, or nothing stands there.
    """
    return [_worded(thread, edit) for edit in edits]


def _worded(thread: Thread | None, edit: SentEdit) -> SentEdit:
    made = dict(edit)
    if "at" in made:
        made |= _words(thread, made.get("post"), made.pop("at"))
    if isinstance(made.get("quotes"), list):
        made["quotes"] = [
            _words(thread, quote.get("post"), quote["at"])
            if isinstance(quote, dict) and "at" in quote
            else quote
            for quote in made["quotes"]
        ]
    return made


def _words(thread: Thread | None, post: object, place: object) -> dict[str, Any]:
    if thread is None:
        raise ArgmapError("the map has no thread to quote from")
    if post not in thread.posts_by_id:
        raise UnknownName("post", str(post), thread.posts_by_id)
    text = thread.text_of(str(post))
    match place:
        case [int(start), int(end)] if 0 <= start < end <= len(text) and text[start:end].strip():
            words = text[start:end].strip()
        case _:
            raise ArgmapError(f"nothing stands at {place} in post {post!r}")
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    try:
        selector(thread, words, str(post))
    except SeveralPlaces as several:
        # Of words that overlap themselves only some places count; then more words have to be quoted.
        number = next((n for n, one in enumerate(several.places, 1) if one.start == begin), None)
        if number is None:
            raise
        return {"words": words, "post": post, "occurrence": number}
    return {"words": words, "post": post}


def clashes(
    before: MapDocument | None, now: MapDocument, edits: Iterable[SentEdit], gone: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the parts that edits name and that somebody else changed, sorted; none if the edits fit all the same.

    Args:
        before: the map that the page showed; None if that is not known any more, and then everything clashes.
        now: the map as it is.
        edits: the edits.
        gone: what the edits take away besides what they name.
    """
    from argmap.editing.parts import find

    if before is None:
        return ("map",)

    def part(map: MapDocument, name: str) -> object:
        try:
            section, index = find(map, name)
        except ArgmapError:
            return None
        return getattr(map, section)[index]

    def post(map: MapDocument, name: str) -> object:
        return (map.thread.posts_by_id.get(name), map.thread.text_of(name)) if map.thread else None

    edits = list(edits)
    parts = {name for edit in edits for name in _named(edit)} | set(gone)
    changed = {name for name in parts if part(before, name) != part(now, name)}
    for name in {name for edit in edits for name in _posts(edit)}:
        known = [map.thread is not None and name in map.thread.posts_by_id for map in (before, now)]
        if not all(known) or post(before, name) != post(now, name):
            changed.add(name)
    return tuple(sorted(changed))


def _named(edit: SentEdit) -> Iterator[str]:
    for key in NAMING & edit.keys():
        if key == "id" and "add" in edit:
            continue
        for value in edit[key] if isinstance(edit[key], list) else [edit[key]]:
            if isinstance(value, str):
                yield value


def _posts(edit: SentEdit) -> Iterator[str]:
    for record in (edit, *(quote for quote in edit.get("quotes") or () if isinstance(quote, dict))):
        if isinstance(record.get("post"), str):
            yield record["post"]
