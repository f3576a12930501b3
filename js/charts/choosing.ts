/** Which bars a click or a key chooses, as in any list with several choices. */

import type { Bar } from "../wire";

export interface Pressed {
  /** From the last bar that was chosen to this one. */
  range: boolean;
  /** This one besides those that are chosen, or not any more. */
  several: boolean;
}

/** The places of the bars that are chosen then. */
export function pick(
  bars: readonly Bar[],
  index: number,
  anchor: number,
  { range, several }: Pressed,
): number[] {
  const chosen = bars.filter((bar) => bar.chosen).map(({ place }) => place);
  const place = bars[index]?.place;
  if (place === undefined) return chosen;
  if (range) {
    const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)];
    return bars.slice(from, to + 1).map((bar) => bar.place);
  }
  const others = chosen.filter((one) => one !== place);
  const was = others.length < chosen.length;
  if (several) return was ? others : [...others, place];
  return was && others.length === 0 ? [] : [place];
}

/** Where a key leads among so many bars; null for other keys. */
export function move(key: string, at: number, bars: number): number | null {
  const last = bars - 1;
  const to: Record<string, number> = {
    ArrowDown: Math.min(last, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: last,
  };
  return to[key] ?? null;
}
