// @ts-check
// What is not yet finished in a map that somebody builds. Nothing here knows the answer.
/* global argmapModel */
/* exported argmapChecks */
const argmapChecks = (() => {
  "use strict";
  /** What a claim leads to by reasons, over any number of relations, also through what supports a step. @param {BuiltMap} map @returns {Map<string, Set<string>>} */
  const leads = (map) => {
    /** @type {Map<string, Set<string>>} */ const direct = new Map();
    for (const r of map.relations) {
      if (r.kind !== "support") continue;
      let end = r.target;
      for (let on = argmapModel.relation(map, end); on; on = argmapModel.relation(map, end)) end = on.target;
      for (const p of r.premises) direct.set(p, (direct.get(p) ?? new Set()).add(end));
    }
    return direct;
  };
  /** Claims that support themselves in a cycle, each cycle once. @param {BuiltMap} map @returns {string[][]} */
  const cycles = (map) => {
    const direct = leads(map), reach = (/** @type {string} */ id) => { const seen = new Set(), todo = [id]; while (todo.length) for (const next of direct.get(/** @type {string} */ (todo.pop())) ?? []) if (!seen.has(next)) { seen.add(next); todo.push(next); } return seen; };
    const all = new Map([...direct.keys()].map((id) => [id, reach(id)]));
    /** @type {string[][]} */ const rings = [];
    for (const [id, seen] of all) {
      if (!seen.has(id) || rings.some((ring) => ring.includes(id))) continue;
      rings.push([id, ...[...seen].filter((other) => other !== id && all.get(other)?.has(id))]);
    }
    return rings;
  };
  /** Claims with reasons or objections that are themselves for and against nothing. @param {BuiltMap} map @returns {string[]} */
  const conclusions = (map) => {
    const premises = new Set(map.relations.filter((r) => r.kind !== "rephrase").flatMap((r) => r.premises)), targets = new Set(map.relations.map((r) => r.target));
    return map.claims.filter((c) => targets.has(c.id) && !premises.has(c.id)).map((c) => c.id);
  };
  /** @param {BuiltMap} map @param {boolean} free whether claims are the student's own, and should quote @returns {MapCheck[]} */
  const checks = (map, free) => {
    const laid = new Set(map.laid), used = new Set(map.relations.flatMap((r) => [...r.premises, r.target]));
    const alone = map.claims.filter((c) => laid.has(c.id) && !used.has(c.id));
    /** @type {MapCheck[]} */ const found = [
      { kind: "hand", ids: map.claims.filter((c) => !laid.has(c.id)).map((c) => c.id) },
      { kind: "loose", ids: alone.filter((c) => !c.implicit).map((c) => c.id) },
      { kind: "implicit", ids: map.claims.filter((c) => c.implicit && !map.relations.some((r) => r.premises.length > 1 && r.premises.includes(c.id))).map((c) => c.id) },
      ...cycles(map).map((ids) => ({ kind: "cycle", ids })),
      ...map.relations.filter((r) => r.kind === "support" && map.relations.some((o) => o.kind === "attack" && o.target === r.target && o.premises.some((p) => r.premises.includes(p)))).map((r) => ({ kind: "both", ids: [...r.premises, r.target] })),
      { kind: "unquoted", ids: free ? map.claims.filter((c) => !c.given && !c.implicit && !c.quotes?.length).map((c) => c.id) : [] },
    ].filter((check) => check.ids.length);
    const tops = conclusions(map);
    if (!map.claims.length || !map.laid.length) return [{ kind: "empty", ids: [] }];
    if (!tops.length) found.unshift({ kind: "conclusion", ids: [] });
    if (tops.length > 1) found.push({ kind: "conclusions", ids: tops });
    return found;
  };
  return { checks, cycles, conclusions };
})();
