// @ts-check
// Deciding on what a draft offers: going from one to the next, and accepting, editing or rejecting it by one key or button.
/* global argmapDom, argmapModel, argmapSentences, argmapOffers */
/* exported argmapDeciding */
const argmapDeciding = (() => {
  "use strict";
  const { el, get, ask } = argmapDom;
  const KEYS = /** @type {Record<string, string>} */ ({ a: "accept", e: "change", r: "reject", u: "reopen" });
  /** @param {{state: MapState, map: BuiltMap, decide: (offer: OfferRow, verdict: string, fields?: Record<string, unknown>) => Promise<boolean>}} store @param {Say} say @param {OfferWords & {kinds: MapKind[], turn: (tab: string) => void}} page */
  const deciding = (store, say, page) => {
    const thread = get("thread"), draft = () => store.state.draft;
    /** @type {any} */ let editor = null;
    let shown = true, last = "";
    const map = () => argmapOffers.beside(store.map, draft(), say);
    const open = () => (draft()?.offers ?? []).filter((one) => one.state === "open");
    const now = () => argmapOffers.find(draft(), editor.chosen);
    const spoken = (/** @type {OfferRow} */ one, all = map()) => `${argmapOffers.named(one, say)}: ${argmapOffers.words(all, draft(), one, say, page.stances)}${one.quotes.map((q) => ` ${say("“{text}”", { text: q.exact })}, ${say("Post {number}", { number: page.postNumber(q.post) })}`).join("")}`;
    const left = () => { const count = open().length, all = draft()?.offers.length ?? 0; return count ? say("{open} of {all} open", { open: count, all }) : say("Everything in the draft is decided."); };
    /** Show an offer in the thread and the map. @param {OfferRow | undefined} one @param {string} [before] what is said first */
    const go = (one, before = "") => {
      if (!one) { editor.choose(""); editor.tell(before || left()); return; }
      shown = true;
      if (editor.chosen !== one.id) editor.choose(one.id);
      const card = [...thread.querySelectorAll("[data-offer]")].find((each) => /** @type {HTMLElement} */ (each).dataset.offer === one.id);
      card?.closest(".post")?.scrollIntoView({ block: "nearest" });
      card?.scrollIntoView({ block: "nearest" });
      editor.tell(`${before} ${spoken(one)}`.trim());
    };
    /** The next offer that is open, behind another in the order of the thread. @param {number} number */
    const after = (number) => open().find((one) => one.number > number) ?? open()[0];
    /** @param {string} verdict @param {string} did @param {Record<string, unknown>} [fields] */
    const decide = async (verdict, did, fields) => {
      const one = now();
      if (!one) return;
      // Who works in the cards or the bar goes on there with what comes next.
      const cards = !!document.activeElement?.closest(".offers"), had = cards || get("bar").contains(document.activeElement);
      if (!(await store.decide(one, verdict, fields))) return;
      last = one.id;
      const standing = argmapOffers.find(draft(), one.id), more = standing ? argmapOffers.standing(map(), draft(), standing, say) : "";
      go(after(one.number), `${did}${standing?.state === "waiting" ? ` (${more})` : ""} ${left()}`);
      if (had && !get("bar").contains(document.activeElement)) /** @type {HTMLElement | null} */ (cards ? thread.querySelector("[data-offer][tabindex='0']") : get("bar").querySelector("button"))?.focus();
    };
    /** @param {string} id @param {[string, string][]} options @param {string[]} values */
    const offerOptions = (id, options, values) => {
      const select = /** @type {HTMLSelectElement} */ (get(id));
      select.replaceChildren(...options.map(([value, words]) => el("option", { value }, words)));
      for (const option of select.options) option.selected = values.includes(option.value);
    };
    const change = async () => {
      const one = now(), all = map();
      if (!one || one.state !== "open") return;
      const claims = /** @type {[string, string][]} */ (all.claims.map((c) => [c.id, `${argmapModel.number(all, c.id)} ${c.text}`])), steps = /** @type {[string, string][]} */ (all.relations.filter((r) => r.id !== one.id).map((r) => [r.id, argmapSentences.step(all, r, say)]));
      for (const row of get("offer-dialog").querySelectorAll("[data-of]")) /** @type {HTMLElement} */ (row).hidden = !(/** @type {HTMLElement} */ (row).dataset.of ?? "").split(" ").includes(one.kind);
      if (one.implicit) /** @type {HTMLElement} */ (get("offer-quote").parentElement).hidden = true;
      const question = /** @type {HTMLTextAreaElement} */ (get("offer-question")), text = /** @type {HTMLTextAreaElement} */ (get("offer-text")), quote = /** @type {HTMLTextAreaElement} */ (get("offer-quote"));
      question.value = text.value = one.text ?? "";
      quote.value = one.quote ?? "";
      offerOptions("offer-kind", page.kinds.map((kind) => [kind, kindWords(kind)]), [one.relation ?? ""]);
      offerOptions("offer-premises", claims, one.premises ?? []);
      offerOptions("offer-target", [...claims, ...steps], [one.target ?? ""]);
      offerOptions("offer-claim", claims, [one.claim ?? ""]);
      offerOptions("offer-stance", Object.entries(page.stances), [one.stance ?? ""]);
      if ((await ask("offer-dialog")) !== "ok") return;
      const value = (/** @type {string} */ id) => /** @type {HTMLSelectElement} */ (get(id)).value, flat = (/** @type {string} */ words) => words.trim().replace(/\s+/g, " ");
      const fields = one.kind === "issue" ? { question: flat(question.value) } : one.kind === "claim" ? { text: flat(text.value) } : one.kind === "stance" ? { claim: value("offer-claim"), stance: value("offer-stance") }
        : { relation: value("offer-kind"), premises: [.../** @type {HTMLSelectElement} */ (get("offer-premises")).selectedOptions].map((each) => each.value), target: value("offer-target") };
      const words = (one.kind === "stance" || (one.kind === "claim" && !one.implicit)) && quote.value !== (one.quote ?? "") ? { quote: quote.value.trim(), ...(one.kind === "claim" && { post: one.post }) } : {};
      decide("edit", say("Accepted as edited."), { ...fields, ...words });
    };
    const kindWords = (/** @type {MapKind} */ kind) => ({ support: say("Reason"), attack: say("Objection"), undercut: say("Denies the step"), rephrase: say("Says the same"), explains: say("Explanation") })[kind];
    const deeds = {
      offer: () => { page.turn("thread"); go(after(now()?.number ?? 0)); },
      accept: () => { if (now()?.state === "open") decide("accept", say("Accepted.")); },
      reject: () => { if (now()?.state === "open") decide("reject", say("Rejected.")); },
      change,
      reopen: () => {
        const one = now() && now()?.state !== "open" ? now() : argmapOffers.find(draft(), last);
        if (!one || one.state === "open") editor.tell(say("Nothing was decided here."));
        else if (one.state === "written") editor.tell(say("It is in the map already; “Undo” takes it back."));
        else store.decide(one, "open").then((done) => { if (done) go(argmapOffers.find(draft(), one.id), say("The decision is taken back.")); });
      },
      ghosts: () => { shown = !shown; editor.show(); editor.tell(shown ? say("The draft is shown.") : say("The draft is hidden.")); },
      decided: async () => {
        const rows = (draft()?.offers ?? []).filter((one) => one.state !== "open").map((one) => el(
          "li", {}, el("b", {}, argmapOffers.named(one, say)), ` ${argmapOffers.words(map(), draft(), one, say, page.stances)} `, el("em", {}, `(${argmapOffers.standing(map(), draft(), one, say)})`), " ",
          ...(one.state === "written" || one.state === "left-out" ? [] : [el("button", { type: "submit", value: one.id }, say("Take the decision back"))]),
        ));
        get("decided-list").replaceChildren(...rows);
        get("decided-none").hidden = rows.length > 0;
        const one = argmapOffers.find(draft(), await ask("decided-dialog"));
        if (one && (await store.decide(one, "open"))) go(argmapOffers.find(draft(), one.id), say("The decision is taken back."));
      },
    };
    thread.addEventListener("click", (e) => { const id = /** @type {Element} */ (e.target).closest("[data-offer]")?.getAttribute("data-offer"); if (id) editor.choose(id); });
    // Before the editor's own letters: what is chosen is an offer, and none of them would fit.
    document.addEventListener("keydown", (e) => {
      const at = /** @type {HTMLElement} */ (e.target), card = at.dataset?.offer !== undefined;
      if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]") || !at.closest("#thread,#claims,#stage")) return;
      const cards = /** @type {HTMLElement[]} */ ([...thread.querySelectorAll("[data-offer]")]), to = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (card && to) { const next = cards[cards.indexOf(at) + to]; if (next) { for (const each of cards) each.tabIndex = each === next ? 0 : -1; next.focus(); } e.preventDefault(); return; }
      if (card && KEYS[e.key] && editor.chosen !== at.dataset.offer) editor.choose(at.dataset.offer);
      const deed = now() ? KEYS[e.key] : undefined;
      if (deed) { e.preventDefault(); e.stopPropagation(); editor.deeds[deed](""); }
    }, true);
    return {
      deeds,
      /** @param {any} made */ join: (made) => { editor = made; Object.assign(made.deeds, deeds); },
      /** What the editor asks: whether a part is an offer, what is drawn, what stands in the bar, and which words are offered. */
      offers: {
        has: (/** @type {string} */ id) => !!argmapOffers.find(draft(), id),
        map: (/** @type {BuiltMap} */ own) => (shown ? argmapOffers.beside(own, draft(), say) : own),
        bar: (/** @type {string} */ id) => { const one = argmapOffers.find(draft(), id); return one ? argmapOffers.bar(map(), draft(), one, say, page) : []; },
        /** @returns {[string, number, number, string, boolean][]} */
        marks: () => {
          const all = map();
          return shown ? argmapOffers.ghosts(draft()).flatMap((one) => one.at.map(([post, start, end]) => /** @type {[string, number, number, string, boolean]} */ ([post, start, end, spoken(one, all), one.id === editor?.chosen]))) : [];
        },
        shown: () => {
          argmapOffers.cards(thread, map(), draft(), editor?.chosen ?? "", say, page.stances, shown);
          const count = open().length;
          get("offer-count").textContent = say("Draft: {open}", { open: count });
          get("offer-count").title = left();
          get("ghosts").textContent = shown ? say("Hide the draft") : say("Show the draft");
          get("draft-trouble").textContent = draft()?.trouble ? say("The draft cannot be used: {reason}", { reason: draft()?.trouble }) : "";
          get("draft-trouble").hidden = !draft()?.trouble;
        },
      },
    };
  };
  return deciding;
})();
