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

from argmap.importers.forums.github_text import shown
from argmap.importers.json_values import said_time
from argmap.importers.protocol import RawPost
from argmap.model.posts import Gone

ADDRESS = re.compile(
    r"https?://(?P<host>[^/]+)/(?:api/v\d/)?(?:repos/)?(?P<repo>[\w.-]+/[\w.-]+)/(?:issues|pulls?|discussions)/(?P<number>\d+)(?![\d/]*/comments/)"
)
CONNECTIONS = ("issues", "pullRequests", "pulls", "discussions", "search")
ITEMS = ("issue", "pullRequest", "discussion", "issueOrPullRequest")
SIGNS = frozenset({
    "html_url", "url", "node_id", "authorAssociation", "author_association", "replyTo", "isMinimized", "databaseId", "diff_hunk",
})  # fmt: skip
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
    """Everything in the files, by place; comments of which the files do not say the place are under ("", "")."""

    issues: dict[Place, Gathered] = field(default_factory=dict)

    def take(self, value: Any, repo: str = "") -> None:
        """Add a value of JSON, whatever shape of GitHub it has; of other shapes nothing is added."""
        todo: list[tuple[Any, str]] = [(value, repo)]
        while todo:
            one, repo = todo.pop()
            if isinstance(one, list):
                todo += [(each, repo) for each in reversed(one)]
            elif isinstance(one, dict):
                todo += [(each, inside) for each, inside in reversed([*self._dict(one, repo)])]

    def _dict(self, one: dict[str, Any], repo: str) -> Iterator[tuple[Any, str]]:
        """Add one object, or yield what is inside of one that only holds others."""
        if is_item(one):
            self._item(one, repo)
        elif "event" in one and "body" not in one and not isinstance(one.get("comments"), list):
            self._at(_place(one, repo)).events += 1
        elif is_comment(one):
            self._comment(one, self._at(_place(one, repo)), None)
        else:
            name = one.get("nameWithOwner") or one.get("repo") or repo
            repo = name if isinstance(name, str) else repo
            for key in ("data", "repository", "node", "resource", "organization", *ITEMS):
                if isinstance(one.get(key), dict):
                    yield one[key], repo
            for key in CONNECTIONS:
                yield nodes(one.get(key)), repo
            for key in ("comments", "reviews"):
                yield [each for each in nodes(one.get(key)) if is_comment(each)], repo

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
        issue.said = max(issue.said, said if isinstance(said, int) else _total(said))
        issue.is_discussion |= is_discussion
        issue.has_more = _has_more(item)
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
            if is_comment(one):
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


def is_item(value: Mapping[str, Any]) -> bool:
    """Return whether an object is an issue, a pull request or a discussion; `gh --json` leaves out what nobody asked for."""
    if "title" not in value:
        return False
    if isinstance(value.get("number"), int):
        return not {"body", "bodyText", "comments", "state", "url", "html_url"}.isdisjoint(value)
    return any(is_comment(each) for each in nodes(value.get("comments")))


def is_comment(value: Mapping[str, Any]) -> bool:
    """Return whether an object is a comment or a review.

    Many sites have a body and an author; GitHub's have an account with a login. Of a deleted account there is none, and
    archives keep only the login, so that other signs are needed.
    """
    when = {"created_at", "createdAt", "submitted_at", "submittedAt"}
    if (
        "body" not in value
        or "title" in value
        or when.isdisjoint(value)
        or not isinstance(value["body"], str | None)
    ):
        return False
    user = value.get("user", value.get("author", 0))
    if isinstance(user, dict):
        return "login" in user
    return (user is None or isinstance(user, str)) and not SIGNS.isdisjoint(value)


def nodes(connection: Any) -> list[dict[str, Any]]:
    """Return the objects of a connection of GraphQL (nodes, or edges), or of a list."""
    if isinstance(connection, dict):
        edges = connection.get("edges")
        inner = connection.get("nodes")
        if inner is None and isinstance(edges, list):
            inner = [edge.get("node") for edge in edges if isinstance(edge, dict)]
        connection = inner
    return [each for each in connection if isinstance(each, dict)] if isinstance(connection, list) else []


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


def _total(connection: Any) -> int:
    total = connection.get("totalCount") if isinstance(connection, dict) else None
    return total if isinstance(total, int) else 0


def _has_more(item: Mapping[str, Any]) -> bool:
    """Return whether a page of comments, or of replies to one, says that others follow."""
    pages = [item.get("comments"), *(comment.get("replies") for comment in nodes(item.get("comments")))]
    infos = [page.get("pageInfo") for page in pages if isinstance(page, dict)]
    return any(bool(info.get("hasNextPage")) for info in infos if isinstance(info, dict))
