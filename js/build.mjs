// Builds what the Python package serves: leadwidgets/static/panel.js, panel.css, the chart
// engine and the licences. Anything unexpected stops the build with a non-zero exit.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "leadwidgets", "static");
const plotly = join(here, "node_modules", "plotly.js-basic-dist-min");

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

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

async function buildPanel(engineVersion) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { panel: "index.tsx" },
    outdir: out,
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    define: { ENGINE_VERSION: JSON.stringify(engineVersion) },
    metafile: true,
    logLevel: "warning",
  });
  for (const [path, { bytes }] of Object.entries(result.metafile.outputs)) {
    console.log(`${path.split("/").pop()}  ${kilobytes(bytes)}`);
  }
}

async function buildEngine() {
  const script = await readFile(join(plotly, "plotly-basic.min.js"), "utf8");
  const zipped = gzipSync(asModule(script), { level: 9 });
  await writeFile(join(out, "plotly-basic.min.js.gz"), zipped);
  console.log(`plotly-basic.min.js.gz  ${kilobytes(zipped.length)}`);
}

/** The licences of what is bundled ask to travel with it. */
async function writeLicences() {
  const texts = await Promise.all(
    ["preact", "@uwdata/flechette", "plotly.js-basic-dist-min"].map(async (name) => {
      const text = await readFile(join(here, "node_modules", name, "LICENSE"), "utf8");
      return `${name}\n\n${text.trim()}\n`;
    }),
  );
  await writeFile(join(out, "LICENSES.txt"), texts.join(`\n${"-".repeat(79)}\n\n`));
}

const { version } = JSON.parse(await readFile(join(plotly, "package.json"), "utf8"));
await mkdir(out, { recursive: true });
await Promise.all([buildPanel(version), buildEngine(), writeLicences()]);
