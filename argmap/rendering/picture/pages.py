"""Which part of a map stands on which page, when one picture would be too small to read.

A page shows something (an issue, a claim, a relation) with what bears on it, as far as it fits; a branch that does
not fit whole is cut at a claim, which then begins a page of its own. What fits is somebody else's knowledge: it
is asked with the nodes that a page would show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from argmap.model.claim import Claim
from argmap.rendering.outline import outline
from argmap.rendering.scene import Scene

Fits = Callable[[frozenset[str], frozenset[str]], bool]
NONE: frozenset[str] = frozenset()


class PageSplit(StrEnum):
    """Where a map is parted: at its theses first, or only where a branch does not fit."""

    THESIS = "thesis"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the ids of what it begins with, of the issues, claims and examples that it shows, and of those in brief."""

    starts: tuple[str, ...]
    shown: frozenset[str]
    brief: frozenset[str] = NONE

    @property
    def full(self) -> frozenset[str]:
        """What it shows in full."""
        return self.shown - self.brief


@dataclass(frozen=True, slots=True)
class _Opening:
    """A page to be: what it begins with, the part of what bears on it that it shows, and the thesis it is about."""

    start: str
    items: tuple[str, ...]
    chapter: str


def pages(scene: Scene, split: PageSplit, fits: Fits, *, packed: bool = True) -> tuple[Page, ...]:
    """Return the pages of a scene, in the order of the outline; every node and relation is on at least one.

    Args:
        scene: what is drawn.
        split: where it is parted.
        fits: whether a page with these nodes can be read.
        packed: whether small branches share a page.
    """
    splitter = _Splitter(scene, split, fits)
    made = list(splitter.pages())
    useful = _useful(_packed(made, fits) if packed else (page for page, _ in made))
    return tuple(_completed(useful))


class _Splitter:
    """Parts a scene along its outline, in which every node and relation has one place."""

    def __init__(self, scene: Scene, split: PageSplit, fits: Fits) -> None:
        self.scene, self.split, self.fits = scene, split, fits
        self.tops = [entry for entry in outline(scene) if entry.id]
        self.children = self.placed()

    def pages(self) -> Iterator[tuple[Page, str]]:
        """Yield the pages with the thesis that each is about."""
        todo = [self.opening(top.id, "") for top in reversed(self.tops)]
        while todo:
            opening = todo.pop()
            page, further = self.page(opening)
            yield page, opening.chapter
            todo.extend(reversed(further))

    def placed(self) -> dict[str, tuple[str, ...]]:
        """Return what stands below each name: every name below the first one that the outline shows it under."""
        children: dict[str, list[str]] = {top.id: [] for top in self.tops}
        for top in self.tops:
            for _, entry in top.walk():
                for child in entry.children if entry.id else ():
                    if child.id and not child.repeated and child.id not in children:
                        children[child.id] = []
                        children[entry.id].append(child.id)
        return {name: tuple(below) for name, below in children.items()}

    def opening(self, start: str, chapter: str) -> _Opening:
        claim = self.scene.map.nodes.get(start)
        if self.split is PageSplit.THESIS and isinstance(claim, Claim) and claim.is_thesis:
            chapter = start
        items = () if start in self.scene.map.relations_by_id else self.children[start]
        return _Opening(start, items, chapter)

    def page(self, opening: _Opening) -> tuple[Page, list[_Opening]]:
        """Return the page that an opening makes, and those that must follow because it is full."""
        start, items = opening.start, opening.items
        base = self.needs((start,))
        taken, rest = items[: self.most(base, items)], items[self.most(base, items) :]
        least = base | self.needs(taken[:1])
        brief = self.brief(start, base, least)
        shown, left = self.grown(
            base | self.needs(taken), brief, list(self.below(taken if items else (start,)))
        )
        further = [_Opening(start, rest, opening.chapter)] if rest else []
        further += [self.opening(name, opening.chapter) for name in left]
        return Page((start,), shown, brief), further

    def brief(self, start: str, base: frozenset[str], least: frozenset[str]) -> frozenset[str]:
        """Return which nodes of a page are shown in brief so that the least that it must show fits: most often none."""
        step = self.scene.map.relations_by_id.get(start)
        context = base if step is None else base.difference(step.premises)
        return next((brief for brief in (NONE, context) if self.fits(least, brief)), least)

    def most(self, base: frozenset[str], items: Sequence[str]) -> int:
        """Return how many of the items fit on a page together, from the first on: one at least."""
        low, high = min(1, len(items)), len(items)
        while low < high:
            middle = (low + high + 1) // 2
            if self.fits(base | self.needs(items[:middle]), NONE):
                low = middle
            else:
                high = middle - 1
        return low

    def below(self, taken: Iterable[str]) -> Iterator[str]:
        """Yield what may be added to a page because of what it shows: branches of premises, and undercuts."""
        relations = self.scene.map.relations_by_id
        for name in taken:
            yield from self.children[name] if name in relations else (name,)

    def grown(
        self, shown: frozenset[str], brief: frozenset[str], candidates: list[str]
    ) -> tuple[frozenset[str], list[str]]:
        """Return a page with as many whole branches as fit, small ones first, and the branches that are cut."""
        relations = self.scene.map.relations_by_id
        cut: set[str] = set()
        todo = [name for name in candidates if self.children[name] or name in relations]
        order: list[str] = []
        while todo:
            name = min(todo, key=lambda each: len(self.branch(each)))
            todo.remove(name)
            more = shown | self.needs(self.branch(name))
            if not self.has_own_page(name) and (more == shown or self.fits(more, brief)):
                shown = more
            elif name in relations and self.fits(shown | self.needs((name,)), brief):
                shown |= self.needs((name,))
                added = [child for child in self.children[name] if self.children[child] or child in relations]
                todo.extend(added)
                order.extend(added)
            else:
                cut.add(name)
        return shown, [name for name in (*candidates, *order) if name in cut]

    def has_own_page(self, name: str) -> bool:
        """Return whether a page ends at a thesis or an issue however much room there is."""
        claim = self.scene.map.nodes.get(name)
        is_top = name in self.scene.map.issues_by_id or (isinstance(claim, Claim) and claim.is_thesis)
        return self.split is PageSplit.THESIS and is_top

    def branch(self, name: str) -> list[str]:
        """Return all names in the outline below a name, and itself."""
        names, todo = [], [name]
        while todo:
            names.append(todo.pop())
            todo.extend(self.children[names[-1]])
        return names

    def needs(self, names: Iterable[str]) -> frozenset[str]:
        """Return the nodes that must be shown so that all these can be seen: of a relation, all its ends."""
        relations = self.scene.map.relations_by_id
        seen: set[str] = set()
        todo = list(names)
        while todo:
            name = todo.pop()
            if name not in seen and name in relations:
                todo.extend((*relations[name].premises, relations[name].target))
            seen.add(name)
        return frozenset(seen - relations.keys())


def _packed(made: list[tuple[Page, str]], fits: Fits) -> Iterator[Page]:
    """Yield the pages, neighbours that fit on one page and are about the same thesis joined."""
    (page, chapter), *rest = made or [(Page((), NONE), "")]
    for following, about in rest:
        together = page.shown | following.shown
        if about == chapter and not (page.brief or following.brief) and fits(together, NONE):
            page = Page((*page.starts, *following.starts), together)
        else:
            yield page
            page, chapter = following, about
    yield page


def _useful(made: Iterable[Page]) -> list[Page]:
    """Return the pages without those that show nothing that another does not show as well."""
    kept: list[Page] = []
    for page in made:
        if not any(_covers(other, page) for other in kept):
            kept = [other for other in kept if not _covers(page, other)]
            kept.append(page)
    return kept


def _covers(one: Page, other: Page) -> bool:
    return other.shown <= one.shown and other.full <= one.full


def _completed(made: Sequence[Page]) -> Iterator[Page]:
    """Yield the pages, and after each those of the nodes that are nowhere shown in full."""
    full = NONE.union(*(page.full for page in made))
    for page in made:
        yield page
        for name in sorted(page.brief - full):
            yield Page((name,), frozenset({name}))
        full |= page.brief
