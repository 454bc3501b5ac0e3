// Writes a .br and a .gz beside every text file of the build, so that the server never compresses while 600 phones load.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = new Set([".css", ".html", ".js", ".json", ".svg"]);

const encoders = {
  ".br": (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  ".gz": (body: Buffer) => promisify(gzip)(body, { level: constants.Z_BEST_COMPRESSION }),
};

async function compressFile(path: string): Promise<void> {
  const body = await readFile(path);
  for (const [suffix, encode] of Object.entries(encoders)) {
    const packed = await encode(body);
    if (packed.length < body.length) await writeFile(path + suffix, packed);
  }
}

export function compress(): Plugin {
  let folder = "";
  return {
    name: "palabre:compress",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle(error?: Error) {
      if (error) return;
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const texts = entries.filter((entry) => entry.isFile() && TEXT.has(extname(entry.name)));
      await Promise.all(texts.map((entry) => compressFile(join(entry.parentPath, entry.name))));
    },
  };
}
