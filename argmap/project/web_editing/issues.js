// @ts-check
// The questions at issue, and how their discussions ended: set, changed and removed.
/* global argmapDom, argmapModel */
/* exported argmapIssues */
/** @typedef {{thesis: string, open?: boolean, by: string[], note: string, quotes: MapQuote[]}} OutcomeRow */
/** @typedef {{id: string, question: string, outcome: OutcomeRow | null}} IssueRow */
const argmapIssues = (() => {
  "use strict";
  const { el, get, ask } = argmapDom, OPEN = " ";
  /** How a discussion ended, in words. @param {BuiltMap} map @param {OutcomeRow | null} outcome @param {Say} say @param {Record<string, string>} people */
  const ending = (map, outcome, say, people) => {
    if (!outcome) return say("No outcome is written down.");
    const names = outcome.by.map((id) => people[id] ?? id).join(", ");
    if (outcome.open) return say("It ended without an answer.");
    const claim = `${argmapModel.number(map, outcome.thesis)} ${say("“{text}”", { text: argmapModel.claim(map, outcome.thesis)?.text ?? outcome.thesis })}`;
    return names ? say("It ended with {claim}, chosen by {people}.", { claim, people: names }) : say("It ended with {claim}.", { claim });
  };
  /** What the server needs to quote words again. @param {MapQuote} q */
  const quoted = (q) => (q.at && !q.exact.includes("…") ? { post: q.post, at: q.at } : { post: q.post, words: q.exact });
  /** Ask how a discussion ended; the answer is the edit that says so. @param {BuiltMap} map @param {IssueRow} issue @param {Say} say @param {{people: Record<string, string>, words: MapQuote | null, postNumber: (post: string) => number}} page @returns {Promise<EditRecord | null>} */
  const outcome = async (map, issue, say, page) => {
    const old = issue.outcome, theses = map.claims.filter((c) => c.answers === issue.id), select = /** @type {HTMLSelectElement} */ (get("outcome-thesis")), note = /** @type {HTMLTextAreaElement} */ (get("outcome-note"));
    get("outcome-issue").textContent = issue.question;
    select.replaceChildren(el("option", { value: "" }, say("no outcome")), el("option", { value: OPEN }, say("It ended without an answer.")), ...theses.map((c) => el("option", { value: c.id }, `${argmapModel.number(map, c.id)} ${c.text}`)));
    select.value = old ? (old.open ? OPEN : old.thesis) : "";
    note.value = old?.note ?? "";
    /** @param {string} id @param {string} words @param {boolean} checked */
    const tick = (id, words, checked) => el("p", { class: "tick" }, el("input", { type: "checkbox", id, checked }), " ", el("label", { for: id, dir: "auto" }, words));
    get("outcome-people").replaceChildren(...Object.entries(page.people).map(([id, name], n) => tick(`outcome-by-${n}`, name, !!old?.by.includes(id))));
    const quotes = [...(old?.quotes ?? []), ...(page.words ? [page.words] : [])];
    get("outcome-words").replaceChildren(...quotes.map((q, n) => tick(`outcome-quote-${n}`, `${say("“{text}”", { text: q.exact })} #${page.postNumber(q.post)}`, true)));
    get("outcome-quotes").hidden = !quotes.length;
    if ((await ask("outcome-dialog")) !== "ok") return null;
    const on = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (get(id)).checked;
    if (!select.value) return old ? { set: issue.id, outcome: null } : null;
    const by = Object.keys(page.people).filter((_, n) => on(`outcome-by-${n}`)), kept = quotes.filter((_, n) => on(`outcome-quote-${n}`)).map(quoted);
    return { add: "outcome", issue: issue.id, ...(select.value === OPEN ? { open: true } : { thesis: select.value }), ...(by.length && { by }), ...(kept.length && { quotes: kept }), ...(note.value.trim() && { note: note.value.trim() }) };
  };
  /** Show all issues; the answer is what to do with which. @param {BuiltMap} map @param {IssueRow[]} issues @param {Say} say @param {Record<string, string>} people @returns {Promise<[string, string]>} */
  const listed = async (map, issues, say, people) => {
    const deed = (/** @type {string} */ what, /** @type {IssueRow} */ issue, /** @type {string} */ words) => el("button", { type: "submit", value: `${what} ${issue.id}`, "aria-label": `${words}: ${issue.question}` }, words);
    get("issues-list").replaceChildren(...issues.map((issue) => {
      const count = map.claims.filter((c) => c.answers === issue.id).length;
      return el(
        "li", {}, el("b", { dir: "auto" }, issue.question), " ", count === 1 ? say("1 answer") : say("{count} answers", { count }), el("br", {}), el("span", { dir: "auto" }, ending(map, issue.outcome, say, people)),
        el("span", { class: "deeds" }, deed("outcome", issue, say("Outcome …")), deed("fields", issue, say("Edit …")), deed("remove", issue, say("Remove"))),
      );
    }));
    get("issues-none").hidden = issues.length > 0;
    const [what, id] = (await ask("issues-dialog")).split(" ");
    return [what, id ?? ""];
  };
  return { ending, listed, outcome };
})();
