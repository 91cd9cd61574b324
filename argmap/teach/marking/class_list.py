"""Who handed in what: students of one name stay apart, and codes can stand for names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from argmap.errors import UnreadableInput
from argmap.teach.marking.submission import Submission
from argmap.teach.marking.tables import read_table, table, written
from argmap.unseen import visible

LETTERS = "bcdfghjkmnpqrstvwxz"
"""Letters of codes: without vowels, so that no word comes out, and without those that look like others."""

LENGTH = 5
COLUMNS = ("code", "submission", "student", "student_id")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A submission with what it is called in everything that is written.

    Attributes:
        submission: what is handed in.
        file: the name of its file, with the folder where names repeat; a code in the anonymous mode.
        student: the name, with the file where names repeat; a code in the anonymous mode.
        student_id: the student's number in other systems; nothing in the anonymous mode.
        stem: the name of its sheet, without an ending.
    """

    submission: Submission
    file: str
    student: str
    student_id: str
    stem: str


def handed_in(read: Sequence[tuple[Path, Submission]]) -> tuple[HandedIn, ...]:
    """Return submissions with their names, in their order."""
    names = Counter(path.name for path, _ in read)
    files = [visible(path.name if names[path.name] == 1 else str(path)) for path, _ in read]
    students = Counter(visible(submission.student) for _, submission in read)
    made = []
    for (path, submission), file in zip(read, files, strict=True):
        name = visible(submission.student)
        student = name if students[name] == 1 else f"{name} ({file})"
        made.append(HandedIn(submission, file, student, visible(submission.student_id), path.stem))
    return tuple(made)


def anonymous(
    class_list: Iterable[HandedIn], known: Mapping[str, str]
) -> tuple[tuple[HandedIn, ...], dict[str, str]]:
    """Return submissions with codes for names, and the code of each file.

    A code comes from the submission itself, so that nobody without it can find out whose it is; who has a code keeps it.

    Args:
        class_list: submissions with names.
        known: codes that were given before, by the name of the file.
    """
    codes = dict(known)
    hidden = []
    for one in class_list:
        key = written(one.file)
        if key not in codes:
            codes[key] = _code(one, {*codes.values()})
        code = codes[key]
        hidden.append(HandedIn(one.submission, code, code, "", code))
    return tuple(hidden), codes


def key_file(
    class_list: Sequence[HandedIn], codes: Mapping[str, str], former: Sequence[Sequence[str]]
) -> bytes:
    """Return the key: whose each code is. Rows of a former key whose files are not here stay."""
    here = {written(one.file) for one in class_list}
    rows = [
        [codes[written(one.file)], one.file, one.submission.student, one.student_id] for one in class_list
    ]
    return table([COLUMNS, *(row for row in former if row[1] not in here), *rows])


def read_key(path: Path) -> list[tuple[str, ...]]:
    """Return the rows of a key that was written before, none if there is no such file: code, file, name, number.

    Raises:
        UnreadableInput: it cannot be read, or is not such a file.
    """
    if not path.exists():
        return []
    rows = [
        tuple(row[name] for name in COLUMNS) for _, row in read_table(path, COLUMNS, "choose another file")
    ]
    repeated = [code for code, number in Counter(row[0] for row in rows).items() if number > 1]
    if repeated:
        raise UnreadableInput(
            f"{path}: the code {repeated[0]!r} stands for two submissions; choose another file"
        )
    return rows


def _code(one: HandedIn, taken: set[str]) -> str:
    number = 0
    while True:
        seed = f"{number}\0{one.file}\0{one.submission.model_dump_json()}"
        value = int.from_bytes(sha256(seed.encode("utf-8", "replace")).digest(), "big")
        code = ""
        for _ in range(LENGTH):
            value, place = divmod(value, len(LETTERS))
            code += LETTERS[place]
        if code not in taken:
            return code
        number += 1
