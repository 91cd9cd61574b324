"""The modules and names that importers of argmap 0.1 were written with; they work until argmap 0.3."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

PACKAGE = "argmap.sources"
MODULES = {
    "html_text": "html_text",
    "material": "input_file",
    "picking": "protocol",
    "protocol": "protocol",
    "times": "times",
}
"""The name of each module today, by its old name."""
NAMES = {"Dump": "RawThread", "Material": "InputFile", "Source": "Importer"}
"""The name of each class today, by its old name."""


def provide_old_modules() -> None:
    """Make the old modules importable, with the names of today and the old ones for the same things."""
    if PACKAGE in sys.modules:
        return
    package = ModuleType(PACKAGE, __doc__)
    package.__path__ = []  # a package without files: only the modules below can be imported from it
    sys.modules[PACKAGE] = package
    for old, new in MODULES.items():
        today = import_module(f"argmap.importers.{new}")
        module = ModuleType(f"{PACKAGE}.{old}", __doc__)
        module.__dict__.update({name: value for name, value in vars(today).items() if name[:2] != "__"})
        module.__dict__.update(
            {name: getattr(today, now) for name, now in NAMES.items() if hasattr(today, now)}
        )
        sys.modules[module.__name__] = module
        setattr(package, old, module)
