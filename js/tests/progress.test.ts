import { describe, expect, test } from "vitest";
import { progressText } from "../search/progress";

describe("progress", () => {
  const search = {
    status: "running",
    matched: 12_345,
    pages: 3,
    leads: 3000,
    waitingSeconds: 0,
  } as const;

  test("tells pages and leads, of how many where that is known", () => {
    expect(progressText(search)).toBe("3 pages · 3,000 of 12,345 leads");
    expect(progressText({ ...search, matched: null })).toBe("3 pages · 3,000 leads");
    expect(progressText({ ...search, pages: 0 })).toBe("Asking for the first page");
  });

  test("says why it waits", () => {
    expect(progressText({ ...search, waitingSeconds: 3.2 })).toContain("waiting 4 s");
  });
});
