/**
 * plotly.js, fetched from the kernel once per page when the first chart is drawn: gzipped, inflated by
 * the browser and imported as a module, kept on `globalThis` for every panel after it. Where the
 * page's policy forbids that, it is evaluated; a policy that forbids both is named.
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

async function imported(script: string): Promise<Plotly> {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    const module: { default: Plotly } = await import(url);
    return module.default;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A module's own script, as the body of a function. */
function evaluated(script: string): Plotly {
  try {
    return new Function(script.replace(/export default ([^;]+;\s*)$/, "return $1"))();
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    throw new Error("this page's security policy forbids scripts from blob: and eval");
  }
}

async function fetchEngine(ask: Ask): Promise<Plotly> {
  const zipped = new Blob([zippedScript(await ask("engine", {}))]).stream();
  const script = await new Response(zipped.pipeThrough(new DecompressionStream("gzip"))).text();
  return imported(script).catch(() => evaluated(script));
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
