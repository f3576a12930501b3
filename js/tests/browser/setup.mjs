// Before the component tests: finds a Chromium, or fails, and serves the demo page.
import { context } from "esbuild";
import { demo, demoFolder } from "../../bundling.mjs";
import { findChromium, flags } from "./chromium.mjs";

export async function setup({ provide }) {
  provide("chromium", findChromium());
  provide("flags", flags);
  const serving = await context(demo);
  const { port } = await serving.serve({ servedir: demoFolder, host: "127.0.0.1" });
  provide("demo", `http://127.0.0.1:${port}/`);
  return () => serving.dispose();
}
