"""What of a map a format keeps, and the sidecar: a file that keeps the rest, so that nothing is lost on the way there and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import ArgmapError, InvalidInput
from argmap.formats.protocol import Format, Loss, Reading, carries_kind, hanging, losses
from argmap.location import Location
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation

SIDECAR = "argmap-sidecar/1"
LONGEST_SHAPE = 1_000
SECTIONS = ("issues", "claims", "examples", "relations")


class BadSidecar(ArgmapError):
    """A file is no sidecar, or belongs to another format."""


def kept(map: ArgumentMap, carries: Collection[str]) -> ArgumentMap:
    """Return a map with the fields alone that a format carries: what comes back when it is written and read again.

    Relations of a kind that is not carried go, and with them what only they lead to. Where linked premises are not carried,
    each is a relation of its own.

    Args:
        map: The map.
        carries: Paths as in `Format.carries`.
    """
    if "*" in carries:
        return map
    data = _pruned(plain_data(map), "", frozenset(carries))
    data |= {"format": "argmap/1", "id": map.id, "title": map.title}
    data["relations"] = _relations(map, data.get("relations", []), carries)
    present = {part["id"] for section in ("claims", "examples") for part in data.get(section, [])}
    data["relations"] = _with_ends(data["relations"], present)
    return ArgumentMap.model_validate({name: value for name, value in data.items() if value != []})


def _with_ends(relations: Iterable[dict[str, Any]], nodes: Collection[str]) -> list[dict[str, Any]]:
    """Return the relations whose ends are there."""
    left = [*relations]
    gone = {*hanging([(each["id"], each["premises"], each["target"]) for each in left], nodes)}
    return [each for each in left if each["id"] not in gone]


def folded(map: ArgumentMap) -> ArgumentMap:
    """Return a map with every text on one line: runs of white space are one space."""
    data = plain_data(map)
    for section, name in (("issues", "question"), ("claims", "text"), ("examples", "text")):
        for part in data.get(section, []):
            part[name] = " ".join(part[name].split())
    data["title"] = " ".join(map.title.split())
    return ArgumentMap.model_validate(data)


def _pruned(data: Mapping[str, Any], path: str, carries: frozenset[str]) -> dict[str, Any]:
    if f"{path}*" in carries:
        return dict(data)
    left: dict[str, Any] = {}
    for key, value in data.items():
        here = f"{path}{key}"
        if here in carries or any(name.startswith(f"{here}=") for name in carries):
            left[key] = value
        elif any(name.startswith(f"{here}.") for name in carries):
            left[key] = (
                [_pruned(item, f"{here}.", carries) for item in value]
                if isinstance(value, list)
                else _pruned(value, f"{here}.", carries)
            )
    return left


def _relations(
    map: ArgumentMap, pruned: Iterable[Mapping[str, Any]], carries: Collection[str]
) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    single = "relations.premises=1" in carries and "relations.premises" not in carries
    for relation, data in zip(map.relations, pruned, strict=True):
        if not carries_kind(carries, relation.kind):
            continue
        whole = {**data, "id": relation.id, "kind": str(relation.kind), "target": relation.target}
        premises = [(premise,) for premise in relation.premises] if single else [relation.premises]
        for number, group in enumerate(premises):
            id = relation.id if not number else f"{relation.id[:58]}-{number + 1}"
            made.append({**whole, "id": id, "premises": [*group]})
    return made


def sidecar_of(map: ArgumentMap, known: Format) -> str:
    """Return a file that keeps what a format loses of a map."""
    lost = losses(map, known.carries)
    rows = [{"id": loss.id, "kind": loss.kind, "what": loss.what} for loss in lost]
    data = {"format": SIDECAR, "of": known.name, "lost": rows, "map": plain_data(map)}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def with_sidecar(reading: Reading, sidecar: str, known: Format) -> Reading:
    """Return what was read from a file, with what its sidecar kept.

    If nothing was changed on the way, this is the map that was written. Otherwise parts are found again by id, or by their
    words; what was changed counts, and what the format does not carry comes from the sidecar.

    Args:
        reading: What was read.
        sidecar: The text of the sidecar.
        known: The format of the file.

    Raises:
        BadSidecar: the text is no sidecar of this format.
    """
    original = _original(sidecar, known)
    if reading.map is None:
        return reading
    came = known.keeps(original) if known.keeps is not None else kept(original, known.carries)
    if likeness(came) == likeness(reading.map):
        return Reading(original, original.thread, reading.diagnostics)
    try:
        made = _merged(reading.map, original, came, known.carries)
    except InvalidInput as error:
        place = Location("sidecar")
        message = f"what the sidecar keeps does not fit the changed map any more, and was left out: {error}"
        finding = Diagnostic(place, "AM019", message.split("\n", maxsplit=1)[0], Severity.WARNING)
        return Reading(reading.map, reading.thread, (*reading.diagnostics, finding))
    return Reading(made, made.thread, reading.diagnostics)


def likeness(map: ArgumentMap) -> tuple[Any, ...]:
    """Return what two maps have in common that differ only in the order of their parts and the ids of their relations."""
    data = plain_data(map)
    parts = tuple(
        tuple(sorted(json.dumps(part, sort_keys=True) for part in data.get(section, [])))
        for section in ("issues", "claims", "examples", "commitments", "questions")
    )
    rest = {k: v for k, v in data.items() if k not in {*SECTIONS, "commitments", "questions", "id"}}
    shapes = relation_shapes(map, _rest_of)
    return (*parts, tuple(sorted(shapes.values())), json.dumps(rest, sort_keys=True))


def _rest_of(relation: Relation) -> str:
    fields = {k: v for k, v in plain_data(relation).items() if k not in {"id", "premises", "target"}}
    return json.dumps(fields, sort_keys=True)


def relation_shapes(map: ArgumentMap, rest: Callable[[Relation], str]) -> dict[str, str]:
    """Return for each relation what it is apart from its id: its premises, its target, and what `rest` says of it.

    Relations that lead to each other in a ring have shapes that name each other by id. A long target is named by a hash, so that
    a chain of thousands does not repeat itself.
    """
    shapes: dict[str, str] = {}
    for relation in map.relations:
        todo, met = [relation], {relation.id}
        while todo and todo[-1].target in map.relations_by_id and todo[-1].target not in shapes:
            above = map.relations_by_id[todo[-1].target]
            if above.id in met:
                break
            met.add(above.id)
            todo.append(above)
        while todo:
            each = todo.pop()
            end = _short(shapes.get(each.target, each.target))
            shapes[each.id] = f"[{' '.join(sorted(each.premises))} > {end} {rest(each)}]"
    return shapes


def _short(shape: str) -> str:
    return (
        shape if len(shape) <= LONGEST_SHAPE else sha256(shape.encode("utf-8", "surrogatepass")).hexdigest()
    )


def _original(sidecar: str, known: Format) -> ArgumentMap:
    try:
        data = json.loads(sidecar)
    except (ValueError, RecursionError) as error:
        raise BadSidecar(f"the sidecar is no JSON ({error})") from error
    if not isinstance(data, dict) or data.get("format") != SIDECAR:
        raise BadSidecar("the file is no sidecar; 'argmap export --sidecar FILE' writes one")
    if data.get("of") != known.name:
        raise BadSidecar(
            f"the sidecar belongs to a file in the format {data.get('of')!r}, not {known.name!r}"
        )
    try:
        return ArgumentMap.model_validate(data.get("map"))
    except InvalidInput as error:
        raise BadSidecar(f"the sidecar holds no sound map: {error}") from error


def _merged(
    now: ArgumentMap, original: ArgumentMap, came: ArgumentMap, carries: Collection[str]
) -> ArgumentMap:
    """Return a changed map with everything of the original that the format does not carry, for the parts that are still there.

    Where a field says what it would say if nothing had been changed, it is that of the original.
    """
    data, base, before = plain_data(_renamed(now, original, carries)), plain_data(came), plain_data(original)
    for key in {**base, **before}:
        if key not in SECTIONS and data.get(key) == base.get(key):
            data[key] = before.get(key)
    written = {part["id"] for section in SECTIONS for part in base.get(section, [])}
    for section in SECTIONS:
        old, was = _by_id(before, section), _by_id(base, section)
        for part in data.get(section, []):
            if (
                part["id"] not in old
                or part["id"] not in was
                or part.get("kind") != old[part["id"]].get("kind")
            ):
                continue
            for key in {**old[part["id"]], **was[part["id"]]}:
                if part.get(key) == was[part["id"]].get(key):
                    part[key] = old[part["id"]].get(key)
        parts = [part for id, part in old.items() if id not in written]
        data[section] = [*data.get(section, []), *parts]
    _without_dangling(data)
    return ArgumentMap.model_validate({key: value for key, value in data.items() if value not in (None, [])})


def _by_id(data: Mapping[str, Any], section: str) -> dict[str, dict[str, Any]]:
    return {part["id"]: part for part in data.get(section, [])}


def _without_dangling(data: dict[str, Any]) -> None:
    """Take out of a map what names parts that are no longer there, and fields without a value."""
    for section in SECTIONS:
        data[section] = [{k: v for k, v in part.items() if v is not None} for part in data.get(section, [])]
    nodes = {part["id"] for section in ("claims", "examples") for part in data[section]}
    data["relations"] = _with_ends(data["relations"], nodes)
    ends = nodes | {relation["id"] for relation in data["relations"]}
    issues = {issue["id"] for issue in data["issues"]}
    for part in (*data["issues"], *data["claims"]):
        if part.get("answers", part.get("parent")) not in {*issues, *nodes, None}:
            part.pop("answers", None)
            part.pop("parent", None)
        if part.get("outcome", {}).get("thesis") not in {*nodes, None}:
            del part["outcome"]
    posts = {post["id"] for post in (data.get("thread") or {}).get("posts", [])}
    for key in ("commitments", "questions", "breaches"):
        data[key] = [item for item in data.get(key) or [] if _is_whole(item, ends | issues, posts)]
    expected = data.get("expect") or {}
    data["expect"] = {label: [id for id in ids if id in ends] for label, ids in expected.items()} or None


def _is_whole(item: Mapping[str, Any], ids: set[str], posts: set[str]) -> bool:
    """Say whether everything that a stance, a question or a breach names is still there."""
    named = [item.get("claim"), item.get("relation"), item.get("about")]
    named += [answer.get("claim") for answer in item.get("answered_by", [])]
    quoted = [item.get("post"), *(quote["post"] for quote in item.get("quotes", []))]
    quoted += [answer.get("post") for answer in item.get("answered_by", [])]
    return ids.issuperset(filter(None, named)) and posts.issuperset(filter(None, quoted))


def _renamed(now: ArgumentMap, original: ArgumentMap, carries: Collection[str]) -> ArgumentMap:
    """Return a map whose relations have the ids of the original again, where they have the same ends and kind."""
    if _is_carried("relations.id", carries):
        return now
    kind = {"rest": lambda relation: str(relation.kind)}
    known = {shape: id for id, shape in relation_shapes(kept(original, carries), **kind).items()}
    names = {id: known[shape] for id, shape in relation_shapes(now, **kind).items() if shape in known}
    taken = set(names.values()) | set(now.nodes) | set(now.issues_by_id)
    for relation in now.relations:
        if relation.id not in names:
            name, number = relation.id, 1
            while name in taken:
                number += 1
                name = f"{relation.id[:58]}-{number}"
            names[relation.id] = name
            taken.add(name)
    relations = tuple(
        relation.model_copy(
            update={"id": names[relation.id], "target": names.get(relation.target, relation.target)}
        )
        for relation in now.relations
    )
    return now.model_copy(update={"relations": relations})


def _is_carried(path: str, carries: Collection[str]) -> bool:
    return "*" in carries or any(
        name == path or name.startswith((f"{path}.", f"{path}=")) or path.startswith(f"{name}.")
        for name in carries
    )


def loss_report(lost: Iterable[Loss], known: Format, map: ArgumentMap) -> str:
    """Return what an export leaves out, as JSON: the map, the format, and a row for everything lost."""
    rows = [{"id": loss.id, "kind": loss.kind, "what": loss.what} for loss in lost]
    return json.dumps({"map": map.id, "to": known.name, "lost": rows}, indent=2, ensure_ascii=False) + "\n"
