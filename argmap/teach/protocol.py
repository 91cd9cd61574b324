"""What a kind of exercise is: a name, what it needs of a map, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from argmap.teach.context import Context
from argmap.teach.item import Item


@dataclass(frozen=True, slots=True)
class Exercise:
    """A kind of exercise. `generate` yields only what the map proves one key for; `needs` completes "needs …"."""

    name: str
    needs: str
    generate: Callable[[Context], Iterator[Item]]
