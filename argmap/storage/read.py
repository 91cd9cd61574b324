"""Text to data: the strict readers of YAML and JSON, behind one door.

YAML has the core scalars of YAML 1.2; repeated keys, aliases and tags are faults, not features. The reader is built on the
event stream of libyaml (through PyYAML), so that depth is checked before anything is nested and an alias is never followed.

Data in JSON come from the standard library's parser; repeated keys and non-finite numbers are faults. Places, needed only
when something is wrong, come from a second walk over the tokens; so do data that are nested deeper than that parser can go.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from argmap.diagnostics import Diagnostic, Edit, Fix, Severity
from argmap.errors import UnreadableInput
from argmap.location import Location, Path
from argmap.storage.files import Limits
from argmap.storage.json_spots import JsonSpots
from argmap.storage.positions import HALF_PAIR, Builder, Place, SourceMap
from argmap.storage.scalars import MOST_DIGITS, plain_scalar, unportable

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, and refuses some tabs
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Parsed:
    """Plain data with the positions of everything in it, and the faults met on the way.

    `lost` are the paths of values that could not be had: a fault says so already. `doubts` are warnings about
    values that other readers of YAML take for something else.
    """

    data: Any
    positions: SourceMap
    diagnostics: tuple[Diagnostic, ...] = ()
    lost: tuple[Path, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()


JSON_BEGINS = re.compile(r"\s*\{\s*(?:[\"}]|\Z)")
"""How JSON begins; behind a brace, YAML has keys without quotes, too."""


def is_json(text: str) -> bool:
    """Return whether a text is read as JSON when nothing else says what it is: it begins with a brace, and a key in quotes."""
    return bool(JSON_BEGINS.match(text))


def parse(text: str, file: str, limits: Limits, *, as_json: bool | None = None) -> Parsed:
    """Return the data in `text`. Without `as_json`, a text that begins as JSON does is read as JSON.

    Raises:
        UnreadableInput: the text is neither YAML nor JSON, or breaks a limit.
    """
    try:
        if is_json(text) if as_json is None else as_json:
            data, faults = read_json(text, file, limits)
            spots = JsonSpots(text)
            places = SourceMap(file, lambda: json_places(text, file, limits), text=text, spots=spots)
            return Parsed(data, places, tuple(faults))
        built = read_yaml(text, file, limits)
    except UnreadableInput as error:
        error.texts[file] = text
        raise
    root = built.root
    return Parsed(
        built.data,
        SourceMap(file, lambda: root, text=text),
        tuple(built.faults),
        doubts=tuple(built.doubts),
    )


UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may not stand in a YAML text (YAML 1.2.2, section 5.1)."""

WHITE = " \t\r\n"
"""White space of YAML (section 5.4): other blanks, such as the wide one of Japanese, are text."""

OLD_BREAKS = "\x85\u2028\u2029"
"""Line ends in YAML 1.1, which libyaml reads; in YAML 1.2 they are characters like others (section 5.4)."""

ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")


def read_yaml(text: str, file: str, limits: Limits) -> Builder:
    """Return a builder with the data in `text`, where everything in it stands, and the faults that can be read past.

    Raises:
        UnreadableInput: the text is not YAML, is empty, is nested too deeply or holds several documents.
    """
    reader = _Reader(text, file, limits)
    for event in _events(text, file):
        reader.take(event)
    if reader.root is None:
        help = "it begins with a line such as 'format: argmap/1'"
        raise UnreadableInput(Diagnostic(Location(file, 1, 1), "AM007", "the file is empty", help=help))
    return reader


def _events(text: str, file: str) -> Iterator[Any]:
    refused = UNREADABLE.search(text)
    if refused:
        start = refused.start()
        line, column = text.count("\n", 0, start), start - text.rfind("\n", 0, start)
        message = f"character U+{ord(refused.group()):04X} is not allowed in YAML"
        raise UnreadableInput(
            Diagnostic(Location(file, line + 1, column), "AM004", message, help="remove it")
        )
    stand_ins = _stand_ins(text)
    try:
        for event in yaml.parse(text.translate(stand_ins), Loader=Loader):
            if stand_ins and type(event) is yaml.ScalarEvent:
                event.value = event.value.translate({new: old for old, new in stand_ins.items()})
            yield event
    except yaml.MarkedYAMLError as error:
        place = Location(file, *_line_and_column(text, error.problem_mark or error.context_mark))
        context = f" {error.context}" if error.context else ""
        message = f"not YAML: {error.problem or 'syntax error'}{context}"
        raise UnreadableInput(
            Diagnostic(place, "AM004", message, help=_hint(text, place, message))
        ) from error


def _hint(text: str, place: Location, message: str) -> str:
    """Return what to do about the mistakes that people make most often."""
    line = text.split("\n")[(place.line or 1) - 1 :][:1] or [""]
    if "mapping values are not allowed" in message:
        return "a text that holds ': ' goes in quotes"
    if line[0][(place.column or 1) - 1 :].startswith("\t"):
        return "YAML is indented with spaces, not tabs"
    if "parsing a flow" in message:
        return "a bracket or brace is not closed, or a comma is missing"
    if "quoted scalar" in message:
        return "a quotation mark is not closed"
    return ""


def _line_and_column(text: str, mark: yaml.Mark | None) -> tuple[int, int]:
    if mark is None:
        return 1, 1
    if mark.index < len(text):
        return mark.line + 1, mark.column + 1
    return text.count("\n") + 1, len(text) - text.rfind("\n")  # libyaml ends a text on a line of its own


def _stand_ins(text: str) -> dict[int, int]:
    """Return private characters, unused in `text`, that keep libyaml from ending a line where 1.2 does not."""
    present = [ord(character) for character in OLD_BREAKS if character in text]
    if not present:
        return {}
    escaped = {int(short or long, 16) for short, long in ESCAPE.findall(text)}
    used = {*map(ord, set(text)), *escaped}
    free = (code for code in range(0xE000, 0xF900) if code not in used)
    return dict(zip(present, free, strict=False))


class _Reader(Builder):
    """Turns libyaml's events into data, and refuses those that argmap files do without."""

    documents = 0

    def __init__(self, text: str, file: str, limits: Limits) -> None:
        super().__init__(file, limits)
        self.text = text
        self._in_flow: list[bool] = []

    def take(self, event: Any) -> None:
        kind = type(event)
        start, end = event.start_mark, event.end_mark.index
        place = Place(start.line, start.column, start.index, end)
        if kind is yaml.ScalarEvent:
            self._refuse_anchor_and_tag(event, place)
            value = plain_scalar(event.value) if event.implicit[0] else event.value
            if not event.style:
                self._doubt(event.value, value, place)
            elif event.style in "|>":  # the parser counts the empty lines behind a block to it
                place = place._replace(end=start.index + len(self.text[start.index : end].rstrip(WHITE)))
            self.scalar(value, place, key=event.value)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            self._refuse_anchor_and_tag(event, place)
            self.open(place, is_mapping=kind is yaml.MappingStartEvent)
            self._in_flow.append(bool(event.flow_style))
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self.close(end if self._in_flow.pop() else None)
        elif kind is yaml.AliasEvent:
            self.fault(place, "AM006", f"alias '*{event.anchor}' is not allowed", "write the value out")
            self.scalar(None, place, key=f"*{event.anchor}")
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.stop(place, "AM008", "a second document begins here", "keep one document in a file")

    def _doubt(self, text: str, value: Any, place: Place) -> None:
        """Note a plain value that is not the same to every reader of YAML; quotes make a text of it."""
        reason = unportable(text, in_flow=bool(self._in_flow and self._in_flow[-1]))
        if not reason:
            return
        edit = Edit(self.path, value) if isinstance(value, str) and not self._awaits_key else None
        fix = Fix("put it in quotes", (edit,)) if edit else None
        help = "put it in quotes" if isinstance(value, str) else "write the number in decimal digits"
        location = Location(self.file, place.line + 1, place.column + 1, self.path)
        message = f"{shortened(text)} is not portable: {reason}"
        self.doubts.append(Diagnostic(location, "AM017", message, Severity.WARNING, help, fix))

    @property
    def _awaits_key(self) -> bool:
        return bool(self._stack and self._stack[-1].awaits_key)

    def _refuse_anchor_and_tag(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            message = f"anchor '&{event.anchor}' is not allowed"
            self.fault(place, "AM006", message, "write the value out where it is used")
        if event.tag is not None:
            self.fault(place, "AM006", f"tag {event.tag!r} is not allowed", "quote a value to make it text")


LONGEST = 40


def shortened(text: str) -> str:
    """Return a text in quotes, cut when it is long."""
    return ascii(text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}...")


TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s\[\]{},:"]+')
"""What a JSON text is made of, but for white space, commas and colons."""


def read_json(text: str, file: str, limits: Limits) -> tuple[Any, list[Diagnostic]]:
    """Return the data in `text` and the faults that can be read past.

    Raises:
        UnreadableInput: the text is not JSON, is nested too deeply, or has a key that is no text.
    """
    odd = False
    sound: set[tuple[str, ...]] = set()

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal odd
        mapping = dict(items)
        keys = tuple(mapping)
        # Records have few sets of keys, so nearly all have been looked at before.
        if len(keys) < len(items) or keys not in sound:
            odd = odd or len(keys) < len(items) or any(map(HALF_PAIR.search, keys))
            sound.add(keys)
        return mapping

    def constant(name: str) -> NoReturn:
        place = next(place for word, place in _tokens(text) if word.startswith(name))
        Builder(file, limits).stop(place, "AM004", f"{name} is not a JSON number")

    try:
        data = json.loads(text, object_pairs_hook=pairs, parse_constant=constant, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        place = Location(file, error.lineno, error.colno)
        if not text.strip():
            raise UnreadableInput(Diagnostic(Location(file, 1, 1), "AM007", "the file is empty")) from error
        message = f"not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        raise UnreadableInput(Diagnostic(place, "AM004", message)) from error
    except RecursionError:
        data, odd = None, True  # far too deep: the walk says where
    if odd or _deeper(data, limits.max_depth):
        return data, _walked(text, file, limits).faults
    return data, []


def json_places(text: str, file: str, limits: Limits) -> Place | None:
    """Return where the values of a text that is known to be JSON stand."""
    return _walked(text, file, limits).root


def load_json(text: str) -> Any:
    """Return the value of a JSON text of any depth: replies nested ten thousand deep are rare and real.

    Of a repeated key the last value counts, as in the standard library.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return json.loads(text)
    except RecursionError:
        return unnested(text)


def unnested(text: str) -> Any:
    """Return the value of a JSON text, read without recursion; commas and colons are taken for granted.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        builder = _walked(text, "<text>", Limits(max_depth=len(text)))
    except (IndexError, UnreadableInput) as error:
        raise ValueError("not JSON: brackets or keys do not fit") from error
    if builder.root is None or builder.is_open or builder.root.start != len(text) - len(text.lstrip()):
        raise ValueError("not JSON: it ends too early, or too late")
    return builder.data


def _walked(text: str, file: str, limits: Limits) -> Builder:
    """Return what a builder makes of the tokens.

    Raises:
        UnreadableInput: the text is nested too deeply, or a list or mapping is a key.
        ValueError: a word is not a JSON value.
        IndexError: it has a closing bracket too many.
    """
    builder = Builder(file, limits)
    for word, place in _tokens(text):
        if word in "{[":
            builder.open(place, is_mapping=word == "{")
        elif word in "}]":
            builder.close(place.end)
        else:
            value = json.loads(word, parse_int=_whole_number)
            builder.scalar(value, place, key=value if isinstance(value, str) else word)
    return builder


def _tokens(text: str) -> Iterator[tuple[str, Place]]:
    line = line_start = seen = 0
    for match in TOKEN.finditer(text):
        breaks = text.count("\n", seen, match.start())
        if breaks:
            line, line_start = line + breaks, text.rindex("\n", seen, match.start()) + 1
        seen = match.start()
        yield match.group(), Place(line, seen - line_start, seen, match.end())


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def _deeper(value: Any, levels: int) -> bool:
    layer = _containers([value])
    for _ in range(levels):
        layer = [inner for outer in layer for inner in _containers(outer)]
    return bool(layer)


def _containers(values: Any) -> list[Any]:
    inside = values.values() if isinstance(values, dict) else values
    return [value for value in inside if isinstance(value, (dict, list))]
