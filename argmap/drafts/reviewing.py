"""Judging the items of a draft one by one: every decision is kept at once, and what was accepted is written as one edit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from argmap.diagnostics import Diagnostic
from argmap.drafts.anchoring import NotAnchored, anchored
from argmap.drafts.edits import Item, ItemFault, made, map_names, named
from argmap.drafts.file import DraftClaim, DraftFile, DraftRelation, DraftStance, read_draft
from argmap.drafts.windows import thread_hash, thread_of
from argmap.editing.operations import Opened, open_map, write
from argmap.editing.parts import ids
from argmap.editing.quoting import selector
from argmap.errors import ArgmapError, InvalidInput
from argmap.model.base import Line, Record, Slug, Text, plain_data
from argmap.model.quote import Quote
from argmap.storage.files import Limits, current_limits, decode, read_bytes, write_atomic
from argmap.storage.read import parse
from argmap.storage.writer import record_yaml

LIMITS = Limits(max_bytes=20_000_000, max_depth=16)

EDITABLE: Mapping[str, tuple[str, ...]] = {
    "claim": ("text", "quote", "post"),
    "relation": ("relation", "premises", "target"),
    "stance": ("claim", "stance", "quote"),
}
"""The fields of an item that a person edits."""


class Verdict(StrEnum):
    """What a person makes of an item."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"


class ReviewDecision(Record):
    """What becomes of an item."""

    item: Slug = Field(description="Id of the item.")
    verdict: Verdict = Field(description="accept, edit or reject.")
    edited: dict[str, Any] | None = Field(None, description="The fields that were edited.")
    by: Line = Field(description="Who decided.")
    of: Line = Field(description="A fingerprint of the item that was decided on.")


class BlindMark(Record):
    """A claim that a person found in a post before seeing what the draft has there."""

    post: Slug = Field(description="Id of the post.")
    quote: Text = Field(description="Words of the post, verbatim.")
    by: Line = Field(description="Who found it.")


class ReviewFile(Record):
    """The content of the file that keeps decisions, so that reviewing can stop and go on."""

    format: Literal["argmap-review/1"] = "argmap-review/1"
    map: Slug = Field(description="Id of the map.")
    decisions: tuple[ReviewDecision, ...] = ()
    written: dict[str, str] = Field({}, description="The id in the map of each item that is there.")
    blind: tuple[Slug, ...] = Field((), description="Posts that were read before their items were shown.")
    marks: tuple[BlindMark, ...] = ()


@dataclass
class Review:
    """A draft, its map, and the decisions so far."""

    opened: Opened
    draft: DraftFile
    log: Path
    by: str
    decisions: dict[str, ReviewDecision] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    blind: tuple[str, ...] = ()
    marks: list[BlindMark] = field(default_factory=list)

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

    def decide(self, item: Item, verdict: Verdict, edited: dict[str, Any] | None = None) -> None:
        """Keep a decision, in the file as well.

        Raises:
            ArgmapError: the item is in the map already; `argmap edit undo` takes it back.
        """
        if item.id in self.written:
            raise ArgmapError(f"{item.id} is in the map already; 'argmap edit undo' takes it back")
        self.decisions[item.id] = ReviewDecision(
            item=item.id, verdict=verdict, edited=edited, by=self.by, of=fingerprint(item)
        )
        self.save()

    def take_back(self, id: str) -> None:
        """Forget a decision.

        Raises:
            ArgmapError: the item is in the map already.
        """
        if id in self.written:
            raise ArgmapError(f"{id} is in the map already; 'argmap edit undo' takes it back")
        self.decisions.pop(id, None)
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
        known = EDITABLE[item.kind]
        if not isinstance(parsed.data, dict) or not set(parsed.data) <= set(known):
            raise ArgmapError(f"an edit has the fields {', '.join(known)}; nothing was decided")
        fields = dict(parsed.data)
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
        return {"quote": anchor.words, "occurrence": None, "anchored_from": None}

    def _require_sound(self, items: Iterable[Item]) -> None:
        """Do nothing if the map could take some items; those that wait for others are left aside."""
        there = {item.id: item for item in items}
        ready = [
            item
            for item in there.values()
            if all(id in there or id in self.written or id not in self.by_id for id in named(item))
        ]
        made(self.opened, ready, self.by, self.written)

    def finish(self) -> tuple[str, tuple[Diagnostic, ...]]:
        """Write what was accepted into the map as one edit; return what was done, and what is new and wrong there.

        Raises:
            InvalidInput: the map could not take an item; nothing is written, and the decisions on these items are open
                again.
            ChangedMeanwhile: somebody else changed the map; nothing is written.
        """
        items = self._ready()
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
        names = map_names(items, ids(self.opened.map))
        written = self.written | names
        beside = {self.log: self._content(written)}
        write(self.opened, batch.after, batch.did, batch.thread_after, beside)
        self.written = written
        self.opened = open_map(str(self.opened.path))
        return batch.did, batch.findings

    def _ready(self) -> list[Item]:
        """Return what is taken and finds all that it names; the rest waits for decisions."""
        items = {item.id: item for item in self.unwritten}
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
        write_atomic(self.log, self._content(self.written))

    def _content(self, written: Mapping[str, str]) -> bytes:
        """Return what the file of decisions holds when some items have been written."""
        content = ReviewFile(
            map=self.draft.map,
            decisions=tuple(self.decisions.values()),
            written=dict(written),
            blind=self.blind,
            marks=tuple(self.marks),
        )
        return (json.dumps(plain_data(content), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def fingerprint(item: Item) -> str:
    """Return what changes whenever an item says something else; votes and models do not matter."""
    data = plain_data(item)
    said = {name: data.get(name) for name in (*EDITABLE[item.kind], "participant", "post")}
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def open_review(path: str, draft_path: Path, by: str) -> tuple[Review, list[str]]:
    """Return a review as it was left, and notes on what has changed since.

    Args:
        path: the map.
        draft_path: the draft.
        by: who decides.

    Raises:
        ArgmapError: the draft is of another map, or the words of the thread have changed.
    """
    draft, opened = read_draft(draft_path), open_map(path)
    if draft.map != opened.map.id:
        raise ArgmapError(f"{draft_path} is a draft of the map {draft.map!r}, and this is {opened.map.id!r}")
    if draft.thread_hash != thread_hash(thread_of(opened.map)):
        raise ArgmapError(
            f"the words of the thread have changed since {draft_path} was made; make the draft anew"
        )
    log = draft_path.with_suffix(".review.json")
    review, notes = Review(opened, draft, log, by), list[str]()
    if not log.exists():
        return review, notes
    try:
        kept = ReviewFile.model_validate(json.loads(decode(read_bytes(log, LIMITS), str(log))))
    except (ValueError, RecursionError) as error:
        raise ArgmapError(
            f"{log}: this is no file of decisions: {error}; move it away to begin anew"
        ) from error
    for decision in kept.decisions:
        item = review.by_id.get(decision.item)
        if item is None or fingerprint(item) != decision.of:
            notes.append(f"the decision on {decision.item} is gone: the draft says something else there now")
        else:
            review.decisions[decision.item] = decision
    review.written = {id: name for id, name in kept.written.items() if id in review.decisions}
    for id in [id for id in review.written if not _is_there(review, id)]:
        notes.append(f"{id} was taken out of the map since; it is accepted and can be written again")
        del review.written[id]
    review.blind, review.marks = kept.blind, list(kept.marks)
    return review, notes


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
