// Fails when the page has grown beyond what a phone should have to fetch.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Kilobytes as a browser fetches them over TLS: scripts and styles in brotli, fonts as they are. First is what is there
 * before the first picture, in English; desk what every visitor of the desk fetches right behind it, which is the chart;
 * later all that is fetched when it is opened or wanted, such as the letters of other languages.
 */
const FIRST = { '.js': 102, '.css': 6.7, '.woff2': 16 };
const DESK = { '.js': 59, '.css': 1.6 };
// Later scripts contain 20 kB of the desk for people who are logged in and the words of each language, 35 kB for
// strategies, 48 kB for trades between people, 4 kB for passkeys, 8 kB for webhooks and fiat currencies, 18 kB for
// recovery and staff log-in, 3 kB for codes by SMS, 3 kB for isolated accounts, in three languages.
const LATER = { '.js': 409, '.css': 8.3, '.woff2': 72 };
/** Total size of a first visit to the desk, with the page itself and its worker, in each language. */
const VISIT = 200;
/** Letters that a language alone has: the page is drawn before them, in a font of the reader's system (ADR 0330). */
const LETTERS = 15.5;
/** Files of a first visit; each is a request. */
const FILES_MAX = 12;
/** Files that each language adds: its words, and its letters. */
const LANGUAGES = {
  en: { words: /^en-/ },
  fa: { words: /^fa-/, letters: /^vazirmatn-persian-/ },
  zh: { words: /^zh-/ },
};
/** The parts that the desk brings behind itself; what a script imports at once comes with it. */
const BEHIND = /^(charting|plot)-/;
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
  sizes[when][kind] = (sizes[when][kind] ?? 0) + fetched(name) / 1024;
}
const own = OWN.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name))).length / 1024, 0);
const visits = Object.entries(LANGUAGES).map(([language, { words, letters }]) => {
  const needed = withImported(names.filter((name) => words.test(name)));
  const visited = [...new Set([...first, ...desk, ...needed])];
  const behind = names.filter((name) => letters?.test(name));
  return {
    language,
    kilobytes: own + sum(visited, fetched),
    gzipped: own + sum(visited, gzipped),
    letters: sum(behind, fetched),
    files: OWN.length + visited.length + behind.length,
    isWhole: needed.size > 0 && (letters === undefined || behind.length === 1),
  };
});
for (const { language, kilobytes, gzipped, letters, files } of visits) {
  console.log(
    `a first visit in ${language} over TLS ${kilobytes.toFixed(1)} kB of ${VISIT} kB, and letters of its own ` +
      `${letters.toFixed(1)} kB of ${LETTERS} kB; ${files} files of ${FILES_MAX}; without brotli ${gzipped.toFixed(1)} kB`,
  );
}
const over = [
  judge('first', FIRST),
  judge('desk', DESK),
  judge('later', LATER),
  visits.some(({ kilobytes, letters }) => kilobytes > VISIT || letters > LETTERS),
  visits.some(({ files }) => files > FILES_MAX),
].includes(true);
const isMissing =
  Object.keys(sizes.first).length < 3 || sizes.desk['.js'] === undefined || visits.some(({ isWhole }) => !isWhole);
if (isMissing) {
  console.log('nothing built to measure');
}
process.exit(over || isMissing ? 1 : 0);

/** Bytes of the form that the server sends to a browser that takes all. */
function fetched(name) {
  const path = join(assets, name);
  return readFileSync(existsSync(`${path}.br`) ? `${path}.br` : path).length;
}

/** Bytes of a file where a browser takes gzip alone, as over plain HTTP. */
function gzipped(name) {
  const bytes = readFileSync(join(assets, name));
  return extname(name) === '.woff2' ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}

/** Kilobytes of all those files. */
function sum(files, bytesOf) {
  return [...files].reduce((all, name) => all + bytesOf(name) / 1024, 0);
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
