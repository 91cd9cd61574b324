"""The page on which readings are settled: what is chosen there decides the map, and hostile words are words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from tests.browser.conftest import AXE
from tests.editing.test_adjudicating import FULL, LATE, STEP, WALK, folder, reading

HOSTILE = "<img src=x onerror=alert(1)> & </script> {full}"


@pytest.fixture
def readings(tmp_path: Path) -> list[str]:
    other = [LATE, {**FULL, "text": HOSTILE}, WALK]
    return folder(tmp_path, {"ann": reading([LATE, FULL], [STEP]), "bo": reading(other, [STEP])})


def test_what_is_chosen_on_the_page_makes_the_map(
    opened: Callable[..., Any], readings: list[str], tmp_path: Path
) -> None:
    out, page_file = tmp_path / "map.yaml", tmp_path / "decide.html"
    made = CliRunner().invoke(main, ["adjudicate", *readings, "-o", str(out), "--page", str(page_file)])
    assert made.exit_code == 0, made.output
    page = opened(page_file)
    assert page.get_by_text(HOSTILE).is_visible()
    page.get_by_label("Your name").fill("Cy")
    full, walk = page.locator("fieldset").all()
    full.get_by_label("bo").check()
    full.get_by_label("Why").fill("nearer to the post")
    walk.get_by_label("Leave it out").check()
    assert page.get_by_role("status").inner_text() == "2 of 2 decided"
    with page.expect_download() as download:
        page.get_by_role("button", name="Save decisions").click()
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    result = CliRunner().invoke(main, ["adjudicate", *readings, "-o", str(out), "--decisions", str(saved)])
    assert result.exit_code == 0, result.output
    assert {part.id: part.text for part in argmap.load(out).claims} == {
        "late": "Trains are late.",
        "full": HOSTILE,
    }
    log = json.loads((tmp_path / "decisions.map.json").read_text("utf-8"))
    assert [(d["by"], d.get("note")) for d in log["decisions"]] == [
        ("Cy", "nearer to the post"),
        ("Cy", None),
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_accessible_and_never_wider_than_the_screen(
    opened: Callable[..., Any], readings: list[str], tmp_path: Path, width: int
) -> None:
    page_file = tmp_path / "decide.html"
    CliRunner().invoke(
        main, ["adjudicate", *readings, "-o", str(tmp_path / "m.yaml"), "--page", str(page_file)]
    )
    page = opened(page_file, viewport={"width": width, "height": 800}, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (make browser-tests)")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run().then((r) => r.violations.map((v) => v.id))")
    assert found == []
