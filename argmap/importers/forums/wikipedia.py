"""Wikipedia and other wikis of MediaWiki: a talk page as wikitext, saved HTML, JSON of the API, or an export (XML)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from argmap.errors import MissingExtra
from argmap.importers.appearance import MARKUP
from argmap.importers.forums.wiki_html import api_sections, has_marks, html_sections
from argmap.importers.forums.wiki_page import HEADING, TalkSection, sections
from argmap.importers.forums.wiki_signatures import signature
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import (
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawThread,
    one_discussion,
)
from argmap.model.base import counted
from argmap.model.posts import Provenance

EXPORT = re.compile(r"\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?<mediawiki\b")
"""The beginning of what the page Special:Export gives (MediaWiki's export format)."""


def fits(file: InputFile) -> Fit:
    if file.json is not None:
        text = _content(file.json)
        is_talk = isinstance(text, list) or has_marks(text) or _is_talk(text)
        return Fit.CERTAIN if is_talk else Fit.NO
    if EXPORT.match(file.head):
        return Fit.CERTAIN
    if MARKUP.match(file.head.lstrip("\ufeff")):
        is_wiki = "mediawiki" in file.head.lower() or has_marks(file.head)
        return Fit.CERTAIN if is_wiki and has_marks(file.text) else Fit.NO
    return Fit.CERTAIN if _is_talk(file.head) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a section of a talk page: its comments by their signatures, and replies by their indentation (inferred).

    Raises:
        NotThisSource: nobody signed anything in the files.
        SeveralDiscussions: there are several sections with comments, and none was named.
        MissingExtra: mwparserfromhell is not installed.
    """
    by_key = _sections(files)
    chosen = one_discussion({key: section.title for key, section in by_key.items()}, wanted)
    if chosen is None:
        raise NotThisSource("no signature of a talk page is in the files")
    section = by_key[chosen]
    return RawThread(
        section.title,
        tuple(section.posts),
        keyed=any(post.key.startswith("c-") for post in section.posts),
        reply_structure=Provenance.INFERRED,
        notes=tuple(_notes(section)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the sections of the pages that have comments."""
    yield from counted_discussions(
        Seen(key, post.author, post.created, section.title)
        for key, section in _sections(files).items()
        for post in section.posts
    )


def _is_talk(text: str) -> bool:
    """Return whether somebody signed a line of wikitext."""
    lines = text.split("\n")
    return any("[[" in line and signature(line) is not None for line in lines) or (
        "{{unsigned" in text.lower() and any(HEADING.match(line) for line in lines)
    )


def _content(whole: Any) -> str | list[Any]:
    """Return what JSON of the API holds: wikitext, HTML, or the items of DiscussionTools; "" for other JSON."""
    if not isinstance(whole, dict):
        return ""
    of_tools = whole.get("discussiontoolspageinfo")
    if isinstance(of_tools, dict) and isinstance(of_tools.get("threaditemshtml"), list):
        return list(of_tools["threaditemshtml"])
    parsed = whole.get("parse")
    if isinstance(parsed, dict):
        return _text(parsed.get("wikitext")) or _text(parsed.get("text"))
    pages = whole["query"].get("pages") if isinstance(whole.get("query"), dict) else None
    listed = list(pages.values()) if isinstance(pages, dict) else pages if isinstance(pages, list) else []
    texts = [_revision(page) for page in listed if isinstance(page, dict)]
    return "\n".join(text for text in texts if text)


def _revision(page: dict[str, Any]) -> str:
    revisions = page.get("revisions")
    newest = revisions[0] if isinstance(revisions, list) and revisions else None
    if not isinstance(newest, dict):
        return ""
    slots = newest.get("slots")
    main = slots.get("main") if isinstance(slots, dict) else None
    return _text(main) or _text(newest)


def _text(value: Any) -> str:
    """Return a text of the API, which stands in an object in one version of it."""
    if isinstance(value, dict):
        value = value.get("*", value.get("content"))
    return value if isinstance(value, str) else ""


def _sections(files: Sequence[InputFile]) -> dict[str, TalkSection]:
    """Return the sections with comments; of several pages, a section with a key of another gets a number."""
    by_key: dict[str, TalkSection] = {}
    for file in files:
        for section in _of_file(file):
            key, number = section.key, 2
            while key in by_key:
                key, number = f"{section.key}_{number}", number + 1
            by_key[key] = section
    return by_key


def _of_file(file: InputFile) -> Iterator[TalkSection]:
    if EXPORT.match(file.head):
        yield from _exported(file)
        return
    content = file.text if file.json is None else _content(file.json)
    if isinstance(content, list):
        said = file.json.get("url")
        yield from api_sections(content, said if isinstance(said, str) else None)
    elif has_marks(content):
        yield from html_sections(content)
    else:
        yield from sections(content)


def _exported(file: InputFile) -> Iterator[TalkSection]:
    """Yield the sections of the newest revision of every page in an export; of several pages, keys begin with the title."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring
    except ImportError as error:
        raise MissingExtra("reading XML", "sources") from error
    try:
        root = fromstring(file.text)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotThisSource(f"{file.name} cannot be read as XML: {error}") from error
    pages = root.findall("{*}page")
    for page in pages:
        texts = page.findall("{*}revision/{*}text")
        for section in sections(texts[-1].text or "" if texts else ""):
            if len(pages) > 1:
                section.key = f"{page.findtext('{*}title')}#{section.key}"
            yield section


def _notes(section: TalkSection) -> Iterator[str]:
    yield "Which comment answers which was read from the indentation, and who wrote what from the signatures."
    if section.added:
        yield f"{counted(section.added, 'comment')} had no signature; somebody else added it afterwards (label unsigned)."
    if section.unsigned:
        yield f"Comments without a signature, and so without an author: {section.unsigned}."
    if section.headings:
        yield f"Headings within the section were left out: {', '.join(section.headings)}."


IMPORTER = Importer(
    "wikipedia",
    "a talk page of Wikipedia",
    fits,
    read,
    discussions,
    keys=frozenset({"parse", "wikitext", "discussiontoolspageinfo", "threaditemshtml", "query", "pages", "revisions", "slots"}),
)  # fmt: skip
