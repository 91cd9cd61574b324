// @ts-check
// Lines on narrow screens, where boxes stand one below the other: in lanes left of what is indented, one for each kind of
// relation (those with a joint have their own), and at the left margin where something stands elsewhere.
import { FIRST, RING, laneStep } from "./layout.js";
import { lengthOf, record, sorted } from "./lines.js";
import { round } from "./shapes.js";

const MARGIN = 14, TRACK = 9, FROM = 16, NEXT = 16;

/** @typedef {import("./layout.js").Box} Box */
/** @typedef {import("./layout.js").Relation} Relation */
/** @typedef {import("./lines.js").Point} Point */

/** @param {Map<string, Box>} boxes @param {Relation[]} given @param {{exists: (id: string) => boolean}} state @param {(id: string) => string[]} lanesOf @param {(r: Relation) => string} laneOf @returns {import("./layout.js").Lines} */
export const tall = (boxes, given, state, lanesOf, laneOf) => {
  const { all, end, needsJoint } = sorted(boxes, given, state), { lines, reach, arrow, part, joint } = record(end);
  const box = (/** @type {string} */ id) => /** @type {Box} */ (boxes.get(id));
  const from = (/** @type {string} */ id) => { const b = box(id); return { x: b.x, y: b.y + Math.min(FROM, b.h / 2) }; };
  /** @type {[number, number][][]} */ const margin = [];
  /** A lane at the margin that is free between two heights. @param {number} a @param {number} b */
  const beside = (a, b) => {
    const low = Math.min(a, b), high = Math.max(a, b);
    let n = margin.findIndex((lane) => lane.every(([l, h]) => h + NEXT < low || l - NEXT > high));
    if (n < 0) n = margin.push([]) - 1;
    margin[n].push([low, high]);
    const x = -MARGIN - TRACK * n;
    reach(x - TRACK, low);
    return x;
  };
  /** @type {Map<string, number>} */ const sides = new Map();
  /** @type {Map<string, Point & {out: boolean}>} */ const rings = new Map();
  for (const r of all) {
    const id = end(r.target), target = box(id), on = rings.get(r.target), size = lengthOf(r.kind);
    if (!on && !boxes.has(r.target)) continue;
    const inside = r.premises.filter((p) => box(p).up === id), out = !inside.length || on?.out === true;
    const first = from(out ? r.premises[0] : inside[0]), lanes = lanesOf(id);
    /** Where the arrow ends. @type {Point} */ let there;
    if (on) there = { x: on.x, y: on.y };
    else if (out) { const n = sides.get(id) ?? 0; sides.set(id, n + 1); there = { x: target.x, y: target.y + Math.min(target.h - 6, FROM + NEXT * (n + 1)) }; }
    else there = { x: 0, y: target.y + target.h };
    const x = out ? beside(there.y, first.y) : target.x + FIRST + laneStep(lanes.length) * Math.max(0, lanes.indexOf(laneOf(r)));
    if (!on && !out) there.x = x;
    const sign = on && x < on.x ? -1 : 1, gap = sign * (RING + 3), up = !on && !out;
    const turn = up ? 90 : on ? (sign > 0 ? 0 : 180) : 180, head = on ? { x: on.x + gap, y: on.y } : there;
    /** From the lane to the end. */
    const last = up ? `V${round(there.y + size)}` : `V${round(head.y)}H${round(head.x + (turn ? -size : size))}`;
    if (needsJoint(r)) {
      const ring = { x, y: up ? Math.max((first.y + there.y + size) / 2, there.y + FROM) : (first.y + there.y) / 2 };
      rings.set(r.id, { ...ring, out });
      joint(r, ring, r.premises.length > 1 ? 14 : RING * 2, true);
      for (const p of r.premises) {
        const a = from(p), lane = box(p).up === id || out ? x : beside(a.y, ring.y);
        part(r, p, `M${round(a.x)},${round(a.y)}H${round(lane)}V${round(ring.y)}${lane === x ? "" : `H${round(x)}`}`);
      }
      arrow(r, `M${round(x)},${round(ring.y)}${last}`, head, turn);
    } else arrow(r, `M${round(first.x)},${round(first.y)}H${round(x)}${last}`, head, turn, first);
  }
  return lines;
};
