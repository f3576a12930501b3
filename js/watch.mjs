// Builds panel.js and panel.css with source maps, and again whenever a file changes: `npm run watch`.
// What is built is larger than what `npm run build` makes; run that one before you commit.
import { context } from "esbuild";
import { panel } from "./bundling.mjs";

const watching = await context({ ...panel, sourcemap: "inline", logLevel: "info" });
await watching.watch();
