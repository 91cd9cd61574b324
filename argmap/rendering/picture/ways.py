"""The way from page to page: which page a claim or a relation goes on on, and on which its conclusion is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from argmap.graph.views import View
from argmap.language import Language, message
from argmap.rendering.picture.pages import Page
from argmap.rendering.scene import Scene

FURTHER = message("→ page {numbers}"), message("→ pages {numbers}")
"""Where more about a conclusion is: on one page, on several."""

BACK, IN_FULL = message("from page {numbers}"), message("in full: page {numbers}")
MOST = 3
"""Pages that a note names; of more it says that there are more."""


@dataclass(frozen=True, slots=True)
class Way:
    """A note beside a node or a relation, and the number of the page that it leads to, from 1."""

    note: str
    page: int


@dataclass(frozen=True)
class Bonds:
    """What hangs on what in a scene: of each bond its lower end, its upper end, and what must be shown to see it.

    A bond is a relation on its target, a thesis on its issue, or a sub-issue on what it hangs below.
    """

    scene: Scene

    @cached_property
    def all(self) -> tuple[tuple[tuple[str, ...], str, str], ...]:
        """The lower ends, the upper end, and the relation (or "") of every bond."""
        scene, shown = self.scene, self.scene.view.shown
        relations = [(r.premises, r.target, r.id) for r in scene.relations]
        answers = [((c.id,), c.answers, "") for c in scene.map.claims if c.id in shown and c.answers in shown]
        lower = [((issue.id,), above, "") for above, issues in scene.below.items() for issue in issues]
        return (*relations, *((ends, str(top), name) for ends, top, name in answers), *lower)

    def missing(self, view: View) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """Yield the bonds that a page does not show.

        Args:
            view: what the page shows.
        """
        for lower, upper, relation in self.all:
            if not self.visible(view, lower, upper, relation):
                yield lower, upper, relation

    def visible(self, view: View, lower: Iterable[str], upper: str, relation: str) -> bool:
        """Return whether a page shows a bond.

        Args:
            view: what the page shows.
            lower: its lower ends.
            upper: its upper end.
            relation: the relation that it is, or "".
        """
        if relation:
            return view.shows(self.scene.map.relations_by_id[relation])
        return upper in view.shown and view.shown.issuperset(lower)


def ways(scene: Scene, made: Sequence[Page]) -> tuple[Mapping[str, tuple[Way, ...]], ...]:
    """Return, for each page, the notes beside its nodes and relations that lead to other pages.

    Args:
        scene: what is drawn on all pages.
        made: the pages.
    """
    bonds = Bonds(scene)
    views = [View(scene.map, page.shown) for page in made]
    places: dict[tuple[tuple[str, ...], str, str], list[int]] = {
        bond: [number for number, view in enumerate(views, 1) if bonds.visible(view, *bond)]
        for bond in bonds.all
    }
    full = {name: number for number, page in reversed(list(enumerate(made, 1))) for name in page.full}
    return tuple(
        _ways_on(bonds, view, places, {name: full[name] for name in sorted(page.brief)})
        for view, page in zip(views, made, strict=True)
    )


def reserved(scene: Scene, shown: frozenset[str], brief: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Return notes as wide as those of a page can be, before anybody knows the numbers of pages.

    Args:
        scene: what is drawn on all pages.
        shown: ids of the issues, claims and examples on the page.
        brief: ids of those that it shows only in brief.
    """
    further, back = _loose(Bonds(scene), View(scene.map, shown))
    widest = [888] * (MOST + 1)
    notes = {
        name: (
            *([_words(scene.language, FURTHER[1], widest)] if name in further else ()),
            *([_words(scene.language, BACK, widest[:1])] if name in back else ()),
        )
        for name in sorted({*further, *back})
    }
    return notes | dict.fromkeys(sorted(brief), (_words(scene.language, IN_FULL, widest[:1]),))


def _ways_on(
    bonds: Bonds,
    view: View,
    places: Mapping[tuple[tuple[str, ...], str, str], Sequence[int]],
    full: Mapping[str, int],
) -> Mapping[str, tuple[Way, ...]]:
    language = bonds.scene.language
    further: dict[str, set[int]] = {}
    back: dict[str, set[int]] = {}
    for bond in bonds.missing(view):
        lower, upper, _ = bond
        numbers = places[bond]
        if not numbers:
            continue
        if _is_here(view, bonds, upper):
            further.setdefault(upper, set()).add(numbers[0])
        for end in lower:
            if end in view.shown:
                back.setdefault(end, set()).add(numbers[0])
    notes = {
        name: (
            *(_way(language, FURTHER[len(further[name]) > 1], further[name]) if name in further else ()),
            *(_way(language, BACK, {min(back[name])}) if name in back else ()),
        )
        for name in sorted({*further, *back})
    }
    # The page that shows a claim in full knows the rest.
    return notes | {name: tuple(_way(language, IN_FULL, {page})) for name, page in full.items()}


def _loose(bonds: Bonds, view: View) -> tuple[set[str], set[str]]:
    """Return which names on a page have something below them elsewhere, and which something above them."""
    missing = list(bonds.missing(view))
    further = {upper for _, upper, _ in missing if _is_here(view, bonds, upper)}
    return further, {end for lower, _, _ in missing for end in lower if end in view.shown}


def _is_here(view: View, bonds: Bonds, name: str) -> bool:
    relations = bonds.scene.map.relations_by_id
    return view.shows(relations[name]) if name in relations else name in view.shown


def _way(language: Language, words: str, numbers: Iterable[int]) -> Iterator[Way]:
    ordered = sorted(numbers)
    yield Way(_words(language, words, ordered), ordered[0])


def _words(language: Language, words: str, numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:MOST]))
    more = " …" if len(numbers) > MOST else ""
    return language.say(words, numbers=named + more)
