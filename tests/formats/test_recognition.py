"""Which format a file is in: what argmap writes is recognised as that and as nothing else, and so are files of other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.formats.protocol import MapFile
from argmap.formats.registry import FORMATS
from argmap.model.map import ArgumentMap

SAMPLES = {
    "brat/abstrct_10735891.ann": "brat",
    "brat/synthetic_persuasive_essay_style.ann": "brat",
    "threads/annotation/brat/doc.ann": "brat",
    "threads/annotation/labelstudio_export.json": "label-studio",
    "threads/annotation/webannotation.jsonld": "web-annotation",
    "threads/annotation/xaif.json": "xaif",
}
KNOWN = {name: known for name, known in FORMATS.available() if known.read is not None}
READ_BY_CONTENT = [name for name, known in KNOWN.items() if known.write is not None]


def recognised(text: str) -> list[str]:
    return [name for name, known in KNOWN.items() if known.recognises(MapFile(text, "file"))]


@pytest.mark.parametrize("name", READ_BY_CONTENT)
def test_what_is_written_is_recognised_by_its_own_format_alone(name: str, math_in_ml: ArgumentMap) -> None:
    write = KNOWN[name].write
    assert write is not None
    assert recognised(write(math_in_ml).text) in ([name], [])
    if KNOWN[name].recognises.__name__ != "<lambda>" or name.startswith("argmap-"):
        assert recognised(write(math_in_ml).text) == [name]


@pytest.mark.parametrize(("file", "name"), SAMPLES.items(), ids=list(SAMPLES))
def test_files_of_other_programs(root: Path, file: str, name: str) -> None:
    path = root.parent / "shared" / "samples" / file
    if not path.exists():
        pytest.skip("the samples are not here")
    assert recognised(path.read_text()) == [name]


def test_discussions_are_no_maps(root: Path) -> None:
    folder = root.parent / "shared" / "samples" / "threads"
    if not folder.exists():
        pytest.skip("the samples are not here")
    files = [path for path in folder.rglob("*.json*") if "annotation" not in path.parts]
    assert files
    assert [path.name for path in files if recognised(path.read_text())] == []
