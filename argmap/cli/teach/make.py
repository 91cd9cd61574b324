"""`argmap teach make`: a set of exercises in a format, and what has no place in that format."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import listed, map_argument, write_result
from argmap.cli.names import EXERCISE_SET, LEVEL, names_option
from argmap.cli.teach.options import KINDS, LANGUAGE_OPTION, SEED, count_option

if TYPE_CHECKING:
    from argmap.teach.item import ExerciseSet


@click.command("make", short_help="Make a set of exercises.")
@map_argument
@KINDS
@count_option(20)
@SEED
@names_option("--level", names=LEVEL, metavar="LEVEL", help="Only exercises of this difficulty.")
@names_option(
    "--format",
    "form",
    names=EXERCISE_SET,
    metavar="FORMAT",
    help="Format of the exercises. Default: by the ending of FILE, otherwise md.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE. Default: print the exercises.")
@LANGUAGE_OPTION
@click.option(
    "--no-posts",
    is_flag=True,
    help="Leave out the posts that the questions are about: the class has the thread.",
)
@click.option(
    "--explain", is_flag=True, help="List how many exercises of each kind this map gives, and why none."
)
def make_command(
    path: str,
    kinds: tuple[str, ...],
    count: int,
    seed: int,
    level: str | None,
    form: str | None,
    output: str | None,
    language: str | None,
    no_posts: bool,
    explain: bool,
) -> None:
    """Make exercises from the map at PATH: of all kinds in turn, from easy to difficult.

    An exercise is made only if the map proves its answer, and no exercise gives away the answer of another. GIFT
    (.gift) and Moodle XML (.xml) are for Moodle, QTI 1.2 (--format qti12) is for Canvas, a Common Cartridge (.imscc) or
    QTI 2.1 (.zip) is for most other systems, H5P (.h5p) for pages with H5P, a script
    (.gs) for Google Forms. An Anki deck (.apkg) needs the extra argmap[anki]. What has no place in a
    format is left out and counted.

    \b
    Examples:
      argmap teach make data/math-in-ml
      argmap teach make data/math-in-ml -o quiz.gift --count 10 --seed 4
      argmap teach make data/math-in-ml --kind undercut-place --kind linked
      argmap teach make data/math-in-ml --language de --level intro
      argmap teach make data/typing-for-a-team --explain
    """
    from argmap.errors import ArgmapError
    from argmap.language import ENGLISH, language_of
    from argmap.language import language as known_language
    from argmap.storage.load import load_map
    from argmap.teach.carried import without_posts
    from argmap.teach.exports import ENDINGS
    from argmap.teach.item import Level
    from argmap.teach.make import TRIED_SEEDS, make, yields

    map = load_map(path)
    if explain:
        rows = [
            (one.kind, f"{one.items} possible" if one.items else f"none: {one.why_none}")
            for one in yields(map, seed)
        ]
        click.echo(listed(rows), nl=False)
        return
    difficulty = Level(level) if level else None
    spoken = known_language(language) if language else language_of(map)
    made = make(map, kinds=kinds, count=count, seed=seed, level=difficulty, language=spoken)
    given = {item.kind for item in made.items}
    lacking = [kind for kind in dict.fromkeys(kinds) if kind not in given]
    reasons = (
        [
            f"{one.kind}: none, {one.why_none}"
            for one in yields(map, seed)
            if one.kind in lacking and one.why_none
        ]
        if lacking
        else []
    )
    if not made.items:
        tried = range(seed + 1, seed + TRIED_SEEDS)
        other = next(
            (each for each in tried if make(map, kinds=kinds, count=1, seed=each, level=difficulty).items),
            None,
        )
        raise ArgmapError(
            "\n".join(("this map gives no such exercise", *reasons))
            if other is None and reasons
            else "this map gives no such exercise; 'argmap teach make PATH --explain' says what it lacks"
            if other is None
            else f"this map gives no such exercise with the seed {seed}; try --seed {other}"
        )
    ending = Path(output).suffix if output else ""
    name = form or ENDINGS.get(ending.lower())
    if name is None and output not in {None, "-"}:
        raise ArgmapError(
            f"cannot tell the format of {output!r} from its name; use one of {', '.join(ENDINGS)}, or give --format"
        )
    _export(without_posts(made) if no_posts else made, name or "md", output or "-")
    for reason in reasons:
        click.echo(f"note: {reason}", err=True)
    if len(made.items) < count:
        why = "the map gives no more, or more would give away answers of these"
        if spoken != ENGLISH:
            why += f", or others cannot be asked in the language {spoken.name!r}"
        click.echo(f"note: {_exercises(len(made.items))}; {why}", err=True)


def _export(made: ExerciseSet, name: str, target: str) -> None:
    """Write a set to a file, or to standard output for `-`, and say how many exercises were left out, and why.

    Raises:
        ArgmapError: the file cannot be written, or no exercise has a place in the format.
    """
    from argmap.errors import ArgmapError
    from argmap.teach.exports import FORMATS, LIMITS, RENEWALS

    reasons = (
        Counter(filter(None, map(LIMITS.load(name), made.items))) if name in LIMITS.names() else Counter()
    )
    why = "; ".join(f"{count} because {reason}" for reason, count in sorted(reasons.items()))
    if reasons.total() == len(made.items):
        raise ArgmapError(f"no exercise has a place in the format {name!r}: {why}")
    content = FORMATS.load(name)(made)
    if name in RENEWALS.names() and target != "-" and Path(target).is_file():
        content = RENEWALS.load(name)(content, Path(target).read_bytes())
    write_result(target, content)
    if reasons:
        click.echo(f"note: {_exercises(reasons.total())} left out: {why}", err=True)


def _exercises(count: int) -> str:
    return f"{count} exercise{'' if count == 1 else 's'}"
