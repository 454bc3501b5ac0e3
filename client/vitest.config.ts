import { join } from "node:path";
import { defineConfig } from "vitest/config";

const client = import.meta.dirname;

export default defineConfig({
  root: join(client, ".."),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [
    {
      // The tests stand in /tests/client, above node_modules: their packages are looked up from here.
      name: "palabre:packages-of-the-client",
      enforce: "pre",
      async resolveId(source, importer, options) {
        if (!importer?.includes("/tests/client/") || !/^[@a-z]/.test(source)) return null;
        return this.resolve(source, join(client, "index.html"), { ...options, skipSelf: true });
      },
    },
  ],
  test: {
    include: [
      "client/src/**/*.test.{ts,tsx}",
      "client/tests/**/*.test.{ts,tsx}",
      "tests/client/**/*.test.{ts,tsx}",
    ],
    environment: "happy-dom",
    // A page under test loads nothing, and nothing is missing.
    environmentOptions: { happyDOM: { settings: { handleDisabledFileLoadingAsSuccess: true } } },
    passWithNoTests: true,
    restoreMocks: true,
  },
});
