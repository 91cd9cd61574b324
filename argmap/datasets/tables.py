"""Maps as rows of the tables of a dataset. What a table holds is declared in `argmap.datasets.schema`.

    list(rows(map, "claims"))       the claims of a map, as mappings by name of column

All functions are pure: what experiments measured is handed in, and nothing runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Any

from argmap.datasets.schema import TABLES
from argmap.errors import UnknownName
from argmap.evaluation.theory import Basis, Interpretation, theory
from argmap.experiments.outcome import Outcome
from argmap.experiments.verdict import examples_with_experiments
from argmap.frames import Row, in_utc, record_row
from argmap.graph.sides import sides
from argmap.model.annotations import Breach, Commitment, Question
from argmap.model.base import Record
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.posts import Post
from argmap.model.quote import Quote, Span, find_parts
from argmap.model.relation import Relation

NO_OUTCOMES: Mapping[str, Outcome] = MappingProxyType({})


def rows(
    map: ArgumentMap, table: str, outcomes: Mapping[str, Outcome] = NO_OUTCOMES, split: str | None = None
) -> Iterator[Row]:
    """Return the rows that a map has in a table, in the order of the document.

    Args:
        map: the map.
        table: a name of `TABLES`.
        outcomes: what experiments gave, by name of experiment, for the table `measurements`.
        split: the split of the map, for the table `maps`.

    Returns:
        Mappings from names of columns to texts, truths, whole numbers, numbers, times in UTC, lists of texts, or None.

    Raises:
        UnknownName: there is no such table.

    Example:
        >>> from argmap.model import ArgumentMap, Claim
        >>> map = ArgumentMap(id="m", title="M", claims=[Claim(id="a", text="It rains.", implicit=True)])
        >>> [row["text"] for row in rows(map, "claims")]
        ['It rains.']
    """
    if table not in TABLES:
        raise UnknownName("table", table, TABLES)
    if table == "maps":
        return _maps(map, split)
    return _measurements(map, outcomes) if table == "measurements" else _ROWS[table](map)


def _row(table: str, map: ArgumentMap, record: Record, **computed: Any) -> Row:
    """Return a row: fields of the record, and what was computed."""
    return record_row(record, TABLES[table].types, {"map": map.id, **computed})


def _maps(map: ArgumentMap, split: str | None) -> Iterator[Row]:
    thread = map.thread.id if map.thread else None
    annotators = list(map.annotator_keys)  # what the column `by` of other tables holds
    language = map.language or "en"
    yield _row("maps", map, map, thread=thread, language=language, split=split, annotators=annotators)


def _threads(map: ArgumentMap) -> Iterator[Row]:
    if map.thread is None:
        return
    own = {name: getattr(map.thread, name) for name in ("id", "title", "language")}
    known = {name: str(getattr(map.thread, name)) for name in ("authorship", "reply_structure")}
    yield _row("threads", map, map.thread.source, **own, **known)


def _participants(map: ArgumentMap) -> Iterator[Row]:
    for participant in map.thread.participants if map.thread else ():
        yield _row("participants", map, participant)


def _posts(map: ArgumentMap) -> Iterator[Row]:
    if map.thread is None:
        return
    for number, post in enumerate(map.thread.posts, start=1):
        original = map.thread.original(post.id)
        withheld = original.withheld
        yield _row(
            "posts",
            map,
            post,
            thread=map.thread.id,
            number=number,
            created=in_utc(post.created),
            text=original.text,
            length=len(original.text) if original.text is not None else withheld.length if withheld else None,
            absence=_absence(original),
            sha256=withheld.sha256 if withheld else None,
        )


def _absence(post: Post) -> str | None:
    """Return why a post has no words, as a keyword; None where it has some."""
    return "withheld" if post.withheld is not None else None if post.gone is None else str(post.gone)


def _parts(map: ArgumentMap) -> Iterator[Row]:
    for kind, id, _ in _quoting(map):
        yield {"map": map.id, "kind": kind, "id": id}


def _issues(map: ArgumentMap) -> Iterator[Row]:
    for issue in map.issues:
        outcome = issue.outcome
        yield _row(
            "issues",
            map,
            issue,
            exclusive=issue.is_exclusive,
            parent_kind=_kind(map, issue.parent),
            outcome=None if outcome is None else "chosen" if outcome.thesis else "open" if outcome.open else "unnamed",
            outcome_thesis=outcome.thesis if outcome else None,
            outcome_by=list(outcome.by) if outcome else [],
            outcome_note=outcome.note if outcome else None,
        )  # fmt: skip


def _kind(map: ArgumentMap, id: str | None) -> str | None:
    return None if id is None else str(map.kinds[id])


def _claims(map: ArgumentMap) -> Iterator[Row]:
    speaks_for = sides(map)
    for claim in map.claims:
        yield _row("claims", map, claim, side=speaks_for[claim.id])


def _senses(map: ArgumentMap) -> Iterator[Row]:
    for claim in map.claims:
        for number, sense in enumerate(claim.senses, start=1):
            yield _row("senses", map, sense, claim=claim.id, number=number)


def _examples(map: ArgumentMap) -> Iterator[Row]:
    speaks_for = sides(map)
    for example in map.examples:
        yield _row("examples", map, example, side=speaks_for[example.id])


def _references(map: ArgumentMap) -> Iterator[Row]:
    for node in map:
        for number, reference in enumerate(node.references, start=1):
            owner = {"owner_kind": _kind(map, node.id), "owner": node.id}
            yield _row("references", map, reference, number=number, **owner)


def _relations(map: ArgumentMap) -> Iterator[Row]:
    for relation in map.relations:
        target = _kind(map, relation.target)
        yield _row("relations", map, relation, target_kind=target, linked=relation.is_linked)


def _premises(map: ArgumentMap) -> Iterator[Row]:
    for relation in map.relations:
        for number, premise in enumerate(relation.premises, start=1):
            yield {
                "map": map.id,
                "relation": relation.id,
                "number": number,
                "premise_kind": _kind(map, premise),
                "premise": premise,
            }


def _stances(map: ArgumentMap) -> Iterator[Row]:
    for number, commitment in enumerate(map.commitments, start=1):
        yield _row("stances", map, commitment, id=str(number))


def _questions(map: ArgumentMap) -> Iterator[Row]:
    for question in map.questions:
        yield _row("questions", map, question, about_kind=_kind(map, question.about))


def _answers(map: ArgumentMap) -> Iterator[Row]:
    for question in map.questions:
        for number, answer in enumerate(question.answered_by, start=1):
            yield _row("answers", map, answer, question=question.id, number=number)


def _stages(map: ArgumentMap) -> Iterator[Row]:
    for number, entry in enumerate(map.stages, start=1):
        for place, post in enumerate(entry.posts, start=1):
            yield _row("stages", map, entry, number=number, place=place, post=post)


def _breaches(map: ArgumentMap) -> Iterator[Row]:
    for number, breach in enumerate(map.breaches, start=1):
        yield _row("breaches", map, breach, id=str(number))


def _quotes(map: ArgumentMap) -> Iterator[Row]:
    for kind, owner, quotes in _quoting(map):
        for number, quote in enumerate(quotes, start=1):
            for part, (span, words) in enumerate(_found(map, quote), start=1):
                yield {
                    "map": map.id,
                    "owner_kind": kind,
                    "owner": owner,
                    "number": number,
                    "part": part,
                    "post": quote.post,
                    "start": span.start if span else None,
                    "end": span.end if span else None,
                    "exact": words,
                    "prefix": quote.prefix,
                    "suffix": quote.suffix,
                }


def _quoting(map: ArgumentMap) -> Iterator[tuple[str, str, tuple[Quote, ...]]]:
    """Yield everything that can quote: its kind, its id or number, and its quotes."""
    for issue in map.issues:
        yield "issue", issue.id, issue.outcome.quotes if issue.outcome else ()
    named: tuple[Claim | Example | Relation | Question, ...] = (
        *map.claims,
        *map.examples,
        *map.relations,
        *map.questions,
    )
    for record in named:
        yield type(record).__name__.lower(), record.id, record.quotes
    numbered: Mapping[str, tuple[Commitment | Breach, ...]] = {
        "stance": map.commitments,
        "breach": map.breaches,
    }
    for kind, entries in numbered.items():
        for number, entry in enumerate(entries, start=1):
            yield kind, str(number), entry.quotes


def _found(map: ArgumentMap, quote: Quote) -> Iterator[tuple[Span | None, str | None]]:
    """Yield for each part of a quote where it is, and its words as the post has them.

    A quote of withheld words only says where they are; one that fits no place, or several, has its words alone.
    """
    text = None if map.thread is None else map.thread.original(quote.post).text
    if quote.at is not None and text is None:
        for start, end in quote.at:
            yield Span(start, end), None
        return
    places = () if text is None else find_parts(quote, text)
    if text is not None and len(places) == 1:
        for span in places[0]:
            yield span, text[span.start : span.end]
        return
    for words in quote.parts or [None] * len(quote.at or ()):
        yield None, words


def _labels(map: ArgumentMap) -> Iterator[Row]:
    for basis in Basis:
        for id, label in theory(map, Interpretation(basis)).labels.items():
            label_of = {"kind": _kind(map, id), "id": id, "label": str(label)}
            yield {"map": map.id, "interpretation": str(basis), **label_of}


def _measurements(map: ArgumentMap, outcomes: Mapping[str, Outcome]) -> Iterator[Row]:
    for example, experiment in examples_with_experiments(map).items():
        outcome = outcomes.get(experiment)
        measures = outcome.result.measures if outcome and outcome.result else ()
        for number, measure in enumerate(measures, start=1):
            yield {
                "map": map.id,
                "example": example,
                "number": number,
                "experiment": experiment,
                "seed": outcome.seed if outcome else 0,
                "name": measure.name,
                "value": _finite(measure.value),
                "unit": measure.unit,
                "bound": str(measure.bound),
                "expected": _finite(measure.expected),
                "tolerance": _finite(measure.tolerance),
                "source": str(measure.source),
                "role": str(measure.role),
                "holds": measure.holds,
            }


def _finite(value: float) -> float | None:
    return float(value) if isfinite(value) else None


_ROWS: Mapping[str, Callable[[ArgumentMap], Iterator[Row]]] = MappingProxyType(
    {
        "threads": _threads,
        "participants": _participants,
        "posts": _posts,
        "parts": _parts,
        "issues": _issues,
        "claims": _claims,
        "senses": _senses,
        "examples": _examples,
        "references": _references,
        "relations": _relations,
        "premises": _premises,
        "stances": _stances,
        "questions": _questions,
        "answers": _answers,
        "stages": _stages,
        "breaches": _breaches,
        "quotes": _quotes,
        "labels": _labels,
    }
)
