// @ts-check
// Words of the page in its language: English messages are their own keys, parts in braces are filled in afterwards.
import { data } from "./data.js";

/** @type {Record<string, string>} */ const words = data.words;
/** @param {string} message @param {Record<string, unknown>} [parts] @returns {string} */
export const say = (message, parts = {}) =>
  (words[message] ?? message).replace(/\{(\w+)\}/g, (all, name) => (name in parts ? String(parts[name]) : all));
