// @ts-check
// The map on paper: always light, and each thesis begins a sheet, with as much of its branch drawn as can be read, and below it all of its branch in words.
import { root, v } from "./core.js";
import { data } from "./data.js";
import { view } from "./map.js";
import { say } from "./say.js";

const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
const PAPER = { w: 1016, h: 560, type: 12, least: 10.7 }; // A4 across without margins and a heading, in CSS pixels; 10.7 are 8 points
const COMMAND = "argmap render PATH --pages thesis --paper a4 -o map.pdf";
const MOST_TRIES = 150, MOST_SHEETS = 60;
/** @param {number} count @returns {(Node | string)[]} */
const more = (count) => {
  if (count <= 0) return [];
  const note = document.createElement("p");
  note.textContent = say("{count} more are only in the text. All are drawn by: {command}", { count, command: COMMAND });
  return [note];
};
/** The entry of a thesis in the outline: the one that has its reasons below it. @param {string} id */
const entry = (id) => {
  const all = [...document.querySelectorAll(`#v-outline li > a[href="#c=${CSS.escape(id)}"]`)].map((a) => /** @type {Element} */ (a.parentElement));
  return all.find((li) => li.querySelector(":scope > ul")) ?? all[0];
};
/** Its branch in words; a thesis that has a sheet of its own is only named. @param {string} id @param {Set<string>} own @returns {Node[]} */
const inWords = (id, own) => {
  const copy = /** @type {Element | undefined} */ (entry(id)?.cloneNode(true)), list = document.createElement("ul");
  if (!copy?.querySelector(":scope > ul")) return [];
  for (const a of copy.querySelectorAll("a[href^='#c=']")) {
    const other = decodeURIComponent(a.getAttribute("href")?.slice(3) ?? "");
    if (other !== id && own.has(other)) a.parentElement?.querySelector(":scope > ul")?.remove();
  }
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  copy.removeAttribute("id");
  list.append(copy);
  return [list];
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
  const shown = tops.slice(0, MOST_SHEETS), own = new Set(/** @type {string[]} */ (shown.map((/** @type {any} */ item) => item.id)));
  paper.replaceChildren(...shown.map((/** @type {any} */ item) => {
    const section = document.createElement("section"), heading = document.createElement("h2"), { picture, left } = branch(item.id);
    heading.textContent = `${item.head.at(-1).split(" ")[0]} ${item.text}`;
    section.append(heading, picture, ...more(left), ...inWords(item.id, own));
    return section;
  }), ...more(tops.length - MOST_SHEETS));
  for (const id of own) entry(id)?.classList.add("told"); // the outline that follows need not say it again
});
window.addEventListener("afterprint", () => { if (theme === undefined) delete root.dataset.theme; else root.dataset.theme = theme; paper.replaceChildren(); for (const li of document.querySelectorAll("#v-outline .told")) li.classList.remove("told"); });
