"""`argmap schema`: the JSON Schemas of the file formats."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import EXIT_FINDINGS


@click.command(short_help="Print or write the JSON Schemas of the file formats.")
@click.argument("format", type=click.Choice(["map", "thread"]), default="map")
@click.option("--write", is_flag=True, help="Write both schemas into DIR.")
@click.option("--verify", is_flag=True, help="Exit with 1 if a schema in DIR is not current.")
@click.option(
    "--dir", "directory", default="schemas", show_default=True, metavar="DIR", help="Folder of the schemas."
)
@click.pass_context
def schema(ctx: click.Context, format: str, write: bool, verify: bool, directory: str) -> None:
    """Print the JSON Schema of map.yaml (or of thread.yaml), or write both to a folder.

    An editor with YAML support reads them and then completes and explains while you type.

    \b
    Examples:
      argmap schema thread
      argmap schema --write
    """
    from argmap.model.schema import schema_files
    from argmap.storage.files import write_atomic

    files = {Path(directory) / name: text for name, text in schema_files().items()}
    if write:
        for path, text in files.items():
            write_atomic(path, text.encode("utf-8"))
            click.echo(f"wrote {path}", err=True)
    if verify:
        stale = [
            path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text
        ]
        for path in stale:
            click.echo(f"{path} is not current; run: argmap schema --write --dir {directory}", err=True)
        ctx.exit(EXIT_FINDINGS if stale else 0)
    if not write:
        click.echo(schema_files()[f"{format}.schema.json"], nl=False)
