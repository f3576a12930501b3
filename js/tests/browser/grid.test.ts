import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { activeOf, demoPages, hasFocus, launch, violations } from "./demo-page";

const open = demoPages();

function gridOf(page: Page) {
  const grid = page.getByRole("grid", { name: "Leads" });
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const isActive = (text: string) =>
    expect.poll(async () => (await activeOf(grid)).text).toBe(text);
  const place = (text: string) => page.getByText(text, { exact: true }).waitFor();
  return { page, grid, press, isActive, place };
}

async function leads() {
  const found = gridOf(await open("parts=table&rows=1000000"));
  await found.page.getByText("Ana").first().waitFor();
  await found.grid.focus();
  return found;
}

test("the grid tells its size, and draws the rows and columns in view", async () => {
  const { grid } = await leads();
  expect(await grid.getAttribute("aria-rowcount")).toBe("1000001");
  expect(await grid.getAttribute("aria-colcount")).toBe("20");
  expect(await grid.getByRole("row").count()).toBeLessThan(30);
  const row = grid.getByRole("row").nth(1);
  expect(await row.getAttribute("aria-rowindex")).toBe("2");
  expect(await row.getByRole("gridcell").count()).toBeLessThan(20);
});

test("arrows, Home, End and pages move the active cell, and the grid keeps the focus", async () => {
  const { grid, press, isActive, place } = await leads();
  await press("ArrowDown");
  await isActive("1");
  await press("ArrowDown", "ArrowRight");
  await isActive("Jon");
  await press("End");
  await isActive("aux_data12 1");
  await press("Home");
  await isActive("2");
  await press("PageDown");
  await place("Row 17 of 1,000,000");
  await press("PageUp");
  await place("Row 2 of 1,000,000");
  expect(await hasFocus(grid)).toBe(true);
});

test("Ctrl+End reaches the last of 1,000,000 rows, and Ctrl+Home the first", async () => {
  const { grid, press, isActive, place } = await leads();
  await press("ArrowDown", "Control+End");
  await place("Row 1,000,000 of 1,000,000");
  await press("Home");
  await isActive("1000000");
  expect(await grid.getByRole("row").last().getAttribute("aria-rowindex")).toBe("1000001");
  await press("Control+Home");
  await isActive("1");
});

test("the headings are reached above the first row; Enter sorts, Shift and arrows widen", async () => {
  const { grid, press, isActive } = await leads();
  await press("ArrowDown", "ArrowUp");
  const heading = grid.getByRole("columnheader", { name: "Lead id" });
  await isActive("Lead id");
  expect(await heading.getAttribute("aria-sort")).toBe("none");
  const before = await heading.boundingBox();
  await press("Shift+ArrowRight");
  await expect
    .poll(async () => (await heading.boundingBox())?.width)
    .toBe((before?.width ?? 0) + 24);
  await press("Enter");
  await expect.poll(() => heading.getAttribute("aria-sort")).toBe("ascending");
  await press("Enter");
  await expect.poll(() => heading.getAttribute("aria-sort")).toBe("descending");
  await press("ArrowDown");
  await isActive("1000000");
});

test("a pressed cell becomes the active one", async () => {
  const { page, grid, isActive } = await leads();
  await page.getByText("Søren").first().click();
  await isActive("Søren");
  expect(await hasFocus(grid)).toBe(true);
});

test("the grid has nothing that axe-core objects to", async () => {
  const { page, press } = await leads();
  await press("ArrowDown", "ArrowRight");
  expect(await violations(page, "main")).toEqual([]);
});

// Chromium draws no element taller than 33.5 million device pixels: 1,000,000 rows are, zoomed.
test("on a screen of two device pixels per pixel every row is reached, by key and by wheel", async () => {
  const browser = await launch("--force-device-scale-factor=2");
  const page = await browser.newPage({ viewport: null });
  await page.goto(`${inject("demo")}?delay=0&parts=table&rows=1000000`);
  const { grid, press, isActive, place } = gridOf(page);
  await page.getByText("Ana").first().waitFor();
  expect(await page.evaluate("devicePixelRatio")).toBe(2);
  await grid.focus();
  await press("ArrowDown", "Control+End", "Home");
  await isActive("1000000");
  await press("Control+Home");
  await isActive("1");
  await grid.hover();
  await page.mouse.wheel(0, 28 * 5);
  await expect.poll(() => grid.getByText("6", { exact: true }).first().isVisible()).toBe(true);
  await page.getByText(/^Row 1 of/).waitFor();
  await expect.poll(() => grid.getByRole("row").nth(1).getAttribute("aria-rowindex")).toBe("7");
  await place("Row 1 of 1,000,000");
  await browser.close();
});

test("a running search shows its first rows, says that they are not all, and keeps their place", async () => {
  const { page, grid, press, isActive, place } = gridOf(
    await open("search=none&rows=1000000", "delay=60"),
  );
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const asked = page.getByRole("alertdialog", { name: "Before searching" });
  await asked.getByText("1,000,000 leads: about").waitFor();
  await asked.getByRole("button", { name: "Read them all" }).click();
  const marked = page.getByText(/^[\d,]+ of 1,000,000 so far\. .* the first 1,000 leads can be/);
  await marked.waitFor();
  expect(await violations(page, ".leadwidgets")).toEqual([]);
  await grid.focus();
  await press("ArrowDown", "PageDown", "PageDown");
  await place("Row 31 of 1,000");
  await marked.waitFor({ state: "detached" });
  await place("Row 31 of 1,000,000");
  await isActive("31");
});

test("a search that is cancelled takes its first rows with it", async () => {
  const { page, grid, place } = gridOf(await open("rows=50000", "delay=60"));
  await place("Rows 1–16 of 50,000");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.getByText(/ of 50,000 so far\./).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText(/ of 50,000 so far\./).waitFor({ state: "detached" });
  expect(await grid.getAttribute("aria-rowcount")).toBe("50001");
});
