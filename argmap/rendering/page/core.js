// @ts-check
// What all parts of the page share: its elements, the data, the drawing, and what is looked at now.
import { cardsOf } from "./cards.js";
import { data } from "./data.js";
import { view } from "./map.js";
import { say } from "./say.js";
import { suppose } from "./suppose.js";

export const root = document.documentElement;
/** @param {string} id @returns {any} */
export const get = (id) => document.getElementById(id);
/** @param {string} selector @returns {HTMLElement[]} */
export const all = (selector) => [...document.querySelectorAll(selector)].map((e) => /** @type {HTMLElement} */ (e));
export const stage = get("stage"), svg = get("map"), live = get("live"), search = get("search"), hitList = get("hits"), panel = get("panel");
export const v = /** @type {any} */ (view(data, stage, svg)), look = v.state;
/** Claims that are supposed to be true or false. @type {Map<string, boolean>} */ export const supposed = new Map();
export const labelled = data.theory && suppose(data.theory);
if (data.why) for (const r of data.relations) data.why[r.id] ??= ["in", say("counts"), r.premises];
export const state = { query: "", words: /** @type {string[]} */ ([]), hits: /** @type {{id: string, post: boolean}[]} */ ([]), found: new Set(), at: 0, until: Infinity, keys: true, presenting: "", /** Which part of what a post brought is presented, and how many there are. */ part: 0, parts: 1, /** Where the address says that we are. */ place: "" };
export const cards = cardsOf(v, supposed, state);
/** Claims and examples: what filters choose from, and what is counted. */
export const nodes = /** @type {string[]} */ (data.items.filter((/** @type {any} */ i) => i.kind !== "issue").map((/** @type {any} */ i) => i.id));
export const posts = all(".post");
export const last = data.posts;
for (const a of all(".words a")) a.title = `${decodeURIComponent(a.getAttribute("href")?.slice(3) ?? "")} ${a.dataset.q ?? ""}`.trim().split(" ").map((id) => v.items.get(id)?.label ?? id).join("; ");
/** @param {string} words */ export const announce = (words) => { live.textContent = words; };
/** Words over the drawing, until the next click. @param {string} words */ export const note = (words) => { get("note").textContent = words; get("note").hidden = !words; if (words) announce(words); };
document.addEventListener("pointerdown", () => { if (v.order.length) note(""); });
/** All of the map, as far as its names can be read. */ export const fit = () => { note(v.fit() ? "" : say("The whole map would be too small to read: this is a part of it, in its short names.")); };
/** @param {boolean} on */ export const legend = (on) => { get("legend").classList.toggle("on", on); get("show-legend").setAttribute("aria-expanded", String(on)); };
/** @param {string} id */ export const title = (id) => v.items.get(id)?.label ?? id;
/** Words of the map or of a post, in their own language and direction. @param {string} name @param {string} words @param {string} [lang] @returns {any} */
export const theirs = (name, words, lang = data.lang.map) => { const e = document.createElement(name); e.dir = "auto"; if (lang) e.lang = lang; e.textContent = words; return e; };

/** @param {Event} e @param {string} selector */
export const nearest = (e, selector) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest?.(selector));
export const choices = all("[data-filter]").map((s) => /** @type {HTMLSelectElement} */ (s));
/** Filters that choose something. */
export const filters = () => choices.filter((s) => s.value);
