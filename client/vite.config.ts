import { join } from "node:path";
import { defineConfig } from "vite";
import { compress } from "./tools/compress.ts";

const PAGES = ["index", "phone", "stage", "run", "moderate"];
const SERVER = "http://localhost:8000";

export default defineConfig({
  base: "/",
  // oxc reads the JSX settings from tsconfig.json, so that tsc and the build cannot disagree.
  plugins: [compress()],
  build: {
    outDir: join(import.meta.dirname, "../server/palabre/static"),
    emptyOutDir: true,
    manifest: true,
    // The licences of everything that is bundled travel with it.
    license: { fileName: "licenses.md" },
    // Phones of 2020: the oldest browsers that load modules, dynamic imports and optional chaining natively.
    target: ["chrome80", "edge80", "firefox78", "safari13.1"],
    // The polyfill is an inline script and inlined files are data: addresses; the CSP refuses both.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // plotly.js is one chunk of 1.2 MB that only the stage asks for; `npm run size` holds the budgets.
    chunkSizeWarningLimit: 1300,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(PAGES.map((page) => [page, join(import.meta.dirname, `${page}.html`)])),
    },
  },
  server: {
    proxy: {
      "/api": { target: SERVER, ws: true },
      "/healthz": SERVER,
    },
  },
});
