"""The text of Argdown as a document: line by line, with a stack in place of recursion.

Source:
    The grammar of Argdown 1.7 (parser.ts), and its lexer for indentation, which is counted in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

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
)
from argmap.formats.argdown.scanning import ScannedText, put_back, scanned
from argmap.formats.argdown.words import DATA_PLACE, Wording, wording
from argmap.formats.building import MapBuilder
from argmap.storage.files import Limits
from argmap.storage.read import read_yaml

HEADING = re.compile(r"(?P<level>#+) (?P<text>.*)")
STEP = re.compile(r"[ \t]*-{2}(?P<rest>.*)", re.DOTALL)
NUMBERED = re.compile(r"[ \t]*\((?P<number>\d+)\)(?P<text>.*)")
RELATION = re.compile(r"(?P<indent>[ \t]*)(?P<sign>\+>|->|<?\+|<?-|><|_>|<_|_(?=\s|$))(?P<text>.*)")
ITEM = re.compile(r"[ \t]*(?:\d+\.|\*)(?=\s)(?P<text>.*)")
CLOSED = re.compile(r"(?<!-)-{2,}+[ \t]*+$")

KINDS = {
    "+": LinkKind.SUPPORT,
    "-": LinkKind.ATTACK,
    "_": LinkKind.UNDERCUT,
    "><": LinkKind.CONTRADICTORY,
}


FIRST_LEVEL = 2
"""Levels of a block with one relation: what it bears on, and itself."""


class Parser:
    """Takes the lines of a document, one by one; what is wrong goes to the builder of the map."""

    def __init__(self, text: str, map: MapBuilder) -> None:
        self.map = map
        self.source: ScannedText = scanned(text)
        self.document = Document()
        self.headings: list[tuple[int, str]] = []
        self.levels: list[tuple[int, End]] = []  # indentation and part, the outermost first
        self.pending: list[tuple[str, int]] = []  # the lines of the wording that is being read
        self.place: tuple[str, int, str] = ("", 0, "")  # what that wording is, its indentation and its sign
        self.argument: End | None = None  # the argument whose premises may come next
        self.premises: list[End] = []
        self.numbers: dict[str, End] = {}  # the numbered statements of this argument
        self.owner: End | None = None
        self.bar: list[tuple[str, int]] = []  # the lines of an inference that is not closed
        self.step: tuple[tuple[str, ...], Data, int] | None = None
        self.concluded = False  # whether a conclusion was the last numbered statement
        self.mixed = False

    def parsed(self) -> Document:
        """Return the document; if it has errors, the builder knows them."""
        if self.source.front is not None:
            self._front(self.source.front)
        for number, line in self.source.lines:
            self._line(line, number)
        self._end_block()
        if self.mixed:
            self.map.left_out("relations are indented with tabs and blanks; each counts as one character")
        return self.document

    def _front(self, text: str) -> None:
        data = self._yaml(text, 1)
        self.document.title = str(data.get("title") or "")
        model = data.get("model")
        self.document.strict = isinstance(model, dict) and model.get("mode") == "strict"
        if isinstance(data.get("argmap"), dict):
            self.document.kept = data["argmap"]

    # Lines

    def _line(self, line: str, number: int) -> None:
        if self.bar:
            self._in_bar(line, number)
        elif not line.strip():
            self._end_block()
        elif heading := HEADING.match(line):
            self._end_block()
            self._heading(len(heading["level"]), heading["text"])
        elif step := STEP.match(line):
            self._end_wording()
            self._begin_bar(step["rest"], line, number)
        elif numbered := NUMBERED.match(line):
            self._end_wording()
            self._begin("premise", 0, numbered["number"], numbered["text"], number)
        elif relation := RELATION.match(line):
            self._end_wording()
            indent = relation["indent"]
            self.mixed = self.mixed or (" " in indent and "\t" in indent)
            if not self.levels:
                self._wrong(
                    f"{relation['sign']} follows nothing",
                    number,
                    line,
                    "a relation stands right below a statement",
                )
            self._begin("relation", len(indent), relation["sign"], relation["text"], number)
        else:
            self._words(line, number)

    def _words(self, line: str, number: int) -> None:
        """Take a line that begins with words: an item of a list, what goes on, or what begins a block."""
        if item := ITEM.match(line):
            self._end_block()
            self._begin("top", 0, "", item["text"], number)
        elif self.pending:
            self.pending.append((line, number))
        elif self.levels or self.step is not None:
            self._wrong("this line follows an inference or its relations, and has no number", number, line)
        else:
            self._begin("top", 0, "", line, number)

    def _wrong(self, message: str, number: int, line: str, help: str = "") -> None:
        self.map.error(message, number, len(line) - len(line.lstrip()) + 1, help=help)

    def _begin(self, what: str, indent: int, sign: str, text: str, number: int) -> None:
        self.place, self.pending = (what, indent, sign), [(text, number)]

    def _heading(self, level: int, text: str) -> None:
        said = wording(text)
        data = self._merged(said.data)
        if isinstance(data.get("argmap"), dict):
            self.document.kept = data["argmap"]
            return
        shown = put_back(said.title or said.text)
        first = not self.document.title and not self.headings
        self.headings = [(deep, name) for deep, name in self.headings if deep < level]
        if first:
            self.document.title = shown
        self.headings.append((level, "" if first else shown))

    # Wordings

    def _end_wording(self) -> None:
        """Take the statement or argument whose lines are complete."""
        if not self.pending:
            return
        (what, indent, sign), number = self.place, self.pending[0][1]
        said = wording("\n".join(text for text, _ in self.pending))
        self.pending = []
        if not (said.title or said.text):
            self._wrong(f"there is no statement behind {sign or 'this sign'}", number, "")
            return
        if said.title and not said.defines and said.text:
            mark = f"[{said.title}]" if said.sort is Sort.STATEMENT else f"<{said.title}>"
            self._wrong(f"{mark} is followed by words", number, "", help=f"write {mark}: in front of a text")
        end = self._part(said, number)
        if what == "relation":
            self._relation(indent, sign, end, number)
        elif what == "premise":
            self._premise(end, sign, number)
        else:
            self.levels = [(-1, end)]
            self.argument = end if end.sort is Sort.ARGUMENT else None

    def _part(self, said: Wording, number: int) -> End:
        groups = tuple(name for _, name in self.headings if name)
        part = self.document.part(said.sort, said.title, groups)
        text = said.text if said.defines else ""
        part.members.append(Member(text, number, said.tags, self._merged(said.data)))
        return part.end

    def _relation(self, indent: int, sign: str, end: End, number: int) -> None:
        levels = self.levels
        if not levels:
            return
        if len(levels) == 1 or indent > levels[-1][0]:
            levels.append((indent, end))
        else:
            while len(levels) > FIRST_LEVEL and indent < levels[-1][0]:
                levels.pop()
            levels[-1] = (levels[-1][0], end)
        parent = levels[-2][1]
        if sign in {"+>", "->", "_>"}:
            self.document.links.append(SignedLink(KINDS[sign[0]], parent, end, number))
        else:
            kind = KINDS["><" if sign == "><" else sign[-1]]
            self.document.links.append(SignedLink(kind, end, parent, number))

    # Premises and conclusions

    def _premise(self, end: End, numeral: str, number: int) -> None:
        if end.sort is not Sort.STATEMENT:
            self._wrong("an argument has a number; premises and conclusions are statements", number, "")
            return
        if self.owner is None:
            self.owner = self.argument or self.document.part(Sort.ARGUMENT, "").end
        if self.step is not None:
            rules, data, line = self.step
            chosen = self._used(data)
            self.document.steps.setdefault(self.owner, []).append(
                InferenceBar(chosen, end, rules, data, line)
            )
            self.concluded = True
            self.premises = [end, *(premise for premise in self.premises if premise not in chosen)]
            self.step = None
        else:
            self.premises.append(end)
            self.concluded = False
        self.numbers[numeral] = end
        self.levels = [(-1, end)]

    def _used(self, data: Data) -> tuple[End, ...]:
        """Return the premises of an inference: those that it says it uses, or all that are not used yet."""
        uses = data.get("uses")
        named = [self.numbers.get(str(numeral)) for numeral in uses] if isinstance(uses, list) else []
        known = tuple(end for end in named if end is not None)
        return known if known and len(known) == len(named) else tuple(self.premises)

    def _begin_bar(self, rest: str, line: str, number: int) -> None:
        if not self.premises or self.step is not None:
            self._wrong("there is no premise above this inference", number, line)
            return
        if not rest.strip("- \t"):
            if not rest.strip() and line.strip() == "--":
                self.bar = [("", number)]
            else:
                self._inference("", number)
        elif CLOSED.search(rest):
            self._inference(CLOSED.sub("", rest), number)
        else:
            self.bar = [(rest, number)]

    def _in_bar(self, line: str, number: int) -> None:
        first = self.bar[0][1]
        if not line.strip():
            self.bar = []
            self._wrong("this inference is not closed", first, "", help="write -- again behind its rules")
            self._end_block()
        elif CLOSED.search(line):
            text = "\n".join([*(text for text, _ in self.bar), CLOSED.sub("", line)])
            self.bar = []
            self._inference(text, first)
        else:
            self.bar.append((line, number))

    def _inference(self, text: str, number: int) -> None:
        data = self._merged(int(place) for place in DATA_PLACE.findall(text))
        words = put_back(DATA_PLACE.sub(" ", text))
        rules = tuple(rule for part in words.split(",") if (rule := " ".join(part.split())))
        self.step = rules, data, number
        owner = self.owner
        if owner is not None:
            done = len(self.document.steps.get(owner, ()))
            self.levels = [(-1, End(Sort.INFERENCE, owner.title, done))]

    def _end_block(self) -> None:
        if self.bar:
            first = self.bar[0][1]
            self.bar = []
            self._wrong("this inference is not closed", first, "", help="write -- again behind its rules")
        self._end_wording()
        if self.owner is not None:
            line = self.document.parts[self.premises[0]].line if self.premises else None
            if self.step is not None:
                self._wrong("there is no conclusion below this inference", self.step[2], "")
            elif self.owner not in self.document.steps or not self.concluded:
                self._wrong("numbered statements need an inference (----) and a conclusion", line or 1, "")
            self.argument = None
        elif self.levels and self.levels[0][1] != self.argument:
            self.argument = None
        self.levels, self.premises, self.numbers, self.owner, self.step = [], [], {}, None, None

    # Data

    def _merged(self, places: Iterable[int]) -> Data:
        merged: dict[str, Any] = {}
        for place in places:
            text, line = self.source.data[place]
            inner = text[1:-1] if re.match(r"\{[ \t]*\n", text) else text
            merged |= self._yaml(inner, line)
        return merged

    def _yaml(self, text: str, line: int) -> Data:
        if not text.strip():
            return {}
        try:
            read = read_yaml(text, self.map.file.name, Limits())
        except UnreadableInput as error:
            fault: Any = error.diagnostics[0]
            self.map.error(
                f"data: {fault.message}", line - 1 + (fault.location.line or 1), fault.location.column
            )
            return {}
        for fault in read.faults:
            self.map.error(
                f"data: {fault.message}", line - 1 + (fault.location.line or 1), fault.location.column
            )
        if isinstance(read.data, dict):
            return read.data
        self.map.left_out("data without keys mean nothing to argmap", line)
        return {}
