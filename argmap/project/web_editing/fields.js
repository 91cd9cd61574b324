// @ts-check
// What else is said of a claim, an example, a relation or an issue: a dialog with a field for everything that `argmap edit set` sets.
/* global argmapDom */
/* exported argmapFields */
/** @typedef {{name: string, label: string, as: "line" | "long" | "number" | "fraction" | "tick" | "choice" | "names" | "records" | "by", options?: [string, string][], parts?: {name: string, label: string, as?: "number"}[], needed?: boolean}} FieldRow */
const argmapFields = (() => {
  "use strict";
  const { el, get, ask } = argmapDom;
  /** The fields of a kind of part, in the order of the format. @param {string} kind @param {Say} say @param {[string, string][]} above what an issue can be a sub-question of @returns {FieldRow[]} */
  const rows = (kind, say, above) => {
    const label = /** @type {FieldRow} */ ({ name: "label", label: say("Short form"), as: "line" });
    const tags = /** @type {FieldRow} */ ({ name: "tags", label: say("Keywords, separated by commas"), as: "names" });
    const ends = /** @type {FieldRow[]} */ ([{ name: "by", label: say("Who made it"), as: "by" }, { name: "confidence", label: say("How sure that is, 0 to 1"), as: "fraction" }, { name: "note", label: say("Note"), as: "long" }]);
    const references = /** @type {FieldRow} */ ({ name: "references", label: say("Publications"), as: "records", parts: [{ name: "title", label: say("Title") }, { name: "authors", label: say("Authors") }, { name: "year", label: say("Year"), as: "number" }, { name: "venue", label: say("Journal or publisher") }, { name: "url", label: say("Web address") }, { name: "where", label: say("Place in it") }] });
    switch (kind) {
      case "issue": return [{ name: "question", label: say("The question at issue"), as: "line", needed: true }, label, { name: "exclusive", label: say("Its answers exclude each other"), as: "choice", options: [["", "–"], ["true", say("yes")], ["false", say("no")]] }, { name: "parent", label: say("Sub-question of"), as: "choice", options: [["", "–"], ...above] }, ...ends];
      case "claim": return [
        label, { name: "implicit", label: say("Implicit: nobody says it"), as: "tick" }, { name: "meta", label: say("A remark about the discussion, no reason in the matter"), as: "tick" },
        { name: "senses", label: say("Senses of contested terms"), as: "records", parts: [{ name: "term", label: say("Term") }, { name: "sense", label: say("What it means here") }] },
        references, { name: "base_score", label: say("Strength before reasons count, 0 to 1"), as: "fraction" }, tags, ...ends,
      ];
      case "example": return [{ name: "name", label: say("Name of the example"), as: "line", needed: true }, { name: "topic", label: say("What it is an example of, in one word"), as: "line", needed: true }, { name: "experiment", label: say("Name of an experiment that measures it"), as: "line" }, references, tags, ...ends];
      default: return [{ name: "weight", label: say("Weight, 0 to 1"), as: "fraction" }, ...ends];
    }
  };
  /** @param {string} id @param {string} label @param {string} value @param {Record<string, string>} [more] */
  const line = (id, label, value, more = {}) => el("p", {}, el("label", { for: id }, label), el("input", { id, value, autocomplete: "off", ...more }));
  /** @param {FieldRow} row @param {any} now @param {string} id @returns {HTMLElement} */
  const shown = (row, now, id) => {
    switch (row.as) {
      case "long": { const area = el("textarea", { id, rows: "3", dir: "auto" }, String(now ?? "")); return el("p", {}, el("label", { for: id }, row.label), area); }
      case "tick": return el("p", { class: "tick" }, el("input", { id, type: "checkbox", checked: now === true }), " ", el("label", { for: id }, row.label));
      case "choice": return el("p", {}, el("label", { for: id }, row.label), el("select", { id }, ...(row.options ?? []).map(([value, words]) => el("option", { value, selected: String(now ?? "") === value }, words))));
      case "names": return line(id, row.label, (now ?? []).join(", "));
      case "fraction": return line(id, row.label, String(now ?? ""), { type: "number", min: "0", max: "1", step: "any" });
      case "by": return line(id, row.label, String(now ?? ""), { list: "annotators" });
      case "records": return el("fieldset", {}, el("legend", {}, row.label), ...[...(now ?? []), {}].map((record, n) => el("div", { class: "record" }, ...(row.parts ?? []).map((part) => line(`${id}-${n}-${part.name}`, part.label, String(record[part.name] ?? ""), part.as === "number" ? { inputmode: "numeric" } : {})))));
      default: return line(id, row.label, String(now ?? ""), row.needed ? { required: "" } : {});
    }
  };
  /** What stands in a field now, as the format has it; null where nothing does. @param {FieldRow} row @param {string} id @param {any} now */
  const read = (row, id, now) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(id)), words = field?.value?.trim() ?? "";
    if (row.as === "tick") return field.checked || null;
    if (row.as === "names") { const names = words.split(",").map((one) => one.trim()).filter(Boolean); return names.length ? names : null; }
    if (row.as === "fraction") return words ? Number(words) : null;
    if (row.name === "exclusive") return words ? words === "true" : null;
    if (row.as !== "records") return words || null;
    const records = [...(now ?? []), {}].map((_, n) => Object.fromEntries((row.parts ?? []).flatMap((part) => {
      const value = /** @type {HTMLInputElement} */ (get(`${id}-${n}-${part.name}`)).value.trim();
      return value ? [[part.name, part.as === "number" && /^\d+$/.test(value) ? Number(value) : value]] : [];
    }))).filter((record) => Object.keys(record).length);
    return records.length ? records : null;
  };
  /** Ask for the fields of a part; the answer are the edits that change them, and its id then. @param {{id: string, kind: string, now: Record<string, any>, title: string, annotators: string[], above: [string, string][]}} part @param {Say} say @returns {Promise<{edits: EditRecord[], id: string} | null>} */
  const asked = async (part, say) => {
    const all = rows(part.kind, say, part.above), field = (/** @type {FieldRow} */ row) => `field-${row.name}`;
    get("fields-title").textContent = part.title;
    get("fields").replaceChildren(el("datalist", { id: "annotators" }, ...part.annotators.map((value) => el("option", { value }))), line("field-id", say("Id"), part.id, { required: "", pattern: "[a-z0-9]+(-[a-z0-9]+)*" }), ...all.map((row) => shown(row, part.now[row.name], field(row))));
    if ((await ask("fields-dialog")) !== "ok") return null;
    const values = Object.fromEntries(all.map((row) => /** @type {[string, any]} */ ([row.name, read(row, field(row), part.now[row.name])])).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(part.now[name] ?? null)));
    const id = /** @type {HTMLInputElement} */ (get("field-id")).value.trim();
    const newcomer = typeof values.by === "string" && !part.annotators.includes(values.by);
    return {
      id,
      edits: [
        ...(newcomer ? [{ add: "annotator", name: values.by }] : []),
        ...(Object.keys(values).length ? [{ set: part.id, ...values }] : []),
        ...(id === part.id ? [] : [{ rename: part.id, to: id }]),
      ],
    };
  };
  return { asked };
})();
