"""The server: what it shows, what it refuses, and what happens when a file changes."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from argmap.errors import LayoutFailed
from argmap.project.serving import Server
from argmap.project.site import Site, build_site

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


def test_a_change_is_built_and_faults_are_reported_with_their_place(server: Server, folder: Path) -> None:
    map = folder / "typing-for-a-team" / "map.yaml"
    sound = map.read_text("utf-8")
    first = json.loads(get(server, "/state.json")[2])
    assert first == {"versions": {"typing-for-a-team": 1}, "faults": {}}
    map.write_text(sound.replace("premises: [slower]", "premises: [slwer]"), "utf-8")
    faulty = waited(server, first)
    (fault,) = faulty["faults"]["typing-for-a-team"]
    assert "AM101 premise 'slwer'" in fault
    assert "map.yaml:" in fault
    assert get(server, "/typing-for-a-team/page.html")[0] == 200
    map.write_text(sound.replace("Types for the billing", "TYPES for the billing"), "utf-8")
    assert waited(server, faulty) == {"versions": {"typing-for-a-team": 2}, "faults": {}}
    assert "TYPES for the billing" in get(server, "/")[2]


def waited(server: Server, before: dict[str, Any]) -> dict[str, Any]:
    for _ in range(150):
        state = json.loads(get(server, "/state.json")[2])
        if state != before:
            return state  # type: ignore[no-any-return]
        time.sleep(0.1)
    raise AssertionError("nothing was rebuilt in 15 seconds")


def test_without_the_watching_library_pages_are_current_when_they_are_loaded(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.project.serving.can_watch", lambda: False)
    running = Server(str(folder), "127.0.0.1", 0, tmp_path / "outputs", lambda _: None)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    map = folder / "typing-for-a-team" / "map.yaml"
    map.write_text(map.read_text("utf-8").replace("Types for the billing", "TYPES for the billing"), "utf-8")
    assert "TYPES for the billing" in get(running, "/")[2]
    running.stop()
    thread.join(5)
    assert not thread.is_alive()


def test_clients_that_leave_or_flood_do_no_harm(server: Server) -> None:
    for _ in range(30):
        with socket.create_connection(("127.0.0.1", server.http.server_port), timeout=5) as connection:
            connection.sendall(b"GET /typing-for-a-team/page.html HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.http.server_port), timeout=5) as connection:
        connection.sendall(b"\x00\xff" * 1000 + b"\r\n\r\n")
    assert get(server, "/")[0] == 200


def rewrite(folder: Path, dataset: str, old: str, new: str) -> None:
    map = folder / dataset / "map.yaml"
    source = map.read_text("utf-8")
    assert old in source
    map.write_text(source.replace(old, new), "utf-8")


def test_a_map_that_never_was_sound_shows_its_faults(folder: Path, tmp_path: Path) -> None:
    (folder / "typing-for-a-team" / "map.yaml").write_text("format: argmap/1\nid: <b>\n")
    site = build_site(folder, Site(), tmp_path)
    page = site.content["/typing-for-a-team/page.html"].decode()
    assert "is not an id" in page
    assert "<b>" not in page


def test_a_faulty_map_stays_in_the_list_with_its_fault_until_it_is_fixed(
    folder: Path, tmp_path: Path
) -> None:
    sound = build_site(folder, Site(), tmp_path)
    assert '<p class="faults"' not in body(sound, "/")
    rewrite(folder, "typing-for-a-team", "premises: [slower]", "premises: [slwer]")
    faulty = build_site(folder, sound, tmp_path)
    index = body(faulty, "/")
    assert 'href="typing-for-a-team/map.html"' in index
    assert "Types for the billing service?" in index
    assert "<strong>1 fault</strong>" in index
    assert "AM101 premise 'slwer'" in index
    assert "AM101 premise 'slwer'" in body(faulty, "/typing-for-a-team/map.html")
    assert faulty.content["/typing-for-a-team/page.html"] == sound.content["/typing-for-a-team/page.html"]
    rewrite(folder, "typing-for-a-team", "premises: [slwer]", "premises: [slower]")
    fixed = build_site(folder, faulty, tmp_path)
    assert body(fixed, "/") == body(sound, "/")
    assert fixed.versions == sound.versions  # the same page: no browser has to load it again


@pytest.mark.parametrize("content", ["claims: [", "{", "\t", "format: argmap/1\nid: x y\n"])
def test_a_file_that_cannot_be_parsed_is_a_fault_of_its_map_only(
    folder: Path, tmp_path: Path, content: str
) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "map.yaml").write_text(content)
    site = build_site(folder, Site(), tmp_path)
    assert list(site.faults) == ["other"]
    assert 'href="other/map.html"' in body(site, "/")
    assert site.content["/typing-for-a-team/page.html"].startswith(b"<!DOCTYPE html>")


def test_only_the_dataset_that_changed_is_rebuilt(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(DATA / "car-free-centre", folder / "car-free-centre")
    first = build_site(folder, Site(), tmp_path)
    assert len(first.rebuilt) == 2
    assert build_site(folder, first, tmp_path).rebuilt == ()
    rewrite(folder, "car-free-centre", "title:", "# a comment\ntitle:")
    second = build_site(folder, first, tmp_path)
    assert second.rebuilt == (folder / "car-free-centre",)
    assert second.versions == first.versions  # a comment does not change the page
    shutil.rmtree(folder / "car-free-centre")
    third = build_site(folder, second, tmp_path)
    assert third.rebuilt == ()
    assert "car-free-centre" not in body(third, "/")


def test_results_of_experiments_are_files_of_their_map_too(folder: Path, tmp_path: Path) -> None:
    first = build_site(folder, Site(), tmp_path)
    (tmp_path / "typing-for-a-team").mkdir()
    (tmp_path / "typing-for-a-team" / "experiments.json").write_text('{"format": "another"}')
    second = build_site(folder, first, tmp_path)
    assert "not a file of results" in second.faults["typing-for-a-team"][0]
    shutil.rmtree(tmp_path / "typing-for-a-team")
    assert build_site(folder, second, tmp_path).faults == {}


def test_two_maps_with_one_id_are_both_listed(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "typing-for-a-team", folder / "zz copy")
    site = build_site(folder, Site(), tmp_path)
    assert list(site.versions) == ["typing-for-a-team", "zz copy"]
    assert "has the same id 'typing-for-a-team'" in site.faults["zz copy"][0]
    assert 'href="zz%20copy/map.html"' in body(site, "/")


def test_a_map_that_cannot_be_drawn_is_a_fault(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> dict[str, bytes]:
        raise LayoutFailed("Graphviz is not installed")

    monkeypatch.setattr("argmap.project.site.pictures", fail)
    site = build_site(folder, Site(), tmp_path)
    assert site.faults == {"typing-for-a-team": ["Graphviz is not installed"]}


def body(site: Site, path: str) -> str:
    return site.content[path].decode("utf-8")
