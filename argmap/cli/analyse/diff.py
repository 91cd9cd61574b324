"""`argmap diff`: how two readings of one thread differ, or two states of one map."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_FINDINGS, json_option, print_json, write_result
from argmap.cli.names import DIFFERENCES, LANGUAGE, PICTURE, THEME, names_option
from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.language import Language
    from argmap.model.map import ArgumentMap
    from argmap.readings.comparison import Comparison
    from argmap.readings.wording import WordStatus

ENDINGS = {"md": "markdown", "txt": "text"}
"""Endings of file names that are not the name of their form."""


@click.command(short_help="Show how two readings, or two states of a map, differ.")
@click.argument("paths", nargs=-1, required=True, metavar="A [B]")
@click.option("--from", "old", metavar="REV", help="With one map: compare it as it was in this git revision.")
@click.option(
    "--to", "new", metavar="REV", help="With --from: the later revision. Default: the map as it is now."
)
@click.option("--ids", is_flag=True, help="Parts of one id are one part, as in two states of one map.")
@click.option(
    "--matching", "with_matching", is_flag=True, help="Also show which parts are taken for one, and why."
)
@click.option(
    "--details",
    is_flag=True,
    help="Also show ids, labels, notes, tags, who made an item, how sure they were.",
)
@names_option(
    "--format",
    "format",
    names=DIFFERENCES,
    metavar="FORM",
    help="Form of the output. Default: by the ending of FILE, otherwise text.",
)
@json_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE, such as diff.svg or diff.html; - for standard output.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences.")
@names_option(
    "--theme", names=THEME, metavar="NAME", default="light", show_default=True, help="Colours of a picture."
)
@names_option(
    "--language",
    names=LANGUAGE,
    metavar="CODE",
    help="Language of the words around the texts of the maps. Default: the language of B, otherwise en.",
)
@click.pass_context
def diff(
    ctx: click.Context,
    paths: tuple[str, ...],
    old: str | None,
    new: str | None,
    ids: bool,
    with_matching: bool,
    details: bool,
    format: str | None,
    as_json: bool,
    output: str | None,
    exit_code: bool,
    theme: str,
    language: str | None,
) -> None:
    """Show how two readings A and B of one thread differ, or two states of one map A.

    Two files are matched by their words: first by what they quote, then by their texts, whatever the ids are (--ids
    matches by ids). With --from, one map is compared with itself in a revision of its git repository; ids then decide.
    You see claims that were added (+), dropped (-) or changed (~), relations that were flipped or moved, and stances.

    A FILE that ends in .svg, .png, .pdf or .html becomes a picture of both maps in one, or a page with that picture and
    the list. Exit code: 0, also when there are differences (with --exit-code then 1); 1 when a map has errors; 2
    for input that cannot be read.

    \b
    Examples:
      argmap diff data/tabs/map.ann.yaml data/tabs/map.jo.yaml
      argmap diff data/tabs/map.ann.yaml data/tabs/map.jo.yaml -o diff.html
      argmap diff data/tabs --from HEAD~3
      argmap diff data/tabs --from v1 --to v2 --format markdown
    """
    from argmap.language import language as known_language
    from argmap.language import language_of
    from argmap.readings.comparison import compare
    from argmap.readings.matching import match

    chosen = "json" if as_json else _format(format, output)
    if (
        chosen not in PICTURE.known()
        and ctx.get_parameter_source("theme") is click.core.ParameterSource.COMMANDLINE
    ):
        raise click.UsageError("--theme is for pictures; name one with -o, such as diff.svg")
    names, first, second = _maps(paths, old, new)
    by_id = ids or old is not None
    comparison = compare(first, second, match(first, second, by_id=by_id))
    spoken = known_language(language) if language else language_of(second)
    content: str | bytes
    if chosen == "json":
        data = {"first": names[0], "second": names[1], **comparison.to_dict()}
        if output in (None, "-"):
            print_json(data)
        content = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    elif chosen in PICTURE.known():
        from argmap.rendering.comparison.drawing import draw_comparison

        content = draw_comparison(chosen, names, first, second, comparison, spoken, theme, details=details)
    else:
        content = _text(chosen, names, first, second, comparison, spoken, output, with_matching, details)
    if isinstance(content, bytes):
        write_result(output or f"diff.{chosen}", content)
    elif output in (None, "-"):
        click.echo("" if chosen == "json" else content, nl=False)
    else:
        write_result(str(output), content.encode("utf-8"))
    differs = bool(comparison) or (details and bool(comparison.details))
    ctx.exit(EXIT_FINDINGS if exit_code and differs else 0)


def _format(format: str | None, output: str | None) -> str:
    """Return the format that is named, or that the ending of a file means."""
    if format is not None:
        return format
    if output is None or output == "-":
        return "text"
    suffix = PurePath(output).suffix.lower().removeprefix(".")
    chosen = ENDINGS.get(suffix, suffix)
    if chosen not in DIFFERENCES.known():
        endings = ", ".join(f".{name}" for name in (*ENDINGS, "json", *PICTURE.known()))
        raise click.UsageError(
            f"cannot tell the format of {output!r} from its name; use one of {endings}, or give --format"
        )
    return chosen


def _maps(
    paths: tuple[str, ...], old: str | None, new: str | None
) -> tuple[tuple[str, str], ArgumentMap, ArgumentMap]:
    """Return the two maps that are compared, and what they are called.

    Raises:
        UsageError: there are not two of them, or they are one.
        ArgmapError: one of them cannot be read.
    """
    from argmap.project.revisions import map_at_revision
    from argmap.storage.load import load_map

    if new is not None and old is None:
        raise click.UsageError("--to needs --from: the revision to compare with")
    if old is not None:
        if len(paths) != 1:
            raise click.UsageError("--from compares one map with itself; name one map, or leave --from out")
        after = load_map(paths[0]) if new is None else map_at_revision(paths[0], new)
        now = f"{paths[0]} at {new}" if new else paths[0]
        return (f"{paths[0]} at {old}", now), map_at_revision(paths[0], old), after
    if len(paths) != 2:  # noqa: PLR2004 (two readings)
        raise click.UsageError(_how_many(paths))
    one, other = paths
    if one == other or (os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)):
        raise click.UsageError(
            f"{visible(one)} and {visible(other)} are the same; name two readings, or a revision with --from"
        )
    return (one, other), load_map(one), load_map(other)


def _how_many(paths: tuple[str, ...]) -> str:
    from argmap.storage.reading_files import readings_of

    if len(paths) > 2:  # noqa: PLR2004 (two readings)
        return f"diff compares two readings, and here are {len(paths)}; 'argmap agree' measures any number"
    folder = Path(paths[0])
    readings = [str(file) for file in readings_of(folder).values()] if folder.is_dir() else []
    if len(readings) > 1:
        return f"name two of the readings in {folder}: {', '.join(readings)}; or a revision with --from"
    return "name a second map to compare with, or a git revision with --from"


def _text(
    format: str,
    names: tuple[str, str],
    first: ArgumentMap,
    second: ArgumentMap,
    comparison: Comparison,
    language: Language,
    output: str | None,
    with_matching: bool,
    details: bool,
) -> str:
    from argmap.rendering.text.comparison import left_out_words, matched_words, matching_lines, sections
    from argmap.rendering.text.comparison_forms import comparison_markdown, comparison_text, plain

    shown = sections(first, second, comparison, language, details=details)
    head = [f"{names[0]} → {names[1]}", matched_words(comparison.matching, language)]
    if comparison.details and not details:
        head.append(left_out_words(comparison, language))
    if with_matching:
        head += matching_lines(comparison.matching)
    if format == "markdown":
        return comparison_markdown(second.title, head, shown, language)
    coloured = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return comparison_text(head, shown, language, _painted if coloured else plain)


def _painted(text: str, wording: WordStatus) -> str:
    """Return words in the colour of what happened to them; their marks say it as well."""
    colours = {"dropped": "red", "added": "green"}
    return click.style(text, fg=colours.get(wording.value)) if wording.value in colours else text
