/**
 * The panel in a bare page, for work on its looks and for the component tests. What the address may
 * say: `?theme=dark`, `?parts=form,charts`, `?options=50000` (loaded lists), `?rows=1000000`,
 * `?delay=0` (milliseconds to an answer), `?kernel=silent`, `?search=none`, `?vscode=vscode-dark` (a
 * page as VS Code makes it, in that theme), `?output=white` (what is behind the panel there).
 */

import leadSearchPanel from "../index";
import { FakeModel } from "../tests/fake-model";
import type { Part } from "../wire";
import { InventedKernel } from "./kernel";
import "./page.css";

const given = new URLSearchParams(location.search);
const amount = (name: string, usual: number) => Number(given.get(name) ?? usual);

const vscode = given.get("vscode");
if (vscode === null) document.body.dataset.jpThemeLight = String(given.get("theme") !== "dark");
else document.body.dataset.vscodeThemeKind = vscode;

const model = new FakeModel();
const kernel = new InventedKernel(model, {
  options: amount("options", 50_000),
  rows: amount("rows", 1_000_000),
  delay: amount("delay", 50),
  silent: given.get("kernel") === "silent",
});
model.traits.parts = (given.get("parts") ?? "form,charts,table").split(",") as Part[];
if (given.get("search") !== "none") kernel.finishSearch();

const { initialize, render } = leadSearchPanel();
initialize({ model });
const [el] = document.getElementsByTagName("main");
if (el !== undefined) el.style.background = given.get("output") ?? "";
if (el !== undefined) render({ model, el });
