"""argmap turns a discussion thread into a checked, quotable, runnable argument map.

The names below load on first use, so that `import argmap` costs nothing:

    map = argmap.load("data/math-in-ml")      a frozen ArgumentMap
    argmap.check(map)                         everything the rules find
    argmap.render(map, "svg")                 a picture, as bytes
    argmap.analyse(map)                       what stands, why, and what would change it
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.errors import ArgmapError, InvalidInput, UnreadableInput
    from argmap.lint.run import check
    from argmap.model.map import ArgumentMap
    from argmap.model.thread import Thread
    from argmap.rendering.draw import render
    from argmap.rendering.options import Options
    from argmap.storage.load import load_map as load
    from argmap.storage.load import load_thread
    from argmap.storage.writer import save_map as save
    from argmap.study import analyse

__version__ = "0.1.0"

_LAZY = {
    "ArgmapError": "argmap.errors:ArgmapError",
    "ArgumentMap": "argmap.model.map:ArgumentMap",
    "InvalidInput": "argmap.errors:InvalidInput",
    "Options": "argmap.rendering.options:Options",
    "Thread": "argmap.model.thread:Thread",
    "UnreadableInput": "argmap.errors:UnreadableInput",
    "analyse": "argmap.study:analyse",
    "check": "argmap.lint.run:check",
    "load": "argmap.storage.load:load_map",
    "load_thread": "argmap.storage.load:load_thread",
    "render": "argmap.rendering.draw:render",
    "save": "argmap.storage.writer:save_map",
}

__all__ = [
    "ArgmapError",
    "ArgumentMap",
    "InvalidInput",
    "Options",
    "Thread",
    "UnreadableInput",
    "analyse",
    "check",
    "load",
    "load_thread",
    "render",
    "save",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    module, _, attribute = _LAZY[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *_LAZY])
