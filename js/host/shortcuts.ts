/** JupyterLab's notebook shortcuts, which act on keys that are meant for a widget. */

const SUPPRESS = "data-lm-suppress-shortcuts";

const saves = ({ ctrlKey, metaKey, key }: KeyboardEvent) =>
  (ctrlKey || metaKey) && key.toLowerCase() === "s";

/**
 * Keeps JupyterLab's notebook shortcuts from acting on keys meant for the panel: "x" would cut the
 * cell. Lab looks at the focused element alone and listens on the document, so the mark is set
 * just before, on the window. Saving still reaches Lab.
 */
export function keepShortcutsAway(root: HTMLElement, signal: AbortSignal): void {
  const mark = (event: KeyboardEvent) => {
    const [target] = event.composedPath();
    if (!(target instanceof Element) || !event.composedPath().includes(root)) return;
    if (saves(event)) target.removeAttribute(SUPPRESS);
    else target.setAttribute(SUPPRESS, "true");
  };
  window.addEventListener("keydown", mark, { capture: true, signal });
}
