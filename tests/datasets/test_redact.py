"""A dataset without words and names: nothing of them in any byte, and the words put back to the letter."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.datasets.redact.keyed import FingerprintKey, WrongFingerprintKey
from argmap.datasets.redact.runs import Runs
from argmap.model import ArgumentMap
from argmap.model.posts import Fingerprint
from argmap.model.quote import find_parts
from tests.datasets.samples import write_dataset

DATA = Path(__file__).parents[2] / "data"
SECRET = bytes(range(32))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["dataset", *map(str, arguments)])


def words(text: str) -> list[str]:
    """Return the words of a text, found by another pattern than the program's: letters and digits between anything else."""
    return [word for word in re.split(r"[\W_]+", text.casefold()) if word]


def shingles(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[start : start + 4]) for start in range(len(found) - 3)}


def posts_of(folder: Path) -> Iterator[str]:
    for map in argmap.dataset(folder):
        yield from (post.text for post in (map.thread.posts if map.thread else ()) if post.text)


def texts_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file as text, without the ids and addresses by which threads are found again."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_bytes().decode("utf-8")
            for map in argmap.dataset(folder):
                for known in (
                    map.id,
                    map.thread.id if map.thread else "",
                    (map.thread and map.thread.source.url) or "",
                ):
                    text = text.replace(known, "-") if known else text
            yield path, text


@pytest.fixture(scope="module", params=["keep", "drop"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param) / "shared"
    result = run("redact", DATA, "-o", folder, "--texts", request.param)
    assert result.exit_code == 0, result.output
    return folder


def test_no_four_words_of_a_post_are_in_any_file(shared: Path) -> None:
    every = set().union(*(shingles(post) for post in posts_of(DATA)))
    assert len(every) > 1000
    for path, text in texts_in(shared):
        assert not every & shingles(text), path


def test_no_whole_post_is_in_any_file(shared: Path) -> None:
    whole = [post.strip() for post in posts_of(DATA) if len(post.split()) > 2]
    for path, text in texts_in(shared):
        assert [post for post in whole if post in text] == [], path


def test_no_name_of_a_participant_is_in_any_file(shared: Path) -> None:
    names = {
        word
        for map in argmap.dataset(DATA)
        for person in (map.thread.participants if map.thread else ())
        for word in person.name.split()
        if len(word) > 3 and not word.startswith("Person") and word.isalpha()
    }
    assert len(names) > 5
    kept = {"author"}  # a word of prose as well as a made-up name of a participant
    for path, text in texts_in(shared):
        assert {name for name in names if re.search(rf"\b{name}\b", text)} - kept == set(), path


def test_what_was_not_words_is_the_same(shared: Path) -> None:
    for before, after in zip(argmap.dataset(DATA), argmap.dataset(shared), strict=True):
        assert (before.id, len(before.claims), len(before.relations)) == (
            after.id,
            len(after.claims),
            len(after.relations),
        )
        new = dict(
            zip(
                (c.id for c in (*before.claims, *before.examples)),
                (c.id for c in (*after.claims, *after.examples)),
                strict=True,
            )
        )
        new |= dict(zip((r.id for r in before.relations), (r.id for r in after.relations), strict=True))
        for one, other in zip(before.relations, after.relations, strict=True):
            assert (one.kind, new[one.target], [new[id] for id in one.premises]) == (
                other.kind,
                other.target,
                list(other.premises),
            )
        assert [(c.stance, new[c.claim], c.post) for c in before.commitments] == [
            (c.stance, c.claim, c.post) for c in after.commitments
        ]
        labels = [argmap.analyse(map).acceptability.labels for map in (before, after)]
        assert {new.get(id, id): label for id, label in labels[0].items()} == labels[1]


def places(map: ArgumentMap) -> list[Any]:
    """Return where each quote stands in its post."""
    thread = map.thread
    assert thread is not None
    found = []
    for _, quote in map.quotes():
        if quote.at is not None:
            found.append((quote.post, quote.at))
        else:
            [parts] = find_parts(quote, thread.text_of(quote.post))
            found.append((quote.post, tuple((part.start, part.end) for part in parts)))
    return found


def test_the_words_are_put_back_to_the_letter(shared: Path, tmp_path: Path) -> None:
    key = shared.with_name("shared.key")
    result = run("fill", shared, DATA, "-o", tmp_path / "again", "--key", key)
    # The words of one dataset were never here: its source is not in DATA either.
    assert result.exit_code == 2
    assert "io-js-core" in result.output
    assert not (tmp_path / "again").exists()
    for name in ("car-free-centre", "math-in-ml", "typing-for-a-team"):
        result = run("fill", shared / name, DATA / name, "-o", tmp_path / name, "--key", key)
        assert result.exit_code == 0, result.output
        before, after = argmap.load(DATA / name), argmap.load(tmp_path / name)
        assert before.thread is not None
        assert after.thread is not None
        assert [(post.id, post.text, post.repeats) for post in before.thread] == [
            (post.id, post.text, post.repeats) for post in after.thread
        ]
        assert places(before) == places(after)
        assert after.thread.source.fingerprints is None
        assert not after.thread.source.redacted


def small(root: Path) -> Path:
    posts = [
        {
            "id": "p1",
            "author": "nora-quist",
            "text": "Tabs are better than spaces.",
            "url": "https://site.example/@noraquist/1",
        },
        {"id": "p2", "author": "bo", "reply_to": "p1", "text": "+1", "url": "https://site.example/2"},
    ]
    people = [{"id": "nora-quist", "name": "Nora Quist"}, {"id": "bo", "name": "Bo"}]
    quotes = [{"post": "p1", "exact": "better than spaces"}]
    claims = [
        {
            "id": "tabs-are-better-than-spaces",
            "text": "Nora Quist says that tabs are better than spaces for all.",
            "quotes": quotes,
        },
        {"id": "c2", "text": "Tabs are better than spaces.", "quotes": [{"post": "p1", "exact": "Tabs"}]},
    ]
    relations = [{"id": "r1", "kind": "support", "premises": ["c2"], "target": "tabs-are-better-than-spaces"}]
    stances = [{"participant": "bo", "post": "p2", "claim": "c2", "stance": "accepts"}]
    thread = {"participants": people, "posts": posts, "source": {"kind": "text", "license": "CC0-1.0"}}
    map = {"thread": thread, "claims": claims, "relations": relations, "commitments": stances}
    splits = {"format": "argmap-splits/1", "splits": {"a": "train"}}
    return write_dataset(
        root, {"a/map.yaml": map, "a/map.ann.yaml": map, "a/GUIDE.md": "Nora", "splits.yaml": splits}
    )


def test_what_becomes_of_each_part(tmp_path: Path) -> None:
    root, out = small(tmp_path / "data"), tmp_path / "shared"
    assert run("redact", root, "-o", out).exit_code == 0
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert files == ["a/map.ann.yaml", "a/map.yaml", "a/thread.yaml", "splits.yaml"]
    map = argmap.load(out / "a")
    assert map.thread is not None
    assert [(claim.id, claim.text) for claim in map.claims] == [
        ("c1", "[name 1] says that […] for all."),
        ("c2", "Claim 2 of a."),
    ]
    assert (map.relations[0].target, map.commitments[0].participant) == ("c1", "person-2")
    assert map.claims[0].quotes[0].at == ((9, 27),)
    assert [person.id for person in map.thread.participants] == ["person-1", "person-2"]
    assert [post.url for post in map.thread.posts] == [None, "https://site.example/2"]
    assert map.thread.source.redacted
    assert yaml.safe_load((out / "splits.yaml").read_text("utf-8"))["splits"] == {"a": "train"}


def test_hashes_cannot_be_guessed_without_the_key(tmp_path: Path) -> None:
    root, out = small(tmp_path / "data"), tmp_path / "shared"
    run("redact", root, "-o", out)
    content = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file()).decode()
    assert Fingerprint.of("+1").sha256 not in content
    key = tmp_path / "shared.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.read_text("ascii").strip() not in content
    map = argmap.load(out / "a")
    assert map.thread is not None
    mark = map.thread.source.fingerprints
    assert mark is not None
    own = FingerprintKey.again(bytes.fromhex(key.read_text("ascii").strip()), mark)
    assert own.of("+1") == map.thread.posts[1].withheld
    with pytest.raises(WrongFingerprintKey):
        FingerprintKey.again(SECRET, mark)


def test_a_keyed_hash_is_that_of_rfc_2104() -> None:
    import hashlib

    key = FingerprintKey(SECRET, "0123456789abcdef")
    message = b"".join(
        len(part).to_bytes(8, "big") + part for part in (b"words", b"0123456789abcdef", "é".encode())
    )
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in SECRET.ljust(64, b"\0")) + message).digest()
    outer = hashlib.sha256(bytes(b ^ 0x5C for b in SECRET.ljust(64, b"\0")) + inner).hexdigest()
    assert key.of("é") == Fingerprint(sha256=outer, length=1)


def test_the_same_key_gives_the_same_bytes(tmp_path: Path) -> None:
    root = small(tmp_path / "data")
    key = tmp_path / "project.key"
    for name in ("one", "two"):
        run("redact", root, "-o", tmp_path / name, "--key", key)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
        for name in ("one", "two")
    )
    assert one == two


def test_readings_are_filled_too(tmp_path: Path) -> None:
    root, out, again = small(tmp_path / "data"), tmp_path / "shared", tmp_path / "again"
    run("redact", root, "-o", out)
    assert (
        run("fill", out, root, "-o", again, "--key", tmp_path / "shared.key").exit_code == 2
    )  # no thread.yaml there
    argmap.save(argmap.load(root / "a"), tmp_path / "threads" / "a")
    result = run("fill", out, tmp_path / "threads", "-o", again, "--key", tmp_path / "shared.key")
    assert result.exit_code == 0, result.output
    for file in ("map.yaml", "map.ann.yaml"):
        map = argmap.load(again / "a" / file)
        assert map.thread is not None
        assert [post.text for post in map.thread] == ["Tabs are better than spaces.", "+1"]
        assert map.claims[0].quotes[0].exact == "better than spaces"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "made with a key; name the file with --key"),
        (["--key", "{tmp}/other.key"], "made with another key"),
        (["--key", "{tmp}/gone.key"], "no such file"),
        (["--key", "{tmp}/bad.key"], "is no key of fingerprints"),
    ],
    ids=["none", "another", "gone", "no key"],
)
def test_without_the_key_nothing_is_filled(arguments: list[str], said: str, tmp_path: Path) -> None:
    root, out = small(tmp_path / "data"), tmp_path / "shared"
    run("redact", root, "-o", out)
    argmap.save(argmap.load(root / "a"), tmp_path / "threads" / "a")
    (tmp_path / "other.key").write_text("0" * 64, "ascii")
    (tmp_path / "bad.key").write_text("0", "ascii")
    result = run(
        "fill",
        out,
        tmp_path / "threads",
        "-o",
        tmp_path / "again",
        *(each.format(tmp=tmp_path) for each in arguments),
    )
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert not (tmp_path / "again").exists()


def test_other_words_are_named_and_nothing_is_filled(tmp_path: Path) -> None:
    root, out = small(tmp_path / "data"), tmp_path / "shared"
    run("redact", root, "-o", out)
    map = argmap.load(root / "a")
    argmap.save(map, tmp_path / "threads" / "a")
    file = tmp_path / "threads" / "a" / "thread.yaml"
    file.write_text(file.read_text("utf-8").replace("+1", "-1"), "utf-8")
    result = run(
        "fill", out, tmp_path / "threads", "-o", tmp_path / "again", "--key", tmp_path / "shared.key"
    )
    assert "post 'p2' has other words in the source" in result.output
    assert not (tmp_path / "again").exists()
    bare = run("fill", out, out, "-o", tmp_path / "again", "--key", tmp_path / "shared.key")
    assert "post 'p2' has no words in the source" in bare.output
    result = CliRunner().invoke(
        main, ["fill", str(out / "a"), str(tmp_path / "threads" / "a"), "-o", str(tmp_path / "b")]
    )
    assert "argmap dataset fill --key" in result.output


def test_an_import_does_not_compare_keyed_fingerprints(tmp_path: Path) -> None:
    root, out = small(tmp_path / "data"), tmp_path / "shared"
    run("redact", root, "-o", out)
    (tmp_path / "thread.txt").write_text("Nora: Tabs are better than spaces.\n", "utf-8")
    before = (out / "a" / "thread.yaml").read_bytes()
    result = CliRunner().invoke(main, ["update", str(out / "a"), str(tmp_path / "thread.txt")])
    assert (result.exit_code, "put the words back first" in result.output) == (2, True), result.output
    assert (out / "a" / "thread.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("data/inside", "is inside the dataset"),
        ("full", "is not an empty folder"),
        ("a-file", "is not an empty folder"),
    ],
    ids=["inside", "full", "a file"],
)
def test_a_place_that_cannot_be_is_said_before_a_key_is_made(place: str, said: str, tmp_path: Path) -> None:
    root = small(tmp_path / "data")
    write_dataset(tmp_path, {"full/x.txt": "x", "a-file": "x"})
    result = run("redact", root, "-o", tmp_path / place)
    assert (result.exit_code, said in result.output) == (2, True)
    assert not [*tmp_path.rglob("*.key")]


def test_the_key_is_never_in_the_dataset(tmp_path: Path) -> None:
    root, out = small(tmp_path / "data"), tmp_path / "shared"
    result = run("redact", root, "-o", out, "--key", out / "my.key")
    assert (result.exit_code, "must not be inside" in result.output) == (2, True)
    assert not out.exists()


def test_two_maps_of_one_id_and_a_faulty_one_are_refused(tmp_path: Path) -> None:
    root = small(tmp_path / "data")
    write_dataset(root, {"b/map.yaml": {"id": "a"}})
    result = run("redact", root, "-o", tmp_path / "out")
    assert (result.exit_code, "have the same id 'a'" in result.output) == (2, True)
    write_dataset(root, {"b/map.yaml": "format: argmap/1\n"})
    result = run("redact", root, "-o", tmp_path / "out")
    assert (result.exit_code, "AM012" in result.output) == (1, True)
    assert not (tmp_path / "out").exists()


def test_words_that_are_withheld_in_part_are_refused(tmp_path: Path) -> None:
    hidden = Fingerprint.of("Words that are not here.")
    posts = [
        {"id": "p1", "text": "Here."},
        {"id": "p2", "withheld": {"sha256": hidden.sha256, "length": hidden.length}},
    ]
    write_dataset(tmp_path / "data", {"a/map.yaml": {"thread": {"posts": posts}}})
    result = run("redact", tmp_path / "data", "-o", tmp_path / "out")
    assert (result.exit_code, "put them back first" in result.output) == (2, True)


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "Ctrl-C"]
)
def test_nothing_is_half_written(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small(tmp_path / "data")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("argmap.datasets.redact.write.flush", fail)
    result = run("redact", root, "-o", tmp_path / "out")
    assert result.exit_code != 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out.key"]


@given(
    st.lists(st.sampled_from("ab.-_ é"), max_size=30).map("".join),
    st.lists(st.sampled_from("ab. "), max_size=30).map("".join),
)
def test_a_masked_text_has_no_run_of_the_post(post: str, text: str) -> None:
    runs = Runs()
    runs.add(post)
    masked = runs.masked(text)
    assert runs.first(masked) is None
    assert not shingles(post) & shingles(masked.replace("[…]", " 0 "))
    if not shingles(post) & shingles(text):
        assert masked == text
