// @ts-check
// A map that somebody builds, and everything that can be done to it: functions that change nothing they are given.
/* exported argmapModel */
/** @typedef {"support" | "attack" | "undercut" | "rephrase" | "explains"} MapKind */
/** @typedef {{post: string, exact: string, prefix?: string, suffix?: string, at?: [number, number]}} MapQuote A page that has a server says by code points where the words stand. */
/** @typedef {{id: string, text: string, given?: boolean, implicit?: boolean, quotes?: MapQuote[], example?: boolean, answers?: string, mark?: string}} MapClaim What has a mark is drawn beside the map and is no part of it. */
/** @typedef {{id: string, kind: MapKind, premises: string[], target: string, scheme?: string, question?: string, mark?: string}} MapRelation */
/** @typedef {{claims: MapClaim[], relations: MapRelation[], laid: string[]}} BuiltMap What is laid stands on the map; cards that are not are still in the hand. */
/** @typedef {{map: BuiltMap, id: string}} BuiltPart A map, and the id of what is new or changed in it. */
/** @typedef {{kind: string, ids: string[]}} MapCheck What is not yet finished, and where. */

const argmapModel = (() => {
  "use strict";
  const KINDS = /** @type {MapKind[]} */ (["support", "attack", "undercut", "rephrase", "explains"]);
  const MOST = 2000, LONGEST = 4000;

  /** @param {BuiltMap} map @param {string} id */ const claim = (map, id) => map.claims.find((c) => c.id === id);
  /** @param {BuiltMap} map @param {string} id */ const relation = (map, id) => map.relations.find((r) => r.id === id);
  /** @param {BuiltMap} map @param {MapRelation} r */ const onRelation = (map, r) => !claim(map, r.target);
  /** The number of a claim, which stands on it and in every list; what is no part of the map has its mark. @param {BuiltMap} map @param {string} id */
  const number = (map, id) => claim(map, id)?.mark ?? map.claims.findIndex((c) => c.id === id) + 1;
  /** @param {BuiltMap} map @param {string} prefix */
  const fresh = (map, prefix) => {
    const taken = new Set([...map.claims, ...map.relations].map((part) => part.id));
    let count = 1;
    while (taken.has(`${prefix}${count}`)) count += 1;
    return `${prefix}${count}`;
  };
  /** @param {BuiltMap} map @param {string[]} ids @returns {BuiltMap} */
  const lay = (map, ids) => ({ ...map, laid: [...new Set([...map.laid, ...ids.filter((id) => claim(map, id))])] });
  /** @param {MapCard[]} cards @returns {BuiltMap} */
  const empty = (cards) => ({ claims: cards.map((card) => ({ ...card, given: true })), relations: [], laid: [] });

  // Claims.
  /** @param {BuiltMap} map @param {string} prefix @param {{text: string, implicit?: boolean, quotes?: MapQuote[]}} what @returns {BuiltPart} */
  const add = (map, prefix, what) => {
    const id = fresh(map, prefix);
    return { map: lay({ ...map, claims: [...map.claims, { id, ...what }] }, [id]), id };
  };
  /** @param {BuiltMap} map @param {string} id @param {Partial<MapClaim>} what @returns {BuiltMap} */
  const change = (map, id, what) => ({ ...map, claims: map.claims.map((c) => (c.id === id ? { ...c, ...what } : c)) });
  /** @param {BuiltMap} map @param {string} id @param {MapQuote} quote */
  const quote = (map, id, quote) => change(map, id, { quotes: [...(claim(map, id)?.quotes ?? []), quote] });
  /** Take a claim off the map; one that was not given is gone. @param {BuiltMap} map @param {string} id @returns {BuiltMap} */
  const removeClaim = (map, id) => {
    const kept = map.relations.map((r) => ({ ...r, premises: r.premises.filter((p) => p !== id) })).filter((r) => r.premises.length && r.target !== id);
    const claims = map.claims.filter((c) => c.id !== id || c.given);
    return settled({ claims, relations: kept, laid: map.laid.filter((one) => one !== id) });
  };

  // Relations.
  /** What a relation on a target is: on a relation, an objection denies the step. @param {boolean} on @param {MapKind} kind @returns {MapKind} */
  const fitting = (on, kind) => (on ? (kind === "support" ? "support" : "undercut") : kind === "undercut" ? "attack" : kind);
  /** Without relations on what is gone, and on what goes with that. @param {BuiltMap} map @returns {BuiltMap} */
  const settled = (map) => {
    let relations = map.relations;
    for (let before = -1; before !== relations.length;) {
      before = relations.length;
      const known = new Set([...map.claims, ...relations].map((part) => part.id));
      relations = relations.filter((r) => known.has(r.target));
    }
    return { ...map, relations };
  };
  /** Whether a claim may bear on a target. @param {BuiltMap} map @param {string} premise @param {string} target */
  const mayBear = (map, premise, target) => {
    const on = relation(map, target);
    return premise !== target && !!claim(map, premise) && (on ? !on.premises.includes(premise) : !!claim(map, target));
  };
  /** @param {BuiltMap} map @param {string} prefix @param {string} premise @param {string} target @param {MapKind} kind @returns {BuiltPart | null} */
  const connect = (map, prefix, premise, target, kind) => {
    if (!mayBear(map, premise, target)) return null;
    const as = fitting(!!relation(map, target), kind);
    const same = map.relations.find((r) => r.target === target && r.premises.length === 1 && r.premises[0] === premise);
    if (same) return { map: setKind(map, same.id, as), id: same.id };
    const id = fresh(map, `${prefix}s`);
    return { map: lay({ ...map, relations: [...map.relations, { id, kind: as, premises: [premise], target }] }, [premise, target]), id };
  };
  /** @param {BuiltMap} map @param {string} id @param {MapKind} kind @returns {BuiltMap} */
  const setKind = (map, id, kind) => ({ ...map, relations: map.relations.map((r) => (r.id === id ? { ...r, kind: fitting(onRelation(map, r), kind) } : r)) });
  /** @param {BuiltMap} map @param {string} id */
  const removeRelation = (map, id) => settled({ ...map, relations: map.relations.filter((r) => r.id !== id) });
  /** Whether a claim may be a premise beside those of a relation. @param {BuiltMap} map @param {string} id @param {string} premise */
  const mayLink = (map, id, premise) => {
    const to = relation(map, id);
    return !!to && !!claim(map, premise) && to.target !== premise && !to.premises.includes(premise);
  };
  /** Make a claim count together with the premises of a relation; its own relation to the same target becomes part of that one. @param {BuiltMap} map @param {string} id @param {string} premise @returns {BuiltMap | null} */
  const link = (map, id, premise) => {
    if (!mayLink(map, id, premise)) return null;
    const to = /** @type {MapRelation} */ (relation(map, id));
    const merged = new Set(map.relations.filter((r) => r.id !== id && r.target === to.target && r.premises.length === 1 && r.premises[0] === premise).map((r) => r.id));
    const relations = map.relations.filter((r) => !merged.has(r.id)).map((r) => {
      if (r.id === id) return { ...r, premises: [...r.premises, premise] };
      return merged.has(r.target) ? { ...r, target: id } : r;
    });
    return settled(lay({ ...map, relations }, [premise]));
  };
  /** The relation that two claims would share: one of the other claim, first one to the same target. @param {BuiltMap} map @param {string} premise @param {string} other */
  const shared = (map, premise, other) => {
    const mine = new Set(map.relations.filter((r) => r.premises.includes(premise)).map((r) => r.target));
    const theirs = map.relations.filter((r) => r.premises.includes(other) && mayLink(map, r.id, premise));
    return theirs.find((r) => mine.has(r.target)) ?? theirs[0];
  };
  /** Give every premise a relation of its own. @param {BuiltMap} map @param {string} prefix @param {string} id @returns {BuiltMap} */
  const split = (map, prefix, id) => {
    const whole = relation(map, id);
    if (!whole) return map;
    const [first, ...rest] = whole.premises;
    let now = { ...map, relations: map.relations.map((r) => (r.id === id ? { ...r, premises: [first] } : r)) };
    for (const premise of rest) now = connect(now, prefix, premise, whole.target, whole.kind)?.map ?? now;
    return now;
  };
  /** @param {BuiltMap} map @param {string} id @returns {BuiltMap} */
  const reverse = (map, id) => ({ ...map, relations: map.relations.map((r) => (r.id === id && r.premises.length === 1 && !onRelation(map, r) ? { ...r, premises: [r.target], target: r.premises[0] } : r)) });
  /** Make what bears on a relation one of its premises. @param {BuiltMap} map @param {string} id @returns {BuiltPart | null} */
  const join = (map, id) => {
    const from = relation(map, id), to = from && relation(map, from.target);
    if (!from || !to) return null;
    /** @type {BuiltMap | null} */ let now = removeRelation(map, id);
    for (const premise of from.premises) now = now && link(now, to.id, premise);
    return now && { map: now, id: to.id };
  };

  /** Take the premises of a relation out of all others: a claim that was put elsewhere before is moved. @param {BuiltMap} map @param {string} id @returns {BuiltMap} */
  const only = (map, id) => {
    const premises = relation(map, id)?.premises ?? [];
    const relations = map.relations.map((r) => (r.id === id ? r : { ...r, premises: r.premises.filter((p) => !premises.includes(p)) })).filter((r) => r.premises.length);
    return settled({ ...map, relations });
  };

  // Reading what was saved: nothing in it is taken as it is.
  /** @param {unknown} value @param {number} [most] */ const words = (value, most = LONGEST) => (typeof value === "string" ? value.slice(0, most) : "");
  /** @param {unknown} value @returns {any[]} */ const list = (value) => (Array.isArray(value) ? value.slice(0, MOST) : []);
  /** @param {any} q @returns {MapQuote[]} */
  const readQuote = (q) => {
    const post = words(q?.post, 200), exact = words(q?.exact), prefix = words(q?.prefix), suffix = words(q?.suffix);
    return post && exact.trim() ? [{ post, exact, ...(prefix && { prefix }), ...(suffix && { suffix }) }] : [];
  };
  /** A map from plain data, over the cards of a task. Null where it is no map. @param {any} data @param {MapCard[]} cards @returns {BuiltMap | null} */
  const read = (data, cards) => {
    if (!(data instanceof Object) || !Array.isArray(data.claims) || !Array.isArray(data.relations)) return null;
    const map = empty(cards), known = new Set(cards.map((card) => card.id));
    for (const c of list(data.claims)) {
      const id = words(c?.id, 200), quotes = list(c?.quotes).flatMap(readQuote);
      if (!id) continue;
      if (known.has(id)) { const mine = map.claims.find((one) => one.id === id); if (mine?.given && quotes.length) mine.quotes = quotes; continue; }
      if (c.given || !words(c.text).trim()) continue;
      known.add(id);
      map.claims.push({ id, text: words(c.text), ...(c.implicit === true && { implicit: true }), ...(quotes.length && { quotes }) });
    }
    const steps = new Set();
    for (const r of list(data.relations)) {
      const id = words(r?.id, 200), kind = KINDS.find((one) => one === r?.kind), premises = [...new Set(list(r?.premises).filter((p) => known.has(p)))];
      const target = words(r?.target, 200);
      if (!id || !kind || !premises.length || known.has(id) || steps.has(id) || premises.includes(target)) continue;
      steps.add(id);
      map.relations.push({ id, kind, premises, target });
    }
    // Relations that bear on each other in a ring end on no claim.
    const ends = (/** @type {MapRelation} */ r) => { let at = /** @type {MapRelation | undefined} */ (r); for (let left = MOST; at && left; left -= 1) { if (known.has(at.target)) return true; const to = at.target; at = map.relations.find((one) => one.id === to); } return false; };
    const sound = settled({ ...map, relations: map.relations.filter(ends) });
    const used = sound.relations.flatMap((r) => [...r.premises, r.target]);
    const own = sound.claims.filter((c) => !c.given).map((c) => c.id);
    return lay({ ...sound, relations: sound.relations.map((r) => ({ ...r, kind: fitting(onRelation(sound, r), r.kind) })) }, [...list(data.laid).filter((id) => typeof id === "string"), ...used, ...own]);
  };
  /** What is handed in: the form that `argmap teach grade` reads. @param {BuiltMap} map @param {Record<string, string>} task @param {string} student */
  const written = (map, task, student) => ({
    student,
    ...task,
    claims: map.claims.map(({ given, ...c }) => ({ ...c, ...(given && { given }) })),
    relations: map.relations,
    laid: map.laid,
  });
  return { KINDS, add, change, claim, connect, empty, join, lay, link, mayBear, mayLink, number, onRelation, only, quote, read, relation, removeClaim, removeRelation, reverse, setKind, shared, split, written };
})();
/** @typedef {{id: string, text: string}} MapCard */
