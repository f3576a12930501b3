/** Puts a text on the clipboard, also where a page without TLS has no clipboard of its own. */

function copiedByHand(text: string, beside: HTMLElement | null): boolean {
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.className = "lw-hidden";
  (beside ?? document.body).append(holder);
  holder.select();
  const copied = document.execCommand("copy");
  holder.remove();
  return copied;
}

/** Copies lines, and says how it went; within a dialog only what stands in it can be selected. */
export async function copyText(
  lines: readonly string[],
  beside: HTMLElement | null,
): Promise<string> {
  const text = lines.join("\n");
  const copied = await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
    () => true,
    () => copiedByHand(text, beside),
  );
  return copied ? "Copied." : "The browser does not let this page copy.";
}
