// @ts-check
// Search: words in claims, quotes, names and posts; the best first, with the branch that they stand in.
import { keepAddress } from "./address.js";
import { all, announce, cards, choices, get, hitList, nearest, posts, search, stage, state, theirs, title, v } from "./core.js";
import { data } from "./data.js";
import { say } from "./say.js";
import { redraw } from "./shown.js";
import { visit } from "./walking.js";

/** @type {{id: string, post: boolean, best: string, rest: string, from: number}[] | null} */ let index = null;
const indexed = () => index ??= [
  ...data.items.map((/** @type {any} */ i) => ({
    id: i.id, post: false, best: `${i.label} ${i.name ?? ""} ${i.text}`.toLowerCase(), from: i.from ?? 0,
    rest: `${i.voices.map((/** @type {any} */ p) => p[0]).join(" ")} ${cards.rest(i.id)}`.toLowerCase(),
  })),
  ...posts.map((p) => ({ id: p.id, post: true, best: "", rest: `${p.querySelector("h3")?.textContent} ${p.querySelector(".words")?.textContent ?? ""}`.toLowerCase(), from: Number(p.dataset.n) })),
];
/** @param {boolean} [keep] */
export const find = (keep = true) => {
  state.query = search.value.trim().toLowerCase();
  state.words = state.query.split(/\s+/).filter(Boolean);
  /** @type {[number, {id: string, post: boolean}][]} */ const ranked = [];
  if (state.query) for (const entry of indexed()) {
    if (entry.from > state.until) continue;
    let rank = 0;
    for (const w of state.words) {
      const at = entry.best.indexOf(w);
      const one = at >= 0 ? (at === 0 || /\W/.test(entry.best[at - 1]) ? 4 : 3) : entry.rest.includes(w) ? (entry.post ? 1 : 2) : 0;
      if (!one) { rank = 0; break; }
      rank += one;
    }
    if (rank) ranked.push([rank, entry]);
  }
  state.hits = ranked.sort((a, b) => b[0] - a[0]).map(([, entry]) => entry);
  state.found = new Set(state.hits.map((h) => h.id));
  state.at = 0;
  listHits();
  redraw();
  if (keep) { keepAddress(); if (state.query) announce(say("{count} found", { count: state.hits.length })); }
};
const SHOWN = 40;
const fold = () => { hitList.hidden = true; search.setAttribute("aria-expanded", "false"); };
const listHits = () => {
  const open = state.query !== "" && document.activeElement === search;
  hitList.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  if (!open) return;
  const rows = state.hits.slice(0, SHOWN).map((hit, n) => {
    const li = document.createElement("li"), small = document.createElement("small");
    li.id = `hit-${n}`; li.role = "option"; li.dataset.hit = String(n);
    if (hit.post) {
      li.append(get(hit.id).querySelector("h3")?.textContent ?? "");
      if (data.lang.thread) small.lang = data.lang.thread;
      const text = (get(hit.id).querySelector(".words")?.textContent ?? ""), at = Math.max(0, text.toLowerCase().indexOf(state.words[0]) - 30);
      small.dir = "auto";
      small.textContent = `${at ? "… " : ""}${text.slice(at, at + 90)}`;
    } else {
      const item = v.items.get(hit.id), up = (v.above.get(hit.id) ?? [])[0];
      li.append(theirs("span", `${item.head[0].split(" ")[0]} ${item.name ?? item.text}`));
      small.textContent = [up ? say("below: {name}", { name: v.isolated(title(up)) }) : "", v.boxes.has(hit.id) ? "" : say("collapsed")].filter(Boolean).join(" · ");
    }
    li.append(document.createElement("br"), small);
    return li;
  });
  const end = document.createElement("li");
  end.className = "end";
  end.textContent = state.hits.length > SHOWN ? say("{count} more", { count: state.hits.length - SHOWN }) : state.hits.length ? "" : say("Nothing has these words.");
  hitList.replaceChildren(...rows, ...(end.textContent ? [end] : []));
  mark();
};
const mark = () => {
  for (const li of all("#hits li")) li.setAttribute("aria-selected", String(li.id === `hit-${state.at}`));
  search.setAttribute("aria-activedescendant", state.hits.length ? `hit-${state.at}` : "");
  get(`hit-${state.at}`)?.scrollIntoView({ block: "nearest" });
};
/** @param {number} n */
const openHit = (n) => {
  const hit = state.hits[n];
  if (!hit) return;
  if (hit.post) location.hash = `p=${encodeURIComponent(hit.id.slice(2))}`; else visit(hit.id);
  state.at = (n + 1) % Math.min(state.hits.length, SHOWN);
  fold();
};
search.addEventListener("input", () => find());
search.addEventListener("focus", listHits);
search.addEventListener("blur", () => setTimeout(listHits, 150));
search.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
  const many = Math.min(state.hits.length, SHOWN);
  if (e.key === "Enter") openHit(state.at);
  else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && many) { if (hitList.hidden) listHits(); else { state.at = (state.at + (e.key === "ArrowDown" ? 1 : many - 1)) % many; mark(); } e.preventDefault(); }
  else if (e.key === "Escape") { search.value = ""; find(); search.blur(); stage.focus(); }
});
hitList.addEventListener("mousedown", (/** @type {MouseEvent} */ e) => { const li = nearest(e, "[data-hit]"); if (li) { e.preventDefault(); openHit(Number(li.dataset.hit)); } });
for (const s of choices) s.addEventListener("change", () => { redraw(); keepAddress(); announce(get("count").textContent); });
