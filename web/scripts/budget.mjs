// Fails when the page has grown beyond what a phone should have to fetch.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Compressed kilobytes, fonts as they are: what is there before the first picture, in English; what every visitor of the desk fetches
 * right behind it, which is the chart; and all that is fetched when it is opened or wanted, the Persian font only by who reads Persian.
 */
const FIRST = { '.js': 129, '.css': 7.5, '.woff2': 60 };
const DESK = { '.js': 70, '.css': 2 };
// 40 kB of later scripts are for strategies: results, comparisons, searches, runs and the guide, in three languages; 4 kB for passkeys.
const LATER = { '.js': 340, '.css': 8.5, '.woff2': 60 };
/** What a first visit to the desk costs in all. */
const VISIT = 253;
/** The parts that the desk brings behind itself; what a script imports at once comes with it. */
const BEHIND = /^(ChartBody|plot)-/;
const IMPORTED = /(?:from|import)\s*"\.\/([^"]+\.js)"/g;

const dist = new URL('../dist/', import.meta.url).pathname;
const assets = join(dist, 'assets');
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const sizes = { first: {}, desk: {}, later: {} };
const names = readdirSync(assets);
const first = withImported(names.filter(isNamed));
const desk = withImported(names.filter((name) => BEHIND.test(name)));
for (const name of names) {
  const kind = extname(name);
  const when = first.has(name) ? 'first' : desk.has(name) ? 'desk' : 'later';
  const bytes = readFileSync(join(assets, name));
  sizes[when][kind] = (sizes[when][kind] ?? 0) + (kind === '.woff2' ? bytes.length : gzipSync(bytes).length) / 1024;
}
const visit = [...Object.values(sizes.first), ...Object.values(sizes.desk)].reduce((sum, size) => sum + size, 0);
console.log(`a first visit ${visit.toFixed(1)} kB of ${VISIT} kB`);
const over = [judge('first', FIRST), judge('desk', DESK), judge('later', LATER), visit > VISIT].includes(true);
const isMissing = Object.keys(sizes.first).length < 3 || sizes.desk['.js'] === undefined;
if (isMissing) {
  console.log('nothing built to measure');
}
process.exit(over || isMissing ? 1 : 0);

/** What index.html names; it preloads whatever its script imports before anything is opened. */
function isNamed(name) {
  return html.includes(`assets/${basename(name)}`);
}

/** Those files with the scripts that they import before anything is opened. */
function withImported(files) {
  const all = new Set(files);
  for (const file of all) {
    if (extname(file) === '.js') {
      for (const [, name] of readFileSync(join(assets, file), 'utf8').matchAll(IMPORTED)) {
        all.add(name);
      }
    }
  }
  return all;
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
