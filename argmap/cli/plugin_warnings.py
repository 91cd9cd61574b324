"""Warnings about plug-ins, as lines on standard error in place of Python's own form."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click


@contextmanager
def plugin_warnings() -> Iterator[None]:
    """Print each warning about a plug-in once, on one line, and leave all other warnings as they are."""
    from argmap.errors import PluginWarning

    with warnings.catch_warnings():
        shown: set[str] = set()
        usual = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
            if not issubclass(category, PluginWarning):
                usual(message, category, *place, **more)
            elif str(message) not in shown:
                shown.add(str(message))
                click.echo(f"argmap: warning: {message}", err=True)

        warnings.simplefilter("always", PluginWarning)
        warnings.showwarning = show
        yield
