/**
 * How a chart looks: its sizes, spaces and colours. This is the page's alone; what is drawn (bars,
 * their numbers, labels, hover labels and colours) is the kernel's alone, in its reply.
 */

import { readColour } from "../colour";
import type { FigureReply } from "../wire";

type Json = Record<string, unknown>;

export interface Colours {
  text: string;
  faint: string;
  line: string;
  surface: string;
  font: string;
}

/** Read off an element that the plot does not replace the children of. */
export function readColours(element: Element): Colours {
  return {
    text: readColour(element, "--lw-text"),
    faint: readColour(element, "--lw-text-2"),
    line: readColour(element, "--lw-line"),
    surface: readColour(element, "--lw-raised"),
    font: getComputedStyle(element).fontFamily,
  };
}

const CLEAR = "rgba(0,0,0,0)";
/** A usual width, in pixels. */
const CHARACTER = 6.3;

/** Room for the longest number beyond its bar, in pixels. */
function roomFor(data: readonly Json[]): number {
  const texts = data.flatMap(({ text }) => (Array.isArray(text) ? text.map(String) : []));
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
function labelAxis(labels: readonly string[], room: number, { faint }: Colours): Json {
  return {
    automargin: true,
    fixedrange: true,
    range: [labels.length - 0.5, -0.5],
    showgrid: false,
    tickcolor: CLEAR,
    tickfont: { color: faint },
    ticklen: 5,
    tickmode: "array",
    ticks: "outside",
    ticktext: fitting(labels, room),
    tickvals: labels.map((_, place) => place),
    zeroline: false,
  };
}

export function layoutOf(
  { data, labels }: FigureReply["figure"],
  colours: Colours,
  size: { width: number; height: number },
): Json {
  const margin = { l: 8, r: roomFor(data), t: 4, b: 4 };
  const room = size.width - margin.l - margin.r - LEAST_BARS;
  return {
    ...size,
    autosize: false,
    bargap: 0.25,
    barmode: "stack",
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
    yaxis: labelAxis(labels, room, colours),
  };
}

export const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  scrollZoom: false,
};

const AROUND = 16;
const THIN = 18;
const THICK = 30;

/** The least height at which every bar can have its label beside it, within reason. */
export const leastHeight = (bars: number) => Math.min(560, AROUND + THIN * bars);

/** Charts side by side are as tall as the tallest, unless their bars would grow fat. */
export const heightFor = (bars: number, tallest: number) =>
  Math.max(leastHeight(bars), Math.min(tallest, AROUND + THICK * bars));
