"""Gathers what the playground needs to run in a browser, and nothing is fetched when it runs.

    python -m tools.playground FOLDER --modules .venv/node/node_modules

FOLDER is filled with Pyodide and Graphviz from the packages `pyodide` and `@hpcc-js/wasm-graphviz` in a node_modules
folder, one archive of Python packages as pip serves them, and the bundled discussions.

Packages with compiled parts are taken for WebAssembly where there is a build, else from one of another platform,
without its compiled parts, if they work without; see `PURE`. There is none of NumPy, so `arrays/numpy` stands in for it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PYTHON, PLATFORM = "314", "pyemscripten_2026_0_wasm32"
"""What Pyodide 314 is: the version of Python, and the platform that wheels for it name."""

COMPILED = ("pydantic_core", "python-sat")
"""Packages that need their compiled parts, and have them for WebAssembly."""

PURE = ("MarkupSafe", "PyYAML", "rapidfuzz")
"""Packages that have compiled parts and do without."""

PLAIN = ("annotated-types", "click", "filelock", "graphviz", "Jinja2", "markdown-it-py", "mdurl", "networkx", "pydantic", "six", "snowballstemmer", "typing-extensions", "typing-inspection")  # fmt: skip
"""Packages of Python alone: what argmap depends on, and what these depend on in turn."""

LEFT_OUT = {"numpy": "arrays/numpy", "pygraphviz": "Graphviz in WebAssembly", "rich": "terminals", "yaml-edit": "edits in place"}  # fmt: skip
"""Dependencies of argmap that are not there, and what takes their place or what they would be for."""

ANYWHERE = ("manylinux_2_28_x86_64", "manylinux2014_x86_64")
"""Platforms for which every package has a wheel; only its Python files are taken."""

RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
UNUSED = ("/tests/", "/test/", "/testing/", "/__pycache__/", ".dist-info/sboms/")
UNUSED_ENDINGS = (".pyi", ".pyx", ".pxd", ".c", ".h", ".hpp", ".po", ".pot", ".exe")
EXAMPLES = ("car-free-centre", "typing-for-a-team", "io-js-core")
"""The bundled discussions that need no experiments."""

THEN = (2000, 1, 1, 0, 0, 0)
"""The time of all files in the archive, so that the same files make the same bytes."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modules", type=Path, default=ROOT / ".venv" / "node" / "node_modules")
    options = parser.parse_args()
    modules: Path = options.modules
    if not (modules / "pyodide").is_dir():
        print(f"there is no pyodide in {modules}: run npm install pyodide there", file=sys.stderr)
        return 1
    gather(options.folder, modules)
    for path in sorted(options.folder.iterdir()):
        print(f"{path.stat().st_size / 1e6:6.2f} MB  {path.name}")
    return 0


def gather(folder: Path, modules: Path) -> None:
    """Fill a folder with all that the page loads while it runs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in RUNTIME:
        shutil.copyfile(modules / "pyodide" / name, folder / name)
    shutil.copyfile(modules / "@hpcc-js" / "wasm-graphviz" / "dist" / "index.js", folder / "graphviz.mjs")
    with tempfile.TemporaryDirectory() as made:
        pack(sorted(download(Path(made)).glob("*.whl")), folder / "packages.zip")
    # The last, so that it is there only when all is.
    (folder / "examples.json").write_text(json.dumps(examples(), ensure_ascii=False), encoding="utf-8")


def download(folder: Path) -> Path:
    """Fetch all wheels into a folder, and make that of argmap there."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wanted = ["--no-deps", "--only-binary=:all:", "--implementation", "cp", "--python-version", PYTHON]
    platforms = [word for name in (PLATFORM, *ANYWHERE) for word in ("--platform", name)]
    interfaces = [word for name in (f"cp{PYTHON}", "abi3", "none") for word in ("--abi", name)]
    limits = ["--constraint", str(ROOT / "constraints.txt"), "--dest", str(folder)]
    subprocess.run(
        [*pip, "download", *wanted, *platforms, *interfaces, *limits, *COMPILED, *PURE, *PLAIN], check=True
    )
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    return folder


def pack(wheels: list[Path], archive: Path) -> None:
    """Write the files of wheels that Python in a browser can use, and argmap's host, into one archive."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in sorted(_contents(wheels)):
            packed.writestr(zipfile.ZipInfo(name, THEN), content, zipfile.ZIP_DEFLATED)


def _contents(wheels: list[Path]) -> Iterator[tuple[str, bytes]]:
    for wheel in wheels:
        fits = wheel.stem.endswith((PLATFORM, "-any"))
        with zipfile.ZipFile(wheel) as opened:
            for name in opened.namelist():
                if _is_used(name) and (fits or ".so" not in Path(name).suffixes):
                    yield name, opened.read(name)
    for path in sorted((HERE / "arrays").rglob("*.py")):
        yield path.relative_to(HERE / "arrays").as_posix(), path.read_bytes()
    yield "argmap_host.py", (HERE / "host.py").read_bytes()


def _is_used(name: str) -> bool:
    return not name.endswith(("/", *UNUSED_ENDINGS)) and not any(part in f"/{name}" for part in UNUSED)


def examples() -> list[dict[str, str]]:
    """Return the bundled discussions: title, thread and map of each."""
    found = []
    for name in EXAMPLES:
        thread, map = (
            (ROOT / "data" / name / file).read_text("utf-8") for file in ("thread.yaml", "map.yaml")
        )
        title = next(line.removeprefix("title:").strip(" '\"") for line in map.splitlines() if line.startswith("title:"))  # fmt: skip
        found.append({"name": name, "title": title, "thread": thread, "map": map})
    return found


if __name__ == "__main__":
    sys.exit(main())
