// A person's first minute on the page, in a real browser against a running exchange:
//   npm run e2e -- http://localhost:8000 [folder for pictures]
// Logs in as the demo user, places a limit order, sees it open, changes it, cancels it, finds it in the history with the
// reason; places one order of every other kind that rests or waits. Then money (wallet.mjs), trades between people
// (p2p.mjs), the page by itself (alone.mjs), the account (account.mjs), what is mailed (mail.mjs), a phone (phone.mjs),
// the administration (administration.mjs), coins, risk and restrictions (risk.mjs), and every page in every language on
// every screen (pages.mjs).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { account } from './account.mjs';
import { administration } from './administration.mjs';
import { alone } from './alone.mjs';
import { accessible } from './axe.mjs';
import {
  describe,
  dialogCloses,
  fits,
  fitsWindow,
  keepsToasts,
  logsIn,
  picture,
  slowed,
  speaks,
  step,
  toastShown,
  url,
  WAIT,
} from './browser.mjs';
import { asksToClose, changesOthers } from './changes.mjs';
import { mail } from './mail.mjs';
import { phone } from './phone.mjs';
import { p2p } from './p2p.mjs';
import { pages } from './pages.mjs';
import { risk } from './risk.mjs';
import { wallet } from './wallet.mjs';

const executablePath = process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
});
const faults = [];
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });

try {
  page.setDefaultTimeout(WAIT.timeout);
  await keepsToasts(page);
  await slowed(page);
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) {
      faults.push(message.text());
    }
  });
  await step('the page opens and is live', () => opens(page));
  await step('what is public comes packed', packed);
  await step('the demo user logs in', () => logsIn(page, 'demo@flowex.com', 'demo123'));
  const before = await step('balances are there', () => openOrders(page));
  await step('a limit order rests', () => places(page, before));
  await step('it is changed', () => amends(page));
  await step('it is canceled', () => cancels(page, before));
  await step('the history knows it', () => history(page));
  await step('every other kind is placed', () => kinds(page, before));
  await step('a take profit and a stop loss follow a limit order', () => follows(page, before));
  await step('a market order by amount trades', () => byAmount(page));
  await step('the chart is drawn on, and a reload keeps it', () => chart(page));
  await step('an order begins on the chart, and its line is dragged', () => orderOnChart(page));
  await step('four charts stand side by side, and one again', () => fourCharts(page));
  await step('an alert of the chart is kept by the exchange', () => keptAlert(page));
  await step('trading is accessible, dark and light', () => accessible(page, 'trading'));
  await step('a reload keeps the session', () => reloads(page));
  await step('a small screen is wide enough', () => small(page));
  await phone(page, browser);
  await step('Persian and Chinese', () => persian(page));
  await step('lists and dialogs of the desk are accessible', () => lists(page));
  await wallet(page);
  await p2p(page, browser);
  await alone(browser);
  await account(page);
  await mail(page);
  await administration(page);
  await risk(page);
  await pages(page);
  assert.deepEqual(faults, []);
  console.log('e2e ok');
} catch (error) {
  console.error(error.message);
  console.error(faults.join('\n'));
  console.error(await describe(page).catch(() => 'and nothing is on the page'));
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function opens(page) {
  await page.addInitScript(
    () => localStorage.getItem('flowex.language') ?? localStorage.setItem('flowex.language', 'en'),
  );
  await page.goto(url);
  await page.locator('.connection-live').waitFor(WAIT);
  await page.locator('.ticker-bar .picker-symbol').waitFor(WAIT);
  await page.locator('.chart-canvas canvas').first().waitFor(WAIT);
}

/** The page itself, and long public answers; nothing else (closes a part of finding P14). */
async function packed() {
  const encodingOf = async (path, accepted = 'gzip') => {
    const answer = await fetch(new URL(path, url), { headers: { 'Accept-Encoding': accepted } });
    const { length } = await answer.text();
    return { encoding: answer.headers.get('content-encoding'), length };
  };
  const [script] = /\/assets\/main-[^"]+\.js/.exec(await (await fetch(url)).text()) ?? [];
  assert.equal((await encodingOf(script)).encoding, 'gzip');
  assert.equal((await encodingOf(script, 'gzip, br')).encoding, 'br');
  const depth = await encodingOf('/api/market-data/depth/BTC-USDT?limit=500');
  assert.equal(depth.encoding, depth.length > 1_400 ? 'gzip' : null);
  assert.equal((await encodingOf('/api/auth/me')).encoding, null);
}

/** Number of orders are open, once the available balance is known too: no number is shown before. */
async function openOrders(page) {
  await page.waitForFunction(() => /\d/.test(document.querySelector('.ticket-available .number')?.textContent ?? ''));
  const label = await page.getByRole('tab', { name: /Open orders \(\d+\)/ }).textContent();
  return Number(/\((\d+)\)/.exec(label ?? '')?.[1]);
}

/** Far below the market, so that it rests. */
async function places(page, before) {
  await page.getByRole('button', { name: 'Buy', exact: true }).click();
  await page.getByRole('tab', { name: 'Limit' }).click();
  await page.getByLabel('Price', { exact: true }).fill('10.01');
  await page.getByLabel('Quantity', { exact: true }).fill('0.5');
  await page.getByRole('button', { name: 'Buy BTC' }).click();
  await toastShown(page, 'Limit: buy 0.50000 BTC at 10.01. Order placed');
  await page.locator('.orders tr', { hasText: '10.01' }).waitFor(WAIT);
  await countIs(page, before + 1);
  await picture(page, 'trading');
}

async function amends(page) {
  const row = page.locator('.orders tr', { hasText: '10.01' });
  await row.getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Price').fill('10.02');
  await dialog.getByLabel('Quantity').fill('0.4');
  await fits(page, '.dialog-body');
  await accessible(page, 'change of an order', ['dark']);
  await picture(page, 'amend');
  await dialog.getByRole('button', { name: 'Change' }).click();
  await toastShown(page, 'Order changed');
  await dialogCloses(page);
  await page.locator('.orders tr', { hasText: '10.02' }).filter({ hasText: '0.40000' }).waitFor(WAIT);
}

async function cancels(page, before) {
  const row = page.locator('.orders tr', { hasText: '10.02' });
  await row.getByRole('button', { name: 'Cancel' }).click();
  await toastShown(page, 'Order canceled');
  await countIs(page, before);
}

async function history(page) {
  await page.getByRole('tab', { name: 'Order history' }).click();
  await page.locator('.orders tr', { hasText: '10.02' }).filter({ hasText: 'by you' }).first().waitFor(WAIT);
  await picture(page, 'history');
}

/** Far from the market, so that each rests or waits; then all are canceled. */
async function kinds(page, before) {
  await page.getByRole('tab', { name: /Open orders/ }).click();
  const orders = [
    ['stop_loss', 'sell', { 'Stop price': '20' }],
    ['stop_loss_limit', 'sell', { 'Stop price': '20', 'Limit price': '19' }],
    ['take_profit', 'sell', { 'Stop price': '90000' }],
    ['take_profit_limit', 'sell', { 'Stop price': '90000', 'Limit price': '90001' }],
    ['trailing_stop', 'sell', { Distance: '50', 'Activation price': '90000' }],
    ['iceberg', 'buy', { Price: '10', 'Visible quantity': '0.11' }],
    ['oco', 'sell', { 'Limit price': '90000', 'Stop price': '20' }],
    ['twap', 'buy', { Price: '10', 'Number of slices': '3', 'Interval in seconds': '60' }],
  ];
  let open = before;
  for (const [kind, side, fields] of orders) {
    await page.getByRole('button', { name: side === 'buy' ? 'Buy' : 'Sell', exact: true }).click();
    await page.locator('.ticket-kinds select').selectOption(kind);
    for (const [label, text] of Object.entries(fields)) {
      await page.locator('.ticket').getByLabel(label, { exact: true }).first().fill(text);
    }
    await page.locator('.ticket').getByLabel('Quantity', { exact: true }).fill('0.33');
    await fits(page, '.ticket');
    await picture(page, `kind-${kind}`);
    open += kind === 'oco' ? 2 : 1;
    await submits(page, open);
  }
  await page.getByRole('tab', { name: 'Limit' }).click();
  await page.locator('.ticket-terms select').selectOption('gtd');
  await page.locator('.ticket-until input').fill('2031-01-31T12:00');
  await page.locator('.ticket').getByLabel('Price', { exact: true }).fill('10.03');
  await page.locator('.ticket').getByLabel('Quantity', { exact: true }).fill('0.33');
  await submits(page, open + 1);
  await picture(page, 'kinds');
  await changesOthers(page);
  await page.getByRole('button', { name: 'Cancel all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel all' }).click();
  await dialogCloses(page);
  await countIs(page, before);
}

/** The list may show an order before the ticket has its answer: the ticket is done once its quantity is gone. */
async function submits(page, open) {
  const quantity = await page.locator('.ticket').getByLabel('Quantity', { exact: true }).elementHandle();
  await page.locator('.ticket-submit').click();
  await page.waitForFunction((field) => field.value === '', quantity, WAIT);
  await countIs(page, open);
}

async function countIs(page, count) {
  await page.waitForFunction(
    (expected) => document.querySelector('.orders .tab')?.textContent?.includes(`(${expected})`),
    count,
    WAIT,
  );
}

/** Far below the market, with a stop that begins when it is filled; both are open and end together. */
async function follows(page, before) {
  const ticket = page.locator('.ticket');
  await page.getByRole('tab', { name: 'Limit' }).click();
  await page.locator('.ticket-terms select').selectOption('gtc');
  await page.getByRole('button', { name: 'Buy', exact: true }).click();
  await ticket.getByLabel('Price', { exact: true }).fill('10.05');
  await ticket.getByLabel('Quantity', { exact: true }).fill('0.5');
  await ticket.getByLabel('Take profit / stop loss').check();
  await ticket.getByLabel('Take profit at').fill('12');
  await ticket.getByLabel('Stop loss at').fill('9');
  await fits(page, '.ticket');
  await page.getByRole('button', { name: 'Preview' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^Then: Take profit: sell 0\.49/).waitFor(WAIT);
  await dialog.getByText(/^Then: Stop loss: sell 0\.49/).waitFor(WAIT);
  await dialog.locator('.preview dd').first().waitFor(WAIT);
  await fits(page, '.dialog-body');
  await picture(page, 'follows');
  await dialog.getByRole('button', { name: 'Buy BTC' }).click();
  await toastShown(page, 'Limit: buy 0.50000 BTC at 10.05. Order placed');
  await countIs(page, before + 3);
  await ticket.getByLabel('Take profit / stop loss').uncheck();
  await page.locator('.orders tr', { hasText: '10.05' }).getByRole('button', { name: 'Cancel' }).click();
  await countIs(page, before);
}

async function byAmount(page) {
  await page.getByRole('tab', { name: 'Market', exact: true }).click();
  await page.getByRole('button', { name: 'Buy', exact: true }).click();
  await page.locator('.ticket').getByLabel('By amount of USDT').check();
  await page.locator('.ticket').getByLabel('Total', { exact: true }).fill('25');
  await picture(page, 'by-amount');
  await page.locator('.ticket-submit').click();
  await toastShown(page, /[Ff]illed at/);
}

async function hasIndicators(panel) {
  for (const title of ['Stoch 14 3 3', 'SAR 0.02 0.2', 'ATR 14']) {
    await panel.getByText(title, { exact: true }).waitFor(WAIT);
  }
}

/** Three indicators, the logarithmic scale and a trend line; all are there again after a reload. */
async function chart(page) {
  const panel = page.getByRole('region', { name: 'Chart' });
  await panel.getByRole('button', { name: /Indicators/ }).click();
  for (const name of ['Stochastic', 'Parabolic SAR', 'Average true range']) {
    await panel.getByRole('checkbox', { name, exact: true }).check();
  }
  await page.keyboard.press('Escape');
  // Each gets a pane, which moves the chart below the pointer: the line is drawn when all are there.
  await hasIndicators(panel);
  await panel.getByRole('button', { name: 'Style' }).click();
  await panel.getByRole('radio', { name: 'Logarithmic' }).check();
  await accessible(page, 'style and scale of the chart', ['dark']);
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Draw', exact: true }).click();
  await accessible(page, 'tools of the chart', ['dark']);
  await panel.getByRole('button', { name: 'Trend line' }).click();
  await panel.getByText('Trend line: click its points on the chart').waitFor(WAIT);
  const { x, y } = await page.locator('.chart-canvas').boundingBox();
  await page.mouse.click(x + 120, y + 120);
  await page.mouse.move(x + 300, y + 90, { steps: 5 });
  await page.mouse.click(x + 300, y + 90);
  await panel.getByRole('button', { name: 'Delete drawing' }).waitFor(WAIT);
  await panel.getByRole('button', { name: 'Draw', exact: true }).click();
  await panel.getByRole('button', { name: 'Measure' }).click();
  await page.mouse.click(x + 150, y + 150);
  await page.mouse.click(x + 250, y + 100);
  await panel.getByRole('button', { name: 'Delete drawing' }).waitFor(WAIT);
  await picture(page, 'chart-drawn');
  await page.reload();
  await hasIndicators(panel);
  await panel.getByRole('button', { name: 'Style' }).click();
  assert.ok(await panel.getByRole('radio', { name: 'Logarithmic' }).isChecked(), 'the scale is kept');
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Draw', exact: true }).click();
  await panel.getByRole('button', { name: 'Delete all drawings (2)' }).click();
  await panel.getByRole('button', { name: 'Delete all drawings (0)' }).waitFor(WAIT);
  await panel.getByRole('button', { name: 'Undo' }).click();
  await panel.getByRole('button', { name: 'Delete all drawings (2)' }).waitFor(WAIT);
  await page.keyboard.press('Escape');
}

/** A right click on the chart fills the ticket, which sends nothing by itself; the order's line is then dragged to another price. */
async function orderOnChart(page) {
  // A long candle: the upper edge of the chart is far above the market, so that the order rests.
  await page.getByRole('region', { name: 'Chart' }).getByRole('button', { name: '1h', exact: true }).click();
  await page.locator('.chart-canvas canvas').first().waitFor(WAIT);
  await page.locator('.chart-legend').first().waitFor(WAIT);
  const canvas = page.locator('.chart-canvas');
  const { x, y, height } = await canvas.boundingBox();
  await page.mouse.click(x + 300, y + 12, { button: 'right' });
  const sell = page.getByRole('menuitem', { name: /^Sell limit at/ });
  const shownPrice = (await sell.textContent()).replace('Sell limit at ', '');
  const at = shownPrice.replaceAll(',', '');
  await sell.click();
  await page.locator('.ticket-side-sell[aria-pressed=true]').waitFor(WAIT);
  const ticket = page.locator('.ticket');
  assert.equal(Number(await ticket.getByLabel('Price', { exact: true }).inputValue()), Number(at));
  await ticket.getByLabel('Quantity', { exact: true }).fill('0.05');
  await page.getByRole('button', { name: 'Sell BTC' }).click();
  await toastShown(page, /Limit: sell 0\.05000 BTC/);
  await page.locator('.orders tr', { hasText: shownPrice }).waitFor(WAIT);
  // The pointer says where the line is.
  const isOnLine = () => canvas.evaluate((element) => element.style.cursor === 'ns-resize');
  let line = y;
  for (const until = Date.now() + WAIT.timeout; !(await isOnLine()) && Date.now() < until;) {
    line = line + 4 < y + height ? line + 4 : y;
    await page.mouse.move(x + 300, line);
  }
  assert.ok(await isOnLine(), 'the line of the order is on the chart');
  await picture(page, 'chart-order');
  await page.mouse.down();
  await page.mouse.move(x + 300, line + 15, { steps: 4 });
  await page.mouse.up();
  const dialog = page.getByRole('dialog');
  const to = await dialog.getByLabel('Price').inputValue();
  assert.ok(Number(to) < Number(at), `dropped at ${to}, below ${at}`);
  await dialog.getByRole('button', { name: 'Change' }).click();
  await toastShown(page, 'Order changed');
  await dialogCloses(page);
  const row = page.locator('.orders tr', { hasText: '0.05000' });
  await row.getByRole('button', { name: 'Cancel' }).click();
  await row.waitFor({ state: 'detached', ...WAIT });
}

/** Each has its market and interval, and none is cut off at the width of a small screen. */
async function fourCharts(page) {
  const panel = page.getByRole('region', { name: 'Chart', exact: true });
  const choose = async (count) => {
    await panel.getByRole('button', { name: 'Layouts' }).click();
    await panel.getByRole('radio', { name: count, exact: true }).check();
    await page.keyboard.press('Escape');
  };
  await choose('4');
  await panel.getByLabel('Market of chart 3').selectOption('ETH-USDT');
  await panel.getByLabel('Candle interval 3').selectOption('5m');
  for (let at = 0; at < 4; at++) {
    await page.locator('.chart-cell').nth(at).locator('.chart-legend').first().waitFor(WAIT);
  }
  await accessible(page, 'four charts', ['dark']);
  await picture(page, 'charts-4');
  await page.setViewportSize({ width: 1024, height: 768 });
  await fitsWindow(page, 'the desk with four charts');
  await picture(page, 'charts-4-small');
  await page.setViewportSize({ width: 1440, height: 900 });
  await choose('1');
  await page
    .locator('.chart-cell')
    .nth(1)
    .waitFor({ state: 'detached', ...WAIT });
}

/** A right click has the exchange keep an alert, which the list of alerts has and takes back. */
async function keptAlert(page) {
  const { x, y } = await page.locator('.chart-canvas').boundingBox();
  await page.mouse.click(x + 300, y + 120, { button: 'right' });
  await page.getByRole('menuitem', { name: /by e-mail and push$/ }).click();
  await toastShown(page, /^Alert set/);
  await page.locator('.ticker-bar').getByRole('button', { name: 'Alert', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const row = dialog.getByRole('listitem').filter({ hasText: 'by e-mail and push' });
  await row.waitFor(WAIT);
  await accessible(page, 'alerts of a market', ['dark']);
  await row.getByRole('button', { name: 'Remove' }).click();
  await row.waitFor({ state: 'detached', ...WAIT });
  await page.keyboard.press('Escape');
  await dialogCloses(page);
}

/** No kind of order is cut off, and each row of the book is one line. */
async function small(page) {
  await page.setViewportSize({ width: 1024, height: 768 });
  await fitsWindow(page, 'the desk');
  await fits(page, '.ticket-kinds .tabs');
  await page.locator('.book-row').first().waitFor(WAIT);
  const torn = (rows) => rows.filter((row) => row.scrollHeight > row.clientHeight).length;
  assert.equal(await page.locator('.book-row').evaluateAll(torn), 0, 'rows of the book are torn');
  await picture(page, 'small');
}

async function lists(page) {
  for (const name of ['Order history', 'My trades', 'Positions', 'Balances']) {
    await page.getByRole('tab', { name }).click();
    await page.locator('.orders tbody tr').first().waitFor(WAIT);
    if (name === 'Positions') {
      await page.getByRole('list', { name: 'Total' }).getByText('Realized P&L', { exact: true }).waitFor(WAIT);
      await asksToClose(page);
    }
    await accessible(page, name);
  }
  await page.getByRole('button', { name: 'Deposit' }).first().click();
  await page.getByRole('dialog').waitFor(WAIT);
  await accessible(page, 'deposit', ['dark']);
  await page.keyboard.press('Escape');
  await dialogCloses(page);
  await page.getByRole('tab', { name: /Open orders/ }).click();
}

async function reloads(page) {
  await page.reload();
  await page.getByTitle('demo@flowex.com').waitFor(WAIT);
}

async function persian(page) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await picture(page, 'persian');
  await speaks(page, 'zh');
  await page.getByRole('button', { name: '退出' }).waitFor(WAIT);
  await picture(page, 'chinese');
  await speaks(page, 'en');
  await page.getByRole('button', { name: 'Log out' }).waitFor(WAIT);
}
