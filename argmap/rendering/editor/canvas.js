// @ts-check
// The drawing of a map that somebody builds: the page's own drawing of maps, with a round handle on every relation.
/* global argmapModel, argmapSentences, argmapChecks */
/* exported argmapCanvas */
/** @typedef {(message: string, parts?: Record<string, unknown>) => string} Say */
const argmapCanvas = (() => {
  "use strict";
  const NS = "http://www.w3.org/2000/svg", NARROW = 600, DOT = 10;
  const SIGNS = /** @type {Record<MapKind, string>} */ ({ support: "+", attack: "−", undercut: "×", rephrase: "=", explains: "…" });
  /** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} inside @returns {SVGElement} */
  const draw = (name, attributes, ...inside) => {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.append(...inside);
    return element;
  };
  /** @param {string} text @param {number} most */
  const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
  /** @param {string} text */ const flat = (text) => text.replace(/\s+/g, " ").trim();
  /** @param {BuiltMap} map @param {MapRelation} r */
  const style = (map, r) => `${r.kind === "support" && argmapModel.onRelation(map, r) ? "backing" : r.kind}${r.mark ? " offer" : ""}`;
  /** What the drawing draws of a map. @param {BuiltMap} map @param {Say} say @param {(post: string) => number} postNumber */
  const drawn = (map, say, postNumber) => {
    const laid = new Set(map.laid), tops = new Set(argmapChecks.conclusions({ ...map, relations: map.relations.filter((r) => !r.mark) }));
    const items = map.claims.filter((c) => laid.has(c.id)).map((c) => ({
      id: c.id,
      kind: c.mark ? "offer" : c.implicit ? "implicit" : tops.has(c.id) ? "thesis" : "claim",
      side: tops.has(c.id) ? "1" : "0",
      head: [`${argmapModel.number(map, c.id)}${c.implicit ? ` ${say("IMPLICIT")}` : ""}`],
      text: c.text,
      // Words that the claim repeats are not said twice.
      foot: (c.quotes ?? []).map((q) => (flat(q.exact) === flat(c.text) ? "" : `${say("“{text}”", { text: shortened(flat(q.exact), 60) })} `) + `#${postNumber(q.post)}`),
      // What is seen from afar begins as what is read, so that people who speak to their machine can say it.
      label: `${argmapModel.number(map, c.id)} ${c.implicit ? `${say("IMPLICIT")} ` : ""}${c.text}`,
    }));
    const relations = map.relations.map((r) => ({ ...r, css: style(map, r) }));
    return { items, relations };
  };
  /** @param {BuiltMap} map @param {{clientWidth: number, clientHeight: number}} stage @param {SVGSVGElement} svg @param {Say} say @param {(post: string) => number} postNumber */
  const viewOf = (map, stage, svg, say, postNumber) => {
    const data = drawn(map, say, postNumber), view = /** @type {any} */ (window).argmapView(data, stage, svg);
    view.state.open = new Set(data.items.map((item) => item.id));
    return view;
  };

  /** @param {HTMLElement} stage @param {SVGSVGElement} svg @param {Say} say @param {(post: string) => number} postNumber @param {(r: MapRelation) => string} [label] what stands in the handle of a relation */
  const canvas = (stage, svg, say, postNumber, label) => {
    /** @type {any} */ let view = null;
    /** @type {BuiltMap} */ let map = { claims: [], relations: [], laid: [] };
    /** @type {(id: string) => boolean} */ let fits = () => true;
    let chosen = "", current = "", begun = false;

    /** Where the handle of a relation is: on its joint, or on its line near the premise, where no box and no other handle is. @param {string} id @param {{x: number, y: number}[]} others */
    const middle = (id, others) => {
      const joint = svg.querySelector(`#j-${CSS.escape(id)}`)?.firstElementChild;
      if (joint) {
        const at = (/** @type {string} */ name) => Number(joint.getAttribute(name) ?? 0);
        return joint.tagName === "rect" ? { x: at("x") + at("width") / 2, y: at("y") + at("height") / 2 } : { x: at("cx"), y: at("cy") };
      }
      const line = /** @type {SVGPathElement | null} */ (svg.querySelector(`#e-${CSS.escape(id)} .line`));
      if (!line) return null;
      const long = line.getTotalLength(), first = view.state.narrow ? Math.min(14, long / 2) : long * 0.4;
      const boxes = view.state.narrow ? [] : [...view.boxes.values()];
      /** @param {{x: number, y: number}} p */
      const free = (p) => !others.some((o) => Math.hypot(o.x - p.x, o.y - p.y) < 2 * DOT + 2) && !boxes.some((b) => p.x > b.x - DOT && p.x < b.x + b.w + DOT && p.y > b.y - DOT && p.y < b.y + b.h + DOT);
      const places = [first, ...Array.from({ length: 24 }, (_, n) => Math.max(first, DOT) + (n * (long - first - DOT)) / 24), ...Array.from({ length: 8 }, (_, n) => (first * (8 - n)) / 9)];
      return line.getPointAtLength(places.find((at) => free(line.getPointAtLength(at))) ?? first);
    };
    const handles = () => {
      const group = draw("g", { class: "handles" });
      /** @type {{x: number, y: number}[]} */ const taken = [];
      for (const r of map.relations) {
        const at = middle(r.id, taken);
        if (!at) continue;
        taken.push(at);
        const css = style(map, r);
        group.append(draw(
          "g",
          { class: `handle ${css}${r.id === chosen ? " here" : ""}${fits(r.id) ? "" : " dim"}`, "data-id": r.id, role: "button", tabindex: -1, "aria-label": `${r.mark ? `${r.mark}: ` : ""}${label ? `${label(r)}: ` : ""}${argmapSentences.step(map, r, say)}`, "aria-pressed": String(r.id === chosen), transform: `translate(${at.x},${at.y})` },
          draw("circle", { class: "reach", r: 20 }), draw("circle", { class: "dot", r: DOT }), draw("text", { "text-anchor": "middle", y: 5, "font-size": 15, "aria-hidden": "true" }, label?.(r) ?? SIGNS[r.kind]),
        ));
      }
      svg.querySelector("#argmap")?.append(group);
    };
    /** Everything that can be chosen, in the order of the drawing: each claim, and the relations that leave it. @returns {string[]} */
    const parts = () => [...view.order.flatMap((/** @type {string} */ id) => [id, ...map.relations.filter((r) => r.premises[0] === id).map((r) => r.id)])];
    /** @param {string} id @returns {SVGElement | null} */
    const element = (id) => svg.querySelector(`[data-id="${CSS.escape(id)}"]`);
    const rove = () => {
      const all = parts();
      if (!all.includes(current)) current = all.includes(chosen) ? chosen : (all[0] ?? "");
      for (const each of svg.querySelectorAll("[data-id]")) each.setAttribute("tabindex", each.getAttribute("data-id") === current ? "0" : "-1");
    };
    const dress = () => {
      view.state.here = chosen;
      view.state.dim = (/** @type {string} */ id) => !fits(id);
      view.paint();
      for (const each of svg.querySelectorAll(".node")) each.setAttribute("aria-pressed", String(each.getAttribute("data-id") === chosen));
      svg.querySelector(".handles")?.remove();
      handles();
      rove();
    };
    /** Draw a map; what is chosen stays where it is on the screen. @param {BuiltMap} now @param {string} id @param {(id: string) => boolean} [may] what can be chosen next */
    const show = (now, id, may) => {
      const old = view, had = svg.contains(document.activeElement) ? current : "";
      const anchor = old && [id, ...old.order].find((one) => old.boxes.has(one) && now.laid.includes(one)), before = anchor && old.boxes.get(anchor);
      map = now; chosen = id; fits = may ?? (() => true);
      view = viewOf(map, stage, svg, say, postNumber);
      view.state.narrow = stage.clientWidth < NARROW;
      if (old) Object.assign(view.state, { x: old.state.x, y: old.state.y, scale: old.state.scale });
      const was = before && { x: before.x, y: before.y };
      view.update();
      const after = was && view.boxes.get(anchor);
      if (after) { view.state.x += after.x - was.x; view.state.y += after.y - was.y; }
      dress();
      if (stage.clientWidth && (!begun || !old?.order.length)) { begun = view.order.length > 0; view.begin(); } else view.frame();
      if (begun && id) reveal(id);
      if (had) focus(parts().includes(had) ? had : chosen);
    };
    /** @param {string} id */
    const reveal = (id) => {
      const r = argmapModel.relation(map, id);
      view.reveal(r ? r.premises[0] : id);
    };
    /** @param {string} id */
    const focus = (id) => {
      if (!parts().includes(id)) return;
      current = id;
      rove();
      const r = argmapModel.relation(map, id);
      view.reveal(r ? r.premises[0] : id);
      /** @type {HTMLElement | null} */ (/** @type {unknown} */ (element(id)))?.focus({ preventScroll: true });
    };
    /** @param {string} key Returns whether the key moved the focus. */
    const move = (key) => {
      const all = parts(), place = all.indexOf(current), r = argmapModel.relation(map, current);
      const leaving = map.relations.find((one) => one.premises.includes(current)), reason = view.boxes.get(current)?.kids[0];
      const to = { ArrowDown: all[place + 1], ArrowUp: all[place - 1], Home: all[0], End: all[all.length - 1], ArrowLeft: r ? r.target : leaving?.id, ArrowRight: r ? r.premises[0] : reason }[key];
      if (to) focus(to);
      return key.startsWith("Arrow") || key === "Home" || key === "End";
    };
    const fit = () => { if (view?.order.length && stage.clientWidth) view.fit(); };
    return { show, focus, move, fit, get view() { return view; }, get current() { return current; }, get chosen() { return chosen; }, element };
  };
  return { canvas, viewOf, shortened };
})();
