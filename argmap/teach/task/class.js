// @ts-check
// The maps of a class laid over the reference: a line is as thick as many students have it, and its handle has their number.
/* global argmapModel, argmapDom, argmapSentences, argmapCanvas, argmapPaper, argmapPointer */
/** @typedef {{relation: string, premise: string, right: number, nearly: number, missing: number}} StepCount */
/** @typedef {{kind: MapKind, premise: string, target: string, count: number}} ExtraStep */
/** @typedef {{claim: string, ways: [MapKind, string, number][], absent: number, reference: [MapKind, string][]}} Difference */
(() => {
  "use strict";
  const { el, get } = argmapDom, data = JSON.parse(get("data").textContent ?? "{}"), root = document.documentElement;
  /** @type {Say} */ const say = /** @type {any} */ (window).argmapSay(data.words);
  /** @type {{students: number, steps: StepCount[], extra: ExtraStep[], differences: Difference[], whole: Record<string, number>}} */ const overlay = data.overlay;
  const all = overlay.students;
  /** @type {Map<string, ExtraStep>} */ const extras = new Map(overlay.extra.map((step, n) => [`extra-${n + 1}`, step]));
  /** @type {MapRelation[]} */ const added = [...extras].map(([id, step]) => ({ id, kind: step.kind, premises: [step.premise], target: step.target }));
  const ids = data.claims.map((/** @type {MapClaim} */ c) => c.id);
  let withExtra = true, chosen = "", named = false;
  /** @returns {BuiltMap} */
  const map = () => ({ claims: data.claims, relations: [...data.relations, ...(withExtra ? added : [])], laid: ids });
  /** @type {BuiltMap} */ const every = { claims: data.claims, relations: [...data.relations, ...added], laid: ids };
  const count = (/** @type {string} */ id) => extras.get(id)?.count ?? overlay.whole[id] ?? 0;
  /** @type {(map: BuiltMap, id: string) => string} */ const quoted = (on, id) => `${argmapModel.number(on, id)} ${say("“{text}”", { text: argmapCanvas.shortened(argmapModel.claim(on, id)?.text ?? "", 90) })}`;
  const sentence = (/** @type {MapRelation} */ r) => argmapSentences.step(every, r, say, quoted);

  const stage = get("stage");
  const canvas = argmapCanvas.canvas(stage, /** @type {SVGSVGElement} */ (/** @type {unknown} */ (get("map"))), say, () => 0, (r) => String(count(r.id)));
  /** How thick a line is: one of six. @param {number} n */
  const weight = (n) => `w${n ? Math.max(1, Math.round((5 * n) / all)) : 0}`;
  /** @param {Element} svg */
  const dress = (svg) => {
    for (const r of map().relations) {
      const own = overlay.steps.filter((one) => one.relation === r.id), css = extras.has(r.id) ? ["extra"] : [];
      const mark = (/** @type {string} */ id, /** @type {number} */ n) => svg.querySelector(`#${CSS.escape(id)}`)?.classList.add(weight(n), ...css);
      mark(`e-${r.id}`, count(r.id));
      for (const one of own) mark(`e-${r.id}--${one.premise}`, one.right);
    }
    for (const each of svg.querySelectorAll(".handle")) each.classList.toggle("extra", extras.has(each.getAttribute("data-id") ?? ""));
  };
  const tell = () => {
    const r = argmapModel.relation(every, chosen), extra = extras.get(chosen), own = overlay.steps.filter((one) => one.relation === chosen);
    if (extra && r) get("chosen").textContent = `${sentence(r)}: ${say("{count} of {all}, and it is not in the reference", { count: extra.count, all })}`;
    else if (r) get("chosen").textContent = `${sentence(r)}: ${own.map((one) => `${own.length > 1 ? `${argmapModel.number(every, one.premise)}: ` : ""}${say("{right} right, {nearly} nearly right, {missing} not there", { ...one })}`).join("; ")}`;
    else if (chosen) get("chosen").textContent = quoted(every, chosen);
    else get("chosen").textContent = say("The number on a step says how many of {all} have it; a dashed line is not in the reference. Choose a step to read it.", { all });
  };
  const show = () => {
    canvas.show(map(), chosen);
    dress(stage);
    tell();
    for (const each of document.querySelectorAll("[data-step]")) each.setAttribute("aria-pressed", String(each.getAttribute("data-step") === chosen));
  };
  /** @param {string} id */
  const choose = (id) => { chosen = id === chosen ? "" : id; show(); };

  // The lists.
  const bar = (/** @type {StepCount} */ one) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "share");
    svg.setAttribute("viewBox", "0 0 100 8");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    let x = 0;
    for (const part of /** @type {const} */ (["right", "nearly", "missing"])) {
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect"), wide = (100 * one[part]) / all;
      for (const [key, value] of Object.entries({ class: part, x, y: 0, width: wide, height: 8 })) rect.setAttribute(key, String(value));
      svg.append(rect);
      x += wide;
    }
    return svg;
  };
  for (const one of overlay.steps) {
    const r = /** @type {MapRelation} */ (argmapModel.relation(every, one.relation)), only = { ...r, premises: [one.premise] };
    get("steps").append(el("li", {}, el("button", { type: "button", class: "cardbutton", "data-step": one.relation, "aria-pressed": "false" }, el("span", { dir: "auto" }, sentence(only)), bar(one), el("small", {}, say("{right} right, {nearly} nearly right, {missing} not there", { ...one })))));
  }
  const way = (/** @type {string} */ claim, /** @type {MapKind} */ kind, /** @type {string} */ target) => argmapSentences.step(every, { id: "", kind, premises: [claim], target }, say, (on, id) => (id === claim ? String(argmapModel.number(on, id)) : quoted(on, id)));
  for (const one of overlay.differences) {
    const rows = one.ways.map(([kind, target, n]) => el("li", {}, el("b", {}, String(n)), " ", el("span", { dir: "auto" }, way(one.claim, kind, target)), one.reference.some(([k, t]) => k === kind && t === target) ? ` (${say("as in the reference")})` : ""));
    if (one.absent) rows.push(el("li", {}, el("b", {}, String(one.absent)), " ", say("connect it with nothing")));
    get("differences").append(el("li", {}, el("button", { type: "button", class: "cardbutton", "data-step": one.claim, "aria-pressed": "false" }, quoted(every, one.claim)), el("ul", {}, ...rows), el("p", {}, say("What does each way say? Which words of the thread decide between them?"))));
  }
  get("no-differences").hidden = overlay.differences.length > 0;
  const students = () => get("students").replaceChildren(...data.students.map((/** @type {any} */ s) => el("li", {}, el("span", {}, named && s.name ? s.name : say("Map {number}", { number: s.number })), " ", el("b", {}, `${Math.round(100 * s.score)} %`), " ", say("{right} of {all} steps", { right: s.right, all: s.of }), s.open ? ` (${say("to be confirmed")})` : "")));

  // Tabs, as on the page of a task.
  const tabs = [...document.querySelectorAll("[role=tab]")].map((tab) => /** @type {HTMLElement} */ (tab)), small = window.matchMedia("(max-width:760px)");
  const turn = (/** @type {string} */ name) => {
    root.dataset.tab = name === "map" && !small.matches ? "claims" : name;
    for (const each of tabs) { const on = each.id === `t-${root.dataset.tab}`; each.setAttribute("aria-selected", String(on)); each.tabIndex = on ? 0 : -1; }
  };
  for (const each of tabs) each.addEventListener("click", () => turn(each.id.slice(2)));
  get("tabs").addEventListener("keydown", (e) => {
    const seen = tabs.filter((each) => each.offsetParent), at = seen.indexOf(/** @type {HTMLElement} */ (document.activeElement)), by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (at < 0 || !by) return;
    const next = seen[(at + by + seen.length) % seen.length];
    turn(next.id.slice(2));
    next.focus();
  });
  small.addEventListener("change", () => turn(root.dataset.tab ?? "claims"));
  const print = () => {
    const svg = /** @type {SVGSVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    const paper = argmapCanvas.canvas(/** @type {HTMLElement} */ (/** @type {unknown} */ ({ clientWidth: 1000, clientHeight: 700 })), svg, say, () => 0, (r) => String(count(r.id)));
    paper.show(map(), "");
    dress(svg);
    const drawn = argmapPaper.sheets(get("paper"), svg, paper.view);
    const copy = (/** @type {string} */ id) => [...get(id).children].map((one) => one.cloneNode(true));
    const clean = (/** @type {HTMLElement} */ part) => { for (const each of part.querySelectorAll("[id]")) each.removeAttribute("id"); return part; };
    get("paper").replaceChildren(el("h1", {}, data.title), ...drawn, ...["v-claims", "v-discuss"].map((id) => clean(el("section", {}, ...copy(id)))));
  };
  let theme = /** @type {string | undefined} */ (undefined);
  window.addEventListener("beforeprint", () => { theme = root.dataset.theme; root.dataset.theme = "light"; print(); });
  window.addEventListener("afterprint", () => { if (theme === undefined) delete root.dataset.theme; else root.dataset.theme = theme; get("paper").replaceChildren(); });

  argmapPointer(stage, () => canvas.view, { choose, name: () => "", fits: () => false });
  /** @type {Record<string, (button: HTMLElement) => void>} */
  const deeds = {
    fit: () => canvas.fit(), in: () => canvas.view.zoom(1.25), out: () => canvas.view.zoom(0.8), print: () => window.print(),
    extra: (b) => { withExtra = !withExtra; b.setAttribute("aria-pressed", String(withExtra)); if (extras.has(chosen)) chosen = ""; show(); },
    names: (b) => { named = !named; b.setAttribute("aria-pressed", String(named)); students(); },
  };
  document.addEventListener("click", (e) => {
    const target = /** @type {Element} */ (e.target), step = target.closest("[data-step]")?.getAttribute("data-step"), b = /** @type {HTMLElement | null} */ (target.closest("[data-do]"));
    if (step) { if (small.matches) turn("map"); chosen = ""; choose(step); }
    if (b) deeds[b.dataset.do ?? ""]?.(b);
  });
  stage.addEventListener("keydown", (e) => {
    if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(canvas.current); } else if (canvas.move(e.key)) e.preventDefault();
  });
  new ResizeObserver(() => { if (stage.clientWidth) show(); }).observe(stage);
  turn("claims");
  students();
  show();
  if (stage.clientWidth) canvas.fit();
})();
