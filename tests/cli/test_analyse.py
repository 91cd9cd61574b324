"""analyse, why, whatif and the marks of show and render as a user meets them: output, exit codes, mistakes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.storage.writer import plain_data
from benchmarks.generate import map_data
from tests.graph.small import small

MAP = "data/math-in-ml"


@pytest.fixture(autouse=True)
def _at_the_top(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def run(*arguments: str, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def piped(*steps: str, **fields: object) -> str:
    """Return a small map as a document for standard input."""
    return json.dumps(plain_data(small(*steps, **fields)))  # type: ignore[arg-type]


# analyse


def test_analyse_prints_the_report() -> None:
    result = run("analyse", MAP)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("IN SHORT\n\nHow much mathematics does machine learning need? ")
    assert "\n\nTHESIS BY THESIS\n\n- How much mathematics does machine learning need?\n" in result.stdout
    assert "\n\nHOW LABELS ARE FOUND\n\nSemantics: grounded. Interpretation: " in result.stdout
    assert result.stdout.endswith("\n")
    assert "- “Academics had a role” depends on “Justifications are academic”." in result.stdout


def test_analyse_as_json_holds_everything_under_its_name() -> None:
    found = json.loads(run("analyse", MAP, "--json").stdout)
    assert found["map"] == "math-in-ml"
    assert found["acceptability"]["labels"]["hard-requirement"] == "out"
    assert found["acceptability"]["interpretation"] == {
        "basis": "stances",
        "rivals": False,
        "accept": [],
        "reject": [],
    }
    assert {
        "other_interpretations",
        "verdicts",
        "reasons",
        "cruxes",
        "impacts",
        "positions",
        "timeline",
        "strengths",
        "structure",
        "dialogue",
    } <= set(found)


@pytest.mark.parametrize("semantics", ["grounded", "complete", "preferred", "stable", "semi-stable", "ideal"])
@pytest.mark.parametrize("reading", ["stances", "arguments-only", "word"])
def test_analyse_under_every_semantics_and_reading(semantics: str, reading: str) -> None:
    result = run("analyse", MAP, "--semantics", semantics, "--reading", reading, "--rivals")
    assert result.exit_code == 0
    assert f"Semantics: {semantics}. " in result.stdout
    assert "theses on one issue exclude each other" in result.stdout


@pytest.mark.parametrize("strength", ["df-quad", "quadratic-energy", "euler-based"])
def test_analyse_by_several_models_of_strength(strength: str) -> None:
    result = run("analyse", MAP, "--strength", strength)
    assert result.exit_code == 0
    assert f"By {strength} (" in result.stdout


def test_a_model_for_attacks_only_refuses_supports_in_one_line() -> None:
    result = run("analyse", MAP, "--strength", "h-categoriser")
    assert result.exit_code == 2
    assert result.stderr.startswith("argmap: ")
    assert result.stderr.count("\n") == 1


def test_a_search_without_time_says_so() -> None:
    couples = [f"r{n}-{i}: c{n}-{i} attacks c{n}-{1 - i}" for n in range(30) for i in (0, 1)]
    result = run("analyse", "-", "--semantics", "preferred", "--seconds", "0.000001", stdin=piped(*couples))
    assert result.exit_code == 2
    assert result.stderr == "argmap: the search took longer than it was allowed; give it more seconds\n"


def test_positions_without_time_say_so_in_the_report() -> None:
    theses = {f"i{n}": f"t{n} u{n}" for n in range(12)}
    result = run("analyse", "-", "--seconds", "0.000001", stdin=piped(theses=theses))
    assert result.exit_code == 0


def test_exponentially_many_positions_end_at_a_limit() -> None:
    theses = {f"i{n}": f"t{n} u{n}" for n in range(40)}
    result = run("analyse", "-", stdin=piped(theses=theses))
    assert result.exit_code == 0
    assert "(Stopped at 16 extensions; there are more.)" in result.stdout


SMALL = {
    "empty": piped(),
    "one claim": piped(said={"a": "p1"}),
    "only examples": piped(examples=["e"]),
    "no thesis": piped("r: a supports b"),
    "a self-attack": piped("r: t attacks t", theses={"i": "t"}),
    "an odd cycle": piped(  # two people hold the thesis: on one person's word alone it would attack nothing
        "r: t attacks a", "s: a attacks b", "q: b attacks t", theses={"i": "t"}, stances=["ben p2 accepts t"]
    ),
    "a cycle of reasons": piped("r: t supports a", "s: a supports t", theses={"i": "t"}),
    "a cycle of undercuts": piped("r: a undercuts s", "s: b undercuts r", theses={"i": "t"}),
}


@pytest.mark.parametrize("semantics", ["grounded", "stable"])
@pytest.mark.parametrize("document", SMALL.values(), ids=SMALL)
def test_odd_maps_are_no_mistake(document: str, semantics: str) -> None:
    assert run("analyse", "-", "--semantics", semantics, stdin=document).exit_code == 0
    assert json.loads(run("analyse", "-", "--semantics", semantics, "--json", stdin=document).stdout)


def test_a_map_without_a_thread_is_analysed() -> None:
    document = json.dumps({k: v for k, v in map_data(20).items() if k != "thread"})
    stripped = json.loads(document)
    for claim in stripped["claims"]:
        claim.pop("quotes", None)
        claim["implicit"] = True
    for relation in stripped["relations"]:
        relation.pop("quotes", None)
    stripped.pop("commitments", None)
    result = run("analyse", "-", stdin=json.dumps(stripped))
    assert result.exit_code == 0
    assert "POST BY POST" not in result.stdout


# why


def test_why_tells_a_tree_of_reasons() -> None:
    lines = run("why", MAP, "math-sneaked-in").stdout.splitlines()
    assert lines[0].startswith("× ◆ Mathematicians always try to sneak their linear algebra")
    assert lines[0].endswith("– is rejected: this objection is accepted  [math-sneaked-in]")
    assert lines[1].endswith("objection (together)  – counts")
    assert [line.split("[")[-1] for line in (lines[2], lines[-1])] == [
        "linear-algebra-needed]",
        "sneaked-in-is-not-needed]",
    ]


def test_why_tells_of_steps_too() -> None:
    assert run("why", MAP, "simple-for-most").stdout.startswith("✓ reason  – counts\n")


def test_why_as_json_has_every_reason_that_is_rested_on() -> None:
    found = json.loads(run("why", MAP, "math-sneaked-in", "--json").stdout)
    assert found[0]["rests_on"] == ["needed-against-sneaking"]
    assert {reason["id"] for reason in found} == {
        "math-sneaked-in",
        "needed-against-sneaking",
        "linear-algebra-needed",
        "structure-needs-linear-algebra",
        "linear-algebra-structures-computations",
        "blocking-shows-structure",
        "linear-algebra-structures",
        "sneaked-in-is-not-needed",
    }
    assert {reason["ground"] for reason in found} >= {"objection", "premises", "reason"}


def test_why_under_several_extensions_says_which_is_explained() -> None:
    result = run("why", MAP, "most-needs-no-deep-math", "--semantics", "preferred", "--rivals")
    assert result.exit_code == 0
    assert result.stderr == "this explains preferred extension 1 of 2\n"


def test_why_without_an_extension_says_so() -> None:
    result = run("why", "-", "t", "--semantics", "stable", stdin=SMALL["an odd cycle"])
    assert result.stderr == "there is no stable extension; the grounded labels are explained instead\n"
    assert result.stdout.startswith("? ")


def test_why_of_a_rephrase_asks_for_a_claim() -> None:
    result = run("why", "-", "r", stdin=piped("r: a rephrases b"))
    assert result.exit_code == 2
    assert result.stderr == (
        "argmap: 'r' says that 'a' and 'b' are one claim, which needs no reason; name one of them\n"
    )


# whatif


def test_whatif_tells_what_changes() -> None:
    result = run("what-if", MAP, "--reject", "academics-held-ml-back")
    assert result.exit_code == 0
    assert (
        "“Academics did not invent LLMs” would be rejected; it is undecided now  [academics-did-not-invent]\n"
        in result.stdout
    )
    assert (
        "“Academics held ML back” would be rejected; it is accepted now  [academics-held-ml-back]\n"
        in result.stdout
    )


def test_whatif_takes_several_changes() -> None:
    both = run("what-if", MAP, "--reject", "linear-algebra-needed", "--reject", "simple-math-suffices").stdout
    assert "[math-is-essential]" in both
    assert "[math-is-essential]" not in run("what-if", MAP, "--reject", "simple-math-suffices").stdout


def test_whatif_nothing_changes() -> None:
    assert run("what-if", MAP, "--accept", "most-needs-no-deep-math").stdout == "nothing changes\n"


def test_whatif_as_json() -> None:
    found = json.loads(run("what-if", MAP, "--reject", "linear-algebra-needed", "--json").stdout)
    assert {"id": "math-is-essential", "before": "in", "after": "undecided"} in found


# show and render


def test_show_marks_status_and_strength() -> None:
    rows = [
        line.split("\t")
        for line in run("show", MAP, "--status", "--strength", "--no-results").stdout.splitlines()
    ]
    assert {len(row) for row in rows} == {9}
    assert {row[7] for row in rows} == {"", "in", "out", "undecided"}
    assert [row[7] for row in rows if row[3] == "hard-requirement"] == ["out"]
    assert all(0 <= float(row[8]) <= 1 for row in rows if row[8])


def test_show_as_a_tree_has_signs_and_bars() -> None:
    tree = run("show", MAP, "--status", "--strength", "--format", "tree").stdout
    (line,) = [line for line in tree.splitlines() if line.endswith("[hard-requirement]") and "▰" in line]
    assert "× ■" in line
    assert "▰▰▰▱▱ 0.56" in line


def test_without_marks_the_outline_is_as_before() -> None:
    tree = run("show", MAP, "--format", "tree").stdout
    assert "▰" not in tree
    assert "✓" not in tree


def test_render_marks_by_more_than_colour() -> None:
    plain = run("render", MAP, "-o", "-", "--format", "dot").stdout
    marked = run("render", MAP, "-o", "-", "--format", "dot", "--status", "--strength").stdout
    assert "✓" not in plain
    assert "✓" in marked
    assert "×" in marked
    assert "strength 0.75" in marked  # beside the bar, which is drawn
    assert "strength 0" not in plain


# mistakes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("why", MAP, "math-is-esential"), "did you mean 'math-is-essential'?"),
        (("why", MAP, "need"), "there is no claim, example or relation 'need'"),
        (("what-if", MAP, "--reject", "math-is-esential"), "did you mean 'math-is-essential'?"),
        (("what-if", MAP, "--accept", "barbs-lead-nowere"), "did you mean 'barbs-lead-nowhere'?"),
        (
            ("what-if", MAP, "--accept", "math-sneaked-in", "--reject", "math-sneaked-in"),
            "'math-sneaked-in' cannot be both accepted and rejected; leave one of them out",
        ),
        (
            ("what-if", MAP),
            "nothing to change; name a claim, example or relation with --accept ID or --reject ID",
        ),
        (("why", MAP), "Missing argument 'ID'"),
        (("analyse",), "Missing argument 'PATH'"),
        (("analyse", "nowhere"), "nowhere: AM001 no such file"),
        (("why", "nowhere", "x"), "nowhere: AM001 no such file"),
        (("what-if", "nowhere", "--reject", "x"), "nowhere: AM001 no such file"),
        (("analyse", MAP, "--semantics", "skeptical"), "there is no semantics 'skeptical'; known:"),
        (("analyse", MAP, "--reading", "words"), "there is no interpretation 'words'; did you mean 'word'?"),
        (
            ("analyse", MAP, "--interpretation", "reasons"),
            "there is no interpretation 'reasons'; did you mean 'arguments-only'?",
        ),
        (("why", MAP, "math-sneaked-in", "--reading", "reasons"), "did you mean 'arguments-only'?"),
        (("analyse", MAP, "--strength", "df-quod"), "did you mean 'df-quad'?"),
        (("analyse", MAP, "--seconds", "0"), "0.0 is not in the range"),
        (("analyse", MAP, "--seconds", "-1"), "is not in the range"),
        (("analyse", MAP, "--seconds", "nan"), "'nan' is not a number"),
        (("analyse", MAP, "--seconds", "soon"), "'soon' is not a valid float"),
    ],
)
def test_a_mistake_is_exit_code_2_and_a_clear_message(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr


@pytest.mark.parametrize("command", [("analyse", "-"), ("why", "-", "a"), ("what-if", "-", "--reject", "a")])
def test_a_faulty_map_is_exit_code_1_with_its_faults(command: tuple[str, ...]) -> None:
    document = json.loads(piped("r: a supports b"))
    document["relations"][0]["target"] = "c"
    result = run(*command, stdin=json.dumps(document))
    assert result.exit_code == 1
    assert "AM101" in result.stderr


@pytest.mark.parametrize("seconds", ["nan", "inf"])
def test_odd_numbers_of_seconds_break_nothing(seconds: str) -> None:
    assert run("analyse", MAP, "--seconds", seconds).exit_code in {0, 2}


def test_the_examples_of_what_if_show_a_change() -> None:
    shown = Path("README.md").read_text() + run("what-if", "--help").stdout
    commands = re.findall(r"argmap (what-if data/.*)", shown)
    assert len(commands) >= 3
    for command in commands:
        lines = run(*shlex.split(command)).stdout.splitlines()
        named = len(re.findall("--accept|--reject", command))
        assert len(lines) > named or "--accept theory-for-requirement" in command, command
