"use strict";
// What was reached, told to the system that shows the page: SCORM 1.2 gives its pages an object `API` in a window above them.
(() => {
  /** @typedef {{LMSInitialize: (x: string) => unknown, LMSFinish: (x: string) => unknown, LMSCommit: (x: string) => unknown, LMSGetValue: (name: string) => unknown, LMSSetValue: (name: string, value: string) => unknown}} Adapter */
  const MOST_WINDOWS = 16;
  /** The adapter of a window or of one that it is in. @param {any} start @returns {Adapter | null} */
  const above = (start) => {
    try {
      for (let here = start, n = 0; here && n < MOST_WINDOWS; here = here.parent === here ? null : here.parent, n += 1) if (here.API) return here.API;
    } catch { /* a window of another site has nothing for us */ }
    return null;
  };
  // Practice is what the page is for here; its own script comes after this one.
  queueMicrotask(() => document.getElementById("t-practice")?.click());
  const home = document.getElementById("practice"), api = above(window) ?? above(window.opener);
  if (!home || !api || String(api.LMSInitialize("")) !== "true") return;
  const began = Date.now();
  /** @param {string} name */
  const get = (name) => String(api.LMSGetValue(name) ?? "");
  // Several students may use one browser.
  home.dataset.student = get("cmi.core.student_id");
  let best = Number.parseFloat(get("cmi.core.score.raw")), status = get("cmi.core.lesson_status"), ended = false;
  /** @param {string} next */
  const enter = (next) => { if (status !== next) { status = next; api.LMSSetValue("cmi.core.lesson_status", next); } };
  if (!/^(completed|passed|failed)$/.test(status)) enter("incomplete");
  document.addEventListener("argmap-practice", (e) => {
    const { first, scored, done, of } = /** @type {CustomEvent} */ (e).detail;
    if (ended || !done) return;
    const points = scored ? Math.round((1000 * first) / scored) / 10 : 0;
    // Whoever begins again, or on another computer, loses nothing.
    const better = !(best >= points);
    if (better) {
      best = points;
      api.LMSSetValue("cmi.core.score.min", "0"); api.LMSSetValue("cmi.core.score.max", "100"); api.LMSSetValue("cmi.core.score.raw", String(points));
    }
    const finished = done === of && status === "incomplete";
    if (finished) enter("completed");
    if (better || finished) api.LMSCommit("");
  });
  /** @param {number} n */
  const two = (n) => String(Math.floor(n)).padStart(2, "0");
  window.addEventListener("pagehide", () => {
    if (ended) return;
    ended = true;
    const seconds = (Date.now() - began) / 1000;
    api.LMSSetValue("cmi.core.session_time", `${two(seconds / 3600).padStart(4, "0")}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`);
    api.LMSCommit(""); api.LMSFinish("");
  });
})();
