"""`argmap serve`: maps in a browser beside the editor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import OUTPUTS

if TYPE_CHECKING:
    from argmap.project.web_editing.drafted import DraftSource


@click.command(short_help="Show maps in a browser, updated when a file changes.")
@click.argument("data", default="data")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Port to listen on; 0 chooses a free one.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. With another address than the default, other computers can read the maps.",
)
@click.option("--edit", is_flag=True, help="Annotate: DATA is one dataset, and the page changes its files.")
@click.option(
    "--draft",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --edit: show what this draft of the map offers, to take or reject it as with 'argmap review'.",
)
@click.option("--by", metavar="NAME", help="With --draft: who decides; every accepted item gets the name.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open a browser window. Default: no.")
def serve(
    data: str, port: int, host: str, edit: bool, draft: Path | None, by: str | None, open_browser: bool
) -> None:
    """Show the datasets in DATA in a browser; a page is reloaded when its files change.

    While a map has faults, its last good page stays, with the faults of 'argmap check' above it and the lines of the file
    around each; a map that never was without faults shows them alone. The list of maps marks them. Only a map that changed
    is rebuilt and reloaded, at the same place. Press Ctrl-C to stop. Reloading needs an extra: pip install 'argmap[serve]'; without it, reload
    the page in the browser.

    With --edit you annotate the dataset DATA in the browser: the thread on the left, the map on the right. Every change is
    checked and written at once, as 'argmap edit' does it, and 'argmap edit undo' takes it back. This works on this
    computer only, and only at the address that is printed, once. With --draft you see what the draft offers beside what the
    map has, and decide on it there; 'argmap review' knows these decisions, and the page knows those of 'argmap review'.

    \b
    Examples:
      argmap serve
      argmap serve --edit data/math-in-ml --open
      argmap serve --edit data/tabs --draft draft.json --by Ann
      argmap serve data/math-in-ml --port 0 --open
    """
    from argmap.errors import ArgmapError
    from argmap.project.serving import Server, fault_count

    if draft is not None and not edit:
        raise click.UsageError("a draft is shown where a map is edited: add --edit")
    if (draft is None) != (by is None):
        raise click.UsageError("--draft FILE and --by NAME belong together: who decides is written down")
    if edit:
        from argmap.project.web_editing.drafted import DraftSource

        source = DraftSource(draft, by) if draft is not None and by is not None else None
        _edit(data, port, host, source, open_browser=open_browser)
        return
    try:
        server = Server(data, host, port, Path(OUTPUTS), lambda message: click.echo(message, err=True))
    except OSError as error:
        raise ArgmapError(
            f"cannot listen on {host}:{port}: {error.strerror or error}; try --port 0"
        ) from error
    click.echo(f"serving {data} at {server.address} (press Ctrl-C to stop)", err=True)
    if faults := fault_count(server.site):
        click.echo(f"{faults} in {len(server.site.faults)} of {len(server.site.datasets)} maps", err=True)
    if server.site.trouble:
        click.echo(server.site.trouble, err=True)
    if not server.watches:
        click.echo(
            "pages do not reload by themselves: reload them in the browser, or run: pip install 'argmap[serve]'",
            err=True,
        )
    if open_browser:
        click.launch(server.address)
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("", err=True)


def _edit(data: str, port: int, host: str, draft: DraftSource | None, *, open_browser: bool) -> None:
    """Serve the editor of one map until the user interrupts."""
    from argmap.errors import ArgmapError
    from argmap.project.web_editing.server import HOST, EditServer

    if host != HOST:
        raise click.UsageError(f"a map is edited on this computer only: leave out --host {host}")
    try:
        server = EditServer(data, port, draft)
    except OSError as error:
        raise ArgmapError(
            f"cannot listen on {host}:{port}: {error.strerror or error}; try --port 0"
        ) from error
    click.echo(f"edit {server.session.path} at {server.address} (press Ctrl-C to stop)", err=True)
    if open_browser:
        click.launch(server.address)
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("", err=True)
