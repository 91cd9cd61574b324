// @ts-check
// How wide texts are and where their lines end, and the direction in which they run.

/** The narrowest text that is worth a line of its own, in pixels. */
export const NARROWEST = 96;

const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** @type {Map<string, number>} */ const widths = new Map();
/** @param {string} text @param {number} size @param {boolean} bold */
export const width = (text, size, bold) => {
  const key = `${size}${bold}${text}`;
  let known = widths.get(key);
  if (known === undefined) {
    pen.font = `${bold ? "bold " : ""}${size}px Helvetica, Arial, "Liberation Sans", sans-serif`;
    known = pen.measureText(text).width;
    widths.set(key, known);
  }
  return known;
};
const TURNED = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}]/u;
/** Whether a text runs from right to left: its first letter says so. @param {string} text */
export const turns = (text) => TURNED.test(/\p{L}/u.exec(text)?.[0] ?? "");
/** Words inside a sentence, so that their direction changes nothing around them. @param {string} text */
export const isolated = (text) => (TURNED.test(text) ? `\u2068${text}\u2069` : text);
const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;
/** Words with the blank behind them; scripts without blanks are parted where a line may end. @param {string} text */
const pieces = (text) => {
  const words = text.match(/\S+\s*/g) ?? [];
  return words.flatMap((word) => (/[\u3000-\u9fff\uac00-\ud7af\u0e00-\u0eff]/.test(word) && segmenter ? [...segmenter.segment(word)].map((s) => s.segment) : [word]));
};
/** Lines of at most so many pixels; a word that is wider is broken. @param {string} text @param {number} most @param {number} size @param {boolean} bold */
export const wrap = (text, most, size, bold) => {
  /** @type {string[]} */ const lines = [];
  let line = "";
  for (let piece of pieces(text)) {
    if (line && width((line + piece).trimEnd(), size, bold) > most) { lines.push(line.trimEnd()); line = ""; }
    while (!line && width(piece.trimEnd(), size, bold) > most && [...piece].length > 1) {
      const signs = [...piece];
      let cut = signs.length - 1;
      while (cut > 1 && width(signs.slice(0, cut).join(""), size, bold) > most) cut -= 1;
      lines.push(signs.slice(0, cut).join(""));
      piece = signs.slice(cut).join("");
    }
    line += piece;
  }
  if (line.trimEnd() || !lines.length) lines.push(line.trimEnd());
  return lines;
};
/** The narrowest width that needs no more lines than the widest. @param {string} text @param {number} most @param {number} size @param {boolean} bold */
export const balanced = (text, most, size, bold) => {
  const fewest = wrap(text, most, size, bold).length;
  let low = NARROWEST, high = most;
  while (high - low > 6) { const mid = (low + high) / 2; if (wrap(text, mid, size, bold).length > fewest) low = mid; else high = mid; }
  return wrap(text, high, size, bold);
};
