"""The gallery: a page that leads to the page of every map."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

from argmap.model.map import ArgumentMap
from argmap.rendering.report.naming import counted, listed
from argmap.storage.files import write_all

FILE = "index.html"
STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.45 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem}"
    "ul{list-style:none;padding:0;display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr))}"
    "li{border:1px solid #8885;border-radius:8px;overflow:hidden}a{color:inherit;text-decoration:none;display:block;padding:1rem}"
    "a:focus-visible{outline:3px solid Highlight}img{display:block;width:100%;height:14rem;object-fit:cover;object-position:top left;"
    "background:#fff;border-bottom:1px solid #8885}h2{font-size:1.1rem;margin:.2rem 0}p{margin:.3rem 0}small{opacity:.8}"
)


@dataclass(frozen=True, slots=True)
class GalleryCard:
    """What the gallery tells of a map."""

    id: str
    title: str
    questions: tuple[str, ...]
    counts: str


def card(map: ArgumentMap) -> GalleryCard:
    """Return what the gallery tells of a map."""
    posts = len(map.thread.posts) if map.thread else 0
    theses = sum(claim.is_thesis for claim in map.claims)
    parts = ((posts, "post"), (theses, "thesis"), (len(map.claims), "claim"), (len(map.examples), "example"))
    told = listed(counted(number, noun) for number, noun in parts if number)
    return GalleryCard(map.id, map.title, tuple(issue.question for issue in map.issues), told)


def gallery(cards: Iterable[GalleryCard]) -> str:
    """Return the page; its links and pictures are those of the folder it stands in."""
    shown = "".join(map(_item, sorted(cards, key=lambda found: found.id)))
    allowed = b64encode(sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src 'self' file:; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" '
        f'content="{policy}">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Argument maps</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Argument maps</h1>\n<ul>{shown}</ul>\n</main>\n</body>\n</html>\n"
    )


def write_gallery(maps: Iterable[ArgumentMap], out: Path) -> None:
    """Write the gallery of all maps that were built into a folder, now or before.

    Raises:
        ArgmapError: a file cannot be written.
    """
    cards = {found.id: found for found in _built(out)} | {map.id: card(map) for map in maps}
    if cards:
        write_all({out / FILE: gallery(cards.values()).encode("utf-8")})


def _built(out: Path) -> Iterator[GalleryCard]:
    """Yield the maps that were built into a folder before, as far as their pages tell."""
    for page in sorted(out.glob("*/map.html")):
        try:
            title = page.read_text("utf-8").split("<title>", 1)[1].split("</title>", 1)[0]
        except (OSError, IndexError, UnicodeDecodeError):
            continue
        yield GalleryCard(page.parent.name, unescape(title), (), "")


def _item(found: GalleryCard) -> str:
    questions = "".join(f"<p>{escape(question)}</p>" for question in found.questions)
    counts = f"<small>{escape(found.counts)}</small>" if found.counts else ""
    name = escape(found.id, quote=True)
    return (
        f'<li><a href="{name}/map.html"><img src="{name}/map.svg" alt="" loading="lazy"><h2>{escape(found.title)}</h2>'
        f"{questions}{counts}</a></li>\n"
    )
