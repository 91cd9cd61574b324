"""The tables of a dataset as data: columns, keys and references, which code, descriptors and documentation share.

Every table begins with the column `map`, the id of the map, and every key with it: ids are unique in a map and nowhere
else. The posts of a thread that two maps read are there twice, once for each map, because the two may differ: one may
hold words that the other withholds, or lack the posts that were made since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from argmap.frames import ColumnType
from argmap.model.annotations import Breach, Commitment, Question, StagePosts
from argmap.model.base import Record
from argmap.model.claim import Claim, Example, Issue, Reference, Sense
from argmap.model.posts import Participant, Post, ThreadDocument, ThreadSource
from argmap.model.quote import Quote
from argmap.model.relation import Relation

TEXT, TRUTH, NUMBER, INTEGER, TIME, LIST = ColumnType


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, what that means, and whether every row has a value. Lists always have one."""

    name: str
    type: ColumnType
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values, where all of them are there, are those of the columns `keys` in a row of another table."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """A table: what a row is, its columns, the columns that name a row, and the references to other tables."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[ForeignKey, ...]

    @cached_property
    def types(self) -> Mapping[str, ColumnType]:
        """The type of each column, by name."""
        return {column.name: column.type for column in self.columns}


MAP = Column("map", TEXT, "Id of the map.", required=True)
NODE_ID = "Id of the claim or example."
PART_KIND = "What it is: issue, claim, example, relation, question, stance or breach."


def _fields(record: type[Record], **types: ColumnType) -> tuple[Column, ...]:
    """Return columns for fields of a record, with the descriptions that the format has."""
    columns = []
    for name, type in types.items():
        field = record.model_fields[name]
        optional = field.default is None and not field.is_required()
        columns.append(Column(name, type, field.description or "", required=not optional))
    return tuple(columns)


def _judged(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns for what annotators say about their own reading."""
    return _fields(record, by=TEXT, confidence=NUMBER, note=TEXT)


def _table(
    name: str, description: str, *columns: Column, key: str, refers: Mapping[str, str] | None = None
) -> TableSchema:
    """Return a table; `refers` says for columns, as "a b", which table and columns they name, as "table a b"."""
    references = [] if name == "maps" else [ForeignKey(("map",), "maps", ("map",))]
    for names, target in (refers or {}).items():
        other, *keys = target.split()
        references.append(ForeignKey(("map", *names.split()), other, ("map", *keys)))
    parts = ("map", *key.split())
    needed = tuple(
        Column(column.name, column.type, column.description, column.required or column.name in parts)
        for column in (MAP, *columns)
    )
    return TableSchema(name, description, needed, parts, tuple(references))


_TABLES = (
    _table(
        "maps",
        "The maps, one a row.",
        Column("title", TEXT, "Title of the map.", required=True),
        Column("thread", TEXT, "Id of the thread that is mapped, if there is one."),
        Column("language", TEXT, "Language of the map's texts (BCP 47).", required=True),
        Column("split", TEXT, "The split of the map, such as train; none where the dataset has no splits."),
        Column("annotators", LIST, "Who made this map of the thread.", required=True),
        Column("note", TEXT, "Remarks on the map, for its users."),
        key="",
        refers={"thread": "threads id"},
    ),
    _table(
        "threads",
        "The threads: where each came from and what may be done with it.",
        *_fields(ThreadDocument, id=TEXT, title=TEXT, language=TEXT, authorship=TEXT, reply_structure=TEXT),
        *_fields(ThreadSource, kind=TEXT, url=TEXT, retrieved=TEXT, license=TEXT, note=TEXT, redacted=TRUTH),
        key="id",
    ),
    _table(
        "participants",
        "Everybody who takes part in a thread.",
        *_fields(Participant, id=TEXT, name=TEXT),
        key="id",
    ),
    _table(
        "posts",
        "The posts, in the order in which they were made. `start` and `end` of quotes count characters of `text`.",
        *_fields(Post, id=TEXT),
        Column("thread", TEXT, "Id of the thread.", required=True),
        Column("number", INTEGER, "Number of the post in its thread, from 1.", required=True),
        *_fields(Post, author=TEXT, reply_to=TEXT),
        Column("created", TIME, "When it was written, in UTC."),
        *_fields(Post, cue=TEXT, url=TEXT, label=TEXT),
        Column(
            "text", TEXT, "The words of the post, also of one that repeats another; none where they are absent."
        ),
        Column("length", INTEGER, "Number of characters (Unicode code points) of the words, where it is known."),
        *_fields(Post, repeats=TEXT),
        Column("absence", TEXT, "Why there are no words: deleted, removed, empty, or withheld."),
        Column("sha256", TEXT, "Of words that are withheld, their SHA-256 in UTF-8."),
        *_fields(Post, part_of=TEXT),
        key="id",
        refers={
            "thread": "threads id",
            "author": "participants id",
            "reply_to": "posts id",
            "repeats": "posts id",
        },
    ),
    _table(
        "parts",
        "Everything in a map that quotes, relations, questions or labels refer to, and what it is.",
        Column("kind", TEXT, PART_KIND),
        Column("id", TEXT, "Its id; of a stance or a breach, which have none, its number in the map."),
        key="kind id",
    ),
    _table(
        "issues",
        "The questions at issue, and how their discussion ended.",
        *_fields(Issue, id=TEXT, question=TEXT, label=TEXT),
        Column("exclusive", TRUTH, "Whether its theses exclude each other.", required=True),
        Column("parent_kind", TEXT, "What the parent is: issue or claim."),
        *_fields(Issue, parent=TEXT),
        Column("outcome", TEXT, "How its discussion ended: chosen, open, or no thesis named; none if not said."),
        Column("outcome_thesis", TEXT, "Id of the thesis that was chosen."),
        Column("outcome_by", LIST, "Ids of the participants who chose it.", required=True),
        Column("outcome_note", TEXT, "A remark of the annotators on the outcome."),
        *_judged(Issue),
        key="id",
        refers={"parent_kind parent": "parts kind id", "outcome_thesis": "claims id"},
    ),
    _table(
        "claims",
        "The claims, theses and implicit premises among them.",
        *_fields(Claim, id=TEXT, text=TEXT, label=TEXT, answers=TEXT),
        Column("side", TEXT, "Id of the thesis that it speaks for, computed from the relations."),
        *_fields(Claim, implicit=TRUTH, meta=TRUTH, base_score=NUMBER, tags=LIST),
        *_judged(Claim),
        key="id",
        refers={"answers": "issues id", "side": "claims id"},
    ),
    _table(
        "senses",
        "The senses of contested terms in claims.",
        Column("claim", TEXT, "Id of the claim."),
        Column("number", INTEGER, "Number of the sense among those of the claim, from 1."),
        *_fields(Sense, term=TEXT, sense=TEXT),
        key="claim number",
        refers={"claim": "claims id"},
    ),
    _table(
        "examples",
        "The technical examples that participants point at.",
        *_fields(Example, id=TEXT, name=TEXT, topic=TEXT, text=TEXT),
        Column("side", TEXT, "Id of the thesis that it speaks for, computed from the relations."),
        *_fields(Example, experiment=TEXT, tags=LIST),
        *_judged(Example),
        key="id",
        refers={"side": "claims id"},
    ),
    _table(
        "references",
        "The works that say what a claim or an example says.",
        Column("owner_kind", TEXT, "What refers to the work: claim or example."),
        Column("owner", TEXT, NODE_ID),
        Column("number", INTEGER, "Number of the work among those of its owner, from 1."),
        *_fields(Reference, title=TEXT, authors=TEXT, year=INTEGER, venue=TEXT, url=TEXT, where=TEXT),
        key="owner_kind owner number",
        refers={"owner_kind owner": "parts kind id"},
    ),
    _table(
        "relations",
        "The inferences between claims and examples; their premises have a table of their own.",
        *_fields(Relation, id=TEXT, kind=TEXT),
        Column("target_kind", TEXT, "What the target is: claim, example or relation.", required=True),
        *_fields(Relation, target=TEXT),
        Column("linked", TRUTH, "Whether it has several premises, which count only together.", required=True),
        *_fields(Relation, scheme=TEXT, question=TEXT, weight=NUMBER),
        *_judged(Relation),
        key="id",
        refers={"target_kind target": "parts kind id"},
    ),
    _table(
        "premises",
        "The premises of relations, one a row.",
        Column("relation", TEXT, "Id of the relation."),
        Column("number", INTEGER, "Number of the premise in the relation, from 1."),
        Column("premise_kind", TEXT, "What the premise is: claim or example.", required=True),
        Column("premise", TEXT, NODE_ID, required=True),
        key="relation number",
        refers={"relation": "relations id", "premise_kind premise": "parts kind id"},
    ),
    _table(
        "stances",
        "The commitments: who takes which stance on which claim, and in which post.",
        Column("id", TEXT, "Number of the stance in its map, from 1."),
        *_fields(Commitment, participant=TEXT, post=TEXT, claim=TEXT, stance=TEXT, condition=TEXT, hedged=TRUTH),
        *_judged(Commitment),
        key="id",
        refers={"participant": "participants id", "post": "posts id", "claim": "claims id"},
    ),
    _table(
        "questions",
        "What is asked in the thread.",
        *_fields(Question, id=TEXT, post=TEXT, text=TEXT),
        Column("about_kind", TEXT, "What it is about: issue, claim, example or relation."),
        *_fields(Question, about=TEXT, to=TEXT),
        *_judged(Question),
        key="id",
        refers={"post": "posts id", "about_kind about": "parts kind id", "to": "participants id"},
    ),
    _table(
        "answers",
        "What answers questions; a question without a row here was answered by nobody.",
        Column("question", TEXT, "Id of the question."),
        Column("number", INTEGER, "Number of the answer among those of the question, from 1."),
        Column("post", TEXT, "Id of the post that answers."),
        Column("claim", TEXT, "Id of the claim that answers."),
        key="question number",
        refers={"question": "questions id", "post": "posts id", "claim": "claims id"},
    ),
    _table(
        "stages",
        "Which posts belong to which stage of the discussion, one post a row.",
        Column("number", INTEGER, "Number of the entry in its map, from 1."),
        *_fields(StagePosts, stage=TEXT),
        Column("place", INTEGER, "Number of the post in the entry, from 1."),
        Column("post", TEXT, "Id of the post.", required=True),
        *_fields(StagePosts, why=TEXT),
        *_judged(StagePosts),
        key="number place",
        refers={"post": "posts id"},
    ),
    _table(
        "breaches",
        "Where rules for critical discussion are broken.",
        Column("id", TEXT, "Number of the breach in its map, from 1."),
        *_fields(Breach, breaks=TEXT, fallacy=TEXT, relation=TEXT, why=TEXT),
        *_judged(Breach),
        key="id",
        refers={"relation": "relations id"},
    ),
    _table(
        "quotes",
        "The words of posts on which the parts of maps rest. `text[start:end]` of the post is `exact`.",
        Column("owner_kind", TEXT, PART_KIND),
        Column("owner", TEXT, "Id of what quotes; of a stance or a breach, its number. An issue quotes for its outcome."),
        Column("number", INTEGER, "Number of the quote among those of its owner, from 1."),
        Column("part", INTEGER, "Number of the part, from 1: a quote that leaves out words has several."),
        *_fields(Quote, post=TEXT),
        Column(
            "start",
            INTEGER,
            "First character in the words of the post, from 0, in Unicode code points; none where the words are not "
            "there or fit several places.",
        ),
        Column("end", INTEGER, "The character behind the last one."),
        Column("exact", TEXT, "The quoted words as they are in the post; none where they are withheld."),
        *_fields(Quote, prefix=TEXT, suffix=TEXT),
        key="owner_kind owner number part",
        refers={"owner_kind owner": "parts kind id", "post": "posts id"},
    ),
    _table(
        "labels",
        "What follows from each map under grounded semantics, for each interpretation.",
        Column("interpretation", TEXT, "What counts: stances, arguments-only or word."),
        Column("kind", TEXT, "What the label is of: claim, example or relation.", required=True),
        Column("id", TEXT, "Its id."),
        Column("label", TEXT, "Accepted (in), rejected (out) or undecided.", required=True),
        key="interpretation id",
        refers={"kind id": "parts kind id"},
    ),
    _table(
        "measurements",
        "What experiments measured; none where they did not run.",
        Column("example", TEXT, "Id of the example that names the experiment."),
        Column("number", INTEGER, "Number of the measure in the experiment, from 1."),
        Column("experiment", TEXT, "Name of the experiment.", required=True),
        Column("seed", INTEGER, "Where the random numbers of the run start.", required=True),
        Column("name", TEXT, "What is measured.", required=True),
        Column("value", NUMBER, "The measured value; none where it is not a finite number."),
        Column("unit", TEXT, "The unit of the value, which is empty for a plain number.", required=True),
        Column("bound", TEXT, "How it is compared with the expected value: within, at most, at least.", required=True),
        Column("expected", NUMBER, "The expected value."),
        Column("tolerance", NUMBER, "The absolute difference that is allowed, for `within`."),
        Column("source", TEXT, "Where the expectation comes from.", required=True),
        Column("role", TEXT, "A check of the code, or evidence.", required=True),
        Column("holds", TRUTH, "Whether the value is what was expected.", required=True),
        key="example number",
        refers={"example": "examples id"},
    ),
)  # fmt: skip

TABLES: Mapping[str, TableSchema] = MappingProxyType({table.name: table for table in _TABLES})
"""Every table by name, those that others refer to mostly first."""
