/** The figures of the present result, each asked for once; the last one stays until then. */

import type { Ask } from "../model";
import { Observable } from "../observable";
import type { FigureReply } from "../wire";

export interface Figure {
  reply: FigureReply | null;
  loading: boolean;
  error: string | null;
}

const NONE: Figure = { reply: null, loading: false, error: null };

export class FigureCache {
  readonly changes = new Observable<Readonly<Record<string, Figure>>>({});
  readonly #ask: Ask;
  #version = -1;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  get(by: string): Figure {
    return this.changes.value[by] ?? NONE;
  }

  /** Asks for the figure of a result, unless it is known or on its way. */
  want(by: string, version: number): void {
    const { reply, loading } = this.get(by);
    this.#version = version;
    if (loading || reply?.version === version) return;
    this.#put(by, { reply, loading: true, error: null });
    this.#ask("figure", { by, version }).then(
      ({ figure, table }) => {
        const late = version !== this.#version;
        this.#put(by, { reply: { version, by, figure, table }, loading: false, error: null });
        if (late) this.want(by, this.#version);
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.#put(by, { reply, loading: false, error: message });
        if (version !== this.#version) this.want(by, this.#version);
      },
    );
  }

  #put(by: string, figure: Figure): void {
    this.changes.set({ ...this.changes.value, [by]: figure });
  }
}
