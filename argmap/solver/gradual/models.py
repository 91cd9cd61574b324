"""Models of strength, each named by its aggregation and its influence.

The same name means different functions in different programs; two functions behind it do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.errors import ArgmapError, UnknownName
from argmap.solver.bipolar import BipolarGraph, NodeRule
from argmap.solver.gradual.aggregation import ALL, MINIMUM, PRODUCT, SUM, TOP, Aggregation
from argmap.solver.gradual.influence import PASS_ON, Influence, euler_based, linear, p_max


@dataclass(frozen=True, slots=True)
class GradualModel:
    """An aggregation and an influence; `attacks_only` when its authors defined it for attacks alone."""

    name: str
    aggregation: Aggregation
    influence: Influence
    attacks_only: bool = False


_MODELS = (
    # Rago et al. (2016).
    GradualModel("df-quad", PRODUCT, linear(1)),
    # Potyka (2018).
    GradualModel("quadratic-energy", SUM, p_max(2)),
    # Potyka (2019) suggests other pairs of the same parts.
    GradualModel("squared-df-quad", PRODUCT, p_max(1)),
    # Amgoud & Ben-Naim (2018).
    GradualModel("euler-based", SUM, euler_based()),
    # Mossakowski & Neuhaus (2018).
    GradualModel("euler-based-top", TOP, euler_based()),
    # Besnard & Hunter (2001), 1 / (1 + Σ); with base scores Amgoud, Ben-Naim, Doder & Vesic (2017), w / (1 + Σ).
    GradualModel("h-categoriser", SUM, p_max(1), attacks_only=True),
    # Amgoud, Ben-Naim, Doder & Vesic (2017), w / (1 + max).
    GradualModel("max-based", TOP, p_max(1), attacks_only=True),
)

MODELS: Mapping[str, GradualModel] = MappingProxyType({model.name: model for model in _MODELS})
"""The known models by name. Without supports, w - w·x/(1 + x) is w/(1 + x): 1-max(1) makes the last two."""

GATES: Mapping[int, GradualModel] = MappingProxyType(
    {
        NodeRule.STEP: GradualModel("step", PRODUCT, linear(1), attacks_only=True),
        NodeRule.MINIMUM: GradualModel("minimum", MINIMUM, PASS_ON),
        NodeRule.PRODUCT: GradualModel("product", ALL, PASS_ON),
    }
)
"""What nodes that are no arguments follow, whatever the model."""


def model_named(name: str) -> GradualModel:
    """Return the model of that name.

    Raises:
        UnknownName: there is no such model.
    """
    if name not in MODELS:
        raise UnknownName("model of strength", name, MODELS)
    return MODELS[name]


def rules_of(model: GradualModel) -> tuple[GradualModel, ...]:
    """Return what nodes of each `NodeRule` follow, by its number."""
    return (model, *(GATES[rule] for rule in sorted(GATES)))


def refuse_supports(graph: BipolarGraph, model: GradualModel) -> None:
    """Raise an error when the model knows attacks only and the graph has a support between arguments.

    Raises:
        ArgmapError: the model says nothing about supports.
    """
    if not model.attacks_only:
        return
    supports = graph.weights > 0.0
    if graph.rules is not None:
        supports = supports & (graph.rules[graph.targets] == NodeRule.ARGUMENT)
    if supports.any():
        raise ArgmapError(
            f"model {model.name!r} is defined for attacks only, and there are {int(supports.sum())} supports; "
            "choose one for both, such as 'df-quad'"
        )
