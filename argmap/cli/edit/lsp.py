"""`argmap lsp`: help for somebody who writes a map in a text editor."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from importlib.util import find_spec

import click


@click.command(short_help="Help in a text editor, by the Language Server Protocol.")
def lsp() -> None:
    """Answer a text editor about maps and threads, by the Language Server Protocol, on standard input and output.

    Editors start it themselves; docs/editors.md has the lines for VS Code, Neovim, Emacs and Helix. It shows what 'argmap check' would find
    while you write, with fixes; completes ids, posts, schemes and stances; shows claims, posts and why a claim is accepted; finds
    where something is given and used; renames ids; and quotes words that you select in the thread. It writes no files: the editor does.

    It needs an extra: pip install 'argmap[lsp]'.

    \b
    Examples:
      argmap lsp
    """
    from argmap.errors import MissingExtra

    if find_spec("pygls") is None:
        raise MissingExtra("the language server", "lsp")
    from argmap.language_server.server import map_server

    # The protocol has standard output for itself: whatever else is printed goes where the editor keeps its logs.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers, redirect_stdout(sys.stderr):
        map_server().start_io(stdout=answers)
