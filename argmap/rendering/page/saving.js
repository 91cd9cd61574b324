// @ts-check
// What is shown as a file of its own, and as words to cite.
import { cards, look, root, svg, title, v } from "./core.js";

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
  for (const away of copy.querySelectorAll("[data-away],.toggle,.far")) away.remove();
  copy.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  copy.setAttribute("width", String(box.w)); copy.setAttribute("height", String(box.h));
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = document.title;
  copy.prepend(name);
  copy.setAttribute("role", "img");
  return { text: new XMLSerializer().serializeToString(copy), ...box };
};
const slug = (document.title.toLowerCase().match(/[a-z0-9]+/g) ?? ["map"]).slice(0, 6).join("-");
export const citation = () => {
  const quote = cards.firstQuote(look.here);
  return `${title(look.here)}${quote ? ` “${quote.words}” (${quote.who})` : ""} – ${document.title}, ${location.href}`;
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
