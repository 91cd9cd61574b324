"""A map on paper or on slides: one sheet, a page for each part that can be read, or the tiles of a poster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from argmap.errors import ArgmapError, UnknownName
from argmap.graph.views import View, whole
from argmap.language import Language, spoken
from argmap.model.claim import Example
from argmap.model.map import ArgumentMap
from argmap.rendering.marks import NO_MARKS, marks
from argmap.rendering.options import Direction, Options
from argmap.rendering.outline import outline
from argmap.rendering.picture import files, sheets_pdf
from argmap.rendering.picture.arrange import arranged, in_order, places_in
from argmap.rendering.picture.dot import dot_source, legend_source
from argmap.rendering.picture.ends import placed as with_ends
from argmap.rendering.picture.layout import lay_out
from argmap.rendering.picture.pages import Page, PageSplit, pages
from argmap.rendering.picture.paper import A3, PAPERS, Paper
from argmap.rendering.picture.poster import tiles
from argmap.rendering.picture.sheets import Booklet, LaidOutPicture, PaperSheet, placed, svg
from argmap.rendering.picture.ways import Way, reserved, ways
from argmap.rendering.scene import Scene, part, scene
from argmap.rendering.text.tree import tree_text

SHORT = 40
"""Characters of a name in a heading."""

KEYS = 12
"""Sides on a page of a legend that is too long for one."""

SPARE = 1.03
"""How much more room a page is given than it takes when it is planned."""

WIDER = (45, 60, 80, 110)
"""Widths of lines, in columns, in which a long text that is alone on its page is tried."""

PARTED = 7
"""From this many nodes on a page that is too full in the order of the whole is parted."""

FORMATS = ("svg", "pdf", "png", "dot")
"""Formats of pages."""

SCALED = ("svg", "pdf", "png")
"""Formats of a sheet with the whole map: a DOT text has no size."""

TILES = ("svg", "pdf")
"""Formats of the tiles of a poster."""


class DoesNotFit(ArgmapError):
    """Something is too long for a page on which it can be read."""


@dataclass(frozen=True, slots=True)
class Medium:
    """What a map is printed on.

    Args:
        paper: a4, a3 or slide.
        pages: where the map is parted into pages that can be read: thesis (a page for each thesis at least) or branch
            (only where a branch does not fit). None draws it on one sheet, however small.
        poster: whether the whole drawing is cut into tiles at the size at which it can be read.

    Raises:
        UnknownName: there is no such paper, or no such way to part a map.
        ArgmapError: a poster is cut into tiles and into pages, or is to be made of slides.
    """

    paper: str = "a4"
    pages: PageSplit | str | None = None
    poster: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be printed."""
        if self.paper not in PAPERS:
            raise UnknownName("paper", str(self.paper), PAPERS)
        if self.pages is not None:
            if self.pages not in set(PageSplit):
                raise UnknownName("way to part a map", str(self.pages), set(PageSplit))
            object.__setattr__(self, "pages", PageSplit(self.pages))
        if self.poster and self.pages:
            raise ArgmapError("a map is either a poster or parted into pages, not both")
        if self.poster and self.paper == "slide":
            raise ArgmapError(
                "a poster is made of paper; choose a4 or a3, or part the map into pages for slides"
            )


def printed(
    map: ArgumentMap | View, format: str, medium: Medium, options: Options | None = None, name: str = "map"
) -> dict[str, bytes]:
    """Return a map for a medium, as files by their names.

    A PDF is one file; in other formats every page is a file, with its number in its name.

    Args:
        map: the map, or a view of a part of it.
        format: svg, pdf, png or dot.
        medium: what it is printed on.
        options: how it is drawn.
        name: the name of the file without its ending.

    Raises:
        UnknownName: there are no such sheets in this format.
        MissingExtra: a PDF needs pypdf.
        LayoutFailed: Graphviz could not draw the map.
        ArgmapError: something does not fit on the paper.
    """
    return written(booklet(map, medium, options), format, name)


def written(made: Booklet, format: str, name: str) -> dict[str, bytes]:
    """Return sheets as files by their names; see `printed`.

    Args:
        made: the sheets.
        format: svg, pdf, png or dot.
        name: the name of the file without its ending.

    Raises:
        UnknownName: the sheets cannot be written in this format.
        MissingExtra: a PDF needs pypdf.
        LayoutFailed: Graphviz could not draw.
    """
    if format not in made.formats:
        raise UnknownName("format of sheets like these", format, made.formats)
    if format == "pdf":
        return {f"{name}.pdf": sheets_pdf.pdf(made)}
    numbers = range(1, len(made.sheets) + 1)
    names = [f"{name}-{number}.{format}" if made.is_numbered else f"{name}.{format}" for number in numbers]
    address = {number: each.rpartition("/")[2] for number, each in enumerate(names, 1)}
    return {each: _file(sheet, format, address) for each, sheet in zip(names, made.sheets, strict=True)}


def booklet(map: ArgumentMap | View, medium: Medium, options: Options | None = None) -> Booklet:
    """Return a map as sheets of paper.

    Args:
        map: the map, or a view of a part of it.
        medium: what it is printed on.
        options: how it is drawn.

    Raises:
        LayoutFailed: Graphviz could not draw the map.
        ArgmapError: something does not fit on the paper.
    """
    paper = PAPERS[medium.paper]
    chosen = options or Options()
    view = map if isinstance(map, View) else whole(map)
    title = chosen.title or view.map.title
    if medium.pages is not None:
        pages = parts(view, paper, chosen, PageSplit(medium.pages))
        return Booklet(title, pages, FORMATS, is_numbered=True)
    all_of_it, chosen = _prepared(view, paper, chosen)
    alternative = tree_text(outline(all_of_it), all_of_it.language)
    places = None if view.larger is None else _places(view.larger, chosen, options or Options())
    picture = _drawn(dot_source(all_of_it, chosen, arranged(all_of_it, chosen, places)))
    if medium.poster:
        cut = tiles(paper, picture, title, alternative, all_of_it.language)
        return Booklet(title, cut, TILES, is_numbered=True)
    return Booklet(title, (placed(paper, picture, title, alternative),), SCALED, is_numbered=False)


def parts(
    view: View, paper: Paper, options: Options, split: PageSplit = PageSplit.BRANCH
) -> tuple[PaperSheet, ...]:
    """Return a map as pages on which everything can be read, with notes that lead from page to page.

    Args:
        view: the part of the map that is shown.
        paper: what it is printed on; this may be a part of a page.
        options: how it is drawn.
        split: where the map is parted.

    Raises:
        LayoutFailed: Graphviz could not draw the map.
        DoesNotFit: something does not fit on the paper.
    """
    shown, chosen = _prepared(view, paper, options)
    order = _places(view.larger or view, chosen, options)
    return _Pages(shown, chosen, paper, split, order).sheets()


def _places(view: View, chosen: Options, options: Options) -> Mapping[str, float]:
    """Return where the nodes of the whole stand in their ranks, which its parts keep."""
    shown = marks(view.map, status=chosen.status, strength=chosen.strength, results=chosen.results)
    return places_in(replace(scene(view, shown), language=spoken(view.map, chosen.language)), options)


def _prepared(view: View, paper: Paper, options: Options) -> tuple[Scene, Options]:
    """Return what is drawn and how, with type that is large enough for the paper."""
    chosen = replace(options, link_base="", smallest=max(options.smallest, paper.smallest))
    shown = marks(view.map, status=chosen.status, strength=chosen.strength, results=chosen.results)
    return replace(scene(view, shown), language=spoken(view.map, chosen.language)), chosen


def _file(sheet: PaperSheet, format: str, address: Mapping[int, str]) -> bytes:
    if format == "dot":
        return sheet.picture.dot.encode()
    if format == "svg":
        return svg(sheet, address)
    size = sheet.paper.width, sheet.paper.height
    return files.on_paper(sheet.picture.dot, sheet.picture.layout, size, sheet.scale, sheet.corner)


class _Pages:
    """A scene on pages that can be read."""

    def __init__(
        self, scene: Scene, options: Options, paper: Paper, split: PageSplit, order: Mapping[str, float]
    ) -> None:
        self.scene, self.paper, self.split, self.order = scene, paper, split, order
        self.options = replace(options, legend=options.legend and not paper.crowded)
        self.legend = options.legend and paper.crowded
        self.tried: dict[tuple[frozenset[str], frozenset[str]], Options | None] = {}

    def sheets(self) -> tuple[PaperSheet, ...]:
        made = pages(self.scene, self.split, self.fits, packed=not self.paper.crowded)
        keys = self.keys()
        count = len(made) + len(keys)
        drawn = zip(made, ways(self.scene, made), strict=True)
        numbered = [self.sheet(page, f"{n}/{count}", notes) for n, (page, notes) in enumerate(drawn, 1)]
        last = [self.key(key, f"{n}/{count}") for n, key in enumerate(keys, len(made) + 1)]
        return (*numbered, *last)

    def fits(self, shown: frozenset[str], brief: frozenset[str]) -> bool:
        """Return whether these nodes can be read on a page, some of them shown in brief."""
        return self.options_for(shown, brief) is not None

    def options_for(self, shown: frozenset[str], brief: frozenset[str]) -> Options | None:
        """Return the first options with which these nodes fit on a page, None if there are none."""
        if (shown, brief) not in self.tried:
            # Of a page in brief all is known but its numbers, and nothing smaller is left to fall back on.
            spare = 1.0 if brief == shown else SPARE
            drawn = replace(
                part(self.scene, shown, brief), ways=reserved(self.scene, shown, brief), place="88/88"
            )
            fitting = (
                tried
                for tried in self.attempts(len(shown))
                if self.holds(dot_source(drawn, tried), spare=spare) and self.holds_in_order(drawn, tried)
            )
            self.tried[shown, brief] = next(fitting, None)
        return self.tried[shown, brief]

    def holds(self, dot: str, *, spare: float = SPARE) -> bool:
        layout = lay_out(dot)
        # Other page numbers in the notes, and another order of the nodes, may take a little more room.
        return self.paper.holds(layout.width * spare, layout.height * spare)

    def holds_in_order(self, drawn: Scene, options: Options) -> bool:
        """Return whether a page has room in the order of the whole too; what cannot be parted may have any order."""
        if len(drawn.nodes) < PARTED:
            return True
        plan = in_order(drawn, options, self.order)
        return self.holds(dot_source(drawn, options, plan), spare=1.0)

    def attempts(self, nodes: int) -> Iterator[Options]:
        """Yield the options with which a page is tried: both directions, and long texts alone in wider lines."""
        wanted = self.options.direction
        directions = (Direction.RIGHT, Direction.BELOW) if wanted is None else (Direction(wanted),)
        yield from (replace(self.options, direction=direction) for direction in directions)
        if nodes == 1:
            wider = (wrap for wrap in WIDER if wrap > self.options.wrap)
            yield from (replace(self.options, direction=directions[0], wrap=wrap) for wrap in wider)

    def sheet(self, page: Page, place: str, ways: Mapping[str, Sequence[Way]]) -> PaperSheet:
        options = self.options_for(page.shown, page.brief)
        if options is None:
            raise DoesNotFit(_too_large(page, self.paper))
        notes = {name: tuple(way.note for way in those) for name, those in ways.items()}
        drawn = replace(part(self.scene, page.shown, page.brief), ways=notes, place=place)
        picture = next(self.pictures(page, drawn, options), None)
        if picture is None:
            raise DoesNotFit(_too_large(page, self.paper))
        named = ", ".join(_short(self.scene.map, start, self.scene.language) for start in page.starts)
        title = f"{place.partition('/')[0]}. {named}"
        numbers = {way.note: way.page for those in ways.values() for way in those}
        # The outline would say what the drawing leaves out.
        alternative = "" if options.unsigned else tree_text(outline(drawn), drawn.language)
        return placed(self.paper, picture, title, alternative, ways=numbers)

    def pictures(self, page: Page, drawn: Scene, options: Options) -> Iterator[LaidOutPicture]:
        """Yield drawings of a page that fit: in the order of the whole, or in another where that takes less room."""
        tried = (options, *self.attempts(len(page.shown)))
        ordered = (dot_source(drawn, each, arranged(drawn, each, self.order)) for each in tried)
        others = (dot_source(drawn, each, plan) for each in tried for plan in (arranged(drawn, each), None))
        for dot in chain(ordered, others):
            picture = _drawn(dot)
            if self.paper.holds(picture.layout.width, picture.layout.height):
                yield picture

    def keys(self) -> tuple[Scene, ...]:
        """Return the scenes whose legends, one a page, explain the pages: one, or first the sides in parts."""
        if not self.legend:
            return ()
        if self.holds(legend_source(replace(self.scene, place="88/88"), self.explained)):
            return (self.scene,)
        theses = [node for node in self.scene.nodes if node.id in self.scene.ranks]
        bare = replace(self.scene, relations=(), below={}, grants={}, marks=NO_MARKS)
        parts = [theses[first : first + KEYS] for first in range(0, len(theses), KEYS)]
        return (*(replace(bare, nodes=tuple(part)) for part in parts), replace(self.scene, sides={}))

    def key(self, explained: Scene, place: str) -> PaperSheet:
        """Return a page of the legend."""
        picture = _drawn(legend_source(replace(explained, place=place), self.explained))
        heading = self.scene.language.say("How to read the pages")
        return placed(self.paper, picture, f"{place.partition('/')[0]}. {heading}")

    @property
    def explained(self) -> Options:
        return replace(self.options, legend=True)


def _drawn(dot: str) -> LaidOutPicture:
    graph = with_ends(dot)
    return LaidOutPicture(graph, lay_out(graph))


def _too_large(page: Page, paper: Paper) -> str:
    larger = "--wrap 60" if paper is A3 else "--paper a3, or --wrap 60"
    return f"{page.starts[0]!r} does not fit on {paper.words} in type of {paper.least:g} points; try {larger}"


def _short(map: ArgumentMap, name: str, language: Language) -> str:
    if name in map.issues_by_id:
        words = map.issues_by_id[name].label or map.issues_by_id[name].question
    elif name in map.nodes:
        node = map.nodes[name]
        words = node.name if isinstance(node, Example) else node.label or node.text
    else:
        conclusion = _short(map, map.relations_by_id[name].target, language)
        words = language.say("more about a step on {claim}", claim=conclusion)
    folded = " ".join(words.split())
    return folded if len(folded) <= SHORT else f"{folded[: SHORT - 1]}…"
