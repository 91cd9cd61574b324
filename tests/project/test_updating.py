"""Updates of a dataset: thread and map together, what is refused, pseudonyms, notes; by command, as users do it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.cli.start.update_report import word_diff
from argmap.editing.journal import undo
from argmap.errors import ArgmapError
from argmap.model.posts import Fingerprint, ThreadSource
from argmap.project.secret import pseudonym_key, usual_key_file
from argmap.project.updating import renewed_note

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "imports"


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.chdir(tmp_path)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def comments(*rows: tuple[str, str, str, int], link: str = "t3_a") -> str:
    """Return Reddit comments: id, author, text, time."""
    return "\n".join(
        json.dumps(
            {"id": id, "name": f"t1_{id}", "link_id": link, "parent_id": link, "author": author, "body": text,
             "subreddit": "s", "created_utc": 1_700_000_000 + at}
        )
        for id, author, text, at in rows
    )  # fmt: skip


FIRST = [("k1", "nora", "Trams are cheap.", 100), ("k2", "tom", "Only where they are full.", 300)]
MAP = """\
format: argmap/1
id: d
title: Trams
thread: thread.yaml
claims:
  - id: cheap   # a comment
    text: Trams are cheap.
    quotes: [{post: t1-k1, exact: Trams are cheap}]
  - id: full
    text: They pay where they are full.
    quotes: [{post: t1-k2, exact: Only where they are full}]
"""


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    folder = tmp_path / "d"
    (tmp_path / "v1.ndjson").write_text(comments(*FIRST))
    assert run("import", "v1.ndjson", "-o", folder).exit_code == 0
    (folder / "map.yaml").write_text(MAP)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def update(dataset: Path, *rows: tuple[str, str, str, int], options: tuple[str, ...] = ()) -> Result:
    Path("new.ndjson").write_text(comments(*rows))
    return run("update", dataset, "new.ndjson", *options)


def test_an_update_is_shown_written_as_one_and_taken_back_as_one(dataset: Path) -> None:
    before = contents(dataset)
    rows = [(*FIRST[0][:2], "Trams, ARE *cheap*!", 100), ("k9", "zed", "Why?", 200), FIRST[1]]
    dry = update(dataset, *rows, options=("--dry-run",))
    assert (dry.exit_code, contents(dataset)) == (0, before)
    assert "nothing was written (--dry-run)" in dry.stdout
    result = update(dataset, *rows)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:4] == [
        "1 new: t1-k9",
        "1 edited in the source: t1-k1",
        "  t1-k1: [-Trams-]{+Trams,+} [-are-]{+ARE+} [-cheap.-]{+*cheap*!+}",
        "1 quote moved with its words",
    ]
    assert "exact: Trams, ARE *cheap" in (dataset / "map.yaml").read_text().replace('"', "")
    assert "# a comment" in (dataset / "map.yaml").read_text()
    assert [post.id for post in argmap.load_thread(dataset / "thread.yaml").posts] == [
        "t1-k1",
        "t1-k9",
        "t1-k2",
    ]
    after = contents(dataset)
    again = update(dataset, *rows)
    assert (again.exit_code, again.stdout, contents(dataset)) == (0, "nothing has changed\n", after)
    assert undo(dataset / "map.yaml") == "update the thread"
    assert contents(dataset) == before


def test_a_quote_that_lost_its_words_stays_and_is_shown_beside_those_that_are_there(dataset: Path) -> None:
    result = update(dataset, FIRST[0], (*FIRST[1][:2], "Only where they are packed.", 300))
    assert result.exit_code == 1
    assert "1 quote has lost its words, and stays as before (AM401):" in result.stdout
    assert re.search(
        r"claims full +t1-k2 +Only where they are full +Only where they are packed\.", result.stdout
    )
    assert (dataset / "map.yaml").read_text() == MAP
    assert run("check", dataset, "--select", "AM401", "--fix").exit_code == 1
    assert (dataset / "map.yaml").read_text() == MAP


def test_what_the_source_no_longer_has_is_kept_and_told(dataset: Path) -> None:
    before = contents(dataset)
    result = update(dataset, FIRST[0])
    assert result.stdout == "nothing has changed\n1 no longer in the source, and kept: t1-k2\n"
    assert contents(dataset) == before


def test_another_discussion_is_refused_unless_it_is_wanted(dataset: Path, tmp_path: Path) -> None:
    before = contents(dataset)
    rows = [("z1", "nora", "Trams are cheap.", 100), ("z2", "ada", "Never.", 400)]
    result = update(dataset, *rows)
    assert (result.exit_code, contents(dataset)) == (2, before)
    assert "no post of the dataset is among the 2 posts" in result.stderr
    forced = update(
        dataset, *rows, options=("--force",)
    )  # the same words by the same author are the same post
    assert (forced.exit_code, forced.stdout.splitlines()[0]) == (0, "1 new: t1-z2")


def test_another_kind_of_source_is_refused_unless_it_is_wanted(dataset: Path) -> None:
    Path("chat.txt").write_text(
        "nora: Trams are cheap.\n\ntom: Only where they are full.\n\nnora: They are.\n\ntom: Are they?\n"
    )
    result = run("update", dataset, "chat.txt")
    assert result.exit_code == 2
    assert "the dataset's source is of the kind 'reddit'" in result.stderr
    forced = run("update", dataset, "chat.txt", "--force")
    assert forced.stdout.splitlines()[0] == "2 new: p1, p2"


def test_comments_in_the_thread_are_kept(dataset: Path) -> None:
    path = dataset / "thread.yaml"
    path.write_text(path.read_text().replace("- id: t1-k2", "# read this twice\n- id: t1-k2"))
    assert update(dataset, *FIRST, ("k3", "zed", "So.", 400)).exit_code == 0
    assert "# read this twice\n- id: t1-k2" in path.read_text()


def test_a_map_with_faults_does_not_stop_the_thread(dataset: Path) -> None:
    (dataset / "map.yaml").write_text(MAP.replace("id: full", "id: cheap"))
    result = update(dataset, *FIRST, ("k3", "zed", "So.", 400))
    assert result.exit_code == 0
    assert "has faults, so its quotes were not looked at" in result.stdout


def plain(folder: Path, *lines: str, name: str = "chat.txt") -> str:
    path = folder.parent / name
    path.write_text("\n\n".join(lines))
    return str(path)


LUNCH = (
    "Nora: First of all.",
    "Tom: That is true of buses.",
    "Tom: That is true of trams.",
    "Nora: Last of all.",
)


def test_posts_without_ids_that_are_in_doubt_wait_for_a_decision(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    run("import", plain(folder, *LUNCH), "--as", "plain", "-o", folder)
    before = contents(folder)
    new = plain(folder, LUNCH[0], "Tom: That is true of bikes.", "Tom: That is true of cars.", LUNCH[3])
    result = run("update", folder, new)
    assert (result.exit_code, contents(folder)) == (2, before)
    assert "p2 'That is true of buses.' or post 2 of the file 'That is true of bikes.'" in result.stderr
    assert run("update", folder, new, "--dry-run", "--as-new").stdout.startswith("2 new: p5, p6\n")
    decided = run("update", folder, new, "--same", "p2=2", "--same", "p3=3")
    assert decided.stdout.startswith("2 edited in the source: p2, p3\n")
    assert run("update", folder, new).stdout == "nothing has changed\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--same", "p2"), "is not POST=NUMBER"),
        (("--same", "p2=1", "--same", "p2=2"), "once for each post"),
        (("--retrieved", "yesterday"), "is no date"),
        (("--pseudonymise",), "names of this dataset were not replaced"),
        (("--redact",), "names of this dataset were not replaced"),
    ],
)
def test_options_that_cannot_be_are_refused(dataset: Path, options: tuple[str, ...], message: str) -> None:
    before = contents(dataset)
    result = update(dataset, *FIRST, options=options)
    assert (result.exit_code, contents(dataset)) == (2, before)
    assert message in result.stderr


def test_the_day_of_the_source_is_renewed_when_it_is_said(dataset: Path) -> None:
    result = update(dataset, *FIRST, options=("--retrieved", "2026-02-03"))
    assert result.stdout == "the source of the thread is described anew\n"
    assert argmap.load_thread(dataset / "thread.yaml").source.retrieved == "2026-02-03"


# Pseudonyms


@pytest.fixture
def hidden(tmp_path: Path) -> Path:
    Path("v1.ndjson").write_text(comments(*FIRST, ("k3", "tom", "As Nora says.", 400)))
    result = run("import", "v1.ndjson", "--pseudonymise", "-o", "h")
    assert result.exit_code == 0, result.output
    assert "nora (person 1): 1 in t1-k3" in result.stderr
    return tmp_path / "h"


def names_in(folder: Path) -> list[str]:
    text = " ".join(path.read_text().lower() for path in folder.iterdir())
    return [name for name in ("nora", "tom", "zed") if re.search(rf"\b{name}\b", text)]


def test_pseudonyms_hold_in_every_update(hidden: Path) -> None:
    result = update(hidden, ("k0", "zed", "Why?", 50), *FIRST, ("k3", "tom", "As I say.", 400))
    assert result.exit_code == 0, result.output
    thread = argmap.load_thread(hidden / "thread.yaml")
    assert [(post.id, post.author) for post in thread.posts] == [
        ("t1-k0", "person-3"), ("t1-k1", "person-1"), ("t1-k2", "person-2"), ("t1-k3", "person-2"),
    ]  # fmt: skip
    (hidden / ".thread.yaml.journal").unlink()  # it keeps the words before
    assert names_in(hidden) == []


def test_the_key_is_the_users_own_and_outside_the_dataset(hidden: Path, tmp_path: Path) -> None:
    key = tmp_path / "settings" / "argmap" / "pseudonyms.key"
    assert key == usual_key_file()
    assert key.stat().st_mode & 0o777 == 0o600
    moved = key.rename(tmp_path / "my.key")
    missing = update(hidden, *FIRST)
    assert (missing.exit_code, "Name the file with --pseudonym-key" in missing.stderr) == (2, True)
    assert not key.exists()
    assert update(hidden, *FIRST, options=("--pseudonym-key", str(moved))).exit_code == 0
    (tmp_path / "other.key").write_text("ab" * 32)
    other = update(hidden, *FIRST, options=("--pseudonym-key", "other.key"))
    assert (other.exit_code, "replaced with another key" in other.stderr) == (2, True)
    (hidden / "x.key").write_text("ab" * 32)
    inside = update(hidden, *FIRST, options=("--pseudonym-key", str(hidden / "x.key")))
    assert (inside.exit_code, "must not be inside the dataset" in inside.stderr) == (2, True)
    (tmp_path / "bad.key").write_text("secret")
    with pytest.raises(ArgmapError, match="is no key of pseudonyms"):
        pseudonym_key(tmp_path / "bad.key", create=False)


def test_names_inside_posts_are_replaced_and_quotes_stay_where_they_are(hidden: Path) -> None:
    (hidden / "map.yaml").write_text(
        MAP.replace("id: d", "id: h")
        + "  - id: says\n    text: So it is.\n    quotes: [{post: t1-k3, exact: As Nora says}]\n"
    )
    rows = [*FIRST, ("k3", "tom", "As Nora says.", 400), ("k4", "zed", "@tom, no.", 500)]
    result = update(hidden, *rows, options=("--redact",))
    assert result.exit_code == 0, result.output
    assert "delete it before you pass the folder on" in result.stderr
    thread = argmap.load_thread(hidden / "thread.yaml")
    assert [thread.text_of(id) for id in ("t1-k3", "t1-k4")] == ["As [name 1] says.", "[name 2], no."]
    assert 'exact: "As [name 1] says"' in (hidden / "map.yaml").read_text()
    after = contents(hidden)
    assert (update(hidden, *rows).stdout, contents(hidden)) == ("nothing has changed\n", after)


def test_pseudonyms_of_an_older_argmap_are_matched_by_the_posts_or_refused(
    hidden: Path, tmp_path: Path
) -> None:
    path = hidden / "thread.yaml"
    lines = [line for line in path.read_text().split("\n") if "pseudonym" not in line]
    path.write_text("\n".join(lines))
    rows = [
        *FIRST,
        ("k3", "tom", "As Nora says.", 400),
        ("k4", "zed", "No.", 500),
        ("k5", "nora", "Yes.", 600),
    ]
    assert update(hidden, *rows).exit_code == 0
    thread = argmap.load_thread(path)
    assert [post.author for post in thread.posts] == [
        "person-1",
        "person-2",
        "person-2",
        "person-3",
        "person-1",
    ]
    assert all(person.pseudonym_of for person in thread.participants)
    old = "format: argmap-thread/1\nid: p\ntitle: P\nsource: {kind: plain}\nauthorship: recorded\nreply_structure: unknown\n"
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "thread.yaml").write_text(
        old
        + "participants: [{id: person-1, name: Person 1}]\nposts: [{id: p1, author: person-1, text: First of all.}]\n"
    )
    result = run("update", "p", plain(tmp_path / "p", *LUNCH))
    assert (result.exit_code, "pseudonyms of an older argmap" in result.stderr) == (2, True)


def test_a_preview_with_pseudonyms_makes_no_key(tmp_path: Path) -> None:
    Path("v1.ndjson").write_text(comments(*FIRST))
    assert run("import", "v1.ndjson", "--pseudonymise", "--preview").exit_code == 0
    assert not usual_key_file().exists()


# Notes


def source(note: str, own: str | None = None) -> ThreadSource:
    return ThreadSource(kind="mail", note=note or None, import_note=Fingerprint.of(own) if own else None)


@pytest.mark.parametrize(
    ("before", "now", "after"),
    [
        (source("Ours. 1 was empty.", "1 was empty."), "2 were empty.", "Ours. 2 were empty."),
        (source("1 was empty. Ours.", "1 was empty."), "", "Ours."),
        (source("1 was empty.\nOurs.", "1 was empty."), "1 was empty.", "1 was empty.\nOurs."),
        (source("One was empty, I think.", "1 was empty."), "2 were empty.", None),
        (source("Ours. 1 was empty."), "7 was empty.", "Ours. 7 was empty."),
        (source("Ours."), "2 were empty.", None),
        (source(""), "2 were empty.", "2 were empty."),
        (source("Ours."), "", "Ours."),
    ],
    ids=["renewed", "no longer needed", "the same", "edited by hand", "of an older argmap", "foreign", "first", "none"],
)  # fmt: skip
def test_the_part_of_a_note_that_an_import_wrote_is_renewed(
    before: ThreadSource, now: str, after: str | None
) -> None:
    assert renewed_note(before, now)[0] == after


def test_a_note_is_renewed_with_the_thread(dataset: Path) -> None:
    path = dataset / "thread.yaml"
    note = argmap.load_thread(path).source.note
    assert note is not None
    path.write_text(path.read_text().replace("  note: '", "  note: 'Ours. ", 1))
    Path("new.ndjson").write_text(comments(*FIRST, ("k3", "zed", "", 500)))
    assert run("update", dataset, "new.ndjson").exit_code == 0
    after = argmap.load_thread(path).source.note or ""
    assert after.startswith("Ours. ")
    assert (
        note
        == "The submission that the comments answer is not in the files. On import: 2 posts answer ones that are not in the source."
    )
    assert (
        after
        == "Ours. The submission that the comments answer is not in the files. On import: 3 posts answer ones that are not in the source; 1 post was empty."
    )


# The report


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a b c", "a x c", "a [-b-]{+x+} c"),
        ("a", "a b", "a{+ b+}"),
        ("1 2 3 4 5 6 7 8 9 old", "1 2 3 4 5 6 7 8 9 new", "… 4 5 6 7 8 9 [-old-]{+new+}"),
        ("", "new words", "{+new words+}"),
    ],
)
def test_changed_words_are_shown_with_a_few_around_them(before: str, after: str, shown: str) -> None:
    assert word_diff(before, after).plain == shown


# The cases of the field


def case(name: str) -> Path:
    folder = CASES / name
    if not folder.is_dir():
        pytest.skip("the collection of cases is not here")
    return folder


def test_case_order(tmp_path: Path) -> None:
    folder = case("update-order")
    run("import", folder / "v1.ndjson", "-o", "o")
    run("update", "o", folder / "v2.ndjson")
    ids = [
        post.id.removeprefix("t1-").removeprefix("t3-") for post in argmap.load_thread(tmp_path / "o").posts
    ]
    assert ids == ["aa1", "k1", "k9", "k2"]


def test_case_plain_insert(tmp_path: Path) -> None:
    folder = case("update-plain-insert")
    run("import", folder / "v1.txt", "-o", "p")
    assert run("update", "p", folder / "v2.txt").stdout == "1 new: p4\n"
    thread = argmap.load_thread(tmp_path / "p")
    assert [(post.author, thread.text_of(post.id)) for post in thread.posts][1:3] == [
        ("ada", "Cheaper for whom?"),
        ("tom", "Only where they are full."),
    ]


def test_case_wrong_discussion(tmp_path: Path) -> None:
    folder = case("update-wrong-discussion")
    run("import", folder / "v1.ndjson", "-o", "x")
    before = contents(tmp_path / "x")
    result = run("update", "x", folder / "other.ndjson")
    assert (result.exit_code, contents(tmp_path / "x")) == (2, before)


def test_case_pseudonym_leak(tmp_path: Path) -> None:
    folder = case("update-pseudonym-leak")
    run("import", folder / "v1.ndjson", "--pseudonymise", "-o", "ps")
    assert run("update", "ps", folder / "v2.ndjson").exit_code == 0
    text = (tmp_path / "ps" / "thread.yaml").read_text()
    assert not re.search(r"\b(nora|tom|zed|ada)\b", text)


def test_case_quote_shrinks(tmp_path: Path) -> None:
    folder = case("update-quote-shrinks")
    run("import", folder / "v1.ndjson", "-o", "q")
    run("init", "q")
    run(
        "edit",
        "add",
        "claim",
        "q",
        "--text",
        "They pay only where full.",
        "--quote",
        "Only where they are full",
    )
    before = (tmp_path / "q" / "map.yaml").read_text()
    result = run("update", "q", folder / "v2.ndjson")
    assert (result.exit_code, (tmp_path / "q" / "map.yaml").read_text()) == (1, before)
    assert "AM401" in run("check", "q", "--fix").stdout
    assert (tmp_path / "q" / "map.yaml").read_text() == before


def test_a_text_that_was_read_on_request_is_read_so_again(tmp_path: Path) -> None:
    Path("said.txt").write_text("Good morning.\n\nIt rains.\n")
    assert run("import", "said.txt", "--as", "plain", "-o", "said").exit_code == 0
    before = contents(tmp_path / "said")
    assert run("update", "said", "said.txt").stdout == "nothing has changed\n"
    assert contents(tmp_path / "said") == before
    Path("shop.txt").write_text("Milk.\n\nBread.\n")
    assert "this is another discussion" in run("update", "said", "shop.txt").stderr


def test_names_that_are_hidden_now_make_no_new_posts(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(
        "Nora: Tom, Ann, Bob: hi!\n\nTom: Hello.\n\nAnn: Nora!\n\nBob: Hm, Tom.\n", encoding="utf-8"
    )
    assert run("import", file, "--pseudonymise", "-o", tmp_path / "d").exit_code == 0
    result = run("update", tmp_path / "d", file, "--redact")
    assert result.exit_code == 0, result.output
    thread = argmap.load_thread(tmp_path / "d")
    texts = [thread.text_of(post.id) for post in thread.posts]
    assert texts == ["[name 2], [name 3], [name 4]: hi!", "Hello.", "[name 1]!", "Hm, [name 2]."]


def test_an_import_refuses_a_key_inside_the_dataset(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("Nora: Trams.\n\nTom: No.\n\nNora: Yes.\n", encoding="utf-8")
    result = run(
        "import", file, "--pseudonymise", "--pseudonym-key", tmp_path / "k" / "k.key", "-o", tmp_path / "k"
    )
    assert result.exit_code == 2
    assert "the key of pseudonyms must not be inside the dataset" in result.stderr
    assert not (tmp_path / "k").exists()
