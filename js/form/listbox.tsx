/** A listbox that draws only the lines in view; it is itself what scrolls. */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../icons";
import { useViewport } from "../viewport/viewport";
import type { OptionValue } from "../wire";
import { number } from "../wording";
import type { Counts } from "./option-counts";
import type { Line, OptionList } from "./option-list";

const LINE_HEIGHT = 28;
const SPARE_LINES = 6;
/** Scrolling that goes on is not counted for, in milliseconds. */
const PAUSE = 250;

interface ListboxProps {
  id: string;
  label: string;
  list: OptionList;
  lines: readonly Line[];
  /** How many of the lines are options. */
  size: number;
  chosen: ReadonlySet<OptionValue>;
  counts: Counts;
  /** Told which options are in view, where there are too many to count them all. */
  onView: ((values: OptionValue[]) => void) | undefined;
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

interface OptionProps extends Omit<ListboxProps, "lines" | "label" | "onView"> {
  line: Extract<Line, { kind: "option" }>;
  top: number;
}

function Option({ id, list, size, chosen, counts, active, onToggle, line, top }: OptionProps) {
  const { option, position } = line;
  const value = list.values[option] as OptionValue;
  const isChosen = chosen.has(value);
  const count = counts.get(value);
  const hint = list.hints?.[option];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus (aria-activedescendant).
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the combobox.
    <div
      id={optionId(id, option)}
      class="lw-option"
      role="option"
      aria-selected={isChosen}
      aria-setsize={size}
      aria-posinset={position + 1}
      data-none={count?.leads === 0 || undefined}
      data-active={position === active || undefined}
      title={hint ?? undefined}
      style={{ top }}
      onClick={() => onToggle(option, position)}
    >
      <span class="lw-box">{isChosen && <Icon name="check" />}</span>
      <span class="lw-option-label">{list.labels[option]}</span>
      {hint && <span class="lw-option-hint">{hint}</span>}
      {count && (
        <span class="lw-option-count" data-stale={count.stale || undefined}>
          {number(count.leads)}
          <span class="lw-hidden">
            {count.leads === 1 ? " lead" : " leads"}
            {count.stale && " before the form changed"}
          </span>
        </span>
      )}
    </div>
  );
}

export function Listbox({ label, lines, onView, ...props }: ListboxProps) {
  const { id, list, active } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useViewport(scroller, { rows: lines.length, rowHeight: LINE_HEIGHT });
  const { reveal, topOf } = view;

  useLayoutEffect(() => {
    const line = lines.findIndex((one) => one.kind === "option" && one.position === active);
    if (line < 0) return;
    const headed = lines[line - 1]?.kind === "group";
    reveal(headed ? line - 1 : line, line);
  }, [active, lines, reveal]);

  const { first, last } = view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew where other options are seen.
  useEffect(() => {
    if (onView === undefined) return;
    const timer = setTimeout(() => {
      const seen = lines.slice(first, last + 1);
      onView(
        seen.flatMap((line) =>
          line.kind === "option" ? [list.values[line.option] as OptionValue] : [],
        ),
      );
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [first, last, lines]);

  const drawLine = (line: Line, index: number) =>
    line.kind === "option" ? (
      <Option key={line.option} {...props} line={line} top={topOf(index)} />
    ) : (
      <div key="name" class="lw-group-name" role="presentation" style={{ top: topOf(index) }}>
        {list.groups[line.group]?.label}
      </div>
    );

  const drawRun = ({ group, from, lines: drawn }: Run) => {
    const within = drawn.map((line, place) => drawLine(line, from + place));
    if (group < 0) return within;
    return (
      // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own.
      <div key={group} role="group" aria-label={list.groups[group]?.label ?? ""}>
        {within}
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
    >
      <div class="lw-list-space" role="presentation" style={{ height: view.height }}>
        {runsOf(lines, Math.max(0, view.first - SPARE_LINES), view.last + 1 + SPARE_LINES).map(
          drawRun,
        )}
      </div>
    </div>
  );
}
