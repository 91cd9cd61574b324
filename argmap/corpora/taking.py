"""One thread out of a corpus, read by the importer of its kind, which knows what its words mean."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.corpora import DUMP_FORMS
from argmap.corpora.dump import BucketCorpus, read_bucket
from argmap.errors import UnreadableInput
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import RawThread
from argmap.importers.registry import importer, read

Row = Mapping[str, Any]


def take(corpus: BucketCorpus, thread: str) -> tuple[str, RawThread]:
    """Return the name of the importer of a corpus, and a thread of it as that importer reads it.

    Args:
        corpus: the corpus.
        thread: the id of the thread; of Reddit with or without "t3_".

    Raises:
        UnreadableInput: the corpus has no such thread.
    """
    form = corpus.manifest.form
    key = f"t3_{thread.removeprefix('t3_')}" if form == "reddit" else thread
    rows = read_bucket(corpus.path_of(key), thread=key).to_pylist()
    if not rows:
        raise UnreadableInput(
            f"{corpus.folder}: there is no thread {thread!r}; the table 'threads' of 'argmap corpus signals' lists those there are"
        )
    records = list(_RECORDS[form](rows))
    content = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode(
        "utf-8", "surrogatepass"
    )
    file = InputFile(f"{corpus.folder.name}.jsonl", content=content)
    return DUMP_FORMS[form], read(importer(DUMP_FORMS[form]), [file], key.removeprefix("t3_"))


def _reddit(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        about = {"author": row["author"], "created_utc": row["created"], "subreddit": ""}
        if row["id"] == row["thread"]:
            yield {
                **about,
                "id": row["id"][3:],
                "title": row["title"] or "",
                "selftext": row["text"],
            }
        else:
            yield {
                **about,
                "id": row["id"][3:],
                "link_id": row["thread"],
                "parent_id": row["parent"],
                "body": row["text"],
            }


def _spoken(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        yield {
            "id": row["id"],
            "conversation_id": row["thread"],
            "reply-to": row["parent"],
            "speaker": row["author"],
            "text": row["text"],
            "timestamp": row["created"],
            "meta": {},
        }


_RECORDS = {"reddit": _reddit, "convokit": _spoken, "posts": _spoken}
