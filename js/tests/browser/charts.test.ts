import { expect, test } from "vitest";
import { activeOf, demoPages, hasFocus, violations } from "./demo-page";

const open = demoPages();

async function charts(pace?: string) {
  const page = await open("parts=charts&rows=100000", pace);
  const card = (label: string) => page.getByRole("region", { name: `Breakdown: ${label}` });
  const listbox = (label: string) => card(label).getByRole("listbox");
  const drawn = (label: string) => card(label).locator(".js-plotly-plot .bars");
  await drawn("Lead state").waitFor();
  return { page, card, listbox, drawn };
}

test("a chart whose field is changed shows the one before until the new one is there, and keeps the focus", async () => {
  const { page, card, listbox, drawn } = await charts("delay=1500");
  const menu = page.getByLabel("Chart 1 by");
  await menu.focus();
  await menu.selectOption("Agent disposition");
  await card("Agent disposition").and(page.locator("[aria-busy=true]")).waitFor();
  expect(await drawn("Agent disposition").count()).toBe(1);
  expect(await listbox("Agent disposition").count()).toBe(0);
  await card("Agent disposition").and(page.locator("[aria-busy=false]")).waitFor();
  expect(await listbox("Agent disposition").count()).toBe(1);
  expect(await hasFocus(menu)).toBe(true);
});

test("arrows lead from bar to bar, space chooses, shift extends, escape chooses none", async () => {
  const { page, listbox } = await charts();
  const states = listbox("Lead state");
  const chosen = states.locator("[aria-selected=true]");
  await states.focus();
  await page.keyboard.press("ArrowDown");
  expect((await activeOf(states)).attributes["aria-label"]).toMatch(/^.+: [\d,]+ \(.+%\)$/);
  await page.keyboard.press("Space");
  await expect.poll(() => chosen.count()).toBe(1);
  await page.keyboard.press("Shift+ArrowDown");
  await expect.poll(() => chosen.count()).toBe(2);
  await page.getByRole("status").getByText("remain").waitFor();
  expect(await violations(page, ".leadwidgets")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect.poll(() => chosen.count()).toBe(0);
});

test("every bar is a target of 24 pixels", async () => {
  const { listbox } = await charts();
  const sizes = await listbox("Lead state")
    .getByRole("option")
    .evaluateAll((options) => options.map((option) => option.getBoundingClientRect().height));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
});

test("a chart that is moved or removed leaves the focus among the charts", async () => {
  const { page, card } = await charts();
  const move = page.getByRole("button", { name: "Move Timezone forward" });
  await move.click();
  await page.getByLabel("Chart 2 by").and(page.locator("select")).waitFor();
  await expect.poll(() => page.getByLabel("Chart 2 by").inputValue()).toBe("lead_timezone");
  expect(await hasFocus(move)).toBe(true);
  await page.getByRole("button", { name: "Remove Timezone" }).click();
  await card("Timezone").waitFor({ state: "detached" });
  expect(await hasFocus(page.locator(".lw-charts"))).toBe(true);
});
