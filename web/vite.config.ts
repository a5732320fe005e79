import type { Plugin } from 'vite';
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

// A default export only because Vite asks for one.
export default defineConfig({
  plugins: [withoutTheirIndicators],
  build: {
    target: 'es2022',
    // Nothing inline: the page works under a policy that allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Small parts that every visit fetches come as one file.
          groups: [
            {
              name: 'common',
              test: /src\/(app\/Watchers|controls\/notify|alerts\/alerts|exchange\/browsers|settings\/told)/,
            },
            {
              name: 'charting',
              test: /klinecharts|src\/(chart\/(sheet-name|look|axes)|orders\/use-positions|exchange\/positions)/,
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
