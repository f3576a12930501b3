/** A file of leads from the kernel, piece by piece, into the browser's downloads. */

import type { Ask, Body } from "../model";

const TYPES: Record<Body<"export">["format"], string> = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
};

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

/** Asks for the file and hands it to the browser; gives its name and its size in bytes. */
export async function download(
  ask: Ask,
  wanted: Body<"export">,
): Promise<{ name: string; size: number }> {
  const { number, name, size, pieces } = await ask("export", wanted);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let piece = 0; piece < pieces; piece += 1) {
    parts.push(bytesOf((await ask("piece", { number, piece })).data));
  }
  const address = URL.createObjectURL(new Blob(parts, { type: TYPES[wanted.format] }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return { name, size };
}
