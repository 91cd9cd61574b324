"""The strict YAML reader: YAML 1.2 core scalars; repeated keys, aliases and tags are faults, not features.

It is built on the event stream of libyaml (through PyYAML), so that depth is checked before anything is
nested and an alias is never followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from argmap.diagnostics import Diagnostic
from argmap.location import Location
from argmap.storage.limits import Limits
from argmap.storage.positions import Entry, Place
from argmap.storage.scalars import plain_scalar

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, same events
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


class Unparsable(Exception):
    """The text cannot be read past this diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(str(diagnostic))


def read_yaml(text: str, file: str, limits: Limits) -> tuple[Any, Place, list[Diagnostic]]:
    """Return the data in `text`, where everything in it stands, and the faults that can be read past.

    Raises:
        Unparsable: the text is not YAML, is empty, is nested too deeply or holds several documents.
    """
    builder = _Builder(file, limits)
    for event in _events(text, file):
        builder.take(event)
    if builder.root is None:
        raise Unparsable(
            Diagnostic(
                Location(file), "AM007", "the file is empty", help="a map begins with 'format: argmap/1'"
            )
        )
    return builder.data, builder.root, builder.faults


def _events(text: str, file: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=Loader)
    except yaml.reader.ReaderError as error:
        line, column = _line_and_column(text, error.position)
        code = error.character if isinstance(error.character, int) else ord(error.character)
        raise Unparsable(
            Diagnostic(
                Location(file, line, column),
                "AM004",
                f"character U+{code:04X} is not allowed in YAML",
                help="remove it",
            )
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
        context = f" {error.context}" if error.context else ""
        raise Unparsable(
            Diagnostic(place, "AM004", f"not YAML: {error.problem or 'syntax error'}{context}")
        ) from error


def _line_and_column(text: str, position: int) -> tuple[int | None, int | None]:
    before = text.encode()[:position].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _Frame:
    """A mapping or sequence that is being filled."""

    __slots__ = ("inside", "key", "key_place", "value")

    def __init__(self, *, is_mapping: bool) -> None:
        self.value: Any = {} if is_mapping else []
        self.inside: Any = {} if is_mapping else []
        self.key: str | None = None
        self.key_place: Place | None = None

    @property
    def awaits_key(self) -> bool:
        return self.key is None and isinstance(self.value, dict)


class _Builder:
    """Turns events into data and places with a stack of its own, so that depth costs no recursion."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.data: Any = None
        self.root: Place | None = None
        self.faults: list[Diagnostic] = []
        self.stack: list[_Frame] = []
        self.documents = 0

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            self._open(event, is_mapping=kind is yaml.MappingStartEvent)
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self.stack.pop()
        elif kind is yaml.AliasEvent:
            self._fault(event, "AM006", f"alias '*{event.anchor}' is not allowed", "write the value out")
            self._put(None, _place(event))
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._stop(event, "AM008", "a second document begins here", "keep one document in a file")

    def _scalar(self, event: Any) -> None:
        self._refuse_anchor_and_tag(event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.awaits_key:
            if event.value in frame.value:
                self._fault(event, "AM005", f"key {event.value!r} is repeated", "keep one of them")
            frame.key, frame.key_place = event.value, _place(event)
        elif event.implicit[0]:
            self._put(plain_scalar(event.value), _place(event))
        else:
            self._put(event.value, _place(event))

    def _open(self, event: Any, *, is_mapping: bool) -> None:
        self._refuse_anchor_and_tag(event)
        if len(self.stack) >= self.limits.max_depth:
            self._stop(
                event,
                "AM009",
                f"nested deeper than {self.limits.max_depth} levels",
                "no argmap file needs that",
            )
        if self.stack and self.stack[-1].awaits_key:
            self._stop(event, "AM004", "a list or mapping cannot be a key", "use a plain word as the key")
        frame = _Frame(is_mapping=is_mapping)
        mark = event.start_mark
        self._put(frame.value, Place(mark.line, mark.column, frame.inside))
        self.stack.append(frame)

    def _put(self, value: Any, place: Place) -> None:
        if not self.stack:
            self.data, self.root = value, place
            return
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            frame.inside.append(place)
        elif frame.key is None or frame.key_place is None:  # an alias as a key: a fault already
            frame.key, frame.key_place = "", place
        else:
            frame.value[frame.key] = value
            frame.inside[frame.key] = Entry(frame.key_place, place)
            frame.key = None

    def _refuse_anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(
                event,
                "AM006",
                f"anchor '&{event.anchor}' is not allowed",
                "write the value out where it is used",
            )
        if event.tag is not None and event.tag != "!":
            self._fault(event, "AM006", f"tag {event.tag!r} is not allowed", "quote a value to make it text")

    def _fault(self, event: Any, code: str, message: str, help: str) -> None:
        mark = event.start_mark
        self.faults.append(
            Diagnostic(Location(self.file, mark.line + 1, mark.column + 1), code, message, help=help)
        )

    def _stop(self, event: Any, code: str, message: str, help: str) -> None:
        self._fault(event, code, message, help)
        raise Unparsable(self.faults.pop())


def _place(event: Any) -> Place:
    mark = event.start_mark
    return Place(mark.line, mark.column)
