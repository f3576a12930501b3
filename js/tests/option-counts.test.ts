import { describe, expect, test } from "vitest";
import { OptionCounts } from "../form/option-counts";
import { byLeads, prepareOptions } from "../form/option-list";
import type { Ask } from "../model";
import type { OptionCountState } from "../wire";
import { settle } from "./fake-model";
import { panelState } from "./panel-state";

const STATE: OptionCountState = { ...panelState().optionCounts, field: "lead_states" };

interface Sent {
  body: { field: string; values: unknown[] };
  answer: (question: number, ...leads: (number | null)[]) => Promise<void>;
}

function asked() {
  const sent: Sent[] = [];
  const ask = (_: string, body: Sent["body"]) =>
    new Promise((resolve) => {
      const answer: Sent["answer"] = (question, ...leads) => {
        resolve({ question, leads });
        return settle();
      };
      sent.push({ body, answer });
    });
  return { sent, counts: new OptionCounts(ask as unknown as Ask) };
}

const shown = (counts: OptionCounts) =>
  [...counts.known.value].map(([value, { leads, stale }]) => [value, leads, stale]);

describe("counts beside options", () => {
  test("come as the kernel learns them, one ask at a time", async () => {
    const { sent, counts } = asked();
    counts.want("lead_states", ["READY", "BUSY"]);
    counts.heard({ ...STATE, version: 1 });
    counts.heard({ ...STATE, version: 2 });
    expect(sent.length).toBe(1);
    await sent[0]?.answer(1, 7, null);
    expect(shown(counts)).toEqual([["READY", 7, false]]);
    expect(sent.length).toBe(2);
    await sent[1]?.answer(1, 7, 0);
    expect(shown(counts)).toEqual([
      ["READY", 7, false],
      ["BUSY", 0, false],
    ]);
    counts.heard({ ...STATE, version: 2 });
    expect(sent.length).toBe(2);
  });

  test("of other criteria stay as those of before, until each is counted anew", async () => {
    const { sent, counts } = asked();
    counts.want("lead_states", ["READY", "BUSY"]);
    await sent[0]?.answer(1, 7, 3);
    counts.heard({ ...STATE, version: 1 });
    await sent[1]?.answer(2, null, 1);
    expect(shown(counts)).toEqual([
      ["READY", 7, true],
      ["BUSY", 1, false],
    ]);
  });

  test("are given up and forgotten when the list closes", async () => {
    const { sent, counts } = asked();
    counts.want("lead_states", ["READY"]);
    counts.close("lead_states");
    await sent[0]?.answer(1, 7);
    expect(sent[1]?.body).toEqual({ field: "lead_states", values: [] });
    expect(shown(counts)).toEqual([]);
    counts.heard({ ...STATE, version: 9 });
    expect(sent.length).toBe(2);
  });

  test("put the options with the most leads first within each group, uncounted ones last", () => {
    const list = prepareOptions({
      version: 1,
      field: "list_ids",
      values: [1, 2, 3, 4],
      labels: ["a", "b", "c", "d"],
      hints: null,
      groups: [
        { label: "One", start: 0 },
        { label: "Two", start: 2 },
      ],
    });
    const known = new Map([
      [2, { leads: 5, stale: false }],
      [3, { leads: 1, stale: false }],
      [4, { leads: 9, stale: false }],
    ]);
    expect(byLeads([0, 1, 2, 3], list, known)).toEqual([1, 0, 3, 2]);
  });
});
