"""CONTRIBUTING.md and CITATION.cff say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

import argmap
from tests.extending.test_plugins import GROUPS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_every_kind_of_extension_has_a_row_with_its_group() -> None:
    assert set(re.findall(r"`argmap\.(\w+)` \|", TEXT)) == set(GROUPS)


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:argmap|tests|docs)/[a-z_/.]+)`", TEXT)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_citation_is_that_of_this_version() -> None:
    """The keys that the Citation File Format 1.2.0 requires: cff-version, message, title, authors."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"]
    assert citation["title"] == "argmap"
    assert citation["authors"] == [{"name": "The argmap developers"}]
    assert (citation["version"], citation["license"]) == (argmap.__version__, "MIT")
