// @ts-check
// The map as a list, beside the drawing and on paper.
/* global argmapModel, argmapDom, argmapSentences, argmapCanvas, argmapPaper */
/* exported argmapLists */
const argmapLists = (() => {
  "use strict";
  const { el } = argmapDom;
  /** @param {BuiltMap} map @param {MapClaim} c @param {Say} say */
  const steps = (map, c, say) => map.relations.filter((r) => r.premises[0] === c.id).map((r) => ({ id: r.id, kind: r.kind, words: argmapSentences.step(map, r, say) }));
  /** @param {MapClaim} c @param {number | string} number @param {string} chosen @param {string} lang */
  const card = (c, number, chosen, lang) => el(
    "button",
    { type: "button", class: "cardbutton", "data-card": c.id, "aria-pressed": String(c.id === chosen) },
    el("b", {}, String(number)), " ", el("span", { dir: "auto", lang: lang || undefined }, c.text),
  );
  /** The cards in the hand, and what is on the map. @param {HTMLElement} home @param {BuiltMap} map @param {string} chosen @param {Say} say @param {string} lang */
  const show = (home, map, chosen, say, lang) => {
    const focused = home.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.card : undefined;
    const laid = new Set(map.laid), hand = map.claims.filter((c) => !laid.has(c.id)), placed = map.claims.filter((c) => laid.has(c.id));
    /** @type {Node[]} */ const all = [];
    const item = (/** @type {MapClaim} */ c) => el("li", {}, card(c, argmapModel.number(map, c.id), chosen, lang));
    if (hand.length) all.push(el("h3", {}, say("Cards to lay ({count})", { count: hand.length })), el("ul", { class: "cards" }, ...hand.map(item)));
    all.push(el("h3", {}, say("On the map ({count})", { count: placed.length })));
    all.push(el("ul", { class: "cards" }, ...placed.map((c) => {
      const row = item(c);
      for (const one of steps(map, c, say)) row.append(el("button", { type: "button", class: `stepbutton ${one.kind}`, "data-card": one.id, "aria-pressed": String(one.id === chosen) }, one.words));
      return row;
    })));
    home.replaceChildren(...all);
    const again = focused === undefined ? undefined : [...home.querySelectorAll("[data-card]")].find((one) => one.getAttribute("data-card") === focused);
    /** @type {HTMLElement | undefined} */ (again)?.focus();
  };
  /** What is printed: the drawing, and all claims with their relations. @param {HTMLElement} paper @param {BuiltMap} map @param {Say} say @param {{title: string, student: string, postNumber: (post: string) => number}} what */
  const print = (paper, map, say, what) => {
    const svg = /** @type {SVGSVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    const view = argmapCanvas.viewOf(map, { clientWidth: 1000, clientHeight: 700 }, svg, say, what.postNumber);
    view.update();
    const list = el("ol", {}, ...map.claims.map((c) => el(
      "li",
      {},
      el("p", { dir: "auto" }, c.text, c.implicit ? ` (${say("implicit")})` : ""),
      ...(c.quotes ?? []).map((q) => el("p", { class: "quote" }, `${say("“{text}”", { text: q.exact })} #${what.postNumber(q.post)}`)),
      ...steps(map, c, say).map((one) => el("p", { class: "step" }, one.words)),
    )));
    paper.replaceChildren(
      el("h1", { dir: "auto" }, what.title), el("p", {}, `${say("Name")}: ${what.student || "____________________"}`),
      ...(map.laid.length ? argmapPaper.sheets(paper, svg, view) : []), el("h2", {}, say("Claims")), list,
    );
  };
  return { show, print };
})();
