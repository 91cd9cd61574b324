// @ts-check
// Finds maps in a long list: by words, by language, in another order. What is chosen stands in the address.
(() => {
  "use strict";
  const list = document.querySelector("main ul"), bar = document.getElementById("filter");
  if (!list || !bar) return;
  const words = JSON.parse(document.body.dataset.words ?? "{}");
  /** @param {string} message @param {Record<string, string | number>} [parts] @returns {string} */
  const say = (message, parts = {}) =>
    (words[message] ?? message).replace(/\{(\w+)\}/g, (/** @type {string} */ all, /** @type {string} */ name) => String(parts[name] ?? all));
  const search = /** @type {HTMLInputElement} */ (bar.querySelector("input")), count = /** @type {HTMLElement} */ (bar.querySelector("output"));
  const [language, order] = /** @type {HTMLSelectElement[]} */ ([...bar.querySelectorAll("select")]);
  const entries = () => /** @type {HTMLElement[]} */ ([...list.children]);
  /** @param {string} text */
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const apply = () => {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    const all = entries();
    let shown = 0;
    for (const entry of all) {
      const text = plain(entry.textContent ?? "");
      const fits = wanted.every((word) => text.includes(word)) && (!language.value || entry.dataset.language === language.value);
      entry.hidden = !fits;
      shown += Number(fits);
    }
    count.textContent = shown === all.length ? "" : say("{shown} of {all} maps", { shown, all: all.length });
    const key = order.value;
    /** @param {HTMLElement} entry */
    const size = (entry) => Number(entry.dataset[key] ?? 0);
    const sorted = [...all].sort((a, b) => (key ? size(b) - size(a) : 0) || Number(a.dataset.place) - Number(b.dataset.place));
    if (sorted.some((entry, place) => entry !== all[place])) list.replaceChildren(...sorted);
    const hash = new URLSearchParams(Object.entries({ q: search.value.trim(), lang: language.value, by: key }).filter(([, value]) => value)).toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };
  const read = () => {
    const chosen = new URLSearchParams(location.hash.slice(1));
    search.value = chosen.get("q") ?? "";
    language.value = chosen.get("lang") ?? "";
    order.value = chosen.get("by") ?? "";
    if (language.selectedIndex < 0) language.value = "";
    if (order.selectedIndex < 0) order.value = "";
    apply();
  };
  bar.hidden = false;
  bar.addEventListener("input", apply);
  bar.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  // A list that brings itself up to date gets entries that nobody has looked at; putting them in order changes nothing twice.
  new MutationObserver(apply).observe(list, { childList: true });
  read();
})();
