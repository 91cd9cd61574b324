// @ts-check
// The page without its script is complete and readable; this adds looking around, and nothing that is not in the page.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  /** @param {string} id @returns {any} */
  const get = (id) => document.getElementById(id);
  const map = get("map"), stage = get("stage"), live = get("live"), search = get("search");
  const graph = map.querySelector("#argmap");
  /** @type {Record<string, [string[], string]>} */
  const steps = JSON.parse(get("steps").textContent);
  const cards = new Map([...document.querySelectorAll(".card")].map((card) => [card.id.slice(2), /** @type {HTMLElement} */ (card)]));
  const posts = [...document.querySelectorAll(".post")];
  const state = { here: "", collapsed: new Set(), query: "", hits: /** @type {string[]} */ ([]), until: Infinity };

  // The argument as a graph, from the steps: reasons of a claim, and what it is a reason for.
  /** @param {string} target @returns {string} */
  const claimOf = (target) => {
    const seen = new Set();
    while (steps[target] && !seen.has(target)) { seen.add(target); target = steps[target][1]; }
    return target;
  };
  /** @type {Map<string, string[]>} */ const reasons = new Map();
  /** @type {Map<string, string[]>} */ const uses = new Map();
  for (const [premises, target] of Object.values(steps)) {
    const end = claimOf(target);
    for (const premise of premises) {
      if (!reasons.has(end)) reasons.set(end, []);
      if (!uses.has(premise)) uses.set(premise, []);
      /** @type {string[]} */ (reasons.get(end)).push(premise);
      /** @type {string[]} */ (uses.get(premise)).push(end);
    }
  }
  /** @param {string} id */ const node = (id) => get(`n-${id}`);
  /** @param {string} id */ const title = (id) => cards.get(id)?.querySelector("h2")?.textContent ?? id;
  /** @param {string} words */ const say = (words) => { live.textContent = words; };

  // Each group of the drawing belongs to claims: it is shown while all of them are.
  const groups = [...graph.querySelectorAll(":scope > g")].map((g) => {
    const base = g.id.slice(2).replace(/--.*$/, "");
    const grant = /^k-(.*)-\d+$/.exec(g.id);
    /** @type {string[]} */ let ends = [];
    if (g.id.startsWith("n-")) ends = [g.id.slice(2)];
    else if (grant) ends = [grant[1]];
    else {
      const seen = new Set();
      for (let step = base; !seen.has(step);) {
        seen.add(step);
        if (!steps[step]) { ends.push(step); break; }
        ends.push(...steps[step][0]);
        step = steps[step][1];
      }
    }
    return { g, ends: ends.filter((id) => cards.has(id)) };
  });

  // Looking: the view box is moved, and the drawing stays as it is.
  const whole = map.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  let box = { ...full };
  const show = () => map.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  const fit = () => {
    const shown = graph.getBBox();
    const frame = graph.transform.baseVal.consolidate()?.matrix;
    box = shown.width ? { x: shown.x + (frame?.e ?? 0) - 12, y: shown.y + (frame?.f ?? 0) - 12, w: shown.width + 24, h: shown.height + 24 } : { ...full };
    show();
  };
  /** @param {number} x @param {number} y */
  const at = (x, y) => {
    const matrix = map.getScreenCTM();
    if (!matrix) return { x: 0, y: 0 };
    const point = new DOMPoint(x, y).matrixTransform(matrix.inverse());
    return { x: point.x, y: point.y };
  };
  /** @param {number} factor @param {{x: number, y: number}} [about] */
  const zoom = (factor, about) => {
    const w = Math.min(full.w * 4, Math.max(60, box.w / factor)), real = box.w / w;
    const p = about ?? { x: box.x + box.w / 2, y: box.y + box.h / 2 };
    box = { x: p.x - (p.x - box.x) / real, y: p.y - (p.y - box.y) / real, w, h: box.h / real };
    show();
  };
  /** @param {string} id */
  const reveal = (id) => {
    const bounds = node(id)?.getBoundingClientRect(), frame = stage.getBoundingClientRect();
    if (!bounds || (bounds.left >= frame.left && bounds.right <= frame.right && bounds.top >= frame.top && bounds.bottom <= frame.bottom)) return;
    const p = at(bounds.left + bounds.width / 2, bounds.top + bounds.height / 2);
    box = { ...box, x: p.x - box.w / 2, y: p.y - box.h / 2 };
    show();
  };

  /** @type {Map<number, {x: number, y: number}>} */ const fingers = new Map();
  let moved = 0;
  stage.addEventListener("pointerdown", (/** @type {PointerEvent} */ e) => { fingers.set(e.pointerId, { x: e.clientX, y: e.clientY }); moved = 0; });
  stage.addEventListener("pointermove", (/** @type {PointerEvent} */ e) => {
    const last = fingers.get(e.pointerId);
    if (!last) return;
    const [before, after] = [at(last.x, last.y), at(e.clientX, e.clientY)];
    const others = [...fingers].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
    if (others.length === 1) {
      const apart = (/** @type {{x: number, y: number}} */ p) => Math.hypot(p.x - others[0].x, p.y - others[0].y);
      zoom(apart({ x: e.clientX, y: e.clientY }) / Math.max(1, apart(last)), at(others[0].x, others[0].y));
    } else {
      box = { ...box, x: box.x + before.x - after.x, y: box.y + before.y - after.y };
      show();
    }
    moved += Math.hypot(e.clientX - last.x, e.clientY - last.y);
    if (moved > 6 && !stage.hasPointerCapture(e.pointerId)) {
      try { stage.setPointerCapture(e.pointerId); } catch { /* the finger has gone already */ }
    }
    fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
  });
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (/** @type {PointerEvent} */ e) => fingers.delete(e.pointerId));
  stage.addEventListener("wheel", (/** @type {WheelEvent} */ e) => { e.preventDefault(); zoom(Math.exp(-e.deltaY * 0.0016), at(e.clientX, e.clientY)); }, { passive: false });

  // What is shown: collapsed branches go, filtered and later claims fade or go, and empty bands close up.
  const hiddenByCollapse = () => {
    const hidden = new Set();
    for (let changed = true; changed;) {
      changed = false;
      for (const id of cards.keys()) {
        const ends = uses.get(id) ?? [];
        if (!hidden.has(id) && ends.length && ends.every((end) => state.collapsed.has(end) || hidden.has(end))) { hidden.add(id); changed = true; }
      }
    }
    return hidden;
  };
  const filters = () => [...document.querySelectorAll("[data-filter]")].map((s) => /** @type {HTMLSelectElement} */ (s)).filter((s) => s.value);
  /** @param {HTMLElement} card */
  const matches = (card) => filters().every((s) => (card.dataset[s.dataset.filter ?? ""] ?? "").split(" ").includes(s.value))
    && (!state.query || state.hits.includes(card.id.slice(2)));
  const draw = () => {
    const hidden = hiddenByCollapse();
    let shown = 0;
    for (const [id, card] of cards) if (!hidden.has(id) && Number(card.dataset.post) <= state.until && matches(card)) shown += 1;
    for (const { g, ends } of groups) {
      g.classList.toggle("off", ends.some((id) => hidden.has(id)));
      g.classList.toggle("future", ends.some((id) => Number(cards.get(id)?.dataset.post) > state.until));
      g.classList.toggle("dim", ends.some((id) => !matches(/** @type {HTMLElement} */ (cards.get(id)))));
    }
    squeeze();
    badges(hidden);
    for (const id of cards.keys()) label(id);
    get("count").textContent = `${shown} of ${cards.size} shown`;
  };

  // Squeezing: heights that nothing shown stands on are taken out of every coordinate.
  /** @type {Map<Element, Record<string, string>>} */ const original = new Map();
  /** @type {[number, number][]} */ const heights = [];
  const boxes = new Map(groups.filter(({ g }) => /^[nj]-/.test(g.id)).map(({ g }) => { const b = g.getBBox(); return [g, [b.y, b.y + b.height]]; }));
  const squeeze = () => {
    const used = groups.filter(({ g }) => boxes.has(g) && !g.classList.contains("off") && !g.classList.contains("future"))
      .map(({ g }) => /** @type {[number, number]} */ (boxes.get(g))).sort((a, b) => a[0] - b[0]);
    heights.length = 0;
    let end = used.length ? used[0][1] : 0;
    for (const [top, bottom] of used) {
      if (top - end > 40) heights.push([end, top - end - 24]);
      end = Math.max(end, bottom);
    }
    for (const { g } of groups) for (const part of g.querySelectorAll("*")) shift(part);
  };
  /** @param {number} y */
  const lower = (y) => heights.reduce((sum, [from, size]) => sum + Math.min(size, Math.max(0, y - from)), 0);
  /** @param {Element} part */
  const shift = (part) => {
    if (part.closest(".badge-group")) return;
    if (!original.has(part)) original.set(part, Object.fromEntries(["d", "points", "y", "cy"].filter((k) => part.hasAttribute(k)).map((k) => [k, part.getAttribute(k) ?? ""])));
    for (const [key, value] of Object.entries(original.get(part) ?? {})) {
      const moved = key === "y" || key === "cy" ? String(Number(value) - lower(Number(value)))
        : value.replace(/(-?[\d.]+),(-?[\d.]+)/g, (_, x, y) => `${x},${(Number(y) - lower(Number(y))).toFixed(1)}`);
      if (part.getAttribute(key) !== moved) part.setAttribute(key, moved);
    }
  };
  /** @param {Set<string>} hidden */
  const badges = (hidden) => {
    for (const old of graph.querySelectorAll(".badge-group")) old.remove();
    for (const id of state.collapsed) {
      const own = node(id);
      if (!own || hidden.has(id)) continue;
      const count = below(id).filter((name) => hidden.has(name)).length, b = own.getBBox(), ns = "http://www.w3.org/2000/svg";
      const g = document.createElementNS(ns, "g"), r = document.createElementNS(ns, "rect"), t = document.createElementNS(ns, "text");
      g.setAttribute("class", "badge-group"); r.setAttribute("class", "badge-box"); t.setAttribute("class", "badge");
      for (const [k, v] of Object.entries({ x: b.x + b.width - 14, y: b.y - 9, width: 26, height: 18, rx: 9 })) r.setAttribute(k, String(v));
      t.setAttribute("x", String(b.x + b.width - 1)); t.setAttribute("y", String(b.y + 4)); t.setAttribute("text-anchor", "middle");
      t.textContent = `+${count}`;
      g.append(r, t); own.append(g);
    }
  };
  /** @param {string} id @returns {string[]} */
  const below = (id) => {
    const found = new Set(), todo = [...(reasons.get(id) ?? [])];
    while (todo.length) { const next = /** @type {string} */ (todo.pop()); if (!found.has(next)) { found.add(next); todo.push(...(reasons.get(next) ?? [])); } }
    return [...found];
  };
  /** @param {string} id */
  const toggle = (id) => {
    if (!reasons.has(id)) return;
    state.collapsed.has(id) ? state.collapsed.delete(id) : state.collapsed.add(id);
    draw();
    say(`${state.collapsed.has(id) ? "collapsed" : "expanded"}: ${title(id)}`);
  };

  // Going somewhere: the address says where we are, so that links and the back button work.
  /** @param {string} key */
  const tab = (key) => {
    for (const t of document.querySelectorAll("[role=tab]")) {
      const on = t.id === `t-${key}`;
      t.setAttribute("aria-selected", String(on));
      /** @type {HTMLElement} */ (t).tabIndex = on ? 0 : -1;
      get(t.getAttribute("aria-controls") ?? "").classList.toggle("on", on);
    }
  };
  /** @param {string} id */
  const select = (id) => {
    const gone = hiddenByCollapse();
    if (gone.has(id)) { for (const c of [...state.collapsed]) if (below(c).includes(id)) state.collapsed.delete(c); draw(); }
    state.here = id;
    for (const [name, card] of cards) {
      card.classList.toggle("on", name === id);
      const own = node(name);
      own?.classList.toggle("here", name === id);
      own?.setAttribute("tabindex", name === id ? "0" : "-1");
      if (name === id) own?.setAttribute("aria-current", "true"); else own?.removeAttribute("aria-current");
    }
    tab("claim");
    get("panel").scrollTop = 0;
    reveal(id);
  };
  const aside = (/** @type {string} */ id) => { for (const s of document.querySelectorAll(".scheme,.issue-card")) s.classList.toggle("on", s.id === id); };
  const go = () => {
    const [key, id] = decodeURIComponent(location.hash.slice(1)).split("=");
    aside(key === "s" || key === "i" ? `${key}-${id}` : "");
    if (key === "c" && cards.has(id)) select(id);
    else if ((key === "s" || key === "i") && get(`${key}-${id}`)) {
      tab("claim");
      for (const card of cards.values()) card.classList.remove("on");
      get("panel").scrollTop = 0;
    }
    else if (key === "p" && get(`p-${id}`)) {
      tab("thread");
      for (const post of posts) post.classList.toggle("here", post.id === `p-${id}`);
      get(`p-${id}`).scrollIntoView({ block: "center" });
    }
  };
  /** @param {string | undefined} id @param {boolean} [focus] */
  const visit = (id, focus) => {
    if (!id || !cards.has(id)) return;
    // At once: the browser tells of a new address later, and the next key may come before.
    select(id);
    aside("");
    if (location.hash !== `#c=${id}`) location.hash = `c=${id}`;
    if (focus) node(id)?.focus({ preventScroll: true });
    if (window.parent !== window) window.parent.postMessage({ argmap: "selected", claim: id }, "*");
  };
  /** @param {string} id */
  const label = (id) => {
    const count = reasons.get(id)?.length ?? 0;
    const folded = count ? `, ${count} reasons and objections, ${state.collapsed.has(id) ? "collapsed" : "expanded"}` : "";
    // The name begins with the words that are seen, so that people who speak to their machine can say them.
    const seen = [...(node(id)?.querySelectorAll("text") ?? [])].map((t) => t.textContent?.trim()).filter(Boolean).join(" ");
    node(id)?.setAttribute("aria-label", seen + folded);
  };
  for (const [id] of cards) {
    const own = node(id);
    if (!own) continue;
    own.classList.add("on");
    own.setAttribute("role", "button");
    own.setAttribute("tabindex", "-1");
    own.addEventListener("click", () => { if (moved < 6) visit(id); });
    own.addEventListener("dblclick", () => toggle(id));
  }
  // Issues have cards of their own, which the outline leads to as well.
  for (const card of document.querySelectorAll(".issue-card")) {
    const own = node(card.id.slice(2));
    own?.classList.add("on");
    own?.addEventListener("click", () => { if (moved < 6) location.hash = `i=${card.id.slice(2)}`; });
  }
  for (const { g } of groups) if (g.classList.contains("edge") || g.classList.contains("joint")) g.setAttribute("aria-hidden", "true");

  // Search: words anywhere in a card; Enter goes to the next that has them.
  const texts = new Map([...cards].map(([id, card]) => [id, `${id} ${card.textContent}`.toLowerCase()]));
  search.addEventListener("input", () => {
    state.query = search.value.trim().toLowerCase();
    const words = state.query.split(/\s+/);
    state.hits = state.query ? [...texts].filter(([, t]) => words.every((/** @type {string} */ w) => t.includes(w))).map(([id]) => id) : [];
    draw();
    if (state.query) say(`${state.hits.length} found`);
  });
  search.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.key === "Enter" && state.hits.length) visit(state.hits[(state.hits.indexOf(state.here) + 1) % state.hits.length]);
    if (e.key === "Escape") { search.value = ""; search.dispatchEvent(new Event("input")); search.blur(); }
  });
  for (const s of document.querySelectorAll("[data-filter]")) s.addEventListener("change", () => { draw(); say(get("count").textContent); });

  // Time: the map as of a post, and what that post did.
  get("time")?.addEventListener("input", (/** @type {Event} */ e) => {
    const slider = /** @type {HTMLInputElement} */ (e.target), n = Number(slider.value), last = n === Number(slider.max);
    state.until = last ? Infinity : n;
    get("now").textContent = last ? `all ${n}` : `${n} of ${slider.max}`;
    draw();
    const post = posts.find((p) => /** @type {HTMLElement} */ (p).dataset.n === String(n));
    for (const p of posts) p.classList.toggle("here", p === post && !last);
    if (post && !last) { tab("thread"); post.scrollIntoView({ block: "center" }); say(`${post.querySelector("h3")?.textContent}: ${post.querySelector(".moves")?.textContent ?? "no move"}`); }
  });

  // Keys.
  /** @param {string} id @param {number} by */
  const sibling = (id, by) => {
    const end = (uses.get(id) ?? [])[0];
    const row = end ? [...new Set(reasons.get(end))] : [...cards.keys()].filter((c) => cards.get(c)?.dataset.kind === "thesis");
    return row[(row.indexOf(id) + by + row.length) % row.length];
  };
  const keys = /** @type {Record<string, () => void>} */ ({
    ArrowLeft: () => visit((uses.get(state.here) ?? [])[0], true),
    ArrowRight: () => { state.collapsed.delete(state.here); draw(); visit((reasons.get(state.here) ?? [])[0], true); },
    ArrowUp: () => visit(sibling(state.here, -1), true),
    ArrowDown: () => visit(sibling(state.here, 1), true),
    " ": () => toggle(state.here),
    Enter: () => { tab("claim"); get("v-claim").focus(); },
    "/": () => search.focus(),
    "?": () => get("help").showModal(),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": fit,
    c: () => tab("claim"), o: () => tab("outline"), t: () => tab("thread"),
    ...Object.fromEntries([...document.querySelectorAll("[role=tab][data-key]")].map((t) => [/** @type {HTMLElement} */ (t).dataset.key, () => tab(t.id.slice(2))])),
    Escape: () => { for (const s of filters()) s.value = ""; state.query = search.value = ""; draw(); },
  });
  document.addEventListener("keydown", (e) => {
    const target = /** @type {HTMLElement} */ (e.target);
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || get("help").open) return;
    if (target.getAttribute("role") === "tab" && (e.key === "ArrowLeft" || e.key === "ArrowRight")) {
      const all = [...document.querySelectorAll("[role=tab]")], next = /** @type {HTMLElement} */ (all[(all.indexOf(target) + (e.key === "ArrowRight" ? 1 : all.length - 1)) % all.length]);
      tab(next.id.slice(2)); next.focus(); e.preventDefault(); return;
    }
    if ((e.key === "Enter" || e.key === " ") && /^(BUTTON|SUMMARY|A)$/.test(target.tagName)) return;
    if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
  });

  // Buttons.
  /** @param {Blob} blob @param {string} name */
  const save = (blob, name) => {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(blob); a.download = name; a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1000);
  };
  const drawing = () => {
    const copy = /** @type {SVGSVGElement} */ (map.cloneNode(true)), style = getComputedStyle(root);
    copy.setAttribute("width", String(box.w)); copy.setAttribute("height", String(box.h));
    copy.setAttribute("font-family", "Helvetica, Arial, sans-serif");
    for (const g of copy.querySelectorAll(".off,.future")) g.remove();
    return new XMLSerializer().serializeToString(copy).replace(/var\((--\w+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  };
  const slug = (document.title.toLowerCase().match(/[a-z0-9]+/g) ?? ["map"]).slice(0, 6).join("-");
  const citation = () => {
    const card = cards.get(state.here), quote = card?.querySelector("mark")?.textContent, who = card?.querySelector("cite")?.textContent;
    return `${title(state.here)}${quote ? ` “${quote}” (${who})` : ""} – ${document.title}, ${location.href}`;
  };
  const themes = ["light", "dark", "mono"];
  const deeds = /** @type {Record<string, () => void>} */ ({
    in: () => zoom(1.25), out: () => zoom(0.8), fit,
    theme: () => {
      const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme:dark)").matches ? "dark" : "light");
      root.dataset.theme = themes[(themes.indexOf(now) + 1) % themes.length];
      say(`colours: ${root.dataset.theme}`);
    },
    collapse: () => { for (const [id, card] of cards) if (card.dataset.kind === "thesis" && reasons.has(id)) state.collapsed.add(id); draw(); fit(); },
    expand: () => { state.collapsed.clear(); draw(); fit(); },
    svg: () => save(new Blob([drawing()], { type: "image/svg+xml" }), `${slug}.svg`),
    png: () => {
      const image = new Image(), scale = Math.min(2, 8000 / Math.max(box.w, box.h));
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = box.w * scale; canvas.height = box.h * scale;
        const pen = canvas.getContext("2d");
        if (!pen) return;
        pen.fillStyle = getComputedStyle(root).getPropertyValue("--page");
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => blob && save(blob, `${slug}.png`));
      };
      image.src = URL.createObjectURL(new Blob([drawing()], { type: "image/svg+xml" }));
    },
    print: () => window.print(),
    help: () => get("help").showModal(),
    close: () => get("help").close(),
    copy: () => { navigator.clipboard?.writeText(citation()).then(() => say("copied"), () => say("could not copy")); },
  });
  document.addEventListener("click", (e) => {
    const button = /** @type {HTMLElement} */ (e.target).closest?.("[data-do]");
    if (button) deeds[/** @type {HTMLElement} */ (button).dataset.do ?? ""]?.();
    const t = /** @type {HTMLElement} */ (e.target).closest?.("[role=tab]");
    if (t) tab(t.id.slice(2));
    for (const d of document.querySelectorAll("header details[open]")) if (!d.contains(/** @type {Node} */ (e.target)) || button) d.removeAttribute("open");
  });
  const printing = () => { box = { ...full }; fit(); };
  window.addEventListener("beforeprint", printing);
  window.addEventListener("hashchange", go);

  const tops = [...cards.keys()].filter((id) => cards.get(id)?.dataset.kind === "thesis");
  if (cards.size > 400 || (stage.clientWidth < 500 && cards.size > 20)) for (const id of tops) if (reasons.has(id)) state.collapsed.add(id);
  draw();
  fit();
  select(tops[0] ?? [...cards.keys()][0] ?? "");
  go();
})();
