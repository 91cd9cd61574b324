"""An SVG stands alone: Inkscape and LibreOffice draw it, and all its words are in what they make of it.

Expected words: the texts of the map itself. The PDF files are read by poppler's pdftotext.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

import argmap
from argmap.graph.views import focused, whole
from argmap.model import ArgumentMap
from argmap.model.claim import Claim, Example
from argmap.rendering.draw import render
from argmap.rendering.options import Options

SECONDS = 180
SMALLEST_PICTURE = 20_000
"""Bytes: an empty picture of this size is smaller by far."""


def inkscape(drawing: Path, made: Path) -> None:
    """Convert a drawing; the ending of `made` says to what."""
    run("inkscape", f"--export-filename={made}", str(drawing), home=made.parent)


def libreoffice(drawing: Path, made: Path) -> None:
    """Convert a drawing; the ending of `made` says to what."""
    profile = f"-env:UserInstallation={(made.parent / 'profile').as_uri()}"
    to = ("--convert-to", made.suffix[1:], "--outdir", str(made.parent))
    run("soffice", profile, "--headless", *to, str(drawing), home=made.parent)


def run(program: str, *arguments: str, home: Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, timeout=SECONDS, check=False, cwd=home)
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def words(text: str) -> Counter[str]:
    # Fonts may join letters such as f and i, and the PDF then has one character for both.
    return Counter(re.findall(r"\w+", normalize("NFKC", text)))


def told(map: ArgumentMap, shown: frozenset[str]) -> Counter[str]:
    """Return the words of the issues, claims and examples that are shown."""
    nodes = [map.nodes[name] for name in sorted(shown & map.nodes.keys())]
    texts = [node.text for node in nodes if isinstance(node, Claim)]
    texts += [f"{node.name} {node.text}" for node in nodes if isinstance(node, Example)]
    return words(" ".join([map.title, *texts, *(i.question for i in map.issues if i.id in shown)]))


@pytest.mark.parametrize("convert", [inkscape, libreoffice])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_other_programs_draw_it(
    math_in_ml: ArgumentMap, convert: Callable[[Path, Path], None], theme: str, tmp_path: Path
) -> None:
    view = focused(whole(math_in_ml), "hard-requirement", 2)
    drawing = tmp_path / "map.svg"
    drawing.write_bytes(render(view, "svg", Options(theme=theme, status=True, link_base="map.html")))
    convert(drawing, tmp_path / "map.png")
    picture = (tmp_path / "map.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > SMALLEST_PICTURE


@pytest.mark.parametrize("convert", [inkscape, libreoffice])
def test_other_programs_keep_every_word(
    math_in_ml: ArgumentMap, convert: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    drawing, page = tmp_path / "map.svg", tmp_path / "map.pdf"
    drawing.write_bytes(argmap.render(math_in_ml, "svg"))
    convert(drawing, page)
    run("pdftotext", str(page), str(tmp_path / "map.txt"), home=tmp_path)
    written = words((tmp_path / "map.txt").read_text("utf-8"))
    assert told(math_in_ml, whole(math_in_ml).shown) - written == Counter()
