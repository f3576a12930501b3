import { describe, expect, test } from "vitest";
import type { Ask } from "../model";
import { BLOCK, missingRun, RowWindows } from "../table/row-windows";
import type { Asks } from "../wire";
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
    const asked: {
      offset: number;
      limit: number;
      descending: boolean | undefined;
      columns: string[];
    }[] = [];
    const waiting: (() => void)[] = [];
    const ask = ((_kind: string, body: never) => {
      const { offset, limit, sort, version, columns } = body as Asks["rows"]["ask"];
      const descending = sort[0]?.descending;
      asked.push({ offset, limit, descending, columns });
      return new Promise((resolve) => {
        waiting.push(() => {
          const rows = Math.max(0, Math.min(limit, total - offset));
          const cells = Array.from({ length: rows }, (_, row) =>
            String(descending ? total - 1 - offset - row : offset + row),
          );
          resolve({ version, offset, total, columns: columns.map(() => cells) });
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
    rows.show({ version: 1, filter: 0, search: 1, rows: 10_000 }, ["id"]);
    rows.want(0, 50);
    rows.want(3000, 3050);
    rows.want(7000, 7050);
    expect(asked).toHaveLength(1);
    await answer();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 7000]);
    await answer();
    expect(rows.text(7042, "id")).toBe("7042");
    expect(rows.text(3000, "id")).toBeUndefined();
  });

  test("rows that cannot be read are told, and asked for again only when the user says so", async () => {
    let asked = 0;
    const rows = new RowWindows((() => {
      asked += 1;
      return Promise.resolve({ offset: 0 });
    }) as unknown as Ask);
    rows.show({ version: 1, filter: 0, search: 1, rows: 100 }, ["id"]);
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
    rows.show({ version: 1, filter: 0, search: 1, rows: 100 }, ["id"]);
    rows.want(0, 50);
    rows.show({ version: 2, filter: 0, search: 2, rows: 100 }, ["id"]);
    await answer();
    expect(rows.text(0, "id")).toBeUndefined();
  });

  test("the first rows of a search stay in sight until those of the whole table are here", async () => {
    const { ask, answer } = kernel(10_000);
    const rows = new RowWindows(ask);
    rows.show({ version: 1, filter: 0, search: 7, rows: 1000 }, ["id"]);
    rows.want(0, 50);
    await answer();
    rows.show({ version: 2, filter: 0, search: 7, rows: 10_000 }, ["id"]);
    expect(rows.text(50, "id")).toBe("50");
    rows.want(0, 150);
    await answer();
    expect(rows.text(150, "id")).toBe("150");
    rows.show({ version: 1, filter: 0, search: 6, rows: 1000 }, ["id"]);
    expect(rows.text(0, "id")).toBeUndefined();
  });

  test("another order keeps the old rows in sight until the new ones are here", async () => {
    const { ask, answer } = kernel(100);
    const rows = new RowWindows(ask);
    rows.show({ version: 1, filter: 0, search: 1, rows: 100 }, ["id"]);
    rows.want(0, 50);
    await answer();
    rows.sortBy([{ column: "id", descending: true }]);
    expect(rows.text(0, "id")).toBe("0");
    await answer();
    expect(rows.text(0, "id")).toBe("99");
  });

  test("a column that is shown anew is asked for, and the others stay in sight", async () => {
    const { ask, asked, answer } = kernel(100);
    const rows = new RowWindows(ask);
    const shown = { version: 1, filter: 0, search: 1, rows: 100 };
    rows.show(shown, ["id"], ["id", "city"]);
    rows.want(0, 50);
    await answer();
    rows.show(shown, ["city", "id"], ["id", "city"]);
    expect(rows.text(7, "id")).toBe("7");
    expect(rows.text(7, "city")).toBeUndefined();
    rows.want(0, 50);
    await answer();
    expect(rows.text(7, "city")).toBe("7");
    rows.show(shown, ["id"], ["id", "city"]);
    rows.want(0, 50);
    expect(asked.map(({ columns }) => columns)).toEqual([["id"], ["city", "id"]]);
  });

  test("rows are read window by window, and those that are known are not asked for", async () => {
    const { ask, asked, answer } = kernel(10_000);
    const rows = new RowWindows(ask);
    rows.show({ version: 1, filter: 0, search: 1, rows: 10_000 }, ["id"]);
    rows.want(0, 50);
    await answer();
    expect(await rows.read(3, 5, ["id"])).toEqual([["3", "4", "5"]]);
    expect(asked).toHaveLength(1);
    const read = rows.read(50, 2049, ["id"]);
    await answer();
    await answer();
    expect((await read)[0]).toHaveLength(2000);
    expect((await read)[0]?.at(-1)).toBe("2049");
    expect(asked.slice(1).map(({ offset, limit }) => [offset, limit])).toEqual([
      [50, 1000],
      [1050, 1000],
    ]);
  });
});
