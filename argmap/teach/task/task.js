// @ts-check
// The page of a task: its tabs, checks, files and paper around the editor.
/* global argmapModel, argmapDom, argmapChecks, argmapSentences, argmapLists, argmapEditor */
(() => {
  "use strict";
  const { el, get, ask } = argmapDom;
  const data = JSON.parse(get("data").textContent ?? "{}"), root = document.documentElement;
  /** @type {Say} */ const say = /** @type {any} */ (window).argmapSay(data.words);

  // Tabs: on a wide screen the map stands beside them, on a small one it is a tab itself.
  const tabs = [...document.querySelectorAll("[role=tab]")].map((tab) => /** @type {HTMLElement} */ (tab));
  const small = window.matchMedia("(max-width:760px)");
  let tab = data.free ? "thread" : "claims";
  const arrange = () => {
    const shown = tab === "map" && !small.matches ? (data.free ? "thread" : "claims") : tab;
    root.dataset.tab = shown;
    for (const each of tabs) {
      const on = each.id === `t-${shown}`;
      each.setAttribute("aria-selected", String(on));
      each.tabIndex = on ? 0 : -1;
    }
  };
  /** @param {string} name */
  const turn = (name) => { if (name === "map" && !small.matches) return; tab = name; arrange(); };
  /** What the editor wants to be seen: beside the map everything stays as it is. @param {string} name */
  const shown = (name) => { if (small.matches || name === "thread") turn(name); };
  const editor = argmapEditor(data, say, shown);
  for (const each of tabs) each.addEventListener("click", () => turn(each.id.slice(2)));
  get("tabs").addEventListener("keydown", (e) => {
    const seen = tabs.filter((each) => each.offsetParent), at = seen.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: seen.length - 1 }[e.key];
    if (at < 0 || to === undefined) return;
    e.preventDefault();
    const next = seen[(to + seen.length) % seen.length];
    turn(next.id.slice(2));
    next.focus();
  });
  small.addEventListener("change", () => { arrange(); editor.show(); });

  const check = async () => {
    const found = argmapChecks.checks(editor.map, data.free), list = get("check-list");
    list.replaceChildren(...found.map((one) => el("li", {}, argmapSentences.check(one, editor.map, say), ...(one.ids.length ? [" ", el("button", { type: "submit", value: one.ids[0] }, say("Show"))] : []))));
    get("check-well").hidden = found.length > 0;
    const id = await ask("check-dialog");
    if (!argmapModel.claim(editor.map, id)) return;
    if (editor.map.laid.includes(id)) turn("map"); else turn("claims");
    editor.choose("");
    editor.choose(id);
  };
  /** A file name that every system takes. @param {string} name */
  const plain = (name) => name.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  const save = async () => {
    const input = /** @type {HTMLInputElement} */ (get("student"));
    input.value = editor.student;
    const promise = ask("save-dialog");
    input.focus();
    if ((await promise) !== "ok") return;
    editor.student = input.value.trim().replace(/\s+/g, " ");
    const a = document.createElement("a"), content = argmapModel.written(editor.map, data.about, editor.student);
    a.href = URL.createObjectURL(new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: "application/json" }));
    a.download = `${[data.about.map, data.about.exercise, editor.student].map(plain).filter(Boolean).join("-")}.json`;
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1000);
    editor.tell(say("Saved. Hand in the file {name}.", { name: a.download }));
  };
  /** @param {string} message */
  const refuse = (message) => { get("refused-why").textContent = message; ask("refused-dialog"); };
  /** @param {File} file */
  const open = async (file) => {
    let read = null;
    try { read = file.size < 4e6 ? JSON.parse(await file.text()) : null; } catch { /* said below */ }
    const now = argmapModel.read(read, data.cards);
    if (!now) { refuse(say("{name} is not a file of such a task.", { name: file.name })); return; }
    if (read.task !== data.about.task) { refuse(say("{name} belongs to another task.", { name: file.name })); return; }
    editor.replace(now);
    if (typeof read.student === "string") editor.student = read.student.slice(0, 200);
    editor.tell(read.content_hash === data.about.content_hash ? say("Opened.") : say("Opened. The task has changed since the file was saved: check your map."));
  };
  const file = /** @type {HTMLInputElement} */ (get("file"));
  file.addEventListener("change", () => { if (file.files?.[0]) open(file.files[0]); file.value = ""; });

  Object.assign(editor.deeds, {
    check, save,
    open: () => file.click(),
    print: () => window.print(),
    help: () => ask("help-dialog"),
    anew: async () => { if ((await ask("anew-dialog")) === "ok") editor.replace(argmapModel.empty(data.cards)); },
  });
  document.addEventListener("click", (e) => {
    const b = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest("[data-do]"));
    if (!b) return;
    b.closest("details")?.removeAttribute("open");
    editor.deeds[b.dataset.do ?? ""]?.(b.dataset.value ?? "");
  });
  // On paper it is always light.
  let theme = /** @type {string | undefined} */ (undefined);
  window.addEventListener("beforeprint", () => {
    theme = root.dataset.theme;
    root.dataset.theme = "light";
    argmapLists.print(get("paper"), editor.map, say, { title: data.title, student: editor.student, postNumber: editor.postNumber });
  });
  window.addEventListener("afterprint", () => { if (theme === undefined) delete root.dataset.theme; else root.dataset.theme = theme; get("paper").replaceChildren(); });
  arrange();
  editor.show();
  get("unkept").hidden = editor.isKept;
})();
