// @ts-check
// The data of the page, read from the short form in which `packing.py` writes it, with what goes without saying filled in.
const NUMBERS = -1, LIST = -2, NUMBER = -3;
/** Records have no names but their own: an id may be any word. @param {any[]} form @returns {any} */
const unpacked = ([briefs, kinds, data, phrases]) => {
  /** @type {Map<string, string>} */ const meant = new Map(), signs = phrases.length && new RegExp(`[${phrases.map((/** @type {string} */ phrase) => phrase[0]).join("").replace(/\^/, "\\^")}]`, "g");
  /** @param {string} text */
  const said = (text) => (signs ? text.replace(signs, (sign) => meant.get(sign) ?? sign) : text);
  for (const phrase of phrases) meant.set(phrase[0], said(phrase.slice(1)));
  const texts = briefs.map(said), names = kinds.map((/** @type {any[]} */ kind) => kind.map((name) => (typeof name === "number" ? texts[name] : said(name))));
  /** @param {any} value @returns {any} */
  const whole = (value) => {
    if (typeof value === "number") return value < 0 ? -1 - value : texts[value];
    if (typeof value === "string") return said(value);
    if (!Array.isArray(value)) return value;
    const kind = value[0];
    if (kind === NUMBER) return value[1];
    if (kind === NUMBERS) return value.slice(1);
    /** @type {any[]} */ const parts = [];
    if (typeof kind !== "number") { for (const part of value) parts.push(whole(part)); return parts; }
    for (let n = 1; n < value.length; n += 1) parts.push(whole(value[n]));
    if (kind === LIST) return parts;
    const record = Object.create(null);
    names[kind].forEach((/** @type {string} */ name, /** @type {number} */ n) => { record[name] = parts[n]; });
    return record;
  };
  return whole(data);
};
/** Numbers from their differences. @param {number[]} steps */
const sums = (steps) => { let sum = 0; return steps.map((step) => (sum += step)); };
/** Rules whose heads are given by the difference to the head before, and bodies by those to their head. @param {number[]} steps */
const rules = (steps) => {
  const all = steps.slice();
  for (let at = 0, head = 0; at < all.length;) {
    const size = all[at + 1];
    head = all[at] += head;
    for (let n = 0; n < size; n += 1) all[at + 2 + n] += head;
    at += 2 + size;
  }
  return all;
};
/** @param {any} short */
const theory = (short) => {
  const columns = short.nodes.map(sums), whole = { ...short, rules: rules(short.rules), nodes: Object.create(null), relations: Object.create(null) };
  short.claims.forEach((/** @type {string} */ id, /** @type {number} */ n) => { whole.nodes[id] = columns.map((/** @type {number[]} */ column) => column[n]); });
  const holds = sums(short.relations);
  short.steps.forEach((/** @type {string} */ id, /** @type {number} */ n) => { whole.relations[id] = holds[n]; });
  return whole;
};
/** Everything that the page knows of its map; the same for all scripts. */
const inPage = () => {
  const known = unpacked(JSON.parse(document.getElementById("data")?.textContent ?? ""));
  /** @type {Map<string, string>} */ const words = new Map();
  for (const a of document.querySelectorAll("#v-outline a")) {
    const to = a.getAttribute("href") ?? "";
    if (!words.has(to)) words.set(to, a.textContent ?? "");
  }
  for (const item of known.items) {
    const kind = item.kind === "issue" ? "i" : "c", said = words.get(`#${kind}=${item.id}`) ?? "";
    item.text ??= item.name ? said.slice(item.name.length + 2) : said;
    item.label ??= item.text;
    item.foot ??= [];
  }
  if (known.theory) known.theory = theory(known.theory);
  return known;
};

/** Everything that the page knows of its map. */
export const data = inPage();
