"""Templates: everything they print is escaped, nothing in them varies, and they are found in a zip file too."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateNotFound, UndefinedError
from markupsafe import Markup

import argmap
from argmap.rendering.escape import html
from argmap.rendering.templates import environment, page_of
from tests.rendering.hostile import HOSTILE

PACKAGE = Path(argmap.__file__).parent
TEMPLATES = sorted(PACKAGE.rglob("*.j2"))


class Reader(HTMLParser):
    """Reads the one element of a text: its attribute `title`, and its content. Python's parser is the judge here."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.title: str | None = None
        self.content = ""
        self.tags: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.title = dict(attrs).get("title")

    def handle_data(self, data: str) -> None:
        self.content += data


@given(
    st.one_of(st.sampled_from(sorted(HOSTILE.values())), st.text(st.characters(exclude_categories=("Cs",))))
)
def test_whatever_a_template_prints_is_read_back_as_the_same_text(text: str) -> None:
    template = environment("argmap.rendering").from_string('<p title="{{ text }}">{{ text }}</p>')
    shown = Reader(template.render(text=text))
    assert shown.tags == ["p"]
    assert shown.title == shown.content == text


def test_markup_stays_as_it_is_and_texts_beside_it_do_not() -> None:
    template = environment("argmap.rendering").from_string("{{ a }}{{ b }}{{ a ~ b }}{{ b | folded }}")
    assert template.render(a=Markup("<i>"), b="<b>\n") == (
        "<i>&lt;b&gt;\n<i>&lt;b&gt;\n&lt;b&gt;"
    )  # fmt: skip
    assert html(Markup("<i>")) == "<i>"
    assert html(3) == "3"


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="title"):
        page_of("argmap.rendering:figure.html.j2", drawing="")
    with pytest.raises(TemplateNotFound):
        page_of("argmap.rendering:nothing.html.j2")


def test_nothing_in_a_template_can_vary_between_runs() -> None:
    made = environment("argmap.rendering")
    assert sorted(made.globals) == ["dict", "namespace", "range"]
    assert "random" not in made.filters


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_values_in_attributes_stand_between_double_quotes(path: Path) -> None:
    # An apostrophe is not escaped, and an attribute without quotes ends at a space.
    source = path.read_text("utf-8")
    assert re.findall(r"""\w=['{][^\s>]*""", re.sub('"[^"]*"', '""', source)) == []
    assert "| safe" not in source
    assert "autoescape" not in source


def test_pages_are_made_from_a_zip_file_too(tmp_path: Path) -> None:
    archive = tmp_path / "argmap.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for file in sorted(PACKAGE.rglob("*")):
            if file.suffix in {".py", ".j2", ".css", ".js", ".json"}:
                zipped.write(file, file.relative_to(PACKAGE.parent))
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "from argmap.rendering.templates import page_of, __file__ as here\n"
        "assert '.zip' in here, here\n"
        "print(page_of('argmap.rendering:figure.html.j2', drawing='', title='<b>'))"
    )
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert "<figcaption>&lt;b&gt;</figcaption>" in run.stdout


@pytest.mark.parametrize(
    "module",
    ["argmap.cli.main", "argmap.rendering.draw", "argmap.rendering.text.markdown", "argmap.cli.check.files"],
)
def test_jinja2_is_loaded_only_where_html_is_made(module: str) -> None:
    code = f"import sys, {module}; print('jinja2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
