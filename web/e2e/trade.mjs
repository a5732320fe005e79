// A person's first minute on the page, in a real browser against a running exchange:
//   npm run e2e -- http://localhost:8000 [folder for pictures]
// Logs in as the demo user, places a limit order, sees it open, cancels it, finds it in the history.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';

const url = process.argv[2] ?? 'http://localhost:8000';
const pictures = process.argv[3];
const executablePath = process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
const WAIT = { timeout: 15_000 };

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
});
const faults = [];

try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(WAIT.timeout);
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) {
      faults.push(message.text());
    }
  });
  await step('the page opens and is live', () => opens(page));
  await step('the demo user logs in', () => logsIn(page));
  const before = await step('balances are there', () => openOrders(page));
  await step('a limit order rests', () => places(page, before));
  await step('it is canceled', () => cancels(page, before));
  await step('the history knows it', () => history(page));
  await step('a reload keeps the session', () => reloads(page));
  await step('Persian reads from the right', () => persian(page));
  assert.deepEqual(faults, []);
  console.log('e2e ok');
} catch (error) {
  console.error(error.message);
  console.error(faults.join('\n'));
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function step(name, work) {
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

async function opens(page) {
  await page.addInitScript(
    () => localStorage.getItem('flowex.language') ?? localStorage.setItem('flowex.language', 'en'),
  );
  await page.goto(url);
  await page.locator('.connection-live').waitFor(WAIT);
  await page.locator('.ticker-bar .picker-symbol').waitFor(WAIT);
  await page.locator('.chart-canvas canvas').first().waitFor(WAIT);
}

async function logsIn(page) {
  await page.getByRole('button', { name: 'Log in', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill('demo@flowex.com');
  await dialog.getByLabel('Password').fill('demo123');
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await page.getByTitle('demo@flowex.com').waitFor(WAIT);
}

/** How many orders are open, once the available balance is known too. */
async function openOrders(page) {
  await page.waitForFunction(() => /\d/.test(document.querySelector('.ticket-available .number')?.textContent ?? ''));
  return countOf(page);
}

async function countOf(page) {
  const label = await page.getByRole('tab', { name: /Open orders/ }).textContent();
  return Number(/\((\d+)\)/.exec(label ?? '')?.[1]);
}

/** Far below the market, so that it rests. */
async function places(page, before) {
  await page.getByRole('button', { name: 'Buy', exact: true }).click();
  await page.getByRole('tab', { name: 'Limit' }).click();
  await page.getByLabel('Price', { exact: true }).fill('10.01');
  await page.getByLabel('Quantity', { exact: true }).fill('0.5');
  await page.getByRole('button', { name: 'Buy BTC' }).click();
  await page.getByText('Buy order for 0.50000 BTC is open').waitFor(WAIT);
  await page.locator('.orders tr', { hasText: '10.01' }).first().waitFor(WAIT);
  assert.equal(await countOf(page), before + 1);
  await picture(page, 'trading');
}

async function cancels(page, before) {
  const row = page.locator('.orders tr', { hasText: '10.01' }).first();
  await row.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Order canceled').waitFor(WAIT);
  await page.waitForFunction(
    (count) => document.querySelector('.orders .tab')?.textContent?.includes(`(${count})`),
    before,
    WAIT,
  );
}

async function history(page) {
  await page.getByRole('tab', { name: 'Order history' }).click();
  await page.locator('.orders tr', { hasText: '10.01' }).filter({ hasText: 'Canceled' }).first().waitFor(WAIT);
}

async function reloads(page) {
  await page.reload();
  await page.getByTitle('demo@flowex.com').waitFor(WAIT);
}

async function persian(page) {
  await page.locator('.head-language').selectOption('fa');
  await page.getByText('سفارش‌های باز').first().waitFor(WAIT);
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
  await picture(page, 'persian');
}

async function picture(page, name) {
  if (pictures !== undefined) {
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }
}
