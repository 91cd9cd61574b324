"""`argmap mcp`: maps for assistants, over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Let an assistant read maps and propose additions.")
@click.argument("data", default="data")
def mcp(data: str) -> None:
    """Serve the datasets in DATA to an assistant, over standard input and output (Model Context Protocol).

    An assistant starts this command itself; docs/assistants.md has the lines for its configuration. It can list, read,
    check, analyse, draw and compare the maps in DATA, and find quotes. It cannot change a map: what it proposes is
    checked and written to DATASET/drafts as a draft, and a person judges each part of it with 'argmap review'. Nothing
    outside DATA is read, but the settings of the rules, and nothing else is written. Needs an extra: pip install
    'argmap[mcp]'.

    \b
    Examples:
      argmap mcp data
      argmap mcp data/math-in-ml
    """
    from argmap import __version__
    from argmap.errors import MissingExtra

    try:
        from argmap.assistants.server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
            raise
        raise MissingExtra("serving an assistant", "mcp") from error
    made = server(Path(data), __version__)
    click.echo(
        f"serving {data} to an assistant over standard input and output (press Ctrl-C to stop)", err=True
    )
    made.run("stdio")
