"""What a browser runs gives what the command line gives, and says what is not there."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from html import unescape
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.errors import LayoutFailed
from argmap.rendering.picture import engine
from argmap.rendering.picture.engine import drawn_by, run_graphviz
from argmap.rendering.theme import FONTS
from tests.cli.conftest import Runner
from tools.playground import __main__ as gathering
from tools.playground.host import run

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data" / "car-free-centre"
FILES = {name: (DATA / name).read_text("utf-8") for name in ("thread.yaml", "map.yaml")}
PAGE = (ROOT / "docs" / "playground" / "index.html").read_text("utf-8")


def native(dot: str, format: str, _engine: str) -> str:
    """Draw as a terminal does."""
    return run_graphviz(dot, format).decode("utf-8")


def nothing(_dot: str, _format: str, _engine: str) -> str:
    raise RuntimeError("out of memory")
