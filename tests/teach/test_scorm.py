"""The SCORM package: its manifest in the form of SCORM 1.2, and the page in it. tests/browser/test_scorm.py plays it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.errors import ArgmapError
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.model.claim import Claim
from argmap.teach.practice.package import package
from argmap.teach.practice.tab import practice_tabs

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADLCP = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.fixture(scope="module")
def map(root: Path) -> ArgumentMap:
    return argmap.load(root / "data" / "car-free-centre")


def test_the_manifest_is_that_of_scorm_1_2_with_one_page_that_is_tracked(map: ArgumentMap) -> None:
    made = package(map, count=3)
    assert made == package(map, count=3)
    with ZipFile(BytesIO(made)) as archive:
        assert archive.namelist() == ["imsmanifest.xml", "index.html"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        manifest = fromstring(archive.read("imsmanifest.xml"))
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert manifest.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
    organizations = manifest.find(f"{CP}organizations")
    [organization] = manifest.iter(f"{CP}organization")
    assert organizations is not None
    assert organizations.get("default") == organization.get("identifier")
    [resource] = manifest.iter(f"{CP}resource")
    [item] = manifest.iter(f"{CP}item")
    assert item.get("identifierref") == resource.get("identifier")
    assert item.findtext(f"{CP}title") == map.title
    assert resource.get(f"{ADLCP}scormtype") == "sco"
    assert resource.get("href") == resource.findall(f"{CP}file")[0].get("href") == "index.html"


def test_only_the_package_looks_for_a_system_and_its_page_speaks_german_where_asked(map: ArgumentMap) -> None:
    with ZipFile(BytesIO(package(map, count=3, language=Language("de")))) as archive:
        page = archive.read("index.html").decode()
    assert '<html lang="de"' in page
    assert "LMSInitialize" in page
    assert "das Ergebnis geht an den Kurs" in page
    assert "Alles bleibt in diesem Browser" not in page, "the score does not"
    assert all("LMSInitialize" not in tab.script for tab in practice_tabs(map, count=3))


def test_a_map_without_exercises_and_a_wrong_name_are_errors(map: ArgumentMap, tmp_path: Path) -> None:
    bare = ArgumentMap(id="bare", title="Bare", claims=[Claim(id="c", text="It rains.")])
    with pytest.raises(ArgmapError, match="gives no such exercise"):
        package(bare)
    result = CliRunner().invoke(
        main, ["teach", "scorm", "data/car-free-centre", "-o", str(tmp_path / "a.html")]
    )
    assert result.exit_code == 2
    assert "does not end in .zip" in result.output
