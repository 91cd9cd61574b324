"""`argmap serve`: maps in a browser beside the editor."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import OUTPUTS


@click.command(short_help="Show maps in a browser, and again when a file changes.")
@click.argument("data", default="data")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    metavar="N",
    help="0 takes a free one.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; others than this machine's own let others in.",
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
def serve(data: str, port: int, host: str, open_browser: bool) -> None:
    """Serve the datasets in DATA to a browser on this machine; a page loads anew when its files change.

    While a map has faults its last page stays, with the faults above it, each with file, line and column. Ctrl-C ends it.

    \b
    Examples:
      argmap serve
      argmap serve data/math-in-ml --port 0 --open
    """
    from argmap.errors import ArgmapError
    from argmap.project.serving import Server

    try:
        server = Server(data, host, port, Path(OUTPUTS), lambda told: click.echo(told, err=True))
    except OSError as error:
        raise ArgmapError(
            f"cannot listen on {host}:{port}: {error.strerror or error}; try --port 0"
        ) from error
    click.echo(f"serving {data} at {server.address} (Ctrl-C ends it)", err=True)
    if open_browser:
        click.launch(server.address)
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("", err=True)
