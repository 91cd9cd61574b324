// @ts-check
// What if: the labels that would follow from some claims being true or false. And boxes as of a post: who had said what by then.
import { cards, get, labelled, root, state, supposed, v } from "./core.js";
import { data } from "./data.js";
import { say } from "./say.js";

/** Labels as they are. @type {Map<string, string> | null} */ let actual = null;
/** Labels that would be others. @type {Map<string, string>} */ let turned = new Map();
export const supposing = () => {
  const bar = get("supposing");
  bar.hidden = !supposed.size;
  actual ??= labelled?.() ?? new Map();
  const then = supposed.size ? labelled(supposed) : actual;
  turned = new Map([...then].filter(([id, label]) => actual?.get(id) !== label && v.items.has(id)));
  root.classList.toggle("if", supposed.size > 0);
  if (!supposed.size) return;
  const would = /** @type {Record<string, string>} */ ({ in: say("would be accepted"), out: say("would be rejected"), undecided: say("would be undecided") });
  const now = /** @type {Record<string, string>} */ ({ in: say("accepted now"), out: say("rejected now"), undecided: say("undecided now") });
  const others = [...turned.keys()].filter((id) => !supposed.has(id));
  const line = (/** @type {string} */ id, /** @type {string} */ words) => { const li = document.createElement("li"); li.append(cards.link(id), ` ${words}`); return li; };
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
  const head = [...item.head, ...(item.voices?.length ? [item.voices.filter((/** @type {any} */ p) => p[1] <= now).map((/** @type {any} */ p) => `${v.isolated(p[0])} #${p[1]}`).join(", ")].map((people) => (item.pointed ? say("named by {people}", { people }) : people)) : [])];
  if (now === Infinity) {
    const other = turned.get(item.id) ?? (supposed.has(item.id) ? (supposed.get(item.id) ? "in" : "out") : "");
    if (!other) return { ...item, head };
    const words = supposed.has(item.id) ? (supposed.get(item.id) ? say("SUPPOSED TRUE") : say("SUPPOSED FALSE")) : { in: say("WOULD BE ACCEPTED"), out: say("WOULD BE REJECTED"), undecided: say("WOULD BE UNDECIDED") }[other];
    return { ...item, head: [`${data.labels[other].split(" ")[0]} ${words}`, ...head.filter((line) => !Object.values(data.labels).some((label) => line.startsWith(String(label))))], status: other, turned: true };
  }
  const foot = (item.grants ?? []).filter((/** @type {any} */ g) => g[1] <= now).map((/** @type {any} */ g) => g[0]);
  /** @type {Map<string, string>} */ const stances = new Map();
  for (const s of data.cards.nodes[item.id]?.stances ?? []) if (s.post <= now) stances.set(s.who, cards.does(s.does).replace("{name}", () => v.isolated(s.who)) + (s.manner ?? ""));
  if (stances.size) foot.unshift([...stances.values()].join(" · "));
  const label = (item.labels ?? []).filter((/** @type {any} */ l) => l[0] <= now).at(-1)?.[1];
  if (label) head.unshift(data.labels[label]);
  return { ...item, head, foot, status: label };
};
