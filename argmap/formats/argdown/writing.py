"""A map as the text of Argdown, with what Argdown has no sign for in its data.

Each claim is a statement with its reasons and objections below it. A relation that needs a name, because it has several
premises, a scheme, or something that bears on it, is an argument with premises and a conclusion. Where such premises attack,
undercut or back something, Argdown needs a statement for their conclusion; it is marked `auxiliary`. The rest of the map is the
data of a last heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.formats.argdown.words import escaped, yaml_text, yaml_value
from argmap.formats.protocol import EVERYTHING, Writing, losses
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

SIGNS = {RelationKind.SUPPORT: "+", RelationKind.ATTACK: "-", RelationKind.UNDERCUT: "_"}
KEPT = "Kept by argmap"
SECTIONS = {"format", "claims", "examples", "relations"}


def write(map: ArgumentMap) -> Writing:
    """Return a map as a document."""
    return Writing("\n".join(_Text(map).lines()) + "\n", losses(map, EVERYTHING))


class _Text:
    """Which relations of a map are written how, and the lines."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.unsaid = _unsaid(map)
        said = [relation for relation in map.relations if relation.id not in self.unsaid]
        targets = {relation.target for relation in said}
        self.simple: dict[str, list[Relation]] = {}  # by what they bear on
        self.named: list[Relation] = []
        seen: set[tuple[object, ...]] = set()
        for relation in said:
            shape = (relation.kind, relation.premises, relation.target)
            if relation.id in targets or shape in seen or _needs_name(relation, map):
                self.named.append(relation)
            else:
                self.simple.setdefault(relation.target, []).append(relation)
                seen.add(shape)
        self.taken = set(map.parts)

    def lines(self) -> Iterator[str]:
        title = yaml_text(self.map.title).replace("=", "\\x3D")
        yield from ("===", f"title: {title}", "model:", "  removeTagsFromText: true", "===", "")
        for node in self.map:
            data = plain_data(node)
            text = data.pop("text")
            tags = "".join(f" #{tag}" for tag in data.pop("tags", ()))
            data.pop("id")
            if node.id not in self.map.kinds or self.map.kinds[node.id] == "example":
                data = {"example": data}
            yield f"[{node.id}]: {escaped(text)}{tags}{f' {yaml_value(data)}' if data else ''}"
            for relation in self.simple.get(node.id, ()):
                yield f"  {SIGNS[relation.kind]} [{relation.premises[0]}]"
            yield ""
        for relation in self.named:
            yield from (*self._argument(relation), "")
        yield from self._kept()

    def _argument(self, relation: Relation) -> Iterator[str]:
        yield f"<{relation.id}>"
        yield ""
        for number, premise in enumerate(relation.premises, start=1):
            yield f"({number}) [{premise}]"
        yield _bar(relation)
        for undercut in self.simple.get(relation.id, ()):
            yield f"  <_ [{undercut.premises[0]}]"
        number = len(relation.premises) + 1
        if relation.kind is RelationKind.SUPPORT and relation.target in self.map.nodes:
            yield f"({number}) [{relation.target}]"
            return
        name = self._new_name(f"{relation.id[:50]}-conclusion")
        at_step = relation.target in self.map.relations_by_id
        mark = f"<{relation.target}>" if at_step else f"[{relation.target}]"
        holds = relation.kind is RelationKind.SUPPORT
        words = "This step holds" if holds else "This step does not hold" if at_step else "This is not so"
        yield f"({number}) [{name}]: {words}: @{mark}. {{auxiliary: true}}"
        yield f"  {SIGNS[relation.kind]}> {mark}"

    def _new_name(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}-{number}"
        self.taken.add(name)
        return name

    def _kept(self) -> Iterator[str]:
        """Yield a heading with the rest of the map in its data, each item of a list on a line of its own."""
        rest: dict[str, Any] = {k: v for k, v in plain_data(self.map).items() if k not in SECTIONS}
        simple = {relation.id for relations in self.simple.values() for relation in relations}
        rest["relations"] = [plain_data(r) for r in self.map.relations if r.id in simple]
        rest["unsaid"] = [plain_data(r) for r in self.map.relations if r.id in self.unsaid]
        yield f"# {KEPT} {{argmap: {{"
        yield ",\n".join(f"  {key}: {_listed(value)}" for key, value in rest.items() if value != []) + "}}"


def _listed(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {yaml_value(item)}" for item in value) + "]"
    if isinstance(value, dict) and value:
        inner = (f"    {key}: {_listed(item)}" for key, item in value.items())
        return "{\n" + ",\n".join(inner) + "}"
    return yaml_value(value)


def _unsaid(map: ArgumentMap) -> set[str]:
    """Return the relations for which Argdown has no sign, and those that bear on them."""
    unsaid: set[str] = set()
    todo = [relation for relation in map.relations if relation.kind not in SIGNS]
    while todo:
        relation = todo.pop()
        if relation.id not in unsaid:
            unsaid.add(relation.id)
            todo += map.incoming.get(relation.id, ())
    return unsaid


def _needs_name(relation: Relation, map: ArgumentMap) -> bool:
    if relation.is_linked or relation.scheme is not None:
        return True
    return relation.kind is RelationKind.SUPPORT and relation.target in map.relations_by_id


def _bar(relation: Relation) -> str:
    left_away = {"id", "kind", "premises", "target", "scheme"}
    data = {key: value for key, value in plain_data(relation).items() if key not in left_away}
    inner = " ".join(filter(None, [relation.scheme, yaml_value(data) if data else ""]))
    return f"-- {inner} --" if inner else "----"
