"""The `argmap` command. Commands are modules that load when they are called; start-up imports click only."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from argmap.cli import program
from argmap.cli.common import EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_USAGE
from argmap.cli.groups import SectionedGroup
from argmap.cli.program import INTERRUPTED

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Start": {
        "import": "argmap.cli.start.dataset:import_discussion",
        "init": "argmap.cli.start.init:init",
        "update": "argmap.cli.start.update:update",
    },
    "Write": {
        "edit": "argmap.cli.edit.edit:edit",
        "draft": "argmap.cli.draft.draft:draft",
        "review": "argmap.cli.draft.review:review",
        "adjudicate": "argmap.cli.edit.adjudicate:adjudicate",
        "format": "argmap.cli.edit.format:format_maps",
        "lsp": "argmap.cli.edit.lsp:lsp",
    },
    "Check": {
        "check": "argmap.cli.check.check:check",
        "explain": "argmap.cli.check.explain:explain",
        "schema": "argmap.cli.check.schema:schema",
    },
    "Read": {
        "show": "argmap.cli.read.show:show",
        "render": "argmap.cli.read.render:render",
        "serve": "argmap.cli.read.serve:serve",
        "mcp": "argmap.cli.read.assistants:mcp",
        "build": "argmap.cli.read.build:build",
    },
    "Analyse": {
        "analyse": "argmap.cli.analyse.analyse:analyse",
        "why": "argmap.cli.analyse.analyse:why",
        "what-if": "argmap.cli.analyse.analyse:what_if",
        "diff": "argmap.cli.analyse.diff:diff",
        "agree": "argmap.cli.analyse.agree:agree",
        "experiment": "argmap.cli.analyse.experiment:experiment",
    },
    "Teach": {"teach": "argmap.cli.teach.teach:teach"},
    "Share": {
        "export": "argmap.cli.share.export:export",
        "convert": "argmap.cli.share.convert:convert",
        "formats": "argmap.cli.share.convert:formats",
        "withhold": "argmap.cli.share.withhold:withhold",
        "fill": "argmap.cli.share.withhold:fill",
    },
    "Many maps": {
        "query": "argmap.cli.dataset.query:query",
        "stats": "argmap.cli.dataset.query:stats",
        "dataset": "argmap.cli.dataset.dataset:dataset",
        "corpus": "argmap.cli.corpus.corpus:corpus",
    },
}
UNLISTED: Mapping[str, str] = {"solve": "argmap.cli.analyse.solve:solve"}
"""Commands for researchers of argumentation, which would only distract everybody else."""

RENAMED: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("new",): ("init",),
    ("thread", "import"): ("import",),
    ("thread", "fetch"): ("import",),
    ("thread", "update"): ("update",),
    ("thread", "show"): ("show", "--thread"),
    ("add",): ("edit", "add"),
    ("remove",): ("edit", "remove"),
    ("rename",): ("edit", "rename"),
    ("quote",): ("edit", "quote"),
    ("undo",): ("edit", "undo"),
    ("annotate",): ("edit", "annotate"),
    ("suggest",): ("edit", "suggest"),
    ("fmt",): ("format",),
    ("rule",): ("explain", "--kind", "rule"),
    ("scheme",): ("explain", "--kind", "scheme"),
    ("discussion",): ("explain", "--kind", "stage", "--kind", "discussion-rule", "--kind", "fallacy"),
    ("whatif",): ("what-if",),
}
"""The words of argmap 0.1 for a command, and the words of today; the old ones work until argmap 0.3."""

RETIRED: Mapping[str, str] = {
    "thread": "'argmap thread' is now 'argmap import', 'argmap update' and 'argmap show --thread'"
}


class ArgmapCommand(SectionedGroup):
    """All commands; a purposeful error of any of them becomes one line and an exit code."""

    sections, unlisted, renamed, retired = SECTIONS, UNLISTED, RENAMED, RETIRED

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the options of the program; click itself would call an interruption here a failure."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except KeyboardInterrupt:
            click.echo(f"argmap: {INTERRUPTED}", err=True)
            sys.exit(EXIT_INTERRUPTED)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error argmap raises on purpose becomes one line and an exit code."""
        from argmap.cli.plugin_warnings import plugin_warnings
        from argmap.errors import ArgmapError, InvalidInput

        try:
            with plugin_warnings():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(f"argmap: {INTERRUPTED}", err=True)
            ctx.exit(EXIT_INTERRUPTED)
        except click.ClickException as error:
            error.message = _shown(error)  # type: ignore[misc]  # final for those who make one, and shown as it is
            raise
        except InvalidInput as error:
            click.echo(_shown(error), err=True)
            ctx.exit(EXIT_FINDINGS)
        except ArgmapError as error:
            click.echo(f"argmap: {_shown(error)}", err=True)
            ctx.exit(EXIT_USAGE)


def _shown(error: Exception) -> str:
    """Return what an error says; nothing that stands in a name or a file acts on the terminal."""
    from argmap.unseen import visible

    said = error.message if isinstance(error, click.ClickException) else str(error)
    return "\n".join(map(visible, said.split("\n")))


def print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from argmap import __version__

        click.echo(f"argmap {__version__}")
        ctx.exit()


@click.group(cls=ArgmapCommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=print_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Turn a discussion into an argument map: checked, quoted, and ready to read, analyse and teach with.

    A map is a file (map.yaml or map.json), a dataset folder that holds one, or - for standard input.
    'argmap COMMAND --help' shows the options of a command, with examples.

    \b
    Examples:
      argmap import thread.json -o data/tabs   make a dataset from a discussion
      argmap init data/tabs                    write its first map
      argmap check data/tabs                   find mistakes in it
      argmap show data/math-in-ml              read a map in the terminal
      argmap render data/math-in-ml            draw it as math-in-ml.svg
      argmap analyse data/math-in-ml           evaluate which claims are accepted
      argmap build data -o outputs             make all pages, pictures and texts
    """


run = program.run
"""The program, for scripts that an earlier version installed."""
