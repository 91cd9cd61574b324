"""A solver for argumentation frameworks: what can be accepted together, and how strong it is.

A library within the library: it knows nothing of maps, files or users, and imports nothing of argmap but its errors.
The names below load on first use.

- Frameworks: `Framework` (flat assumption-based), `abstract` (arguments and attacks as such a framework), `AttackGraph`
  and `attack_graph` (millions of attacks as arrays), `BipolarGraph` and `bipolar_graph` (base scores, attacks, supports).
- Acceptance: `Semantics` or an own `CustomSemantics`; `extensions`, `count`, `statuses`, `credulous`, `skeptical`,
  `some_extension`, `accepting`, `refusing`, and `grounded` for an `AttackGraph`.
- Strength: `MODELS`, `model_named`, `gradual_strengths`, `sensitivity`, `marginals`.
- Competitions (ICCMA): `parse_iccma`, `format_iccma`, `task_named`, `solve_task`.

`argmap.solver.asp` is a second, independent engine on answer set programming.

Example:
    >>> from argmap import solver
    >>> nixon = solver.abstract(3, [(0, 1), (1, 0), (1, 2)])
    >>> [sorted(e.accepted) for e in solver.extensions(nixon, "preferred").extensions]
    [[0, 2], [1]]
    >>> sorted(solver.statuses(nixon, "preferred").credulous)
    [0, 1, 2]
    >>> solver.grounded(solver.attack_graph(3, [(0, 1), (1, 2)])).tolist()
    [1, -1, 1]
    >>> graph = solver.bipolar_graph([0.5, 0.75], attacks=[(1, 0)])
    >>> solver.gradual_strengths(graph, solver.model_named("df-quad")).listed()
    [0.125, 0.75]
    >>> instance = solver.parse_iccma(b"p af 3\\n1 2\\n2 3\\n")
    >>> solver.solve_task(instance, solver.task_named("SE-GR")).extensions
    ((0, 2),)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.solver.acceptance import Statuses, credulous, skeptical, statuses
    from argmap.solver.assumptions import Framework, abstract
    from argmap.solver.attacks import AttackGraph, attack_graph, grounded
    from argmap.solver.bipolar import BipolarGraph, NodeRule, bipolar_graph
    from argmap.solver.derivation import Labelling
    from argmap.solver.gradual.models import MODELS, GradualModel, model_named
    from argmap.solver.gradual.sensitivity import marginals, sensitivity
    from argmap.solver.gradual.solve import Solution, gradual_strengths
    from argmap.solver.iccma import NamedFramework, format_iccma, parse_iccma
    from argmap.solver.search import OutOfTime
    from argmap.solver.semantics import CustomSemantics, Enumeration, Semantics, count, extensions
    from argmap.solver.tasks import TASKS, Task, TaskAnswer, solve_task, task_named
    from argmap.solver.witness import accepting, refusing, some_extension

_MODULES = {
    "AttackGraph": "argmap.solver.attacks",
    "BipolarGraph": "argmap.solver.bipolar",
    "CustomSemantics": "argmap.solver.semantics",
    "Enumeration": "argmap.solver.semantics",
    "Framework": "argmap.solver.assumptions",
    "GradualModel": "argmap.solver.gradual.models",
    "Labelling": "argmap.solver.derivation",
    "MODELS": "argmap.solver.gradual.models",
    "NamedFramework": "argmap.solver.iccma",
    "NodeRule": "argmap.solver.bipolar",
    "OutOfTime": "argmap.solver.search",
    "Semantics": "argmap.solver.semantics",
    "Solution": "argmap.solver.gradual.solve",
    "Statuses": "argmap.solver.acceptance",
    "TASKS": "argmap.solver.tasks",
    "Task": "argmap.solver.tasks",
    "TaskAnswer": "argmap.solver.tasks",
    "abstract": "argmap.solver.assumptions",
    "accepting": "argmap.solver.witness",
    "attack_graph": "argmap.solver.attacks",
    "bipolar_graph": "argmap.solver.bipolar",
    "count": "argmap.solver.semantics",
    "credulous": "argmap.solver.acceptance",
    "extensions": "argmap.solver.semantics",
    "format_iccma": "argmap.solver.iccma",
    "gradual_strengths": "argmap.solver.gradual.solve",
    "grounded": "argmap.solver.attacks",
    "marginals": "argmap.solver.gradual.sensitivity",
    "model_named": "argmap.solver.gradual.models",
    "parse_iccma": "argmap.solver.iccma",
    "refusing": "argmap.solver.witness",
    "sensitivity": "argmap.solver.gradual.sensitivity",
    "skeptical": "argmap.solver.acceptance",
    "solve_task": "argmap.solver.tasks",
    "some_extension": "argmap.solver.witness",
    "statuses": "argmap.solver.acceptance",
    "task_named": "argmap.solver.tasks",
}

__all__ = [
    "MODELS",
    "TASKS",
    "AttackGraph",
    "BipolarGraph",
    "CustomSemantics",
    "Enumeration",
    "Framework",
    "GradualModel",
    "Labelling",
    "NamedFramework",
    "NodeRule",
    "OutOfTime",
    "Semantics",
    "Solution",
    "Statuses",
    "Task",
    "TaskAnswer",
    "abstract",
    "accepting",
    "attack_graph",
    "bipolar_graph",
    "count",
    "credulous",
    "extensions",
    "format_iccma",
    "gradual_strengths",
    "grounded",
    "marginals",
    "model_named",
    "parse_iccma",
    "refusing",
    "sensitivity",
    "skeptical",
    "solve_task",
    "some_extension",
    "statuses",
    "task_named",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'argmap.solver' has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
