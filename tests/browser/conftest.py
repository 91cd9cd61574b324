"""A real browser for the page: Debian's Chromium, driven by Playwright. Without either these tests are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.project.results import read_results
from argmap.rendering.draw import render
from argmap.rendering.options import Options
from argmap.teach.practice.tab import practice_tabs

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"

Opener = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (make browser-tests)"
    )
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None or os.environ.get("ARGMAP_NO_BROWSER"):
        pytest.skip("there is no chromium on this machine (make browser-tests)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled map, with the results of its experiments."""
    path = tmp_path_factory.mktemp("page") / "map.html"
    results = read_results(ROOT / "outputs" / "math-in-ml" / "experiments.json")
    map = argmap.load(ROOT / "data" / "math-in-ml")
    options = Options(results=results, tabs=practice_tabs(map))
    path.write_bytes(render(map, "html", options))
    return path


@pytest.fixture
def opened(chromium: Any) -> Iterator[Opener]:
    """Return what opens a file in a page that fails the test on any message, dialog, error or request."""
    contexts: list[Any] = []
    trouble: list[str] = []

    def open_file(path: Path, hash: str = "", **options: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "blob:")) else trouble.append(f"request: {r.url}"),
        )
        page.goto(f"{path.as_uri()}{hash}")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert trouble == []
