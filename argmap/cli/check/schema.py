"""`argmap schema`: the JSON Schemas of the file formats."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import EXIT_FINDINGS
from argmap.cli.names import DOCUMENT
from argmap.unseen import visible


@click.command(short_help="Print the JSON Schema of map or thread files.")
@click.argument("format", type=DOCUMENT, default="map", metavar="[map|thread|edits|draft]")
@click.option("--write", is_flag=True, help="Write all schemas into DIR, instead of printing one.")
@click.option("--verify", is_flag=True, help="Exit with 1 if a schema in DIR is out of date.")
@click.option(
    "--dir", "directory", default="schemas", show_default=True, metavar="DIR", help="Folder of the schemas."
)
@click.pass_context
def schema(ctx: click.Context, format: str, write: bool, verify: bool, directory: str) -> None:
    """Print the JSON Schema of a map, a thread, a file for 'argmap edit apply' or a draft, or write all into a folder.

    A text editor with YAML support uses them to complete and explain keys while you type.

    \b
    Examples:
      argmap schema thread
      argmap schema --write
    """
    from argmap.drafts.schema import schema_files
    from argmap.storage.files import write_all

    files = {Path(directory) / name: text for name, text in schema_files().items()}
    if write:
        write_all({path: text.encode("utf-8") for path, text in files.items()})
        for path in files:
            click.echo(visible(f"wrote {path}"), err=True)
    if verify:
        stale = [
            path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text
        ]
        for path in stale:
            click.echo(
                visible(f"{path} is out of date; run: argmap schema --write --dir {directory}"), err=True
            )
        ctx.exit(EXIT_FINDINGS if stale else 0)
    if not write:
        click.echo(schema_files()[f"{format}.schema.json"], nl=False)
