// @ts-check
// What stands below the deeds of the bar: what is wrong with what is chosen, who takes which stance on it, its scheme with its critical questions.
/* global argmapModel, argmapDom, argmapCanvas */
/* exported argmapDetails */
/** @typedef {{id: string, name: string, questions: {id: string, text: string, bears: string}[]}} SchemeRow */
const argmapDetails = (() => {
  "use strict";
  const { el, button } = argmapDom;
  /** @param {FindingRow} finding @param {number} place @param {Say} say @param {Node[]} more */
  const findingItem = (finding, place, say, more = []) => el(
    "li", { class: finding.severity },
    `${finding.code} ${finding.text}${finding.help ? `; ${finding.help}` : ""} `,
    ...(finding.fix ? [button("fix", say("Fix: {what}", { what: finding.fix }), { "data-value": String(place) })] : []), ...more,
  );
  /** @param {MapState} state @param {string} id @param {Say} say */
  const findings = (state, id, say) => {
    const own = state.findings.flatMap((one, place) => (one.about === id ? [findingItem(one, place, say)] : []));
    return own.length ? [el("ul", { class: "wrong", "aria-label": say("Findings") }, ...own)] : [];
  };
  /** @param {string} id @param {string} label @param {string} change @param {[string, string][]} options @param {string} now */
  const choice = (id, label, change, options, now) => {
    const select = /** @type {HTMLSelectElement} */ (el("select", { id, "data-change": change, "data-do": "none", "data-value": change }, ...options.map(([value, words]) => el("option", { value }, words))));
    select.value = now;
    return el("span", { class: "field" }, el("label", { for: id }, label), " ", select);
  };
  /** @param {MapState} state @param {MapClaim} claim @param {Say} say @param {Record<string, string>} stances @param {(post: string) => number} postNumber @returns {Node[]} */
  const ofClaim = (state, claim, say, stances, postNumber) => {
    const taken = state.stances.filter((one) => one.claim === claim.id), asked = state.questions.filter((one) => one.about === claim.id);
    const rows = taken.map((one) => el(
      "li", {}, el("bdi", {}, one.who), ` (#${postNumber(one.post)}): ${stances[one.stance] ?? one.stance}${one.hedged ? `, ${say("as a guess")}` : ""}${one.if ? `, ${say("if {condition}", { condition: one.if })}` : ""} `,
      button("unstance", say("Remove"), { "data-value": one.name, "aria-label": say("Remove the stance of {who}", { who: one.who }) }),
    ));
    for (const one of asked) rows.push(el("li", {}, `#${postNumber(one.post)}: ${one.text}`));
    const issue = state.issues.find((one) => one.id === claim.answers);
    return [
      ...(claim.quotes?.length ? [el("ul", { "aria-label": say("Quotes") }, ...claim.quotes.map((q, n) => el(
        "li", {}, el("span", { dir: "auto" }, say("“{text}”", { text: argmapCanvas.shortened(q.exact, 160) })), ` #${postNumber(q.post)} `,
        button("reveal", say("Show"), { "data-value": String(n), "aria-label": say("Show quote {number}", { number: n + 1 }) }), " ",
        button("unquote", say("Remove"), { "data-value": String(n), "aria-label": say("Remove quote {number}", { number: n + 1 }) }),
      )))] : []),
      ...(state.issues.length && !claim.example && !claim.implicit ? [choice("answers", say("Answers the issue"), "answers", [["", "–"], ...state.issues.map((one) => /** @type {[string, string]} */ ([one.id, one.question]))], claim.answers ?? "")] : []),
      ...(issue ? [button("outcome", say("Outcome …"), { "data-value": issue.id })] : []),
      ...(rows.length ? [el("ul", { "aria-label": say("Stances and questions") }, ...rows)] : []),
    ];
  };
  /** @param {BuiltMap} map @param {MapRelation} r @param {Say} say @param {SchemeRow[]} schemes @returns {Node[]} */
  const ofRelation = (map, r, say, schemes) => {
    if (r.kind !== "support" && r.kind !== "attack") return [];
    const scheme = schemes.find((one) => one.id === r.scheme);
    const raised = new Set(map.relations.filter((o) => o.question && (o.target === r.id || o.target === r.target || r.premises.includes(o.target))).map((o) => o.question));
    const rows = (scheme?.questions ?? []).map((q) => el(
      "li", {}, el("span", { "aria-hidden": "true" }, raised.has(q.id) ? "☑ " : "☐ "), q.text, " ",
      raised.has(q.id) ? el("em", {}, say("raised")) : button("raise", say("Raise …"), { "data-value": q.id, "aria-label": say("Raise: {question}", { question: q.text }) }),
    ));
    return [
      choice("scheme", say("Scheme"), "scheme", [["", "–"], ...schemes.map((one) => /** @type {[string, string]} */ ([one.id, one.name]))], r.scheme ?? ""),
      ...(rows.length ? [el("ul", { class: "questions", "aria-label": say("Critical questions") }, ...rows)] : []),
    ];
  };
  /** @param {MapState} state @param {BuiltMap} map @param {string} id @param {Say} say @param {{schemes: SchemeRow[], stances: Record<string, string>, postNumber: (post: string) => number}} what @returns {Node[]} */
  const of = (state, map, id, say, what) => {
    const claim = argmapModel.claim(map, id), r = argmapModel.relation(map, id);
    const own = claim ? ofClaim(state, claim, say, what.stances, what.postNumber) : r ? ofRelation(map, r, say, what.schemes) : [];
    return [el("div", { class: "details" }, ...findings(state, id, say), ...own, ...(claim || r ? [button("fields", say("More about it …"))] : []))];
  };
  return { of, findingItem };
})();
