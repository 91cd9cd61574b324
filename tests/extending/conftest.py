"""A throw-away package on sys.path, with the entry points that an installed one has."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that installs a package: its name, its entry points by group, its modules by name."""
    site = tmp_path / "site"
    site.mkdir()
    modules: set[str] = set()

    def add(name: str, points: Mapping[str, Mapping[str, str]], **sources: str) -> None:
        info = site / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        lines = [
            line
            for group, entries in points.items()
            for line in (f"[{group}]", *(f"{key} = {value}" for key, value in entries.items()))
        ]
        (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
        for module, source in sources.items():
            (site / f"{module}.py").write_text(source, "utf-8")
            modules.add(module)
        importlib.invalidate_caches()

    monkeypatch.syspath_prepend(str(site))
    yield add
    for module in modules:
        sys.modules.pop(module, None)
