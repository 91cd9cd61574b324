// @ts-check
// What boxes say of their items beside the data, and what was so after a post: labels, and what the post brought and turned.
import { data } from "./data.js";
import { say } from "./say.js";

for (const item of data.items) {
  const measured = data.cards.nodes[item.id]?.measured;
  if (measured) item.foot.push(say("measured: {result}", { result: (measured.frame ?? "{result}").replace("{result}", () => measured.headline) }));
}
const LABELS = /** @type {Record<string, string>} */ ({ i: "in", o: "out", u: "undecided" }), STATES = /** @type {Record<string, string>} */ ({ o: "open", a: "answered" });
/** Letters, each with the post from which on it was so. @param {string} turns @returns {[string, number][]} */
const lettered = (turns) => [...turns.matchAll(/(\D)(\d+)/g)].map(([, letter, post]) => [letter, Number(post)]);
/** The labels that something had, each with the post from which on. @param {string} id @returns {[string, number][]} */
const course = (id) => lettered(data.then?.[id] ?? "").map(([label, post]) => [LABELS[label], post]);
/** The state of a critical question after a post, "" before anybody asks it and where it is not known. @param {string[]} point its words, its state at the end, and its course @param {number} until */
export const stateAt = ([, final, turns], until) => (until === Infinity ? final : STATES[lettered(turns).filter(([, post]) => post <= until).at(-1)?.[0] ?? ""] ?? "");
/** Why something had its label after a post: the label, the reason, and what it rests on, if that is not all that ends on it; nothing where it is not known. @param {string} id @param {number} until @returns {any[] | undefined} */
export const whyAt = (id, until) => {
  const final = data.why?.[id], turns = data.whyThen?.[id];
  if (until === Infinity || data.whyThen && !turns) return final;
  const [, ...then] = turns?.filter((/** @type {any[]} */ turn) => turn[0] <= until).at(-1) ?? [];
  return turns && turns[0][0] <= until ? then.length ? then : final : undefined;
};
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
