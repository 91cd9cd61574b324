"""Reading whole files with a limit, and writing them in one step."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.errors import ArgmapError, UnreadableInput
from argmap.importers.input_file import InputFile
from argmap.storage import load_map
from argmap.storage.files import (
    ChangedMeanwhile,
    Limits,
    current_limits,
    decode,
    digest,
    read_bytes,
    refuse_if_changed,
    write_all,
    write_atomic,
)

SMALL = Limits(max_bytes=10)

# --- reading


def test_a_file_as_long_as_the_limit_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"0123456789")
    assert read_bytes(file, SMALL) == b"0123456789"
    file.write_bytes(b"0123456789a")
    with pytest.raises(UnreadableInput) as caught:
        read_bytes(file, SMALL)
    expected = "AM003 larger than the limit of 1e-05 MB; set ARGMAP_MAX_MB to a larger number to allow it"
    assert str(caught.value) == f"{file}: {expected}"


def test_no_more_than_the_limit_is_read_of_an_endless_file() -> None:
    with pytest.raises(UnreadableInput, match=r"^/dev/zero: AM003"):
        read_bytes(Path("/dev/zero"), SMALL)


def test_standard_input_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"0123456789")))
    assert read_bytes(None, SMALL) == b"0123456789"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"0123456789a")))
    with pytest.raises(UnreadableInput, match=r"^<stdin>: AM003"):
        read_bytes(None, SMALL)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(Path.resolve, "AM001 no such file", id="missing"),
        pytest.param(lambda path: path.mkdir(), "AM001 cannot be read: Is a directory", id="a folder"),
        pytest.param(
            lambda path: path.symlink_to(path),
            "AM001 cannot be read: Too many levels of symbolic links",
            id="a loop",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "f"
    make(path)
    with pytest.raises(UnreadableInput) as caught:
        read_bytes(path, SMALL)
    assert str(caught.value) == f"{path}: {message}"


@pytest.mark.parametrize(
    ("wanted", "most"),
    [(None, 20_000_000), ("", 20_000_000), ("200", 200_000_000), ("0.5", 500_000), ("1e3", 1_000_000_000)],
)
def test_the_limit_is_20_megabytes_or_what_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, wanted: str | None, most: int
) -> None:
    monkeypatch.delenv("ARGMAP_MAX_MB", raising=False)
    if wanted is not None:
        monkeypatch.setenv("ARGMAP_MAX_MB", wanted)
    assert current_limits() == Limits(max_bytes=most, max_depth=64)


@pytest.mark.parametrize("wanted", ["0", "-1", "much", "nan", "inf", "1e9", "20 MB"])
def test_a_limit_that_is_no_size_is_refused(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    monkeypatch.setenv("ARGMAP_MAX_MB", wanted)
    with pytest.raises(ArgmapError) as caught:
        current_limits()
    assert str(caught.value) == f"ARGMAP_MAX_MB is {wanted!r}; set it to a number of megabytes, such as 200"


def test_a_map_over_the_limit_of_the_environment_is_refused(
    monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.setenv("ARGMAP_MAX_MB", "0.001")
    with pytest.raises(UnreadableInput, match=r"map\.yaml: AM003 larger than the limit of 0\.001 MB"):
        load_map(root / "data" / "math-in-ml")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"\xff", "1:1: AM002 not UTF-8 (byte 0xff)", id="first byte"),
        pytest.param(b"ok\nok \x80", "2:4: AM002 not UTF-8 (byte 0x80)", id="continuation without a start"),
        pytest.param(b"ok\r\nab\xc3", "2:3: AM002 not UTF-8 (byte 0xc3)", id="cut off"),
        pytest.param("éü\xff".encode("latin-1"), "1:1: AM002 not UTF-8 (byte 0xe9)", id="Latin-1"),
        pytest.param(
            "éü".encode() + b"\xfc", "1:3: AM002 not UTF-8 (byte 0xfc)", id="columns are characters"
        ),
        pytest.param(b"\xef\xbb\xbfab\xff", "1:3: AM002 not UTF-8 (byte 0xff)", id="after a byte order mark"),
        pytest.param("a".encode("utf-16"), "1:1: AM002 not UTF-8 (byte 0xff)", id="UTF-16"),
        pytest.param(b"\xed\xa0\x80", "1:1: AM002 not UTF-8 (byte 0xed)", id="surrogate"),
        pytest.param(b"\xc0\xaf", "1:1: AM002 not UTF-8 (byte 0xc0)", id="overlong"),
    ],
)
def test_bytes_that_are_not_utf8_are_refused_at_their_place(content: bytes, expected: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        decode(content, "f")
    assert str(caught.value) == f"f:{expected}; save the file as UTF-8"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"\xef\xbb\xbfa", "a", id="a byte order mark is skipped"),
        pytest.param(b"a\xef\xbb\xbfb", "a\ufeffb", id="elsewhere it is a character"),
        pytest.param(b"a\r\nb", "a\r\nb", id="line ends stay"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_utf8_is_decoded_as_it_stands(content: bytes, text: str) -> None:
    assert decode(content, "f") == text


def test_a_digest_is_a_sha256() -> None:
    """FIPS 180-2, appendix B.1."""
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


# --- writing


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("old", [None, b"old"], ids=["new file", "file there"])
def test_a_file_gets_the_new_content_and_nothing_else_is_left(tmp_path: Path, old: bytes | None) -> None:
    file = tmp_path / "map.yaml"
    if old is not None:
        file.write_bytes(old)
    write_atomic(file, b"new")
    assert file.read_bytes() == b"new"
    assert files_in(tmp_path) == ["map.yaml"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a" / "b" / "map.yaml", b"new")
    assert (tmp_path / "a" / "b" / "map.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["os.fsync", "os.replace", "os.chmod"])
@pytest.mark.parametrize(
    ("failure", "seen"),
    [(OSError(28, "No space left on device"), ArgmapError), (KeyboardInterrupt(), KeyboardInterrupt)],
    ids=["disk full", "interrupted"],
)
def test_a_write_that_fails_leaves_the_old_content_and_no_temporary_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    failure: BaseException,
    seen: type[BaseException],
) -> None:
    def fail(*args: object) -> None:
        raise failure

    file = tmp_path / "map.yaml"
    file.write_bytes(b"old")
    monkeypatch.setattr(step, fail)
    with pytest.raises(seen) as caught:
        write_atomic(file, b"new")
    monkeypatch.undo()
    if seen is ArgmapError:
        assert str(caught.value) == f"cannot write {file}: No space left on device"
    assert file.read_bytes() == b"old"
    assert files_in(tmp_path) == ["map.yaml"]


def test_content_is_on_disk_before_it_takes_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr("os.fsync", lambda file: (steps.append("fsync"), sync(file)))
    monkeypatch.setattr("os.replace", lambda old, new: (steps.append("replace"), replace(old, new)))
    write_atomic(tmp_path / "map.yaml", b"new")
    assert steps == ["fsync", "replace"]


@pytest.mark.parametrize(
    ("blocked", "path"),
    [
        pytest.param("folder", "folder/map.yaml", id="a file where a folder is needed"),
        pytest.param("a", "a/b/map.yaml", id="a file above the folder"),
    ],
)
def test_a_folder_that_cannot_be_made_is_an_argmap_error(tmp_path: Path, blocked: str, path: str) -> None:
    (tmp_path / blocked).write_bytes(b"in the way")
    with pytest.raises(ArgmapError, match=f"^cannot write {tmp_path / path}: "):
        write_atomic(tmp_path / path, b"new")
    assert (tmp_path / blocked).read_bytes() == b"in the way"


def test_a_folder_in_place_of_the_file_is_an_argmap_error(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").mkdir()
    with pytest.raises(ArgmapError, match=r"map\.yaml: there is a folder of that name$"):
        write_atomic(tmp_path / "map.yaml", b"new")
    assert files_in(tmp_path) == ["map.yaml"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755], ids=oct)
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "map.yaml"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_atomic(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize(
    ("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)], ids=["022", "077", "002"]
)
def test_a_new_file_gets_the_permissions_of_the_mask(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write_atomic(tmp_path / "map.yaml", b"new")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "map.yaml").stat().st_mode) == mode


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomic(tmp_path / "link", b"through the link")
        assert os.read(reader, 100) == b"through the link"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert (tmp_path / "link").is_symlink()


def test_a_link_is_replaced_and_what_it_points_at_is_left_alone(tmp_path: Path) -> None:
    """An output folder from elsewhere cannot send a write to a file of the user's."""
    (tmp_path / "precious").write_bytes(b"old")
    (tmp_path / "map.svg").symlink_to("precious")
    write_atomic(tmp_path / "map.svg", b"new")
    assert (tmp_path / "precious").read_bytes() == b"old"
    assert (tmp_path / "map.svg").read_bytes() == b"new"


# --- several files


@pytest.mark.parametrize("step", ["os.fsync", "os.chmod"])
def test_of_several_files_none_is_replaced_before_all_are_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    calls = []

    def fail_the_second_time(*args: object) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    files = {tmp_path / name: b"new" for name in ("map.yaml", "thread.yaml")}
    for file in files:
        file.write_bytes(b"old")
    monkeypatch.setattr(step, fail_the_second_time)
    with pytest.raises(ArgmapError, match=r"^cannot write .*thread\.yaml: No space left on device$"):
        write_all(files)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "map.yaml": b"old",
        "thread.yaml": b"old",
    }


def test_several_files_are_written_together(tmp_path: Path) -> None:
    write_all({tmp_path / "a" / "map.yaml": b"map", tmp_path / "thread.yaml": b"thread"})
    assert (tmp_path / "a" / "map.yaml").read_bytes() == b"map"
    assert (tmp_path / "thread.yaml").read_bytes() == b"thread"
    assert files_in(tmp_path) == ["a", "thread.yaml"]


# --- a file that changed since it was read


def test_a_file_that_is_as_it_was_read_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_bytes(b"old")
    write_atomic(file, b"new", read_as=hashlib.sha256(b"old").hexdigest())
    assert file.read_bytes() == b"new"


@pytest.mark.parametrize("now", [b"edited", b"", None], ids=["edited", "emptied", "deleted"])
def test_a_file_that_changed_is_left_alone(tmp_path: Path, now: bytes | None) -> None:
    file = tmp_path / "map.yaml"
    if now is not None:
        file.write_bytes(now)
    with pytest.raises(ChangedMeanwhile) as caught:
        write_atomic(file, b"new", read_as=digest(b"old"))
    assert str(caught.value) == f"{file} changed since it was read; read it again, then repeat the edit"
    assert files_in(tmp_path) == ([] if now is None else ["map.yaml"])
    assert now is None or file.read_bytes() == now


def test_a_file_that_cannot_be_read_again_is_an_argmap_error(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").mkdir()
    with pytest.raises(ArgmapError, match=r"^cannot read .*: Is a directory$"):
        refuse_if_changed(tmp_path / "map.yaml", digest(b"old"))


def test_a_limit_larger_than_memory_reads_a_small_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small.yaml").write_bytes(b"id: x\n")
    monkeypatch.setenv("ARGMAP_MAX_MB", "1e5")  # a hundred gigabytes
    assert read_bytes(tmp_path / "small.yaml", current_limits()) == b"id: x\n"
    assert InputFile("small", tmp_path / "small.yaml").text == "id: x\n"
