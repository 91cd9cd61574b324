// @ts-check
// What lines have in common on all screens: which are drawn, in which order joints are settled, and what is remembered of each.

/** @typedef {import("./layout.js").Box} Box */
/** @typedef {import("./layout.js").Relation} Relation */
/** @typedef {import("./layout.js").Edge} Edge */
/** @typedef {import("./layout.js").Joint} Joint */
/** @typedef {{x: number, y: number}} Point */

/** The length of an arrowhead, which its line does not enter. @param {string} kind */
export const lengthOf = (kind) => (kind === "attack" || kind === "undercut" ? 4 : kind === "support" || kind === "rephrase" || kind === "explains" ? 9 : 0);

/** @param {Map<string, Box>} boxes @param {Relation[]} given @param {{exists: (id: string) => boolean}} state */
export const sorted = (boxes, given, state) => {
  const relations = new Map(given.map((r) => [r.id, r]));
  const end = (/** @type {string} */ id) => { let r = relations.get(id), seen = 0; while (r && seen++ < 99) { id = r.target; r = relations.get(id); } return id; };
  const shown = given.filter((r) => state.exists(r.id) && r.premises.every((p) => boxes.has(p)) && (boxes.has(r.target) || relations.has(r.target)) && boxes.has(end(r.target)));
  const jointed = new Set(shown.map((r) => r.target).filter((id) => relations.has(id)));
  // A relation on a relation comes after that one, which may itself end on one.
  const known = new Set(boxes.keys()), ordered = /** @type {Relation[]} */ ([]);
  for (let todo = shown, before = Infinity; todo.length < before;) {
    before = todo.length;
    todo = todo.filter((r) => { if (!known.has(r.target)) return true; known.add(r.id); ordered.push(r); return false; });
  }
  /** What hangs on a box without being a reason: sub-issues, and theses as answers. @type {Relation[]} */ const hanging = [];
  for (const [id, box] of boxes) if (box.item.parent && boxes.has(box.item.parent)) {
    const css = box.item.kind === "issue" ? "below" : `answers${/** @type {any} */ (box.item).chosen ? " chosen" : ""}`;
    hanging.push({ id: `${id}--${css.split(" ")[0]}`, kind: css, css, premises: [id], target: box.item.parent });
  }
  return { all: [...hanging, ...ordered], end, needsJoint: (/** @type {Relation} */ r) => r.premises.length > 1 || jointed.has(r.id) };
};
/** Where what is drawn is written down. @param {(id: string) => string} end */
export const record = (end) => {
  const edges = /** @type {Edge[]} */ ([]), joints = /** @type {Joint[]} */ ([]), bounds = [Infinity, Infinity, -Infinity, -Infinity];
  const ends = (/** @type {Relation} */ r) => [...r.premises, end(r.target)];
  /** @param {number} x @param {number} y */
  const reach = (x, y) => { bounds[0] = Math.min(bounds[0], x); bounds[1] = Math.min(bounds[1], y); bounds[2] = Math.max(bounds[2], x); bounds[3] = Math.max(bounds[3], y); };
  return {
    lines: { edges, joints, bounds }, reach,
    /** @param {Relation} r @param {string} d @param {Point} head @param {number} turn @param {Point} [tail] where a rephrase begins @param {number} [back] */
    arrow: (r, d, head, turn, tail, back = 180) => { const double = tail && r.kind === "rephrase"; edges.push({ r, id: `e-${r.id}`, css: r.css, d, head: lengthOf(r.kind) ? r.kind : "", hx: head.x, hy: head.y, turn, tail: double ? r.kind : "", tx: tail?.x ?? 0, ty: tail?.y ?? 0, back, ends: ends(r) }); },
    /** A part of a relation that ends at its joint. @param {Relation} r @param {string} p @param {string} d */
    part: (r, p, d) => { edges.push({ r, id: `e-${r.id}--${p}`, css: r.css, d, head: "", hx: 0, hy: 0, turn: 0, tail: "", tx: 0, ty: 0, back: 0, ends: ends(r) }); },
    /** @param {Relation} r @param {Point} at @param {number} h @param {boolean} flat */
    joint: (r, at, h, flat) => { joints.push({ id: r.id, css: r.css, ...at, h, flat, sign: r.sign ?? "", linked: r.premises.length > 1, ends: ends(r) }); },
  };
};
