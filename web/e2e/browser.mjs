// Common parts of the test in the browser.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

export const url = process.argv[2] ?? 'http://localhost:8000';
/** Longer than the page itself waits for an answer: a machine may be busy with other things. */
export const WAIT = { timeout: 30_000 };
/** Screens by width, with their heights. */
export const WIDTHS = { 390: 844, 1024: 768, 1400: 900, 2560: 1440 };
const pictures = process.argv[3];

/** E2E_SLOWDOWN=6: the browser's processor is six times slower. */
export async function slowed(page) {
  const rate = Number(process.env.E2E_SLOWDOWN || 1);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}

export async function step(name, work) {
  const started = Date.now();
  try {
    const answer = await work();
    console.log(`ok   ${name} (${Date.now() - started} ms)`);
    return answer;
  } catch (error) {
    console.log(`FAIL ${name}`);
    throw error;
  }
}

export async function picture(page, name) {
  if (pictures !== undefined) {
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }
}

/** Has the page keep the text of its short notes: they are gone after seconds, read or not. */
export async function keepsToasts(page) {
  await page.addInitScript(() => {
    window.toastsShown = [];
    const look = (changes) =>
      changes
        .flatMap(({ addedNodes }) => [...addedNodes])
        .filter((node) => node instanceof Element && node.matches('.toast'))
        .forEach((toast) => window.toastsShown.push(toast.textContent));
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}

/** A note with that text (part of it, or a pattern) was shown since the page was loaded. */
export async function toastShown(page, text) {
  const pattern = typeof text === 'string' ? text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : text.source;
  await page.waitForFunction(
    (source) => window.toastsShown.some((toast) => new RegExp(source).test(toast)),
    pattern,
    WAIT,
  );
}

/** Text of the page, for a reader of the output alone. */
export async function describe(page) {
  const toasts = await page.evaluate(() => window.toastsShown);
  const shown = await page.evaluate(() => (document.querySelector('dialog[open]') ?? document.body).innerText);
  return `at ${page.url()}\nnotes: ${JSON.stringify(toasts)}\n${shown.slice(0, 3_000)}`;
}

export async function logsIn(page, email, password) {
  await page.getByRole('banner').getByRole('button', { name: 'Log in', exact: true }).click();
  await fillsLogin(page, email, password);
  await page.getByTitle(email).waitFor(WAIT);
}

/** The dialog of a login that is open. */
export async function fillsLogin(page, email, password) {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
}

export async function logsOut(page) {
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Log in', exact: true }).waitFor(WAIT);
}

export async function dialogCloses(page) {
  await page.getByRole('dialog').waitFor({ state: 'detached', ...WAIT });
}

/** The page is in that language, and reads from where it does. */
export async function speaks(page, language) {
  const isPhone = page.viewportSize().width <= 640;
  if (isPhone) {
    await page.locator('.phone-bar button').click();
  }
  await page.locator(isPhone ? '.sheet .head-language' : '.head .head-language').selectOption(language);
  if (isPhone) {
    await page.keyboard.press('Escape');
    await dialogCloses(page);
  }
  const direction = language === 'fa' ? 'rtl' : 'ltr';
  await page.locator(`html[lang=${language}][dir=${direction}]`).waitFor(WAIT);
}

/** As soon as what draws itself has followed the window, nothing is wider than it. */
export async function fitsWindow(page, what) {
  const over = () => document.documentElement.scrollWidth - window.innerWidth;
  await page
    .waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth, null, WAIT)
    .catch(async () => assert.fail(`${what} is ${await page.evaluate(over)} pixels too wide`));
}

/** Nothing sticks out at the side. */
export async function fits(page, selector) {
  const over = await page.locator(selector).evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.ok(over <= 0, `${selector} is ${over} pixels too wide`);
}

/** A page beside the desk, as its address names it, once it has its answers. */
export async function opensPart(page, part) {
  // A dialog that has closed takes its entry of the history back a moment later, and would take this page with it.
  await page.waitForFunction(
    () => document.querySelector('dialog[open]') !== null || history.state?.open === undefined,
    null,
    WAIT,
  );
  await page.goto(`${url}/#/${part}`);
  await page.locator(`.pages-nav a[href="#/${part}"][aria-current=page]`).waitFor(WAIT);
  await page.waitForFunction(() => document.querySelector('.nothing[aria-busy]') === null, null, WAIT);
}

export async function ask(path, body, token) {
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

/** Six digits that the authenticator does not show about now. */
export function wrongTotp(secret) {
  const right = [-1, 0, 1, 2].map((ahead) => totp(secret, ahead));
  return ['000000', '111111', '222222', '333333', '444444'].find((code) => !right.includes(code));
}

/** RFC 6238: six digits of HMAC-SHA1 over the half minute, `ahead` of now. */
export function totp(secret, ahead) {
  const bits = [...secret.replace(/=/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
