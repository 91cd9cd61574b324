"use strict";
// How each form of exercise is marked, and how what is right is shown. The keys are in the forms; nothing is sent anywhere.
(() => {
  /** @typedef {[right: number, of: number]} Score */
  /** @typedef {{score: (form: HTMLFormElement) => Score | null, show: (form: HTMLFormElement, words: Record<string, string>) => void, hint?: (form: HTMLFormElement, words: Record<string, string>) => void}} Way */
  /** @param {Element} form @param {string} selector @returns {any[]} */
  const all = (form, selector) => [...form.querySelectorAll(selector)];
  /** @param {Element} element @param {boolean} right */
  const colour = (element, right) => {
    element.classList.add(right ? "right" : "wrong");
    if (/^(SELECT|INPUT)$/.test(element.tagName)) element.setAttribute("aria-invalid", String(!right));
  };
  /** @param {Element} before @param {string} text */
  const note = (before, text) => {
    const p = document.createElement("p");
    p.className = "why note"; p.textContent = text;
    before.after(p);
  };
  /** @param {Record<string, string>} words @param {string} text */
  const key = (words, text) => words.key.replace("{text}", () => text);
  /** @param {any[]} each @param {(one: any) => boolean} right @returns {Score} */
  const counted = (each, right) => [each.filter(right).length, each.length];

  /** @type {Way} */
  const choice = {
    score: (form) => { const inputs = all(form, "input"); return inputs.some((i) => i.checked) ? counted(inputs, (i) => i.checked === i.hasAttribute("data-right")) : null; },
    show: (form) => {
      for (const input of all(form, "input")) {
        const right = input.hasAttribute("data-right"), label = input.closest("label");
        if (right || input.checked) { colour(label, right); label.nextElementSibling.hidden = false; }
      }
    },
  };
  /** @type {Way} */
  const match = {
    score: (form) => { const selects = all(form, "select"); return selects.some((s) => s.value) ? counted(selects, (s) => s.value === s.dataset.right) : null; },
    show: (form, words) => { for (const s of all(form, "select")) { const right = s.value === s.dataset.right; colour(s, right); if (!right) note(s, key(words, s.dataset.right)); } },
  };
  /** @type {Way} */
  const order = {
    score: (form) => { const rows = all(form, ".order li"); return counted(rows, (li) => Number(li.dataset.place) === rows.indexOf(li)); },
    show: (form, words) => {
      all(form, ".order li").forEach((li, n) => {
        const place = Number(li.dataset.place);
        colour(li, place === n);
        if (place !== n) note(li.firstElementChild, key(words, words.place.replace("{n}", String(place + 1))));
      });
    },
  };
  /** @type {Way} */
  const number = {
    score: (form) => {
      const [input] = all(form, "input"), entered = input.value.trim().replace(",", ".").replace("−", "-");
      if (!entered || Number.isNaN(Number(entered))) return null;
      return [Math.abs(Number(entered) - Number(input.dataset.number)) <= Number(input.dataset.tolerance) ? 1 : 0, 1];
    },
    show: (form, words) => { const [input] = all(form, "input"), right = number.score(form)?.[0] === 1; colour(input, right); if (!right) note(input, key(words, input.dataset.number)); },
  };

  /** @param {HTMLFormElement} form */
  const rows = (form) => all(form, ".cardrow").map((row) => {
    const [does, target] = all(row, "select").map((s) => s.value), kind = row.dataset.kind, end = row.dataset.target;
    return { row, card: row.dataset.card, does, target, kind, end, right: kind ? does === kind && target === end : does === end };
  });
  /** What is wrong with a row, without what would be right. @param {any} r @param {any[]} others @param {Record<string, string>} words */
  const slip = (r, others, words) => {
    if (r.right || (r.does !== "support" && r.does !== "attack")) return "";
    if (others.some((o) => o.card === r.target && o.kind && o.end === r.card)) return words.reversed;
    return r.kind && r.target === r.end ? words.sign : r.kind ? words.elsewhere : "";
  };
  /** @param {any} r */
  const rightOf = (r) => {
    const [does, target] = all(r.row, "select"), named = (/** @type {any} */ select, /** @type {string} */ value) => [...select.options].find((o) => o.value === value)?.textContent ?? "";
    return r.kind ? `${named(does, r.kind)} ${named(target, r.end)}` : named(does, r.end);
  };
  /** @type {Way} */
  const rebuild = {
    score: (form) => { const each = rows(form); return each.some((r) => r.does) ? counted(each, (r) => r.right) : null; },
    hint: (form, words) => {
      const each = rows(form);
      for (const r of each) { colour(r.row, r.right); const text = slip(r, each, words); if (text) note(r.row.lastElementChild, text); }
    },
    show: (form, words) => {
      for (const r of rows(form)) { colour(r.row, r.right); if (!r.right) note(r.row.lastElementChild, key(words, rightOf(r))); }
    },
  };

  /** What was entered, and the same put back. */
  const fields = (/** @type {HTMLFormElement} */ form) => all(form, "input,select,textarea");
  const given = (/** @type {HTMLFormElement} */ form) => [
    ...all(form, ".order li").map((li) => li.dataset.place),
    ...fields(form).map((f) => (/^(radio|checkbox)$/.test(f.type) ? f.checked : f.value)),
  ];
  /** @param {HTMLFormElement} form @param {unknown} values */
  const restore = (form, values) => {
    const now = given(form);
    if (!Array.isArray(values) || values.length !== now.length || values.some((v, n) => typeof v !== typeof now[n])) return;
    if (String(values) === String(now)) return;
    const items = all(form, ".order li"), places = values.slice(0, items.length).map((place) => items.find((li) => li.dataset.place === place));
    if (places.every(Boolean)) form.querySelector(".order")?.append(...places);
    fields(form).forEach((f, n) => {
      const value = values[items.length + n];
      if (typeof value === "boolean") f.checked = value; else f.value = value;
    });
  };
  /** @param {HTMLFormElement} form */
  const clean = (form) => {
    for (const e of all(form, ".note")) e.remove();
    for (const e of all(form, ".right,.wrong")) { e.classList.remove("right", "wrong"); e.removeAttribute("aria-invalid"); }
    for (const e of all(form, ".why")) e.hidden = true;
  };
  /** @type {Record<string, Way>} */ const ways = { choice, several: choice, match, order, number, rebuild };
  /** @type {any} */ (window).argmapMarking = { ways, rows, given, restore, clean };
})();
