"""Whether every reader of YAML reads what argmap writes alike: a table of files and readers.

    python -m tools.yaml_readers [FILE ...]
    python -m tools.yaml_readers --texts 3000 [--seed 1]

Without FILE the bundled files are read. `--texts` writes so many awkward texts by each of argmap's writers, and reads them.
A reader that is not installed is left out and named: js-yaml and yaml need node and their npm packages (in NODE_PATH or in
the `node` folder of the virtual environment; older js-yaml under the names js-yaml3 and js-yaml4), ryaml is a
Python package, yq, ruby, php (with its yaml extension) and fy-tool programs of those names, YAML::PP and YAML::XS
modules of Perl, and Go's yaml.v3 a program built from tools/yaml_reader.go whose path is in ARGMAP_GO_YAML.

Three that are often named are no readers of YAML: Perl's YAML, YAML::Tiny and YAML::Syck do not know the escapes of double
quotes (`\\u2028`), and YAML::Tiny knows no lists in brackets.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

Reader = Callable[[str], Any]

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = Path(sys.prefix) / "node" / "node_modules"
STDIN = "const text = require('fs').readFileSync(0, 'utf-8'); "
NODE: Mapping[str, tuple[str, str]] = {
    "js-yaml": ("js-yaml", "const y = require('js-yaml'); console.log(JSON.stringify(y.load(text)))"),
    "js-yaml 3": ("js-yaml3", "const y = require('js-yaml3'); console.log(JSON.stringify(y.safeLoad(text)))"),
    "js-yaml 4": ("js-yaml4", "const y = require('js-yaml4'); console.log(JSON.stringify(y.load(text)))"),
    **{
        f"yaml (npm) {version}": (
            "yaml",
            f"const y = require('yaml'); console.log(JSON.stringify(y.parse(text, {{version: '{version}', strict: true}})))",
        )
        for version in ("1.1", "1.2")
    },
}
"""The npm package and the script of each reader in JavaScript."""

PERL = "local $/; print JSON::PP->new->utf8->allow_nonref->encode("
RUBY = (
    "puts JSON.generate(YAML.safe_load(STDIN.read, permitted_classes: [Date, Time, Symbol], aliases: true))"
)
PHP = (
    "$data = yaml_parse(stream_get_contents(STDIN)); if ($data === false) exit(1); "
    "echo json_encode($data, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);"
)
PROGRAMS: Mapping[str, tuple[list[str], list[str]]] = {
    "yq": (["yq", "--version"], ["yq", "."]),
    "YAML::PP": (
        ["perl", "-MYAML::PP", "-MJSON::PP", "-e", "1"],
        ["perl", "-MYAML::PP", "-MJSON::PP", "-MEncode", "-e", f"{PERL}YAML::PP->new(boolean => 'JSON::PP')->load_string(decode('UTF-8', <STDIN>)))"],
    ),
    "YAML::PP 1.1": (
        ["perl", "-MYAML::PP", "-MJSON::PP", "-e", "1"],
        ["perl", "-MYAML::PP", "-MJSON::PP", "-MEncode", "-e", f"{PERL}YAML::PP->new(boolean => 'JSON::PP', schema => ['YAML1_1'], yaml_version => '1.1')->load_string(decode('UTF-8', <STDIN>)))"],
    ),
    "YAML::XS": (["perl", "-MYAML::XS", "-MJSON::PP", "-e", "1"], ["perl", "-MYAML::XS", "-MJSON::PP", "-e", f"$YAML::XS::Boolean = 'JSON::PP'; {PERL}YAML::XS::Load(<STDIN>))"]),
    "Psych (Ruby)": (["ruby", "-ryaml", "-e", "1"], ["ruby", "-ryaml", "-rjson", "-rdate", "-e", RUBY]),
    "PHP yaml": (["php", "-r", "exit(function_exists('yaml_parse') ? 0 : 1);"], ["php", "-d", "memory_limit=-1", "-r", PHP]),
    "libfyaml": (["fy-tool", "--version"], ["fy-tool", "--dump", "-mjson", "-"]),
}  # fmt: skip
"""What tells whether a program is there, and what reads YAML from standard input and writes JSON, by reader."""

PYTHON = ("PyYAML", "PyYAML with libyaml", "ruamel.yaml 1.1", "ruamel.yaml 1.2", "yaml-edit", "ryaml")
KNOWN = (*PYTHON, *NODE, *PROGRAMS, "Go yaml.v3")
"""All readers, installed or not."""


def readers() -> Mapping[str, Reader]:
    """Return every reader that is installed, by name."""
    return {**_python_readers(), **_node_readers(), **_other_readers()}


def _python_readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {"PyYAML": lambda text: yaml.load(text, yaml.SafeLoader)}
    if hasattr(yaml, "CSafeLoader"):
        found["PyYAML with libyaml"] = lambda text: yaml.load(text, yaml.CSafeLoader)
    if ruamel := _module("ruamel.yaml"):
        for version in ((1, 1), (1, 2)):

            def read(text: str, version: tuple[int, int] = version) -> Any:
                reader = ruamel.YAML(typ="safe", pure=True)
                reader.version = version
                return reader.load(text)

            found[f"ruamel.yaml {version[0]}.{version[1]}"] = read
    if edit := _module("yaml_edit"):
        found["yaml-edit"] = lambda text: edit.Document.parse(text).to_python()
    if ryaml := _module("ryaml"):
        found["ryaml"] = ryaml.loads
    return found


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _node_readers() -> dict[str, Reader]:
    places = [Path(part) for part in os.environ.get("NODE_PATH", "").split(os.pathsep) if part]
    folder = next((p for p in (*places, NODE_MODULES) if (p / "js-yaml").is_dir()), None)
    if folder is None or shutil.which("node") is None:
        return {}
    environment = {**os.environ, "NODE_PATH": str(folder)}
    return {
        name: _program(["node", "-e", STDIN + script], environment)
        for name, (package, script) in NODE.items()
        if (folder / package).is_dir()
    }


def _other_readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for name, (probe, command) in PROGRAMS.items():
        if shutil.which(probe[0]) and subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            found[name] = _program(command)
    if go := os.environ.get("ARGMAP_GO_YAML"):
        found["Go yaml.v3"] = _program([go])
    return found


def _program(command: list[str], environment: Mapping[str, str] | None = None) -> Reader:
    def read(text: str) -> Any:
        done = subprocess.run(
            command, input=text.encode("utf-8"), capture_output=True, env=environment, check=False
        )
        if done.returncode:
            raise ValueError(done.stderr.decode("utf-8", "replace").strip()[-300:])
        return json.loads(done.stdout)

    return read


def expected(text: str) -> Any:
    """Return the data that argmap reads in a text."""
    from argmap.storage.files import current_limits
    from argmap.storage.read import parse

    return parse(text, "", current_limits(), as_json=False).data


def verdict(reader: Reader, text: str) -> str:
    """Return `same` when a reader reads what argmap reads, and otherwise what is different."""
    try:
        data = reader(text)
    except Exception as error:  # each reader has errors of its own
        return f"error: {' '.join(str(error).split())[:120]}"
    alike = json.dumps(data, default=repr, sort_keys=True) == json.dumps(expected(text), sort_keys=True)
    return "same" if alike else "different"


def told(reader: Reader, document: str, find: Callable[[Any], Any], texts: list[str]) -> str:
    """Return `same` when a reader finds texts in a document, and otherwise how many are different, and the first."""
    try:
        found = find(reader(document))
    except Exception as error:  # each reader has errors of its own
        return f"error: {' '.join(str(error).split())[:160]}"
    wrong = [(text, other) for text, other in zip(texts, found, strict=False) if text != other]
    if len(found) != len(texts):
        return f"{len(found)} texts for {len(texts)}"
    return f"{len(wrong)} different, first {wrong[0][0]!r} as {wrong[0][1]!r}"[:200] if wrong else "same"


def matrix_of_texts(count: int, seed: int) -> bool:
    """Print what each reader makes of awkward texts from each writer, and return whether all is the same."""
    from tools.yaml_texts import awkward_texts, documents

    texts = awkward_texts(count, seed)
    sound = True
    written = documents(texts)
    print(f"{len(texts)} texts, in {len(written)} files")
    everybody: Mapping[str, Reader] = {"argmap": expected, **readers()}
    for name, reader in everybody.items():
        verdicts = {writer: told(reader, text, find, texts) for writer, (text, find) in written.items()}
        wrong = {writer: result for writer, result in verdicts.items() if result != "same"}
        sound = sound and not wrong
        print(f"{name:20} {len(verdicts) - len(wrong)} of {len(verdicts)} files the same", flush=True)
        for writer, result in wrong.items():
            print(f"    {writer}: {result}")
    return sound


def matrix_of_files(files: list[Path]) -> bool:
    """Print what each reader makes of files, and return whether all is the same."""
    sound = True
    for name, reader in readers().items():
        for file in files:
            result = verdict(reader, file.read_text("utf-8"))
            sound = sound and result == "same"
            print(f"{name:20} {os.path.relpath(file, ROOT):36} {result}")
    return sound


def main() -> int:
    """Print the table; return 1 when a reader does not read a file as argmap does."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: the bundled files")
    parser.add_argument("--texts", type=int, help="write so many awkward texts, and read them")
    parser.add_argument("--seed", type=int, default=1, help="begin of the random numbers")
    wanted = parser.parse_args()
    if missing := [name for name in KNOWN if name not in readers()]:
        print(f"not installed: {', '.join(missing)}")
    files = wanted.files or sorted((ROOT / "data").glob("*/*.yaml"))
    sound = matrix_of_texts(wanted.texts, wanted.seed) if wanted.texts else matrix_of_files(files)
    return int(not sound)


if __name__ == "__main__":
    sys.exit(main())
