// Money, in the browser, as the demo user: what it is worth in another currency, in, made another, to another user, out and how
// that goes step by step, what became of all of it, and the same as files. Then every part on a phone, from the right, and for who
// does not see.
import assert from 'node:assert/strict';
import { accessible } from './axe.mjs';
import { ask, opensPart, picture, step, toastShown, url, WAIT } from './browser.mjs';

export async function wallet(page) {
  const friend = await step('another user is there', registers);
  await step('balances are worth something in any currency', () => balances(page));
  await step('a deposit is credited', () => deposits(page));
  await step('one asset is made another', () => converts(page));
  await step('money goes to another user', () => sends(page, friend));
  await step('money goes out, step by step', () => withdraws(page, friend));
  await step('the history knows it, as a file too', () => history(page));
  await step('statements and books are files', () => statements(page));
  await page.goto(`${url}/#BTC-USDT`);
  await page.locator('.ticker-bar .picker-symbol').waitFor(WAIT);
}

/** @returns who it is, and where on the simulated chain they are paid to */
async function registers() {
  const user = { email: `friend-${Date.now()}@example.com`, password: 'SecurePass123!' };
  await ask('/api/auth/register', { ...user, first_name: 'A', last_name: 'Friend' });
  const { access_token: token } = await ask('/api/auth/login', user);
  const answer = await fetch(new URL('/api/wallet/addresses', url), { headers: { Authorization: `Bearer ${token}` } });
  const { items } = await answer.json();
  return { email: user.email, address: items.find(({ currency }) => currency === 'USDT').address };
}

async function balances(page) {
  await opensPart(page, 'wallet/balances');
  const worth = page.locator('.balances caption b');
  await worth.filter({ hasText: '≈' }).waitFor(WAIT);
  const before = await worth.textContent();
  await page.getByLabel('Value in').selectOption('BTC');
  await page.waitForFunction((old) => document.querySelector('.balances caption b')?.textContent !== old, before, WAIT);
  await page.reload();
  await page.locator('.balances caption select').waitFor(WAIT);
  assert.equal(await page.getByLabel('Value in').inputValue(), 'BTC');
  await page.getByLabel('Value in').selectOption('USDT');
  await page.getByRole('heading', { name: 'Worth over time' }).waitFor(WAIT);
  await page.getByLabel('Interval').selectOption('1h');
  await picture(page, 'wallet-balances');
}

async function deposits(page) {
  await opensPart(page, 'wallet/deposit');
  await page.getByLabel('Asset').first().selectOption('USDT');
  await page.getByRole('img', { name: 'QR code of the address' }).waitFor(WAIT);
  await page.getByLabel('Amount').fill('1000');
  await page.getByRole('button', { name: 'Pay now' }).click();
  await page.locator('.records tbody', { hasText: '1,000 USDT' }).first().waitFor(WAIT);
  await page.locator('.records tbody', { hasText: 'Completed' }).first().waitFor(WAIT);
  await picture(page, 'wallet-deposit');
}

async function converts(page) {
  await opensPart(page, 'wallet/convert');
  await page.getByLabel('You pay').selectOption('USDT');
  await page.getByLabel('You receive').selectOption('BTC');
  await page.getByLabel('Amount').fill('50');
  await page.getByRole('button', { name: 'Get a quote' }).click();
  await page.getByRole('region', { name: 'Price' }).waitFor(WAIT);
  await picture(page, 'wallet-quote');
  await accessible(page, 'a quote', ['dark']);
  // On a slow machine the price may be over by now.
  const ended = page.locator('.steps');
  await page
    .waitForFunction(
      () => {
        if (document.querySelector('.steps') !== null) {
          return true;
        }
        const button = document.querySelector('.quote button:not([aria-disabled=true])');
        button?.click();
        return false;
      },
      null,
      { ...WAIT, polling: 200 },
    )
    .then(() => ended.waitFor(WAIT));
  await page.locator('.withdrawal .tag', { hasText: /^Done/ }).first().waitFor(WAIT);
  await picture(page, 'wallet-convert');
}

async function sends(page, { email }) {
  await opensPart(page, 'wallet/send');
  await page.getByLabel('Asset').selectOption('USDT');
  await page.getByLabel('Recipient').fill('nobody@example.com');
  await page.getByLabel('Amount').fill('5');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send now' }).click();
  await page.locator('input[name=to][aria-invalid=true]').waitFor(WAIT);
  await page.getByLabel('Recipient').fill(email);
  await page.getByRole('button', { name: 'Send now' }).click();
  await page.getByText(`5 USDT to ${email}`).waitFor(WAIT);
  await picture(page, 'wallet-send');
  await page.getByRole('button', { name: 'Send now' }).click();
  await toastShown(page, `5 USDT sent to ${email}`);
  await page.locator('.records tbody', { hasText: '-5 USDT' }).first().waitFor(WAIT);
}

/** Large or unusual ones would wait for a second person; this one is paid by itself, or says that it waits. */
async function withdraws(page, { address }) {
  await opensPart(page, 'wallet/withdraw');
  await page.getByLabel('Asset').selectOption('USDT');
  await page.getByLabel('To address').fill(address);
  await page.getByLabel('Amount').fill('1');
  await page.getByText('Minimum 10 USDT').waitFor(WAIT);
  await page.getByLabel('Amount').fill('20');
  await page.locator('[data-name=receives]', { hasText: '19 USDT' }).waitFor(WAIT);
  await picture(page, 'wallet-withdraw');
  await page.getByRole('button', { name: 'Review withdrawal' }).click();
  const review = page.getByRole('region', { name: 'Check the withdrawal' });
  await review.getByText('19 USDT').waitFor(WAIT);
  assert.equal(await review.locator('.grouped').textContent(), address);
  await picture(page, 'wallet-withdraw-review');
  await page.getByRole('button', { name: 'Confirm withdrawal' }).click();
  await page.locator('.steps').first().waitFor(WAIT);
  await picture(page, 'wallet-steps');
  await page
    .locator('.withdrawal', { hasText: /Completed|Waiting for review by a second person/ })
    .first()
    .waitFor(WAIT);
}

async function history(page) {
  await opensPart(page, 'wallet/history');
  await page.getByLabel('Type').selectOption('internal');
  await page.locator('.records tbody', { hasText: '-5 USDT' }).first().waitFor(WAIT);
  await picture(page, 'wallet-history');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await toastShown(page, /\d+ rows saved/);
}

async function statements(page) {
  await opensPart(page, 'wallet/statements');
  await page.getByLabel('Period').selectOption('this_month');
  await picture(page, 'wallet-statements');
  for (const [format, file] of [
    ['csv', 'statement.csv'],
    ['hledger', 'flowex.journal'],
    ['beancount', 'flowex.beancount'],
  ]) {
    await page.getByLabel('Format').selectOption(format);
    const [saved] = await Promise.all([
      page.waitForEvent('download', WAIT),
      page.getByRole('button', { name: 'Download', exact: true }).click(),
    ]);
    assert.equal(saved.suggestedFilename(), file);
  }
  await page.getByRole('button', { name: 'Show totals' }).click();
  await page.getByRole('group', { name: 'Gains by lot' }).waitFor(WAIT);
  const [lots] = await Promise.all([
    page.waitForEvent('download', WAIT),
    page.getByRole('button', { name: 'Download lots (CSV)' }).click(),
  ]);
  assert.match(lots.suggestedFilename(), /^tax-lots-\d{4}-fifo\.csv$/);
}
