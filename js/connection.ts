/**
 * Asking the kernel: every ask goes up with an id and is settled by the reply that carries it.
 *
 * The kernel answers one message at a time and none while a cell runs, so an ask has no time limit;
 * `health` says when it is worth telling the user that something is slow, or gone.
 */

import { isOver, kernelStatus } from "./host/kernel";
import type { Answer, AskKind, Body, Model } from "./model";
import { Observable } from "./observable";
import type { Answered, Reason, Refused } from "./wire";

/** `lost` is a kernel that was there; `none`, that there is none behind a page that was saved. */
export type Health = "well" | "slow" | "busy" | "lost" | "none";

/** An ask that the kernel refused; the message is meant for the user. */
export class Refusal extends Error {
  readonly next: string | null;

  constructor({ message, next }: Reason) {
    super(message);
    this.name = "Refusal";
    this.next = next;
  }
}

export class KernelLost extends Error {
  constructor() {
    super("The kernel behind this panel is gone.");
    this.name = "KernelLost";
  }
}

/** What an error says, and what to do where it says so. */
export function messageOf(error: unknown): string {
  if (error instanceof Refusal && error.next !== null)
    return `${error.message.replace(/\.?$/, ".")} ${error.next}`;
  return error instanceof Error ? error.message : String(error);
}

interface Pending {
  sent: number;
  resolve: (answer: Record<string, unknown>) => void;
  reject: (error: Error) => void;
}

/** After this long without a reply the user is told, in milliseconds. */
export const PATIENCE = 1500;

export class Connection {
  readonly health = new Observable<Health>("well");
  readonly #model: Model;
  readonly #pending = new Map<string, Pending>();
  /** Replies go to every browser that shows the model: ids must not meet. */
  readonly #prefix = Math.random().toString(36).slice(2, 10);
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lost: "lost" | "none" | null = null;

  constructor(model: Model, signal: AbortSignal) {
    this.#model = model;
    const receive = (message: Answered | Refused, buffers?: DataView[]) =>
      this.#receive(message, buffers);
    model.on("msg:custom", receive);
    signal.addEventListener("abort", () => {
      model.off("msg:custom", receive);
      clearTimeout(this.#timer);
    });
  }

  ask<K extends AskKind>(kind: K, body: Body<K>): Promise<Answer<K>> {
    if (this.#lost !== null) return Promise.reject(new KernelLost());
    this.#count += 1;
    const id = `${this.#prefix}-${this.#count}`;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        sent: Date.now(),
        resolve: resolve as unknown as Pending["resolve"],
        reject,
      });
      try {
        this.#model.send({ kind, id, ...body });
      } catch {
        this.lose();
        return;
      }
      this.#watch();
    });
  }

  /** The way to the kernel is closed: nothing pending will be answered. */
  lose(how: "lost" | "none" = "lost"): void {
    this.#lost = how;
    for (const { reject } of this.#pending.values()) reject(new KernelLost());
    this.#pending.clear();
    this.#watch();
  }

  /** The way is open again (the page met its kernel anew). */
  regain(): void {
    this.#lost = null;
    this.#watch();
  }

  #receive(message: Answered | Refused, buffers: DataView[] = []): void {
    const pending = this.#pending.get(message.id ?? "");
    if (pending === undefined) return;
    this.#pending.delete(message.id ?? "");
    if ("reason" in message) pending.reject(new Refusal(message.reason));
    else pending.resolve({ ...message.reply, buffers });
    this.#watch();
  }

  /** Says how the oldest unanswered ask fares, and looks again when that may change. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#lost !== null) {
      this.health.set(this.#lost);
      return;
    }
    const [oldest] = this.#pending.values();
    if (oldest === undefined) {
      this.health.set("well");
      return;
    }
    const patience = oldest.sent + PATIENCE - Date.now();
    if (patience <= 0) this.health.set(this.#diagnosis());
    else this.health.set("well");
    this.#timer = setTimeout(() => this.#watch(), Math.max(patience, 500));
  }

  #diagnosis(): Health {
    const status = kernelStatus(this.#model);
    if (isOver(status)) return "lost";
    return status === "busy" ? "busy" : "slow";
  }
}
