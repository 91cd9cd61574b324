// @ts-check
// What was done to a map, as edits of its files: the difference of two maps, in the records of `argmap edit apply`.
/* global argmapModel */
/* exported argmapRecords */
/** @typedef {Record<string, unknown>} EditRecord */
const argmapRecords = (() => {
  "use strict";
  /** @param {unknown} one @param {unknown} other */ const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  /** What the server needs of a quote: it finds the words itself. @param {MapQuote} q */ const place = (q) => ({ post: q.post, at: q.at });
  /** Relations in an order in which each goes before those that it bears on. @param {MapRelation[]} gone @returns {MapRelation[]} */
  const outermost = (gone) => {
    const first = gone.filter((r) => !gone.some((other) => other.target === r.id));
    return gone.length && first.length ? [...first, ...outermost(gone.filter((r) => !first.includes(r)))] : gone;
  };
  /** @param {MapClaim} c @returns {EditRecord} */
  const added = (c) => ({ add: "claim", id: c.id, text: c.text, ...(c.implicit && { implicit: true }), ...(c.quotes?.length && { quotes: c.quotes.map(place) }) });
  /** @param {MapClaim} c @param {MapClaim} was @returns {EditRecord[]} */
  const changed = (c, was) => {
    const fields = { ...(c.text !== was.text && { text: c.text }), ...(!!c.implicit !== !!was.implicit && { implicit: c.implicit ? true : null }) };
    const quotes = (c.quotes ?? []).filter((q) => !(was.quotes ?? []).some((old) => same(old, q)));
    return [...(Object.keys(fields).length ? [{ set: c.id, ...fields }] : []), ...quotes.map((q) => ({ add: "quote", to: c.id, ...place(q) }))];
  };
  /** @param {MapRelation} r @param {MapRelation} was @returns {EditRecord[]} */
  const rewired = (r, was) => {
    const fields = Object.fromEntries(/** @type {const} */ (["kind", "premises", "target"]).filter((key) => !same(r[key], was[key])).map((key) => [key, r[key]]));
    return Object.keys(fields).length ? [{ set: r.id, ...fields }] : [];
  };
  /** @param {BuiltMap} before @param {BuiltMap} after @returns {{edits: EditRecord[], temporary: string[]}} the edits, and the ids of what is new */
  const between = (before, after) => {
    const newClaims = after.claims.filter((c) => !argmapModel.claim(before, c.id)), newRelations = after.relations.filter((r) => !argmapModel.relation(before, r.id));
    const edits = [
      ...newClaims.map(added),
      ...after.claims.flatMap((c) => { const was = argmapModel.claim(before, c.id); return was ? changed(c, was) : []; }),
      ...newRelations.map((r) => ({ add: "relation", id: r.id, kind: r.kind, premises: r.premises, target: r.target })),
      ...after.relations.flatMap((r) => { const was = argmapModel.relation(before, r.id); return was ? rewired(r, was) : []; }),
      ...outermost(before.relations.filter((r) => !argmapModel.relation(after, r.id))).map((r) => ({ remove: r.id, cascade: true })),
      ...before.claims.filter((c) => !argmapModel.claim(after, c.id)).map((c) => ({ remove: c.id, cascade: true })),
    ];
    return { edits, temporary: [...newClaims, ...newRelations].map((part) => part.id) };
  };
  return { between };
})();
