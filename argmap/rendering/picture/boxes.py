"""Which boxes of a drawing a line runs into, found without asking every box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from argmap.rendering.picture.dot_writer import Box
from argmap.rendering.picture.operations import Point

CELL = 128.0
"""Points of a side of a cell of the grid: about the height of a box with its gap."""


class Boxes:
    """Boxes with the names of what they belong to, each noted in every cell of a grid that it touches.

    To ask about a line takes time in proportion to its points, however many boxes there are.
    """

    def __init__(self, boxes: Iterable[tuple[str, Box]]) -> None:
        self._boxes = tuple(boxes)
        self._cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (_, (left, bottom, right, top)) in enumerate(self._boxes):
            for column in range(int(left // CELL), int(right // CELL) + 1):
                for row in range(int(bottom // CELL), int(top // CELL) + 1):
                    self._cells[column, row].append(number)

    def met(self, points: Iterable[Point], besides: Collection[str]) -> int:
        """Return how many boxes hold at least one of the points inside their border.

        Args:
            points: the points, in the unit of the boxes.
            besides: the names whose boxes do not count.
        """
        numbers: set[int] = set()
        for x, y in points:
            for number in self._cells.get((int(x // CELL), int(y // CELL)), ()):
                _, (left, bottom, right, top) = self._boxes[number]
                if left < x < right and bottom < y < top:
                    numbers.add(number)
        return sum(self._boxes[number][0] not in besides for number in numbers)
