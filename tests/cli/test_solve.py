"""`argmap solve` as competitions and people meet it. Expected answers: by hand, on frameworks of a few arguments."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.solver.tasks import TASKS

PAIR = "p af 2\n1 2\n2 1\n"
# 1 and 2 exclude each other, both attack 3, 3 attacks 4: 4 is accepted whatever one thinks of 1 and 2.
FLOATING = "p af 4\n1 2\n2 1\n1 3\n2 3\n3 4\n"
ODD = "p af 3\n1 2\n2 3\n3 1\n"
NAMED = "arg(a). arg(b). arg(c).\natt(a,b). att(b,a). att(b,c).\n"
NAMED_ODD = "arg(a). arg(b). arg(c). att(a,b). att(b,c). att(c,a)."
TRIVIAL = "a\nb\nc\n#\na b\nb a\nb c\n"
# Assumptions 1 and 2, each the contrary of the other by way of 3 and 4; 5 follows from 2.
RULES = "p aba 5\na 1\na 2\nc 1 3\nc 2 4\nr 3 2\nr 4 1\nr 5 2\n"
PAIRS = "p af 120\n" + "".join(f"{a} {a + 1}\n{a + 1} {a}\n" for a in range(1, 120, 2))
# One more argument, attacked by one of each pair: no independent parts, and still 2^60 preferred extensions.
JOINED = PAIRS.replace("p af 120", "p af 121") + "".join(f"{a} 121\n" for a in range(1, 120, 2))


def solve(content: str | bytes, name: str, *more: str) -> Result:
    return CliRunner().invoke(main, ["solve", "-", "--task", name, *more], input=content)


def faulty(result: Result, *parts: str) -> None:
    """Check that a run ended with one sentence that holds the parts, and no traceback."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.exception is None or isinstance(result.exception, SystemExit)
    for part in parts:
        assert part in result.stderr
    assert "Traceback" not in result.stderr


# What is asked: content, task, argument, lines.
ANSWERS = {
    "some grounded": (FLOATING, "SE-GR", None, ["w"]),
    "some grounded, with members": ("p af 3\n1 2\n2 3\n", "SE-GR", None, ["w 1 3"]),
    "some preferred": (FLOATING, "SE-PR", None, ["w 1 4"]),
    "some semi-stable of an odd ring": (ODD, "SE-SST", None, ["w"]),
    "the ideal one": (FLOATING, "SE-ID", None, ["w"]),
    "none is stable": (ODD, "SE-ST", None, ["NO"]),
    "every preferred": (FLOATING, "EE-PR", None, ["w 1 4", "w 2 4"]),
    "every complete": (PAIR, "EE-CO", None, ["w", "w 1", "w 2"]),
    "every stable of none": (ODD, "EE-ST", None, []),
    "how many complete": (PAIR, "CE-CO", None, ["3"]),
    "how many stable of none": (ODD, "CE-ST", None, ["0"]),
    "in some, with a witness": (FLOATING, "DC-PR", "2", ["YES", "w 2 4"]),
    "in none": (FLOATING, "DC-PR", "3", ["NO"]),
    "in all": (FLOATING, "DS-PR", "4", ["YES"]),
    "not in all, with a counterexample": (FLOATING, "DS-PR", "1", ["NO", "w 2 4"]),
    "not in the grounded one": (FLOATING, "DS-GR", "4", ["NO", "w"]),
    "in some of no extensions": (ODD, "DC-ST", "1", ["NO"]),
    "in all of no extensions": (ODD, "DS-ST", "1", ["YES"]),
    "a task in small letters": (PAIR, "se-pr", None, ["w 1"]),
    "nothing": ("p af 0\n", "SE-PR", None, ["w"]),
    "named, some": (NAMED, "SE-PR", None, ["[a,c]"]),
    "named, some empty": (NAMED, "SE-GR", None, ["[]"]),
    "named, every": (NAMED, "EE-PR", None, ["[[a,c],[b]]"]),
    "named, every complete": (NAMED, "EE-CO", None, ["[[],[a,c],[b]]"]),
    "named, every of none": (NAMED_ODD, "EE-ST", None, ["[]"]),
    "named, none is stable": (NAMED_ODD, "SE-ST", None, ["NO"]),
    "named, in some": (NAMED, "DC-PR", "c", ["YES"]),
    "named, not in all": (NAMED, "DS-PR", "c", ["NO"]),
    "named, how many": (NAMED, "CE-PR", None, ["2"]),
    "trivial graph": (TRIVIAL, "EE-PR", None, ["[[a,c],[b]]"]),
    "rules, every": (RULES, "EE-PR", None, ["w 1", "w 2"]),
    "rules, a sentence in some": (RULES, "DC-PR", "5", ["YES", "w 2"]),
    "rules, a sentence not in all": (RULES, "DS-PR", "5", ["NO", "w 1"]),
    "rules, an assumption": (RULES, "DC-ST", "1", ["YES", "w 1"]),
    "rules, grounded": ("p aba 2\na 1\nc 1 2\n", "SE-GR", None, ["w 1"]),
    "rules, numbers not in order": ("p aba 3\na 3\nc 3 1\nr 2 3\n", "DC-CO", "2", ["YES", "w 3"]),
}


@pytest.mark.parametrize(("content", "name", "argument", "lines"), ANSWERS.values(), ids=ANSWERS)
def test_answers_as_the_competition_asks(
    content: str, name: str, argument: str | None, lines: list[str]
) -> None:
    result = solve(content, name, *(() if argument is None else ("--argument", argument)))
    assert result.stdout.splitlines() == lines
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "content", [PAIR, NAMED, TRIVIAL, RULES, ODD], ids=["af", "apx", "tgf", "aba", "odd"]
)
@pytest.mark.parametrize("name", TASKS)
def test_every_task_answers_every_format(content: str, name: str) -> None:
    argument = "a" if content in {NAMED, TRIVIAL} else "1"
    result = solve(content, name, *(("-a", argument) if name[0] == "D" else ()))
    assert (result.exit_code, result.stderr) == (0, ""), result.output


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "pair.af"
    file.write_text(PAIR, encoding="utf-8")
    result = CliRunner().invoke(main, ["solve", str(file), "--task", "EE-PR"])
    assert result.stdout == solve(PAIR, "EE-PR").stdout == "w 1\nw 2\n"


MISUSE = {
    "an unknown task": (PAIR, ["DC-PP"], ["there is no task 'DC-PP'", "did you mean 'DC-PR'"]),
    "no argument": (PAIR, ["DC-PR"], ["DC-PR asks about an argument", "--argument"]),
    "an argument too many": (PAIR, ["SE-PR", "-a", "1"], ["SE-PR asks about no argument"]),
    "a number too large": (PAIR, ["DC-PR", "-a", "7"], ["there is no argument '7'", "from 1 to 2"]),
    "zero": (PAIR, ["DC-PR", "-a", "0"], ["there is no argument '0'", "from 1 to 2"]),
    "a name for a number": (PAIR, ["DC-PR", "-a", "x"], ["there is no argument 'x'", "from 1 to 2"]),
    "digits of another script": (PAIR, ["DC-PR", "-a", "²"], ["there is no argument '²'"]),
    "thousands of digits": (PAIR, ["DC-PR", "-a", "1" * 5000], ["there is no argument '1111", "…"]),
    "an empty argument": (PAIR, ["DC-PR", "-a", ""], ["there is no argument ''"]),
    "an argument of nothing": ("p af 0\n", ["DC-PR", "-a", "1"], ["the framework is empty"]),
    "an unknown name": (
        "arg(alpha). arg(beta).",
        ["DC-PR", "-a", "alpa"],
        ["there is no argument 'alpa'", "did you mean 'alpha'"],
    ),
    "an unknown sentence": (RULES, ["DS-PR", "-a", "6"], ["there is no argument '6'", "from 1 to 5"]),
    "no limit": (PAIR, ["EE-PR", "--limit", "0"], ["--limit"]),
    "no time": (PAIR, ["EE-PR", "--seconds", "0"], ["--seconds"]),
    "a time that is no number": (PAIR, ["EE-PR", "--seconds", "nan"], ["'nan' is not a number"]),
}


@pytest.mark.parametrize(("content", "words", "parts"), MISUSE.values(), ids=MISUSE)
def test_a_mistake_is_one_sentence(content: str, words: list[str], parts: list[str]) -> None:
    faulty(solve(content, *words), *parts)


MALFORMED = {
    "nothing": ("", "<stdin>:1:"),
    "no header": ("1 2\n", "<stdin>:1:"),
    "a header without a number": ("p af\n1 2\n", "<stdin>:1:"),
    "another problem": ("p cnf 3 2\n", "<stdin>:1:"),
    "an unknown argument": ("p af 2\n1 2\n# so\n1 3\n", "<stdin>:4:"),
    "three numbers": ("p af 3\n1 2\n1 2 3\n", "<stdin>:3:"),
    "a word": ("p af 3\n1 two\n", "<stdin>:2:"),
    "an undeclared name": ("arg(a).\natt(a,b).\n", "<stdin>:2:"),
    "no full stop": ("arg(a).\narg(b)\n", "<stdin>:2:"),
    "a graph that names nobody": ("a\n#\na b\n", "<stdin>:3:"),
    "rules for an assumption": ("p aba 2\na 1\nc 1 2\nr 1 2\n", "<stdin>:4:"),
    "bytes that are no text": (b"p af 2\n1 \xff\n", "<stdin>:2:"),
    "a NUL byte": (b"p af 2\n1 \x002\n", "<stdin>:2:"),
}


@pytest.mark.parametrize(("content", "place"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_file_is_told_with_its_line(content: str | bytes, place: str) -> None:
    faulty(solve(content, "SE-PR"), place)


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "bad.af"
    file.write_text("p af 2\n1 x\n", encoding="utf-8")
    faulty(CliRunner().invoke(main, ["solve", str(file), "--task", "SE-PR"]), f"{file}:2:")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    faulty(
        CliRunner().invoke(main, ["solve", str(tmp_path / "x.af"), "--task", "SE-PR"]), "cannot read", "x.af"
    )


def test_a_folder_is_no_instance(tmp_path: Path) -> None:
    faulty(CliRunner().invoke(main, ["solve", str(tmp_path), "--task", "SE-PR"]), "cannot read", "directory")


def test_the_task_is_asked_for() -> None:
    faulty(CliRunner().invoke(main, ["solve", "-"], input=PAIR), "--task")


def test_many_independent_choices_are_counted_at_once() -> None:
    assert solve(PAIRS, "CE-PR").stdout == f"{2**60}\n"
    assert solve(PAIRS, "CE-CO").stdout == f"{3**60}\n"


@pytest.mark.parametrize("content", [PAIRS, JOINED], ids=["independent", "joined"])
def test_a_limit_is_kept_and_told(content: str) -> None:
    result = solve(content, "EE-PR", "--limit", "5")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 5)
    assert result.stderr == "argmap: stopped at 5 extensions; there are more\n"


def test_a_limit_that_is_not_reached_says_nothing() -> None:
    result = solve(FLOATING, "EE-PR", "--limit", "2")
    assert (result.exit_code, result.stderr, len(result.stdout.splitlines())) == (0, "", 2)


@pytest.mark.parametrize("content", [PAIRS, JOINED], ids=["independent", "joined"])
def test_a_list_cut_short_by_time_says_so(content: str) -> None:
    result = solve(content, "EE-PR", "--limit", "100000000", "--seconds", "0.3")
    assert result.exit_code == 2
    assert result.stdout.startswith("w ")
    assert "argmap: stopped when the time was over, after " in result.stderr


def test_what_cannot_be_counted_in_time_says_so() -> None:
    faulty(solve(JOINED, "CE-PR", "--seconds", "0.3"), "stopped when the time was over")


@pytest.mark.parametrize("words", [["SE-PR"], ["DC-PR", "-a", "1"], ["DS-ST", "-a", "1"], ["SE-SST"]])
def test_a_question_without_an_answer_in_time_says_so(words: list[str]) -> None:
    faulty(solve(JOINED, *words, "--seconds", "1e-9"), "argmap: the search took longer than it was allowed")


def test_a_family_of_extensions_ends_by_itself() -> None:
    """No option is needed for a list that nobody could print to end."""
    result = solve(PAIRS, "EE-PR")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 10_000)
    assert "there are more" in result.stderr
