// Builds what the Python package serves: leadwidgets/static/panel.js, panel.css, the chart
// engine and the licences. Anything unexpected stops the build with a non-zero exit.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { here, out, panel, zippedEngine } from "./bundling.mjs";

/** Every model on a page is sent the whole script, uncompressed: a byte is paid for many times. */
const LARGEST_PANEL = 115_000;

async function write(name, contents) {
  await writeFile(join(out, name), contents);
  console.log(`${name}  ${contents.length.toLocaleString("en")} bytes`);
}

/** Ends the build where the script outgrew its bound, and says what it is made of. */
function checkSize({ bytes: size, inputs }) {
  if (size <= LARGEST_PANEL) return;
  const parts = Object.entries(inputs)
    .sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput)
    .slice(0, 12)
    .map(([path, { bytesInOutput }]) => `${String(bytesInOutput).padStart(8)}  ${path}`);
  throw new Error(
    `panel.js would have ${size} bytes and may have ${LARGEST_PANEL}. Take something away; or raise ` +
      "LARGEST_PANEL in js/build.mjs and say in the commit what the bytes buy. Its largest parts:\n" +
      parts.join("\n"),
  );
}

async function buildPanel() {
  const { metafile, outputFiles } = await build({
    ...panel,
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
  });
  checkSize(Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint));
  await Promise.all(outputFiles.map(({ path, contents }) => write(basename(path), contents)));
}

async function buildEngine() {
  await write("plotly-basic.min.js.gz", await zippedEngine());
}

/** The licences of what is bundled ask to travel with it. */
async function writeLicences() {
  const texts = await Promise.all(
    ["preact", "plotly.js-basic-dist-min"].map(async (name) => {
      const text = await readFile(join(here, "node_modules", name, "LICENSE"), "utf8");
      return `${name}\n\n${text.trim()}\n`;
    }),
  );
  await write("LICENSES.txt", texts.join(`\n${"-".repeat(79)}\n\n`));
}

await mkdir(out, { recursive: true });
await Promise.all([buildPanel(), buildEngine(), writeLicences()]);
