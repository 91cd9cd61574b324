// @ts-check
// The hand on the drawing: choose, drag a claim onto another part, move the map, zoom. A finger drags a claim after holding it.
/* exported argmapPointer */
const argmapPointer = (() => {
  "use strict";
  const FAR = 6, HOLD = 350;
  /** @typedef {{choose: (id: string) => void, drop?: (from: string, on: string) => void, name: (id: string) => string, fits: (from: string, on: string) => boolean}} Deeds */
  /** @param {HTMLElement} stage @param {() => any} view @param {Deeds} deeds */
  const pointer = (stage, view, deeds) => {
    /** @type {Map<number, {x: number, y: number}>} */ const fingers = new Map();
    /** @type {{id: string, x: number, y: number, from: string, touch: boolean, deed: "" | "drag" | "pan"} | null} */ let press = null;
    /** @type {HTMLElement | null} */ let ghost = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ let hold;

    /** @param {number} x @param {number} y */
    const under = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit && stage.contains(hit) ? { inside: true, id: hit.closest("[data-id]")?.getAttribute("data-id") ?? "" } : { inside: false, id: "" };
    };
    /** @param {string} from @param {string} id */
    const mark = (from, id) => { for (const each of stage.querySelectorAll("[data-id]")) each.classList.toggle("over", each.getAttribute("data-id") === id && deeds.fits(from, id)); };
    /** @param {string} id @param {number} x @param {number} y */
    const lift = (id, x, y) => {
      ghost = document.createElement("div");
      ghost.id = "ghost";
      ghost.textContent = deeds.name(id);
      document.body.append(ghost);
      float(x, y);
      document.documentElement.classList.add("dragging");
    };
    // No style attribute: the policy of the page forbids them. A script may set a property.
    /** @param {number} x @param {number} y */
    const float = (x, y) => { if (ghost) { ghost.style.left = `${x + 10}px`; ghost.style.top = `${y + 10}px`; } };
    const end = () => {
      clearTimeout(hold);
      ghost?.remove();
      ghost = null; press = null;
      mark("", "");
      document.documentElement.classList.remove("dragging");
    };
    /** @param {number} x @param {number} y */
    const dragged = (x, y) => {
      if (!press) return;
      float(x, y);
      mark(press.from, under(x, y).id);
      const f = stage.getBoundingClientRect(), v = view(), edge = 28, by = 12 / v.state.scale;
      if (x < f.left || x > f.right || y < f.top || y > f.bottom) return;
      if (x < f.left + edge) v.state.x -= by; else if (x > f.right - edge) v.state.x += by;
      if (y < f.top + edge) v.state.y -= by; else if (y > f.bottom - edge) v.state.y += by;
      v.frame();
    };
    /** @param {PointerEvent} e @param {string} id */
    const down = (e, id) => {
      press = { id, from: id, x: e.clientX, y: e.clientY, touch: e.pointerType === "touch", deed: "" };
      if (id && press.touch && deeds.drop) hold = setTimeout(() => { if (press && !press.deed && fingers.size < 2) { press.deed = "drag"; lift(id, press.x, press.y); } }, HOLD);
    };
    stage.addEventListener("pointerdown", (e) => {
      if (e.button !== 0) return;
      fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
      if (fingers.size === 1) down(e, under(e.clientX, e.clientY).id); else { end(); }
    });
    /** A card outside the drawing can be dragged into it. @param {PointerEvent} e @param {string} id */
    const grab = (e, id) => { if (e.button === 0 && e.pointerType !== "touch") down(e, id); };
    window.addEventListener("pointermove", (e) => {
      const before = fingers.get(e.pointerId);
      if (before && fingers.size === 2) {
        const other = [...fingers].find(([id]) => id !== e.pointerId)?.[1] ?? before;
        const was = Math.hypot(before.x - other.x, before.y - other.y), is = Math.hypot(e.clientX - other.x, e.clientY - other.y), v = view();
        if (was > 0) v.zoom(is / was, v.at((e.clientX + other.x) / 2, (e.clientY + other.y) / 2));
      }
      if (press && !press.deed && Math.hypot(e.clientX - press.x, e.clientY - press.y) > FAR) {
        clearTimeout(hold);
        press.deed = press.id && !press.touch && deeds.drop ? "drag" : "pan";
        if (press.deed === "drag") lift(press.from, e.clientX, e.clientY);
      }
      if (press?.deed === "drag") dragged(e.clientX, e.clientY);
      if (press?.deed === "pan" && before) { const v = view(); v.state.x -= (e.clientX - before.x) / v.state.scale; v.state.y -= (e.clientY - before.y) / v.state.scale; v.frame(); }
      if (before) fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    });
    window.addEventListener("pointerup", (e) => {
      const mine = fingers.delete(e.pointerId), last = press;
      if (!last) return;
      const at = under(e.clientX, e.clientY);
      end();
      if (last.deed === "drag") { if (at.inside) deeds.drop?.(last.from, at.id); } else if (!last.deed && mine) deeds.choose(last.id);
    });
    window.addEventListener("pointercancel", (e) => { fingers.delete(e.pointerId); end(); });
    window.addEventListener("keydown", (e) => { if (e.key === "Escape" && press?.deed === "drag") { e.stopPropagation(); end(); } }, true);
    // A click without a hand: a screen reader's, or speech.
    stage.addEventListener("click", (e) => { if (e.detail === 0) deeds.choose(/** @type {Element} */ (e.target).closest("[data-id]")?.getAttribute("data-id") ?? ""); });
    stage.addEventListener("contextmenu", (e) => { if (press?.touch) e.preventDefault(); });
    stage.addEventListener("wheel", (e) => {
      e.preventDefault();
      const v = view();
      if (e.ctrlKey || e.metaKey) v.zoom(Math.exp(-e.deltaY / 300), v.at(e.clientX, e.clientY));
      else { v.state.x += (e.shiftKey ? e.deltaY : e.deltaX) / v.state.scale; v.state.y += (e.shiftKey ? 0 : e.deltaY) / v.state.scale; v.frame(); }
    }, { passive: false });
    return { grab };
  };
  return pointer;
})();
