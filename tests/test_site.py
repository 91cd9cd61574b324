"""Everything that the documentation shows is run: commands, Python blocks and files, page by page in an empty folder."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from argmap.cli.main import main

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FENCE = re.compile(r'^```(\w*)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^\$ (argmap .*)$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+\.md)(?:#[^)]*)?\)")
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def blocks(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield language, title and text of every fenced block that does something."""
    for language, title, text in FENCE.findall((DOCS / page).read_text("utf-8")):
        if title or language in {"console", "python"}:
            yield language, title, text


@pytest.mark.parametrize("page", [page for page in PAGES if any(True for _ in blocks(page))])
def test_what_a_page_shows_works(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for language, title, text in blocks(page):
        if title:
            (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / title).write_text(text, "utf-8")
        elif language == "python":
            exec(compile(text, page, "exec"), names)  # the page is ours
        else:
            for command in SHOWN.findall(text):
                result = CliRunner().invoke(main, shlex.split(command)[1:])
                assert result.exit_code == 0, f"{command}\n{result.output}"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_between_pages_leads_somewhere(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    missing = [link for link in LINK.findall(text) if not (DOCS / page).parent.joinpath(link).exists()]
    assert not missing


def test_every_page_stands_in_the_navigation() -> None:
    def files(entry: object) -> Iterator[str]:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            yield from files(list(entry.values()))
        elif isinstance(entry, list):
            for item in entry:
                yield from files(item)

    navigation = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    assert sorted(files(navigation)) == PAGES
