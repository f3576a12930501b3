/**
 * Windows of rows: Arrow IPC streams whose columns are all utf8, since Python has written every
 * value as display text. flechette takes the stream apart; reading text columns needs no more of it
 * than that, which keeps two thirds of it out of the bundle.
 */

import { type ArrowBatch, decodeIPC } from "@uwdata/flechette/src/decode/decode-ipc.js";

export type Row = readonly (string | null)[];

const UTF8 = 5;
/** Buffers of a utf8 column: which rows are known, where each text starts, the texts. */
const BUFFERS = 3;

const decoder = new TextDecoder();

/** Numbers are read in place, at addresses divisible by 8; the host hands out a view into its own. */
function alignedBytes(view: DataView): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(view.byteLength);
  copy.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return copy;
}

/** Gives the text between two positions; plain ASCII is decoded once for all rows. */
function textReader(bytes: Uint8Array): (start: number, end: number) => string {
  const whole = decoder.decode(bytes);
  if (whole.length === bytes.length) return (start, end) => whole.slice(start, end);
  return (start, end) => decoder.decode(bytes.subarray(start, end));
}

function readColumn(batch: ArrowBatch, column: number): (string | null)[] {
  const buffer = (index: number) => {
    const { offset, length } = batch.regions[column * BUFFERS + index] ?? { offset: 0, length: 0 };
    return batch.body.subarray(offset, offset + length);
  };
  if (batch.length === 0) return [];
  const known = buffer(0);
  const { buffer: memory, byteOffset } = buffer(1);
  const starts = new Int32Array(memory, byteOffset, batch.length + 1);
  const text = textReader(buffer(2));
  return Array.from({ length: batch.length }, (_, row) => {
    const isKnown = known.length === 0 || ((known[row >> 3] ?? 0) >> (row & 7)) & 1;
    return isKnown ? text(starts[row] ?? 0, starts[row + 1] ?? 0) : null;
  });
}

/** Rows of display text, their cells in the order of the names given. */
export function readRows(view: DataView, names: readonly string[]): Row[] {
  const { schema, records } = decodeIPC(alignedBytes(view));
  const wrong = schema.fields.find(({ type }) => type.typeId !== UTF8);
  if (wrong) throw new Error(`Column ${wrong.name} of the rows is not text.`);
  const places = names.map((name) => schema.fields.findIndex((field) => field.name === name));
  return records.flatMap((batch) => {
    const columns = places.map((place) => (place < 0 ? [] : readColumn(batch, place)));
    return Array.from({ length: batch.length }, (_, row) =>
      columns.map((column) => column[row] ?? null),
    );
  });
}
