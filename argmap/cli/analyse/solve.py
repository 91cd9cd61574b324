"""`argmap solve`: answers about abstract and assumption-based frameworks, in the form of the competitions."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_USAGE, NumberRange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.solver.attacks import AttackGraph
    from argmap.solver.iccma import NamedFramework
    from argmap.solver.tasks import Task, TaskAnswer

LARGE = 20_000
"""Arguments and attacks, or sentences and rules, from which on one step of a search may take longer than a second."""


@click.command(short_help="Solve a competition instance (ICCMA: p af, p aba, .apx, .tgf).")
@click.argument("file")
@click.option("--task", "name", required=True, metavar="TASK", help="PROBLEM-SEMANTICS, such as DC-PR.")
@click.option(
    "-a", "--argument", metavar="X", help="The argument (in p aba: the sentence) that DC and DS ask about."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    metavar="N",
    help="Stop EE at N extensions.",
)
@click.option(
    "--seconds",
    type=NumberRange(min=0, min_open=True),
    default=600,
    show_default=True,
    metavar="N",
    help="Stop when N seconds are over.",
)
@click.pass_context
def solve(ctx: click.Context, file: str, name: str, argument: str | None, limit: int, seconds: float) -> None:
    """Solve a task on an abstract or a flat assumption-based framework and print the answer as the competition asks.

    FILE is an instance of ICCMA, or - for standard input: `p af N`, Aspartix (`arg(a). att(a,b).`), trivial graph,
    or `p aba N`. PROBLEM is DC (in some extension?), DS (in all?), SE (some extension), EE (all) or CE (how many);
    SEMANTICS is CO, PR, ST, SST, ID or GR. In numbered formats, a line "w …" lists an extension; with names, it
    is [a,b,…]. YES to DC and NO to DS come with one that proves it. Exit code: 2 when the time was over.

    \b
    Examples:
      argmap solve instance.af --task SE-GR
      argmap solve instance.apx --task DS-PR --argument a1
      printf 'p af 2\\n1 2\\n2 1\\n' | argmap solve - --task EE-PR
    """
    from argmap.guard import guarded
    from argmap.solver.iccma import parse_iccma
    from argmap.solver.search import OutOfTime
    from argmap.solver.tasks import Problem, solve_task, task_named

    wanted = task_named(name)
    asks = wanted.problem in {Problem.DC, Problem.DS}
    if asks and argument is None:
        raise click.UsageError(f"{name.upper()} asks about an argument; name it with --argument X")
    if argument is not None and not asks:
        raise click.UsageError(f"{name.upper()} asks about no argument; leave --argument out")
    instance = parse_iccma(_content(file), "<stdin>" if file == "-" else file)
    number = None if argument is None else _number(instance, argument)
    try:
        work = partial(solve_task, instance, wanted, number, limit=limit, seconds=seconds)
        answer = guarded(work, seconds) if _size(instance) > LARGE else work()
    except (OutOfTime, TimeoutError) as error:
        late = str(error) or "the search took longer than it was allowed; give it more seconds"
        click.echo(f"argmap: {late}", err=True)
        ctx.exit(EXIT_USAGE)
    for line in _lines(instance, wanted, answer):
        click.echo(line)
    if answer.stopped:
        click.echo(f"argmap: {answer.stopped}", err=True)
        if len(answer.extensions) < limit:
            ctx.exit(EXIT_USAGE)


def _size(instance: AttackGraph | NamedFramework) -> int:
    from argmap.solver.attacks import AttackGraph

    if isinstance(instance, AttackGraph):
        return instance.size + len(instance.sources)
    return instance.framework.sentences + len(instance.framework.rules)


def _content(file: str) -> bytes:
    from argmap.errors import UnreadableInput

    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UnreadableInput(f"cannot read {file}: {error.strerror or error}") from None


def _named(instance: AttackGraph | NamedFramework) -> Sequence[str]:
    from argmap.solver.attacks import AttackGraph

    if isinstance(instance, AttackGraph):
        return instance.names or range(1, instance.size + 1)  # type: ignore[return-value]
    return instance.names


def _number(instance: AttackGraph | NamedFramework, argument: str) -> int:
    from argmap.errors import ArgmapError, UnknownName
    from argmap.solver.attacks import AttackGraph
    from argmap.solver.iccma_attacks import shown, whole_number

    names = _named(instance)
    if isinstance(instance, AttackGraph) and instance.names is not None:
        if argument not in names:
            raise UnknownName("argument", argument, names)
        return names.index(argument)
    number = whole_number(argument)
    if number is None or not 0 < number <= len(names):
        numbers = f"numbers go from 1 to {len(names)}" if names else "the framework is empty"
        raise ArgmapError(f"there is no argument {shown(argument)}; {numbers}")
    return number - 1 if isinstance(names, range) else names.index(str(number))


def _lines(instance: AttackGraph | NamedFramework, wanted: Task, answer: TaskAnswer) -> list[str]:
    from argmap.solver.attacks import AttackGraph
    from argmap.solver.tasks import Problem

    names = _named(instance)
    bracketed = isinstance(instance, AttackGraph) and instance.names is not None
    sets = [[str(names[a]) for a in extension] for extension in answer.extensions]
    if wanted.problem is Problem.CE:
        return [str(answer.count)]
    if bracketed and wanted.problem is Problem.EE:
        return ["[" + ",".join(f"[{','.join(s)}]" for s in sets) + "]"]
    shown = [f"[{','.join(s)}]" if bracketed else " ".join(["w", *s]) for s in sets]
    if wanted.problem in {Problem.SE, Problem.EE}:
        return shown or (["NO"] if wanted.problem is Problem.SE else [])
    return ["YES" if answer.accepted else "NO", *([] if bracketed else shown)]
