/**
 * How a chart looks: its sizes, spaces and colours, as plotly takes them. One calm hue; other colours
 * are for what is chosen and for leads without a value.
 */

import { readColour } from "../colour";
import type { Bar } from "../wire";
import { number, share } from "../wording";

type Json = Record<string, unknown>;

export interface Colours {
  text: string;
  faint: string;
  line: string;
  surface: string;
  bar: string;
  pale: string;
  none: string;
  nonePale: string;
  chosen: string;
  font: string;
}

/** Read off an element that the plot does not replace the children of. */
export function readColours(element: Element): Colours {
  return {
    text: readColour(element, "--lw-text"),
    faint: readColour(element, "--lw-text-2"),
    line: readColour(element, "--lw-line"),
    surface: readColour(element, "--lw-raised"),
    bar: readColour(element, "--lw-bar"),
    pale: readColour(element, "--lw-bar-pale"),
    none: readColour(element, "--lw-bar-none"),
    nonePale: readColour(element, "--lw-bar-none-pale"),
    chosen: readColour(element, "--lw-bar-chosen"),
    font: getComputedStyle(element).fontFamily,
  };
}

const CLEAR = "rgba(0,0,0,0)";
/** A usual width, in pixels. */
const CHARACTER = 6.3;

/** Whether other charts leave only a part of some bar. */
export const isFiltered = (bars: readonly Bar[]) => bars.some(({ part, leads }) => part < leads);

/** A bar's numbers: its leads and their share of all, or how many of them remain. */
export const barText = ({ leads, part }: Bar, total: number, filtered: boolean) =>
  filtered
    ? `${number(part)} of ${number(leads)}`
    : `${number(leads)} (${share(leads / Math.max(total, 1))})`;

/** The whole of each bar, pale where something is chosen, and the part that remains over it. */
export function tracesOf(bars: readonly Bar[], total: number, colours: Colours): Json[] {
  const filtered = isFiltered(bars);
  const choosing = bars.some(({ chosen }) => chosen);
  const texts = bars.map((bar) => barText(bar, total, filtered));
  const trace = (x: number[], color: string[]) => ({
    type: "bar",
    orientation: "h",
    x,
    y: bars.map((_, place) => place),
    marker: { color },
    hovertext: bars.map(({ markup }, place) => `${markup}<br>${texts[place]}`),
    hoverinfo: "text",
  });
  const full = ({ kind }: Bar) => (kind === "none" ? colours.none : colours.bar);
  const pale = ({ kind }: Bar) => (kind === "none" ? colours.nonePale : colours.pale);
  const whole = {
    ...trace(
      bars.map(({ leads }) => leads),
      bars.map(filtered || choosing ? pale : full),
    ),
    text: texts,
    textposition: "outside",
    cliponaxis: false,
  };
  if (!filtered && !choosing) return [whole];
  const remains = (bar: Bar) => {
    if (!choosing) return full(bar);
    return bar.chosen ? colours.chosen : pale(bar);
  };
  return [
    whole,
    trace(
      bars.map(({ part }) => part),
      bars.map(remains),
    ),
  ];
}

/** Room for the longest number beyond its bar, in pixels. */
function roomFor(texts: readonly string[]): number {
  return 10 + CHARACTER * Math.max(7, ...texts.map((text) => text.length));
}

/** The least width of the bars beside their labels, in pixels. */
const LEAST_BARS = 56;

/** Shortens a label that plotly reads as HTML; an entity is one character. */
function shortened(label: string, most: number): string {
  const characters = label.match(/&[^;]+;|./gsu) ?? [];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : label;
}

/** Labels that would not leave the bars their room are cut; hover label and table have them whole. */
function fitting(labels: readonly string[], room: number): string[] {
  const most = Math.max(6, Math.floor(room / CHARACTER));
  return labels.map((label) => shortened(label, most));
}

/** The number at the end of each bar takes the place of a value axis. */
function valueAxis({ line }: Colours): Json {
  return {
    fixedrange: true,
    showgrid: false,
    showticklabels: false,
    zeroline: true,
    zerolinecolor: line,
  };
}

/** Bars stand at 0, 1, 2 …, the first one on top. */
function labelAxis(bars: readonly Bar[], room: number, { faint }: Colours): Json {
  const labels = fitting(
    bars.map(({ markup }) => markup),
    room,
  );
  return {
    automargin: true,
    fixedrange: true,
    range: [bars.length - 0.5, -0.5],
    showgrid: false,
    tickcolor: CLEAR,
    tickfont: { color: faint },
    ticklen: 5,
    tickmode: "array",
    ticks: "outside",
    ticktext: labels.map((label, place) => (bars[place]?.chosen ? `<b>${label}</b>` : label)),
    tickvals: labels.map((_, place) => place),
    zeroline: false,
  };
}

export function layoutOf(
  bars: readonly Bar[],
  total: number,
  colours: Colours,
  size: { width: number; height: number },
): Json {
  const filtered = isFiltered(bars);
  const texts = bars.map((bar) => barText(bar, total, filtered));
  const margin = { l: 8, r: roomFor(texts), t: EDGE, b: EDGE };
  const room = size.width - margin.l - margin.r - LEAST_BARS;
  return {
    ...size,
    autosize: false,
    bargap: 0.25,
    barmode: "overlay",
    dragmode: false,
    font: { family: colours.font, size: 11, color: colours.text },
    hoverlabel: {
      bgcolor: colours.surface,
      bordercolor: colours.line,
      font: { family: colours.font, color: colours.text },
    },
    margin,
    minreducedwidth: LEAST_BARS,
    paper_bgcolor: CLEAR,
    plot_bgcolor: CLEAR,
    showlegend: false,
    xaxis: valueAxis(colours),
    yaxis: labelAxis(bars, room, colours),
  };
}

export const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  scrollZoom: false,
};

const EDGE = 4;
const AROUND = 2 * EDGE;
/** Every bar is a target of at least 24 pixels. */
const THIN = 24;
const THICK = 30;

/** The least height at which every bar can have its label beside it. */
export const leastHeight = (bars: number) => AROUND + THIN * bars;

/** Charts side by side are as tall as the tallest, unless their bars would grow fat. */
export const heightFor = (bars: number, tallest: number) =>
  Math.max(leastHeight(bars), Math.min(tallest, AROUND + THICK * bars));
