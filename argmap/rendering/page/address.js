// @ts-check
// The address says where we are and what is looked for, so that links and the back button work.
import { filters, search, state, supposed } from "./core.js";

export const address = () => {
  const parts = state.place ? [state.place] : [];
  if (state.query) parts.push(`q=${encodeURIComponent(search.value.trim())}`);
  for (const s of filters()) parts.push(`${s.dataset.filter}=${encodeURIComponent(s.value)}`);
  if (state.until !== Infinity) parts.push(`post=${state.until}`);
  for (const value of [true, false]) { const ids = [...supposed].filter((s) => s[1] === value).map((s) => s[0]); if (ids.length) parts.push(`${value}=${ids.map(encodeURIComponent).join(",")}`); }
  return `#${parts.join("&")}`;
};
export const keepAddress = () => { try { history.replaceState(null, "", address()); } catch { /* a frame may not */ } };
