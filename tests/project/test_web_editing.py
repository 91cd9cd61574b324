"""The editor's server: who may change a map, what is written, and what happens when two change it at once."""

from __future__ import annotations

import contextlib
import http.client
import json
import multiprocessing
import os
import re
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.editing.journal import undo
from argmap.errors import ArgmapError
from argmap.model.map import ArgumentMap
from argmap.project.web_editing.preparing import clashes, with_readable_ids, with_words
from argmap.project.web_editing.server import EditServer
from tests.editing.sample import MAP, dataset

Client = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dataset(tmp_path / "trams")


@pytest.fixture
def server(folder: Path) -> Iterator[EditServer]:
    running = EditServer(str(folder), 0)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    yield running
    running.stop()
    thread.join(5)


def ask(
    server: EditServer, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.http.server_port, timeout=30)
    content = None if body is None else json.dumps(body)
    connection.request(method, path, content, {name.replace("_", "-"): v for name, v in headers.items()})
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    return response.status, response.headers, answer


def known(server: EditServer) -> Client:
    """Return what a browser sends that has opened the address with the token, from the server's own page."""
    status, headers, _ = ask(server, "GET", f"/?token={server.token}")
    assert (status, headers["Location"]) == (303, "/")
    cookie = headers["Set-Cookie"].partition(";")[0]
    return {"Cookie": cookie, "Origin": f"http://{server.name}", "Content_Type": "application/json"}


def state(server: EditServer, client: Client) -> Any:
    return json.loads(ask(server, "GET", "/state", **client)[2])["state"]


def edit(server: EditServer, client: Client, version: str, *edits: Any, **more: Any) -> tuple[int, Any]:
    body = {"version": version, "edits": edits, **more}
    status, _, answer = ask(server, "POST", "/edit", body, **client)
    return status, json.loads(answer)


SLOW = {"add": "claim", "text": "A tram is slow.", "quotes": [{"post": "p3", "at": [0, 19]}]}


# Who may.


def test_the_token_counts_once_and_is_not_the_cookie(server: EditServer) -> None:
    token = server.token or ""
    client = known(server)
    assert token not in client["Cookie"]
    assert ask(server, "GET", f"/?token={token}")[0] == 403
    assert ask(server, "GET", "/")[0] == 403
    assert ask(server, "GET", "/state")[0] == 403
    status, headers, page = ask(server, "GET", "/", **client)
    assert (status, page[:15]) == (200, b"<!DOCTYPE html>")
    assert "connect-src 'self'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


WRONG = {
    "a wrong token": ("GET", "/?token=x", {"Cookie": ""}),
    "no cookie": ("POST", "/edit", {"Cookie": ""}),
    "another cookie": ("POST", "/edit", {"Cookie": "argmap-{port}=x"}),
    "another origin": ("POST", "/edit", {"Origin": "http://evil.example.org"}),
    "another port of this machine": ("POST", "/edit", {"Origin": "http://127.0.0.1:1"}),
    "an opaque origin": ("POST", "/undo", {"Origin": "null"}),
    "no origin": ("POST", "/edit", {"Origin": ""}),
    "another host": ("POST", "/edit", {"Host": "evil.example.org"}),
    "another host that reads": ("GET", "/state", {"Host": "evil.example.org"}),
    "localhost by its name": ("GET", "/state", {"Host": "localhost:{port}"}),
}


@pytest.mark.parametrize(("method", "path", "headers"), WRONG.values(), ids=WRONG.keys())
def test_who_is_not_the_page_is_refused(
    server: EditServer, folder: Path, method: str, path: str, headers: Client
) -> None:
    client = known(server)
    port = str(server.http.server_port)
    sent = client | {name: value.replace("{port}", port) for name, value in headers.items()}
    body = {"version": state(server, client)["version"], "edits": [SLOW]} if method == "POST" else None
    assert ask(server, method, path, body, **sent)[0] == 403
    assert (folder / "map.yaml").read_text("utf-8") == MAP


BAD_BODIES: dict[str, tuple[Any, int]] = {
    "a list": ([], 400),
    "no version": ({"edits": [SLOW]}, 400),
    "no edits": ({"version": "x", "edits": []}, 400),
    "an edit that is none": ({"version": "x", "edits": ["remove"]}, 400),
    "an unknown version": ({"version": "x", "edits": [SLOW]}, 409),
}


@pytest.mark.parametrize(("body", "status"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_what_is_no_edit_is_refused(server: EditServer, folder: Path, body: Any, status: int) -> None:
    client = known(server)
    assert ask(server, "POST", "/edit", body, **client)[0] == status
    form = client | {"Content_Type": "text/plain"}
    assert ask(server, "POST", "/edit", body, **form)[0] == 415
    assert ask(server, "POST", "/nowhere", body, **client)[0] == 404
    assert (folder / "map.yaml").read_text("utf-8") == MAP


def test_only_this_machine_is_listened_to(server: EditServer) -> None:
    assert server.http.server_address[0] == "127.0.0.1"
    assert server.http.socket.family is socket.AF_INET
    done = CliRunner().invoke(main, ["serve", "--edit", "x", "--host", "0.0.0.0"])
    assert done.exit_code == 2
    assert "on this computer only" in done.output


# What is written.


def test_an_edit_is_written_at_once_keeps_comments_and_is_undone_by_the_command_line(
    server: EditServer, folder: Path
) -> None:
    client = known(server)
    step = {"add": "relation", "id": "new--s1", "kind": "attack", "premises": ["new--1"], "target": "tram"}
    first = state(server, client)["version"]
    status, answer = edit(
        server, client, first, {**SLOW, "id": "new--1"}, step, temporary=["new--1", "new--s1"]
    )
    assert status == 200
    assert answer["names"] == {"new--1": "a-tram-is-slow", "new--s1": "a-tram-is-slow-against-tram"}
    assert answer["state"]["undo"].startswith("2 edits: add claim a-tram-is-slow")
    text = (folder / "map.yaml").read_text("utf-8")
    assert "# the question" in text
    assert "# why" in text
    assert "exact: And a tram is slow." in text
    undo(folder / "map.yaml")
    assert (folder / "map.yaml").read_text("utf-8") == MAP


def test_undo_and_redo_reach_across_servers(server: EditServer, folder: Path) -> None:
    client = known(server)
    _, answer = edit(server, client, state(server, client)["version"], SLOW)
    after = (folder / "map.yaml").read_text("utf-8")
    other = EditServer(str(folder), 0)
    thread = threading.Thread(target=other.run, daemon=True)
    thread.start()
    stranger = known(other)
    status, _, content = ask(other, "POST", "/undo", {"version": answer["state"]["version"]}, **stranger)
    assert status == 200
    assert (folder / "map.yaml").read_text("utf-8") == MAP
    old = {"version": answer["state"]["version"]}
    assert ask(server, "POST", "/redo", old, **client)[0] == 409, "the page shows another map"
    now = {"version": json.loads(content)["state"]["version"]}
    assert ask(server, "POST", "/redo", now, **client)[0] == 200
    assert (folder / "map.yaml").read_text("utf-8") == after
    other.stop()
    thread.join(5)


def test_an_edit_that_would_break_the_map_is_refused_with_the_reason(
    server: EditServer, folder: Path
) -> None:
    client = known(server)
    version = state(server, client)["version"]
    status, answer = edit(server, client, version, {"set": "r1", "target": "nowhere"})
    assert status == 422
    assert answer["refused"] == [
        "relation target 'nowhere' is not in this map; known: build, quiet, r1, r2, road, tram"
    ]
    assert (folder / "map.yaml").read_text("utf-8") == MAP


def test_a_finding_is_fixed_by_its_fix(server: EditServer, folder: Path) -> None:
    path = folder / "map.yaml"
    path.write_text(MAP.replace("exact: A tram is quiet}", "exact: a tram is quiet}"), "utf-8")
    client = known(server)
    now = state(server, client)
    fixable = [one for one in now["findings"] if one["fix"]]
    assert [one["about"] for one in fixable] == ["quiet"]
    body = {"version": now["version"], "code": fixable[0]["code"], "message": fixable[0]["text"]}
    assert ask(server, "POST", "/fix", body, **client)[0] == 200
    assert "exact: A tram is quiet}" in path.read_text("utf-8")
    assert ask(server, "POST", "/fix", body, **client)[0] == 409


# Two at once.


def test_disjoint_changes_of_two_are_both_kept(server: EditServer, folder: Path) -> None:
    client = known(server)
    version = state(server, client)["version"]
    path = folder / "map.yaml"
    path.write_text(MAP.replace("text: A tram is quiet.", "text: A tram is very quiet."), "utf-8")
    status, answer = edit(server, client, version, SLOW)
    assert (status, answer["merged"]) == (200, True)
    texts = [claim.text for claim in argmap.load(folder).claims]
    assert texts == [
        "A tram should be built.",
        "A tram is very quiet.",
        "A road costs more than a tram.",
        "A tram is slow.",
    ]


NEW = {**SLOW, "id": "new--more1"}
ASKED = {"temporary": ["new--more1"], "key": "k1"}


def test_what_is_asked_for_again_because_its_answer_was_lost_is_not_done_again(
    server: EditServer, folder: Path
) -> None:
    client = known(server)
    version = state(server, client)["version"]
    first = edit(server, client, version, NEW, **ASKED)
    again = edit(server, client, version, NEW, **ASKED)
    assert (first[0], again[0], again[1]["names"]) == (200, 200, first[1]["names"])
    assert [claim.text for claim in argmap.load(folder).claims].count("A tram is slow.") == 1
    for _ in range(2):
        body = {"version": again[1]["state"]["version"], "key": "k2"}
        assert ask(server, "POST", "/undo", body, **client)[0] == 200
    assert (folder / "map.yaml").read_text("utf-8") == MAP


def test_what_a_killed_server_wrote_and_did_not_answer_is_not_done_again(folder: Path) -> None:
    """The journal, which is written with the map, knows it; what was undone meanwhile is done anew."""
    answers = []
    version = ""
    for _ in range(2):
        server = EditServer(str(folder), 0)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        client = known(server)
        version = version or state(server, client)["version"]
        answers.append(edit(server, client, version, NEW, **ASKED))
        server.stop()
        thread.join(5)
    assert [status for status, _ in answers] == [200, 200]
    assert answers[1][1]["names"] == answers[0][1]["names"]
    assert [claim.text for claim in argmap.load(folder).claims].count("A tram is slow.") == 1
    undo(folder / "map.yaml")
    assert (folder / "map.yaml").read_text("utf-8") == MAP


CLASHING = {
    "setting what was changed": {"set": "quiet", "text": "It is quiet."},
    "objecting to what was changed": {**SLOW, "attacks": ["quiet"]},
    "removing what was changed": {"remove": "quiet", "cascade": True},
    "removing what a changed part goes with": {"remove": "r1", "cascade": True},
}


@pytest.mark.parametrize("sent", CLASHING.values(), ids=CLASHING.keys())
def test_a_change_of_what_somebody_else_changed_is_not_made_and_told(
    server: EditServer, folder: Path, sent: Any
) -> None:
    client = known(server)
    version = state(server, client)["version"]
    path = folder / "map.yaml"
    changed = MAP.replace("text: A tram is quiet.", "text: A tram is very quiet.").replace(
        "premises: [quiet], target: tram}", "premises: [quiet], target: tram, note: Seen.}"
    )
    path.write_text(changed, "utf-8")
    status, answer = edit(server, client, version, sent)
    assert status == 409
    assert {*answer["conflict"]} & {"quiet", "r1"}
    assert path.read_text("utf-8") == changed
    assert edit(server, client, answer["state"]["version"], sent)[0] == 200, "once it was seen, it is made"


def test_a_stance_named_by_its_number_clashes_when_the_numbers_have_moved(
    server: EditServer, folder: Path
) -> None:
    client = known(server)
    grant = {"add": "commitment", "post": "p2", "claim": "quiet", "stance": "concedes"}
    _, answer = edit(server, client, state(server, client)["version"], grant)
    before = answer["state"]["version"]
    path = folder / "map.yaml"
    text = path.read_text("utf-8")
    other = "commitments:\n  - {participant: bo, post: p3, claim: road, stance: denies}\n"
    path.write_text(text.replace("commitments:\n", other), "utf-8")
    assert len(argmap.load(folder).commitments) == 2
    status, answer = edit(server, client, before, {"remove": "commitments.1"})
    assert (status, answer["conflict"]) == (409, ["commitments.1"])


def test_a_file_with_faults_is_left_alone_until_it_is_sound(server: EditServer, folder: Path) -> None:
    client = known(server)
    version = state(server, client)["version"]
    path = folder / "map.yaml"
    path.write_text(MAP + "claims: [\n", "utf-8")
    status, answer = edit(server, client, version, SLOW)
    assert status == 423
    assert "map.yaml" in answer["broken"][0]
    assert ask(server, "GET", "/state", **client)[0] == 423
    assert path.read_text("utf-8") == MAP + "claims: [\n"
    path.write_text(MAP, "utf-8")
    assert edit(server, client, version, SLOW)[0] == 200


def test_two_windows_that_write_at_the_same_time_lose_nothing(server: EditServer, folder: Path) -> None:
    client = known(server)
    version = state(server, client)["version"]
    words = [(0, 3), (4, 5), (6, 10), (11, 13), (14, 18)]
    statuses: list[int] = []

    def write(number: int) -> None:
        start, end = words[number]
        sent = {"add": "claim", "text": f"Claim {number}.", "quotes": [{"post": "p3", "at": [start, end]}]}
        statuses.append(edit(server, client, version, sent)[0])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(len(words))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert statuses == [200] * len(words)
    assert {claim.text for claim in argmap.load(folder).claims} >= {f"Claim {n}." for n in range(len(words))}


def _serve(folder: str, pipe: Any) -> None:
    server = EditServer(folder, 0)
    pipe.send((server.http.server_port, server.token))
    server.run()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("milliseconds", [0, 20, 60, 120])
def test_a_server_that_is_killed_leaves_the_old_file_or_the_new_one(folder: Path, milliseconds: int) -> None:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(str(folder), theirs))
    process.start()
    port, token = ours.recv()

    class Known:
        pass

    server: Any = Known()
    server.http, server.token, server.name = Known(), token, f"127.0.0.1:{port}"
    server.http.server_port = port
    client = known(server)
    version = state(server, client)["version"]

    def write() -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            edit(server, client, version, SLOW)

    writer = threading.Thread(target=write)
    writer.start()
    writer.join(milliseconds / 1000)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(10)
    writer.join(10)
    text = (folder / "map.yaml").read_text("utf-8")
    loaded = argmap.load(folder)
    assert text == MAP or [claim.id for claim in loaded.claims][-1] == "a-tram-is-slow"
    if text != MAP:
        undo(folder / "map.yaml")
    assert (folder / "map.yaml").read_text("utf-8") == MAP


# Words and ids.


def small(text: str) -> ArgumentMap:
    thread = {
        "id": "t",
        "title": "T",
        "source": {"kind": "text", "note": "invented"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [{"id": "a", "name": "A"}],
        "posts": [{"id": "p1", "author": "a", "text": text}],
    }
    return ArgumentMap.model_validate({"id": "m", "title": "M", "thread": thread})


def test_of_words_that_stand_several_times_the_marked_ones_are_meant() -> None:
    text = "🦊 Yes. No. Yes. 👩‍👧 Yes."
    map = small(text)
    starts = [place.start() for place in re.finditer("Yes", text)]
    assert starts == [2, 11, 20], "code points: a fox is one, a family of two is three"
    made = [
        with_words(map.thread, [{"add": "quote", "to": "c", "post": "p1", "at": [s - 1, s + 3]}])[0]
        for s in starts
    ]
    assert [edit["words"] for edit in made] == ["Yes"] * 3
    assert [edit["occurrence"] for edit in made] == [1, 2, 3]


@pytest.mark.parametrize("place", [[3, 3], [-1, 2], [0, 99], ["0", 2], None, [1, 2, 3]])
def test_a_place_where_nothing_stands_is_refused(place: Any) -> None:
    with pytest.raises(ArgmapError, match="nothing stands at"):
        with_words(small("Yes. No.").thread, [{"add": "quote", "to": "c", "post": "p1", "at": place}])


def test_ids_are_made_of_words_and_texts_that_look_like_ids_stay() -> None:
    edits: list[dict[str, Any]] = [
        {"add": "claim", "id": "new--1", "text": "new--2"},
        {"add": "claim", "id": "new--2", "text": "Über Geld."},
        {"add": "relation", "id": "new--3", "kind": "support", "premises": ["new--2"], "target": "new--1"},
    ]
    made, names = with_readable_ids(small("x"), edits, ["new--1", "new--2", "new--3"])
    assert names == {"new--1": "new-2", "new--2": "uber-geld", "new--3": "uber-geld-for-new-2"}
    assert made[0]["text"] == "new--2"
    assert (made[2]["premises"], made[2]["target"]) == (["uber-geld"], "new-2")


def test_a_map_that_nobody_remembers_clashes_with_everything() -> None:
    assert clashes(None, small("x"), []) == ("map",)
