/** What an anywidget host gives us of its model, and what can be asked over it. */

import type { Asks } from "./wire";

export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: unknown, callbacks?: unknown, buffers?: ArrayBuffer[]): void;
  on(name: string, callback: (...args: never[]) => void): void;
  off(name: string, callback?: (...args: never[]) => void): void;
  widget_manager?: unknown;
}

export type AskKind = keyof Asks;

/** What an ask says, apart from its kind and id. */
export type Body<K extends AskKind> = Omit<Asks[K]["ask"], "kind" | "id">;

export type Answer<K extends AskKind> = Asks[K]["reply"] & { buffers: DataView[] };

export type Ask = <K extends AskKind>(kind: K, body: Body<K>) => Promise<Answer<K>>;
