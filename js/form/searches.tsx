/** The searches to go back to: this session's, and those saved under a name. */

import type { ComponentChildren } from "preact";
import { useCallback, useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { Icon } from "../icons";
import { Popup } from "../popup";
import { useUniqueId } from "../unique-id";
import type { SearchesReply } from "../wire";
import { AsText } from "./as-text";

const LONGEST_NAME = 80;
const NOTHING: SearchesReply = { recent: [], named: null };

interface SaveProps {
  named: NonNullable<SearchesReply["named"]>;
  onSave: (name: string) => void;
}

function Save({ named, onSave }: SaveProps) {
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  const save = () => {
    if (name === "") return;
    onSave(name);
    setTyped("");
  };
  return (
    <div class="lw-save">
      <input
        class="lw-input"
        aria-label="Name to save this search under"
        placeholder="Save this search as…"
        maxLength={LONGEST_NAME}
        autocomplete="off"
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault(); // the form around it would search
          save();
        }}
      />
      <button type="button" class="lw-button" aria-disabled={name === ""} onClick={save}>
        {named.some((one) => one.name === name) ? "Replace" : "Save"}
      </button>
    </div>
  );
}

interface GroupProps {
  title: string;
  children: ComponentChildren[];
}

function Group({ title, children }: GroupProps) {
  const id = useUniqueId();
  if (children.length === 0) return null;
  return (
    <>
      <h3 id={id}>{title}</h3>
      <ul aria-labelledby={id}>{children}</ul>
    </>
  );
}

export function Searches() {
  const store = useStore();
  const [open, setOpen] = useState(false);
  const [asText, setAsText] = useState(false);
  const [{ recent, named }, setFound] = useState(NOTHING);
  const [trouble, setTrouble] = useState("");
  const opener = useRef<HTMLButtonElement>(null);
  const { connection, criteria } = store;

  const hear = (asked: Promise<SearchesReply | null>) => {
    setTrouble("");
    return asked.then(
      (found) => found && setFound(found),
      (error: Error) => setTrouble(error.message),
    );
  };
  const close = useCallback(() => setOpen(false), []);
  const leave = () => {
    close();
    opener.current?.focus();
  };
  const fill = (filled: Promise<unknown>) => hear(filled.then(leave).then(() => null));

  return (
    <>
      <button
        type="button"
        class="lw-quiet"
        ref={opener}
        aria-haspopup="dialog"
        aria-expanded={open}
        onMouseDown={(event) => event.preventDefault()} // the focus would leave, and close it first
        onClick={() => {
          if (open) leave();
          else hear(connection.ask("searches", {})).then(() => setOpen(true));
        }}
      >
        Searches
        <Icon name="chevron" />
      </button>
      {open && (
        <Popup anchor={opener} label="Searches to go back to" onClose={close} wide>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the focus goes back as it closes. */}
          <div
            class="lw-searches"
            onKeyDown={({ key }) => key === "Escape" && opener.current?.focus()}
          >
            <Group title="Recent">
              {recent.map(({ number, words }) => (
                <li key={number}>
                  <button
                    type="button"
                    class="lw-search"
                    onClick={() => fill(store.fill("repeat", { search: number }))}
                  >
                    {words}
                  </button>
                </li>
              ))}
            </Group>
            <Group title="Saved">
              {(named ?? []).map(({ name, words }) => (
                <li key={name}>
                  <button
                    type="button"
                    class="lw-search"
                    onClick={() => fill(store.fill("open", { name }))}
                  >
                    <strong>{name}</strong> {words}
                  </button>
                  <button
                    type="button"
                    class="lw-quiet lw-dismiss"
                    aria-label={`Delete ${name}`}
                    onClick={({ currentTarget }) => {
                      currentTarget.closest("div")?.querySelector("input")?.focus();
                      hear(connection.ask("delete", { name }));
                    }}
                  >
                    <Icon name="cross" />
                  </button>
                </li>
              ))}
            </Group>
            {recent.length === 0 && !named?.length && (
              <p class="lw-note">What was searched is listed here.</p>
            )}
            {named && (
              <Save
                named={named}
                onSave={(name) => {
                  criteria.flush();
                  hear(connection.ask("save", { name }));
                }}
              />
            )}
            <button
              type="button"
              class="lw-quiet"
              onClick={() => {
                criteria.flush();
                setAsText(true);
              }}
            >
              Copy or paste as text…
            </button>
            <p class="lw-error" role="status">
              {trouble}
            </p>
          </div>
        </Popup>
      )}
      {asText && (
        <AsText
          onClose={() => {
            setAsText(false);
            leave();
          }}
        />
      )}
    </>
  );
}
