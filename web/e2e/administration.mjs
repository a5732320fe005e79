// Running an exchange, in the browser, as the demo's super administrator: makes a user, changes what they may do and shuts them
// out; lets a second person decide about a role; halts a market; makes, configures, suspends and removes an exchange; looks at
// what is hot and cold; compares chains, wallet and ledger; changes the terms of an asset; reads of it in the audit log.
import assert from 'node:assert/strict';
import { accessible } from './axe.mjs';
import {
  ask,
  dialogCloses,
  fits,
  fitsWindow,
  logsIn,
  logsOut,
  opensPart,
  picture,
  step,
  toastShown,
  url,
  WAIT,
} from './browser.mjs';

export async function administration(page) {
  const second = { email: `second-${Date.now()}@example.com`, password: 'SecurePass123!' };
  await step('who is no administrator sees nothing of it', () => sendsAway(page));
  await step('an administrator logs in', async () => {
    await logsOut(page);
    await logsIn(page, 'admin@flowex.com', 'admin123');
  });
  const number = await step('a user is made and changed', () => users(page, second));
  await step('a role takes a second person', () => roles(page, second, number));
  await step('a market is halted and resumed', () => markets(page));
  await step('an exchange is made, configured, suspended, resumed and removed', () => tenants(page));
  await step('what is hot and what is cold is shown', () => hotCold(page));
  await step('chains, wallet and ledger say the same', () => reconciliation(page));
  await step('the terms of an asset are changed', () => terms(page));
  await step('nothing waits that has stopped', () => deadLetters(page));
  await step('the audit log knows it', () => audit(page));
}

async function sendsAway(page) {
  assert.equal(await page.getByRole('link', { name: 'Administration' }).count(), 0);
  await page.goto(`${url}/#/admin/users`);
  await page.getByText('This is for administrators.').waitFor(WAIT);
}

/** @returns the number of the user made */
async function users(page, { email, password }) {
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.locator('.tile', { hasText: 'Withdrawals to review' }).waitFor(WAIT);
  await picture(page, 'overview');
  await page.locator('.pages-nav').getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'New user' }).click();
  const dialog = page.getByRole('dialog');
  await accessible(page, 'new user', ['dark']);
  await dialog.getByLabel('First name').fill('Second');
  await dialog.getByLabel('Last name').fill('Person');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Initial password').fill(password);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialogCloses(page);
  const row = page.locator('.records tbody', { hasText: email });
  await row.waitFor(WAIT);
  await row.getByRole('button', { name: 'Manage' }).click();
  await accessible(page, 'management of a user', ['dark']);
  await dialog.getByLabel('Administrator', { exact: true }).check();
  await dialog.getByLabel('State').selectOption('suspended');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialogCloses(page);
  await row.locator('.tag', { hasText: 'Suspended' }).waitFor(WAIT);
  await picture(page, 'users');
  const refused = await fetch(new URL('/api/auth/login', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  assert.equal(refused.status, 403);
  await row.getByRole('button', { name: 'Manage' }).click();
  await dialog.getByLabel('State').selectOption('active');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialogCloses(page);
  await row.locator('.tag', { hasText: 'Active' }).waitFor(WAIT);
  await page.getByLabel('E-mail or user number').fill(email);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.records tbody').length === 1, null, WAIT);
  await row.waitFor(WAIT);
  const number = await row.locator('td').first().textContent();
  await row.getByRole('link', { name: email }).click();
  await page.getByRole('region', { name: email }).getByText('Second Person').waitFor(WAIT);
  await page.getByRole('button', { name: 'Show balances and orders' }).click();
  await page.getByRole('group', { name: 'Account orders' }).waitFor(WAIT);
  await accessible(page, 'a customer', ['dark']);
  await picture(page, 'customer');
  await page.getByRole('link', { name: 'All users' }).click();
  return number;
}

/** The super administrator asks for a role of their own rank; neither they nor whom it is about can decide. */
async function roles(page, second, number) {
  const row = page.locator('.records tbody', { hasText: second.email });
  await row.getByRole('button', { name: 'Manage' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Super administrator').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'second person' }).waitFor(WAIT);
  await dialog.getByLabel('Role', { exact: true }).selectOption('super_admin');
  await dialog.getByLabel('Reason').fill('stands in for the first');
  await dialog.getByRole('button', { name: 'Request' }).click();
  await toastShown(page, 'Requested; a second person decides');
  await dialogCloses(page);
  await page.getByRole('link', { name: 'Role requests' }).click();
  const request = page.locator('.records tbody', { hasText: `User ${number}` });
  await request.getByText('a second person decides').waitFor(WAIT);
  assert.equal(await request.getByRole('button').count(), 0);
  await picture(page, 'role-requests');
  // Now the second person asks, and the first decides.
  const { access_token: token } = await ask('/api/auth/login', second);
  const third = {
    email: `third-${Date.now()}@example.com`,
    password: 'SecurePass123!',
    first_name: 'C',
    last_name: 'D',
  };
  const { id } = await ask('/api/auth/register', third);
  await ask('/api/v1/role-requests', { user_id: id, role: 'admin', reason: 'joins us' }, token);
  await page.reload();
  const other = page.locator('.records tbody', { hasText: `User ${id}` });
  await other.getByRole('button', { name: 'Approve' }).click();
  await other.getByRole('button', { name: 'Approve this?' }).click();
  await other.waitFor({ state: 'detached', ...WAIT });
  const { access_token: promoted } = await ask('/api/auth/login', { email: third.email, password: third.password });
  const users = await fetch(new URL('/api/v1/users/', url), { headers: { Authorization: `Bearer ${promoted}` } });
  assert.equal(users.status, 200);
}

async function markets(page) {
  await page.locator('.pages-nav').getByRole('link', { name: 'Trading pairs' }).click();
  const row = page.locator('.records tbody', { hasText: 'ETH/USDT' });
  await row.getByRole('button', { name: 'Pause matching' }).click();
  await row.getByRole('button', { name: 'Pause it? Orders stay' }).click();
  await row.locator('.tag', { hasText: 'Matching paused' }).waitFor(WAIT);
  await row.getByRole('button', { name: 'Resume matching' }).click();
  await row.getByRole('button', { name: 'Match orders again?' }).click();
  await row.locator('.tag', { hasText: 'Open' }).waitFor(WAIT);
  await row.getByRole('button', { name: 'Rules and fees' }).click();
  const rules = page.getByRole('dialog');
  await accessible(page, 'rules of a market', ['dark']);
  await rules.getByLabel('Maximum open orders per account').fill('500');
  await rules.getByRole('button', { name: 'Save' }).click();
  await toastShown(page, 'ETH-USDT has changed');
  await row.getByRole('button', { name: 'Change state' }).click();
  await page.getByRole('dialog').getByLabel('State').selectOption('post_only');
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
  await row.locator('.tag', { hasText: 'Post-only' }).waitFor(WAIT);
  await row.getByRole('button', { name: 'Resume matching' }).click();
  await row.getByRole('button', { name: 'Match orders again?' }).click();
  await row.locator('.tag', { hasText: 'Open' }).waitFor(WAIT);
  await picture(page, 'markets');
}

async function tenants(page) {
  const slug = `e2e-${Date.now().toString(36)}`;
  await page.getByRole('link', { name: 'Exchanges' }).click();
  await page.getByRole('button', { name: 'New exchange' }).click();
  const dialog = page.getByRole('dialog');
  await accessible(page, 'new exchange', ['dark']);
  await dialog.getByLabel('Name', { exact: true }).fill('Acme');
  await dialog.getByLabel('Short name').fill('Acme!');
  await dialog.getByLabel('First name').fill('Ada');
  await dialog.getByLabel('Last name').fill('Acme');
  await dialog.getByLabel('E-mail').fill('ada@acme.example');
  await dialog.getByLabel('Initial password').fill('SecurePass123!');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.locator('input[name=slug][aria-invalid=true]').waitFor(WAIT);
  await dialog.getByLabel('Short name').fill(slug);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialogCloses(page);
  const row = page.locator('.records tbody', { hasText: slug });
  const stands = (state) => row.locator('.tag', { hasText: state }).waitFor(WAIT);
  // The exchange retries unfinished work every five seconds, asset by asset and market by market.
  await row.locator('.tag', { hasText: 'Open' }).waitFor({ timeout: 4 * WAIT.timeout });
  await row.getByRole('button', { name: 'Configure' }).click();
  await accessible(page, 'configuration of an exchange', ['dark']);
  await dialog.getByLabel('Languages').fill('fa, en');
  assert.equal(await dialog.getByLabel('Withdrawals', { exact: true }).count(), 1);
  await dialog.getByLabel('API keys').uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialogCloses(page);
  await row.getByText('fa, en').waitFor(WAIT);
  const shown = await (await fetch(new URL('/api/tenant', url), { headers: { 'X-Tenant': slug } })).json();
  assert.deepEqual([shown.locales, shown.features.api_keys, shown.features.trading], [['fa', 'en'], false, true]);
  const pairs = await fetch(new URL('/api/trading/pairs', url), { headers: { 'X-Tenant': slug } });
  assert.equal((await pairs.json()).items.length, 2);
  await row.getByRole('button', { name: 'Suspend' }).click();
  await row.getByRole('button', { name: 'Suspend this exchange?' }).click();
  await stands('Suspended');
  await picture(page, 'tenants');
  await row.getByRole('button', { name: 'Resume' }).click();
  await row.getByRole('button', { name: 'Resume it?' }).click();
  await stands('Open');
  await row.getByRole('button', { name: 'Suspend' }).click();
  await row.getByRole('button', { name: 'Suspend this exchange?' }).click();
  await row.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByLabel(slug).fill('another');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialog.locator('input[aria-invalid=true]').waitFor(WAIT);
  await dialog.getByLabel(slug).fill(slug);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialogCloses(page);
  await stands('Removed');
}

async function reconciliation(page) {
  await opensPart(page, 'admin/custody');
  await picture(page, 'custody');
  await opensPart(page, 'admin/reconciliation');
  await page.getByRole('button', { name: 'Compare now' }).click();
  await toastShown(page, 'All balances match');
  await page.locator('.records tbody', { hasText: 'BTC, simulated' }).filter({ hasText: 'Match' }).waitFor(WAIT);
  await picture(page, 'reconciliation');
}

/** Nothing is made here: a cold address would wait for a second person. */
async function hotCold(page) {
  await opensPart(page, 'admin/hot-cold');
  for (const title of ['Hot and cold wallets', 'Cold addresses', 'Top-ups from cold wallets', 'Opening balances']) {
    await page.getByRole('heading', { name: title, exact: true }).waitFor(WAIT);
  }
  await page.locator('.records tbody', { hasText: 'BTC, simulated' }).first().waitFor(WAIT);
  await picture(page, 'hot-cold');
  await page.getByRole('button', { name: 'New cold address' }).click();
  const dialog = page.getByRole('dialog');
  await accessible(page, 'new cold address', ['dark']);
  await dialog.getByLabel('Address', { exact: true }).fill('nowhere');
  await dialog.getByRole('button', { name: 'Request' }).click();
  await dialog.locator('input[name=address][aria-invalid=true]').waitFor(WAIT);
  await page.keyboard.press('Escape');
  await dialogCloses(page);
}

async function terms(page) {
  await opensPart(page, 'admin/terms');
  await picture(page, 'terms');
  await page.locator('.records tbody', { hasText: 'ETH' }).getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog');
  await accessible(page, 'terms of an asset', ['dark']);
  await dialog.getByLabel('Withdrawal fee').fill('0.0007');
  await picture(page, 'terms-change');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialogCloses(page);
  await page.locator('.records tbody', { hasText: 'ETH' }).getByText('0.0007').waitFor(WAIT);
}

async function deadLetters(page) {
  await opensPart(page, 'admin/dead-letters');
  await page.getByText('No stopped workflows').waitFor(WAIT);
  await page.getByText('All messages were delivered').waitFor(WAIT);
  await picture(page, 'dead-letters');
}

async function audit(page) {
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByLabel('Action').selectOption('POST /api/v1/tenants');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForFunction(
    () => {
      const sentences = [...document.querySelectorAll('.records .happened bdi')];
      return sentences.length > 0 && sentences.every((cell) => cell.textContent.includes('an exchange'));
    },
    null,
    WAIT,
  );
  // Nothing of it is cut off between a phone and a desk (closes finding P9).
  await page.setViewportSize({ width: 820, height: 900 });
  await fitsWindow(page, 'the audit log');
  await fits(page, '.records-scroll');
  await picture(page, 'audit-820');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator('.records').getByRole('button', { name: 'Details' }).first().click();
  await page.locator('.records-detail').waitFor(WAIT);
  await picture(page, 'audit');
}
