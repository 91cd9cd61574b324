// @ts-check
// What a draft offers, shown as what is not part of the map: cards below the posts that they quote, dashed boxes beside the map, and the bar.
/* global argmapModel, argmapDom, argmapSentences, argmapCanvas */
/* exported argmapOffers */
/** @typedef {{id: string, number: number, kind: "issue" | "claim" | "relation" | "stance", of: string, state: "open" | "waiting" | "rejected" | "left-out" | "written", lacks: string[], post: string | null, votes: [number, number], model: string, replaced: string, quotes: MapQuote[], at: [string, number, number][], note: string, quote?: string, text?: string, implicit?: boolean, answers?: string, question?: string, relation?: MapKind, scheme?: string, premises?: string[], target?: string, who?: string, claim?: string, stance?: string, hedged?: boolean}} OfferRow */
/** @typedef {{version: string, by: string, offers: OfferRow[], notes: string[], trouble: string}} DraftState */
/** @typedef {{stances: Record<string, string>, schemes: {id: string, name: string}[], postNumber: (post: string) => number}} OfferWords What a page knows that a draft does not say. */
const argmapOffers = (() => {
  "use strict";
  const { el, button } = argmapDom;
  /** What is shown as a ghost: what is open, and what was accepted and waits for what it names. @param {DraftState | undefined} draft */
  const ghosts = (draft) => (draft?.offers ?? []).filter((one) => one.state === "open" || one.state === "waiting");
  /** @param {DraftState | undefined} draft @param {string} id */
  const find = (draft, id) => draft?.offers.find((one) => one.id === id);
  /** @param {OfferRow} one @param {Say} say */
  const named = (one, say) => say("Draft {number}", { number: one.number });
  /** The map with its ghosts: claims behind its own, so that numbers stay, and the relations whose ends are there. @param {BuiltMap} map @param {DraftState | undefined} draft @param {Say} say @returns {BuiltMap} */
  const beside = (map, draft, say) => {
    const all = ghosts(draft), claims = all.filter((one) => one.kind === "claim").map((one) => ({ id: one.id, text: one.text ?? "", mark: named(one, say), quotes: one.quotes, ...(one.implicit && { implicit: true }) }));
    const known = new Set([...map.claims, ...map.relations, ...claims].map((part) => part.id));
    /** @type {MapRelation[]} */ const relations = [];
    // An undercut names a relation, which may be another ghost.
    for (let before = -1; before !== relations.length;) {
      before = relations.length;
      for (const one of all) {
        if (!one.relation || known.has(one.id) || ![...(one.premises ?? []), one.target ?? ""].every((end) => known.has(end))) continue;
        known.add(one.id);
        relations.push({ id: one.id, kind: one.relation, premises: one.premises ?? [], target: one.target ?? "", mark: named(one, say) });
      }
    }
    const ends = relations.flatMap((r) => [...r.premises, r.target]).filter((id) => argmapModel.claim(map, id));
    return { claims: [...map.claims, ...claims], relations: [...map.relations, ...relations], laid: [...new Set([...map.laid, ...ends, ...claims.map((c) => c.id)])] };
  };
  /** What an offer says, as one line. @param {BuiltMap} map with its ghosts @param {DraftState | undefined} draft @param {OfferRow} one @param {Say} say @param {Record<string, string>} stances */
  const words = (map, draft, one, say, stances) => {
    const claim = (/** @type {string} */ id) => argmapModel.claim(map, id)?.text ?? find(draft, id)?.text ?? id;
    if (one.kind === "issue") return say("Question: {question}", { question: one.text ?? "" });
    if (one.kind === "claim") return [one.text ?? "", ...(one.implicit ? [`(${say("implicit")})`] : []), ...(one.answers ? [`(${say("answers “{question}”", { question: one.question ?? one.answers })})`] : [])].join(" ");
    if (one.kind === "stance") return say("{who} {stance}: “{claim}”", { who: one.who, stance: `${stances[one.stance ?? ""] ?? one.stance}${one.hedged ? `, ${say("as a guess")}` : ""}`, claim: claim(one.claim ?? "") });
    return argmapSentences.step(map, { id: one.id, kind: one.relation ?? "support", premises: one.premises ?? [], target: one.target ?? "" }, say, (_, id) => say("“{text}”", { text: argmapCanvas.shortened(claim(id), 70) }));
  };
  /** What was decided and what an offer waits for; nothing of what is open. @param {BuiltMap} map @param {DraftState | undefined} draft @param {OfferRow} one @param {Say} say */
  const standing = (map, draft, one, say) => {
    const lacks = one.lacks.map((id) => find(draft, id)).flatMap((other) => (other ? [named(other, say)] : [])).join(", ");
    switch (one.state) {
      case "waiting": return say("accepted; it enters the map with {offers}", { offers: lacks });
      case "rejected": return say("rejected");
      case "left-out": return say("left out, because {offers} was rejected", { offers: lacks });
      case "written": return say("in the map");
      default: return "";
    }
  };
  /** Cards of the ghosts below their posts, and before the first post what belongs to none; one of them can be reached with Tab. @param {HTMLElement} thread @param {BuiltMap} map @param {DraftState | undefined} draft @param {string} chosen @param {Say} say @param {Record<string, string>} stances @param {boolean} shown */
  const cards = (thread, map, draft, chosen, say, stances, shown) => {
    const held = thread.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.offer : undefined;
    for (const list of thread.querySelectorAll(".offers")) list.remove();
    const all = shown ? ghosts(draft) : [], first = all.find((one) => one.id === chosen) ?? all[0];
    const home = (/** @type {OfferRow} */ one) => (one.post === null ? thread : [...thread.querySelectorAll(".post")].find((each) => /** @type {HTMLElement} */ (each).dataset.post === one.post) ?? thread.lastElementChild ?? thread);
    for (const one of all) {
      const post = home(one), label = post === thread ? say("What the draft offers to no single post") : say("What the draft offers here");
      const list = post.querySelector(":scope>.offers") ?? el("ul", { class: "offers", "aria-label": label });
      const said = standing(map, draft, one, say);
      list.append(el("li", {}, el(
        "button", { type: "button", class: `cardbutton offer ${one.kind}`, "data-offer": one.id, tabindex: one === first ? "0" : "-1", "aria-pressed": String(one.id === chosen) },
        el("b", {}, named(one, say)), " ", el("span", { dir: "auto" }, words(map, draft, one, say, stances)), ...(said ? [" ", el("em", {}, `(${said})`)] : []),
      )));
      if (post === thread) thread.prepend(list); else post.append(list);
    }
    if (all.length) thread.prepend(...(draft?.notes ?? []).map((note) => el("p", { class: "offers note", dir: "auto" }, note)));
    if (held) /** @type {HTMLElement | null} */ (thread.querySelector("[data-offer][tabindex='0']"))?.focus({ preventScroll: true });
  };
  /** What can be done with an offer, and what else it says. @param {BuiltMap} map @param {DraftState | undefined} draft @param {OfferRow} one @param {Say} say @param {OfferWords} page @returns {Node[]} */
  const bar = (map, draft, one, say, page) => {
    const said = standing(map, draft, one, say), decided = one.state === "rejected" || one.state === "waiting";
    const about = [say("{votes} of {of} answers, {model}", { votes: one.votes[0], of: one.votes[1], model: one.model }), ...(one.scheme ? [say("scheme: {scheme}", { scheme: page.schemes.find((each) => each.id === one.scheme)?.name ?? one.scheme })] : []), ...(one.replaced ? [say("the model wrote: “{words}”", { words: one.replaced })] : []), ...(said ? [said] : [])];
    return [
      el("p", {}, el("b", {}, say("{name}, not part of the map: ", { name: named(one, say) })), el("span", { dir: "auto" }, words(map, draft, one, say, page.stances))),
      ...one.quotes.map((q) => el("p", { class: "quote", dir: "auto" }, `${say("“{text}”", { text: q.exact })} #${page.postNumber(q.post)}`)),
      ...(one.note ? [el("p", { class: "about" }, say("Note: {note}", { note: one.note }))] : []),
      el(
        "div", { class: "deeds" },
        ...(one.state === "open" ? [button("accept", say("Accept"), { class: "main" }), button("reject", say("Reject")), button("change", say("Edit …"))] : []),
        ...(decided ? [button("reopen", say("Take the decision back"))] : []),
        button("offer", say("Next of the draft")),
      ),
      el("p", { class: "about" }, about.join(" · ")),
    ];
  };
  return { bar, beside, cards, find, ghosts, named, standing, words };
})();
