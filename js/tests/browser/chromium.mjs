// Finds the Chromium that the component tests run in; tests/browser/chromium.py installs one.
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const VARIABLE = "LEADWIDGETS_CHROMIUM";
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const starts = (path) => spawnSync(path, ["--version"]).status === 0;

const onPath = () =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));

/** Gives the path of a Chromium that starts. */
export function findChromium() {
  const named = process.env[VARIABLE];
  const path = (named ? [named] : [...onPath(), chromium.executablePath()]).find(starts);
  if (path !== undefined) return path;
  throw new Error(
    named
      ? `${VARIABLE} names ${named}, which does not start.`
      : "The component tests need a Chromium, and none was found. Install Chromium or Chrome so " +
          `that it is on PATH, or name its executable in the variable ${VARIABLE}; ` +
          "`python tests/browser/chromium.py` installs one and prints its path.",
  );
}

export const flags = [
  "--disable-gpu",
  // Nothing but this machine is reached, so that a run never depends on the network.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  // Chromium's sandbox does not work for root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
