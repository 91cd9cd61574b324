// @ts-check
// Building a map: what is chosen, what was begun, and what each deed does to the map. It knows no task and no file.
/* global argmapModel, argmapDom, argmapSentences, argmapCanvas, argmapHistory, argmapPointer, argmapBar, argmapLists, argmapThread */
/* exported argmapEditor */
/** What is shown beside the map and is no part of it: whether something is, the map with it, what can be done with it, and the words that it quotes; and what is called when all is shown. @typedef {{has: (id: string) => boolean, map: (map: BuiltMap) => BuiltMap, bar: (id: string) => Node[], marks: () => [string, number, number, string, boolean][], shown: () => void}} EditorOffers */
/** @typedef {{prefix: string, cards: MapCard[], kinds: MapKind[], free: boolean, place: string, posts: TaskPost[], lang: string, postLang: string, store?: MapStore, placed?: boolean, more?: (id: string) => Node[], part?: (map: BuiltMap, id: string) => BuiltMap, letters?: Record<string, string>, offers?: EditorOffers}} EditorTask A page with a server has a store of its own, quotes that say where they stand, more to say of what is chosen, the part of a large map that is drawn, and letters of its own, which also work in the thread. */
const argmapEditor = (() => {
  "use strict";
  const { get, ask } = argmapDom;
  /** @param {EditorTask} task @param {Say} say @param {(tab: string) => void} turn what shows a tab on a small screen */
  const editor = (task, say, turn) => {
    const stage = get("stage"), bar = get("bar"), live = get("live"), numbers = new Map(task.posts.map((p) => [p.id, p.number]));
    const postNumber = (/** @type {string} */ id) => numbers.get(id) ?? 0;
    const store = task.store ?? argmapHistory.local(task.place, task.cards);
    let chosen = "";
    /** @type {Pending | null} */ let pending = null;
    /** @type {MapQuote | null} */ let words = null;
    const canvas = argmapCanvas.canvas(stage, /** @type {SVGSVGElement} */ (/** @type {unknown} */ (get("map"))), say, postNumber);
    const thread = argmapThread.thread(get("thread"), task.posts, say, task.postLang, (quote) => { words = quote; quoting(); }, task.placed);
    const map = () => store.map;
    const tell = (/** @type {string} */ message) => { live.textContent = ""; live.textContent = message; };

    const quoting = () => {
      get("quoting").hidden = !words;
      const into = get("quote-into"), claim = argmapModel.claim(map(), chosen);
      into.hidden = !claim;
      if (claim) into.textContent = say("Quote in {number}", { number: argmapModel.number(map(), chosen) });
    };
    const show = () => {
      const known = argmapModel.claim(map(), chosen) || argmapModel.relation(map(), chosen) || task.offers?.has(chosen);
      if (!known) chosen = "";
      if (pending && !pending.own && !argmapModel.claim(map(), pending.from) && !argmapModel.relation(map(), pending.from)) pending = null;
      const seen = task.offers?.map(map()) ?? map();
      canvas.show(task.part?.(seen, chosen) ?? seen, chosen, (id) => argmapBar.fits(map(), pending, id));
      argmapBar.show(bar, map(), chosen, pending, say, task);
      argmapLists.show(get("claims"), map(), chosen, say, task.lang);
      thread.mark(map().claims, store.quoted, task.offers?.marks());
      quoting();
      get("empty").hidden = seen.laid.length > 0;
      for (const [id, some] of [["undo", store.canUndo], ["redo", store.canRedo]]) /** @type {HTMLButtonElement} */ (get(String(id))).disabled = !some;
      task.offers?.shown();
    };
    /** @param {BuiltMap} now @param {string} [id] what is chosen then @param {string} [message] */
    const commit = (now, id, message) => {
      store.done(now);
      pending = null;
      if (id !== undefined) chosen = id;
      show();
      back();
      if (message) tell(message);
    };
    // Who began with a key in the thread goes on there.
    /** @type {HTMLElement | null} */ let left = null;
    const back = () => { if (left && !pending) { left.focus({ preventScroll: true }); left = null; } };
    /** Begin what a second part finishes. @param {Pending} begun */
    const begin = (begun) => { pending = begun; show(); if (left) get("choice").focus(); };
    /** @param {BuiltPart | null} part */
    const made = (part) => {
      const r = part && argmapModel.relation(part.map, part.id);
      if (part) commit(part.map, part.id, r ? argmapSentences.step(part.map, r, say) : undefined); else tell(say("These two cannot be connected in this way."));
    };
    /** Finish what was begun with a second part. @param {string} id */
    const finish = (id) => {
      if (!pending) return;
      const { verb, from, own } = pending, now = map();
      if (!argmapBar.fits(now, pending, id)) { tell(say("This does not fit here. Choose another part, or cancel.")); return; }
      if (verb === "own") { pending = null; own?.finish(id); show(); back(); }
      else if (verb === "link") {
        const to = argmapModel.relation(now, id) ?? argmapModel.shared(now, from, id), linked = to && argmapModel.link(now, to.id, from);
        made(linked && to ? { map: linked, id: to.id } : null);
      } else if (verb === "premise") {
        const linked = argmapModel.link(now, from, id);
        made(linked && { map: linked, id: from });
      } else if (verb === "deny") made(argmapModel.connect(now, task.prefix, id, from, "undercut"));
      else made(argmapModel.connect(now, task.prefix, from, id, verb));
    };
    /** @param {string} id */
    const choose = (id) => {
      if (pending && id) { finish(id); return; }
      chosen = id === chosen ? "" : id;
      show();
    };
    /** Drop a claim on a part, or on the empty map. @param {string} from @param {string} on */
    const drop = (from, on) => {
      pending = null;
      if (argmapModel.relation(map(), from)) return;
      if (!on) { if (!map().laid.includes(from)) commit(argmapModel.lay(map(), [from]), from); return; }
      if (on !== from) made(argmapModel.connect(map(), task.prefix, from, on, argmapModel.relation(map(), on) ? "undercut" : "support"));
    };
    /** Ask for the words of a claim. @param {string} title @param {string} text @param {string} quoted @returns {Promise<string>} */
    const written = async (title, text, quoted) => {
      const area = /** @type {HTMLTextAreaElement} */ (get("claim-text"));
      get("claim-title").textContent = title;
      get("claim-quote").textContent = quoted && say("“{text}”", { text: quoted });
      area.value = text;
      const promise = ask("claim-dialog");
      area.focus();
      area.select();
      return (await promise) === "ok" ? area.value.trim().replace(/\s+/g, " ") : "";
    };
    /** @type {Record<string, (value: string) => void | Promise<void>>} */
    const deeds = {
      undo: async () => { pending = null; if (await store.undo()) { show(); tell(say("Undone.")); } },
      redo: async () => { pending = null; if (await store.redo()) { show(); tell(say("Done again.")); } },
      fit: () => canvas.fit(),
      in: () => canvas.view.zoom(1.25),
      out: () => canvas.view.zoom(0.8),
      finish: () => { const id = /** @type {HTMLSelectElement} */ (get("choice")).value; if (id) finish(id); else get("choice").focus(); },
      cancel: () => { pending = null; show(); back(); },
      kind: (value) => commit(argmapModel.setKind(map(), chosen, /** @type {MapKind} */ (value)), chosen),
      lay: () => commit(argmapModel.lay(map(), [chosen]), chosen),
      remove: () => commit(argmapModel.relation(map(), chosen) ? argmapModel.removeRelation(map(), chosen) : argmapModel.removeClaim(map(), chosen), "", say("Removed. “Undo” brings it back.")),
      only: () => commit(argmapModel.only(map(), chosen), chosen),
      split: () => commit(argmapModel.split(map(), task.prefix, chosen), chosen),
      reverse: () => commit(argmapModel.reverse(map(), chosen), chosen),
      join: () => made(argmapModel.join(map(), chosen)),
      edit: async () => {
        const claim = argmapModel.claim(map(), chosen), text = claim && (await written(say("Edit the claim"), claim.text, (claim.quotes ?? []).map((q) => q.exact).join(" … ")));
        if (claim && text && text !== claim.text) commit(argmapModel.change(map(), claim.id, { text }), claim.id);
      },
      implicit: async () => {
        const to = chosen, text = await written(say("What do the premises need that nobody says?"), "", "");
        if (!text) return;
        const part = argmapModel.add(map(), task.prefix, { text, implicit: true }), linked = argmapModel.link(part.map, to, part.id);
        if (linked) commit(linked, part.id);
      },
      new: async () => { const text = await written(say("New claim"), "", ""); if (text) made(argmapModel.add(map(), task.prefix, { text })); },
      "quote-new": async () => {
        const quote = words, text = quote && (await written(say("The claim in one full sentence"), quote.exact.replace(/\s+/g, " "), quote.exact));
        if (!quote || !text) return;
        if (task.placed) thread.use(); else thread.clear();
        made(argmapModel.add(map(), task.prefix, { text, quotes: [quote] }));
      },
      "quote-into": () => { if (words && argmapModel.claim(map(), chosen)) { const quote = words; if (task.placed) thread.use(); else thread.clear(); commit(argmapModel.quote(map(), chosen, quote), chosen, say("Quoted.")); } },
      "quote-clear": () => thread.clear(),
      where: () => { const quote = argmapModel.claim(map(), chosen)?.quotes?.[0]; if (quote) { turn("thread"); thread.reveal(quote); } },
    };
    for (const verb of /** @type {const} */ (["support", "attack", "undercut", "rephrase", "explains", "link", "deny", "premise"])) deeds[verb] = () => {
      const begun = { verb, from: chosen }, now = map();
      // On a small screen, where what fits can be seen.
      turn([...now.laid, ...now.relations.map((r) => r.id)].some((id) => argmapBar.fits(now, begun, id)) ? "map" : "claims");
      begin(begun);
    };

    const pointer = argmapPointer(stage, () => canvas.view, {
      choose, drop,
      name: (id) => argmapBar.named(task.offers?.map(map()) ?? map(), id, say),
      fits: (from, on) => !!on && on !== from && argmapModel.mayBear(map(), from, on),
    });
    const claims = get("claims");
    claims.addEventListener("click", (e) => { const id = /** @type {Element} */ (e.target).closest("[data-card]")?.getAttribute("data-card"); if (id) choose(id); });
    claims.addEventListener("pointerdown", (e) => { const id = /** @type {Element} */ (e.target).closest("[data-card]")?.getAttribute("data-card"); if (id && argmapModel.claim(map(), id)) pointer.grab(e, id); });
    // Letters work while the map or the list has the focus, so that they disturb nobody who writes or speaks.
    const LETTERS = /** @type {Record<string, string>} */ ({ ...task.letters, r: "support", o: "attack", d: "undercut", t: "link", l: "premise", i: "implicit", e: "edit", n: "new", Delete: "remove", Backspace: "remove", 0: "fit", "+": "in", "-": "out" });
    /** @param {string} deed */
    const possible = (deed) => ["fit", "in", "out"].includes(deed) || Object.values(task.letters ?? {}).includes(deed) || !!bar.querySelector(`[data-do="${deed}"]`);
    // A browser takes “11” for twice “1”, the second that begins so; here claims have numbers.
    let digits = "", typedAt = 0;
    /** @param {HTMLSelectElement} select @param {string} key */
    const digit = (select, key) => {
      if (!/^[0-9]$/.test(key)) { digits = ""; return false; }
      digits = Date.now() - typedAt < 1000 ? digits + key : key;
      typedAt = Date.now();
      const place = [...select.options].findIndex((option) => option.text.startsWith(`${digits} `));
      if (place >= 0) select.selectedIndex = place;
      return place >= 0;
    };
    document.addEventListener("keydown", (e) => {
      const at = /** @type {Element} */ (e.target), typing = at.matches("input,textarea,select"), open = !!document.querySelector("dialog[open]");
      if (!at.matches("select")) digits = ""; else if (digit(/** @type {HTMLSelectElement} */ (at), e.key)) { e.preventDefault(); return; }
      if (at.id === "choice" && e.key === "Enter") { e.preventDefault(); deeds.finish(""); return; }
      if (at.id === "choice" && e.key === "Escape") { deeds.cancel(""); return; }
      if (open || typing) return;
      if ((e.ctrlKey || e.metaKey) && !e.altKey && ["z", "y"].includes(e.key.toLowerCase())) {
        e.preventDefault();
        deeds[e.key.toLowerCase() === "y" || e.shiftKey ? "redo" : "undo"]("");
        return;
      }
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === "Escape") { if (pending) deeds.cancel(""); else if (chosen) choose(""); else thread.clear(); return; }
      const inMap = stage.contains(at), inThread = !!task.letters && get("thread").contains(at);
      if (!inMap && !inThread && !claims.contains(at)) return;
      if (inMap && (e.key === "Enter" || e.key === " ")) { e.preventDefault(); choose(canvas.current); return; }
      if (inMap && canvas.move(e.key)) { e.preventDefault(); return; }
      const deed = LETTERS[e.key];
      if (deed && possible(deed)) { e.preventDefault(); left = inThread ? /** @type {HTMLElement} */ (at) : null; deeds[deed]("") }
    });
    get("claim-text").addEventListener("keydown", (e) => {
      // A claim is one line: its end is the end of the dialog, but not of a word that is being composed.
      if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
      e.preventDefault();
      /** @type {HTMLElement | null} */ (get("claim-dialog").querySelector("[value=ok]"))?.click();
    });
    store.listen(({ names = {}, message, elsewhere }) => {
      chosen = names[chosen] ?? chosen;
      if (pending) pending = { ...pending, from: names[pending.from] ?? pending.from };
      show();
      const changed = say("Changed in another window.");
      if (message || elsewhere) tell(message ?? changed);
    });
    new ResizeObserver(() => { if (stage.clientWidth) show(); }).observe(stage);
    return {
      show, deeds, tell, choose, begin, written, thread, postNumber,
      get map() { return store.map; },
      get chosen() { return chosen; },
      get words() { return words; },
      get student() { return store.student; },
      set student(name) { store.student = name; },
      get isKept() { return store.isKept; },
      /** @param {BuiltMap} now */ replace: (now) => commit(now, ""),
    };
  };
  return editor;
})();
