"""Label Studio: an export of tasks in JSON, with regions and relations between them.

Reading. Each task is a post, or as many as its dialogue has paragraphs. A region is a claim: its label is read as in brat, its text area
`sentence` gives the claim its words, others and its notes are its note; a choice for a region is a tag, `Implicit` makes it implicit.
Regions in HTML have no offsets in the words, and are left out. Of several annotations of a task the first counts that was not
cancelled. A relation runs from its first region to its second, or back if its direction is "left", or both ways.

Offsets count UTF-16 code units, as the browser does. Files made by programs often count code points; where the words in the file fit these
places alone, they count.

Writing is in `label_studio_writing`.

Source:
    Label Studio documentation, "Export annotations", "Label Studio JSON format of annotated tasks", and the tags Text, Paragraphs and Relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, bare_format, whole_format
from argmap.formats.json_values import (
    Object,
    data_in,
    items_of,
    loaded,
    number_of,
    object_of,
    objects_in,
    text_of,
)
from argmap.formats.protocol import MapFile, Reading
from argmap.formats.spans.label_studio_writing import write
from argmap.formats.spans.labels import CLAIM, named
from argmap.formats.spans.pieces import rejoined
from argmap.formats.spans.places import from_utf16
from argmap.formats.spans.reading import build
from argmap.formats.spans.sheet import CARRIES, AnnotatedText, Mark, MarkedPost, MarkLink
from argmap.formats.spans.writing import kept_on_sheet, one_line

NAME = "label-studio"
IMPLICIT = "implicit"
LABELS = ("labels", "paragraphlabels")


@dataclass(slots=True)
class _Text:
    """The texts of all tasks, one behind the other."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    posts: list[MarkedPost] = field(default_factory=list)
    added: int | None = None

    def add(self, words: str) -> int:
        start = self.length
        self.parts.append(f"{words}\n\n")
        self.length += len(words) + 2
        return start


# Reading


def read(file: MapFile) -> tuple[Reading, object]:
    """Return the map that an export says, and what argmap kept in it."""
    map = MapBuilder(file, "Label Studio")
    value = data_in(map)
    tasks = [value] if isinstance(value, dict) else items_of(value)
    tasks = [task for task in tasks if isinstance(task, dict) and isinstance(task.get("data"), dict)]
    if not tasks and not map.failed:
        map.error("there is no task with data in it", 1)
    if map.failed:
        return map.reading(), None
    text, marks, links = _Text(), list[Mark](), list[MarkLink]()
    for number, task in enumerate(tasks, start=1):
        _Task(map, task, text_of(task.get("id")) or str(number), len(tasks) > 1, text).read(marks, links)
    data = object_of(tasks[0]["data"])
    whole, left = rejoined(marks, links)
    sheet = AnnotatedText(
        "".join(text.parts), tuple(text.posts), whole, left, text.added, text_of(data.get("title")),
        id=text_of(data.get("map")), own=True,
    )  # fmt: skip
    build(map, sheet)
    return map.reading(), data.get(KEY) if len(tasks) == 1 else None


class _Task:
    """One task: its texts, and where each begins."""

    def __init__(self, map: MapBuilder, task: Object, key: str, several: bool, text: _Text) -> None:
        self.map, self.task, self.key, self.text = map, task, key, text
        self.prefix = f"{key}:" if several else ""
        self.texts: list[tuple[str, int]] = []
        self.is_dialogue = False

    def read(self, marks: list[Mark], links: list[MarkLink]) -> None:
        """Add the regions and relations of the task."""
        annotations = [*objects_in(self.task.get("annotations") or self.task.get("completions"))]
        chosen = [each for each in annotations if each.get("was_cancelled") is not True] or annotations
        if len(annotations) > 1:
            self.map.left_out(
                f"task {self.key} has {len(annotations)} annotations; the first that was not cancelled counts"
            )
        results = [*objects_in(chosen[0].get("result"))] if chosen else []
        self._texts(results)
        regions: dict[str, Mark] = {}
        for result in results:
            if any(kind in object_of(result.get("value")) for kind in LABELS):
                mark = self._mark(result)
                if mark.key in regions:
                    self.map.left_out(f"region {mark.key} is there twice; the first one is kept")
                regions.setdefault(mark.key, mark)
        for result in results:
            if result.get("type") == "relation":
                links += self._links(result)
            else:
                self._described(result, regions)
        marks += regions.values()

    def _texts(self, results: Iterable[Object]) -> None:
        """Add what the task shows: the paragraphs of a dialogue, or one text."""
        data = object_of(self.task["data"])
        wanted = next((text_of(each.get("to_name")) for each in results if each.get("to_name")), "")
        lists = {key: [*objects_in(value)] for key, value in data.items() if isinstance(value, list)}
        lists = {key: rows for key, rows in lists.items() if rows and all("text" in row for row in rows)}
        words = {
            key: value
            for key, value in data.items()
            if isinstance(value, str) and key not in {"title", "map"}
        }
        if lists and (wanted in lists or wanted not in words):
            self.is_dialogue = True
            for number, row in enumerate(lists.get(wanted) or next(iter(lists.values())), start=1):
                self._paragraph(row, number)
            return
        text = words.get(wanted, max(words.values(), key=len, default=""))
        start = self.text.add(text)
        self.texts.append((text, start))
        self.text.posts.append(MarkedPost(f"post-{self.key}", start, start + len(text)))

    def _paragraph(self, row: Object, number: int) -> None:
        text = text_of(row.get("text"))
        start = self.text.add(text)
        self.texts.append((text, start))
        if row.get("added") is True:
            self.text.added = start if self.text.added is None else self.text.added
            return
        name = text_of(row.get("author"))
        author = text_of(row.get("author_id")) or ("" if "author_id" in row else name)
        self.text.posts.append(
            MarkedPost(
                text_of(row.get("id")) or f"{self.prefix}p{number}", start, start + len(text), (0, 0), name if author else "",
                author, text_of(row.get("reply_to")) or None, text_of(row.get("created")) or None,
            )
        )  # fmt: skip

    def _mark(self, result: Object) -> Mark:
        value = object_of(result.get("value"))
        labels = [label for kind in LABELS for label in items_of(value.get(kind)) if isinstance(label, str)]
        key = f"{self.prefix}{text_of(result.get('id'))}"
        notes = [text_of(note) for note in items_of(object_of(result.get("meta")).get("text"))]
        words = text_of(value.get("text"))
        place = self._place(value, words)
        if place is None:
            self.map.left_out(f"the words of region {key} are not in the text at its place; it has no quote")
        return Mark(
            key, labels[0] if labels else CLAIM, (place,) if place else (), text="" if place else words,
            id=text_of(result.get("id")) or None,
            note="; ".join(filter(None, _one_lines(notes))), tags=tuple(named(label) for label in labels[1:]), words=words if not place else None,
        )  # fmt: skip

    def _place(self, value: Object, words: str) -> tuple[int, int] | None:
        """Return where a region is in all texts; None if there is no such place."""
        if self.is_dialogue:
            first, last = number_of(value.get("start")), number_of(value.get("end"))
            start, end = number_of(value.get("startOffset")), number_of(value.get("endOffset"))
        else:
            first = last = 0
            start, end = number_of(value.get("start")), number_of(value.get("end"))
        if (
            first is None
            or last is None
            or start is None
            or end is None
            or max(first, last) >= len(self.texts)
        ):
            return None
        (text, begin), (end_text, behind) = self.texts[first], self.texts[last]
        units = begin + from_utf16(text)(start), behind + from_utf16(end_text)(end)
        points = begin + start, behind + end
        whole = None if first != last else text
        for place in (units, points):
            if whole is not None and (not words or _same(whole[place[0] - begin : place[1] - begin], words)):
                return place if place[0] < place[1] <= begin + len(text) else None
        return units if whole is None and units[0] < units[1] else None

    def _links(self, result: Object) -> Iterator[MarkLink]:
        source, target = (f"{self.prefix}{text_of(result.get(end))}" for end in ("from_id", "to_id"))
        labels = [label for label in items_of(result.get("labels")) if isinstance(label, str)]
        key = text_of(result.get("id")) or f"{source} to {target}"
        if not labels:
            self.map.left_out(f"the relation {key} has no label; it was left out")
            return
        direction = result.get("direction")
        notes = [text_of(note) for note in items_of(object_of(result.get("meta")).get("text"))]
        link = MarkLink(key, labels[0], source, target, text_of(result.get("id")) or None, "; ".join(notes))
        back = replace(link, key=f"{key}, back", source=target, target=source)
        yield from {"left": (back,), "bi": (link, back)}.get(str(direction), (link,))

    def _described(self, result: Object, regions: dict[str, Mark]) -> None:
        """Add what a text area or a choice says of a region."""
        key = f"{self.prefix}{text_of(result.get('id'))}"
        value, mark = object_of(result.get("value")), regions.get(key)
        texts = [text_of(words) for words in items_of(value.get("text"))]
        choices = [text_of(choice) for choice in items_of(value.get("choices"))]
        if any(kind in value for kind in LABELS):
            return
        if mark is None or not (texts or choices):
            self.map.left_out(
                f"{text_of(result.get('type')) or 'a result'} {key} says nothing of a region with places; it was left out"
            )
            return
        said = one_line(" ".join(texts))
        match text_of(result.get("from_name")):
            case _ if choices:
                tags = [named(choice) for choice in choices]
                rest = tuple(tag for tag in tags if tag != IMPLICIT)
                mark = replace(mark, implicit=mark.implicit or IMPLICIT in tags, tags=(*mark.tags, *rest))
            case "sentence":
                mark = replace(mark, text=said)
            case "name":
                mark = replace(mark, name=said)
            case "topic":
                mark = replace(mark, topic=said)
            case _:
                mark = replace(mark, note="; ".join(filter(None, (mark.note, said))))
        regions[key] = mark


def _one_lines(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts on a line each."""
    return (one_line(text) for text in texts)


def _same(there: str, words: str) -> bool:
    """Say whether two texts differ in white space alone, which the browser folds."""
    return "".join(there.split()) == "".join(words.split())


def recognises(file: MapFile) -> bool:
    """Say whether a file is an export of Label Studio: tasks with data and the results of annotations."""
    if '"result"' not in file.text:
        return False
    value = loaded(file.text)
    first = next(iter(objects_in(value if isinstance(value, list) else [value])), {})
    annotations = first.get("annotations") or first.get("completions") or first.get("predictions")
    return isinstance(first.get("data"), dict) and any("result" in each for each in objects_in(annotations))


BARE = bare_format(NAME, CARRIES, lambda whole: kept_on_sheet(whole, NAME), write, read)
FORMAT = whole_format(
    BARE, "Label Studio JSON: regions of posts and relations between them", (), write, read, recognises
)
