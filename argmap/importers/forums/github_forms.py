"""The shapes in which GitHub's programs hand out issues, pull requests and discussions, gathered by number.

They are those of the REST API (issues, comments, reviews, review comments, timelines; one, lists, lists of lists), of the
GraphQL API (with pages after each other), of `gh … --json`, and of the archives that working groups of the IETF keep of
their repositories. Gitea and Forgejo have the shapes of REST, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.importers.forums.github_signs import (
    has_comments,
    has_more,
    has_words,
    is_comment,
    is_item,
    nodes,
    total_of,
)
from argmap.importers.forums.github_text import shown
from argmap.importers.json_values import said_time
from argmap.importers.protocol import RawPost
from argmap.model.posts import Gone

ADDRESS = re.compile(
    r"https?://(?P<host>[^/]+)/(?:api/v\d/)?(?:repos/)?(?P<repo>[\w.-]+/[\w.-]+)/(?:issues|pulls?|discussions)/(?P<number>\d+)(?![\d/]*/comments/)"
)
CONNECTIONS = ("issues", "pullRequests", "pulls", "discussions", "search")
ITEMS = ("issue", "pullRequest", "discussion", "issueOrPullRequest")
GHOST = "ghost"
"""The name that GitHub shows for accounts that were deleted, whoever they were."""

Place = tuple[str, str]
"""Repository and number."""


@dataclass(slots=True)
class Gathered:
    """What files hold of one issue, pull request or discussion.

    Attributes:
        title: Its title.
        url: Its address.
        head: The post that opens it.
        comments: Its comments, in the order of the files.
        said: How many comments it has, as the site says.
        has_more: Whether the last page that was given says that there are others.
        ghosts: How many posts are by accounts that were deleted.
        events: How many events were left out.
        threaded: Whether the source records of comments which comment they answer.
        is_discussion: Whether it is a discussion, of which the source records all replies.
    """

    title: str = ""
    url: str | None = None
    head: RawPost | None = None
    comments: list[RawPost] = field(default_factory=list)
    said: int = 0
    has_more: bool = False
    ghosts: int = 0
    events: int = 0
    threaded: bool = False
    is_discussion: bool = False


@dataclass(slots=True)
class Gathering:
    """Everything in the files, by place; comments of which the files do not say the place are under ("", "").

    Attributes:
        issues: What belongs to each place.
        strange: How many records stand among comments and are none.
    """

    issues: dict[Place, Gathered] = field(default_factory=dict)
    strange: int = 0

    def take(self, value: Any, *, beside: bool = False) -> None:
        """Add a value of JSON, whatever shape of GitHub it has; of other shapes nothing is added.

        Args:
            value: The value.
            beside: Whether it stands beside comments of GitHub, on a line of its own.
        """
        todo: list[tuple[Any, str, bool]] = [(value, "", beside)]
        while todo:
            one, repo, beside = todo.pop()
            if isinstance(one, list):
                flat = [each for page in one for each in (page if isinstance(page, list) else [page])]
                beside |= has_comments([each for each in flat if isinstance(each, dict)])
                todo += [(each, repo, beside) for each in reversed(one)]
            elif isinstance(one, dict):
                todo += reversed([*self._dict(one, repo, beside=beside)])

    def _dict(self, one: dict[str, Any], repo: str, *, beside: bool) -> Iterator[tuple[Any, str, bool]]:
        """Add one object, or yield what is inside of one that only holds others.

        Beside comments of GitHub whatever has a body is one, though it does not say who wrote it, or when.
        """
        if is_item(one):
            self._item(one, repo)
        elif "event" in one and "body" not in one and not isinstance(one.get("comments"), list):
            self._at(_place(one, repo)).events += 1
        elif is_comment(one) or (beside and has_words(one)):
            self._comment(one, self._at(_place(one, repo)), None)
        else:
            self.strange += beside and not {"body", "title"}.isdisjoint(one)
            name = one.get("nameWithOwner") or one.get("repo") or repo
            repo = name if isinstance(name, str) else repo
            for key in ("data", "repository", "node", "resource", "organization", *ITEMS):
                if isinstance(one.get(key), dict):
                    yield one[key], repo, False
            for key in CONNECTIONS:
                yield nodes(one.get(key)), repo, False
            listed = [nodes(one.get(key)) for key in ("comments", "reviews")]
            if any(map(has_comments, listed)):
                yield from ((each, repo, True) for each in listed)

    def _at(self, place: Place) -> Gathered:
        return self.issues.setdefault(place, Gathered())

    def _item(self, item: dict[str, Any], repo: str) -> None:
        """Add an issue, a pull request or a discussion with the comments that are inside of it."""
        place = _place(item, repo)
        number = item.get("number", place[1] or 1)
        issue = self._at((place[0], str(number)))
        is_discussion = "category" in item or "answer" in item or "/discussions/" in str(item.get("url"))
        key = "discussion" if is_discussion else "issue"
        if issue.head is None:
            issue.title = str(item.get("title") or "")
            issue.url = address(item)
            issue.head = _post(item, key, None, issue)
            issue.comments = [_onto(post, key) for post in issue.comments]
        said = item.get("comments")
        issue.said = max(issue.said, said if isinstance(said, int) else total_of(said))
        issue.is_discussion |= is_discussion
        issue.has_more = has_more(item)
        answer = item.get("answer")
        chosen = str(answer.get("id")) if isinstance(answer, dict) else None
        for holder in ("comments", "reviews", "reviewThreads", "timelineItems"):
            for comment in nodes(item.get(holder)):
                self._comment(comment, issue, key, chosen)

    def _comment(
        self, comment: dict[str, Any], issue: Gathered, parent: str | None, chosen: str | None = None
    ) -> None:
        """Add a comment or a review, and below it what answers it; a review without words is no post."""
        todo = [(comment, parent or (issue.head.key if issue.head else None))]
        while todo:
            one, above = todo.pop()
            key = _key(one, issue)
            below = above
            if is_comment(one) or has_words(one):
                answered = _answered(one)
                issue.threaded |= answered is not None
                post = _post(one, key, answered or above, issue, chosen)
                if post.text or post.gone or not _is_review(one):
                    issue.comments.append(post)
                    below = key
            elif "body" not in one and not nodes(one.get("comments")):
                issue.events += 1
            issue.threaded |= bool(nodes(one.get("replies")))
            inner = [*nodes(one.get("replies")), *nodes(one.get("comments"))]
            todo += [(each, below) for each in reversed(inner)]


def address(item: Mapping[str, Any]) -> str | None:
    """Return the address of the page of an object; addresses of the API lead to no page."""
    for name in ("html_url", "url"):
        url = item.get(name)
        if isinstance(url, str) and url.startswith("http") and "//api." not in url and "/api/v" not in url:
            return url
    return None


def _place(item: Mapping[str, Any], repo: str) -> Place:
    """Return repository and number of an object, from the addresses in it."""
    for name in ("html_url", "issue_url", "pull_request_url", "url"):
        match = ADDRESS.match(str(item.get(name) or ""))
        if match:
            return match["repo"], match["number"]
    number = item.get("number")
    return (repo, str(number)) if isinstance(number, int) else ("", "")


def _key(comment: Mapping[str, Any], issue: Gathered) -> str:
    id = comment.get("id", comment.get("node_id"))
    if id is None:
        return f"comment-{len(issue.comments) + 1}"  # archives of the IETF have no ids
    if isinstance(id, str):
        return id
    return f"{_kind(comment)}-{id}"


def _kind(comment: Mapping[str, Any]) -> str:
    """Return what a comment of REST is; each kind counts its ids for itself."""
    if "diff_hunk" in comment or "pull_request_review_id" in comment:
        return "review-comment"
    return "review" if _is_review(comment) else "comment"


def _is_review(comment: Mapping[str, Any]) -> bool:
    return not {"submitted_at", "submittedAt"}.isdisjoint(comment) or (
        isinstance(comment.get("state"), str) and "title" not in comment
    )


def _answered(comment: Mapping[str, Any]) -> str | None:
    if isinstance(comment.get("in_reply_to_id"), int):
        return f"review-comment-{comment['in_reply_to_id']}"
    answered = comment.get("replyTo")
    return str(answered["id"]) if isinstance(answered, dict) and answered.get("id") else None


def _post(
    item: Mapping[str, Any], key: str, parent: str | None, issue: Gathered, chosen: str | None = None
) -> RawPost:
    author = _author(item)
    issue.ghosts += author == GHOST
    body = shown(str(item.get("body") or item.get("bodyText") or ""))
    gone = Gone.DELETED if item.get("deletedAt") else None
    if item.get("isMinimized") and not body:
        gone = Gone.REMOVED
    title = str(item.get("title") or "")
    times = ("created_at", "createdAt", "submitted_at", "submittedAt", "publishedAt")
    return RawPost(
        key,
        parent,
        None if author in {None, "", GHOST} else author,
        said_time(next((item[name] for name in times if item.get(name)), None)),
        "" if gone else "\n\n".join(part for part in (title, body) if part),
        gone,
        url=address(item),
        label=_label(item, chosen),
    )


def _author(item: Mapping[str, Any]) -> str | None:
    user = item.get("user") or item.get("author")
    if isinstance(user, dict):
        user = user.get("login")
    return user if isinstance(user, str) else None


def _label(item: Mapping[str, Any], chosen: str | None) -> str | None:
    """Return what GitHub says about a comment: the answer, why it is hidden, or what a review decided."""
    if item.get("isAnswer") or (chosen is not None and str(item.get("id")) == chosen):
        return "answer"
    if item.get("isMinimized"):
        reason = str(item.get("minimizedReason") or "").lower().replace("_", " ")
        return f"hidden: {reason}" if reason else "hidden"
    state = item.get("state")
    if _is_review(item) and isinstance(state, str) and "title" not in item:
        return state.lower().replace("_", " ")
    return None


def _onto(post: RawPost, head: str) -> RawPost:
    """Return a comment that was read before the issue that it answers."""
    return post if post.parent else replace(post, parent=head)
