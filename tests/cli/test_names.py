"""Names in options come from their registries: no second list, and what an installed package adds is there."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

import argmap.cli
from argmap.cli import names
from argmap.cli.main import main
from argmap.cli.names import NameType

MAP = "data/math-in-ml"
TABLES = {name: value for name, value in vars(names).items() if isinstance(value, NameType)}


@pytest.fixture(autouse=True)
def _at_the_top(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(main, arguments, **options)


def words(text: str) -> str:
    return " ".join(text.split())


OPTIONS = {
    ("import",): ["SOURCE_KIND"],
    ("update",): ["IMPORTER"],
    ("analyse",): ["SEMANTICS", "BASIS", "MODEL"],
    ("why",): ["SEMANTICS", "BASIS"],
    ("what-if",): ["SEMANTICS", "BASIS"],
    ("render",): ["PICTURE", "THEME", "DIRECTION", "LANGUAGE"],
    ("edit", "add", "relation"): ["RELATION"],
    ("edit", "add", "commitment"): ["STANCE"],
    ("edit", "add", "stage"): ["STAGE"],
    ("edit", "add", "breach"): ["DISCUSSION_RULE"],
    ("teach", "make"): ["EXERCISE", "EXERCISE_SET", "LEVEL", "LANGUAGE"],
    ("teach", "worksheet"): ["HOLE", "PAPER", "LANGUAGE"],
    ("export",): ["WRITTEN_FORMAT"],
    ("convert",): ["READ_FORMAT", "WRITTEN_FORMAT"],
}


@pytest.mark.parametrize("command", OPTIONS, ids=" ".join)
def test_the_help_lists_the_names_of_the_registry(command: tuple[str, ...]) -> None:
    help = words(run(*command, "--help").output)
    for table in OPTIONS[command]:
        known = TABLES[table].listed()
        assert len(known) > 1
        assert f"Oneof:{','.join(known)}." in help.replace(" ", "")


def test_every_table_is_there_and_completes() -> None:
    for name, table in TABLES.items():
        known = table.known()
        assert known, name
        assert table.convert(known[0], None, None) == known[0]
        completed = [item.value for item in table.shell_complete(None, None, known[0][:1])]  # type: ignore[arg-type]
        assert known[0] in completed


def test_a_typing_error_in_a_name_gets_a_suggestion() -> None:
    result = run("analyse", MAP, "--semantics", "preffered")
    assert result.exit_code == 2
    assert "there is no semantics 'preffered'; did you mean 'preferred'?" in result.stderr


def test_no_second_list_of_names_stands_in_the_commands() -> None:
    """A literal with more than half of the names of a table is a second list of them, which nothing keeps in step."""
    tables = {name: set(table.known()) for name, table in TABLES.items()}
    for path in sorted(Path(argmap.cli.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.List | ast.Tuple | ast.Set):
                parts = node.elts
            elif isinstance(node, ast.Dict):
                parts = [key for key in node.keys if key is not None]
            else:
                continue
            texts = {
                part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
            for name, known in tables.items():
                assert len(texts & known) * 2 <= len(known) or len(texts & known) < 2, (
                    f"{path}:{node.lineno} lists {name}: {sorted(texts & known)}"
                )


# what installed packages add

Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a package with one entry point, as far as registries can see."""

    def installed(group: str, name: str, **contents: Any) -> None:
        module = ModuleType("a_third_party")
        vars(module).update(contents)
        monkeypatch.setitem(sys.modules, "a_third_party", module)
        point = EntryPoint(name, f"a_third_party:{next(iter(contents), 'MISSING')}", group)
        from argmap import registry

        real = registry.installed
        monkeypatch.setattr(
            registry,
            "installed",
            lambda group: [*real(group), *([point] if group == point.group else [])],
        )

    return installed


def myforum() -> Any:
    from argmap.importers.protocol import Fit, Importer, RawPost, RawThread

    return Importer(
        "myforum",
        "a forum of my own",
        lambda file: Fit.CERTAIN if file.head.startswith("MYFORUM") else Fit.NO,
        lambda files, _: RawThread("T", [RawPost("1", text=files[0].text.removeprefix("MYFORUM "))]),
    )


def test_an_installed_importer_is_listed_recognised_and_accepted(install: Install) -> None:
    install("argmap.importers", "myforum", IMPORTER=myforum())
    assert ", myforum," in words(run("import", "--help").output)
    recognised = run("import", "-", input="MYFORUM Hello.")
    assert recognised.exit_code == 0, recognised.output
    assert "recognised as a forum of my own (--as myforum)" in recognised.stderr
    assert "Hello." in recognised.stdout
    assert "kind: myforum" in run("import", "-", "--as", "myforum", input="Hello.").stdout


def test_a_broken_importer_is_told_and_the_others_work(install: Install) -> None:
    install("argmap.importers", "myforum")
    result = run("import", "-", input="Ann: Yes.\nBo: No.\n")
    assert result.exit_code == 0
    assert "note: the kind of discussion 'myforum' cannot be used" in result.stderr
    chosen = run("import", "-", "--as", "myforum", input="Hello.")
    assert chosen.exit_code == 2
    assert "update or uninstall its package" in chosen.stderr


def test_an_installed_format_is_listed_and_written(install: Install, tmp_path: Path) -> None:
    from argmap.formats.protocol import Format, Writing, losses

    install(
        "argmap.formats",
        "titles",
        FORMAT=Format(
            "titles",
            "titles",
            (".titles",),
            frozenset({"title"}),
            lambda m: Writing(m.title, losses(m, {"title"})),
        ),
    )
    assert ", titles," in words(run("export", "--help").output)
    assert run("export", MAP, "-o", str(tmp_path / "m.titles")).exit_code == 0
    assert (tmp_path / "m.titles").read_text() == "Is mathematics essential or overrated in machine learning?"


def test_a_broken_format_is_told(install: Install) -> None:
    install("argmap.formats", "titles")
    result = run("export", MAP, "--to", "titles")
    assert result.exit_code == 2
    assert "the format 'titles' cannot be used: 'a_third_party:MISSING' cannot be imported" in result.stderr


def test_an_installed_exercise_is_listed_and_made(install: Install) -> None:
    from argmap.teach.item import Form, Item, Level, Skill
    from argmap.teach.protocol import Exercise

    def generate(context: Any) -> Any:
        yield Item(
            "guess",
            "g1",
            Form.ESSAY,
            "Guess what.",
            Skill.CRITIQUE,
            Level.INTRO,
            ("math-is-essential",),
            "none",
        )

    install("argmap.exercises", "guess", EXERCISE=Exercise("guess", "a map", generate))
    assert ", guess, " in words(run("teach", "make", "--help").output)
    assert "Guess what." in run("teach", "make", MAP, "--kind", "guess").stdout


def test_an_installed_experiment_is_listed(install: Install) -> None:
    install("argmap.experiments", "dice")
    assert "dice" in run("experiment", "list").stdout
    assert "there is no experiment 'dize'; did you mean 'dice'?" in run("experiment", "show", "dize").stderr
