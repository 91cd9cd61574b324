"""The file in which a teacher confirms what claims in students' own words stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from argmap.errors import UnreadableInput, suggestion
from argmap.storage.files import decode
from argmap.teach.marking.mark import Decision, Marked
from argmap.teach.marking.tables import delimiter_of, read_table, table, written

COLUMNS = ("submission", "id", "student", "own words", "claim", "claim text", "similarity", "confirmed")
NEEDED = ("submission", "id", "claim", "confirmed")
HELP = "'argmap teach grade --matches FILE' writes the file if there is none"
ANSWERS = {"yes": True, "ja": True, "no": False, "nein": False}
"""What can stand under `confirmed`."""

Decisions = Mapping[str, Mapping[str, Decision]]
"""What a teacher says: for each submission by its name, for each written claim by its id."""


def matches_file(marked: Iterable[Marked], texts: Mapping[str, str]) -> bytes:
    """Return a file of all claims in own words, for a teacher to confirm.

    Args:
        marked: the marked submissions.
        texts: what each claim of the references says, by its id.
    """
    return table([COLUMNS, *(_cells(row) for row in _rows(marked, texts))])


def with_new_rows(
    content: bytes, marked: Iterable[Marked], texts: Mapping[str, str], known: Decisions
) -> bytes:
    """Return the content of a file of matches with rows for the written claims that it does not have; the rest stays as it is."""
    text = decode(content, "matches")
    delimiter = delimiter_of(text)
    head = [name.strip().strip('"') for name in text.splitlines()[0].split(delimiter)]
    new = [
        row
        for row in _rows(marked, texts)
        if written(row["id"]) not in known.get(written(row["submission"]), {})
    ]
    end = b"" if content.endswith(b"\n") else b"\r\n"
    added = table([[row.get(name, "") for name in head] for row in new], delimiter, begins=False)
    return content + end + added if new else content


def read_matches(
    path: Path, submissions: Mapping[str, Iterable[str]], claims: Iterable[str]
) -> tuple[Decisions, tuple[str, ...]]:
    """Return what a teacher decided, and sentences about rows that were passed over.

    A row about a submission, or a claim in own words, that is not there any more stops nobody: students hand in again.

    Args:
        path: the file.
        submissions: the ids of the claims in own words of each submission, by its name.
        claims: the ids of the claims of the references.

    Raises:
        UnreadableInput: the file cannot be read; or a row names a claim that the map does not have, does not say yes or
            no, or says something twice. The message says where.
    """
    known = {written(name): {written(id) for id in ids} for name, ids in submissions.items()}
    targets = {written(claim): claim for claim in claims}
    decisions: dict[str, dict[str, Decision]] = {}
    passed_over = []
    for number, row in read_table(path, NEEDED, HELP):
        if reason := _not_there(row, known):
            passed_over.append(f"{path}:{number}: {reason}; the row was passed over")
            continue
        fault = _fault(row, targets)
        if not fault and row["id"] in decisions.get(row["submission"], {}):
            fault = f"a second row for {row['id']!r} of {row['submission']!r}; keep one"
        if fault:
            raise UnreadableInput(f"{path}:{number}: {fault}")
        decision = Decision(targets.get(row["claim"], ""), ANSWERS[row["confirmed"].casefold()])
        decisions.setdefault(row["submission"], {})[row["id"]] = decision
    return decisions, tuple(passed_over)


def decided(decisions: Decisions, submission: str, ids: Iterable[str]) -> dict[str, Decision]:
    """Return what was decided about the written claims of a submission, by their ids."""
    own = decisions.get(written(submission), {})
    return {id: own[written(id)] for id in ids if written(id) in own}


def _not_there(row: Mapping[str, str], known: Mapping[str, set[str]]) -> str:
    """Return why a row is about nothing that was handed in, or ""."""
    name, id = row["submission"], row["id"]
    if name not in known:
        return f"there is no submission {name!r} with claims in own words; {suggestion(name, known)}"
    return (
        f"{name!r} has no claim {id!r} in own words; {suggestion(id, known[name])}"
        if id not in known[name]
        else ""
    )


def _fault(row: Mapping[str, str], claims: Mapping[str, str]) -> str:
    """Return what is wrong with a row, or ""."""
    claim = row["claim"]
    if claim and claim not in claims:
        return f"the map has no claim {claim!r}; {suggestion(claim, claims)}; leave it empty for none"
    if row["confirmed"].casefold() not in ANSWERS:
        return f"confirmed is {row['confirmed']!r}; write yes or no"
    return ""


def _rows(marked: Iterable[Marked], texts: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    for one in marked:
        for pair in one.matched:
            yield {
                "submission": one.file,
                "id": pair.written,
                "student": one.student,
                "own words": " ".join(pair.text.split()),
                "claim": pair.claim,
                "claim text": texts.get(pair.claim, ""),
                "similarity": f"{pair.likeness:.2f}",
                "confirmed": "yes" if pair.confirmed else "no",
            }


def _cells(row: Mapping[str, str]) -> list[str]:
    return [row[name] for name in COLUMNS]
