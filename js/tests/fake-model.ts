/** A host's model without a host: what goes up is kept, and replies are given by whoever has it. */

import type { Model } from "../model";
import type { Answered, AnyReply, Refused } from "../wire";

export interface Sent {
  kind: string;
  id: string;
  [name: string]: unknown;
}

export class FakeModel implements Model {
  readonly sent: Sent[] = [];
  readonly traits: Record<string, unknown> = {};
  readonly saved: Record<string, unknown>[] = [];
  #unsaved: Record<string, unknown> = {};
  onSend: ((message: Sent) => void) | undefined;
  readonly #listeners = new Map<string, Set<(...args: never[]) => void>>();

  get(name: string): unknown {
    return this.traits[name];
  }

  /** As in marimo: whatever is set is saved, and told. */
  set(name: string, value: unknown): void {
    this.#unsaved[name] = value;
    this.change(name, value);
  }

  save_changes(): void {
    this.saved.push(this.#unsaved);
    this.#unsaved = {};
  }

  send(content: unknown): void {
    this.sent.push(content as Sent);
    this.onSend?.(content as Sent);
  }

  on(name: string, callback: (...args: never[]) => void): void {
    const known = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, known.add(callback));
  }

  off(name: string, callback?: (...args: never[]) => void): void {
    if (callback) this.#listeners.get(name)?.delete(callback);
  }

  change(name: string, value: unknown): void {
    this.traits[name] = value;
    this.#emit(`change:${name}`);
  }

  of(kind: string): Sent[] {
    return this.sent.filter((message) => message.kind === kind);
  }

  /** Answers, and lets what waits for the answer run. */
  async reply(to: Sent | undefined, body: object = {}, buffers: DataView[] = []): Promise<void> {
    const answered: Answered = { id: to?.id ?? "", reply: body as AnyReply };
    this.#emit("msg:custom", answered, buffers);
    await settle();
  }

  async refuse(to: Sent | undefined, message: string, next: string | null = null): Promise<void> {
    const refused: Refused = { id: to?.id ?? null, reason: { message, next } };
    this.#emit("msg:custom", refused);
    await settle();
  }

  #emit(name: string, ...args: unknown[]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(...(args as never[]));
  }
}

/** Lets promises run, also under fake timers. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
