"""Judging the items of a draft one by one: every decision is kept at once, and what was accepted is written as one edit."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.drafts.anchoring import NotAnchored, anchored
from argmap.drafts.decisions import (
    EDITABLE,
    BlindMark,
    ReviewDecision,
    ReviewFile,
    Verdict,
    fingerprint,
    log_bytes,
    log_of,
    read_log,
)
from argmap.drafts.edits import Item, ItemFault, made, map_names, named
from argmap.drafts.file import DraftClaim, DraftFile, DraftRelation, DraftStance, read_draft
from argmap.drafts.windows import thread_hash, thread_of
from argmap.editing.operations import Opened, open_map, write
from argmap.editing.parts import ids
from argmap.editing.quoting import selector
from argmap.errors import ArgmapError, InvalidInput
from argmap.model.base import plain_data
from argmap.model.quote import Quote
from argmap.storage.files import current_limits, write_atomic
from argmap.storage.read import parse
from argmap.storage.writer import record_yaml


@dataclass
class Review:
    """A draft, its map, and the decisions so far; what is `gone` was written and is not in the map any more."""

    opened: Opened
    draft: DraftFile
    log: Path
    by: str
    decisions: dict[str, ReviewDecision] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    blind: tuple[str, ...] = ()
    marks: list[BlindMark] = field(default_factory=list)
    kept: ReviewFile | None = None

    def __post_init__(self) -> None:
        numbers = thread_of(self.opened.map).numbers
        self.by_id = {item.id: item for item in self.draft.items}
        self.items = sorted(self.draft.items, key=lambda item: numbers.get(self.post(item) or "", 0))

    def post(self, item: Item) -> str | None:
        """Return the post that an item belongs to; of a relation, the last of those that its ends quote."""
        if not isinstance(item, DraftRelation):
            return item.post
        numbers = thread_of(self.opened.map).numbers
        posts = [post for end in named(item) if (post := self._post_of(end)) is not None]
        return max(posts, key=lambda post: numbers[post], default=None)

    def _post_of(self, id: str) -> str | None:
        item = self.by_id.get(id)
        if item is not None:
            return self.post(item)
        part = self.opened.map.nodes.get(id)
        return next((quote.post for quote in part.quotes), None) if part is not None else None

    def text(self, id: str) -> str:
        """Return what a claim says, of the draft as it was decided or of the map; of a relation, its ends."""
        item = self.by_id.get(id)
        if isinstance(item, DraftClaim):
            return self.as_decided(item).text  # type: ignore[union-attr]
        if isinstance(item, DraftRelation):
            return f"{' + '.join(item.premises)} {item.relation} {item.target}"
        part = self.opened.map.nodes.get(id)
        return part.text if part is not None else id

    def quotes(self, item: Item) -> tuple[Quote, ...]:
        """Return the words of an item, and of the claims that it names."""
        decided = self.as_decided(item)
        if not isinstance(decided, DraftRelation):
            return (selector(thread_of(self.opened.map), decided.quote, decided.post, decided.occurrence),)
        return tuple(quote for id in named(decided) for quote in self._quotes_of(id))

    def _quotes_of(self, id: str) -> tuple[Quote, ...]:
        item = self.by_id.get(id)
        if item is not None:
            return self.quotes(item)
        part = self.opened.map.nodes.get(id)
        return part.quotes if part is not None else ()

    def lacking(self, item: Item) -> str | None:
        """Return what an item names and the map will not have, because it was rejected."""
        for id in named(item):
            other = self.by_id.get(id)
            if other is None:
                continue
            decision = self.decisions.get(id)
            if (decision is not None and decision.verdict is Verdict.REJECT) or self.lacking(other):
                return id
        return None

    @property
    def open(self) -> list[Item]:
        """The items that wait for a decision, in order; those that name what is rejected wait for nothing."""
        return [i for i in self.items if i.id not in self.decisions and self.lacking(i) is None]

    @property
    def unwritten(self) -> list[Item]:
        """The items that are taken and not in the map, as they were edited."""
        return [
            self.as_decided(item)
            for item in self.items
            if item.id not in self.written
            and self.lacking(item) is None
            and (made := self.decisions.get(item.id)) is not None
            and made.verdict is not Verdict.REJECT
        ]

    def as_decided(self, item: Item) -> Item:
        """Return an item with what was edited."""
        made = self.decisions.get(item.id)
        return item.model_copy(update=made.edited) if made is not None and made.edited else item

    def read_log(self) -> list[str]:
        """Take over the decisions in the file, of whoever made them; return notes on what has changed since they were."""
        kept, notes = read_log(self.log), list[str]()
        self.kept = kept
        if kept is None:
            return notes
        self.decisions, self.gone = {}, {}
        for decision in kept.decisions:
            item = self.by_id.get(decision.item)
            if item is None or fingerprint(item) != decision.of:
                notes.append(
                    f"the decision on {decision.item} is gone: the draft says something else there now"
                )
            else:
                self.decisions[decision.item] = decision
        self.written = {id: name for id, name in kept.written.items() if id in self.decisions}
        for id in [id for id in self.written if not _is_there(self, id)]:
            if (name := _renamed(self, id)) is not None:
                self.written[id] = name
                continue
            notes.append(f"{id} was taken out of the map since; it is accepted and can be written again")
            self.gone[id] = self.written.pop(id)
        self.blind, self.marks = kept.blind, list(kept.marks)
        return notes

    def _meet_others(self) -> None:
        """Take over what somebody else has decided since the file was read or written, so that nothing of it is lost."""
        if read_log(self.log) != self.kept:
            self.opened = open_map(str(self.opened.path))
            self.read_log()

    def decide(self, item: Item, verdict: Verdict, edited: dict[str, Any] | None = None) -> None:
        """Keep a decision, in the file as well.

        Raises:
            ArgmapError: the item is in the map already; `argmap edit undo` takes it back.
        """
        self._meet_others()
        if item.id in self.written:
            raise ArgmapError(f"{item.id} is in the map already; 'argmap edit undo' takes it back")
        self.gone.pop(item.id, None)
        self.decisions[item.id] = ReviewDecision(
            item=item.id, verdict=verdict, edited=edited, by=self.by, of=fingerprint(item)
        )
        self.save()

    def take_back(self, id: str) -> None:
        """Forget a decision.

        Raises:
            ArgmapError: the item is in the map already.
        """
        self._meet_others()
        if id in self.written:
            raise ArgmapError(f"{id} is in the map already; 'argmap edit undo' takes it back")
        self.decisions.pop(id, None)
        self.gone.pop(id, None)
        self.save()

    def as_yaml(self, item: Item) -> str:
        """Return the fields of an item that a person edits, as text."""
        data = plain_data(self.as_decided(item))
        return record_yaml({name: data[name] for name in EDITABLE[item.kind]})

    def edit(self, item: Item, text: str) -> None:
        """Take an item as it was written anew; its words are held to the thread, and the whole to the rules.

        Raises:
            ArgmapError: it is no such item, its words are not there, or the map could not take it; nothing is decided.
        """
        parsed = parse(text, f"<{item.id}>", current_limits())
        if parsed.diagnostics:
            raise InvalidInput(parsed.diagnostics)
        self.change(item, parsed.data)

    def change(self, item: Item, new: object) -> None:
        """Take an item with other fields, as `edit` does.

        Raises:
            ArgmapError: as of `edit`; nothing is decided.
        """
        known = EDITABLE[item.kind]
        if not isinstance(new, dict) or not set(new) <= set(known):
            raise ArgmapError(f"an edit has the fields {', '.join(known)}; nothing was decided")
        fields = dict(new)
        if "quote" in fields and (fields["quote"], fields.get("post")) != (
            getattr(item, "quote", None),
            getattr(item, "post", None),
        ):
            fields |= self._found(str(fields["quote"]), str(fields.get("post", getattr(item, "post", ""))))
        changed = item.model_copy(update=fields)
        self._require_sound([*self.unwritten, changed])
        self.decide(item, Verdict.EDIT, fields)

    def _found(self, words: str, post: str) -> dict[str, Any]:
        thread = thread_of(self.opened.map)
        if post not in thread.posts_by_id:
            raise ArgmapError(f"there is no post {post!r}; nothing was decided")
        try:
            anchor = anchored(thread, words, (post,))
        except NotAnchored as why:
            raise ArgmapError(f"{why}; nothing was decided") from why
        if anchor.replaced is not None:
            raise ArgmapError(
                f"these words do not stand in {post}, but {anchor.words!r} does; nothing was decided"
            )
        return {"quote": anchor.words, "occurrence": anchor.occurrence, "anchored_from": None}

    def _require_sound(self, items: Iterable[Item]) -> None:
        """Do nothing if the map could take some items; those that wait for others are left aside."""
        there = {item.id: item for item in items}
        ready = [
            item
            for item in there.values()
            if all(id in there or id in self.written or id not in self.by_id for id in named(item))
        ]
        made(self.opened, ready, self.by, self.written)

    def finish(self, *, again: bool = True) -> tuple[str, tuple[Diagnostic, ...]]:
        """Write what was accepted into the map as one edit; return what was done, and what is new and wrong there.

        The file of decisions and the map are written as one: whoever is ended meanwhile finds both as before, or both done.

        Args:
            again: whether what was taken out of the map since it was written is written again.

        Raises:
            InvalidInput: the map could not take an item; nothing is written, and the decisions on these items are open
                again.
            ChangedMeanwhile: somebody else changed the map; nothing is written.
        """
        items = self._ready(() if again else self.gone)
        if not items:
            return "", ()
        try:
            batch = made(self.opened, items, self.by, self.written)
        except InvalidInput as error:
            for fault in error.diagnostics:
                if isinstance(fault, ItemFault):
                    self.decisions.pop(fault.item, None)
            self.save()
            raise
        before = dict(self.written)
        self.written |= map_names(items, ids(self.opened.map))
        kept = self._content()
        try:
            beside = {self.log: log_bytes(kept)}
            write(self.opened, batch.after, batch.did, batch.thread_after, beside)
        except BaseException:
            self.written = before
            raise
        self.kept = kept
        self.opened = open_map(str(self.opened.path))
        self.gone = {id: name for id, name in self.gone.items() if id not in self.written}
        return batch.did, batch.findings

    def _ready(self, aside: Container[str] = ()) -> list[Item]:
        """Return what is taken and finds all that it names, without some; the rest waits for decisions."""
        items = {item.id: item for item in self.unwritten if item.id not in aside}
        while waiting := [
            id
            for id, item in items.items()
            if any(end in self.by_id and end not in items and end not in self.written for end in named(item))
        ]:
            for id in waiting:
                del items[id]
        return list(items.values())

    def save(self) -> None:
        """Write the decisions into their file."""
        self.kept = self._content()
        write_atomic(self.log, log_bytes(self.kept))

    def _content(self) -> ReviewFile:
        """Return what the file of decisions holds."""
        return ReviewFile(
            map=self.draft.map,
            decisions=tuple(self.decisions.values()),
            written={**self.gone, **self.written},
            blind=self.blind,
            marks=tuple(self.marks),
        )


def open_review(path: str | Opened, draft_path: Path, by: str) -> tuple[Review, list[str]]:
    """Return a review as it was left, and notes on what has changed since.

    Args:
        path: the map, or as it was opened.
        draft_path: the draft.
        by: who decides.

    Raises:
        ArgmapError: the draft is of another map, or the words of the thread have changed.
    """
    draft, opened = read_draft(draft_path), path if isinstance(path, Opened) else open_map(path)
    if draft.map != opened.map.id:
        raise ArgmapError(f"{draft_path} is a draft of the map {draft.map!r}, and this is {opened.map.id!r}")
    if draft.thread_hash != thread_hash(thread_of(opened.map)):
        raise ArgmapError(
            f"the words of the thread have changed since {draft_path} was made; make the draft anew"
        )
    review = Review(opened, draft, log_of(draft_path), by)
    return review, review.read_log()


def _is_there(review: Review, id: str) -> bool:
    """Return whether an item that was written is in the map."""
    item = review.by_id[id]
    if isinstance(item, DraftStance):
        decided = review.as_decided(item)
        claim = review.written.get(decided.claim, decided.claim)  # type: ignore[union-attr]
        return any(
            c.participant == item.participant and c.claim == claim for c in review.opened.map.commitments
        )
    return review.written[id] in set(ids(review.opened.map))


def _renamed(review: Review, id: str) -> str | None:
    """Return the id that a claim has now which the map had under another one, and None if it is not there."""
    decided = review.as_decided(review.by_id[id])
    if not isinstance(decided, DraftClaim):
        return None
    texts = ((claim.id, claim.text) for claim in review.opened.map.claims)
    return next((name for name, text in texts if text == decided.text), None)
