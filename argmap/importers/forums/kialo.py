"""Kialo's text export: a numbered tree of theses, pros and cons. Its authors are not in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Provenance

TITLE = re.compile(r"^Discussion (?:Title|Name): *(.*)$", re.MULTILINE)
CLAIM = re.compile(r"^(?P<number>\d+(?:\.\d+)*)\. (?:(?P<stance>Pro|Con): )?(?P<text>.*)$")


def fits(file: InputFile) -> Fit:
    return Fit.CERTAIN if TITLE.match(file.head.lstrip("\ufeff")) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file is one)
    """Return every claim as a post that answers the claim it is under. "-> See 1.2." stays as it is written.

    Raises:
        NotThisSource: there is no numbered claim in the file.
    """
    text = "\n".join(file.text for file in files).replace("\r\n", "\n")
    title = TITLE.search(text)
    posts = tuple(_posts(text))
    if not posts:
        raise NotThisSource("there is no numbered claim in the file")
    note = ("Pro and Con of the export are in the reply structure only: please check each claim.",)
    return RawThread(title[1].strip() if title else "", posts, authorship=Provenance.UNKNOWN, notes=note)


def _posts(text: str) -> Iterator[RawPost]:
    number, lines = "", list[str]()
    known: set[str] = set()
    for line in [*text.split("\n"), None]:
        head = CLAIM.match(line) if line is not None else None
        if number and (head or line is None):
            yield RawPost(f"c{number}", _above(number, known), text="\n".join(lines).strip())
            known.add(number)
        if head:
            number, lines = head["number"], [head["text"]]
        elif number and line is not None:
            lines.append(line)


def _above(number: str, known: set[str]) -> str | None:
    above = number.rpartition(".")[0]
    return f"c{above}" if above in known else None


IMPORTER = Importer("kialo", "a Kialo export", fits, read)
