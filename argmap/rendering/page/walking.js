// @ts-check
// Going from item to item: its card, its path, its branch opened and closed, and the tabs of the panel.
import { address, keepAddress } from "./address.js";
import { all, announce, cards, get, look, panel, state, theirs, title, v } from "./core.js";
import { settleMini } from "./mini.js";
import { say } from "./say.js";
import { fade, relaid } from "./shown.js";

/** @param {string} id */
export const toggle = (id) => {
  if (!v.below.get(id)?.length) return;
  const open = !look.open.has(id);
  if (open) look.open.add(id); else look.open.delete(id);
  relaid(id);
  if (open) v.reveal(id);
  keepAddress();
  announce(`${open ? say("expanded") : say("collapsed")}: ${title(id)}`);
};
/** Open what stands above an item, so that it is shown. @param {string} id */
export const uncover = (id) => {
  if (v.boxes.has(id)) return;
  const seen = new Set();
  for (let up = id; up && !seen.has(up);) { seen.add(up); up = (v.above.get(up) ?? []).find(look.exists); if (up) look.open.add(up); }
  relaid(look.here);
};

/** @param {string} key */
export const tab = (key) => {
  for (const t of all("[role=tab]")) {
    const on = t.id === `t-${key}`;
    t.setAttribute("aria-selected", String(on));
    t.tabIndex = on ? 0 : -1;
    get(t.getAttribute("aria-controls") ?? "").classList.toggle("on", on);
  }
  fade();
  document.dispatchEvent(new CustomEvent("argmap-tab", { detail: key }));
};
/** @param {string} id */
export const path = (id) => {
  const steps = [], seen = new Set();
  for (let up = id; up && !seen.has(up); up = (v.above.get(up) ?? []).find(look.exists)) { seen.add(up); steps.unshift(up); }
  get("path").replaceChildren(...steps.map((step, n) => {
    const a = theirs("a", title(step));
    a.href = `#${v.items.get(step).kind === "issue" ? "i" : "c"}=${encodeURIComponent(step)}`;
    if (n === steps.length - 1) a.setAttribute("aria-current", "location");
    return a;
  }));
  get("path").scrollLeft = get("path").scrollWidth; // where we are comes last
};
/** Show a card. @param {HTMLElement} card */
export const read = (card) => {
  get("v-claim").querySelector(".card")?.remove();
  get("v-claim").append(card);
  get("v-claim").scrollTop = panel.scrollTop = 0;
};
/** @param {string} id */
export const select = (id) => {
  tab("claim");
  uncover(id);
  look.here = id;
  read(v.items.get(id).kind === "issue" ? cards.ofIssue(id) : cards.ofItem(id));
  path(id);
  v.paint();
  v.reveal(id);
  settleMini();
};
/** @param {string | undefined} id @param {boolean} [focus] */
export const visit = (id, focus) => {
  if (!id || !v.items.has(id)) return;
  // At once: the browser tells of a new address later, and the next key may come before.
  select(id);
  const next = `${v.items.get(id).kind === "issue" ? "i" : "c"}=${encodeURIComponent(id)}`;
  if (state.place !== next) { state.place = next; location.hash = address(); }
  if (focus) v.node(id)?.focus({ preventScroll: true });
  if (window.parent !== window) window.parent.postMessage({ argmap: "selected", claim: id }, "*");
};
