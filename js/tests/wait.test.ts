import { expect, test } from "vitest";
import { statusText } from "../form/primary";
import { longestWait, waitWords } from "../search/wait";
import type { FieldState } from "../wire";
import { panelState } from "./panel-state";

const state = panelState();
const field = (changes: Partial<FieldState>): FieldState => ({
  ...state.fields.list_ids,
  ...changes,
});

test("a list that waits says how long, then that it loads, then how long it is", () => {
  const shown = [12, 1, 0].map((waitingSeconds) =>
    statusText(field({ status: "loading", waitingSeconds })),
  );
  expect(shown).toEqual(["waiting 12 s…", "waiting 1 s…", "loading…"]);
  expect(statusText(field({ total: 1234 }))).toBe("1,234 options");
});

test("of lists and the count, the one that waits longest is looked at", () => {
  const fields = { ...state.fields, list_ids: field({ waitingSeconds: 12 }) };
  expect(longestWait({ fields, count: state.count })).toBe(12);
  expect(longestWait({ fields, count: { ...state.count, waitingSeconds: 30 } })).toBe(30);
  expect(longestWait(state)).toBe(0);
});

test("a wait is explained in words that do not change until it is over", () => {
  const said: string[] = [];
  for (const longest of [12, 11, 2, 1, 0]) said.push(waitWords(longest, said.at(-1) ?? ""));
  expect(new Set(said.slice(0, 4)).size).toBe(1);
  expect(said[0]).toContain("limits how often");
  expect(said[4]).toBe("");
});

test("a short wait is not worth an explanation", () => {
  expect(waitWords(2, "")).toBe("");
});
