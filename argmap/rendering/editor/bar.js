// @ts-check
// What can be done with what is chosen: one bar, at the same place on every screen.
/* global argmapModel, argmapDom, argmapSentences, argmapCanvas */
/* exported argmapBar */
/** What was begun, and waits for a second part to be chosen; what a page adds of its own says what fits and what happens then.
 * @typedef {{verb: MapKind | "link" | "deny" | "premise" | "own", from: string, own?: {asked: string, fits: (id: string) => boolean, finish: (id: string) => void}}} Pending */
const argmapBar = (() => {
  "use strict";
  const { el, button } = argmapDom;
  /** @param {BuiltMap} map @param {string} id @param {Say} say */
  const named = (map, id, say) => `${argmapModel.number(map, id)} ${say("“{text}”", { text: argmapCanvas.shortened(argmapModel.claim(map, id)?.text ?? "", 110) })}`;
  /** Whether a part can be chosen to finish what was begun. @param {BuiltMap} map @param {Pending | null} pending @param {string} id */
  const fits = (map, pending, id) => {
    if (!pending) return true;
    const { verb, from } = pending, on = !!argmapModel.relation(map, id);
    if (pending.own) return pending.own.fits(id);
    if (verb === "link") return on ? argmapModel.mayLink(map, id, from) : !!argmapModel.shared(map, from, id);
    if (verb === "deny") return argmapModel.mayBear(map, id, from);
    if (verb === "premise") return argmapModel.mayLink(map, from, id);
    if (verb === "undercut") return on && argmapModel.mayBear(map, from, id);
    return argmapModel.mayBear(map, from, id) && (!on || verb === "support" || verb === "attack");
  };
  /** @param {BuiltMap} map @param {Pending} pending @param {Say} say */
  const asked = (map, pending, say) => {
    if (pending.own) return pending.own.asked;
    const from = argmapModel.relation(map, pending.from), subject = from ? argmapSentences.step(map, from, say) : named(map, pending.from, say);
    switch (pending.verb) {
      case "support": return say("Choose what this is a reason for: {claim}", { claim: subject });
      case "attack": return say("Choose what this is an objection to: {claim}", { claim: subject });
      case "undercut": return say("Choose the step that this denies, a round sign: {claim}", { claim: subject });
      case "rephrase": return say("Choose what says the same as {claim}", { claim: subject });
      case "explains": return say("Choose what this explains: {claim}", { claim: subject });
      case "link": return say("Choose the premise that counts together with {claim}", { claim: subject });
      case "deny": return say("Choose the claim that denies this step: {step}", { step: subject });
      default: return say("Choose the claim that counts together with the premises of this step: {step}", { step: subject });
    }
  };
  /** A choice among everything that fits, for whoever does not see or reach it. @param {BuiltMap} map @param {Pending} pending @param {Say} say */
  const choice = (map, pending, say) => {
    const select = el("select", { id: "choice", "aria-label": say("Choose from the list") }, el("option", { value: "" }, say("Choose from the list")));
    for (const c of map.claims) if (fits(map, pending, c.id)) select.append(el("option", { value: c.id }, named(map, c.id, say)));
    for (const r of map.relations) if (fits(map, pending, r.id)) select.append(el("option", { value: r.id }, argmapSentences.step(map, r, say)));
    return select;
  };
  /** @param {BuiltMap} map @param {MapRelation} r @param {Say} say @param {MapKind[]} kinds @returns {Node[]} */
  const ofRelation = (map, r, say, kinds) => {
    const on = argmapModel.onRelation(map, r), linked = r.premises.length > 1;
    const names = /** @type {Record<MapKind, string>} */ ({ support: on ? say("Supports the step") : say("Reason"), attack: say("Objection"), undercut: say("Denies the step"), rephrase: say("Says the same"), explains: say("Explanation") });
    const possible = kinds.filter((kind) => (on ? kind === "support" || kind === "undercut" : kind !== "undercut"));
    const as = el("span", { role: "group", "aria-label": say("What it does") }, ...possible.map((kind) => button("kind", names[kind], { "data-value": kind, "aria-pressed": String(kind === r.kind), class: `kind-${kind}` })));
    const to = argmapModel.relation(map, r.target), elsewhere = map.relations.some((one) => one !== r && one.premises.some((p) => r.premises.includes(p)));
    return [
      as,
      ...(elsewhere ? [button("only", say("Only here"))] : []),
      button("premise", say("Link a premise …")),
      button("implicit", say("Name an implicit premise …")),
      button("deny", say("Deny this step …")),
      ...(to ? [button("join", say("Link with the premises of that step"))] : []),
      ...(linked ? [button("split", say("Separate the premises"))] : []),
      ...(!linked && !on ? [button("reverse", say("Turn the arrow"))] : []),
      button("remove", say("Remove")),
    ];
  };
  /** @param {BuiltMap} map @param {MapClaim} c @param {Say} say @param {MapKind[]} kinds @returns {Node[]} */
  const ofClaim = (map, c, say, kinds) => {
    const laid = map.laid.includes(c.id), others = map.claims.length > 1;
    return [
      ...(laid ? [] : [button("lay", say("Put on the map"))]),
      ...(others ? [button("support", say("Reason for …")), button("attack", say("Objection to …"))] : []),
      ...(map.relations.length ? [button("undercut", say("Denies a step …")), button("link", say("Together with …"))] : []),
      ...(others && kinds.includes("rephrase") ? [button("rephrase", say("Says the same as …"))] : []),
      ...(others && kinds.includes("explains") ? [button("explains", say("Explains …"))] : []),
      ...(c.given ? [] : [button("edit", say("Edit"))]),
      ...(c.quotes?.length ? [button("where", say("Show its words"))] : []),
      ...(!c.given || laid ? [button("remove", c.given ? say("Take off the map") : say("Delete"))] : []),
    ];
  };
  /** @param {HTMLElement} home @param {BuiltMap} map @param {string} chosen @param {Pending | null} pending @param {Say} say @param {{kinds: MapKind[], free: boolean, more?: (id: string) => Node[], offers?: EditorOffers}} task */
  const show = (home, map, chosen, pending, say, task) => {
    const claim = argmapModel.claim(map, chosen), r = argmapModel.relation(map, chosen);
    const held = home.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null, deed = held?.dataset.do, value = held?.dataset.value;
    // Somebody may be choosing from the list at this moment, with keys that count together: the same list stays, also if parts in it have other ids by now.
    const before = /** @type {HTMLSelectElement | null} */ (home.querySelector("#choice")), options = pending ? /** @type {HTMLSelectElement} */ (choice(map, pending, say)).options : null;
    if (pending && before && options?.length === before.options.length) {
      [...options].forEach((option, n) => { const old = before.options[n]; if (old.value !== option.value) old.value = option.value; if (old.text !== option.text) old.text = option.text; });
      /** @type {HTMLElement} */ (home.firstElementChild).textContent = asked(map, pending, say);
      return;
    }
    home.classList.toggle("asking", !!pending);
    if (pending) home.replaceChildren(el("p", {}, asked(map, pending, say)), el("div", { class: "deeds" }, choice(map, pending, say), button("finish", say("Connect")), button("cancel", say("Cancel"))));
    else if (claim) home.replaceChildren(el("p", {}, named(map, chosen, say)), el("div", { class: "deeds" }, ...ofClaim(map, claim, say, task.kinds)), ...(task.more?.(chosen) ?? []));
    else if (r) home.replaceChildren(el("p", {}, argmapSentences.step(map, r, say)), el("div", { class: "deeds" }, ...ofRelation(map, r, say, task.kinds)), ...(task.more?.(chosen) ?? []));
    else if (task.offers?.has(chosen)) home.replaceChildren(...task.offers.bar(chosen));
    else {
      const hint = task.free
        ? say("Choose words in the thread, or write a claim. Then choose a claim, and what it is a reason for.")
        : say("Choose a card, then “Reason for …” and the claim that it is a reason for. With a mouse, you can drag it there.");
      home.replaceChildren(el("p", {}, hint), el("div", { class: "deeds" }, ...(task.free ? [button("new", say("New claim …"))] : [])));
    }
    if (!held) return;
    // What had the focus is new; somebody who works with keys goes on where they were.
    const next = [...home.querySelectorAll("button,select")].find((one) => one.getAttribute("data-do") === deed && (one.getAttribute("data-value") ?? undefined) === value) ?? home.querySelector("select,button");
    /** @type {HTMLElement | null} */ (next)?.focus();
  };
  return { show, fits, named };
})();
