// @ts-check
// Where the boxes of what is shown stand: from left (issues) to right (reasons).

const GAP = 14;
/** Between two columns, on wide screens. */
export const COLUMN = 62;
/** The radius of a joint without a sign. */
export const RING = 5;
/** From the left edge of a box to its first lane, and from lane to lane, on narrow screens. */
export const FIRST = 8;
const LANE = 16, LANES = 80;
/** @param {number} many lanes below a box */
export const laneStep = (many) => Math.min(LANE, LANES / Math.max(1, many));
/** A box is as high as its arrows need on its right side: what they leave free at its top, and at the sign in its corner. */
export const PORT = 16, ABOVE = 6, BELOW = 18;

/** @typedef {{id: string, kind: string, side: string, head: string[], text: string, name?: string, foot: string[], label: string, status?: string, turned?: boolean, parent?: string}} Item */
/** @typedef {{id: string, kind: string, css: string, premises: string[], target: string, sign?: string}} Relation */
/** @typedef {{item: Item, lines: {t: string, size: number, css: string, turned: boolean}[], short: string[], w: number, h: number, x: number, y: number, depth: number, up: string, kids: string[], more: number, shape: string}} Box */
/** What is drawn between boxes, and which part of the plane it takes: left, top, right, bottom. @typedef {{edges: Edge[], joints: Joint[], bounds: number[]}} Lines */
/** @typedef {{r: Relation, id: string, css: string, d: string, head: string, hx: number, hy: number, turn: number, tail: string, tx: number, ty: number, back: number, ends: string[]}} Edge */
/** @typedef {{id: string, css: string, x: number, y: number, h: number, flat: boolean, sign: string, linked: boolean, ends: string[]}} Joint */

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
// Narrow screens: one below the other, indented already.
/** @param {Map<string, Box>} boxes @param {string[]} order */
export const rows = (boxes, order) => { let y = 0; for (const id of order) { const box = /** @type {Box} */ (boxes.get(id)); box.y = y; y += box.h + GAP + (box.more || box.kids.length ? 8 : 0); } };
