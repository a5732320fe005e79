// Every page as the demo's super administrator, in English, Persian and Chinese, on screens of four widths: nothing is wider than the
// screen, no two controls carry the same word, a Persian page has no other digits in its words, and axe finds nothing in both themes.
// A daily run draws one language and one theme for each page, others in each run; E2E_SEED=N repeats a draw, E2E_EVERY=on tries all.
import assert from 'node:assert/strict';
import { accessible } from './axe.mjs';
import { fitsWindow, opensPart, picture, speaks, step, url, WAIT, WIDTHS } from './browser.mjs';

const under = (folder, names) => names.map((name) => `${folder}/${name}`);
/** Pages with a list of their own at the side. */
const PARTS = [
  ...under('risk', ['scores', 'portfolio', 'alerts', 'scenarios', 'methodology', 'weights']),
  ...under('strategies', ['backtests', 'runs', 'own', 'built']),
  ...under('p2p', ['market', 'trades', 'offers', 'methods', 'reliability']),
  ...under('wallet', ['balances', 'deposit', 'withdraw', 'convert', 'send', 'history', 'statements', 'allow-list']),
  ...under('account', ['profile', 'fees', 'reports', 'security', 'notifications', 'sessions', 'own-data', 'api-keys']),
  ...under('admin', [
    'overview',
    'users',
    'role-requests',
    'surveillance',
    'p2p',
    'markets',
    'accounts',
    'house',
    'staff-login',
    'tenants',
  ]),
  ...under('admin', [
    'fiat-rates',
    'custody',
    'pauses',
    'hot-cold',
    'reconciliation',
    'margin',
    'terms',
    'dead-letters',
    'tasks',
    'reports',
  ]),
  'admin/audit',
];
/** Pages without one, with what is there once they are drawn. */
const WHOLE = {
  '/strategies/own/new': '.strategy-code',
  '/p2p/offers/new': '.p2p-offer',
  '': '.book-row',
  '/orders': '.orders',
  '/markets': '.overview',
  '/coins': '.coins tbody tr',
};
const IN_ENGLISH = 'risk/methodology';
const LANGUAGES = ['en', 'fa', 'zh'];
const THEMES = ['light', 'dark'];
const isEvery = process.env.E2E_EVERY === 'on';
const seed = Number(process.env.E2E_SEED ?? Math.floor(Math.random() * LANGUAGES.length * THEMES.length));
const isDrawn = (all, choice, at) => isEvery || all.indexOf(choice) === (at + seed) % all.length;

export async function pages(page) {
  console.log(
    isEvery ? 'each page in each language and theme' : `draws languages and themes (again: E2E_SEED=${seed})`,
  );
  for (const language of LANGUAGES) {
    await step(`every page on every screen, ${language}`, () => everyPage(page, language));
  }
  await speaks(page, 'en');
  await step('every page is accessible, dark and light', () => forEverybody(page));
}

async function everyPage(page, language) {
  await screen(page, 1400);
  await speaks(page, language);
  for (const opens of everyOne().filter((_, at) => isDrawn(LANGUAGES, language, at))) {
    const name = await opens(page);
    for (const width of Object.keys(WIDTHS)) {
      await screen(page, width);
      await fitsWindow(page, `${name} in ${language} at ${width}`);
      await picture(page, `${name.replaceAll('/', '-')}-${language}-${width}`);
    }
    await screen(page, 1400);
    assert.deepEqual(await page.evaluate(repeatedWords), [], `${name} in ${language}: words that two controls carry`);
    if (language === 'fa' && name !== IN_ENGLISH) {
      assert.deepEqual(await page.evaluate(mixedDigits), [], `${name}: digits of two scripts in one text`);
    }
  }
}

async function forEverybody(page) {
  await screen(page, 1400);
  for (const [at, opens] of everyOne().entries()) {
    await accessible(
      page,
      await opens(page),
      THEMES.filter((theme) => isDrawn(THEMES, theme, at)),
    );
  }
}

const everyOne = () => [
  ...Object.keys(WHOLE).map((hash) => (page) => opensWhole(page, hash)),
  ...PARTS.map((part) => (page) => opensPart(page, part).then(() => part)),
];

async function opensWhole(page, hash) {
  await page.goto(`${url}/#${hash}`);
  await page.locator(WHOLE[hash]).first().waitFor(WAIT);
  return hash.slice(1) || 'desk';
}

const screen = (page, width) => page.setViewportSize({ width: Number(width), height: WIDTHS[width] });

/** In the page: words of more than one control outside of rows; links to one place may carry one word. */
function repeatedWords() {
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const wordOf = (control) =>
    (control.getAttribute('aria-label') ?? control.labels?.[0]?.textContent ?? control.textContent).trim();
  const controls = [...document.querySelectorAll('button, a[href], input, select, textarea, summary')].filter(
    (control) => isSeen(control) && control.closest('tbody, [aria-hidden=true], fieldset, .book, .tape') === null,
  );
  const targets = new Map();
  for (const control of controls) {
    const word = wordOf(control);
    targets.set(word, [...(targets.get(word) ?? []), control.getAttribute('href')]);
  }
  const isOne = (hrefs) => hrefs.length === 1 || (hrefs[0] !== null && new Set(hrefs).size === 1);
  return [...targets].filter(([word, hrefs]) => word !== '' && !isOne(hrefs)).map(([word]) => word);
}

/** In the page: texts that mix Persian and other digits; what programs read (codes, addresses, ids, dates of a schedule) stays. */
function mixedDigits() {
  const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { textContent: text, parentElement: parent } = walker.currentNode;
    const isShown = parent.checkVisibility({ visibilityProperty: true });
    if (isShown && /[0-9]/.test(text) && /[۰-۹]/.test(text) && parent.closest('code, textarea, option') === null) {
      found.push(text.trim());
    }
  }
  return found.filter((text) => !/[A-Za-z_./@-][0-9]|[0-9][A-Za-z_./-]/.test(text));
}
