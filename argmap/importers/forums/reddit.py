"""Reddit: the listings of a page, lists that programs save, and dumps with a submission or comment on each line.

Source of the forms: Reddit's listings ("Listing", "t1", "t3", "more"), the dumps of Pushshift and Arctic Shift, and the
lists of PullPush, PMAW and PRAW, which hold the same records. Dumps in .zst have a window of 2 GiB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from argmap.importers.forums.records import (
    Placed,
    counted,
    identity,
    inner,
    moment,
    picked,
    records_in,
    words,
)
from argmap.importers.forums.reddit_posts import (
    ADDRESS,
    NOT_ESCAPED,
    Escapes,
    author_of,
    base36,
    notes_on,
    post_of,
    unescaped,
)
from argmap.importers.ids import NO_ID, made_key
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawPost, RawThread

KEYS = frozenset(
    ["author", "body", "created_utc", "id", "link_id", "name", "num_comments", "parent_id", "permalink", "score",
     "selftext", "subreddit", "title", "kind", "data", "children"]
)  # fmt: skip


class RedditEntry(NamedTuple):
    """A submission, a comment or a "more" of a listing, with the number of its file."""

    file: int
    kind: str
    data: dict[str, Any]


def fits(file: InputFile) -> Fit:
    return max((_sure(entry) for item in file.sample for entry in _walked(0, item)), default=Fit.NO)


def _sure(entry: RedditEntry) -> Fit:
    data = entry.data
    if entry.kind == "more":
        return Fit.NO
    here = "subreddit" in data or "subreddit_id" in data or words(data.get("permalink")).startswith("/r/")
    if entry.kind == "t1":
        sign = words(data.get("link_id")).startswith("t3_") or ("link_id" in data and here)
    else:
        sign = here and bool({"selftext", "num_comments", "is_self"} & data.keys())
    return Fit.CERTAIN if sign else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a thread: one submission with its comments. Of a dump, only the records of the thread are kept.

    Raises:
        NotThisSource: there is nothing of that kind in the files.
        SeveralDiscussions: there are several threads, and none was named.
    """
    thread = picked(_pieces(files), None if wanted is None else wanted.removeprefix("t3_"))
    entries = [] if thread is None else [entry for entry in thread.records if entry.kind != "more"]
    if thread is None or not entries:
        raise NotThisSource("there is no submission or comment in the files")
    escapes = Escapes.of((entry.file, entry.data) for entry in entries)
    posts = tuple(post_of(entry.data, thread.key, escapes.of_file(entry.file)) for entry in entries)
    submission = next((entry.data for entry in entries if entry.kind == "t3"), None)
    missing = _missing([entry.data for entry in thread.records if entry.kind == "more"], posts)
    return RawThread(
        thread.title,
        posts,
        url=_address(submission, thread.key),
        notes=(
            *(missing or _uncounted(submission, entries)),
            *notes_on([entry.data for entry in entries]),
        ),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the threads that submissions and comments belong to."""
    yield from counted_discussions(
        Seen(piece.key, words(data.get("author")) or None, moment(data.get("created_utc")), piece.title)
        for piece in _pieces(files)
        for data in [piece.record.data]
        if piece.record.kind != "more"
    )


def _pieces(files: Sequence[InputFile]) -> Iterator[Placed[RedditEntry]]:
    for number, file in enumerate(files):
        last = ""  # comments of a page that do not name their submission belong to the one above them
        for item in file.items():
            for entry in _walked(number, item):
                last = _thread(entry, last)
                if last:
                    yield Placed(last, _title(entry.data), entry)


def _thread(entry: RedditEntry, last: str) -> str:
    if entry.kind == "t3":
        named = base36(entry.data.get("id")) or words(entry.data.get("name")).removeprefix("t3_")
        return named or made_key(author_of(entry.data), entry.data.get("title"))
    return (base36(entry.data.get("link_id")) or "").removeprefix("t3_") or last


def _title(data: dict[str, Any]) -> str:
    title = words(data.get("title") or data.get("link_title"))
    return title if NOT_ESCAPED.search(title) else unescaped(title)


def _walked(file: int, item: Any) -> Iterator[RedditEntry]:
    """Yield the submissions, comments and "more"s in a value, in the order of the page."""
    todo = [item]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += reversed(value)
            continue
        if not isinstance(value, dict):
            continue
        kind, data = words(value.get("kind")), value.get("data")
        if kind in {"t1", "t3", "more"} and isinstance(data, dict):
            yield RedditEntry(file, kind, data)
            todo += reversed(_below(kind, data))
        elif kind == "Listing" or "json" in value or "children" in (data if isinstance(data, dict) else ()):
            todo += reversed([_kinded(each) for each in records_in(inner(value, "data", "children"))])
            todo += reversed(records_in(inner(value, "json", "data", "things")))
        elif _is_record(value):
            kind = "t1" if "link_id" in value or "title" not in value else "t3"
            yield RedditEntry(file, kind, value)
            todo += reversed(_below(kind, value))


def _kinded(child: dict[str, Any]) -> dict[str, Any]:
    """Return what a listing holds, with its kind; the record tells it where the listing does not."""
    data = child.get("data")
    if child.get("kind") or not isinstance(data, dict) or not _is_record(data):
        return child
    return {**child, "kind": "t3" if "title" in data and "link_id" not in data else "t1"}


def _is_record(value: dict[str, Any]) -> bool:
    """Return whether a value is a submission or a comment; a record may lack its id."""
    known = identity(value.get("id")) or bool({"author", "name", "subreddit", "created_utc"} & value.keys())
    return bool(known) and bool({"title", "body", "link_id"} & value.keys())


def _below(kind: str, data: dict[str, Any]) -> list[Any]:
    """Return the replies to a comment or submission: a listing, or a list, in which a reply may not name what it answers."""
    given = [_kinded(each) for each in records_in(inner(data.get("replies"), "data", "children"))]
    if given:
        return given
    answered = {"parent_id": f"{kind}_{base36(data.get('id'))}"}
    return [
        reply if "kind" in reply else answered | reply
        for key in ("replies", "comments")
        for reply in records_in(data.get(key))
    ]


def _missing(mores: Iterable[dict[str, Any]], posts: Sequence[RawPost]) -> tuple[str, ...]:
    """Return what a page hid and no other file brought: "count" has all below, "children" only the first of them."""
    keys = {post.key for post in posts}
    answered = {post.parent for post in posts}
    hidden = deeper = 0
    for more in mores:
        listed = [identity(id) or "" for id in more.get("children") or ()] if _is_list(more) else []
        if listed and keys.issuperset(f"t1_{id}" for id in listed):
            continue
        count = more.get("count")
        number = max(len(listed), count if isinstance(count, int) else 0)
        hidden += number
        deeper += number == 0 and more.get("parent_id") not in answered
    return (
        *counted(
            hidden,
            "At least 1 comment is missing: it was hidden behind 'more' in the page.",
            "At least {n} comments are missing: they were hidden behind 'more' in the page.",
        ),
        *counted(
            deeper,
            "A deeper part of the thread is missing ('continue this thread').",
            "{n} deeper parts of the thread are missing ('continue this thread').",
        ),
    )


def _is_list(more: dict[str, Any]) -> bool:
    return isinstance(more.get("children"), list)


def _uncounted(submission: dict[str, Any] | None, entries: Sequence[RedditEntry]) -> tuple[str, ...]:
    """Return how many comments Reddit counts, if the files hold fewer."""
    if submission is None:
        return ("The submission that the comments answer is not in the files.",)
    number = submission.get("num_comments")
    here = len({identity(entry.data.get("id")) for entry in entries if entry.kind == "t1"})
    if not isinstance(number, int) or number <= here:
        return ()
    return (f"Reddit counted {number:,} comments; the files hold {here:,}.",)


def _address(submission: dict[str, Any] | None, thread: str) -> str | None:
    permalink = words(submission.get("permalink")) if submission else ""
    if thread.startswith(NO_ID):
        return f"{ADDRESS}{permalink}" if permalink.startswith("/") else None
    return f"{ADDRESS}{permalink}" if permalink.startswith("/") else f"{ADDRESS}/comments/{thread}/"


IMPORTER = Importer("reddit", "Reddit", fits, read, discussions, KEYS)
