// @ts-check
// The parts of a built map in words: for lists, paper, and people who do not see the drawing.
/* global argmapModel */
/* exported argmapSentences */
const argmapSentences = (() => {
  "use strict";
  /** @typedef {(map: BuiltMap, id: string) => string} Naming */
  /** @type {Naming} */ const numbered = (map, id) => String(argmapModel.number(map, id));
  /** @param {BuiltMap} map @param {string} id @param {Naming} naming @returns {string} */
  const name = (map, id, naming) => {
    const r = argmapModel.relation(map, id);
    return r ? `(${r.premises.map((p) => naming(map, p)).join(" + ")} → ${name(map, r.target, naming)})` : naming(map, id);
  };
  /** What a relation does, with the numbers of its claims or other names. @param {BuiltMap} map @param {MapRelation} r @param {Say} say @param {Naming} [naming] @returns {string} */
  const step = (map, r, say, naming = numbered) => {
    const premises = r.premises.map((p) => naming(map, p)).join(" + "), parts = { premises, target: name(map, r.target, naming) };
    const on = argmapModel.onRelation(map, r), linked = r.premises.length > 1;
    if (r.kind === "undercut") return say("{premises} denies the step {target}", parts);
    if (r.kind === "rephrase") return say("{premises} says the same as {target}", parts);
    if (r.kind === "explains") return say("{premises} explains {target}", parts);
    if (on) return say("{premises} supports the step {target}", parts);
    if (r.kind === "attack") return linked ? say("{premises} are one objection to {target}", parts) : say("{premises} is an objection to {target}", parts);
    return linked ? say("{premises} are one reason for {target}", parts) : say("{premises} is a reason for {target}", parts);
  };
  /** @param {MapCheck} check @param {BuiltMap} map @param {Say} say @returns {string} */
  const check = (check, map, say) => {
    const numbers = check.ids.map((id) => argmapModel.number(map, id)), claims = numbers.join(", ");
    switch (check.kind) {
      case "empty": return say("Nothing is on the map yet.");
      case "conclusion": return say("There is no conclusion yet: a claim that has reasons and is itself a reason for nothing.");
      case "conclusions": return say("These claims have reasons and are reasons for nothing: {claims}. Is each of them a conclusion?", { claims });
      case "hand": return say("Not yet on the map: {claims}.", { claims });
      case "loose": return say("On the map, and connected with nothing: {claims}.", { claims });
      case "implicit": return say("Implicit, and not linked with another premise: {claims}. What do they count together with?", { claims });
      case "cycle": return numbers.length > 1 ? say("These claims are reasons for each other: {claims}. Which of them comes first?", { claims }) : say("A claim is a reason for itself: {claims}.", { claims });
      case "both": return say("For and against the same claim: {claims}.", { claims });
      default: return say("Without words from the thread: {claims}. Where is it said? Or is it implicit?", { claims });
    }
  };
  return { step, check };
})();
