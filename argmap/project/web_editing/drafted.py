"""A draft beside the map that a page edits: what it offers, and decisions on it, kept as `argmap review` keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.drafts.decisions import ReviewDecision, Verdict, fingerprint, log_of
from argmap.drafts.file import DraftClaim, DraftIssue, DraftRelation, Item, named
from argmap.drafts.reading_order import own_quotes
from argmap.drafts.reviewing import Review, open_review
from argmap.drafts.windows import thread_of
from argmap.editing.operations import Opened
from argmap.errors import ArgmapError, UnknownName
from argmap.model.quote import find_quote
from argmap.storage.files import digest

OFFER = "draft:"
"""What the page puts before the id of an item, so that it is none of the map's; no id has a colon."""

OPEN = "open"
"""What the page says in place of a verdict that is taken back."""


class OtherOffer(ArgmapError):
    """The draft says something else there than the page has shown."""


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A draft that the page offers, and who decides on it."""

    path: Path
    by: str

    @property
    def version(self) -> str:
        """What tells the draft and its decisions from all others."""
        files = (self.path, log_of(self.path))
        return digest(b"\0".join(file.read_bytes() if file.is_file() else b"" for file in files))


def draft_state(opened: Opened, source: DraftSource) -> dict[str, Any]:
    """Return what a draft offers, for the page.

    Returns:
        `version`, `by`, `offers` in the order of the thread, and `notes` to their reader; or `version` and `trouble`, if
        the draft cannot be used as it is.
    """
    version = source.version
    try:
        review, _ = open_review(opened, source.path, source.by)
    except ArgmapError as error:
        return {"version": version, "by": source.by, "offers": [], "notes": [], "trouble": str(error)}
    offers = [_offer(review, item, number) for number, item in enumerate(review.items, start=1)]
    notes = [f"{run.model}: {run.note}" for run in review.draft.runs if run.note]
    return {"version": version, "by": source.by, "offers": offers, "notes": notes, "trouble": ""}


def _offer(review: Review, item: Item, number: int) -> dict[str, Any]:
    decided = review.as_decided(item)
    made: dict[str, Any] = {
        "id": OFFER + item.id,
        "number": number,
        "kind": item.kind,
        "of": fingerprint(item),
        "state": _standing(review, item),
        "lacks": [_end(review, id) for id in _lacks(review, item)],
        "post": review.post(item),
        "votes": [item.votes, item.of],
        "model": item.model,
        "replaced": getattr(item, "anchored_from", None) or "",
        "quotes": [{"post": each.post, "exact": each.quote} for each in decided.all_quotes],
        "at": _places(review, decided),
        "note": getattr(decided, "note", None) or "",
    }
    if isinstance(decided, DraftIssue):
        return made | {"text": decided.question}
    if isinstance(decided, DraftRelation):
        ends = {
            "premises": [_end(review, id) for id in decided.premises],
            "target": _end(review, decided.target),
        }
        return made | {"relation": str(decided.relation), "scheme": decided.scheme or ""} | ends
    made["quote"] = decided.quote or ""
    if isinstance(decided, DraftClaim):
        answers = "" if decided.answers is None else _end(review, decided.answers)
        return made | {
            "text": decided.text,
            "implicit": decided.implicit,
            "answers": answers,
            "question": review.text(decided.answers or ""),
        }
    people = {person.id: person.name or person.id for person in thread_of(review.opened.map).participants}
    who = people.get(decided.participant, decided.participant)
    said = {"who": who, "claim": _end(review, decided.claim), "stance": str(decided.stance)}
    return made | said | {"hedged": decided.hedged}


def _standing(review: Review, item: Item) -> str:
    """Return what has become of an item: written, rejected, left-out, waiting for others, or open."""
    made: ReviewDecision | None = review.decisions.get(item.id)
    if item.id in review.written:
        return "written"
    if made is not None and made.verdict is Verdict.REJECT:
        return "rejected"
    if review.lacking(item) is not None:
        return "left-out"
    return "waiting" if made is not None and item.id not in review.gone else OPEN


def _lacks(review: Review, item: Item) -> Sequence[str]:
    """Return the items that an item names and that are not in the map."""
    return [id for id in named(review.as_decided(item)) if id in review.by_id and id not in review.written]


def _end(review: Review, id: str) -> str:
    """Return what the page calls something that an item names: the id in the map, or that of the offer."""
    return review.written.get(id) or (OFFER + id if id in review.by_id else id)


def _places(review: Review, item: Item) -> list[tuple[str, int, int]]:
    """Return the stretches of the words of an item: the post, and from where to where in code points."""
    thread = thread_of(review.opened.map)
    return [
        (quote.post, span.start, span.end)
        for quote in own_quotes(item, thread)
        for span in find_quote(quote, thread.text_of(quote.post))
    ]


def decide(opened: Opened, source: DraftSource, offer: str, of: str, verdict: str, fields: Any = None) -> str:
    """Decide on an item, and write into the map what is accepted and finds all that it names; return what was done there.

    Args:
        opened: the map.
        source: its draft.
        offer: the item, as the page calls it.
        of: the fingerprint of the item as the page has shown it.
        verdict: one of `Verdict`, or `OPEN` to take a decision back.
        fields: what is edited, with the names of the draft.

    Raises:
        OtherOffer: the draft says something else there now.
        ArgmapError: the map cannot take it; then nothing is decided.
        ChangedMeanwhile: somebody else changed the map; the decision is kept, and nothing is written.
    """
    review, _ = open_review(opened, source.path, source.by)
    item = review.by_id.get(offer.removeprefix(OFFER))
    if item is None:
        raise UnknownName("item of the draft", offer.removeprefix(OFFER), review.by_id)
    if fingerprint(item) != of:
        raise OtherOffer(f"the draft says something else on {item.id} now")
    if verdict == OPEN:
        review.take_back(item.id)
    elif Verdict(verdict) is Verdict.EDIT:
        review.change(item, _draft_names(review, fields))
    else:
        review.decide(item, Verdict(verdict))
    return review.finish(again=False)[0]


def _draft_names(review: Review, fields: Any) -> dict[str, Any]:
    """Return edited fields with the ids of the draft in place of those that the page has."""
    back = {name: id for id, name in review.written.items()}

    def name(id: object) -> object:
        return back.get(id, id).removeprefix(OFFER) if isinstance(id, str) else id

    if not isinstance(fields, Mapping):
        raise TypeError
    made = dict(fields)
    made |= {key: name(made[key]) for key in ("target", "claim", "answers") if key in made}
    if isinstance(made.get("premises"), list):
        made["premises"] = tuple(name(id) for id in made["premises"])
    return made
