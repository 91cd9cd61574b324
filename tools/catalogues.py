"""Message catalogues: the template is extracted from the code and the data, translations are compiled.

Source:
    GNU gettext manual, "The Format of PO Files" and "The Format of GNU MO Files"; Babel does the work.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from argmap.experiments.judgement import FLAWS
from argmap.model.discussion import discussion
from argmap.model.scheme import schemes

PACKAGE = Path(__file__).parent.parent / "argmap"
LOCALE = PACKAGE / "locale"
ROOTS = (PACKAGE / "teach", PACKAGE / "rendering", PACKAGE / "project")
"""Folders with messages: the exercises, the page with what it shows, and the pages around it."""
KEYWORDS = {"say": None, "message": None}
OPTIONS = {
    "**.j2": {"silent": "false", "trim_blocks": "true"},
    "**.js": {"parse_template_string": "true"},
}
METHODS = [("**.py", "python"), ("**.j2", "jinja2"), ("**.js", "javascript")]
"""Messages stand in the code, in the templates and in the scripts; all are read by Babel."""


class _Plain(Catalog):
    """A catalogue whose head says neither when nor by which version it was made."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [("Content-Type", "text/plain; charset=utf-8"), ("Language", str(self.locale))]


def code_messages() -> dict[str, list[str]]:
    """Return every message of the code, of experiments and of the discussion rules, with the files that say it."""
    files: dict[str, list[str]] = {}
    for root in ROOTS:
        for name, _, text, _, _ in sorted(
            extract_from_dir(root, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=())
        ):
            files.setdefault(str(text), []).append(name)
    for text in FLAWS.values():  # experiments know no languages
        files.setdefault(text, []).append("judgement.py")
    for named in (*discussion().stages.values(), *discussion().fallacies.values()):
        files.setdefault(named.name, []).append("discussion.json")
    for rule in discussion().rules.values():
        fallacies = [text for fallacy in rule.fallacies for text in (fallacy.name, fallacy.summary)]
        for text in (rule.name, rule.text, rule.question, *fallacies):
            files.setdefault(text, []).append("discussion.json")
    return {text: sorted({*names}) for text, names in files.items()}


def data_messages() -> list[str]:
    """Return the texts of schemes, which a language may leave untranslated: exercises about those are then not made."""
    texts = [
        text
        for s in schemes().values()
        for text in (s.name, *s.premises, s.conclusion, *(question.text for question in s.questions))
    ]
    return list(dict.fromkeys(texts))


def template() -> str:
    """Return the template of all catalogues."""
    catalogue = Catalog()
    for text, names in code_messages().items():
        catalogue.add(text, locations=[(name, None) for name in names])
    for text in data_messages():
        catalogue.add(text, locations=[("schemes.json", None)])
    out = BytesIO()
    write_po(out, catalogue, omit_header=True, width=120, include_lineno=False)
    return out.getvalue().decode("utf-8")


def translations(path: Path) -> Catalog:
    """Return the catalogue of a .po file."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parent.parent.name)


def compiled() -> dict[Path, bytes]:
    """Return the compiled form of every catalogue by its path."""
    files = {}
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        out = BytesIO()
        plain = _Plain(locale=path.parent.parent.name)
        for message in translations(path):
            if message.id:
                plain.add(message.id, message.string)
        write_mo(out, plain)
        files[path.with_suffix(".mo")] = out.getvalue()
    return files
