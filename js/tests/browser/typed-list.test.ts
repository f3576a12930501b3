import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { demoPages, hasFocus, violations } from "./demo-page";

const open = demoPages();
const NUMBERS = Array.from({ length: 50 }, (_, at) => `212-555-01${String(at).padStart(2, "0")}`);
const PASTED = [...NUMBERS, "n/a", "(212) 555.0100"].join("\n");

async function opened(query = "parts=form&search=none") {
  const page = await open(query);
  await page.getByRole("button", { name: "More fields" }).click();
  const opener = page.getByRole("button", { name: /^Phones: / });
  await opener.click();
  const dialog = page.getByRole("dialog", { name: "Phones" });
  await dialog.waitFor();
  return { page, opener, dialog, text: dialog.getByRole("textbox") };
}

const status = (page: Page, words: string) =>
  page.getByRole("dialog").getByRole("status").filter({ hasText: words });

describe("the list of a field", () => {
  test("tells bad and doubled values, and puts the good ones into the field", async () => {
    const { page, opener, dialog, text } = await opened();
    expect(await hasFocus(text)).toBe(true);
    await text.fill(PASTED);
    await status(page, "50 good · 1 no phone number · 1 doubled").waitFor();
    await dialog.getByRole("combobox").selectOption("doubled");
    expect(await dialog.getByRole("listitem").allInnerTexts()).toEqual([
      "52\n(212) 555.0100\nthe same as 1",
    ]);
    await dialog.getByRole("button", { name: "Use 50 phone numbers" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Phones: 50: open the list" }).waitFor();
    expect(await hasFocus(opener)).toBe(true);
  });

  test("keeps the focus within, and gives it back with Escape, the field untouched", async () => {
    const { page, opener, dialog, text } = await opened();
    await text.fill(PASTED);
    await status(page, "50 good").waitFor();
    const outside = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        return activeElement !== document.body && !activeElement?.closest("dialog");
      });
    for (let press = 0; press < 12; press += 1) {
      await page.keyboard.press("Tab");
      expect(await outside()).toBe(false);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await hasFocus(opener)).toBe(true);
    expect(await opener.innerText()).toBe("Open a list");
  });

  test("says after a search which values were found, copies the others, and clears", async () => {
    const { page, dialog, text } = await opened("parts=form&search=none&rows=1000");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page
      .getByText(/^Complete /)
      .first()
      .waitFor();
    await page.getByRole("button", { name: /^Phones: / }).click();
    await text.fill(NUMBERS.slice(0, 4).join("\n"));
    await status(page, "2 found · 2 not found").waitFor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await dialog.getByRole("button", { name: "Copy 2 not found" }).click();
    await status(page, "Copied.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      NUMBERS.slice(1, 3).join("\n"),
    );
    await dialog.getByRole("button", { name: "Clear all" }).click();
    await status(page, "The list is empty.").waitFor();
    expect(await text.inputValue()).toBe("");
  });

  test("draws only what is in view of 5,000 values", async () => {
    const { page, dialog, text } = await opened();
    const many = Array.from({ length: 5000 }, (_, at) => String(2_125_550_000 + at));
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), many.join("\n"));
    await text.press("Control+V");
    await status(page, "5,000 good").waitFor();
    expect(await dialog.getByRole("listitem").count()).toBeLessThan(60);
  });

  test.each(["light", "dark"])("has no accessibility violation, %s", async (theme) => {
    const { page, text } = await opened(`parts=form&search=none&theme=${theme}`);
    await text.fill(PASTED);
    await status(page, "50 good").waitFor();
    expect(await violations(page, "dialog")).toEqual([]);
  });
});
