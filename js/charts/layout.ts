/** The figure as Python made it, in the page's colours and without plotly's own furniture. */

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

export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: style.color,
    faint: colour("--lw-text-2"),
    line: colour("--lw-line"),
    surface: colour("--lw-raised"),
    font: style.fontFamily,
  };
}

function axis(given: unknown, { faint, line, text }: Colours): Json {
  const { title: _, ...rest } = record(given);
  return {
    ...rest,
    automargin: true,
    fixedrange: true,
    color: text,
    tickfont: { ...record(rest.tickfont), color: faint, size: 11 },
    gridcolor: line,
    linecolor: line,
    zerolinecolor: line,
  };
}

export function themed(
  layout: Json,
  colours: Colours,
  size: { width: number; height: number },
): Json {
  const { title: _, template: __, ...rest } = layout;
  return {
    ...rest,
    ...size,
    autosize: false,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: false,
    dragmode: false,
    font: { family: colours.font, size: 12, color: colours.text },
    margin: { l: 8, r: 12, t: 4, b: 24, pad: 4 },
    xaxis: axis(layout.xaxis, colours),
    yaxis: axis(layout.yaxis, colours),
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

/** A bar needs room for its label; many bars make a taller chart, within reason. */
export function heightFor(bars: number): number {
  return Math.min(520, Math.max(180, 48 + 22 * bars));
}
