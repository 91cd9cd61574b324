"""Names as values of options: a registry, a table or an enumeration is asked when help is shown or a value is read.

No command has a list of such names of its own, so a name that an installed package adds is in the help, is accepted
and is completed like all others; and start-up imports none of the tables.
"""

from __future__ import annotations

from copy import copy
from enum import EnumMeta
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Callable

LISTED = 100
"""More names than this are not listed in the help; `argmap explain` lists them."""


class NameType(click.ParamType):  # type: ignore[type-arg] # generic from click 8.4 on
    """The names in a table.

    Args:
        what: What a name stands for, in the singular; it appears in error messages.
        table: Where the names are, as `"module:attribute"`: a `Registry`, a mapping by name, an enumeration (its
            values), or a function without parameters that returns one of these.
        members: Take the names of an enumeration's members, in lower case, in place of their values.
        former: Where the names are that there were before, as `"module:attribute"`: a mapping to the names of today,
            which an error suggests.
        shown: Where the names are that help and completion list, if not all can be used here; the others are taken too, and
            the command says why they cannot be used.
    """

    name = "name"

    def __init__(
        self, what: str, table: str, *, members: bool = False, former: str = "", shown: str = ""
    ) -> None:
        self.what, self.table, self.members, self.former, self.shown = what, table, members, former, shown

    def known(self) -> tuple[str, ...]:
        """Return the names that there are, in the order of their table."""
        from argmap.registry import Registry, resolve

        table = resolve(self.table)
        if isinstance(table, Registry):
            return table.names()
        if isinstance(table, EnumMeta):
            members: list[Any] = list(table)
            return tuple(str(m.name).lower() if self.members else str(m.value) for m in members)
        return tuple(table() if callable(table) else table)

    def listed(self) -> tuple[str, ...]:
        """Return the names that help and completion list."""
        from argmap.registry import resolve

        return tuple(resolve(self.shown)()) if self.shown else self.known()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if (
            param is not None and value == param.default
        ):  # known without a look at what packages are installed
            return str(value)
        known = self.known()
        if value not in known:
            from argmap.errors import suggestion
            from argmap.registry import resolve

            former = resolve(self.former) if self.former else {}
            self.fail(f"there is no {self.what} {value!r}; {suggestion(value, known, former)}", param, ctx)
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        return [CompletionItem(name) for name in self.listed() if name.startswith(incomplete)]


class NamesOption(click.Option):
    """An option whose help ends with the names that it takes.

    Args:
        declarations: What the option is called, as `click.Option` takes it.
        former: A name that the option had before; it still works, and the help does not show it.
    """

    def __init__(self, declarations: list[str], *, former: str = "", **more: Any) -> None:
        super().__init__([*declarations, former] if former else declarations, **more)
        self.former = former

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if not isinstance(self.type, NameType):
            return super().get_help_record(ctx)
        known = self.type.listed()
        described = copy(self)
        described.opts = [name for name in self.opts if name != self.former]
        if len(known) <= LISTED:
            described.help = f"{self.help} One of: {', '.join(known)}."
        return click.Option.get_help_record(described, ctx)


def names_option(
    *declarations: str, names: NameType, metavar: str, help: str, **more: Any
) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Return a decorator that adds an option which takes names of a table; `more` is what `click.option` takes."""
    return click.option(*declarations, cls=NamesOption, type=names, metavar=metavar, help=help, **more)


SEMANTICS = NameType("semantics", "argmap.evaluation.semantics:semantics_names")
BASIS = NameType("interpretation", "argmap.evaluation.theory:Basis", former="argmap.evaluation.theory:FORMER")
MODEL = NameType("model of strength", "argmap.solver.gradual.models:MODELS")
IMPORTER = NameType("kind of discussion", "argmap.importers.registry:IMPORTERS")
READABLE = NameType("format that can be read", "argmap.formats.registry:readable_names")
SOURCE_KIND = NameType("kind of discussion or map", "argmap.project.foreign:source_kinds")
READ_FORMAT = NameType(
    "format", "argmap.formats.registry:FORMATS", shown="argmap.formats.registry:readable_names"
)
WRITTEN_FORMAT = NameType(
    "format", "argmap.formats.registry:FORMATS", shown="argmap.formats.registry:writable_names"
)
EXPERIMENT = NameType("experiment", "argmap.experiments.registry:EXPERIMENTS")
DIFFERENCES = NameType("form of a difference", "argmap.rendering.comparison.drawing:FORMS")
PICTURE = NameType("picture format", "argmap.rendering.draw:FORMATS")
THEME = NameType("theme", "argmap.rendering.theme:theme_names")
DIRECTION = NameType("direction", "argmap.rendering.options:Direction", members=True)
RELATION = NameType("kind of relation", "argmap.model.relation:RelationKind")
STANCE = NameType("stance", "argmap.model.annotations:Stance")
SCHEME = NameType("scheme", "argmap.model.scheme:schemes")
STAGE = NameType("stage", "argmap.cli.check.explain:stages")
DISCUSSION_RULE = NameType("discussion rule", "argmap.cli.check.explain:discussion_rules")
FALLACY = NameType("fallacy", "argmap.cli.check.explain:fallacies")
POLICY = NameType("policy", "argmap.editing.adjudication.decisions:Policy")
MAPS_JOB = NameType("job", "argmap.corpora.over_maps:MapsJob")
QUESTION = NameType("ready question", "argmap.datasets.questions:VIEWS")
ANSWER = NameType("format of answers", "argmap.datasets.answers:FORMATS")
DUMP = NameType("form of dumps", "argmap.corpora:DUMP_FORMS")
DOCUMENT = NameType("kind of file", "argmap.drafts.schema:SCHEMAS")
EXERCISE = NameType("kind of exercise", "argmap.teach.make:EXERCISES")
EXERCISE_SET = NameType("format of exercises", "argmap.teach.exports:FORMATS")
LEVEL = NameType("level", "argmap.teach.item:Level")
LANGUAGE = NameType("language", "argmap.language:languages")
HOLE = NameType("kind of gap", "argmap.teach.materials.holes:Hole")
SHEET = NameType("form of a sheet", "argmap.teach.marking:SHEETS")
FEEDBACK = NameType("kind of feedback", "argmap.teach.marking:Feedback")
MEDIUM = NameType("paper", "argmap.rendering.picture.paper:PAPERS")
SPLIT = NameType("way to part a map", "argmap.rendering.picture.pages:PageSplit")
PAPER = NameType("paper size", "argmap.teach.materials.worksheet:PAPERS")
