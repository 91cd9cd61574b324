// @ts-check
// The whole map in small: where the screen is in it. It lies in a corner where it covers no box, or is folded into its button.
import { look, root, stage, v } from "./core.js";

const KEPT = "argmap overview", WIDE = 180, HIGH = 120, EDGE = 10, TOP = 46, ROUND = 14;
const CORNERS = ["bottom right", "bottom left", "top left", "top right"];

const small = /** @type {HTMLCanvasElement} */ (document.getElementById("mini")), button = /** @type {HTMLElement} */ (document.getElementById("overview"));
/** What the reader chose, also in an earlier visit. @type {string | null} */ let choice = null;
try { choice = localStorage.getItem(KEPT); } catch { /* a frame may not */ }
let on = false;
const scale = () => Math.min(WIDE / v.size.w, HIGH / v.size.h);
const seen = () => ({ w: stage.clientWidth / look.scale, h: stage.clientHeight / look.scale });
const isNeeded = () => {
  const { w, h } = seen();
  return (v.size.w > w || v.size.h > h) && stage.clientWidth >= 560 && stage.clientHeight >= 320 && !root.classList.contains("presenting");
};
/** Whether it would cover what is looked at wherever it is, and so is away. */
let away = false;
/** Which of some boxes it would cover in a corner, with the signs at their edges. @param {string} corner @param {any[]} boxes */
const covered = (corner, boxes) => {
  const w = v.size.w * scale() + 10, h = v.size.h * scale() + 10;
  const left = corner.endsWith("left") ? EDGE : stage.clientWidth - EDGE - w, top = corner.startsWith("top") ? TOP : stage.clientHeight - EDGE - h;
  const x = look.x + left / look.scale, y = look.y + top / look.scale, more = ROUND / look.scale;
  return boxes.filter((b) => b && b.x - more < x + w / look.scale && b.x + b.w + more > x && b.y - more < y + h / look.scale && b.y + b.h + more > y).length;
};
export const drawMini = () => {
  button.hidden = !isNeeded();
  button.setAttribute("aria-pressed", String(on));
  small.hidden = button.hidden || !on || away;
  if (small.hidden) return;
  const s = v.size, { w, h } = seen(), by = scale(), ratio = window.devicePixelRatio || 1, style = getComputedStyle(root);
  small.width = Math.ceil(s.w * by * ratio) + 8; small.height = Math.ceil(s.h * by * ratio) + 8;
  const pen = small.getContext("2d");
  if (!pen) return;
  pen.setTransform(by * ratio, 0, 0, by * ratio, 4 - s.x * by * ratio, 4 - s.y * by * ratio);
  for (const [id, b] of v.boxes) { pen.fillStyle = style.getPropertyValue(`--b${v.tint(b.item.side)}`); pen.globalAlpha = look.dim(id) ? 0.2 : 0.75; pen.fillRect(b.x, b.y, b.w, b.h); }
  pen.globalAlpha = 1; pen.strokeStyle = style.getPropertyValue("--ink"); pen.lineWidth = 2 / by;
  pen.strokeRect(Math.max(s.x, look.x), Math.max(s.y, look.y), Math.min(w, s.w), Math.min(h, s.h));
};
/** Choose the corner anew; the one where it is stays while it is as good as any. */
export const settleMini = () => {
  if (isNeeded()) {
    const now = small.dataset.corner ?? CORNERS[0], many = new Map(CORNERS.map((corner) => [corner, covered(corner, [...v.boxes.values()]) + 1e6 * covered(corner, [v.boxes.get(look.here)])]));
    const fewest = Math.min(...many.values());
    small.dataset.corner = many.get(now) === fewest ? now : CORNERS.find((corner) => many.get(corner) === fewest) ?? now;
    away = fewest >= 1e6;
    on = choice ? choice === "on" : fewest === 0;
  }
  drawMini();
};
export const toggleMini = () => {
  choice = on ? "off" : "on";
  try { localStorage.setItem(KEPT, choice); } catch { /* a frame may not */ }
  settleMini();
};
/** @param {PointerEvent} e */
const jump = (e) => {
  if (!e.buttons) return;
  const f = small.getBoundingClientRect(), s = v.size, { w, h } = seen();
  look.x = s.x + (e.clientX - f.left) / f.width * s.w - w / 2;
  look.y = s.y + (e.clientY - f.top) / f.height * s.h - h / 2;
  v.frame();
};
small.addEventListener("pointerdown", jump);
small.addEventListener("pointermove", jump);
let waiting = 0;
let held = false;
small.addEventListener("pointerdown", () => { held = true; });
window.addEventListener("pointerup", () => { held = false; });
v.onmove(() => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => { if (on && !held && (away || covered(small.dataset.corner ?? "", [v.boxes.get(look.here)]))) settleMini(); else drawMini(); });
});
