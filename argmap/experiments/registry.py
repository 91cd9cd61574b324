"""The experiments that a map can name; a name in a data file never loads anything else."""

from __future__ import annotations

from argmap.errors import ArgmapError, BrokenPlugin, UnknownName
from argmap.experiments.protocol import Experiment
from argmap.registry import Registry

EXPERIMENTS = Registry(
    "experiment", {}, group="argmap.experiments", kind="argmap.experiments.protocol:Experiment"
)
"""Empty by itself: argmap's own experiments are a plug-in (`argmap/plugins`), installed as those of others are."""


BrokenExperiment = BrokenPlugin
"""What is raised for an installed experiment that cannot be used."""


class NothingInstalled(ArgmapError):
    """No experiment is installed: argmap runs from its source folder, and its own entry points are not known."""


def experiment(name: str) -> Experiment:
    """Return the experiment registered under `name`.

    Args:
        name: its name, such as `attention-scaling`.

    Raises:
        UnknownName: there is none.
        NothingInstalled: no experiment at all is installed.
        BrokenPlugin: its module cannot be imported, or holds no experiment of that name.
    """
    try:
        known: Experiment = EXPERIMENTS.load(name)
    except UnknownName:
        if EXPERIMENTS.names():
            raise
        raise NothingInstalled(
            "no experiments are installed, not even those of argmap: run 'pip install -e .' in its source folder, "
            "or 'pip install argmap'"
        ) from None
    return known
