// @ts-check
// The drawing of the page: what is shown is laid out anew whenever that changes, from left (issues) to right (reasons).
// It knows the data of the map and one element; what a click means, and which part is shown, is for the page to say.
(() => {
  "use strict";
  const NS = "http://www.w3.org/2000/svg";
  const GAP = 14, COLUMN = 62, PAD = 10, INDENT = 22, HEAD = 12, MOST = 400, FAR = 0.62, RING = 5, BAR = 40;
  const TEXT = /** @type {Record<string, number>} */ ({ issue: 16, thesis: 15, example: 14, claim: 14, implicit: 14, meta: 14 });
  const WIDEST = 250, NARROWEST = 96;

  /** @typedef {{id: string, kind: string, side: string, head: string[], text: string, name?: string, foot: string[], label: string, status?: string, turned?: boolean, parent?: string}} Item */
  /** @typedef {{id: string, kind: string, css: string, premises: string[], target: string, sign?: string}} Relation */
  /** @typedef {{item: Item, lines: {t: string, size: number, css: string, turned: boolean}[], short: string[], w: number, h: number, x: number, y: number, depth: number, up: string, kids: string[], more: number, shape: string}} Box */

  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  /** @type {Map<string, number>} */ const widths = new Map();
  /** @param {string} text @param {number} size @param {boolean} bold */
  const width = (text, size, bold) => {
    const key = `${size}${bold}${text}`;
    let known = widths.get(key);
    if (known === undefined) {
      pen.font = `${bold ? "bold " : ""}${size}px Helvetica, Arial, "Liberation Sans", sans-serif`;
      known = pen.measureText(text).width;
      widths.set(key, known);
    }
    return known;
  };
  const TURNED = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}]/u;
  /** Whether a text runs from right to left: its first letter says so. @param {string} text */
  const turns = (text) => TURNED.test(/\p{L}/u.exec(text)?.[0] ?? "");
  /** Words inside a sentence, so that their direction changes nothing around them. @param {string} text */
  const isolated = (text) => (TURNED.test(text) ? `\u2068${text}\u2069` : text);
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;
  /** Words with the blank behind them; scripts without blanks are parted where a line may end. @param {string} text */
  const pieces = (text) => {
    const words = text.match(/\S+\s*/g) ?? [];
    return words.flatMap((word) => (/[\u3000-\u9fff\uac00-\ud7af\u0e00-\u0eff]/.test(word) && segmenter ? [...segmenter.segment(word)].map((s) => s.segment) : [word]));
  };
  /** Lines of at most so many pixels; a word that is wider is broken. @param {string} text @param {number} most @param {number} size @param {boolean} bold */
  const wrap = (text, most, size, bold) => {
    /** @type {string[]} */ const lines = [];
    let line = "";
    for (let piece of pieces(text)) {
      if (line && width((line + piece).trimEnd(), size, bold) > most) { lines.push(line.trimEnd()); line = ""; }
      while (!line && width(piece.trimEnd(), size, bold) > most && [...piece].length > 1) {
        const signs = [...piece];
        let cut = signs.length - 1;
        while (cut > 1 && width(signs.slice(0, cut).join(""), size, bold) > most) cut -= 1;
        lines.push(signs.slice(0, cut).join(""));
        piece = signs.slice(cut).join("");
      }
      line += piece;
    }
    if (line.trimEnd() || !lines.length) lines.push(line.trimEnd());
    return lines;
  };
  /** The narrowest width that needs no more lines than the widest. @param {string} text @param {number} most @param {number} size @param {boolean} bold */
  const balanced = (text, most, size, bold) => {
    const fewest = wrap(text, most, size, bold).length;
    let low = NARROWEST, high = most;
    while (high - low > 6) { const mid = (low + high) / 2; if (wrap(text, mid, size, bold).length > fewest) low = mid; else high = mid; }
    return wrap(text, high, size, bold);
  };

  /** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} inside @returns {SVGElement} */
  const draw = (name, attributes, ...inside) => {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) if (value !== "") element.setAttribute(key, String(value));
    element.append(...inside);
    return element;
  };
  /** The number of a side's colour: the style sheet has six, and one for no side. @param {string} side */
  const tint = (side) => (side === "0" ? "0" : String((Number(side) - 1) % 6 + 1));
  /** @param {number} n */ const round = (n) => Math.round(n * 10) / 10;

  /** @param {{items: Item[], relations: Relation[]}} data @param {HTMLElement} stage @param {SVGSVGElement} svg */
  const view = (data, stage, svg) => {
    const say = /** @type {any} */ (window).argmapSay(/** @type {any} */ (data).words ?? {});
    // The language of the map where it is not that of the page, and then that of the page.
    const foreign = /** @type {any} */ (data).lang?.map ?? "", own = foreign && document.documentElement.lang;
    const items = new Map(data.items.map((item) => [item.id, item]));
    const relations = new Map(data.relations.map((r) => [r.id, r]));
    /** @type {Map<string, Relation[]>} */ const onto = new Map();
    for (const r of data.relations) onto.set(r.target, [...(onto.get(r.target) ?? []), r]);
    /** @type {Map<string, string[]>} */ const hanging = new Map(); // issues and theses below an item
    for (const item of data.items) if (item.parent && items.has(item.parent)) hanging.set(item.parent, [...(hanging.get(item.parent) ?? []), item.id]);

    /** Every relation that ends on an item or, through others, on one of its relations. @param {string} id */
    const arriving = (id) => {
      /** @type {Relation[]} */ const all = [], todo = [...(onto.get(id) ?? [])].reverse(), seen = new Set();
      while (todo.length) {
        const next = /** @type {Relation} */ (todo.pop());
        if (seen.has(next.id)) continue;
        seen.add(next.id); all.push(next);
        todo.push(...[...(onto.get(next.id) ?? [])].reverse());
      }
      return all;
    };
    /** What stands right of an item when it is open, in order. @type {Map<string, string[]>} */ const below = new Map();
    for (const item of data.items) {
      const kids = [...(hanging.get(item.id) ?? []), ...arriving(item.id).flatMap((r) => r.premises)];
      below.set(item.id, [...new Set(kids)].filter((id) => id !== item.id && items.has(id)));
    }
    /** What an item is a reason for, or hangs on. @type {Map<string, string[]>} */ const above = new Map();
    for (const [id, kids] of below) for (const kid of kids) above.set(kid, [...(above.get(kid) ?? []), id]);
    const roots = data.items.filter((item) => !above.get(item.id)?.length).map((item) => item.id);
    { // Items that only support each other in a cycle hang on nothing: one of each cycle is a root.
      const reached = new Set();
      const reach = (/** @type {string} */ from) => { const todo = [from]; while (todo.length) { const id = /** @type {string} */ (todo.pop()); if (!reached.has(id)) { reached.add(id); todo.push(...(below.get(id) ?? [])); } } };
      roots.forEach(reach);
      for (const item of data.items) if (!reached.has(item.id)) { roots.push(item.id); reach(item.id); }
    }

    const state = {
      open: /** @type {Set<string>} */ (new Set()), here: "", scale: 1, x: 0, y: 0, narrow: false,
      exists: /** @type {(id: string) => boolean} */ (() => true), dim: /** @type {(id: string) => boolean} */ (() => false),
      look: /** @type {(item: Item) => Item} */ ((item) => item),
    };
    /** @type {Map<string, Box>} */ let boxes = new Map();
    /** @type {string[]} */ let order = [];
    /** @type {{r: Relation, id: string, css: string, d: string, head: string, hx: number, hy: number, turn: number, tail: string, tx: number, ty: number, ends: string[]}[]} */ let edges = [];
    /** @type {{id: string, css: string, x: number, y: number, h: number, sign: string, linked: boolean, ends: string[]}[]} */ let joints = [];
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
      const w = Math.ceil(widest) + 2 * side, h = lines.reduce((sum, l) => sum + l.size * 1.3, 0) + 2 * PAD;
      return { item, lines, short: wrap(item.label, w - 8, 22, true).slice(0, Math.max(1, Math.floor(h / 24))), w, h, x: 0, y: 0, depth: 0, up: "", kids: [], more: 0, shape };
    };

    // The tree of what is shown: an item stands once, right of the first that it is a reason for.
    const build = () => {
      const most = state.narrow ? Math.max(NARROWEST, Math.min(WIDEST * 1.6, stage.clientWidth - 2 * PAD - 24)) : WIDEST;
      boxes = new Map(); order = [];
      /** @type {[string, string, number][]} */ const todo = roots.filter(state.exists).reverse().map((id) => [id, "", 0]);
      while (todo.length) {
        const [id, up, depth] = /** @type {[string, string, number]} */ (todo.pop());
        if (boxes.has(id)) continue;
        const box = boxOf(id, state.narrow ? Math.max(NARROWEST, most - depth * INDENT) : most);
        box.up = up; box.depth = depth;
        boxes.set(id, box); order.push(id);
        if (up) /** @type {Box} */ (boxes.get(up)).kids.push(id);
        if (state.open.has(id)) for (const kid of (below.get(id) ?? []).filter(state.exists).reverse()) todo.push([kid, id, depth + 1]);
      }
      for (const [id, box] of boxes) box.more = state.open.has(id) ? 0 : (below.get(id) ?? []).filter((kid) => state.exists(kid) && !boxes.has(kid)).length;
    };

    // Wide screens: columns, and in them subtrees that lie as close as their outlines let them.
    const columns = () => {
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
    const rows = () => { let y = 0; for (const id of order) { const box = /** @type {Box} */ (boxes.get(id)); box.x = box.depth * INDENT; box.y = y; y += box.h + GAP + (box.more || box.kids.length ? 8 : 0); } };

    const connect = () => {
      edges = []; joints = [];
      /** @type {Map<string, {x: number, y: number, free: number}>} */ const places = new Map();
      const shown = data.relations.filter((r) => state.exists(r.id) && r.premises.every((p) => boxes.has(p)) && (boxes.has(r.target) || relations.has(r.target)));
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
          joints.push({ id: r.id, css: r.css, x: ring.x, y: ring.y, h: linked ? 22 : RING * 2, sign: r.sign ?? "", linked, ends });
          for (const p of r.premises) edges.push({ r, id: `e-${r.id}--${p}`, css: r.css, d: curve(from(/** @type {Box} */ (boxes.get(p))), ring), head: "", hx: 0, hy: 0, turn: 0, tail: "", tx: 0, ty: 0, ends });
          edges.push({ r, id: `e-${r.id}`, css: r.css, d: state.narrow ? `M${round(ring.x)},${round(ring.y)}V${round(there.y + size)}` : curve(ring, there, size), head: r.kind, hx: there.x, hy: there.y, turn: state.narrow ? 90 : 0, tail: "", tx: 0, ty: 0, ends });
        } else if (onRing) {
          const up = there.y < first.y ? 1 : -1, y = there.y + up * (RING + 3);
          const d = state.narrow ? `M${round(first.x)},${round(first.y)}H${round(there.x + RING + 3)}` : `M${round(first.x)},${round(first.y)}C${round(first.x - 26)},${round(first.y)} ${round(there.x)},${round(y + up * 26)} ${round(there.x)},${round(y + up * size)}`;
          edges.push({ r, id: `e-${r.id}`, css: r.css, d, head: r.kind, hx: state.narrow ? there.x + RING + 3 : there.x, hy: state.narrow ? first.y : y, turn: state.narrow ? 0 : 90 * up, tail: "", tx: 0, ty: 0, ends });
        } else edges.push({ r, id: `e-${r.id}`, css: r.css, d: curve(first, there, size), head: r.kind, hx: there.x, hy: there.y, turn: state.narrow ? 90 : 0, tail: start, tx: first.x, ty: first.y, ends });
      }
      for (const [id, box] of boxes) {
        const up = box.item.parent && boxes.get(box.item.parent);
        if (!up) continue;
        const css = box.item.kind === "issue" ? "below" : `answers${/** @type {any} */ (box.item).chosen ? " chosen" : ""}`;
        const b = state.narrow ? { x: up.x + 8, y: up.y + up.h } : { x: up.x + up.w, y: up.y + up.h / 2 };
        edges.push({ r: /** @type {Relation} */ ({ id, kind: css, css, premises: [], target: "" }), id: `e-${id}--${css.split(" ")[0]}`, css, d: curve(from(box), b), head: "", hx: 0, hy: 0, turn: 0, tail: "", tx: 0, ty: 0, ends: [id, box.item.parent ?? ""] });
      }
    };

    /** Heads point to the left, and are turned: triangle, bar, open arrow. @param {string} kind */
    const headOf = (kind) => ({ support: "M0,0L10,-5V5Z", attack: "M1,-8H4V8H1Z", undercut: "M1,-7H4V7H1Z", rephrase: "M9,-5L0,0L9,5", explains: "M9,-5L0,0L9,5" }[kind] ?? "");

    /** @param {Box} box */
    const outlineOf = (box) => {
      const { w, h } = box, css = "box";
      if (box.shape === "octagon") { const c = 11; return draw("polygon", { class: css, points: `${c},0 ${w - c},0 ${w},${c} ${w},${h - c} ${w - c},${h} ${c},${h} 0,${h - c} 0,${c}` }); }
      if (box.shape === "hexagon") { const c = 14; return draw("polygon", { class: css, points: `${c},0 ${w - c},0 ${w},${h / 2} ${w - c},${h} ${c},${h} 0,${h / 2}` }); }
      if (box.shape === "note") return draw("path", { class: css, d: `M0,0H${w - 12}L${w},12V${h}H0ZM${w - 12},0V12H${w}` });
      return draw("rect", { class: css, width: w, height: h, rx: box.shape === "rounded" ? 8 : 0 });
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
          if (e.tail) g.append(draw("path", { class: "head", d: headOf(e.tail), transform: `translate(${round(e.tx)},${round(e.ty)}) rotate(180)` }));
          return g;
        }),
        ...joints.filter((j) => all || j.ends.some((id) => wanted.has(id))).map((j) => {
          const dim = j.ends.some((id) => state.dim(id)) ? " dim" : "";
          const g = draw("g", { id: `j-${j.id}`, class: `joint ${j.css}${dim}`, "aria-hidden": "true" });
          g.append(j.linked ? draw("rect", { x: j.x - 2.5, y: j.y - j.h / 2, width: 5, height: j.h, class: "bar" }) : draw("circle", { cx: j.x, cy: j.y, r: j.sign ? 9 : RING, class: "ring" }));
          if (j.sign) g.append(draw("text", { x: j.linked ? j.x + 8 : j.x, y: j.y + 4.5, "text-anchor": j.linked ? "start" : "middle", "font-size": 13, class: "b" }, j.sign));
          return g;
        }),
      );
    };
    /** The name of a node begins with the words that are seen, so that people who speak to their machine can say them. @param {string} id */
    const spoken = (id) => {
      const box = /** @type {Box} */ (boxes.get(id)), kids = (below.get(id) ?? []).filter(state.exists).length;
      const words = box.lines.map((l) => l.t).join(" ");
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
      if (state.narrow) rows(); else columns();
      connect();
      let [x, y, r, b] = [Infinity, Infinity, -Infinity, -Infinity];
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
    const fit = () => {
      state.scale = Math.min(1.6, Math.max(0.05, Math.min((stage.clientWidth - 32) / size.w, (stage.clientHeight - BAR - 24) / size.h)));
      state.x = size.x + size.w / 2 - stage.clientWidth / state.scale / 2; state.y = size.y + size.h / 2 - (stage.clientHeight + BAR) / state.scale / 2;
      frame();
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
      isolated, state, tint, items, relations, below, above, roots, update, zoom, fit, reveal, begin, paint, frame, arriving,
      /** Relations that end on an item or a relation. @param {string} id */ onto: (id) => onto.get(id) ?? [],
      get boxes() { return boxes; }, get order() { return order; }, get size() { return size; },
      /** @param {() => void} then */ onmove: (then) => { moved = then; },
      /** @param {string} id */ node: (id) => drawn.get(id),
      /** @param {number} x @param {number} y */ at: (x, y) => { const f = stage.getBoundingClientRect(); return { x: state.x + (x - f.left) / state.scale, y: state.y + (y - f.top) / state.scale }; },
    };
  };
  /** @type {any} */ (window).argmapView = view;
})();
