// @ts-check
// The list of maps brings itself up to date: only the entries that changed are put anew.
(() => {
  "use strict";
  const news = /** @type {HTMLElement} */ (document.getElementById("news"));
  let version = "";
  const words = JSON.parse(document.body.dataset.words ?? "{}");
  /** @param {string} message @returns {string} */
  const say = (message) => words[message] ?? message;
  /** @param {string} text */
  const tell = (text) => { if (news.textContent !== text) news.textContent = text; };
  const entries = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("li[data-address]")]);
  const renew = async () => {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = document.querySelector("ul"), other = fresh.querySelector("ul");
    if (!list || !other) return;
    const before = new Map(entries().map((entry) => [entry.dataset.address, entry]));
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("li[data-address]"))?.dataset.address;
    const next = /** @type {HTMLElement[]} */ ([...other.children]).map((entry) => {
      const old = before.get(entry.dataset.address);
      return old?.isEqualNode(entry) ? old : entry;
    });
    if (next.length !== list.children.length || next.some((entry, n) => entry !== list.children[n])) {
      list.replaceChildren(...next);
      entries().find((entry) => entry.dataset.address === focused)?.querySelector("a")?.focus({ preventScroll: true });
    }
    tell(fresh.getElementById("news")?.textContent ?? "");
  };
  const look = async () => {
    try {
      const state = await (await fetch("/state.json", { cache: "no-store" })).json();
      if (state.index !== version) { await renew(); version = state.index; }
    } catch { version = ""; tell(say("argmap serve has ended")); }
    setTimeout(look, 700);
  };
  look();
})();
