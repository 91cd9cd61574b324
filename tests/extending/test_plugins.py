"""Packages of others add to argmap by entry points; the package is the one of docs/extending.md."""

from __future__ import annotations

import re
import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.diagnostics import Rule
from argmap.errors import BrokenPlugin, PluginWarning
from argmap.evaluation.semantics import semantics_names
from argmap.experiments.runner import run_one
from argmap.lint.catalogue import rule_page, rules
from argmap.lint.settings import Settings
from argmap.model import ArgumentMap
from argmap.registry import Registry
from argmap.rendering.theme import theme, theme_names
from argmap.teach.make import EXERCISES, make, yields
from tests.extending.conftest import Install

PAGE = (Path(__file__).parents[2] / "docs" / "extending.md").read_text("utf-8")
FILES = dict(re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
POINTS = tomllib.loads(FILES["pyproject.toml"])["project"]["entry-points"]
GROUPS = ("importers", "rules", "formats", "exercises", "semantics", "experiments", "themes")

EXCLAIMED = ArgumentMap.model_validate(
    {
        "id": "m",
        "title": "M",
        "issues": [{"id": "wet", "question": "Is it wet?"}],
        "claims": [
            {"id": "yes", "text": "It is wet!", "answers": "wet", "implicit": True},
            {"id": "rain", "text": "It rains.", "implicit": True},
            {"id": "sun", "text": "The sun shines.", "implicit": True},
        ],
        "relations": [
            {"id": "r1", "kind": "support", "premises": ["rain"], "target": "yes"},
            {"id": "r2", "kind": "attack", "premises": ["sun"], "target": "rain"},
        ],
    }
)


@pytest.fixture
def acme(install: Install) -> None:
    sources = {name.removesuffix(".py"): text for name, text in FILES.items() if name.endswith(".py")}
    install("argmap-acme", POINTS, **sources)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, arguments)


def test_the_page_has_a_package_with_one_of_each_kind() -> None:
    assert set(POINTS) == {f"argmap.{group}" for group in GROUPS}
    assert {value.partition(":")[0] for points in POINTS.values() for value in points.values()} == {
        name.removesuffix(".py") for name in FILES if name.endswith(".py")
    }


def test_an_importer_of_a_package_recognises_and_reads_its_files(acme: None, tmp_path: Path) -> None:
    (tmp_path / "talk.log").write_text("#acme-log Rain\nAnn: It rains.\nBob: It does not.\n", "utf-8")
    result = run("thread", "import", str(tmp_path / "talk.log"), "-o", str(tmp_path / "data" / "rain"))
    assert result.exit_code == 0, result.output
    thread = argmap.load_thread(tmp_path / "data" / "rain" / "thread.yaml")
    assert [(post.author, post.text) for post in thread] == [("ann", "It rains."), ("bob", "It does not.")]
    assert thread.source.kind == "acme-log"


def test_a_rule_of_a_package_is_run_explained_and_set(acme: None) -> None:
    findings = [d for d in argmap.check(EXCLAIMED) if d.code == "ACME001"]
    assert [str(d) for d in findings] == [
        "claims[0].text: ACME001 claim 'yes' exclaims; end it with a full stop"
    ]
    assert rule_page("acme001") == rule_page("exclaimed-claim")
    assert "most = 0" in rule_page("ACME001")
    lenient = Settings(options={"ACME001": {"most": 1}})
    assert not [d for d in argmap.check(EXCLAIMED, lenient) if d.code == "ACME001"]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [(("ACME",), (), {"ACME001"}), (("AM",), (), set()), (("ALL",), ("ACME0",), set())],
    ids=["its prefix", "argmap's own rules", "all but its rules"],
)
def test_rules_of_packages_are_selected_by_their_codes(
    acme: None, select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]
) -> None:
    codes = {d.code for d in argmap.check(EXCLAIMED, Settings(select=select, ignore=ignore))}
    assert {code for code in codes if code.startswith("ACME")} == expected


def test_a_format_of_a_package_writes(acme: None) -> None:
    registry = pytest.importorskip("argmap.formats.registry")
    writing = registry.format_named("acme-list").write(EXCLAIMED)
    assert writing.text == "yes: It is wet!\nrain: It rains.\nsun: The sun shines.\n"
    assert {"issues", "relations"} <= {loss.kind for loss in writing.losses}


def test_an_exercise_of_a_package_is_made_and_counted(acme: None) -> None:
    (item,) = make(EXCLAIMED, kinds=["acme-recall"]).items
    assert [option.text for option in item.options if option.right] == ["It is wet!"]
    assert {count.kind: count.items for count in yields(EXCLAIMED)}["acme-recall"] == 1
    assert "acme-recall" in run("teach", "kinds").output


def test_a_semantics_of_a_package_labels_a_map(acme: None) -> None:
    """By hand: nothing attacks `sun`, the step r1 or the step r2; `rain` is attacked, so that `yes` lacks its reason.

    Where stances count, nothing speaks against `yes` either; where only arguments count, a claim falls with its reasons.
    """
    assert semantics_names()[-1] == "acme-unattacked"
    study = argmap.analyse(EXCLAIMED, semantics="acme-unattacked")
    assert study.to_dict()["acceptability"]["semantics"] == "acme-unattacked"
    labels = study.acceptability.labels
    assert {name: str(labels[name]) for name in ("sun", "rain", "yes")} == {
        "sun": "in",
        "rain": "out",
        "yes": "undecided",
    }
    study = argmap.analyse(EXCLAIMED, interpretation="arguments-only", semantics="acme-unattacked")
    assert {name: str(study.labels[name]) for name in ("sun", "rain", "yes")} == {
        "sun": "in",
        "rain": "out",
        "yes": "out",
    }


def test_an_experiment_of_a_package_runs(acme: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))  # it runs in a process of its own
    assert run_one("acme-sum").headline == "the sum is 5050"


def test_a_theme_of_a_package_draws(acme: None) -> None:
    assert theme_names() == ("light", "dark", "mono", "acme-ink")
    assert b"#101040" in argmap.render(EXCLAIMED, "dot", argmap.Options(theme="acme-ink"))


def test_a_theme_that_not_everybody_can_read_is_refused(install: Install) -> None:
    install(
        "argmap-pale",
        {"argmap.themes": {"pale": "pale:THEME"}},
        pale="from dataclasses import replace\nfrom argmap.rendering.theme import LIGHT\n"
        "THEME = replace(LIGHT, name='pale', ink='#cccccc')\n",
    )
    with pytest.raises(BrokenPlugin) as caught:
        theme("pale")
    # The contrast of #cccccc on white is 1.61 (WebAIM's contrast checker).
    assert (
        "'argmap-pale' cannot be used: the contrast of texts (#cccccc on #ffffff) is 1.61, and must be at least 4.5"
        in str(caught.value)
    )


# --- packages that cannot be used


@pytest.mark.parametrize(
    ("code", "source", "why"),
    [
        pytest.param("AM999", "rule('AM999')(f)", "other than AM", id="argmap's prefix"),
        pytest.param("AM101", "rule('AM101')(f)", "other than AM", id="argmap's code"),
        pytest.param("bad-1", "rule('bad-1')(f)", "2 to 10 capital letters", id="no code"),
        pytest.param("BAD001", "rule('BAD002')(f)", "has the code 'BAD002'", id="another code"),
        pytest.param("BAD001", "f", "is no Rule", id="no rule"),
    ],
)
def test_a_rule_with_a_wrong_code_is_left_out_with_a_reason(
    install: Install, code: str, source: str, why: str
) -> None:
    text = f"from argmap.diagnostics import rule\ndef f(map):\n    yield from ()\nRULE = {source}\n"
    install("argmap-bad", {"argmap.rules": {code: "bad_rule:RULE"}}, bad_rule=text)
    with pytest.warns(PluginWarning, match="of the package 'argmap-bad' cannot be used") as caught:
        known: tuple[Rule, ...] = rules()
    assert why in str(caught[0].message)
    assert not any(rule.page == "" for rule in known)


def test_a_rule_with_a_name_that_there_is_already_is_left_out(install: Install) -> None:
    text = "from argmap.diagnostics import rule\ndef support_cycle(map):\n    yield from ()\nRULE = rule('BAD001')(support_cycle)\n"
    install("argmap-bad", {"argmap.rules": {"BAD001": "bad_rule:RULE"}}, bad_rule=text)
    with pytest.warns(PluginWarning, match="there is already a rule named 'support-cycle'"):
        rules()


@pytest.fixture
def broken(install: Install) -> None:
    """A package with a broken entry point in every group; so it was met: `broken = nosuchmodule:X`."""
    names = {group: "BROKEN001" if group == "rules" else "broken" for group in GROUPS}
    install("argmap-broken", {f"argmap.{group}": {name: "nosuchmodule:X"} for group, name in names.items()})


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "data/math-in-ml"),
        ("teach", "kinds"),
        ("teach", "make", "data/math-in-ml", "--count", "3"),
        ("render", "data/math-in-ml", "--format", "dot", "-o", "-"),
        ("experiment", "list"),
        ("rule",),
    ],
    ids=" ".join,
)
def test_a_broken_package_takes_nothing_else_away(
    broken: None, root: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(root)
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output
    assert result.stderr.count("cannot be used: 'nosuchmodule:X' cannot be imported") <= 1


def test_an_import_works_beside_a_broken_package(broken: None, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Ann: It rains.\nBo: It does not.\nAnn: It does.\n", "utf-8")
    result = run("thread", "import", str(tmp_path / "talk.txt"), "-o", str(tmp_path / "data" / "rain"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "data" / "rain" / "thread.yaml").is_file()


def test_a_broken_entry_is_named_with_its_package_when_it_is_asked_for(broken: None) -> None:
    with pytest.raises(BrokenPlugin) as caught:
        EXERCISES.load("broken")
    assert str(caught.value) == (
        "the kind of exercise 'broken' of the package 'argmap-broken' cannot be used: 'nosuchmodule:X' cannot be "
        "imported (ModuleNotFoundError: No module named 'nosuchmodule'); update or uninstall the package"
    )


def test_what_works_is_available_and_what_does_not_is_warned_of(broken: None) -> None:
    registry = Registry("number", {"pi": "math:pi"}, group="argmap.exercises")
    with pytest.warns(PluginWarning, match="'broken' of the package 'argmap-broken'"):
        assert dict(registry.available()) == {"pi": pytest.approx(3.141592653589793)}


FAILS = """
from argmap.formats.protocol import Format

def fails(file):
    raise ZeroDivisionError("no luck")

FORMAT = Format("a-failing", "Failing", (), frozenset(), read=fails, recognises=fails)
"""


def test_a_format_that_fails_leaves_the_others_at_work(install: Install, tmp_path: Path) -> None:
    install(
        "argmap-failing", {"argmap.formats": {"a-failing": "failing_format:FORMAT"}}, failing_format=FAILS
    )
    (tmp_path / "m.argdown").write_text("[A]: It rains.\n  + [B]: It is wet.\n", "utf-8")
    result = run("convert", str(tmp_path / "m.argdown"), "--to", "dot", "-o", "-")
    assert result.exit_code == 0, result.output
    assert "It rains." in result.stdout
    assert "the format 'a-failing' of the package 'argmap-failing' cannot be used: it failed" in result.stderr


def test_a_package_that_ends_the_program_takes_nothing_else_away(install: Install) -> None:
    install("argmap-exit", {"argmap.formats": {"leaves": "leaving:X"}}, leaving="raise SystemExit('bye')")
    result = run("formats")
    assert result.exit_code == 0, result.output
    assert "SystemExit: bye" in result.stderr


def test_only_what_a_package_raises_is_laid_at_its_door(install: Install) -> None:
    install("argmap-failing", {"argmap.exercises": {"failing": "math:pi"}})
    registry = Registry("number", {"pi": "math:pi"}, group="argmap.exercises")
    with pytest.raises(ZeroDivisionError), registry.blamed("pi"):
        raise ZeroDivisionError
    with (
        pytest.raises(BrokenPlugin, match="'failing' of the package 'argmap-failing'"),
        registry.blamed("failing"),
    ):
        raise ZeroDivisionError


def test_without_plug_ins_nothing_is_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rules()
        list(EXERCISES.available())
