/** The criteria as text, to copy them and to paste others in their place. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { useUniqueId } from "../unique-id";
import type { TextForm } from "../wire";

const FORMS: [TextForm, string][] = [
  ["python", "Python"],
  ["json", "JSON"],
  ["api", "Request body"],
];

/** Where the page may not write to the clipboard, as outside of https, what is selected is copied. */
async function copy(area: HTMLTextAreaElement): Promise<boolean> {
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

export function AsText({ onClose }: { onClose: () => void }) {
  const store = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [form, setForm] = useState<TextForm>("python");
  const [text, setText] = useState("");
  const [said, setSaid] = useState({ words: "", wrong: false });
  const id = useUniqueId();
  const refuse = (error: Error & { next?: string | null }) =>
    setSaid({ words: [error.message, error.next].filter(Boolean).join(" "), wrong: true });

  useEffect(() => dialog.current?.showModal(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each form.
  useEffect(() => {
    setSaid({ words: "", wrong: false });
    store.connection.ask("text", { form }).then((reply) => setText(reply.text), refuse);
  }, [form]);

  return (
    <dialog class="lw-dialog lw-as-text" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h3 id={id}>The criteria as text</h3>
      <p>Copy them, or put others in their place, in any of the three forms.</p>
      <div class="lw-bar">
        {FORMS.map(([name, label]) => (
          <button
            key={name}
            type="button"
            class="lw-quiet"
            aria-pressed={form === name}
            onClick={() => setForm(name)}
          >
            {label}
          </button>
        ))}
      </div>
      <textarea
        ref={area}
        class="lw-text"
        aria-label="Criteria"
        rows={12}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p role="status" class={said.wrong ? "lw-error" : undefined}>
        {said.words}
      </p>
      <div class="lw-bar">
        <button
          type="button"
          class="lw-button lw-primary"
          onClick={() => {
            store.fill("paste", { text }).then(() => dialog.current?.close(), refuse);
          }}
        >
          Fill the form
        </button>
        <button
          type="button"
          class="lw-button"
          onClick={async () => {
            const copied = area.current !== null && (await copy(area.current));
            const words = copied ? "Copied." : "Press Ctrl+C: the page may not copy by itself.";
            setSaid({ words, wrong: !copied });
          }}
        >
          Copy
        </button>
        <button type="button" class="lw-button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
}
