// @ts-check
// What was done and can be undone, kept in the browser under one key where it allows that, and as long as the page otherwise.
/* global argmapModel */
/* exported argmapHistory */
/** @typedef {{names?: Record<string, string>, message?: string, elsewhere?: boolean}} MapNews What a store says when its map has changed: new ids of parts, and why. */
/** Where a map is kept that is edited: in the browser, or on a server. @typedef {{readonly map: BuiltMap, readonly canUndo: boolean, readonly canRedo: boolean, done: (now: BuiltMap) => void, undo: () => boolean | Promise<boolean>, redo: () => boolean | Promise<boolean>, listen: (hear: (news: MapNews) => void) => void, student: string, readonly isKept: boolean, readonly quoted?: [string, number, number][]}} MapStore */
const argmapHistory = (() => {
  "use strict";
  const MOST = 60;
  /** @typedef {{past: BuiltMap[], now: BuiltMap, future: BuiltMap[], student: string}} MapHistory */
  /** @param {BuiltMap} now @param {string} [student] @returns {MapHistory} */
  const begun = (now, student = "") => ({ past: [], now, future: [], student });
  /** @param {MapHistory} h @param {BuiltMap} now @returns {MapHistory} */
  const done = (h, now) => (now === h.now ? h : { ...h, past: [...h.past, h.now].slice(-MOST), now, future: [] });
  /** @param {MapHistory} h @returns {MapHistory} */
  const undone = (h) => (h.past.length ? { ...h, past: h.past.slice(0, -1), now: h.past[h.past.length - 1], future: [h.now, ...h.future] } : h);
  /** @param {MapHistory} h @returns {MapHistory} */
  const redone = (h) => (h.future.length ? { ...h, past: [...h.past, h.now], now: h.future[0], future: h.future.slice(1) } : h);

  /** @param {string} place @param {MapHistory} h Returns whether the browser keeps it. */
  const keep = (place, h) => {
    try { localStorage.setItem(place, JSON.stringify(h)); return true; } catch { return false; /* a frame, a private window, or no room */ }
  };
  /** @param {string} place @param {MapCard[]} cards @returns {MapHistory | null} */
  const kept = (place, cards) => {
    try {
      const read = JSON.parse(localStorage.getItem(place) ?? "null"), now = argmapModel.read(read?.now, cards);
      if (!now) return null;
      const all = (/** @type {unknown} */ maps) => (Array.isArray(maps) ? maps.slice(-MOST) : []).flatMap((map) => argmapModel.read(map, cards) ?? []);
      return { past: all(read.past), now, future: all(read.future), student: typeof read.student === "string" ? read.student.slice(0, 200) : "" };
    } catch { return null; /* not ours, or not allowed */ }
  };
  /** A map that is kept in this browser, under one key, with what was done. @param {string} place @param {MapCard[]} cards @returns {MapStore} */
  const local = (place, cards) => {
    let history = kept(place, cards) ?? begun(argmapModel.empty(cards));
    const set = (/** @type {MapHistory} */ next) => { history = next; return keep(place, history); };
    return {
      get map() { return history.now; },
      get canUndo() { return history.past.length > 0; },
      get canRedo() { return history.future.length > 0; },
      done: (now) => { set(done(history, now)); },
      undo: () => { set(undone(history)); return true; },
      redo: () => { set(redone(history)); return true; },
      get student() { return history.student; },
      set student(name) { set({ ...history, student: name }); },
      get isKept() { return set(history); },
      // Another window with the same task: what was done last, wherever it was, is what counts.
      listen: (hear) => window.addEventListener("storage", (e) => {
        const other = e.key === place ? kept(place, cards) : null;
        if (other) { history = other; hear({ elsewhere: true }); }
      }),
    };
  };
  return { begun, done, undone, redone, keep, kept, local };
})();
