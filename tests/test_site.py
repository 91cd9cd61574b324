"""Everything that the documentation shows is run: commands, Python blocks and files, page by page in an empty folder."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from argmap.cli.main import SECTIONS, UNLISTED, main
from argmap.lint.catalogue import fault_names, rules
from argmap.lint.settings import read_settings
from tests.commands import parsed

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FENCE = re.compile(r'^```(\w*)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+\.md)(?:#[^)]*)?\)")
INLINE = re.compile(r"`argmap ([a-z][a-z-]*)")
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
SHOWN = {"", "html", "py", "sh", "text", "toml", "yaml"}
"""Languages of blocks that are not run: diagrams, help and files, and in `sh` what needs a network."""

TOWN = ["Ann: Close the old town to cars.", "Bo: Keep it open.", *(f"{name}: Reason {n} is that place {n} counts." for n, name in enumerate(["Cy", "Dee", "Ann", "Bo"] * 4 + ["Cy", "Dee"], start=1))]  # fmt: skip
TOWN_EDITS = [
    {"add": "claim", "id": "close", "text": "The old town should be closed to cars.", "answers": "question", "quote": "Close the old town to cars"},
    {"add": "claim", "id": "open", "text": "The old town should stay open to cars.", "answers": "question", "quote": "Keep it open"},
    {"set": "question", "exclusive": True},
    *({"add": "claim", "id": f"reason-{n}", "text": f"Place {n} of the old town counts.", "quote": f"place {n} counts", "supports": ("close", "open")[n % 2]} for n in range(1, 19)),
]  # fmt: skip

NOT_RUN = ("argmap import ", "argmap edit ")
"""Commands on files of other places, or one after the other on the same map, which the pages about them only show."""

YOURS = {
    "dump.json": json.dumps({"id": 1, "type": "story", "title": "T", "author": "a", "created_at_i": 1700000000, "children": []}),
    "topic.json": json.dumps({"id": 5, "title": "T", "post_stream": {"posts": [{"id": 1, "post_number": 1, "username": "a", "cooked": "<p>A.</p>"}]}}),
    "topic-2.json": json.dumps({"post_stream": {"posts": [{"id": 2, "post_number": 2, "username": "b", "cooked": "<p>B.</p>"}]}}),
    "chat.txt": "Ann: Yes.\nBo: No.\n",
    "town.txt": "\n\n".join(TOWN) + "\n",
    "edits.jsonl": "\n".join(json.dumps(edit) for edit in TOWN_EDITS) + "\n",
}  # fmt: skip
"""Files that a reader of the pages has, by name."""


def blocks(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield language, title and text of every fenced block."""
    yield from FENCE.findall((DOCS / page).read_text("utf-8"))


def run(command: str) -> None:
    """Run a command as a terminal does, and fail when it fails; a plain one in this process, which is faster."""
    words = shlex.split(command, comments=True)
    if words[0] == "argmap" and not {"|", "<", ">"} & set(words):
        result = CliRunner().invoke(main, words[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"
        return
    shell = f'set -eo pipefail; argmap() {{ "{sys.executable}" -m argmap "$@"; }}; {command}'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_works(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for name, text in YOURS.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    names: dict[str, object] = {}
    for language, title, text in blocks(page):
        if title:
            (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / title).write_text(text, "utf-8")
        elif language == "python":
            exec(compile(text, page, "exec"), names)  # the page is ours
        elif language == "console":
            commands = COMMAND.findall(text)
            assert commands, text
            for command in commands:
                run(command)
        else:
            assert language in SHOWN, f"nothing runs a block in {language!r}"


@pytest.mark.parametrize("page", [page for page in PAGES if page != "commands.md"])
def test_commands_that_are_not_run_can_be_read(page: str) -> None:
    """Only what needs a network or files of others is shown without being run; it names commands and options that there are."""
    for language, title, text in blocks(page):
        if title or language not in SHOWN:
            continue
        commands = [line for line in text.splitlines() if line.startswith("argmap ")]
        assert language == "sh" or not commands, f"take a block in 'console' for {commands[0]!r}"
        for command in commands:
            assert "https://" in command or command.startswith(NOT_RUN), (
                f"take a block in 'console' for {command!r}"
            )
            parsed(command)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "commands.md"])
def test_a_page_names_commands_as_they_are_called_now(page: str) -> None:
    current = {*UNLISTED, *(name for names in SECTIONS.values() for name in names)}
    assert set(INLINE.findall((DOCS / page).read_text("utf-8"))) <= current


def test_the_settings_of_the_page_about_checking_are_read(tmp_path: Path) -> None:
    (settings,) = (text for language, _, text in blocks("checking.md") if language == "toml")
    (tmp_path / "argmap.toml").write_text(settings, "utf-8")
    chosen = read_settings(tmp_path, rules(), fault_names())
    assert (chosen.select, chosen.ignore, chosen.strict) == (("ALL",), ("long-claim",), True)


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
