// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { problem, tokens } from '../exchange/test-server';
import { en } from '../language/en';
import { fa } from '../language/fa';
import { HOUSE, ME, server, show } from '../page-test/page';
import { AccountDialog, type AccountDialogPage } from './AccountDialog';
import { RECOVERY_WORDS } from './recovery-words';
import { SMS_WORDS } from './sms-words';

function OpenedDialog({ first }: { readonly first: AccountDialogPage }) {
  const [dialogPage, setDialogPage] = useState<AccountDialogPage | null>(first);
  return dialogPage === null ? (
    <p>closed</p>
  ) : (
    <AccountDialog page={dialogPage} onPage={setDialogPage} onClose={() => setDialogPage(null)} />
  );
}

const entered = () =>
  server()
    .on('POST /api/auth/login', [200, tokens('a1', 'r1')])
    .on('GET /api/auth/me', [200, ME]);
const CHALLENGE = [202, { mfa_token: 'm1', methods: ['totp', 'email'], expires_in: 300 }] as const;
const invalidFaults = () => document.querySelectorAll('[aria-invalid=true]');

describe('the login', () => {
  it('begins at the address, is sent by Enter, and greets', async () => {
    const at = entered();
    const { user } = await show(<OpenedDialog first="login" />, { server: at, isOut: true });
    expect(document.activeElement).toBe(await screen.findByLabelText('E-mail'));
    await user.keyboard(' demo@flowex.com ');
    await user.tab();
    await user.keyboard(' demo123{Enter}');
    await screen.findByText('closed');
    expect(screen.getByText('Welcome, Demo User')).toBeTruthy();
    // A password is sent to the letter.
    expect(at.to('POST /api/auth/login')[0]?.body).toEqual({ email: 'demo@flowex.com', password: ' demo123' });
  });

  it('says what is wrong where it is wrong, in the language of the page, before anything is sent', async () => {
    const at = entered();
    const { user } = await show(<OpenedDialog first="login" />, { server: at, isOut: true, language: 'fa' });
    await user.type(await screen.findByLabelText(fa.email), 'nobody{Enter}');
    expect(screen.getByText(fa.fieldNoEmail)).toBeTruthy();
    expect(screen.getByText(fa.fieldMissing)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText(fa.email));
    expect(at.to('POST /api/auth/login')).toEqual([]);
  });

  it('keeps what was typed when it is refused, and says why', async () => {
    const at = server().on('POST /api/auth/login', problem(401, 'invalid_credentials'));
    const { user } = await show(<OpenedDialog first="login" />, { server: at, isOut: true });
    await user.type(await screen.findByLabelText('E-mail'), 'demo@flowex.com');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(en.problems.invalid_credentials));
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('demo@flowex.com');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
  });

  it('offers the demo only where there is one', async () => {
    await show(<OpenedDialog first="login" />, { isOut: true });
    await screen.findByRole('button', { name: 'Log in' });
    expect(screen.queryByRole('button', { name: 'Use the demo account' })).toBeNull();
  });

  it('offers each identity provider by its name, and finishes what began there', async () => {
    const returned = { kind: 'staff-login', binds: false, code: 'c1', state: '1.s', issuer: null } as const;
    const at = server()
      .on('GET /api/auth/staff-login', [
        200,
        {
          providers: [
            { id: '7', name: 'Okta' },
            { id: '8', name: 'Entra ID' },
          ],
        },
      ])
      .on('POST /api/auth/staff-login/finish', [200, tokens('a1', 'r1')])
      .on('GET /api/auth/me', [200, ME]);
    await show(<OpenedDialog first="login" />, { server: at, isOut: true });
    expect(await screen.findByRole('button', { name: 'Log in with Okta' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Log in with Entra ID' })).toBeTruthy();
    await show(<OpenedDialog first={returned} />, { server: at, isOut: true });
    await screen.findByText('closed');
    expect(at.to('POST /api/auth/staff-login/finish')[0]?.body).toEqual({ code: 'c1', state: '1.s' });
  });

  it('says that the provider refused, and leads back', async () => {
    const returned = { kind: 'staff-login', binds: false, code: null, state: '1.s', issuer: null } as const;
    const { user } = await show(<OpenedDialog first={returned} />, { isOut: true });
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(en.problems.provider_refused));
    await user.click(screen.getByRole('button', { name: 'Back to login' }));
    expect(await screen.findByLabelText('E-mail')).toBeTruthy();
  });

  it('enters the demo with one press', async () => {
    const at = entered().on('GET /api/market-data/sources', [
      200,
      { items: [{ symbol: 'BTC-USDT', kind: 'recorded', detail: '' }] },
    ]);
    const { user } = await show(<OpenedDialog first="login" />, { server: at, isOut: true });
    await user.click(await screen.findByRole('button', { name: 'Use the demo account' }));
    await screen.findByText('closed');
    expect(at.to('POST /api/auth/login')[0]?.body).toMatchObject({ email: 'demo@flowex.com' });
  });
});

describe('the second step of a login', () => {
  it('takes a code, typed with or without blanks; a wrong one is said at its field', async () => {
    const at = entered()
      .on('POST /api/auth/login', CHALLENGE)
      .on('POST /api/auth/verify-2fa', problem(401, 'invalid_code'), [200, tokens('a1', 'r1')]);
    const { user } = await show(<OpenedDialog first="login" />, { server: at, isOut: true });
    await user.type(await screen.findByLabelText('E-mail'), 'demo@flowex.com');
    await user.type(screen.getByLabelText('Password'), 'demo123{Enter}');
    const code = await screen.findByLabelText('Code');
    expect(document.activeElement).toBe(code);
    await user.type(code, '111 111{Enter}');
    await screen.findByText('This code is wrong');
    expect([...invalidFaults()]).toEqual([code]);
    await user.clear(code);
    await user.type(code, '222222{Enter}');
    await screen.findByText('closed');
    expect(at.to('POST /api/auth/verify-2fa').map(({ body }) => body)).toEqual([
      { mfa_token: 'm1', code: '111111' },
      { mfa_token: 'm1', code: '222222' },
    ]);
  });

  it('has a code sent by SMS', async () => {
    const bySms = [202, { mfa_token: 'm1', methods: ['sms'], expires_in: 300 }] as const;
    const at = entered()
      .on('POST /api/auth/login', bySms)
      .on('POST /api/auth/2fa/sms/send', [204, null], problem(409, 'sms_off'));
    const { user } = await show(<OpenedDialog first="login" />, { server: at, isOut: true });
    await user.type(await screen.findByLabelText('E-mail'), 'demo@flowex.com');
    await user.type(screen.getByLabelText('Password'), 'demo123{Enter}');
    await user.click(await screen.findByRole('button', { name: SMS_WORDS.en.send }));
    await screen.findByText(SMS_WORDS.en.sent);
    expect(at.to('POST /api/auth/2fa/sms/send')[0]?.body).toEqual({ mfa_token: 'm1' });
    expect(screen.queryByRole('button', { name: 'E-mail me a code' })).toBeNull();
    await user.click(screen.getByRole('button', { name: SMS_WORDS.en.send }));
    await screen.findByText('SMS is off: use another second factor');
  });

  it('has a code mailed, or begins again', async () => {
    const at = entered().on('POST /api/auth/login', CHALLENGE).on('POST /api/auth/2fa/email/send', [202, {}]);
    const { user } = await show(<OpenedDialog first="login" />, { server: at, isOut: true });
    await user.type(await screen.findByLabelText('E-mail'), 'demo@flowex.com');
    await user.type(screen.getByLabelText('Password'), 'demo123{Enter}');
    await user.click(await screen.findByRole('button', { name: 'E-mail me a code' }));
    await screen.findByText('Code sent: check your e-mail');
    await user.click(screen.getByRole('button', { name: 'Start again' }));
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'));
  });

  it('helps those who have lost their second factors', async () => {
    const requested = { state: 'asked', asked_at: '2026-11-20T09:30:00Z', due_at: null, needs_approval: false };
    const at = entered().on('POST /api/auth/login', CHALLENGE).on('POST /api/auth/recovery', [202, requested]);
    const { user } = await show(<OpenedDialog first="login" />, { server: at, isOut: true });
    await user.type(await screen.findByLabelText('E-mail'), 'demo@flowex.com');
    await user.type(screen.getByLabelText('Password'), 'demo123{Enter}');
    await user.click(await screen.findByRole('button', { name: RECOVERY_WORDS.en.lost }));
    expect(at.to('POST /api/auth/recovery')).toEqual([]);
    await user.click(screen.getByRole('button', { name: RECOVERY_WORDS.en.lostAsk }));
    await screen.findByText(RECOVERY_WORDS.en.lostMailed);
    expect(at.to('POST /api/auth/recovery')[0]?.body).toEqual({ mfa_token: 'm1' });
  });

  it.each([
    ['confirm-recovery', RECOVERY_WORDS.en.confirmAction, 'confirm', /are removed on .*An operator|has to approve/],
    ['cancel-recovery', RECOVERY_WORDS.en.cancelAction, 'cancel', /^Your second factors stay$/],
  ] as const)('answers a link about lost factors by a press (%s)', async (kind, name, step, message) => {
    const waits = { state: 'waiting', asked_at: '2026-11-20T09:30:00Z', due_at: '2026-11-23T09:30:00Z' };
    const at = server().on(`POST /api/auth/recovery/${step}`, [200, { ...waits, needs_approval: true }]);
    const { user } = await show(<OpenedDialog first={{ kind, token: '1.abc' }} />, { server: at, isOut: true });
    const button = await screen.findByRole('button', { name });
    expect(at.to(`POST /api/auth/recovery/${step}`)).toEqual([]);
    await user.click(button);
    await screen.findByText(message);
    expect(at.to(`POST /api/auth/recovery/${step}`)[0]?.body).toEqual({ token: '1.abc' });
  });
});

describe('the registration', () => {
  const fill = async (user: Awaited<ReturnType<typeof show>>['user'], password: string) => {
    await user.type(await screen.findByLabelText('First name'), 'Ada');
    await user.type(screen.getByLabelText('Last name'), 'Acme');
    await user.type(screen.getByLabelText('E-mail'), 'ada@acme.example');
    await user.type(screen.getByLabelText('Password'), password);
  };

  it('registers and enters', async () => {
    const at = entered().on('POST /api/auth/register', [201, { id: '9' }]);
    const { user } = await show(<OpenedDialog first="register" />, { server: at, isOut: true });
    await fill(user, 'SecurePass123!{Enter}');
    await screen.findByText('closed');
    expect(at.to('POST /api/auth/register')[0]?.body).toEqual({
      email: 'ada@acme.example',
      password: 'SecurePass123!',
      first_name: 'Ada',
      last_name: 'Acme',
    });
  });

  it('says at the fields what the exchange refuses: a password, an address that is taken', async () => {
    const errors = [{ field: 'password', rule: 'made of …' }];
    const at = entered().on(
      'POST /api/auth/register',
      [400, { code: 'invalid_field', detail: '', errors }],
      problem(409, 'email_taken'),
    );
    const { user } = await show(<OpenedDialog first="register" />, { server: at, isOut: true });
    await fill(user, 'tooweakpassword{Enter}');
    await waitFor(() => expect([...invalidFaults()]).toEqual([screen.getByLabelText('Password')]));
    await user.keyboard('{Enter}');
    await screen.findByText('This e-mail address is registered already');
    expect([...invalidFaults()]).toEqual([screen.getByLabelText('E-mail')]);
    expect(screen.queryByText('closed')).toBeNull();
  });

  it('takes nothing of what was typed into the login with it', async () => {
    const { user } = await show(<OpenedDialog first="login" />, { isOut: true });
    await user.type(await screen.findByLabelText('Password'), 'typed before');
    await user.click(screen.getByRole('button', { name: 'Register' }));
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('');
    expect(document.activeElement).toBe(screen.getByLabelText('First name'));
  });

  it('leads to the terms of the exchange that has some', async () => {
    const branding = { terms_url: 'https://acme.example/terms' };
    const at = entered().on('GET /api/tenant', [200, { ...HOUSE, branding }]);
    await show(<OpenedDialog first="register" />, { server: at, isOut: true });
    expect((await screen.findByRole('link', { name: 'Terms' })).getAttribute('href')).toBe(branding.terms_url);
  });
});

describe('a forgotten password', () => {
  it('is set anew with what was mailed: a link, or its code', async () => {
    const at = entered()
      .on('POST /api/auth/password/forgot', [202, {}])
      .on('POST /api/auth/password/reset', [204, null]);
    const { user } = await show(<OpenedDialog first="forgot" />, { server: at, isOut: true });
    await user.type(await screen.findByLabelText('E-mail'), 'demo@flowex.com{Enter}');
    const link = await screen.findByLabelText('Link or code from the e-mail');
    await user.type(link, 'https://here.example/?reset-password=t0ken');
    await user.type(screen.getByLabelText('New password', { selector: 'input' }), 'EvenBetter456?');
    await user.type(screen.getByLabelText('Repeat the new password'), 'another{Enter}');
    await screen.findByText('The passwords do not match');
    expect(at.to('POST /api/auth/password/reset')).toEqual([]);
    await user.clear(screen.getByLabelText('Repeat the new password'));
    await user.type(screen.getByLabelText('Repeat the new password'), 'EvenBetter456?{Enter}');
    await screen.findByText('Password set: you can log in with it');
    expect(at.to('POST /api/auth/password/reset')[0]?.body).toEqual({ token: 't0ken', password: 'EvenBetter456?' });
    expect(await screen.findByRole('button', { name: 'Log in' })).toBeTruthy();
  });
});
