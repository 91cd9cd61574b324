"""What an assistant proposes for a map: a draft that is checked like the edits of a person, and written beside the map.

A person judges it with `argmap review`, or in the editor of the browser. Nothing is applied here: the map's files stay
as they are, to the byte.
"""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

from argmap.assistants.folder import DRAFTS, MapFolder
from argmap.assistants.proposal import Proposal, drafted
from argmap.assistants.reading import faults, place_of
from argmap.assistants.records import ProposalAnswer, QuotePlaceFound
from argmap.drafts.anchoring import NotAnchored, require_whole
from argmap.drafts.decisions import log_of
from argmap.drafts.edits import made
from argmap.drafts.file import draft_text
from argmap.editing.operations import Opened, open_map
from argmap.editing.quoting import selector
from argmap.errors import ArgmapError
from argmap.location import Location
from argmap.storage.files import digest, locked, write_atomic

MOST_PARTS = 100
"""Parts of one proposal: more than a person reads at once."""

MOST_DRAFTS = 200
"""Proposals that wait beside a map."""

MOST_BYTES = 2_000_000
"""Bytes of one proposal, as of a file of edits."""

NOWHERE = Location()
"""The place of a finding about a text that is not written: a line of the map would be another one."""

LENGTH = 12
"""Hexadecimal digits of the hash that names a file."""


def propose(folder: MapFolder, name: str, proposal: Proposal, model: str) -> ProposalAnswer:
    """Check a proposal against the thread and all rules, and write it as a draft beside the map.

    The same proposal is written once, however often it is made.

    Args:
        folder: the folder.
        name: the map.
        proposal: what is to be added.
        model: what the assistant calls itself.

    Raises:
        ArgmapError: the map has errors already or no thread, words are not in the post, a part has faults, or too many
            proposals wait; nothing is written then.
    """
    _refuse_size(proposal)
    _refuse_unquoted(proposal)
    file = folder.file(name)
    opened = open_map(str(file))
    quotes = _places(opened, proposal)
    draft = drafted(opened.map, proposal, model)
    text = draft_text(draft)
    target = _target(folder, file, text)
    batch = made(opened, draft.items)
    _write(folder, target, text)
    map, written = folder.relative(file), folder.relative(target)
    return ProposalAnswer(
        file=written,
        did=batch.did,
        quotes=quotes,
        findings=faults(replace(each, location=NOWHERE) for each in batch.findings),
        review=shlex.join(["argmap", "review", map, written, "--by", "NAME"]),
        edit=shlex.join(["argmap", "serve", "--edit", map, "--draft", written, "--by", "NAME"]),
    )


def _refuse_size(proposal: Proposal) -> None:
    if not proposal.size:
        raise ArgmapError("nothing is proposed; name issues, claims, relations or stances")
    if proposal.size > MOST_PARTS:
        raise ArgmapError(
            f"{proposal.size} parts, and {MOST_PARTS} are the most that a person reads at once; make several proposals"
        )


def _refuse_unquoted(proposal: Proposal) -> None:
    for claim in proposal.claims:
        if claim.implicit and claim.quotes:
            raise ArgmapError(f"claim {claim.id!r} is implicit, and has quotes: leave out one of them")
        if not claim.implicit and not claim.quotes:
            raise ArgmapError(
                f"claim {claim.id!r} quotes nothing; give its words, or mark it as implicit if nobody states it"
            )


def _places(opened: Opened, proposal: Proposal) -> tuple[QuotePlaceFound, ...]:
    """Return where all quotes stand.

    Raises:
        NoSuchQuote: words are not in the post that is named.
        ArgmapError: they cut a word or a number, or leave out a denial.
    """
    thread = opened.map.thread
    places = []
    for each in proposal.quoted():
        quote = selector(thread, each.words, each.post, each.occurrence)
        assert thread is not None  # selector refuses a map without one  # noqa: S101
        try:
            require_whole(quote, thread.text_of(quote.post))
        except NotAnchored as why:
            raise ArgmapError(str(why)) from why
        places.append(place_of(thread, quote, each.occurrence or 1))
    return tuple(places)


def _target(folder: MapFolder, file: Path, text: str) -> Path:
    content = text.encode("utf-8")
    if len(content) > MOST_BYTES:
        raise ArgmapError(f"{len(content)} bytes, and {MOST_BYTES} are the most; make several proposals")
    target = file.parent / DRAFTS / f"proposal-{digest(content)[:LENGTH]}.json"
    if not folder.holds(target):
        raise ArgmapError(
            f"the folder {DRAFTS!r} of this dataset is a link to elsewhere; nothing is written there"
        )
    return target


def _write(folder: MapFolder, target: Path, text: str) -> None:
    with locked(target.parent):
        waiting = _waiting(target.parent)
        if target not in waiting and len(waiting) >= MOST_DRAFTS:
            raise ArgmapError(
                f"{len(waiting)} proposals wait in {folder.relative(target.parent)}; "
                "a person has to review and delete some of them first"
            )
        write_atomic(target, text.encode("utf-8"))


def _waiting(drafts: Path) -> list[Path]:
    """Return the proposals in a folder: drafts, without the decisions on them, and edits of older versions."""
    proposals = [*drafts.glob("proposal-*.json"), *drafts.glob("proposal-*.yaml")]
    decided = {log_of(path) for path in proposals}
    return [path for path in proposals if path not in decided]
