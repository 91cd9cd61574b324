"""HTML from Jinja2 templates: the one environment, for everybody who writes a page, a lesson or a sheet.

Templates stand in the folder `templates` of the package that fills them, as `NAME.html.j2`. Everything that a template
prints is escaped by `argmap.rendering.escape.html`, unless it is `Markup` already; a name that is not given is an
error. Attribute values in a template stand in double quotes. Import this module only where HTML is made: Jinja2
takes a while to load.

In a template whose first line is `{# joined #}`, a line break between two tags prints nothing, and neither does the
indentation after it: large pages are written with indentation and sent without.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from argmap.rendering.escape import html

GLOBALS = ("dict", "namespace", "range")
"""What templates may call of Jinja2's own functions: the others are random, or are of no use here."""

JOINED = "{# joined #}"
BREAK_BETWEEN_TAGS = re.compile(r"(?<=[>}])\n[ \t]*(?=[<{])")

RANDOM = "random"
"""The filter that would make two runs differ."""


@cache
def environment(package: str, folder: str = "templates") -> Environment:
    """Return the environment for the templates of a package.

    A template may include or import one of another package by `PACKAGE:NAME`.

    Args:
        package: the importable name of the package, such as `argmap.rendering`.
        folder: the folder of the templates inside the package.

    Returns:
        An environment that escapes always, refuses unknown names and gives the same bytes for the same values.
    """
    made = Environment(
        loader=FunctionLoader(lambda name: _source(package, folder, name)),
        autoescape=True,
        finalize=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals = {name: made.globals[name] for name in GLOBALS}
    del made.filters[RANDOM]
    made.filters["folded"] = _folded
    return made


def page_of(template: str, /, **values: object) -> str:
    """Return what a template says of some values.

    Args:
        template: `PACKAGE:NAME`, such as `argmap.rendering:page.html.j2`.
        values: what the template names; `Markup` is HTML already, all else is escaped.

    Raises:
        jinja2.UndefinedError: the template names something that is not given.
        jinja2.TemplateNotFound: there is no such template.
    """
    package, _, name = template.rpartition(":")
    return environment(package).get_template(name).render(values)


def asset(package: str, name: str) -> str:
    """Return the text of a style sheet or a script that stands in a package, also in one that is a zip file."""
    return files(package).joinpath(name).read_text("utf-8")


def _folded(words: str) -> str:
    """Return words on one line, for an attribute or wherever the lines of a text mean nothing."""
    return Markup(" ").join(words.split()) if isinstance(words, Markup) else " ".join(words.split())


def _source(package: str, folder: str, name: str) -> str | None:
    other, _, rest = name.rpartition(":")
    place = files(other or package).joinpath(folder if not other else "templates", rest)
    if not place.is_file():
        return None
    source = place.read_text("utf-8")
    return BREAK_BETWEEN_TAGS.sub("", source) if source.startswith(JOINED) else source
