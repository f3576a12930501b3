/** The list of a field that takes many typed values: one a line, and what becomes of each. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { useObservable } from "../observable";
import { useUniqueId } from "../unique-id";
import { useViewport } from "../viewport/viewport";
import type { OptionValue, TypedField, TypedReply } from "../wire";
import { counted, number } from "../wording";
import { Choice } from "./choice";
import { copyText } from "./copy";
import { type Fate, fateOf, kindsOf, wordsFor } from "./typed-list";

const ROW_HEIGHT = 26;
const SPARE_ROWS = 8;
/** Typing that goes on is not told apart, in milliseconds. */
const PAUSE = 250;

interface TypedDialogProps {
  field: TypedField;
  label: string;
  values: readonly OptionValue[];
  onUse: (values: OptionValue[]) => void;
  onClose: () => void;
}

/** What the kernel says of a text, told again after each search; null until it is said. */
function useTyped(field: TypedField, text: string): TypedReply | null {
  const { connection, panel } = useStore();
  const search = useObservable(panel, ({ table }) => table.version);
  const [told, setTold] = useState<{ text: string; reply: TypedReply } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search finds other leads.
  useEffect(() => {
    let over = false;
    const timer = setTimeout(
      () =>
        connection.ask("typed", { field, text }).then(
          (reply) => {
            if (!over) setTold({ text, reply });
          },
          () => undefined, // the health line says it
        ),
      told === null ? 0 : PAUSE,
    );
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [connection, field, text, search]);
  return told?.text === text ? told.reply : null;
}

function Fates({ reply, label }: { reply: TypedReply; label: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<Fate | "">("");
  const kinds = kindsOf(reply);
  const only = wanted !== "" && kinds.has(wanted) ? wanted : "";
  const shown = reply.texts.map((_, at) => at).filter((at) => !only || fateOf(reply, at) === only);
  const view = useViewport(scroller, { rows: shown.length, rowHeight: ROW_HEIGHT });
  const from = Math.max(0, view.first - SPARE_ROWS);
  return (
    <div class="lw-fates">
      <Choice
        aria-label={`${label}: which are shown`}
        value={only}
        onChoose={(chosen) => setWanted(chosen as Fate)}
      >
        <option value="">all {number(reply.texts.length)}</option>
        {[...kinds].map(([fate, count]) => (
          <option key={fate} value={fate}>
            {number(count)} {wordsFor(fate, reply)}
          </option>
        ))}
      </Choice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard. */}
      <section ref={scroller} class="lw-fate-list" aria-label={label} tabIndex={0}>
        <ul style={{ height: view.height, position: "relative" }}>
          {shown.slice(from, view.last + 1 + SPARE_ROWS).map((at, place) => (
            <li
              key={at}
              class="lw-fate"
              data-fate={fateOf(reply, at)}
              aria-setsize={shown.length}
              aria-posinset={from + place + 1}
              style={{ top: view.topOf(from + place) }}
            >
              <span class="lw-fate-number">{number(at + 1)}</span>
              <span class="lw-fate-text">{reply.texts[at]}</span>
              <span>{wordsFor(fateOf(reply, at), reply, at)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

const summary = (reply: TypedReply) =>
  [...kindsOf(reply)].map(([fate, count]) => `${number(count)} ${wordsFor(fate, reply)}`);

export function TypedDialog({ field, label, values, onUse, onClose }: TypedDialogProps) {
  const id = useUniqueId();
  const box = useRef<HTMLDialogElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => values.join("\n"));
  const [copied, setCopied] = useState("");
  const reply = useTyped(field, text);
  useEffect(() => {
    box.current?.showModal();
    area.current?.focus();
  }, []);
  const good = reply?.values.length ?? 0;
  const missing = reply?.texts.filter((_, at) => fateOf(reply, at) === "not found") ?? [];
  const close = () => box.current?.close();
  return (
    <dialog
      ref={box}
      class="lw-dialog"
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h3 id={`${id}-title`}>{label}</h3>
      <label for={id}>One a line, as they were pasted</label>
      <div class="lw-typed">
        <textarea
          id={id}
          ref={area}
          class="lw-input"
          spellcheck={false}
          autocomplete="off"
          maxLength={2_000_000}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setCopied("");
          }}
        />
        {reply && reply.texts.length > 0 && <Fates reply={reply} label={`${label}: each value`} />}
      </div>
      <p role="status" class="lw-note">
        {reply ? summary(reply).join(" · ") || "The list is empty." : "Looking at the list…"}
        {reply?.lookedIn && <span class="lw-error-next">{reply.lookedIn}</span>}
        {copied && <span class="lw-error-next">{copied}</span>}
      </p>
      <div class="lw-dialog-end">
        <button
          type="button"
          class="lw-button lw-primary"
          disabled={reply === null}
          onClick={() => {
            onUse([...(reply?.values ?? [])]);
            close();
          }}
        >
          Use {counted(good, reply?.one ?? "value")}
        </button>
        <button type="button" class="lw-button" onClick={close}>
          Cancel
        </button>
        <span class="lw-dialog-gap" />
        {missing.length > 0 && (
          <button
            type="button"
            class="lw-quiet"
            onClick={async () => setCopied(await copyText(missing, box.current))}
          >
            Copy {number(missing.length)} not found
          </button>
        )}
        <button
          type="button"
          class="lw-quiet"
          disabled={text === ""}
          onClick={() => {
            setText("");
            setCopied("");
            area.current?.focus();
          }}
        >
          Clear all
        </button>
      </div>
    </dialog>
  );
}
