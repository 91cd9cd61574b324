"""`argmap explain`: one command for rules, schemes, discussion rules, fallacies and stages."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from argmap.cli.check.explain import KINDS
from argmap.cli.main import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("AM101", ["AM101 dangling-relation (error)", "Bad:", "Good:"]),
        ("am101", ["AM101 dangling-relation (error)"]),
        ("quote-not-found", ["AM401 quote-not-found (error)"]),
        ("AM004", ["syntax-error"]),
        ("expert-opinion", ["an argumentation scheme", "Critical questions", "Walton"]),
        ("standpoint", ["a rule for critical discussion", "straw-man"]),
        ("straw-man", ["a fallacy", "It breaks this rule", "standpoint"]),
        ("concluding", ["a stage of a critical discussion", "Ask:"]),
    ],
)
def test_a_name_of_any_kind_is_explained(name: str, words: list[str]) -> None:
    result = run(name)
    assert result.exit_code == 0
    assert all(word in result.stdout for word in words)


def test_without_a_name_everything_is_listed_under_headings() -> None:
    listed = run().stdout
    for heading in (
        "Rules of argmap check:",
        "Argumentation schemes:",
        "Discussion rules:",
        "Fallacies:",
        "Stages:",
    ):
        assert f"{heading}\n" in listed
    for word in (
        "AM001 unreadable-file",
        "AM404",
        "expert-opinion",
        "burden-of-proof",
        "straw-man",
        "opening",
    ):
        assert f"\n{word}" in listed


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_is_listed_has_a_page(kind: str) -> None:
    names = [line.split()[0] for line in run("--kind", kind).stdout.splitlines()]
    assert len(names) >= 4
    for name in names:
        result = run("--kind", kind, name)
        assert result.exit_code == 0, result.output
        assert result.stdout.endswith("\n")


def test_kinds_are_joined() -> None:
    listed = run("--kind", "stage", "--kind", "fallacy").stdout
    assert "Stages:" in listed
    assert "Fallacies:" in listed
    assert "AM101" not in listed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("expert-opinon",), "did you mean 'expert-opinion'?"),
        (("--kind", "rule", "expert-opinion"), "there is no rule 'expert-opinion'; 'argmap explain' lists"),
        (("AM999",), "there is no rule, scheme, discussion rule, fallacy or stage 'AM999'; did you mean 'AM"),
        (("xyzzy",), "'argmap explain' lists what can be explained"),
        (
            ("slippery-slope",),
            "'slippery-slope' is a scheme and a fallacy; say which one you mean with --kind",
        ),
        (("--kind", "scheem"), "there is no kind 'scheem'; did you mean 'scheme'?"),
    ],
)
def test_unknown_and_ambiguous_names_are_one_clear_line(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_ambiguous_name_is_explained_with_its_kind() -> None:
    assert "an argumentation scheme" in run("slippery-slope", "--kind", "scheme").stdout
    assert "a fallacy" in run("slippery-slope", "--kind", "fallacy").stdout
