import { join } from "node:path";
import { defineConfig } from "vitest/config";

const client = import.meta.dirname;

export default defineConfig({
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
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}", "../tests/client/**/*.test.{ts,tsx}"],
    environment: "happy-dom",
    passWithNoTests: true,
    restoreMocks: true,
  },
});
