// The exchange's mails, in the browser: a link that confirms an address, a code at a login, a link to a new password.
// Without a mail server an exchange under development prints them; EXCHANGE_OUTPUT names the file with what it prints.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { dialogCloses, fillsLogin, logsOut, picture, step, toastShown, url, WAIT } from './browser.mjs';

const output = process.env.EXCHANGE_OUTPUT;
const LOOK_EVERY_MILLIS = 100;

export async function mail(page) {
  if (!output) {
    console.log('skip mailed links and codes: EXCHANGE_OUTPUT does not say where the exchange prints them');
    return;
  }
  const user = { email: `mail-${Date.now()}@example.com`, password: 'SecurePass123!' };
  await step('a mailed link confirms an address', () => confirms(page, user));
  await step('a login takes a mailed code', () => mailsCode(page, user));
  await step('a mailed link replaces a forgotten password', () => forgets(page, user));
}

/** Mail of that subject in the output; of several, the one after a number of earlier ones. */
async function mailed(to, subject, earlier = 0) {
  const until = Date.now() + WAIT.timeout;
  const start = `instead of a mail to ${to}: ${subject}: `;
  for (;;) {
    // The last line may be half there.
    const lines = (await readFile(output, 'utf8')).split('\n').slice(0, -1);
    const mails = lines.filter((line) => line.includes(start)).map((line) => line.split(start)[1].trim());
    if (mails.length > earlier) {
      return mails[earlier];
    }
    assert.ok(Date.now() < until, `no mail to ${to}: ${subject}`);
    await pause(LOOK_EVERY_MILLIS);
  }
}

/** The link is for the exchange's public address, which is not the one of a test; nothing of it stays in the address. */
async function opensLink(page, link, kind) {
  const { pathname, search } = new URL(link);
  assert.equal(pathname, '/');
  assert.match(search, new RegExp(`^\\?${kind}=.{20,}`));
  await page.goto(`${url}/${search}`);
  await page.getByRole('dialog').waitFor(WAIT);
  assert.ok(!page.url().includes(kind), page.url());
}

async function registers(page, { email, password }) {
  await page.getByRole('banner').getByRole('button', { name: 'Register' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('First name').fill('Mail');
  await dialog.getByLabel('Last name').fill('Reader');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Register' }).click();
  await dialogCloses(page);
}

/** The opening of the link does nothing yet; pressed a second time it is refused. */
async function confirms(page, user) {
  await logsOut(page);
  await registers(page, user);
  await page.getByTitle(user.email).click();
  const facts = page.locator('.facts');
  await facts.getByText('Not confirmed', { exact: true }).waitFor(WAIT);
  const link = await mailed(user.email, 'Confirm your e-mail address');
  await opensLink(page, link, 'verify-email');
  await picture(page, 'confirm-email');
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Confirm' });
  await confirm.click();
  await toastShown(page, 'E-mail address confirmed');
  await dialogCloses(page);
  await page.getByTitle(user.email).click();
  await facts.getByText('Confirmed', { exact: true }).waitFor(WAIT);
  await opensLink(page, link, 'verify-email');
  await confirm.click();
  await page.getByRole('alert').filter({ hasText: 'wrong, expired or already used' }).waitFor(WAIT);
  await page.getByRole('dialog').locator('.secondary').click();
  await dialogCloses(page);
}

async function mailsCode(page, user) {
  await page.getByTitle(user.email).click();
  await page.getByRole('link', { name: 'Security' }).click();
  const card = page.getByRole('region', { name: 'Codes by e-mail' });
  await card.getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password').fill(user.password);
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await toastShown(page, 'Codes by e-mail are on');
  await dialogCloses(page);
  await card.getByRole('button', { name: 'Turn off' }).waitFor(WAIT);
  await logsOut(page);
  await page.getByRole('banner').getByRole('button', { name: 'Log in', exact: true }).click();
  await entersByMail(page, user, 0);
}

/** The dialog of a login is open: password, then the code of the mail after so many earlier ones. */
async function entersByMail(page, { email, password }, earlier) {
  await fillsLogin(page, email, password);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'E-mail me a code' }).click();
  await toastShown(page, 'Code sent: check your e-mail');
  await dialog.getByLabel('Code').fill(await mailed(email, 'Your login code', earlier));
  await picture(page, 'mailed-code');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialogCloses(page);
  await page.getByTitle(email).waitFor(WAIT);
}

/** The new password lets them in, the old one does not. */
async function forgets(page, user) {
  await logsOut(page);
  await page.getByRole('banner').getByRole('button', { name: 'Log in', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Forgot password?' }).click();
  await dialog.getByLabel('E-mail').fill(user.email);
  await dialog.getByRole('button', { name: 'Send the link' }).click();
  await dialog.getByLabel('Link or code from the e-mail').waitFor(WAIT);
  await opensLink(page, await mailed(user.email, 'Reset your password'), 'reset-password');
  const password = 'EvenBetter456?';
  await dialog.getByLabel('New password', { exact: true }).fill(password);
  await dialog.getByLabel('Repeat the new password').fill('another');
  await dialog.getByRole('button', { name: 'Set password' }).click();
  await dialog.locator('input[name=again][aria-invalid=true]').waitFor(WAIT);
  await dialog.getByLabel('Repeat the new password').fill(password);
  await picture(page, 'reset-password');
  await dialog.getByRole('button', { name: 'Set password' }).click();
  await toastShown(page, 'Password set');
  await entersByMail(page, { ...user, password }, 1);
  const refused = await fetch(new URL('/api/auth/login', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(user),
  });
  assert.equal(refused.status, 401);
}
