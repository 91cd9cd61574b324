// Starts `argmap lsp` for maps and threads, and shows the page of a map beside its file.
"use strict";

const { execFile } = require("node:child_process");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** The files that the server is asked about: it looks itself whether they are maps. */
const FILES = "**/{map,map.*,thread}.{yaml,yml,json}";
/** The largest page that is shown, in bytes. */
const LARGEST = 64 * 1024 * 1024;

/** @type {LanguageClient | undefined} */
let client;
/** The open pages, by the folder of their map. @type {Map<string, vscode.WebviewPanel>} */
const pages = new Map();

/** Return the program and its arguments, as the settings name it. */
function command() {
  const [program, ...first] = vscode.workspace.getConfiguration("argmap").get("command", ["argmap"]);
  return { program, first };
}

async function start() {
  const { program, first } = command();
  const run = { command: program, args: [...first, "lsp"] };
  client = new LanguageClient("argmap", "argmap", run, {
    documentSelector: [{ scheme: "file", pattern: FILES }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.yaml,argmap.toml,pyproject.toml}") },
  });
  try {
    await client.start();
  } catch (error) {
    const help = "Install it with: pip install 'argmap[lsp]', or set argmap.command.";
    vscode.window.showErrorMessage(`argmap could not be started (${program}): ${error}. ${help}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) await running.stop();
}

/** Run argmap and return what it prints; a failure is what it says. @param {string[]} args @returns {Promise<string>} */
function output(args) {
  const { program, first } = command();
  return new Promise((resolve, reject) => {
    const options = /** @type {const} */ ({ encoding: "utf8", maxBuffer: LARGEST, windowsHide: true });
    execFile(program, [...first, ...args], options, (error, printed, said) =>
      error ? reject(new Error(said.trim() || error.message)) : resolve(printed));
  });
}

/** Show the page of the map in a file, or of the map beside a thread. @param {vscode.Uri} [uri] */
async function showPage(uri) {
  const file = (uri ?? vscode.window.activeTextEditor?.document.uri)?.fsPath;
  if (!file) {
    vscode.window.showInformationMessage("Open a map.yaml first.");
    return;
  }
  const map = path.basename(file).startsWith("thread.") ? path.dirname(file) : file;
  let panel = pages.get(map);
  if (!panel) {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    // The page needs no files: it holds its own scripts and pictures.
    panel = vscode.window.createWebviewPanel("argmap.page", path.basename(path.dirname(file)), column, {
      enableScripts: true,
      localResourceRoots: [],
      retainContextWhenHidden: true,
    });
    panel.onDidDispose(() => pages.delete(map));
    pages.set(map, panel);
  }
  await draw(map, panel);
}

/** @param {string} map @param {vscode.WebviewPanel} panel */
async function draw(map, panel) {
  try {
    const page = await output(["render", map, "--format", "html", "-o", "-"]);
    // The page says itself, by a content security policy, that only its own scripts may run and nothing is loaded.
    if (pages.get(map) === panel) panel.webview.html = page;
  } catch (error) {
    vscode.window.showErrorMessage(String(error instanceof Error ? error.message : error).split("\n", 1)[0]);
  }
}

/** Draw the pages of a dataset again when one of its files was saved. @param {vscode.TextDocument} document */
function saved(document) {
  const folder = path.dirname(document.uri.fsPath);
  for (const [map, panel] of pages) {
    if (map === folder || path.dirname(map) === folder) void draw(map, panel);
  }
}

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("argmap.showPage", showPage),
    vscode.commands.registerCommand("argmap.restart", async () => {
      await stop();
      await start();
    }),
    vscode.workspace.onDidSaveTextDocument(saved),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
