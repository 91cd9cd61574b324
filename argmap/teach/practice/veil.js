"use strict";
// While a question is open, the map beside it shows nothing of the answer. The thread may be read, without what the map says of it;
// whoever turns to a claim or to the outline looks it up, and sees everything.
(() => {
  /** @param {Record<string, string>} words @param {() => void} lookedUp */
  const veiling = (words, lookedUp) => {
    const page = /** @type {any} */ (window).argmapPage, view = page.view, root = document.documentElement;
    const { exists, look, dim } = view.state;
    const signs = Object.values(page.data.labels).map((label) => `${String(label).split(" ")[0]} `);
    const note = document.createElement("p");
    note.id = "x-veil";
    document.getElementById("stage")?.append(note);
    /** @type {Set<string>} */ let hidden = new Set();
    /** @type {Set<string>} */ let shown = new Set();
    let open = false;

    view.state.exists = (/** @type {string} */ id) => !hidden.has("all") && exists(id);
    view.state.dim = (/** @type {string} */ id) => (open ? false : shown.size ? !shown.has(id) : dim(id));
    view.state.look = (/** @type {any} */ item) => {
      const people = hidden.has("people"), labels = hidden.has("labels");
      if (!people && !labels) return look(item);
      const seen = look(people ? { ...item, voices: [], grants: [] } : item);
      if (people) seen.foot = [];
      if (labels) {
        seen.status = undefined; seen.turned = false;
        if (item.kind !== "issue") seen.head = seen.head.filter((/** @type {string} */ line) => !signs.some((sign) => line.startsWith(sign)));
      }
      return seen;
    };
    // In the thread, the marks of what is quoted and where they lead.
    /** @param {boolean} on */
    const links = (on) => {
      for (const each of document.querySelectorAll("#v-thread .words a")) {
        const a = /** @type {HTMLElement} */ (each);
        for (const name of ["href", "title"]) {
          const from = on ? `data-${name}` : name, to = on ? name : `data-${name}`, value = a.getAttribute(from);
          if (value !== null) { a.setAttribute(to, value); a.removeAttribute(from); }
        }
      }
    };
    /** @param {boolean} on @param {string[]} what */
    const set = (on, what) => {
      const before = [...hidden].join(" ");
      if (on !== open) links(!on);
      open = on; hidden = new Set(what);
      root.classList.toggle("veiled", on);
      for (const name of ["all", "people", "labels"]) root.classList.toggle(`veil-${name}`, hidden.has(name));
      note.textContent = ["all", "people", "labels"].filter((name) => hidden.has(name)).map((name) => words[name])[0] ?? "";
      if (before === [...hidden].join(" ")) view.paint();
      else { page.relaid(view.state.here); if (!on) view.reveal(view.state.here); }
    };
    /** @param {string[]} ids */
    const point = (ids) => {
      shown = new Set(ids.flatMap((id) => { const r = view.relations.get(id); return r ? [...r.premises, r.target] : [id]; }).filter((id) => view.items.has(id)));
      root.classList.toggle("pointing", shown.size > 0);
      if (shown.size) page.point([...shown].sort((a, b) => [...view.items.keys()].indexOf(a) - [...view.items.keys()].indexOf(b))); else view.paint();
    };
    document.addEventListener("argmap-tab", (e) => {
      const tab = /** @type {CustomEvent} */ (e).detail;
      if (tab === "practice") return;
      if (shown.size) point([]);
      if (open && tab !== "thread") { set(false, []); lookedUp(); }
    });
    return {
      /** Hide what a question must not be seen with. @param {string} what names, parted by blanks */
      draw: (what) => { point([]); set(true, what.split(" ").filter(Boolean)); },
      /** Show everything, and where the answer stands. @param {string[]} parts ids */
      lift: (parts) => { set(false, []); point(parts); },
      get open() { return open; },
    };
  };
  /** @type {any} */ (window).argmapVeil = veiling;
})();
