import { expect, test } from "vitest";
import { endWords } from "../search/outcome";
import type { PanelState } from "../wire";
import { panelState } from "./panel-state";

const state = panelState();
const after = (status: PanelState["search"]["status"], complete = true) =>
  endWords({
    search: { ...state.search, status },
    receipt: { current: true, complete, headline: "76 of 76 matching leads", facts: [] },
  });

test("the end of a search is said with what arrived", () => {
  expect(after("done")).toBe("Complete: 76 of 76 matching leads.");
  expect(after("done", false)).toBe("Incomplete: 76 of 76 matching leads.");
  expect(after("cancelled")).toBe("Search cancelled.");
});

test("nothing is said before the end, nor of a failure, which is an alert", () => {
  expect(after("running")).toBe("");
  expect(after("failed")).toBe("");
  const search = { ...state.search, status: "done" } as const;
  expect(endWords({ search, receipt: null })).toBe("");
});
