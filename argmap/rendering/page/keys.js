// @ts-check
// Keys. A single letter does something unless that is switched off; what has been typed into a field is left alone.
import { all, filters, fit, get, legend, look, search, stage, state, v } from "./core.js";
import { toggleMini } from "./mini.js";
import { advance, present } from "./presenting.js";
import { find } from "./searching.js";
import { tab, toggle, visit } from "./walking.js";

/** @param {string} id @param {number} by */
const sibling = (id, by) => {
  const box = v.boxes.get(id), row = box?.up ? v.boxes.get(box.up).kids : v.order.filter((/** @type {string} */ o) => !v.boxes.get(o).up);
  return box && row[(row.indexOf(id) + by + row.length) % row.length];
};
const keys = /** @type {Record<string, () => void>} */ ({
  ArrowLeft: () => visit(v.boxes.get(look.here)?.up || (v.above.get(look.here) ?? [])[0], true),
  ArrowRight: () => { if (!look.open.has(look.here)) toggle(look.here); visit((v.below.get(look.here) ?? []).find(look.exists), true); },
  ArrowUp: () => visit(sibling(look.here, -1), true),
  ArrowDown: () => visit(sibling(look.here, 1), true),
  " ": () => { toggle(look.here); v.node(look.here)?.focus({ preventScroll: true }); },
  Enter: () => { tab("claim"); get("v-claim").focus(); },
  Escape: () => {
    if (state.presenting) { present(""); return; }
    for (const s of filters()) s.value = "";
    search.value = "";
    find();
    const inside = document.activeElement?.closest("#panel");
    if (inside) (v.node(look.here) ?? stage).focus({ preventScroll: true });
  },
});
const letters = /** @type {Record<string, () => void>} */ ({
  "/": () => search.focus(), "?": () => get("help").showModal(),
  "+": () => v.zoom(1.25), "=": () => v.zoom(1.25), "-": () => v.zoom(0.8), "0": fit, "1": () => { look.scale = 1; v.reveal(look.here); },
  c: () => tab("claim"), o: () => tab("outline"), t: () => tab("thread"), n: () => advance(1), b: () => advance(-1), s: () => present(state.presenting ? "" : "argument"), m: () => toggleMini(),
  ...Object.fromEntries(all("[role=tab][data-key]").map((t) => [t.dataset.key, () => tab(t.id.slice(2))])),
});
document.addEventListener("keydown", (e) => {
  const target = /** @type {HTMLElement} */ (e.target);
  if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
  if (e.key === "Escape") for (const d of all("header details[open]")) { d.removeAttribute("open"); d.querySelector("summary")?.focus(); return; }
  if (e.key === "Escape" && get("legend").classList.contains("on")) { legend(false); get("show-legend").focus(); return; }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
  if (target.getAttribute("role") === "tab" && (e.key === "ArrowLeft" || e.key === "ArrowRight")) {
    const tabs = all("[role=tab]"), next = tabs[(tabs.indexOf(target) + (e.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
    tab(next.id.slice(2)); next.focus(); e.preventDefault(); return;
  }
  if ((e.key === "Enter" || e.key === " ") && /^(BUTTON|SUMMARY|A)$/.test(target.tagName)) return;
  if (e.key.startsWith("Arrow") && target.closest("#panel")) return;
  const deed = keys[e.key] ?? (state.keys ? letters[e.key] : undefined);
  if (deed) { e.preventDefault(); deed(); }
});
