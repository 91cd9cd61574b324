// @ts-check
// The map as of a post: the slider, the play button, and what each post changed.
import { keepAddress } from "./address.js";
import { announce, get, last, look, posts, root, state, supposed, title, v } from "./core.js";
import { brought, turnedBy } from "./moment.js";
import { say } from "./say.js";
import { relaid } from "./shown.js";
import { reread, tab, unfold } from "./walking.js";
import { supposing } from "./whatif.js";

/** How large things are presented: type of 12 is 24 then, and coordinates are rounded. */ const LARGE = 2.01;
const NAMED = 4;
/** @param {string[]} ids */
const some = (ids) => { const names = ids.slice(0, NAMED).map((id) => v.isolated(title(id))).join(", "), more = ids.length - NAMED; return more > 0 ? say("{names} and {count} more", { names, count: more }) : names; };
/** What a post changed, in one line. @param {number} n */
const changes = (n) => {
  const fresh = brought(n), otherwise = turnedBy(n);
  const words = [...(fresh.length ? [say("new: {names}", { names: some(fresh) })] : []), ...(otherwise.length ? [say("now judged otherwise: {names}", { names: some(otherwise) })] : [])].join("; ");
  return words ? `${words[0].toUpperCase()}${words.slice(1)}.` : say("This post changes nothing in the map.");
};
/** What a post brought, or else turned. @param {number} n @returns {string[]} */
const changed = (n) => { const fresh = brought(n); return (fresh.length ? fresh : turnedBy(n)).filter(look.exists); };
/** Open the branches of what a post brought or turned, and centre it. @param {number} n */
const showNew = (n) => {
  const ids = changed(n);
  if (!ids.length) return;
  ids.forEach(unfold);
  relaid();
  v.centre(ids, 1.3);
};
/** Items alone with what they hang on, in type for a room. @param {string[]} ids @returns {boolean} whether they fit */
const alone = (ids) => {
  look.open.clear();
  look.only = new Set(ids.flatMap(unfold));
  v.update();
  return v.centre(ids, LARGE, look.narrow ? 1 : LARGE) > 1;
};
/** What a post brought or turned, in as many parts as fit on the screen in type for a room. @param {number} n */
const partsOf = (n) => {
  /** @type {string[][]} */ const parts = [];
  for (const id of changed(n)) {
    const last = parts.at(-1);
    if (last && alone([...last, id])) last.push(id); else parts.push([id]);
  }
  return parts;
};
/** Present the next part of a post, if it has one. @param {number} by @returns {boolean} whether it has */
export const nextPart = (by) => {
  const part = state.part + by;
  if (part < 0 || part >= state.parts) return false;
  presentPart(state.until === Infinity ? last : state.until, part);
  return true;
};
/** @param {number} n @param {number} wanted */
const presentPart = (n, wanted) => {
  const parts = partsOf(n), part = Math.min(wanted, Math.max(0, parts.length - 1));
  state.parts = Math.max(1, parts.length); state.part = part;
  get("moment").textContent = changes(n) + (parts.length > 1 ? ` (${part + 1}/${parts.length})` : "");
  if (parts.length) alone(parts[part]);
  relaid();
};
const slider = get("time");
/** @param {number} until @param {boolean} [byHand] @param {number} [part] which part of the post is presented */
export const asOf = (until, byHand = true, part = 0) => {
  state.until = until >= last ? Infinity : until;
  if (supposed.size && state.until !== Infinity) { supposed.clear(); supposing(); }
  const now = state.until === Infinity, n = now ? last : until;
  if (slider) { slider.value = String(n); get("now").textContent = now ? say("all {count}", { count: last }) : say("{n} of {count}", { n, count: last }); }
  root.classList.toggle("then", !now);
  look.only = null;
  reread();
  relaid(look.here);
  const words = now && !state.presenting ? "" : changes(n);
  get("moment").textContent = words;
  v.frame();
  if (!byHand) return;
  if (state.presenting === "thread") presentPart(n, part); else if (!now) showNew(n);
  const post = posts.find((p) => p.dataset.n === String(n));
  for (const p of posts) p.classList.toggle("here", p === post && !now);
  if (post && !now) { tab("thread"); post.scrollIntoView({ block: "center" }); }
  keepAddress();
  if (!now) announce(`${post?.querySelector("h3")?.textContent ?? ""}: ${words}`);
};
slider?.addEventListener("input", () => { stop(); asOf(Number(slider.value)); });
let playing = 0;
const stop = () => { clearInterval(playing); playing = 0; const b = get("play"); if (b) { b.textContent = "▶"; b.setAttribute("aria-label", say("Play the thread post by post")); } };
get("play")?.addEventListener("click", () => {
  if (playing) { stop(); return; }
  let n = state.until === Infinity ? 0 : state.until;
  const step = () => { n += 1; asOf(n); if (n >= last) stop(); };
  playing = window.setInterval(step, Number(get("pace").value));
  get("play").textContent = "❚❚"; get("play").setAttribute("aria-label", say("Pause"));
  step();
});
get("pace")?.addEventListener("change", () => { if (playing) { get("play").click(); get("play").click(); } });
