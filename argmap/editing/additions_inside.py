"""What is added to something that is in the map already: quotes, senses, references, answers and outcomes."""

from __future__ import annotations

from typing import Any

from argmap.editing.fields import Fields, quotes_of
from argmap.editing.operations import field_passes
from argmap.editing.parts import find
from argmap.editing.plan import EditPlan, given
from argmap.editing.quoting import quoted
from argmap.errors import UnknownName
from argmap.model.document import MapDocument
from argmap.storage.edit import Insertion


def quote(map: MapDocument, fields: Fields) -> EditPlan:
    """Return what adds the quote of `words` to the part `to`."""
    to = fields["to"]
    change = quoted(map, to, fields["words"], fields.get("post"), fields.get("occurrence"))
    return EditPlan(f"add a quote to {to}", ((change,),))


def sense(map: MapDocument, fields: Fields) -> EditPlan:
    """Return what adds to the claim `to` the sense in which it uses a term."""
    return _inside(map, fields["to"], "senses", {key: fields[key] for key in ("term", "sense")})


def reference(map: MapDocument, fields: Fields) -> EditPlan:
    """Return what adds a publication to the claim or example `to`."""
    record = {key: value for key, value in fields.items() if key != "to"}
    return _inside(map, fields["to"], "references", given(record))


def answer(map: MapDocument, fields: Fields) -> EditPlan:
    """Return what adds to the question `question` an answer: a `post`, a `claim`, or both."""
    name = fields["question"]
    known = list(map.questions_by_id)
    if name not in known:
        raise UnknownName("question", name, known)
    record = given({key: fields.get(key) for key in ("post", "claim")})
    path = ("questions", known.index(name), "answered_by")
    return EditPlan(f"add an answer to {name}", ((Insertion(path, record),),))


def outcome(map: MapDocument, fields: Fields) -> EditPlan:
    """Return what says how the discussion of the issue `issue` ended; it takes the place of an earlier outcome."""
    issue = fields["issue"]
    if issue not in map.issues_by_id:
        raise UnknownName("issue", issue, map.issues_by_id)
    record = {
        "thesis": fields.get("thesis"),
        "open": fields.get("open"),
        "by": list(fields.get("by") or ()),
        "quotes": quotes_of(map, fields),
        "note": fields.get("note"),
    }
    return EditPlan(f"add the outcome of {issue}", field_passes(map, issue, {"outcome": given(record)}))


def _inside(map: MapDocument, to: str, field: str, record: dict[str, Any]) -> EditPlan:
    """Return what adds a record to a list of an item."""
    section, index = find(map, to)
    if not hasattr(getattr(map, section)[index], field):
        nodes = map.nodes.values()
        raise UnknownName(f"part with {field}", to, (node.id for node in nodes if hasattr(node, field)))
    path = (section, index, field)
    return EditPlan(f"add one of the {field} of {to}", ((Insertion(path, record),),))
