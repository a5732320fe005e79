// Fails when the page has grown beyond what a phone should have to fetch.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Kilobytes as a browser fetches them over TLS: scripts and styles in brotli, fonts as they are. First is what is there
 * before the first picture, in English; desk what every visitor of the desk fetches right behind it, which is the chart;
 * later all that is fetched when it is opened or wanted, such as the letters of other languages.
 */
const FIRST = { '.js': 114, '.css': 6.7, '.woff2': 16 };
const DESK = { '.js': 59, '.css': 1.6 };
// Later scripts contain 35 kB for strategies, 48 kB for trades between people, 4 kB for passkeys, 8 kB for webhooks and
// fiat currencies, 18 kB for recovery and staff log-in, 3 kB for codes by SMS, in three languages.
const LATER = { '.js': 384, '.css': 8.3, '.woff2': 57 };
/** Total size of a first visit to the desk, with the page itself and its worker. */
const VISIT = 200;
/** Files of a first visit; each is a request. */
const FILES_MAX = 12;
/** The parts that the desk brings behind itself; what a script imports at once comes with it. */
const BEHIND = /^(ChartBody|plot)-/;
const IMPORTED = /(?:from|import)\s*"\.\/([^"]+\.js)"/g;
/** Compressed forms that the build writes beside its files. */
const FORMS = ['.br', '.gz'];
/** Files of every visit beside the assets, which the server gzips itself. */
const OWN = ['index.html', 'worker.js', 'icon.svg'];

const dist = new URL('../dist/', import.meta.url).pathname;
const assets = join(dist, 'assets');
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const sizes = { first: {}, desk: {}, later: {} };
const names = readdirSync(assets).filter((name) => !FORMS.includes(extname(name)));
const first = withImported(names.filter(isNamed));
const desk = withImported(names.filter((name) => BEHIND.test(name)));
for (const name of names) {
  const kind = extname(name);
  const when = first.has(name) ? 'first' : desk.has(name) ? 'desk' : 'later';
  sizes[when][kind] = (sizes[when][kind] ?? 0) + fetched(join(assets, name)) / 1024;
}
const visited = new Set([...first, ...desk]);
const own = OWN.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name))).length / 1024, 0);
const visit = own + [...Object.values(sizes.first), ...Object.values(sizes.desk)].reduce((sum, size) => sum + size, 0);
const files = OWN.length + visited.size;
console.log(`a first visit over TLS ${visit.toFixed(1)} kB of ${VISIT} kB, ${files} files of ${FILES_MAX}`);
console.log(`a first visit without brotli ${(own + gzipped()).toFixed(1)} kB`);
const over = [
  judge('first', FIRST),
  judge('desk', DESK),
  judge('later', LATER),
  visit > VISIT,
  files > FILES_MAX,
].includes(true);
const isMissing = Object.keys(sizes.first).length < 3 || sizes.desk['.js'] === undefined;
if (isMissing) {
  console.log('nothing built to measure');
}
process.exit(over || isMissing ? 1 : 0);

/** Bytes of the form that the server sends to a browser that takes all. */
function fetched(path) {
  return readFileSync(existsSync(`${path}.br`) ? `${path}.br` : path).length;
}
/** Kilobytes of a first visit where a browser takes gzip alone, as over plain HTTP. */
function gzipped() {
  return [...visited].reduce((sum, name) => {
    const bytes = readFileSync(join(assets, name));
    return sum + (extname(name) === '.woff2' ? bytes : gzipSync(bytes, { level: 9 })).length / 1024;
  }, 0);
}

/** True if index.html names it: the page preloads the imports of its script before anything is opened. */
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
