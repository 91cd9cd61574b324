"""The page of large maps in a browser: `python -m benchmarks.pages [CLAIMS…]` prints a table in Markdown.

Maps of CLAIMS claims with as many quotes and stances (500, 2,000 and 10,000 unless given). Writing is CPU time of this
process; loading is CPU time of the page's process until it can be used, less that of an empty page, as Chromium's own
counters say; a keystroke is the time from the event until what it found is laid out; frames are those of two seconds in
which the map is moved and zoomed at every frame. Every figure is the median of several runs, each in a new page.
It needs Chromium and Playwright (`make browser-tests`).
"""

from __future__ import annotations

import gzip
import shutil
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from argmap.rendering.draw import render
from benchmarks.checks import large_map
from benchmarks.table import table

SIZES = (500, 2_000, 10_000)
RUNS = 5
VIEWPORT = {"width": 1280, "height": 800}
BARE = "<!DOCTYPE html><title>Bare</title><p>Nothing."
WORDS = ("n", "no", "noi", "nois", "noisy", "noisy grad", "noisy gradient", "5")

TYPE = """(words) => {
  const field = document.getElementById("search"), times = [];
  field.focus();
  for (const typed of words) {
    const begun = performance.now();
    field.value = typed;
    field.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    times.push(performance.now() - begun);
  }
  field.value = "";
  field.dispatchEvent(new Event("input"));
  return times.sort((a, b) => a - b)[times.length >> 1];
}"""
MOVE = """() => new Promise((done) => {
  const stage = document.getElementById("stage"), begun = performance.now();
  let frames = 0;
  const step = (now) => {
    if (now - begun > 2000) { done(frames / (now - begun) * 1000); return; }
    frames += 1;
    stage.dispatchEvent(new WheelEvent("wheel", { deltaY: Math.sin(frames / 20) * 40, clientX: 400, clientY: 300, cancelable: true }));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


def cpu_seconds(browser: Any, path: Path) -> tuple[float, Any]:
    """Return the CPU time of a page until it is loaded and drawn, and the page."""
    page = browser.new_page(viewport=VIEWPORT)
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri())
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    metrics = {each["name"]: each["value"] for each in client.send("Performance.getMetrics")["metrics"]}
    return metrics["TaskDuration"], page


def measured(browser: Any, claims: int, folder: Path) -> list[str]:
    """Return the row of a size."""
    map, path, bare = large_map(claims), folder / "map.html", folder / "bare.html"
    bare.write_text(BARE, encoding="utf-8")
    writes, loads, keys, frames = [], [], [], []
    content = b""
    for _ in range(RUNS):
        begun = process_time()
        content = render(map, "html")
        writes.append(process_time() - begun)
    path.write_bytes(content)
    for _ in range(RUNS):
        empty, page = cpu_seconds(browser, bare)
        page.close()
        load, page = cpu_seconds(browser, path)
        loads.append(load - empty)
        keys.append(page.evaluate(TYPE, list(WORDS)))
        frames.append(page.evaluate(MOVE))
        page.close()
    zipped = len(gzip.compress(content)) / 1e6
    return [
        f"{claims:,}",
        f"{median(writes):.2f} s",
        f"{len(content) / 1e6:.2f} MB",
        f"{zipped:.3f} MB",
        f"{median(loads):.2f} s",
        f"{median(keys):.0f} ms",
        f"{median(frames):.0f}",
    ]


def main() -> None:
    from playwright.sync_api import sync_playwright

    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    head = ("claims", "write", "file", "gzipped", "load", "keystroke", "frames a second")
    with sync_playwright() as driver, TemporaryDirectory() as folder:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox"],
        )
        rows = [measured(browser, size, Path(folder)) for size in sizes]
        browser.close()
    sys.stdout.write(table(head, rows))


if __name__ == "__main__":
    main()
