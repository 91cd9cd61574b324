"""The text of a thread's file with another import in it: only what changed is written anew, and comments stay.

Posts are cut out and put in by their places, because a hundred thousand of them take seconds that way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from argmap.model.base import plain_data
from argmap.model.thread import Thread
from argmap.storage.edit import CannotEdit
from argmap.storage.positions import KeyValuePlaces, Place, SourceMap
from argmap.storage.read import is_json
from argmap.storage.scalars import written
from argmap.storage.writer import post_text, thread_yaml

Change = tuple[int, int, str]
"""A stretch of a text, by offsets, and what stands there then."""

HEADER = "# yaml-language-server"


def thread_text(places: SourceMap, old: Thread, new: Thread) -> str:
    """Return the text of a thread's file after a change.

    Posts and participants of the old thread are in the new one, in the same order. The caller reads the result again, to
    see that it says what it should.

    Args:
        places: the text of the file, with the places of everything in it.
        old: the thread in it.
        new: the thread that it is to hold.

    Raises:
        CannotEdit: the file cannot be changed in place without losing a comment.
    """
    if old == new:
        return places.text
    root = places.root
    try:
        return _in_place(places.text, root, old, new)
    except CannotEdit as reason:
        comments = [comment for comment in _comments(places.text, root) if not comment.startswith(HEADER)]
        if comments:
            raise CannotEdit(
                f"{places.file}: {reason}, and to write it anew would lose a comment ({comments[0][:60]!r}); "
                "take the comments out, or put each post on lines of its own"
            ) from None
        return thread_yaml(new)


def _in_place(text: str, root: Place | None, old: Thread, new: Thread) -> str:
    """Return the text, changed where the thread has changed.

    Raises:
        CannotEdit: it is not written in lines.
    """
    if root is None or is_json(text):
        raise CannotEdit("the file is written as JSON")
    return _Changes(text, root).text(old, new)


def _comments(text: str, root: Place | None) -> Iterator[str]:
    """Yield what stands behind the mark of a comment, between the values of a text."""
    done = 0
    for scalar in root.scalars() if root is not None else ():
        gap = text[done : scalar.start]
        yield from ("#" + part.split("\n")[0] for part in gap.split("#")[1:])
        done = scalar.end
    yield from ("#" + part.split("\n")[0] for part in text[done:].split("#")[1:])


class _Changes:
    """Changes of a text, made all at once."""

    def __init__(self, text: str, root: Place) -> None:
        self.source, self.root = text, root
        self.made: list[Change] = []

    def text(self, old: Thread, new: Thread) -> str:
        before, after = _head(old), _head(new)
        people, those = ([plain_data(person) for person in thread.participants] for thread in (old, new))
        self._record(self.root, before, after, _line)
        self._record(self._value("source"), plain_data(old.source), plain_data(new.source), _line)
        if "participants" in self._inside(self.root):
            self._items("participants", people, those, _participant)
        elif those:
            lines = "\n".join(_participant(person, 2) for person in those)
            self._put(self._line_start(self._entry("posts").key.start), f"participants:\n{lines}\n")
        self._posts(old, new)
        return self._result()

    def _posts(self, old: Thread, new: Thread) -> None:
        known = old.posts_by_id
        same = {post.id for post in new.posts if known.get(post.id) == post}
        data: list[Sequence[Any]] = [
            [post if post.id in same else plain_data(post) for post in thread.posts] for thread in (old, new)
        ]
        self._items("posts", data[0], data[1], post_text)

    def _items(
        self,
        section: str,
        old: Sequence[Any],
        new: Sequence[Any],
        write: Callable[[dict[str, Any], int], str],
    ) -> None:
        """Change the items of a list: those that are there stay in their order, others are put between them."""
        entry = self._entry(section)
        items = entry.value.inside
        if old == new:
            return
        if not isinstance(items, list) or not items or self.source[entry.value.start] != "-":
            raise CannotEdit(f"the {section} are not one below the other")
        margin = self._dash(items[0])
        number = 0
        end = self._line_end(entry.key.end)
        for item in new:
            if number < len(old) and _id(item) == _id(old[number]):
                self._item(items[number], old[number], item)
                end = self._line_end(items[number].end)
                number += 1
            else:
                self._put(end, "\n" + write(item, margin))

    def _item(self, place: Place, old: Any, new: Any) -> None:
        if old is not new and old != new:
            self._record(place, old, new, lambda key, value: post_text({key: value})[2:])

    def _record(
        self, place: Place, old: Mapping[str, Any], new: Mapping[str, Any], line: Callable[[str, Any], str]
    ) -> None:
        """Change the keys of a record; a new key takes the place of one that is gone."""
        if old == new:
            return
        if self.source[place.start] == "{":
            inside = self.source[place.start : place.end]
            if "#" in inside:
                raise CannotEdit("a record in braces may hold a comment")
            self.made.append((place.start, place.end, written(dict(new))))
            return
        inner = self._inside(place)
        margin = place.start - self._line_start(place.start)
        gone = [key for key in old if key not in new and key in inner]
        added = [key for key in new if key not in old]
        for key in new:
            if key in old and old[key] != new[key]:
                self._replace(inner[key], line(key, new[key]), margin)
        for key in [*gone]:
            if added:
                name = added.pop(0)
                self._replace(inner[key], line(name, new[name]), margin)
            else:
                self._remove(inner[key])
        end = self._line_end(place.end)
        for name in added:
            self._put(end, "\n" + _indented(line(name, new[name]), margin, first=True))

    def _replace(self, entry: KeyValuePlaces, lines: str, margin: int) -> None:
        end = max(entry.key.end, entry.value.end)
        self.made.append((entry.key.start, end, _indented(lines, margin)))

    def _remove(self, entry: KeyValuePlaces) -> None:
        start, end = self._line_start(entry.key.start), self._line_end(entry.value.end)
        if self.source[start : entry.key.start].strip() or "#" in self.source[entry.value.end : end]:
            raise CannotEdit("a line that has to go holds something else")
        self.made.append((start, end + 1, ""))

    def _put(self, place: int, text: str) -> None:
        self.made.append((place, place, text))

    def _result(self) -> str:
        newline = "\r\n" if "\r\n" in self.source else "\n"
        parts, done = [], 0
        # Sorting is stable: what is put in one place stays in the order in which it was put.
        for start, end, text in sorted(self.made, key=lambda change: change[:2]):
            if start < done:
                raise CannotEdit("two changes meet in one place")
            parts += [self.source[done:start], text.replace("\n", newline)]
            done = end
        return "".join([*parts, self.source[done:]])

    def _entry(self, key: str) -> KeyValuePlaces:
        return self._inside(self.root)[key]

    def _value(self, key: str) -> Place:
        return self._entry(key).value

    def _inside(self, place: Place) -> Mapping[str, KeyValuePlaces]:
        if not isinstance(place.inside, Mapping):
            raise CannotEdit("a record is written in a way that cannot be changed in place")
        return place.inside

    def _dash(self, place: Place) -> int:
        """Return the column of the dash of an item."""
        return self.source[self._line_start(place.start) : place.start].index("-")

    def _line_start(self, place: int) -> int:
        return self.source.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        """Return where the line ends, before its line end."""
        end = self.source.find("\n", place)
        end = len(self.source) if end < 0 else end
        return end - 1 if self.source[end - 1 : end] == "\r" else end


def _head(thread: Thread) -> dict[str, Any]:
    data = plain_data(thread.model_copy(update={"posts": (), "participants": ()}))
    return {key: value for key, value in data.items() if key not in {"source", "participants", "posts"}}


def _id(item: Any) -> str:
    id: str = item["id"] if isinstance(item, dict) else item.id
    return id


def _line(key: str, value: Any) -> str:
    return f"{key}: {written(value)}"


def _participant(person: Mapping[str, Any], margin: int) -> str:
    lines = [f"{key}: {written(value)}" for key, value in person.items()]
    return f"{' ' * margin}- " + f"\n{' ' * margin}  ".join(lines)


def _indented(lines: str, margin: int, *, first: bool = False) -> str:
    """Return lines that begin at a margin; those behind the first have two columns already, as in an item of a list."""
    head, *rest = lines.split("\n")
    indent = " " * (margin - 2)
    return "\n".join(
        [(" " * margin if first else "") + head, *(indent + line if line else "" for line in rest)]
    )
