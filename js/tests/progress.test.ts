import { describe, expect, test } from "vitest";
import { doubtOf } from "../search/doubt";
import { progressText } from "../search/progress";
import { panelState } from "./panel-state";

describe("progress", () => {
  const search = {
    status: "running",
    matched: 12_345,
    pages: 3,
    leads: 3000,
    waitingSeconds: 0,
    secondsLeft: null,
    kept: 0,
  } as const;

  test("tells pages and leads, of how many where that is known", () => {
    expect(progressText(search)).toBe("3 pages · 3,000 of 12,345 leads");
    expect(progressText({ ...search, matched: null })).toBe("3 pages · 3,000 leads");
    expect(progressText({ ...search, pages: 0 })).toBe("Asking for the first page");
  });

  test("tells how long it will take, once that can be said", () => {
    expect(progressText({ ...search, secondsLeft: 130 })).toContain("about 3 min left");
  });

  test("says why it waits", () => {
    expect(progressText({ ...search, waitingSeconds: 3.2 })).toContain("waiting 4 s");
  });
});

describe("a search is asked about before it starts", () => {
  const { search, count } = panelState();
  const known = { ...count, status: "known" as const, leads: 1000 };

  test("when another one is running", () => {
    expect(doubtOf({ ...search, status: "running" }, known)).toBe("restart");
    expect(doubtOf(search, known)).toBeNull();
  });

  test("when it reads very many leads, or takes long", () => {
    expect(doubtOf(search, { ...known, leads: 1_000_000 })).toBe("large");
    expect(doubtOf(search, { ...known, seconds: 100 })).toBe("large");
    expect(doubtOf(search, { ...known, seconds: 100, status: "failed" })).toBeNull();
  });
});
