// Fails when the page has grown beyond what a phone should have to fetch.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Compressed kilobytes, fonts as they are: what trading in English needs, and all that is fetched when it is opened or wanted;
 * the Persian font only by who reads Persian.
 */
const FIRST = { '.js': 170, '.css': 7, '.woff2': 60 };
const LATER = { '.js': 110, '.css': 6, '.woff2': 60 };

const dist = new URL('../dist/', import.meta.url).pathname;
const assets = join(dist, 'assets');
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const sizes = { first: {}, later: {} };
for (const name of readdirSync(assets)) {
  const kind = extname(name);
  const when = isFirst(name) ? 'first' : 'later';
  const bytes = readFileSync(join(assets, name));
  sizes[when][kind] = (sizes[when][kind] ?? 0) + (kind === '.woff2' ? bytes.length : gzipSync(bytes).length) / 1024;
}
const over = [judge('first', FIRST), judge('later', LATER)].includes(true);
if (Object.keys(sizes.first).length < 3) {
  console.log('nothing built to measure');
}
process.exit(over || Object.keys(sizes.first).length < 3 ? 1 : 0);

/** What index.html names; it preloads whatever its script imports before anything is opened. */
function isFirst(name) {
  return html.includes(`assets/${basename(name)}`);
}

/** @returns whether it is too much */
function judge(when, budget) {
  let over = false;
  for (const [kind, size] of Object.entries(sizes[when])) {
    const most = budget[kind] ?? 0;
    over ||= size > most;
    console.log(`${when} ${kind} ${size.toFixed(1)} kB of ${most} kB${size > most ? ' OVER BUDGET' : ''}`);
  }
  return over;
}
