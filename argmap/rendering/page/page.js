// @ts-check
// The page without its script is complete and readable; this adds looking around, and nothing that is not in the page.
// Here the address is followed, and everything begins.
import { cards, choices, get, labelled, look, note, posts, search, stage, state, supposed, v } from "./core.js";
import { data } from "./data.js";
import { drawMini, settleMini } from "./mini.js";
import { opening } from "./opening.js";
import { resized } from "./presenting.js";
import { say } from "./say.js";
import { find } from "./searching.js";
import { begin, redraw, relaid } from "./shown.js";
import { asOf } from "./time.js";
import { path, read, select, tab, uncover } from "./walking.js";
import { put, supposing } from "./whatif.js";

const go = () => {
  /** @type {Map<string, string>} */ const said = new Map(location.hash.slice(1).split("&").map((part) => { const [key, ...rest] = part.split("="); let value = rest.join("="); try { value = decodeURIComponent(value); } catch { /* as it stands */ } return [key, value]; }));
  const [key, id] = [...said].find(([k]) => ["c", "i", "s", "p"].includes(k)) ?? ["", ""];
  state.place = key ? `${key}=${encodeURIComponent(id)}` : "";
  for (const s of choices) s.value = said.get(s.dataset.filter ?? "") ?? "";
  const until = Number(said.get("post")) || Infinity;
  if (until !== state.until) asOf(until, false);
  const wished = new Map([true, false].flatMap((value) => (said.get(String(value)) ?? "").split(",").filter((each) => data.theory?.nodes[each]).map((each) => /** @type {[string, boolean]} */ ([each, value]))));
  if (String([...wished]) !== String([...supposed])) { supposed.clear(); wished.forEach((value, each) => put(each, value)); supposing(); relaid(look.here); }
  if ((said.get("q") ?? "") !== search.value.trim()) { search.value = said.get("q") ?? ""; find(false); }
  if ((key === "c" || key === "i") && v.items.has(id)) select(id);
  else if (key === "s" && cards.hasScheme(id)) { tab("claim"); read(cards.ofScheme(id)); } else if (key === "p" && get(`p-${id}`)) {
    tab("thread");
    for (const post of posts) post.classList.toggle("here", post.id === `p-${id}`);
    get(`p-${id}`).scrollIntoView({ block: "center" });
  }
  redraw();
};

window.addEventListener("hashchange", go);
window.addEventListener("resize", resized);

// What tabs of others may do with the map: decide what of it is seen (`view.state`), compute labels, lay it out anew, point at parts of it.
/** @type {any} */ (window).argmapPage = {
  view: v, data, relaid, labels: labelled,
  /** What of the map is open and where the screen is in it, seen from the item where the reader is. */
  where: () => { const box = v.boxes.get(look.here); return { here: look.here, open: [...look.open], scale: look.scale, x: look.x - (box?.x ?? 0), y: look.y - (box?.y ?? 0) }; },
  /** Back to where a reader was, also in another version of the map. @param {{here: string, open: string[], scale: number, x: number, y: number}} was */
  back: (was) => {
    look.open = new Set(was.open.filter((id) => v.items.has(id)));
    relaid();
    const box = v.boxes.get(was.here);
    look.scale = was.scale; look.x = was.x + (box?.x ?? 0); look.y = was.y + (box?.y ?? 0);
    v.frame(); settleMini();
  },
  /** @param {string[]} ids */
  point: (ids) => {
    for (const id of ids) uncover(id);
    [look.here] = ids;
    path(look.here); v.paint();
    for (const id of [...ids].reverse()) v.reveal(id); // the others as far as they fit beside the first
    drawMini();
  },
};

look.narrow = stage.clientWidth < 560;
opening();
relaid();
begin();
look.here = v.roots[0] ?? "";
if (!v.order.length) note(say("This map is empty: it has no issue and no claim yet."));
const first = v.order[0];
if (first) { look.here = first; read(v.items.get(first).kind === "issue" ? cards.ofIssue(first) : cards.ofItem(first)); tab("claim"); path(first); }
go();
settleMini();
