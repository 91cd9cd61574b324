"""Items of a draft as the edits of a batch, and which of them a map would not take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.drafts.file import (
    DraftClaim,
    DraftFile,
    DraftIssue,
    DraftReject,
    DraftRelation,
    DraftStance,
    Item,
    named,
)
from argmap.editing.batch.applying import Batch, batch
from argmap.editing.batch.reading import NumberedEdit
from argmap.editing.naming import numbered
from argmap.editing.operations import Opened
from argmap.editing.parts import ids
from argmap.errors import InvalidInput
from argmap.location import Location


@dataclass(frozen=True, slots=True)
class ItemFault:
    """What is wrong with an item of a draft."""

    item: str
    message: str

    def __str__(self) -> str:
        return f"{self.item}: {self.message}"


@dataclass(frozen=True, slots=True)
class ItemEdit(NumberedEdit):
    """The edit that an item makes; its faults name the item, which has no place in a file of edits."""

    item: str = field(default="")

    def fault(self, message: str, code: str = "", help: str = "", location: Location | None = None) -> object:  # noqa: ARG002 (a signature of the base)
        said = " ".join(filter(None, (code, message)))
        return ItemFault(self.item, said + (f"; {help}" if help else ""))


ORDER = {"issue": 0, "claim": 1, "relation": 2, "stance": 3}
NO_NAMES: Mapping[str, str] = {}


def map_names(items: Iterable[Item], taken: Iterable[str]) -> dict[str, str]:
    """Return the id that each item gets in a map whose ids are taken: its own, or that with a number.

    Stances get no id; their names are their own.
    """
    used = set(taken)
    names: dict[str, str] = {}
    for item in _ordered(items):
        names[item.id] = item.id if item.kind == "stance" else numbered(item.id, used)
        used.add(names[item.id])
    return names


def _ordered(items: Iterable[Item]) -> list[Item]:
    """Return items in an order in which each finds what it names; undercuts stand behind their relations in a draft."""
    return sorted(items, key=lambda item: ORDER[item.kind])


def edits(
    items: Iterable[Item],
    taken: Iterable[str] = (),
    by: str | None = None,
    written: Mapping[str, str] = NO_NAMES,
) -> list[ItemEdit]:
    """Return the edits that items make, in an order in which each finds what it names.

    Args:
        items: the items; what they name is among them or in the map.
        taken: ids of the map: an item with one of them gets another, and so do references to it.
        by: who takes them.
        written: the ids in the map of items that were taken before.
    """
    ordered = _ordered(items)
    names = {**written, **map_names(ordered, taken)}
    return [
        ItemEdit(number, Location("draft", number, 1), "add", *_edit(item, names, by), item=item.id)
        for number, item in enumerate(ordered, start=1)
    ]


def _edit(item: Item, names: Mapping[str, str], by: str | None) -> tuple[str, dict[str, Any]]:
    """Return what an item adds, and the fields of it."""
    fields: dict[str, Any]
    if isinstance(item, DraftIssue):
        what, fields = "issue", {"id": names[item.id], "question": item.question}
    elif isinstance(item, DraftClaim):
        what = "claim"
        fields = {"id": names[item.id], "text": item.text, "note": item.note}
        fields |= {"answers": names.get(item.answers, item.answers)} if item.answers else {}
        fields |= {"implicit": True} if item.implicit else {}
    elif isinstance(item, DraftRelation):
        what = "relation"
        fields = {
            "id": names[item.id],
            "kind": str(item.relation),
            "premises": [names.get(id, id) for id in item.premises],
            "target": names.get(item.target, item.target),
            "scheme": item.scheme,
            "note": item.note,
        }
    else:
        what = "commitment"
        fields = {
            "participant": item.participant,
            "post": item.post,
            "claim": names.get(item.claim, item.claim),
            "stance": str(item.stance),
        }
        fields |= {"hedged": True} if item.hedged else {}
    quotes = [{"words": q.quote, "post": q.post, "occurrence": q.occurrence} for q in item.all_quotes]
    said = {**fields, "quotes": quotes, "by": by}
    return what, {name: value for name, value in said.items() if value not in (None, [])}


def without_parts(items: Sequence[Item], gone: Iterable[str]) -> tuple[list[Item], dict[str, str]]:
    """Return the items without some, and without those that name one of these; and for each of the latter what it names."""
    out, why = set(gone), dict[str, str]()
    while more := {
        item.id: next(id for id in named(item) if id in out)
        for item in items
        if item.id not in out and not out.isdisjoint(named(item))
    }:
        out |= more.keys()
        why |= more
    return [item for item in items if item.id not in out], why


def held_to_rules(opened: Opened, draft: DraftFile) -> DraftFile:
    """Return a draft without what the map would not take, with the reasons. Nothing is written.

    All items are tried as one; those that make errors go, with what names them, until the rest makes none.

    Args:
        opened: the map.
        draft: the draft of it.
    """
    items, rejects = list(draft.items), list(draft.rejected)
    while items:
        try:
            made(opened, items)
            break
        except InvalidInput as error:
            faults = {
                fault.item: fault.message for fault in error.diagnostics if isinstance(fault, ItemFault)
            }
            if not faults:
                raise
        left, dependent = without_parts(items, faults)
        for item in items:
            why = faults.get(item.id) or (
                f"it needs {dependent[item.id]!r}" if item.id in dependent else None
            )
            if why is not None:
                task = item.post if isinstance(item, DraftClaim | DraftStance) else None
                rejects.append(
                    DraftReject(
                        task=task or opened.map.id,
                        what=f"{item.kind} {item.id}",
                        why=" ".join(why.split())[:900],
                    )
                )
        items = left
    return draft.model_copy(update={"items": tuple(items), "rejected": tuple(rejects)})


def made(
    opened: Opened, items: Sequence[Item], by: str | None = None, written: Mapping[str, str] = NO_NAMES
) -> Batch:
    """Return what items make of a map, as one batch; `by` becomes one of its annotators. Nothing is written.

    Raises:
        InvalidInput: an item cannot be added; each reason is an `ItemFault`.
    """
    all_edits: list[NumberedEdit] = list(edits(items, ids(opened.map), by, written))
    if by is not None and by not in opened.map.annotator_keys:
        all_edits.insert(
            0, ItemEdit(0, Location("draft", 1, 1), "add", "annotator", {"name": by}, item="--by")
        )
    return batch(opened, [replace(edit, number=number) for number, edit in enumerate(all_edits, start=1)])
