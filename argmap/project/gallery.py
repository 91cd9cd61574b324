"""The gallery: a page that leads to the page of every map that was built into a folder.

What it says about each map is kept in `gallery.json` beside it, so that building one map keeps the others.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from markupsafe import Markup
from pydantic import NonNegativeInt, ValidationError

from argmap.datasets.folders import check_dataset, find_datasets
from argmap.errors import ArgmapError
from argmap.language import ENGLISH, SOURCE, Language, message, spoken_in
from argmap.lint.run import settings_of
from argmap.model.base import Record
from argmap.model.map import ArgumentMap
from argmap.rendering.page.sealed import compact
from argmap.rendering.page.words import script_words
from argmap.rendering.report.naming import said_list
from argmap.rendering.templates import asset, page_of
from argmap.storage.files import current_limits, decode, read_bytes, write_all

FILE = "index.html"
DATA_FILE = "gallery.json"
PACKAGE = "argmap.project"


COUNTS: Mapping[str, tuple[str, str]] = {
    "posts": (message("1 post"), message("{count} posts")),
    "theses": (message("1 thesis"), message("{count} theses")),
    "claims": (message("1 claim"), message("{count} claims")),
    "examples": (message("1 example"), message("{count} examples")),
}
"""How much is in a map, of one and of more."""


class GalleryCard(Record):
    """What the gallery says about a map: its title, its questions, how much is in it, and its language (BCP 47)."""

    id: str
    title: str
    questions: tuple[str, ...] = ()
    posts: NonNegativeInt = 0
    theses: NonNegativeInt = 0
    claims: NonNegativeInt = 0
    examples: NonNegativeInt = 0
    language: str | None = None

    def counts(self, language: Language = ENGLISH) -> str:
        """Return how much is in the map, in words."""
        numbers = {name: getattr(self, name) for name in COUNTS}
        parts = (language.say(COUNTS[name][n != 1], count=n) for name, n in numbers.items() if n)
        return said_list(parts, language)


class GalleryFile(Record):
    """The content of `gallery.json`."""

    format: Literal["argmap-gallery/1"] = "argmap-gallery/1"
    maps: tuple[GalleryCard, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A card as the page shows it; a map with faults has them on its card.

    `address` is the folder of its page, the map's id if it is empty. `version` changes with the picture, so that no
    browser shows an older one; `has_picture` is false of a map that never was without faults.
    """

    card: GalleryCard
    faults: tuple[str, ...] = ()
    address: str = ""
    version: str = ""
    has_picture: bool = True

    @property
    def folder(self) -> str:
        return self.address or self.card.id


def card(map: ArgumentMap) -> GalleryCard:
    """Return what the gallery says about a map.

    Args:
        map: the map.
    """
    return GalleryCard(
        id=map.id,
        title=map.title,
        questions=tuple(issue.question for issue in map.issues),
        posts=len(map.thread.posts) if map.thread else 0,
        theses=sum(claim.is_thesis for claim in map.claims),
        claims=len(map.claims),
        examples=len(map.examples),
        language=map.language,
    )


def common_language(cards: Iterable[GalleryCard]) -> Language:
    """Return the language of a list of maps: that in which the pages of all of them are, otherwise English.

    Args:
        cards: what the list says about each map.
    """
    spoken = {spoken_in(card.language) for card in cards}
    return spoken.pop() if len(spoken) == 1 else ENGLISH


def foreign(card: GalleryCard, language: Language) -> str:
    """Return the language of the words of a map where it is not that of the page around them, otherwise "".

    Args:
        card: what is said about the map.
        language: the language of the page.
    """
    own = card.language or SOURCE
    return "" if own == language.name else own


def gallery(entries: Iterable[Entry], script: str = "", trouble: str = "") -> str:
    """Return the page; its links and pictures are relative to the folder that the page is in.

    Args:
        entries: what the page lists, sorted by their folders.
        script: the address of a script of the same server, which may ask this server for changes.
        trouble: what is wrong with the list as a whole.
    """
    style, listed = asset(PACKAGE, "templates/gallery.css"), sorted(entries, key=lambda entry: entry.folder)
    language = common_language(entry.card for entry in listed)
    filter_script = compact(asset(PACKAGE, "templates/filter.js"))
    scripts = [filter_script, *([asset(PACKAGE, "templates/index.js")] if script else [])]
    return page_of(
        f"{PACKAGE}:gallery.html.j2",
        style=Markup(style),  # noqa: S704 (a file of this distribution)
        digest=_digest(style),
        filter_script=Markup(filter_script),  # noqa: S704 (a file of this distribution)
        filter_digest=_digest(filter_script),
        languages=sorted({entry.card.language or SOURCE for entry in listed}),
        entries=listed,
        language=language,
        say=language.say,
        foreign=foreign,
        words=script_words(language, scripts),
        script=script,
        trouble=trouble,
    )


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode()


def write_gallery(maps: Iterable[ArgumentMap], out: Path, datasets: Path | None = None) -> tuple[str, ...]:
    """Write the gallery of all maps that were built into a folder, now or before, and its data.

    Args:
        maps: the maps that were built now.
        out: the folder, with `ID/map.html` for every map.
        datasets: a folder of datasets, which are read when `gallery.json` does not know a map that was built before.

    Returns:
        Notes for the user: what was wrong with `gallery.json`, and which maps the gallery knows by their id only.

    Raises:
        ArgmapError: a file cannot be written.
    """
    known, notes = _known(out / DATA_FILE)
    built = {page.parent.name for page in out.glob("*/map.html")}
    cards = {id: known[id] for id in built if id in known} | {map.id: card(map) for map in maps}
    unknown = built - cards.keys()
    if unknown and datasets is not None:
        cards |= {read.id: read for read in _readable(datasets) if read.id in unknown}
    lost = sorted(unknown - cards.keys())
    if cards or lost:
        _write(out, cards, lost)
    return (
        *notes,
        *(
            f"{out / id}: its dataset is missing; build it again to show its title and questions"
            for id in lost
        ),
    )


def _write(out: Path, cards: Mapping[str, GalleryCard], lost: Iterable[str]) -> None:
    data = GalleryFile(maps=tuple(cards[id] for id in sorted(cards)))
    shown = [Entry(known) for known in (*cards.values(), *(GalleryCard(id=id, title=id) for id in lost))]
    write_all(
        {
            out / DATA_FILE: f"{data.model_dump_json(indent=1, exclude_none=True)}\n".encode(),
            out / FILE: gallery(shown).encode("utf-8"),
        }
    )


def _known(path: Path) -> tuple[dict[str, GalleryCard], list[str]]:
    """Return the cards in a file by id, and a note if it is no such file."""
    if not path.is_file():
        return {}, []
    try:
        text = decode(read_bytes(path, current_limits()), str(path))
        return {known.id: known for known in GalleryFile.model_validate_json(text).maps}, []
    except (ArgmapError, ValidationError):
        return {}, [
            f"{path}: not a file of the gallery (argmap-gallery/1); it was written again from the datasets"
        ]


def _readable(datasets: Path) -> Iterator[GalleryCard]:
    """Yield the card of every dataset in a folder that can be read and has no errors."""
    try:
        folders = find_datasets(datasets)
    except ArgmapError:
        return
    for folder in folders:
        try:
            checked = check_dataset(folder, settings_of(folder))
        except ArgmapError:
            continue
        if checked.map is not None:
            yield card(checked.map)
