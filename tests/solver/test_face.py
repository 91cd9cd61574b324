"""The solver is a library of its own: its public names load on first use, and it imports nothing else of argmap."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from argmap import solver

HERE = Path(solver.__file__).parent


def test_every_public_name_loads_and_none_is_hidden_by_a_module() -> None:
    modules = {path.stem for path in HERE.iterdir()}
    for name in solver.__all__:
        assert getattr(solver, name) is not None
        assert name not in modules
        assert name in dir(solver)


def test_the_names_cost_nothing_until_they_are_used() -> None:
    code = "import sys, argmap.solver; dir(argmap.solver); print(sorted({'numpy', 'pysat', 'pydantic'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_solver_imports_nothing_of_argmap_but_its_errors() -> None:
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("argmap"):
                assert node.module == "argmap.errors" or (node.module or "").startswith("argmap.solver"), path
