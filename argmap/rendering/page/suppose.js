// @ts-check
// Which claims are accepted, computed anew when some of them are supposed to be true or false.
// The grounded labelling by the alternating fixpoint: Van Gelder (1993), The alternating fixpoint of logic programs with
// negation, section 4 (DOI 10.1016/0022-0000(93)90024-Q), of the theory that the page brings.
(() => {
  "use strict";
  /** @typedef {{sentences: number, assumptions: number, rules: number[], nodes: Record<string, number[]>, relations: Record<string, number>}} Theory */

  /** @param {Theory} theory */
  const suppose = (theory) => {
    const heads = /** @type {number[]} */ ([]), sizes = /** @type {number[]} */ ([]), facts = /** @type {number[]} */ ([]);
    /** @type {number[][]} */ const using = Array.from({ length: theory.sentences }, () => []);
    for (let at = 0; at < theory.rules.length;) {
      const rule = heads.length, size = theory.rules[at + 1];
      heads.push(theory.rules[at]); sizes.push(size);
      if (!size) facts.push(rule);
      for (let n = 0; n < size; n += 1) using[theory.rules[at + 2 + n]].push(rule);
      at += 2 + size;
    }
    /** What can be derived where an assumption holds whose contrary is not in a set. @param {Uint8Array} denied @param {Map<number, boolean>} settled */
    const derived = (denied, settled) => {
      const holds = new Uint8Array(theory.sentences), missing = Int32Array.from(sizes);
      /** @type {number[]} */ const todo = [];
      /** @param {number} s */ const put = (s) => { if (!holds[s] && settled.get(s) !== false) { holds[s] = 1; todo.push(s); } };
      for (let a = 0; a < theory.assumptions; a += 1) if (!denied[theory.assumptions + a]) put(a);
      for (const rule of facts) put(heads[rule]);
      for (const [s, value] of settled) if (value) put(s);
      while (todo.length) for (const rule of using[/** @type {number} */ (todo.pop())]) { missing[rule] -= 1; if (!missing[rule]) put(heads[rule]); }
      return holds;
    };
    /** The label of every claim, example and relation. @param {Map<string, boolean>} [supposed] claims by id: true or false */
    const labels = (supposed = new Map()) => {
      /** @type {Map<number, boolean>} */ const settled = new Map();
      for (const [id, value] of supposed) {
        const [says, unopposed, reasoned] = theory.nodes[id];
        settled.set(says, value);
        settled.set(theory.assumptions + unopposed, !value);
        if (reasoned >= 0) settled.set(reasoned, value);
      }
      let holds = new Uint8Array(theory.sentences), may = holds;
      for (let before = -1, now = 0; before !== now;) {
        may = derived(holds, settled);
        holds = derived(may, settled);
        before = now;
        now = holds.reduce((sum, one) => sum + one, 1);
      }
      /** @type {Map<string, string>} */ const result = new Map();
      for (const [id, [says, , , doubted]] of Object.entries(theory.nodes)) result.set(id, holds[says] ? "in" : may[doubted] ? "undecided" : "out");
      for (const [id, s] of Object.entries(theory.relations)) result.set(id, holds[s] ? "in" : may[s] ? "undecided" : "out");
      return result;
    };
    return labels;
  };
  /** @type {any} */ (window).argmapSuppose = suppose;
})();
