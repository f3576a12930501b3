// What the scripts that bundle share: how the panel is put together, and the chart engine.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

export const here = dirname(fileURLToPath(import.meta.url));
export const out = join(here, "..", "leadwidgets", "static");
const plotly = join(here, "node_modules", "plotly.js-basic-dist-min");

const { version } = JSON.parse(await readFile(join(plotly, "package.json"), "utf8"));

/** @type {import("esbuild").BuildOptions} */
export const panel = {
  absWorkingDir: here,
  entryPoints: { panel: "index.tsx" },
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  define: { ENGINE_VERSION: JSON.stringify(version) },
  logLevel: "warning",
};

/**
 * The engine as an ES module. The distributed script is UMD and also claims `window.Plotly`, which
 * belongs to the page: other plotly outputs may rely on theirs.
 */
function asModule(script) {
  const claim = "window.Plotly = Plotly;";
  const end = script.lastIndexOf(claim);
  if (end < 0) throw new Error(`plotly.js-basic-dist-min no longer holds "${claim}"`);
  const body = script.slice(0, end) + script.slice(end + claim.length);
  return `const module = { exports: {} };\n${body}\nexport default module.exports;\n`;
}

export async function zippedEngine() {
  const script = await readFile(join(plotly, "plotly-basic.min.js"), "utf8");
  return promisify(gzip)(asModule(script), { level: 9 });
}

/** The chart engine as a file of its own, made while bundling. */
const zipped = zippedEngine();
const engineFile = {
  name: "engine",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/engine\.gz$/ }, () => ({ path: "engine.gz", namespace: "engine" }));
    onLoad({ filter: /.*/, namespace: "engine" }, async () => ({
      contents: await zipped,
      loader: "file",
    }));
  },
};

/** The page that shows the panel without a notebook; its files stand beside demo/index.html. */
export const demoFolder = join(here, "demo");

/** @type {import("esbuild").BuildOptions} */
export const demo = {
  ...panel,
  entryPoints: { demo: "demo/demo.ts" },
  outdir: demoFolder,
  assetNames: "[name]",
  plugins: [engineFile],
  write: false,
};
