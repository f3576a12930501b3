/** A value that can be watched: the one primitive under the store, the connection and the rows. */

import { useEffect, useState } from "preact/hooks";

export type Listener = () => void;

export class Observable<T> {
  #value: T;
  #listeners = new Set<Listener>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Draws again when the selected part changes; select primitives or parts kept by reference. */
export function useObservable<T, S = T>(
  source: Observable<T>,
  select: (value: T) => S = (value) => value as unknown as S,
): S {
  const [, redraw] = useState({});
  const selected = select(source.value);
  useEffect(() => {
    let last = selected;
    const check = () => {
      const next = select(source.value);
      if (Object.is(next, last)) return;
      last = next;
      redraw({});
    };
    check();
    return source.subscribe(check);
  });
  return selected;
}
