"""The JSON that Argdown exports: with or without its `map`, which only repeats what the rest says and is not read.

The lines in it are those of the Argdown text, not of this file, so that what is wrong is said with a title. The frontmatter is
not in it: the title of the map is that of the first heading.

Source:
    Argdown 1.7, JSONExportPlugin.ts and model.ts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.errors import UnreadableInput
from argmap.formats.argdown.document import (
    Data,
    Document,
    End,
    InferenceBar,
    LinkKind,
    Member,
    SignedLink,
    Sort,
    TitledPart,
)
from argmap.formats.argdown.mapping import Mapper
from argmap.formats.argdown.words import MENTION, TAG
from argmap.formats.building import MapBuilder
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading
from argmap.storage.files import Limits
from argmap.storage.read import read_json

UNTITLED = re.compile(r"Untitled \d+")
SORTS = {
    "equivalence-class": Sort.STATEMENT,
    "statement": Sort.STATEMENT,
    "argument": Sort.ARGUMENT,
    "inference": Sort.INFERENCE,
}
KEYS = ("arguments", "statements", "relations")


def read(file: MapFile) -> Reading:
    """Return the map that an export says."""
    map = MapBuilder(file, "Argdown JSON")
    try:
        data, faults = read_json(file.text.lstrip("\ufeff"), file.name, Limits())
    except UnreadableInput as error:
        data, faults = None, [fault for fault in error.diagnostics if isinstance(fault, Diagnostic)]
    for fault in faults:
        map.error(fault.message, fault.location.line, fault.location.column)
    if map.failed:
        return map.reading()
    if not _is_export(data):
        map.error("it has no arguments, statements and relations", 1)
        return map.reading()
    return Mapper(_Export(data, map).document(), map).reading()


def _is_export(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and isinstance(data.get("arguments"), dict)
        and isinstance(data.get("statements"), dict)
        and isinstance(data.get("relations"), list)
    )


class _Export:
    """The data of an export, and the builder that hears what is wrong with them."""

    def __init__(self, data: Mapping[str, Any], map: MapBuilder) -> None:
        self.data, self.map, self.made = data, map, Document()
        self.headings: dict[str, tuple[str, ...]] = {}

    def document(self) -> Document:
        """Return the document."""
        self._sections()
        for sort, key in ((Sort.STATEMENT, "statements"), (Sort.ARGUMENT, "arguments")):
            for title, part in self.data[key].items():
                if isinstance(part, dict):
                    self._part(sort, title, part)
                else:
                    self.map.left_out(f"{sort} {title!r} is no object")
        for title, argument in self.data["arguments"].items():
            steps = [*self._steps(title, argument)] if isinstance(argument, dict) else []
            if steps:
                self.made.steps[End(Sort.ARGUMENT, title)] = steps
        self.made.links = [link for each in self.data["relations"] if (link := self._link(each))]
        return self.made

    def _sections(self) -> None:
        todo: list[tuple[Any, tuple[str, ...]]] = [
            (section, ()) for section in reversed(_list(self.data, "sections"))
        ]
        while todo:
            section, above = todo.pop()
            if not isinstance(section, dict):
                continue
            kept = _data(section).get("argmap")
            title = _text(section, "title")
            if isinstance(kept, dict):
                self.made.kept = kept
                continue
            first = not self.headings
            if first:
                self.made.title = title
            groups = above if first or not title else (*above, title)
            self.headings[_text(section, "id")] = groups
            todo += ((child, groups) for child in reversed(_list(section, "children")))

    def _part(self, sort: Sort, title: str, data: Mapping[str, Any]) -> None:
        groups = self.headings.get(_text(data, "section"), ())
        part = TitledPart(End(sort, title), UNTITLED.fullmatch(title) is None, groups=groups)
        for member in _list(data, "members"):
            if isinstance(member, dict):
                reference = member.get("isReference") is True
                text = "" if reference else _words(member)
                part.members.append(Member(text, None, _tags(member), _data(member)))
        if not part.members:
            part.members.append(Member("", None, _tags(data), _data(data)))
        self.made.parts[part.end] = part

    def _steps(self, title: str, argument: Mapping[str, Any]) -> Iterator[InferenceBar]:
        numbered: list[End] = []
        unused: list[End] = []
        for member in _list(argument, "pcs"):
            end = End(Sort.STATEMENT, _text(member, "title")) if isinstance(member, dict) else None
            if end is None or end not in self.made.parts:
                self.map.left_out(f"a premise or conclusion of {title!r} is no statement of the export")
                continue
            inference = member.get("inference")
            if isinstance(inference, dict) and unused:
                uses = _list(_data(inference), "uses")
                named = [numbered[n - 1] for n in uses if type(n) is int and 0 < n <= len(numbered)]
                premises = named if named and len(named) == len(uses) else unused
                rules = tuple(rule for rule in _list(inference, "inferenceRules") if isinstance(rule, str))
                yield InferenceBar(tuple(premises), end, rules, _data(inference))
                unused = [end, *(premise for premise in unused if premise not in premises)]
            else:
                unused.append(end)
            numbered.append(end)

    def _link(self, data: Any) -> SignedLink | None:
        kind = _text(data, "relationType") if isinstance(data, dict) else ""
        if kind not in set(LinkKind):
            self.map.left_out(f"a relation is of the kind {kind!r}, which Argdown does not have")
            return None
        source, target = self._end(data, "from"), self._end(data, "to")
        if source is None or target is None:
            lost = _text(data, "from" if source is None else "to")
            self.map.left_out(
                f"a relation ({kind}) names {lost!r}, which is not in the export; it was left out"
            )
            return None
        return SignedLink(LinkKind(kind), source, target)

    def _end(self, data: Mapping[str, Any], key: str) -> End | None:
        sort, title = SORTS.get(_text(data, f"{key}Type"), Sort.STATEMENT), _text(data, key)
        if sort is not Sort.INFERENCE:
            end = End(sort, title)
            return end if end in self.made.parts else None
        owner = End(Sort.ARGUMENT, title)
        steps = self.made.steps.get(owner)
        if steps is None:
            return owner if owner in self.made.parts else None
        members, place = _list(self.data["arguments"][title], "pcs"), data.get("conclusionIndex")
        above = members[: place if isinstance(place, int) else len(members)]
        number = sum(isinstance(member, dict) and "inference" in member for member in above)
        return End(Sort.INFERENCE, title, min(number, len(steps) - 1))


def _words(member: Mapping[str, Any]) -> str:
    """Return the text of a member as the text of Argdown is read: links with their addresses, without tags."""
    text = _text(member, "text")
    links = [
        each for each in _list(member, "ranges") if isinstance(each, dict) and each.get("type") == "link"
    ]
    for link in reversed(links):
        stop, url = link.get("stop"), _text(link, "url")
        if isinstance(stop, int) and url and not url.startswith("#"):
            text = f"{text[: stop + 1]} ({url}){text[stop + 1 :]}"
    if _tags(member):
        text = TAG.sub(" ", text)
    return " ".join(MENTION.sub(lambda match: match[1] or match[2], text).split())


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _data(part: Mapping[str, Any]) -> Data:
    value = part.get("data")
    return value if isinstance(value, dict) else {}


def _tags(part: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_strings(_list(part, "tags")))


def _strings(values: Iterable[Any]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))


def recognises(file: MapFile) -> bool:
    """Say whether a text is an export: an object with arguments and statements by title, and relations."""
    if file.text.lstrip("\ufeff \t\r\n")[:1] != "{" or not all(f'"{key}"' in file.text for key in KEYS):
        return False
    try:
        return _is_export(read_json(file.text.lstrip("\ufeff"), file.name, Limits())[0])
    except UnreadableInput:
        return '"equivalence-class"' in file.text


FORMAT = Format("argdown-json", "JSON that Argdown exports", (), EVERYTHING, None, read, recognises)
