"""From the nodes and edges of another program to a map: ids made, ends checked, and everything left out said with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from argmap.errors import InvalidInput
from argmap.formats.ends import Key, PartInFile, is_given, named, named_relation, sound_relations
from argmap.formats.protocol import Reading
from argmap.formats.remarks import Remarks
from argmap.model.base import LONGEST_TEXT
from argmap.model.map import ArgumentMap
from argmap.model.posts import Provenance
from argmap.model.relation import NodeKind, RelationKind
from argmap.model.source_text import clean, slug, verbatim
from argmap.model.thread import Thread

LONGEST_CLAIM = 5_000
"""Characters of a claim, at most: what is longer is no claim, and is cut with a note."""


@dataclass
class MapBuilder(Remarks):
    """Collects the parts of a map under the ids of a source, and makes a map of them.

    Parts may name others that come later. What cannot be in a map (an edge that leads nowhere, an attack on a relation …)
    is left out with a warning at its place; nothing else is.

    Attributes:
        title: The title of the map; "" if the file has none.
        id: The id that the file gives its map.
        note: What the reader inferred, for the note of the map.
        extra: Further fields of the map, as map.yaml holds them: annotators, language, …
    """

    title: str = ""
    id: str = ""
    note: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    _parts: dict[Key, PartInFile] = field(default_factory=dict)
    _relations: list[tuple[Key, PartInFile]] = field(default_factory=list)
    _people: dict[Key, dict[str, Any]] = field(default_factory=dict)
    _posts: dict[Key, dict[str, Any]] = field(default_factory=dict)
    _commitments: list[tuple[dict[str, Any], Key, Key, Key, int | None]] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _taken_posts: set[str] = field(default_factory=set)
    authorship: Provenance = Provenance.RECORDED
    reply_structure: Provenance = Provenance.RECORDED

    # Parts

    def issue(
        self, key: Key, question: str, *, line: int | None = None, wanted: str | None = None, **fields: Any
    ) -> None:
        """Add a question at issue. `parent` and `outcome` in `fields` name parts by their keys."""
        self._add(key, NodeKind.ISSUE, {"question": self._text(question, key, line), **fields}, line, wanted)

    def claim(
        self,
        key: Key,
        text: str,
        *,
        line: int | None = None,
        wanted: str | None = None,
        quotes: Iterable[Mapping[str, Any]] = (),
        **fields: Any,
    ) -> None:
        """Add a claim.

        Args:
            key: Its id in the source.
            text: Its words; without any, it gets its id for words, with a warning.
            line: The line of the file that it is on.
            wanted: The id that it should get; None makes one of its key.
            quotes: Quotes as map.yaml holds them, whose `post` is a key of a post.
            fields: Other fields of a claim; those that are None, "" or False are left away. `answers` is the key of an
                issue.
        """
        shown = self._text(text, key, line)
        self._add(key, NodeKind.CLAIM, {"text": shown, "quotes": [*quotes], **fields}, line, wanted)

    def example(
        self,
        key: Key,
        name: str,
        text: str,
        *,
        line: int | None = None,
        wanted: str | None = None,
        **fields: Any,
    ) -> None:
        """Add an example; `topic` may be any text."""
        topic = slug(str(fields.pop("topic", ""))) or "other"
        data = {"name": clean(name, 200), "topic": topic, "text": self._text(text, key, line), **fields}
        self._add(key, NodeKind.EXAMPLE, data, line, wanted)

    def relation(
        self,
        key: Key,
        kind: RelationKind,
        premises: Sequence[Key],
        target: Key,
        *,
        line: int | None = None,
        wanted: str | None = None,
        **fields: Any,
    ) -> None:
        """Add a relation. Its ends are keys of parts that may come later; a key of None gets an id of its ends."""
        given = {name: value for name, value in fields.items() if is_given(value)}
        data = {"kind": str(kind), "premises": [*dict.fromkeys(premises)], "target": target, **given}
        part = PartInFile(data, NodeKind.RELATION, line, self.beside)
        if key is None:
            key = ("relation", len(self._relations))
        elif key in self._parts:
            self.left_out(f"{named_relation(key)} has the id of another part, and got a new one", line)
            key = ("relation", len(self._relations))
        if wanted is not None:
            part.data["id"] = self._id(wanted, self._taken, exact=True)
        self._parts[key] = part
        self._relations.append((key, part))

    def id_of(self, key: Key) -> str | None:
        """Return the id that a part has in the map; None before it has one, or if there is no such part."""
        part = self._parts.get(key)
        return None if part is None else part.data.get("id")

    # The thread

    def person(self, key: Key, name: str, wanted: str | None = None) -> None:
        """Add a participant, once."""
        if key not in self._people:
            taken = {person["id"] for person in self._people.values()}
            shown = clean(name, 200) or "Somebody"
            self._people[key] = {
                "id": self._id(wanted or slug(name) or "person", taken, exact=wanted is not None),
                "name": shown,
            }

    def post(
        self, key: Key, text: str, *, author: Key | None = None, wanted: str | None = None, **fields: Any
    ) -> None:
        """Add a post; `reply_to` is the key of one that may come later. A post without words is `gone: empty`."""
        if key in self._posts:
            self.left_out(f"post {named(key)} is there twice; the first one is kept")
            return
        data: dict[str, Any] = {
            "id": self._id(wanted or slug(str(key)) or "p", self._taken_posts, exact=wanted is not None),
            **fields,
        }
        words = verbatim(text)
        if len(words) > LONGEST_TEXT:
            self.left_out(f"post {named(key)} has {len(words)} characters; it was cut at {LONGEST_TEXT}")
        data |= {"text": words[:LONGEST_TEXT]} if words.strip() else {"gone": "empty"}
        self._posts[key] = {**data, "author": author}

    def stance(
        self, person: Key, post: Key, claim: Key, stance: str, *, line: int | None = None, **fields: Any
    ) -> None:
        """Add that a participant takes a stance on a claim in a post."""
        given = {name: value for name, value in fields.items() if is_given(value)}
        self._commitments.append(({"stance": stance, **given}, person, post, claim, line))

    # The map

    def reading(self) -> Reading:
        """Return the map with its thread, and what is wrong with the file or was left out."""
        if self.failed:
            return Reading(None, None, tuple(self.wrong()))
        try:
            return self._reading()
        except InvalidInput as error:
            first = error.diagnostics[0]
            self.error(f"makes no sound map: {first}")
            return Reading(None, None, tuple(self.wrong()))

    def _reading(self) -> Reading:
        thread = self._thread()
        ids = {key: part.data["id"] for key, part in self._parts.items() if "id" in part.data}
        relations = self._sound_relations(ids)
        title = clean(self.title, 200) or PurePath(self.file.name).stem.replace("-", " ").strip("<>") or "Map"
        data: dict[str, Any] = {
            "format": "argmap/1",
            "id": slug(self.id or PurePath(self.file.name).stem)[:40].strip("-") or slug(title)[:40].strip("-") or "map",
            "title": title,
            **({"note": self.note} if self.note else {}),
            **self.extra,
            "relations": relations,
        }  # fmt: skip
        for kind, section in SECTIONS.items():
            data[section] = [self._linked(part, ids) for part in self._parts.values() if part.kind is kind]
        data["commitments"] = [*self._stances(ids)]
        data["thread"] = thread
        data = {name: value for name, value in data.items() if value not in ([], None)}
        made = ArgumentMap.model_validate(data)
        return Reading(made, thread, tuple(self.told()))

    def _add(
        self, key: Key, kind: NodeKind, data: Mapping[str, Any], line: int | None, wanted: str | None = None
    ) -> None:
        if key in self._parts:
            self.left_out(f"{kind} {named(key)} is there twice; the first one is kept", line)
            return
        given = {name: value for name, value in data.items() if is_given(value)}
        id = self._id(wanted or slug(str(key)) or str(kind), self._taken, exact=wanted is not None)
        self._parts[key] = PartInFile({"id": id, **given}, kind, line, self.beside)

    def _text(self, text: str, key: Key, line: int | None) -> str:
        shown = " ".join(clean(text, 10**9).split())
        if not shown:
            self.left_out(f"{named(key)} has no words, and is called by its id", line)
            return named(key)
        if len(shown) > LONGEST_CLAIM:
            self.left_out(f"{named(key)} has {len(shown)} characters; it was cut at {LONGEST_CLAIM}", line)
            return f"{shown[: LONGEST_CLAIM - 1]}…"
        return shown

    def _id(self, name: str, taken: set[str], *, exact: bool = False) -> str:
        """Return an id that is not taken; one that is made of a number begins with a letter, one that is asked for is kept."""
        id = slug(name)
        if exact and id == name and id not in taken:
            taken.add(id)
            return id
        id = f"n{id}" if id[:1].isdigit() and not exact else id or "n"
        base, number = id[:58].rstrip("-"), 1
        while id in taken:
            number += 1
            id = f"{base}-{number}"
        taken.add(id)
        return id

    def _sound_relations(self, ids: dict[Key, str]) -> list[dict[str, Any]]:
        """Return the relations whose ends are parts of the map of the right kinds; of the others it is said why they go."""
        left, gone = sound_relations(self._relations, {key: part.kind for key, part in self._parts.items()})
        for key, part, reason in gone:
            self.beside = part.file
            self.left_out(f"{named_relation(key)} {reason}; it was left out", part.line)
        for key, part in left.items():
            if "id" not in part.data:
                kind, first = part.data["kind"], part.data["premises"][0]
                name = named(key) if not isinstance(key, tuple) else f"{ids.get(first, 'n')}-{kind}s"
                part.data["id"] = self._id(name, self._taken)
                ids[key] = part.data["id"]
        return [
            {
                **part.data,
                "premises": [ids[premise] for premise in part.data["premises"]],
                "target": ids[part.data["target"]],
                **self._quotes(part.data),
            }
            for part in left.values()
        ]

    def _linked(self, part: PartInFile, ids: Mapping[Key, str]) -> dict[str, Any]:
        """Return the data of a part with the ids of the parts that it names."""
        data = {**part.data, **self._quotes(part.data)}
        for name in ("answers", "parent"):
            if name in data:
                if data[name] in ids:
                    data[name] = ids[data[name]]
                else:
                    self.beside = part.file
                    self.left_out(
                        f"{name} of {data['id']}: {named(data.pop(name))} is not in the map", part.line
                    )
        return data

    def _quotes(self, data: Mapping[str, Any]) -> dict[str, Any]:
        if not data.get("quotes"):
            return {}
        return {
            "quotes": [
                {**quote, "post": self._posts[quote["post"]]["id"]}
                for quote in data["quotes"]
                if quote["post"] in self._posts
            ]
        }

    def _stances(self, ids: Mapping[Key, str]) -> Iterable[dict[str, Any]]:
        for data, person, post, claim, line in self._commitments:
            part = self._parts.get(claim)
            if (
                person not in self._people
                or post not in self._posts
                or part is None
                or part.kind is not NodeKind.CLAIM
            ):
                self.left_out(
                    f"a stance on {named(claim)} names nobody, no post or no claim; it was left out", line
                )
                continue
            yield {
                "participant": self._people[person]["id"],
                "post": self._posts[post]["id"],
                "claim": ids[claim],
                **data,
            }

    def _thread(self) -> Thread | None:
        if not self._posts:
            return None
        posts = []
        for data in self._posts.values():
            author, reply = data.pop("author"), data.pop("reply_to", None)
            ends = {
                "author": self._people[author]["id"] if author in self._people else None,
                "reply_to": self._posts[reply]["id"] if reply in self._posts else None,
            }
            posts.append({**data, **{name: value for name, value in ends.items() if value}})
        stem = PurePath(self.file.name).stem
        return Thread.model_validate(
            {
                "id": slug(self.id or stem)[:40].strip("-") or "thread",
                "title": clean(self.title, 200) or stem.strip("<>") or "Thread",
                "source": {"kind": slug(self.format) or "map"},
                "authorship": self.authorship,
                "reply_structure": self.reply_structure,
                "participants": [*self._people.values()],
                "posts": posts,
            }
        )


SECTIONS = {NodeKind.ISSUE: "issues", NodeKind.CLAIM: "claims", NodeKind.EXAMPLE: "examples"}
