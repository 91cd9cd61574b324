// @ts-check
// A drawing on paper: on one sheet where it can be read there, and otherwise on as many as it needs, cut between its boxes.
/* exported argmapPaper */
const argmapPaper = (() => {
  "use strict";
  /** The smallest scale at which the type, of 14 pixels, has 8 points, and what is left around a part. */
  const LEAST = 0.77, AROUND = 8;
  /** The room of a sheet of A4 or Letter below a title, standing and lying. */
  const SHEETS = [{ lies: false, wide: 680, high: 880 }, { lies: true, wide: 940, high: 560 }];
  /** @typedef {{x: number, y: number, w: number, h: number}} Box */
  /** Where to cut a length: into parts as even as can be, where no box is; where there is no such place, as far as a sheet reaches.
   * @param {number} from @param {number} to @param {number} room @param {[number, number][]} taken @returns {number[]} */
  const cuts = (from, to, room, taken) => {
    const all = [from];
    while (to - all[all.length - 1] > room) {
      const last = all[all.length - 1], far = last + room, even = last + (to - last) / Math.ceil((to - last) / room), ends = taken.map(([, end]) => end + AROUND / 2);
      const free = ends.filter((at) => at > last + room / 4 && at <= far && !taken.some(([start, end]) => start < at && at < end));
      all.push(free.length ? free.reduce((one, other) => (Math.abs(other - even) < Math.abs(one - even) ? other : one)) : far);
    }
    return [...all, to];
  };
  /** The parts of a drawing that a sheet holds each; those without a box are left out. @param {Box} size @param {Box[]} boxes @param {{wide: number, high: number}} room @returns {Box[]} */
  const parts = (size, boxes, { wide, high }) => {
    const x = size.x - AROUND, y = size.y - AROUND, w = size.w + 2 * AROUND, h = size.h + 2 * AROUND;
    if (Math.min(wide / w, high / h) >= LEAST) return [{ x, y, w, h }];
    const columns = cuts(x, x + w, wide / LEAST, boxes.map((b) => [b.x, b.x + b.w]));
    return columns.slice(1).flatMap((right, n) => {
      const left = columns[n], inside = boxes.filter((b) => b.x < right && b.x + b.w > left);
      if (!inside.length) return [];
      const top = Math.min(...inside.map((b) => b.y)) - AROUND, bottom = Math.max(...inside.map((b) => b.y + b.h)) + AROUND;
      const rows = cuts(top, bottom, high / LEAST, inside.map((b) => [b.y, b.y + b.h]));
      return rows.slice(1).map((low, m) => ({ x: left, y: rows[m], w: right - left, h: low - rows[m] }));
    });
  };
  /** The sheets of a drawing, column by column, standing or lying as fewer are needed; the paper is told how they lie. @param {HTMLElement} paper @param {SVGSVGElement} svg @param {{size: Box, boxes: Map<string, Box>}} view @returns {SVGSVGElement[]} */
  const sheets = (paper, svg, view) => {
    for (const away of svg.querySelectorAll(".far,.toggle")) away.remove();
    for (const each of svg.querySelectorAll("[id]")) each.removeAttribute("id");
    const ways = SHEETS.map((room) => ({ room, all: parts(view.size, [...view.boxes.values()], room) }));
    const { room, all } = ways.reduce((one, other) => (other.all.length < one.all.length ? other : one));
    const scale = Math.min(1, ...all.map(({ w, h }) => Math.min(room.wide / w, room.high / h)));
    paper.classList.toggle("lies", room.lies);
    return all.map(({ x, y, w, h }) => {
      const sheet = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
      for (const [key, value] of Object.entries({ viewBox: `${x} ${y} ${w} ${h}`, width: w * scale, height: h * scale, class: "drawn" })) sheet.setAttribute(key, String(value));
      return sheet;
    });
  };
  return { parts, sheets };
})();
