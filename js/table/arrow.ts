/**
 * Windows of rows: Arrow IPC streams whose columns are all utf8, since Python has written every
 * value as display text. Reading that one type takes 2 KB; a library for all of them takes 20.
 *
 * The format: https://arrow.apache.org/docs/format/Columnar.html; the numbers of tables and entries
 * are those of its Message.fbs and Schema.fbs.
 */

import { elementsAt, longAt, type Table, tableAt, textAt } from "./flatbuffer";

export type Row = readonly (string | null)[];

const MESSAGE = { headerType: 1, header: 2, bodyLength: 3 };
const SCHEMA = { type: 1, fields: 1 };
const FIELD = { name: 0, type: 2 };
const BATCH = { type: 3, rows: 0, buffers: 2 };
const UTF8 = 5;
/** Stands before the length of a message. */
const CONTINUATION = -1;
/** A column's buffers: which rows are known, where each text starts, the texts. */
const BUFFERS = 3;

interface Message {
  type: number;
  header: Table;
  bodyStart: number;
}

interface Batch {
  rows: number;
  buffers: DataView[];
}

const decoder = new TextDecoder();

/** The messages of a stream, up to its end mark. */
function messagesOf(stream: DataView): Message[] {
  const messages: Message[] = [];
  let at = 0;
  while (at < stream.byteLength && stream.getInt32(at, true) === CONTINUATION) {
    const length = stream.getInt32(at + 4, true);
    if (length === 0) break;
    const message = tableAt(stream, at + 8);
    const type = message(MESSAGE.headerType);
    const header = message(MESSAGE.header);
    const bodyStart = at + 8 + length;
    if (type !== null && header !== null) {
      messages.push({ type: stream.getUint8(type), header: tableAt(stream, header), bodyStart });
    }
    at = bodyStart + longAt(stream, message(MESSAGE.bodyLength));
  }
  return messages;
}

/** The names of the columns, in their order in each batch. */
function columnsOf(stream: DataView, messages: readonly Message[]): string[] {
  const schema = messages.find(({ type }) => type === SCHEMA.type);
  if (schema === undefined) throw new Error("The rows did not come as an Arrow stream.");
  return elementsAt(stream, schema.header(SCHEMA.fields), 4).map((at) => {
    const field = tableAt(stream, at);
    const name = textAt(stream, field(FIELD.name));
    const type = field(FIELD.type);
    if (type === null || stream.getUint8(type) !== UTF8) {
      throw new Error(`Column ${name} of the rows is not text.`);
    }
    return name;
  });
}

function batchOf(stream: DataView, { header, bodyStart }: Message): Batch {
  const buffers = elementsAt(stream, header(BATCH.buffers), 16).map((at) => {
    const start = stream.byteOffset + bodyStart + longAt(stream, at);
    return new DataView(stream.buffer, start, longAt(stream, at + 8));
  });
  return { rows: longAt(stream, header(BATCH.rows)), buffers };
}

/** Gives the text between two positions; plain ASCII is decoded once for all rows. */
function textReader(buffer: DataView): (start: number, end: number) => string {
  const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const whole = decoder.decode(bytes);
  if (whole.length === bytes.length) return (start, end) => whole.slice(start, end);
  return (start, end) => decoder.decode(bytes.subarray(start, end));
}

function readColumn({ rows, buffers }: Batch, column: number): (string | null)[] {
  const [known, starts, texts] = buffers.slice(column * BUFFERS, (column + 1) * BUFFERS);
  if (rows === 0 || !known || !starts || !texts) return [];
  const text = textReader(texts);
  const isKnown = (row: number) =>
    known.byteLength === 0 || (known.getUint8(row >> 3) >> (row & 7)) & 1;
  return Array.from({ length: rows }, (_, row) =>
    isKnown(row) ? text(starts.getInt32(4 * row, true), starts.getInt32(4 * row + 4, true)) : null,
  );
}

/** Rows of display text, their cells in the order of the names given. */
export function readRows(stream: DataView, names: readonly string[]): Row[] {
  const messages = messagesOf(stream);
  const columns = columnsOf(stream, messages);
  const places = names.map((name) => columns.indexOf(name));
  return messages
    .filter(({ type }) => type === BATCH.type)
    .flatMap((message) => {
      const batch = batchOf(stream, message);
      const cells = places.map((place) => (place < 0 ? [] : readColumn(batch, place)));
      return Array.from({ length: batch.rows }, (_, row) =>
        cells.map((column) => column[row] ?? null),
      );
    });
}
