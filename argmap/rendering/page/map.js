// @ts-check
// The drawing of the page: what is shown is laid out anew whenever that changes, from left (issues) to right (reasons).
// It knows the data of the map and one element; what a click means, and which part is shown, is for the page to say.
import { graph } from "./graph.js";
import { ABOVE, BELOW, FIRST, PORT, RING, columns, laneStep, rows } from "./layout.js";
import { say } from "./say.js";
import { draw, headOf, outlineOf, round, tint } from "./shapes.js";
import { tall } from "./tall.js";
import { NARROWEST, balanced, isolated, turns, width, wrap } from "./text.js";
import { wide } from "./wide.js";

const PAD = 10, HEAD = 12, MOST = 400, FAR = 0.62, LEAST = 0.42, BAR = 40, WIDEST = 250;
const TEXT = /** @type {Record<string, number>} */ ({ issue: 16, thesis: 15, example: 14, claim: 14, implicit: 14, meta: 14 });

/** @typedef {import("./layout.js").Item} Item */
/** @typedef {import("./layout.js").Box} Box */

/** @param {{items: Item[], relations: import("./layout.js").Relation[]}} data @param {HTMLElement} stage @param {SVGSVGElement} svg */
export const view = (data, stage, svg) => {
  // The language of the map where it is not that of the page, and then that of the page.
  const foreign = /** @type {any} */ (data).lang?.map ?? "", own = foreign && document.documentElement.lang;
  const { items, relations, onto, arriving, below, above, roots } = graph(data);

  const state = {
    open: /** @type {Set<string>} */ (new Set()), only: /** @type {Set<string> | null} */ (null), here: "", scale: 1, x: 0, y: 0, narrow: false,
    exists: /** @type {(id: string) => boolean} */ (() => true), dim: /** @type {(id: string) => boolean} */ (() => false),
    look: /** @type {(item: Item) => Item} */ ((item) => item), sign: (/** @type {import("./layout.js").Relation} */ r) => r.sign ?? "",
  };
  /** @type {Map<string, Box>} */ let boxes = new Map();
  /** @type {string[]} */ let order = [];
  /** @type {import("./layout.js").Edge[]} */ let edges = [];
  /** @type {import("./layout.js").Joint[]} */ let joints = [];
  let size = { x: 0, y: 0, w: 1, h: 1 };

  const root = draw("g", { id: "argmap", class: "graph" }), under = draw("g", { class: "edges" }), over = draw("g", { class: "nodes" });
  root.append(under, over);
  svg.replaceChildren(root);
  /** @type {Map<string, SVGElement>} */ const drawn = new Map();

  // Boxes: how large an item is, from its texts.
  /** @param {string} id @param {number} most @returns {Box} */
  const boxOf = (id, most) => {
    const item = state.look(/** @type {Item} */ (items.get(id))), type = TEXT[item.kind] ?? 14, bold = item.kind === "issue" || item.kind === "thesis";
    /** @type {Box["lines"]} */ const lines = [];
    const put = (/** @type {string[]} */ texts, /** @type {number} */ of, /** @type {string} */ css) => { const turned = turns(texts.join(" ")); for (const t of texts) lines.push({ t, size: of, css, turned }); };
    item.head.forEach((t, i) => { if (t) put(wrap(t, most, HEAD, i === 0), HEAD, i === 0 ? "kind" : "who"); });
    if (item.name) put(balanced(item.name, most, type, true), type, "words b");
    put(balanced(item.text, most, type, bold), type, bold ? "words b" : "words");
    for (const t of item.foot) put(wrap(t, most, HEAD, true), HEAD, "foot");
    const widest = Math.max(NARROWEST, ...lines.map((l) => width(l.t, l.size, /kind|foot|b$/.test(l.css))));
    const shape = item.status === "out" ? "octagon" : item.status === "undecided" ? "hexagon" : item.kind === "example" ? "note" : item.kind === "issue" || item.kind === "meta" ? "square" : "rounded";
    const side = shape === "hexagon" ? 22 : shape === "octagon" ? 16 : PAD;
    const w = Math.ceil(widest) + 2 * side, ends = state.narrow ? 0 : (onto.get(id) ?? []).filter((r) => state.exists(r.id)).length;
    const h = Math.max(lines.reduce((sum, l) => sum + l.size * 1.3, 0) + 2 * PAD, ends && ABOVE + BELOW + PORT * (ends + 2));
    return { item, lines, short: wrap(item.label, w - 8, 22, true).slice(0, Math.max(1, Math.floor(h / 24))), w, h, x: 0, y: 0, depth: 0, up: "", kids: [], more: 0, shape };
  };

  // On narrow screens the lines below a box have lanes: one for each kind, and one for each relation that has a joint.
  /** @param {import("./layout.js").Relation} r */
  const laneOf = (r) => (r.premises.length > 1 || relations.has(r.target) || (onto.get(r.id) ?? []).some((o) => state.exists(o.id)) ? r.id : `${r.kind} ${r.css}`);
  /** @type {Map<string, string[]>} */ const lanes = new Map();
  /** @param {string} id */
  const lanesOf = (id) => {
    if (!lanes.has(id)) {
      const hanging = new Set((below.get(id) ?? []).map((kid) => items.get(kid)).filter((kid) => kid?.parent === id).map((kid) => (kid?.kind === "issue" ? "below below" : /** @type {any} */ (kid).chosen ? "answers chosen answers chosen" : "answers answers")));
      lanes.set(id, [...new Set([...hanging, ...arriving(id).filter((r) => state.exists(r.id)).map(laneOf)])]);
    }
    return /** @type {string[]} */ (lanes.get(id));
  };

  /** What hangs on nothing: as of an early post also what is a reason for something that nobody has said yet. */ let tops = roots;
  // The tree of what is shown: an item stands once, right of the first that it is a reason for.
  const build = () => {
    tops = [...roots.filter(state.exists), ...data.items.flatMap(({ id }) => (!roots.includes(id) && state.exists(id) && !above.get(id)?.some(state.exists) ? [id] : []))];
    const most = state.narrow ? Math.max(NARROWEST, Math.min(WIDEST * 1.6, stage.clientWidth - 2 * PAD - 60)) : WIDEST;
    boxes = new Map(); order = []; lanes.clear();
    /** @type {[string, string, number][]} */ const todo = [...tops].reverse().map((id) => [id, "", 0]);
    while (todo.length) {
      const [id, up, depth] = /** @type {[string, string, number]} */ (todo.pop());
      if (boxes.has(id)) continue;
      const above = boxes.get(up), x = above && state.narrow ? above.x + FIRST + laneStep(lanesOf(up).length) * lanesOf(up).length : 0;
      const box = boxOf(id, Math.max(NARROWEST, most - x));
      box.x = x;
      box.up = up; box.depth = depth;
      boxes.set(id, box); order.push(id);
      if (up) /** @type {Box} */ (boxes.get(up)).kids.push(id);
      if (state.open.has(id)) for (const kid of (below.get(id) ?? []).filter((kid) => state.exists(kid) && (state.only?.has(kid) ?? true)).reverse()) todo.push([kid, id, depth + 1]);
    }
    for (const [id, box] of boxes) box.more = state.open.has(id) ? 0 : (below.get(id) ?? []).filter((kid) => state.exists(kid) && !boxes.has(kid)).length;
  };

  /** @param {string} id @param {Box} box */
  const nodeOf = (id, box) => {
    const item = box.item;
    const g = draw("g", { id: `n-${id}`, class: `node on ${item.kind} s${tint(item.side)}${item.status ? ` is-${item.status}` : ""}${item.turned ? " turned" : ""}`, "data-id": id, role: "button", tabindex: -1, lang: foreign });
    g.append(outlineOf(box));
    if (item.kind === "issue") g.append(draw("rect", { class: "box inner", x: 3, y: 3, width: box.w - 6, height: box.h - 6 }));
    const near = draw("g", { class: "near" }), middle = box.shape === "hexagon" || box.shape === "octagon";
    let y = PAD;
    for (const line of box.lines) {
      const lower = line.size * 1.3;
      near.append(draw("text", { class: line.css, x: middle ? box.w / 2 : line.turned ? box.w - PAD : PAD, y: round(y + line.size * 1.02), "font-size": line.size, "text-anchor": middle ? "middle" : "", direction: line.turned ? "rtl" : "", lang: line.css.startsWith("words") ? "" : own }, line.t));
      near.append("\n");
      y += lower;
    }
    const far = draw("g", { class: "far", "aria-hidden": "true" });
    box.short.forEach((t, i) => far.append(draw("text", { class: "words b", x: box.w / 2, y: round(box.h / 2 + (i - (box.short.length - 1) / 2) * 24 + 8), "font-size": 22, "text-anchor": "middle", direction: turns(box.item.label) ? "rtl" : "" }, t)));
    g.append(near, far);
    const kids = (below.get(id) ?? []).filter(state.exists);
    if (kids.length) {
      const open = state.open.has(id), words = open ? "−" : box.more ? `+${box.more}` : "+";
      const at = state.narrow ? { x: box.w - 24, y: box.h } : { x: box.w, y: box.h };
      const b = draw("g", { class: "toggle", "data-toggle": id, transform: `translate(${at.x},${at.y})`, "aria-hidden": "true" });
      b.append(draw("circle", { class: "reach", r: 22 }), draw("circle", { r: 12 }), draw("text", { "text-anchor": "middle", y: 4.5, "font-size": 12 }, words));
      g.append(b);
    }
    return g;
  };

  // Only what is near the screen is in the document when there is much of it.
  const visible = () => {
    if (boxes.size <= MOST) return boxes.keys();
    const w = stage.clientWidth / state.scale, h = stage.clientHeight / state.scale, { x, y } = state;
    return [...boxes].filter(([id, b]) => id === state.here || (b.x < x + 1.5 * w && b.x + b.w > x - 0.5 * w && b.y < y + 1.5 * h && b.y + b.h > y - 0.5 * h)).map(([id]) => id);
  };
  const paint = () => {
    const wanted = new Set(visible());
    for (const [id, g] of drawn) if (!wanted.has(id)) { g.remove(); drawn.delete(id); }
    for (const id of order) {
      if (!wanted.has(id)) continue;
      const box = /** @type {Box} */ (boxes.get(id));
      let g = drawn.get(id);
      if (!g) { g = nodeOf(id, box); drawn.set(id, g); over.append(g); }
      g.setAttribute("transform", `translate(${round(box.x)},${round(box.y)})`);
      g.classList.toggle("dim", state.dim(id));
      g.classList.toggle("here", id === state.here);
      g.setAttribute("tabindex", id === state.here ? "0" : "-1");
      if (id === state.here) g.setAttribute("aria-current", "true"); else g.removeAttribute("aria-current");
      g.setAttribute("aria-label", spoken(id));
    }
    const all = boxes.size <= MOST;
    under.replaceChildren(
      ...edges.filter((e) => all || e.ends.some((id) => wanted.has(id))).map((e) => {
        const dim = e.ends.some((id) => state.dim(id)) ? " dim" : "";
        const g = draw("g", { id: e.id, class: `edge ${e.css}${dim}`, "aria-hidden": "true" }, draw("path", { class: "line", d: e.d }));
        if (e.head) g.append(draw("path", { class: "head", d: headOf(e.head), transform: `translate(${round(e.hx)},${round(e.hy)})${e.turn ? ` rotate(${e.turn})` : ""}` }));
        if (e.tail) g.append(draw("path", { class: "head", d: headOf(e.tail), transform: `translate(${round(e.tx)},${round(e.ty)}) rotate(${e.back})` }));
        return g;
      }),
      ...joints.filter((j) => all || j.ends.some((id) => wanted.has(id))).map((j) => {
        const dim = j.ends.some((id) => state.dim(id)) ? " dim" : "";
        const g = draw("g", { id: `j-${j.id}`, class: `joint ${j.css}${dim}`, "aria-hidden": "true" });
        g.append(j.linked ? draw("rect", { x: j.x - (j.flat ? j.h / 2 : 2.5), y: j.y - (j.flat ? 2.5 : j.h / 2), width: j.flat ? j.h : 5, height: j.flat ? 5 : j.h, class: "bar" }) : draw("circle", { cx: j.x, cy: j.y, r: j.sign ? 9 : RING, class: "ring" }));
        if (j.sign) g.append(draw("text", { x: j.linked ? j.x + 8 : j.x, y: j.y + 4.5, "text-anchor": j.linked ? "start" : "middle", "font-size": 13, class: "b" }, j.sign));
        return g;
      }),
    );
  };
  /** The name of a node begins with the words that are seen, so that people who speak to their machine can say them. @param {string} id */
  const spoken = (id) => {
    const box = /** @type {Box} */ (boxes.get(id)), kids = (below.get(id) ?? []).filter(state.exists).length;
    const { head, name, text, foot } = box.item, words = [...head, name, text, ...foot].filter(Boolean).join(" ");
    return kids ? `${words}, ${kids === 1 ? say("1 part") : say("{count} parts", { count: kids })}, ${state.open.has(id) ? say("expanded") : say("collapsed")}` : words;
  };

  // Looking.
  const frame = () => {
    svg.setAttribute("viewBox", `${round(state.x)} ${round(state.y)} ${round(stage.clientWidth / state.scale)} ${round(stage.clientHeight / state.scale)}`);
    svg.classList.toggle("afar", state.scale < FAR);
    if (boxes.size > MOST) paint();
    moved();
  };
  let moved = () => {};
  const layout = () => {
    build();
    (state.narrow ? rows : columns)(boxes, order);
    const lines = state.narrow ? tall(boxes, data.relations, state, lanesOf, laneOf) : wide(boxes, data.relations, state);
    ({ edges, joints } = lines);
    let [x, y, r, b] = lines.bounds;
    for (const box of boxes.values()) { x = Math.min(x, box.x); y = Math.min(y, box.y); r = Math.max(r, box.x + box.w); b = Math.max(b, box.y + box.h); }
    size = boxes.size ? { x, y, w: r - x, h: b - y } : { x: 0, y: 0, w: 1, h: 1 };
  };
  /** Lay out anew; what `keep` names stays where it is on the screen. @param {string} [keep] */
  const update = (keep) => {
    const before = keep ? boxes.get(keep) : undefined, old = before && { x: before.x, y: before.y };
    layout();
    for (const g of drawn.values()) g.remove();
    drawn.clear();
    const after = keep ? boxes.get(keep) : undefined;
    if (old && after) { state.x += after.x - old.x; state.y += after.y - old.y; }
    paint();
    frame();
  };
  /** @param {number} factor @param {{x: number, y: number}} [about] */
  const zoom = (factor, about) => {
    const scale = Math.min(4, Math.max(0.05, state.scale * factor)), real = scale / state.scale;
    const p = about ?? { x: state.x + stage.clientWidth / state.scale / 2, y: state.y + stage.clientHeight / state.scale / 2 };
    state.x = p.x - (p.x - state.x) / real; state.y = p.y - (p.y - state.y) / real; state.scale = scale;
    frame();
  };
  /** Whether all of it can be seen with names that can be read. */
  const fit = () => {
    const all = Math.min((stage.clientWidth - 32) / size.w, (stage.clientHeight - BAR - 24) / size.h), whole = all >= LEAST;
    state.scale = Math.min(1.6, Math.max(LEAST, all));
    state.x = size.x + size.w / 2 - stage.clientWidth / state.scale / 2; state.y = size.y + size.h / 2 - (stage.clientHeight + BAR) / state.scale / 2;
    if (whole) frame(); else { state.x = Math.max(state.x, size.x - 16 / state.scale); state.y = Math.max(state.y, size.y - BAR / state.scale); reveal(state.here); frame(); }
    return whole;
  };
  /** Move as little as shows a node whole, with what stands right of it if there is room. @param {string} id */
  const reveal = (id) => {
    const box = boxes.get(id);
    if (!box) return;
    const w = stage.clientWidth / state.scale, h = stage.clientHeight / state.scale, m = Math.min(24, w / 12);
    const right = Math.min(box.x + w - 2 * m, Math.max(box.x + box.w, ...box.kids.map((kid) => { const b = /** @type {Box} */ (boxes.get(kid)); return b.x + b.w; })));
    if (box.x - m < state.x) state.x = box.x - m;
    else if (right + m > state.x + w) state.x = Math.min(box.x - m, right + m - w);
    if (box.y - BAR / state.scale < state.y || box.h + 2 * m > h) state.y = box.y - BAR / state.scale;
    else if (box.y + box.h + m > state.y + h) state.y = box.y + box.h + m - h;
    frame();
  };
  /** Show some boxes whole in the middle of the screen, with what they hang on where that fits, in type that can be read. @param {string[]} ids @param {number} most @param {number} [least] @returns {number} how much of it fits: 2 with what they hang on, 1 without, 0 not all */
  const centre = (ids, most, least = 1) => {
    const own = ids.flatMap((id) => boxes.get(id) ?? []), ups = own.flatMap((box) => boxes.get(box.up) ?? []);
    const room = (/** @type {Box[]} */ all) => {
      const x = Math.min(...all.map((b) => b.x)), y = Math.min(...all.map((b) => b.y)), w = Math.max(...all.map((b) => b.x + b.w)) - x, h = Math.max(...all.map((b) => b.y + b.h)) - y;
      return { x, y, w, h, scale: Math.min(most, (stage.clientWidth - 48) / w, (stage.clientHeight - BAR - 32) / h) };
    };
    if (!own.length) return 2;
    const wide = room([...own, ...ups]), seen = wide.scale >= least ? wide : room(own), scale = state.scale = Math.max(least, seen.scale);
    state.x = seen.x + seen.w / 2 - stage.clientWidth / scale / 2;
    state.y = seen.h * scale > stage.clientHeight - BAR ? seen.y - BAR / scale : seen.y + seen.h / 2 - (stage.clientHeight + BAR) / scale / 2;
    frame();
    return seen.scale < least ? 0 : seen === wide ? 2 : 1;
  };
  /** Where the map opens: type at its own size, from the top left corner, centred where it is smaller than the screen. */
  const begin = () => {
    state.scale = state.narrow ? 1 : Math.max(1, Math.min(1.3, (stage.clientWidth - 32) / size.w, (stage.clientHeight - 32) / size.h));
    const w = stage.clientWidth / state.scale, h = stage.clientHeight / state.scale;
    state.x = size.w + 32 < w ? size.x - (w - size.w) / 2 : size.x - 16;
    const first = boxes.get(order[0]);
    state.y = size.h + BAR + 16 < h ? size.y - Math.max(BAR, (h - size.h) / 2) : state.narrow || !first ? size.y - BAR : Math.max(size.y - BAR, Math.min(first.y + first.h / 2 - h / 2, first.y - BAR, size.y + size.h + 16 - h));
    frame();
  };
  return {
    isolated, state, tint, items, relations, below, above, get roots() { return tops; }, update, zoom, fit, reveal, centre, begin, paint, frame, arriving,
    /** Relations that end on an item or a relation. @param {string} id */ onto: (id) => onto.get(id) ?? [],
    get boxes() { return boxes; }, get order() { return order; }, get size() { return size; },
    /** @param {() => void} then */ onmove: (then) => { moved = then; },
    /** @param {string} id */ node: (id) => drawn.get(id),
    /** @param {number} x @param {number} y */ at: (x, y) => { const f = stage.getBoundingClientRect(); return { x: state.x + (x - f.left) / state.scale, y: state.y + (y - f.top) / state.scale }; },
  };
};
