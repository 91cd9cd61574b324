"""Many edits as one: each builds on those before it, and all are checked and written together, or none is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from argmap.diagnostics import Diagnostic, Severity
from argmap.editing.additions import addition
from argmap.editing.batch.reading import NumberedEdit
from argmap.editing.news import content
from argmap.editing.operations import Opened, field_passes, judged
from argmap.editing.parts import fields_of, record
from argmap.editing.plan import EditPlan
from argmap.editing.posts import PostSplit, joining, means_post, setting, splitting
from argmap.editing.references import removal, renaming, unquoting
from argmap.editing.threads import inside, refuse_if_used
from argmap.errors import ArgmapError, InvalidInput, UnknownName
from argmap.model.base import shortened
from argmap.model.document import MapDocument
from argmap.model.thread import Thread
from argmap.storage.edit import CannotEdit, Pass, proven, rewritten, with_changes
from argmap.storage.files import current_limits
from argmap.storage.read import Parsed

LONGEST_SUMMARY = 200
"""Characters of what a batch did, in the journal and on the screen."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch makes of a map: the new texts, what it did, what is new and wrong with the changed parts, and the map."""

    after: str
    thread_after: str | None
    did: str
    findings: tuple[Diagnostic, ...]
    opened: Opened | None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A text that is being changed, and the data in it."""

    text: str
    data: Any

    def with_passes(self, passes: Iterable[Pass]) -> _Sheet:
        sheet = self
        for changes in passes:
            sheet = _Sheet(rewritten(sheet.text, changes), with_changes(sheet.data, changes))
        return sheet


@dataclass(frozen=True, slots=True)
class _State:
    """A map between two edits: what it holds, whole or not, with its sheet and that of its thread."""

    map: MapDocument
    sheet: _Sheet
    thread: _Sheet | None


def batch(opened: Opened, edits: Sequence[NumberedEdit]) -> Batch:
    """Return what edits make of a map. Nothing is written.

    Raises:
        InvalidInput: an edit cannot be made, or the map would have errors after all of them; each reason says which
            edit, and where it stands.
    """
    states = [_opened(opened)]
    did: list[str] = []
    for edit in edits:
        try:
            state, what = _after(opened, states[-1], edit)
        except InvalidInput as error:
            raise InvalidInput(edit.fault(_without_file(reason)) for reason in error.diagnostics) from error
        except ArgmapError as error:
            raise InvalidInput([edit.fault(str(error))]) from error
        states.append(state)
        did.append(what)
    after, thread_after = _texts(opened, states[-1])
    made = judged(opened, *_proven(opened, states, edits))
    errors = [finding for finding in made.new if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidInput(_blamed(opened, states, edits, errors))
    summary = did[0] if len(did) == 1 else f"{len(did)} edits: {'; '.join(did)}"
    return Batch(after, thread_after, shortened(summary, LONGEST_SUMMARY), made.new, made.opened)


def _opened(opened: Opened) -> _State:
    sheet = _Sheet(opened.text, opened.data)
    if opened.thread_path is None:
        return _State(opened.map, sheet, None)
    data = opened.parsed[opened.thread_path].data
    return _State(opened.map, sheet, _Sheet(opened.thread_text, data))


def _after(opened: Opened, state: _State, edit: NumberedEdit) -> tuple[_State, str]:
    """Return the map after an edit, whose parts may still name what is not there yet, and what the edit did."""
    plan = PLANS[edit.verb](state.map, edit)
    refuse_if_used(opened, plan, state.map.thread)
    passes = plan.passes if state.thread is not None else (*inside(plan.thread), *plan.passes)
    sheet, thread, inner = state.sheet.with_passes(passes), state.thread, state.map.thread
    if thread is not None and plan.thread:
        thread = thread.with_passes(plan.thread)
        inner = Thread.model_validate(thread.data)
    data = sheet.data if thread is None else {**sheet.data, "thread": inner}
    return _State(MapDocument.model_validate(data), sheet, thread), plan.did


def _add(map: MapDocument, edit: NumberedEdit) -> EditPlan:
    return addition(map, edit.what, edit.fields)


def _set(map: MapDocument, edit: NumberedEdit) -> EditPlan:
    if map.thread is not None and means_post(map, edit.what, edit.fields):
        return setting(map.thread, edit.what, edit.fields)
    if "id" in edit.fields:
        raise ArgmapError(f"an id is renamed, with every reference to it: {{rename: {edit.what}, to: NEW}}")
    known = fields_of(record(map, edit.what)[1])
    for field in edit.fields:
        if field not in known:
            raise UnknownName("field", field, known)
    values = {
        field: tuple(value) if isinstance(value, list) else value for field, value in edit.fields.items()
    }
    return EditPlan(f"set {', '.join(values)} of {edit.what}", field_passes(map, edit.what, values))


def _remove(map: MapDocument, edit: NumberedEdit) -> EditPlan:
    number = edit.fields.get("quote")
    if number is not None:
        return unquoting(map, edit.what, number)
    changes, gone = removal(map, edit.what, cascade=bool(edit.fields.get("cascade")))
    return EditPlan(f"remove {', '.join(gone)}", (changes,))


def _rename(map: MapDocument, edit: NumberedEdit) -> EditPlan:
    new = edit.fields["to"]
    return EditPlan(f"rename {edit.what} to {new}", (renaming(map, edit.what, new),))


def _split(map: MapDocument, edit: NumberedEdit) -> EditPlan:
    return splitting(
        _thread(map),
        map,
        edit.what,
        PostSplit(**{**edit.fields, "replies": tuple(edit.fields.get("replies", ()))}),
    )


def _join(map: MapDocument, edit: NumberedEdit) -> EditPlan:
    return joining(_thread(map), map, edit.what)


def _thread(map: MapDocument) -> Thread:
    if map.thread is None:
        raise ArgmapError("the map has no thread")
    return map.thread


PLANS: dict[str, Callable[[MapDocument, NumberedEdit], EditPlan]] = {
    "add": _add,
    "set": _set,
    "remove": _remove,
    "rename": _rename,
    "split": _split,
    "join": _join,
}
"""What makes the plan of an edit, by its verb."""


def _texts(opened: Opened, state: _State) -> tuple[str, str | None]:
    """Return the text of the map, and that of its thread if it changed."""
    thread = state.thread.text if state.thread is not None else None
    return state.sheet.text, None if thread == opened.thread_text else thread


def _proven(
    opened: Opened, states: Sequence[_State], edits: Sequence[NumberedEdit]
) -> tuple[Parsed, Parsed | None]:
    """Return what parsing the last texts gives, that of the thread if it changed, if they hold the data that the edits make.

    Raises:
        InvalidInput: a text cannot be changed in place; the reason names the first edit that cannot be made.
    """
    try:
        return _proven_one(opened, states[-1])
    except CannotEdit as last:
        for state, edit in zip(states[1:], edits, strict=True):
            try:
                _proven_one(opened, state)
            except CannotEdit as error:
                raise InvalidInput([edit.fault(str(error))]) from error
        raise InvalidInput([edits[-1].fault(str(last))]) from last


def _proven_one(opened: Opened, state: _State) -> tuple[Parsed, Parsed | None]:
    limits, sheet, thread = current_limits(), state.sheet, state.thread
    own = proven(sheet.text, sheet.data, (), limits, str(opened.path))
    if thread is None or thread.text == opened.thread_text:
        return own, None
    return own, proven(thread.text, thread.data, (), limits, str(opened.thread_path))


def _blamed(
    opened: Opened, states: Sequence[_State], edits: Sequence[NumberedEdit], errors: Iterable[Diagnostic]
) -> list[object]:
    """Return errors with the edit that made each: the map has the error after it and had not before."""
    seen: dict[int, frozenset[tuple[str, str]]] = {}

    def has(number: int, error: Diagnostic) -> bool:
        if number not in seen:
            made = judged(opened, *_texts(opened, states[number]))
            seen[number] = frozenset(content(finding) for finding in made.new)
        return content(error) in seen[number]

    reasons: list[tuple[int, object]] = []
    for error in errors:
        without, with_it = 0, len(edits)
        while with_it - without > 1:
            middle = (without + with_it) // 2
            without, with_it = (without, middle) if has(middle, error) else (middle, with_it)
        edit = edits[with_it - 1]
        reasons.append((edit.number, edit.fault(error.message, error.code, error.help)))
    return [reason for _, reason in sorted(reasons, key=lambda numbered: numbered[0])]


def _without_file(reason: object) -> str:
    """Return what is wrong with a map, by the path of the part and not by its place in a file that is not written."""
    if not isinstance(reason, Diagnostic):
        return str(reason)
    return str(replace(reason, location=replace(reason.location, file=None, line=None, column=None)))
