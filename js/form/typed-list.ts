/** What becomes of the values of a typed list, in words. */

import type { TypedReply } from "../wire";

export type Fate = "found" | "not found" | "good" | "none" | "doubled";

const ORDER: readonly Fate[] = ["found", "not found", "good", "none", "doubled"];

/** A doubled value is as its first is; where a search has looked, found or not is what counts. */
export function fateOf({ outcomes, leads }: TypedReply, at: number): Fate {
  const outcome = outcomes[at] ?? "none";
  if (outcome !== "good" || leads === null) return outcome;
  return leads[at] ? "found" : "not found";
}

/** How many values there are of each fate that occurs. */
export function kindsOf(reply: TypedReply): Map<Fate, number> {
  const counts = new Map<Fate, number>();
  reply.texts.forEach((_, at) => {
    const fate = fateOf(reply, at);
    counts.set(fate, (counts.get(fate) ?? 0) + 1);
  });
  return new Map(
    ORDER.flatMap((fate): [Fate, number][] => {
      const count = counts.get(fate);
      return count ? [[fate, count]] : [];
    }),
  );
}

/** Words for all of a fate, or for one value. */
export function wordsFor(fate: Fate, { none, firsts, leads }: TypedReply, at?: number): string {
  if (fate === "none") return none;
  if (fate === "doubled") return at === undefined ? "doubled" : `the same as ${firsts[at]}`;
  if (fate !== "found" || at === undefined) return fate;
  const count = leads?.[at] ?? 0;
  return count > 1 ? `found: ${count} leads` : "found";
}
