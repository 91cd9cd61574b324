// @ts-check
// Deciding between readings: what is chosen is kept until it is saved as a file for `argmap adjudicate --decisions`.
(() => {
  "use strict";
  /** @param {string} id */
  const get = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const data = JSON.parse(get("data").textContent ?? "");
  /** @param {string} message @param {Record<string, string | number>} [parts] @returns {string} */
  const say = (message, parts = {}) =>
    (data.words[message] ?? message).replace(/\{(\w+)\}/g, (/** @type {string} */ all, /** @type {string} */ name) => String(parts[name] ?? all));
  const by = /** @type {HTMLInputElement} */ (get("by")), only = /** @type {HTMLInputElement} */ (get("open"));
  const sets = [...document.querySelectorAll("fieldset")];
  let unsaved = false;
  /** @param {Element} set @returns {string} */
  const chosen = (set) => /** @type {HTMLInputElement | null} */ (set.querySelector("input[type=radio]:checked"))?.value ?? "later";
  /** @param {Element} set */
  const why = (set) => /** @type {HTMLInputElement} */ (set.querySelector(".why"));

  const show = () => {
    const left = sets.filter((set) => chosen(set) === "later").length;
    for (const set of sets) {
      const done = chosen(set) !== "later";
      set.classList.toggle("done", done);
      // What has the focus stays, or the next key would go nowhere.
      set.hidden = only.checked && done && !set.contains(document.activeElement);
    }
    get("news").textContent = say("{done} of {all} decided", { done: sets.length - left, all: sets.length });
  };

  // What was decided before is chosen; an edited version can only be kept by leaving its choice as it is.
  /** @type {Map<string, any>} */
  const before = new Map(data.before.map((/** @type {any} */ made) => [made.item, made]));
  data.items.forEach((/** @type {any} */ item, /** @type {number} */ number) => {
    const made = before.get(item.key), set = sets[number];
    if (!made || !set) return;
    const value = made.take.length === 0 ? "none" : made.take.length > 1 ? "all" : String(item.names.indexOf(made.take[0]));
    const radio = /** @type {HTMLInputElement | null} */ (set.querySelector(`input[value="${value}"]`));
    if (radio) radio.checked = true;
    why(set).value = made.note ?? "";
  });

  /** @param {any} item @param {number} number */
  const decision = (item, number) => {
    const value = chosen(sets[number]), made = before.get(item.key), note = why(sets[number]).value.trim();
    if (value === "later") return null;
    const take = value === "none" ? [] : value === "all" ? item.names : [item.names[Number(value)]];
    const same = made && made.of === item.of && JSON.stringify(made.take) === JSON.stringify(take);
    if (same && (made.note ?? "") === note) return made;
    return {
      item: item.key, take, ...(same && made.edited ? { edited: made.edited } : {}),
      ...(by.value.trim() ? { by: by.value.trim() } : {}), ...(note ? { note } : {}), of: item.of,
    };
  };

  get("save").addEventListener("click", () => {
    const decisions = data.items.map(decision).filter(Boolean);
    const file = { format: "argmap-adjudication/1", readings: data.readings, decisions };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1) + "\n"], { type: "application/json" }));
    link.download = data.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    unsaved = false;
    get("news").textContent = say("Saved as {name}", { name: data.name });
  });
  get("next").addEventListener("click", () => {
    const open = sets.find((set) => chosen(set) === "later");
    const radio = /** @type {HTMLElement | null | undefined} */ (open?.querySelector("input[type=radio]"));
    open?.scrollIntoView({ block: "start" });
    radio?.focus({ preventScroll: true });
  });
  document.addEventListener("change", (event) => { unsaved ||= event.target !== only && event.target !== by; show(); });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  show();
})();
