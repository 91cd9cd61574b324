"""A small thread is annotated on the screen from its first word to its outcome; the map is the one written by hand here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

import argmap
from argmap.lint.run import check
from tests.cli.annotation.driving import dataset, drive, press


async def annotate(pilot: Pilot[Any]) -> None:
    """Read the five posts: every kind of move that the thread has."""
    # p1: a thesis, and a reason for it
    await press(
        pilot,
        "t",
        "<The kiosk should move to the station.>",
        "enter",
        "enter",
        "i",
        "<move>",
        "enter",
        "enter",
    )
    await press(
        pilot, "down", "c", "<More people pass at the station.>", "enter", "<reason>", "enter", "enter"
    )
    await press(pilot, "i", "<people>", "enter", "enter")
    # p2: a grant in one word; an objection; a denial
    await press(pilot, "n", "right", "g", "<people>", "enter", "enter")
    await press(
        pilot,
        "down",
        "right",
        "right",
        "shift+right",
        "shift+right",
        "shift+right",
        "shift+right",
        "shift+right",
    )
    await press(
        pilot, "c", "<The rent at the station is twice as high.>", "enter", "<objection claim>", "enter"
    )
    await press(pilot, "<move>", "enter", "i", "<rent>", "enter", "enter")
    await press(pilot, "2", "left", "shift+left", "shift+left", "shift+left", "d", "<move>", "enter", "enter")
    # p3: a question that doubts
    await press(
        pilot,
        "n",
        "q",
        "<Who said that the rent is twice as high?>",
        "enter",
        "<rent>",
        "enter",
        "<yes>",
        "enter",
        "enter",
    )
    # p4: an argument from position to know, with a linked premise, that answers the question
    await press(
        pilot,
        "n",
        "c",
        "<The owner says that the rent is twice as high.>",
        "enter",
        "<reason>",
        "enter",
        "<rent>",
        "enter",
    )
    await press(pilot, "i", "<owner>", "enter", "p", "<The owner says what he knows.>", "enter")
    await press(pilot, "s", "<position to know>", "enter", "enter")
    await press(
        pilot, "2", "c", "<The owner knows all the rents.>", "enter", "<premise>", "enter", "<owner>", "enter"
    )
    await press(pilot, "i", "<knows>", "enter", "enter")
    await press(pilot, "1", "w", "enter", "c", "<owner says>", "enter", "enter")
    # p5: a step that fails; a retraction, a stance on a condition, and the outcome
    await press(
        pilot,
        "n",
        "left",
        "shift+left",
        "shift+left",
        "shift+left",
        "c",
        "<The kiosk is a wagon that needs no lease.>",
        "enter",
    )
    await press(pilot, "<step>", "enter", "<rent-against>", "enter", "i", "<wagon>", "enter", "enter")
    await press(
        pilot,
        "2",
        "right",
        "right",
        "shift+right",
        "shift+right",
        "shift+right",
        "r",
        "<move>",
        "enter",
        "enter",
    )
    await press(pilot, "3", "f", "<move>", "enter", "<if the owner agrees>", "enter", "enter")
    await press(pilot, "2", "o", "enter", "<stays>", "enter", "enter")
    await press(pilot, "ctrl+q")


def test_a_thread_becomes_the_map_that_is_expected_and_the_rules_find_nothing(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "kiosk")
    drive(folder, annotate)
    map = argmap.load(folder)
    assert {c.id: (c.text, c.answers, c.implicit, [q.words for q in c.quotes]) for c in map.claims} == {
        "move": ("The kiosk should move to the station.", "place", False, ["We should move the kiosk to the station."]),
        "people": ("More people pass at the station.", None, False, ["More people pass there."]),
        "rent": ("The rent at the station is twice as high.", None, False, ["the rent is twice as high"]),
        "owner": ("The owner says that the rent is twice as high.", None, False, ["The owner told me that it is twice as high."]),
        "the-owner-says-what-he-knows": ("The owner says what he knows.", None, True, []),
        "wagon": ("The kiosk is a wagon that needs no lease.", None, False, ["we own a wagon"]),
        "knows": ("The owner knows all the rents.", None, False, ["He knows all the rents."]),
    }  # fmt: skip
    assert [(r.kind, r.premises, r.target, r.scheme) for r in map.relations] == [
        ("support", ("people",), "move", None),
        ("attack", ("rent",), "move", None),
        ("support", ("owner", "the-owner-says-what-he-knows", "knows"), "rent", "position-to-know"),
        ("undercut", ("wagon",), "rent-against-move", None),
    ]
    assert [(c.participant, c.post, c.stance, c.claim, c.condition, [q.words for q in c.quotes]) for c in map.commitments] == [
        ("ann", "p1", "asserts", "move", None, []),
        ("ann", "p1", "asserts", "people", None, []),
        ("bo", "p2", "concedes", "people", None, ["Granted"]),
        ("bo", "p2", "asserts", "rent", None, []),
        ("bo", "p2", "denies", "move", None, ["I am against it"]),
        ("ann", "p3", "questions", "rent", None, ["Who told you the rent?"]),
        ("bo", "p4", "asserts", "owner", None, []),
        ("bo", "p4", "asserts", "knows", None, []),
        ("ann", "p5", "asserts", "wagon", None, []),
        ("ann", "p5", "retracts", "move", None, ["I take it back"]),
        ("ann", "p5", "asserts", "move", "if the owner agrees", ["I would move it if the owner agrees."]),
    ]  # fmt: skip
    [question] = map.questions
    assert (question.about, question.to, [a.to_dict() for a in question.answered_by]) == (
        "rent", "bo", [{"post": "p4", "claim": "owner"}],
    )  # fmt: skip
    outcome = map.issues[0].outcome
    assert outcome is not None
    assert (outcome.open, [quote.words for quote in outcome.quotes]) == (True, ["Still, I take it back."])
    assert [str(finding) for finding in check(folder)] == []
