"""The work of `argmap teach grade`: files in, marks, tables and sheets out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from argmap.cli.common import print_json
from argmap.errors import ArgmapError
from argmap.graph.views import View
from argmap.storage.files import write_all, write_atomic, write_private
from argmap.teach.marking.class_list import HandedIn, anonymous, handed_in, key_file, read_key
from argmap.teach.marking.class_report import for_the_teacher
from argmap.teach.marking.feedback import SheetStyle, sheets
from argmap.teach.marking.grade import grade, sheet_names, texts_of
from argmap.teach.marking.mark import Marked, own_words
from argmap.teach.marking.matches import Decisions, decided, matches_file, read_matches, with_new_rows
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Submission, read_submission
from argmap.unseen import visible

T = TypeVar("T")
ENDINGS = frozenset({".yaml", ".yml", ".json"})
MATCHES = "matches.csv"


@dataclass(frozen=True)
class MarkingTask:
    """What submissions are marked against, by which weights, and how the sheets are written."""

    references: tuple[View, ...]
    rubric: Rubric
    style: SheetStyle
    form: str

    def marked(
        self,
        read: Sequence[tuple[Path, Submission]],
        matches: Path | None,
        output: Path | None,
        key: Path | None,
    ) -> list[tuple[HandedIn, Marked]]:
        """Return the marked submissions, and write the files that a teacher keeps: matches, and the key of codes.

        Raises:
            ArgmapError: a file that the teacher edited cannot be obeyed, or one cannot be written.
        """
        known = handed_in(read)
        class_list, content = _hidden(known, key) if key else (known, b"")
        decisions: Decisions = {}
        if matches is not None and matches.exists():
            handed = {one.file: self._own(one) for one in class_list}
            decisions, passed_over = read_matches(matches, handed, self._texts())
            for note in passed_over:
                click.echo(f"note: {visible(note)}", err=True)
        made = []
        with _bar(class_list, "marking", len(class_list)) as bar:
            for one in bar:
                result = grade(
                    self.references,
                    one.submission,
                    self.rubric,
                    decided(decisions, one.file, self._own(one)),
                )
                made.append(
                    (one, replace(result, student=one.student, file=one.file, student_id=one.student_id))
                )
        if key:
            write_private(key, content)
            click.echo(f"wrote {visible(str(key))}, which only you can read", err=True)
        self._keep_matches([one for _, one in made], matches, output, decisions)
        return made

    def write(self, folder: Path, marked: Sequence[tuple[HandedIn, Marked]]) -> None:
        """Write the sheets and the tables of a class into a folder."""
        names = sheet_names((one.stem for one, _ in marked), self.form)
        ones = [one for _, one in marked]
        with _bar(sheets(ones, self.references, self.form, self.style), "writing", len(ones)) as made:
            contents = {folder / name: content for name, content in zip(names, made, strict=True)}
        tables = for_the_teacher(ones, self.references, self.style.language) if ones else {}
        write_all(contents | {folder / name: content for name, content in tables.items()})
        count = f"{len(names)} sheet{'' if len(names) == 1 else 's'}{''.join(f', {name}' for name in tables)}"
        click.echo(f"wrote {count} to {visible(str(folder))}", err=True)

    def _own(self, one: HandedIn) -> list[str]:
        """Return the ids of the claims in own words, in any of the references."""
        ids = [own_words(one.submission, view.map.nodes) for view in self.references]
        return list(dict.fromkeys(id for some in ids for id in some))

    def _texts(self) -> dict[str, str]:
        return {name: text for view in reversed(self.references) for name, text in texts_of(view.map).items()}

    def _keep_matches(
        self, marked: Sequence[Marked], file: Path | None, folder: Path | None, decisions: Decisions
    ) -> None:
        """Write what own words were taken for where the teacher will look; nothing that a teacher wrote is lost."""
        open = sum(one.to_confirm for one in marked)
        path = file or (folder / MATCHES if folder and any(one.matched for one in marked) else None)
        if path is None:
            if open:
                click.echo(
                    f"note: {open} claims in own words to be confirmed; --matches FILE lists them", err=True
                )
            return
        shown = visible(str(path))
        if file is None and path.exists():
            click.echo(f"note: {shown} is not used and not changed; --matches {shown} obeys it", err=True)
            return
        new = not path.exists()
        old = b"" if new else path.read_bytes()
        content = (
            matches_file(marked, self._texts())
            if new
            else with_new_rows(old, marked, self._texts(), decisions)
        )
        if content != old:
            write_atomic(path, content)
            what = "wrote" if new else "added new claims to"
            click.echo(f"{what} {shown}: {open} to be confirmed", err=True)


def files_of(handed: Sequence[Path]) -> list[Path]:
    """Return the files that are named, and the files in and below the folders that are named, each once.

    Learning platforms put each student's file into a folder of its own. Hidden files and folders are passed over.
    """
    files: list[Path] = []
    for path in handed:
        inside = [path] if not path.is_dir() else sorted(p for p in path.rglob("*") if _is_handed_in(p, path))
        files += [file for file in inside if file not in files]
    return files


def _is_handed_in(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in file.relative_to(folder).parts)
    return file.suffix.lower() in ENDINGS and not hidden and file.is_file()


def read_all(files: Sequence[Path]) -> tuple[list[tuple[Path, Submission]], int]:
    """Return what can be read, and the number of files that cannot: each is reported."""
    read, broken = [], 0
    for file in files:
        try:
            read.append((file, read_submission(file)))
        except ArgmapError as error:
            broken += 1
            click.echo(f"argmap: {'; '.join(map(visible, str(error).splitlines()))}", err=True)
    return read, broken


def printed(marked: Sequence[Marked], *, as_json: bool) -> None:
    """Print a line for each student, or everything as JSON."""
    if as_json:
        print_json([_plain(one) for one in marked])
        return
    for one in marked:
        right = sum(credit.credit == 1 for credit in one.credits)
        open = " (to be confirmed)" if one.to_confirm else ""
        notes = "".join(f"; {note}" for note in one.notes)
        click.echo(f"{one.score:4.0%}{open}  {right}/{len(one.credits)} relations  {one.student}{notes}")


def refuse_open_key(key: Path | None, output: Path | None) -> None:
    """Do nothing if the key of codes is apart from what is handed out.

    Raises:
        ArgmapError: it is in the folder of the sheets.
    """
    if key and output and key.resolve().is_relative_to(output.resolve()):
        raise ArgmapError(f"the key {str(key)!r} is in the folder of the sheets; keep it in another folder")


def make_folder(folder: Path) -> None:
    """Create the folder for the sheets before anything is marked.

    Raises:
        ArgmapError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArgmapError(f"cannot write to the folder {str(folder)!r}: {error.strerror or error}") from error


def _hidden(known: Sequence[HandedIn], key: Path) -> tuple[Sequence[HandedIn], bytes]:
    """Return submissions under codes, in the order of the codes, and the content of the key."""
    former = read_key(key)
    hidden, codes = anonymous(known, {row[1]: row[0] for row in former})
    return sorted(hidden, key=lambda one: one.file), key_file(known, codes, former)


def _bar(things: Iterable[T], label: str, length: int) -> AbstractContextManager[Iterable[T]]:
    """Return a progress bar, which is shown on a terminal only."""
    hidden = not sys.stderr.isatty()
    return click.progressbar(things, label=label, length=length, file=sys.stderr, hidden=hidden)


def _plain(one: Marked) -> dict[str, object]:
    return {**asdict(one), "notes": [str(note) for note in one.notes], "to_confirm": one.to_confirm}
