/** A button of the table's bar that opens a pop-up, and has the focus again when it closes. */

import type { ComponentChildren } from "preact";
import { useCallback, useRef, useState } from "preact/hooks";
import { Icon } from "../icons";
import { Popup } from "../popup";

interface MenuButtonProps {
  text: string;
  label: string;
  /** What the pop-up holds; it is given what closes it. */
  children: (close: () => void) => ComponentChildren;
}

export function MenuButton({ text, label, children }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => {
    const within = button.current?.getRootNode() as Document | ShadowRoot | undefined;
    const held = within?.activeElement?.closest(".lw-menu") != null;
    setOpen(false);
    if (held) button.current?.focus();
  }, []);
  return (
    <div class="lw-menu-place">
      <button
        type="button"
        class="lw-button lw-small"
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {text} <Icon name="chevron" />
      </button>
      {open && (
        <Popup anchor={button} label={label} onClose={close}>
          {children(close)}
        </Popup>
      )}
    </div>
  );
}
