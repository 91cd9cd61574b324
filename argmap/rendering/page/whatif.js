// @ts-check
// What if: the labels that would follow from some claims being true or false. And boxes as of a post: who had said what by then.
import { cards, get, labelled, root, state, supposed, title, v } from "./core.js";
import { data } from "./data.js";
import { labelAt } from "./moment.js";
import { say } from "./say.js";

/** Names of claims and examples in a sentence. @param {string[]} ids */
const names = (ids) => { const each = ids.map((id) => (v.items.get(id)?.kind === "example" ? say("the example “{name}”", { name: v.isolated(title(id)) }) : say("“{text}”", { text: v.isolated(title(id)) }))); return [each.slice(0, -1).join(", "), ...each.slice(-1)].filter(Boolean).join(say(" and ")); };
const steps = /** @type {Record<string, string>} */ ({ support: say("the relation from {premises} to {target}"), attack: say("the attack of {premises} on {target}"), undercut: say("the undercut by {premises} of {target}"), rephrase: say("the rephrasing of {premises} as {target}"), explains: say("the explanation by {premises} of {target}") });
const ends = /** @type {Record<string, string>} */ ({ support: say("the reason of {premises} for {end}"), attack: say("the objection of {premises} to {end}"), undercut: say("the undercut of {premises} in the argument about {end}") });
/** A relation in words, as `argmap what-if` names it. @param {string} id */
const stepName = (id) => {
  const r = v.relations.get(id), on = v.relations.get(r.target), seen = new Set();
  let end = r.target;
  while (v.relations.has(end) && !seen.has(end)) { seen.add(end); end = v.relations.get(end).target; }
  const fill = (/** @type {string} */ words, /** @type {string[]} */ from, /** @type {string} */ to) => words.replace("{premises}", () => names(from)).replace(/\{(target|end)\}/, () => to);
  return fill(steps[r.kind], r.premises, on ? fill(ends[on.kind] ?? "{end}", on.premises, names([end])) : names([end]));
};
const isMarked = data.items.some((/** @type {any} */ item) => item.status);
/** The sign of a relation at the moment that is looked at, or under what is supposed. @param {any} r */
v.state.sign = (r) => {
  const then = turned.get(r.id), label = state.until === Infinity ? then : isMarked ? labelAt(r.id, state.until) : "";
  if (state.until === Infinity && !then || r.css.includes(" ")) return r.sign ?? "";
  return label && label !== "in" ? data.labels[label][0] : "";
};
/** Labels as they are. @type {Map<string, string> | null} */ let actual = null;
/** Labels that would be others. @type {Map<string, string>} */ let turned = new Map();
export const supposing = () => {
  const bar = get("supposing");
  bar.hidden = !supposed.size;
  actual ??= labelled?.() ?? new Map();
  const then = supposed.size ? labelled(supposed) : actual;
  turned = new Map([...then].filter(([id, label]) => actual?.get(id) !== label && (v.items.has(id) || v.relations.has(id))));
  root.classList.toggle("if", supposed.size > 0);
  if (!supposed.size) return;
  const would = /** @type {Record<string, string>} */ ({ in: say("would be accepted"), out: say("would be rejected"), undecided: say("would be undecided") });
  const now = /** @type {Record<string, string>} */ ({ in: say("accepted now"), out: say("rejected now"), undecided: say("undecided now") });
  const others = [...turned.keys()].filter((id) => !supposed.has(id));
  const line = (/** @type {string} */ id, /** @type {string} */ words) => { const li = document.createElement("li"); li.append(v.items.has(id) ? cards.link(id) : stepName(id), ` ${words}`); return li; };
  get("supposed").replaceChildren(...[...supposed].map(([id, value]) => line(id, value ? say("is supposed to be true") : say("is supposed to be false"))));
  get("turned").replaceChildren(...others.map((id) => line(id, `${would[turned.get(id) ?? ""]} (${now[actual?.get(id) ?? ""]})`)));
  get("turned-count").textContent = others.length === 1 ? say("1 label would change") : others.length ? say("{count} labels would change", { count: others.length }) : say("Nothing else changes");
};
/** Claims that say the same in other words are one: what is supposed last of them counts. @param {string} id @param {boolean} value */
export const put = (id, value) => {
  for (const other of [...supposed.keys()]) if (data.theory.nodes[other][0] === data.theory.nodes[id][0]) supposed.delete(other);
  supposed.set(id, value);
};
// As of a post: what was known then, who had said what, and the labels of that moment.
/** @param {string} id */
v.state.exists = (id) => ((v.items.get(id) ?? v.relations.get(id))?.from ?? 0) <= state.until;
/** @param {any} item */
v.state.look = (item) => {
  const now = state.until;
  const head = [...item.head, ...(item.voices.length ? [item.voices.filter((/** @type {any} */ p) => p[1] <= now).map((/** @type {any} */ p) => `${v.isolated(p[0])} #${p[1]}`).join(", ")].map((people) => (item.kind === "example" ? say("named by {people}", { people }) : people)) : [])];
  if (now === Infinity) {
    const other = turned.get(item.id) ?? (supposed.has(item.id) ? (supposed.get(item.id) ? "in" : "out") : "");
    if (!other) return { ...item, head };
    const words = supposed.has(item.id) ? (supposed.get(item.id) ? say("SUPPOSED TRUE") : say("SUPPOSED FALSE")) : { in: say("WOULD BE ACCEPTED"), out: say("WOULD BE REJECTED"), undecided: say("WOULD BE UNDECIDED") }[other];
    return { ...item, head: [`${data.labels[other].split(" ")[0]} ${words}`, ...head.filter((line) => !Object.values(data.labels).some((label) => line.startsWith(String(label))))], status: other, turned: true };
  }
  const foot = (item.grants ?? []).filter((/** @type {any} */ g) => g[1] <= now).map((/** @type {any} */ g) => g[0]);
  /** @type {Map<string, string>} */ const stances = new Map();
  for (const s of data.cards.nodes[item.id]?.stances ?? []) if (s.post <= now) stances.set(s.who, cards.does(s.does).replace("{name}", () => v.isolated(cards.nameOf(s.who))) + (s.manner ?? ""));
  if (stances.size) foot.unshift([...stances.values()].join(" · "));
  if (!item.status) return { ...item, head, foot, chosen: false };
  const label = labelAt(item.id, now);
  if (label) head[0] = data.labels[label]; else head.shift();
  return { ...item, head, foot, status: label, chosen: false };
};
