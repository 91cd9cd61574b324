"""The screen that annotates: what it shows, what it asks, and what it never loses. Keys are pressed by Textual's pilot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

import argmap
from argmap.cli.edit.annotation.app import AnnotationApp
from argmap.cli.edit.annotation.dialogs import Picker
from tests.cli.annotation.driving import KIOSK, MAP, dataset, drive, message, press, screen

HALF = (
    MAP
    + """\
claims:
  - {id: move, answers: place, text: The kiosk should move., quotes: [{post: p1, exact: We should move the kiosk}]}
  - {id: people, text: More people pass there., quotes: [{post: p1, exact: More people pass there.}]}
relations: [{id: r1, kind: support, premises: [people], target: move, scheme: sign}]
commitments:
  - {participant: ann, post: p1, claim: move, stance: asserts}
  - {participant: ann, post: p1, claim: people, stance: asserts}
"""
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dataset(tmp_path / "kiosk", map=HALF)


def text(folder: Path) -> str:
    return (folder / "map.yaml").read_text("utf-8")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=str)
def test_thread_and_map_are_beside_each_other_at_any_size(folder: Path, size: tuple[int, int]) -> None:
    shown: list[str] = []

    async def keys(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        shown.append(screen(pilot.app))  # type: ignore[arg-type]
        await press(pilot, "c", "escape", "question_mark", "escape", "tab", "down", "enter")

    drive(folder, keys, size, post="p1")
    assert "▶ #1 Ann" in shown[0] or size == (40, 12)
    assert "▸ 1• We" in shown[0]  # the chosen sentence, its number, and that the map quotes it
    assert "thesis: The" in shown[0] or size == (40, 12)
    assert all(len(line) <= size[0] for line in shown[0].split("\n"))


def test_what_the_map_says_of_the_words_is_shown_and_reached_both_ways(folder: Path) -> None:
    seen: list[str] = []

    async def keys(pilot: Pilot[Any]) -> None:
        app: AnnotationApp = pilot.app  # type: ignore[assignment]
        await press(pilot, "2")
        seen.append(str(app.query_one("#detail").render()))
        await press(pilot, "enter")
        seen.append(str(app.map_view.looked_at))
        await press(pilot, "n", "tab", "tab", "enter")
        seen.append(f"{app.thread_view.at.post.id} {app.thread_view.at.sentence}")
        await press(pilot, "3", "2", "n", "enter")
        seen.append(message(app))

    drive(folder, keys, post="p1")
    assert seen[0] == "= More people pass there.  [people]\nAnn asserts it (#1)"
    assert seen[1:3] == ["people", "p1 1"]
    assert "quotes these words" in seen[3]


def test_esc_goes_back_step_by_step_and_keeps_what_was_answered(folder: Path) -> None:
    before = text(folder)
    seen: list[object] = []

    async def keys(pilot: Pilot[Any]) -> None:
        app: AnnotationApp = pilot.app  # type: ignore[assignment]
        await press(pilot, "n", "2", "c", "<The rent is high.>", "enter", "<objection claim>", "enter")
        await press(pilot, "escape", "escape")
        seen.append(app.screen.query_one(Input).value)
        await press(pilot, "escape")
        seen.append((message(app), app.thread_view.at.chosen.words(app.session.thread)))
        await press(pilot, "c")
        assert isinstance(app.screen, Picker)
        seen.append(app.screen.question)
        await press(pilot, "enter", "escape", "escape", "escape", "escape")

    drive(folder, keys, post="p1")
    assert seen[0] == "The rent is high."
    assert seen[1] == (
        "Nothing is written; c takes the claim up again where you left it.",
        "But the rent is twice as high, so I am against it.",
    )
    assert seen[2] == "An objection to"
    assert text(folder) == before


def test_the_rules_are_heard_before_anything_is_written(folder: Path) -> None:
    """Ann cannot agree with herself (AM522): Enter alone does not write it, a step up does."""
    before = text(folder)
    seen: list[str] = []

    async def keys(pilot: Pilot[Any]) -> None:
        await press(pilot, "a", "<people>", "enter")
        seen.append(str(pilot.app.screen.query_one("#remarks").render()))
        await press(pilot, "enter", "escape", "escape", "escape")
        seen.append(text(folder))
        await press(pilot, "a", "up", "enter")

    drive(folder, keys, post="p5")
    assert "AM522 'ann' accepts 'people', which nobody else asserts" in seen[0]
    assert seen[1] == before
    assert argmap.load(folder).commitments[-1].stance == "accepts"


def test_a_claim_with_the_same_words_is_offered_and_not_made_twice(folder: Path) -> None:
    async def keys(pilot: Pilot[Any]) -> None:
        await press(
            pilot, "2", "c", "enter", "enter"
        )  # the same words: the claim that is there; nothing new to write
        await press(pilot, "escape", "escape", "escape")
        await press(
            pilot,
            "n",
            "right",
            "shift+right",
            "s",
            "<people>",
            "enter",
            "enter",
            "s",
            "<people>",
            "enter",
            "enter",
        )

    drive(folder, keys, post="p1")
    map = argmap.load(folder)
    assert [claim.id for claim in map.claims] == ["move", "people"]
    assert [quote.words for quote in map.claims[1].quotes] == ["More people pass there.", "Granted, more"]
    assert [(c.participant, c.stance) for c in map.commitments[2:]] == [("bo", "asserts")]


def test_a_change_is_taken_back_on_another_day(folder: Path) -> None:
    before = text(folder)
    said: list[str] = []

    async def grant(pilot: Pilot[Any]) -> None:
        await press(pilot, "right", "g", "<people>", "enter", "enter")

    async def take_back(pilot: Pilot[Any]) -> None:
        await press(pilot, "u")
        said.append(message(pilot.app))  # type: ignore[arg-type]
        await press(pilot, "u")
        said.append(message(pilot.app))  # type: ignore[arg-type]

    drive(folder, grant, post="p2")
    assert argmap.load(folder).commitments[-1].stance == "concedes"
    drive(folder, take_back)
    assert text(folder) == before
    assert said[0] == "Undone: add that bo concedes people"
    assert "there is no edit to undo" in said[1]


def test_a_reading_goes_on_at_the_first_post_that_was_not_read(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "kiosk")

    async def two_posts(pilot: Pilot[Any]) -> None:
        await press(pilot, "n", *["down"] * 2, "b")

    async def nothing(pilot: Pilot[Any]) -> None:
        await press(pilot, "left")

    assert drive(folder, two_posts).session.begin == "p1"
    assert drive(folder, nothing).session.begin == "p3"
    (folder / ".map.yaml.reading").write_text("{broken")
    assert drive(folder, nothing).session.begin == "p1"


def test_a_map_that_was_begun_elsewhere_is_read_from_its_first_post_without_a_quote(folder: Path) -> None:
    async def to_the_end(pilot: Pilot[Any]) -> None:
        await press(pilot, *["n"] * 5)
        assert "That was the last post" in message(pilot.app)  # type: ignore[arg-type]

    assert drive(folder, to_the_end).session.begin == "p2"
    assert drive(folder, to_the_end).session.begin == "p5"


def test_posts_and_words_are_found_by_typing(folder: Path) -> None:
    at: list[str] = []

    async def keys(pilot: Pilot[Any]) -> None:
        app: AnnotationApp = pilot.app  # type: ignore[assignment]
        await press(pilot, "slash", "<all rents>", "enter")
        at.append(app.thread_view.at.chosen.words(app.session.thread))
        await press(pilot, "number_sign", "<who told>", "enter")
        at.append(app.thread_view.at.post.id)
        await press(pilot, "slash", "<no such words>", "enter", "escape")
        at.append(app.thread_view.at.post.id)

    drive(folder, keys)
    assert at == ["He knows all the rents.", "p3", "p3"]


def test_another_program_may_change_the_map_meanwhile(folder: Path) -> None:
    said: list[str] = []

    async def keys(pilot: Pilot[Any]) -> None:
        app: AnnotationApp = pilot.app  # type: ignore[assignment]
        await press(pilot, "right", "g", "<people>", "enter")
        (folder / "map.yaml").write_text(text(folder) + "# a remark from an editor\n")
        await press(pilot, "enter")
        said.append(message(app))
        await press(pilot, "g", "enter")
        (folder / "map.yaml").write_text(text(folder).replace("target: move", "target: nowhere"))
        await press(pilot, "g")
        said.append(message(app))

    drive(folder, keys, post="p2")
    assert "changed since it was read" in said[0]
    assert "g takes it up again" in said[0]
    assert "'nowhere'" in said[1]
    map = argmap.load(dataset(folder, map=text(folder).replace("nowhere", "move")))
    assert map.commitments[-1].stance == "concedes"
    assert "# a remark from an editor" in text(folder)


def test_a_guess_a_rewording_a_remark_and_an_example_are_written(folder: Path) -> None:
    async def keys(pilot: Pilot[Any]) -> None:
        await press(pilot, "h", "<should move>", "enter", "enter")
        await press(
            pilot, "v", "<people pass>", "enter", "<More people pass at the station.>", "enter", "enter"
        )
        await press(pilot, "n", "m", "<Bo is polite.>", "enter", "enter")
        await press(
            pilot,
            "2",
            "e",
            "<Rents>",
            "enter",
            "<Rents at stations are high.>",
            "enter",
            "<objection>",
            "enter",
        )
        await press(pilot, "<should move>", "enter", "<Rents of stations>", "enter", "<1986>", "enter")
        await press(pilot, "<https://example.org/rents>", "enter", "enter")
        await press(pilot, "x", "<people pass>", "enter", "<expert>", "enter", "up", "enter")

    drive(folder, keys, post="p1", by=None)
    map = argmap.load(folder)
    assert (map.commitments[0].hedged, map.claims[1].text) == (True, "More people pass at the station.")
    assert (map.claims[2].text, map.claims[2].meta) == ("Bo is polite.", True)
    [example] = map.examples
    assert (example.topic, example.references[0].year) == ("rents", 1986)
    assert [(r.kind, r.premises, r.target, r.scheme) for r in map.relations] == [
        ("support", ("people",), "move", "expert-opinion"), ("attack", ("rents",), "move", None),
    ]  # fmt: skip


def test_words_of_any_script_are_chosen_and_quoted(tmp_path: Path) -> None:
    foreign = KIOSK.replace(
        "We should move the kiosk to the station. More people pass there.", "駅に移そう。人が多い👍🏽から！"
    ).replace("Granted, more", "جيد، more")
    folder = dataset(tmp_path / "kiosk", foreign, MAP + "language: ja\n")

    async def keys(pilot: Pilot[Any]) -> None:
        await press(pilot, "t", "<売店を駅に移すべきだ。>", "enter", "enter", "enter")
        await press(
            pilot,
            "2",
            "right",
            *["shift+right"] * 4,
            "c",
            "<駅は人が多い。>",
            "enter",
            "<reason>",
            "enter",
            "enter",
            "enter",
        )
        await press(pilot, "n", "right", "g", "<人が>", "enter", "enter")

    drive(folder, keys)
    map = argmap.load(folder)
    assert [[quote.words for quote in claim.quotes] for claim in map.claims] == [
        ["駅に移そう。"],
        ["人が多い👍🏽"],
    ]
    assert [[quote.words for quote in c.quotes] for c in map.commitments][2] == ["جيد"]


def test_an_annotator_is_named_on_what_is_written(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "kiosk", map=MAP + "annotators: [Eva, Jo]\n")

    async def keys(pilot: Pilot[Any]) -> None:
        await press(pilot, "t", "enter", "enter", "up", "enter")

    drive(folder, keys, by="Jo")
    map = argmap.load(folder)
    assert (map.claims[0].by, map.commitments[0].by) == ("Jo", "Jo")


def test_a_mouse_chooses_a_sentence_and_drags_over_words(folder: Path) -> None:
    seen: list[str] = []

    async def keys(pilot: Pilot[Any]) -> None:
        app: AnnotationApp = pilot.app  # type: ignore[assignment]
        await pilot.pause()
        rows = screen(app).splitlines()
        row = next(number for number, line in enumerate(rows) if "Who told you" in line)
        column = rows[row].index("told")
        await pilot.click(offset=(column, row))
        seen.append(app.thread_view.at.chosen.words(app.session.thread))
        await pilot.mouse_down(offset=(column, row))
        await press(pilot, "right")
        await pilot.hover(offset=(column + 6, row))
        await pilot.mouse_up(offset=(column + 6, row))
        seen.append(app.thread_view.at.chosen.words(app.session.thread))

    drive(folder, keys, (100, 40), post="p2")
    assert seen == ["Who told you the rent?", "Who told you"]


def test_words_with_a_gap_become_one_quote(folder: Path) -> None:
    async def keys(pilot: Pilot[Any]) -> None:
        await press(
            pilot, "right", "space", "right", "right", "shift+right", "g", "<people>", "enter", "enter"
        )

    drive(folder, keys, post="p2")
    assert argmap.load(folder).commitments[-1].quotes[0].exact == ("Granted", "pass there")


def test_a_screen_that_is_far_too_small_breaks_nothing(folder: Path) -> None:
    async def keys(pilot: Pilot[Any]) -> None:
        await press(pilot, "down", "c", "escape", "slash", "escape", "question_mark", "escape", "tab", "down")

    drive(folder, keys, (9, 3))
