"use strict";
// Practice: one exercise at a time, marked here and remembered here. What is shown follows from what is kept of each answer.
(() => {
  const home = document.getElementById("practice");
  if (!home) return;
  /** @type {Record<string, string>} */ const words = JSON.parse(document.getElementById("x-words")?.textContent ?? "{}");
  const forms = [...home.querySelectorAll("form.item")].map((f) => /** @type {HTMLFormElement} */ (f));
  /** @type {any} */ const get = (/** @type {string} */ id) => document.getElementById(id);
  const { ways, rows, given, restore, clean } = /** @type {any} */ (window).argmapMarking;
  const answers = /** @type {any} */ (window).argmapKeeping(["argmap-practice", home.dataset.map, home.dataset.hash, home.dataset.seed, ...(home.dataset.student ? [home.dataset.student] : [])].join("/"));
  const TRIES = 2;
  /** @param {string} name @returns {HTMLButtonElement} */
  const button = (name) => /** @type {HTMLButtonElement} */ (home.querySelector(`[data-practice=${name}]`));
  /** @param {string} key @param {number} n @param {number} [m] */
  const fill = (key, n, m = 0) => words[key].replace("{n}", String(n)).replace("{m}", String(m));
  /** @param {HTMLFormElement} form */ const name = (form) => `${form.dataset.id}~${form.dataset.print}`;
  /** @param {HTMLFormElement} form */ const kept = (form) => answers.get(name(form));
  const scored = forms.filter((f) => f.dataset.form !== "essay");
  let round = forms, here = 0, practising = false;
  const current = () => /** @type {HTMLFormElement | undefined} */ (round[here]);

  const veil = /** @type {any} */ (window).argmapVeil(words, () => {
    const form = current();
    if (!form || kept(form).done) return;
    answers.put(name(form), () => ({ looked: true }));
    draw(form);
  });
  const cover = () => {
    const form = current();
    if (!practising) return;
    if (form && !kept(form).done) veil.draw(form.dataset.hides ?? "all");
    else veil.lift(form ? (form.dataset.parts ?? "").split(" ").filter(Boolean) : []);
  };

  /** Show an exercise as it is: open, tried once, or done with its key. @param {HTMLFormElement} form */
  const draw = (form) => {
    const answer = kept(form), essay = form.dataset.form === "essay", way = ways[form.dataset.form ?? ""], tried = (answer.tries ?? 0) > 0;
    const verdict = /** @type {HTMLElement} */ (form.querySelector(".verdict")), general = /** @type {HTMLElement} */ (form.querySelector(".general"));
    const got = way?.score(form);
    clean(form);
    let says = "";
    if (answer.done) {
      way?.show(form, words);
      says = essay ? words.read : answer.shown ? words["given-up"] : !answer.last ? words.wrong : answer.tries > 1 ? words.second : words.right;
      general.hidden = !general.textContent;
    } else if (tried) {
      way?.hint?.(form, words);
      says = words.again;
    }
    if (got && tried && !answer.last && !answer.shown && got[1] > 1 && form.dataset.form !== "choice") says += ` ${fill("partly", got[0], got[1])}`;
    if (verdict.textContent !== says) verdict.textContent = says;
    /** @type {HTMLElement} */ (form.querySelector(".looked")).hidden = !answer.looked;
    /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset")).disabled = !!answer.done && !essay;
    /** @type {HTMLElement} */ (form.querySelector(".do.marks")).hidden = !!answer.done && !essay;
  };
  /** @param {HTMLFormElement} form @param {boolean} [shown] the answer is asked for */
  const check = (form, shown = false) => {
    const essay = form.dataset.form === "essay", got = ways[form.dataset.form ?? ""]?.score(form);
    if (!shown && !essay && !got) { const verdict = form.querySelector(".verdict"); if (verdict) verdict.textContent = words.choose; return; }
    const right = !shown && (essay || got[0] === got[1]);
    let late = false;
    answers.put(name(form), (/** @type {any} */ before) => {
      if (before.done && !essay) { late = true; return null; }
      const tries = (before.tries ?? 0) + (shown ? 0 : 1);
      return { given: given(form), tries, first: before.first ?? right, last: right, shown, done: right || shown || tries >= TRIES };
    });
    if (late) restore(form, kept(form).given);
    draw(form);
    update();
    cover();
    if (kept(form).done && !essay) button("next").focus();
  };

  const update = () => {
    const over = here >= round.length, form = current(), first = scored.filter((f) => kept(f).first).length, done = forms.filter((f) => kept(f).done).length;
    document.dispatchEvent(new CustomEvent("argmap-practice", { detail: { first, scored: scored.length, done, of: forms.length } }));
    get("x-score").textContent = fill("score", first);
    get("x-answered").textContent = `${fill("answered", done, forms.length)} ${fill("result", first, scored.length)}`;
    button("next").hidden = !form || !kept(form).done;
    button("result").hidden = !over;
    button("again").hidden = !over && !answers.count();
  };
  /** @param {string} text */
  const brief = (text) => (text.length > 90 ? `${text.slice(0, 90).replace(/\s+\S*$/, "")} …` : text);
  const finish = () => {
    const missed = scored.filter((f) => kept(f).last === false), first = scored.filter((f) => kept(f).first).length, now = scored.filter((f) => kept(f).last).length;
    const looked = forms.filter((f) => kept(f).looked && kept(f).done).length;
    get("x-end").querySelector("p").textContent = [fill("result", first, scored.length), now === first ? "" : fill("now", now, scored.length), looked ? fill("looked", looked) : ""].filter(Boolean).join(" ");
    get("x-end").querySelector("ol").replaceChildren(...missed.map((f) => {
      const li = document.createElement("li"), a = document.createElement("button");
      a.type = "button"; a.textContent = brief(f.querySelector("legend")?.textContent ?? "");
      a.addEventListener("click", () => again([f]));
      li.append(a); return li;
    }));
    button("missed").hidden = !missed.length;
  };
  /** @param {boolean} focus */
  const show = (focus) => {
    const over = here >= round.length, form = current();
    for (const f of forms) f.classList.toggle("on", f === form);
    get("x-end").hidden = !over;
    get("x-progress").textContent = over ? "" : fill("progress", here + 1, round.length);
    button("missed").hidden = true;
    button("save").hidden = form?.dataset.form !== "rebuild";
    if (over) finish();
    update();
    cover();
    if (!focus) return;
    (form?.querySelector("input,select,textarea,button") ?? get("x-end")).focus();
    get("panel").scrollTop = 0;
  };
  /** Open exercises again, with what was answered. @param {HTMLFormElement[]} which */
  const again = (which) => {
    for (const form of which) { answers.put(name(form), () => ({ done: false, tries: 0, shown: false })); draw(form); }
    round = which; here = 0;
    show(true);
  };
  const restart = () => {
    answers.forget();
    for (const form of forms) { form.reset(); restoreOrder(form); draw(form); }
    round = forms; here = 0;
    show(true);
  };
  /** The order in which the page was written. */
  const asWritten = new Map(forms.map((f) => [f, [...f.querySelectorAll(".order li")]]));
  const restoreOrder = (/** @type {HTMLFormElement} */ form) => form.querySelector(".order")?.append(...(asWritten.get(form) ?? []));
  const saved = () => {
    const form = /** @type {HTMLFormElement} */ (current());
    const steps = rows(form).filter((/** @type {any} */ r) => (r.does === "support" || r.does === "attack") && r.target);
    const submission = {
      student: "", map: home.dataset.map, content_hash: home.dataset.hash, exercise: form.dataset.id,
      relations: steps.map((/** @type {any} */ r, /** @type {number} */ n) => ({ id: `s${n + 1}`, kind: r.does, premises: [r.card], target: r.target })),
    };
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob([`${JSON.stringify(submission, null, 2)}\n`], { type: "application/json" }));
    a.download = `${form.dataset.id}.json`; a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1000);
  };
  const deeds = /** @type {Record<string, () => void>} */ ({
    next: () => { here += 1; show(true); },
    missed: () => again(scored.filter((f) => kept(f).last === false)),
    // What is asked first is whether it is meant: there is no way back.
    again: () => { get("x-sure").querySelector("p").textContent = fill("delete", answers.count()); get("x-sure").showModal(); },
    keep: () => get("x-sure").close(),
    delete: () => { get("x-sure").close(); restart(); },
    answer: () => { const form = current(); if (form) check(form, true); },
    result: () => window.print(),
    save: saved,
  });
  /** @param {HTMLFormElement} form */
  const draft = (form) => answers.put(name(form), (/** @type {any} */ before) => (before.done && form.dataset.form !== "essay" ? null : { given: given(form) }));

  for (const form of forms) {
    form.addEventListener("submit", (e) => { e.preventDefault(); check(form); });
    form.addEventListener("input", () => draft(form));
  }
  home.addEventListener("click", (e) => {
    const target = /** @type {HTMLElement} */ (e.target), move = Number(target.dataset?.move ?? 0), row = target.closest("li");
    if (move && row) {
      const other = move < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (other) move < 0 ? other.before(row) : other.after(row);
      target.focus();
      draft(/** @type {HTMLFormElement} */ (row.closest("form")));
      return;
    }
    const deed = /** @type {HTMLElement | null} */ (target.closest("[data-practice]"))?.dataset.practice;
    if (deed) deeds[deed]();
  });
  // Another window with the same exercises.
  window.addEventListener("storage", (e) => {
    if (e.key !== answers.place || !answers.join()) return;
    for (const form of forms) { if (kept(form).done || form !== current()) restore(form, kept(form).given); draw(form); }
    get("x-other").textContent = words.other;
    update();
    cover();
  });
  document.addEventListener("argmap-tab", (e) => {
    const tab = /** @type {CustomEvent} */ (e).detail;
    practising = tab === "practice" || (tab === "thread" && veil.open);
    document.documentElement.classList.toggle("practising", practising);
    if (tab === "practice") cover();
  });
  // On paper the questions with what was answered take the place of the map.
  document.addEventListener("argmap-paper", (e) => { if (practising) e.preventDefault(); });
  // A list shows what fits into it; paper has room for the words that were chosen.
  window.addEventListener("beforeprint", () => {
    for (const select of home.querySelectorAll("select")) {
      const picked = document.createElement("p");
      picked.className = "picked";
      picked.textContent = select.value ? select.selectedOptions[0].textContent : "";
      select.after(picked);
    }
    for (const area of home.querySelectorAll("textarea")) area.rows = Math.max(8, area.value.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 90), 0));
  });

  window.addEventListener("afterprint", () => { for (const picked of home.querySelectorAll(".picked")) picked.remove(); });

  answers.join();
  for (const form of forms) { restore(form, kept(form).given); draw(form); }
  // Those done before are skipped: practice goes on where it was left.
  here = round.findIndex((f) => !kept(f).done);
  if (here < 0) here = round.length;
  show(false);
})();
