// @ts-check
// What boxes say of their items beside the data, and what was so after a post: labels, and what the post brought and turned.
import { data } from "./data.js";
import { say } from "./say.js";

for (const item of data.items) {
  const measured = data.cards.nodes[item.id]?.measured;
  if (measured) item.foot.push(say("measured: {result}", { result: measured.headline }));
}
const LABELS = /** @type {Record<string, string>} */ ({ i: "in", o: "out", u: "undecided" });
/** The labels that something had, each with the post from which on. @param {string} id @returns {[string, number][]} */
const course = (id) => [...(data.then?.[id] ?? "").matchAll(/(\D)(\d+)/g)].map(([, label, post]) => [LABELS[label], Number(post)]);
/** The label of a claim, an example or a relation after a post, "" where it is not known. @param {string} id @param {number} until @returns {string} */
export const labelAt = (id, until) => {
  const final = data.why?.[id]?.[0] ?? "", were = until === Infinity ? [] : course(id);
  return were.length ? were.filter(([, post]) => post <= until).at(-1)?.[0] ?? "" : data.then || until === Infinity ? final : "";
};
const known = data.items.filter((/** @type {any} */ item) => item.kind !== "issue");
/** Claims and examples that a post brought. @param {number} post @returns {string[]} */
export const brought = (post) => known.filter((/** @type {any} */ item) => (item.from ?? 1) === post).map((/** @type {any} */ item) => item.id);
/** Claims and examples that had another label before a post than after it. @param {number} post @returns {string[]} */
export const turnedBy = (post) => known.map((/** @type {any} */ item) => item.id).filter((/** @type {string} */ id) => course(id).slice(1).some(([, n]) => n === post));
