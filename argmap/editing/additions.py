"""What `argmap edit add` and a batch of edits add to a map, as changes of its file.

Fields have the names of the format. In place of quotes there are words: `quote` (one text) or `quotes` (texts, or records
of `words`, `post` and `occurrence`), with the `post` and the `occurrence` that are meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from argmap.diagnostics import Edit
from argmap.editing.additions_inside import answer, outcome, quote, reference, sense
from argmap.editing.claims import claim
from argmap.editing.fields import Fields, author_of, of_item, quotes_of
from argmap.editing.naming import free_id, relation_id
from argmap.editing.parts import ids
from argmap.editing.plan import EditPlan, insertion
from argmap.errors import ArgmapError, UnknownName
from argmap.model.base import plain_value
from argmap.model.discussion import discussion_rule
from argmap.model.document import MapDocument


def addition(map: MapDocument, kind: str, fields: Fields) -> EditPlan:
    """Return what adds something to a map.

    Args:
        map: the map.
        kind: one of `ADDED`.
        fields: what is to be added.

    Raises:
        ArgmapError: it cannot be added, because it names what is not there or says too little.
    """
    if kind not in ADDED:
        raise UnknownName("thing to add", kind, ADDED)
    return ADDED[kind](map, fields)


def _issue(map: MapDocument, fields: Fields) -> EditPlan:
    id = fields.get("id") or free_id(fields["question"], ids(map))
    named = ("label", "question", "exclusive", "parent")
    item = {"id": id, **{key: fields.get(key) for key in named}, **of_item(fields)}
    return EditPlan(f"add issue {id}", (insertion("issues", item),))


def _example(map: MapDocument, fields: Fields) -> EditPlan:
    item = {
        "id": fields.get("id") or free_id(fields["name"], ids(map)),
        **{key: fields.get(key) for key in ("name", "topic", "text", "experiment")},
        "quotes": quotes_of(map, fields),
        "references": fields.get("references"),
        "tags": fields.get("tags"),
        **of_item(fields),
    }
    return EditPlan(f"add example {item['id']}", (insertion("examples", item),))


def _relation(map: MapDocument, fields: Fields) -> EditPlan:
    kind, premises, target = fields["kind"], list(fields["premises"]), fields["target"]
    item = {
        "id": fields.get("id") or relation_id(premises[0], kind, target, ids(map)),
        "kind": kind,
        "premises": premises,
        "target": target,
        **{key: fields.get(key) for key in ("scheme", "question", "weight")},
        "quotes": quotes_of(map, fields),
        **of_item(fields),
    }
    return EditPlan(f"add relation {item['id']}", (insertion("relations", item),))


def _commitment(map: MapDocument, fields: Fields) -> EditPlan:
    post = fields["post"]
    item = {
        "participant": fields.get("participant") or author_of(map, post),
        "post": post,
        **{key: fields.get(key) for key in ("claim", "stance", "if", "hedged")},
        "quotes": quotes_of(map, fields),
        **of_item(fields),
    }
    number = len(map.commitments) + 1
    did = f"add commitments.{number}: {item['participant']} {item['stance']} {item['claim']}"
    return EditPlan(did, (insertion("commitments", item),))


def _question(map: MapDocument, fields: Fields) -> EditPlan:
    item = {
        "id": fields.get("id") or free_id(fields["text"], ids(map)),
        **{key: fields.get(key) for key in ("post", "text", "about", "to")},
        "quotes": quotes_of(map, fields),
        "answered_by": fields.get("answered_by"),
        **of_item(fields),
    }
    return EditPlan(f"add question {item['id']}", (insertion("questions", item),))


def _stage(map: MapDocument, fields: Fields) -> EditPlan:
    item = {"stage": fields["stage"], "posts": list(fields["posts"]), "why": fields.get("why")}
    return EditPlan(f"add stages.{len(map.stages) + 1}", (insertion("stages", {**item, **of_item(fields)}),))


def _breach(map: MapDocument, fields: Fields) -> EditPlan:
    fallacy, breaks = fields.get("fallacy"), fields.get("breaks")
    if breaks is None and fallacy is None:
        raise ArgmapError("name the rule with --breaks, or the fallacy with --fallacy")
    quotes = quotes_of(map, fields)
    if not quotes:
        raise ArgmapError("quote the words that break the rule with --quote")
    item = {
        "breaks": breaks or discussion_rule(str(fallacy)).id,
        "fallacy": fallacy,
        "relation": fields.get("relation"),
        "quotes": quotes,
        "why": fields["why"],
        **of_item(fields),
    }
    return EditPlan(f"add breach {len(map.breaches) + 1}", (insertion("breaches", item),))


def _annotator(map: MapDocument, fields: Fields) -> EditPlan:
    name = fields["name"]
    if name in map.annotator_keys:
        raise ArgmapError(f"{name!r} is an annotator of the map already")
    after = (*plain_value(map.annotators), name)
    return EditPlan(f"add annotator {name}", ((Edit(("annotators",), after),),))


ADDED: Mapping[str, Callable[[MapDocument, Fields], EditPlan]] = MappingProxyType(
    {
        "issue": _issue,
        "claim": claim,
        "example": _example,
        "relation": _relation,
        "commitment": _commitment,
        "question": _question,
        "answer": answer,
        "outcome": outcome,
        "stage": _stage,
        "breach": _breach,
        "quote": quote,
        "sense": sense,
        "reference": reference,
        "annotator": _annotator,
    }
)
"""What makes each addition, by its kind."""
