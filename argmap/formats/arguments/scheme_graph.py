"""Graphs of statements and steps, as SADFace and arguebuf have them: statement → step → statement, or → another step.

A step is a node of its own: its premises are the statements that lead to it, linked, and its target is where it leads. An attack that
leads to a step is an undercut, and a support that leads to one a backing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from argmap.formats.building import MapBuilder
from argmap.model.relation import RelationKind
from argmap.model.scheme import schemes
from argmap.model.source_text import slug


@dataclass(frozen=True, slots=True)
class SchemeNode:
    """A step: support, attack, rephrase or explains, whatever it leads to; its scheme, and the id that it should get."""

    kind: RelationKind
    scheme: str | None = None
    wanted: str | None = None


def add_steps(
    map: MapBuilder,
    atoms: Collection[str],
    steps: Mapping[str, SchemeNode],
    edges: Iterable[tuple[str, str, str]],
) -> None:
    """Add the relations that steps are.

    Args:
        map: The map, which has the statements.
        atoms: The keys of the statements.
        steps: The steps by key.
        edges: Id, source and target of each edge; those that lead nowhere are left out with a remark.
    """
    premises: dict[str, list[str]] = {}
    targets: dict[str, list[str]] = {}
    direct: list[tuple[str, str, str]] = []
    for id, source, target in dict.fromkeys(edges):
        missing = [end for end in (source, target) if end not in atoms and end not in steps]
        if missing:
            map.left_out(f"edge {id} names {' and '.join(missing)}, which is no node; it was left out")
        elif source in steps:
            targets.setdefault(source, []).append(target)
        elif target in steps:
            premises.setdefault(target, []).append(source)
        else:
            direct.append((id, source, target))
    for key, step in steps.items():
        _add(map, key, step, premises.get(key, []), [*dict.fromkeys(targets.get(key, ()))], steps)
    for id, source, target in direct:
        map.left_out(f"edge {id} joins two statements without a step, and is read as a support")
        map.relation(f"edge {id}", RelationKind.SUPPORT, [source], target)


def _add(
    map: MapBuilder,
    key: str,
    step: SchemeNode,
    premises: list[str],
    targets: list[str],
    steps: Mapping[str, SchemeNode],
) -> None:
    if not premises or not targets:
        map.left_out(f"step {key} has no {'premise' if not premises else 'conclusion'}; it was left out")
        return
    if len(targets) > 1:
        map.left_out(f"step {key} has {len(targets)} conclusions, and became a relation for each")
    groups = [[premise] for premise in premises] if step.kind is RelationKind.REPHRASE else [premises]
    first = True
    for target in targets:
        for group in groups:
            kind = step.kind
            if kind is RelationKind.ATTACK and target in steps:
                kind = RelationKind.UNDERCUT
            map.relation(
                key if first else (key, target, *group),
                kind,
                group,
                target,
                wanted=step.wanted if first else None,
                scheme=step.scheme,
            )
            first = False


@cache
def _known() -> Mapping[str, str]:
    names = {slug(each.name): each.id for each in schemes().values()}
    short = {_short(name): id for name, id in names.items()}
    return {**short, **names, **{id: id for id in names.values()}}


def scheme_named(name: str) -> str | None:
    """Return the id of the argumentation scheme that a name means, such as "Argument From Expert Opinion"; None if none.

    Example:
        >>> scheme_named("ExpertOpinion"), scheme_named("Argument from Cause to Effect"), scheme_named("support")
        ('expert-opinion', 'cause-to-effect', None)
    """
    plain = slug(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    return _known().get(plain) or _known().get(_short(plain))


def _short(name: str) -> str:
    return re.sub(r"^argument-from-(an?-|the-)?", "", name)
