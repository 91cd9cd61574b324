"""Critical discussion as data: its stages, the ten rules for it, and the fallacies that break them.

Source:
    van Eemeren & Grootendorst (2004), A Systematic Theory of Argumentation, Cambridge University Press: the stages
    in chapter 3, the rules in chapter 8, in that order and numbering (their book of 1992 numbers 7 and 8 the other
    way round). The wording is argmap's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pydantic import Field

from argmap.errors import UnknownName
from argmap.model.base import Line, Record, Slug, Text


class Stage(Record):
    """A stage that a difference of opinion passes through on its way to being resolved."""

    id: Slug = Field(description="Id of the stage.")
    name: Line = Field(description="Name in the literature.")
    summary: Text = Field(description="What happens in it.")
    question: Text = Field(description="What to ask of a discussion about it.")
    source: Line = Field(description="Where the literature describes it.")


class Fallacy(Record):
    """A well-known way of breaking a rule for critical discussion."""

    id: Slug = Field(description="Id of the fallacy.")
    name: Line = Field(description="Name in the literature.")
    summary: Text = Field(description="What somebody does who commits it.")


class DiscussionRule(Record):
    """A rule whose breach keeps a difference of opinion from being resolved by reasons."""

    id: Slug = Field(description="Id of the rule.")
    number: int = Field(description="Its number, 1 to 10.")
    name: Line = Field(description="Name in the literature.")
    text: Text = Field(description="What it asks of those who discuss.")
    stage: Slug | None = Field(None, description="Id of the stage that it matters most in; all, if none.")
    question: Text = Field(description="What to ask in order to see whether it is kept.")
    near: tuple[Slug, ...] = Field(
        (), description="Ids of rules whose breach is easily taken for one of this."
    )
    fallacies: tuple[Fallacy, ...] = Field(description="Known ways of breaking it.")
    source: Line = Field(description="Where the literature describes it.")


@dataclass(frozen=True, slots=True)
class Discussion:
    """Stages, rules and fallacies by id; `rule_of` names the rule that each fallacy breaks."""

    stages: Mapping[str, Stage]
    rules: Mapping[str, DiscussionRule]
    fallacies: Mapping[str, Fallacy]
    rule_of: Mapping[str, str]


@cache
def discussion() -> Discussion:
    """Return the stages and the rules of a critical discussion, in their order."""
    data: dict[str, Any] = json.loads(files("argmap.model").joinpath("discussion.json").read_text("utf-8"))
    rules = [DiscussionRule.model_validate(entry) for entry in data["rules"]]
    return Discussion(
        stages=MappingProxyType({entry["id"]: Stage.model_validate(entry) for entry in data["stages"]}),
        rules=MappingProxyType({rule.id: rule for rule in rules}),
        fallacies=MappingProxyType({fallacy.id: fallacy for rule in rules for fallacy in rule.fallacies}),
        rule_of=MappingProxyType({fallacy.id: rule.id for rule in rules for fallacy in rule.fallacies}),
    )


def discussion_rule(name: str) -> DiscussionRule:
    """Return the rule of that id, or the one that the fallacy of that id breaks.

    Raises:
        UnknownName: there is no such rule and no such fallacy.
    """
    known = discussion()
    if name not in known.rules and name not in known.rule_of:
        raise UnknownName("discussion rule or fallacy", name, (*known.rules, *known.fallacies))
    return known.rules[known.rule_of.get(name, name)]
