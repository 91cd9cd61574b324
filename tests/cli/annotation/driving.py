"""A thread of invented people, and a way to press keys on the screen that annotates it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import textual._wait
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from argmap.cli.edit.annotation.app import AnnotationApp
from argmap.editing.guided.session import Session

textual._wait.SLEEP_GRANULARITY = 0.004
textual._wait.SLEEP_IDLE = 0.0002
"""How long a pilot sleeps before it looks whether all is done: the pilot's own 20 ms are most of the time of these tests."""

KIOSK = """\
format: argmap-thread/1
id: kiosk
title: The kiosk
source: {kind: text, license: CC0-1.0}
authorship: recorded
reply_structure: recorded
participants: [{id: ann, name: Ann}, {id: bo, name: Bo}]
posts:
  - {id: p1, author: ann, text: "We should move the kiosk to the station. More people pass there."}
  - {id: p2, author: bo, reply_to: p1, text: "Granted, more people pass there. But the rent is twice as high, so I am against it."}
  - {id: p3, author: ann, reply_to: p2, text: "Who told you the rent?"}
  - {id: p4, author: bo, reply_to: p3, text: "The owner told me that it is twice as high. He knows all the rents."}
  - {id: p5, author: ann, reply_to: p4, text: "The rent is no reason, we own a wagon. Still, I take it back. I would move it if the owner agrees."}
"""
MAP = """\
format: argmap/1
id: kiosk
title: The kiosk
thread: thread.yaml
issues:
  - {id: place, question: 'Where should the kiosk stand?'}
"""

Keys = Callable[[Pilot[Any]], Awaitable[None]]


def dataset(folder: Path, thread: str = KIOSK, map: str = MAP) -> Path:
    """Write a dataset and return its folder."""
    folder.mkdir(exist_ok=True)
    (folder / "thread.yaml").write_text(thread, "utf-8")
    (folder / "map.yaml").write_text(map, "utf-8")
    return folder


def drive(
    folder: Path, keys: Keys, size: tuple[int, int] = (80, 24), by: str | None = None, post: str | None = None
) -> AnnotationApp:
    """Press keys on the screen of a dataset, and return the app when it has ended."""
    app = AnnotationApp(Session(str(folder), by, post))

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await keys(pilot)

    asyncio.run(run())
    return app


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys; what stands in angle brackets is put on the line of the dialog.

    The pilot's own `press` waits twice for each key and types letter by letter, which is most of the time of a test.
    """
    for key in keys:
        if key.startswith("<"):
            pilot.app.screen.query_one(Input).value = key[1:-1]
            await pilot.pause()
        else:
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
            await pilot.pause()


def message(app: AnnotationApp) -> str:
    """Return what the line for messages says."""
    return str(app.query_one("#message").render())


def screen(app: AnnotationApp) -> str:
    """Return the screen as text."""
    width, height = app.size
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row) for row in rows)[: width * height * 4]
