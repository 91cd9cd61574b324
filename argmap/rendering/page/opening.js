// @ts-check
// The first view: issues, theses, and level by level the branches with most below them, while there are few nodes. A thesis
// that all have given up is closed, as long as there is another: the discussion does not turn on it any more.
import { look, stage, v } from "./core.js";

const MANY = 30;
/** @type {Map<string, number>} */ const weights = new Map();
/** @param {string} id @returns {number} */
const weight = (id) => {
  if (!weights.has(id)) {
    const seen = new Set([id]), todo = [id];
    while (todo.length && seen.size < 500) for (const kid of v.below.get(/** @type {string} */ (todo.pop())) ?? []) if (!seen.has(kid)) { seen.add(kid); todo.push(kid); }
    weights.set(id, seen.size - 1);
  }
  return weights.get(id) ?? 0;
};
/** @param {number} many */
const openSome = (many) => {
  look.open.clear();
  const shown = new Set(v.roots), theses = [...v.items.values()].filter((i) => i.kind === "thesis"), allLeft = theses.every((i) => i.left);
  let level = [...v.roots];
  while (level.length) {
    /** @type {string[]} */ const next = [];
    const top = (/** @type {string} */ id) => ["issue", "thesis"].includes(v.items.get(id).kind);
    for (const id of level.sort((a, b) => Number(top(b)) - Number(top(a)) || weight(b) - weight(a))) {
      const kids = (v.below.get(id) ?? []).filter((/** @type {string} */ k) => look.exists(k));
      const fresh = kids.filter((/** @type {string} */ k) => !shown.has(k));
      if (!kids.length || (v.items.get(id).left && !allLeft) || (v.items.get(id).kind !== "issue" && shown.size + fresh.length > many)) continue;
      look.open.add(id);
      fresh.forEach((/** @type {string} */ k) => shown.add(k));
      next.push(...fresh);
    }
    level = next;
  }
};
/** As many as let somebody see the answers together: what is far above or below the screen is opened by hand. */
export const opening = () => {
  for (const many of [MANY, 24, 18, 14, 10]) {
    openSome(many);
    v.update();
    const tops = [...v.boxes.values()].filter((b) => b.item.kind === "thesis" && b.item.parent === v.roots[0]);
    const from = Math.min(...tops.map((b) => b.y)), to = Math.max(...tops.map((b) => b.y + b.h));
    if (!tops.length || to - from < stage.clientHeight - 80) return;
  }
};
