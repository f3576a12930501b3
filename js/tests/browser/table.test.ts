import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { activeOf, demoPages, hasFocus, violations } from "./demo-page";

const open = demoPages();

async function leads(query = "") {
  const page = await open(`parts=table&rows=12745${query}`);
  await page.getByText("Ana").first().waitFor();
  const grid = page.getByRole("grid", { name: "Leads" });
  const headings = () => grid.getByRole("columnheader").allInnerTexts();
  return { page, grid, headings };
}

const labels = (page: Page) => page.getByRole("list", { name: "Columns" }).getByRole("checkbox");

describe("the columns' menu", () => {
  test("hides, shows and finds columns, and brings the first set back", async () => {
    const { page, grid, headings } = await leads();
    await page.getByRole("button", { name: "Columns" }).click();
    expect(await hasFocus(page.getByRole("searchbox", { name: "Search columns" }))).toBe(true);
    await page.getByRole("checkbox", { name: "First name" }).uncheck();
    await expect.poll(headings).not.toContain("First name");
    await page.getByRole("searchbox", { name: "Search columns" }).fill("gate");
    expect(await labels(page).count()).toBe(1);
    await page.getByText("no values").waitFor();
    await page.getByRole("button", { name: "Show all 21" }).click();
    await expect.poll(() => grid.getAttribute("aria-colcount")).toBe("21");
    await page.getByRole("button", { name: "First set" }).click();
    await expect.poll(() => grid.getAttribute("aria-colcount")).toBe("20");
    await page.keyboard.press("Escape");
    expect(await hasFocus(page.getByRole("button", { name: "Columns" }))).toBe(true);
  });

  test("orders columns by keys and by dragging, and pins them", async () => {
    const { page, headings } = await leads();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "City" }).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect
      .poll(async () => (await headings()).slice(0, 3))
      .toEqual(["Lead id", "City", "First name"]);
    expect(await hasFocus(page.getByRole("checkbox", { name: "City" }))).toBe(true);
    const line = (text: string) => page.getByRole("listitem").filter({ hasText: text });
    await line("Lead state").dragTo(line("City"));
    await expect.poll(async () => (await headings())[1]).toBe("Lead state");
    await page.getByRole("button", { name: "Keep Lead phone in sight" }).click();
    await expect
      .poll(async () => (await headings()).slice(0, 2))
      .toEqual(["Lead id", "Lead phone"]);
  });
});

test("a pinned column stays in sight while the others scroll", async () => {
  const { page, grid } = await leads();
  const id = grid.getByRole("columnheader", { name: "Lead id" });
  const before = await id.boundingBox();
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await grid.getByRole("columnheader", { name: "Aux data 12" }).waitFor();
  expect((await id.boundingBox())?.x).toBe(before?.x);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+ArrowLeft");
  await expect.poll(async () => (await activeOf(grid)).text).toBe("1");
});

test("Shift and a press sort by one more column, with numbers that are said", async () => {
  const { page, grid } = await leads();
  await grid.getByText("Lead state").click();
  await grid.getByText("City").click({ modifiers: ["Shift"] });
  await grid.getByText("City").click({ modifiers: ["Shift"] });
  await page.getByText("Sorted by Lead state, ascending; then by City, descending.").waitFor();
  const state = grid.getByRole("columnheader", { name: "Lead state" });
  expect(await state.getAttribute("aria-sort")).toBe("ascending");
  expect(await state.locator(".lw-order").innerText()).toBe("1");
  await grid.getByText("City").click();
  await page.getByText("Sorted by City, ascending.").waitFor();
});

describe("a column's menu", () => {
  test("opens by keys, filters by values, and a chip says so and takes it away", async () => {
    const { page, grid } = await leads();
    await grid.focus();
    for (const key of ["ArrowDown", "ArrowUp", "Control+ArrowRight", "Alt+ArrowDown"]) {
      await page.keyboard.press(key);
    }
    const menu = page.getByRole("dialog", { name: /^Column Aux data 12/ });
    await menu.getByRole("checkbox", { name: "READY" }).check();
    await menu.getByRole("textbox", { name: "Contains" }).fill("x");
    await page.keyboard.press("Enter");
    await page.getByText("1,275 of 12,745 leads").waitFor();
    await menu.waitFor({ state: "detached" });
    expect(await hasFocus(grid)).toBe(true);
    expect(await grid.getAttribute("aria-rowcount")).toBe("1276");
    await grid.getByText("11", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: /^Remove the filter/ }).click();
    await expect.poll(() => grid.getAttribute("aria-rowcount")).toBe("12746");
  });

  test("sorts and hides", async () => {
    const { page, grid, headings } = await leads();
    const open = () => grid.getByTitle("Sort, filter, hide City").click();
    await open();
    await page.getByRole("button", { name: "Sort descending" }).click();
    await page.getByText("Sorted by City, descending.").waitFor();
    await open();
    await page.getByRole("button", { name: "Hide" }).click();
    await expect.poll(headings).not.toContain("City");
  });
});

test("what is exported is saved as the file that the kernel gave in pieces", async () => {
  const { page, grid } = await leads();
  await grid.getByText("Jon").first().click();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("radio", { name: "1 selected row" }).check();
  await page.getByRole("checkbox", { name: "Mask personal data" }).check();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("leads.csv");
  let content = "";
  for await (const chunk of await download.createReadStream()) content += String(chunk);
  expect(content).toBe("Lead id\r\n1\r\n");
  await page.getByText("leads.csv was saved, 1 KB.").waitFor();
});

test("a lead is gone to by its id", async () => {
  const { page, grid } = await leads();
  const box = page.getByRole("textbox", { name: "Go to lead id" });
  await box.fill("9000");
  await box.press("Enter");
  await page.getByText("Lead 9000 is in row 9,000.").waitFor();
  await page.getByText("Row 9,000 of 12,745").waitFor();
  await expect.poll(async () => (await activeOf(grid)).text).toBe("9000");
  await box.fill("99999");
  await box.press("Enter");
  await page.getByText("Lead 99999 is not among the leads found.").waitFor();
  await box.fill("Ana");
  await box.press("Enter");
  await page.getByText("A lead id is a whole number.").waitFor();
});

test("Enter shows a lead with all its fields, and Escape goes back to its row", async () => {
  const { page, grid } = await leads();
  await grid.getByText("Søren").first().click();
  await page.keyboard.press("Enter");
  const card = page.getByRole("dialog", { name: "Lead in row 3" });
  await card.getByText("2125550102").waitFor();
  await card.getByText("No value: Gate keeper.").waitFor();
  expect(await violations(page, "main")).toEqual([]);
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  expect(await hasFocus(grid)).toBe(true);
});

test.each(["light", "dark"])("axe-core objects to no menu in a %s theme", async (theme) => {
  const { page, grid } = await leads(`&theme=${theme}`);
  await grid.getByText("Jon").first().click();
  await page.keyboard.press("Shift+ArrowDown");
  const menus = [
    page.getByRole("button", { name: "Columns" }),
    page.getByRole("button", { name: "Export" }),
    grid.getByTitle("Sort, filter, hide Lead state"),
    grid.getByTitle("Sort, filter, hide Lead passes"),
  ];
  for (const menu of menus) {
    await menu.click();
    await page.getByRole("dialog").getByRole("checkbox").first().waitFor();
    expect(await violations(page, "main")).toEqual([]);
    const small = await page.getByRole("dialog").evaluate((dialog) =>
      Array.from(dialog.querySelectorAll("button, label, input:not([type=checkbox], [type=radio])"))
        .filter((target) => target.getBoundingClientRect().height < 24)
        .map((target) => target.outerHTML),
    );
    expect(small).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
});

test("in a narrow table pinned columns scroll like the others, and nothing is cut off", async () => {
  const { page, grid } = await leads();
  await page.setViewportSize({ width: 320, height: 700 });
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await grid.getByRole("columnheader", { name: "Aux data 12" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
