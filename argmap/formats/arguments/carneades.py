"""The YAML of Carneades 4: statements, arguments with undercutters, issues, assumptions and tests.

    meta: {title: …, notes: …}
    statements: {p: A tram is quiet., q: {text: …, assumed: true}, ¬app(a1): ¬app(a1)}
    "arguments":
      a1: {scheme: linked, premises: [p], conclusion: q, undercutter: ¬app(a1)}
      a2: {premises: {major: r, minor: s}, conclusion: ¬app(a1)}
    issues: {i1: {positions: [q, ¬q]}}
    assumptions: [p]
    tests: {in: [p], out: [q]}

An argument is a support whose premises are linked; by its scheme `convergent` or `cumulative`, each premise is a support of its own. A negation
without words of its own (¬app(a1) or ¬q, whose text is its id) is no claim: arguments for it undercut a1, or attack q. One with words is a claim, and is a
rival of q by the issue that has both as positions. Roles of premises go into the note of the relation, metadata of statements are left out.

Issues of Carneades have no words: their questions are made of their positions, which the note of the map says. Assumptions are left out: in argmap, a claim
that nobody objects to is accepted anyway. Tests become `expect` where they are true in argmap too; those that rest on a lack of assumptions are left out.

Source:
    Gordon & Walton (2016), Formalizing Balancing Arguments, COMMA; the examples and the YAML importer of Carneades 4.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.errors import UnreadableInput
from argmap.evaluation.theory import theory
from argmap.formats.arguments.carneades_writing import KEYS, NATIVE, NEGATION, write
from argmap.formats.arguments.scheme_graph import scheme_named
from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, completed, head, with_remark
from argmap.formats.json_values import object_of, string
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading
from argmap.model.annotations import Expectations, Label
from argmap.model.relation import RelationKind
from argmap.storage.files import current_limits
from argmap.storage.positions import SourceMap
from argmap.storage.read import parse

SEPARATE = frozenset({"convergent", "cumulative"})
"""Schemes by which each premise counts for itself."""

LINKED = frozenset({"linked", "default", ""})


def read(file: MapFile) -> Reading:
    """Return the map in an argument graph of Carneades."""
    map = MapBuilder(file, "Carneades")
    try:
        made = parse(file.text, file.name, current_limits(), as_json=False)
    except UnreadableInput as error:
        for fault in error.diagnostics:
            if isinstance(fault, Diagnostic):
                map.error(fault.message, fault.location.line, fault.location.column, fault.help)
        return map.reading()
    for fault in made.diagnostics:
        map.error(fault.message, fault.location.line, fault.location.column, fault.help)
    if map.failed:
        return map.reading()
    if not isinstance(made.data, dict) or not isinstance(made.data.get("statements"), dict):
        map.error("it has no statements", 1, 1)
        return map.reading()
    meta = object_of(made.data.get("meta"))
    enclosure = _enclosure(meta.get(KEY))
    head(map, enclosure)
    graph = _Graph(map, made.data, made.positions, foreign=enclosure is None)
    graph.read(meta)
    reading = completed(map.reading(), enclosure, NATIVE, map.file.name)
    if reading.map is None or enclosure is not None:
        return reading
    return _with_tests(map, reading, graph)


def _enclosure(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        return "no JSON"


class _Graph:
    """The parts of an argument graph, as they become parts of a map."""

    def __init__(self, map: MapBuilder, data: dict[str, Any], places: SourceMap, *, foreign: bool) -> None:
        self.map, self.data, self.places, self.foreign = map, data, places, foreign
        self.statements = {str(id): value for id, value in data["statements"].items()}
        self.arguments = {str(id): object_of(value) for id, value in self._section("arguments").items()}
        self.undercut: dict[str, list[str]] = {}
        for id, argument in self.arguments.items():
            undercutter = argument.get("undercutter")
            name = f"{NEGATION}app({id})" if undercutter is None else str(undercutter)
            self.undercut.setdefault(name, []).append(id)
        self.relations: dict[
            str, list[object]
        ] = {}  # of each argument, the keys of the relations that it became
        self.signs: dict[str, list[str]] = {}  # of each negation without words, the arguments for it

    def read(self, meta: Mapping[str, Any]) -> None:
        """Add everything to the map."""
        map = self.map
        if self.foreign:
            map.title = string(meta.get("title"))
            said = (string(meta.get(name)).strip() for name in ("notes", "source"))
            map.note = "\n".join(filter(None, said))
        answers = self._issues() if self.foreign else {}
        for id, value in self.statements.items():
            if not self._is_sign(id):
                line, issue = self.line("statements", id), answers.get(id)
                map.claim(id, _text(value), line=line, wanted=_id(id), answers=issue)
        for id, argument in self.arguments.items():
            self._argument(id, argument)
        if self.foreign:
            assumed = [
                *_items(self.data.get("assumptions")),
                *(1 for v in self.statements.values() if object_of(v).get("assumed")),
            ]
            if assumed:
                map.left_out(
                    f"assumptions left out, as in argmap a claim that nobody objects to is accepted anyway: {len(assumed)}"
                )
            for name in self.data:
                if name not in KEYS:
                    map.left_out(f"{name} has no room in a map, and was left out", self.line(name))

    def _is_sign(self, id: str) -> bool:
        """Say whether a statement is a negation without words: of an argument that applies, or of a statement."""
        value = self.statements.get(id)
        text = string(object_of(value).get("text")) if isinstance(value, dict) else value
        wordless = id not in self.statements or text is None or (isinstance(text, str) and text in {"", id})
        return wordless and (id in self.undercut or (id.startswith(NEGATION) and id[1:] in self.statements))

    def _argument(self, id: str, argument: dict[str, Any]) -> None:
        line = self.line("arguments", id)
        conclusion = str(argument.get("conclusion", ""))
        premises, roles = _premises(argument.get("premises"))
        scheme = string(argument.get("scheme"))
        weight = argument.get("weight")
        fields: dict[str, Any] = {"note": roles} if self.foreign else {}
        if self.foreign and scheme not in SEPARATE | LINKED:
            fields["scheme"] = scheme_named(scheme)
            if fields["scheme"] is None:
                self.map.left_out(
                    f"argument {id} follows the scheme {scheme!r}, which argmap does not know", line
                )
        if self.foreign and isinstance(weight, int | float) and 0 <= weight <= 1:
            fields["weight"] = float(weight)
        kind, targets = RelationKind.SUPPORT, [conclusion]
        if self._is_sign(conclusion) and conclusion in self.undercut:
            kind, targets = RelationKind.UNDERCUT, self.undercut[conclusion]
            self.signs.setdefault(conclusion, []).append(id)
        elif self._is_sign(conclusion):
            kind, targets = RelationKind.ATTACK, [conclusion.removeprefix(NEGATION)]
            self.signs.setdefault(conclusion, []).append(id)
        groups = [[each] for each in premises] if scheme in SEPARATE else [premises]
        for number, (group, target) in enumerate((group, target) for group in groups for target in targets):
            key = id if not number else f"{id}-{number + 1}"
            end: object = ("argument", target) if kind is RelationKind.UNDERCUT else target
            self.map.relation(("argument", key), kind, group, end, line=line, wanted=_id(key), **fields)
            self.relations.setdefault(id, []).append(key)
        undercutter = argument.get("undercutter")
        if undercutter is not None and not self._is_sign(str(undercutter)):
            key = f"{id}-undercutter"
            self.map.relation(
                ("argument", key),
                RelationKind.UNDERCUT,
                [str(undercutter)],
                ("argument", id),
                line=line,
                wanted=_id(key),
            )

    def _issues(self) -> dict[str, object]:
        """Add the issues, and return which of them each position answers."""
        answers: dict[str, object] = {}
        for id, value in self._section("issues").items():
            line = self.line("issues", str(id))
            positions: list[str] = []
            for each in map(str, _items(object_of(value).get("positions"))):
                if each not in self.statements:
                    self.map.left_out(f"issue {id} has the position {each}, which is no statement", line)
                elif each in answers:
                    self.map.left_out(f"{each} is a position on two issues; it answers the first", line)
                elif not self._is_sign(each):
                    positions.append(each)
                    answers[each] = ("issue", str(id))
            if positions:
                words = " or ".join(f"“{_text(self.statements[each])}”" for each in positions)
                self.map.issue(("issue", str(id)), f"Which is so: {words}?", line=line)
        if answers:
            made = "The questions of the issues were made of their positions."
            self.map.note = f"{self.map.note}\n{made}".strip()
        return answers

    def _section(self, name: str) -> dict[Any, Any]:
        value = self.data.get(name)
        if value is not None and not isinstance(value, dict):
            self.map.left_out(f"{name} are no mapping, and were left out", self.line(name))
        return object_of(value)

    def line(self, *path: str) -> int | None:
        """Return the line of a key."""
        return self.places.locate(path, key=True).line


def _text(value: object) -> str:
    """Return the words of a statement."""
    if isinstance(value, dict):
        return string(value.get("text"))
    return str(value) if isinstance(value, str | int | float) else ""


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _premises(value: object) -> tuple[list[str], str]:
    """Return the premises of an argument, and what roles they have."""
    if isinstance(value, dict):
        roles = "; ".join(f"{role}: {id}" for role, id in value.items())
        return [str(id) for id in value.values()], f"Roles of the premises: {roles}." if roles else ""
    return [str(id) for id in value] if isinstance(value, list) else [], ""


def _id(id: str) -> str:
    """Return the id that a statement or argument gets: ¬ is not dropped, which would make two statements one."""
    return id.replace(NEGATION, "not-") if NEGATION in id else id


def _with_tests(map: MapBuilder, reading: Reading, graph: _Graph) -> Reading:
    """Return a reading with the tests that are true in argmap as expectations."""
    made = reading.map
    tests = object_of(graph.data.get("tests"))
    if made is None or not tests:
        return reading
    labels = theory(made).labels
    wanted: dict[str, list[str]] = {"in": [], "out": [], "undecided": []}
    others: list[str] = []
    for name, label in (("in", Label.IN), ("out", Label.OUT), ("undecided", Label.UNDECIDED)):
        for id in _items(tests.get(name)):
            here = next(iter(_tested(map, graph, str(id))), None)
            if here is None or labels.get(here) is not label:
                others.append(str(id))
            elif all(here not in each for each in wanted.values()):
                wanted[name].append(here)
    if any(wanted.values()):
        made = made.model_copy(update={"expect": Expectations.model_validate(wanted)})
    reading = reading._replace(map=made)
    if not others:
        return reading
    what = f"tests that are not true in argmap, where a claim needs no assumption, and were left out: {', '.join(others)}"
    return with_remark(reading, map.file.name, what, graph.line("tests"))


def _tested(map: MapBuilder, graph: _Graph, id: str) -> Iterator[str]:
    """Yield what a test is about in the map: a claim, or the only relation that a negation without words became."""
    if id in graph.signs and len(graph.signs[id]) == 1:
        relations = graph.relations.get(graph.signs[id][0], [])
        if len(relations) == 1 and (here := map.id_of(("argument", relations[0]))):
            yield here
    elif here := map.id_of(id):
        yield here


def recognises(file: MapFile) -> bool:
    """Say whether a text is an argument graph of Carneades."""
    lines = file.text.splitlines()
    keys = {line.partition(":")[0] for line in lines if line[:1].isalpha() and ":" in line}
    return (
        "statements" in keys and bool(keys & {"arguments", "issues", "assumptions", "tests"}) and keys <= KEYS
    )


FORMAT = Format("carneades", "the YAML of Carneades 4", (), EVERYTHING, write, read, recognises)
