"""From a sheet to a map: marks become claims with quotes, links relations, and attributes of corpora what they mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from argmap.formats.building import MapBuilder
from argmap.formats.ends import Key
from argmap.formats.spans.labels import CLAIM, EXAMPLE, SAME, meaning, named, remark
from argmap.formats.spans.places import Piece, in_post, quote_at
from argmap.formats.spans.sheet import AnnotatedText, Mark, MarkedPost, MarkLink
from argmap.model.relation import RelationKind
from argmap.model.source_text import verbatim


def build(map: MapBuilder, sheet: AnnotatedText) -> None:
    """Put what a sheet says into a map."""
    map.title, map.id = sheet.title, sheet.id
    sections = sheet.sections
    if not sections and not sheet.own and sheet.text.strip():
        sections = (MarkedPost("text", 0, len(sheet.text)),)
    for section in sections:
        author = section.author or section.name
        if author:
            map.person(author, section.name or section.author, section.author or None)
        fields: dict[str, Any] = {"created": section.created} if section.created else {}
        map.post(
            section.key, sheet.text[section.start : section.end], author=author or None, wanted=section.key,
            reply_to=section.answers, **fields,
        )  # fmt: skip
    _Claims(map, sheet, sections).add()


class _Claims:
    """The claims and relations of a sheet."""

    def __init__(self, map: MapBuilder, sheet: AnnotatedText, sections: Sequence[MarkedPost]) -> None:
        self.map, self.sheet = map, sheet
        self.sections = sorted(sections, key=lambda section: section.start)
        self.starts = [section.start for section in self.sections]
        raw = {section.key: sheet.text[section.start : section.end] for section in sections}
        self.words = {key: verbatim(text) for key, text in raw.items()}
        self.inside = {key: in_post(text) for key, text in raw.items()}

    def add(self) -> None:
        """Add the claims, and then what relates them."""
        marks: dict[str, Mark] = {}
        for mark in self.sheet.marks:
            if mark.key in marks:
                self.map.left_out(f"{mark.key} is there twice; the first one is kept", mark.line)
            marks.setdefault(mark.key, mark)
        first = self._joined(marks)
        groups: dict[str, list[Mark]] = {}
        for mark in marks.values():
            groups.setdefault(first[mark.key], []).append(mark)
        for key, group in groups.items():
            self._claim(key, group)
        self._relations(first)

    def _joined(self, marks: dict[str, Mark]) -> dict[str, str]:
        """Return for each mark the one that stands for its claim."""
        above = {key: key for key in marks}

        def top(key: str) -> str:
            while above[key] != key:
                above[key] = above[above[key]]
                key = above[key]
            return key

        for link in self.sheet.links:
            if meaning(link.label) == SAME and link.source in marks and link.target in marks:
                above[top(link.source)] = top(link.target)
        return {key: top(key) for key in marks}

    def _claim(self, key: str, group: list[Mark]) -> None:
        main = next(mark for mark in group if mark.key == key)
        quotes = [quote for mark in group for quote in self._quotes(mark)]
        pieces = sorted(piece for mark in group for piece in mark.pieces)
        words = main.text or " ".join(" ".join(self.sheet.text[a:b].split()) for a, b in pieces)
        words = words or next((mark.words for mark in group if mark.words), "")
        note = "; ".join(dict.fromkeys(mark.note for mark in group if mark.note))
        fields: dict[str, Any] = {"line": main.line, "wanted": main.id, "quotes": quotes, "note": note}
        if main.label == EXAMPLE:
            name = main.name or words
            self.map.example(
                key, name, words, topic=main.topic, line=main.line, quotes=quotes, note=note, wanted=main.id
            )
            return
        label = named(main.label)
        tags = [*dict.fromkeys([*([label] if label not in {"", named(CLAIM)} else []), *main.tags])]
        self.map.claim(
            key, words, implicit=main.implicit, tags=[tag[:64].strip("-") for tag in tags], **fields
        )

    def _quotes(self, mark: Mark) -> Iterable[dict[str, Any]]:
        """Yield the quotes of a mark: one for each post that it touches."""
        held: dict[str, list[Piece]] = {}
        for start, end in mark.pieces:
            if self.sheet.added is not None and start >= self.sheet.added:
                continue
            for section in self._touched(start, end):
                inside = self.inside[section.key]
                piece = inside(start - section.start), inside(min(end, section.end) - section.start)
                held.setdefault(section.key, []).append(piece)
        missed = not held and self.sheet.added is None and mark.words is None and bool(self.sections)
        for key, pieces in held.items():
            quote = quote_at(key, self.words[key], pieces)
            if quote is not None:
                yield quote
            else:
                missed = True
        if missed:
            self.map.left_out(f"the words of {mark.key} make no quote of a post", mark.line)

    def _touched(self, start: int, end: int) -> Iterable[MarkedPost]:
        place = max(bisect_right(self.starts, start) - 1, 0)
        for section in self.sections[place:]:
            if section.start >= end:
                return
            if section.end > start:
                yield section

    def _relations(self, first: dict[str, str]) -> None:
        grouped: dict[tuple[str, ...], list[MarkLink]] = {}
        for link in self.sheet.links:
            kind = meaning(link.label)
            if kind is None:
                what = f"{link.key} is labelled {link.label!r}, which is no relation between claims that argmap knows"
                self.map.left_out(f"{what}; it was left out", link.line)
            elif kind != SAME:
                ends = first.get(link.target, link.target)
                group = (link.id, str(kind), ends) if link.id else ("link", link.key, str(len(grouped)))
                grouped.setdefault(group, []).append(link)
            elif link.source not in first or link.target not in first:
                self.map.left_out(f"{link.key} joins what is not there; it was left out", link.line)
        self._grouped(grouped.values(), first)

    def _grouped(self, groups: Iterable[list[MarkLink]], first: dict[str, str]) -> None:
        """Add the relation of each group of links: its premises are linked if there are several."""
        keyed: dict[Key, list[MarkLink]] = {}
        for number, links in enumerate(groups):
            name = (links[0].key,)
            keyed[name if name not in keyed else (*name, str(number))] = links
        steps: dict[str, list[Key]] = {}
        for key, links in keyed.items():
            if meaning(links[0].label) != RelationKind.UNDERCUT:
                for link in links:
                    steps.setdefault(first.get(link.source, link.source), []).append(key)
        for key, links in keyed.items():
            link = links[0]
            kind = RelationKind(str(meaning(link.label)))
            premises = [first.get(each.source, each.source) for each in links]
            target: Key = first.get(link.target, link.target)
            if kind is RelationKind.UNDERCUT and len(steps.get(str(target), ())) == 1:
                (target,) = steps[str(target)]
                what = f"{link.key} undercuts a stretch; it was read as undercutting the one step from it"
                self.map.left_out(what, link.line)
            note = link.note or remark(link.label)
            self.map.relation(key, kind, premises, target, line=link.line, wanted=link.id, note=note)
