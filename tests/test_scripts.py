"""The scripts of pages in short: modules become one script, in an order that their imports allow."""

from __future__ import annotations

from pathlib import Path

import minify
import pytest

from tools.scripts import joined, short

ONE = "export const one = 1;\n/** Two. */ export const two = 2;\n"
OTHER = 'import { one, two } from "./one.js";\n\nconst three = one + two;\nwindow.three = three;\n'


def test_modules_become_one_script_with_one_scope() -> None:
    script = joined({"one.js": ONE, "other.js": OTHER})
    assert '\n"use strict";\nconst one = 1;\n/** Two. */ const two = 2;\n' in script
    assert "import" not in script
    assert "export" not in script
    assert short(script).count("\n") == 1
    assert len(short(script)) < len(script)
    assert ".three=" in short(script)


def test_a_script_that_is_no_module_stays_as_it_is() -> None:
    assert (
        joined({"a.js": "window.a = 1;\n", "b.js": "window.b = 2;\n"}) == "window.a = 1;\n\nwindow.b = 2;\n"
    )


def test_a_module_that_imports_from_a_later_one_is_refused() -> None:
    with pytest.raises(ValueError, match=r"other\.js imports from \['one\.js'\]"):
        joined({"other.js": OTHER, "one.js": ONE})


def test_a_name_at_the_top_of_two_modules_is_refused() -> None:
    with pytest.raises(minify.MinifyError, match="identifier one has already been declared"):
        short(joined({"one.js": ONE, "other.js": "export const one = 2;\n"}))


@pytest.mark.parametrize(
    "script", sorted(Path("argmap").rglob("*.js")), ids=lambda script: "/".join(script.parts[-2:])
)
def test_what_a_page_quotes_has_the_marks_of_its_language(script: Path) -> None:
    """A text between “ and ” that are written into a script would have English marks on every page; `say` knows the others."""
    assert "“${" not in script.read_text("utf-8")
