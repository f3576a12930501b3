/**
 * Reading flatbuffers, which Arrow's messages are described in: tables whose entries stand where a
 * list of offsets says, in the order of the schema (https://flatbuffers.dev/internals).
 */

/** Gives where the entry with this number stands; null for one that was not written. */
export type Table = (entry: number) => number | null;

const jump = (view: DataView, at: number) => at + view.getInt32(at, true);

/** The table that the offset at a place leads to. */
export function tableAt(view: DataView, at: number): Table {
  const start = jump(view, at);
  const offsets = start - view.getInt32(start, true);
  const size = view.getUint16(offsets, true);
  return (entry) => {
    const place = 4 + 2 * entry;
    const offset = place < size ? view.getUint16(offsets + place, true) : 0;
    return offset === 0 ? null : start + offset;
  };
}

/** Where the elements of a vector stand, each of this many bytes. */
export function elementsAt(view: DataView, at: number | null, bytes: number): number[] {
  if (at === null) return [];
  const start = jump(view, at);
  const length = view.getInt32(start, true);
  return Array.from({ length }, (_, index) => start + 4 + index * bytes);
}

export function textAt(view: DataView, at: number | null): string {
  if (at === null) return "";
  const start = jump(view, at);
  const length = view.getInt32(start, true);
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + start + 4, length));
}

/** A 64-bit number; lengths and places stay far below what a double holds. */
export function longAt(view: DataView, at: number | null): number {
  return at === null ? 0 : Number(view.getBigInt64(at, true));
}
