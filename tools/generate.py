"""Writes every generated file of the repository, or verifies that all are current.

    python -m tools.generate            write
    python -m tools.generate --verify   exit with 1 if a file is not what would be written

Generated are the JSON Schemas, the pages of commands, rules, schemes, discussion rules and experiments, the tables of a dataset, the texts and
lessons of the bundled datasets, the message catalogues of the exercises, and the scripts of the page in short.
Pictures are not compared: they are drawn again by `argmap build` whenever a text changes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import click

from argmap.cli.main import RENAMED, UNLISTED
from argmap.cli.main import main as argmap_command
from argmap.cli.program import HELP_FILE
from argmap.cli.program import WIDTH as HELP_WIDTH
from argmap.datasets.folders import find_datasets
from argmap.datasets.package.card import table_reference
from argmap.datasets.schema import TABLES
from argmap.drafts.schema import schema_files
from argmap.experiments.registry import EXPERIMENTS
from argmap.experiments.runner import run_all
from argmap.experiments.verdict import examples_with_experiments
from argmap.formats.table import markdown_table
from argmap.lint.run import every_rule, rule_page
from argmap.model.discussion import discussion
from argmap.model.scheme import schemes
from argmap.project.build import texts
from argmap.storage.codes import FILE_FAULTS
from argmap.storage.files import write_atomic
from argmap.storage.load import load_map
from argmap.teach.materials.lesson import lesson
from argmap.teach.materials.start import start
from tools.api_page import api_page
from tools.catalogues import LOCALE, compiled, template
from tools.experiments_page import experiments_page
from tools.scripts import short_scripts

ROOT = Path(__file__).parent.parent
WIDTH = 100


def generated() -> dict[Path, str]:
    """Return the text of every generated file by its path."""
    files = {ROOT / "schemas" / name: text for name, text in schema_files().items()}
    files[ROOT / "docs" / "commands.md"] = commands_page()
    files[ROOT / "argmap" / "cli" / HELP_FILE] = help_of_all()
    files[ROOT / "docs" / "api.md"] = api_page()
    files[ROOT / "docs" / "rules.md"] = rules_page()
    files[ROOT / "docs" / "schemes.md"] = schemes_page()
    files[ROOT / "docs" / "discussion.md"] = discussion_page()
    files[ROOT / "docs" / "first-lesson.md"] = start()
    files[ROOT / "docs" / "formats.md"] = formats_page()
    files[ROOT / "docs" / "datasets.md"] = datasets_page()
    outcomes = {outcome.name: outcome for outcome in run_all(EXPERIMENTS.names())}
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    files[ROOT / "argmap" / "assistants" / "glossary.md"] = glossary  # which an installed package has too
    files[ROOT / "docs" / "experiments.md"] = experiments_page(outcomes)
    for folder in find_datasets(ROOT / "data"):
        map = load_map(folder)
        results = {name: outcomes[name] for name in sorted({*examples_with_experiments(map).values()})}
        files |= {ROOT / "outputs" / map.id / name: text for name, text in texts(map, results).items()}
        made = lesson(map)
        files[ROOT / "outputs" / map.id / "lesson.md"] = made.students
        files[ROOT / "outputs" / map.id / "lesson-teacher.md"] = made.teacher
    return files


def formats_page() -> str:
    """Return the page about formats with the table of what each can carry."""
    page = (ROOT / "docs" / "formats.md").read_text("utf-8")
    begin, end = "<!-- table of formats: generated -->\n", "<!-- end of table -->"
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n{markdown_table()}\n{end}{rest.partition(end)[2]}"


def datasets_page() -> str:
    """Return the page about datasets of many maps with a description of every table."""
    page = (ROOT / "docs" / "datasets.md").read_text("utf-8")
    begin, end = "<!-- tables of a dataset: generated -->\n", "<!-- end of tables -->"
    before, _, rest = page.partition(begin)
    lines = [line for table in TABLES.values() for line in table_reference(table, "###")]
    described = "\n".join(lines)
    return f"{before}{begin}\n{described}\n{end}{rest.partition(end)[2]}"


def commands_page() -> str:
    """Return the help of every command as one Markdown page, and the old names of commands."""
    settings = {**argmap_command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    parent = click.Context(argmap_command, info_name="argmap", **settings)
    parts = ["# Commands", "", "Generated from the commands' own help.", "", *_help(argmap_command, parent)]
    for name in (*argmap_command.list_commands(parent), *UNLISTED):
        command = argmap_command.get_command(parent, name)
        if command is not None:
            parts += _command(command, name, parent, "##")
    parts += ["## Old names", "", "The names of argmap 0.1 work until argmap 0.3 and tell the new name.", ""]
    parts += ["| old | new |", "|---|---|"]
    parts += [f"| `argmap {' '.join(old)}` | `argmap {' '.join(new)}` |" for old, new in RENAMED.items()]
    parts.append("| `argmap edit PATH ID FIELD=VALUE` | `argmap edit set PATH ID FIELD=VALUE` |")
    return "\n".join(parts).rstrip() + "\n"


def help_of_all() -> str:
    """Return what `argmap --help` prints, broken as click does for a terminal of the usual width or a wider one."""
    context = click.Context(
        argmap_command, info_name="argmap", **argmap_command.context_settings, terminal_width=HELP_WIDTH - 2
    )
    return f"{argmap_command.get_help(context)}\n"


def _command(command: click.Command, name: str, parent: click.Context, level: str) -> list[str]:
    """Return the help of a command, and below it that of the commands it has."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    parts = [f"{level} {context.command_path}", "", *_help(command, context)]
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            inner = command.get_command(context, below)
            if inner is not None:
                parts += _command(inner, below, context, f"{level}#")
    return parts


def rules_page() -> str:
    """Return the page of every rule as one Markdown page."""
    parts = [
        "# Rules",
        "",
        "Generated from the rules themselves; `argmap explain CODE` prints one of them.",
        "",
    ]
    for code in (*FILE_FAULTS, *(rule.code for rule in every_rule())):
        heading, _, body = rule_page(code).partition("\n")
        parts += [f"## {heading}", "", *_fenced_samples(body.strip()), ""]
    return "\n".join(parts).rstrip() + "\n"


def schemes_page() -> str:
    """Return every argumentation scheme with its critical questions as one Markdown page."""
    parts = ["# Argumentation schemes", "", "Generated from `argmap/model/schemes.json`.", ""]
    for scheme in schemes().values():
        parts += [f"## {scheme.name}", "", f"`{scheme.id}`: {scheme.summary}", ""]
        parts += [f"{number}. {premise}" for number, premise in enumerate(scheme.premises, start=1)]
        parts += ["", f"Therefore: {scheme.conclusion}", ""]
        parts += [f"- `{q.id}` ({q.bears_on}): {q.text}" for q in scheme.questions]
        parts += ["", f"Source: {scheme.source}.", ""]
    return "\n".join(parts).rstrip() + "\n"


def discussion_page() -> str:
    """Return the stages and the rules of a critical discussion as one Markdown page."""
    parts = [
        "# Critical discussion",
        "",
        "Generated from `argmap/model/discussion.json`.",
        "",
        "## Stages",
        "",
    ]
    parts += [f"- `{s.id}`: {s.summary} *{s.question}*" for s in discussion().stages.values()]
    for rule in discussion().rules.values():
        parts += ["", f"## {rule.number}. {rule.name}", "", f"`{rule.id}`: {rule.text} *{rule.question}*", ""]
        parts += [f"- `{fallacy.id}` ({fallacy.name}): {fallacy.summary}" for fallacy in rule.fallacies]
        parts += ["", f"Source: {rule.source}."]
    return "\n".join(parts).rstrip() + "\n"


def _help(command: click.Command, context: click.Context) -> list[str]:
    return ["```text", command.get_help(context).rstrip(), "```", ""]


def _fenced_samples(page: str) -> list[str]:
    """Return a rule's page with its indented samples as YAML code blocks."""
    lines: list[str] = []
    fenced = False
    for line in page.splitlines():
        indented = line.startswith("    ")
        if indented and not fenced:
            lines += ["", "```yaml"]
        elif fenced and line and not indented:
            lines.append("```")
        fenced = indented or (fenced and not line)
        if line or not fenced:
            lines.append(line[4:] if indented else line)
    return [*lines, "```"] if fenced else lines


def contents() -> dict[Path, bytes]:
    """Return every generated file by its path, as bytes; message catalogues are compiled and scripts are short."""
    found = {path: text.encode("utf-8") for path, text in generated().items()}
    return found | {LOCALE / "argmap.pot": template().encode("utf-8")} | compiled() | short_scripts()


def main() -> int:
    """Write or verify, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--verify", action="store_true", help="write nothing; exit with 1 if a file is not current"
    )
    verify = parser.parse_args().verify
    current = contents()
    stale = [path for path, made in current.items() if not path.is_file() or path.read_bytes() != made]
    for path in stale:
        print(f"{'not current' if verify else 'wrote'}: {path.relative_to(ROOT)}")
        if not verify:
            write_atomic(path, current[path])
    if verify and stale:
        print("run: make docs")
    return int(verify and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
