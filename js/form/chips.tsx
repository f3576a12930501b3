/**
 * Chosen values as chips with a removal button each. They are reached from the input beside them
 * with the left arrow, so that Tab does not stop at every one.
 */

import { useRef } from "preact/hooks";
import { Icon } from "../icons";
import type { OptionValue } from "../wire";
import { counted, number } from "../wording";

/** More chips than this are summed up in one. */
export const SHOWN = 3;

export interface Chip {
  value: OptionValue;
  label: string;
}

interface ChipsProps {
  label: string;
  chips: readonly Chip[];
  more: number;
  onRemove: (value: OptionValue) => void;
  onMore?: (() => void) | undefined;
  /** Puts the focus into the input that the chips belong to. */
  onLeave: () => void;
}

export function Chips({ label, chips, more, onRemove, onMore, onLeave }: ChipsProps) {
  const list = useRef<HTMLUListElement>(null);
  if (chips.length === 0) return null;

  const focus = (index: number) => {
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>(".lw-chip button");
    const button = buttons?.[index];
    if (button) button.focus();
    else onLeave();
  };

  const keyDown = (event: KeyboardEvent, index: number, value: OptionValue) => {
    const moves: Record<string, number> = {
      ArrowLeft: Math.max(0, index - 1),
      ArrowRight: index + 1,
      Home: 0,
      End: chips.length - 1,
      Escape: chips.length,
    };
    const target = moves[event.key];
    if (event.key === "Delete" || event.key === "Backspace") {
      onRemove(value);
      requestAnimationFrame(() => focus(Math.min(index, chips.length - 2)));
    } else if (target !== undefined) {
      focus(target);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <ul class="lw-chips" ref={list} aria-label={`${label}: chosen`}>
      {chips.map(({ value, label: text }, index) => (
        <li class="lw-chip" key={value} title={text}>
          <span class="lw-chip-text">{text}</span>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Remove ${text}`}
            onKeyDown={(event) => keyDown(event, index, value)}
            onClick={() => {
              onRemove(value);
              onLeave();
            }}
          >
            <Icon name="cross" />
          </button>
        </li>
      ))}
      {more > 0 && (
        <li class="lw-chip-more">
          {onMore ? (
            <button type="button" tabIndex={-1} onClick={onMore}>
              {counted(more, "more", "more")}
            </button>
          ) : (
            `${number(more)} more`
          )}
        </li>
      )}
    </ul>
  );
}

/** Puts the focus on the last chip beside an input, if there is one. */
export function focusLastChip(box: HTMLElement | null): boolean {
  const buttons = box?.querySelectorAll<HTMLButtonElement>(".lw-chip button");
  const last = buttons?.[buttons.length - 1];
  last?.focus();
  return last !== undefined;
}
