"""Places as an editor counts them, changes as an editor makes them, words of a post in their file, and findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.language_server.changes_of_text import replaced, replacements
from argmap.language_server.findings_in_text import PlacedFinding, findings
from argmap.language_server.offered_changes import fixed, quote_offers, quoted, selected_words
from argmap.language_server.open_files import OpenFiles
from argmap.language_server.text_lines import TextLines
from argmap.storage import load_map
from tests.language_server.sample import MAP, THREAD, opened, place, write

TEXTS = st.text(alphabet="ab\n\r😀ä\u2028\t", max_size=30)

# The columns of "a😀b" behind the sign, by hand: one code unit for a; 2, 4 and 1 for the sign (Unicode 15, table 3-4 and 3-5).
UNITS = {"utf-16": 3, "utf-8": 5, "utf-32": 2}


@pytest.mark.parametrize(("encoding", "column"), UNITS.items())
def test_columns_are_code_units(encoding: str, column: int) -> None:
    lines = TextLines("x\r\na😀b", encoding)
    assert lines.position(5) == (1, column)
    assert lines.offset(1, column) == 5
    assert lines.offset(1, 99) == 6
    assert lines.offset(9, 0) == 6


def test_only_line_feeds_and_carriage_returns_end_a_line() -> None:
    assert TextLines("a\u2028b\x85c\vd\ne\rf\r\ng").position(13) == (3, 0)


@given(TEXTS, st.sampled_from(sorted(UNITS)))
def test_every_place_comes_back(text: str, encoding: str) -> None:
    lines = TextLines(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # between the two there is no place
            assert lines.offset(*lines.position(offset)) == offset


@given(TEXTS, TEXTS)
def test_changes_make_the_other_text(before: str, after: str) -> None:
    assert replaced(before, replacements(before, after)) == after


SELECTED = {
    "in double quotation marks with escapes": ('\\"the same\\" every', ("p1", '"the same" every')),
    "behind a sign of two code units": ("Use spaces", ("p1", "Use spaces")),
    "over two lines of a block": ("tabs let\n      everybody", ("p2", "tabs let\neverybody")),
    "with white space around": (" everybody choose. ", ("p2", "everybody choose.")),
    "in single quotation marks, doubled": ("It''s all", ("p3", "It's all")),
}


@pytest.mark.parametrize(("chosen", "words"), SELECTED.values(), ids=SELECTED)
def test_selected_text_is_words_of_a_post(tmp_path: Path, chosen: str, words: tuple[str, str]) -> None:
    _, _, dataset = opened(tmp_path)
    start = THREAD.index(chosen) + len(chosen) - len(chosen.lstrip())
    assert dataset.thread is not None
    found = selected_words(dataset.thread, start, THREAD.index(chosen) + len(chosen))
    assert found is not None
    assert (found[0], found[2]) == words


def test_the_second_of_two_equal_words_is_quoted_with_its_context(tmp_path: Path) -> None:
    files, file, dataset = opened(tmp_path)
    start = THREAD.rindex("tabs.")
    offer = next(quote_offers(dataset, file.parent / "thread.yaml", start, start + 4))
    assert dataset.map is not None
    source, changes = quoted(dataset.map, files.loaded(file).map, offer)
    after = replaced(source.text, changes)
    assert 'text: Tabs.\n    quotes:\n      - {post: p2, exact: tabs, suffix: "."}' in after
    file.write_text(after, "utf-8")
    assert len(load_map(file).claims) == 4  # the map is sound, and the quote is the only one of its kind


def test_words_are_quoted_for_a_claim_that_quotes_the_post(tmp_path: Path) -> None:
    files, file, dataset = opened(tmp_path)
    start = THREAD.index("everybody choose. Tabs")
    offers = list(quote_offers(dataset, file.parent / "thread.yaml", start, start + 16))
    assert [offer.claim for offer in offers] == [None, "choose"]
    assert offers[0].title == "Make a claim of “everybody choose” in map.yaml"
    assert dataset.map is not None
    source, changes = quoted(dataset.map, files.loaded(file).map, offers[1])
    after = replaced(source.text, changes)
    assert after == MAP.replace(
        "let everybody choose}]", "let everybody choose}, {post: p2, exact: everybody choose}]"
    )
    assert len(changes) == 1


def test_nothing_is_offered_for_ids_and_across_posts(tmp_path: Path) -> None:
    _, file, dataset = opened(tmp_path)
    thread = file.parent / "thread.yaml"
    assert list(quote_offers(dataset, thread, THREAD.index("id: p2"), THREAD.index("id: p2") + 6)) == []
    assert list(quote_offers(dataset, thread, THREAD.index("Use"), THREAD.index("True"))) == []
    assert list(quote_offers(dataset, file, 0, 5)) == []


def found_in(folder: Path, map: str, thread: str = THREAD) -> list[tuple[str, str, str]]:
    """Return the code of each finding with its file and the text that it marks."""
    files, file, _ = opened(folder, map, thread)
    texts = {file: map, folder / "thread.yaml": thread}
    return [
        (each.finding.code, each.where.file.name, texts[each.where.file][each.where.start : each.where.end])
        for each in findings(files, file)
        if each.finding.code < "AM2"
    ]


FOUND = {
    "an unknown id": (MAP.replace("target: spaces}", "target: spaecs}"), THREAD, [("AM101", "map.yaml", "spaecs")]),
    "behind a sign": (MAP.replace("target: spaces  # 😀", "target: spaecs  # 😀"), THREAD, [("AM101", "map.yaml", "spaecs")]),
    "a misspelt key": (MAP.replace("    answers: indent", "    anwsers: indent"), THREAD, [("AM011", "map.yaml", "anwsers")]),
    "no YAML": (MAP.replace("target: spaces}", "target: spaces"), THREAD, [("AM004", "map.yaml", ":")]),
    "an author who is not there": (MAP, THREAD.replace("author: bo", "author: bob"), [("AM122", "thread.yaml", "bob")]),
    "a thread that is no YAML": (MAP, THREAD.replace("[{id: ann", "[id: ann"), [("AM004", "thread.yaml", "}")]),
    "nothing": (MAP, THREAD, []),
}  # fmt: skip


@pytest.mark.parametrize(("map", "thread", "found"), FOUND.values(), ids=FOUND)
def test_findings_mark_what_they_are_about(
    tmp_path: Path, map: str, thread: str, found: list[tuple[str, str, str]]
) -> None:
    assert found_in(tmp_path, map, thread) == found


def test_texts_that_are_not_saved_count(tmp_path: Path) -> None:
    file, files = write(tmp_path), OpenFiles()
    assert [each for each in findings(files, file) if each.finding.code == "AM101"] == []
    files.texts[file] = MAP.replace("[choose", "[chose").replace("- choose", "- chose")
    assert [each.finding.code for each in findings(files, file) if each.finding.code < "AM2"] == ["AM101"]


def test_a_thread_alone_is_judged_alone(tmp_path: Path) -> None:
    (tmp_path / "thread.yaml").write_text(THREAD.replace("author: bo", "author: bob"), "utf-8")
    found = findings(OpenFiles(), tmp_path / "thread.yaml")
    assert [each.finding.code for each in found] == ["AM122"]


def test_settings_that_cannot_be_read_are_a_finding(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text("nonsense = 1\n", "utf-8")
    files, file, _ = opened(tmp_path)
    found = findings(files, file)
    assert len(found) == 1
    assert "nonsense" in found[0].finding.message


def test_a_fix_is_the_smallest_change(tmp_path: Path) -> None:
    files, file, dataset = opened(
        tmp_path, MAP.replace("Tabs let everybody choose.", "Tabs let everybody choose")
    )
    fixable = [each for each in findings(files, file) if each.finding.fix is not None]
    full_stop = next(each for each in fixable if "full stop" in str(each.finding))
    source, changes = fixed(dataset, full_stop.finding)
    assert [change.text for change in changes] == ["."]
    assert replaced(source.text, changes) == MAP
    assert isinstance(full_stop, PlacedFinding)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("a: [", "utf-8")
    (tmp_path / "map.yaml").write_text("tiles: [", "utf-8")  # of a game
    files = OpenFiles()
    assert files.kind(tmp_path / "notes.yaml") is None
    assert files.kind(tmp_path / "map.yaml") is None
    write(tmp_path)
    assert files.kind(tmp_path / "map.yaml") == "map"
    assert files.map_of(tmp_path / "thread.yaml") == tmp_path / "map.yaml"
    assert place(MAP, "id: r|2") > 0
