/** The figure as Python made it, in the page's colours and without plotly's own furniture. */

import { readColour } from "../colour";

type Json = Record<string, unknown>;

export interface Colours {
  text: string;
  faint: string;
  line: string;
  surface: string;
  font: string;
}

const record = (value: unknown): Json =>
  typeof value === "object" && value !== null ? (value as Json) : {};

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

const isLying = (data: readonly Json[]) => record(data[0]).orientation === "h";

/** The number at the end of each bar takes the place of a value axis. */
export function labelled(data: readonly Json[], colours: Colours): Json[] {
  const value = isLying(data) ? "x" : "y";
  return data.map((trace) => ({
    ...structuredClone(trace),
    ...(trace.text === undefined && { texttemplate: `%{${value}:,}` }),
    textposition: "outside",
    textfont: { size: 11, color: colours.text },
    cliponaxis: false,
  }));
}

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
function fitting(given: unknown, room: number): unknown {
  const { ticktext } = record(given);
  if (!Array.isArray(ticktext)) return given;
  const most = Math.max(6, Math.floor(room / CHARACTER));
  return { ...record(given), ticktext: ticktext.map((label) => shortened(String(label), most)) };
}

function axis(given: unknown, values: boolean, { faint, line, text }: Colours): Json {
  const { title: _, range, ...others } = record(given);
  // Python leaves room for the numbers in the range; here the margin does, to the pixel.
  const rest = values || range === undefined ? others : { ...others, range };
  return {
    ...rest,
    automargin: true,
    fixedrange: true,
    color: text,
    tickfont: { ...record(rest.tickfont), color: faint, size: 11 },
    showgrid: false,
    showline: false,
    showticklabels: !values,
    ticks: values ? "" : "outside",
    ticklen: 5,
    tickcolor: "rgba(0,0,0,0)",
    zeroline: values,
    zerolinecolor: line,
  };
}

export function themed(
  { data, layout }: { data: readonly Json[]; layout: Json },
  colours: Colours,
  size: { width: number; height: number },
): Json {
  const { title: _, template: __, ...rest } = layout;
  const lying = isLying(data);
  const margin = { l: 8, r: roomFor(data), t: 4, b: 4 };
  const room = size.width - margin.l - margin.r - LEAST_BARS;
  return {
    ...rest,
    ...size,
    minreducedwidth: LEAST_BARS,
    autosize: false,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: false,
    dragmode: false,
    bargap: 0.25,
    font: { family: colours.font, size: 12, color: colours.text },
    margin,
    xaxis: axis(layout.xaxis, lying, colours),
    yaxis: axis(lying ? fitting(layout.yaxis, room) : layout.yaxis, !lying, colours),
    hoverlabel: {
      bgcolor: colours.surface,
      bordercolor: colours.line,
      font: { family: colours.font, color: colours.text },
    },
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
