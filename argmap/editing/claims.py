"""A new claim, with what it does to other claims and the stance of whoever is quoted for it, as one edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from argmap.editing.fields import Fields, author_of, of_item, quotes_of
from argmap.editing.naming import free_id, relation_id
from argmap.editing.parts import ids
from argmap.editing.plan import EditPlan, insertion
from argmap.errors import ArgmapError
from argmap.model.document import MapDocument
from argmap.storage.edit import Pass

KINDS = {"supports": "support", "attacks": "attack", "undercuts": "undercut"}
"""The kind of relation that each field makes, whose value is the target or a list of targets."""


def claim(map: MapDocument, fields: Fields) -> EditPlan:
    """Return what adds a claim, a relation to each target in `supports`, `attacks` and `undercuts`, and a `stance`.

    Raises:
        ArgmapError: its words are not in the thread; or a field says something about a relation or a stance that is
            not there.
    """
    quotes = quotes_of(map, fields)
    id = fields.get("id") or free_id(fields.get("label") or fields["text"], ids(map))
    item = {
        "id": id,
        **{key: fields.get(key) for key in ("label", "answers", "text", "implicit", "meta", "senses")},
        "quotes": quotes,
        **{key: fields.get(key) for key in ("references", "base_score", "tags")},
        **of_item(fields),
    }
    relations = _relations(map, id, fields)
    stances = _stance(map, id, quotes, fields)
    did = [f"add claim {id}", *(f"relation {each['id']}" for each in relations)]
    did += [f"{each['participant']} {each['stance']} it" for each in stances]
    passes: list[Pass] = [insertion("claims", item)]
    passes += [insertion("relations", each) for each in relations]
    passes += [insertion("commitments", each) for each in stances]
    return EditPlan(", ".join(did), tuple(passes))


def _relations(map: MapDocument, id: str, fields: Fields) -> list[dict[str, Any]]:
    wanted = [(kind, target) for field, kind in KINDS.items() for target in _targets(fields.get(field))]
    linked = list(fields.get("linked_with") or ())
    if len(wanted) != 1 and (linked or fields.get("scheme") is not None):
        have = "none" if not wanted else str(len(wanted))
        raise ArgmapError(f"a scheme and linked premises belong to one relation, and here are {have}")
    taken = [*ids(map), id]
    relations: list[dict[str, Any]] = []
    for kind, target in wanted:
        name = relation_id(id, kind, target, taken)
        taken.append(name)
        relation = {
            "id": name,
            "kind": kind,
            "premises": [id, *linked],
            "target": target,
            "scheme": fields.get("scheme"),
            "by": fields.get("by"),
        }
        relations.append(relation)
    return relations


def _targets(value: str | Sequence[str] | None) -> Sequence[str]:
    return [value] if isinstance(value, str) else value or ()


def _stance(
    map: MapDocument, id: str, quotes: Sequence[Mapping[str, Any]], fields: Fields
) -> list[dict[str, Any]]:
    """Return the stance on the claim that the author of the quoted post takes, if there is to be one.

    Without it, a quote says already that the author of its post asserts the claim.
    """
    stance = fields.get("stance")
    if stance is None:
        if fields.get("hedged") or fields.get("if") is not None:
            raise ArgmapError("a hedge and a condition belong to a stance; say which with --stance")
        return []
    posts = list(dict.fromkeys([quote["post"] for quote in quotes] or [fields.get("post")]))
    if len(posts) != 1 or posts[0] is None:
        raise ArgmapError("a stance is taken in one post; quote words of that post, or name it with --post")
    return [
        {
            "participant": author_of(map, posts[0]),
            "post": posts[0],
            "claim": id,
            "stance": stance,
            "if": fields.get("if"),
            "hedged": fields.get("hedged"),
            "by": fields.get("by"),
        }
    ]
