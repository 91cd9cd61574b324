// @ts-check
// What is shown: filters and search fade what they do not name, in the drawing, the outline and the thread.
import { cards, filters, get, look, nodes, posts, state, v } from "./core.js";
import { drawMini, settleMini } from "./mini.js";
import { outlineThen } from "./outline.js";
import { say } from "./say.js";

/** @type {[string, string][]} */ let wanted = [];
export const narrowed = () => wanted.length > 0 || state.query !== "";
const choose = () => { wanted = filters().map((s) => [s.dataset.filter ?? "", s.value]); };
/** @param {string} id */
export const matches = (id) => {
  if (!narrowed()) return true;
  if (v.items.get(id)?.kind === "issue") return false;
  return look.exists(id) && wanted.every(([name, value]) => cards.values(id, name).includes(value)) && (!state.query || state.found.has(id));
};
v.state.dim = (/** @type {string} */ id) => !matches(id);
const counted = () => {
  const there = nodes.filter(look.exists), kept = there.filter(matches), shown = kept.filter((id) => v.boxes.has(id)).length;
  get("count").textContent = !narrowed() ? say("{count} of {all} shown", { count: shown, all: there.length })
    : shown < kept.length ? say("{count} of {all} found, {collapsed} of them collapsed", { count: kept.length, all: there.length, collapsed: kept.length - shown })
      : say("{count} of {all} found", { count: kept.length, all: there.length });
};
// Lines of the outline and posts fade with what they are about; only the part that is seen is touched.
/** @param {Element} place */
const named = (place) => [...place.querySelectorAll("a[href^='#c=']")].map((a) => decodeURIComponent(a.getAttribute("href")?.slice(3) ?? ""));
/** @type {[Element, string][] | null} */ let entries = null;
/** @type {[HTMLElement, string[]][] | null} */ let about = null;
export const fade = () => {
  if (get("v-outline").classList.contains("on")) {
    outlineThen(get("v-outline"));
    entries ??= [...get("v-outline").querySelectorAll("a[href^='#c=']")].map((a) => [/** @type {Element} */ (a.parentElement), decodeURIComponent(a.getAttribute("href")?.slice(3) ?? "")]);
    for (const [line, id] of entries) line.classList.toggle("faded", !matches(id));
  }
  if (get("v-thread").classList.contains("on")) {
    about ??= posts.map((p) => [p, named(p)]);
    for (const [post, ids] of about) post.classList.toggle("faded", narrowed() && !state.found.has(post.id) && !ids.some(matches));
  }
};
export const redraw = () => { choose(); v.paint(); counted(); fade(); drawMini(); };
/** @param {string} [keep] */
export const relaid = (keep) => { v.update(keep); counted(); fade(); settleMini(); };
export const begin = () => { v.begin(); settleMini(); };
