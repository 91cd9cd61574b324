"""GitHub: an issue, a pull request or a discussion with its comments, from REST, GraphQL, `gh` or an archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from argmap.importers.forums.github_forms import Gathered, Gathering, Place
from argmap.importers.forums.github_signs import is_comment
from argmap.importers.forums.github_text import answered_by_quoting, own_words
from argmap.importers.forums.records import left_out_note
from argmap.importers.input_file import InputFile
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

LOOKED_AT = 20
LOOSE = "comments"
"""The key of comments of which the files do not say the issue."""

NOWHERE: Place = ("", "")


def fits(file: InputFile) -> Fit:
    gathering = Gathering()
    for value, beside in islice(_values(file), LOOKED_AT):
        gathering.take(value[:LOOKED_AT] if isinstance(value, list) else value, beside=beside)
    return Fit.CERTAIN if any(i.head or i.comments for i in gathering.issues.values()) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return an issue, a pull request or a discussion with its comments.

    Comments answer what they are on, unless the source records another; a comment on an issue that begins with a quotation
    answers the comment that has those words (inferred). Events, and reviews without words, are no posts.

    Raises:
        NotThisSource: there is none in the files.
        SeveralDiscussions: there are several, and none was named.
    """
    places = _places(files)
    chosen = one_discussion({key: title for key, (_, title) in places.items()}, wanted)
    if chosen is None:
        raise NotThisSource("there is neither an issue nor a pull request nor a discussion in the files")
    issue, strange = _gathered(files, places[chosen][0], alone=len(places) == 1)
    posts, inferred = _with_quotes(issue)
    return RawThread(
        issue.title,
        posts,
        url=issue.url,
        reply_structure=_structure(issue, inferred),
        notes=(*_notes(issue, inferred), *left_out_note(strange)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the issues, pull requests and discussions in the files."""
    keys = {place: key for key, (place, _) in _places(files).items()}
    only = next(iter(keys.values())) if len(keys) == 1 else LOOSE
    heads: set[Place] = set()
    yield from counted_discussions(
        Seen(keys.get(place, only), post.author, post.created, issue.title)
        for place, issue in _pieces(files)
        for post in _first_seen(place, issue, heads)
    )


def _first_seen(place: Place, issue: Gathered, heads: set[Place]) -> Iterator[RawPost]:
    """Yield the posts of a piece; the post that opens an issue stands on every page of it, and counts once."""
    if issue.head is not None and place not in heads:
        heads.add(place)
        yield issue.head
    yield from issue.comments


def _values(file: InputFile) -> Iterator[tuple[Any, bool]]:
    """Yield the values of JSON in a file: one, or one after the other, as `--paginate` gives them.

    With each goes whether others of the file are certainly comments of GitHub.
    """
    if file.json is not None:
        yield file.json, False
    elif file.head.lstrip("\ufeff").lstrip()[:1] in {"{", "["}:
        beside = any(isinstance(value, dict) and is_comment(value) for value in file.sample)
        yield from ((value, beside) for value in file.items())


def _pieces(files: Sequence[InputFile]) -> Iterator[tuple[Place, Gathered]]:
    """Yield what each value of JSON holds of each issue, one value at a time."""
    for file in files:
        for value, beside in _values(file):
            gathering = Gathering()
            gathering.take(value, beside=beside)
            yield from gathering.issues.items()


def _places(files: Sequence[InputFile]) -> dict[str, tuple[Place, str]]:
    """Return place and title of every discussion by its key: the number, with the repository where there are several.

    Comments of which the files do not say the issue belong to the only issue, or are a discussion of their own.
    """
    titles: dict[Place, str] = {}
    for place, piece in _pieces(files):
        if piece.head or piece.comments:
            titles[place] = titles.get(place) or piece.title
    if len(titles) == 2:  # noqa: PLR2004 (one issue, and comments on it)
        titles.pop(NOWHERE, None)
    one_repository = len({repo for repo, number in titles if number}) <= 1
    return {
        (number if one_repository else f"{repo}#{number}") if number else LOOSE: ((repo, number), title)
        for (repo, number), title in titles.items()
    }


def _gathered(files: Sequence[InputFile], place: Place, *, alone: bool) -> tuple[Gathered, int]:
    """Return everything in the files about one issue, and how many records among comments are none.

    Only of the only issue they need not say that they are about it.
    """
    gathering = Gathering()
    wanted = {place, NOWHERE} if alone else {place}
    for file in files:
        for value, beside in _values(file):
            gathering.take(value, beside=beside)
            gathering.issues = {at: issue for at, issue in gathering.issues.items() if at in wanted}
    issue = gathering.issues[place]
    if place != NOWHERE and NOWHERE in gathering.issues:
        _join(issue, gathering.issues[NOWHERE])
    return issue, gathering.strange


def _join(issue: Gathered, loose: Gathered) -> None:
    """Add comments of which the files do not say the issue to the only issue that there is."""
    head = issue.head.key if issue.head else None
    issue.comments += [post if post.parent else replace(post, parent=head) for post in loose.comments]
    issue.ghosts += loose.ghosts
    issue.events += loose.events
    issue.threaded |= loose.threaded


def _structure(issue: Gathered, inferred: int) -> Provenance:
    """Return how the replies are known: GitHub records those in discussions, and those to remarks on code."""
    if inferred:
        return Provenance.INFERRED
    if issue.is_discussion or not issue.threaded:
        return Provenance.RECORDED if issue.is_discussion else Provenance.UNKNOWN
    head = issue.head.key if issue.head else None
    on_the_whole = head is not None and any(post.parent == head and _is_flat(post) for post in issue.comments)
    return Provenance.INFERRED if on_the_whole else Provenance.RECORDED


def _is_flat(post: RawPost) -> bool:
    """Return whether a comment stands in the one row of comments on an issue, whatever comment it answers."""
    return not post.key.startswith("review")


def _with_quotes(issue: Gathered) -> tuple[tuple[RawPost, ...], int]:
    """Return the posts, and of how many the post that they answer was inferred from their quotation."""
    head = issue.head.key if issue.head else None
    posts = [issue.head] if issue.head else []
    earlier = [(post, own_words(post.text)) for post in posts]
    inferred = 0
    for post in issue.comments:
        answered = (
            answered_by_quoting(post, earlier) if post.parent == head and not issue.is_discussion else None
        )
        if answered not in {None, head}:
            post = replace(post, parent=answered)  # noqa: PLW2901 (the post as it is added)
            inferred += 1
        posts.append(post)
        earlier.append((post, own_words(post.text)))
    return tuple(posts), inferred


def _notes(issue: Gathered, inferred: int) -> Iterator[str]:
    missing = issue.said - len(issue.comments)
    if issue.has_more:
        yield "Some comments are on pages that were not given."
    elif missing > 0 and not issue.is_discussion:
        yield f"Left out, because not in the files: {counted(missing, 'comment')}."
    if issue.events:
        yield f"Left out: {counted(issue.events, 'event')} that is no post."
    if issue.ghosts:
        yield f"Posts by accounts that were deleted, and so without an author: {issue.ghosts}."
    if issue.threaded and _structure(issue, inferred) is Provenance.INFERRED:
        yield "GitHub records replies to remarks on code; other comments answer what they are on (inferred)."
    if inferred:
        yield f"Comments that answer the comment that they quote (inferred): {inferred}."


IMPORTER = Importer(
    "github",
    "GitHub",
    fits,
    read,
    discussions,
    keys=frozenset({
        "number", "body", "user", "login", "html_url", "issue_url", "created_at", "createdAt", "author_association",
        "authorAssociation", "comments", "pull_request", "repository", "pulls", "issues", "diff_hunk", "in_reply_to_id",
    }),
)  # fmt: skip
