// `npm test` runs both; `npm test -- --project modules` needs no browser.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "modules", include: ["tests/*.test.ts"] } },
      {
        test: {
          name: "browser",
          include: ["tests/browser/*.test.ts"],
          globalSetup: "tests/browser/setup.mjs",
          testTimeout: 30_000,
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 30_000,
          // One Chromium at a time: what is measured and animated suffers from company.
          fileParallelism: false,
        },
      },
    ],
  },
});
