"""ConvoKit corpora with annotations: utterances with the stretches that make claims, in their metadata, and claims in that of the conversation.

A corpus is a folder of five files; `utterances.jsonl` is the one that is named, the others are written and read beside it. Each utterance has
`argument_spans` in its metadata: the claim, and the places of its words in code points of the text. The metadata of the conversation hold `claims`, `examples`
and `relations` as records, and the rest of the map under "argmap". A plain corpus, without such metadata, is a discussion and no map: `argmap
import` reads it as such.

Source:
    ConvoKit documentation, "Data format" (utterances.jsonl, speakers.json, conversations.json, corpus.json, index.json).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, bare_format, whole_format
from argmap.formats.json_values import Object, items_of, loaded, number_of, object_of, objects_in, text_of
from argmap.formats.protocol import MapFile, Reading
from argmap.formats.spans.places import in_post, pieces_of, quote_at
from argmap.formats.spans.web_annotation import CARRIES
from argmap.formats.spans.writing import kept_on_sheet, one_line, requoted
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.relation import RelationKind
from argmap.model.source_text import clean, verbatim

NAME = "convokit-map"
SPANS, NOBODY = "argument_spans", "[unknown]"
ADDED = "not_in_the_thread"
"""What marks the one utterance of a corpus without a thread, which ConvoKit cannot have."""


# Reading


def read(file: MapFile) -> tuple[Reading, object]:
    """Return the map that a corpus holds, and what argmap kept in the metadata of the conversation."""
    map = MapBuilder(file, "ConvoKit")
    utterances = [*_utterances(file, map)]
    if not utterances and not map.failed:
        map.error("there is no utterance in it", 1)
    if map.failed:
        return map.reading(), None
    first = text_of(utterances[0][1].get("conversation_id"))
    about = object_of(object_of(loaded(file.beside("conversations.json") or "")).get(first))
    meta = object_of(about.get("meta"))
    if not meta:
        map.left_out(
            "there is no conversations.json beside it that has this conversation, so claims are the words of utterances"
        )
    others = sum(text_of(each.get("conversation_id")) != first for _, each in utterances)
    if others:
        map.left_out(f"utterances of other conversations, which were left out: {others}")
    map.title, map.id = text_of(meta.get("title")), first
    _Corpus(map, file, [each for each in utterances if text_of(each[1].get("conversation_id")) == first]).add(
        meta
    )
    return map.reading(), meta.get(KEY)


def _utterances(file: MapFile, map: MapBuilder) -> Iterator[tuple[int, Object]]:
    for number, line in enumerate(file.text.split("\n"), start=1):
        if not line.strip():
            continue
        value = loaded(line)
        if isinstance(value, dict) and "id" in value and "text" in value:
            yield number, value
        else:
            map.left_out("this line is no utterance", number)


class _Corpus:
    """The utterances of one conversation, and what is said of their words."""

    def __init__(self, map: MapBuilder, file: MapFile, utterances: list[tuple[int, Object]]) -> None:
        self.map, self.utterances = map, utterances
        self.speakers = object_of(loaded(file.beside("speakers.json") or ""))
        self.quotes: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        self.words: dict[str, str] = {}

    def add(self, meta: Object) -> None:
        """Add posts, claims, examples and relations."""
        for line, each in self.utterances:
            if object_of(each.get("meta")).get(ADDED) is not True:
                self._post(each, line)
        records = [
            (each, section) for section in ("claims", "examples") for each in objects_in(meta.get(section))
        ]
        for each, section in records:
            self._node(each, section)
        known = {text_of(each.get("id")) for each, _ in records}
        for key, words in self.words.items():
            if key not in known:
                self.map.claim(key, words, quotes=self._quotes(key))
        for each in objects_in(meta.get("relations")):
            self._relation(each)

    def _post(self, each: Object, line: int) -> None:
        key, raw = text_of(each.get("id")), text_of(each.get("text"))
        meta, speaker = object_of(each.get("meta")), text_of(each.get("speaker", each.get("user")))
        author = None if speaker in {"", NOBODY} else speaker
        if author is not None:
            about = object_of(object_of(self.speakers.get(speaker)).get("meta"))
            self.map.person(author, text_of(about.get("name")) or author, author)
        created = {"created": text_of(meta.get("created"))} if text_of(meta.get("created")) else {}
        reply = text_of(each.get("reply-to", each.get("reply_to"))) or None
        self.map.post(key, raw, author=author, wanted=key, reply_to=reply, **created)
        text, inside = verbatim(raw), in_post(raw)
        for span in objects_in(meta.get(SPANS)):
            claim = text_of(span.get("of"))
            pairs = [items_of(pair) for pair in items_of(span.get("places"))]
            ends = [(number_of(pair[0]), number_of(pair[-1])) for pair in pairs if pair]
            pieces = [(inside(a), inside(b)) for a, b in ends if a is not None and b is not None]
            quote = quote_at(key, text, pieces)
            if quote is None or not claim:
                self.map.left_out(
                    f"a stretch of {key} has no words, or is of no claim; it was left out", line
                )
                continue
            self.quotes.setdefault(claim, []).append((number_of(span.get("quote")) or 0, quote))
            self.words.setdefault(claim, " ".join(text[a:b] for a, b in pieces))

    def _quotes(self, key: str) -> list[dict[str, Any]]:
        return [quote for _, quote in sorted(self.quotes.get(key, ()), key=lambda pair: pair[0])]

    def _node(self, each: Object, section: str) -> None:
        key = text_of(each.get("id"))
        fields: dict[str, Any] = {
            "quotes": self._quotes(key),
            "note": text_of(each.get("note")),
            "wanted": key,
        }
        if section == "examples":
            name, topic = text_of(each.get("name")), text_of(each.get("topic"))
            self.map.example(key, name or key, text_of(each.get("text")), topic=topic, **fields)
            return
        tags = [text_of(tag) for tag in items_of(each.get("tags")) if tag != "claim"]
        self.map.claim(
            key, text_of(each.get("text")), implicit=each.get("implicit") is True, tags=tags, **fields
        )

    def _relation(self, each: Object) -> None:
        key, kind = text_of(each.get("id")), text_of(each.get("kind"))
        if kind not in {*RelationKind}:
            self.map.left_out(
                f"relation {key} is of the kind {kind!r}, which argmap does not know; it was left out"
            )
            return
        premises = [text_of(premise) for premise in items_of(each.get("premises"))]
        note = text_of(each.get("note"))
        self.map.relation(
            key, RelationKind(kind), premises, text_of(each.get("target")), wanted=key, note=note
        )


# Writing


def write(map: ArgumentMap, kept: Mapping[str, Any] | None) -> tuple[str, dict[str, str]]:
    """Return the utterances of a corpus, and its other files by name; `kept` is what keeps the rest of the map."""
    people = map.thread.participants if map.thread is not None else ()
    speakers = {person.id: _about({"name": clean(person.name, 200) or "Somebody"}) for person in people}
    utterances = [*_written(map)]
    if any(each["speaker"] == NOBODY for each in utterances):
        speakers[NOBODY] = _about({})
    meta = {
        "title": one_line(map.title),
        "claims": [_record(claim) for claim in map.claims],
        "examples": [_record(example) for example in map.examples],
        "relations": [relation.to_dict() for relation in map.relations],
        **({KEY: kept} if kept is not None else {}),
    }
    index = {
        "utterances-index": _index(each["meta"] for each in utterances),
        "speakers-index": _index(each["meta"] for each in speakers.values()),
        "conversations-index": _index([meta]),
        "overall-index": {},
        "version": 1,
        "vectors": [],
    }
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in utterances), {
        "speakers.json": _json(speakers),
        "conversations.json": _json({map.id: _about(meta)}),
        "corpus.json": _json({}),
        "index.json": _json(index),
    }


def _written(map: ArgumentMap) -> Iterator[dict[str, Any]]:
    spans: dict[str, list[dict[str, Any]]] = {}
    for node in map:
        for number, quote in enumerate(node.quotes, start=1):
            made = requoted(quote, map.thread)
            if made is not None and map.thread is not None:
                text = verbatim(map.thread.text_of(quote.post))
                places = [[*piece] for piece in pieces_of(Quote.model_validate(made), text)]
                spans.setdefault(quote.post, []).append({"of": node.id, "quote": number, "places": places})
    if not map.thread or not map.thread.posts:
        yield _utterance(map, "map", one_line(map.title), {SPANS: [], ADDED: True})
    for post in map.thread or ():
        created = {"created": post.created} if post.created else {}
        words = verbatim(map.thread.text_of(post.id)) if map.thread is not None else ""
        made = _utterance(map, post.id, words, {**created, SPANS: spans.get(post.id, [])})
        time = int(datetime.fromisoformat(post.created.upper()).timestamp()) if post.created else None
        yield {**made, "speaker": post.author or NOBODY, "reply-to": post.reply_to, "timestamp": time}


def _utterance(map: ArgumentMap, id: str, text: str, meta: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": id,
        "conversation_id": map.id,
        "text": text,
        "speaker": NOBODY,
        "meta": meta,
        "reply-to": None,
        "timestamp": None,
        "vectors": [],
    }


def _record(node: Claim | Example) -> dict[str, Any]:
    data = {key: value for key, value in node.to_dict().items() if key != "quotes"}
    return {**data, "text": one_line(node.text), **({"note": one_line(node.note)} if node.note else {})}


def _about(meta: Mapping[str, Any]) -> dict[str, Any]:
    return {"meta": meta, "vectors": []}


def _index(metas: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the types of the values of each key, as ConvoKit writes them."""
    types: dict[str, set[str]] = {}
    for meta in metas:
        for key, value in meta.items():
            types.setdefault(key, set()).add(str(type(value)))
    return {key: sorted(names) for key, names in sorted(types.items())}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def recognises(file: MapFile) -> bool:
    """Say whether a file has utterances with annotations of argmap; those without are a discussion."""
    line = file.text[:200_000].lstrip().split("\n", maxsplit=1)[0]
    return f'"{SPANS}"' in line and SPANS in object_of(object_of(loaded(line)).get("meta"))


BARE = bare_format(NAME, CARRIES, lambda whole: kept_on_sheet(whole, "convokit", steps=True), write, read)
FORMAT = whole_format(
    BARE, "a ConvoKit corpus with the annotations in its metadata", (), write, read, recognises
)
