// Builds the look of the workspace: one style sheet, two letter files, one small script. Run by `python -m tools.look`.
//
//   node build.mjs ASSETS DRAWING USED OUT
//
// ASSETS   this folder: entry.css, house/*.css, house.js
// DRAWING  the style sheet of what `smartstart.presentation` draws, so that a chart looks the same everywhere
// USED     a text with every class of the design system that templates and forms use, one a line; "x--" means all of x--*
// OUT      the folder to write
//
// Dependencies are looked up from the folder in which node was started, where `npm ci` has put them.
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [assets, drawing, used, out] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "package.json"));
const esbuild = require("esbuild");
const { PurgeCSS } = require("purgecss");

const TARGET = ["chrome109", "firefox115", "safari15"];
const LETTERS = ["noto-sans-latin-400-normal.woff2", "noto-sans-latin-700-normal.woff2"];

async function bundled() {
  const result = await esbuild.build({
    entryPoints: [join(assets, "entry.css")],
    nodePaths: [join(process.cwd(), "node_modules")],
    absWorkingDir: process.cwd(),
    bundle: true,
    write: false,
    logLevel: "warning",
  });
  return result.outputFiles[0].text;
}

async function ours() {
  const folder = join(assets, "house");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".css")).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  return [await readFile(drawing, "utf8"), ...texts].join("\n");
}

// What is ours stays whole: every word of it counts as used. Of the design system only what is asked for stays.
async function purged(system, house) {
  const wanted = (await readFile(used, "utf8")).split("\n").filter(Boolean);
  const starts = wanted.filter((name) => name.endsWith("-"));
  const [result] = await new PurgeCSS().purge({
    css: [{ raw: `${system}\n${house}` }],
    content: [{ raw: `html body ${wanted.join(" ")} ${house.match(/[a-zA-Z][\w-]*/g).join(" ")}`, extension: "html" }],
    safelist: { greedy: starts.map((start) => new RegExp(`^${start}`)) },
    variables: true,
  });
  return result.css;
}

const licence = "/*! NL Design System, EUPL-1.2; Noto Sans, SIL OFL 1.1; Smart Start, EUPL-1.2 */\n";
const css = await purged(await bundled(), await ours());
const small = await esbuild.transform(css, { loader: "css", minify: true, target: TARGET, legalComments: "none" });
const script = await readFile(join(assets, "house.js"), "utf8");
const behaviour = await esbuild.transform(script, { loader: "js", minify: true, target: TARGET });

await mkdir(out, { recursive: true });
await writeFile(join(out, "look.css"), licence + small.code);
await writeFile(join(out, "house.js"), behaviour.code);
await copyFile(join(assets, "icon.svg"), join(out, "icon.svg"));
for (const name of LETTERS) {
  await copyFile(join(process.cwd(), "node_modules/@fontsource/noto-sans/files", name), join(out, name));
}
