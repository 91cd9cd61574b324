// @ts-check
// The outline as of a post: what nobody had said yet is left out, signs are those of that moment, and remarks about the whole discussion are not shown.
import { look, state, v } from "./core.js";
import { data } from "./data.js";
import { labelAt } from "./moment.js";
import { say } from "./say.js";

const SIGNED = /^[✓×?] /;
/** @typedef {{li: HTMLElement, id: string, words: Node | null, text: string, small: Element | null, remark: string, step: boolean}} Line */
/** @type {Line[] | null} */ let lines = null;
/** @param {Element} a */
const idOf = (a) => decodeURIComponent(a.getAttribute("href")?.slice(3) ?? "");
/** Every line with what it is about: a step is found by where it ends, what it does and what it begins with. @param {Element} place @returns {Line[]} */
const linesOf = (place) => {
  /** @type {Map<Element, string>} */ const ids = new Map();
  return [...place.querySelectorAll("li")].map((li) => {
    const a = li.querySelector(":scope > a"), em = li.querySelector(":scope > em");
    let id = a ? idOf(a) : "";
    if (em && li.parentElement?.parentElement) {
      const from = [...li.querySelectorAll(":scope > ul > li > a")].map(idOf), kind = em.className.split(" ")[0];
      id = v.onto(ids.get(li.parentElement.parentElement) ?? "").find((/** @type {any} */ r) => r.css.split(" ")[0] === kind && r.premises.every((/** @type {string} */ p) => from.includes(p)))?.id ?? "";
    }
    ids.set(li, id);
    const words = em ? em.firstChild : a ? li.firstChild : null, small = a ? li.querySelector(":scope > small:not(.charge)") : null;
    return { li, id, words, text: words?.textContent ?? "", small, remark: small?.textContent ?? "", step: em !== null };
  });
};
const leftOut = document.createElement("p");
leftOut.className = "remark";
/** @param {HTMLElement} place */
export const outlineThen = (place) => {
  const over = state.until === Infinity;
  if (over && !lines) return;
  lines ??= linesOf(place);
  if (over) leftOut.remove();
  else { leftOut.textContent = say("As of post {n}, without remarks about the whole discussion.", { n: state.until }); place.querySelector("h2")?.after(leftOut); }
  for (const { li, id, words, text, small, remark, step } of lines) {
    const item = v.items.get(id), weightless = step && li.querySelector(":scope > em.weightless") !== null;
    li.hidden = !over && !(id && look.exists(id));
    if (small && item) small.textContent = over ? remark : item.voices.filter((/** @type {any} */ p) => p[1] <= state.until).map((/** @type {any} */ p) => `${v.isolated(p[0])} #${p[1]}`).join(", ");
    if (!words || weightless || item?.kind === "issue" || !data.why?.[id]) continue;
    const label = labelAt(id, state.until), sign = label && !(step && label === "in") ? `${data.labels[label].split(" ")[0]} ` : "";
    words.textContent = over ? text : `${SIGNED.test(text) || step ? sign : ""}${text.replace(SIGNED, "")}`;
  }
};
