/**
 * Light or dark, as the page is, and whether the page's own colours go with that.
 *
 * JupyterLab and Voilà say which on the body; elsewhere the ground behind the panel tells, and where
 * that is transparent, VS Code. Its widgets have a light notebook's colours whatever its theme is.
 */

import { contrast, isDark, type Rgba, resolve } from "../colour";

export type Theme = "light" | "dark";

export interface Look {
  theme: Theme;
  /** Whose colours are used, for text and ground alike. */
  palette: "host" | "own";
}

const LEAST_CONTRAST = 4.5;

function parentOf(element: Element): Element | null {
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** What is behind the panel; null where everything lets through what is behind the page. */
function groundBehind(element: Element): Rgba | null {
  for (let at = parentOf(element); at !== null; at = parentOf(at)) {
    const colour = resolve(getComputedStyle(at).backgroundColor);
    if (isDark(colour) !== null) return colour;
  }
  return null;
}

function readTheme(ground: Rgba | null): Theme {
  const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
  if (jpThemeLight !== undefined) return jpThemeLight === "false" ? "dark" : "light";
  const dark = ground === null ? /(dark|contrast)$/.test(vscodeThemeKind ?? "") : isDark(ground);
  return dark ? "dark" : "light";
}

/** Whether the host has colours that go with the theme and can be read on what is behind the panel. */
function hostColoursFit(element: Element, theme: Theme, ground: Rgba | null): boolean {
  const styles = getComputedStyle(element);
  const read = (name: string) => resolve(styles.getPropertyValue(name));
  const text = read("--jp-ui-font-color1");
  const surface = read("--jp-layout-color1");
  const contrasts = [
    contrast(text, surface),
    contrast(text, ground ?? text),
    contrast(read("--own-on-accent"), read("--jp-brand-color1")),
  ];
  return isDark(surface) === (theme === "dark") && Math.min(...contrasts) >= LEAST_CONTRAST;
}

export function readLook(element: Element): Look {
  const ground = groundBehind(element);
  const theme = readTheme(ground);
  return { theme, palette: hostColoursFit(element, theme, ground) ? "host" : "own" };
}

/** Calls back with the look once the element is shown, and whenever the page's changes. */
export function followLook(
  element: Element,
  signal: AbortSignal,
  apply: (look: Look) => void,
): void {
  let last: Look | undefined;
  const check = () => {
    if (!element.isConnected) return;
    const look = readLook(element);
    if (look.theme === last?.theme && look.palette === last.palette) return;
    last = look;
    apply(look);
  };
  const marks = new MutationObserver(check);
  const options = {
    attributes: true,
    attributeFilter: [
      "data-jp-theme-light",
      "data-jp-theme-name",
      "data-vscode-theme-kind",
      "class",
      "data-theme",
      "style",
    ],
  };
  marks.observe(document.documentElement, options);
  marks.observe(document.body, options);
  const shown = new ResizeObserver(check); // the host may attach the element later
  shown.observe(element);
  signal.addEventListener("abort", () => {
    marks.disconnect();
    shown.disconnect();
  });
  check();
}
