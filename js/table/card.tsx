/** A lead with all its fields, in a dialog of its own. */

import { useEffect, useRef, useState } from "preact/hooks";
import { messageOf } from "../connection";
import { useStore } from "../context";
import { Icon } from "../icons";
import type { TableColumn } from "../wire";
import { number } from "../wording";
import type { Texts } from "./row-windows";

interface CardProps {
  row: number;
  columns: readonly TableColumn[];
  onClose: () => void;
}

export function Card({ row, columns, onClose }: CardProps) {
  const { rows } = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const [texts, setTexts] = useState<Texts[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const names = columns.map(({ name }) => name);
    rows.read(row, row, names).then(setTexts, (failed: unknown) => {
      setError(messageOf(failed));
    });
  }, [rows, row, columns]);
  const fields = columns.map((column, at) => ({ ...column, text: texts?.[at]?.[0] ?? null }));
  const empty = fields.filter(({ text }) => text === null);
  return (
    <dialog
      class="lw-dialog lw-lead"
      ref={dialog}
      aria-label={`Lead in row ${number(row + 1)}`}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="lw-dialog-head">
        <h3>Lead in row {number(row + 1)}</h3>
        <button
          type="button"
          class="lw-quiet lw-sign"
          aria-label="Close"
          onClick={() => dialog.current?.close()}
        >
          <Icon name="cross" />
        </button>
      </div>
      {error !== null && <p class="lw-error">{error}</p>}
      {texts === null && error === null && <p>The lead is being read…</p>}
      {texts !== null && (
        <>
          <dl class="lw-fields-list" tabIndex={0}>
            {fields
              .filter(({ text }) => text !== null)
              .map(({ name, label, text }) => (
                <div key={name}>
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
          </dl>
          {empty.length > 0 && (
            <p class="lw-menu-foot">No value: {empty.map(({ label }) => label).join(", ")}.</p>
          )}
        </>
      )}
    </dialog>
  );
}
