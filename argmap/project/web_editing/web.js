// @ts-check
// The page of the editor: the words that are chosen and what they do, and everything around the map that the server keeps.
/* global argmapModel, argmapDom, argmapBar, argmapEditor, argmapRemote, argmapDetails, argmapSearching, argmapDeciding, argmapFields, argmapIssues */
(() => {
  "use strict";
  const { el, get, ask } = argmapDom, data = JSON.parse(get("data").textContent ?? "{}"), root = document.documentElement;
  /** @type {Say} */ const say = /** @type {any} */ (window).argmapSay(data.words);
  const numbers = new Map(data.posts.map((/** @type {TaskPost} */ p) => [p.id, p.number])), postNumber = (/** @type {string} */ id) => Number(numbers.get(id) ?? 0);
  const store = argmapRemote.store(say, (saved, trouble) => { get("saved").textContent = saved; get("trouble").textContent = trouble; get("trouble").hidden = !trouble; });

  const tabs = [...document.querySelectorAll("[role=tab]")].map((tab) => /** @type {HTMLElement} */ (tab)), small = window.matchMedia("(max-width:760px)");
  let tab = "thread";
  const arrange = () => {
    root.dataset.tab = tab === "map" && !small.matches ? "thread" : tab;
    for (const each of tabs) { const on = each.id === `t-${root.dataset.tab}`; each.setAttribute("aria-selected", String(on)); each.tabIndex = on ? 0 : -1; }
  };
  /** @param {string} name */
  const turn = (name) => { if (name === "map" && !small.matches) return; tab = name; arrange(); };
  for (const each of tabs) each.addEventListener("click", () => turn(each.id.slice(2)));
  get("tabs").addEventListener("keydown", (e) => {
    const seen = tabs.filter((each) => each.offsetParent), at = seen.indexOf(/** @type {HTMLElement} */ (document.activeElement)), by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (at < 0 || !by) return;
    const next = seen[(at + by + seen.length) % seen.length];
    turn(next.id.slice(2));
    next.focus();
  });
  small.addEventListener("change", () => { arrange(); editor.show(); });

  const deciding = data.drafted ? argmapDeciding(store, say, { kinds: data.kinds, stances: data.stances, schemes: data.schemes, postNumber, turn }) : null;
  const editor = argmapEditor({
    ...data, cards: [], free: true, place: "", store, placed: true, part: argmapSearching.part,
    offers: deciding?.offers, letters: { ...(deciding && { k: "offer" }), c: "quote-new", g: "grant", x: "denial", s: "stance", u: "question", b: "example", j: "next" },
    more: (/** @type {string} */ id) => argmapDetails.of(store.state, store.map, id, say, { schemes: data.schemes, stances: data.stances, postNumber }),
  }, say, (name) => { if (small.matches || name === "thread") turn(name); });

  /** The words that are chosen; says so if there are none. */
  const quoted = () => { if (!editor.words) editor.tell(say("Choose words in the thread first.")); return editor.words; };
  const place = (/** @type {MapQuote} */ q) => { editor.thread.use(); return { post: q.post, at: q.at }; };
  /** @param {MapQuote} quote @param {Record<string, unknown>} what @param {string} message */
  const commit = async (quote, what, message) => { if (await store.send([{ add: "commitment", post: quote.post, quotes: [place(quote)], ...what }])) editor.tell(message); };
  const isClaim = (/** @type {string} */ id) => !!argmapModel.claim(store.map, id) && !argmapModel.claim(store.map, id)?.example;
  /** @param {string} stance @param {string} asked @param {string} message */
  const stand = (stance, asked, message) => {
    const quote = quoted();
    if (quote) editor.begin({ verb: "own", from: "", own: { asked, fits: isClaim, finish: (claim) => { commit(quote, { claim, stance }, message); } } });
  };
  /** @param {string} id */
  const input = (id) => /** @type {HTMLInputElement} */ (get(id));
  const full = async () => {
    const quote = quoted(), claims = store.map.claims.filter((c) => isClaim(c.id));
    if (!quote) return;
    if (!claims.length) { editor.tell(say("There is no claim yet.")); return; }
    get("stance-quote").textContent = say("“{text}”", { text: quote.exact });
    get("stance-claim").replaceChildren(...claims.map((c) => el("option", { value: c.id }, `${argmapModel.number(store.map, c.id)} ${c.text}`)));
    input("stance-claim").value = isClaim(editor.chosen) ? editor.chosen : claims[0].id;
    input("stance-if").value = "";
    input("stance-hedged").checked = false;
    if ((await ask("stance-dialog")) !== "ok") return;
    const condition = input("stance-if").value.trim();
    commit(quote, { claim: input("stance-claim").value, stance: input("stance-kind").value, ...(condition && { if: condition }), ...(input("stance-hedged").checked && { hedged: true }) }, say("The stance is saved."));
  };
  const question = async () => {
    const quote = quoted(), about = editor.chosen, text = quote && (await editor.written(say("The question in one full sentence"), quote.exact.replace(/\s+/g, " "), quote.exact));
    if (!quote || !text) return;
    const id = store.fresh();
    if (await store.send([{ add: "question", id, post: quote.post, text, ...(about && { about }), quotes: [place(quote)] }], [id])) editor.tell(say("The question is saved."));
  };
  const example = async () => {
    const quote = quoted();
    if (!quote) return;
    get("example-quote").textContent = say("“{text}”", { text: quote.exact });
    for (const id of ["example-name", "example-topic", "example-text"]) input(id).value = "";
    if ((await ask("example-dialog")) !== "ok") return;
    const id = store.fresh(), [name, topic, text] = ["example-name", "example-topic", "example-text"].map((one) => input(one).value.trim());
    if (await store.send([{ add: "example", id, name, topic, text, quotes: [place(quote)] }], [id])) editor.tell(say("The example is saved."));
  };
  /** @param {string} asked the critical question */
  const raise = async (asked) => {
    const r = argmapModel.relation(store.map, editor.chosen), question = data.schemes.find((/** @type {SchemeRow} */ s) => s.id === r?.scheme)?.questions.find((/** @type {{id: string}} */ q) => q.id === asked);
    const quote = editor.words, text = r && (await editor.written(say("What somebody objects: {question}", { question: question?.text ?? "" }), quote ? quote.exact.replace(/\s+/g, " ") : "", quote?.exact ?? ""));
    if (!r || !text) return;
    // What it bears on; of several premises, whoever raises it says later which.
    const end = question?.bears === "conclusion" ? r.target : question?.bears === "premise" && r.premises.length === 1 ? r.premises[0] : r.id;
    const id = store.fresh(), step = store.fresh();
    await store.send([
      { add: "claim", id, text, ...(quote ? { quotes: [place(quote)] } : {}) },
      { add: "relation", id: step, kind: argmapModel.claim(store.map, end) ? "attack" : "undercut", premises: [id], target: end, question: asked },
    ], [id, step]);
  };
  const showFindings = async () => {
    const rows = store.state.findings.map((one, n) => argmapDetails.findingItem(one, n, say, argmapModel.claim(store.map, one.about) || argmapModel.relation(store.map, one.about) ? [el("button", { type: "submit", value: one.about }, say("Show"))] : []));
    get("findings-list").replaceChildren(...rows);
    get("findings-none").hidden = rows.length > 0;
    const id = await ask("findings-dialog");
    if (id) { editor.choose(""); editor.choose(id); }
  };
  const issue = async () => {
    const text = await editor.written(say("The question at issue"), "", ""), id = store.fresh();
    if (text && (await store.send([{ add: "issue", id, question: text }], [id]))) editor.tell(say("The issue is saved. A claim says in the bar that it answers it."));
  };
  /** @param {string} id a part, or an issue; without one, what is chosen */
  const fields = async (id) => {
    const of = id || editor.chosen, claim = argmapModel.claim(store.map, of), question = store.state.issues.find((one) => one.id === of);
    const kind = question ? "issue" : claim?.example ? "example" : claim ? "claim" : "relation", title = question?.question ?? (claim ? argmapBar.named(store.map, of, say) : say("This step"));
    const above = /** @type {[string, string][]} */ ([...store.state.issues.filter((one) => one.id !== of).map((one) => [one.id, one.question]), ...store.map.claims.filter((c) => c.answers).map((c) => [c.id, c.text])]);
    const now = { ...store.state.fields[of], ...(claim?.implicit && { implicit: true }) };
    const made = await argmapFields.asked({ id: of, kind, now, title, annotators: store.state.annotators, above }, say);
    if (made?.edits.length && (await store.send(made.edits))) { if (!question && editor.chosen !== made.id) editor.choose(made.id); editor.tell(say("Saved.")); }
  };
  /** @param {string} id an issue */
  const outcome = async (id) => {
    const issue = store.state.issues.find((one) => one.id === id), made = issue && (await argmapIssues.outcome(store.map, issue, say, { people: data.people, words: editor.words, postNumber }));
    if (made && (await store.send([made]))) editor.tell(argmapIssues.ending(store.map, store.state.issues.find((one) => one.id === id)?.outcome ?? null, say, data.people));
  };
  const issues = async () => {
    const [what, id] = await argmapIssues.listed(store.map, store.state.issues, say, data.people);
    if (what === "outcome") outcome(id);
    if (what === "fields") fields(id);
    if (what === "new") issue();
    if (what === "remove" && (await store.send([{ remove: id, cascade: true }]))) editor.tell(say("Removed. “Undo” brings it back."));
  };
  Object.assign(editor.deeds, {
    fields, outcome, issues,
    reveal: (/** @type {string} */ n) => { const quote = argmapModel.claim(store.map, editor.chosen)?.quotes?.[Number(n)]; if (quote) { turn("thread"); editor.thread.reveal(quote); } },
    unquote: async (/** @type {string} */ n) => { if (await store.send([{ remove: editor.chosen, quote: Number(n) + 1 }])) editor.tell(say("Removed. “Undo” brings it back.")); },
    grant: () => stand("concedes", say("Choose the claim that these words grant"), say("The grant is saved.")),
    denial: () => stand("denies", say("Choose the claim that these words deny"), say("The denial is saved.")),
    stance: full, question, example, raise,
    findings: showFindings,
    fix: (/** @type {string} */ n) => { const one = store.state.findings[Number(n)]; if (one) { /** @type {HTMLDialogElement} */ (get("findings-dialog")).close(); store.fix(one); } },
    unstance: (/** @type {string} */ name) => store.send([{ remove: name }]),
    next: () => { turn("thread"); const number = editor.thread.next(); editor.tell(number === null ? say("Something is quoted from every post.") : say("Post {number}", { number })); },
    help: () => ask("help-dialog"),
  });
  /** @param {Element | null} [but] */
  const close = (but = null) => { for (const menu of document.querySelectorAll(".tools details[open]")) if (!but || !menu.contains(but)) menu.removeAttribute("open"); };
  document.addEventListener("click", (e) => {
    close(/** @type {Element} */ (e.target));
    const b = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest("button[data-do]"));
    if (!b) return;
    b.closest("details")?.removeAttribute("open");
    editor.deeds[b.dataset.do ?? ""]?.(b.dataset.value ?? "");
  });
  document.addEventListener("change", (e) => {
    const select = /** @type {HTMLSelectElement} */ (e.target), field = select.dataset.change;
    if (field) store.send([{ set: editor.chosen, [field]: select.value || null }]);
  });

  let at = -1, last = "";
  get("searching").addEventListener("submit", (e) => {
    e.preventDefault();
    const words = input("search").value, all = argmapSearching.places(store.map, editor.thread.search, words);
    at = words === last && all.length ? (at + 1) % all.length : 0;
    last = words;
    get("matches").textContent = words.trim() ? `${all.length ? at + 1 : 0} / ${all.length}` : "";
    const to = all[at];
    if (to === undefined) editor.tell(say("Nothing holds these words."));
    else if (typeof to === "number") { turn("thread"); editor.thread.go(to); input("search").focus({ preventScroll: true }); editor.tell(say("{at} of {all}", { at: at + 1, all: all.length })); }
    else { if (editor.chosen !== to) editor.choose(to); editor.tell(`${say("{at} of {all}", { at: at + 1, all: all.length })}: ${argmapModel.claim(store.map, to)?.text ?? ""}`); }
  });
  document.addEventListener("keydown", (e) => {
    const menu = e.key === "Escape" && document.querySelector(".tools details[open]");
    if (menu) { close(); /** @type {HTMLElement | null} */ (menu.querySelector("summary"))?.focus(); e.stopImmediatePropagation(); return; }
  }, true);
  document.addEventListener("keydown", (e) => {
    if (e.key === "/" && !(/** @type {Element} */ (e.target)).matches("input,textarea,select") && !document.querySelector("dialog[open]")) { e.preventDefault(); input("search").focus(); }
  });
  deciding?.join(editor);
  arrange();
  editor.show();
  store.look();
})();
