/**
 * plotly.js, fetched from the kernel once per page when the first chart is drawn: gzipped, inflated by
 * the browser and imported as a module, kept on `globalThis` for every panel after it.
 */

import type { Answer, Ask } from "../model";

declare const ENGINE_VERSION: string;

export interface Plotly {
  react(
    element: HTMLElement,
    data: unknown[],
    layout: Record<string, unknown>,
    config: Record<string, unknown>,
  ): Promise<unknown>;
  purge(element: HTMLElement): void;
  Plots: { resize(element: HTMLElement): void };
}

const KEY = `leadwidgets:plotly-${ENGINE_VERSION}`;

/** The script as it came: as bytes, or in base64 where the server is not to be trusted with bytes. */
function zippedScript({ script, buffers: [bytes] }: Answer<"engine">): Uint8Array<ArrayBuffer> {
  if (script !== null) return Uint8Array.from(atob(script), (letter) => letter.charCodeAt(0));
  if (bytes === undefined) throw new Error("The chart engine came without its script.");
  const { buffer, byteOffset, byteLength } = bytes;
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}

async function importEngine(zipped: Uint8Array<ArrayBuffer>): Promise<Plotly> {
  const stream = new Blob([zipped]).stream();
  const script = await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).blob();
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    const module: { default: Plotly } = await import(url);
    return module.default;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function fetchEngine(ask: Ask): Promise<Plotly> {
  return importEngine(zippedScript(await ask("engine", {})));
}

export function loadEngine(ask: Ask): Promise<Plotly> {
  const page = globalThis as unknown as Record<string, Promise<Plotly> | undefined>;
  const known = page[KEY];
  if (known !== undefined) return known;
  const loading = fetchEngine(ask);
  page[KEY] = loading;
  loading.catch(() => {
    delete page[KEY];
  });
  return loading;
}
