"""The extension for Visual Studio Code: its manifest, and what it does in an editor that only keeps what it is asked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import argmap
from argmap.cli.main import main

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"

# Stands for the editor's own module and for its client library: notes what is asked of them.
RUN = """
const Module = require("node:module");
const log = { commands: [] };
const handlers = {};
const vscode = {
  ViewColumn: { Beside: -2 },
  commands: { registerCommand: (name, run) => { handlers[name] = run; log.commands.push(name); } },
  window: {
    createWebviewPanel: (kind, title, column, options) => {
      log.options = options; log.title = title;
      return { webview: { set html(text) { log.html = text; } }, onDidDispose() {} };
    },
    showErrorMessage: (text) => { log.error = text; },
  },
  workspace: {
    getConfiguration: () => ({ get: () => JSON.parse(process.env.COMMAND) }),
    createFileSystemWatcher: () => ({}),
    onDidSaveTextDocument: (run) => { handlers.saved = run; },
  },
};
class LanguageClient {
  constructor(id, name, run) { log.run = run; }
  async start() { log.started = true; }
}
const load = Module._load;
Module._load = (name, ...rest) =>
  name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
const extension = require(process.env.EXTENSION);
(async () => {
  await extension.activate({ subscriptions: [] });
  await handlers["argmap.showPage"]({ fsPath: process.env.MAP });
  console.log(JSON.stringify(log));
})();
"""


def manifest() -> dict[str, object]:
    data = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def test_the_manifest_is_that_of_this_version() -> None:
    data = manifest()
    assert data["version"] == argmap.__version__
    assert data["main"] == "./extension.js"
    kept = {line[1:] for line in (EXTENSION / ".vscodeignore").read_text("utf-8").split() if line[:1] == "!"}
    assert {name for name in kept if "*" not in name} <= {file.name for file in EXTENSION.iterdir()}
    assert (EXTENSION / "LICENSE").read_text("utf-8") == (EXTENSION.parents[1] / "LICENSE").read_text("utf-8")
    assert main.get_command(None, "lsp") is not None  # type: ignore[arg-type]  # the group asks no context


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
@pytest.mark.parametrize("file", ["map.yaml", "thread.yaml"])
def test_it_starts_the_server_and_shows_the_page(root: Path, file: str) -> None:
    command = [sys.executable, "-m", "argmap"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(root),
        "EXTENSION": str(EXTENSION / "extension.js"),
        "COMMAND": json.dumps(command),
        "MAP": str(root / "data" / "car-free-centre" / file),
    }
    done = subprocess.run(
        ["node", "-e", RUN], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    log = json.loads(done.stdout)
    declared = manifest()["contributes"]
    assert isinstance(declared, dict)
    assert sorted(log["commands"]) == sorted(each["command"] for each in declared["commands"])
    assert log["run"] == {"command": sys.executable, "args": ["-m", "argmap", "lsp"]}
    assert "error" not in log
    assert log["title"] == "car-free-centre"
    assert log["options"]["localResourceRoots"] == []
    assert "<title>What should we do about cars in the old town?" in log["html"]
    assert "default-src 'none'" in log["html"]
