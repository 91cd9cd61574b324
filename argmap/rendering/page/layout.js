// @ts-check
// Where the boxes of what is shown stand, and how the lines between them run: from left (issues) to right (reasons).
import { round } from "./shapes.js";

const GAP = 14, COLUMN = 62;
/** The radius of a joint without a sign. */
export const RING = 5;
/** So far to the right stands what is a reason, on narrow screens. */
export const INDENT = 22;

/** @typedef {{id: string, kind: string, side: string, head: string[], text: string, name?: string, foot: string[], label: string, status?: string, turned?: boolean, parent?: string}} Item */
/** @typedef {{id: string, kind: string, css: string, premises: string[], target: string, sign?: string}} Relation */
/** @typedef {{item: Item, lines: {t: string, size: number, css: string, turned: boolean}[], short: string[], w: number, h: number, x: number, y: number, depth: number, up: string, kids: string[], more: number, shape: string}} Box */
/** @typedef {{r: Relation, id: string, css: string, d: string, head: string, hx: number, hy: number, turn: number, tail: string, tx: number, ty: number, ends: string[]}} Edge */
/** @typedef {{id: string, css: string, x: number, y: number, h: number, sign: string, linked: boolean, ends: string[]}} Joint */

// Wide screens: columns, and in them subtrees that lie as close as their outlines let them.
/** @param {Map<string, Box>} boxes @param {string[]} order */
export const columns = (boxes, order) => {
  /** @type {number[]} */ const wide = [];
  for (const box of boxes.values()) wide[box.depth] = Math.max(wide[box.depth] ?? 0, box.w);
  /** @type {number[]} */ const left = [];
  wide.reduce((x, w, depth) => { left[depth] = x; return x + w + COLUMN; }, 0);
  /** @type {Map<string, {top: number[], bottom: number[]}>} */ const outlines = new Map();
  /** @param {string} id @param {number} by */
  const lower = (id, by) => { const todo = [id]; while (todo.length) { const box = /** @type {Box} */ (boxes.get(/** @type {string} */ (todo.pop()))); box.y += by; todo.push(...box.kids); } };
  /** @param {string[]} ids @returns {{top: number[], bottom: number[]}} */
  const stack = (ids) => {
    const top = /** @type {number[]} */ ([]), bottom = /** @type {number[]} */ ([]);
    for (const id of ids) {
      const own = /** @type {{top: number[], bottom: number[]}} */ (outlines.get(id));
      let by = -Infinity;
      for (const depth of own.top.keys()) if (own.top[depth] !== undefined && bottom[depth] !== undefined) by = Math.max(by, bottom[depth] + GAP - own.top[depth]);
      if (by === -Infinity) by = 0;
      if (by) lower(id, by);
      for (const depth of own.top.keys()) if (own.top[depth] !== undefined) {
        top[depth] = Math.min(top[depth] ?? Infinity, own.top[depth] + by);
        bottom[depth] = Math.max(bottom[depth] ?? -Infinity, own.bottom[depth] + by);
      }
      outlines.delete(id);
    }
    return { top, bottom };
  };
  for (const id of [...order].reverse()) {
    const box = /** @type {Box} */ (boxes.get(id)), outline = stack(box.kids);
    const ys = box.kids.map((kid) => { const b = /** @type {Box} */ (boxes.get(kid)); return b.y + b.h / 2; });
    box.x = left[box.depth];
    box.y = ys.length ? (Math.min(...ys) + Math.max(...ys)) / 2 - box.h / 2 : 0;
    outline.top[box.depth] = box.y; outline.bottom[box.depth] = box.y + box.h;
    outlines.set(id, outline);
  }
  stack(order.filter((id) => !boxes.get(id)?.up));
};
// Narrow screens: one below the other, indented.
/** @param {Map<string, Box>} boxes @param {string[]} order */
export const rows = (boxes, order) => { let y = 0; for (const id of order) { const box = /** @type {Box} */ (boxes.get(id)); box.x = box.depth * INDENT; box.y = y; y += box.h + GAP + (box.more || box.kids.length ? 8 : 0); } };

/** Lines and joints between boxes that have their places.
 * @param {Map<string, Box>} boxes @param {Relation[]} given @param {{narrow: boolean, exists: (id: string) => boolean, sign: (r: Relation) => string}} state */
export const connect = (boxes, given, state) => {
  /** @type {Edge[]} */ const edges = [];
  /** @type {Joint[]} */ const joints = [];
  const relations = new Map(given.map((r) => [r.id, r]));
  /** @type {Map<string, {x: number, y: number, free: number}>} */ const places = new Map();
  const shown = given.filter((r) => state.exists(r.id) && r.premises.every((p) => boxes.has(p)) && (boxes.has(r.target) || relations.has(r.target)));
  /** @type {Map<string, number>} */ const arrivals = new Map();
  const count = new Map();
  for (const r of shown) count.set(r.target, (count.get(r.target) ?? 0) + 1);
  const jointed = new Set(shown.filter((r) => relations.has(r.target)).map((r) => r.target));
  const end = (/** @type {string} */ id) => { let r = relations.get(id), seen = 0; while (r && seen++ < 99) { id = r.target; r = relations.get(id); } return id; };
  // Ends on an item are spread over its right side in the order of where they come from.
  const ordered = [...shown].sort((a, b) => Math.min(...a.premises.map((p) => boxes.get(p)?.y ?? 0)) - Math.min(...b.premises.map((p) => boxes.get(p)?.y ?? 0)));
  for (const r of ordered) {
    const target = boxes.get(r.target);
    if (!target) continue;
    const all = count.get(r.target), n = arrivals.get(r.target) ?? 0;
    arrivals.set(r.target, n + 1);
    const y = state.narrow ? target.y + target.h - Math.min(14, target.h / 2) : target.y + target.h * (n + 1) / (all + 1);
    places.set(r.id, { x: state.narrow ? target.x + 8 : target.x + target.w, y: state.narrow ? target.y + target.h : y, free: 0 });
  }
  const from = (/** @type {Box} */ b) => (state.narrow ? { x: b.x, y: b.y + Math.min(16, b.h / 2) } : { x: b.x, y: b.y + b.h / 2 });
  /** @param {{x: number, y: number}} a @param {{x: number, y: number}} b @param {number} [gap] */
  const curve = (a, b, gap = 0) => {
    if (state.narrow) return `M${round(a.x)},${round(a.y)}H${round(b.x)}V${round(b.y + gap)}`;
    const bx = b.x + gap, dx = Math.max(24, Math.abs(a.x - bx) / 2);
    return `M${round(a.x)},${round(a.y)}C${round(a.x - dx)},${round(a.y)} ${round(bx + dx)},${round(b.y)} ${round(bx)},${round(b.y)}`;
  };
  /** @param {Relation} r @param {string} id @param {string} d @param {string[]} ends */
  const line = (r, id, d, ends, head = "", hx = 0, hy = 0, turn = 0, tail = "", tx = 0, ty = 0) => edges.push({ r, id, css: r.css, d, head, hx, hy, turn, tail, tx, ty, ends });
  /** @type {Map<string, {x: number, y: number}>} */ const rings = new Map();
  const settle = (/** @type {Relation} */ r) => {
    const there = places.get(r.id);
    if (!there || (!jointed.has(r.id) && r.premises.length === 1)) return;
    const ys = r.premises.map((p) => from(/** @type {Box} */ (boxes.get(p))).y);
    const y = state.narrow ? (Math.min(...ys) + there.y) / 2 : there.y + ((Math.min(...ys) + Math.max(...ys)) / 2 - there.y) * 0.4;
    const nearest = Math.min(...r.premises.map((p) => /** @type {Box} */ (boxes.get(p)).x));
    const x = there.free ? (there.x + nearest) / 2 : there.x + COLUMN * 0.5;
    rings.set(r.id, { x: state.narrow ? there.x : x, y: there.free && !state.narrow ? there.y + Math.sign((Math.min(...ys) || there.y) - there.y || 1) * 26 : y });
  };
  for (const r of shown) settle(r);
  // A relation on a relation ends at the joint of that one, which may itself end on a joint.
  for (let todo = shown.filter((r) => relations.has(r.target)), before = Infinity; todo.length && todo.length < before;) {
    before = todo.length;
    todo = todo.filter((r) => {
      const ring = rings.get(r.target);
      if (!ring) return true;
      places.set(r.id, { x: ring.x, y: ring.y, free: 1 });
      settle(r);
      return false;
    });
  }
  for (const r of shown) {
    const there = places.get(r.id);
    if (!there) continue;
    const ring = rings.get(r.id), ends = [...r.premises, end(r.target)], linked = r.premises.length > 1, start = r.kind === "rephrase" ? "rephrase" : "";
    const size = r.kind === "attack" || r.kind === "undercut" ? 4 : 9;
    const onRing = there.free === 1, first = from(/** @type {Box} */ (boxes.get(r.premises[0])));
    if (ring) {
      joints.push({ id: r.id, css: r.css, x: ring.x, y: ring.y, h: linked ? 22 : RING * 2, sign: state.sign(r), linked, ends });
      for (const p of r.premises) line(r, `e-${r.id}--${p}`, curve(from(/** @type {Box} */ (boxes.get(p))), ring), ends);
      line(r, `e-${r.id}`, state.narrow ? `M${round(ring.x)},${round(ring.y)}V${round(there.y + size)}` : curve(ring, there, size), ends, r.kind, there.x, there.y, state.narrow ? 90 : 0);
    } else if (onRing) {
      const up = there.y < first.y ? 1 : -1, y = there.y + up * (RING + 3);
      const d = state.narrow ? `M${round(first.x)},${round(first.y)}H${round(there.x + RING + 3)}` : `M${round(first.x)},${round(first.y)}C${round(first.x - 26)},${round(first.y)} ${round(there.x)},${round(y + up * 26)} ${round(there.x)},${round(y + up * size)}`;
      line(r, `e-${r.id}`, d, ends, r.kind, state.narrow ? there.x + RING + 3 : there.x, state.narrow ? first.y : y, state.narrow ? 0 : 90 * up);
    } else line(r, `e-${r.id}`, curve(first, there, size), ends, r.kind, there.x, there.y, state.narrow ? 90 : 0, start, first.x, first.y);
  }
  for (const [id, box] of boxes) {
    const up = box.item.parent && boxes.get(box.item.parent);
    if (!up) continue;
    const css = box.item.kind === "issue" ? "below" : `answers${/** @type {any} */ (box.item).chosen ? " chosen" : ""}`;
    const b = state.narrow ? { x: up.x + 8, y: up.y + up.h } : { x: up.x + up.w, y: up.y + up.h / 2 };
    line({ id, kind: css, css, premises: [], target: "" }, `e-${id}--${css.split(" ")[0]}`, curve(from(box), b), [id, box.item.parent ?? ""]);
  }
  return { edges, joints };
};
