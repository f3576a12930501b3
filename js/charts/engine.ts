/**
 * plotly.js, fetched from the kernel once per page when the first chart is drawn: gzipped bytes,
 * inflated by the browser and imported as a module, kept on `globalThis` for every panel after it.
 */

import type { Ask } from "../model";

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

async function importEngine(zipped: DataView): Promise<Plotly> {
  const bytes = new Uint8Array(zipped.buffer, zipped.byteOffset, zipped.byteLength);
  const stream = new Blob([new Uint8Array(bytes)]).stream();
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
  const { buffers } = await ask("engine", {});
  const [zipped] = buffers;
  if (zipped === undefined) throw new Error("The chart engine came without its script.");
  return importEngine(zipped);
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
