/** Text and ground come from the same source, whatever the host's colours are. */

import { expect, test } from "vitest";
import { demoPages, violations } from "./demo-page";

const open = demoPages();

const ROOT = ".leadwidgets";
const SCREENSHOTS = new URL("../../../screenshots/", import.meta.url).pathname;

test.each([
  ["vscode=vscode-dark", "dark", "own"],
  ["vscode=vscode-high-contrast", "dark", "own"],
  ["vscode=vscode-light", "light", "own"],
  ["vscode=vscode-high-contrast-light", "light", "own"],
  ["vscode=vscode-dark&output=white", "light", "own"],
  ["vscode=vscode-dark&output=rgb(30,30,30)", "dark", "own"],
  ["vscode=vscode-light&output=rgb(255 255 255 / 10%25)", "light", "own"],
  ["theme=dark", "dark", "own"],
])(
  "with %s the panel is %s in the %s palette, and every text can be read",
  async (query, theme, palette) => {
    const page = await open(`${query}&rows=500`);
    const panel = page.locator(ROOT);
    await page.getByText("Ana").first().waitFor();
    await expect.poll(() => panel.getAttribute("data-theme")).toBe(theme);
    expect(await panel.getAttribute("data-palette")).toBe(palette);
    const dark = theme === "dark" ? "#1e1e1e" : "#fff";
    await page.evaluate((colour) => {
      document.documentElement.style.background = colour;
    }, dark);
    await page.getByRole("combobox", { name: "Lead status" }).click();
    await page.getByRole("option").first().waitFor();
    expect(await violations(page, ROOT)).toEqual([]);
    await page.screenshot({ path: `${SCREENSHOTS}look-${query.replace(/[^a-z]+/g, "-")}.png` });
  },
);
