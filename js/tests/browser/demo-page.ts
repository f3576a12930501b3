/** The demo page in a real browser; a test fails where the page's console holds an error. */

import axe from "axe-core";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    chromium: string;
    flags: string[];
    demo: string;
  }
}

/** Starts a browser for the tests of a file, and gives what opens the demo page in it. */
export function demoPages(): (query: string, pace?: string) => Promise<Page> {
  let browser: Browser;
  let page: Page | undefined;
  let complaints: string[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page?.close();
    page = undefined;
    expect(complaints).toEqual([]);
  });
  return async (query, pace = "delay=0") => {
    complaints = [];
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.setDefaultTimeout(10_000);
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${inject("demo")}?${pace}&${query}`);
    return page;
  };
}

export const launch = (...more: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: inject("chromium"),
    args: [...inject("flags"), ...more],
  });

/** What axe-core finds wrong within the selector. */
export async function violations(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (within) => {
    const results = await (globalThis as unknown as { axe: typeof axe }).axe.run(within);
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, selector);
}

interface Active {
  /** The first line that it shows. */
  text: string;
  attributes: Record<string, string>;
}

/** What is to be seen of the element that a combobox or a grid names as its active one, now. */
export const activeOf = (owner: Locator): Promise<Active> =>
  owner.evaluate((element) => {
    const id = element.getAttribute("aria-activedescendant") ?? "";
    const active = element.ownerDocument.getElementById(id);
    return {
      text: active?.innerText.split("\n")[0] ?? "",
      attributes: Object.fromEntries(
        Array.from(active?.attributes ?? [], ({ name, value }) => [name, value]),
      ),
    };
  });

export const hasFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element.ownerDocument.activeElement === element);
