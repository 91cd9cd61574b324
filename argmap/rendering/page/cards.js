// @ts-check
// A card for an item, an issue or a scheme, made when somebody looks at it, from the data of the page and the posts in it.
import { data } from "./data.js";
import { labelAt, stateAt, whyAt } from "./moment.js";
import { say } from "./say.js";

const CONTEXT = 90;
/** @typedef {(Node | string | null | undefined | false)[]} Inside */

/** @param {string} name @param {Record<string, string>} attributes @param {...(Node | string | null | undefined | false)} inside */
const el = (name, attributes, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
  element.append(...inside.filter((part) => part || part === "").map((part) => /** @type {Node | string} */ (part)));
  return element;
};

/** @param {any} v the drawing's view @param {Map<string, boolean>} supposed claims that are supposed to be true or false @param {{until: number}} state after which post */
export const cardsOf = (v, supposed, state) => {
  const about = data.cards;
  // Languages that are not that of the page: of the map, of its thread, and of what experiments and schemes say, which is in English.
  const { map: own = "", thread: theirs = "" } = data.lang ?? {}, english = document.documentElement.lang === "en" ? "" : "en";
  /** A sentence around elements: each stands where the message has its name in braces. @param {string} message @param {Record<string, Node | string>} parts */
  const around = (message, parts) => message.split(/\{(\w+)\}/).map((piece, n) => (n % 2 ? parts[piece] ?? "" : piece));
  const stances = /** @type {Record<string, string>} */ ({
    asserts: say("{name} asserts it"), accepts: say("{name} accepts it"), concedes: say("{name} concedes it"), proposes: say("{name} proposes it"),
    questions: say("{name} questions it"), denies: say("{name} denies it"), retracts: say("{name} retracts it"),
  });
  /** What a stance says, with the place of a name in it. @param {string} stance */
  const does = (stance) => stances[stance] ?? `{name} ${stance}`;
  const posts = [...document.querySelectorAll(".post")].map((post) => /** @type {HTMLElement} */ (post));
  const names = new Map([...document.querySelectorAll("[data-filter=people] option")].map((each) => [/** @type {HTMLOptionElement} */ (each).value, each.textContent ?? ""]));
  /** @param {string} person */
  const nameOf = (person) => names.get(person) ?? person;
  /** Who wrote a post. @param {number} number */
  const writer = (number) => posts[number - 1]?.querySelector("bdi")?.textContent ?? "";
  const isOver = () => state.until === Infinity;
  /** Whether the page has studies of the moment that is looked at. */
  const isKnown = () => isOver() || Boolean(data.whyThen);
  /** Quotes, stances and questions up to the post that is looked at. @param {any[] | undefined} list @returns {any[]} */
  const byThen = (list) => (list ?? []).filter((one) => (one.post ?? one[0]) <= state.until);
  const byId = new Map(posts.map((post) => [post.id, post]));
  /** @type {Map<number, string>} */ const texts = new Map();
  /** The text of a post, also of one that repeats another. @param {number} number @returns {string} */
  const textOf = (number) => {
    let text = texts.get(number);
    if (text === undefined) {
      let post = /** @type {HTMLElement | undefined} */ (posts[number - 1]);
      while (post?.dataset.repeats) post = byId.get(`p-${post.dataset.repeats}`);
      text = post?.querySelector(".words")?.textContent ?? "";
      texts.set(number, text);
    }
    return text;
  };
  /** The words of a quote; what is left out between its parts is a sign. @param {any[]} place @returns {string} */
  const wordsOf = (place) => {
    if (typeof place[1] === "string") return place[1];
    const text = textOf(place[0]), parts = [];
    for (let n = 1; n < place.length; n += 2) parts.push(text.slice(place[n], place[n + 1]));
    return parts.join(" … ");
  };
  /** The last words of a text, cut between words. @param {string} text */
  const end = (text) => (text.length <= CONTEXT ? text : `… ${text.slice(-CONTEXT).replace(/^\S*\s/, "")}`);
  /** @param {string} text */
  const beginning = (text) => (text.length <= CONTEXT ? text : `${text.slice(0, CONTEXT).replace(/\s\S*$/, "")} …`);

  /** @param {number} number */
  const postLink = (number) => {
    const post = posts[number - 1];
    return post ? el("a", { href: `#p=${encodeURIComponent(post.id.slice(2))}` }, `#${number}`) : "#?";
  };
  /** @param {any[]} place */
  const passage = (place) => {
    const words = el("p", { dir: "auto", lang: theirs }), text = textOf(place[0]);
    if (typeof place[1] === "string") words.append(el("mark", {}, place[1]));
    else {
      words.append(end(text.slice(0, place[1])));
      for (let n = 1; n < place.length; n += 2) {
        if (n > 1) { const between = text.slice(place[n - 1], place[n]); words.append(between.length <= 2 * CONTEXT ? between : `${beginning(between)} ${end(between)}`); }
        words.append(el("mark", {}, text.slice(place[n], place[n + 1])));
      }
      words.append(beginning(text.slice(place[place.length - 1])));
    }
    return el("blockquote", {}, words, el("cite", {}, el("bdi", {}, writer(place[0])), `, ${say("post")} `, postLink(place[0])));
  };
  /** @param {any[]} place */
  const quoted = (place) => el("blockquote", {}, el("p", { dir: "auto", lang: theirs }, wordsOf(place)));
  /** @param {string | undefined} words */
  const remark = (words) => words && el("p", { class: "remark", dir: "auto" }, `${say("Annotators:")} ${words}`);

  /** A sentence, whose names of claims may be told apart from it: empty quotation marks are their places. @param {string | string[]} sentence */
  const told = (sentence) => {
    if (typeof sentence === "string") return sentence;
    const [words, ...ids] = sentence;
    let n = 0;
    return words.replace(/“”/g, () => say("“{text}”", { text: v.items.get(ids[n++])?.label ?? "" }));
  };

  const tint = v.tint;
  /** @param {string} id */
  const link = (id) => {
    const item = v.items.get(id);
    if (!item) return el("span", {}, id);
    return el("a", { href: `#${item.kind === "issue" ? "i" : "c"}=${encodeURIComponent(id)}`, class: `to s${tint(item.side)}`, dir: "auto", lang: own }, item.kind === "issue" ? item.text : `${sign(item)} ${item.label}`);
  };
  /** @param {any} item */
  const sign = (item) => (data.sides[Number(item.side)] ?? ["?"])[0];
  /** @param {string[]} ids */
  const links = (ids) => el("ul", {}, ...ids.map((id) => el("li", {}, link(id))));
  /** @param {string} words @param {number} [count] */
  const heading = (words, count) => el("h3", {}, count === undefined ? words : `${words} (${count})`);

  /** @param {any} question */
  const asked = (question) => el("li", {},
    el("q", { dir: "auto", lang: own }, question.text), " ",
    el("span", {}, question.asked, " (", postLink(question.post), isOver() ? `); ${question.answered}.` : ")"),
    ...(question.quotes ?? []).map(quoted), remark(question.remark));
  /** @param {any[] | undefined} list @returns {Inside} */
  const questions = (list) => { const then = byThen(list); return then.length ? [heading(say("Questions"), then.length), el("ul", { class: "stances" }, ...then.map(asked))] : []; };

  const towards = /** @type {Record<string, string>} */ ({
    support: say("Supported by"), attack: say("Attacked by"), undercut: say("The relation is undercut by"), rephrase: say("In other words"),
    explains: say("Explained by"), backing: say("The relation is backed by"),
  });
  const from = /** @type {Record<string, string>} */ ({
    support: say("Supports"), attack: say("Attacks"), undercut: say("Undercuts the relation to"), rephrase: say("Says in other words"),
    explains: say("Explains"), backing: say("Backs the relation to"),
  });
  /** @param {any} r @param {Record<string, string>} words */
  const verb = (r, words) => {
    const [kind, weightless] = r.css.split(" "), linked = words === towards && r.premises.length > 1 && v.items.has(r.target);
    return `${words[kind]}${linked ? ` ${say("(together)")}` : ""}${weightless ? ` ${say("(carries no weight)")}` : ""}`;
  };
  /** Relations that end on an item or a relation. @param {string} id @returns {any[]} */
  const onto = (id) => v.onto(id).filter((/** @type {any} */ r) => v.state.exists(r.id));
  /** @type {Map<string, any[]> | null} */ let starts = null;
  /** Relations by their premises. @param {string} id */
  const leaving = (id) => {
    if (!starts) { starts = new Map(); for (const r of v.relations.values()) for (const p of r.premises) starts.set(p, [...(starts.get(p) ?? []), r]); }
    return (starts.get(id) ?? []).filter((r) => v.state.exists(r.id));
  };
  /** The critical questions of a step that somebody has asked: words, and what became of them. @param {any} said @returns {string[][]} */
  const raised = (said) => (said.raised ?? []).map((/** @type {string[]} */ point) => [point[0], stateAt(point, state.until)]).filter((/** @type {string[]} */ point) => point[1]);
  /** What nobody has asked of a step yet. @param {any} said */
  const unasked = (said) => {
    const asked = new Set(raised(said).map((point) => point[0]));
    return (about.schemes[said.scheme]?.questions ?? []).filter((/** @type {string} */ q) => !asked.has(q));
  };
  /** @param {any} r */
  const incoming = (r) => {
    const said = about.relations[r.id] ?? {}, known = isKnown() && said.scheme, points = known ? raised(said) : [], open = known ? unasked(said) : [];
    return el("li", { class: r.css }, el("span", {}, verb(r, towards)), links(r.premises),
      ...onto(r.id).map((other) => {
        const more = about.relations[other.id] ?? {};
        return el("div", { class: `${other.css} beside` }, el("span", {}, verb(other, towards)), links(other.premises),
          more.questions && el("ul", { class: "stances" }, ...byThen(more.questions).map(asked)), remark(more.remark));
      }),
      said.scheme && el("span", { class: "by" }, el("a", { href: `#s=${encodeURIComponent(said.scheme)}`, lang: about.schemes[said.scheme]?.lang ?? "" }, about.schemes[said.scheme]?.name ?? said.scheme)),
      points.length > 0 && el("ul", {}, ...points.map((point) => el("li", {}, el("span", { lang: about.schemes[said.scheme]?.lang ?? "" }, point[0]), " ", el("em", {}, say(point[1]))))),
      open.length > 0 && el("details", {}, el("summary", {}, say("Critical questions that nobody asks ({count})", { count: open.length })), el("ul", { lang: about.schemes[said.scheme]?.lang ?? "" }, ...open.map((/** @type {string} */ q) => el("li", {}, q)))),
      ...(said.breaches ?? []).map((/** @type {number[]} */ [n, at]) => posts[n - 1]?.querySelectorAll(".charge")[at]?.cloneNode(true)),
      said.questions && el("ul", { class: "stances" }, ...byThen(said.questions).map(asked)),
      remark(said.remark));
  };
  /** What a relation ends on, or what the relation that it ends on ends on. @param {any} r @returns {string} */
  const aim = (r) => v.relations.get(r.target)?.target ?? r.target;
  /** @param {any} r @param {string} id */
  const outgoing = (r, id) => {
    const others = r.premises.filter((/** @type {string} */ p) => p !== id);
    return el("li", { class: r.css }, el("span", {}, verb(r, from)), links([aim(r)]), ...(others.length ? [el("span", {}, say("together with")), links(others)] : []));
  };
  const nouns = /** @type {Record<string, string>} */ ({ support: say("reason"), attack: say("objection"), undercut: say("undercut"), rephrase: say("rephrase"), explains: say("explanation") });
  const signs = /** @type {Record<string, string>} */ ({ in: "✓", out: "×", undecided: "?" });
  /** The label of something, the reason in words, and what it rests on, at the moment that is looked at. @param {string} id */
  const basis = (id) => { const [label, words, restsOn = onto(id).map((r) => r.id)] = whyAt(id, state.until) ?? []; return [label, words, restsOn]; };
  /** Why something has its label, one step; what that rests on comes when it is asked for. @param {string} id @param {string[]} over what the step belongs to @returns {HTMLElement} */
  const step = (id, over) => {
    const [label, words, restsOn] = basis(id), again = over.includes(id), r = v.relations.get(id);
    const line = [el("span", { class: `status ${label}`, "aria-hidden": "true" }, `${signs[label]} `), ...(r ? [nouns[r.kind], ...r.premises.flatMap((/** @type {string} */ p, /** @type {number} */ n) => [n ? " + " : ": ", link(p)]), " –"] : [link(id)]), " ", words, again ? ` ${say("(see above)")}` : ""];
    if (!restsOn.length || again) return el("li", {}, ...line);
    return el("li", {}, later(line, () => steps(restsOn, [...over, id])));
  };
  /** @param {string[]} ids @param {string[]} over */
  const steps = (ids, over) => el("ul", {}, ...ids.map((id) => step(id, over)));
  /** Something that is made when it is opened. @param {Inside} line @param {() => Node} make */
  const later = (line, make) => {
    const box = el("details", {}, el("summary", {}, ...line));
    box.addEventListener("toggle", () => { if (box.childElementCount === 1) box.append(make()); });
    return box;
  };
  /** Why something has its label. At the end the card says the reason in words, and this is what it rests on. @param {string} id @returns {Inside} */
  const why = (id) => {
    if (!whyAt(id, state.until)) return [];
    const restsOn = basis(id)[2], made = !isOver() ? steps([id], []) : restsOn.length ? later([say("Why?")], () => steps(restsOn, [id])) : null;
    return made ? [el("div", { class: "because" }, made)] : [];
  };
  /** What would change if a claim were true or false; the page fills in what it is. @param {string} id @returns {Inside} */
  const whatIf = (id) => (isOver() && data.theory?.nodes[id] ? [el("div", { class: "what-if", "data-id": id },
    el("button", { type: "button", "data-do": "suppose-false", "aria-pressed": String(supposed.get(id) === false) }, say("Suppose it were false")), " ",
    el("button", { type: "button", "data-do": "suppose-true", "aria-pressed": String(supposed.get(id) === true) }, say("Suppose it were true")))] : []);
  /** @param {any} m @returns {Inside} */
  const measured = (m) => [
    heading(say("Measured")), el("p", {}, el("strong", {}, ...around(m.frame ?? "{result}", { result: el("span", { lang: english }, m.headline) }))),
    m.measures && el("div", { class: "wide" }, el("table", {},
      el("tr", {}, ...[say("measure"), say("measured"), say("expected")].map((words) => el("th", {}, words)), el("th", {}, el("span", { class: "vh" }, say("as expected")))),
      ...m.measures.map((/** @type {any[]} */ row) => el("tr", {}, ...row.slice(0, 3).map((cell) => el("td", { lang: english }, cell)), el("td", {}, row[3] ? "✓" : "×"))))),
    ...(m.verdicts ?? []).map((/** @type {string | string[]} */ line) => el("p", {}, ...[line].flat().map((words, n) => (n % 2 ? el("span", { lang: english }, words) : words)))),
    m.shows_not && el("p", {}, `${say("What it does not show:")} `, el("span", { lang: english }, m.shows_not)),
  ];

  /** Whether a label is told of an item: of a remark about the discussion it is not. @param {string} id */
  const isJudged = (id) => about.nodes[id]?.follows && v.items.get(id).kind !== "meta";
  /** Which moment a card is about. @param {string} [label] */
  const moment = (label) => !isOver() && el("p", { class: "remark" }, `${say("As of post {n}", { n: state.until })}${label ? `: ${data.labels[label]}` : ""}`);
  /** What is only known of the end, told apart from what was so at an earlier moment. @param {...(Node | string | null | undefined | false)} inside @returns {Inside} */
  const ended = (...inside) => {
    const there = inside.filter(Boolean);
    return isOver() || !there.length ? there : [el("details", {}, el("summary", {}, say("At the end of the discussion")), ...there.map((part) => /** @type {Node} */ (part)))];
  };
  /** The card of what nobody has said yet. @param {string} id */
  const notYet = (id) => {
    const item = v.items.get(id);
    return el("article", { class: "card", "aria-labelledby": "card-title" }, moment(), el("h2", { id: "card-title", dir: "auto", lang: own }, item.label), el("p", {}, ...around(say("Not there yet: first said in {post}."), { post: el("span", {}, `${say("post")} `, postLink(item.from)) })));
  };
  /** @param {string} id */
  const ofItem = (id) => {
    const item = v.items.get(id), said = about.nodes[id] ?? {}, into = onto(id), out = leaving(id);
    const judged = isJudged(id), quotes = byThen(said.quotes), taken = byThen(said.stances), [chosen, facts] = [true, false].map((is) => (said.facts ?? []).filter((/** @type {string[]} */ fact) => (fact[1] === "chosen") === is));
    /** @param {string[]} fact */ const sentence = (fact) => el("p", { class: fact[1], dir: "auto" }, fact[0]);
    const issue = item.parent && v.items.get(item.parent);
    return el("article", { id: `c-${id}`, class: "card", "aria-labelledby": "card-title" },
      el("p", { class: `kind b${tint(item.side)}` }, `${sign(item)} ${data.kinds[item.kind]} · `, el("bdi", { lang: item.side === "0" ? "" : own }, data.sides[Number(item.side)][1])),
      el("h2", { id: "card-title", dir: "auto", lang: own }, item.name ? `${item.name}: ${item.text}` : item.text),
      issue?.kind === "issue" && el("p", { class: "remark" }, `${say("An answer to")} `, el("a", { href: `#i=${encodeURIComponent(issue.id)}`, dir: "auto", lang: own }, issue.text)),
      moment(judged && labelAt(id, state.until)), ...(judged && !isOver() ? why(id) : []), ...facts.map(sentence),
      ...ended(...chosen.map(sentence), said.follows && el("dl", { class: "three" },
        ...(said.held ? [el("dt", {}, say("Who holds it")), el("dd", { dir: "auto" }, said.held)] : []),
        ...(said.argued ? [el("dt", {}, say("How it is argued")), el("dd", { dir: "auto" }, said.argued)] : []),
        el("dt", {}, say("What follows")), el("dd", { class: judged ? `status ${data.why[id][0]}` : "", dir: "auto" }, told(said.follows))), ...(isOver() ? why(id) : [])), ...(item.kind === "meta" ? [] : whatIf(id)),
      remark(said.remark),
      ...(quotes.length ? [heading(say("In the thread")), ...quotes.map(passage)] : []),
      ...(taken.length ? [heading(say("What people do with it"), taken.length), el("ul", { class: "stances" }, ...taken.map((/** @type {any} */ s) => el("li", {},
        ...around(does(s.does), { name: el("bdi", {}, nameOf(s.who)) }), s.manner ?? "", ` (${say("post")} `, postLink(s.post), ")", ...stanceQuotes(said, s).map(quoted), remark(s.remark))))] : []),
      ...questions(said.questions),
      ...(into.length ? [heading(into.some((r) => !/rephrase|explains/.test(r.kind)) ? say("Reasons and objections") : say("What it is linked with"), into.length), el("ul", { class: "steps in" }, ...into.map(incoming))] : []),
      ...(out.length ? [heading(say("What it is used for"), out.length), el("ul", { class: "steps out" }, ...out.map((r) => outgoing(r, id)))] : []),
      ...(said.measured ? measured(said.measured) : []),
      ...(said.references ? [heading(say("References")), el("ul", {}, ...said.references.map((/** @type {string[]} */ r) => el("li", {}, r[0], ...(r[1] ? [" ", el("a", { href: r[1], rel: "noopener noreferrer" }, r[1])] : []))))] : []),
      el("p", { class: "do" }, el("button", { type: "button", "data-do": "copy" }, say("Copy as citation"))));
  };
  /** @param {string} id */
  const ofIssue = (id) => {
    const item = v.items.get(id), said = about.issues[id] ?? {}, up = item.parent && v.items.get(item.parent);
    const under = data.items.filter((/** @type {any} */ i) => i.parent === id && v.state.exists(i.id)), theses = under.filter((/** @type {any} */ i) => i.kind !== "issue"), lower = under.filter((/** @type {any} */ i) => i.kind === "issue");
    return el("article", { id: `i-${id}`, class: "card", "aria-labelledby": "card-title" },
      el("p", { class: "kind" }, `? ${say("ISSUE")}${said.exclusion ? ` · ${said.exclusion}` : ""}`),
      el("h2", { id: "card-title", dir: "auto", lang: own }, item.text),
      up && el("p", { class: "remark" }, up.kind === "issue" ? `${say("A part of")} ` : `${say("A question below")} `, link(up.id)),
      moment(),
      ...ended(...(said.headline ? [heading(say("In short")), el("p", { dir: "auto" }, told(said.headline))] : []),
      ...(said.outcome ? [heading(say("How it ended")), el("p", { class: "chosen" }, `${said.outcome[0].toUpperCase()}${said.outcome.slice(1)}.`), ...(said.quotes ?? []).map(passage), said.note && el("p", { class: "remark", dir: "auto", lang: own }, said.note)] : [])),
      remark(said.remark),
      ...(theses.length ? [heading(say("Answers"), theses.length), links(theses.map((/** @type {any} */ i) => i.id))] : []),
      ...(lower.length ? [heading(say("Parts"), lower.length), links(lower.map((/** @type {any} */ i) => i.id))] : []),
      ...questions(said.questions));
  };
  /** @param {string} id */
  const ofScheme = (id) => {
    const scheme = about.schemes[id];
    return scheme && el("article", { id: `s-${id}`, class: "card", "aria-labelledby": "card-title" },
      el("h2", { id: "card-title", lang: scheme.lang ?? "" }, scheme.name), el("p", { lang: english }, scheme.summary), heading(say("Critical questions")), el("ul", { lang: scheme.lang ?? "" }, ...scheme.questions.map((/** @type {string} */ q) => el("li", {}, q))));
  };
  /** The words with which a stance is taken, which are often those that the claim quotes. @param {any} said @param {any} s @returns {any[]} */
  const stanceQuotes = (said, s) => (s.own ? said.quotes.filter((/** @type {any[]} */ place) => place[0] === s.post) : s.quotes ?? []);
  /** Words that search looks in beside those of the drawing. @param {string} id */
  const rest = (id) => {
    const said = about.nodes[id] ?? about.issues[id] ?? {};
    return [...(said.quotes ?? []), ...(said.stances ?? []).flatMap((/** @type {any} */ s) => stanceQuotes(said, s))].map(wordsOf).join(" ");
  };
  /** What the filters ask of an item. @param {string} id @param {string} name @returns {string[]} */
  const values = (id, name) => {
    const item = v.items.get(id);
    if (name === "people") return [...byThen(about.nodes[id]?.stances).map((s) => s.who), ...byThen(about.nodes[id]?.quotes).map((q) => posts[q[0] - 1]?.dataset.by)];
    if (name === "schemes") return [...onto(id), ...leaving(id)].map((r) => about.relations[r.id]?.scheme).filter(Boolean);
    return [{ side: item.side, kind: item.kind, status: isJudged(id) && labelAt(id, state.until) }[name] ?? ""];
  };
  /** The first quote of an item, and who wrote it. @param {string} id */
  const firstQuote = (id) => {
    const place = about.nodes[id]?.quotes?.[0];
    return place ? { words: wordsOf(place), who: writer(place[0]) } : null;
  };
  return { does, nameOf, link, notYet, ofItem, ofIssue, ofScheme, rest, values, firstQuote, textOf, hasScheme: (/** @type {string} */ id) => id in about.schemes };
};
