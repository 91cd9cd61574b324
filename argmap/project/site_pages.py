"""What `argmap serve` answers: the bytes of every address of a site, and the versions by which a browser sees a change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote

from argmap.language import SOURCE, spoken_in
from argmap.project.fault import MOST
from argmap.project.gallery import Entry, foreign, gallery
from argmap.project.site import Served, Site
from argmap.rendering.page.words import script_words
from argmap.rendering.templates import asset, page_of

PACKAGE = "argmap.project"
ASSETS = ("shell.css", "shell.js", "index.js")
STATE = "/state.json"
NO_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@dataclass(frozen=True, slots=True)
class SitePages:
    """The bytes to answer by path, and where the paths of another name lead.

    `state` says the version of the list and, for every map, of its page and of its faults; "" where there is none.
    A version is made of the content alone, so that it is the same after the server was started again.
    """

    content: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, object] = field(default_factory=dict)

    def other_path(self, path: str) -> str | None:
        """Return the path of a page that was asked for by the id of its map instead of by its folder.

        Args:
            path: the path that was asked for.
        """
        _, _, rest = path.partition("/")
        name, _, file = rest.partition("/")
        other = f"/{self.names.get(name, '')}/{file}"
        return quote(other) if other in self.content else None


def site_pages(site: Site) -> SitePages:
    """Return everything that a server answers for a site.

    Args:
        site: the datasets with their pages and faults.
    """
    shown = site.shown
    content = {f"/{name}": asset(PACKAGE, f"templates/{name}").encode("utf-8") for name in ASSETS}
    maps = {}
    for served in shown:
        pages = dict(_pages_of(served))
        content |= pages
        faults = _digest(pages[f"/{served.address}/faults.html"]) if served.faults else ""
        maps[served.address] = {"page": _digest(served.page), "faults": faults}
    entries = [_entry(served) for served in shown]
    index = gallery(entries, "/index.js", site.trouble).encode("utf-8")
    state = {"index": _digest(index), "maps": maps}
    content |= {"/": index, "/index.html": index, STATE: json.dumps(state).encode("utf-8")}
    addresses = {served.address for served in shown}
    names = {s.card.id: s.address for s in reversed(shown) if s.card.id not in addresses}
    return SitePages(content, names, state)


def _entry(served: Served) -> Entry:
    return Entry(
        served.card,
        tuple(map(str, served.faults)),
        served.address,
        _digest(served.picture),
        has_picture=served.has_page,
    )


def _pages_of(served: Served) -> Iterator[tuple[str, bytes]]:
    language = spoken_in(served.card.language)
    values = {
        "language": language.name,
        "say": language.say,
        "lang": foreign(served.card, language),
        "english": "" if language.name == SOURCE else SOURCE,
        "words": script_words(language, [asset(PACKAGE, "templates/shell.js")]),
        "address": served.address,
        "title": served.card.title,
        "faults": served.faults,
        "most": MOST,
        "has_page": served.has_page,
    }
    place = f"/{served.address}"
    for name, template in (("map.html", "shell"), ("faults.html", "faults")):
        yield f"{place}/{name}", page_of(f"{PACKAGE}:{template}.html.j2", **values).encode("utf-8")
    yield (
        f"{place}/page.html",
        served.page or page_of(f"{PACKAGE}:no_page.html.j2", **values).encode("utf-8"),
    )
    yield f"{place}/map.svg", served.picture or NO_PICTURE


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:16] if content else ""
