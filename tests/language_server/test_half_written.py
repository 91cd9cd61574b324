"""Where a half-written line belongs, and which names fit there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.language_server.completing import completions
from argmap.language_server.dataset_files import SourceFile
from argmap.language_server.half_written import half_written
from argmap.language_server.naming_places import NameKind, named_at, pattern
from argmap.model.scheme import schemes
from argmap.storage.files import Limits
from argmap.storage.read import parse
from tests.language_server.sample import MAP, opened

CASES = {
    "a value": ("claims:\n  - id: a\n    answers: in|", "claims.*.answers", "in"),
    "nothing yet": ("claims:\n  - id: a\n    answers: |", "claims.*.answers", ""),
    "in braces": ("commitments:\n  - {participant: bo, claim: s|", "commitments.*.claim", "s"),
    "behind a list in braces": ("relations:\n  - {premises: [a, b], target: s|", "relations.*.target", "s"),
    "in brackets": ("relations:\n  - {premises: [a, b-|", "relations.*.premises.*", "b-"),
    "an item with its dash under the key": ("relations:\n  - id: r\n    premises:\n    - ch|", "relations.*.premises.*", "ch"),
    "an item farther in": ("relations:\n  - id: r\n    premises:\n      - a\n      - |", "relations.*.premises.*", ""),
    "a list without indentation": ("relations:\n- id: r\n  target: x|", "relations.*.target", "x"),
    "a quote in a list of braces": ("claims:\n  - id: a\n    quotes:\n      - {post: p|", "claims.*.quotes.*.post", "p"),
    "a quote in brackets": ("claims:\n  - id: a\n    quotes: [{post: p1, exact: x}, {post: p|", "claims.*.quotes.*.post", "p"),
    "a quote of an outcome": ("issues:\n  - id: i\n    outcome:\n      quotes:\n        - post: p|", "issues.*.outcome.quotes.*.post", "p"),
    "the first key of an item": ("stages:\n  - stage: op|", "stages.*.stage", "op"),
    "nested lists": ("questions:\n  - id: q\n    answered_by:\n      - claim: a|", "questions.*.answered_by.*.claim", "a"),
    "expectations": ("expect:\n  in: [a, |", "expect.in.*", ""),
    "behind blank lines and comments": ("claims:\n  # one\n\n  - id: a\n\n    # two\n    answers: |", "claims.*.answers", ""),
    "in quotation marks": ("relations:\n  - {premises: ['a|", "relations.*.premises.*", "a"),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "where", "begun"), CASES.values(), ids=CASES)
def test_a_place_is_known_without_a_parser(marked: str, where: str, begun: str) -> None:
    offset = marked.index("|")
    found = half_written(marked.replace("|", ""), offset)
    assert found is not None
    assert (found.where, found.begun, found.start) == (where, begun, offset - len(begun))


@pytest.mark.parametrize(
    "marked",
    ["cla|", "claims:\n  - id: a\n    ans|", "claims:\n  - {id: a, an|", "claims:\n  - id: a  # no|", "|"],
)
def test_keys_and_comments_are_no_values(marked: str) -> None:
    found = half_written(marked.replace("|", ""), marked.index("|"))
    assert found is None or named_at(found.where) is None


@pytest.mark.parametrize("dataset", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_the_place_of_every_name_of_the_bundled_maps_is_what_a_parser_says(root: Path, dataset: str) -> None:
    text = (root / "data" / dataset / "map.yaml").read_text("utf-8")
    source = SourceFile(Path("map.yaml"), parse(text, "map.yaml", Limits()))
    wrong = [
        (pattern(path), half_written(text, place.end))
        for path, value, place in source.scalars
        if named_at(pattern(path)) not in {None, NameKind.WORDS}
        and isinstance(value, str)
        and (found := half_written(text, place.start + 1)) is not None
        and found.where != pattern(path)
    ]
    assert wrong == []
    assert all(
        half_written(text, place.start + 1) is not None
        for path, _, place in source.scalars
        if pattern(path) == "relations.*.target"
    )


@given(st.text(alphabet="ab:-[]{},#'\" \n", max_size=60), st.integers(0, 60))
def test_no_text_is_too_odd(text: str, offset: int) -> None:
    found = half_written(text, min(offset, len(text)))
    assert found is None or text[found.start : min(offset, len(text))] == found.begun


def names(folder: Path, marked: str, *, in_thread: bool = False) -> list[str]:
    _, _, dataset = opened(folder)
    return [
        each.name
        for each in completions(dataset, marked.replace("|", ""), marked.index("|"), is_thread=in_thread)
    ]


FIT = {
    "claims": ("relations:\n  - {premises: [|", ["spaces", "same", "choose"]),
    "targets": ("relations:\n  - target: |", ["indent", "spaces", "same", "choose", "r1", "r2"]),
    "issues": ("claims:\n  - answers: |", ["indent"]),
    "posts": ("claims:\n  - quotes: [{post: |", ["p1", "p2", "p3"]),
    "people": ("commitments:\n  - {participant: |", ["ann", "bo"]),
    "kinds": ("relations:\n  - {kind: |", ["support", "attack", "undercut", "rephrase", "explains"]),
    "stances": ("commitments:\n  - stance: |", ["asserts", "accepts", "concedes", "proposes", "questions", "denies", "retracts"]),
    "schemes": ("relations:\n  - {scheme: |", list(schemes())),
    "a list before its bracket": ("relations:\n  - premises: |", ["spaces", "same", "choose"]),
    "no ids of its own": ("claims:\n  - id: |", []),
    "no words for texts": ("claims:\n  - text: |", []),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "fit"), FIT.values(), ids=FIT)
def test_names_that_fit(tmp_path: Path, marked: str, fit: list[str]) -> None:
    assert names(tmp_path, marked) == fit


def test_a_thread_takes_its_own_people_and_posts(tmp_path: Path) -> None:
    assert names(tmp_path, "posts:\n  - {id: p4, author: |", in_thread=True) == ["ann", "bo"]
    assert names(tmp_path, "posts:\n  - id: p4\n    reply_to: |", in_thread=True) == ["p1", "p2", "p3"]


def test_a_post_comes_with_who_wrote_it_and_its_first_words(tmp_path: Path) -> None:
    _, _, dataset = opened(tmp_path)
    marked = "claims:\n  - quotes: [{post: p"
    first = completions(dataset, marked, len(marked), is_thread=False)[0]
    assert (first.detail, first.text) == ("Ann, p1", '😀 Use spaces. They look "the same" everywhere.')


def test_names_still_fit_while_the_text_cannot_be_parsed(tmp_path: Path) -> None:
    files, file, _ = opened(tmp_path)
    broken = MAP.replace("target: spaces}", "target: ")
    files.texts[file] = broken
    assert files.dataset(file).map is None
    offset = broken.index("target: ") + len("target: ")
    fit = completions(files.dataset(file, last=True), broken, offset, is_thread=False)
    assert [each.name for each in fit][1:3] == ["spaces", "same"]
