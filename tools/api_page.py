"""The page of the public Python interface, made from the code by griffe, which reads it without running it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import Enum
from functools import cache

import griffe
from pydantic import BaseModel

import argmap

GROUPS = (
    ("Read and write", ("load", "loads", "load_thread", "save", "dump", "dumps")),
    ("Look", ("check", "analyse", "Study", "render", "Options", "diff", "to_networkx", "to_frames")),
    ("Many maps", ("dataset", "Dataset")),
)
"""What a notebook user looks for first; the rest follows as the model, the errors, and all others."""

WIDTH = 72

SECTIONS = {
    griffe.DocstringSectionKind.parameters: "Parameters",
    griffe.DocstringSectionKind.returns: "Returns",
    griffe.DocstringSectionKind.raises: "Raises",
    griffe.DocstringSectionKind.attributes: "Attributes",
}


def api_page() -> str:
    """Return the public names with their signatures and docstrings as one Markdown page."""
    parts = [
        "# Python API",
        "",
        "Generated from the code. `import argmap` offers these names; each loads on first use.",
        "",
    ]
    for title, names in _groups():
        parts += [f"## {title}", ""]
        for name in names:
            parts += [*_entry(name), ""]
    return "\n".join(parts).rstrip() + "\n"


def _groups() -> Iterator[tuple[str, list[str]]]:
    left = [name for name in argmap.__all__ if not name.startswith("__")]
    for title, wanted in GROUPS:
        yield title, [name for name in wanted if name in left]
        left = [name for name in left if name not in wanted]
    values = {name: getattr(argmap, name) for name in left}
    records = [name for name, value in values.items() if _is_a(value, BaseModel)]
    errors = [name for name, value in values.items() if _is_a(value, Exception)]
    yield "The model", records
    yield "Errors", errors
    yield "Everything else", [name for name in left if name not in {*records, *errors}]


def _is_a(value: object, kind: type | tuple[type, ...]) -> bool:
    return inspect.isclass(value) and issubclass(value, kind)


def _entry(name: str) -> Iterator[str]:
    value = getattr(argmap, name)
    described = _described(value)
    kind = "class" if inspect.isclass(value) else "function" if callable(value) else "value"
    yield f"### {name}"
    yield ""
    if described is None:
        yield f"*{kind}*"
        return
    constructed = described.is_class and not _is_a(value, (BaseModel, Exception, Enum))
    called = described.is_function or (constructed and any(p.name != "self" for p in described.parameters))
    signature = _call(name, described) if called else name
    returns = f" -> {described.returns}" if described.is_function and described.returns else ""
    yield from ("```py", f"{'class ' if described.is_class else ''}{signature}{returns}", "```", "")
    if described.docstring is not None:
        yield from _sections(described.docstring)
    if _is_a(value, BaseModel):
        yield from _fields(value)
    elif described.is_class:
        yield from _members(described)


def _call(name: str, described: griffe.Object) -> str:
    """Return a signature in one line, or with a line for each parameter where that is too long for a page."""
    parts = _parameters(described)
    line = f"{name}({', '.join(parts)})"
    return line if len(line) <= WIDTH else f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + ")"


def _parameters(described: griffe.Object) -> list[str]:
    """Return the parameters as they stand in the code, with `*` where only names may follow."""
    parts: list[str] = []
    for parameter in described.parameters:
        if parameter.name == "self":
            continue
        if parameter.kind is griffe.ParameterKind.keyword_only and "*" not in parts:
            parts.append("*")
        mark = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}
        annotation = f": {parameter.annotation}" if parameter.annotation is not None else ""
        starred = parameter.kind in mark
        default = f" = {parameter.default}" if parameter.default is not None and not starred else ""
        parts.append(f"{mark.get(parameter.kind, '')}{parameter.name}{annotation}{default}")
    return parts


def _sections(docstring: griffe.Docstring) -> Iterator[str]:
    for section in docstring.parse("google", warnings=False):
        if section.kind is griffe.DocstringSectionKind.text:
            yield from (_prose(section.value), "")
        elif section.kind is griffe.DocstringSectionKind.examples:
            for kind, text in section.value:
                fenced = kind is griffe.DocstringSectionKind.examples
                yield from (("```pycon", text, "```", "") if fenced else (text, ""))
        elif section.kind in SECTIONS:
            yield from (f"**{SECTIONS[section.kind]}**", "")
            yield from (f"- {_named(item)}" for item in section.value)
            yield ""
        elif section.kind is griffe.DocstringSectionKind.admonition:
            yield from (f"**{section.title}**: {_prose(section.value.contents)}", "")


def _named(item: griffe.DocstringElement) -> str:
    name = getattr(item, "name", None) or getattr(item, "annotation", None)
    text = _prose(item.description)
    return f"`{name}`: {text}" if name else text


def _prose(text: str) -> str:
    """Return a docstring's text for Markdown: angle brackets are text there, not HTML."""
    return text.replace("<", "&lt;")


def _fields(record: type[BaseModel]) -> Iterator[str]:
    yield from ("| field | meaning |", "|---|---|")
    for name, field in record.model_fields.items():
        needed = " (required)" if field.is_required() else ""
        yield f"| `{field.alias or name}` | {_prose(field.description or '')}{needed} |"
    yield ""


def _members(described: griffe.Object) -> Iterator[str]:
    """Yield the public methods and properties of a class, a line each."""
    shown = {
        name: member
        for name, member in described.members.items()
        if not name.startswith("_") and not member.is_alias and member.docstring is not None
    }
    for name, member in shown.items():
        first = member.docstring.value.partition("\n")[0] if member.docstring else ""
        call = f"({', '.join(_parameters(member))})" if member.is_function else ""
        yield f"- `{name}{call}`: {_prose(first)}"
    yield ""


def _described(value: object) -> griffe.Object | None:
    """Return what griffe knows of a class or function of this package; None of other values."""
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if module is None or name is None or not module.startswith("argmap"):
        return None
    found = _package()[module.removeprefix("argmap.")][name]
    return found if isinstance(found, griffe.Object) else None


@cache
def _package() -> griffe.Module:
    package = griffe.load("argmap", submodules=True, docstring_parser="google")
    assert isinstance(package, griffe.Module)
    return package
