// The pages of coins and of risk, and administrators' actions on both, in the browser, as the demo's super
// administrator: a coin is looked up, hidden and shown; scores and a portfolio's losses are computed; an alert is
// refused, made and removed; a user is restricted, which the exchange obeys at once, and let go on.
import assert from 'node:assert/strict';
import { accessible } from './axe.mjs';
import { ask, dialogCloses, fits, opensPart, picture, step, toastShown, url, WAIT } from './browser.mjs';

export async function risk(page) {
  await step('a coin is found, hidden and shown again', () => coins(page));
  await step('assets have risk scores', () => scores(page));
  await step('what a portfolio may lose is computed', () => portfolio(page));
  await step('an alert on risk is refused, made and removed', () => alerts(page));
  await step('a user is restricted and let go on', () => restrictions(page));
}

async function coins(page) {
  await page.goto(`${url}/#/coins`);
  const table = page.getByRole('table', { name: 'Coins' });
  await page.getByRole('searchbox').fill('balavane');
  await table
    .locator('tbody tr')
    .first()
    .getByRole('link', { name: /Balavane/ })
    .click();
  await page.getByRole('heading', { name: /Balavane/, level: 1 }).waitFor(WAIT);
  await page.getByRole('button', { name: 'Open for trading' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Maximum supply').waitFor(WAIT);
  await fits(page, '.dialog-body');
  await accessible(page, 'opening of a coin', ['dark']);
  await picture(page, 'coin-open');
  await page.keyboard.press('Escape');
  await dialogCloses(page);
  await page.getByRole('button', { name: 'Hide', exact: true }).click();
  await page.getByRole('button', { name: 'Hide it from all users?' }).click();
  await toastShown(page, 'made-up-balavane is hidden');
  await page.getByRole('searchbox').fill('balavane');
  await page.waitForFunction(() => document.querySelector('a[href="#/coins/made-up-balavane"]') === null, null, WAIT);
  await page.getByRole('button', { name: 'Hidden coins' }).click();
  await page
    .locator('.records tbody', { hasText: 'made-up-balavane' })
    .getByRole('button', { name: 'Show again' })
    .click();
  await toastShown(page, 'made-up-balavane is shown again');
  await table.getByRole('link', { name: /Balavane/ }).waitFor(WAIT);
}

/** By a task that waits for its turn; the page of tasks says when it is done. */
async function scores(page) {
  await opensPart(page, 'risk/weights');
  await page.getByRole('button', { name: 'Compute now' }).click();
  await toastShown(page, 'The computation is queued');
  await opensPart(page, 'admin/tasks');
  const task = page.locator('.records tbody', { hasText: 'Daily risk' }).first();
  await task.locator('.tag', { hasText: 'done' }).waitFor(WAIT);
  await opensPart(page, 'risk/scores');
  await page.getByText(/As of the end of .* assets have a score/).waitFor(WAIT);
  const listed = page.getByRole('table', { name: 'Scores' }).getByRole('link', { name: 'BTC', exact: true });
  await listed.click();
  await page.getByRole('heading', { name: 'Risk of BTC' }).waitFor(WAIT);
  await picture(page, 'risk-score');
}

async function portfolio(page) {
  await opensPart(page, 'risk/portfolio');
  await page.getByRole('button', { name: /^(Compute|Recompute)$/ }).click();
  const report = page.getByRole('region', { name: 'Report', exact: true });
  await report.getByText('Value', { exact: true }).waitFor(WAIT);
  await accessible(page, 'a portfolio', ['dark']);
  await picture(page, 'risk-portfolio');
}

/** So far above the market that it never fires. */
async function alerts(page) {
  await opensPart(page, 'risk/alerts');
  await page.getByRole('button', { name: 'New alert' }).click();
  const dialog = page.getByRole('dialog');
  await accessible(page, 'new alert', ['dark']);
  await dialog.getByLabel('Asset').selectOption('BTC');
  await dialog.getByLabel('Threshold').fill('9000000');
  await dialog.getByLabel('Webhook').fill('http://127.0.0.1/');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('input[name=webhook][aria-invalid=true]').waitFor(WAIT);
  await fits(page, '.dialog-body');
  await picture(page, 'risk-alert');
  await dialog.getByLabel('Webhook').fill('https://example.com/hook');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog', { name: 'Webhook secret' }).locator('code').waitFor(WAIT);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await dialogCloses(page);
  const row = page.locator('.records tbody', { hasText: 'above 9,000,000' }).first();
  await row.locator('.tag', { hasText: 'Active' }).waitFor(WAIT);
  await row.getByRole('button', { name: 'Switch off' }).click();
  await row.locator('.tag', { hasText: 'Off' }).waitFor(WAIT);
  await row.getByRole('button', { name: 'Remove' }).click();
  await row.getByRole('button', { name: 'Remove this alert?' }).click();
  await toastShown(page, 'Alert removed');
}

/** A user who may only sell is refused a bid; let go on, they only lack the money for it. */
async function restrictions(page) {
  const user = { email: `restricted-${Date.now()}@example.com`, password: 'SecurePass123!' };
  await ask('/api/auth/register', { ...user, first_name: 'A', last_name: 'Suspect' });
  const { access_token: token } = await ask('/api/auth/login', user);
  await opensPart(page, 'admin/users');
  await page.getByLabel('E-mail or user number').fill(user.email);
  await page.getByRole('button', { name: 'Search' }).click();
  const row = page.locator('.records tbody', { hasText: user.email });
  await row.getByRole('button', { name: 'Restrictions' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('This user is not restricted').waitFor(WAIT);
  await dialog.getByLabel('Restriction').selectOption('reduce_only');
  await dialog.getByLabel('Reason').fill('a test in the browser');
  await fits(page, '.dialog-body');
  await dialog.getByRole('button', { name: 'Restrict' }).click();
  await toastShown(page, 'Restriction applied: Sell only');
  await dialog.locator('.records tbody', { hasText: 'a test in the browser' }).waitFor(WAIT);
  await accessible(page, 'restrictions of a user', ['dark']);
  await picture(page, 'restrictions');
  assert.equal(await codeOfBid(token), 'account_restricted');
  await dialog.getByRole('button', { name: 'Lift restriction' }).click();
  await dialog.getByRole('button', { name: 'Lift it now?' }).click();
  await toastShown(page, 'Restriction lifted');
  await dialog.getByRole('table', { name: 'Ended' }).waitFor(WAIT);
  assert.equal(await codeOfBid(token), 'insufficient_funds');
  await page.keyboard.press('Escape');
  await dialogCloses(page);
}

async function codeOfBid(token) {
  const answer = await fetch(new URL('/api/trading/orders', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ symbol: 'BTC-USDT', side: 'buy', type: 'limit', price: '10.01', quantity: '1000' }),
  });
  return (await answer.json()).code;
}
