"""Stack Exchange: a question with its answers and comments, as JSON of the API or as the XML of the data dump."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from argmap.errors import MissingExtra
from argmap.importers.html_text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread, one_discussion

QUESTION, ANSWER = "1", "2"


def fits(file: InputFile) -> Fit:
    whole = file.json
    items = whole.get("items") if isinstance(whole, dict) else None
    if isinstance(items, list) and items and isinstance(items[0], dict) and "question_id" in items[0]:
        return Fit.CERTAIN
    return Fit.CERTAIN if re.search(r"<(posts|comments)>\s*<row ", file.head) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a question with its answers and the comments on both.

    A comment that begins with "@name" answers the last comment of that name above it.

    Raises:
        NotThisSource: there is no question in the files.
        SeveralDiscussions: there are several, and none was named.
    """
    if isinstance(files[0].json, dict):
        return _from_json([m.json for m in files if isinstance(m.json, dict)], wanted)
    rows = [row for file in files for row in _rows(file)]
    questions = {row["Id"]: row.get("Title", "") for row in rows if row.get("PostTypeId") == QUESTION}
    chosen = one_discussion(questions, wanted)
    if chosen is None:
        raise NotThisSource("there is no question in the files")
    answers = {row["Id"] for row in rows if row.get("PostTypeId") == ANSWER and row.get("ParentId") == chosen}
    inside = {chosen, *answers}
    posts = [_post(row) for row in rows if "PostTypeId" in row and row["Id"] in inside]
    comments = [row for row in rows if row.get("PostId") in inside]
    license = next((row["ContentLicense"] for row in rows if row.get("ContentLicense")), None)
    return RawThread(questions[chosen], (*posts, *_comments(comments)), license=license)


def _rows(file: InputFile) -> Iterator[dict[str, str]]:
    """Yield the attributes of each row, one at a time; documents that define entities are refused."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse
    except ImportError as error:
        raise MissingExtra("reading XML", "sources") from error
    try:
        with file.open() as stream:
            for _, element in iterparse(stream):
                if isinstance(element, Element) and element.tag == "row":
                    if "Id" in element.attrib:
                        yield dict(element.attrib)
                    element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise NotThisSource(f"{file.name} cannot be read as XML: {error}") from error


def _post(row: dict[str, str]) -> RawPost:
    text = html_text(row.get("Body", ""))
    if row.get("Title"):
        text = f"{row['Title']}\n\n{text}"
    author = row.get("OwnerDisplayName") or (f"user{row['OwnerUserId']}" if row.get("OwnerUserId") else None)
    return RawPost(
        f"post-{row['Id']}",
        f"post-{row['ParentId']}" if "ParentId" in row else None,
        author,
        row.get("CreationDate"),
        text,
    )


def _comments(rows: Iterable[dict[str, str]]) -> Iterator[RawPost]:
    last: dict[tuple[str, str], str] = {}
    for row in rows:
        name = row.get("UserDisplayName") or (f"user{row['UserId']}" if row.get("UserId") else "")
        text = row.get("Text", "")
        called = re.match(r"@([\w.-]+)", text)
        key, on = f"comment-{row['Id']}", f"post-{row['PostId']}"
        yield RawPost(
            key,
            last.get((on, called[1].lower()), on) if called else on,
            name or None,
            row.get("CreationDate"),
            text,
        )
        last[on, name.lower()] = key


def _from_json(pages: Sequence[dict[str, Any]], wanted: str | None) -> RawThread:
    questions = {
        str(q["question_id"]): q for page in pages for q in page.get("items") or () if _is_question(q)
    }
    chosen = one_discussion({key: str(q.get("title") or "") for key, q in questions.items()}, wanted)
    if chosen is None:
        raise NotThisSource("there is no question in the files")
    question = questions[chosen]
    loose = [
        a
        for page in pages
        for a in page.get("items") or ()
        if "answer_id" in a and str(a.get("question_id")) == chosen
    ]
    answers = [*(question.get("answers") or ()), *loose]
    posts = [_item(question, f"post-{chosen}", None)]
    posts += [_item(answer, f"post-{answer.get('answer_id')}", f"post-{chosen}") for answer in answers]
    for holder, key in ((question, f"post-{chosen}"), *((a, f"post-{a.get('answer_id')}") for a in answers)):
        posts += [_item(c, f"comment-{c.get('comment_id')}", key) for c in holder.get("comments") or ()]
    title = html_text(str(question.get("title") or ""))
    return RawThread(title, tuple(posts), url=question.get("link"), license=question.get("content_license"))


def _is_question(item: Any) -> bool:
    return isinstance(item, dict) and "question_id" in item and "answer_id" not in item


def _item(item: dict[str, Any], key: str, parent: str | None) -> RawPost:
    body = str(item["body_markdown"]) if item.get("body_markdown") else html_text(str(item.get("body") or ""))
    title = html_text(str(item["title"])) if parent is None and item.get("title") else ""
    owner = item.get("owner")
    author = str(owner["display_name"]) if isinstance(owner, dict) and owner.get("display_name") else None
    return RawPost(
        key, parent, author, item.get("creation_date"), "\n\n".join(part for part in (title, body) if part)
    )


IMPORTER = Importer("stackexchange", "Stack Exchange", fits, read)
