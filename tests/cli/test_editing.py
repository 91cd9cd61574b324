"""Editing from the command line: checked before it is written, kept in a journal, refused when somebody was faster."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.editing.operations import add, commit, open_map
from argmap.editing.quoting import selector
from argmap.editing.references import references
from argmap.storage.files import ChangedMeanwhile

DATA = Path(__file__).parent.parent.parent / "data" / "math-in-ml"


@pytest.fixture
def m(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "m")
    return tmp_path / "m"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def text(m: Path) -> str:
    return (m / "map.yaml").read_text("utf-8")


EDITS = {
    "issue": ["edit", "add", "issue", "{m}", "--question", "Who pays?"],
    "claim": ["edit", "add", "claim", "{m}", "--text", "Proofs were for students.", "--quote", "symbolic proofs", "--post", "p2"],
    "example": ["edit", "add", "example", "{m}", "--name", "Dropout", "--topic", "dropout", "--text", "Units are left out."],
    "relation": ["edit", "add", "relation", "{m}", "--kind", "support", "--premise", "rl", "--target", "math-is-very-useful"],
    "stage": ["edit", "add", "stage", "{m}", "--stage", "concluding", "--post", "p7", "--why", "It ends there."],
    "breach": ["edit", "add", "breach", "{m}", "--fallacy", "ad-hominem-abusive", "--quote", "really do like to pretend", "--why", "It is about people."],
    "commitment": ["edit", "add", "commitment", "{m}", "--participant", "a", "--post", "p1", "--claim", "math-is-essential", "--stance", "denies"],
    "quote": ["edit", "add", "quote", "{m}", "taken-too-strongly", "Of course math is very useful"],
    "field": ["edit", "set", "{m}", "backprop", "name=Back-propagation", "experiment="],
    "list": ["edit", "set", "{m}", "needed-against-sneaking", "premises=linear-algebra-needed"],
    "removal": ["edit", "remove", "{m}", "backprop", "--cascade"],
    "rename": ["edit", "rename", "{m}", "math-is-essential", "essential"],
}  # fmt: skip


@pytest.mark.parametrize("arguments", EDITS.values(), ids=EDITS)
def test_an_edit_is_written_keeps_comments_and_is_taken_back(arguments: list[str], m: Path) -> None:
    before = text(m)
    result = run(*(part.format(m=m) for part in arguments))
    assert result.exit_code == 0, result.output
    after = text(m)
    assert after != before
    comments = [line for line in before.splitlines() if line.strip().startswith("#")]
    assert [line for line in after.splitlines() if line.strip().startswith("#")] == comments
    argmap.load(m)
    assert run("edit", "undo", m).exit_code == 0
    assert text(m) == before


REFUSED = {
    "a reference to nothing": (["edit", "add", "relation", "{m}", "--kind", "support", "--premise", "nope", "--target", "rl"], "AM101"),
    "an id that is taken": (["edit", "add", "claim", "{m}", "--id", "rl", "--text", "So.", "--implicit"], "AM102"),
    "an unknown rule": (["edit", "add", "breach", "{m}", "--breaks", "standpiont", "--quote", "To pretend", "--why", "So."], "did you mean 'standpoint'"),
    "an unknown fallacy": (["edit", "add", "breach", "{m}", "--fallacy", "strawman", "--quote", "to pretend", "--why", "So."], "did you mean 'straw-man'"),
    "a fallacy of another rule": (["edit", "add", "breach", "{m}", "--breaks", "usage", "--fallacy", "straw-man", "--quote", "to pretend", "--why", "So."], "AM111"),
    "a breach of no rule": (["edit", "add", "breach", "{m}", "--quote", "to pretend", "--why", "So."], "name the rule with --breaks"),
    "a breach without words": (["edit", "add", "breach", "{m}", "--breaks", "usage", "--why", "So."], "quote the words"),
    "an unknown stage": (["edit", "add", "stage", "{m}", "--stage", "ending", "--post", "p1"], "there is no stage 'ending'"),
    "words that are nowhere": (["edit", "add", "claim", "{m}", "--text", "So.", "--quote", "nowhere at all"], "stands in no post"),
    "words in several posts": (["edit", "add", "claim", "{m}", "--text", "So.", "--quote", "ML"], "name one with --post"),
    "an unknown post": (["edit", "quote", "{m}", "x", "--post", "p99"], "did you mean"),
    "an unknown field": (["edit", "set", "{m}", "rl", "nam=RL"], "did you mean 'name'?"),
    "an unknown thing": (["edit", "set", "{m}", "rll", "name=RL"], "did you mean 'rl'?"),
    "an id as a field": (["edit", "set", "{m}", "rl", "id=x"], "argmap edit rename"),
    "no field": (["edit", "set", "{m}", "rl", "name"], "is not FIELD=VALUE"),
    "a removal that leaves references": (["edit", "remove", "{m}", "backprop"], "--cascade removes them too"),
    "a new name that is taken": (["edit", "rename", "{m}", "rl", "gans"], "AM102"),
    "a new name that is no id": (["edit", "rename", "{m}", "rl", "R L"], "is not an id"),
    "standard input": (["edit", "undo", "-"], "standard input cannot be edited"),
    "nothing to undo": (["edit", "undo", "{m}"], "no edit to undo"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_would_break_the_map_is_refused_and_nothing_is_written(
    arguments: list[str], message: str, m: Path
) -> None:
    before = text(m)
    result = run(*(part.format(m=m) for part in arguments))
    assert result.exit_code in {1, 2}
    assert message in result.stderr
    assert "/tmp/tmp" not in result.stderr
    assert text(m) == before


def test_a_removal_tells_what_would_go_and_takes_it_all(m: Path) -> None:
    told = run("edit", "remove", m, "math-is-very-useful").stderr
    assert "pure-math-shows-use" in told
    assert run("edit", "remove", m, "math-is-very-useful", "--cascade").exit_code == 0
    map = argmap.load(m)
    assert "pure-math-shows-use" not in map.kinds
    assert not any(c.claim == "math-is-very-useful" for c in map.commitments)


def test_a_breach_follows_its_step(m: Path) -> None:
    assert run("edit", "rename", m, "classes-show-pretence", "classes-show").exit_code == 0
    assert "classes-show" in {breach.relation for breach in argmap.load(m).breaches}
    assert "breaches" in run("edit", "remove", m, "classes-show").stderr
    assert run("edit", "remove", m, "classes-show", "--cascade").exit_code == 0
    assert "classes-show" not in {breach.relation for breach in argmap.load(m).breaches}


def test_a_rename_reaches_every_reference(m: Path) -> None:
    run("edit", "rename", m, "math-is-essential", "essential")
    map = argmap.load(m)
    names = [name for _, name in references(map)]
    assert "math-is-essential" not in names
    assert names.count("essential") == [name for _, name in references(argmap.load(DATA))].count(
        "math-is-essential"
    )


def test_a_quote_gets_as_much_context_as_it_needs(m: Path) -> None:
    thread = argmap.load(m).thread
    assert run("edit", "quote", m, "a grasp of  Lin Alg").stdout == "{post: p6, exact: a grasp of Lin Alg}\n"
    # "… you dont need measure theoretic probability, but you need a grasp of Lin Alg …"
    assert selector(thread, "need", "p6", 1).suffix == "measure"
    assert selector(thread, "need", "p6", 2).suffix == "a"


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(m: Path) -> None:
    first, second = open_map(str(m)), open_map(str(m))
    item = {"id": "x", "text": "Proofs were for students.", "implicit": True}
    commit(first, add(first, "claims", item), "first")
    after = text(m)
    with pytest.raises(ChangedMeanwhile, match="changed since it was read"):
        commit(second, add(second, "claims", {**item, "id": "y"}), "second")
    assert text(m) == after


def test_undo_leaves_a_map_alone_that_was_changed_since(m: Path) -> None:
    run("edit", "add", "issue", m, "--question", "Who pays?")
    (m / "map.yaml").write_text(text(m) + "# mine\n")
    result = run("edit", "undo", m)
    assert result.exit_code == 2
    assert "was changed since the last edit" in result.stderr
    assert text(m).endswith("# mine\n")


@pytest.mark.skipif(not hasattr(os, "kill") or sys.platform == "win32", reason="needs signals")
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_file_whole(m: Path) -> None:
    before = text(m)
    program = (
        "import sys; from argmap.editing.journal import write_edit; from pathlib import Path\n"
        "path = Path(sys.argv[1]); old = path.read_text('utf-8'); print('go', flush=True)\n"
        "for n in range(10_000):\n"
        "    new = old + '# ' + 'x' * 200_000 + '\\n' if n % 2 == 0 else old\n"
        "    write_edit(path, 'edit', path.read_text('utf-8'), new)\n"
    )
    new = before + "# " + "x" * 200_000 + "\n"
    for attempt in range(12):
        (m / "map.yaml").write_text(before, "utf-8")
        with subprocess.Popen(
            [sys.executable, "-c", program, str(m / "map.yaml")], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.01 + attempt * 0.007)
            process.send_signal(signal.SIGKILL)
        assert text(m) in {before, new}


def test_init_writes_a_first_map_that_is_valid_and_refuses_to_overwrite(tmp_path: Path) -> None:
    folder = tmp_path / "tabs"
    assert run("init", folder).exit_code == 2
    folder.mkdir()
    shutil.copyfile(DATA / "thread.yaml", folder / "thread.yaml")
    assert run("init", folder, "--question", "Who: is right?").exit_code == 0
    assert argmap.load(folder).issues[0].question == "Who: is right?"
    assert [d.code for d in argmap.check(folder)] == ["AM208"]
    again = run("init", folder)
    assert again.exit_code == 2
    assert "exists already" in again.stderr


def test_the_examples_in_the_comments_of_a_first_map_are_a_valid_map(tmp_path: Path) -> None:
    shutil.copyfile(DATA / "thread.yaml", tmp_path / "thread.yaml")
    run("init", tmp_path)
    lines = text(tmp_path).split("\n")
    keys = ("# claims:", "# relations:", "# commitments:", "# questions:")
    examples = [line[2:] if line.startswith((*keys, "#   ")) else line for line in lines]
    (tmp_path / "map.yaml").write_text("\n".join(examples), "utf-8")
    map = argmap.load(tmp_path)
    assert map.issues[0].exclusive
    assert map.issues[0].outcome is not None
    assert map.commitments[0].quotes
    assert map.questions[0].answered_by


def test_format_reformats_checks_and_shows(m: Path) -> None:
    assert run("format", m, "--check").exit_code == 0
    (m / "map.yaml").write_text(text(m).replace("    topic: rl\n", "    topic:    rl   \n"))
    assert run("format", m, "--check").exit_code == 1
    assert "+    topic: rl" in run("format", m, "--diff").stdout
    assert run("format", m).exit_code == 0
    assert text(m) == (DATA / "map.yaml").read_text("utf-8")


def test_format_takes_a_folder_of_datasets_and_no_standard_input(m: Path, tmp_path: Path) -> None:
    (m / "map.yaml").write_text(text(m).replace("    topic: rl\n", "    topic:    rl   \n"))
    result = run("format", tmp_path, "--check")
    assert (result.exit_code, result.stdout) == (1, f"{m / 'map.yaml'} would be reformatted\n")
    assert "standard input cannot be formatted" in run("format", "-").stderr


def test_an_id_made_from_a_text_keeps_the_letters_under_its_accents(m: Path) -> None:
    run("edit", "add", "claim", m, "--text", "Die Stra\u00dfe ist \u00fcberf\u00fcllt.", "--implicit")
    assert "- id: die-strasse-ist-uberfullt" in text(m)


def test_what_is_written_for_people_names_commands_that_exist(m: Path, tmp_path: Path) -> None:
    shutil.copy(m / "thread.yaml", tmp_path / "thread.yaml")
    run("init", tmp_path)
    written = (tmp_path / "map.yaml").read_text("utf-8")
    assert "argmap edit quote data/math-in-ml" in written
    assert "argmap edit add" in run("edit", "suggest", tmp_path).stdout


def test_an_import_is_counted_and_titled_after_its_folder(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(
        "[12.03.24, 18:01:22] Ann: Sea.\n[12.03.24, 18:02:10] Bo: Hills.\n", "utf-8"
    )
    result = run("import", tmp_path / "chat.txt", "-o", tmp_path / "old-town")
    assert "2 posts by 2 people" in result.output
    assert "note: The times have no zone; they are kept as if they were UTC.\n" in result.output
    thread = argmap.load_thread(tmp_path / "old-town" / "thread.yaml")
    assert thread.title == "Old town"
    assert thread.posts[0].created == "2024-03-12T18:01:22Z"
    (tmp_path / "one.txt").write_text("Just a thought.\n", "utf-8")
    assert (
        "1 post by 0 people"
        in run("import", tmp_path / "one.txt", "--as", "plain", "-o", tmp_path / "one").output
    )


def test_edits_and_build_have_the_settings_of_check(tmp_path: Path) -> None:
    """What `check` is told to ignore stops no other command: shared settings were only its own."""
    (tmp_path / "d").mkdir()
    (tmp_path / "argmap.toml").write_text('ignore = ["AM401"]\n')
    (tmp_path / "d" / "map.yaml").write_text(
        "format: argmap/1\nid: d\ntitle: D\nthread: thread.yaml\n"
        "claims: [{id: a, text: It rains., quotes: [{post: p1, exact: never said}]}]\n"
    )
    (tmp_path / "d" / "thread.yaml").write_text(
        "format: argmap-thread/1\nid: d\ntitle: D\nsource: {kind: text}\nauthorship: unknown\nreply_structure: unknown\n"
        "posts: [{id: p1, text: It rains.}]\n"
    )
    for command in (["check", "d"], ["edit", "set", "d", "a", "label=Rain"], ["build", "d", "-o", "out"]):
        words = [str(tmp_path / word) if word in {"d", "out"} else word for word in command]
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
    (tmp_path / "argmap.toml").write_text("ignore = 1\n")
    assert CliRunner().invoke(main, ["edit", "set", str(tmp_path / "d"), "a", "label=Wet"]).exit_code == 2
