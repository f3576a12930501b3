/** One plotly chart in its element: drawn, redrawn on theme and width, purged at the end. */

import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { ThemeContext, useStore } from "../context";
import type { Bar } from "../wire";
import { loadEngine, type Plotly } from "./engine";
import { CONFIG, layoutOf, readColours, tracesOf } from "./layout";

/** plotly styles the document; inside a shadow root (marimo) its rules must be brought in. */
function adoptStyles(element: HTMLElement): void {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot) || root.querySelector("style.lw-plotly") !== null) return;
  const given = document.querySelector<HTMLStyleElement>('style[id^="plotly.js-style-global"]');
  const rules = [...(given?.sheet?.cssRules ?? [])].map(({ cssText }) => cssText).join("\n");
  const style = document.createElement("style");
  style.className = "lw-plotly";
  style.textContent = rules;
  root.append(style);
}

interface Drawing {
  bars: readonly Bar[];
  /** All leads, of which shares are. */
  total: number;
}

function draw(plotly: Plotly, element: HTMLElement, { bars, total }: Drawing, size: Size): void {
  adoptStyles(element);
  const colours = readColours(element);
  const data = tracesOf(bars, total, colours);
  void plotly.react(element, data, layoutOf(bars, total, colours, size), CONFIG);
}

interface Size {
  width: number;
  height: number;
}

interface PlotProps extends Drawing {
  height: number;
  onError: (message: string) => void;
}

/** The drawing alone: what it shows is said beside it. */
export function Plot({ bars, total, height, onError }: PlotProps) {
  const store = useStore();
  const theme = useContext(ThemeContext);
  const element = useRef<HTMLDivElement>(null);
  const [plotly, setPlotly] = useState<Plotly>();
  const [width, setWidth] = useState(0);

  useEffect(() => {
    let alive = true;
    loadEngine(store.connection.ask.bind(store.connection)).then(
      (engine) => alive && setPlotly(() => engine),
      (error: unknown) =>
        alive &&
        onError(`The chart could not be drawn: ${error instanceof Error ? error.message : error}`),
    );
    return () => {
      alive = false;
    };
  }, [store, onError]);

  useEffect(() => {
    const at = element.current;
    if (at === null) return;
    const sizes = new ResizeObserver(([entry]) =>
      setWidth(Math.floor(entry?.contentRect.width ?? 0)),
    );
    sizes.observe(at);
    return () => sizes.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies(theme): the colours are read off the page.
  useEffect(() => {
    const at = element.current;
    if (plotly === undefined || at === null || width === 0) return;
    const frame = requestAnimationFrame(() => draw(plotly, at, { bars, total }, { width, height }));
    return () => cancelAnimationFrame(frame);
  }, [plotly, bars, total, width, height, theme]);

  useEffect(() => {
    const at = element.current;
    if (plotly === undefined || at === null) return;
    return () => plotly.purge(at);
  }, [plotly]);

  return <div class="lw-plot" ref={element} style={{ minHeight: height }} aria-hidden="true" />;
}
