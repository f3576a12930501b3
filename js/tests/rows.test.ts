import { columnFromArray, tableFromColumns, tableToIPC, utf8 } from "@uwdata/flechette";
import { describe, expect, test } from "vitest";
import type { Ask } from "../model";
import { readRows } from "../table/arrow";
import { BLOCK, missingRun, RowWindows } from "../table/rows";

type Cells = (string | null)[];

/** An Arrow stream as a host hands it out: a view at an odd place of a larger buffer. */
function stream(columns: Record<string, Cells>): DataView {
  const table = tableFromColumns(
    Object.fromEntries(
      Object.entries(columns).map(([name, cells]) => [name, columnFromArray(cells, utf8())]),
    ),
  );
  const bytes = tableToIPC(table, { format: "stream" }) ?? new Uint8Array();
  const around = new Uint8Array(bytes.length + 3);
  around.set(bytes, 3);
  return new DataView(around.buffer, 3);
}

describe("reading a window", () => {
  test("gives rows in the order of the names asked for", () => {
    const view = stream({ id: ["1", "2"], name: ["Zoë", null] });
    expect(readRows(view, ["name", "id"])).toEqual([
      ["Zoë", "1"],
      [null, "2"],
    ]);
  });

  test("tells an empty text from one that is not known", () => {
    expect(readRows(stream({ a: ["", null, "x"] }), ["a"])).toEqual([[""], [null], ["x"]]);
  });

  test("reads nulls beyond the first eight rows", () => {
    const cells = Array.from({ length: 20 }, (_, row) => (row % 3 === 0 ? null : `r${row}`));
    expect(readRows(stream({ a: cells }), ["a"]).map(([cell]) => cell)).toEqual(cells);
  });

  test("reads a window without rows", () => {
    expect(readRows(stream({ a: [] }), ["a"])).toEqual([]);
  });

  test("leaves cells of an unknown column empty", () => {
    expect(readRows(stream({ a: ["1"] }), ["a", "b"])).toEqual([["1", null]]);
  });

  test("refuses columns that are not text, by name", () => {
    const numbers = tableToIPC(tableFromColumns({ passes: columnFromArray([1, 2]) }), {
      format: "stream",
    });
    const view = new DataView(numbers?.slice().buffer ?? new ArrayBuffer(0));
    expect(() => readRows(view, ["passes"])).toThrow("Column passes");
  });
});

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
          resolve({ version, offset, rows, total, buffers: [stream({ id: cells })] });
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
    rows.show(1, 10_000, ["id"]);
    rows.want(0, 50);
    rows.want(3000, 3050);
    rows.want(7000, 7050);
    expect(asked).toHaveLength(1);
    await answer();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 7000]);
    await answer();
    expect(rows.at(7042)).toEqual(["7042"]);
    expect(rows.at(3000)).toBeUndefined();
  });

  test("rows of an older result are never shown", async () => {
    const { ask, answer } = kernel(100);
    const rows = new RowWindows(ask);
    rows.show(1, 100, ["id"]);
    rows.want(0, 50);
    rows.show(2, 100, ["id"]);
    await answer();
    expect(rows.at(0)).toBeUndefined();
  });

  test("another order keeps the old rows in sight until the new ones are here", async () => {
    const { ask, answer } = kernel(100);
    const rows = new RowWindows(ask);
    rows.show(1, 100, ["id"]);
    rows.want(0, 50);
    await answer();
    rows.sortBy({ column: "id", descending: true });
    expect(rows.at(0)).toEqual(["0"]);
    await answer();
    expect(rows.at(0)).toEqual(["99"]);
  });
});
