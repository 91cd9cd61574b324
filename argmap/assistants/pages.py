"""The reference for assistants: schemas, rules, schemes, rules for discussion, and the glossary."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from argmap.assistants.records import ReferencePage
from argmap.drafts.schema import SCHEMAS
from argmap.errors import UnknownName
from argmap.lint.run import rule_page, rules
from argmap.model.base import Record
from argmap.model.discussion import discussion
from argmap.model.scheme import schemes
from argmap.storage.codes import FILE_FAULTS


def schema_page(name: str) -> str:
    """Return the JSON Schema of a kind of file: map, thread, edits or draft.

    Raises:
        UnknownName: there is no such kind.
    """
    if name not in SCHEMAS:
        raise UnknownName("kind of file", name, SCHEMAS)
    return written(SCHEMAS[name]())


def rules_page() -> str:
    """Return a line for each rule and each fault of a file: its code, its name and what is wrong."""
    lines = [
        f"{code} {name}: {text.split('. ')[0].rstrip('.')}" for code, (name, text) in FILE_FAULTS.items()
    ]
    lines += [f"{rule.code} {rule.name}: {rule.page.splitlines()[0].rstrip('.')}" for rule in rules()]
    return "".join(f"{line}\n" for line in lines)


def schemes_page() -> str:
    """Return every argumentation scheme with its critical questions, as JSON."""
    return written([each.to_dict() for each in schemes().values()])


def discussion_page() -> str:
    """Return the stages, the rules for a critical discussion and the fallacies, as JSON."""
    return written(
        {
            kind: [each.to_dict() for each in known().values()]
            for kind, known in RECORDS.items()
            if kind != "scheme"
        }
    )


@cache
def glossary_page() -> str:
    """Return the glossary: one word for each idea, as Markdown."""
    return files("argmap.assistants").joinpath("glossary.md").read_text(encoding="utf-8")


def reference_page(name: str) -> ReferencePage:
    """Return the page of a rule, a scheme, a stage, a rule for discussion or a fallacy, by its code, name or id.

    Raises:
        UnknownName: nothing has that name.
    """
    for kind, known in RECORDS.items():
        if name in known():
            return ReferencePage(name=name, kind=kind, page=written(known()[name].to_dict()))
    try:
        return ReferencePage(name=name, kind="rule", page=rule_page(name))
    except UnknownName as error:
        names = [id for known in RECORDS.values() for id in known()]
        codes = [word for rule in rules() for word in (rule.code, rule.name)]
        raise UnknownName("rule, scheme, fallacy or stage", name, [*names, *codes]) from error


def written(data: Any) -> str:
    """Return data as JSON that can be read."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


RECORDS: Mapping[str, Callable[[], Mapping[str, Record]]] = MappingProxyType(
    {
        "scheme": schemes,
        "discussion-rule": lambda: discussion().rules,
        "fallacy": lambda: discussion().fallacies,
        "stage": lambda: discussion().stages,
    }
)
"""What is explained by a record, by its kind."""
