/** A day and, if wanted, a time of day on the reader's own clock: a day alone means its midnight. */

import { useState } from "preact/hooks";
import type { ControlProps } from "./field";
import { fromLocal, toLocal } from "./local-time";

interface MomentProps {
  label: string;
  /** ISO with offset; anything else shows as nothing. */
  value: string;
  control: ControlProps;
  disabled?: boolean;
  /** A moment as ISO with offset, or "" when both are empty. */
  onMoment: (iso: string) => void;
  /** What is typed so far is no moment; the words say what it is. */
  onUnfinished: (words: string) => void;
}

interface Parts {
  day: string;
  time: string;
}

function partsOf(iso: string): Parts {
  const [day = "", time = ""] = toLocal(iso).split("T");
  return { day, time };
}

export function MomentFields(props: MomentProps) {
  const { label, value, control, disabled = false, onMoment, onUnfinished } = props;
  const [unfinished, setUnfinished] = useState<Parts | null>(null);
  const shown = unfinished ?? partsOf(value);

  const change = (part: keyof Parts, input: HTMLInputElement) => {
    const next = { ...shown, [part]: input.value };
    const moment = next.day === "" ? null : fromLocal(`${next.day}T${next.time || "00:00"}`);
    if (moment !== null && !input.validity.badInput) {
      setUnfinished(null);
      onMoment(moment);
    } else if (next.day === "" && next.time === "" && !input.validity.badInput) {
      setUnfinished(null);
      onMoment("");
    } else {
      setUnfinished(next);
      onUnfinished(next.day === "" && next.time !== "" ? "a time without a day" : "half a date");
    }
  };

  return (
    <div class="lw-moment">
      <input
        {...control}
        class="lw-input"
        type="date"
        disabled={disabled}
        value={shown.day}
        onInput={({ currentTarget }) => change("day", currentTarget)}
      />
      <input
        class="lw-input"
        type="time"
        aria-label={`${label}: time of day, midnight if empty`}
        aria-invalid={control["aria-invalid"]}
        disabled={disabled}
        value={shown.time}
        onInput={({ currentTarget }) => change("time", currentTarget)}
      />
    </div>
  );
}
