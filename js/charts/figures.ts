/** The figures of all charts, asked for when the state says that there are new ones. */

import type { Ask } from "../model";
import { Observable } from "../observable";
import type { FiguresReply } from "../wire";

export class Figures {
  /** The last that came: they stay until the next ones are there. */
  readonly reply = new Observable<FiguresReply | null>(null);
  readonly error = new Observable<string | null>(null);
  readonly #ask: Ask;
  #wanted = "";
  #asked: string | null = null;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Asks for the figures of this version, unless they are known or on their way. */
  want(version: string): void {
    this.#wanted = version;
    if (this.#asked !== null || this.reply.value?.version === version) return;
    this.#asked = version;
    this.#ask("figures", {})
      .then(this.#take, (error: unknown) => {
        this.error.set(error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        const late = this.#asked !== this.#wanted;
        this.#asked = null;
        if (late) this.want(this.#wanted);
      });
  }

  /** After the way to the kernel was lost: what was asked will not be answered. */
  retry(): void {
    this.#asked = null;
    if (this.#wanted !== "") this.want(this.#wanted);
  }

  /** Chooses bars of a chart: they are marked at once, and the figures come with the answer. */
  async choose(result: number, by: string, bars: readonly number[]): Promise<void> {
    const shown = this.reply.value;
    if (shown === null) return;
    const figures = shown.figures.map((figure) =>
      figure.by === by
        ? {
            ...figure,
            bars: figure.bars.map((bar) => ({ ...bar, chosen: bars.includes(bar.place) })),
          }
        : figure,
    );
    this.reply.set({ ...shown, figures });
    try {
      this.#take(await this.#ask("bars", { result, by, bars: [...bars] }));
    } catch (error) {
      this.reply.set(shown);
      throw error;
    }
  }

  readonly #take = (reply: FiguresReply): void => {
    this.error.set(null);
    this.reply.set(reply);
  };
}
