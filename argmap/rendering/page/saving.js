// @ts-check
// What is shown as a file of its own, and as words to cite.
import { all, cards, last, look, root, state, svg, title, v } from "./core.js";
import { say } from "./say.js";
import { draw } from "./shapes.js";
import { width, wrap } from "./text.js";

/** @param {Blob} blob @param {string} name */
const save = (blob, name) => {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(blob); a.download = name; a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 1000);
};
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight", "font-style", "font-family", "opacity"];
/** What is shown as a picture of its own: all of it, with its colours written down. */
const drawing = () => {
  const s = v.size, box = { x: s.x - 16, y: s.y - 16, w: s.w + 32, h: s.h + 32 };
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true)), own = [...svg.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((element, n) => {
    const style = getComputedStyle(own[n]);
    if (style.display === "none") { element.setAttribute("data-away", ""); return; }
    for (const name of LOOKS) { const value = style.getPropertyValue(name); if (value && value !== "none" || name === "fill") element.setAttribute(name, value); }
    for (const name of ["tabindex", "role", "aria-current", "data-id", "data-toggle"]) element.removeAttribute(name);
  });
  for (const away of copy.querySelectorAll("[data-away],.far,.reach")) away.remove();
  for (const sign of copy.querySelectorAll(".toggle")) if (!sign.textContent?.startsWith("+")) sign.remove();
  const frame = framed(box.x, box.y, box.w);
  copy.append(...frame.parts);
  box.y -= frame.high; box.h += frame.high; box.w = Math.max(box.w, frame.wide);
  copy.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  copy.setAttribute("width", String(box.w)); copy.setAttribute("height", String(box.h));
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = document.title;
  copy.prepend(name);
  copy.setAttribute("role", "img");
  copy.setAttribute("font-family", "Helvetica,Arial,sans-serif");
  return { text: new XMLSerializer().serializeToString(copy), ...box };
};
/** What stands above the drawing: its title, as of which post it is, and the legend. @param {number} left @param {number} bottom @param {number} most */
const framed = (left, bottom, most) => {
  const ink = getComputedStyle(root).getPropertyValue("--ink"), far = Math.max(most, 360);
  /** @type {SVGElement[]} */ const parts = [];
  let y = 0, x = 0, wide = 0;
  /** @param {string} words @param {number} size @param {number} at @param {string} fill */
  const put = (words, size, at, fill) => { parts.push(draw("text", { x: left + at, y, "font-size": size, "font-weight": size > 13 ? "bold" : "", fill }, words)); wide = Math.max(wide, at + width(words, size, true)); };
  for (const line of wrap(document.title, far - 32, 18, true)) { y += 24; put(line, 18, 16, ink); }
  if (state.until !== Infinity) { y += 20; put(say("As of post {n} of {count}", { n: state.until, count: last }), 13, 16, ink); }
  y += 24;
  for (const key of all("#legend .key")) {
    const words = key.textContent?.trim() ?? "", line = key.querySelector("i"), long = width(words, 13, true) + (line ? 60 : 20);
    if (x && x + long > far - 16) { x = 0; y += 20; }
    if (line) {
      const look = getComputedStyle(line), dash = { dashed: "6 4", dotted: "2 4" }[look.borderTopStyle] ?? "";
      parts.push(draw("line", { x1: left + 16 + x, x2: left + 48 + x, y1: y - 4, y2: y - 4, stroke: look.borderTopColor, "stroke-width": look.borderTopWidth, "stroke-dasharray": dash }));
    }
    put(words, 13, x + (line ? 54 : 16), getComputedStyle(key).color);
    x += long;
  }
  y += 16;
  for (const part of parts) part.setAttribute("transform", `translate(0,${bottom - y})`);
  return { parts, high: y, wide: wide + 16 };
};
const slug = (document.title.toLowerCase().match(/[a-z0-9]+/g) ?? ["map"]).slice(0, 6).join("-");
export const citation = () => {
  const quote = cards.firstQuote(look.here);
  return `${title(look.here)}${quote ? ` ${say("“{text}”", { text: quote.words })} (${quote.who})` : ""} – ${document.title}, ${location.href}`;
};
/** What is shown as an SVG file. */
export const saveSvg = () => save(new Blob([drawing().text], { type: "image/svg+xml" }), `${slug}.svg`);
/** What is shown as a PNG file. */
export const savePng = () => {
  const image = new Image(), d = drawing(), scale = Math.min(2, 8000 / Math.max(d.w, d.h));
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = d.w * scale; canvas.height = d.h * scale;
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.fillStyle = getComputedStyle(root).getPropertyValue("--page");
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && save(blob, `${slug}.png`));
  };
  image.src = URL.createObjectURL(new Blob([d.text], { type: "image/svg+xml" }));
};
