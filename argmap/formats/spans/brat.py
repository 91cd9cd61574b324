"""brat standoff: a file of annotations (.ann) beside the text that they are about (.txt of the same name).

Reading. A T line is a claim, in words of the text; the text is a thread of one post. Labels may be written in any case. `Claim` says
nothing more, other types become tags: `Premise` is the tag "premise". R lines are relations by their label; a partial attack is an
attack with a note. Where claims have the attribute Stance, as in Persuasive Essays, the major claims say the same thing in several words, and a claim with
the stance For supports the first of them, one with Against attacks it. Other attributes are tags; notes (#) are notes.
Discontinuous stretches are quotes with parts. Events, and types of lines that no claim has, are left out.

Writing. The text is the title, the posts, each under a line with its author, and what quotes no post. `Title`, `Post` and `Added` mark these
lines; comments of the types Id, Author, Created, Text, Name and Topic hold what a label cannot; `RepliesTo` links posts. A relation with
linked premises is several R lines with one Id. Steps that lead to steps (undercuts, backings) cannot be said in brat.

Source:
    brat standoff format, https://brat.nlplab.org/standoff.html; Stab & Gurevych (2017), Parsing Argumentation Structures in Persuasive
    Essays; Mayer, Cabrio & Villata (2020), Transformer-based Argument Mining for Healthcare Applications (AbstRCT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from argmap.formats.building import MapBuilder
from argmap.formats.protocol import Format, MapFile, Reading, Writing
from argmap.formats.spans.labels import ADDED, PLAIN, POST, TITLE, named
from argmap.formats.spans.places import Piece
from argmap.formats.spans.reading import build
from argmap.formats.spans.sheet import CARRIES, AnnotatedText, Mark, MarkedPost, MarkLink
from argmap.formats.spans.writing import kept_on_sheet, lost_on_sheet, one_line, sheet_of
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

SPAN = re.compile(r"(?P<id>T\d+)\t(?P<type>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)(?:\t(?P<words>.*))?")
LINK = re.compile(r"(?P<id>R\d+)\t(?P<type>\S+) \w+:(?P<source>[A-Z]\d+) \w+:(?P<target>[A-Z]\d+)\s*")
ATTRIBUTE = re.compile(r"(?P<id>[AM]\d+)\t(?P<name>\S+) (?P<of>[A-Z]\d+)(?: (?P<value>.*))?\s*")
NOTE = re.compile(r"#(?P<id>\d*)\t(?P<type>\S+) (?P<of>[A-Z]\d+)(?:\t(?P<text>.*))?")
SAME_LINE = re.compile(r"\*\t(?P<type>\S+) (?P<ids>[A-Z]\d+(?: [A-Z]\d+)+)\s*")
OTHERS = re.compile(r"[EN]\d+\t\S.*|\*\t\S+ .*")
REPLY = "RepliesTo"
FREE = "AnnotatorNotes"
FOR, AGAINST = {"for", "pro", "support"}, {"against", "con", "attack"}
MAJOR = "major-claim"


@dataclass(slots=True)
class _Lines:
    """The lines of a file by what they are."""

    spans: dict[str, Mark] = field(default_factory=dict)
    links: list[MarkLink] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    attributes: list[tuple[str, str, str, int]] = field(default_factory=list)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)


# Reading


def read(file: MapFile) -> Reading:
    """Return the map that annotations say, with the text beside them for a thread."""
    map = MapBuilder(file, "brat standoff")
    lines = _lines(file, map)
    if not lines.spans:
        map.error("there is no annotated stretch (a line such as T1, Claim, 0 12) in it", 1)
        return map.reading()
    beside = f"{PurePath(file.name).stem}.txt"
    text = file.beside(beside)
    if text is None:
        map.left_out(f"there is no {beside} beside it, so there is no thread, and claims have no quotes")
    build(map, _sheet(lines, text, map))
    return map.reading()


def _lines(file: MapFile, map: MapBuilder) -> _Lines:
    lines = _Lines()
    for number, line in enumerate(file.text.replace("\r\n", "\n").split("\n"), start=1):
        if line.strip() and not (_is_part(lines, line, number, map) or _is_remark(lines, line, number)):
            event = OTHERS.fullmatch(line)
            what = "an event or a normalisation" if event else "no line of an annotation that is known"
            map.left_out(f"this is {what}", number)
    return lines


def _is_part(lines: _Lines, line: str, number: int, map: MapBuilder) -> bool:
    """Take a stretch, a link or a class of equals."""
    if match := SPAN.fullmatch(line):
        key = match["id"]
        if key in lines.spans:
            map.left_out(f"{key} is there twice; the first one is kept", number)
            return True
        pieces = tuple((int(a), int(b)) for a, b in (p.split(" ") for p in match["places"].split(";")))
        lines.spans[key] = Mark(key, match["type"], pieces, words=match["words"] or "", line=number)
    elif match := LINK.fullmatch(line):
        if match["type"] == REPLY:
            lines.replies[match["source"]] = match["target"]
        else:
            link = MarkLink(match["id"], match["type"], match["source"], match["target"], line=number)
            lines.links.append(link)
    elif match := SAME_LINE.fullmatch(line):
        kind, (first, *others) = match["type"], match["ids"].split(" ")
        lines.links += [MarkLink(f"{kind} {other}", kind, other, first, line=number) for other in others]
    return match is not None


def _is_remark(lines: _Lines, line: str, number: int) -> bool:
    """Take an attribute or a comment."""
    if match := ATTRIBUTE.fullmatch(line):
        lines.attributes.append((match["of"], match["name"], (match["value"] or "").rstrip(), number))
    elif match := NOTE.fullmatch(line):
        if match["type"] == FREE:
            lines.notes.setdefault(match["of"], []).append((match["text"] or "").strip())
        else:
            lines.comments.setdefault((match["of"], match["type"]), match["text"] or "")
    return match is not None


def _sheet(lines: _Lines, text: str | None, map: MapBuilder) -> AnnotatedText:
    title = next((span for span in lines.spans.values() if span.label == TITLE), None)
    heads = [span for span in lines.spans.values() if span.label in {POST, ADDED}]
    marks = [span for span in lines.spans.values() if span.label not in {TITLE, POST, ADDED}]
    marks = _with_attributes(lines, [_described(lines, mark) for mark in marks], map)
    links = [_noted(lines, link) for link in lines.links] + [*_stances(lines, marks, map)]
    if text is None:
        marks = [replace(mark, text=mark.text or mark.words or mark.key, pieces=()) for mark in marks]
        return AnnotatedText(
            "", (), tuple(marks), tuple(links), own=True, title=_title(title), id=_id(lines, title)
        )
    checked = tuple(_checked(mark, text, map) for mark in marks)
    starts = sorted(span.pieces[0][0] for span in (*heads, *([title] if title else [])))
    added = next((span.pieces[0][0] for span in heads if span.label == ADDED), None)
    sections = tuple(_section(lines, span, text, starts) for span in heads if span.label == POST)
    return AnnotatedText(
        text, sections, checked, tuple(links), added, _title(title), None, _id(lines, title),
        own=title is not None or bool(heads),
    )  # fmt: skip


def _title(span: Mark | None) -> str:
    return span.words or "" if span is not None else ""


def _id(lines: _Lines, span: Mark | None) -> str:
    return lines.comments.get((span.key, "Id"), "") if span is not None else ""


def _section(lines: _Lines, head: Mark, text: str, starts: list[int]) -> MarkedPost:
    """Return the post below a line: its words go on to the empty line before the next one."""
    start = min(head.pieces[-1][1] + 1, len(text))
    following = next((place for place in starts if place > head.pieces[0][0]), len(text) + 1)
    end = max(min(following, len(text) + 1) - 2, start) if following <= len(text) else len(text)
    said = {kind: value for (of, kind), value in lines.comments.items() if of == head.key}
    answered = lines.replies.get(head.key)
    author = said.get("Author", "")
    return MarkedPost(
        said.get("Id", head.key), start, end, head.pieces[0], (head.words or "").removesuffix(":") if author else "", author,
        lines.comments.get((answered, "Id"), answered) if answered else None, said.get("Created"),
    )  # fmt: skip


def _described(lines: _Lines, mark: Mark) -> Mark:
    """Return a mark with what comments say of it."""
    said = {name: lines.comments.get((mark.key, name)) or "" for name in ("Id", "Text", "Name", "Topic")}
    return replace(
        mark, id=said["Id"] or None, text=said["Text"], name=said["Name"], topic=said["Topic"],
        note="; ".join(filter(None, lines.notes.get(mark.key, ()))),
    )  # fmt: skip


def _noted(lines: _Lines, link: MarkLink) -> MarkLink:
    note = "; ".join(filter(None, lines.notes.get(link.key, ())))
    return replace(link, id=lines.comments.get((link.key, "Id")), note=note)


def _with_attributes(lines: _Lines, marks: list[Mark], map: MapBuilder) -> list[Mark]:
    """Return marks with their attributes: Implicit is a field of claims, the others are tags."""
    by_key = {mark.key: mark for mark in marks}
    majors = any(named(mark.label) == MAJOR for mark in marks)
    for of, name, value, line in lines.attributes:
        mark = by_key.get(of)
        if mark is None:
            map.left_out(f"{name} is an attribute of {of}, which is no claim", line)
        elif name == "Implicit":
            by_key[of] = replace(mark, implicit=True)
        elif not (majors and _is_stance(name, value)):
            by_key[of] = replace(mark, tags=(*mark.tags, named(f"{name} {value}")))
    return [by_key[mark.key] for mark in marks]


def _is_stance(name: str, value: str) -> bool:
    return name.lower() == "stance" and value.lower() in FOR | AGAINST


def _stances(lines: _Lines, marks: list[Mark], map: MapBuilder) -> Iterator[MarkLink]:
    """Yield the links that stances stand for: they are about the major claims, which say the same thing."""
    majors = [mark.key for mark in marks if named(mark.label) == MAJOR]
    stances = [
        (of, value.lower(), line) for of, name, value, line in lines.attributes if _is_stance(name, value)
    ]
    if not majors or not stances:
        return
    for number, other in enumerate(majors[1:], start=2):
        yield MarkLink(f"major claim {number}", PLAIN[RelationKind.REPHRASE], other, majors[0])
    known = {mark.key for mark in marks}
    for of, value, line in stances:
        kind = RelationKind.SUPPORT if value in FOR else RelationKind.ATTACK
        if of in known:
            yield MarkLink(f"stance of {of}", PLAIN[kind], of, majors[0], line=line)
    said = "The major claims were taken for the same claim in other words, and the stance of a claim for its support or attack on the first of them."
    map.note = said


def _checked(mark: Mark, text: str, map: MapBuilder) -> Mark:
    """Return a mark whose words are those of the text at its place; otherwise where they stand once, or nowhere."""
    words = one_line(mark.words or "")
    there = one_line(" ".join(text[start:end] for start, end in mark.pieces))
    if not words or words == there or words.replace(" ", "") == there.replace(" ", ""):
        return replace(mark, words=None)
    if text.count(mark.words or "") == 1:
        start = text.index(mark.words or "")
        map.left_out(
            f"the words of {mark.key} stand elsewhere in the text than it says; their place counts", mark.line
        )
        return replace(mark, pieces=((start, start + len(mark.words or "")),), words=None)
    map.left_out(
        f"the words of {mark.key} are not those of the text at its place; it has no quote", mark.line
    )
    return replace(mark, text=mark.text or words, pieces=())


# Writing


def write(map: ArgumentMap) -> Writing:
    """Return a map as annotations, and its text beside them."""
    sheet = sheet_of(map)
    return Writing("\n".join(_written(sheet)) + "\n", lost_on_sheet(map), {".txt": sheet.text})


def _written(sheet: AnnotatedText) -> Iterator[str]:
    spans: list[tuple[str, str, tuple[Piece, ...], list[tuple[str, str]], bool]] = []
    if sheet.title_at is not None:
        spans.append(("title", TITLE, (sheet.title_at,), [("Id", sheet.id)], False))
    for section in sheet.sections:
        said = [("Id", section.key), ("Author", section.author), ("Created", section.created or "")]
        spans.append((f"post {section.key}", POST, (section.head,), said, False))
    if sheet.added is not None:
        spans.append(("added", ADDED, ((sheet.added, sheet.text.index("\n", sheet.added)),), [], False))
    for mark in sheet.marks:
        said = [
            ("Id", mark.id or ""),
            ("Text", mark.text),
            ("Name", mark.name),
            ("Topic", mark.topic),
            (FREE, mark.note),
        ]
        spans.append((mark.key, mark.label, mark.pieces, said, mark.implicit))
    ids = {key: f"T{number}" for number, (key, *_) in enumerate(spans, start=1)}
    comments: list[tuple[str, str, str]] = []
    for key, label, pieces, said, _ in spans:
        fragments = [*_fragments(sheet.text, pieces)]
        places = ";".join(f"{start} {end}" for start, end in fragments)
        yield f"{ids[key]}\t{label} {places}\t{' '.join(sheet.text[a:b] for a, b in fragments)}"
        comments += [(ids[key], kind, value) for kind, value in said if value]
    number = 0
    for number, key in enumerate((key for key, *_, implicit in spans if implicit), start=1):
        yield f"A{number}\tImplicit {ids[key]}"
    lines = [(REPLY, f"post {s.key}", f"post {s.answers}", "", "") for s in sheet.sections if s.answers]
    lines += [(link.label, link.source, link.target, link.id or "", link.note) for link in sheet.links]
    for number, (label, source, target, id, note) in enumerate(lines, start=1):
        yield f"R{number}\t{label} Arg1:{ids[source]} Arg2:{ids[target]}\t"
        comments += [(f"R{number}", kind, value) for kind, value in (("Id", id), (FREE, note)) if value]
    for number, (of, kind, value) in enumerate(comments, start=1):
        yield f"#{number}\t{kind} {of}\t{value}"


def _fragments(text: str, pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield stretches without line ends, which brat does not have inside a stretch."""
    for start, end in pieces:
        for match in re.finditer(r"[^\n]+", text[start:end]):
            yield start + match.start(), start + match.end()


def recognises(file: MapFile) -> bool:
    """Say whether a text is annotations of brat: stretches with places, and no other lines than brat has."""
    lines = [line for line in file.text[:50_000].replace("\r\n", "\n").split("\n") if line.strip()]
    if len(file.text) > 50_000:  # noqa: PLR2004
        lines = lines[:-1]
    forms = (SPAN, LINK, ATTRIBUTE, NOTE, SAME_LINE, OTHERS)
    return any(SPAN.fullmatch(line) for line in lines) and all(
        any(form.fullmatch(line) for form in forms) for line in lines
    )


FORMAT = Format(
    "brat",
    "brat standoff: annotations beside a text",
    (".ann",),
    CARRIES,
    write,
    read,
    recognises,
    lambda whole: kept_on_sheet(whole, "brat-standoff"),
)
