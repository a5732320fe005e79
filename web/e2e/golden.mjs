// The layout of the twelve main views on four screens, compared with golden/layout.json: where the main areas are, and which words of
// controls and heads are cut. Then their pictures before recorded answers (pictures.mjs).
// The exchange is one on a fresh folder: a banner, or what others left behind, moves areas.
//   npm run golden -- http://localhost:8000            compares
//   npm run golden -- http://localhost:8000 --write    writes golden/ anew, to be looked at and committed
//   npm run golden -- http://localhost:8000 --redraw   writes the pictures anew, from the answers that are there
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { logsIn, opensPart, url, WAIT, WIDTHS } from './browser.mjs';
import { pages } from './pages.mjs';
import { pictures } from './pictures.mjs';

const FILE = fileURLToPath(new URL('golden/layout.json', import.meta.url));
/** Views by name, with what is there once they are drawn; those without it are pages with a list at their side. */
export const VIEWS = {
  desk: ['', '.book-row'],
  orders: ['/orders', '.orders'],
  markets: ['/markets', '.overview'],
  coins: ['/coins', '.coins tbody tr'],
  'wallet/balances': null,
  'wallet/withdraw': null,
  'account/profile': null,
  'account/notifications': null,
  'risk/scores': null,
  'strategies/built': null,
  'p2p/market': null,
  'admin/overview': null,
};

/** Areas whose place is compared; of those that hold rows the height is left out, since rows come and go. */
const FIXED = ['.head', '.phone-bar', '.desk', '.desk-panes', '.desk-side', '.ticket', '.book', '.chart'];
const GROWING = ['main', '.foot', '.pages-nav', '.pages-body', '.card', '.orders', '.overview', '.coins'];

/** Pixels by which fonts and scroll bars move an area. */
const NEAR = 24;

/** Charts follow the window a moment later. */
const SETTLED_WITHIN_MILLIS = 10_000;

/** In the page: boxes of the areas that are seen, and the tags of cut words. */
function layout([fixed, growing]) {
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const boxOf = (selector, withHeight) => {
    const found = [...document.querySelectorAll(selector)].find(isSeen);
    if (found === undefined) {
      return null;
    }
    const { left, top, width, height } = found.getBoundingClientRect();
    const box = [left, top + window.scrollY, width, ...(withHeight ? [height] : [])];
    return box.map((length) => Math.round(length));
  };
  const areas = [
    ...fixed.map((name) => [name, boxOf(name, true)]),
    ...growing.map((name) => [name, boxOf(name, false)]),
  ];
  const words = [...document.querySelectorAll('button, th, label, h1, h2, h3, summary, dt, legend')].filter(
    (element) => isSeen(element) && element.closest('.unseen, [aria-hidden=true]') === null,
  );
  const isCut = (element) =>
    getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
  return {
    areas: Object.fromEntries(areas.filter(([, box]) => box !== null)),
    cut: [...new Set(words.filter(isCut).map(({ localName }) => localName))].sort(),
  };
}

const measured = (page) => page.evaluate(layout, [FIXED, GROWING]);

/** Differences of a layout from the golden one, in words. */
export function differences(golden, now) {
  if (golden === undefined) {
    return ['there is no golden layout'];
  }
  const names = [...new Set([...Object.keys(golden.areas), ...Object.keys(now.areas)])];
  const moved = names.flatMap((name) => {
    const [before, after] = [golden.areas[name], now.areas[name]];
    if (before === undefined || after === undefined) {
      return [`${name} is ${after === undefined ? 'gone' : 'new'}`];
    }
    const isNear = before.every((length, at) => Math.abs(length - after[at]) <= NEAR);
    return isNear ? [] : [`${name} was at ${before.join(' ')} and is at ${after.join(' ')}`];
  });
  const cut = now.cut.filter((tag) => !golden.cut.includes(tag)).map((tag) => `words of a ${tag} are cut`);
  return [...moved, ...cut];
}

export async function opens(page, [name, whole]) {
  if (whole === null) {
    await opensPart(page, name);
    return;
  }
  const [hash, selector] = whole;
  await page.goto(`${url}/#${hash}`);
  await page.locator(selector).first().waitFor(WAIT);
}

/** Fails if the layout that is open differs from the golden one. */
async function isGolden(page, name, width) {
  const golden = JSON.parse(readFileSync(FILE, 'utf8'));
  const key = `${name} ${width}`;
  const until = Date.now() + SETTLED_WITHIN_MILLIS;
  let last = differences(golden[key], await measured(page));
  while (last.length > 0 && Date.now() < until) {
    await page.evaluate(drawn);
    last = differences(golden[key], await measured(page));
  }
  assert.deepEqual(last, [], `${key}; if it is meant: npm --prefix web run golden -- URL --write`);
}

/** In the page: resolves once it has drawn twice. */
function drawn() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** The layout once it is the same for a number of drawings. */
async function settled(page) {
  let before = await measured(page);
  for (let same = 0; same < 30;) {
    await page.evaluate(drawn);
    const now = await measured(page);
    same = differences(before, now).length === 0 ? same + 1 : 0;
    before = now;
  }
  return before;
}

async function alone() {
  const executablePath = process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    if (!process.argv.includes('--redraw')) {
      const page = await loggedIn(browser);
      await layouts(page);
      if (process.env.E2E_EVERY === 'on') {
        await pages(page);
      }
      await page.close();
    }
    const mode = ['write', 'redraw'].find((name) => process.argv.includes(`--${name}`)) ?? 'compare';
    await pictures(browser, (page, name) => opens(page, [name, VIEWS[name]]), { names: Object.keys(VIEWS), mode });
  } finally {
    await browser.close();
  }
}

/** A page of the demo's super administrator, in English until another language is chosen. */
async function loggedIn(browser) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(WAIT.timeout);
  await page.addInitScript(() =>
    localStorage.setItem('flowex.language', localStorage.getItem('flowex.language') ?? 'en'),
  );
  await page.goto(url);
  await logsIn(page, 'admin@flowex.com', 'admin123');
  return page;
}

async function layouts(page) {
  const written = {};
  for (const view of Object.entries(VIEWS)) {
    await opens(page, view);
    for (const [width, height] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width: Number(width), height });
      if (process.argv.includes('--write')) {
        written[`${view[0]} ${width}`] = await settled(page);
      } else {
        await isGolden(page, view[0], width);
      }
    }
    await page.setViewportSize({ width: 1400, height: 900 });
    console.log(`ok   ${view[0]}`);
  }
  if (process.argv.includes('--write')) {
    writeFileSync(FILE, `${JSON.stringify(written, null, 1)}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await alone();
}
