// @ts-check
// The map on paper: always light, and each thesis with as much of its branch as can be read on one sheet; the rest is in the outline.
import { root, v } from "./core.js";
import { data } from "./data.js";
import { view } from "./map.js";
import { say } from "./say.js";

const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
const PAPER = { w: 1016, h: 560, type: 12, least: 9.4 }; // A4 across without margins and a heading, in CSS pixels; 9.4 are 7 points
const MOST_TRIES = 150, MOST_SHEETS = 60;
/** @param {number} count @returns {(Node | string)[]} */
const more = (count) => {
  if (count <= 0) return [];
  const note = document.createElement("p");
  note.textContent = say("{count} more stand in the outline; argmap render --pages draws all.", { count });
  return [note];
};
/** The drawing of a branch, and how many of its items are left out. @param {string} id */
const branch = (id) => {
  const inside = new Set([id]);
  for (const one of inside) for (const kid of v.below.get(one) ?? []) inside.add(kid);
  const items = data.items.filter((/** @type {any} */ i) => inside.has(i.id)).map((/** @type {any} */ i) => (i.id === id ? { ...i, parent: undefined } : i));
  const relations = data.relations.filter((/** @type {any} */ r) => r.premises.every((/** @type {string} */ p) => inside.has(p)));
  const picture = /** @type {SVGSVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  picture.setAttribute("class", "drawn");
  const part = /** @type {any} */ (view)({ ...data, items, relations }, { clientWidth: PAPER.w, clientHeight: PAPER.h }, picture);
  const drawn = new Set([id]);
  Object.assign(part.state, { exists: (/** @type {string} */ one) => drawn.has(one), look: v.state.look, open: inside });
  /** Lay out what is drawn; how large it can be on the sheet. */
  const scaled = () => { part.update(); return Math.min(1, PAPER.w / (part.size.w + 8), PAPER.h / (part.size.h + 8)); };
  let tries = 0;
  // Relation by relation from the thesis on, while the type stays large enough; premises that are linked come together.
  for (const one of drawn) {
    const hanging = (v.below.get(one) ?? []).filter((/** @type {string} */ kid) => v.items.get(kid).parent === one).map((/** @type {string} */ kid) => [kid]);
    const steps = [...hanging, ...v.arriving(one).filter((/** @type {any} */ r) => v.state.exists(r.id)).map((/** @type {any} */ r) => [r.id, ...r.premises])];
    for (const step of v.items.has(one) ? steps : []) {
      const fresh = step.filter((/** @type {string} */ each) => !drawn.has(each)), on = v.relations.get(step[0])?.target;
      if (tries > MOST_TRIES || !step.slice(1).every((/** @type {string} */ p) => inside.has(p)) || (v.relations.has(on) && !drawn.has(on))) continue;
      tries += 1;
      fresh.forEach((/** @type {string} */ each) => drawn.add(each));
      if (PAPER.type * scaled() < PAPER.least) fresh.forEach((/** @type {string} */ each) => drawn.delete(each));
    }
  }
  const scale = scaled(), s = part.size;
  picture.setAttribute("viewBox", `${s.x - 4} ${s.y - 4} ${s.w + 8} ${s.h + 8}`);
  picture.setAttribute("width", String((s.w + 8) * scale));
  picture.setAttribute("height", String((s.h + 8) * scale));
  for (const away of picture.querySelectorAll(".far,.toggle")) away.remove();
  for (const element of picture.querySelectorAll("[id]")) element.removeAttribute("id");
  return { picture, left: inside.size - part.boxes.size };
};
let theme = /** @type {string | undefined} */ (undefined);
window.addEventListener("beforeprint", () => {
  theme = root.dataset.theme;
  root.dataset.theme = "light";
  if (!document.dispatchEvent(new CustomEvent("argmap-paper", { cancelable: true }))) return; // a tab prints itself
  const theses = data.items.filter((/** @type {any} */ i) => i.kind === "thesis" && v.state.exists(i.id));
  const tops = theses.length ? theses : data.items.filter((/** @type {any} */ i) => v.roots.includes(i.id));
  paper.replaceChildren(...tops.slice(0, MOST_SHEETS).map((/** @type {any} */ item) => {
    const section = document.createElement("section"), heading = document.createElement("h2"), { picture, left } = branch(item.id);
    heading.textContent = `${item.head.at(-1).split(" ")[0]} ${item.text}`;
    section.append(heading, picture, ...more(left));
    return section;
  }), ...more(tops.length - MOST_SHEETS));
});
window.addEventListener("afterprint", () => { if (theme === undefined) delete root.dataset.theme; else root.dataset.theme = theme; paper.replaceChildren(); });
