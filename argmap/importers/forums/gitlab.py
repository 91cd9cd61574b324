"""GitLab: an issue or a merge request with its notes, as JSON of the REST API (docs.gitlab.com: notes, discussions)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.importers.forums.github_text import shown
from argmap.importers.forums.records import left_out_note, records_in
from argmap.importers.ids import made_key
from argmap.importers.input_file import InputFile
from argmap.importers.json_values import said_time
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import (
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawPost,
    RawThread,
    one_discussion,
)
from argmap.model.base import counted
from argmap.model.posts import Provenance

Item = dict[str, Any]


@dataclass(slots=True)
class _Issue:
    """An issue or a merge request.

    Attributes:
        head: The issue itself.
        notes: The notes on it, each with the id of the note that its discussion begins with.
        system: How many notes the program wrote itself.
        strange: How many records stand among notes and are none.
    """

    head: Item | None = None
    notes: list[tuple[Item, str | None]] = field(default_factory=list)
    system: int = 0
    strange: int = 0


def fits(file: InputFile) -> Fit:
    known = any(_is_issue(i) or _is_note(i) or _is_discussion(i) for i in file.sample if isinstance(i, dict))
    return Fit.CERTAIN if known else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return an issue with its notes; notes that the program wrote ("closed", "changed the title") are no posts.

    Raises:
        NotThisSource: there is none in the files.
        SeveralDiscussions: there are several, and none was named.
    """
    issues = _issues(files)
    chosen = one_discussion({key: _title(issue) for key, issue in issues.items()}, wanted)
    if chosen is None:
        raise NotThisSource("there is neither an issue nor a note in the files")
    issue = issues[chosen]
    threaded = any(above for _, above in issue.notes)
    return RawThread(
        _title(issue),
        tuple(_posts(issue)),
        url=_text((issue.head or {}).get("web_url")),
        reply_structure=Provenance.RECORDED if threaded else Provenance.UNKNOWN,
        notes=(
            *((f"Left out: {counted(issue.system, 'note')} of the program.",) if issue.system else ()),
            *left_out_note(issue.strange),
        ),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the issues and merge requests in the files."""
    yield from counted_discussions(
        Seen(key, post.author, post.created, _title(issue))
        for key, issue in _issues(files).items()
        for post in _posts(issue)
    )


def _issues(files: Sequence[InputFile]) -> dict[str, _Issue]:
    """Return what the files hold, by number; notes without the number of their issue belong to the only one."""
    issues: dict[str, _Issue] = {}
    loose = _Issue()
    for file in files:
        for item in file.items():
            for each in item if isinstance(item, list) else [item]:
                if isinstance(each, dict):
                    _take(each, issues, loose)
    if loose.notes or loose.system:
        target = next(iter(issues.values())) if len(issues) == 1 else issues.setdefault("notes", _Issue())
        target.notes += loose.notes
        target.system += loose.system
    for issue in issues.values():
        issue.strange = loose.strange
    return issues


def _take(item: Item, issues: dict[str, _Issue], loose: _Issue) -> None:
    if _is_issue(item):
        issues.setdefault(str(item["iid"]), _Issue()).head = item
        return
    inside = _is_discussion(item)
    first = None
    for note in records_in(item["notes"]) if inside else [item]:
        if not _is_note(note) and not isinstance(note.get("body"), str):
            loose.strange += not {"body", "description", "title"}.isdisjoint(note)
            continue
        number = note.get("noteable_iid")
        issue = loose if number is None else issues.setdefault(str(number), _Issue())
        if note.get("system"):
            issue.system += 1
            continue
        issue.notes.append((note, first))
        first = first or _note_key(note)


def _is_issue(item: Item) -> bool:
    signs = {"web_url", "author", "created_at", "state"} & item.keys()
    return {"iid", "title", "description"} <= item.keys() and len(signs) > 1


def _is_note(item: Item) -> bool:
    return {"noteable_type", "body", "author"} <= item.keys()


def _is_discussion(item: Item) -> bool:
    notes = records_in(item.get("notes"))
    return isinstance(item.get("notes"), list) and ("individual_note" in item or any(map(_is_note, notes)))


def _note_key(note: Item) -> str:
    """Return the key of a note; of one without an id, it is made of its words."""
    if note.get("id") is None:
        return made_key(_author(note), str(note.get("created_at")), str(note.get("body")))
    return f"note-{note['id']}"


def _title(issue: _Issue) -> str:
    return str((issue.head or {}).get("title") or "")


def _posts(issue: _Issue) -> Iterator[RawPost]:
    head, address = issue.head, _text((issue.head or {}).get("web_url"))
    if head is not None:
        text = "\n\n".join(
            part for part in (_title(issue), shown(str(head.get("description") or ""))) if part
        )
        yield RawPost("issue", None, _author(head), said_time(head.get("created_at")), text, url=address)
    for note, first in issue.notes:
        yield RawPost(
            _note_key(note),
            first or ("issue" if head is not None else None),
            _author(note),
            said_time(note.get("created_at")),
            shown(str(note.get("body") or "")),
            url=f"{address}#note_{note['id']}" if address and note.get("id") is not None else None,
            label="internal" if note.get("internal") or note.get("confidential") else None,
        )


def _author(item: Item) -> str | None:
    author = item.get("author")
    name = author.get("username") if isinstance(author, dict) else None
    return name if isinstance(name, str) and name != "ghost" else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


IMPORTER = Importer(
    "gitlab",
    "GitLab",
    fits,
    read,
    discussions,
    keys=frozenset({
        "iid", "noteable_type", "noteable_iid", "noteable_id", "individual_note", "notes", "web_url", "description", "resolvable",
    }),
)  # fmt: skip
