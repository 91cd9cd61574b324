"""A draft in the editor's server: what is decided in the browser and in the terminal is one file, and only `review` writes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.drafts import reviewing
from argmap.drafts.decisions import Verdict
from argmap.drafts.reviewing import open_review
from argmap.editing.journal import redo, undo
from argmap.errors import ArgmapError
from argmap.project.web_editing.drafted import DraftSource
from argmap.project.web_editing.server import EditServer
from argmap.project.web_editing.session import EditSession
from tests.browser.test_web_editing import MAP, THREAD
from tests.drafts.ferry import PROPOSED, draft_of_ferry
from tests.editing.sample import dataset
from tests.project.test_web_editing import ask, known, state


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = dataset(tmp_path / "ferry", MAP, THREAD)
    draft_of_ferry(folder)
    return folder


@pytest.fixture
def session(folder: Path) -> EditSession:
    return EditSession(str(folder), DraftSource(folder / "draft.json", "Eva"))


def offers(session: EditSession) -> dict[str, Any]:
    draft = session.state().data["state"]["draft"]
    return {offer["id"].removeprefix("draft:"): offer for offer in draft["offers"]}


def decide(session: EditSession, item: str, verdict: str, fields: Any = None) -> Any:
    return session.decide(f"draft:{item}", offers(session)[item]["of"], verdict, fields)


def standing(session: EditSession) -> dict[str, str]:
    return {id: offer["state"] for id, offer in offers(session).items()}


def test_the_page_is_told_what_the_draft_offers_in_the_order_of_the_thread(session: EditSession) -> None:
    told = offers(session)
    assert [*told] == ["keep", "people", "people-keep", "costs", "costs-keep", "ann-grants"]
    # Code points: the fox and the line break before the words are two.
    assert (told["keep"]["post"], told["keep"]["at"]) == ("p1", [("p1", 2, 27)])
    assert (told["people-keep"]["premises"], told["people-keep"]["target"]) == (
        ["draft:people"],
        "draft:keep",
    )
    assert (told["ann-grants"]["who"], told["ann-grants"]["claim"]) == ("Ann", "draft:costs")
    assert {offer["state"] for offer in told.values()} == {"open"}


def test_what_is_accepted_enters_the_map_with_the_name_and_what_waits_enters_with_it(
    session: EditSession, folder: Path
) -> None:
    assert decide(session, "people-keep", "accept").status == 200
    assert (folder / "map.yaml").read_text("utf-8") == MAP
    assert offers(session)["people-keep"]["state"] == "waiting"
    assert offers(session)["people-keep"]["lacks"] == ["draft:people", "draft:keep"]
    decide(session, "people", "accept")
    assert [c.id for c in argmap.load(folder).claims] == ["people"]
    decide(session, "keep", "accept")
    map = argmap.load(folder)
    assert [(r.id, r.premises, r.target, r.by) for r in map.relations] == [
        ("people-keep", ("people",), "keep", "Eva")
    ]
    assert {claim.by for claim in map.claims} == {"Eva"}
    assert (folder / "map.yaml").read_text("utf-8").startswith(MAP)


def test_the_terminal_goes_on_where_the_browser_stopped_and_the_other_way_round(
    session: EditSession, folder: Path
) -> None:
    decide(session, "keep", "accept")
    decide(session, "people", "reject")
    version = session.state().data["state"]["draft"]["version"]
    command = ["review", str(folder), str(folder / "draft.json"), "--by", "Ann", "--plain"]
    done = CliRunner().invoke(main, command, input="a\nr\nq\n", catch_exceptions=False)
    assert "2 accepted, 0 edited, 2 rejected of 6 items" in done.output
    map_version = session.state().data["state"]["version"]
    assert session.state(map_version, version).status == 200, "other decisions are another version"
    assert standing(session) == {
        "keep": "written",
        "people": "rejected",
        "people-keep": "left-out",
        "costs": "written",
        "costs-keep": "rejected",
        "ann-grants": "open",
    }
    assert [(c.id, c.by) for c in argmap.load(folder).claims] == [("keep", "Eva"), ("costs", "Ann")]


def test_who_decides_at_the_same_time_loses_no_decision(session: EditSession, folder: Path) -> None:
    terminal, _ = open_review(str(folder), folder / "draft.json", "Ann")
    decide(session, "keep", "accept")
    decide(session, "people", "reject")
    terminal.decide(terminal.by_id["costs"], Verdict.ACCEPT)
    terminal.finish()
    assert standing(session) == {
        "keep": "written",
        "people": "rejected",
        "people-keep": "left-out",
        "costs": "written",
        "costs-keep": "open",
        "ann-grants": "open",
    }
    assert {(c.id, c.by) for c in argmap.load(folder).claims} == {("keep", "Eva"), ("costs", "Ann")}


def test_what_is_undone_is_open_again_and_no_other_decision_writes_it(
    session: EditSession, folder: Path
) -> None:
    decide(session, "keep", "accept")
    undo(folder / "map.yaml")
    assert standing(session)["keep"] == "open"
    redo(folder / "map.yaml")
    assert standing(session)["keep"] == "written"
    undo(folder / "map.yaml")
    decide(session, "people", "accept")
    assert [claim.id for claim in argmap.load(folder).claims] == ["people"]
    decide(session, "keep", "accept")
    assert [claim.id for claim in argmap.load(folder).claims] == ["people", "keep"]
    assert "is in the map already" in decide(session, "keep", "open").data["refused"][0]


def test_a_claim_that_was_renamed_is_still_there(session: EditSession, folder: Path) -> None:
    decide(session, "keep", "accept")
    version = session.state().data["state"]["version"]
    assert session.edit(version, [{"rename": "keep", "to": "stay"}], []).status == 200
    assert standing(session)["keep"] == "written"
    assert offers(session)["people-keep"]["target"] == "stay"


def test_a_server_that_ends_before_it_writes_the_map_writes_no_item_twice(
    session: EditSession, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def no_more(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(reviewing, "write", no_more)
    with pytest.raises(Killed):
        decide(session, "keep", "accept")
    monkeypatch.undo()
    assert json.loads((folder / "draft.review.json").read_text("utf-8")).get("written", {}) == {}
    assert (folder / "map.yaml").read_text("utf-8") == MAP
    decide(session, "keep", "accept")
    assert [claim.id for claim in argmap.load(folder).claims] == ["keep"]


def test_an_item_is_edited_with_words_that_stand_in_the_thread_only(
    session: EditSession, folder: Path
) -> None:
    told = decide(session, "keep", "edit", {"text": "Keep it.", "quote": "nobody said that", "post": "p1"})
    assert told.status == 422
    assert "nothing was decided" in told.data["refused"][0]
    assert (folder / "map.yaml").read_text("utf-8") == MAP
    edited = {"text": "The ferry stays.", "quote": "keep the ferry", "post": "p1"}
    assert decide(session, "keep", "edit", edited).status == 200
    (claim,) = argmap.load(folder).claims
    assert (claim.text, claim.quotes[0].exact) == ("The ferry stays.", "keep the ferry")
    decide(session, "people", "accept")
    # The page names what is in the map by its id there, and what is not by that of the offer.
    other = {"relation": "attack", "premises": ["people"], "target": "keep"}
    assert decide(session, "people-keep", "edit", other).status == 200
    assert [str(r.kind) for r in argmap.load(folder).relations] == ["attack"]


def test_ends_have_the_ids_of_the_map_where_it_has_taken_another(session: EditSession, folder: Path) -> None:
    taken = "claims:\n  - {id: keep, text: Something else., implicit: true}\n"
    (folder / "map.yaml").write_text(MAP + taken, "utf-8")
    decide(session, "keep", "accept")
    assert offers(session)["people-keep"]["target"] == "keep-2"
    decide(session, "people", "accept")
    same = {"relation": "support", "premises": ["people"], "target": "keep-2"}
    assert decide(session, "people-keep", "edit", same).status == 200
    assert argmap.load(folder).relations[0].target == "keep-2"


def test_a_decision_on_what_the_draft_does_not_say_any_more_is_not_made(
    session: EditSession, folder: Path
) -> None:
    old = offers(session)["keep"]["of"]
    path = folder / "draft.json"
    path.write_text(path.read_text("utf-8").replace("The ferry should be kept.", "No."), "utf-8")
    answer = session.decide("draft:keep", old, "accept")
    assert (answer.status, answer.data["conflict"]) == (409, ["draft:keep"])
    assert (folder / "map.yaml").read_text("utf-8") == MAP
    assert session.decide("draft:nothing", old, "accept").status == 422


def test_a_draft_that_cannot_be_used_is_said_and_the_map_can_be_edited(
    session: EditSession, folder: Path
) -> None:
    (folder / "draft.json").unlink()
    told = session.state().data["state"]
    assert told["draft"]["offers"] == []
    assert "no such file" in told["draft"]["trouble"]
    assert session.edit(told["version"], [{"add": "claim", "text": "X.", "implicit": True}], []).status == 200
    with pytest.raises(ArgmapError, match="no such file"):
        EditSession(str(folder), DraftSource(folder / "draft.json", "Eva"))


@pytest.fixture
def server(folder: Path) -> Iterator[EditServer]:
    running = EditServer(str(folder), 0, DraftSource(folder / "draft.json", "Eva"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    yield running
    running.stop()
    thread.join(5)


def test_decisions_are_sent_as_changes_are(server: EditServer, folder: Path) -> None:
    client = known(server)
    of = state(server, client)["draft"]["offers"][0]["of"]
    body = {"version": "", "offer": "draft:keep", "of": of, "verdict": "accept"}
    assert ask(server, "POST", "/decide", body, **{**client, "Cookie": ""})[0] == 403
    assert ask(server, "POST", "/decide", body, **{**client, "Origin": "http://evil.example.org"})[0] == 403
    assert ask(server, "POST", "/decide", {**body, "verdict": "perhaps"}, **client)[0] == 400
    assert ask(server, "POST", "/decide", {"verdict": "accept"}, **client)[0] == 400
    assert ask(server, "POST", "/decide", {**body, "verdict": "edit"}, **client)[0] == 400
    assert (folder / "map.yaml").read_text("utf-8") == MAP
    assert ask(server, "POST", "/decide", body, **client)[0] == 200
    assert [claim.id for claim in argmap.load(folder).claims] == ["keep"]


def test_without_a_draft_there_is_nothing_to_decide(folder: Path) -> None:
    session = EditSession(str(folder))
    assert "draft" not in session.state().data["state"]
    assert session.decide("draft:keep", "", "accept").data["refused"] == [
        "this editor was started without a draft"
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--draft", "draft.json", "--by", "Ann"], "add --edit"),
        (["--edit", "--draft", "draft.json"], "belong together"),
        (["--edit", "--by", "Ann"], "belong together"),
    ],
)
def test_a_draft_is_named_with_who_decides_where_a_map_is_edited(words: list[str], said: str) -> None:
    done = CliRunner().invoke(main, ["serve", "x", *words])
    assert done.exit_code == 2
    assert said in done.output


def test_the_page_is_told_what_else_an_item_says(folder: Path) -> None:
    draft_of_ferry(folder, PROPOSED, note="Unsure of the pier.")
    session = EditSession(str(folder), DraftSource(folder / "draft.json", "Eva"))
    told = offers(session)
    assert session.state().data["state"]["draft"]["notes"] == ["a-model: Unsure of the pier."]
    assert [(each["post"], each["text"]) for each in told.values() if each["kind"] == "issue"] == [
        (None, "Who pays for the pier?"),
        ("p1", "What becomes of the ferry?"),
    ]
    assert (told["keep"]["answers"], told["keep"]["question"]) == (
        "draft:future",
        "What becomes of the ferry?",
    )
    assert (told["need"]["implicit"], told["need"]["quotes"], told["need"]["note"]) == (True, [], "Left out.")
    assert [post for post, _, _ in told["people"]["at"]] == ["p1", "p3"]
    assert (told["people-keep"]["scheme"], told["bo-doubts"]["hedged"]) == ("practical-reasoning", True)
    decide(session, "keep", "accept")
    assert offers(session)["keep"]["lacks"] == ["draft:future"]
    decide(session, "future", "reject")
    assert standing(session)["keep"] == "left-out"
