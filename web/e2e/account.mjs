// The account's own pages in the browser: registers, sets up a second factor and logs in with it, ends a session, makes
// and revokes an API key, changes the password.
import assert from 'node:assert/strict';
import { accessible } from './axe.mjs';
import {
  ask,
  dialogCloses,
  fillsLogin,
  logsOut,
  picture,
  step,
  toastShown,
  totp,
  url,
  WAIT,
  wrongTotp,
} from './browser.mjs';

export async function account(page) {
  const user = await step('a new user registers', () => registers(page));
  await step('the authenticator is set up', () => enrols(page, user));
  await step('a login takes its code', () => secondStep(page, user));
  await step('a session is ended', () => endsSession(page, user));
  await step('an API key is made and revoked', () => apiKeys(page, user));
  await step('a passkey logs in and is the second factor', () => passkey(page, user));
  await step('the password is changed', () => changesPassword(page, user));
}

async function registers(page) {
  const user = { email: `e2e-${Date.now()}@example.com`, password: 'SecurePass123!' };
  await logsOut(page);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('First name').fill('Two');
  await dialog.getByLabel('Last name').fill('Steps');
  await dialog.getByLabel('E-mail').fill(user.email);
  await dialog.getByLabel('Password').fill('Password1!');
  await dialog.getByRole('button', { name: 'Register' }).click();
  await dialog.locator('input[name=password][aria-invalid=true]').waitFor(WAIT);
  await dialog.getByLabel('Password').fill(user.password);
  await dialog.getByRole('button', { name: 'Register' }).click();
  await page.getByTitle(user.email).click();
  await page.locator('.facts', { hasText: user.email }).waitFor(WAIT);
  await picture(page, 'account');
  return user;
}

/** The password is asked for, the secret is there as a picture and as text, a wrong code is refused where it was typed. */
async function enrols(page, user) {
  await page.getByRole('link', { name: 'Security' }).click();
  await page.getByRole('button', { name: 'Set up' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password').fill(user.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByRole('img', { name: 'QR code' }).waitFor(WAIT);
  user.secret = (await dialog.locator('.totp-secret').textContent()).replace(/ /g, '');
  await dialog.getByLabel('six digits').fill(wrongTotp(user.secret));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.locator('input[aria-invalid=true]').waitFor(WAIT);
  await accessible(page, 'authenticator', ['dark']);
  await picture(page, 'authenticator');
  await dialog.getByLabel('six digits').fill(totp(user.secret, 0));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.locator('.codes li').first().waitFor(WAIT);
  assert.equal(await dialog.locator('.codes li').count(), 10);
  [user.recovery, user.another, user.third] = await dialog.locator('.codes li').allTextContents();
  await accessible(page, 'recovery-codes', ['dark']);
  await picture(page, 'recovery-codes');
  await dialog.getByRole('button', { name: 'I have saved them' }).click();
  await dialogCloses(page);
  await page.getByText('10 left').waitFor(WAIT);
}

/** A wrong code is refused and that is said, the right one lets them in. */
async function secondStep(page, { email, password, secret }) {
  await logsOut(page);
  await page.getByRole('banner').getByRole('button', { name: 'Log in', exact: true }).click();
  await fillsLogin(page, email, password);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code').fill(wrongTotp(secret));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.locator('input[aria-invalid=true]').waitFor(WAIT);
  await accessible(page, 'second-step', ['dark']);
  await picture(page, 'second-step');
  // The code of now was used up by the set-up; the next one is good already.
  await dialog.getByLabel('Code').fill(totp(secret, 1));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await page.getByTitle(email).waitFor(WAIT);
}

/** Another person logged in with a recovery code: they are seen, and logged out. */
async function endsSession(page, { email, password, recovery }) {
  const { mfa_token: token } = await ask('/api/auth/login', { email, password });
  const stranger = await ask('/api/auth/verify-2fa', { mfa_token: token, code: recovery });
  await page.getByRole('link', { name: 'Sessions' }).click();
  const row = page.locator('.records').first().locator('tbody', { hasText: 'Node.js' });
  await row.getByRole('button', { name: 'End', exact: true }).click();
  await row.getByRole('button', { name: 'End this session?' }).click();
  await toastShown(page, 'Session ended');
  await row.waitFor({ state: 'detached', ...WAIT });
  const answer = await fetch(new URL('/api/auth/me', url), {
    headers: { Authorization: `Bearer ${stranger.access_token}` },
  });
  assert.equal(answer.status, 401);
  await picture(page, 'sessions');
}

/** The second factor is asked for once more; the authenticator's codes of now are used up, a recovery code does. */
async function apiKeys(page, { another }) {
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('button', { name: 'New API key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill('bot of the test');
  await dialog.getByLabel('Allowed IP addresses').fill('somewhere');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.locator('textarea[aria-invalid=true]').waitFor(WAIT);
  await dialog.getByLabel('Allowed IP addresses').fill('192.0.2.0/24');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.getByLabel('Code').fill('00000-00000');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.locator('input[name=code][aria-invalid=true]').waitFor(WAIT);
  await accessible(page, 'api-key-form', ['dark']);
  await picture(page, 'api-key-form');
  await dialog.getByLabel('Code').fill(another);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.getByText('never again').waitFor(WAIT);
  const [key, secret] = await dialog.locator('.once code').allTextContents();
  assert.match(key, /^fx1_/);
  assert.ok(secret.length >= 40, 'a secret is there');
  await accessible(page, 'api-key', ['dark']);
  await picture(page, 'api-key');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialogCloses(page);
  const row = page.locator('.records tbody', { hasText: key });
  await row.getByText('192.0.2.0/24').waitFor(WAIT);
  assert.ok(!(await page.content()).includes(secret), 'the secret is nowhere any more');
  await row.getByRole('button', { name: 'Revoke' }).click();
  await row.getByRole('button', { name: 'Revoke this key?' }).click();
  await page.getByText('No API keys').waitFor(WAIT);
}

/** By the browser's own authenticator: added, alone, beside the password, and in place of a code. */
async function passkey(page, { email, password, third }) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  await page.getByRole('link', { name: 'Security' }).click();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Laptop');
  await dialog.getByLabel('Your password').fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.locator('input[name=code]').fill(third);
  await accessible(page, 'passkey-form', ['dark']);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await toastShown(page, 'Passkey added');
  const row = page.locator('.records tbody', { hasText: 'Laptop' });
  await row.getByText('Never used').waitFor(WAIT);
  await picture(page, 'passkeys');
  await logsOut(page);
  await page.getByRole('banner').getByRole('button', { name: 'Log in', exact: true }).click();
  await dialog.getByRole('button', { name: 'Log in with a passkey' }).click();
  await page.getByTitle(email).waitFor(WAIT);
  await logsOut(page);
  await page.getByRole('banner').getByRole('button', { name: 'Log in', exact: true }).click();
  await fillsLogin(page, email, password);
  await dialog.getByRole('button', { name: 'Use a passkey' }).waitFor(WAIT);
  await picture(page, 'second-step-passkey');
  await dialog.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByTitle(email).click();
  await page.getByRole('link', { name: 'Security' }).click();
  await row.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByLabel('Your password').fill(password);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Use a passkey' }).click();
  await toastShown(page, 'Passkey removed');
  await row.waitFor({ state: 'detached', ...WAIT });
  await devtools.send('WebAuthn.disable');
}

/** The old one is refused, the page goes on. */
async function changesPassword(page, user) {
  await page.getByRole('link', { name: 'Security' }).click();
  const fill = async (current, fresh) => {
    await page.getByLabel('Current password').fill(current);
    await page.getByLabel('New password', { exact: true }).fill(fresh);
    await page.getByLabel('Repeat the new password').fill(fresh);
    await page.getByRole('button', { name: 'Change password' }).click();
  };
  await fill('not mine', 'EvenBetter456?');
  await page.locator('input[name=current_password][aria-invalid=true]').waitFor(WAIT);
  await fill(user.password, 'EvenBetter456?');
  await toastShown(page, 'Password changed');
  await page.reload();
  await page.getByTitle(user.email).waitFor(WAIT);
}
