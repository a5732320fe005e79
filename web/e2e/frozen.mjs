// An exchange that stands still: answers of a running one, recorded at one moment, and a clock that shows that moment. The page before
// it draws the same picture each time.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { logsIn, url, WAIT } from './browser.mjs';

const FILE = fileURLToPath(new URL('golden/answers.json', import.meta.url));
/** Where the page has its answers from; all else are files of the page. */
const ANSWERED = ['/api/', '/accounts/', '/health', '/ready'];
/** Entries of a list that a picture may show; candles are needed as a whole. */
const ENTRIES_MAX = 40;
const CANDLES_MAX = 400;
/** A session that is no secret. */
const TOKENS = { access_token: 'frozen', token_type: 'Bearer', expires_in: 86_400 };
const MARKET = 'BTC-USDT';
const PLACE = {
  locale: 'en-GB',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
  serviceWorkers: 'block',
};

const PLAIN = { language: 'en', colorScheme: 'dark' };

/** A page as the pictures want it; at half of its size, which is enough to see what has moved. */
export async function framed(browser, { language, colorScheme } = PLAIN) {
  const context = await browser.newContext({
    ...PLACE,
    colorScheme,
    deviceScaleFactor: 0.5,
    viewport: { width: 1400, height: 900 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT.timeout);
  await page.addInitScript((chosen) => localStorage.setItem('flowex.language', chosen), language);
  return page;
}

/**
 * Writes what the page asks for while `visits` runs, as the demo's super administrator sees it.
 * @param visits opens all views on that page
 */
export async function record(browser, visits) {
  const page = await framed(browser);
  const moment = new Date().toISOString();
  await page.clock.setFixedTime(moment);
  await page.goto(url);
  await logsIn(page, 'admin@flowex.com', 'admin123');
  const answers = new Map();
  const readings = [];
  page.on('response', (response) => readings.push(kept(response, answers)));
  await visits(page);
  const depth = await page.evaluate((path) => fetch(path).then((answer) => answer.json()), depthOf(MARKET));
  await page.context().close();
  await Promise.all(readings);
  answers.set(depthOf(MARKET), { status: 200, body: depth });
  const sorted = [...answers].sort(([one], [other]) => (one < other ? -1 : 1));
  const lines = sorted.map(([target, answer]) => `  ${JSON.stringify(target)}: ${JSON.stringify(answer)}`);
  writeFileSync(FILE, `{\n  "moment": ${JSON.stringify(moment)},\n${lines.join(',\n')}\n}\n`);
}

const depthOf = (symbol) => `/api/market-data/depth/${symbol}?limit=200`;

/** Keeps the first answer to each question; an answer of before a reload may be gone. */
async function kept(response, answers) {
  const { pathname, search } = new URL(response.url());
  const target = pathname + search;
  if (!isAnswered(pathname) || response.request().method() !== 'GET' || answers.has(target)) {
    return;
  }
  const body = await response.json().catch(() => undefined);
  if (body !== undefined) {
    answers.set(target, { status: response.status(), body: shortened(body, pathname) });
  }
}

const isAnswered = (path) => ANSWERED.some((start) => path.startsWith(start));

/** Lists cut to what a picture shows, newest candles last. */
function shortened(body, path) {
  if (Array.isArray(body)) {
    return path.includes('/klines/')
      ? body.slice(-CANDLES_MAX)
      : body.slice(0, ENTRIES_MAX).map((of) => shortened(of, path));
  }
  if (body === null || typeof body !== 'object') {
    return body;
  }
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, shortened(value, path)]));
}

/**
 * A page before the recorded answers, logged in.
 * @param looks its language and theme
 * @returns the page, and what it asked for that has no recorded answer
 */
export async function frozen(browser, looks) {
  const { moment, ...answers } = JSON.parse(readFileSync(FILE, 'utf8'));
  const page = await framed(browser, looks);
  const missed = new Set();
  await page.clock.setFixedTime(moment);
  await page.addInitScript(() => localStorage.setItem('flowex.session', 'frozen'));
  await page.addInitScript(playStream, answers[depthOf(MARKET)].body);
  await page.route(
    ({ pathname }) => isAnswered(pathname),
    (route) => {
      const { pathname, search } = new URL(route.request().url());
      if (route.request().method() !== 'GET') {
        return route.fulfill({ json: TOKENS });
      }
      const answer = answers[pathname + search] ?? alike(answers, pathname);
      if (answer === undefined) {
        missed.add(pathname + search);
      }
      return route.fulfill({ status: answer?.status ?? 404, json: answer?.body ?? { code: 'not_found', detail: '' } });
    },
  );
  await page.goto(url);
  await page.getByTitle('admin@flowex.com').waitFor(WAIT);
  return {
    page,
    complete: () => assert.deepEqual([...missed], [], 'no recorded answer; npm run golden -- URL --write'),
  };
}

/** Questions that name a time are asked with another one each time. */
function alike(answers, path) {
  const target = Object.keys(answers).find((key) => key.split('?')[0] === path);
  return target === undefined ? undefined : answers[target];
}

/** In the page: a stream on which nothing happens after the first state of the book. */
function playStream(depth) {
  window.WebSocket = class {
    constructor(address) {
      const isOfAccount = new URL(address).pathname === '/ws/account';
      // Without a stream of the account the page asks for what it shows.
      setTimeout(() => (isOfAccount ? this.onclose?.({ code: 1013, reason: '' }) : this.onopen?.()), 0);
    }

    close() {}

    send(text) {
      const request = JSON.parse(text);
      const answer = { ping: { type: 'pong' }, subscribe: this.first(request) }[request.op];
      if (answer !== undefined) {
        setTimeout(() => this.onmessage?.({ data: JSON.stringify(answer) }), 0);
      }
    }

    first({ channel, symbol, interval }) {
      return channel === 'depth'
        ? { type: 'depth_snapshot', ...depth }
        : { type: 'subscribed', channel, symbol, interval };
    }
  };
}
