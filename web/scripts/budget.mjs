// Fails when the page has grown beyond what a phone should have to fetch.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Compressed kilobytes, fonts as they are. */
const BUDGET = { '.js': 180, '.css': 8, '.woff2': 110 };

const assets = new URL('../dist/assets', import.meta.url).pathname;
const sizes = {};
for (const name of readdirSync(assets)) {
  const kind = extname(name);
  const bytes = readFileSync(join(assets, name));
  sizes[kind] = (sizes[kind] ?? 0) + (kind === '.woff2' ? bytes.length : gzipSync(bytes).length) / 1024;
}
let over = false;
for (const [kind, size] of Object.entries(sizes)) {
  const most = BUDGET[kind] ?? 0;
  over ||= size > most;
  console.log(`${kind} ${size.toFixed(1)} kB of ${most} kB${size > most ? ' OVER BUDGET' : ''}`);
}
if (Object.keys(sizes).length < 3) {
  console.log('nothing built to measure');
  over = true;
}
process.exit(over ? 1 : 0);
