// @ts-check
// Elements from words: every text is set as text, so nothing in a thread or a map is ever read as HTML.
/* exported argmapDom */
const argmapDom = (() => {
  "use strict";
  /** @param {string} name @param {Record<string, string | boolean | undefined>} attributes @param {...(Node | string)} inside */
  const el = (name, attributes, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    element.append(...inside);
    return element;
  };
  /** @param {string} deed @param {string} words @param {Record<string, string | boolean | undefined>} [more] */
  const button = (deed, words, more = {}) => el("button", { type: "button", "data-do": deed, ...more }, words);
  /** @param {string} id */
  const get = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  /** Ask in a dialog; the answer is the value of the button that closes it. @param {string} id @returns {Promise<string>} */
  const ask = (id) => new Promise((resolve) => {
    const dialog = /** @type {HTMLDialogElement} */ (get(id));
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
    dialog.showModal();
  });
  return { el, button, get, ask };
})();
