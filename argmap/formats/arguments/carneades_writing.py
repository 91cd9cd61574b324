"""Maps as YAML of Carneades 4; `carneades` says what the keys mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import yaml

from argmap.formats.arguments.statements import statements
from argmap.formats.embedding import KEY, embedded
from argmap.formats.protocol import Format, Writing
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

KEYS = frozenset(
    {
        "meta", "statements", "arguments", "issues", "assumptions", "tests", "references", "language", "argument_schemes",
        "issue_schemes", "weighing_functions",
    }
)  # fmt: skip
"""The keys of an argument graph."""

NEGATION = "¬"

CARRIES = frozenset(
    {
        "title",
        "claims.id",
        "claims.text",
        "relations.id",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.kind=undercut",
        "relations.premises",
        "relations.target",
    }
)


def write(map: ArgumentMap) -> Writing:
    """Return a map as an argument graph.

    An attack is an argument for the negation of its target, and the two are the positions on an issue. Claims without arguments
    for them are assumed, because argmap accepts what nobody objects to. Tests are none written: argmap's expectations are about its own semantics.
    """
    return Writing("\n".join(_lines(map, _native(map))) + "\n", ())


def _lines(map: ArgumentMap, said: ArgumentMap) -> Iterator[str]:
    attacked = [*dict.fromkeys(r.target for r in said.relations if r.kind is RelationKind.ATTACK)]
    undercut = [*dict.fromkeys(r.target for r in said.relations if r.kind is RelationKind.UNDERCUT)]
    supported = {r.target for r in said.relations if r.kind is RelationKind.SUPPORT}
    theses = {
        issue.id: [claim.id for claim in map.theses if claim.answers == issue.id]
        for issue in map.issues
        if issue.is_exclusive
    }
    issues = [
        *((f"issue-{id}", positions) for id, positions in theses.items() if len(positions) > 1),
        *((f"conflict-{id}", [id, f"{NEGATION}{id}"]) for id in attacked),
    ]
    yield "meta:"
    yield f"  title: {_scalar(said.title)}"
    yield f"  {KEY}: {_scalar(json.dumps(embedded(map, NATIVE), ensure_ascii=False))}"
    yield "statements:" if said.claims else "statements: {}"
    for claim in said.claims:
        yield f"  {_scalar(claim.id)}: {_scalar(claim.text)}"
    for id in (*(f"{NEGATION}{each}" for each in attacked), *(_not_applying(each) for each in undercut)):
        yield f"  {_scalar(id)}: {_scalar(id)}"
    yield "arguments:" if said.relations else "arguments: {}"
    for relation in said.relations:
        yield from _argument(relation, relation.id in undercut)
    if issues:
        yield "issues:"
        for id, positions in issues:
            yield f"  {_scalar(id)}:"
            yield f"    positions: [{', '.join(_scalars(positions))}]"
    assumed = [claim.id for claim in said.claims if claim.id not in supported]
    if assumed:
        yield f"assumptions: [{', '.join(_scalars(assumed))}]"


def _argument(relation: Relation, undercut: bool) -> Iterator[str]:
    yield f"  {_scalar(relation.id)}:"
    yield f"    premises: [{', '.join(_scalars(relation.premises))}]"
    conclusions = {
        RelationKind.ATTACK: f"{NEGATION}{relation.target}",
        RelationKind.UNDERCUT: _not_applying(relation.target),
    }
    yield f"    conclusion: {_scalar(conclusions.get(relation.kind, relation.target))}"
    if undercut:
        yield f"    undercutter: {_scalar(_not_applying(relation.id))}"


def _not_applying(id: str) -> str:
    return f"{NEGATION}app({id})"


def _scalar(text: str) -> str:
    """Return a text as YAML on one line; plain where that is safe in every version of YAML."""
    if (
        text.isascii()
        and text[:1].isalpha()
        and text.replace("-", "").isalnum()
        and text.lower() not in WORDS
    ):
        return text
    made: str = yaml.dump(text, allow_unicode=True, default_style='"', width=2**31)
    return made.strip()


WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
"""What YAML 1.1 takes for something else than words."""


def _scalars(texts: Iterable[str]) -> list[str]:
    """Return texts as YAML."""
    return [_scalar(text) for text in texts]


def _native(map: ArgumentMap) -> ArgumentMap:
    """Return what an argument graph says by itself."""
    return statements(map, CARRIES, RelationKind.REPHRASE, RelationKind.EXPLAINS, backings=True)


NATIVE = Format("carneades", "Carneades", (), CARRIES, keeps=_native)
"""The format as it is when nothing is enclosed."""
