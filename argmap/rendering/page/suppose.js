// @ts-check
// Which claims are accepted, computed anew when some of them are supposed to be true or false.
// The grounded labelling of the theory that the page brings, as the well-founded model: labels spread from what is settled,
// and what then only supports itself fails. Van Gelder, Ross & Schlipf (1991), The well-founded semantics for general logic
// programs, section 3 (DOI 10.1145/116825.116838).
/** @typedef {{sentences: number, assumptions: number, rules: number[], nodes: Record<string, number[]>, relations: Record<string, number>}} Theory */

/** @param {Theory} theory */
export const suppose = (theory) => {
  const HOLDS = 1, FAILS = 2, first = theory.assumptions;
  const heads = /** @type {number[]} */ ([]), sizes = /** @type {number[]} */ ([]);
  /** The rules in whose body each sentence stands, and how many derive it. @type {number[][]} */ const using = Array.from({ length: theory.sentences }, () => []);
  const deriving = new Int32Array(theory.sentences);
  for (let at = 0; at < theory.rules.length;) {
    const size = theory.rules[at + 1];
    for (let n = 0; n < size; n += 1) using[theory.rules[at + 2 + n]].push(heads.length);
    heads.push(theory.rules[at]); sizes.push(size);
    deriving[theory.rules[at]] += 1;
    at += 2 + size;
  }
  /** The label of every sentence: 1 holds, 2 fails, 0 neither. @param {Map<number, boolean>} settled */
  const labelled = (settled) => {
    const label = new Uint8Array(theory.sentences), missing = Int32Array.from(sizes), left = Int32Array.from(deriving), dead = new Uint8Array(heads.length);
    /** @type {number[]} */ const todo = [];
    /** @param {number} s @param {number} as */ const put = (s, as) => { if (!label[s]) { label[s] = as; todo.push(s); } };
    // Every part of a rule is looked at once when it holds or fails.
    const spread = () => {
      while (todo.length) {
        const s = /** @type {number} */ (todo.pop()), holds = label[s] === HOLDS;
        if (s >= first && s < 2 * first) put(s - first, holds ? FAILS : HOLDS);
        for (const rule of using[s]) {
          if (dead[rule]) continue;
          if (holds) { missing[rule] -= 1; if (!missing[rule]) put(heads[rule], HOLDS); }
          else { dead[rule] = 1; left[heads[rule]] -= 1; if (!left[heads[rule]]) put(heads[rule], FAILS); }
        }
      }
    };
    for (const [s, value] of settled) put(s, value ? HOLDS : FAILS);
    heads.forEach((head, rule) => { if (!sizes[rule]) put(head, HOLDS); });
    for (let s = first; s < theory.sentences; s += 1) if (!deriving[s]) put(s, FAILS);
    spread();
    // What could be derived if all undecided assumptions held; the rest only supports itself.
    for (let again = true; again;) {
      again = false;
      const may = new Uint8Array(theory.sentences), open = Int32Array.from(sizes);
      /** @type {number[]} */ const next = [];
      const reach = (/** @type {number} */ s) => { if (!may[s] && label[s] !== FAILS) { may[s] = 1; next.push(s); } };
      for (let s = 0; s < theory.sentences; s += 1) if (s < first || label[s] === HOLDS) reach(s);
      while (next.length) for (const rule of using[/** @type {number} */ (next.pop())]) { open[rule] -= 1; if (!open[rule]) reach(heads[rule]); }
      for (let s = first; s < theory.sentences; s += 1) if (!may[s] && !label[s]) { put(s, FAILS); again = true; }
      spread();
    }
    return label;
  };
  /** The label of every claim, example and relation. @param {Map<string, boolean>} [supposed] claims by id: true or false */
  const labels = (supposed = new Map()) => {
    /** @type {Map<number, boolean>} */ const settled = new Map();
    for (const [id, value] of supposed) {
      const [says, unopposed, reasoned] = theory.nodes[id];
      settled.set(says, value);
      settled.set(first + unopposed, !value);
      if (reasoned >= 0) settled.set(reasoned, value);
    }
    const label = labelled(settled);
    /** @type {Map<string, string>} */ const result = new Map();
    for (const [id, [says, , , doubted]] of Object.entries(theory.nodes)) result.set(id, label[says] === HOLDS ? "in" : label[doubted] === FAILS ? "out" : "undecided");
    for (const [id, s] of Object.entries(theory.relations)) result.set(id, ["undecided", "in", "out"][label[s]]);
    return result;
  };
  return labels;
};
