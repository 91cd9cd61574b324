"""`argmap dataset redact` and `argmap dataset fill`: share a dataset without words and names, and put the words back."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.unseen import visible


@click.command(short_help="Write a dataset without words and names.")
@click.argument("data")
@click.option("-o", "--output", metavar="DIR", required=True, help="Folder of the new dataset.")
@click.option(
    "--texts",
    type=click.Choice(["keep", "drop"]),
    default="keep",
    show_default=True,
    help="What annotators wrote: keep it, with […] for every four words in a row that a post has; or drop it.",
)
@click.option(
    "--key",
    "key_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The key of the fingerprints; keep it out of DIR. Default: DIR.key beside DIR, made when it is needed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def redact(data: str, output: str, texts: str, key_file: Path | None, quiet: bool) -> None:
    """Write DATA (a folder of datasets, or one dataset) without the words of its posts and without names.

    Posts keep their ids, lengths and keyed hashes, quotes their places, participants get pseudonyms. Maps, their readings,
    threads and splits are written; comments and other files are not. All that is written is searched for every four words in
    a row of every post first. Ids of maps and threads, and addresses of threads, stay: by these the words are found again.

    Nobody can guess words from a hash without the key. Give the key to those who may put the words back ('argmap dataset fill').

    \b
    Examples:
      argmap dataset redact data -o shared
      argmap dataset redact data -o shared --texts drop --key project.key
    """
    from argmap.datasets.redact.write import redact_dataset, refuse_place
    from argmap.model.base import counted
    from argmap.project.secret import fingerprint_key

    folder = Path(output)
    refuse_place(Path(data), folder)
    path = key_file or folder.resolve().with_name(f"{folder.resolve().name}.key")
    secret = fingerprint_key(path, create=True, dataset=folder)
    made = redact_dataset(data, folder, secret, keep_texts=texts == "keep")
    if quiet:
        return
    click.echo(
        f"wrote {made.folder}: {counted(made.maps, 'map')}, {counted(made.posts, 'post')} without words"
    )
    click.echo(visible(f"the key is {path}; without it, the words can be found again and not proved"))
    for id in made.unkeyed:
        click.echo(f"{id}: its words were withheld before, by hashes without a key", err=True)


@click.command(short_help="Put the words back into a redacted dataset.")
@click.argument("data")
@click.argument("sources")
@click.option("-o", "--output", metavar="DIR", required=True, help="Folder of the new dataset.")
@click.option(
    "--key",
    "key_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The key of the fingerprints, from those who made DATA.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def fill(data: str, sources: str, output: str, key_file: Path | None, quiet: bool) -> None:
    """Put the words back into DATA, a dataset that 'argmap dataset redact' or 'argmap withhold' made.

    SOURCES is a folder with a folder for each of DATA, of the same name, with the thread.yaml that 'argmap import' makes of the
    discussion. Every post must have the words that DATA was made of, to the letter; if one has not, nothing is written.
    Participants keep their pseudonyms, and […] in texts of annotators stays.

    \b
    Examples:
      argmap dataset fill shared data -o again --key shared.key
    """
    from argmap.datasets.redact.fill import fill_dataset
    from argmap.model.base import counted
    from argmap.project.secret import fingerprint_key

    secret = None if key_file is None else fingerprint_key(key_file, create=False, dataset=Path(data))
    made = fill_dataset(data, sources, output, secret)
    if quiet:
        return
    click.echo(visible(f"wrote {made.folder}: {counted(made.maps, 'map')}"))
    for id in made.as_they_were:
        click.echo(f"{id}: nothing is withheld in it", err=True)
