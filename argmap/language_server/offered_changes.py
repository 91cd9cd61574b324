"""Changes that an editor offers: the fixes of findings, and quoting words that are selected in the thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.editing.naming import free_id
from argmap.editing.parts import find, ids
from argmap.editing.plan import insertion
from argmap.editing.quoting import selector_at
from argmap.errors import ArgmapError
from argmap.language_server.changes_of_text import Replacement, replacements
from argmap.language_server.dataset_files import DatasetFiles, SourceFile
from argmap.language_server.findings_in_text import edits_of
from argmap.language_server.naming_places import NameKind
from argmap.language_server.quote_places import in_post
from argmap.model.base import shortened
from argmap.model.map import ArgumentMap
from argmap.model.quote import Span
from argmap.storage.edit import Insertion, changed, edited
from argmap.storage.files import current_limits

MOST_CLAIMS = 8
"""Claims that are offered for a quote: those that quote the post already."""

SHOWN = 40
"""Characters of words in the title of an offer."""

Changed = tuple[SourceFile, tuple[Replacement, ...]]
"""A file, and what to change in it."""


@dataclass(frozen=True, slots=True)
class QuoteOffer:
    """Words of a post that can be quoted: for a claim that is there, or for a new one (`claim` is None)."""

    title: str
    post: str
    span: Span
    claim: str | None = None


def quote_offers(files: DatasetFiles, file: Path, start: int, end: int) -> Iterator[QuoteOffer]:
    """Yield what can be done with the words that are selected in a thread: a new claim, or a quote for a claim.

    Args:
        files: the map and its thread.
        file: the thread's file; of any other nothing is yielded.
        start: where the selection begins.
        end: where it ends.
    """
    source = files.thread
    if source is None or source.file != file or files.map is None or start == end:
        return
    chosen = selected_words(source, start, end)
    if chosen is None:
        return
    post, span, words = chosen
    shown = shortened(words, SHOWN)
    name = files.map.file.name
    yield QuoteOffer(f"Make a claim of “{shown}” in {name}", post, span)
    for claim in _quoting(files, post):
        yield QuoteOffer(f"Quote “{shown}” for the claim {claim}", post, span, claim)


def selected_words(source: SourceFile, start: int, end: int) -> tuple[str, Span, str] | None:
    """Return the post whose words are selected, their stretch of it and the words; None if they are no words of one post."""
    at = source.at(start)
    if at is None or at[0][:2] != ("thread", "posts") or at[0][3:] != ("text",) or not isinstance(at[1], str):
        return None
    path, text, place = at
    span = in_post(source, place, text, start, end)
    post = _post(source, path)
    return None if span is None or post is None else (post, span, text[span.start : span.end])


def _post(source: SourceFile, path: tuple[str | int, ...]) -> str | None:
    data: Any = source.parsed.data
    id = data["posts"][path[2]].get("id")
    return id if isinstance(id, str) else None


def _quoting(files: DatasetFiles, post: str) -> list[str]:
    """Return the claims that quote a post, in the order of the map."""
    uses = files.uses_of.get((NameKind.POST, post), ())
    records = (files.record(use.path[:2]) for use in uses if use.path[0] == "claims")
    names = dict.fromkeys(str(record.get("id")) for record in records if record.get("id"))
    return list(names)[:MOST_CLAIMS]


def quoted(source: SourceFile, map: ArgumentMap | None, offer: QuoteOffer) -> Changed:
    """Return the changes of a map that quote words: a new claim whose text they are, for a start, or a quote of a claim.

    Args:
        source: the map's file.
        map: the map in it; None while it has faults.
        offer: the words and the claim.

    Raises:
        ArgmapError: the map has faults; or the words cannot be told from the same words elsewhere in the post.
        CannotEdit: the map cannot be added to in place.
    """
    if map is None or map.thread is None:
        raise ArgmapError(f"{source.file.name} has errors; correct them first, then quote")
    quote = selector_at(map.thread, offer.post, offer.span.start, offer.span.end)
    if offer.claim is not None:
        change = Insertion((*find(map, offer.claim), "quotes"), quote.to_dict())
        after = changed(source.text, [(change,)], current_limits())
    else:
        words = quote.words
        item = {"id": free_id(words, ids(map)), "text": sentence(words), "quotes": [quote.to_dict()]}
        after = changed(source.text, [insertion("claims", item)], current_limits())
    return source, replacements(source.text, after)


def sentence(words: str) -> str:
    """Return words as a sentence, for a start.

    Example:
        >>> sentence("close it to private cars")
        'Close it to private cars.'
    """
    return words[:1].upper() + words[1:] + ("" if words[-1:] in ".?!…" else ".")


def fixed(files: DatasetFiles, finding: Diagnostic) -> Changed:
    """Return the changes of a map or of its thread that fix a finding.

    Raises:
        CannotEdit: it cannot be fixed in place.
    """
    edits, in_thread = edits_of(finding)
    source = files.thread if in_thread and files.thread is not None else files.map
    if source is None:
        raise ArgmapError("the file cannot be read; correct it first")
    return source, replacements(source.text, edited(source.text, edits, current_limits()))
