"""From a name to where it is given, to all that uses it, and to a new name; and the outline of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.diagnostics import Edit
from argmap.errors import ArgmapError
from argmap.language_server.changes_of_text import Replacement, replaced
from argmap.language_server.dataset_files import DatasetFiles, NameUse, SourceFile, TextStretch
from argmap.language_server.hovering import first_words, who
from argmap.language_server.naming_places import NameKind
from argmap.language_server.quote_places import in_file, words_at
from argmap.model.base import SLUG
from argmap.storage.edit import proven, with_changes
from argmap.storage.files import current_limits
from argmap.storage.scalars import written

SECTIONS = ("issues", "claims", "examples", "relations", "questions", "commitments")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline of a file, with the stretch of what it stands for and of its name; entries may be inside."""

    name: str
    detail: str
    section: str
    whole: TextStretch
    selected: TextStretch
    inside: tuple[OutlineEntry, ...] = ()


def definition(files: DatasetFiles, file: Path, offset: int) -> TextStretch | None:
    """Return where the name at an offset is given, or where the quoted words stand in the thread; None if nowhere."""
    use = files.use_at(file, offset)
    if use is None:
        source = files.file(file)
        at = source.at(offset) if source is not None else None
        is_thread = at is not None and at[0] == ("thread",) and files.thread is not None
        return TextStretch(files.thread.file, 0, 0) if is_thread and files.thread is not None else None
    if use.named is NameKind.WORDS:
        return _quoted(files, use)
    given = files.definitions.get((use.named, use.name))
    return None if given is None else given.where


def _quoted(files: DatasetFiles, use: NameUse) -> TextStretch | None:
    quote = files.record(use.path)
    post = files.definitions.get((NameKind.POST, str(quote.get("post"))))
    if post is None:
        return None
    source = files.file(post.where.file)
    path = (*post.path[:-1], "text")
    place = source.place(path) if source is not None else None
    text = files.record(post.path[:-1]).get("text")
    if source is None or place is None or not isinstance(text, str):
        return None
    span = next(iter(words_at(quote, use.name, text)), None)
    return post.where if span is None else in_file(source, place, text, span)


def references(
    files: DatasetFiles, file: Path, offset: int, *, with_definition: bool
) -> tuple[TextStretch, ...]:
    """Return every place that names what the name at an offset stands for."""
    use = files.use_at(file, offset)
    if use is None or use.named is NameKind.WORDS:
        return ()
    uses = files.uses_of[use.named, use.name]
    return tuple(each.where for each in uses if with_definition or not each.defines)


def renamable(files: DatasetFiles, file: Path, offset: int) -> NameUse | None:
    """Return the name at an offset if it is the id of a part of the map: posts and people have the names of the source."""
    use = files.use_at(file, offset)
    is_part = use is not None and use.named is NameKind.PART
    return use if use is not None and is_part and (NameKind.PART, use.name) in files.definitions else None


def renaming(
    files: DatasetFiles, file: Path, offset: int, new: str
) -> tuple[SourceFile, tuple[Replacement, ...]]:
    """Return the changes of the map that give a part of it a new id, wherever it stands.

    Raises:
        ArgmapError: nothing there can be renamed; or the new name is not an id, or taken.
    """
    use = renamable(files, file, offset)
    if use is None or files.map is None:
        raise ArgmapError("only the id of a part of the map can be renamed")
    if not re.fullmatch(SLUG, new):
        raise ArgmapError(
            f"{new!r} is not an id; use lower-case letters, digits and single hyphens, such as 'ann-2'"
        )
    if new != use.name and (NameKind.PART, new) in files.definitions:
        raise ArgmapError(f"{new!r} is already the id of another part of the map")
    source = files.map
    uses = [each for each in files.uses_of[NameKind.PART, use.name] if each.where.file == source.file]
    changes = tuple(_renamed(source.text, each, new) for each in uses)
    data = with_changes(source.parsed.data, tuple(Edit(each.path, new) for each in uses))
    proven(replaced(source.text, changes), data, use.path, current_limits())
    return source, changes


def _renamed(text: str, use: NameUse, new: str) -> Replacement:
    mark = text[use.where.start]
    return Replacement(
        use.where.start, use.where.end, f"{mark}{new}{mark}" if mark in "'\"" else written(new)
    )


def outline(files: DatasetFiles, file: Path) -> tuple[OutlineEntry, ...]:
    """Return the outline of a file: of a map its parts by list, of a thread its posts."""
    source = files.file(file)
    if source is None:
        return ()
    sections = SECTIONS if not source.prefix else ("participants", "posts")
    return tuple(filter(None, (_section(files, source, name) for name in sections)))


def _section(files: DatasetFiles, source: SourceFile, section: str) -> OutlineEntry | None:
    root = source.parsed.positions.root
    inside = root.inside if root is not None else None
    entry = inside.get(section) if isinstance(inside, Mapping) else None
    items = source.parsed.data.get(section) if isinstance(source.parsed.data, Mapping) else None
    if entry is None or not isinstance(items, list):
        return None
    whole = TextStretch(source.file, entry.key.start, max(entry.key.end, entry.value.end))
    inner = tuple(_items(files, source, section, items))
    return OutlineEntry(section, str(len(items)), section, whole, source.stretch(entry.key), inner)


def _items(files: DatasetFiles, source: SourceFile, section: str, items: list[Any]) -> Iterator[OutlineEntry]:
    for number, item in enumerate(items):
        path = (*source.prefix, section, number)
        place, named = source.place(path), source.place((*path, "id"))
        if place is not None and isinstance(item, Mapping):
            name, detail = _title(files, section, item)
            yield OutlineEntry(
                name or f"{section} {number + 1}",
                detail,
                section,
                source.stretch(place),
                source.stretch(named or place),
            )


def _title(files: DatasetFiles, section: str, item: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name of an item and what it says, for the outline."""
    id = str(item.get("id") or "")
    if section == "relations":
        premises = item.get("premises")
        names = " + ".join(map(str, premises)) if isinstance(premises, list) else ""
        return id, f"{item.get('kind', '')}: {names} → {item.get('target', '')}"
    if section == "commitments":
        words = (item.get(key) for key in ("participant", "stance", "claim"))
        return " ".join(str(word) for word in words if word), str(item.get("post") or "")
    if section == "posts":
        return who(files, id), first_words(item)
    return id, str(item.get("label") or "") or first_words(item)
