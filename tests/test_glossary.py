"""One word for each idea: the glossary names the words, and names in code, help and pages keep to them."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click
import pytest

from argmap.cli.main import main

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)
GLOSSARY = {
    term.strip(): [word.strip() for word in refused.split(",") if word.strip()]
    for term, _, refused in ROW.findall((ROOT / "docs" / "glossary.md").read_text("utf-8"))
    if term.strip() not in {"term", "---"}
}
REFUSED = {word: term for term, words in GLOSSARY.items() for word in words}
PAGES = sorted(
    path
    for path in (ROOT / "docs").rglob("*.md")
    # Schemes and discussion rules are the literature's, in its words.
    if path.name not in {"glossary.md", "schemes.md", "discussion.md"}
)


def definitions() -> Iterator[tuple[str, str, type[ast.AST]]]:
    """Yield module, name and kind of every public class and function of the package."""
    for path in sorted((ROOT / "argmap").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield module, node.name, type(node)


def words_of(name: str) -> list[str]:
    """Return the words of a name in the code, in lower case."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.replace("_", " ")).lower().split()


def commands(command: click.Command, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Yield the name and the whole help of every command that help shows."""
    # With its settings: click keeps what it makes for the first context, such as the option for help.
    name = (command.name or "") if parent else "argmap"
    context = click.Context(command, info_name=name, parent=parent, **command.context_settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in map(partial(command.get_command, context), command.list_commands(context)):
            if below is not None and not below.hidden:
                yield from commands(below, context)


def refused_in(text: str) -> dict[str, str]:
    """Return the words in a text that the glossary refuses, with the term to write."""
    return {
        word: term
        for word, term in REFUSED.items()
        if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)
    }


def test_the_glossary_has_every_kind_of_part() -> None:
    assert {"claim", "relation", "node", "label", "finding", "participant", "cycle"} <= set(GLOSSARY)


def test_no_two_public_classes_share_a_name() -> None:
    modules = defaultdict(list)
    for module, name, kind in definitions():
        if kind is ast.ClassDef:
            modules[name].append(module)
    assert {name: where for name, where in modules.items() if len(where) > 1} == {}


def test_names_in_the_code_keep_to_the_glossary() -> None:
    single = {word for word in REFUSED if " " not in word}
    wrong = {f"{module}.{name}" for module, name, _ in definitions() if single & set(words_of(name))}
    assert wrong == set()


@pytest.mark.parametrize(("name", "text"), [pytest.param(*pair, id=pair[0]) for pair in commands(main)])
def test_help_keeps_to_the_glossary(name: str, text: str) -> None:
    assert refused_in(text) == {}, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_keeps_to_the_glossary(page: Path) -> None:
    assert refused_in(re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)) == {}


def test_private_words_of_the_old_house_are_gone() -> None:
    """`told` and `found` stood 1,500 times for whatever a line had just computed."""
    names: dict[str, int] = defaultdict(int)
    for path in (ROOT / "argmap").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Name)
                and node.id in {"told", "found"}
                and isinstance(node.ctx, ast.Store)
            ):
                names[path.relative_to(ROOT).as_posix()] += 1
    assert dict(names) == {}
