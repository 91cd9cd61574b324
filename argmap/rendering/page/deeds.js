// @ts-check
// What the buttons do.
import { keepAddress } from "./address.js";
import { all, announce, cards, fit, get, legend, look, nearest, root, stage, state, supposed, v } from "./core.js";
import { data } from "./data.js";
import { drawMini, toggleMini } from "./mini.js";
import { opening } from "./opening.js";
import { advance, present } from "./presenting.js";
import { citation, savePng, saveSvg } from "./saving.js";
import { say } from "./say.js";
import { begin, relaid } from "./shown.js";
import { asOf } from "./time.js";
import { read, tab } from "./walking.js";
import { put, supposing } from "./whatif.js";

/** @param {string} id @param {boolean} value */
const supposeIt = (id, value) => {
  if (supposed.get(id) === value) supposed.delete(id); else put(id, value);
  if (state.until !== Infinity) asOf(Infinity, false);
  supposing();
  relaid(id);
  if (look.here === id) read(cards.ofItem(id));
  keepAddress();
  get("v-claim").querySelector(`[data-do=suppose-${value}]`)?.focus();
  announce(supposed.size ? get("turned-count").textContent : say("Nothing is supposed"));
};
const unsuppose = () => { supposed.clear(); supposing(); relaid(look.here); if (look.here && v.items.get(look.here)?.kind !== "issue") read(cards.ofItem(look.here)); keepAddress(); (v.node(look.here) ?? stage).focus({ preventScroll: true }); };

/** How far the text is drawn up on a phone. @param {string} how */
const sheet = (how) => { root.dataset.sheet = how; get("sheet").setAttribute("aria-expanded", String(how !== "")); if (look.here) v.reveal(look.here); };
const themes = ["light", "dark", "mono"], colours = [say("colours: light"), say("colours: dark"), say("colours: black on white")];
const deeds = /** @type {Record<string, () => void>} */ ({
  in: () => v.zoom(1.25), out: () => v.zoom(0.8), fit,
  theme: () => {
    const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme:dark)").matches ? "dark" : "light");
    root.dataset.theme = themes[(themes.indexOf(now) + 1) % themes.length];
    drawMini();
    announce(colours[themes.indexOf(root.dataset.theme)]);
  },
  collapse: () => { look.open = new Set(data.items.filter((/** @type {any} */ i) => i.kind === "issue").map((/** @type {any} */ i) => i.id)); relaid(); begin(); },
  expand: () => { look.open = new Set(v.items.keys()); relaid(look.here); v.reveal(look.here); },
  begin: () => { opening(); relaid(); begin(); },
  svg: saveSvg,
  png: savePng,
  "suppose-true": () => supposeIt(look.here, true), "suppose-false": () => supposeIt(look.here, false), unsuppose, overview: () => toggleMini(),
  present: () => present("argument"), thread: () => present("thread"), next: () => advance(1), previous: () => advance(-1), stop: () => present(""),
  letters: () => { state.keys = !state.keys; get("letters").setAttribute("aria-pressed", String(state.keys)); announce(state.keys ? say("single keys on") : say("single keys off")); },
  sheet: () => { const now = root.dataset.sheet ?? ""; sheet(now === "" ? "half" : now === "half" ? "full" : ""); },
  legend: () => legend(!get("legend").classList.contains("on")),
  print: () => window.print(),
  help: () => get("help").showModal(),
  close: () => get("help").close(),
  copy: () => { navigator.clipboard?.writeText(citation()).then(() => announce(say("copied")), () => announce(say("could not copy"))); },
});
document.addEventListener("click", (e) => {
  const button = nearest(e, "[data-do]");
  if (button) deeds[button.dataset.do ?? ""]?.();
  const t = nearest(e, "[role=tab]");
  if (t) { tab(t.id.slice(2)); if (!root.dataset.sheet) sheet("half"); }
  for (const d of all("header details[open]")) if (!d.contains(/** @type {Node} */ (e.target)) || button) {
    if (d.contains(document.activeElement)) d.querySelector("summary")?.focus();
    d.removeAttribute("open");
  }
});
get("help").addEventListener("close", () => { if (!document.activeElement?.clientWidth || document.activeElement === document.body) get("more").querySelector("summary").focus(); });
