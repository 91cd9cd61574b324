// @ts-check
// The page without its script is complete and readable; this adds looking around, and nothing that is not in the page.
(() => {
  "use strict";
  const root = document.documentElement;
  /** @param {string} id @returns {any} */
  const get = (id) => document.getElementById(id);
  /** @param {string} selector @returns {HTMLElement[]} */
  const all = (selector) => [...document.querySelectorAll(selector)].map((e) => /** @type {HTMLElement} */ (e));
  const stage = get("stage"), svg = get("map"), live = get("live"), search = get("search"), hitList = get("hits"), panel = get("panel");
  const data = /** @type {any} */ (window).argmapData();
  const v = /** @type {any} */ (window).argmapView(data, stage, svg), look = v.state;
  const say = /** @type {any} */ (window).argmapSay(data.words ?? {});
  /** Claims that are supposed to be true or false. @type {Map<string, boolean>} */ const supposed = new Map();
  const labelled = data.theory && /** @type {any} */ (window).argmapSuppose(data.theory);
  /** Labels as they are. @type {Map<string, string> | null} */ let actual = null;
  /** Labels that would be others. @type {Map<string, string>} */ let turned = new Map();
  const cards = /** @type {any} */ (window).argmapCards(data, v, say, supposed);
  /** Claims and examples: what filters choose from, and what is counted. */
  const nodes = /** @type {string[]} */ (data.items.filter((/** @type {any} */ i) => i.kind !== "issue").map((/** @type {any} */ i) => i.id));
  const posts = all(".post");
  const overview = /** @type {any} */ (window).argmapOverview(v, stage);
  const last = data.posts;
  for (const a of all(".words a")) a.title = (a.dataset.q ?? decodeURIComponent(a.getAttribute("href")?.slice(3) ?? "")).split(" ").map((id) => v.items.get(id)?.label ?? id).join("; ");
  const state = { query: "", words: /** @type {string[]} */ ([]), hits: /** @type {{id: string, post: boolean}[]} */ ([]), found: new Set(), at: 0, until: Infinity, keys: true, presenting: "" };
  /** @param {string} words */ const announce = (words) => { live.textContent = words; };
  /** @param {string} id */ const title = (id) => v.items.get(id)?.label ?? id;
  /** Words of the map or of a post, in their own language and direction. @param {string} name @param {string} words @param {string} [lang] @returns {any} */
  const theirs = (name, words, lang = data.lang.map) => { const e = document.createElement(name); e.dir = "auto"; if (lang) e.lang = lang; e.textContent = words; return e; };

  // As of a post: what was known then, who had said what, and the labels of that moment.
  /** @param {string} id */
  v.state.exists = (id) => ((v.items.get(id) ?? v.relations.get(id))?.from ?? 0) <= state.until;
  /** @param {any} item */
  v.state.look = (item) => {
    const now = state.until;
    const head = [...item.head, ...(item.voices?.length ? [item.voices.filter((/** @type {any} */ p) => p[1] <= now).map((/** @type {any} */ p) => `${v.isolated(p[0])} #${p[1]}`).join(", ")].map((people) => (item.pointed ? say("named by {people}", { people }) : people)) : [])];
    if (now === Infinity) {
      const other = turned.get(item.id) ?? (supposed.has(item.id) ? (supposed.get(item.id) ? "in" : "out") : "");
      if (!other) return { ...item, head };
      const words = supposed.has(item.id) ? (supposed.get(item.id) ? say("SUPPOSED TRUE") : say("SUPPOSED FALSE")) : { in: say("WOULD BE ACCEPTED"), out: say("WOULD BE REJECTED"), undecided: say("WOULD BE UNDECIDED") }[other];
      return { ...item, head: [`${data.labels[other].split(" ")[0]} ${words}`, ...head.filter((line) => !Object.values(data.labels).some((label) => line.startsWith(String(label))))], status: other, turned: true };
    }
    const foot = (item.grants ?? []).filter((/** @type {any} */ g) => g[1] <= now).map((/** @type {any} */ g) => g[0]);
    /** @type {Map<string, string>} */ const stances = new Map();
    for (const s of data.cards.nodes[item.id]?.stances ?? []) if (s.post <= now) stances.set(s.who, cards.does(s.does).replace("{name}", () => v.isolated(s.who)) + (s.manner ?? ""));
    if (stances.size) foot.unshift([...stances.values()].join(" · "));
    const label = (item.labels ?? []).filter((/** @type {any} */ l) => l[0] <= now).at(-1)?.[1];
    if (label) head.unshift(data.labels[label]);
    return { ...item, head, foot, status: label };
  };

  // What is shown: filters and search fade what they do not name.
  const choices = all("[data-filter]").map((s) => /** @type {HTMLSelectElement} */ (s));
  const filters = () => choices.filter((s) => s.value);
  /** @type {[string, string][]} */ let wanted = [];
  const narrowed = () => wanted.length > 0 || state.query !== "";
  const choose = () => { wanted = filters().map((s) => [s.dataset.filter ?? "", s.value]); };
  /** @param {string} id */
  const matches = (id) => {
    if (!narrowed()) return true;
    if (v.items.get(id)?.kind === "issue") return false;
    return wanted.every(([name, value]) => cards.values(id, name).includes(value)) && (!state.query || state.found.has(id));
  };
  v.state.dim = (/** @type {string} */ id) => !matches(id);
  const counted = () => {
    const there = nodes.filter(look.exists), kept = there.filter(matches), shown = kept.filter((id) => v.boxes.has(id)).length;
    get("count").textContent = !narrowed() ? say("{count} of {all} shown", { count: shown, all: there.length })
      : shown < kept.length ? say("{count} of {all} found, {collapsed} of them collapsed", { count: kept.length, all: nodes.length, collapsed: kept.length - shown })
        : say("{count} of {all} found", { count: kept.length, all: nodes.length });
  };
  // Lines of the outline and posts fade with what they are about; only the part that is seen is touched.
  /** @param {Element} place */
  const named = (place) => [...place.querySelectorAll("a[href^='#c=']")].map((a) => decodeURIComponent(a.getAttribute("href")?.slice(3) ?? ""));
  /** @type {[Element, string][] | null} */ let entries = null;
  /** @type {[HTMLElement, string[]][] | null} */ let about = null;
  const fade = () => {
    if (get("v-outline").classList.contains("on")) {
      entries ??= [...get("v-outline").querySelectorAll("a[href^='#c=']")].map((a) => [/** @type {Element} */ (a.parentElement), decodeURIComponent(a.getAttribute("href")?.slice(3) ?? "")]);
      for (const [line, id] of entries) line.classList.toggle("faded", !matches(id));
    }
    if (get("v-thread").classList.contains("on")) {
      about ??= posts.map((p) => [p, named(p)]);
      for (const [post, ids] of about) post.classList.toggle("faded", narrowed() && !state.found.has(post.id) && !ids.some(matches));
    }
  };
  const redraw = () => { choose(); v.paint(); counted(); fade(); overview.draw(); };
  /** @param {string} [keep] */
  const relaid = (keep) => { v.update(keep); counted(); overview.settle(); };
  const begin = () => { v.begin(); overview.settle(); };

  // What if: the labels that would follow from some claims being true or false.
  const supposing = () => {
    const bar = get("supposing");
    bar.hidden = !supposed.size;
    actual ??= labelled?.() ?? new Map();
    const then = supposed.size ? labelled(supposed) : actual;
    turned = new Map([...then].filter(([id, label]) => actual?.get(id) !== label && v.items.has(id)));
    root.classList.toggle("if", supposed.size > 0);
    if (!supposed.size) return;
    const would = /** @type {Record<string, string>} */ ({ in: say("would be accepted"), out: say("would be rejected"), undecided: say("would be undecided") });
    const now = /** @type {Record<string, string>} */ ({ in: say("accepted now"), out: say("rejected now"), undecided: say("undecided now") });
    const others = [...turned.keys()].filter((id) => !supposed.has(id));
    const line = (/** @type {string} */ id, /** @type {string} */ words) => { const li = document.createElement("li"); li.append(cards.link(id), ` ${words}`); return li; };
    get("supposed").replaceChildren(...[...supposed].map(([id, value]) => line(id, value ? say("is supposed to be true") : say("is supposed to be false"))));
    get("turned").replaceChildren(...others.map((id) => line(id, `${would[turned.get(id) ?? ""]} (${now[actual?.get(id) ?? ""]})`)));
    get("turned-count").textContent = others.length === 1 ? say("1 label would change") : others.length ? say("{count} labels would change", { count: others.length }) : say("Nothing else changes");
  };
  /** Claims that say the same in other words are one: what is supposed last of them counts. @param {string} id @param {boolean} value */
  const put = (id, value) => {
    for (const other of [...supposed.keys()]) if (data.theory.nodes[other][0] === data.theory.nodes[id][0]) supposed.delete(other);
    supposed.set(id, value);
  };
  /** @param {string} id @param {boolean} value */
  const suppose = (id, value) => {
    if (supposed.get(id) === value) supposed.delete(id); else put(id, value);
    if (state.until !== Infinity) asOf(Infinity, false);
    supposing();
    relaid(id);
    if (look.here === id) read(cards.ofItem(id));
    keepAddress();
    get("v-claim").querySelector(`[data-do=suppose-${value}]`)?.focus();
    announce(supposed.size ? get("turned-count").textContent : say("Nothing is supposed"));
  };
  const unsuppose = () => { supposed.clear(); supposing(); relaid(look.here); if (look.here && v.items.get(look.here)?.kind !== "issue") read(cards.ofItem(look.here)); keepAddress(); };

  // A first view: issues, theses, and level by level the branches with most below them, while there are few nodes.
  const MANY = 30;
  /** @type {Map<string, number>} */ const weights = new Map();
  /** @param {string} id @returns {number} */
  const weight = (id) => {
    if (!weights.has(id)) {
      const seen = new Set([id]), todo = [id];
      while (todo.length && seen.size < 500) for (const kid of v.below.get(/** @type {string} */ (todo.pop())) ?? []) if (!seen.has(kid)) { seen.add(kid); todo.push(kid); }
      weights.set(id, seen.size - 1);
    }
    return weights.get(id) ?? 0;
  };
  /** @param {number} many */
  const openSome = (many) => {
    look.open.clear();
    const shown = new Set(v.roots);
    let level = [...v.roots];
    while (level.length) {
      /** @type {string[]} */ const next = [];
      const top = (/** @type {string} */ id) => ["issue", "thesis"].includes(v.items.get(id).kind);
      for (const id of level.sort((a, b) => Number(top(b)) - Number(top(a)) || weight(b) - weight(a))) {
        const kids = (v.below.get(id) ?? []).filter((/** @type {string} */ k) => look.exists(k));
        const fresh = kids.filter((/** @type {string} */ k) => !shown.has(k));
        if (!kids.length || (v.items.get(id).kind !== "issue" && shown.size + fresh.length > many)) continue;
        look.open.add(id);
        fresh.forEach((/** @type {string} */ k) => shown.add(k));
        next.push(...fresh);
      }
      level = next;
    }
  };
  /** As many as let somebody see the answers together: what is far above or below the screen is opened by hand. */
  const opening = () => {
    for (const many of [MANY, 24, 18, 14, 10]) {
      openSome(many);
      v.update();
      const tops = [...v.boxes.values()].filter((b) => b.item.kind === "thesis" && b.item.parent === v.roots[0]);
      const from = Math.min(...tops.map((b) => b.y)), to = Math.max(...tops.map((b) => b.y + b.h));
      if (!tops.length || to - from < stage.clientHeight - 80) return;
    }
  };
  /** @param {string} id */
  const toggle = (id) => {
    if (!v.below.get(id)?.length) return;
    const open = !look.open.has(id);
    if (open) look.open.add(id); else look.open.delete(id);
    relaid(id);
    if (open) v.reveal(id);
    keepAddress();
    announce(`${open ? say("expanded") : say("collapsed")}: ${title(id)}`);
  };
  /** Open what stands above an item, so that it is shown. @param {string} id */
  const uncover = (id) => {
    if (v.boxes.has(id)) return;
    const seen = new Set();
    for (let up = id; up && !seen.has(up);) { seen.add(up); up = (v.above.get(up) ?? []).find(look.exists); if (up) look.open.add(up); }
    relaid(look.here);
  };

  // The address says where we are and what is looked for, so that links and the back button work.
  const address = () => {
    const parts = place ? [place] : [];
    if (state.query) parts.push(`q=${encodeURIComponent(search.value.trim())}`);
    for (const s of filters()) parts.push(`${s.dataset.filter}=${encodeURIComponent(s.value)}`);
    if (state.until !== Infinity) parts.push(`post=${state.until}`);
    for (const value of [true, false]) { const ids = [...supposed].filter((s) => s[1] === value).map((s) => s[0]); if (ids.length) parts.push(`${value}=${ids.map(encodeURIComponent).join(",")}`); }
    return `#${parts.join("&")}`;
  };
  let place = "";
  const keepAddress = () => { try { history.replaceState(null, "", address()); } catch { /* a frame may not */ } };
  /** @param {string} key */
  const tab = (key) => {
    for (const t of all("[role=tab]")) {
      const on = t.id === `t-${key}`;
      t.setAttribute("aria-selected", String(on));
      t.tabIndex = on ? 0 : -1;
      get(t.getAttribute("aria-controls") ?? "").classList.toggle("on", on);
    }
    fade();
    document.dispatchEvent(new CustomEvent("argmap-tab", { detail: key }));
  };
  /** @param {string} id */
  const path = (id) => {
    const steps = [], seen = new Set();
    for (let up = id; up && !seen.has(up); up = (v.above.get(up) ?? []).find(look.exists)) { seen.add(up); steps.unshift(up); }
    get("path").replaceChildren(...steps.map((step, n) => {
      const a = theirs("a", title(step));
      a.href = `#${v.items.get(step).kind === "issue" ? "i" : "c"}=${encodeURIComponent(step)}`;
      if (n === steps.length - 1) a.setAttribute("aria-current", "location");
      return a;
    }));
  };
  /** Show a card. @param {HTMLElement} card */
  const read = (card) => {
    get("v-claim").querySelector(".card")?.remove();
    get("v-claim").append(card);
    get("v-claim").scrollTop = panel.scrollTop = 0;
  };
  /** @param {string} id */
  const select = (id) => {
    tab("claim");
    uncover(id);
    look.here = id;
    read(v.items.get(id).kind === "issue" ? cards.ofIssue(id) : cards.ofItem(id));
    path(id);
    v.paint();
    v.reveal(id);
    overview.draw();
  };
  const go = () => {
    /** @type {Map<string, string>} */ const said = new Map(location.hash.slice(1).split("&").map((part) => { const [key, ...rest] = part.split("="); let value = rest.join("="); try { value = decodeURIComponent(value); } catch { /* as it stands */ } return [key, value]; }));
    const [key, id] = [...said].find(([k]) => ["c", "i", "s", "p"].includes(k)) ?? ["", ""];
    place = key ? `${key}=${encodeURIComponent(id)}` : "";
    for (const s of choices) s.value = said.get(s.dataset.filter ?? "") ?? "";
    const until = Number(said.get("post")) || Infinity;
    if (until !== state.until) asOf(until, false);
    const wished = new Map([true, false].flatMap((value) => (said.get(String(value)) ?? "").split(",").filter((each) => data.theory?.nodes[each]).map((each) => /** @type {[string, boolean]} */ ([each, value]))));
    if (String([...wished]) !== String([...supposed])) { supposed.clear(); wished.forEach((value, each) => put(each, value)); supposing(); relaid(look.here); }
    if ((said.get("q") ?? "") !== search.value.trim()) { search.value = said.get("q") ?? ""; look4(false); }
    if ((key === "c" || key === "i") && v.items.has(id)) select(id);
    else if (key === "s" && cards.hasScheme(id)) { tab("claim"); read(cards.ofScheme(id)); } else if (key === "p" && get(`p-${id}`)) {
      tab("thread");
      for (const post of posts) post.classList.toggle("here", post.id === `p-${id}`);
      get(`p-${id}`).scrollIntoView({ block: "center" });
    }
    redraw();
  };
  /** @param {string | undefined} id @param {boolean} [focus] */
  const visit = (id, focus) => {
    if (!id || !v.items.has(id)) return;
    // At once: the browser tells of a new address later, and the next key may come before.
    select(id);
    const next = `${v.items.get(id).kind === "issue" ? "i" : "c"}=${encodeURIComponent(id)}`;
    if (place !== next) { place = next; location.hash = address(); }
    if (focus) v.node(id)?.focus({ preventScroll: true });
    if (window.parent !== window) window.parent.postMessage({ argmap: "selected", claim: id }, "*");
  };

  // Looking around with pointers.
  /** @type {Map<number, {x: number, y: number}>} */ const fingers = new Map();
  let moved = 0;
  stage.addEventListener("pointerdown", (/** @type {PointerEvent} */ e) => { if (nearest(e, "#mini,#overview")) return; fingers.set(e.pointerId, { x: e.clientX, y: e.clientY }); if (fingers.size === 1) moved = 0; });
  stage.addEventListener("pointermove", (/** @type {PointerEvent} */ e) => {
    const before = fingers.get(e.pointerId);
    if (!before) return;
    const others = [...fingers].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
    if (others.length === 1) {
      const apart = (/** @type {{x: number, y: number}} */ p) => Math.hypot(p.x - others[0].x, p.y - others[0].y);
      v.zoom(apart({ x: e.clientX, y: e.clientY }) / Math.max(1, apart(before)), v.at((others[0].x + e.clientX) / 2, (others[0].y + e.clientY) / 2));
    } else { look.x -= (e.clientX - before.x) / look.scale; look.y -= (e.clientY - before.y) / look.scale; v.frame(); }
    moved += Math.hypot(e.clientX - before.x, e.clientY - before.y);
    if (moved > 6 && !stage.hasPointerCapture(e.pointerId)) {
      try { stage.setPointerCapture(e.pointerId); } catch { /* the finger has gone already */ }
    }
    fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
  });
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (/** @type {PointerEvent} */ e) => fingers.delete(e.pointerId));
  stage.addEventListener("wheel", (/** @type {WheelEvent} */ e) => {
    e.preventDefault();
    if (e.ctrlKey || e.metaKey || !e.shiftKey) v.zoom(Math.exp(-e.deltaY * 0.0016), v.at(e.clientX, e.clientY));
    else { look.x += e.deltaY / look.scale; v.frame(); }
  }, { passive: false });
  /** @param {Event} e @param {string} selector */
  const nearest = (e, selector) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest?.(selector));
  svg.addEventListener("click", (/** @type {MouseEvent} */ e) => {
    if (moved >= 6) return;
    const opener = nearest(e, "[data-toggle]"), node = nearest(e, ".node");
    if (opener) toggle(opener.dataset.toggle ?? "");
    else if (node) visit(node.dataset.id);
  });
  svg.addEventListener("dblclick", (/** @type {MouseEvent} */ e) => { const node = nearest(e, ".node"); if (node && !nearest(e, "[data-toggle]")) toggle(node.dataset.id ?? ""); });

  // Search: words in claims, quotes, names and posts; the best first, with the branch that they stand in.
  /** @type {{id: string, post: boolean, best: string, rest: string, from: number}[] | null} */ let index = null;
  const indexed = () => index ??= [
    ...data.items.map((/** @type {any} */ i) => ({
      id: i.id, post: false, best: `${i.label} ${i.name ?? ""} ${i.text}`.toLowerCase(), from: i.from ?? 0,
      rest: `${(i.voices ?? []).map((/** @type {any} */ p) => p[0]).join(" ")} ${cards.rest(i.id)}`.toLowerCase(),
    })),
    ...posts.map((p) => ({ id: p.id, post: true, best: "", rest: `${p.querySelector("h3")?.textContent} ${p.querySelector(".words")?.textContent ?? ""}`.toLowerCase(), from: Number(p.dataset.n) })),
  ];
  /** @param {boolean} [keep] */
  const look4 = (keep = true) => {
    state.query = search.value.trim().toLowerCase();
    state.words = state.query.split(/\s+/).filter(Boolean);
    /** @type {[number, {id: string, post: boolean}][]} */ const ranked = [];
    if (state.query) for (const entry of indexed()) {
      if (entry.from > state.until) continue;
      let rank = 0;
      for (const w of state.words) {
        const at = entry.best.indexOf(w);
        const one = at >= 0 ? (at === 0 || /\W/.test(entry.best[at - 1]) ? 4 : 3) : entry.rest.includes(w) ? (entry.post ? 1 : 2) : 0;
        if (!one) { rank = 0; break; }
        rank += one;
      }
      if (rank) ranked.push([rank, entry]);
    }
    state.hits = ranked.sort((a, b) => b[0] - a[0]).map(([, entry]) => entry);
    state.found = new Set(state.hits.map((h) => h.id));
    state.at = 0;
    listHits();
    redraw();
    if (keep) { keepAddress(); if (state.query) announce(say("{count} found", { count: state.hits.length })); }
  };
  const SHOWN = 40;
  const listHits = () => {
    const open = state.query !== "" && document.activeElement === search;
    hitList.hidden = !open;
    search.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const rows = state.hits.slice(0, SHOWN).map((hit, n) => {
      const li = document.createElement("li"), small = document.createElement("small");
      li.id = `hit-${n}`; li.role = "option"; li.dataset.hit = String(n);
      if (hit.post) {
        li.append(get(hit.id).querySelector("h3")?.textContent ?? "");
        if (data.lang.thread) small.lang = data.lang.thread;
        const text = (get(hit.id).querySelector(".words")?.textContent ?? ""), at = Math.max(0, text.toLowerCase().indexOf(state.words[0]) - 30);
        small.dir = "auto";
        small.textContent = `${at ? "… " : ""}${text.slice(at, at + 90)}`;
      } else {
        const item = v.items.get(hit.id), up = (v.above.get(hit.id) ?? [])[0];
        li.append(theirs("span", `${item.head[0].split(" ")[0]} ${item.name ?? item.text}`));
        small.textContent = [up ? say("below: {name}", { name: v.isolated(title(up)) }) : "", v.boxes.has(hit.id) ? "" : say("collapsed")].filter(Boolean).join(" · ");
      }
      li.append(document.createElement("br"), small);
      return li;
    });
    const end = document.createElement("li");
    end.className = "end";
    end.textContent = state.hits.length > SHOWN ? say("{count} more", { count: state.hits.length - SHOWN }) : state.hits.length ? "" : say("Nothing has these words.");
    hitList.replaceChildren(...rows, ...(end.textContent ? [end] : []));
    mark();
  };
  const mark = () => {
    for (const li of all("#hits li")) li.setAttribute("aria-selected", String(li.id === `hit-${state.at}`));
    search.setAttribute("aria-activedescendant", state.hits.length ? `hit-${state.at}` : "");
    get(`hit-${state.at}`)?.scrollIntoView({ block: "nearest" });
  };
  /** @param {number} n */
  const openHit = (n) => {
    const hit = state.hits[n];
    if (!hit) return;
    if (hit.post) location.hash = `p=${encodeURIComponent(hit.id.slice(2))}`; else visit(hit.id);
    state.at = (n + 1) % Math.min(state.hits.length, SHOWN);
    mark();
  };
  search.addEventListener("input", () => look4());
  search.addEventListener("focus", listHits);
  search.addEventListener("blur", () => setTimeout(listHits, 150));
  search.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    const many = Math.min(state.hits.length, SHOWN);
    if (e.key === "Enter") openHit(state.at);
    else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && many) { state.at = (state.at + (e.key === "ArrowDown" ? 1 : many - 1)) % many; mark(); e.preventDefault(); }
    else if (e.key === "Escape") { search.value = ""; look4(); search.blur(); stage.focus(); }
  });
  hitList.addEventListener("mousedown", (/** @type {MouseEvent} */ e) => { const li = nearest(e, "[data-hit]"); if (li) { e.preventDefault(); openHit(Number(li.dataset.hit)); } });
  for (const s of choices) s.addEventListener("change", () => { redraw(); keepAddress(); announce(get("count").textContent); });

  // Time.
  /** @param {string[]} ids @param {number} more */
  const some = (ids, more) => { const names = ids.map((id) => v.isolated(title(id))).join(", "); return more ? say("{names} and {count} more", { names, count: more }) : names; };
  /** What a post changed, in one line. @param {number} n */
  const changes = (n) => {
    const [fresh, more, otherwise, yet] = data.moments[n] ?? [[], 0, [], 0];
    const words = [...(fresh.length ? [say("new: {names}", { names: some(fresh, more) })] : []), ...(otherwise.length ? [say("now judged otherwise: {names}", { names: some(otherwise, yet) })] : [])].join("; ");
    return words ? `${words[0].toUpperCase()}${words.slice(1)}.` : say("This post changes nothing in the map.");
  };
  const slider = get("time");
  /** @param {number} until @param {boolean} [byHand] */
  const asOf = (until, byHand = true) => {
    state.until = until >= last ? Infinity : until;
    if (supposed.size && state.until !== Infinity) { supposed.clear(); supposing(); }
    const now = state.until === Infinity, n = now ? last : until;
    if (slider) { slider.value = String(n); get("now").textContent = now ? say("all {count}", { count: last }) : say("{n} of {count}", { n, count: last }); }
    root.classList.toggle("then", !now);
    if (look.here && !look.exists(look.here)) { look.here = ""; get("path").replaceChildren(); }
    relaid(look.here);
    const words = now ? "" : changes(n);
    get("moment").textContent = words;
    if (!byHand) return;
    const post = posts.find((p) => p.dataset.n === String(n));
    for (const p of posts) p.classList.toggle("here", p === post && !now);
    if (post && !now) { tab("thread"); post.scrollIntoView({ block: "center" }); }
    keepAddress();
    if (!now) announce(`${post?.querySelector("h3")?.textContent ?? ""}: ${words}`);
  };
  slider?.addEventListener("input", () => { stop(); asOf(Number(slider.value)); });
  let playing = 0;
  const stop = () => { clearInterval(playing); playing = 0; const b = get("play"); if (b) { b.textContent = "▶"; b.setAttribute("aria-label", say("Play the thread post by post")); } };
  get("play")?.addEventListener("click", () => {
    if (playing) { stop(); return; }
    let n = state.until === Infinity ? 0 : state.until;
    const step = () => { n += 1; asOf(n); if (n >= last) stop(); };
    playing = window.setInterval(step, Number(get("pace").value));
    get("play").textContent = "❚❚"; get("play").setAttribute("aria-label", say("Pause"));
    step();
  });
  get("pace")?.addEventListener("change", () => { if (playing) { get("play").click(); get("play").click(); } });

  // Presenting: large type, one step after the other, along the argument or the thread.
  const order = () => {
    const seen = new Set(), list = [], todo = [...v.roots].reverse();
    while (todo.length) { const id = todo.pop(); if (seen.has(id) || !look.exists(id)) continue; seen.add(id); list.push(id); todo.push(...[...(v.below.get(id) ?? [])].reverse()); }
    return list;
  };
  /** @param {number} by */
  const step = (by) => {
    if (state.presenting === "thread") { asOf(Math.min(last, Math.max(1, (state.until === Infinity ? last : state.until) + by))); return; }
    const steps = order(), next = steps[Math.min(steps.length - 1, Math.max(0, steps.indexOf(look.here) + by))];
    look.open.clear();
    const seen = new Set();
    for (let up = next; up && !seen.has(up); up = (v.above.get(up) ?? []).find(look.exists)) { seen.add(up); look.open.add(up); }
    relaid(look.here);
    visit(next, true);
  };
  /** @param {string} how */
  const present = (how) => {
    state.presenting = how;
    root.classList.toggle("presenting", how !== "");
    get("stop-presenting").hidden = how === "";
    resized();
    if (how) { look.scale = look.narrow ? 1 : 24 / 12; if (how === "thread") asOf(1); else { if (!look.here) look.here = v.roots[0] ?? ""; step(0); } }
    else { asOf(Infinity, false); opening(); relaid(); begin(); if (look.here) select(look.here); }
    (how ? get("next") : get("more")?.querySelector("summary"))?.focus();
  };

  // Keys. A single letter does something unless that is switched off; what has been typed into a field is left alone.
  /** @param {string} id @param {number} by */
  const sibling = (id, by) => {
    const box = v.boxes.get(id), row = box?.up ? v.boxes.get(box.up).kids : v.order.filter((/** @type {string} */ o) => !v.boxes.get(o).up);
    return box && row[(row.indexOf(id) + by + row.length) % row.length];
  };
  const keys = /** @type {Record<string, () => void>} */ ({
    ArrowLeft: () => visit(v.boxes.get(look.here)?.up || (v.above.get(look.here) ?? [])[0], true),
    ArrowRight: () => { if (!look.open.has(look.here)) toggle(look.here); visit(v.boxes.get(look.here)?.kids[0], true); },
    ArrowUp: () => visit(sibling(look.here, -1), true),
    ArrowDown: () => visit(sibling(look.here, 1), true),
    " ": () => { toggle(look.here); v.node(look.here)?.focus({ preventScroll: true }); },
    Enter: () => { tab("claim"); get("v-claim").focus(); },
    Escape: () => {
      if (state.presenting) { present(""); return; }
      for (const s of filters()) s.value = "";
      search.value = "";
      look4();
      const inside = document.activeElement?.closest("#panel");
      if (inside) (v.node(look.here) ?? stage).focus({ preventScroll: true });
    },
  });
  const letters = /** @type {Record<string, () => void>} */ ({
    "/": () => search.focus(), "?": () => get("help").showModal(),
    "+": () => v.zoom(1.25), "=": () => v.zoom(1.25), "-": () => v.zoom(0.8), "0": () => v.fit(), "1": () => { look.scale = 1; v.reveal(look.here); },
    c: () => tab("claim"), o: () => tab("outline"), t: () => tab("thread"), n: () => step(1), b: () => step(-1), s: () => present(state.presenting ? "" : "argument"), m: () => overview.toggle(),
    ...Object.fromEntries(all("[role=tab][data-key]").map((t) => [t.dataset.key, () => tab(t.id.slice(2))])),
  });
  document.addEventListener("keydown", (e) => {
    const target = /** @type {HTMLElement} */ (e.target);
    if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
    if (e.key === "Escape") for (const d of all("header details[open]")) { d.removeAttribute("open"); d.querySelector("summary")?.focus(); return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    if (target.getAttribute("role") === "tab" && (e.key === "ArrowLeft" || e.key === "ArrowRight")) {
      const tabs = all("[role=tab]"), next = tabs[(tabs.indexOf(target) + (e.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
      tab(next.id.slice(2)); next.focus(); e.preventDefault(); return;
    }
    if ((e.key === "Enter" || e.key === " ") && /^(BUTTON|SUMMARY|A)$/.test(target.tagName)) return;
    if (e.key.startsWith("Arrow") && target.closest("#panel")) return;
    const deed = keys[e.key] ?? (state.keys ? letters[e.key] : undefined);
    if (deed) { e.preventDefault(); deed(); }
  });

  // Buttons.
  /** @param {Blob} blob @param {string} name */
  const save = (blob, name) => {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(blob); a.download = name; a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1000);
  };
  const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight", "font-style", "font-family", "opacity"];
  /** What is shown as a picture of its own: all of it, with its colours written down. */
  const drawing = () => {
    const s = v.size, box = { x: s.x - 16, y: s.y - 16, w: s.w + 32, h: s.h + 32 };
    const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true)), own = [...svg.querySelectorAll("*")];
    [...copy.querySelectorAll("*")].forEach((element, n) => {
      const style = getComputedStyle(own[n]);
      if (style.display === "none") { element.setAttribute("data-away", ""); return; }
      for (const name of LOOKS) { const value = style.getPropertyValue(name); if (value && value !== "none" || name === "fill") element.setAttribute(name, value); }
      for (const name of ["tabindex", "role", "aria-current", "data-id", "data-toggle"]) element.removeAttribute(name);
    });
    for (const away of copy.querySelectorAll("[data-away],.toggle,.far")) away.remove();
    copy.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
    copy.setAttribute("width", String(box.w)); copy.setAttribute("height", String(box.h));
    const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
    name.textContent = document.title;
    copy.prepend(name);
    copy.setAttribute("role", "img");
    return { text: new XMLSerializer().serializeToString(copy), ...box };
  };
  const slug = (document.title.toLowerCase().match(/[a-z0-9]+/g) ?? ["map"]).slice(0, 6).join("-");
  const citation = () => {
    const quote = cards.firstQuote(look.here);
    return `${title(look.here)}${quote ? ` “${quote.words}” (${quote.who})` : ""} – ${document.title}, ${location.href}`;
  };
  /** How far the text is drawn up on a phone. @param {string} how */
  const sheet = (how) => { root.dataset.sheet = how; get("sheet").setAttribute("aria-expanded", String(how !== "")); if (look.here) v.reveal(look.here); };
  const themes = ["light", "dark", "mono"], colours = [say("colours: light"), say("colours: dark"), say("colours: black on white")];
  const deeds = /** @type {Record<string, () => void>} */ ({
    in: () => v.zoom(1.25), out: () => v.zoom(0.8), fit: () => v.fit(),
    theme: () => {
      const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme:dark)").matches ? "dark" : "light");
      root.dataset.theme = themes[(themes.indexOf(now) + 1) % themes.length];
      overview.draw();
      announce(colours[themes.indexOf(root.dataset.theme)]);
    },
    collapse: () => { look.open = new Set(data.items.filter((/** @type {any} */ i) => i.kind === "issue").map((/** @type {any} */ i) => i.id)); relaid(); begin(); },
    expand: () => { look.open = new Set(v.items.keys()); relaid(look.here); v.reveal(look.here); },
    begin: () => { opening(); relaid(); begin(); },
    svg: () => save(new Blob([drawing().text], { type: "image/svg+xml" }), `${slug}.svg`),
    png: () => {
      const image = new Image(), d = drawing(), scale = Math.min(2, 8000 / Math.max(d.w, d.h));
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = d.w * scale; canvas.height = d.h * scale;
        const pen = canvas.getContext("2d");
        if (!pen) return;
        pen.fillStyle = getComputedStyle(root).getPropertyValue("--page");
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => blob && save(blob, `${slug}.png`));
      };
      image.src = URL.createObjectURL(new Blob([d.text], { type: "image/svg+xml" }));
    },
    "suppose-true": () => suppose(look.here, true), "suppose-false": () => suppose(look.here, false), unsuppose, overview: () => overview.toggle(),
    present: () => present("argument"), thread: () => present("thread"), next: () => step(1), previous: () => step(-1), stop: () => present(""),
    letters: () => { state.keys = !state.keys; get("letters").setAttribute("aria-pressed", String(state.keys)); announce(state.keys ? say("single keys on") : say("single keys off")); },
    sheet: () => { const now = root.dataset.sheet ?? ""; sheet(now === "" ? "half" : now === "half" ? "full" : ""); },
    legend: () => get("show-legend").setAttribute("aria-expanded", String(get("legend").classList.toggle("on"))),
    print: () => window.print(),
    help: () => get("help").showModal(),
    close: () => get("help").close(),
    copy: () => { navigator.clipboard?.writeText(citation()).then(() => announce(say("copied")), () => announce(say("could not copy"))); },
  });
  document.addEventListener("click", (e) => {
    const button = nearest(e, "[data-do]");
    if (button) deeds[button.dataset.do ?? ""]?.();
    const t = nearest(e, "[role=tab]");
    if (t) { tab(t.id.slice(2)); if (!root.dataset.sheet) sheet("half"); }
    for (const d of all("header details[open]")) if (!d.contains(/** @type {Node} */ (e.target)) || button) d.removeAttribute("open");
  });
  window.addEventListener("hashchange", go);
  /** @type {any} */ (window).argmapPaper(data, v, say);
  const resized = () => {
    const narrow = stage.clientWidth < 560;
    if (narrow !== look.narrow) { look.narrow = narrow; relaid(); begin(); } else v.frame();
  };
  window.addEventListener("resize", resized);

  // What tabs of others may do with the map: decide what of it is seen (`view.state`), lay it out anew, point at parts of it.
  /** @type {any} */ (window).argmapPage = {
    view: v, data, relaid,
    /** What of the map is open and where the screen is in it, seen from the item where the reader is. */
    where: () => { const box = v.boxes.get(look.here); return { here: look.here, open: [...look.open], scale: look.scale, x: look.x - (box?.x ?? 0), y: look.y - (box?.y ?? 0) }; },
    /** Back to where a reader was, also in another version of the map. @param {{here: string, open: string[], scale: number, x: number, y: number}} was */
    back: (was) => {
      look.open = new Set(was.open.filter((id) => v.items.has(id)));
      relaid();
      const box = v.boxes.get(was.here);
      look.scale = was.scale; look.x = was.x + (box?.x ?? 0); look.y = was.y + (box?.y ?? 0);
      v.frame(); overview.settle();
    },
    /** @param {string[]} ids */
    point: (ids) => {
      for (const id of ids) uncover(id);
      [look.here] = ids;
      path(look.here); v.paint();
      for (const id of [...ids].reverse()) v.reveal(id); // the others as far as they fit beside the first
      overview.draw();
    },
  };

  look.narrow = stage.clientWidth < 560;
  opening();
  relaid();
  begin();
  look.here = v.roots[0] ?? "";
  const first = v.order[0];
  if (first) { look.here = first; read(v.items.get(first).kind === "issue" ? cards.ofIssue(first) : cards.ofItem(first)); tab("claim"); path(first); }
  go();
  overview.settle();
})();
