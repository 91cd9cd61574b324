// @ts-check
// Parts of the drawing: elements, the outlines of boxes, the heads of arrows.
const NS = "http://www.w3.org/2000/svg";

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} inside @returns {SVGElement} */
export const draw = (name, attributes, ...inside) => {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") element.setAttribute(key, String(value));
  element.append(...inside);
  return element;
};
/** The number of a side's colour: the style sheet has six, and one for no side. @param {string} side */
export const tint = (side) => (side === "0" ? "0" : String((Number(side) - 1) % 6 + 1));
/** @param {number} n */ export const round = (n) => Math.round(n * 10) / 10;

/** Heads point to the left, and are turned: triangle, bar, open arrow. @param {string} kind */
export const headOf = (kind) => ({ support: "M0,0L10,-5V5Z", attack: "M1,-8H4V8H1Z", undercut: "M1,-7H4V7H1Z", rephrase: "M9,-5L0,0L9,5", explains: "M9,-5L0,0L9,5" }[kind] ?? "");

/** @param {import("./layout.js").Box} box */
export const outlineOf = (box) => {
  const { w, h } = box, css = "box";
  if (box.shape === "octagon") { const c = 11; return draw("polygon", { class: css, points: `${c},0 ${w - c},0 ${w},${c} ${w},${h - c} ${w - c},${h} ${c},${h} 0,${h - c} 0,${c}` }); }
  if (box.shape === "hexagon") { const c = 14; return draw("polygon", { class: css, points: `${c},0 ${w - c},0 ${w},${h / 2} ${w - c},${h} ${c},${h} 0,${h / 2}` }); }
  if (box.shape === "note") return draw("path", { class: css, d: `M0,0H${w - 12}L${w},12V${h}H0ZM${w - 12},0V12H${w}` });
  return draw("rect", { class: css, width: w, height: h, rx: box.shape === "rounded" ? 8 : 0 });
};
