/** Charts on pages whose Content-Security-Policy forbids ways for a script to come in. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch } from "./demo-page";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function openUnder(sources: string) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.setDefaultTimeout(10_000);
  await page.route(/\?/, async (route) => {
    const answer = await route.fetch();
    const headers = { ...answer.headers(), "content-security-policy": `script-src ${sources}` };
    await route.fulfill({ response: answer, headers });
  });
  await page.goto(`${inject("demo")}?delay=0&parts=charts&rows=500`);
  return page;
}

test.each(["'self' blob:", "'self' 'unsafe-eval'"])(
  "charts are drawn where scripts may come from %s",
  async (sources) => {
    const page = await openUnder(sources);
    await page.locator(".js-plotly-plot .bars").nth(2).waitFor();
    expect(await page.getByText("could not be drawn").count()).toBe(0);
    await page.close();
  },
);

test("where neither blob: nor eval is allowed, each chart says so, and its numbers stand there", async () => {
  const page = await openUnder("'self'");
  const absent = page.getByText(
    "The chart could not be drawn: this page's security policy forbids scripts from blob: and eval",
  );
  await absent.nth(2).waitFor();
  const numbers = page.getByRole("table");
  await numbers.nth(2).waitFor();
  expect(await numbers.first().getByRole("row").count()).toBe(9);
  await page.screenshot({ path: "../screenshots/policy.png" });
  await page.close();
});
