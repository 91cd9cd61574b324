"""ConvoKit corpora: utterances.jsonl with its neighbours in a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread, one_discussion
from argmap.model.posts import Gone

MOST_OTHERS = 200
GONE = {"[deleted]": Gone.DELETED, "[removed]": Gone.REMOVED}


def fits(file: InputFile) -> Fit:
    first = file.first_record
    known = isinstance(first, dict) and "conversation_id" in first and "speaker" in first and "text" in first
    return Fit.CERTAIN if known else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return one conversation of a corpus.

    Raises:
        NotThisSource: there is no utterance in the files.
        SeveralDiscussions: there are several conversations, and none was named.
    """
    utterances = [file for file in files if fits(file)]
    titles = _titles(files)
    kept_titles: dict[str, str] = {}
    kept: dict[str, list[RawPost]] = {}
    others: dict[str, str] = {}
    for file in utterances:
        for record in file.records():
            if not isinstance(record, dict) or "id" not in record:
                continue
            conversation = str(record.get("conversation_id") or record.get("root") or record["id"])
            if wanted is not None and conversation != wanted:
                if len(others) < MOST_OTHERS:
                    others[conversation] = ""
            else:
                kept_titles.setdefault(conversation, titles.get(conversation, ""))
                kept.setdefault(conversation, []).append(_raw(record))
    chosen = one_discussion(kept_titles if wanted is None or kept_titles else others, wanted)
    if chosen is None:
        raise NotThisSource("there is no utterance in the files")
    return RawThread(kept_titles[chosen], tuple(kept[chosen]))


def _titles(files: Sequence[InputFile]) -> dict[str, str]:
    """Return the titles of conversations, from the file beside the utterances where it is there."""
    for file in files:
        beside = file.path.with_name("conversations.json") if file.path else None
        if beside is not None and beside.is_file():
            data = InputFile(str(beside), Path(beside)).json
            if isinstance(data, dict):
                return {key: _title(value) for key, value in data.items()}
    return {}


def _title(value: Any) -> str:
    meta = value.get("meta", value) if isinstance(value, dict) else {}
    return str(meta.get("title") or "") if isinstance(meta, dict) else ""


def _raw(record: dict[str, Any]) -> RawPost:
    text = str(record.get("text") or "")
    gone = GONE.get(text.strip())
    speaker = record.get("speaker", record.get("user"))
    name = speaker.get("id") if isinstance(speaker, dict) else speaker
    parent = record.get("reply-to", record.get("reply_to"))
    return RawPost(
        str(record["id"]),
        None if parent in {None, ""} else str(parent),
        None if name in {None, "[deleted]"} else str(name),
        _time(record.get("timestamp")),
        "" if gone else text,
        gone,
    )


def _time(value: Any) -> Any:
    return value if isinstance(value, str | int | float) or value is None else json.dumps(value)


IMPORTER = Importer("convokit", "a ConvoKit corpus", fits, read)
