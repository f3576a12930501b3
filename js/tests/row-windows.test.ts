import { describe, expect, test } from "vitest";
import type { Ask } from "../model";
import { BLOCK, missingRun, RowWindows } from "../table/row-windows";
import { settle } from "./fake-model";

describe("what to ask for", () => {
  const known = (...blocks: number[]) => new Set(blocks).has.bind(new Set(blocks));

  test("is the run of blocks that are not known", () => {
    expect(missingRun(0, 250, known())).toEqual({ offset: 0, limit: 3 * BLOCK });
    expect(missingRun(0, 250, known(0))).toEqual({ offset: BLOCK, limit: 2 * BLOCK });
    expect(missingRun(0, 250, known(0, 2))).toEqual({ offset: BLOCK, limit: BLOCK });
  });

  test("is nothing when all are known", () => {
    expect(missingRun(0, 250, known(0, 1, 2))).toBeNull();
  });

  test("is never more than the kernel gives at once", () => {
    expect(missingRun(0, 5000, known())?.limit).toBe(1000);
  });
});

describe("windows over a result", () => {
  function kernel(total: number) {
    const asked: { offset: number; limit: number; descending: boolean | undefined }[] = [];
    const waiting: (() => void)[] = [];
    const ask = ((_kind: string, body: never) => {
      const { offset, limit, sort, version } = body as {
        offset: number;
        limit: number;
        version: number;
        sort: { descending: boolean } | null;
      };
      asked.push({ offset, limit, descending: sort?.descending });
      return new Promise((resolve) => {
        waiting.push(() => {
          const rows = Math.max(0, Math.min(limit, total - offset));
          const cells = Array.from({ length: rows }, (_, row) =>
            String(sort?.descending ? total - 1 - offset - row : offset + row),
          );
          resolve({ version, offset, total, columns: [cells, cells.map(() => null)] });
        });
      });
    }) as unknown as Ask;
    const answer = async () => {
      waiting.shift()?.();
      await new Promise((done) => setTimeout(done));
    };
    return { ask, asked, answer };
  }

  test("one ask is on its way at a time, and the newest wish is next", async () => {
    const { ask, asked, answer } = kernel(10_000);
    const rows = new RowWindows(ask);
    rows.show(1, 1, 10_000, ["id"]);
    rows.want(0, 50);
    rows.want(3000, 3050);
    rows.want(7000, 7050);
    expect(asked).toHaveLength(1);
    await answer();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 7000]);
    await answer();
    expect(rows.at(7042)).toEqual(["7042", null]);
    expect(rows.at(3000)).toBeUndefined();
  });

  test("rows that cannot be read are told, and asked for again only when the user says so", async () => {
    let asked = 0;
    const rows = new RowWindows((() => {
      asked += 1;
      return Promise.resolve({ offset: 0 });
    }) as unknown as Ask);
    rows.show(1, 1, 100, ["id"]);
    rows.want(0, 50);
    await settle();
    expect(rows.error.value).not.toBeNull();
    rows.want(0, 50);
    await settle();
    expect(asked).toBe(1);
    rows.retry();
    expect(asked).toBe(2);
  });

  test("rows of an older result are never shown", async () => {
    const { ask, answer } = kernel(100);
    const rows = new RowWindows(ask);
    rows.show(1, 1, 100, ["id"]);
    rows.want(0, 50);
    rows.show(2, 2, 100, ["id"]);
    await answer();
    expect(rows.at(0)).toBeUndefined();
  });

  test("the first rows of a search stay in sight until those of the whole table are here", async () => {
    const { ask, answer } = kernel(10_000);
    const rows = new RowWindows(ask);
    rows.show(1, 7, 1000, ["id"]);
    rows.want(0, 50);
    await answer();
    rows.show(2, 7, 10_000, ["id"]);
    expect(rows.at(50)).toEqual(["50", null]);
    rows.want(0, 150);
    await answer();
    expect(rows.at(150)).toEqual(["150", null]);
    rows.show(1, 6, 1000, ["id"]);
    expect(rows.at(0)).toBeUndefined();
  });

  test("another order keeps the old rows in sight until the new ones are here", async () => {
    const { ask, answer } = kernel(100);
    const rows = new RowWindows(ask);
    rows.show(1, 1, 100, ["id"]);
    rows.want(0, 50);
    await answer();
    rows.sortBy({ column: "id", descending: true });
    expect(rows.at(0)).toEqual(["0", null]);
    await answer();
    expect(rows.at(0)).toEqual(["99", null]);
  });
});
