// @ts-check
// The thread beside the map. Sentences can be chosen one by one, by hand or with keys; any words can be marked as in every page.
/* global argmapDom */
/* exported argmapThread */
/** @typedef {{id: string, number: number, author: string, text: string | null, absence: string, answers: number | null}} TaskPost */
const argmapThread = (() => {
  "use strict";
  const { el } = argmapDom, CONTEXT = 40;
  /** Where sentences begin and end, without white space at their ends. @param {string} text @param {string} lang @returns {[number, number][]} */
  const sentences = (text, lang) => {
    /** @type {[number, number][]} */ const all = [];
    const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(lang || undefined, { granularity: "sentence" }) : null;
    let line = 0;
    for (const part of text.split(/(\n+)/)) {
      const pieces = segmenter ? [...segmenter.segment(part)].map((s) => s.segment) : [part];
      let at = line;
      for (const piece of pieces) {
        const words = piece.trim();
        if (words) { const start = at + piece.indexOf(words); all.push([start, start + words.length]); }
        at += piece.length;
      }
      line += part.length;
    }
    return all;
  };
  /** How many code points stand before a place, which counts in UTF-16 as all places in a browser do. @param {string} text @param {number} place */
  const points = (text, place) => [...text.slice(0, place)].length;
  /** A quote of a stretch, with its surroundings where the same words stand twice. @param {TaskPost} post @param {number} start @param {number} end @returns {MapQuote} */
  const quoteOf = (post, start, end) => {
    const text = post.text ?? "", exact = text.slice(start, end);
    if (text.indexOf(exact) === text.lastIndexOf(exact)) return { post: post.id, exact };
    const prefix = text.slice(Math.max(0, start - CONTEXT), start).trim(), suffix = text.slice(end, end + CONTEXT).trim();
    return { post: post.id, exact, ...(prefix && { prefix }), ...(suffix && { suffix }) };
  };

  /** @param {HTMLElement} home @param {TaskPost[]} posts @param {Say} say @param {string} lang @param {(chosen: MapQuote | null) => void} changed @param {boolean} [placed] whether a quote says where it stands */
  const thread = (home, posts, say, lang, changed, placed = false) => {
    /** @type {{post: TaskPost, start: number, end: number} | null} */ let chosen = null;
    /** What was chosen when something was made of it. @type {{post: TaskPost, start: number, end: number} | null} */ let used = null;
    /** @type {{post: TaskPost, start: number, end: number, span: HTMLElement}[]} */ const spans = [];
    for (const post of posts) {
      const heading = el("h3", {}, `#${post.number} `, el("bdi", {}, post.author), post.answers === null ? "" : ` · ${say("answers")} #${post.answers}`);
      const body = el("div", { class: "words", dir: "auto", lang: lang || undefined });
      if (post.text === null) body.append(el("em", {}, `(${post.absence})`));
      else {
        let at = 0;
        for (const [start, end] of sentences(post.text, lang)) {
          const span = el("span", { class: "sentence", role: "button", tabindex: spans.length ? "-1" : "0", "aria-pressed": "false" }, post.text.slice(start, end));
          body.append(post.text.slice(at, start), span);
          spans.push({ post, start, end, span });
          at = end;
        }
        body.append(post.text.slice(at));
      }
      home.append(el("article", { class: "post", "data-post": post.id }, heading, body));
    }
    const paint = () => {
      for (const s of spans) {
        const on = !!chosen && chosen.post === s.post && chosen.start < s.end && s.start < chosen.end;
        s.span.classList.toggle("on", on);
        s.span.setAttribute("aria-pressed", String(on));
      }
      if (!chosen) { changed(null); return; }
      const { post, start, end } = chosen, text = post.text ?? "";
      changed({ ...quoteOf(post, start, end), ...(placed && { at: /** @type {[number, number]} */ ([points(text, start), points(text, end)]) }) });
    };
    /** @param {typeof spans[number]} s */
    const toggle = (s) => {
      // Another sentence is added to the words until something is made of them; then it is the next thing to be quoted.
      if (!chosen || chosen.post !== s.post || (chosen === used && !(chosen.start < s.end && s.start < chosen.end))) chosen = { post: s.post, start: s.start, end: s.end };
      else if (chosen.start < s.end && s.start < chosen.end) chosen = null;
      else chosen = { post: s.post, start: Math.min(chosen.start, s.start), end: Math.max(chosen.end, s.end) };
      paint();
    };
    /** @param {EventTarget | null} target */
    const spanOf = (target) => spans.find((s) => s.span === target);
    home.addEventListener("click", (e) => {
      const selection = window.getSelection();
      if (selection && !selection.isCollapsed && e.detail !== 0) return;
      const s = spanOf(e.target);
      if (s) { rove(spans.indexOf(s)); toggle(s); }
    });
    /** @param {number} place @param {boolean} [focus] */
    const rove = (place, focus = false) => {
      const to = spans[Math.max(0, Math.min(spans.length - 1, place))];
      for (const s of spans) s.span.setAttribute("tabindex", s === to ? "0" : "-1");
      if (focus) to?.span.focus();
    };
    home.addEventListener("keydown", (e) => {
      const s = spanOf(e.target);
      if (!s || e.ctrlKey || e.metaKey || e.altKey) return;
      const place = spans.indexOf(s), to = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: spans.length - 1 }[e.key];
      if (to !== undefined) { e.preventDefault(); rove(to, true); }
      if (e.key === "Enter" || e.key === " ") { e.preventDefault(); toggle(s); }
    });
    // Words marked as in every page: inside one post, and to the edges of what is marked.
    document.addEventListener("selectionchange", () => {
      const selection = window.getSelection();
      if (!selection || selection.isCollapsed || !selection.rangeCount) return;
      const range = selection.getRangeAt(0), body = [...home.querySelectorAll(".words")].find((one) => one.contains(range.startContainer) && one.contains(range.endContainer));
      const post = posts.find((one) => one.id === body?.parentElement?.dataset.post);
      if (!body || !post || post.text === null) return;
      const before = document.createRange();
      before.setStart(body, 0);
      before.setEnd(range.startContainer, range.startOffset);
      const from = before.toString().length, words = range.toString(), start = from + words.length - words.trimStart().length, end = from + words.trimEnd().length;
      if (start < end) { chosen = { post, start, end }; paint(); }
    });
    return {
      /** Something was made of the words; they stay chosen. */
      use: () => { used = chosen; },
      clear: () => { if (chosen) { chosen = null; window.getSelection()?.removeAllRanges(); paint(); } },
      /** Show which words are quoted. @param {MapClaim[]} claims @param {[string, number, number][]} [more] stretches that other parts quote, in code points @param {[string, number, number, string, boolean][]} [offers] stretches that are offered, with what is said of each, and whether it is the chosen one */
      mark: (claims, more, offers = []) => {
        const quotes = claims.flatMap((c) => c.quotes ?? []);
        /** @type {Map<string, [number, number][]>} */ const stretches = new Map();
        for (const [post, start, end] of [...(more ?? []), ...quotes.flatMap((q) => (q.at ? [/** @type {[string, number, number]} */ ([q.post, ...q.at])] : []))]) stretches.set(post, [...(stretches.get(post) ?? []), [start, end]]);
        for (const s of spans) {
          const text = s.post.text ?? "", words = text.slice(s.start, s.end);
          const covered = placed
            ? stretches.has(s.post.id) && ((start, end) => (stretches.get(s.post.id) ?? []).some((q) => q[0] < end && start < q[1]))(points(text, s.start), points(text, s.end))
            : quotes.some((q) => q.post === s.post.id && (q.exact.includes(words) || words.includes(q.exact)));
          s.span.classList.toggle("quoted", covered);
          const own = offers.filter(([post]) => post === s.post.id), [from, to] = own.length ? [points(text, s.start), points(text, s.end)] : [0, 0], offered = own.filter(([, start, end]) => start < to && from < end);
          s.span.classList.toggle("offered", offered.length > 0);
          s.span.classList.toggle("here", offered.some((one) => one[4]));
          if (offered.length) s.span.setAttribute("aria-description", offered.map((one) => one[3]).join("; ")); else s.span.removeAttribute("aria-description");
        }
      },
      /** Go to the first sentence of the next post of which nothing is quoted. @returns {number | null} its number */
      next: () => {
        const at = spans.findIndex((s) => s.span.getAttribute("tabindex") === "0"), here = spans[at]?.post;
        const bare = posts.filter((post) => { const own = spans.filter((s) => s.post === post); return own.length && !own.some((s) => s.span.classList.contains("quoted")); });
        const to = bare.find((post) => !here || posts.indexOf(post) > posts.indexOf(here)) ?? bare[0];
        if (!to) return null;
        rove(spans.findIndex((s) => s.post === to), true);
        return to.number;
      },
      /** Sentences that hold some words, as places for `go`. @param {string} words */
      search: (words) => spans.flatMap((s, place) => ((s.post.text ?? "").slice(s.start, s.end).toLocaleLowerCase().includes(words) ? [place] : [])),
      /** @param {number} place */
      go: (place) => rove(place, true),
      /** @param {MapQuote} q */
      reveal: (q) => spans.find((s) => s.post.id === q.post && ((s.post.text ?? "").slice(s.start, s.end).includes(q.exact.slice(0, 20)) || q.exact.includes((s.post.text ?? "").slice(s.start, s.end))))?.span.scrollIntoView({ block: "center" }),
    };
  };
  return { thread, sentences, quoteOf };
})();
