// @ts-check
// Words of the page in its language: English messages are their own keys, parts in braces are filled in afterwards.
(() => {
  "use strict";
  /** @param {Record<string, string>} words */
  const say = (words) =>
    /** @param {string} message @param {Record<string, unknown>} [parts] @returns {string} */
    (message, parts = {}) => (words[message] ?? message).replace(/\{(\w+)\}/g, (all, name) => (name in parts ? String(parts[name]) : all));
  /** @type {any} */ (window).argmapSay = say;
})();
