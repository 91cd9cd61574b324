// @ts-check
// The map as of a post: the slider, the play button, and what each post changed.
import { keepAddress } from "./address.js";
import { announce, get, last, look, posts, root, state, supposed, title, v } from "./core.js";
import { brought, turnedBy } from "./moment.js";
import { say } from "./say.js";
import { relaid } from "./shown.js";
import { reread, tab, unfold } from "./walking.js";
import { supposing } from "./whatif.js";

const NAMED = 4;
/** @param {string[]} ids */
const some = (ids) => { const names = ids.slice(0, NAMED).map((id) => v.isolated(title(id))).join(", "), more = ids.length - NAMED; return more > 0 ? say("{names} and {count} more", { names, count: more }) : names; };
/** What a post changed, in one line. @param {number} n */
const changes = (n) => {
  const fresh = brought(n), otherwise = turnedBy(n);
  const words = [...(fresh.length ? [say("new: {names}", { names: some(fresh) })] : []), ...(otherwise.length ? [say("now judged otherwise: {names}", { names: some(otherwise) })] : [])].join("; ");
  return words ? `${words[0].toUpperCase()}${words.slice(1)}.` : say("This post changes nothing in the map.");
};
/** Open the branches of what a post brought or turned, and centre it. @param {number} n */
const showNew = (n) => {
  const fresh = brought(n), ids = (fresh.length ? fresh : turnedBy(n)).filter(look.exists);
  if (!ids.length) return;
  if (state.presenting) look.open.clear();
  const way = ids.flatMap(unfold);
  for (look.only = null; ; look.only = new Set(way)) { // alone with what they hang on, if they do not fit among the others
    relaid();
    if (v.centre(ids, state.presenting ? 2 : 1.3) || look.only || !state.presenting) return;
  }
};
const slider = get("time");
/** @param {number} until @param {boolean} [byHand] */
export const asOf = (until, byHand = true) => {
  state.until = until >= last ? Infinity : until;
  if (supposed.size && state.until !== Infinity) { supposed.clear(); supposing(); }
  const now = state.until === Infinity, n = now ? last : until;
  if (slider) { slider.value = String(n); get("now").textContent = now ? say("all {count}", { count: last }) : say("{n} of {count}", { n, count: last }); }
  root.classList.toggle("then", !now);
  look.only = null;
  reread();
  relaid(look.here);
  const words = now ? "" : changes(n);
  get("moment").textContent = words;
  v.frame();
  if (!byHand) return;
  if (!now) showNew(n);
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
