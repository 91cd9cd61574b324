// @ts-check
// Around the page of a map: shows its faults, and loads the page again when the map changed, at the same place.
(() => {
  "use strict";
  /** @param {string} id */
  const get = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const frame = /** @type {HTMLIFrameElement} */ (get("frame"));
  const faults = get("faults"), list = get("list"), news = get("news"), fold = get("fold");
  const place = document.body.dataset.place ?? "/", address = document.body.dataset.address ?? "", store = `argmap serve ${address}`;
  /** @type {{page: string, faults: string} | null} */ let now = null;
  /** @type {Record<string, any>} */ let kept = {};
  const words = JSON.parse(document.body.dataset.words ?? "{}");
  /** @param {string} message @returns {string} */
  const say = (message) => words[message] ?? message;
  let ended = false;
  /** Whether the page in the frame is at its place: until then there is nothing of it to remember. */
  let ready = false;
  try { kept = JSON.parse(sessionStorage.getItem(store) ?? "{}") ?? {}; } catch { /* nothing was kept */ }
  /** @param {string} text @param {boolean} [seen] */
  const tell = (text, seen = false) => { news.classList.toggle("quiet", !seen); if (news.textContent !== text) news.textContent = text; };
  const inside = () => { const d = frame.contentDocument; return d?.getElementById("map") && d.getElementById("panel") ? d : null; };

  // What the reader did with the page: the address says most of it, the rest is read from its parts.
  const map = () => /** @type {any} */ (frame.contentWindow)?.argmapPage;
  const remember = () => {
    const d = inside();
    if (!ready || !d || !frame.contentWindow) return;
    const hash = frame.contentWindow.location.hash;
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname);
    const focus = d.activeElement;
    kept = {
      theme: d.documentElement.dataset.theme, sheet: d.documentElement.dataset.sheet,
      tab: d.querySelector("[role=tab][aria-selected=true]")?.id,
      scroll: [...d.querySelectorAll("#panel, [role=tabpanel]")].map((e) => [e.id, e.scrollTop]).filter(([, top]) => top),
      where: map()?.where(),
      focus: focus && focus !== d.body && document.activeElement === frame ? [focus.id, /** @type {HTMLElement} */ (focus).dataset.id] : null,
    };
    document.documentElement.dataset.theme = kept.theme ?? "";
    if (!kept.theme) delete document.documentElement.dataset.theme;
    try { sessionStorage.setItem(store, JSON.stringify({ ...kept, focus: null })); } catch { /* a private window */ }
  };
  const restore = () => {
    const d = inside();
    if (!d) return;
    const was = kept;
    if (was.theme) document.documentElement.dataset.theme = d.documentElement.dataset.theme = was.theme;
    if (was.tab && d.getElementById(was.tab)?.getAttribute("aria-selected") === "false") d.getElementById(was.tab)?.click();
    if (was.sheet !== undefined) d.documentElement.dataset.sheet = was.sheet;
    if (was.where) map()?.back(was.where);
    for (const [id, top] of was.scroll ?? []) { const e = d.getElementById(id); if (e) e.scrollTop = top; }
    if (was.focus) {
      const [id, node] = was.focus;
      const target = (id && d.getElementById(id)) || (node && d.querySelector(`#map [data-id="${CSS.escape(node)}"]`));
      frame.focus({ preventScroll: true });
      /** @type {HTMLElement | null} */ (target || null)?.focus({ preventScroll: true });
    }
  };
  let loaded = false;
  const load = () => {
    frame.hidden = false;
    document.body.classList.remove("alone");
    if (loaded) { remember(); ready = false; frame.contentWindow?.location.reload(); } else frame.contentWindow?.location.replace(`${place}page.html${location.hash}`);
    loaded = true;
  };
  frame.addEventListener("load", () => { restore(); ready = inside() !== null; frame.contentWindow?.addEventListener("hashchange", remember); });
  window.addEventListener("pagehide", remember);
  window.addEventListener("hashchange", () => {
    const w = frame.contentWindow;
    if (w && inside() && w.location.hash !== location.hash) w.location.hash = location.hash;
  });

  const show = async () => {
    const answer = await fetch(`${place}faults.html`, { cache: "no-store" });
    if (!answer.ok) return;
    // The server has escaped every text in it.
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...fresh.body.childNodes);
    faults.hidden = !list.childElementCount;
    const count = list.querySelector("strong")?.textContent, first = list.querySelector(".fault")?.textContent;
    tell(faults.hidden ? say("No faults.") : `${count} ${first}`);
  };
  fold.addEventListener("click", () => {
    const open = list.hidden;
    list.hidden = !open;
    fold.setAttribute("aria-expanded", String(open));
    fold.textContent = open ? say("Hide") : say("Show");
  });
  const look = async () => {
    try {
      const state = (await (await fetch("/state.json", { cache: "no-store" })).json()).maps[address];
      if (!state) tell(say("This map is no longer served."), true);
      else {
        if (ended || news.textContent === say("This map is no longer served.")) tell("");
        if (now === null || state.faults !== now.faults) await show();
        if (state.page && state.page !== now?.page && (now !== null || !loaded)) load(); else remember();
        now = state;
      }
      ended = false;
    } catch { ended = true; tell(say("argmap serve has ended; start it again and this page goes on."), true); }
    setTimeout(look, 700);
  };
  if (!document.body.classList.contains("alone")) load();
  look();
})();
