// Shows the panel in a bare page and draws it again as its files change: `npm run demo`.
import { context } from "esbuild";
import { demo, demoFolder } from "../bundling.mjs";

/** The page loads itself again when a file has changed. */
const reload = `new EventSource("/esbuild").addEventListener("change", () => location.reload());`;

const serving = await context({ ...demo, sourcemap: "inline", banner: { js: reload } });
await serving.watch();
const { port } = await serving.serve({ servedir: demoFolder, host: "127.0.0.1" });
console.log(`The panel without a notebook: http://127.0.0.1:${port}/ (Ctrl+C ends it)`);
