// Fails when a page outgrows its budget (DESIGN.md section 8). Counted, with Brotli: the page and every script and
// style it can ever ask for, lazy ones too; of files only one of which is ever loaded (each catalogue), the largest.
// Fonts are left out: a browser fetches only the ones whose letters are on the page.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

const KB = 1000;
const BUDGETS: Readonly<Record<string, number>> = { "phone.html": 40 * KB, "stage.html": 500 * KB };
const ALTERNATIVES = /^src\/i18n\//;

const folder = join(import.meta.dirname, "../../server/palabre/static");
const manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8")) as Record<
  string,
  Chunk
>;

function compressedSize(file: string): number {
  const path = join(folder, file);
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}

/** The manifest keys that a page can load, each once. */
function reachable(key: string, seen: Set<string> = new Set()): Set<string> {
  const chunk = manifest[key];
  if (chunk === undefined || seen.has(key)) return seen;
  seen.add(key);
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) reachable(next, seen);
  return seen;
}

function filesOf(keys: Iterable<string>): Set<string> {
  const files = new Set<string>();
  for (const key of keys) {
    const chunk = manifest[key];
    if (chunk) for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  }
  return files;
}

/** Bytes by file for one page, the largest alternative only. */
function loadedBy(page: string): Map<string, number> {
  const keys = [...reachable(page)];
  const always = filesOf(keys.filter((key) => !ALTERNATIVES.test(key)));
  const sizes = new Map([page, ...always].map((file) => [file, compressedSize(file)]));
  const alternatives = keys.filter((key) => ALTERNATIVES.test(key));
  for (const folder of new Set(alternatives.map((key) => dirname(key)))) {
    const [largest] = [...filesOf(alternatives.filter((key) => dirname(key) === folder))]
      .map((file) => [file, compressedSize(file)] as const)
      .sort(([, a], [, b]) => b - a);
    if (largest) sizes.set(...largest);
  }
  return sizes;
}

for (const [page, budget] of Object.entries(BUDGETS)) {
  const sizes = loadedBy(page);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const verdict = total <= budget ? "within" : "OVER";
  console.log(`${page}: ${(total / KB).toFixed(1)} KB of ${budget / KB} KB, ${verdict} its budget`);
  for (const [file, size] of [...sizes].sort(([, a], [, b]) => b - a)) {
    console.log(`  ${(size / KB).toFixed(1).padStart(7)}  ${file}`);
  }
  if (total > budget) process.exitCode = 1;
}
