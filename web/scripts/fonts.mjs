// Cuts the fonts that src/theme/fonts.css names to the letters and weights that it gives them. Whole, they are 47 kB and more each.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import subsetFont from 'subset-font';

/** Files of the packages, by the names that the styles use. */
const SOURCES = {
  'inter-latin': 'inter/files/inter-latin-wght-normal',
  'inter-latin-1': 'inter/files/inter-latin-wght-normal',
  'inter-latin-ext': 'inter/files/inter-latin-ext-wght-normal',
  'inter-vietnamese': 'inter/files/inter-vietnamese-wght-normal',
  'vazirmatn-persian': 'vazirmatn/files/vazirmatn-arabic-wght-normal',
  'vazirmatn-arabic': 'vazirmatn/files/vazirmatn-arabic-wght-normal',
};
/**
 * Layout features in use. Inter keeps digits of one width, the page's own forms of letters, and positions of marks and pairs. Vazirmatn keeps the
 * forms of joined letters, lam with alef, and what places marks; of what is not Persian all.
 */
const FEATURES = {
  inter: ['ccmp', 'kern', 'locl', 'mark', 'mkmk', 'tnum', 'cv11', 'ss03'],
  'vazirmatn-persian': ['init', 'medi', 'fina', 'rlig', 'mark'],
};
const FACE = /@font-face \{(.+?)\n\}/gs;

const packages = new URL('../node_modules/@fontsource-variable/', import.meta.url);
const target = new URL('../target/fonts/', import.meta.url);
const styles = readFileSync(new URL('../src/theme/fonts.css', import.meta.url), 'utf8');

mkdirSync(target, { recursive: true });
for (const [, face] of styles.matchAll(FACE)) {
  const name = of(face, /url\('\.\.\/\.\.\/target\/fonts\/(.+?)\.woff2'\)/);
  const [lightest, heaviest] = of(face, /font-weight: (\d+ \d+);/)
    .split(' ')
    .map(Number);
  const source = SOURCES[name] ?? fail(`${name} has no source in scripts/fonts.mjs`);
  const features = FEATURES[name] ?? FEATURES[name.split('-')[0]];
  const cut = await subsetFont(readFileSync(new URL(`${source}.woff2`, packages)), letters(face), {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: lightest, max: heaviest } },
    ...(features === undefined ? {} : { keepFeatures: features }),
  });
  writeFileSync(new URL(`${name}.woff2`, target), cut);
}

/** All letters of the face's ranges. */
function letters(face) {
  const ranges = of(face, /unicode-range:\s*([^;]+);/).split(/,\s*/);
  return ranges.flatMap((range) => lettersOf(range)).join('');
}

function lettersOf(range) {
  const [, first, last = first] = /^U\+([\dA-F]+)(?:-([\dA-F]+))?$/.exec(range) ?? fail(`${range} is no range`);
  const from = Number.parseInt(first, 16);
  return Array.from({ length: Number.parseInt(last, 16) - from + 1 }, (_, at) => String.fromCodePoint(from + at));
}

function of(face, pattern) {
  return (pattern.exec(face) ?? fail(`src/theme/fonts.css has a face without ${pattern}`))[1];
}

function fail(why) {
  throw new Error(why);
}
