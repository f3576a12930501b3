import { describe, expect, test } from "vitest";
import { demoPages, violations } from "./demo-page";

const open = demoPages();

async function opened(name: string, query = "parts=form&search=none") {
  const page = await open(query);
  await page.getByText("50,000").waitFor();
  await page.getByRole("combobox", { name, exact: true }).click();
  const listbox = page.getByRole("listbox", { name, exact: true });
  await listbox.waitFor();
  return { page, listbox, texts: () => listbox.getByRole("option").allInnerTexts() };
}

describe("counts in a list", () => {
  test("stand beside each option and can order the list", async () => {
    const { page, listbox, texts } = await opened("Lead status");
    await listbox.getByText("137 leads").waitFor();
    expect((await texts())[3]).toMatch(/^Intercept\s+0/);
    await page.getByRole("button", { name: "Most leads first" }).click();
    await expect.poll(async () => (await texts())[0]).toMatch(/^Noanswer\s+959/);
    await page.keyboard.press("Escape");
    await listbox.waitFor({ state: "detached" });
  });

  test("are asked for the options in view where there are thousands", async () => {
    const { page, listbox } = await opened("Loaded lists");
    await listbox.getByText("137 leads").waitFor();
    await page.getByText("Leads of the options in view").waitFor();
    expect(await page.getByRole("button", { name: "Most leads first" }).count()).toBe(0);
    await page.keyboard.press("End");
    await expect
      .poll(() => listbox.getByRole("option", { name: /Partner list 50000.*lead/ }).count())
      .toBe(1);
  });

  test.each(["light", "dark"])("have no accessibility violation, %s", async (theme) => {
    const { page, listbox } = await opened("Lead status", `parts=form&search=none&theme=${theme}`);
    await listbox.getByText("137 leads").waitFor();
    expect(await violations(page, ".leadwidgets")).toEqual([]);
  });
});
