// @ts-check
// Presenting: large type, one step after the other, along the argument or the thread.
import { get, last, look, root, stage, state, v } from "./core.js";
import { opening } from "./opening.js";
import { begin, relaid } from "./shown.js";
import { asOf, nextPart } from "./time.js";
import { select, visit } from "./walking.js";

export const resized = () => {
  const narrow = stage.clientWidth < 560;
  if (narrow !== look.narrow) { look.narrow = narrow; relaid(); begin(); } else v.frame();
};
const order = () => {
  const seen = new Set(), list = [], todo = [...v.roots].reverse();
  while (todo.length) { const id = todo.pop(); if (seen.has(id) || !look.exists(id)) continue; seen.add(id); list.push(id); todo.push(...[...(v.below.get(id) ?? [])].reverse()); }
  return list;
};
/** @param {number} by */
export const advance = (by) => {
  if (state.presenting === "thread") {
    const now = state.until === Infinity ? last : state.until, next = Math.min(last, Math.max(1, now + by));
    if (!nextPart(by) && next !== now) asOf(next, true, by < 0 ? Infinity : 0);
    return;
  }
  const steps = order(), next = steps[Math.min(steps.length - 1, Math.max(0, steps.indexOf(look.here) + by))];
  look.open.clear();
  const seen = new Set();
  for (let up = next; up && !seen.has(up); up = (v.above.get(up) ?? []).find(look.exists)) { seen.add(up); look.open.add(up); }
  relaid(look.here);
  visit(next, true);
};
/** @param {string} how */
export const present = (how) => {
  state.presenting = how;
  root.classList.toggle("presenting", how !== "");
  get("stop-presenting").hidden = how === "";
  resized();
  if (how) { look.scale = look.narrow ? 1 : 24 / 12; if (how === "thread") asOf(1); else { if (!look.here) look.here = v.roots[0] ?? ""; advance(0); } }
  else { asOf(Infinity, false); opening(); relaid(); begin(); if (look.here) select(look.here); }
  (how ? get("next") : get("more")?.querySelector("summary"))?.focus();
};
