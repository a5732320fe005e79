// The page on a phone: the bar at its lower edge, the ticket as a sheet, panes that are swiped, and the page without a network.
import assert from 'node:assert/strict';
import { accessible } from './axe.mjs';
import { dialogCloses, fits, fitsWindow, picture, speaks, step, url, WAIT } from './browser.mjs';

const PHONE = { width: 390, height: 844 };
/** Beyond half of the panes' width. */
const REACH = 120;

export async function phone(page, browser) {
  await page.setViewportSize(PHONE);
  await step('a phone has the ticket as a sheet, which the way back closes', () => sheet(page));
  await step('a phone has every page at the thumb', () => ways(page));
  await step('a phone reads from the right', () => persian(page));
  await step('panes are swiped, from the right too', () => swipes(browser));
  await step('the page opens without a network after one visit', () => offline(browser));
}

async function sheet(page) {
  const order = page.locator('.phone-order');
  const dialog = page.getByRole('dialog');
  await page.locator('.chart-canvas canvas').first().waitFor(WAIT);
  await fitsWindow(page, 'the desk on a phone');
  await toolsFit(page);
  await picture(page, 'phone');
  await order.getByRole('button', { name: 'Sell' }).click();
  await dialog.locator('.ticket-kinds select').selectOption('oco');
  await dialog.getByLabel('Stop price').fill('20');
  await fitsWindow(page, 'the ticket on a phone');
  await fits(page, '.sheet');
  await accessible(page, 'the ticket on a phone', ['dark']);
  await picture(page, 'phone-ticket');
  // The focus stays in the sheet, however often the key is pressed.
  for (let stops = 0; stops < 30; stops++) {
    await page.keyboard.press('Tab');
  }
  const leftSheet = () => document.activeElement !== document.body && document.activeElement.closest('.sheet') === null;
  assert.equal(await page.evaluate(leftSheet), false, 'the focus left the sheet');
  await page.goBack();
  await dialogCloses(page);
  assert.ok(new URL(page.url()).hash.startsWith('#/') === false, 'the way back left the desk');
  await order.getByRole('button', { name: 'Buy' }).click();
  assert.equal(await dialog.getByLabel('Stop price').inputValue(), '20');
  await page.keyboard.press('Escape');
  await dialogCloses(page);
}

/** Each tool of the chart can be reached without scrolling. */
async function toolsFit(page) {
  const out = (buttons) =>
    buttons.filter(
      (button) => button.getBoundingClientRect().left < 0 || button.getBoundingClientRect().right > window.innerWidth,
    ).length;
  assert.equal(await page.locator('.chart-tools-strip button').evaluateAll(out), 0, 'tools of the chart are cut off');
}

async function ways(page) {
  const bar = page.getByRole('navigation', { name: 'Pages' });
  for (const [name, shown] of [
    ['Orders', '.orders'],
    ['Markets', '.overview'],
    ['Wallet', '.balances'],
    ['Trade', '.desk-panes'],
  ]) {
    await bar.getByRole('link', { name }).click();
    await page.locator(shown).waitFor(WAIT);
    await fitsWindow(page, `${name} on a phone`);
    await picture(page, `phone-${name.toLowerCase()}`);
  }
  assert.equal(await page.locator('.desk .orders').isVisible(), false);
  await bar.getByRole('button', { name: 'More' }).click();
  const more = page.getByRole('dialog', { name: 'More' });
  await accessible(page, 'more on a phone');
  await picture(page, 'phone-more');
  await more.getByRole('link', { name: 'Coins' }).click();
  await dialogCloses(page);
  await page.locator('.coins').waitFor(WAIT);
  // The sheet has left no entry behind: one step back is the page before it.
  await page.goBack();
  await page.locator('.desk-panes').waitFor(WAIT);
  await dialogCloses(page);
}

async function persian(page) {
  await speaks(page, 'fa');
  await fitsWindow(page, 'the desk in Persian');
  await toolsFit(page);
  for (const name of ['نوع نمودار', 'اندیکاتورها', 'ترسیم']) {
    await page.locator('.chart-tools-strip button', { hasText: name }).click();
    await page.locator('.chart-tools-panel :is(input, button)').first().waitFor(WAIT);
    await accessible(page, `${name} of the chart in Persian`);
    await page.keyboard.press('Escape');
  }
  await picture(page, 'persian-phone');
  await page.locator('.phone-order button').first().click();
  await page.locator('.sheet .ticket-kinds select').selectOption('oco');
  await page.locator('.sheet .ticket').getByText('قیمت فعال‌سازی').first().waitFor(WAIT);
  await fits(page, '.sheet');
  await picture(page, 'persian-phone-ticket');
  await page.keyboard.press('Escape');
  await dialogCloses(page);
}

/** By a finger, in a browser that has one. */
async function swipes(browser) {
  for (const language of ['en', 'fa']) {
    const page = await browser.newPage({ viewport: PHONE, hasTouch: true, isMobile: true, serviceWorkers: 'block' });
    await page.addInitScript((chosen) => localStorage.setItem('flowex.language', chosen), language);
    await page.goto(url);
    await page.locator('.phone-order').waitFor(WAIT);
    const ahead = language === 'fa' ? -1 : 1;
    const { x, y, width, height } = await page.locator('.desk-panes').boundingBox();
    const middle = { x: x + width / 2, y: y + height / 2 };
    const edge = { ...middle, x: middle.x + ahead * (width / 2 - 8) };
    const shows = (tab) => page.locator(`.desk-looks [data-tab=${tab}][aria-selected=true]`).waitFor(WAIT);
    await swipe(page, edge, -ahead * 2 * REACH);
    await shows('book');
    await page.locator('.book-row').first().waitFor(WAIT);
    await swipe(page, { ...middle, x: middle.x + ahead * REACH }, -ahead * 2 * REACH);
    await shows('tape');
    await swipe(page, { ...middle, x: middle.x - ahead * REACH }, ahead * 2 * REACH);
    await shows('book');
    await page.locator('.desk-looks [data-tab=chart]').click();
    await shows('chart');
    await page.close();
  }
}

async function swipe(page, from, far) {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type, x) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: x === null ? [] : [{ x, y: from.y }] });
  await touch('touchStart', from.x);
  for (let part = 1; part <= 10; part++) {
    await touch('touchMove', from.x + (far * part) / 10);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await touch('touchEnd', null);
}

async function offline(browser) {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('flowex.language', 'en'));
  await page.goto(url);
  await page.locator('.phone-bar').waitFor(WAIT);
  const kept = () =>
    page.evaluate(async () => {
      const paths = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return paths.flat().map((request) => new URL(request.url).pathname);
    });
  const isKept = (paths) =>
    paths.includes('/') &&
    ['/assets/main-', '/assets/PhoneBar-'].every((begin) => paths.some((path) => path.startsWith(begin)));
  for (const until = Date.now() + WAIT.timeout; !isKept(await kept()) && Date.now() < until;) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await context.setOffline(true);
  await page.reload();
  // After a reload Chromium takes itself for online in spite of the emulation, so either sentence is right here.
  await page.locator('.banner-halted', { hasText: /You are offline|Connection lost/ }).waitFor(WAIT);
  await page.locator('.phone-bar').waitFor(WAIT);
  await picture(page, 'phone-offline');
  await context.close();
}
