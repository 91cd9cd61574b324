"""The JSON of arguebuf: atoms and schemes with edges, and participants and resources beside them.

    {"nodes": {"a": {"atom": {"text": "…", "participant": "p", "reference": {"resource": "r", "offset": 4, "text": "…"}}},
               "s": {"scheme": {"support": "SUPPORT_EXPERT_OPINION"}}},
     "edges": {"1": {"source": "a", "target": "s"}, …},
     "participants": {"p": {"name": "Ann"}}, "resources": {"r": {"text": "…"}}, "majorClaim": "a", "schemaVersion": 1}

Resources become posts, whose authors the format does not name, and references quotes, if the words are there. An atom of a participant is a claim
that the participant asserts: in the post that it refers to, or else in a post with its words. A scheme without a kind, which arguebuf makes of
what it does not know, is taken for a support, with a warning; preferences have no room in a map. The major claim gets the tag `major-claim`.

What argmap writes has the ids of the map, and in `userdata` what the format has no word for, as a text, in which no number changes.

Source:
    Lenz & Bergmann (2022), User-Centric Argument Mining with ArgueMapper and Arguebuf, COMMA; the schema arg_services.graph.v1, version 1.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.formats.arguments.scheme_graph import SchemeNode, add_steps, scheme_named
from argmap.formats.arguments.segments import SourceText
from argmap.formats.arguments.statements import statements
from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, completed, embedded, head
from argmap.formats.json_values import object_in, object_of, recognisable, string
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading, Writing
from argmap.model.map import ArgumentMap
from argmap.model.posts import Provenance
from argmap.model.quote import find_parts
from argmap.model.relation import Relation, RelationKind

NO_TIME = "1970-01-01T00:00:00Z"
"""The time of everything that is written: files say the same each time."""

MAJOR = "major-claim"

SCHEMES = {
    "ABDUCTIVE": "best-explanation",
    "BIAS_AD_HOMINEM": "bias",
    "CIRCUMSTANTIAL_AD_HOMINEM": "ad-hominem-circumstantial",
    "EXCEPTIONAL_CASE": "exception",
    "GENERIC_AD_HOMINEM": "ad-hominem-direct",
    "INCONSISTENT_COMMITMENT": "ad-hominem-inconsistency",
    "NEGATIVE_CONSEQUENCES": "consequences-negative",
    "POSITIVE_CONSEQUENCES": "consequences-positive",
    "RULES": "established-rule",
    "SUNK_COSTS": "sunk-cost",
    "VERBAL_CLASSIFICATION_DEFINITION": "definition-to-classification",
    "WASTE": "sunk-cost",
}
"""The schemes that have other names in argmap; WASTE and SUNK_COSTS are one."""

SAME_NAME = frozenset(
    {
        "alternatives", "analogy", "bias", "cause-to-effect", "commitment", "composition", "correlation-to-cause", "danger-appeal",
        "division", "evidence-to-hypothesis", "example", "expert-opinion", "ignorance", "popular-opinion", "popular-practice",
        "position-to-know", "practical-reasoning", "precedent", "sign", "slippery-slope", "values", "verbal-classification",
        "witness-testimony",
    }
)  # fmt: skip
"""The schemes that have the same name in both."""

CARRIES = frozenset(
    {
        "title",
        "claims.id",
        "claims.text",
        "relations.id",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.kind=undercut",
        "relations.kind=rephrase",
        "relations.premises",
        "relations.target",
    }
)


# Reading


def read(file: MapFile) -> Reading:
    """Return the map in a graph of arguebuf."""
    map = MapBuilder(file, "arguebuf", authorship=Provenance.RECORDED, reply_structure=Provenance.UNKNOWN)
    data = object_in(map)
    if data is None:
        return map.reading()
    if not isinstance(data.get("nodes", {}), dict) or not isinstance(data.get("edges", {}), dict):
        map.error("nodes and edges are expected as objects with their ids as keys", 1)
        return map.reading()
    enclosure = _enclosure(object_of(data.get("userdata")).get(KEY))
    head(map, enclosure)
    _Graph(map, data, foreign=enclosure is None).read()
    return completed(map.reading(), enclosure, NATIVE, map.file.name)


def _enclosure(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        return "no JSON"


class _Graph:
    """The parts of a graph; of one that argmap wrote, only statements and steps count, and the rest is enclosed."""

    def __init__(self, map: MapBuilder, data: Mapping[str, Any], *, foreign: bool) -> None:
        self.map, self.data, self.foreign = map, data, foreign
        self.sources: dict[str, SourceText] = {}

    def read(self) -> None:
        """Add everything to the map."""
        if self.foreign:
            self._texts()
        atoms: dict[str, None] = {}
        steps: dict[str, SchemeNode] = {}
        unclear: Counter[str] = Counter()
        for id, node in self._rows("nodes"):
            if "atom" in node:
                atoms[id] = None
                self._atom(id, object_of(node["atom"]))
            elif "scheme" in node:
                step, said = self._step(id, object_of(node["scheme"]))
                if step is not None:
                    steps[id] = step
                unclear[said] += bool(said)
            else:
                self.map.left_out(f"node {id} is neither an atom nor a scheme; it was left out")
        edges = (
            (id, string(row.get("source")), string(row.get("target"))) for id, row in self._rows("edges")
        )
        add_steps(self.map, atoms, steps, edges)
        for said, times in unclear.items():
            if times:
                self.map.left_out(f"{times} schemes {said}")

    def _rows(self, *names: str) -> Iterator[tuple[str, dict[str, Any]]]:
        rows: object = next((self.data[name] for name in names if name in self.data), {})
        for id, row in object_of(rows).items():
            if isinstance(row, dict):
                yield id, row
            else:
                self.map.left_out(f"{id} in {names[0]} is no object, and was left out")

    def _texts(self) -> None:
        for number, (id, row) in enumerate(self._rows("resources"), start=1):
            text = string(row.get("text"))
            if text.strip():
                self.sources[id] = SourceText(text)
                self.map.post(("resource", id), text, wanted=f"resource-{number}")
            else:
                self.map.left_out(f"resource {id} has no text; it was left out")
        for id, row in self._rows("participants"):
            self.map.person(id, string(row.get("name")) or string(row.get("username")) or id)

    def _atom(self, id: str, atom: dict[str, Any]) -> None:
        text = string(atom.get("text"))
        if not self.foreign:
            self.map.claim(id, text, wanted=id or None)
            return
        reference = object_of(atom.get("reference"))
        quotes = self._quotes(id, reference)
        major = self.data.get("majorClaim", self.data.get("major_claim")) == id
        self.map.claim(id, text, wanted=id or None, quotes=quotes, tags=[MAJOR] if major else [])
        person = string(atom.get("participant"))
        if not person:
            return
        post: tuple[str, str] = quotes[0]["post"] if quotes else ("atom", id)
        if not quotes:
            self.map.post(post, string(reference.get("text")) or text, author=person, wanted=f"by-{id}")
        self.map.stance(person, post, id, "asserts")

    def _quotes(self, id: str, reference: dict[str, Any]) -> list[dict[str, Any]]:
        resource = string(reference.get("resource"))
        if not resource:
            return []
        source, offset = self.sources.get(resource), reference.get("offset")
        span = source and source.span(string(reference.get("text")), offset if isinstance(offset, int) else 0)
        quotes = source.quotes(("resource", resource), [span]) if source and span else []
        if not quotes:
            self.map.left_out(
                f"atom {id} refers to words that are not in resource {resource}, or cannot be told from others there"
            )
        return quotes

    def _step(self, id: str, scheme: dict[str, Any]) -> tuple[SchemeNode | None, str]:
        """Return the step that a scheme node is, and what is to be said of it."""
        wanted = id or None
        if "attack" in scheme:
            return SchemeNode(RelationKind.ATTACK, wanted=wanted), ""
        if "rephrase" in scheme:
            return SchemeNode(RelationKind.REPHRASE, wanted=wanted), ""
        if "preference" in scheme:
            return None, "are preferences, which have no room in a map; they were left out"
        if "support" not in scheme:
            return SchemeNode(RelationKind.SUPPORT, wanted=wanted), "have no kind, and are taken for supports"
        name = string(scheme["support"]).removeprefix("SUPPORT_")
        known = SCHEMES.get(name) or scheme_named(name.replace("_", " "))
        said = f"are called {name}, which argmap does not know; they are supports without a scheme"
        return (
            SchemeNode(RelationKind.SUPPORT, known if self.foreign else None, wanted),
            "" if known or name in {"", "DEFAULT"} else said,
        )


# Writing


def write(map: ArgumentMap) -> Writing:
    """Return a map as a graph of arguebuf."""
    said = _native(map)
    theses = [claim.id for claim in map.theses]
    data: dict[str, Any] = {
        "nodes": {**_atoms(map, said), **{r.id: _scheme(r, map.relations_by_id[r.id].scheme) for r in said.relations}},
        "edges": {id: {"source": source, "target": target, "metadata": _times()} for id, source, target in _edges(said)},
        "schemaVersion": 1,
        "libraryVersion": "",
        "metadata": _times(),
        "userdata": {KEY: json.dumps(embedded(map, NATIVE), ensure_ascii=False)},
    }  # fmt: skip
    if map.thread is not None:
        texts = ((post.id, map.thread.text_of(post.id)) for post in map.thread.posts)
        data["resources"] = {id: {"text": text, "metadata": _times()} for id, text in texts if text}
        data["participants"] = {
            each.id: {"name": each.name, "metadata": _times()} for each in map.thread.participants
        }
    if len(theses) == 1:
        data["majorClaim"] = theses[0]
    return Writing(json.dumps(data, indent=1, ensure_ascii=False) + "\n", ())


def _times() -> dict[str, str]:
    return {"created": NO_TIME, "updated": NO_TIME}


def _atoms(map: ArgumentMap, said: ArgumentMap) -> dict[str, dict[str, Any]]:
    """Return the claims, each with the first who accepts it and the first of its quotes."""
    holders: dict[str, str] = {}
    for commitment in map.commitments:
        if commitment.stance.accepts:
            holders.setdefault(commitment.claim, commitment.participant)
    return {
        claim.id: {
            "atom": {
                "text": claim.text,
                **({"participant": holders[claim.id]} if claim.id in holders else {}),
                **_reference(map, claim.id),
            },
            "metadata": _times(),
        }
        for claim in said.claims
    }


def _reference(map: ArgumentMap, id: str) -> dict[str, Any]:
    for quote in map.nodes[id].quotes:
        text = map.thread.text_of(quote.post) if map.thread else ""
        places = find_parts(quote, text) if text else ()
        if places:
            start, end = places[0][0].start, places[0][0].end
            return {"reference": {"resource": quote.post, "offset": start, "text": text[start:end]}}
    return {}


def _scheme(relation: Relation, scheme: str | None) -> dict[str, Any]:
    made: dict[str, str]
    if relation.kind is RelationKind.SUPPORT:
        others = {id: name for name, id in SCHEMES.items()}
        name = (
            scheme.upper().replace("-", "_") if scheme in SAME_NAME and scheme else others.get(scheme or "")
        )
        made = {"support": f"SUPPORT_{name or 'DEFAULT'}"}
    elif relation.kind is RelationKind.REPHRASE:
        made = {"rephrase": "REPHRASE_DEFAULT"}
    else:
        made = {"attack": "ATTACK_DEFAULT"}
    return {"scheme": made, "metadata": _times()}


def _edges(map: ArgumentMap) -> Iterator[tuple[str, str, str]]:
    for relation in map.relations:
        for number, premise in enumerate(relation.premises, start=1):
            yield f"{relation.id}.{number}", premise, relation.id
        yield f"{relation.id}.to", relation.id, relation.target


def _native(map: ArgumentMap) -> ArgumentMap:
    """Return what the graph says by itself, apart from what argmap takes from the enclosed map."""
    return statements(map, CARRIES, RelationKind.EXPLAINS)


def recognises(file: MapFile) -> bool:
    """Say whether a text is a graph of arguebuf in JSON."""
    marks = '"schemaVersion"', '"schema_version"', '"atom"', '"scheme"'
    data = recognisable(file) if any(mark in file.text for mark in marks) else None
    if not isinstance(data, dict) or not all(
        isinstance(data.get(name, {}), dict) for name in ("nodes", "edges")
    ):
        return False
    nodes = [*object_of(data.get("nodes")).values()]
    versions = {"schemaVersion", "schema_version"} & data.keys()
    kinds = all(isinstance(node, dict) and {"atom", "scheme"} & node.keys() for node in nodes)
    return bool(versions or nodes) and kinds


NATIVE = Format("arguebuf", "arguebuf", (), CARRIES, keeps=_native)
FORMAT = Format("arguebuf", "the JSON of arguebuf", (), EVERYTHING, write, read, recognises)
