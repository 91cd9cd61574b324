// @ts-check
// Going through what holds some words, and the part of a large map that is drawn.
/* exported argmapSearching */
const argmapSearching = (() => {
  "use strict";
  /** Claims from which on only the surroundings of the chosen part are drawn, and how many of them. */
  const LARGE = 80, MOST = 40;
  /** @param {BuiltMap} map @param {string} id what is chosen @returns {BuiltMap} */
  const part = (map, id) => {
    if (map.laid.length <= LARGE) return map;
    const known = new Set(map.laid), chosen = map.relations.find((r) => r.id === id);
    const begin = chosen ? [...chosen.premises, chosen.target] : [known.has(id) ? id : map.laid[0]];
    /** @type {Map<string, MapRelation[]>} */ const of = new Map();
    const own = new Map(map.relations.map((r) => [r.id, r]));
    for (const r of map.relations) for (const end of [...r.premises, r.target]) of.set(end, [...(of.get(end) ?? []), r]);
    const shown = new Set(), steps = new Set(), todo = [...begin];
    while (todo.length && shown.size < MOST) {
      const at = /** @type {string} */ (todo.shift()), r = own.get(at);
      if (shown.has(at) || steps.has(at)) continue;
      (r ? steps : shown).add(at);
      todo.push(...(r ? [...r.premises, r.target] : []), ...(of.get(at) ?? []).map((one) => one.id));
    }
    // A relation is drawn where all its ends are, however far its steps lead.
    let relations = map.relations.filter((r) => r.premises.every((p) => shown.has(p)) && (shown.has(r.target) || own.has(r.target)));
    for (let before = -1; before !== relations.length;) { before = relations.length; const left = new Set(relations.map((r) => r.id)); relations = relations.filter((r) => shown.has(r.target) || left.has(r.target)); }
    return { claims: map.claims, relations, laid: map.laid.filter((one) => shown.has(one)) };
  };
  /** Places that hold some words: claims by their id, sentences by their place. @param {BuiltMap} map @param {(words: string) => number[]} inThread @param {string} words @returns {(string | number)[]} */
  const places = (map, inThread, words) => {
    const wanted = words.trim().toLocaleLowerCase();
    return wanted ? [...map.claims.filter((c) => c.text.toLocaleLowerCase().includes(wanted)).map((c) => c.id), ...inThread(wanted)] : [];
  };
  return { part, places };
})();
