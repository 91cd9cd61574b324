"""Hypothesis: annotations of a page and the replies to them, from the API's search or the export of the client.

Source of the forms: the API of Hypothesis ("search", annotation) and the JSON export of its client. What an annotation
quotes of the page comes first, as quoted lines ("> "), and is not its author's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from argmap.importers.forums.records import (
    Placed,
    counted,
    edited_note,
    identity,
    inner,
    left_out_note,
    moment,
    paragraphs,
    picked,
    records_in,
    words,
)
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.importers.times import timestamp
from argmap.model.posts import Gone

LISTS = ("rows", "annotations", "replies")
AT_ONCE = 60
QUOTED = "Lines with '> ' at the beginning of an annotation are the words of the page."
PAGE = "https://hypothes.is/a/"
KEYS = frozenset(
    ["annotations", "created", "document", "group", "id", "links", "permissions", "references", "rows", "tags", "target",
     "text", "uri", "user", "user_info"]
)  # fmt: skip

Annotation = dict[str, Any]


def fits(file: InputFile) -> Fit:
    return Fit.CERTAIN if any(True for item in file.sample for _ in _walked(item)) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the annotations of a page and their replies. Highlights without words are left out, unless they have replies.

    Raises:
        NotThisSource: there is no annotation in the files.
        SeveralDiscussions: there are annotations of several pages, and none was named.
    """
    strange: list[Any] = []
    page = picked(_pieces(files, strange), wanted)
    if page is None:
        raise NotThisSource("there is no annotation in the files")
    answered = {_answered(annotation) for annotation in page.records}
    kept = [each for each in page.records if not _is_bare(each) or _id(each) in answered]
    private = sum(_is_private(each) for each in kept)
    bare = len(page.records) - len(kept)
    return RawThread(
        page.title,
        tuple(map(_raw, kept)),
        url=page.key,
        notes=(
            *((QUOTED,) if any(True for each in kept for _ in _quotes(each)) else ()),
            *counted(
                bare, "1 highlight without words was left out.", "{n} highlights without words were left out."
            ),
            *counted(
                private,
                "1 annotation is private: only its author can read it.",
                "{n} annotations are private: only their authors can read them.",
            ),
            *left_out_note(len(strange)),
            *edited_note(sum(_is_edited(each) for each in kept)),
        ),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the pages that were annotated."""
    yield from counted_discussions(
        Seen(key, words(annotation.get("user")) or None, moment(annotation.get("created")), title)
        for key, title, annotation in _pieces(files, [])
    )


def _pieces(files: Sequence[InputFile], strange: list[Any]) -> Iterator[Placed[Annotation]]:
    last = ""  # a reply that does not say its page is on that of the annotation before it
    for file in files:
        for item in file.items():
            for annotation in _walked(item, strange):
                address = words(annotation.get("uri")) or words(
                    next((t.get("source") for t in records_in(annotation.get("target"))), "")
                )
                title = inner(annotation, "document", "title")
                title = words(title[0]) if isinstance(title, list) and title else words(title)
                last = address.split("#", 1)[0] or (annotation.get("references") and last) or "page"
                yield Placed(last, title, annotation)


def _walked(item: Any, strange: list[Any] | None = None) -> Iterator[Annotation]:
    """Yield the annotations in a value; beside annotations whatever has words is one.

    Args:
        item: The value.
        strange: Gets the records that stand among annotations and are none.
    """
    todo: list[tuple[Any, bool]] = [(item, False)]
    while todo:
        value, beside = todo.pop()
        if isinstance(value, list):
            beside = beside or any(isinstance(each, dict) and _is_annotation(each) for each in value)
            todo += [(each, beside) for each in reversed(value)]
        elif isinstance(value, dict) and (_is_annotation(value) or (beside and _is_told(value))):
            yield value
        elif isinstance(value, dict):
            lists = [value[key] for key in LISTS if isinstance(value.get(key), list)]
            known = any(isinstance(each, dict) and _is_annotation(each) for below in lists for each in below)
            todo += [(each, known) for each in reversed(lists)]
            if strange is not None and beside and not lists and "text" in value:
                strange.append(value)


def _is_told(value: Annotation) -> bool:
    return isinstance(value.get("text"), str) and bool({"uri", "target", "references", "user"} & value.keys())


def _is_annotation(value: Annotation) -> bool:
    return (
        identity(value.get("id")) is not None
        and words(value.get("user")).startswith("acct:")
        and ("uri" in value or "target" in value)
    )


def _raw(annotation: Annotation) -> RawPost:
    id = _id(annotation) or ""
    text = words(annotation.get("text"))
    tags = (
        ", ".join(filter(None, map(words, annotation["tags"])))
        if isinstance(annotation.get("tags"), list)
        else ""
    )
    hidden = Gone.REMOVED if annotation.get("hidden") and not text.strip() else None
    return RawPost(
        id,
        _answered(annotation),
        _name(annotation),
        moment(annotation.get("created")),
        "" if hidden else paragraphs(*_quotes(annotation), text),
        hidden,
        account=words(annotation.get("user")) or None,
        url=words(inner(annotation, "links", "html")) or (f"{PAGE}{id}" if id else None),
        label=f"tags: {tags}" if tags else None,
    )


def _answered(annotation: Annotation) -> str | None:
    """Return the id that a reply answers; "references" lead from the first annotation to it."""
    references = annotation.get("references")
    return identity(references[-1]) if isinstance(references, list) and references else None


def _id(annotation: Annotation) -> str | None:
    return identity(annotation.get("id"))


def _name(annotation: Annotation) -> str | None:
    shown = words(inner(annotation, "user_info", "display_name")).strip()
    return shown or words(annotation.get("user")).removeprefix("acct:").split("@", 1)[0] or None


def _quotes(annotation: Annotation) -> Iterator[str]:
    """Yield the words of the page that an annotation is about, as quoted lines."""
    for target in records_in(annotation.get("target")):
        for selector in records_in(target.get("selector")):
            exact = re.sub(r"(?<!\s)[^\S\n]*+\n\s*", "\n", words(selector.get("exact")).strip())
            if selector.get("type") == "TextQuoteSelector" and exact:
                yield "\n".join(f"> {line}" for line in exact.split("\n"))


def _is_bare(annotation: Annotation) -> bool:
    return not words(annotation.get("text")).strip() and not annotation.get("hidden")


def _is_private(annotation: Annotation) -> bool:
    readers = inner(annotation, "permissions", "read")
    return isinstance(readers, list) and readers == [annotation.get("user")]


def _is_edited(annotation: Annotation) -> bool:
    """Return whether an annotation was changed more than a minute after it was written."""
    created, updated = (timestamp(moment(annotation.get(key))) for key in ("created", "updated"))
    if created is None or updated is None:
        return False
    return (datetime.fromisoformat(updated) - datetime.fromisoformat(created)).total_seconds() > AT_ONCE


IMPORTER = Importer("hypothesis", "Hypothesis (annotations of a page)", fits, read, discussions, KEYS)
