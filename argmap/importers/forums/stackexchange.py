"""Stack Exchange: a question with its answers and comments, as JSON of the API or as the XML of the data dump.

Fields of JSON are those of the API's types `question`, `answer` and `comment` (api.stackexchange.com/docs, version 2.3):
bodies are HTML; titles, names and Markdown are text in which the signs of HTML are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from argmap.importers.forums.records import counted, left_out_note
from argmap.importers.forums.stackexchange_comments import Conversation
from argmap.importers.forums.stackexchange_dump import dump_discussions, read_dump, replies_note, table_of
from argmap.importers.html.text import html_text
from argmap.importers.ids import NO_ID, made_key
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
from argmap.model.posts import Provenance

Item = dict[str, Any]


@dataclass(slots=True)
class _Objects:
    """The objects of the API in the files: questions by id, answers and comments by the id of what they are on.

    What stands among them and is none of them is `strange`.
    """

    questions: dict[str, Item] = field(default_factory=dict)
    answers: dict[str, list[Item]] = field(default_factory=dict)
    comments: dict[str, list[Item]] = field(default_factory=dict)
    strange: list[Any] = field(default_factory=list)


def fits(file: InputFile) -> Fit:
    if table_of(file) in {"posts", "comments"}:
        return Fit.CERTAIN
    objects = _Objects()
    for item in _unwrapped(file.sample):
        _sort(item, objects)
    return Fit.CERTAIN if objects.questions or objects.answers or objects.comments else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a question with its answers and the comments on both.

    A comment that begins with "@name" answers the last comment of that person on the same post (inferred).

    Raises:
        NotThisSource: there is no question in the files.
        SeveralDiscussions: there are several, and none was named.
        UnknownName: there is no such question.
    """
    if any(table_of(file) for file in files):
        return read_dump(files, wanted)
    objects = _objects(files)
    titles = {key: _plain(question.get("title")) for key, question in objects.questions.items()}
    chosen = one_discussion(titles, wanted)
    if chosen is None:
        raise NotThisSource("there is no question in the files")
    question, talk = objects.questions[chosen], Conversation()
    posts = tuple(_posts(question, objects, talk))
    licenses = {
        str(item["content_license"]) for item in _items(question, objects) if item.get("content_license")
    }
    return RawThread(
        titles[chosen],
        posts,
        url=_text(question.get("link")),
        license=", ".join(sorted(licenses)) or None,
        reply_structure=Provenance.INFERRED if talk.inferred else Provenance.RECORDED,
        notes=(*replies_note(talk.inferred), *left_out_note(len(objects.strange)), *_elsewhere(objects)),
    )


def _elsewhere(objects: _Objects) -> tuple[str, ...]:
    """Return the sentence about answers and comments of which the files hold neither question nor answer."""
    answers = {str(a.get("answer_id")) for listed in objects.answers.values() for a in listed}
    lost = sum(len(listed) for key, listed in objects.answers.items() if key not in objects.questions)
    lost += sum(
        len(listed)
        for key, listed in objects.comments.items()
        if key not in objects.questions.keys() | answers
    )
    return counted(
        lost,
        "1 answer or comment was left out, because what it is on is not in the files.",
        "{n} answers or comments were left out, because what they are on is not in the files.",
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the questions in the files."""
    if any(table_of(file) for file in files):
        yield from dump_discussions(files)
        return
    objects = _objects(files)
    yield from counted_discussions(
        Seen(key, post.account or post.author, post.created, _plain(question.get("title")))
        for key, question in objects.questions.items()
        for post in _posts(question, objects, Conversation())
    )


def _objects(files: Sequence[InputFile]) -> _Objects:
    objects = _Objects()
    for file in files:
        for item in _unwrapped(file.items()):
            _sort(item, objects)
    return objects


def _unwrapped(items: Iterable[Any]) -> Iterator[Any]:
    """Yield objects; of a page with all fields of the API's wrapper, those in it."""
    for item in items:
        inner = item.get("items") if isinstance(item, dict) else None
        yield from inner if isinstance(inner, list) else [item]


def _sort(item: Any, objects: _Objects) -> None:
    """Put an object of the API, and those inside of it, where it belongs."""
    if not isinstance(item, dict):
        return
    if _is_comment(item):
        objects.comments.setdefault(str(item.get("post_id")), []).append(item)
    elif "answer_id" in item or "is_accepted" in item:
        key = str(item.get("answer_id") or made_key(item.get("creation_date"), item.get("body")))
        objects.answers.setdefault(str(item.get("question_id")), []).append({**item, "answer_id": key})
        _sort_comments(item, key, objects)
    elif _is_question(item):
        key = str(item["question_id"])
        objects.questions[key] = {**objects.questions.get(key, {}), **item}
        for answer in _list(item.get("answers")):
            _sort({"is_accepted": False, **answer, "question_id": key}, objects)
        _sort_comments(item, key, objects)
    elif "body" in item or "body_markdown" in item:
        objects.strange.append(item)


def _sort_comments(item: Item, on: str, objects: _Objects) -> None:
    for comment in _list(item.get("comments")):
        _sort({"comment_id": None, **comment, "post_id": on}, objects)


def _is_question(item: Any) -> bool:
    return isinstance(item, dict) and item.get("question_id") is not None and "answer_id" not in item


def _is_comment(item: Item) -> bool:
    return "comment_id" in item or ("post_id" in item and "body" in item and "post_type" not in item)


def _list(value: Any) -> list[Item]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _items(question: Item, objects: _Objects) -> Iterator[Item]:
    """Yield a question, its answers, and the comments on them."""
    answers = objects.answers.get(str(question["question_id"]), [])
    yield question
    yield from answers
    for key in (question["question_id"], *(answer.get("answer_id") for answer in answers)):
        yield from objects.comments.get(str(key), [])


def _posts(question: Item, objects: _Objects, talk: Conversation) -> Iterator[RawPost]:
    key = str(question["question_id"])
    host = urlsplit(str(question.get("link") or "")).hostname
    accepted = str(question.get("accepted_answer_id"))
    for item in _items(question, objects):
        if _is_comment(item):
            yield _comment(item, talk)
        elif "answer_id" in item:
            id = str(item["answer_id"])
            label = "accepted answer" if item.get("is_accepted") or id == accepted else None
            address = _text(item.get("link")) or (f"https://{host}/a/{id}" if host else None)
            address = None if id.startswith(NO_ID) else address
            yield _post(item, _post_key(id), f"post-{key}", address, label)
        else:
            yield _post(item, f"post-{key}", None, _text(item.get("link")), None)


def _post_key(id: str) -> str:
    return id if id.startswith(NO_ID) else f"post-{id}"


def _post(item: Item, key: str, parent: str | None, url: str | None, label: str | None) -> RawPost:
    title = _plain(item.get("title")) if parent is None else ""
    account, name = _owner(item)
    text = "\n\n".join(part for part in (title, _body(item)) if part)
    return RawPost(
        key, parent, name, said_time(item.get("creation_date")), text, account=account, url=url, label=label
    )


def _comment(item: Item, talk: Conversation) -> RawPost:
    account, name = _owner(item)
    called, _ = _owner(item, "reply_to_user")
    text, on = _body(item), _post_key(str(item.get("post_id")))
    id = item.get("comment_id")
    key = made_key(account, name, text) if id is None else f"comment-{id}"
    answered = talk.answered(key, on, (account or "", name or ""), text, called)
    return RawPost(
        key,
        answered,
        name,
        said_time(item.get("creation_date")),
        text,
        account=account,
        url=_text(item.get("link")),
    )


def _body(item: Item) -> str:
    if item.get("body_markdown"):
        return _plain(item["body_markdown"])
    return html_text(str(item.get("body") or ""))


def _owner(item: Item, holder: str = "owner") -> tuple[str | None, str | None]:
    """Return account and name of a person: several people have the same name, people without an account have only one."""
    owner = item.get(holder)
    if not isinstance(owner, dict):
        return None, None
    id = owner.get("user_id")
    return (None if id is None else str(id)), _plain(owner.get("display_name")) or None


def _plain(value: Any) -> str:
    """Return a text in which the API escapes the signs of HTML."""
    return unescape(str(value)).replace("\r\n", "\n") if value else ""


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


IMPORTER = Importer(
    "stackexchange",
    "Stack Exchange",
    fits,
    read,
    discussions,
    keys=frozenset({
        "items", "question_id", "answer_id", "comment_id", "post_id", "owner", "display_name", "creation_date", "is_answered",
        "has_more", "quota_remaining", "content_license",
    }),
)  # fmt: skip
