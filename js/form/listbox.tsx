/** A listbox that draws only the lines in view; it is itself what scrolls. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../icons";
import type { Line, OptionList } from "../options";
import type { OptionValue } from "../wire";

export const LINE_HEIGHT = 28;
const SPARE_LINES = 6;

interface ListboxProps {
  id: string;
  label: string;
  list: OptionList;
  lines: readonly Line[];
  /** How many of the lines are options. */
  size: number;
  chosen: ReadonlySet<OptionValue>;
  /** Position of the active option among the options shown, or -1. */
  active: number;
  onToggle: (option: number, position: number) => void;
}

interface Run {
  group: number;
  from: number;
  lines: Line[];
}

/** Lines in view, cut where the group changes. */
function runsOf(lines: readonly Line[], from: number, to: number): Run[] {
  const runs: Run[] = [];
  for (let index = from; index < to; index += 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const last = runs[runs.length - 1];
    if (last?.group === line.group) last.lines.push(line);
    else runs.push({ group: line.group, from: index, lines: [line] });
  }
  return runs;
}

export const optionId = (listboxId: string, option: number) => `${listboxId}-${option}`;

export function Listbox(props: ListboxProps) {
  const { id, label, list, lines, size, chosen, active, onToggle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 320 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    const line = lines.findIndex((one) => one.kind === "option" && one.position === active);
    if (element === null || line < 0) return;
    const headed = lines[line - 1]?.kind === "group" ? 1 : 0;
    const top = (line - headed) * LINE_HEIGHT;
    const bottom = (line + 1) * LINE_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) {
      element.scrollTop = bottom - element.clientHeight;
    }
  }, [active, lines]);

  const from = Math.max(0, Math.floor(view.top / LINE_HEIGHT) - SPARE_LINES);
  const to = Math.ceil((view.top + view.height) / LINE_HEIGHT) + SPARE_LINES;

  const drawOption = (line: Extract<Line, { kind: "option" }>, index: number) => {
    const { option, position } = line;
    const value = list.values[option] as OptionValue;
    const isChosen = chosen.has(value);
    const hint = list.hints?.[option];
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus (aria-activedescendant).
      // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the combobox.
      <div
        key={option}
        id={optionId(id, option)}
        class="lw-option"
        role="option"
        aria-selected={isChosen}
        aria-setsize={size}
        aria-posinset={position + 1}
        data-active={position === active || undefined}
        title={hint ?? undefined}
        style={{ top: index * LINE_HEIGHT }}
        onClick={() => onToggle(option, position)}
      >
        <span class="lw-box">{isChosen && <Icon name="check" />}</span>
        <span class="lw-option-label">{list.labels[option]}</span>
        {hint && <span class="lw-option-hint">{hint}</span>}
      </div>
    );
  };

  const drawRun = ({ group, from: start, lines: drawn }: Run) => {
    const options = drawn.map((line, offset) =>
      line.kind === "option" ? (
        drawOption(line, start + offset)
      ) : (
        <div
          key="name"
          class="lw-group-name"
          role="presentation"
          style={{ top: (start + offset) * LINE_HEIGHT }}
        >
          {list.groups[line.group]?.label}
        </div>
      ),
    );
    if (group < 0) return options;
    return (
      // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own.
      <div key={group} role="group" aria-label={list.groups[group]?.label ?? ""}>
        {options}
      </div>
    );
  };

  return (
    <div
      id={id}
      ref={scroller}
      class="lw-list"
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      aria-multiselectable="true"
      onScroll={({ currentTarget }) =>
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <div class="lw-list-space" role="presentation" style={{ height: lines.length * LINE_HEIGHT }}>
        {runsOf(lines, from, to).map(drawRun)}
      </div>
    </div>
  );
}
