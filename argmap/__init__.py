"""argmap turns a discussion thread into a checked, quotable, runnable argument map.

The names below load on first use, so that `import argmap` costs nothing:

    map = argmap.load("data/math-in-ml")      a frozen ArgumentMap
    map["math-is-essential"]                  a part of it, by id
    argmap.check(map)                         everything the rules find
    argmap.render(map, "svg")                 a picture, as bytes
    argmap.analyse(map)                       what is accepted, why, and what would change it
    argmap.to_networkx(map)                   a graph; argmap.to_frames(map) makes tables
    argmap.dataset("data")                    many maps: their tables, graphs and texts
    argmap.save(map, "map.yaml")              a file; argmap.dumps(map) is its text

`docs/notebook.md` shows all of them at work.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.datasets.dataset import Dataset, dataset
    from argmap.diagnostics import Diagnostic, Severity
    from argmap.errors import (
        ArgmapError,
        BrokenPlugin,
        FrozenRecord,
        InvalidInput,
        LayoutFailed,
        MissingExtra,
        PluginWarning,
        UnknownName,
        UnreadableInput,
    )
    from argmap.evaluation.theory import Basis, Interpretation
    from argmap.frames import to_frames
    from argmap.graph.views import to_networkx
    from argmap.lint.run import check
    from argmap.model.annotations import Breach, Commitment, Expectations, Label, StagePosts, Stance
    from argmap.model.claim import Claim, Example, Issue, Reference
    from argmap.model.difference import Difference, diff
    from argmap.model.map import ArgumentMap
    from argmap.model.posts import Participant, Post, ThreadSource
    from argmap.model.quote import Quote
    from argmap.model.relation import Relation, RelationKind
    from argmap.model.scheme import Scheme, schemes
    from argmap.model.thread import Thread
    from argmap.rendering.draw import render
    from argmap.rendering.options import Direction, Options
    from argmap.shortcuts import acceptability, strengths
    from argmap.solver.semantics import Semantics
    from argmap.storage.load import load_map as load
    from argmap.storage.load import load_thread, loads
    from argmap.storage.writer import dump, dumps
    from argmap.storage.writer import save_map as save
    from argmap.study import Study, analyse

__version__ = "0.1.0"

_LAZY = {
    "ArgmapError": "argmap.errors:ArgmapError",
    "ArgumentMap": "argmap.model.map:ArgumentMap",
    "Basis": "argmap.evaluation.theory:Basis",
    "Breach": "argmap.model.annotations:Breach",
    "BrokenPlugin": "argmap.errors:BrokenPlugin",
    "Claim": "argmap.model.claim:Claim",
    "Commitment": "argmap.model.annotations:Commitment",
    "Dataset": "argmap.datasets.dataset:Dataset",
    "Diagnostic": "argmap.diagnostics:Diagnostic",
    "Difference": "argmap.model.difference:Difference",
    "Direction": "argmap.rendering.options:Direction",
    "Example": "argmap.model.claim:Example",
    "Expectations": "argmap.model.annotations:Expectations",
    "FrozenRecord": "argmap.errors:FrozenRecord",
    "Interpretation": "argmap.evaluation.theory:Interpretation",
    "InvalidInput": "argmap.errors:InvalidInput",
    "Issue": "argmap.model.claim:Issue",
    "Label": "argmap.model.annotations:Label",
    "LayoutFailed": "argmap.errors:LayoutFailed",
    "MissingExtra": "argmap.errors:MissingExtra",
    "Options": "argmap.rendering.options:Options",
    "Participant": "argmap.model.posts:Participant",
    "PluginWarning": "argmap.errors:PluginWarning",
    "Post": "argmap.model.posts:Post",
    "Quote": "argmap.model.quote:Quote",
    "Reference": "argmap.model.claim:Reference",
    "Relation": "argmap.model.relation:Relation",
    "RelationKind": "argmap.model.relation:RelationKind",
    "Scheme": "argmap.model.scheme:Scheme",
    "Semantics": "argmap.solver.semantics:Semantics",
    "Severity": "argmap.diagnostics:Severity",
    "StagePosts": "argmap.model.annotations:StagePosts",
    "Stance": "argmap.model.annotations:Stance",
    "Study": "argmap.study:Study",
    "Thread": "argmap.model.thread:Thread",
    "ThreadSource": "argmap.model.posts:ThreadSource",
    "UnknownName": "argmap.errors:UnknownName",
    "UnreadableInput": "argmap.errors:UnreadableInput",
    "acceptability": "argmap.shortcuts:acceptability",
    "analyse": "argmap.study:analyse",
    "check": "argmap.lint.run:check",
    "dataset": "argmap.datasets.dataset:dataset",
    "diff": "argmap.model.difference:diff",
    "dump": "argmap.storage.writer:dump",
    "dumps": "argmap.storage.writer:dumps",
    "load": "argmap.storage.load:load_map",
    "load_thread": "argmap.storage.load:load_thread",
    "loads": "argmap.storage.load:loads",
    "render": "argmap.rendering.draw:render",
    "save": "argmap.storage.writer:save_map",
    "schemes": "argmap.model.scheme:schemes",
    "strengths": "argmap.shortcuts:strengths",
    "to_frames": "argmap.frames:to_frames",
    "to_networkx": "argmap.graph.views:to_networkx",
}

_ROOMS = {"graph": "argmap.graph.views"}
"""Packages that are reached as `argmap.graph.views.flat` without an import of their own: what to import for them."""

__all__ = [
    "ArgmapError",
    "ArgumentMap",
    "Basis",
    "Breach",
    "BrokenPlugin",
    "Claim",
    "Commitment",
    "Dataset",
    "Diagnostic",
    "Difference",
    "Direction",
    "Example",
    "Expectations",
    "FrozenRecord",
    "Interpretation",
    "InvalidInput",
    "Issue",
    "Label",
    "LayoutFailed",
    "MissingExtra",
    "Options",
    "Participant",
    "PluginWarning",
    "Post",
    "Quote",
    "Reference",
    "Relation",
    "RelationKind",
    "Scheme",
    "Semantics",
    "Severity",
    "StagePosts",
    "Stance",
    "Study",
    "Thread",
    "ThreadSource",
    "UnknownName",
    "UnreadableInput",
    "acceptability",
    "analyse",
    "check",
    "dataset",
    "diff",
    "dump",
    "dumps",
    "load",
    "load_thread",
    "loads",
    "render",
    "save",
    "schemes",
    "strengths",
    "to_frames",
    "to_networkx",
]


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        module, _, attribute = _LAZY[name].partition(":")
        return getattr(import_module(module), attribute)
    if name in _ROOMS:
        import_module(_ROOMS[name])
        return import_module(f"argmap.{name}")
    raise AttributeError(f"module 'argmap' has no attribute {name!r}{_nearest(name)}")


def _nearest(name: str) -> str:
    """Return what was probably meant; nothing for names that Python itself asks for."""
    if name.startswith("_"):
        return ""
    from difflib import get_close_matches

    close = get_close_matches(name, _LAZY, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def __dir__() -> list[str]:
    return sorted({*_LAZY, *(name for name in globals() if name.startswith("__"))})
