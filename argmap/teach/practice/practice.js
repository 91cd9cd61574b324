"use strict";
// Practice: one exercise at a time, marked here, remembered here. The keys are in the forms; nothing is sent anywhere.
(() => {
  const home = document.getElementById("practice");
  if (!home) return;
  /** @type {Record<string, string>} */ const words = JSON.parse(document.getElementById("x-words")?.textContent ?? "{}");
  const forms = [...home.querySelectorAll("form.item")].map((f) => /** @type {HTMLFormElement} */ (f));
  /** @type {any} */ const get = (/** @type {string} */ id) => document.getElementById(id);
  /** @param {string} name @returns {HTMLButtonElement} */
  const button = (name) => /** @type {HTMLButtonElement} */ (home.querySelector(`[data-practice=${name}]`));
  /** @param {string} key @param {number} n @param {number} m */
  const fill = (key, n, m) => words[key].replace("{n}", String(n)).replace("{m}", String(m));

  // What was answered: for each exercise whether the first answer was right, and the last. Where the browser keeps nothing, it lasts as
  // long as the page.
  const place = `argmap-practice/${home.dataset.map}/${home.dataset.hash}/${home.dataset.seed}`;
  /** @typedef {Record<string, boolean>} Marks */
  /** @type {{ first: Marks, last: Marks }} */ let kept = { first: {}, last: {} };
  try {
    const stored = JSON.parse(localStorage.getItem(place) ?? "{}");
    if (stored?.first instanceof Object && stored?.last instanceof Object) kept = stored;
  } catch { /* nothing, or not ours */ }
  const keep = () => { try { localStorage.setItem(place, JSON.stringify(kept)); } catch { /* a frame or a private window */ } };
  /** @param {string} id @param {boolean} right */
  const remember = (id, right) => { kept.first[id] ??= right; kept.last[id] = right; keep(); };
  let round = forms.map((f) => f.id), here = 0;
  /** @type {Set<string>} */ let open = new Set(round.filter((id) => !(id in kept.first)));

  /** @param {Element} element @param {boolean} right */
  const colour = (element, right) => {
    element.classList.toggle("right", right);
    element.classList.toggle("wrong", !right);
    if (/^(SELECT|INPUT)$/.test(element.tagName)) element.setAttribute("aria-invalid", String(!right));
  };
  /** @param {HTMLFormElement} form @param {string} message @param {boolean} [general] */
  const tell = (form, message, general) => {
    const verdict = form.querySelector(".verdict"), why = /** @type {HTMLElement | null} */ (form.querySelector(".general"));
    if (verdict) verdict.textContent = message;
    if (why) why.hidden = !general || !why.textContent;
  };

  // Marking, one way for each form: all right, or how many of how many; null where nothing was answered.
  /** @param {HTMLFormElement} form @returns {[number, number] | null} */
  const chosen = (form) => {
    const inputs = [...form.querySelectorAll("input")], picked = inputs.filter((i) => i.checked);
    if (!picked.length) return null;
    for (const input of inputs) {
      const label = /** @type {HTMLElement} */ (input.closest("label")), why = /** @type {HTMLElement} */ (label.nextElementSibling);
      why.hidden = !input.checked;
      label.classList.remove("right", "wrong");
      if (input.checked) colour(label, input.hasAttribute("data-right"));
    }
    return [inputs.filter((i) => i.checked === i.hasAttribute("data-right")).length, inputs.length];
  };
  /** @param {HTMLFormElement} form @returns {[number, number] | null} */
  const matched = (form) => {
    const selects = [...form.querySelectorAll("select")];
    if (selects.every((s) => !s.value)) return null;
    for (const s of selects) colour(s, s.value === s.dataset.right);
    return [selects.filter((s) => s.value === s.dataset.right).length, selects.length];
  };
  /** @param {HTMLFormElement} form @returns {[number, number]} */
  const ordered = (form) => {
    const rows = [...form.querySelectorAll(".order li")].map((li) => /** @type {HTMLElement} */ (li));
    rows.forEach((li, n) => colour(li, Number(li.dataset.place) === n));
    return [rows.filter((li, n) => Number(li.dataset.place) === n).length, rows.length];
  };
  /** @param {HTMLFormElement} form @returns {[number, number] | null} */
  const numbered = (form) => {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input")), entered = input.value.trim().replace(",", ".").replace("−", "-");
    if (!entered || Number.isNaN(Number(entered))) return null;
    const right = Math.abs(Number(entered) - Number(input.dataset.number)) <= Number(input.dataset.tolerance);
    colour(input, right);
    return [right ? 1 : 0, 1];
  };
  /** @param {HTMLFormElement} form */
  const rows = (form) => [...form.querySelectorAll(".cardrow")].map((r) => {
    const row = /** @type {HTMLElement} */ (r), [does, target] = [...row.querySelectorAll("select")].map((s) => s.value);
    return { row, card: row.dataset.card ?? "", does, target, kind: row.dataset.kind ?? "", end: row.dataset.target ?? "" };
  });
  /** @param {HTMLFormElement} form @returns {[number, number] | null} */
  const rebuilt = (form) => {
    const all = rows(form);
    if (all.every((r) => !r.does)) return null;
    for (const r of all) {
      const right = r.kind ? r.does === r.kind && r.target === r.end : r.does === r.end;
      colour(r.row, right);
      const drawn = r.does === "support" || r.does === "attack";
      const back = drawn && all.some((o) => o.card === r.target && o.kind && o.end === r.card);
      const slip = right || !drawn ? "" : back ? words.reversed : r.kind && r.target === r.end ? words.sign : r.kind ? words.elsewhere : "";
      let note = r.row.querySelector(".why");
      if (!note) { note = document.createElement("p"); note.className = "why"; r.row.append(note); }
      note.textContent = slip;
      /** @type {HTMLElement} */ (note).hidden = !slip;
    }
    const good = all.filter((r) => r.row.classList.contains("right")).length;
    return [good, all.length];
  };
  const marks = /** @type {Record<string, (form: HTMLFormElement) => [number, number] | null>} */ ({
    choice: chosen, several: chosen, match: matched, order: ordered, number: numbered, rebuild: rebuilt,
  });

  /** @param {HTMLFormElement} form */
  const check = (form) => {
    const kind = form.dataset.form ?? "";
    if (kind === "essay") { tell(form, words.read, true); remember(form.id, true); open.delete(form.id); done(); return; }
    const got = marks[kind](form);
    if (!got) { tell(form, words.choose); return; }
    const right = got[0] === got[1];
    remember(form.id, right);
    open.delete(form.id);
    tell(form, right ? words.right : kind === "choice" || kind === "number" ? words.wrong : `${words.wrong} ${fill("partly", ...got)}`, right || kind !== "rebuild");
    done();
  };
  /** @param {string} text */
  const brief = (text) => (text.length > 90 ? `${text.slice(0, 90).replace(/\s+\S*$/, "")} …` : text);
  const scored = () => forms.filter((f) => f.dataset.form !== "essay");
  /** @param {Marks} marks */
  const count = (marks) => scored().filter((f) => marks[f.id]).length;
  const done = () => {
    get("x-score").textContent = fill("score", count(kept.first), scored().length);
    button("next").hidden = here >= round.length || open.has(round[here]);
  };
  const show = (/** @type {boolean} */ focus) => {
    for (const f of forms) f.classList.toggle("on", f.id === round[here]);
    const over = here >= round.length, missed = scored().filter((f) => kept.last[f.id] === false);
    get("x-end").hidden = !over;
    get("x-progress").textContent = over ? "" : fill("progress", here + 1, round.length);
    button("missed").hidden = !over || !missed.length;
    button("result").hidden = !over;
    button("again").hidden = !over && !Object.keys(kept.first).length;
    button("save").hidden = forms.find((f) => f.id === round[here])?.dataset.form !== "rebuild";
    if (over) {
      const now = count(kept.last) === count(kept.first) ? "" : ` ${fill("now", count(kept.last), scored().length)}`;
      get("x-end").querySelector("p").textContent = fill("result", count(kept.first), scored().length) + now;
      get("x-end").querySelector("ol").replaceChildren(...missed.map((f) => {
        const li = document.createElement("li"), a = document.createElement("button");
        a.type = "button"; a.textContent = brief(f.querySelector("legend")?.textContent ?? "");
        a.addEventListener("click", () => again([f.id]));
        li.append(a); return li;
      }));
    }
    done();
    if (!focus) return;
    const next = over ? get("x-end") : get(round[here])?.querySelector("input,select,textarea,button");
    next?.focus();
    get("panel").scrollTop = 0;
  };
  /** @param {HTMLFormElement} form */
  const clear = (form) => {
    form.reset();
    tell(form, "");
    for (const e of form.querySelectorAll(".right,.wrong")) { e.classList.remove("right", "wrong"); e.removeAttribute("aria-invalid"); }
    for (const e of form.querySelectorAll(".why")) /** @type {HTMLElement} */ (e).hidden = true;
  };
  /** @param {string[]} ids */
  const again = (ids) => { round = ids; open = new Set(ids); here = 0; for (const id of ids) clear(get(id)); show(true); };
  const saved = () => {
    const form = /** @type {HTMLFormElement} */ (get(round[here]));
    const steps = rows(form).filter((r) => (r.does === "support" || r.does === "attack") && r.target);
    const submission = {
      student: "", map: home.dataset.map, content_hash: home.dataset.hash, exercise: form.dataset.id,
      relations: steps.map((r, n) => ({ id: `s${n + 1}`, kind: r.does, premises: [r.card], target: r.target })),
    };
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob([`${JSON.stringify(submission, null, 2)}\n`], { type: "application/json" }));
    a.download = `${form.dataset.id}.json`; a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1000);
  };
  const deeds = /** @type {Record<string, () => void>} */ ({
    next: () => { here += 1; show(true); },
    missed: () => again(scored().filter((f) => kept.last[f.id] === false).map((f) => f.id)),
    again: () => { kept = { first: {}, last: {} }; keep(); again(forms.map((f) => f.id)); },
    result: () => { document.documentElement.classList.add("result"); window.print(); document.documentElement.classList.remove("result"); },
    save: saved,
  });

  for (const form of forms) form.addEventListener("submit", (e) => { e.preventDefault(); check(form); });
  home.addEventListener("click", (e) => {
    const target = /** @type {HTMLElement} */ (e.target), move = Number(target.dataset?.move ?? 0), row = target.closest("li");
    if (move && row) {
      const other = move < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (other) move < 0 ? other.before(row) : other.after(row);
      target.focus();
      return;
    }
    const deed = /** @type {HTMLElement | null} */ (target.closest("[data-practice]"))?.dataset.practice;
    if (deed) deeds[deed]();
  });
  // Those answered before are skipped: practice goes on where it was left.
  here = round.findIndex((id) => open.has(id));
  if (here < 0) here = round.length;
  show(false);
})();
