import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { minifySync, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const exchange = process.env['FLOWEX_URL'] ?? 'http://localhost:8000';

/** Leaves the chart library's own indicators out of the page: it shows none of them, and they have no entry of their own. */
const withoutTheirIndicators: Plugin = {
  name: 'without-their-indicators',
  transform(code, id) {
    if (!id.includes('/klinecharts/dist/')) {
      return null;
    }
    const list = /(var \S+ = )\[\s*averagePrice,[^\]]*\]/;
    if (!list.test(code)) {
      throw new Error('klinecharts lists its indicators in another way: adapt the build or drop this step');
    }
    return { code: code.replace(list, '$1[]'), map: null };
  },
};

/**
 * Writes the compressed forms of scripts and styles beside them, for the server to choose from (StaticFiles.java): at the
 * build there is time for the best ones. Forms that save less than a tenth are left out.
 */
const compressedForms: Plugin = {
  name: 'compressed-forms',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!/^assets\/.*\.(js|css|svg)$/.test(name)) {
        continue;
      }
      const path = join(dir ?? 'dist', name);
      const whole = readFileSync(path);
      const forms = {
        br: brotliCompressSync(whole, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: whole.length } }),
        gz: gzipSync(whole, { level: constants.Z_BEST_COMPRESSION }),
      };
      for (const [suffix, form] of Object.entries(forms)) {
        if (form.length < whole.length * 0.9) {
          writeFileSync(`${path}.${suffix}`, form);
        }
      }
    }
  },
};

/** Minifies the worker, which Vite copies as it is because its address must not change. */
const smallWorker: Plugin = {
  name: 'small-worker',
  apply: 'build',
  writeBundle({ dir }) {
    const path = join(dir ?? 'dist', 'worker.js');
    const { code, errors } = minifySync('worker.js', readFileSync(path, 'utf8'));
    if (errors.length > 0) {
      throw new Error(`the worker is no script: ${errors[0]?.message}`);
    }
    writeFileSync(path, code);
  },
};

// A default export only because Vite asks for one.
export default defineConfig({
  plugins: [withoutTheirIndicators, compressedForms, smallWorker],
  build: {
    target: 'es2022',
    // Nothing inline: the page works under a policy that allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // All that the first picture needs is one file; the chart's would take shared parts along otherwise.
            { name: 'main', test: /rolldown\/runtime|src\/(main|app\/App)\.tsx/, priority: 2 },
            {
              name: 'charting',
              test: /klinecharts|src\/(chart\/(ChartBody|sheet-name|look|axes|indicating|chosen|means|palette)\.|orders\/use-positions|exchange\/positions)/,
            },
            // Small parts that many pages share: one file is smaller than many.
            {
              name: 'shared',
              test: /src\/(controls|exchange|markets|money|orders|pages|plots|settings|ticket)\//,
              minShareCount: 3,
            },
          ],
        },
      },
      // "use client" means nothing outside a server's renderer.
      onLog: (level, log, write) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') {
          write(level, log);
        }
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/accounts': exchange,
      '/api': exchange,
      '/health': exchange,
      '/manifest.webmanifest': exchange,
      '/ws': { target: exchange, ws: true },
    },
  },
  test: {
    setupFiles: ['src/page-test/setup.ts'],
    testTimeout: 60_000,
    projects: [
      // Files of one worker share modules and the page: loading them for each file was more work than its tests.
      { extends: true, test: { name: 'page', include: ['src/**/*.test.tsx'], isolate: false } },
      { extends: true, test: { name: 'parts', include: ['src/**/*.test.ts'] } },
    ],
  },
});
