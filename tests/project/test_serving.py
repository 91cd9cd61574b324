"""The gallery and the server: what they show, what they refuse, and what happens when a file changes."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import argmap
from argmap.project.gallery import GalleryCard, gallery, write_gallery
from argmap.project.serving import Server, Site, build_site

DATA = Path(__file__).parent.parent.parent / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "typing-for-a-team", tmp_path / "data" / "typing-for-a-team")
    return tmp_path / "data"


@pytest.fixture
def server(folder: Path, tmp_path: Path) -> Iterator[Server]:
    running = Server(str(folder), "127.0.0.1", 0, tmp_path / "outputs", lambda _: None)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    yield running
    running.stop()
    thread.join(5)


def get(server: Server, path: str, **headers: str) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.http.server_port, timeout=5)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read().decode("utf-8")
    connection.close()
    return response.status, response.getheader("Content-Type", ""), body


def test_pages_pictures_and_the_gallery_are_served(server: Server) -> None:
    assert get(server, "/")[0] == 200
    assert "Types for the billing service?" in get(server, "/")[2]
    assert get(server, "/typing-for-a-team/page.html")[2].startswith("<!DOCTYPE html>")
    assert get(server, "/typing-for-a-team/map.svg")[1] == "image/svg+xml"
    assert "iframe" in get(server, "/typing-for-a-team/map.html")[2]


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/typing-for-a-team/map.yaml",
        "/nope",
    ],
)
def test_nothing_outside_the_site_is_served(server: Server, path: str) -> None:
    assert get(server, path)[0] == 404


def test_another_name_for_this_address_is_refused(server: Server) -> None:
    assert get(server, "/", Host="evil.example.org")[0] == 403
    assert get(server, "/", Host="localhost:1")[0] == 200


def test_a_change_is_built_and_faults_are_told_with_their_place(server: Server, folder: Path) -> None:
    map = folder / "typing-for-a-team" / "map.yaml"
    sound = map.read_text("utf-8")
    first = json.loads(get(server, "/state.json")[2])["version"]
    map.write_text(sound.replace("premises: [slower]", "premises: [slwer]"), "utf-8")
    state = waited(server, first)
    (fault,) = state["faults"]["typing-for-a-team"]
    assert "AM101 premise 'slwer'" in fault
    assert "map.yaml:" in fault
    assert get(server, "/typing-for-a-team/page.html")[0] == 200
    map.write_text(sound, "utf-8")
    assert waited(server, state["version"])["faults"] == {}


def waited(server: Server, version: int) -> dict[str, dict[str, list[str]]]:
    for _ in range(100):
        state = json.loads(get(server, "/state.json")[2])
        if state["version"] > version:
            return state  # type: ignore[no-any-return]
        time.sleep(0.1)
    raise AssertionError("nothing was built anew")


def test_clients_that_leave_or_flood_do_no_harm(server: Server) -> None:
    for _ in range(30):
        with socket.create_connection(("127.0.0.1", server.http.server_port), timeout=5) as connection:
            connection.sendall(b"GET /typing-for-a-team/page.html HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.http.server_port), timeout=5) as connection:
        connection.sendall(b"\x00\xff" * 1000 + b"\r\n\r\n")
    assert get(server, "/")[0] == 200


def test_a_map_that_never_was_sound_shows_its_faults(folder: Path, tmp_path: Path) -> None:
    (folder / "typing-for-a-team" / "map.yaml").write_text("format: argmap/1\nid: <b>\n")
    site = build_site(str(folder), Site(), tmp_path)
    page = site.files["/typing-for-a-team/page.html"].decode()
    assert "is not an id" in page
    assert "<b>" not in page


def test_the_gallery_keeps_what_was_built_before_and_escapes_titles(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "map.html").write_text("<title>Old &amp; good</title>")
    write_gallery([argmap.load(DATA / "typing-for-a-team")], tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert 'href="old/map.html"' in page
    assert "Old &amp; good" in page
    assert "17 posts, 3 theses, 25 claims and 1 example" in page
    assert "<script>" not in gallery([GalleryCard("x", "<script>alert(1)</script>", ("<b>",), "")])
