"""The experiments that a map can name; a name in a data file never loads anything else."""

from __future__ import annotations

from argmap.errors import ArgmapError
from argmap.experiments.protocol import Experiment
from argmap.registry import Registry

CATALOGUE = "argmap.experiments.catalogue"

EXPERIMENTS = Registry(
    "experiment",
    {
        name: f"{CATALOGUE}.{module}:EXPERIMENT"
        for name, module in (
            ("attention", "attention"),
            ("attention-scaling", "attention_scaling"),
            ("backprop", "backprop"),
            ("bellman-contraction", "bellman"),
            ("cnn-shift-invariance", "shift_invariance"),
            ("convolution", "convolution"),
            ("gan-divergence", "gans"),
            ("graph-smoothing", "gnns"),
            ("language-model", "language_model"),
            ("linear-algebra-structure", "linear_algebra"),
            ("measure-theory", "measure_theory"),
            ("recurrent-gradients", "recurrent"),
            ("skip-connections", "skip_connections"),
            ("symbolic-derivatives", "symbolic_derivatives"),
            ("systems", "systems"),
        )
    },
    group="argmap.experiments",
)


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
