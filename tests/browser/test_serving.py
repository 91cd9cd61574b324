"""`argmap serve` in a real browser: the page reloads when its map changes, and its faults stand above it."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

from argmap.project.serving import Server

DATA = Path(__file__).parent.parent.parent / "data" / "typing-for-a-team"


def test_a_reader_sees_faults_and_the_page_after_a_fix_without_doing_anything(
    chromium: Any, tmp_path: Path
) -> None:
    shutil.copytree(DATA, tmp_path / "data" / "typing")
    map = tmp_path / "data" / "typing" / "map.yaml"
    sound = map.read_text("utf-8")
    server = Server(str(tmp_path / "data"), "127.0.0.1", 0, tmp_path / "outputs", lambda _: None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.route(
        "**/favicon.ico", lambda route: route.fulfill(status=204)
    )  # browsers ask for one by themselves
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    try:
        page.goto(server.address)
        page.click("text=Types for the billing service?")
        frame = page.frame_locator("#frame")
        frame.locator("h1").wait_for()
        assert not page.is_visible("#faults")
        map.write_text(sound.replace("premises: [slower]", "premises: [slwer]"), "utf-8")
        page.wait_for_selector("#faults:visible")
        assert "AM101 premise 'slwer'" in page.inner_text("#faults")
        assert frame.locator("h1").is_visible()
        page.goto(server.address)
        assert "AM101 premise 'slwer'" in page.inner_text("p.faults")
        page.click("p.faults")
        page.wait_for_selector("#faults:visible")
        map.write_text(sound.replace("Types for the billing", "Type hints for the billing"), "utf-8")
        page.wait_for_selector("#faults", state="hidden")
        frame.locator("h1", has_text="Type hints for the billing").wait_for()
    finally:
        server.stop()
        thread.join(5)
    page.wait_for_selector("#faults:has-text('argmap serve has ended')")
    context.close()
    assert [line for line in trouble if "ERR_CONNECTION_REFUSED" not in line] == []
