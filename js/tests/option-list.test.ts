import { describe, expect, test } from "vitest";
import {
  fold,
  groupAt,
  layOut,
  matching,
  prepareOptions,
  toggled,
  withAll,
  withNone,
} from "../form/option-list";

const campaigns = prepareOptions({
  version: 3,
  field: "campaign_ids",
  values: [11, 12, 21, 31],
  labels: ["Spring Renewals", "Référés Québec", "Solar Q4", "Flu Season"],
  hints: ["11", "12 · not active", "21", "31"],
  groups: [
    { label: "Northeast", start: 0 },
    { label: "Solar Midwest", start: 2 },
    { label: "Care", start: 3 },
  ],
});

describe("searching options", () => {
  test("ignores case and accents", () => {
    expect(fold("Référés QUÉBEC")).toBe("referes quebec");
    expect(matching(campaigns, "quebec")).toEqual([1]);
  });

  test("wants every word, in any order", () => {
    expect(matching(campaigns, "renewals spring")).toEqual([0]);
    expect(matching(campaigns, "renewals winter")).toEqual([]);
  });

  test("finds by id, by hint and by group", () => {
    expect(matching(campaigns, "21")).toEqual([2]);
    expect(matching(campaigns, "not active")).toEqual([1]);
    expect(matching(campaigns, "northeast")).toEqual([0, 1]);
  });

  test("finds all with an empty query", () => {
    expect(matching(campaigns, "  ")).toEqual([0, 1, 2, 3]);
  });

  test("finds every one of 50,000 options that matches", () => {
    const labels = Array.from({ length: 50_000 }, (_, index) => `List ${index}`);
    const many = prepareOptions({
      version: 1,
      field: "list_ids",
      values: labels.map((_, index) => index),
      labels,
      hints: null,
      groups: [],
    });
    expect(matching(many, "list 4999")).toHaveLength(15);
  });
});

describe("grouping options", () => {
  test("a group holds the options from its start to the next one's", () => {
    expect([0, 1, 2, 3].map((index) => groupAt(campaigns.groups, index))).toEqual([0, 0, 1, 2]);
    expect(groupAt([], 5)).toBe(-1);
  });

  test("names each group that has something found, once", () => {
    const lines = layOut(campaigns, [0, 1, 3]);
    expect(lines.map((line) => (line.kind === "group" ? `g${line.group}` : line.position))).toEqual(
      ["g0", 0, 1, "g2", 2],
    );
  });
});

describe("choosing", () => {
  test("adds and takes back one value", () => {
    expect(toggled([11], 12)).toEqual([11, 12]);
    expect(toggled([11, 12], 11)).toEqual([12]);
  });

  test("all that is found joins what was chosen, and leaves the rest alone", () => {
    expect(withAll([31], campaigns, [0, 1])).toEqual([31, 11, 12]);
    expect(withNone([31, 11], campaigns, [0, 1])).toEqual([31]);
  });

  test("values that are no longer offered stay chosen until taken back", () => {
    expect(withNone([99], campaigns, [0, 1, 2, 3])).toEqual([99]);
  });
});
