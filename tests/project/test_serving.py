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
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.cli.main import main
from argmap.errors import LayoutFailed
from argmap.project.serving import Server
from argmap.project.site import Site, build_site
from argmap.project.site_pages import site_pages

DATA = Path(__file__).parent.parent.parent / "data"

MAP = """
format: argmap/1
id: typing-for-a-team
title: Types for the billing service?
thread: thread.yaml
issues:
  - id: billing
    label: Types for billing
    question: Should the billing service be written with static types?
claims:
  - id: typed-language
    label: A typed language
    answers: billing
    text: The billing service should be written in a statically typed language.
    quotes:
      - {post: p1, exact: I propose a statically typed language}
  - id: slower
    label: Shipping gets slower
    text: With a compiler the team ships more slowly.
    quotes:
      - {post: p2, exact: With a compiler we will ship twice a week}
  - id: incidents
    label: Fewer incidents
    text: A compiler finds missing values before customers do.
    quotes:
      - {post: p1, exact: A compiler finds missing values before our customers do}
  - id: guess
    label: A guess
    text: That the team would ship more slowly is a guess.
    quotes:
      - {post: p3, exact: Twice a week is a guess}
relations:
  - {id: incidents-for-typed, kind: support, premises: [incidents], target: typed-language}
  - {id: slower-against-typed, kind: attack, premises: [slower], target: typed-language}
  - {id: guess-against-slower, kind: attack, premises: [guess], target: slower}
"""
THREAD = """
format: argmap-thread/1
id: typing-for-a-team
title: Types for the billing service?
source: {kind: text, license: CC0-1.0}
authorship: recorded
reply_structure: recorded
participants:
  - {id: ana, name: Ana}
  - {id: bela, name: Bela}
posts:
  - {id: p1, author: ana, text: I propose a statically typed language. A compiler finds missing values before our customers do.}
  - {id: p2, author: bela, reply_to: p1, text: With a compiler we will ship twice a week.}
  - {id: p3, author: ana, reply_to: p2, text: Twice a week is a guess.}
"""


def write(folder: Path) -> None:
    """Write the beginning of a bundled map: a server builds it in a twentieth of the time."""
    folder.mkdir(parents=True)
    folder.joinpath("map.yaml").write_text(MAP.lstrip(), "utf-8")
    folder.joinpath("thread.yaml").write_text(THREAD.lstrip(), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "data" / "typing-for-a-team")
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
    connection = http.client.HTTPConnection("127.0.0.1", server.http.server_port, timeout=60)
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


def test_nothing_outside_the_site_is_served(server: Server) -> None:
    outside = [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/typing-for-a-team/map.yaml",
        "/nope",
    ]
    assert {path: get(server, path)[0] for path in outside} == dict.fromkeys(outside, 404)


def test_another_name_for_this_address_is_refused(server: Server) -> None:
    assert get(server, "/", Host="evil.example.org")[0] == 403
    assert get(server, "/", Host="localhost:1")[0] == 200


def test_a_change_is_built_and_faults_are_reported_with_their_place(server: Server, folder: Path) -> None:
    map = folder / "typing-for-a-team" / "map.yaml"
    sound = map.read_text("utf-8")
    first = json.loads(get(server, "/state.json")[2])
    assert first["maps"]["typing-for-a-team"]["faults"] == ""
    map.write_text(sound.replace("premises: [slower]", "premises: [slwer]"), "utf-8")
    faulty = waited(server, first)
    assert faulty["maps"]["typing-for-a-team"]["page"] == first["maps"]["typing-for-a-team"]["page"]
    fault = get(server, "/typing-for-a-team/faults.html")[2]
    assert "AM101 premise 'slwer'" in fault
    assert "map.yaml:" in fault
    assert "<mark>slwer</mark>" in fault
    assert get(server, "/typing-for-a-team/page.html")[0] == 200
    map.write_text(sound.replace("Types for the billing", "TYPES for the billing"), "utf-8")
    better = waited(server, faulty)["maps"]["typing-for-a-team"]
    assert better["faults"] == ""
    assert better["page"] != first["maps"]["typing-for-a-team"]["page"]
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
        with socket.create_connection(("127.0.0.1", server.http.server_port), timeout=60) as connection:
            connection.sendall(b"GET /typing-for-a-team/page.html HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.http.server_port), timeout=60) as connection:
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
    page = body(site, "/typing-for-a-team/page.html")
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
    assert body(faulty, "/typing-for-a-team/page.html") == body(sound, "/typing-for-a-team/page.html")
    rewrite(folder, "typing-for-a-team", "premises: [slwer]", "premises: [slower]")
    fixed = build_site(folder, faulty, tmp_path)
    assert body(fixed, "/") == body(sound, "/")
    assert states(fixed) == states(sound)  # the same page: no browser has to load it again


@pytest.mark.parametrize("content", ["claims: [", "{", "\t", "format: argmap/1\nid: x y\n"])
def test_a_file_that_cannot_be_parsed_is_a_fault_of_its_map_only(
    folder: Path, tmp_path: Path, content: str
) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "map.yaml").write_text(content)
    site = build_site(folder, Site(), tmp_path)
    assert list(site.faults) == ["other"]
    assert 'href="other/map.html"' in body(site, "/")
    assert body(site, "/typing-for-a-team/page.html").startswith("<!DOCTYPE html>")


def test_only_the_dataset_that_changed_is_rebuilt(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(DATA / "car-free-centre", folder / "car-free-centre")
    first = build_site(folder, Site(), tmp_path)
    assert len(first.rebuilt) == 2
    assert build_site(folder, first, tmp_path).rebuilt == ()
    rewrite(folder, "car-free-centre", "title:", "# a comment\ntitle:")
    second = build_site(folder, first, tmp_path)
    assert second.rebuilt == (folder / "car-free-centre",)
    assert states(second) == states(first)  # a comment does not change the page


STRICT = '[rules.long-label]\nmost = 5\nseverity = "{}"\n'


@pytest.mark.parametrize(
    "place", ["data/typing-for-a-team", "data", "."], ids=["beside", "above", "over all"]
)
def test_the_settings_of_check_decide_what_a_fault_is(folder: Path, tmp_path: Path, place: str) -> None:
    settings = tmp_path / place / "argmap.toml"
    first = build_site(folder, Site(), tmp_path)
    assert first.faults == {}
    settings.write_text(STRICT.format("error"), "utf-8")
    site = build_site(folder, first, tmp_path)
    printed = CliRunner().invoke(main, ["check", str(folder), "--format", "concise", "-q"]).stdout
    assert site.faults["typing-for-a-team"][0] == printed.splitlines()[0]
    assert len(site.faults["typing-for-a-team"]) == len(printed.splitlines())
    assert states(site)["typing-for-a-team"]["page"] == states(first)["typing-for-a-team"]["page"]
    settings.write_text(STRICT.format("warning"), "utf-8")
    assert build_site(folder, site, tmp_path).faults == {}
    settings.write_text("selct = []\n", "utf-8")
    (fault,) = build_site(folder, site, tmp_path).faults["typing-for-a-team"]
    assert "argmap.toml: unknown key 'selct'" in fault


def test_settings_above_the_folder_that_is_watched_are_seen(server: Server, folder: Path) -> None:
    first = json.loads(get(server, "/state.json")[2])
    (folder.parent / "argmap.toml").write_text(STRICT.format("error"), "utf-8")
    assert waited(server, first)["maps"]["typing-for-a-team"]["faults"] != ""


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
    assert list(states(site)) == ["typing-for-a-team", "zz copy"]
    assert "have the same id 'typing-for-a-team'; rename one" in site.faults["zz copy"][0]
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
    return site_pages(site).content[path].decode("utf-8")


def states(site: Site) -> Any:
    return site_pages(site).state["maps"]


FAULTS = {
    "broken YAML": (b"claims: [", "AM004"),
    "not UTF-8": (b"format: argmap/1\nid: x\ntitle: caf\xe9\n", "AM002"),
    "wrong id": (b"format: argmap/1\nid: x y\ntitle: T\n", "AM013"),
    "unknown field": (b"format: argmap/1\nid: x\ntitle: T\nclaism: []\n", "AM011"),
    "missing thread": (b"format: argmap/1\nid: x\ntitle: T\nthread: thread.yml\n", "AM014"),
    "aliases": (b"a: &a [x]\nb: [*a, *a]\n", "AM006"),
}


@pytest.mark.parametrize(("content", "code"), FAULTS.values(), ids=FAULTS)
def test_every_fault_has_the_line_of_the_check_and_the_lines_of_the_file_and_the_page_stays(
    folder: Path, tmp_path: Path, content: bytes, code: str
) -> None:
    sound = build_site(folder, Site(), tmp_path)
    map = folder / "typing-for-a-team" / "map.yaml"
    map.write_bytes(content)
    site = build_site(folder, sound, tmp_path)
    (served,) = site.shown
    assert body(site, "/typing-for-a-team/page.html") == body(sound, "/typing-for-a-team/page.html")
    printed = CliRunner().invoke(main, ["check", str(map.parent), "--format", "concise", "-q"]).output
    errors = [line for line in printed.splitlines() if not line.endswith(("[warning]", "[advice]"))]
    assert [str(fault) for fault in served.faults] == [line.removesuffix(" [fixable]") for line in errors]
    assert any(f" {code} " in error for error in errors)
    for fault in served.faults:
        (line,) = (line for line in fault.excerpt if line.marked)
        assert fault.place.split(":")[1] == str(line.number)
        source = content.decode("utf-8", "replace").split("\n")[line.number - 1]
        assert (line.before + line.marked + line.after).rstrip() == source


def test_a_thread_that_is_not_utf8_is_shown_at_its_own_line(folder: Path, tmp_path: Path) -> None:
    thread = folder / "typing-for-a-team" / "thread.yaml"
    thread.write_bytes(b"format: argmap-thread/1\ntitle: caf\xe9\n")
    (served,) = build_site(folder, Site(), tmp_path).shown
    assert served.faults[0].place == f"{thread}:2:11"
    assert [line.before for line in served.faults[0].excerpt if line.marked] == ["title: caf"]


def test_a_file_over_the_limit_is_a_fault_without_lines(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGMAP_MAX_MB", "0.0005")
    (served,) = build_site(folder, Site(), tmp_path).shown
    assert "AM003 larger than the limit" in str(served.faults[0])
    assert served.faults[0].excerpt == ()


def test_a_deleted_map_and_a_deleted_folder_keep_the_last_good_page_and_say_so(
    folder: Path, tmp_path: Path
) -> None:
    sound = build_site(folder, Site(), tmp_path)
    page = body(sound, "/typing-for-a-team/page.html")
    (folder / "typing-for-a-team" / "map.yaml").unlink()
    without_map = build_site(folder, sound, tmp_path)
    assert "the folder holds no map" in without_map.faults["typing-for-a-team"][0]
    shutil.rmtree(folder)
    gone = build_site(folder, without_map, tmp_path)
    assert "no such file" in gone.faults["typing-for-a-team"][0]
    assert "no such folder" in body(gone, "/")
    assert body(gone, "/typing-for-a-team/page.html") == page
    write(folder / "typing-for-a-team")
    assert build_site(folder, gone, tmp_path).faults == {}


def test_an_empty_folder_is_served_and_a_map_appears_at_its_folder_when_it_is_sound(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "mine").mkdir(parents=True)
    server = Server(str(data), "127.0.0.1", 0, tmp_path / "outputs", lambda _: None)
    server.http.server_close()
    assert "no dataset here" in server.pages.content["/"].decode()
    (data / "mine" / "map.yaml").write_text("format: argmap/1\nid: not an id\n")
    server.refresh()
    assert server.pages.state["maps"]["mine"]["page"] == ""  # type: ignore[index]
    assert b"is not an id" in server.pages.content["/mine/map.html"]
    assert server.pages.content["/"].count(b"<img") == 0
    (data / "mine" / "map.yaml").write_text("format: argmap/1\nid: other\ntitle: Sound\n")
    server.refresh()
    assert b"is not an id" not in server.pages.content["/mine/map.html"]
    assert server.pages.other_path("/other/map.html") == "/mine/map.html"
    assert server.pages.other_path("/nowhere/map.html") is None


def test_a_folder_that_may_not_be_read_is_a_fault_of_its_map_only(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "locked").mkdir()
    of_others = Path.stat

    def stat(path: Path, **options: Any) -> Any:
        if path.parent.name == "locked":
            raise PermissionError(13, "Permission denied")
        return of_others(path, **options)

    monkeypatch.setattr(Path, "stat", stat)
    site = build_site(folder, Site(), tmp_path)
    assert site.faults == {"locked": [f"{folder / 'locked'}: AM001 cannot be read: Permission denied"]}


def test_an_error_that_nobody_expects_is_a_fault_and_not_the_end(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = build_site(folder, Site(), tmp_path)

    def fail(*_: object) -> dict[str, bytes]:
        raise RecursionError

    monkeypatch.setattr("argmap.project.site.pictures", fail)
    rewrite(folder, "typing-for-a-team", "Types for the billing", "TYPES for the billing")
    site = build_site(folder, sound, tmp_path)
    assert (
        "cannot be shown (RecursionError); this is a fault of argmap" in site.faults["typing-for-a-team"][0]
    )
    assert body(site, "/typing-for-a-team/page.html") == body(sound, "/typing-for-a-team/page.html")


def test_a_link_to_a_dataset_is_not_a_second_one(folder: Path, tmp_path: Path) -> None:
    (folder / "a-link").symlink_to(folder / "typing-for-a-team", target_is_directory=True)
    assert list(states(build_site(folder, Site(), tmp_path))) == ["typing-for-a-team"]


def test_the_excerpt_of_a_long_line_is_what_is_around_the_place(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "map.yaml").write_text(f"format: argmap/1\nid: x\ntitle: {'long ' * 90}{{: }}: [\n")
    (served,) = build_site(tmp_path, Site(), tmp_path / "outputs").shown
    for line in served.faults[0].excerpt:
        assert len(line.before + line.marked + line.after) <= 164


def test_a_folder_that_is_replaced_while_it_is_served_is_watched_on(
    server: Server, folder: Path, tmp_path: Path
) -> None:
    first = json.loads(get(server, "/state.json")[2])
    folder.rename(tmp_path / "away")
    gone = waited(server, first)
    assert gone["maps"]["typing-for-a-team"]["faults"] != ""
    (tmp_path / "away").rename(folder)
    assert waited(server, gone) == first


SMALL = b"format: argmap/1\nid: small\ntitle: Small\nclaims:\n- id: a\n  text: Trams are quiet.\n  implicit: true\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.integers(0, len(SMALL)),
    length=st.integers(0, 30),
    junk=st.one_of(
        st.binary(max_size=12), st.sampled_from([b"[", b"&a *a", b"\t", b"- ", b"'", b": ", b"\xff"])
    ),
)
def test_no_damage_to_a_file_ends_the_server_or_loses_the_page(
    tmp_path: Path, at: int, length: int, junk: bytes
) -> None:
    map = tmp_path / "small" / "map.yaml"
    map.parent.mkdir(exist_ok=True)
    map.write_bytes(SMALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "argmap.project.site.pictures", lambda drawn, *_: {"html": drawn.title.encode(), "svg": b"x"}
        )
        sound = build_site(tmp_path, Site(), tmp_path / "outputs")
        damaged = SMALL[:at] + junk + SMALL[at + length :]
        map.write_bytes(damaged)
        site = build_site(tmp_path, sound, tmp_path / "outputs")
        pages = site_pages(site)
        map.write_bytes(SMALL + b"# sound again\n")
        fixed = build_site(tmp_path, site, tmp_path / "outputs")
    assert pages.content["/small/map.html"]
    if site.faults:
        assert pages.content["/small/page.html"] == b"Small"
        assert all(str(map) in fault for fault in site.faults["small"])
    assert fixed.faults == {}
    assert site_pages(fixed).content["/small/page.html"] == b"Small"
