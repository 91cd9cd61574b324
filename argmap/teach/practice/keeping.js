"use strict";
// What was answered, kept in the browser where it allows that, and as long as the page otherwise. Several windows may practise at once:
// whatever is written, what another window has written since is read first, and of each record the newer one is kept.
(() => {
  /** @typedef {{at: number, given?: (string | boolean)[], tries?: number, done?: boolean, first?: boolean, last?: boolean, shown?: boolean, looked?: boolean}} Answer */
  /** @typedef {{since: number, answers: Record<string, Answer>}} Kept */
  /** @param {string} place */
  const keeping = (place) => {
    /** @type {Kept} */ const kept = { since: 0, answers: {} };
    /** @returns {Kept} */
    const stored = () => {
      try {
        const read = JSON.parse(localStorage.getItem(place) ?? "null");
        const answers = Object.entries(read.answers).filter(([, a]) => a instanceof Object && Number.isFinite(/** @type {any} */ (a).at));
        return { since: Number(read.since) || 0, answers: Object.fromEntries(/** @type {[string, Answer][]} */ (answers)) };
      } catch { return { since: 0, answers: {} }; /* nothing, not ours, or not allowed */ }
    };
    /** Take over what is newer. Returns whether there was anything. */
    const join = () => {
      const other = stored();
      let news = other.since > kept.since;
      kept.since = Math.max(kept.since, other.since);
      for (const [id, theirs] of Object.entries(other.answers)) if (!(kept.answers[id]?.at >= theirs.at)) { kept.answers[id] = theirs; news = true; }
      for (const [id, answer] of Object.entries(kept.answers)) if (answer.at <= kept.since) delete kept.answers[id];
      return news;
    };
    const write = () => { try { localStorage.setItem(place, JSON.stringify(kept)); } catch { /* a frame or a private window */ } };
    /** @param {string} id @returns {Answer} */
    const get = (id) => kept.answers[id] ?? { at: 0 };
    return {
      get, join, place,
      /** Change an answer as it is in all windows. @param {string} id @param {(answer: Answer) => Partial<Answer> | null} change */
      put: (id, change) => {
        join();
        const before = get(id), after = change(before);
        if (after) kept.answers[id] = { ...before, ...after, at: Math.max(Date.now(), before.at + 1, kept.since + 1) };
        write();
      },
      forget: () => { join(); kept.since = Math.max(Date.now(), ...Object.values(kept.answers).map((a) => a.at)); kept.answers = {}; write(); },
      count: () => Object.values(kept.answers).filter((a) => a.given || a.tries).length,
    };
  };
  /** @type {any} */ (window).argmapKeeping = keeping;
})();
