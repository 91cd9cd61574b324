// @ts-check
// Lines on wide screens: from the left side of a reason to the right side of its target, each to a place of its own, up and
// down only between the columns, and through a column where it has no box.
import { ABOVE, BELOW, COLUMN, RING } from "./layout.js";
import { lengthOf, record, sorted } from "./lines.js";
import { round } from "./shapes.js";

const HALF = COLUMN / 2, APART = 5, CLEAR = 3, SIDE = 26;

/** @typedef {import("./layout.js").Box} Box */
/** @typedef {import("./layout.js").Relation} Relation */
/** @typedef {import("./lines.js").Point} Point */

/** Where lines can pass through a column. @param {Box[]} column from top to bottom */
const gaps = (column) => {
  const between = column.map((b, n) => ({ from: n ? column[n - 1].y + column[n - 1].h : -1e6, to: b.y, used: /** @type {number[]} */ ([]) }));
  const low = column[column.length - 1];
  between.push({ from: low.y + low.h, to: 1e6, used: [] });
  const open = between.filter((gap) => gap.to - gap.from > 2 * CLEAR);
  /** The nearest free height. @param {number} y */
  return (y) => {
    let best = open[0], at = y, far = Infinity;
    for (const gap of open) {
      const near = Math.min(Math.max(y, gap.from + CLEAR + 1), gap.to - CLEAR - 1);
      if (Math.abs(near - y) < far) { best = gap; at = near; far = Math.abs(near - y); }
    }
    for (let n = 0; n < 40; n += 1) { // beside the lines that are there already
      const other = at + (n % 2 ? -1 : 1) * Math.ceil(n / 2) * APART;
      if (other >= best.from + CLEAR && other <= best.to - CLEAR && best.used.every((u) => Math.abs(u - other) >= APART)) { at = other; break; }
    }
    best.used.push(at);
    return at;
  };
};
/** @param {Map<string, Box>} boxes @param {Relation[]} given @param {{exists: (id: string) => boolean}} state @returns {import("./layout.js").Lines} */
export const wide = (boxes, given, state) => {
  const { all, end, needsJoint } = sorted(boxes, given, state), { lines, reach, arrow, part, joint } = record(end);
  const box = (/** @type {string} */ id) => /** @type {Box} */ (boxes.get(id));
  /** @type {Box[][]} */ const columns = [];
  for (const b of boxes.values()) (columns[b.depth] ??= []).push(b);
  const left = columns.map((column) => column[0].x), right = columns.map((column) => Math.max(...column.map((b) => b.x + b.w)));
  const free = columns.map((column) => gaps(column.sort((a, b) => a.y - b.y)));
  /** The path from an item to the right edge of a column, up to its last curve, and where that begins. @param {Box} b @param {number} depth @param {number} y */
  const way = (b, depth, y) => {
    const back = b.depth <= depth, way = { d: "", at: { x: b.x, y: b.y + b.h / 2 }, back, start: { x: 0, y: 0 } };
    if (back) way.at = { x: b.x + b.w, y: b.y + 10 };
    way.start = way.at;
    way.d = `M${round(way.at.x)},${round(way.at.y)}`;
    const to = (/** @type {number} */ x, /** @type {number} */ h) => {
      const { x: fx, y: fy } = way.at, bend = (x - fx) / 2;
      way.d += fy === h ? `H${round(x)}` : `C${round(fx + bend)},${round(fy)} ${round(x - bend)},${round(h)} ${round(x)},${round(h)}`;
      way.at = { x, y: h }; reach(x, h);
    };
    if (back) { to(right[b.depth], way.at.y); for (let n = b.depth + 1; n <= depth; n += 1) { const h = free[n](y); to(left[n], h); to(right[n], h); } }
    else for (let n = b.depth - 1; n > depth; n -= 1) { const h = free[n](y); to(right[n], h); to(left[n], h); }
    return way;
  };
  /** A curve between two points beside a column. @param {Point} a @param {Point} b @param {boolean} back */
  const bend = (a, b, back) => {
    const out = back ? Math.max(a.x, b.x) + HALF : (a.x + b.x) / 2, other = back ? out : (a.x + b.x) / 2;
    reach(out, a.y);
    return a.y === b.y && !back ? `H${round(b.x)}` : `C${round(out)},${round(a.y)} ${round(other)},${round(b.y)} ${round(b.x)},${round(b.y)}`;
  };
  // Ends on an item are spread over its right side in the order of where they come from; answers end together.
  /** @type {Map<string, Map<string, number>>} */ const arrivals = new Map();
  const port = (/** @type {Relation} */ r) => (lengthOf(r.kind) ? r.id : r.kind);
  for (const r of all) if (boxes.has(r.target)) {
    const there = arrivals.get(r.target) ?? new Map(), y = Math.min(...r.premises.map((p) => box(p).y));
    there.set(port(r), Math.min(there.get(port(r)) ?? Infinity, y));
    arrivals.set(r.target, there);
  }
  /** @type {Map<string, Point>} */ const places = new Map();
  for (const [id, there] of arrivals) {
    const b = box(id), order = [...there].sort((x, y) => x[1] - y[1]);
    order.forEach(([name], n) => {
      const y = order.length === 1 && b.h < 80 ? b.h / 2 : ABOVE + (b.h - ABOVE - BELOW) * (n + 1) / (order.length + 1);
      const slant = b.shape === "hexagon" ? 14 * Math.abs(y / (b.h / 2) - 1) : 0;
      places.set(`${id} ${name}`, { x: b.x + b.w - slant, y: b.y + y });
    });
  }
  /** @type {Map<string, Point>} */ const rings = new Map();
  for (const r of all) {
    const depth = box(end(r.target)).depth, size = lengthOf(r.kind), there = places.get(`${r.target} ${port(r)}`), on = rings.get(r.target), edge = right[depth];
    const ys = r.premises.map((p) => box(p).y + box(p).h / 2), middle = (Math.min(...ys) + Math.max(...ys)) / 2;
    /** The last part, from beside the column. @param {Point} a */
    const arrive = (a) => (there ? `${bend(a, { x: edge, y: there.y }, a.x <= edge)}H${round(there.x + size)}` : "");
    if (!there && !on) continue;
    if (needsJoint(r)) {
      const ring = there ? { x: edge + HALF, y: there.y + (middle - there.y) * 0.4 } : { x: /** @type {Point} */ (on).x + 14, y: /** @type {Point} */ (on).y + (middle < /** @type {Point} */ (on).y ? -SIDE : SIDE) };
      rings.set(r.id, ring);
      joint(r, ring, r.premises.length > 1 ? 22 : RING * 2, false);
      for (const p of r.premises) { const w = way(box(p), depth, ring.y); part(r, p, w.d + bend(w.at, ring, false)); }
      if (there) arrow(r, `M${round(ring.x)},${round(ring.y)}${arrive(ring)}`, there, 0);
      else if (on) { const up = ring.y < on.y ? -1 : 1, y = on.y + up * (RING + 3); arrow(r, `M${round(ring.x)},${round(ring.y)}C${round(ring.x)},${round(y)} ${round(on.x)},${round(ring.y)} ${round(on.x)},${round(y + up * size)}`, { x: on.x, y }, 90 * up); }
    } else {
      const w = way(box(r.premises[0]), depth, (there ?? on ?? { y: 0 }).y);
      if (there) arrow(r, w.d + arrive(w.at), there, 0, w.start, w.back ? 0 : 180);
      else if (on) { const up = w.at.y < on.y ? -1 : 1, y = on.y + up * (RING + 3); arrow(r, `${w.d}C${round(w.at.x + (w.back ? SIDE : -SIDE))},${round(w.at.y)} ${round(on.x)},${round(y + up * SIDE)} ${round(on.x)},${round(y + up * size)}`, { x: on.x, y }, 90 * up); }
    }
  }
  return lines;
};
