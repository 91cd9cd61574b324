// @ts-check
// What hangs on what: for every item what stands right of it when it is open, and what it is a reason for.

/** @typedef {import("./layout.js").Item} Item */
/** @typedef {import("./layout.js").Relation} Relation */

/** @param {{items: Item[], relations: Relation[]}} data */
export const graph = (data) => {
  const items = new Map(data.items.map((item) => [item.id, item]));
  const relations = new Map(data.relations.map((r) => [r.id, r]));
  /** @type {Map<string, Relation[]>} */ const onto = new Map();
  for (const r of data.relations) onto.set(r.target, [...(onto.get(r.target) ?? []), r]);
  /** @type {Map<string, string[]>} */ const hanging = new Map(); // issues and theses below an item
  for (const item of data.items) if (item.parent && items.has(item.parent)) hanging.set(item.parent, [...(hanging.get(item.parent) ?? []), item.id]);

  /** Every relation that ends on an item or, through others, on one of its relations. @param {string} id */
  const arriving = (id) => {
    /** @type {Relation[]} */ const all = [], todo = [...(onto.get(id) ?? [])].reverse(), seen = new Set();
    while (todo.length) {
      const next = /** @type {Relation} */ (todo.pop());
      if (seen.has(next.id)) continue;
      seen.add(next.id); all.push(next);
      todo.push(...[...(onto.get(next.id) ?? [])].reverse());
    }
    return all;
  };
  /** What stands right of an item when it is open, in order. @type {Map<string, string[]>} */ const below = new Map();
  for (const item of data.items) {
    const kids = [...(hanging.get(item.id) ?? []), ...arriving(item.id).flatMap((r) => r.premises)];
    below.set(item.id, [...new Set(kids)].filter((id) => id !== item.id && items.has(id)));
  }
  /** What an item is a reason for, or hangs on. @type {Map<string, string[]>} */ const above = new Map();
  for (const [id, kids] of below) for (const kid of kids) above.set(kid, [...(above.get(kid) ?? []), id]);
  const roots = data.items.filter((item) => !above.get(item.id)?.length).map((item) => item.id);
  { // Items that only support each other in a cycle hang on nothing: one of each cycle is a root.
    const reached = new Set();
    const reach = (/** @type {string} */ from) => { const todo = [from]; while (todo.length) { const id = /** @type {string} */ (todo.pop()); if (!reached.has(id)) { reached.add(id); todo.push(...(below.get(id) ?? [])); } } };
    roots.forEach(reach);
    for (const item of data.items) if (!reached.has(item.id)) { roots.push(item.id); reach(item.id); }
  }

  return { items, relations, onto, arriving, below, above, roots };
};
