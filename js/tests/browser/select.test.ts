import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { activeOf, demoPages, hasFocus, violations } from "./demo-page";

const LISTS = 50_000;
const open = demoPages();

async function lists(query = "parts=form&search=none") {
  const page = await open(query);
  const input = page.getByRole("combobox", { name: "Loaded lists", exact: true });
  const listbox = page.getByRole("listbox", { name: "Loaded lists", exact: true });
  await page.getByText("50,000").waitFor();
  await input.focus();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const isActive = (label: string) =>
    expect.poll(async () => (await activeOf(input)).text).toBe(label);
  return { page, input, listbox, press, isActive };
}

const chip = (page: Page, label: string) =>
  page.getByRole("button", { name: `Remove ${label}`, exact: true });

describe("the keyboard in a select", () => {
  test("opens the list with an arrow and goes through it by one, by ten and to both ends", async () => {
    const { listbox, press, isActive } = await lists();
    await press("ArrowDown");
    await listbox.waitFor();
    await isActive("Spring list 1");
    await press("ArrowDown", "ArrowDown");
    await isActive("Winback list 3");
    await press("ArrowUp");
    await isActive("Renewal list 2");
    await press("PageDown");
    await isActive("Event list 12");
    await press("PageUp", "PageUp");
    await isActive("Spring list 1");
    await press("End");
    await isActive("Partner list 50000");
    await press("ArrowDown");
    await isActive("Partner list 50000");
    await press("Home");
    await isActive("Spring list 1");
  });

  test("toggles the active option with Space and Enter, and searches for nothing meanwhile", async () => {
    const { page, press } = await lists();
    await press("ArrowDown", "ArrowDown", "Space");
    await chip(page, "Renewal list 2").waitFor();
    await press("ArrowDown", "Enter");
    await chip(page, "Winback list 3").waitFor();
    await press("Enter");
    await chip(page, "Winback list 3").waitFor({ state: "detached" });
    expect(await page.getByRole("progressbar").count()).toBe(0);
  });

  test("closes the list with Escape and keeps the focus", async () => {
    const { input, listbox, press } = await lists();
    await press("ArrowDown", "Escape");
    await listbox.waitFor({ state: "detached" });
    expect(await hasFocus(input)).toBe(true);
    expect(await input.getAttribute("aria-expanded")).toBe("false");
  });

  test("removes the last chip with Backspace, unless something is typed", async () => {
    const { page, input, press } = await lists();
    await press("ArrowDown", "Space", "ArrowDown", "Space", "Escape");
    await chip(page, "Renewal list 2").waitFor();
    await press("Backspace");
    await chip(page, "Renewal list 2").waitFor({ state: "detached" });
    await page.keyboard.type("a");
    await press("Backspace");
    expect(await input.inputValue()).toBe("");
    expect(await chip(page, "Spring list 1").count()).toBe(1);
  });

  test("reaches the chips with the left arrow, removes one, and comes back", async () => {
    const { page, input, press } = await lists();
    await press("ArrowDown", "Space", "ArrowDown", "Space", "Escape", "ArrowLeft", "ArrowLeft");
    expect(await hasFocus(chip(page, "Spring list 1"))).toBe(true);
    await press("Delete");
    await chip(page, "Spring list 1").waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(chip(page, "Renewal list 2"))).toBe(true);
    await press("ArrowRight");
    expect(await hasFocus(input)).toBe(true);
  });

  test("filters by what is typed: any words of it, anywhere", async () => {
    const { page, listbox, isActive } = await lists();
    await page.keyboard.type("web 49999");
    await page.getByRole("status").filter({ hasText: "0 found" }).waitFor();
    await page.getByText("Nothing matches “web 49999”.").waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("49999 list");
    await isActive("Event list 49999");
    expect(await listbox.getByRole("option").count()).toBe(1);
  });

  test("types a space where no arrow was used", async () => {
    const { page, input } = await lists();
    await page.keyboard.type("web list 4");
    expect(await input.inputValue()).toBe("web list 4");
    expect(await page.locator(".lw-chip").count()).toBe(1); // the campaign
  });

  test("goes with Tab to what the list offers, then on, and the list closes", async () => {
    const { page, listbox, press } = await lists();
    await press("ArrowDown", "Tab");
    expect(await hasFocus(page.getByRole("button", { name: "Select all" }))).toBe(true);
    await press("Tab");
    await listbox.waitFor({ state: "detached" });
  });
});

describe("choosing many at once", () => {
  test("all that is found is added, and dropped again", async () => {
    const { page } = await lists();
    await page.keyboard.type("campaign 77 winback");
    const add = page.getByRole("button", { name: /^Add [\d,]+ found$/ });
    const found = /[\d,]+/.exec(await add.innerText())?.[0];
    await add.click();
    await page.getByRole("button", { name: `${found} chosen`, exact: true }).waitFor();
    expect(Number(found?.replace(",", ""))).toBeGreaterThan(10);
    await page.getByRole("button", { name: "Drop found" }).click();
    await page.getByRole("button", { name: "0 chosen" }).waitFor();
  });

  test("all 50,000 are chosen, summed up in one chip, and those alone are shown", async () => {
    const { page, listbox, press, input } = await lists();
    await press("ArrowDown");
    await page.getByRole("button", { name: "Select all" }).click();
    await page.getByRole("button", { name: "50,000 chosen" }).waitFor();
    await page.getByRole("button", { name: "49,997 more" }).waitFor();
    await page.getByRole("button", { name: "Select none" }).click();
    await input.press("Enter");
    await page.getByRole("button", { name: "1 chosen" }).click();
    await expect.poll(() => listbox.getByRole("option").count()).toBe(1);
  });

  test("the pointer toggles, and the focus stays in the input", async () => {
    const { page, input, listbox } = await lists();
    await input.click();
    await listbox.getByRole("option").nth(3).click();
    await chip(page, "Web list 4").waitFor();
    expect(await hasFocus(input)).toBe(true);
    await page.getByRole("heading", { name: "Lead search" }).click();
    await listbox.waitFor({ state: "detached" });
  });
});

describe("a listbox of 50,000 options", () => {
  test("draws those in view, and each says its place among all", async () => {
    const { listbox, press, input } = await lists();
    await press("ArrowDown");
    const options = listbox.getByRole("option");
    expect(await options.count()).toBeLessThan(40);
    const [first] = await options.all();
    expect(await first?.getAttribute("aria-posinset")).toBe("1");
    expect(await first?.getAttribute("aria-setsize")).toBe(String(LISTS));
    await press("End");
    await expect
      .poll(async () => (await activeOf(input)).attributes["aria-posinset"])
      .toBe(String(LISTS));
    const group = listbox.getByRole("group", { name: "Campaign 500" });
    expect(await group.getByRole("option").last().innerText()).toContain("Partner list 50000");
  });

  test("keeps the active option in view, and its group's name where it is the first", async () => {
    const { page, listbox, press, isActive } = await lists();
    await press("ArrowDown", "End");
    await isActive("Partner list 50000");
    await press("Home");
    await isActive("Spring list 1");
    await expect.poll(() => listbox.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    const box = await listbox.boundingBox();
    const heading = await page.getByText("Campaign 1", { exact: true }).first().boundingBox();
    expect(heading?.y).toBeGreaterThanOrEqual(box?.y ?? Number.POSITIVE_INFINITY);
  });

  test("shows what the wheel brings", async () => {
    const { page, input, listbox } = await lists();
    await input.click();
    await listbox.getByRole("option").first().hover();
    await page.mouse.wheel(0, 28_000);
    await expect
      .poll(async () =>
        Number(await listbox.getByRole("option").first().getAttribute("aria-posinset")),
      )
      .toBeGreaterThan(900);
    const group = listbox.getByRole("group", { name: "Campaign 10", exact: true });
    await expect.poll(() => group.getByRole("option").count()).toBeGreaterThan(0);
  });

  test("has nothing that axe-core objects to, in either theme", async () => {
    for (const theme of ["light", "dark"]) {
      const { page, press } = await lists(`parts=form&search=none&theme=${theme}`);
      await press("ArrowDown", "ArrowDown", "Space");
      await chip(page, "Renewal list 2").waitFor();
      expect(await violations(page, "main")).toEqual([]);
      await page.close();
    }
  });
});
