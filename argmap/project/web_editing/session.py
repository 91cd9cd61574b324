"""A map that a page edits: every edit is made on what is on the disk now, checked, written at once, and answered with the new state."""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.drafts.reviewing import open_review
from argmap.editing.batch.applying import batch
from argmap.editing.batch.reading import NumberedEdit, read_edits
from argmap.editing.journal import next_steps, redo, request_of, undo
from argmap.editing.operations import Opened, commit, is_current, open_map, write
from argmap.editing.references import removal
from argmap.errors import ArgmapError, InvalidInput
from argmap.model.map import ArgumentMap
from argmap.project.web_editing.drafted import DraftSource, OtherOffer, decide, draft_state
from argmap.project.web_editing.preparing import SentEdit, clashes, with_readable_ids, with_words
from argmap.project.web_editing.state import State, state_of, version_of
from argmap.storage.edit import edited
from argmap.storage.files import ChangedMeanwhile, current_limits

OK = 200

KEPT = 50
"""Versions of the map that are remembered, to see what somebody else has changed since a page was given one."""

TRIES = 5
"""Times that an edit is made anew because a file changed between reading and writing it."""

NUMBER = re.compile(r"^.*?edit (\d+): ")
"""How a fault of a batch begins: its place in a file that nobody has, and its number."""


@dataclass(frozen=True, slots=True)
class EditAnswer:
    """What a page is told: an HTTP status, and data."""

    status: int
    data: Mapping[str, Any]


class EditSession:
    """The map that a server lets pages edit. Its methods may be called from several threads.

    Args:
        source: a dataset, or the file of its map.
        draft: a draft of it, whose items pages show and decide on.

    Raises:
        InvalidInput: the map has faults; they are corrected in an editor first.
        ArgmapError: it or the draft cannot be read, or the draft is of something else.
    """

    def __init__(self, source: str, draft: DraftSource | None = None) -> None:
        opened = open_map(source)
        self.path: Path = opened.path
        self.last = opened
        self.draft = draft
        if draft is not None:
            open_review(opened, draft.path, draft.by)
        self.lock = threading.Lock()
        self.seen: OrderedDict[str, ArgumentMap] = OrderedDict()
        self.asking = threading.Lock()
        self.done: OrderedDict[str, Mapping[str, Any]] = OrderedDict()

    def opened(self) -> Opened:
        """Return the map as it is on the disk.

        Raises:
            InvalidInput: it has faults.
        """
        if not is_current(self.last):
            self.last = open_map(str(self.path))
        return self.last

    def state(self, known: str = "", known_draft: str = "") -> EditAnswer:
        """Return the state of the map; without data (304) if a page has these versions of it and its draft already."""
        with self.lock:
            return self._answered(lambda: self._state(known, known_draft))

    def once(self, key: str, change: Callable[[], EditAnswer]) -> EditAnswer:
        """Return the answer of a change; what is asked for again, because its answer was lost, is not done again.

        Args:
            key: what the page asks with, the same each time; "" if it does not ask again.
            change: what makes the change.
        """
        with self.asking:
            if key in self.done:
                return self._changed(lambda: self._repeated(self.done[key]))
            answer = change()
            if key and answer.status == OK:
                self.done[key] = {name: data for name, data in answer.data.items() if name != "state"}
                while len(self.done) > KEPT:
                    self.done.popitem(last=False)
            return answer

    def _repeated(self, said: Mapping[str, Any]) -> EditAnswer:
        return EditAnswer(OK, {**said, "state": self._remembered(self.opened())})

    def edit(
        self, version: str, edits: Sequence[SentEdit], temporary: Sequence[str] = (), key: str = ""
    ) -> EditAnswer:
        """Make edits as one, and return the new state.

        Args:
            version: the version of the map that the page shows. If the map is another by now, edits are made all the
                same unless they name something that is not what the page shows.
            edits: records of a batch, with offsets in place of words where the page has them.
            temporary: ids that the page gave to what it adds.
            key: what the page asks with, also again if no answer comes, as when the server was killed before.
        """
        return self._changed(lambda: self._edit(version, edits, temporary, key))

    def undo(self, version: str) -> EditAnswer:
        """Undo the last edit of the map, whoever made it, if the page shows the map as it is."""
        return self._changed(lambda: self._step(version, undo))

    def redo(self, version: str) -> EditAnswer:
        """Make the edit again that was undone last, if the page shows the map as it is."""
        return self._changed(lambda: self._step(version, redo))

    def fix(self, version: str, code: str, message: str) -> EditAnswer:
        """Make the change that fixes a finding, if the page shows the map as it is."""
        return self._changed(lambda: self._fix(version, code, message))

    def decide(self, offer: str, of: str, verdict: str, fields: Any = None) -> EditAnswer:
        """Decide on what the draft offers, as `drafted.decide` does; what is accepted enters the map."""
        return self._changed(lambda: self._decide(offer, of, verdict, fields))

    def _changed(self, change: Callable[[], EditAnswer]) -> EditAnswer:
        with self.lock:
            for _ in range(TRIES):
                try:
                    return self._answered(change)
                except ChangedMeanwhile:
                    continue
            return EditAnswer(409, {"conflict": [], **self._state("").data})

    def _answered(self, answer: Callable[[], EditAnswer]) -> EditAnswer:
        """Return an answer, or what is wrong."""
        try:
            return answer()
        except ChangedMeanwhile:
            raise
        except ArgmapError as error:
            try:
                self.opened()
            except ArgmapError as broken:
                return EditAnswer(423, {"broken": _lines(broken)})
            return EditAnswer(422, {"refused": _lines(error)})

    def _state(self, known: str, known_draft: str = "") -> EditAnswer:
        opened = self.opened()
        if version_of(opened) == known and (self.draft is None or self.draft.version == known_draft):
            return EditAnswer(304, {})
        return EditAnswer(200, {"state": self._remembered(opened)})

    def _remembered(self, opened: Opened) -> State:
        state = state_of(opened, opened.findings, next_steps(opened.path))
        self.seen[state["version"]] = opened.map
        while len(self.seen) > KEPT:
            self.seen.popitem(last=False)
        return state if self.draft is None else state | {"draft": draft_state(opened, self.draft)}

    def _decide(self, offer: str, of: str, verdict: str, fields: Any) -> EditAnswer:
        if self.draft is None:
            raise ArgmapError("this editor was started without a draft")
        try:
            did = decide(self.opened(), self.draft, offer, of, verdict, fields)
        except OtherOffer:
            return EditAnswer(409, {"conflict": [offer], "state": self._remembered(self.opened())})
        return EditAnswer(200, {"state": self._remembered(self.opened()), "did": did})

    def _edit(self, version: str, sent: Sequence[SentEdit], temporary: Sequence[str], key: str) -> EditAnswer:
        opened = self.opened()
        merged = version != version_of(opened)
        if merged and key and (written := request_of(opened.path, key)) is not None:
            return self._repeated({"names": written.get("names", {})})
        if merged:
            gone = _taken_away(opened.map, sent)
            if clash := clashes(self.seen.get(version), opened.map, sent, gone):
                return EditAnswer(409, {"conflict": clash, "state": self._remembered(opened)})
        named, names = with_readable_ids(opened.map, sent, temporary)
        edits = _read(with_words(opened.map.thread, named))
        made = batch(opened, edits)
        request = {"key": key, "names": names} if key else None
        write(opened, made.after, made.did, made.thread_after, request=request)
        self.last = made.opened or self.last
        state = self._remembered(self.opened())
        return EditAnswer(200, {"state": state, "did": made.did, "names": names, "merged": merged})

    def _step(self, version: str, step: Callable[[Path], str]) -> EditAnswer:
        opened = self.opened()
        if version != version_of(opened):
            return EditAnswer(409, {"conflict": ["map"], "state": self._remembered(opened)})
        did = step(opened.path)
        return EditAnswer(200, {"state": self._remembered(self.opened()), "did": did})

    def _fix(self, version: str, code: str, message: str) -> EditAnswer:
        opened = self.opened()
        if version != version_of(opened):
            return EditAnswer(409, {"conflict": ["map"], "state": self._remembered(opened)})
        for finding in opened.findings:
            if finding.fix is not None and (finding.code, finding.message) == (code, message):
                after = edited(opened.text, finding.fix.edits, current_limits())
                commit(opened, after, finding.fix.title)
                return EditAnswer(200, {"state": self._remembered(self.opened()), "did": finding.fix.title})
        raise ArgmapError(f"nothing is wrong of which this is the fix: {code} {message}")


def _read(edits: Sequence[SentEdit]) -> tuple[NumberedEdit, ...]:
    return read_edits(json.dumps(edits, ensure_ascii=False).encode("utf-8"), "edits.json")


def _taken_away(map: ArgumentMap, edits: Sequence[SentEdit]) -> list[str]:
    """Return what goes with what edits remove."""
    gone: list[str] = []
    for edit in edits:
        if edit.get("cascade") and isinstance(edit.get("remove"), str):
            try:
                gone += removal(map, edit["remove"], cascade=True)[1]
            except ArgmapError:  # it is not there any more, which is a clash of its own
                continue
    return gone


def _lines(error: ArgmapError) -> list[str]:
    """Return what is wrong, without the places in a file of edits that nobody has."""
    reasons = error.diagnostics if isinstance(error, InvalidInput) else [str(error)]
    return [_line(reason) for reason in reasons]


def _line(reason: object) -> str:
    if isinstance(reason, Diagnostic) and reason.message.startswith("edit "):
        return NUMBER.sub("", f"{reason.message}; {reason.help}" if reason.help else reason.message)
    return NUMBER.sub("", str(reason))
