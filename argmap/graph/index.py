"""What the graph of a map says, each part computed once and only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.graph.flow import Flow, flow
from argmap.graph.influence import Influence, Reach, answered_issues, influences, signed_reach
from argmap.graph.sides import sides
from argmap.graph.stances import StanceRecord, record_of
from argmap.graph.statements import statements_of
from argmap.model.map import ArgumentMap


@dataclass(frozen=True, eq=False)
class MapIndex:
    """A map with what its graph says, for all that is computed from it.

    Every part is the result of the function of this room that has its name.
    """

    map: ArgumentMap

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """The issue that each thesis answers, the theses in their order."""
        return answered_issues(self.map)

    @property
    def theses(self) -> tuple[str, ...]:
        """The ids of the theses, issue by issue."""
        return tuple(self.answers)

    @cached_property
    def sides(self) -> Mapping[str, str | None]:
        """The thesis that each claim and example speaks for on the shortest path; None without a side."""
        return sides(self.map)

    @cached_property
    def reach(self) -> Reach:
        """The theses that everything reaches, with the signs of the paths there."""
        return signed_reach(self.map)

    @cached_property
    def influences(self) -> Mapping[str, Influence]:
        """What every claim, example and step speaks for and against on any path."""
        return influences(self.map, self.reach)

    @cached_property
    def statements(self) -> Mapping[str, str]:
        """The id under which every claim and example counts: claims in other words are one statement."""
        return statements_of(self.map)

    @cached_property
    def stances(self) -> StanceRecord:
        """Who takes which stance on which statement, after any post."""
        return record_of(self.map)

    @cached_property
    def flow(self) -> Flow:
        """The argument as a directed graph of statements and steps."""
        return flow(self.map, self.statements)
