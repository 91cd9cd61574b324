"""One file per experiment; `argmap.experiments.registry` names them."""
