"""Whether every reader of YAML reads the bundled files alike: a table of files and readers.

    python tools/yaml_readers.py [FILE ...]

A reader that is not installed is left out: js-yaml and yaml need node and their npm packages (in NODE_PATH or in the
`node` folder of the virtual environment), yq the program of that name, YAML::PP the Perl module, and Go's yaml.v3 a
program built from tools/yaml_reader.go whose path is in ARGMAP_GO_YAML.
"""

from __future__ import annotations

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
JS_YAML = "const y = require('js-yaml'); console.log(JSON.stringify(y.load(text)))"
EEMELI = "const y = require('yaml'); console.log(JSON.stringify(y.parse(text, {version: 'VERSION', strict: true})))"
STDIN = "const text = require('fs').readFileSync(0, 'utf-8'); "
PERL = (
    "use Encode; local $/; print JSON::PP->new->utf8->allow_nonref->encode("
    "YAML::PP->new(boolean => 'JSON::PP')->load_string(decode('UTF-8', <STDIN>)))"
)


def readers() -> Mapping[str, Reader]:
    """Return every reader that is installed, by name."""
    return {**_python_readers(), **_node_readers(), **_other_readers()}


def _python_readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {"PyYAML": lambda text: yaml.load(text, yaml.SafeLoader)}
    if hasattr(yaml, "CSafeLoader"):
        found["PyYAML with libyaml"] = lambda text: yaml.load(text, yaml.CSafeLoader)
    try:
        import ruamel.yaml
    except ImportError:
        return found
    for version in ((1, 1), (1, 2)):

        def read(text: str, version: tuple[int, int] = version) -> Any:
            reader = ruamel.yaml.YAML(typ="safe", pure=True)
            reader.version = version
            return reader.load(text)

        found[f"ruamel.yaml {version[0]}.{version[1]}"] = read
    return found


def _node_readers() -> dict[str, Reader]:
    places = [Path(part) for part in os.environ.get("NODE_PATH", "").split(os.pathsep) if part]
    folder = next((p for p in (*places, NODE_MODULES) if (p / "js-yaml").is_dir()), None)
    if folder is None or shutil.which("node") is None:
        return {}
    environment = {**os.environ, "NODE_PATH": str(folder)}
    found = {"js-yaml": _program(["node", "-e", STDIN + JS_YAML], environment)}
    if (folder / "yaml").is_dir():
        for version in ("1.1", "1.2"):
            script = STDIN + EEMELI.replace("VERSION", version)
            found[f"yaml (npm) {version}"] = _program(["node", "-e", script], environment)
    return found


def _other_readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    if shutil.which("yq"):
        found["yq"] = _program(["yq", "."])
    perl = ["perl", "-MYAML::PP", "-MJSON::PP", "-e"]
    if (
        shutil.which("perl")
        and subprocess.run([*perl, "1"], capture_output=True, check=False).returncode == 0
    ):
        found["YAML::PP"] = _program([*perl, PERL])
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


def main(names: list[str]) -> int:
    """Print the table; return 1 when a reader does not read a file as argmap does."""
    files = [Path(name) for name in names] or sorted((ROOT / "data").glob("*/*.yaml"))
    failed = False
    for name, reader in readers().items():
        for file in files:
            result = verdict(reader, file.read_text("utf-8"))
            failed = failed or result != "same"
            print(f"{name:20} {os.path.relpath(file, ROOT):36} {result}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
