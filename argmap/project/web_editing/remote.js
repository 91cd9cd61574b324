// @ts-check
// A map that is kept by the server: what is done is seen at once, and written one edit after the other.
/* global argmapRecords */
/* exported argmapRemote */
/** @typedef {{name: string, who: string, post: string, claim: string, stance: string, hedged: boolean, if: string}} StanceRow */
/** @typedef {{code: string, severity: string, text: string, help: string, about: string, fix: string}} FindingRow */
/** @typedef {{version: string, map: BuiltMap, stances: StanceRow[], questions: {id: string, post: string, text: string, about: string | null}[], issues: IssueRow[], fields: Record<string, Record<string, any>>, annotators: string[], findings: FindingRow[], quoted: [string, number, number][], undo: string | null, redo: string | null, draft?: DraftState}} MapState */
const argmapRemote = (() => {
  "use strict";
  const AGAIN = 2000, NOTHING = /** @type {MapState} */ ({ version: "", map: { claims: [], relations: [], laid: [] }, stances: [], questions: [], issues: [], fields: {}, annotators: [], findings: [], quoted: [], undo: null, redo: null });
  /** @typedef {{path: string, body: Record<string, any>, settle: (done: boolean) => void}} Job */
  /** Put other ids in place of some, wherever they stand. @param {any} value @param {Record<string, string>} names @returns {any} */
  const renamed = (value, names) => {
    if (typeof value === "string") return Object.hasOwn(names, value) ? names[value] : value;
    if (Array.isArray(value)) return value.map((each) => renamed(each, names));
    return value instanceof Object ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, names)])) : value;
  };
  /** @param {Say} say @param {(saved: string, trouble: string) => void} paint what shows whether everything is saved */
  const store = (say, paint) => {
    let state = NOTHING, local = NOTHING.map, trouble = "", looked = "", busy = false, count = 0;
    /** @type {Job[]} */ let queue = [];
    /** @type {(news: MapNews) => void} */ let hear = () => {};
    const show = () => paint(trouble ? "" : queue.length ? say("Saving …") : say("All changes are saved."), trouble);
    /** @param {MapState} now @param {MapNews} news */
    const take = (now, news) => {
      state = now;
      // What waits to be written is not in the server's map yet.
      local = queue.length ? renamed(local, news.names ?? {}) : now.map;
      hear(news);
    };
    /** @param {string[]} names */
    const conflict = (names) => {
      const known = names.filter((name) => name !== "map");
      return known.length ? say("Not done: somebody else has changed {names}. This is how it is now.", { names: known.join(", ") }) : say("Not done: the map was changed elsewhere. This is how it is now.");
    };
    const pump = async () => {
      show();
      const job = queue[0];
      if (busy || !job) return;
      busy = true;
      /** @type {Response | null} */ let answer = null;
      /** @type {any} */ let data = null;
      try {
        answer = await fetch(job.path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ version: state.version, ...job.body }) });
        data = await answer.json();
      } catch { answer = null; /* gone, or ended while it answered */ }
      busy = false;
      if (!answer || answer.status === 423) {
        trouble = answer ? say("Not saved: the file on the disk has faults. Correct them there: {faults}", { faults: data.broken.join("; ") }) : say("Not saved: the server does not answer. Keep this page open.");
        show();
        setTimeout(pump, AGAIN);
        return;
      }
      if (answer.status === 403) {
        // In another tab the address gives this page, too, what it needs to go on.
        trouble = say("Not saved: the server was started again. Open the address that it has printed in another tab, and keep this page open.");
        show();
        setTimeout(pump, AGAIN);
        return;
      }
      if (answer.status === 200) {
        queue.shift();
        trouble = "";
        queue = queue.map((one) => ({ ...one, body: renamed(one.body, data.names ?? {}) }));
        take(data.state, { names: data.names, message: data.merged ? say("Saved, with what was changed elsewhere.") : undefined });
        job.settle(true);
      } else {
        // What came after it was made on a map that there is not.
        const lost = queue;
        queue = [];
        trouble = answer.status === 409 ? conflict(data.conflict) : say("Not done: {reasons}", { reasons: data.refused.join("; ") });
        take(data.state ?? state, { message: trouble });
        for (const one of lost) one.settle(false);
      }
      pump();
    };
    /** Each job has a key: one that is asked for again, because its answer was lost, is not done again. @param {string} path @param {Record<string, any>} body @returns {Promise<boolean>} */
    const ask = (path, body) => new Promise((settle) => { queue.push({ path, body: { ...body, key: crypto.randomUUID() }, settle }); pump(); });
    const look = async () => {
      if (busy || queue.length || document.hidden) return;
      try {
        const answer = await fetch(`/state?version=${encodeURIComponent(state.version)}&draft=${encodeURIComponent(state.draft?.version ?? "")}`);
        if (busy || queue.length) return;
        if (answer.status === 423) { trouble = looked = say("The file on the disk has faults. Correct them there: {faults}", { faults: (await answer.json()).broken.join("; ") }); show(); return; }
        if (answer.status === 403) { trouble = looked = say("The server was started again. Open the address that it has printed."); show(); return; }
        if (answer.status === 200) {
          const data = await answer.json(), first = !state.version;
          if (busy || queue.length) return;
          trouble = "";
          take(data.state, first ? {} : { message: say("Changed outside this window.") });
        } else if (trouble === looked) trouble = "";
      } catch { trouble = looked = say("The server does not answer."); }
      show();
    };
    setInterval(look, AGAIN);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("beforeunload", (e) => { if (queue.length) e.preventDefault(); });
    return {
      look,
      get state() { return state; },
      get map() { return local; },
      get canUndo() { return state.undo !== null || queue.length > 0; },
      get canRedo() { return state.redo !== null && !queue.length; },
      get quoted() { return state.quoted; },
      /** @param {BuiltMap} now */
      done: (now) => {
        const { edits, temporary } = argmapRecords.between(local, now);
        local = now;
        if (edits.length) ask("/edit", { edits, temporary });
      },
      undo: () => ask("/undo", {}),
      redo: () => ask("/redo", {}),
      /** Edits of what the drawing does not show. @param {EditRecord[]} edits @param {string[]} [temporary] */
      send: (edits, temporary = []) => ask("/edit", { edits, temporary }),
      /** @param {FindingRow} finding */
      fix: (finding) => ask("/fix", { code: finding.code, message: finding.text }),
      /** Decide on what a draft offers. @param {OfferRow} offer @param {string} verdict @param {Record<string, unknown>} [fields] */
      decide: (offer, verdict, fields) => ask("/decide", { offer: offer.id, of: offer.of, verdict, ...(fields && { fields }) }),
      /** An id for what is new, until the server makes one. */
      fresh: () => { count += 1; return `new--more${count}`; },
      /** @param {(news: MapNews) => void} f */
      listen: (f) => { hear = f; },
      student: "",
      isKept: true,
    };
  };
  return { store };
})();
