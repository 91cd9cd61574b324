"""GitHub: an issue and its comments (REST), or a discussion (GraphQL)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Gone, Provenance


def fits(file: InputFile) -> Fit:
    whole = file.json
    if _discussion(whole) is not None or _is_issue(whole):
        return Fit.CERTAIN
    return Fit.CERTAIN if isinstance(whole, list) and whole and _is_comment(whole[0]) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (an issue is one)
    """Return an issue with its comments, which answer it in turn, or a discussion with replies.

    Raises:
        NotThisSource: there is neither in the files.
    """
    discussion = next(filter(None, (_discussion(file.json) for file in files)), None)
    if discussion is not None:
        return _from_discussion(discussion)
    issue = next((file.json for file in files if _is_issue(file.json)), None)
    comments = [c for m in files if isinstance(m.json, list) for c in m.json if _is_comment(c)]
    if issue is None and not comments:
        raise NotThisSource("there is neither an issue nor a discussion in the files")
    posts = [] if issue is None else [_post(issue, "issue", None, str(issue.get("title") or ""))]
    posts += [_post(comment, f"comment-{comment['id']}", "issue" if issue else None) for comment in comments]
    title = str(issue.get("title") or "") if issue else ""
    return RawThread(
        title, tuple(posts), url=issue.get("html_url") if issue else None, reply_structure=Provenance.UNKNOWN
    )


def _from_discussion(discussion: dict[str, Any]) -> RawThread:
    title = str(discussion.get("title") or "")
    posts, hidden = [_post(discussion, "discussion", None, title)], 0
    for comment in _nodes(discussion.get("comments")):
        key = str(comment.get("id"))
        posts.append(_post(comment, key, "discussion"))
        replies = _nodes(comment.get("replies"))
        posts += [_post(reply, str(reply.get("id")), _answered(reply) or key) for reply in replies]
        hidden += _more(comment.get("replies"))
    hidden += _more(discussion.get("comments"))
    note = ("Some comments are on pages that were not given.",) if hidden else ()
    return RawThread(title, tuple(posts), url=discussion.get("url"), notes=note)


def _post(item: dict[str, Any], key: str, parent: str | None, title: str = "") -> RawPost:
    user = item.get("user") or item.get("author")
    body = str(item.get("body") or "")
    gone = (
        Gone.DELETED
        if item.get("deletedAt")
        else Gone.REMOVED
        if item.get("isMinimized") and not body
        else None
    )
    text = "\n\n".join(part for part in (title, body) if part)
    author = str(user["login"]) if isinstance(user, dict) and user.get("login") else None
    return RawPost(
        key, parent, author, item.get("created_at") or item.get("createdAt"), "" if gone else text, gone
    )


def _discussion(whole: Any) -> dict[str, Any] | None:
    for step in ("data", "repository", "discussion"):
        whole = whole.get(step) if isinstance(whole, dict) else None
    return whole if isinstance(whole, dict) else None


def _is_issue(whole: Any) -> bool:
    return isinstance(whole, dict) and {"number", "user", "body", "state"} <= whole.keys()


def _is_comment(whole: Any) -> bool:
    return isinstance(whole, dict) and {"id", "user", "body", "created_at"} <= whole.keys()


def _nodes(connection: Any) -> list[dict[str, Any]]:
    nodes = connection.get("nodes") if isinstance(connection, dict) else None
    return [node for node in nodes if isinstance(node, dict)] if isinstance(nodes, list) else []


def _more(connection: Any) -> bool:
    page = connection.get("pageInfo") if isinstance(connection, dict) else None
    return bool(page.get("hasNextPage")) if isinstance(page, dict) else False


def _answered(reply: dict[str, Any]) -> str | None:
    answered = reply.get("replyTo")
    return str(answered["id"]) if isinstance(answered, dict) and answered.get("id") else None


IMPORTER = Importer("github", "GitHub", fits, read)
