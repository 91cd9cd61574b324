"""The experiments that a map can name; a name in a data file never loads anything else."""

from __future__ import annotations

from argmap.errors import ArgmapError
from argmap.experiments.protocol import Experiment
from argmap.registry import Registry

EXPERIMENTS = Registry("experiment", {}, group="argmap.experiments")
"""Empty by itself: argmap's own experiments are a plug-in (`argmap/plugins`), installed as those of others are."""


class BrokenExperiment(ArgmapError):
    """An installed experiment cannot be loaded, or is not what its entry point says."""


def experiment(name: str) -> Experiment:
    """Return the experiment registered under `name`.

    Raises:
        UnknownName: there is none.
        BrokenExperiment: its module cannot be imported, or holds no experiment of that name.
    """
    try:
        found = EXPERIMENTS.load(name)
    except ArgmapError:
        raise
    except Exception as error:  # whatever an installed package does when it is imported
        raise BrokenExperiment(
            f"experiment {name!r} cannot be loaded: {type(error).__name__}: {error}"
        ) from error
    if not isinstance(found, Experiment) or found.name != name:
        raise BrokenExperiment(f"the entry point of experiment {name!r} is no experiment of that name")
    return found
