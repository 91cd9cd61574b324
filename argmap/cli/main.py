"""The `argmap` command. Commands are modules that load when they are called; start-up imports click only."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

COMMANDS = {
    "add": "argmap.cli.edit.add:add",
    "annotate": "argmap.cli.edit.annotate:annotate",
    "analyse": "argmap.cli.analyse.analyse:analyse",
    "build": "argmap.cli.read.build:build",
    "check": "argmap.cli.check.check:check",
    "edit": "argmap.cli.edit.editing:edit",
    "fmt": "argmap.cli.edit.fmt:fmt",
    "new": "argmap.cli.start.new:new",
    "quote": "argmap.cli.edit.editing:quote",
    "remove": "argmap.cli.edit.editing:remove",
    "rename": "argmap.cli.edit.editing:rename",
    "undo": "argmap.cli.edit.editing:undo",
    "experiment": "argmap.cli.analyse.experiment:experiment",
    "render": "argmap.cli.read.render:render",
    "discussion": "argmap.cli.check.discussion:discussion",
    "rule": "argmap.cli.check.rule:rule",
    "schema": "argmap.cli.check.schema:schema",
    "serve": "argmap.cli.read.serve:serve",
    "scheme": "argmap.cli.check.scheme:scheme",
    "show": "argmap.cli.read.show:show",
    "solve": "argmap.cli.analyse.solve:solve",
    "suggest": "argmap.cli.edit.suggest:suggest",
    "teach": "argmap.cli.teach.teach:teach",
    "thread": "argmap.cli.start.thread:thread",
    "whatif": "argmap.cli.analyse.whatif:whatif",
    "why": "argmap.cli.analyse.why:why",
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from argmap.errors import suggestion

            ctx.fail(f"there is no command {args[0]!r}; {suggestion(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error argmap raises on purpose becomes one line and an exit code."""
        from argmap.cli.plugin_warnings import plugin_warnings
        from argmap.errors import ArgmapError, InvalidInput

        try:
            with plugin_warnings():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("argmap: interrupted; nothing is half-written", err=True)
            ctx.exit(EXIT_INTERRUPTED)
        except InvalidInput as error:
            click.echo(str(error), err=True)
            ctx.exit(EXIT_FINDINGS)
        except ArgmapError as error:
            click.echo(f"argmap: {error}", err=True)
            ctx.exit(EXIT_USAGE)


def print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from argmap import __version__

        click.echo(f"argmap {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=print_version,
    help="Show the version.",
)
def main() -> None:
    """Turn a discussion thread into a checked, quotable, runnable argument map.

    A map is a file (map.yaml or map.json), a dataset folder that holds one, or - for standard input.

    \b
    Examples:
      argmap show data/math-in-ml          read the argument in the terminal
      argmap render data/math-in-ml        draw it as math-in-ml.svg
      argmap check data                    find what is wrong with every map
      argmap analyse data/math-in-ml       tell what stands, why, and what would change it
      argmap experiment run                run the technical examples and see their numbers
      argmap build data -o outputs         make all pages, pictures and texts
      argmap serve data                    read and edit maps with a browser beside the editor
    """


def run() -> None:
    """Run as a program; what goes wrong with standard output is one line and no traceback either."""
    if sys.stdout is None:
        fail("cannot write standard output: it is closed")
    try:
        main()
    except OSError as error:
        fail(f"cannot write standard output: {error.strerror or error}")
    except SystemExit as done:
        try:
            sys.stdout.flush()
        except OSError as error:
            fail(f"cannot write standard output: {error.strerror or error}")
        raise done from None


def fail(message: str) -> NoReturn:
    """End the program with one line, without giving Python another chance to write what cannot be written."""
    if sys.stderr is not None:
        with suppress(OSError):
            click.echo(f"argmap: {message}", err=True)
    os._exit(EXIT_USAGE)
