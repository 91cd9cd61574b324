"""The playground in a real browser, under a strict policy: argmap's commands, as they are at a terminal."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from tests.browser.conftest import AXE, ROOT

RUNTIME = ROOT / ".venv" / "playground"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; img-src 'self' blob:; frame-src 'self'"
)
"""What docs/playground.md tells servers to send."""

SOON, SLOW = 20_000, 180_000
"""Milliseconds: for the page itself, and for Python to start on a busy machine."""

Ran = Callable[..., str]


class _Handler(SimpleHTTPRequestHandler):
    """The folder of the site, with the policy on all but the frame, which has its own."""

    def end_headers(self) -> None:
        if not self.path.endswith("/shown.html"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the playground as the site has it."""
    if not (RUNTIME / "examples.json").exists():
        pytest.skip("the playground is not there (make playground)")
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs" / "playground", site / "playground")
    (site / "playground" / "runtime").symlink_to(RUNTIME.resolve())
    (site / "playground.html").write_text("<title>Docs</title>", "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/playground/index.html"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def playground(chromium: Any, address: str) -> Iterator[Any]:
    """Open the page once for all tests, for a start takes long; any message, error or request to elsewhere fails them."""
    trouble: list[str] = []
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.on("console", lambda message: trouble.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    own = address.removesuffix("playground/index.html")
    page.on("request", lambda request: None if request.url.startswith((own, "blob:")) else trouble.append(request.url))  # fmt: skip
    page.goto(address)
    page.get_by_role("status").filter(has_text="Ready.").wait_for(timeout=SLOW)
    yield page
    context.close()
    assert trouble == []


@pytest.fixture
def ran(playground: Any) -> Ran:
    """Return what puts a map into the page, presses a button and returns what is told of the end."""

    def press(button: str, map: str = "car-free-centre", options: str = "", text: str | None = None) -> str:
        folder = ROOT / "data" / map
        playground.get_by_label("thread.yaml").fill((folder / "thread.yaml").read_text("utf-8"))
        playground.get_by_label("map.yaml").fill(text or (folder / "map.yaml").read_text("utf-8"))
        playground.get_by_label("More options").fill(options)
        playground.get_by_role("button", name=button, exact=True).click()
        playground.locator("#stop").wait_for(state="hidden", timeout=SLOW)
        return str(playground.get_by_role("status").text_content())

    return press


def said(*words: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    """Return what a command prints at a terminal 80 columns wide."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    return CliRunner().invoke(main, words).stdout


@pytest.mark.parametrize(
    ("button", "words", "map", "options"),
    [
        ("Check", ["check"], "math-in-ml", "--statistics"),
        ("Read", ["show"], "math-in-ml", ""),
        ("Analyse", ["analyse"], "math-in-ml", ""),
        ("Analyse", ["analyse"], "math-in-ml", "--strength df-quad --semantics preferred --json"),
        ("Analyse", ["analyse"], "car-free-centre", "--strength quadratic-energy"),
        ("Exercises", ["teach", "make"], "car-free-centre", "--seed 3 --language de"),
    ],
)
def test_it_prints_what_a_terminal_prints(
    ran: Ran, playground: Any, button: str, words: list[str], map: str, options: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "discussion"
    folder.mkdir()
    for name in ("thread.yaml", "map.yaml"):
        shutil.copyfile(ROOT / "data" / map / name, folder / name)
    assert ran(button, map, options).startswith("Done (")
    wanted = said(*words, "discussion", *options.split(), monkeypatch=monkeypatch, folder=tmp_path)
    assert playground.locator("#output").text_content() == wanted
    assert wanted or "no findings" in playground.locator("#errors").text_content()


def test_it_draws_a_picture_that_can_be_saved(ran: Ran, playground: Any) -> None:
    assert ran("Draw").startswith("Done (")
    image = playground.get_by_role("img")
    image.wait_for(timeout=SOON)
    assert "What should we do about cars in the old town?" in image.get_attribute("alt")
    assert playground.get_by_role("link", name="Download").get_attribute("download") == "map.svg"
    # The command stands at the top and the picture below it: it is seen without scrolling.
    playground.wait_for_function(
        "document.getElementById('command').getBoundingClientRect().top < 40", timeout=SOON
    )
    assert image.bounding_box()["y"] < playground.viewport_size["height"] / 2
    fits = image.bounding_box()["width"]
    playground.get_by_role("button", name="Full size").click()
    assert image.bounding_box()["width"] > fits


def test_it_shows_the_page_of_a_map_in_a_frame_of_its_own(ran: Ran, playground: Any) -> None:
    assert ran("Page", options="--practice 0").startswith("Done (")
    shown = playground.frame_locator("#frame")
    shown.get_by_role("heading", name="What should we do about cars").first.wait_for(timeout=SOON)
    assert playground.locator("#frame").get_attribute("sandbox") == "allow-scripts"


def test_a_mistake_is_told_with_its_place(ran: Ran, playground: Any) -> None:
    text = (ROOT / "data" / "car-free-centre" / "map.yaml").read_text("utf-8")
    wrong = text.replace("target: close}", "target: clos}", 1)
    assert ran("Check", text=wrong).startswith("Ended with exit code 1")
    assert "AM101" in playground.locator("#output").text_content()
    assert ran("Check", text="claims: [").startswith("Ended with exit code ")
    assert "discussion/map.yaml:1" in playground.locator("section").text_content()


def test_what_a_browser_cannot_draw_is_told(ran: Ran, playground: Any) -> None:
    assert ran("Draw", options="--format png").startswith("Ended with exit code 2")
    assert "a browser draws no PNG" in playground.locator("#errors").text_content()


def test_a_file_of_another_kind_can_be_saved(ran: Ran, playground: Any, tmp_path: Path) -> None:
    """Options can name the file; GIFT is the form of questions that Moodle reads."""
    assert ran("Exercises", options="--count 3 -o 'my quiz.gift'").startswith("Done (")
    with playground.expect_download() as begun:
        playground.get_by_role("link", name="Download").click()
    assert begun.value.suggested_filename == "my quiz.gift"
    begun.value.save_as(tmp_path / "quiz.gift")
    assert "::" in (tmp_path / "quiz.gift").read_text("utf-8")


def test_an_example_can_be_chosen(playground: Any) -> None:
    playground.get_by_label("Example").select_option(label="Types for the billing service?")
    assert "id: typing-for-a-team" in playground.get_by_label("map.yaml").input_value()
    assert "id: typing-for-a-team" in playground.get_by_label("thread.yaml").input_value()


def test_a_command_can_be_stopped_and_the_next_one_works(playground: Any, ran: Ran) -> None:
    playground.get_by_label("More options").fill("")
    playground.get_by_role("button", name="Page").click()  # seconds of work each time, with its exercises
    playground.get_by_role("button", name="Stop").click()
    assert not playground.get_by_role("button", name="Page").is_disabled()
    assert ran("Check").startswith("Done (")


@pytest.fixture
def unstarted(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Return what opens the page where Python does not arrive."""
    contexts: list[Any] = []

    def opened(**options: Any) -> Any:
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.route("**/runtime/**", lambda route: route.abort())
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_a_failed_start_is_told_and_the_page_stays(unstarted: Callable[..., Any]) -> None:
    page = unstarted(locale="en-GB")
    page.get_by_role("status").filter(has_text="argmap could not start").wait_for(timeout=SOON)
    assert page.locator("#errors").is_visible()


def test_german_readers_get_german(unstarted: Callable[..., Any]) -> None:
    page = unstarted(locale="de-DE")
    page.get_by_role("button", name="Prüfen").wait_for(timeout=SOON)
    page.get_by_role("status").filter(has_text="argmap konnte nicht starten").wait_for(timeout=SOON)
    assert page.locator("html").get_attribute("lang") == "de"
    left = page.locator("button:not([data-de]), label:not(:has([data-de])):not([data-de]), h1:not([data-de])")
    assert left.count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_fits_and_everybody_can_use_it(unstarted: Callable[..., Any], scheme: str, width: int) -> None:  # fmt: skip
    page = unstarted(viewport={"width": width, "height": 844}, color_scheme=scheme, locale="en-GB", bypass_csp=True)  # fmt: skip
    page.get_by_role("status").filter(has_text="argmap could not start").wait_for(timeout=SOON)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run()")
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []
