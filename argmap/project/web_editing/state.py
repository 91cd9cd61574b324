"""A map as the page of the editor has it: its parts, what is said of them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.editing.operations import Opened
from argmap.editing.parts import WITH_ID, WITHOUT_ID, name_of
from argmap.model.base import Record, plain_data
from argmap.model.claim import Claim, Example, Issue
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, find_quote
from argmap.model.relation import Relation
from argmap.storage.files import digest

State = dict[str, Any]
"""The state of a map as JSON."""


def version_of(opened: Opened) -> str:
    """Return what tells the texts of a map and of its thread from all others."""
    return digest(f"{opened.text}\0{opened.thread_text}".encode())


def state_of(opened: Opened, findings: Iterable[Diagnostic], steps: tuple[str | None, str | None]) -> State:
    """Return the state of a map.

    Args:
        opened: the map.
        findings: what the rules find in it.
        steps: what can be undone and done again.

    Returns:
        `version`, `map` (as the scripts of the editor know one), `stances`, `questions`, `issues`, `findings`, `quoted`
        (post, start and end of every quote, in code points), `fields` (of parts by their ids: what else is said of them),
        `annotators`, `undo` and `redo`.
    """
    map = opened.map
    nodes = [_node(map, node) for node in (*map.claims, *map.examples)]
    return {
        "version": version_of(opened),
        "map": {
            "claims": nodes,
            "relations": [_relation(relation) for relation in map.relations],
            "laid": [node["id"] for node in nodes],
        },
        "stances": [*_stances(map)],
        "questions": [{"id": q.id, "post": q.post, "text": q.text, "about": q.about} for q in map.questions],
        "issues": [*_issues(map)],
        "fields": dict(_fields(map)),
        "annotators": [*map.annotator_keys],
        "findings": [_finding(map, finding) for finding in findings],
        "quoted": [*_quoted(map)],
        "undo": steps[0],
        "redo": steps[1],
    }


def _node(map: ArgumentMap, node: Record) -> dict[str, Any]:
    assert isinstance(node, Claim | Example)  # noqa: S101 (the map has no other nodes)
    made: dict[str, Any] = {"id": node.id, "text": node.text}
    if isinstance(node, Claim):
        made |= {"implicit": True} if node.implicit else {}
        made |= {"answers": node.answers} if node.answers else {}
    else:
        made["example"] = True
    if node.quotes:
        made["quotes"] = [_quote(map, quote) for quote in node.quotes]
    return made


def _quote(map: ArgumentMap, quote: Quote) -> dict[str, Any]:
    text = map.thread.text_of(quote.post) if map.thread else ""
    spans = find_quote(quote, text)
    at = [spans[0].start, spans[0].end] if spans else None
    return {"post": quote.post, "exact": quote.words, **({"at": at} if at else {})}


def _quoted(map: ArgumentMap) -> Iterator[tuple[str, int, int]]:
    for _, quote in map.quotes():
        for span in find_quote(quote, map.thread.text_of(quote.post)) if map.thread else ():
            yield quote.post, span.start, span.end


def _relation(relation: Any) -> dict[str, Any]:
    made = {
        "id": relation.id,
        "kind": str(relation.kind),
        "premises": list(relation.premises),
        "target": relation.target,
    }
    return made | {key: value for key in ("scheme", "question") if (value := getattr(relation, key))}


def _stances(map: ArgumentMap) -> Iterator[dict[str, Any]]:
    people = {person.id: person.name or person.id for person in map.thread.participants} if map.thread else {}
    for number, commitment in enumerate(map.commitments, start=1):
        yield {
            "name": f"commitments.{number}",
            "who": people.get(commitment.participant, commitment.participant),
            "post": commitment.post,
            "claim": commitment.claim,
            "stance": str(commitment.stance),
            "hedged": commitment.hedged,
            "if": commitment.condition or "",
        }


def _issues(map: ArgumentMap) -> Iterator[dict[str, Any]]:
    for issue in map.issues:
        made: dict[str, Any] = {"id": issue.id, "question": issue.question, "outcome": None}
        if issue.outcome is not None:
            quotes = [_quote(map, quote) for quote in issue.outcome.quotes]
            made["outcome"] = {
                "thesis": "",
                "by": [],
                "note": "",
                **plain_data(issue.outcome),
                "quotes": quotes,
            }
        yield made


SHOWN = frozenset(
    {"id", "text", "quotes", "answers", "implicit", "outcome", "premises", "target", "kind", "scheme"}
)
"""Fields that the page has a place of their own for."""


def _fields(map: ArgumentMap) -> Iterator[tuple[str, dict[str, Any]]]:
    parts: tuple[Issue | Claim | Example | Relation, ...] = (
        *map.issues,
        *map.claims,
        *map.examples,
        *map.relations,
    )
    for part in parts:
        said = {key: value for key, value in plain_data(part).items() if key not in SHOWN}
        if said:
            yield part.id, said


def _finding(map: ArgumentMap, finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "text": finding.message,
        "help": finding.help,
        "about": _about(map, finding),
        "fix": finding.fix.title if finding.fix is not None and not _is_of_thread(finding) else "",
    }


def _about(map: ArgumentMap, finding: Diagnostic) -> str:
    match finding.location.path:
        case (str(section), int(index), *_) if section in {*WITH_ID, *WITHOUT_ID}:
            item = getattr(map, section)[index]
            return str(item.claim) if section == "commitments" else name_of(map, section, index)
        case ("thread", "posts", int(index), *_) if map.thread is not None:
            return str(map.thread.posts[index].id)
    return ""


def _is_of_thread(finding: Diagnostic) -> bool:
    return finding.fix is not None and any(edit.path[:1] == ("thread",) for edit in finding.fix.edits)
