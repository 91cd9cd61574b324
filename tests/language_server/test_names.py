"""From names to where they are given and used, their new names, the outline, and what is shown for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.editing.operations import open_map
from argmap.editing.references import references as references_of_model
from argmap.editing.references import renamed
from argmap.errors import ArgmapError
from argmap.language_server.changes_of_text import replaced
from argmap.language_server.dataset_files import DatasetFiles, TextStretch
from argmap.language_server.finding_names import definition, outline, references, renamable, renaming
from argmap.language_server.hovering import hover
from argmap.language_server.naming_places import NameKind
from argmap.language_server.open_files import OpenFiles
from argmap.storage import load_map
from tests.language_server.sample import MAP, THREAD, opened, place

DATASETS = ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"]


def text_at(dataset: DatasetFiles, where: TextStretch | None) -> tuple[str, str] | None:
    """Return the name of a file and the text of a stretch of it."""
    source = None if where is None else dataset.file(where.file)
    return (
        None if where is None or source is None else (where.file.name, source.text[where.start : where.end])
    )


@pytest.mark.parametrize("name", DATASETS)
def test_the_table_of_references_has_what_the_model_has(root: Path, name: str) -> None:
    file = root / "data" / name / "map.yaml"
    dataset = OpenFiles().dataset(file)
    map = load_map(file)
    known = {id for kind, id in dataset.definitions if kind is NameKind.PART}
    uses = {
        (u.path, u.name)
        for u in dataset.uses
        if u.named is NameKind.PART and not u.defines and u.name in known
    }
    assert uses == set(references_of_model(map))
    posts = {
        u.name
        for u in dataset.uses
        if u.named is NameKind.POST and not u.defines and u.path[-4:-3] == ("quotes",)
    }
    assert {quote.post for _, quote in map.quotes()} >= posts
    assert {u.name for u in dataset.uses if u.named is NameKind.POST and u.defines} == set(
        map.thread or ()
    ) or all(post.id in {u.name for u in dataset.uses if u.defines} for post in map.thread or ())


GIVEN = {
    "a target": (MAP, "target: spa|ces}", ("map.yaml", "spaces")),
    "a premise in quotation marks": (MAP, 'premises: ["sa|me"]', ("map.yaml", "same")),
    "an issue": (MAP, "answers: ind|ent", ("map.yaml", "indent")),
    "a post": (MAP, "claims:\n  - id: spaces\n    text: Code should be indented with spaces.\n    answers: indent\n    quotes: [{post: p|1", ("thread.yaml", "p1")),
    "a participant": (MAP, "participant: b|o,", ("thread.yaml", "bo")),
    "words in double quotation marks with escapes": (MAP, "exact: 'They look |", ("thread.yaml", 'They look \\"the same\\" everywhere')),
    "words in a block over two lines": (MAP, "exact: tabs let every|", ("thread.yaml", "tabs let\n      everybody choose")),
    "the thread itself": (MAP, "thread: thread|.yaml", ("thread.yaml", "")),
    "a word of a list": (MAP, "kind: supp|ort", None),
    "a text": (MAP, "text: Tabs let every|", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "marked", "there"), GIVEN.values(), ids=GIVEN)
def test_where_something_is_given(
    tmp_path: Path, text: str, marked: str, there: tuple[str, str] | None
) -> None:
    _, file, dataset = opened(tmp_path)
    assert text_at(dataset, definition(dataset, file, place(text, marked))) == there


def test_where_the_author_of_a_post_is_given(tmp_path: Path) -> None:
    _, file, dataset = opened(tmp_path)
    where = definition(dataset, file.parent / "thread.yaml", place(THREAD, "author: b|o"))
    assert where is not None
    assert where.start == THREAD.index("id: bo,") + 4


def test_every_use_of_a_claim_and_of_a_post(tmp_path: Path) -> None:
    _, file, dataset = opened(tmp_path)
    found = references(dataset, file, place(MAP, "in: [sa|me]"), with_definition=True)
    assert [MAP[each.start : each.end] for each in found] == ["same", '"same"', "same", "same"]
    in_thread = place(THREAD, "id: p|2")
    posts = references(dataset, file.parent / "thread.yaml", in_thread, with_definition=False)
    assert [each.file.name for each in posts] == ["map.yaml", "map.yaml"]


def test_a_new_id_is_written_wherever_the_old_one_stood(tmp_path: Path) -> None:
    _, file, dataset = opened(tmp_path)
    source, changes = renaming(dataset, file, place(MAP, "in: [sa|me]"), "alike")
    after = replaced(source.text, changes)
    assert after == MAP.replace("id: same", "id: alike").replace('["same"]', '["alike"]').replace(
        "claim: same", "claim: alike"
    ).replace("[same]", "[alike]")


@pytest.mark.parametrize("name", DATASETS)
def test_a_rename_says_the_same_as_the_command(root: Path, name: str) -> None:
    file = root / "data" / name / "map.yaml"
    dataset, first = OpenFiles().dataset(file), load_map(file).claims[0].id
    use = dataset.definitions[NameKind.PART, first]
    source, changes = renaming(dataset, file, use.where.start, "a-new-name")
    assert replaced(source.text, changes) == renamed(open_map(str(file)), first, "a-new-name")


REFUSED = {
    "a name that is no id": ("in: [sa|me]", "No Id", "'No Id' is not an id"),
    "a name that is taken": ("in: [sa|me]", "spaces", "'spaces' is already the id of another part"),
    "a post": ("post: p2, exact: tabs |", "x", "only the id of a part of the map"),
}


@pytest.mark.parametrize(("marked", "new", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_renamed(tmp_path: Path, marked: str, new: str, message: str) -> None:
    _, file, dataset = opened(tmp_path)
    with pytest.raises(ArgmapError, match=message):
        renaming(dataset, file, place(MAP, marked), new)


def test_an_id_that_other_readers_take_for_a_number_is_written_in_quotation_marks(tmp_path: Path) -> None:
    _, file, dataset = opened(tmp_path)
    source, changes = renaming(dataset, file, place(MAP, "id: choo|se"), "1")
    after = replaced(source.text, changes)
    assert "id: '1'" in after or 'id: "1"' in after
    assert renamable(dataset, file, place(MAP, "text: Tabs let every|")) is None


def test_the_outline_of_a_map(tmp_path: Path) -> None:
    _, file, dataset = opened(tmp_path)
    shown = {entry.name: [(e.name, e.detail) for e in entry.inside] for entry in outline(dataset, file)}
    assert shown == {
        "issues": [("indent", "How should code be indented?")],
        "claims": [
            ("spaces", "Code should be indented with spaces."),
            ("same", "Spaces look the same 😀 everywhere."),
            ("choose", "Tabs let everybody choose."),
        ],
        "relations": [("r1", "support: same → spaces"), ("r2", "attack: choose → spaces")],
        "commitments": [("bo concedes same", "p2")],
    }
    for entry in outline(dataset, file):  # an editor refuses a name outside of what it names
        for each in (entry, *entry.inside):
            assert each.whole.start <= each.selected.start <= each.selected.end <= each.whole.end


def test_the_outline_of_a_thread(tmp_path: Path) -> None:
    _, file, dataset = opened(tmp_path)
    people, posts = outline(dataset, file.parent / "thread.yaml")
    assert [each.name for each in people.inside] == ["ann", "bo"]
    assert [each.name for each in posts.inside] == ["Ann, p1", "Bo, p2", "Ann, p3"]


HOVERS = {
    # "same" is quoted from Ann, conceded by Bo, and nothing attacks it; "choose" attacks "spaces", which has a reason too.
    "a claim": ("in: [sa|me]", ["**Spaces look the same 😀 everywhere.**", "✓ is accepted", "> They look \"the same\" everywhere — Ann, p1"]),
    "a claim that is contested": ("target: spa|ces}", ["**Code should be indented with spaces.**", "? is undecided"]),
    "a relation": ("id: r|1,", ["✓ counts"]),
    "a post": ("post: p|2, claim", ["**Bo, p2**", "True, but tabs let\n\neverybody choose. Tabs 😀 tabs."]),
    "a participant": ("participant: b|o,", ["Bo"]),
    "words": ("exact: tabs let every|", ["**Bo, p2**", "True, but **tabs let everybody choose** . Tabs 😀 tabs."]),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "lines"), HOVERS.values(), ids=HOVERS)
def test_what_is_shown(tmp_path: Path, marked: str, lines: list[str]) -> None:
    files, file, dataset = opened(tmp_path)
    shown = hover(dataset, file, place(MAP, marked), lambda: files.study(file))
    assert shown is not None
    for line in lines:
        assert line in shown.markdown


def test_a_scheme_shows_its_questions(tmp_path: Path) -> None:
    text = MAP.replace("target: spaces}", "target: spaces, scheme: expert-opinion}")
    files, file, dataset = opened(tmp_path, text)
    shown = hover(dataset, file, place(text, "scheme: expert|"), lambda: files.study(file))
    assert shown is not None
    assert (
        shown.markdown.count("\n- ") >= 5
    )  # Walton, Reed & Macagno (2008), chapter 9: six critical questions


def test_a_claim_of_a_map_with_faults_is_shown_without_a_label(tmp_path: Path) -> None:
    text = MAP.replace("target: spaces}", "target: spaecs}")
    files, file, dataset = opened(tmp_path, text)
    shown = hover(dataset, file, place(text, "in: [sa|me]"), lambda: files.study(file))
    assert shown is not None
    assert "**Spaces look the same" in shown.markdown
    assert "accepted" not in shown.markdown


def test_words_of_people_are_no_markup(tmp_path: Path) -> None:
    text = MAP.replace("Tabs let everybody choose.", "'![x](https://example.org/x) <b>*y*'")
    _, file, dataset = opened(tmp_path, text)
    shown = hover(dataset, file, place(text, "premises:\n    - cho|ose"), lambda: None)
    assert shown is not None
    assert "![" not in shown.markdown
    assert "<b>" not in shown.markdown.replace("\\<b\\>", "")
