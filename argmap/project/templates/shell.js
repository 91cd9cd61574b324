// @ts-check
// Around the page of a map: shows its faults, and loads the page again when the map changed.
(() => {
  "use strict";
  const frame = /** @type {HTMLIFrameElement} */ (document.getElementById("frame"));
  const faults = /** @type {HTMLElement} */ (document.getElementById("faults"));
  const id = document.body.dataset.id ?? "";
  /** @type {number | null} */ let version = null;
  /** @param {string[]} lines */
  const say = (lines) => { faults.textContent = lines.join("\n"); faults.hidden = !lines.length; };
  const look = async () => {
    try {
      const state = await (await fetch("/state.json", { cache: "no-store" })).json();
      const now = state.versions[id] ?? null;
      say(now === null ? ["this map is no longer served"] : state.faults[id] ?? []);
      if (version !== null && now !== null && version !== now) frame.contentWindow?.location.reload();
      version = now;
    } catch { say(["argmap serve has ended"]); }
    setTimeout(look, 700);
  };
  look();
})();
