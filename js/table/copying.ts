/** Cells as text and as a table for spreadsheets, and both into the clipboard. */

import type { Texts } from "./row-windows";

/** More are an export: they would hold up kernel and page. */
export const MOST_CELLS = 50_000;

const BREAKS = /[\t\r\n]+/g;
const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

function rowsOf(columns: readonly Texts[]): string[][] {
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? ""));
}

/** Rows as lines, cells parted by tabs; a tab or a line break within a cell becomes a blank. */
export function asText(headings: readonly string[] | null, columns: readonly Texts[]): string {
  const lines = headings === null ? rowsOf(columns) : [[...headings], ...rowsOf(columns)];
  return lines.map((cells) => cells.map((cell) => cell.replace(BREAKS, " ")).join("\t")).join("\n");
}

/**
 * Rows as an HTML table. Every cell is marked as text, so that Excel keeps the zeros of a zip code
 * and every digit of an id, and runs no formula.
 */
export function asHtml(headings: readonly string[] | null, columns: readonly Texts[]): string {
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag} style="mso-number-format:'\\@'">${escaped(cell)}</${tag}>`).join("")}</tr>`;
  const head = headings === null ? "" : row("th", headings);
  return `<table>${head}${rowsOf(columns)
    .map((cells) => row("td", cells))
    .join("")}</table>`;
}

/** Puts both forms into the clipboard, also where the page is served without encryption. */
export async function putIntoClipboard(text: string, html: string): Promise<void> {
  if (navigator.clipboard !== undefined && typeof ClipboardItem !== "undefined") {
    const item = { "text/plain": text, "text/html": html };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    return;
  }
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", html);
  };
  window.addEventListener("copy", give, { capture: true });
  const done = document.execCommand("copy");
  window.removeEventListener("copy", give, { capture: true });
  if (!done) throw new Error("The browser did not allow it.");
}
