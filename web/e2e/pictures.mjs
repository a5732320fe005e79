// Pictures of the main views, at half of their size, compared with those in golden/ pixel by pixel. Prices, times and lists are recorded
// (frozen.mjs), so a difference is one of the page. The font of the page comes with it; what draws it is the machine's, so on a machine
// that draws text otherwise nothing is compared, which is said.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WAIT } from './browser.mjs';
import { framed, frozen, record } from './frozen.mjs';

const FOLDER = fileURLToPath(new URL('golden/', import.meta.url));
const DRAWN_BY = `${FOLDER}drawn-by.json`;
/** Pictures that differ, as they are now. */
const DIFFERENT = fileURLToPath(new URL('../target/pictures/', import.meta.url));
const SCREENS = { 1400: 900, 390: 844 };
/** Both themes, and a language from right to left whose letters come with the page; those of Chinese are the machine's. */
const LOOKS = [
  { prefix: '', looks: { language: 'en', colorScheme: 'dark' }, widths: [1400, 390] },
  { prefix: 'fa-light-', looks: { language: 'fa', colorScheme: 'light' }, widths: [390] },
];
/** Highest weight of all pictures and answers in git. */
const KILOBYTES_MAX = 1_400;
/** A pixel differs if red, green or blue is further away than this, of 255: edges of letters are drawn with noise. */
const CHANNEL = 40;
/** Pixels of a picture that may differ, as a share; and those of a square of it, where a small thing would hide in the whole. */
const OF_PICTURE = 0.002;
const OF_SQUARE = 0.2;
const SQUARE = 20;

/**
 * Compares all views with their pictures.
 * @param opens opens a view by name on a page
 * @param mode 'compare'; 'redraw' writes pictures; 'write' records the answers first, too
 */
export async function pictures(browser, opens, { names, mode }) {
  if (mode === 'write') {
    await record(browser, (page) => visits(page, opens, names));
  }
  const probe = await framed(browser);
  const drawn = await drawing(probe, browser);
  const golden = existsSync(DRAWN_BY) ? JSON.parse(readFileSync(DRAWN_BY, 'utf8')) : null;
  if (mode !== 'compare') {
    writeFileSync(DRAWN_BY, `${JSON.stringify(drawn)}\n`);
  } else if (golden?.text !== drawn.text) {
    console.log(
      `skipped pictures: this machine (${drawn.browser}) draws text otherwise than theirs (${golden?.browser})`,
    );
    await probe.context().close();
    return;
  }
  const faults = [];
  for (const { prefix, looks, widths } of LOOKS) {
    const { page, complete } = await frozen(browser, looks);
    for (const name of names) {
      for (const width of widths) {
        await screen(page, width, SCREENS[width]);
        await opens(page, name);
        const now = await picture(page);
        const file = `${prefix}${name.replace('/', '-')}-${width}.png`;
        faults.push(...(mode === 'compare' ? await compared(probe, file, now) : written(file, now)));
      }
      console.log(`ok   picture of ${name}, ${looks.language}, ${looks.colorScheme}`);
    }
    await page.context().close();
    complete();
  }
  await probe.context().close();
  assert.deepEqual(faults, [], `see ${DIFFERENT}; if it is meant: npm --prefix web run golden -- URL --redraw`);
  const kilobytes = readdirSync(FOLDER).reduce((sum, name) => sum + statSync(FOLDER + name).size / 1024, 0);
  assert.ok(kilobytes <= KILOBYTES_MAX, `${FOLDER} has ${kilobytes.toFixed(0)} kB of ${KILOBYTES_MAX}`);
}

async function visits(page, opens, names) {
  for (const name of names) {
    for (const [width, height] of Object.entries(SCREENS)) {
      await screen(page, width, height);
      await page.reload();
      await opens(page, name);
      await picture(page);
    }
  }
}

const screen = (page, width, height) => page.setViewportSize({ width: Number(width), height });

function written(file, picture) {
  writeFileSync(FOLDER + file, picture);
  return [];
}

/** The screen once it has its letters and is drawn the same twice. */
async function picture(page) {
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null, null, WAIT);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const until = Date.now() + WAIT.timeout;
  let before = await shot(page);
  for (let same = 0; same < 3;) {
    await page.evaluate(drawnTenTimes);
    const now = await shot(page);
    same = now.equals(before) ? same + 1 : 0;
    before = now;
    assert.ok(Date.now() < until, 'the screen does not come to rest');
  }
  return before;
}

const shot = (page) => page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'device' });

/** In the page: resolves once it has drawn that often. */
async function drawnTenTimes() {
  for (let frame = 0; frame < 10; frame++) {
    await new Promise(requestAnimationFrame);
  }
}

/** Name of the browser, and a hash of letters that it draws in fonts of the system. */
async function drawing(page, browser) {
  const text = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 120 });
    const pen = canvas.getContext('2d');
    ['system-ui', 'sans-serif', 'monospace'].forEach((family, at) => {
      pen.font = `16px ${family}`;
      pen.fillText('FlowEx 0123456789 ↑↓ 中文 فارسی', 8, 30 * (at + 1));
    });
    const pixels = pen.getImageData(0, 0, canvas.width, canvas.height).data;
    let hash = 0;
    pixels.forEach((value) => (hash = (Math.imul(hash, 31) + value) | 0));
    return hash;
  });
  return { browser: `Chromium ${browser.version()}`, text };
}

/** @returns differences from the golden picture, in words */
async function compared(page, file, now) {
  if (!existsSync(FOLDER + file)) {
    return [`${file} is not there`];
  }
  const pair = [readFileSync(FOLDER + file), now].map((bytes) => bytes.toString('base64'));
  const limits = { channel: CHANNEL, square: SQUARE };
  const { size, share, worst } = await page.evaluate(difference, { pair, limits });
  const isSame = size === null && share <= OF_PICTURE && worst.share <= OF_SQUARE;
  if (isSame) {
    return [];
  }
  mkdirSync(DIFFERENT, { recursive: true });
  writeFileSync(DIFFERENT + file, now);
  const percent = (of) => `${(of * 100).toFixed(2)} %`;
  return [
    size ?? `${file}: ${percent(share)} of its pixels, ${percent(worst.share)} of those at ${worst.at.join(' ')}`,
  ];
}

/** In the page: the share of pixels that differ, in all and in the worst square. */
async function difference({ pair, limits }) {
  const [one, other] = await Promise.all(
    pair.map(async (base64) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0);
      return pen.getImageData(0, 0, image.width, image.height);
    }),
  );
  if (one.width !== other.width || one.height !== other.height) {
    return {
      size: `${one.width}×${one.height} is now ${other.width}×${other.height}`,
      share: 1,
      worst: { share: 1, at: [0, 0] },
    };
  }
  const squares = new Map();
  let all = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const isOther = [0, 1, 2].some(
      (channel) => Math.abs(one.data[at + channel] - other.data[at + channel]) > limits.channel,
    );
    if (isOther) {
      const [x, y] = [(at / 4) % one.width, Math.floor(at / 4 / one.width)].map((pixel) =>
        Math.floor(pixel / limits.square),
      );
      squares.set(`${x} ${y}`, (squares.get(`${x} ${y}`) ?? 0) + 1);
      all += 1;
    }
  }
  const [place, count] = [...squares].reduce((worst, next) => (next[1] > worst[1] ? next : worst), ['0 0', 0]);
  return {
    size: null,
    share: all / (one.width * one.height),
    worst: {
      share: count / limits.square ** 2,
      at: place.split(' ').map((square) => Number(square) * limits.square * 2),
    },
  };
}
