/**
 * The bars of a chart as a listbox over the drawing: a click, or the keys of a listbox with several
 * choices, choose them. Every option lies over its bar.
 */

import { useState } from "preact/hooks";
import { useUniqueId } from "../unique-id";
import type { Bar } from "../wire";
import { move, type Pressed, pick } from "./choosing";
import { barText } from "./layout";

interface BarsProps {
  label: string;
  bars: readonly Bar[];
  filtered: boolean;
  total: number;
  onChoose: (bars: number[]) => void;
}

export function Bars({ label, bars, filtered, total, onChoose }: BarsProps) {
  const id = useUniqueId();
  const [active, setActive] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const at = Math.min(active, bars.length - 1);

  const choose = (index: number, pressed: Pressed) => {
    onChoose(pick(bars, index, anchor, pressed));
    setActive(index);
    if (!pressed.range) setAnchor(index);
  };

  const keyDown = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const several = event.ctrlKey || event.metaKey;
    const next = move(key, at, bars.length);
    if (next !== null) {
      if (shiftKey) choose(next, { range: true, several: false });
      else setActive(next);
    } else if (key === " ") choose(at, { range: shiftKey, several: true });
    else if (key === "Enter") choose(at, { range: false, several: false });
    else if (key === "Escape" && bars.some(({ chosen }) => chosen)) onChoose([]);
    else if (key === "a" && several) onChoose(bars.map(({ place }) => place));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      class="lw-bars"
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={`${id}-${at}`}
      tabIndex={0}
      onKeyDown={keyDown}
    >
      {bars.map((bar, index) => {
        const text = `${bar.label}: ${barText(bar, total, filtered)}`;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keys of its options.
          // biome-ignore lint/a11y/useFocusableInteractive: the listbox has the focus.
          <div
            key={bar.place}
            id={`${id}-${index}`}
            class="lw-chart-bar"
            role="option"
            aria-label={text}
            aria-selected={bar.chosen}
            data-active={index === at}
            title={text}
            onClick={({ shiftKey, ctrlKey, metaKey }) =>
              choose(index, { range: shiftKey, several: ctrlKey || metaKey })
            }
          />
        );
      })}
    </div>
  );
}
