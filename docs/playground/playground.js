// The page: two texts, a button for each command, and what came of it.

/** @typedef {import("./engine.js").Answer} Answer */

/** @type {(id: string) => any} */
const at = (id) => document.getElementById(id);

/** German, for readers whose browser asks for it. */
const GERMAN = {
  "Loading Python …": "Python wird geladen …",
  "Unpacking argmap …": "argmap wird entpackt …",
  "Loading Graphviz …": "Graphviz wird geladen …",
  "Starting argmap …": "argmap wird gestartet …",
  "Ready.": "Bereit.",
  "Working …": "In Arbeit …",
  "Stopped; starting again …": "Angehalten; argmap wird neu gestartet …",
  "Done": "Fertig",
  "Ended with exit code": "Beendet mit Code",
  "argmap could not start": "argmap konnte nicht starten",
  "argmap broke off": "argmap ist abgebrochen",
  "A browser loads programs from a web server only. In the folder of the site, run: python -m http.server":
    "Programme lädt ein Browser nur von einem Webserver. Rufen Sie im Ordner der Website auf: python -m http.server",
  "The picture of the map": "Das Bild der Karte",
  "The page of the map": "Die Seite der Karte",
  "Output": "Ausgabe",
  "Messages": "Meldungen",
  "Commands": "Befehle",
  "The command printed nothing.": "Der Befehl hat nichts ausgegeben.",
};
const german = navigator.language.startsWith("de");

/** @type {(text: keyof typeof GERMAN) => string} */
const say = (text) => (german ? GERMAN[text] : text);

/** Each button's command, and the name of a file for what it prints, where it writes none itself. */
const COMMANDS = {
  check: { words: ["check", "discussion"], file: "check.txt" },
  show: { words: ["show", "discussion"], file: "outline.txt" },
  picture: { words: ["render", "discussion", "-o", "map.svg"], file: "map.svg" },
  page: { words: ["render", "discussion", "-o", "map.html"], file: "map.html" },
  analyse: { words: ["analyse", "discussion"], file: "analysis.txt" },
  exercises: { words: ["teach", "make", "discussion"], file: "exercises.md" },
};

/** Commands whose output is drawn with characters, so that its lines must not be broken. */
const LINES = new Set(["show", "analyse"]);

/** @type {Record<string, [number, keyof typeof GERMAN]>} */
const STEPS = {
  python: [1, "Loading Python …"],
  packages: [2, "Unpacking argmap …"],
  graphviz: [3, "Loading Graphviz …"],
  argmap: [4, "Starting argmap …"],
  ready: [5, "Ready."],
};

/** @type {Worker} */
let worker;
let order = 0;
/** What is being done: the button's name, while a command runs. @type {keyof typeof COMMANDS | null} */
let doing = null;
/** @type {string | null} */
let address = null;

function begin() {
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", (event) => heard(event.data));
  worker.addEventListener("error", (event) => failed(say("argmap could not start"), event.message ?? ""));
}

/** @param {{step?: string, id?: number, answer?: Answer, seconds?: number, failed?: string}} told */
function heard(told) {
  if (told.step) {
    const [value, text] = STEPS[told.step];
    at("progress").value = value;
    at("progress").hidden = told.step === "ready" && !doing;
    if (!doing || told.step !== "ready") status(say(text));
    if (doing && told.step === "ready") working();
  } else if (told.id !== undefined && told.id !== order) {
    return;
  } else if (told.failed !== undefined) {
    failed(say(told.id === undefined ? "argmap could not start" : "argmap broke off"), told.failed);
  } else if (told.answer && doing) {
    show(doing, told.answer, told.seconds ?? 0);
  }
}

/** @param {string} text */
function status(text) {
  at("status").textContent = text;
}

function working() {
  status(say("Working …"));
  at("progress").hidden = false;
  at("progress").removeAttribute("value");
}

/** @type {(what: string, why: string) => void} */
function failed(what, why) {
  idle();
  status(what);
  put("errors", why);
  at("errors").className = "bad";
}

function idle() {
  doing = null;
  at("stop").hidden = true;
  at("progress").hidden = true;
  for (const button of at("commands").querySelectorAll("button")) button.disabled = false;
}

/** The words of a line as a shell would part them, with quotes around words that hold blanks. @param {string} line */
function parted(line) {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2] ?? found[3]);
}

/** @param {keyof typeof COMMANDS} name */
function run(name) {
  const command = [...COMMANDS[name].words, ...parted(at("options").value)];
  doing = name;
  order += 1;
  clear();
  at("command").textContent = `argmap ${command.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(" ")}`;
  at("command").hidden = false;
  at("stop").hidden = false;
  for (const button of at("commands").querySelectorAll("button")) button.disabled = true;
  if (at("status").textContent === say("Ready.") || at("progress").hidden) working();
  worker.postMessage({ id: order, command, files: { "thread.yaml": at("thread").value, "map.yaml": at("map").value } });
}

function stop() {
  worker.terminate();
  order += 1;
  idle();
  at("progress").hidden = false;
  begin();
  status(say("Stopped; starting again …"));
  at("commands").querySelector("button").focus();
}

function clear() {
  for (const id of ["errors", "output", "picture", "frame", "deeds", "size"]) at(id).hidden = true;
  at("frame").removeAttribute("src");
  if (address) URL.revokeObjectURL(address);
  address = null;
}

/** @type {(id: string, text: string) => void} */
function put(id, text) {
  at(id).textContent = text;
  at(id).hidden = !text;
}

/** @type {(name: keyof typeof COMMANDS, answer: Answer, seconds: number) => void} */
function show(name, answer, seconds) {
  idle();
  const [file, made] = Object.entries(answer.written)[0] ?? [COMMANDS[name].file, null];
  const took = `${new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(seconds)} s`;
  status(answer.code ? `${say("Ended with exit code")} ${answer.code} (${took})` : `${say("Done")} (${took})`);
  put("errors", answer.errors.trimEnd());
  at("errors").className = answer.code ? "bad" : "";
  put("output", answer.output || (made || answer.errors ? "" : say("The command printed nothing.")));
  at("output").className = LINES.has(name) ? "" : "prose";
  const content = made ?? answer.output;
  at("deeds").hidden = !content.length;
  if (content.length) offer(file, content);
  if (made && file.endsWith(".svg")) picture(made);
  if (made && file.endsWith(".html")) page(made);
  at("command").focus({ preventScroll: true });
  // A picture has no height before it is read, and what has no height cannot be scrolled to.
  const drawn = at("picture").hidden ? Promise.resolve() : at("image").decode();
  drawn.catch(() => {}).then(() => at("command").scrollIntoView());
}

/** @type {(file: string, content: Uint8Array | string) => void} */
function offer(file, content) {
  const kind = file.endsWith("svg") ? "image/svg+xml" : file.endsWith("html") ? "text/html" : "text/plain";
  address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (content)], { type: `${kind};charset=utf-8` }));
  at("download").href = address;
  at("download").download = file;
  if (file.endsWith("svg")) at("image").src = address;
}

/** @param {Uint8Array} made */
function picture(made) {
  const described = new DOMParser().parseFromString(new TextDecoder().decode(made), "image/svg+xml");
  const texts = [...described.querySelectorAll("svg > title, svg > desc")].map((part) => part.textContent);
  at("image").alt = texts.join(". ") || say("The picture of the map");
  at("picture").hidden = at("size").hidden = false;
}

/** @param {Uint8Array} made */
function page(made) {
  const frame = at("frame");
  const text = new TextDecoder().decode(made);
  addEventListener("message", function ready(event) {
    if (event.source !== frame.contentWindow) return;
    removeEventListener("message", ready);
    frame.contentWindow.postMessage(text, "*");
  });
  frame.hidden = false;
  frame.src = "shown.html";
}

async function offerExamples() {
  const response = await fetch(new URL("runtime/examples.json", import.meta.url));
  if (!response.ok) return;
  /** @type {{name: string, title: string, thread: string, map: string}[]} */
  const examples = [
    { name: "", title: "", thread: at("thread").value, map: at("map").value },
    ...(await response.json()),
  ];
  for (const { name, title } of examples.slice(1)) at("example").add(new Option(title, name));
  at("example").addEventListener("change", () => {
    const chosen = examples[at("example").selectedIndex];
    at("thread").value = chosen.thread;
    at("map").value = chosen.map;
  });
}

function open() {
  if (german) {
    document.documentElement.lang = "de";
    for (const part of document.querySelectorAll("[data-de]")) part.textContent = part.getAttribute("data-de");
  }
  at("commands").setAttribute("aria-label", say("Commands"));
  for (const [id, text] of /** @type {const} */ ([["output", "Output"], ["errors", "Messages"]])) at(id).setAttribute("aria-label", say(text));
  at("picture").setAttribute("aria-label", say("The picture of the map"));
  at("frame").title = say("The page of the map");
  at("commands").addEventListener("click", (/** @type {Event} */ event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button) run(/** @type {keyof typeof COMMANDS} */ (button.dataset.command));
  });
  at("stop").addEventListener("click", stop);
  at("size").addEventListener("click", () => {
    const full = at("picture").classList.toggle("full");
    at("size").setAttribute("aria-pressed", String(full));
  });
  if (location.protocol === "file:") {
    failed(say("argmap could not start"), say("A browser loads programs from a web server only. In the folder of the site, run: python -m http.server"));
    return;
  }
  begin();
  offerExamples().catch(() => {});
}

open();
