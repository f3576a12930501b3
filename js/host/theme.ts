/**
 * Light or dark, as the page is. JupyterLab and Voilà say so on the body; elsewhere the colour of
 * the background behind the panel tells.
 */

import { isDark, resolve } from "../colour";

export type Theme = "light" | "dark";

function parentOf(element: Element): Element | null {
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

export function readTheme(element: Element): Theme {
  const told = document.body.dataset.jpThemeLight;
  if (told !== undefined) return told === "false" ? "dark" : "light";
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    const dark = isDark(resolve(getComputedStyle(at).backgroundColor));
    if (dark !== null) return dark ? "dark" : "light";
  }
  return "light";
}

/** Calls back with the theme now and whenever the page's changes. */
export function followTheme(
  element: Element,
  signal: AbortSignal,
  apply: (theme: Theme) => void,
): void {
  let last: Theme | undefined;
  const check = () => {
    const theme = readTheme(element);
    if (theme === last) return;
    last = theme;
    apply(theme);
  };
  const observer = new MutationObserver(check);
  const options = {
    attributes: true,
    attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class", "data-theme", "style"],
  };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  signal.addEventListener("abort", () => observer.disconnect());
  check();
}
