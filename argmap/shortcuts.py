"""Single answers of a study, for those who need no more of it than that."""

from __future__ import annotations

from argmap.evaluation.labels import Acceptability
from argmap.evaluation.options import DEFAULT_MODEL
from argmap.evaluation.semantics import MapSemantics
from argmap.evaluation.strength import Strengths
from argmap.evaluation.theory import DEFAULT, Interpretation
from argmap.model.map import ArgumentMap
from argmap.solver.semantics import Semantics
from argmap.study import analyse


def acceptability(
    map: ArgumentMap,
    semantics: MapSemantics | str = Semantics.GROUNDED,
    interpretation: Interpretation | str = DEFAULT,
) -> Acceptability:
    """Return which claims, examples and relations of a map are accepted, rejected or undecided.

    Args:
        map: the map.
        semantics: the semantics, or its name: "grounded", "preferred", or one of an installed package.
        interpretation: what counts; "stances", "arguments-only" and "word" name a basis.

    Raises:
        UnknownName: there is no such semantics or interpretation.
    """
    return analyse(map, semantics=semantics, interpretation=interpretation).acceptability


def strengths(map: ArgumentMap, model: str = DEFAULT_MODEL) -> Strengths:
    """Return how strong each claim, example and relation of a map is, from 0 to 1.

    Args:
        map: the map.
        model: the model of strength, such as "df-quad" or "quadratic-energy".

    Raises:
        UnknownName: there is no such model.
    """
    return analyse(map, model=model).strengths
