"""Groups of commands: lists under headings, late imports, old names, and a suggestion for every typing error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module

import click

QUIET = frozenset({"-q", "--quiet"})

Words = tuple[str, ...]


class Group(click.Group):
    """A group that lists its commands in their own order and answers an unknown one with the nearest known name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.is_unknown(ctx, args):
            ctx.fail(self.advice(ctx, args))
        return super().resolve_command(ctx, args)

    def is_unknown(self, ctx: click.Context, args: Sequence[str]) -> bool:
        """Return whether the first word is meant as a command and is none; completion never asks."""
        if ctx.resilient_parsing or not args or args[0].startswith("-"):
            return False
        return self.get_command(ctx, args[0]) is None

    def advice(self, ctx: click.Context, args: Sequence[str]) -> str:
        """Return what to tell somebody who typed an unknown command."""
        from argmap.errors import suggestion

        known = self.list_commands(ctx)
        return f"there is no command {args[0]!r}; {suggestion(args[0], known, listed=len(known))}"


class SectionedGroup(Group):
    """A group whose commands are strings `"module:attribute"` under headings; a module is imported with its command.

    Args:
        sections: The commands under each heading, in the order of the help.
        unlisted: Commands that work and are not listed.
        renamed: The new words for the old words of a command, such as `("fmt",)` and `("format",)`.
        retired: What to tell the user of an old word that no single command replaces.
    """

    sections: Mapping[str, Mapping[str, str]]
    unlisted: Mapping[str, str]
    renamed: Mapping[Words, Words]
    retired: Mapping[str, str]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return [name for commands in self.sections.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        places = {name: place for commands in self.sections.values() for name, place in commands.items()}
        place = {**places, **self.unlisted}.get(cmd_name)
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings, all summaries in one column."""
        width = max(map(len, self.list_commands(ctx)))
        for title, names in self.sections.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            limit = formatter.width - width - 6
            rows = [(name.ljust(width), c.get_short_help_str(limit)) for name, c in commands if c]
            with formatter.section(title):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, self.with_new_words(ctx, args))

    def with_new_words(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments with the new name of a command in place of an old one, and tell the user."""
        for length in (2, 1):
            old = tuple(args[:length])
            if old in self.renamed:
                new = self.renamed[old]
                tell_new_name(ctx, old, new, args)
                return [*new, *args[length:]]
        if args and args[0] in self.retired and not ctx.resilient_parsing:
            ctx.fail(self.retired[args[0]])
        return args


def tell_new_name(ctx: click.Context, old: Iterable[str], new: Iterable[str], args: Iterable[str]) -> None:
    """Tell on standard error that a command has a new name, unless --quiet was given; standard output stays clean."""
    if ctx.resilient_parsing or not QUIET.isdisjoint(args):
        return
    click.echo(f"note: 'argmap {' '.join(old)}' is now 'argmap {' '.join(new)}'", err=True)
