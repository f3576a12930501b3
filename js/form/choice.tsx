/** A single choice: the browser's own select in the panel's dress. */

import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../icons";

interface ChoiceProps extends JSX.HTMLAttributes<HTMLSelectElement> {
  value: string;
  onChoose: (value: string) => void;
  children: ComponentChildren;
}

export function Choice({ onChoose, children, ...rest }: ChoiceProps) {
  return (
    <div class="lw-choice">
      <select
        {...rest}
        class="lw-input"
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {children}
      </select>
      <Icon name="chevron" />
    </div>
  );
}
