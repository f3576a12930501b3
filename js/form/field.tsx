/** A field's frame: label, what is being waited for, the control, and what is wrong beneath it. */

import type { ComponentChildren } from "preact";

import type { FieldError } from "../criteria";
import { useUniqueId } from "../unique-id";

export interface ControlProps {
  id: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

interface FieldProps {
  label: string;
  help?: string | undefined;
  status?: ComponentChildren;
  note?: string | null | undefined;
  error?: FieldError | undefined;
  wide?: boolean;
  /** The focus left the field. */
  onLeave?: (() => void) | undefined;
  children: (control: ControlProps) => ComponentChildren;
}

export function Field({ label, help, status, note, error, wide, onLeave, children }: FieldProps) {
  const id = useUniqueId();
  const described = [help && `${id}-help`, note && `${id}-note`, error && `${id}-error`];
  const control: ControlProps = {
    id,
    "aria-describedby": described.filter(Boolean).join(" ") || undefined,
    "aria-invalid": error ? true : undefined,
  };
  return (
    <div
      class={wide ? "lw-field lw-wide" : "lw-field"}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) onLeave?.();
      }}
    >
      <div class="lw-label-line">
        <label for={id} title={help}>
          {label}
        </label>
        {status && <span class="lw-field-status">{status}</span>}
      </div>
      {children(control)}
      {help && (
        <span id={`${id}-help`} class="lw-hidden">
          {help}
        </span>
      )}
      {note && (
        <p id={`${id}-note`} class="lw-note">
          {note}
        </p>
      )}
      <div aria-live="polite">
        {error && (
          <p id={`${id}-error`} class="lw-error">
            {error.message}
            {error.next && <span class="lw-error-next">{error.next}</span>}
          </p>
        )}
      </div>
    </div>
  );
}
