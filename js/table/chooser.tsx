/** Which columns the table shows: searched, checked, ordered by dragging or by keys, and pinned. */

import { useRef, useState } from "preact/hooks";
import { useStore } from "../context";
import { Icon } from "../icons";
import { useObservable } from "../observable";
import type { Layout, TableColumn } from "../wire";
import { counted } from "../wording";
import { withPinned, withPlace, withShown } from "./shown-columns";

interface LineProps {
  column: TableColumn;
  layout: Layout;
  onArrange: (layout: Layout) => void;
  onDrag: (name: string | null) => void;
  onDrop: (name: string) => void;
}

function Line({ column, layout, onArrange, onDrag, onDrop }: LineProps) {
  const { name, label, empty } = column;
  const place = layout.shown.indexOf(name);
  const shown = place >= 0;
  const pinned = layout.pinned.includes(name);
  const only = shown && layout.shown.length === 1;
  const move = (event: KeyboardEvent, by: number) => {
    event.preventDefault();
    event.stopPropagation();
    onArrange(withPlace(layout, name, place + by));
  };
  return (
    <li
      class="lw-line"
      draggable={shown}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", label);
        onDrag(name);
      }}
      onDragEnd={() => onDrag(null)}
      onDragOver={(event) => {
        if (shown) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop(name);
      }}
    >
      <label class="lw-line-label">
        <input
          type="checkbox"
          checked={shown}
          disabled={only}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onChange={({ currentTarget }) =>
            onArrange(withShown(layout, name, currentTarget.checked))
          }
          onKeyDown={(event) => {
            if (!event.altKey || !shown) return;
            if (event.key === "ArrowUp") move(event, -1);
            if (event.key === "ArrowDown") move(event, 1);
          }}
        />
        <span>{label}</span>
        {empty && <span class="lw-aside">no values</span>}
      </label>
      {shown && (
        <button
          type="button"
          class="lw-quiet lw-sign"
          aria-pressed={pinned}
          aria-label={`Keep ${label} in sight`}
          title="Keep in sight"
          onClick={() => onArrange(withPinned(layout, name, !pinned))}
        >
          <Icon name="pin" />
        </button>
      )}
    </li>
  );
}

export function Chooser({ columns }: { columns: readonly TableColumn[] }) {
  const { arrangement } = useStore();
  const layout = useObservable(arrangement.shown);
  const [query, setQuery] = useState("");
  const dragged = useRef<string | null>(null);
  const [said, say] = useState("");
  const arrange = (to: Layout) => {
    arrangement.arrange(to);
    const moved = to.shown.find((name, at) => layout.shown[at] !== name);
    const label = columns.find(({ name }) => name === moved)?.label;
    if (label !== undefined && to.shown.length === layout.shown.length) say("Moved.");
    else say(`${counted(to.shown.length, "column")} shown.`);
  };
  const place = (name: string) => {
    const at = layout.shown.indexOf(name);
    return at < 0 ? layout.shown.length : at;
  };
  const found = columns
    .filter(({ name, label }) => `${label} ${name}`.toLowerCase().includes(query.toLowerCase()))
    .sort((a, b) => place(a.name) - place(b.name));
  return (
    <>
      <div class="lw-menu-head">
        <input
          class="lw-input"
          type="search"
          aria-label="Search columns"
          placeholder="Search columns"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </div>
      <div class="lw-popup-tools">
        <button
          type="button"
          class="lw-quiet"
          onClick={() => {
            const rest = columns.filter(({ name }) => !layout.shown.includes(name));
            arrange({ ...layout, shown: [...layout.shown, ...rest.map(({ name }) => name)] });
          }}
        >
          Show all {columns.length}
        </button>
        <button type="button" class="lw-quiet" onClick={() => arrangement.arrange(null)}>
          First set
        </button>
      </div>
      <ul class="lw-lines" aria-label="Columns">
        {found.map((column) => (
          <Line
            key={column.name}
            column={column}
            layout={layout}
            onArrange={arrange}
            onDrag={(name) => {
              dragged.current = name;
            }}
            onDrop={(name) => {
              const { current } = dragged;
              if (current !== null) arrange(withPlace(layout, current, place(name)));
            }}
          />
        ))}
        {found.length === 0 && <li class="lw-list-empty">No column is called so.</li>}
      </ul>
      <p class="lw-menu-foot">Alt and arrows, or dragging, order what is shown.</p>
      <p class="lw-hidden" role="status">
        {said}
      </p>
    </>
  );
}
