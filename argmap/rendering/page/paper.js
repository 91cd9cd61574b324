// @ts-check
// The map on paper: always light, and each thesis with as much of its branch as can be read on one sheet; the rest is in the outline.
(() => {
  "use strict";
  /** @param {any} data @param {any} v the drawing's view @param {(message: string, parts?: Record<string, unknown>) => string} say */
  const printing = (data, v, say) => {
    const root = document.documentElement, paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
    const PAPER = { w: 1016, h: 560, type: 12, least: 9.4 }; // A4 across without margins and a heading, in CSS pixels; 9.4 are 7 points
    const MOST_TRIES = 150;
    /** @type {Map<string, any[]>} */ let ending = new Map();
    /** Relations that end on an item, or on one of those. @param {string} id @returns {any[]} */
    const arriving = (id) => (ending.get(id) ?? []).flatMap((r) => [r, ...arriving(r.id)]);
    /** @param {string} id */
    const branch = (id) => {
      const inside = new Set([id]), todo = [id];
      while (todo.length && inside.size < 400) for (const kid of v.below.get(/** @type {string} */ (todo.pop())) ?? []) if (!inside.has(kid)) { inside.add(kid); todo.push(kid); }
      const items = data.items.filter((/** @type {any} */ i) => inside.has(i.id)).map((/** @type {any} */ i) => (i.id === id ? { ...i, parent: undefined } : i));
      const picture = /** @type {SVGSVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", "svg"));
      picture.setAttribute("class", "drawn");
      const part = /** @type {any} */ (window).argmapView({ ...data, items, relations: data.relations.filter((/** @type {any} */ r) => r.premises.every((/** @type {string} */ p) => inside.has(p))) }, { clientWidth: PAPER.w, clientHeight: PAPER.h }, picture, say);
      const drawn = new Set([id]);
      Object.assign(part.state, { exists: (/** @type {string} */ one) => drawn.has(one), look: v.state.look, open: new Set(inside) });
      let scale = 1, tries = 0;
      const fits = () => { tries += 1; part.update(); scale = Math.min(1, PAPER.w / (part.size.w + 8), PAPER.h / (part.size.h + 8)); return PAPER.type * scale >= PAPER.least; };
      // Relation by relation from the thesis on, while the type stays large enough; premises that are linked come together.
      for (const one of drawn) {
        const steps = [...(v.below.get(one) ?? []).filter((/** @type {string} */ kid) => v.items.get(kid).parent === one).map((/** @type {string} */ kid) => [kid]), ...arriving(one).filter((r) => v.state.exists(r.id)).map((r) => [r.id, ...r.premises])];
        for (const step of steps) {
          const fresh = step.filter((/** @type {string} */ each) => !drawn.has(each)), on = v.relations.get(step[0])?.target;
          if (tries > MOST_TRIES || !step.slice(1).every((/** @type {string} */ p) => inside.has(p)) || (v.relations.has(on) && !drawn.has(on))) continue;
          fresh.forEach((/** @type {string} */ each) => drawn.add(each));
          if (!fits()) fresh.forEach((/** @type {string} */ each) => drawn.delete(each));
        }
      }
      part.update();
      for (const one of drawn) if (v.relations.has(one)) drawn.delete(one);
      const s = part.size;
      scale = Math.min(1, PAPER.w / (s.w + 8), PAPER.h / (s.h + 8));
      picture.setAttribute("viewBox", `${s.x - 4} ${s.y - 4} ${s.w + 8} ${s.h + 8}`);
      picture.setAttribute("width", String((s.w + 8) * scale));
      picture.setAttribute("height", String((s.h + 8) * scale));
      for (const element of picture.querySelectorAll("[id],.far,.toggle")) if (element.matches(".far,.toggle")) element.remove(); else element.removeAttribute("id");
      return { picture, left: inside.size - drawn.size };
    };
    let theme = /** @type {string | undefined} */ (undefined);
    window.addEventListener("beforeprint", () => {
      theme = root.dataset.theme;
      root.dataset.theme = "light";
      if (!document.dispatchEvent(new CustomEvent("argmap-paper", { cancelable: true }))) return; // a tab prints itself
      ending = new Map();
      for (const r of v.relations.values()) ending.set(r.target, [...(ending.get(r.target) ?? []), r]);
      const theses = data.items.filter((/** @type {any} */ i) => i.kind === "thesis" && v.state.exists(i.id));
      const tops = theses.length ? theses : data.items.filter((/** @type {any} */ i) => v.roots.includes(i.id)).slice(0, 20);
      paper.replaceChildren(...tops.slice(0, 60).map((/** @type {any} */ item) => {
        const section = document.createElement("section"), heading = document.createElement("h2"), { picture, left } = branch(item.id);
        heading.textContent = `${item.head.at(-1).split(" ")[0]} ${item.text}`;
        section.append(heading, picture);
        if (left > 0) { const note = document.createElement("p"); note.textContent = say("{count} more stand in the outline; argmap render --pages draws all.", { count: left }); section.append(note); }
        return section;
      }));
    });
    window.addEventListener("afterprint", () => { if (theme === undefined) delete root.dataset.theme; else root.dataset.theme = theme; paper.replaceChildren(); });
  };
  /** @type {any} */ (window).argmapPaper = printing;
})();
