"""Several files are written as one: whatever ends the process, and whatever the disk answers, all are old or all are new."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from argmap.editing.journal import undo, write_edit_of
from argmap.errors import ArgmapError
from argmap.storage.atomic.intents import INTENT, recover
from argmap.storage.atomic.temporaries import temporary_name
from argmap.storage.atomic.transactions import is_vacant
from argmap.storage.files import Limits, digest, read_bytes, write_all, write_atomic
from argmap.storage.load import load_map, load_thread

MAP = "format: argmap/1\nid: m\ntitle: M\nthread: thread.yaml\n"
THREAD = (
    "format: argmap-thread/1\nid: t\ntitle: T\nsource: {kind: text}\nauthorship: unknown\n"
    "reply_structure: unknown\nposts: [{id: p1, text: One.}]\n"
)
NEW_MAP, NEW_THREAD = MAP.replace("M\n", "New\n"), THREAD.replace("One", "Two")
FILES = {"map.yaml": MAP, "thread.yaml": THREAD}
NEW = {"map.yaml": NEW_MAP, "thread.yaml": NEW_THREAD}


class Killed(BaseException):
    """Stands for the end of the process: nothing is tidied up behind it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "d"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def cut_off(folder: Path, renames: int, change: Callable[[], None] | None = None) -> None:
    """Write both files in a process of its own, which is killed (SIGKILL) after so many files took their places."""
    pid = os.fork()
    if pid == 0:
        replace = os.replace
        done: list[Path] = []

        def counted(source: str, target: Path) -> None:
            if len(done) == renames:
                os.kill(os.getpid(), 9)
            done.append(target)
            replace(source, target)

        os.replace = counted  # type: ignore[assignment]
        if change is not None:
            change()
        else:
            write_all({folder / name: text.encode() for name, text in NEW.items()})
        os._exit(0)
    os.waitpid(pid, 0)


def edit(folder: Path) -> None:
    changes = {folder / name: (FILES[name], NEW[name]) for name in FILES}
    write_edit_of(folder / "map.yaml", changes, "both")


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed, and must fork")


@needs_fork
@pytest.mark.parametrize(
    ("renames", "expected"), [(0, FILES), (1, NEW), (2, NEW)], ids=["before", "intended", "begun"]
)
def test_what_a_killed_process_intended_is_finished_by_whoever_reads(
    folder: Path, renames: int, expected: dict[str, str]
) -> None:
    """The intent is the first file that takes its place."""
    cut_off(folder, renames)
    title = load_map(folder).title
    assert title == ("New" if expected is NEW else "M")
    write_atomic(folder / "other", b"")
    assert held(folder) == {**expected, "other": ""}


@needs_fork
def test_whoever_reads_the_thread_alone_finishes_too(folder: Path) -> None:
    cut_off(folder, 1)
    assert load_thread(folder / "thread.yaml").posts[0].text == "Two."
    assert held(folder) == NEW


@needs_fork
@pytest.mark.parametrize("renames", range(4))
def test_undo_after_a_kill_undoes_what_is_on_the_disk(folder: Path, renames: int) -> None:
    cut_off(folder, renames, lambda: edit(folder))
    if renames == 0:
        with pytest.raises(ArgmapError, match="no edit to undo"):
            undo(folder / "map.yaml")
    else:
        assert undo(folder / "map.yaml") == "both"
    assert {name: (folder / name).read_text() for name in FILES} == FILES
    write_atomic(folder / "other", b"")
    assert not [name for name in held(folder) if name.endswith((".tmp", ".intent"))]


@needs_fork
def test_a_file_that_was_changed_by_hand_after_the_kill_stays(folder: Path) -> None:
    cut_off(folder, 2)
    assert (folder / "map.yaml").read_text() == NEW_MAP
    (folder / "thread.yaml").write_text(THREAD + "# by hand\n")
    recover(folder)
    assert held(folder) == {"map.yaml": NEW_MAP, "thread.yaml": THREAD + "# by hand\n"}


@needs_fork
def test_what_cannot_be_finished_and_was_not_begun_is_taken_back(folder: Path) -> None:
    cut_off(folder, 1)
    next(folder.glob(".thread.yaml.*.tmp")).unlink()
    recover(folder)
    assert held(folder) == FILES


@needs_fork
def test_a_private_map_has_a_private_intent(folder: Path) -> None:
    (folder / "map.yaml").chmod(0o600)
    cut_off(folder, 1)
    assert stat.S_IMODE((folder / INTENT).stat().st_mode) == 0o600
    assert "New" not in (folder / INTENT).read_text()
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.glob(".map.yaml.*.tmp")] == [0o600]


@needs_fork
def test_behind_a_link_out_of_the_folder_the_edit_is_all_or_nothing(folder: Path) -> None:
    for renames in range(4):
        real = folder.parent / "real.yaml"
        real.write_text(MAP)
        for path in folder.glob(".*"):
            path.unlink()
        (folder / "map.yaml").unlink()
        (folder / "map.yaml").symlink_to("../real.yaml")
        (folder / "thread.yaml").write_text(THREAD)
        cut_off(folder, renames, lambda: edit(folder))
        recover(folder)
        assert (real.read_text(), (folder / "thread.yaml").read_text()) in [
            (MAP, THREAD),
            (NEW_MAP, NEW_THREAD),
        ]
        assert (folder / "map.yaml").is_symlink()
        if real.read_text() == NEW_MAP:
            undo(folder / "map.yaml")
        assert (real.read_text(), (folder / "thread.yaml").read_text()) == (MAP, THREAD)


# --- what came with somebody's dataset


def intent(
    folder: Path, name: str, content: bytes | None = b"harm", before: str | None = None, **more: object
) -> None:
    """Put an intent into a folder that makes a file of that name."""
    staged = temporary_name("x") if content is not None else None
    if staged:
        (folder / name).parent.joinpath(staged).write_bytes(content or b"")
    after = None if content is None else digest(content)
    row = {"name": name, "linked": False, "staged": staged, "before": before, "after": after, **more}
    (folder / INTENT).write_text(json.dumps({"format": "argmap-intent/1", "files": [row]}))


@pytest.mark.parametrize("name", ["../outside.yaml", "link/outside.yaml"])
@pytest.mark.parametrize("old", [None, "old"], ids=["new", "there"])
def test_an_intent_changes_nothing_outside_its_folder(folder: Path, name: str, old: str | None) -> None:
    outside = folder.parent / "outside.yaml"
    (folder / "link").symlink_to("..")
    if old is not None:
        outside.write_text(old)
    intent(folder, name, before=old and digest(old.encode()))
    load_map(folder)
    assert (outside.read_text() if outside.exists() else None) == old


def test_an_intent_replaces_no_file_behind_a_link_and_puts_no_link_in_place(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text("old")
    (folder / "a.yaml").symlink_to(outside)
    intent(folder, "a.yaml", before=digest(b"old"), linked=True)
    load_map(folder)
    assert outside.read_text() == "old"
    intent(folder, "b.yaml")
    staged = folder / json.loads((folder / INTENT).read_text())["files"][0]["staged"]
    staged.unlink()
    (folder.parent / "harm").write_bytes(b"harm")
    staged.symlink_to("../harm")
    load_map(folder)
    assert not (folder / "b.yaml").exists()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"format": "argmap-intent/1"}', '{"format": "argmap-intent/2", "files": []}', "[" * 100_000,
     '{"format": "argmap-intent/1", "files": [{"name": 1, "linked": 0, "staged": null, "before": null, "after": null}]}',
     '{"format": "argmap-intent/1", "files": [{"name": "a", "linked": false, "staged": "../x", "before": null, "after": null}]}',
     '{"format": "argmap-intent/1", "files": [{"name": "a\\u0000", "linked": false, "staged": null, "before": null, "after": null}]}'],
    ids=["empty", "cut off", "a list", "nothing", "later", "deep", "no name", "a path", "nul"],
)  # fmt: skip
def test_an_intent_that_argmap_did_not_write_is_let_be_and_stops_nobody(folder: Path, text: str) -> None:
    (folder / INTENT).write_text(text)
    assert load_map(folder).title == "M"
    edit(folder)
    assert (folder / "map.yaml").read_text() == NEW_MAP


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_of_that_name_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    intent(folder, "pipe")
    assert load_map(folder).title == "M"
    (folder / "pipe").unlink()
    os.mkfifo(folder / INTENT)
    assert load_map(folder).title == "M"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_in_a_folder_where_everybody_may_write_another_users_intent_is_let_be(folder: Path) -> None:
    intent(folder, "made.yaml")
    os.chown(folder / INTENT, 1234, 1234)
    folder.chmod(0o1777)
    load_map(folder)
    assert not (folder / "made.yaml").exists()
    folder.chmod(0o775)
    load_map(folder)
    assert (folder / "made.yaml").read_text() == "harm"


# --- what the disk answers


@pytest.mark.parametrize(
    "code", [errno.ESTALE, errno.EXDEV, errno.ENOSPC, errno.EROFS], ids=errno.errorcode.get
)
@pytest.mark.parametrize("at", range(1, 5))
def test_a_rename_that_fails_leaves_all_files_as_they_were_and_is_told_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, at: int
) -> None:
    """The renames: intent, journal, map, thread."""
    replace, calls = os.replace, []

    def fail(source: str, target: Path) -> None:
        calls.append(target)
        if len(calls) == at:
            raise OSError(code, os.strerror(code))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(ArgmapError, match=rf"^cannot write [^\n]*: {os.strerror(code)}$"):
        edit(folder)
    monkeypatch.undo()
    assert held(folder) == FILES
    edit(folder)
    assert undo(folder / "map.yaml") == "both"
    assert {name: (folder / name).read_text() for name in FILES} == FILES


@pytest.mark.parametrize("at", range(2, 5))
def test_where_nothing_can_be_put_back_the_next_command_finishes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    replace, calls = os.replace, []

    def fail(source: str, target: Path) -> None:
        calls.append(target)
        if len(calls) >= at:
            raise OSError(errno.EIO, "Input/output error")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(ArgmapError):
        edit(folder)
    monkeypatch.undo()
    load_map(folder)
    now = {name: (folder / name).read_text() for name in FILES}
    assert now in (FILES, NEW)
    if now == NEW:
        assert undo(folder / "map.yaml") == "both"
    assert {name: (folder / name).read_text() for name in FILES} == FILES


def test_a_full_disk_is_told_and_nothing_is_lost(folder: Path) -> None:
    """`ulimit -f` lets no file grow beyond a size, as a full disk would; the journal is the first that does."""
    big = MAP + "# " + "x" * 50_000 + "\n"
    (folder / "map.yaml").write_text(big)
    before = held(folder)
    code = (
        "import resource, signal, sys; sys.dont_write_bytecode = True; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from argmap.cli.main import run; sys.argv[:] = ['argmap', 'edit', 'set', sys.argv[1], 'map', 'title=New']; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert held(folder) == before


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def as_somebody(action: Callable[[], None]) -> int:
    """Do something as a user who is not root, in a process of its own, and return 0 if it went well."""
    # Who is not root may not be allowed to load what argmap loads late.
    import_module("filelock")
    import_module("getpass")
    load_map(Path(__file__).parents[2] / "data" / "car-free-centre")
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setresuid(65534, 65534, 65534)
            action()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@needs_fork
def test_a_folder_that_is_read_only_is_told_and_nothing_is_lost(read_only: Path) -> None:
    for parent in (read_only.parent, *list(read_only.parent.parents)[:4]):
        parent.chmod(parent.stat().st_mode | 0o055)

    def write() -> None:
        with pytest.raises(ArgmapError, match=r"^cannot write .*: Permission denied$"):
            edit(read_only)

    assert as_somebody(write) == 0
    assert held(read_only) == FILES


@needs_fork
def test_who_cannot_write_reads_all_the_old_or_all_the_new_files_and_is_told_of_half_an_edit(
    folder: Path,
) -> None:
    for parent in (folder.parent, *list(folder.parent.parents)[:4]):
        parent.chmod(parent.stat().st_mode | 0o055)
    cut_off(folder, 1)
    folder.chmod(0o555)
    assert as_somebody(lambda: None if load_map(folder).title == "M" else sys.exit(1)) == 0
    folder.chmod(0o755)
    next(folder.glob(".map.yaml.*.tmp")).replace(folder / "map.yaml")
    folder.chmod(0o555)

    def read() -> None:
        with pytest.raises(
            ArgmapError, match=r"an edit was cut off in .* and cannot be finished: Permission denied"
        ):
            load_map(folder)

    assert as_somebody(read) == 0
    folder.chmod(0o755)
    assert load_map(folder).title == "New"
    assert held(folder) == NEW


# --- who else is there


WRITER = """
import sys
from pathlib import Path
from argmap.editing.journal import write_edit_of
from argmap.storage.files import ChangedMeanwhile, decode
folder, mark, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
files = [folder / "map.yaml", folder / "thread.yaml"]
done = 0
while done < times:
    texts = [file.read_text() for file in files]
    if texts[0].count("#") != texts[1].count("#"):
        continue  # read in the middle of the other's edit
    try:
        write_edit_of(files[0], {file: (text, f"{text}# {mark}\\n") for file, text in zip(files, texts)}, mark)
    except ChangedMeanwhile:
        continue
    done += 1
"""


def test_of_two_processes_that_write_at_once_nobody_loses_an_edit(folder: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder), mark, "12"]) for mark in "ab"]
    for _ in range(100):
        map = load_map(folder)
        assert map.thread is not None
        if all(writer.poll() is not None for writer in writers):
            break
    assert [writer.wait(120) for writer in writers] == [0, 0]
    texts = [(folder / name).read_text() for name in FILES]
    assert [texts[0].count(f"# {mark}") for mark in "ab"] == [12, 12]
    assert texts[0].removeprefix(MAP) == texts[1].removeprefix(THREAD)
    for _ in range(24):
        undo(folder / "map.yaml")
    assert {name: (folder / name).read_text() for name in FILES} == FILES


def test_a_map_and_its_thread_are_of_one_moment_for_whoever_reads(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer comes between reading the map and reading its thread."""
    writes: list[Path] = []

    def interrupted(path: Path | None, limits: Limits) -> bytes:
        if path is not None and path.name == "thread.yaml" and not writes:
            writes.append(path)
            edit(folder)
        return read_bytes(path, limits)

    monkeypatch.setattr("argmap.storage.load.read_bytes", interrupted)
    map = load_map(folder)
    assert map.thread is not None
    assert (map.title, map.thread.posts[0].text) == ("New", "Two.")


# --- temporary files


def left_by(process: int, name: str = "map.yaml", kind: str = "tmp") -> str:
    made = temporary_name(name, kind)
    return made.replace(f"-{os.getpid()}-", f"-{process}-")


def dead() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_of_dead_processes_and_of_no_others_temporary_files_are_taken_away(folder: Path) -> None:
    gone, mine = left_by(dead()), temporary_name("map.yaml")
    parts = left_by(dead()).split(".")
    elsewhere = ".".join([*parts[:-2], f"00000000-{parts[-2].split('-', 1)[1]}", "tmp"])
    foreign = [".map.yaml.swp", ".map.yaml.abc.tmp", "map.yaml.tmp", "#map.yaml#"]
    for name in (gone, mine, elsewhere, *foreign):
        (folder / name).write_text("x")
    (folder / left_by(dead(), "package")).mkdir()
    (folder / left_by(dead(), "package")).joinpath("deep").mkdir(parents=True)
    write_atomic(folder / "other", b"")
    assert set(held(folder)) == {*FILES, "other", mine, elsewhere, *foreign}


def test_what_was_put_aside_by_a_dead_process_comes_back_if_nothing_took_its_place(folder: Path) -> None:
    aside = folder / left_by(dead(), "package", "old")
    aside.mkdir()
    (aside / "a").write_text("old")
    write_atomic(folder / "other", b"")
    assert (folder / "package" / "a").read_text() == "old"
    (folder / left_by(dead(), "package", "old")).mkdir()
    write_atomic(folder / "other", b"")
    assert sorted(path.name for path in folder.iterdir()) == ["map.yaml", "other", "package", "thread.yaml"]


def test_a_file_with_the_longest_name_that_a_system_takes_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 125 + ".yaml")
    write_atomic(path, b"x")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"x"]


@needs_fork
def test_a_folder_with_nothing_but_what_a_dead_process_left_is_vacant(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / left_by(dead())).write_text("x")
    assert is_vacant(tmp_path / "new")
    assert is_vacant(tmp_path / "none")
    (tmp_path / "new" / "a").write_text("x")
    assert not is_vacant(tmp_path / "new")
    assert not is_vacant(tmp_path / "new" / "a")


def test_a_journal_that_is_a_link_sends_no_text_elsewhere(folder: Path) -> None:
    outside = folder.parent / "precious"
    outside.write_text("old")
    (folder / ".map.yaml.journal").symlink_to(outside)
    edit(folder)
    assert outside.read_text() == "old"
    assert undo(folder / "map.yaml") == "both"
