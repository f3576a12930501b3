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

async function clipboard(page: Page): Promise<{ text: string; html: string }> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (await item?.getType(type))?.text() ?? "";
    return { text: await read("text/plain"), html: await read("text/html") };
  });
}

test("a range is selected by dragging, extended with Shift, and copied as text and as a table", async () => {
  const { page, grid, press } = await leads();
  const cell = (text: string) => grid.getByText(text, { exact: true }).first();
  await cell("Ana").hover();
  await page.mouse.down();
  await cell("Laredo").hover();
  await page.mouse.up();
  await page.getByText("3 rows × 2 columns selected").waitFor();
  await cell("Jon").click({ modifiers: ["Shift"] });
  await page.getByText("2 rows × 1 column selected").waitFor();
  await press("Shift+ArrowRight");
  expect(await violations(page, "main")).toEqual([]);
  await press("Control+c");
  await page.getByText("Copied 2 rows × 2 columns.").waitFor();
  const { text, html } = await clipboard(page);
  expect(text).toBe("Ana\tReno\nJon\tFresno");
  expect(html.match(/<td/g)).toHaveLength(4);
});

test("rows are selected by their numbers and copied with headings", async () => {
  const { page, grid } = await leads();
  await grid.locator(".lw-gutter").nth(1).click();
  await grid
    .locator(".lw-gutter")
    .nth(2)
    .click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+c");
  await page.getByText("Copied 2 rows × 20 columns, with headings.").waitFor();
  const { text } = await clipboard(page);
  expect(text.split("\n").map((line) => line.split("\t").slice(0, 2))).toEqual([
    ["Lead id", "First name"],
    ["2", "Jon"],
    ["3", "Søren"],
  ]);
});

test("rows that the page does not hold are read to be copied, up to a number of cells", async () => {
  const { page, press } = await leads();
  await press("ArrowDown", "Control+a");
  await page.getByText("1,000,000 rows × 20 columns selected").waitFor();
  expect(await page.evaluate(() => String(getSelection()))).toBe("");
  await press("Control+c");
  await page.getByText("20,000,000 cells are more than the 50,000 that can be copied").waitFor();
  await press("Escape");
  for (let page = 0; page < 70; page += 1) await press("Shift+PageDown");
  await press("Control+c");
  await page.getByText(/^Copied 1,\d+ rows × 1 column\.$/).waitFor();
  const lines = (await clipboard(page)).text.split("\n");
  expect(lines).toEqual(lines.map((_, row) => String(row + 1)));
  expect(lines.length).toBeGreaterThan(1000);
});

test("where the browser has no clipboard for pages like this one, copying works all the same", async () => {
  const { page, press } = await leads();
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await press("ArrowDown", "ArrowRight", "Control+c");
  await page.getByText("Copied 1 row × 1 column.").waitFor();
  await page.evaluate(() => {
    document.body.appendChild(document.createElement("textarea")).focus();
  });
  await page.keyboard.press("Control+v");
  expect(await page.locator("textarea").inputValue()).toBe("Ana");
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
    await open("search=none&rows=200000", "delay=60"),
  );
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const marked = page.getByText(/^[\d,]+ of 200,000 so far\. .* the first 1,000 leads can be/);
  await marked.waitFor();
  expect(await violations(page, ".leadwidgets")).toEqual([]);
  await grid.focus();
  await press("ArrowDown", "PageDown", "PageDown");
  await place("Row 31 of 1,000");
  await marked.waitFor({ state: "detached" });
  await place("Row 31 of 200,000");
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
