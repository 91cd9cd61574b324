// @ts-check
// Looking around with pointers: a mouse, a pen, one finger or two.
import { look, nearest, stage, svg, v } from "./core.js";
import { toggle, visit } from "./walking.js";

/** @type {Map<number, {x: number, y: number}>} */ const fingers = new Map();
let moved = 0;
stage.addEventListener("pointerdown", (/** @type {PointerEvent} */ e) => { if (nearest(e, "#mini,#overview")) return; fingers.set(e.pointerId, { x: e.clientX, y: e.clientY }); if (fingers.size === 1) moved = 0; });
stage.addEventListener("pointermove", (/** @type {PointerEvent} */ e) => {
  const before = fingers.get(e.pointerId);
  if (!before) return;
  const others = [...fingers].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
  if (others.length === 1) {
    const apart = (/** @type {{x: number, y: number}} */ p) => Math.hypot(p.x - others[0].x, p.y - others[0].y);
    v.zoom(apart({ x: e.clientX, y: e.clientY }) / Math.max(1, apart(before)), v.at((others[0].x + e.clientX) / 2, (others[0].y + e.clientY) / 2));
  } else { look.x -= (e.clientX - before.x) / look.scale; look.y -= (e.clientY - before.y) / look.scale; v.frame(); }
  moved += Math.hypot(e.clientX - before.x, e.clientY - before.y);
  if (moved > 6 && !stage.hasPointerCapture(e.pointerId)) {
    try { stage.setPointerCapture(e.pointerId); } catch { /* the finger has gone already */ }
  }
  fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
});
for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (/** @type {PointerEvent} */ e) => fingers.delete(e.pointerId));
stage.addEventListener("wheel", (/** @type {WheelEvent} */ e) => {
  e.preventDefault();
  if (e.ctrlKey || e.metaKey || !e.shiftKey) v.zoom(Math.exp(-e.deltaY * 0.0016), v.at(e.clientX, e.clientY));
  else { look.x += e.deltaY / look.scale; v.frame(); }
}, { passive: false });
svg.addEventListener("click", (/** @type {MouseEvent} */ e) => {
  if (moved >= 6) return;
  const opener = nearest(e, "[data-toggle]"), node = nearest(e, ".node");
  if (opener) toggle(opener.dataset.toggle ?? "");
  else if (node) visit(node.dataset.id);
});
svg.addEventListener("dblclick", (/** @type {MouseEvent} */ e) => { const node = nearest(e, ".node"); if (node && !nearest(e, "[data-toggle]")) toggle(node.dataset.id ?? ""); });
