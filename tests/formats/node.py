"""Packages of Node that tests use when they are there: those in the folder that ARGMAP_NODE names, or in .venv/node."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get("ARGMAP_NODE") or ROOT / ".venv" / "node") / "node_modules"


def needs(package: str) -> pytest.MarkDecorator:
    """Return what skips a test where a package, or node itself, is missing."""
    there = (FOLDER / package).is_dir() and shutil.which("node") is not None
    return pytest.mark.skipif(not there, reason=f"npm's {package} is not installed (make browser-tests)")
