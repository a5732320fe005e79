// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../exchange/test-server';
import { server, show } from '../page-test/page';
import { Recoveries } from '../admin/Recoveries';
import { RECOVERY_WORDS } from './recovery-words';
import { Reminders } from './Reminders';
import { REMINDER_WORDS } from './reminder-words';
import { Security } from './Security';
import { SMS_WORDS } from './sms-words';

const factors = (totp: boolean, email = false, left = 10) =>
  [200, { totp, email, sms: false, passkeys: 0, recovery_codes_left: totp ? left : 0 }] as const;

describe('a change of the password', () => {
  const fill = async (user: Awaited<ReturnType<typeof show>>['user'], current: string, again: string) => {
    const fields = ['Current password', 'New password', 'Repeat the new password'];
    for (const [at, text] of [current, 'EvenBetter456?', again].entries()) {
      const field = await screen.findByLabelText(fields[at]!);
      await user.clear(field);
      await user.type(field, text);
    }
    await user.keyboard('{Enter}');
  };

  it('is done once both are the same, empties the form and keeps the focus', async () => {
    const at = server().on('GET /api/auth/2fa', factors(false)).on('POST /api/auth/password/change', [204, null]);
    const { user } = await show(<Security />, { server: at });
    await fill(user, 'SecurePass123!', 'another');
    expect(screen.getByText('The passwords do not match')).toBeTruthy();
    expect(at.to('POST /api/auth/password/change')).toEqual([]);
    await fill(user, 'SecurePass123!', 'EvenBetter456?');
    await screen.findByText('Password changed; all other sessions ended');
    expect(at.to('POST /api/auth/password/change')[0]?.body).toMatchObject({
      current_password: 'SecurePass123!',
      new_password: 'EvenBetter456?',
    });
    const typed = [...document.querySelectorAll<HTMLInputElement>('input[type=password]')].map(({ value }) => value);
    expect(typed).toEqual(['', '', '']);
    expect(document.activeElement).toBe(screen.getByLabelText('Repeat the new password'));
  });

  it('is refused at the field of the password that is wrong', async () => {
    const at = server()
      .on('GET /api/auth/2fa', factors(false))
      .on('POST /api/auth/password/change', problem(403, 'forbidden'));
    const { user } = await show(<Security />, { server: at });
    await fill(user, 'not mine', 'EvenBetter456?');
    await screen.findByText('The password is wrong');
    const faulty = document.querySelectorAll('[aria-invalid=true]');
    expect([...faulty]).toEqual([screen.getByLabelText('Current password')]);
  });
});

describe('the second factor', () => {
  it('is set up: password, secret, a first code, recovery codes that are shown once', async () => {
    const at = server()
      .on('GET /api/auth/2fa', factors(false), factors(true))
      .on('POST /api/auth/2fa/totp/enroll', problem(403, 'forbidden'), [
        200,
        { secret: 'ABCDEFGH', otpauth_uri: 'otpauth://totp/FlowEx:demo?secret=ABCDEFGH' },
      ])
      .on('POST /api/auth/2fa/totp/confirm', problem(401, 'invalid_code'), [
        200,
        { recovery_codes: ['11111-22222', '33333-44444'] },
      ]);
    const { user } = await show(<Security />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Set up' }));
    const password = screen.getByLabelText('Your password, to confirm that it is you');
    expect(document.activeElement).toBe(password);
    await user.type(password, 'wrong{Enter}');
    await screen.findByText('The password is wrong');
    await user.clear(password);
    await user.type(password, 'SecurePass123!{Enter}');
    await screen.findByText('ABCD EFGH');
    const code = screen.getByLabelText('Then enter the six digits that the app shows');
    await waitFor(() => expect(document.activeElement).toBe(code));
    await user.type(code, '111 111{Enter}');
    await screen.findByText('This code is wrong');
    await user.clear(code);
    await user.type(code, '222222{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Recovery codes' });
    expect(within(dialog).getByText('33333-44444')).toBeTruthy();
    expect(within(dialog).queryByRole('button', { name: 'Close' })).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'I have saved them' }));
    await screen.findByText('10 left');
    expect(screen.queryByText('33333-44444')).toBeNull();
  });

  it('is turned off with a code of it', async () => {
    const at = server()
      .on('GET /api/auth/2fa', factors(true, false, 2), factors(false))
      .on('POST /api/auth/2fa/totp/disable', [204, null]);
    const { user } = await show(<Security />, { server: at });
    const card = within(await screen.findByRole('region', { name: 'Authenticator app' }));
    expect(card.getByText('2 left').className).toContain('tag-warn');
    await user.click(card.getByRole('button', { name: 'Turn off' }));
    await user.keyboard('222 222{Enter}');
    await screen.findByText('The authenticator is off');
    expect(at.to('POST /api/auth/2fa/totp/disable')[0]?.body).toEqual({ code: '222222' });
    await card.findByRole('button', { name: 'Set up' });
  });

  it('by SMS is set up with a number and the code that was sent there', async () => {
    const words = SMS_WORDS.en;
    const off = { offered: true, enrolled: false, usable: false, number: null, countries: ['DE'] };
    const at = server()
      .on('GET /api/auth/2fa', factors(false))
      .on(
        'GET /api/auth/2fa/sms',
        [200, off],
        [200, { ...off, enrolled: true, usable: true, number: '+49*********89' }],
      )
      .on(
        'POST /api/auth/2fa/sms/enroll',
        [400, { code: 'invalid_field', detail: '', errors: [{ field: 'number', rule: 'a number' }] }],
        [202, { number: '+49*********89' }],
      )
      .on('POST /api/auth/2fa/sms/confirm', [204, null])
      .on('POST /api/auth/2fa/sms/disable', problem(409, 'last_factor'));
    const { user } = await show(<Security />, { server: at });
    const card = within(await screen.findByRole('region', { name: words.title }));
    await user.click(card.getByRole('button', { name: 'Set up' }));
    const number = screen.getByLabelText(words.number);
    await user.type(number, '0151');
    await user.type(screen.getByLabelText('Your password, to confirm that it is you'), 'SecurePass123!{Enter}');
    await waitFor(() => expect(number.getAttribute('aria-invalid')).toBe('true'));
    await user.clear(number);
    await user.type(number, '+49 151 23456789{Enter}');
    await user.type(await screen.findByLabelText(words.sentTo('+49*********89')), '123 456{Enter}');
    await screen.findByText(words.on);
    expect(at.to('POST /api/auth/2fa/sms/enroll')[1]?.body).toEqual({
      number: '+49 151 23456789',
      password: 'SecurePass123!',
    });
    expect(at.to('POST /api/auth/2fa/sms/confirm')[0]?.body).toEqual({ code: '123456' });
    await card.findByText('+49*********89');
    await user.click(card.getByRole('button', { name: 'Turn off' }));
    await user.type(screen.getByLabelText('Your password, to confirm that it is you'), 'SecurePass123!{Enter}');
    await screen.findByText('This is your last second factor; add another one first');
  });

  it('by mail is turned on with the password', async () => {
    const at = server()
      .on('GET /api/auth/2fa', factors(false), factors(false, true))
      .on('POST /api/auth/2fa/email/enable', [204, null]);
    const { user } = await show(<Security />, { server: at });
    const card = within(await screen.findByRole('region', { name: 'Codes by e-mail' }));
    await user.click(card.getByRole('button', { name: 'Turn on' }));
    await user.keyboard('SecurePass123!{Enter}');
    await screen.findByText('Codes by e-mail are on');
    expect(at.to('POST /api/auth/2fa/email/enable')[0]?.body).toEqual({ password: 'SecurePass123!' });
  });
});

describe('a recovery that waits', () => {
  it('is shown with its time, and canceled by two presses', async () => {
    const none = { state: null, asked_at: null, due_at: null, needs_approval: null };
    const waits = { state: 'waiting', asked_at: '2026-11-20T09:30:00Z', due_at: '2026-11-23T09:30:00Z' };
    const at = server()
      .on('GET /api/auth/2fa', factors(true))
      .on('GET /api/auth/recovery', [200, { ...waits, needs_approval: false }], [200, none])
      .on('DELETE /api/auth/recovery', [204, null]);
    const { user } = await show(<Security />, { server: at });
    const card = within(await screen.findByRole('region', { name: RECOVERY_WORDS.en.waitsTitle }));
    await user.click(card.getByRole('button', { name: RECOVERY_WORDS.en.cancelAction }));
    await user.click(card.getByRole('button', { name: RECOVERY_WORDS.en.cancelTitle }));
    await waitFor(() => expect(screen.queryByRole('region', { name: RECOVERY_WORDS.en.waitsTitle })).toBeNull());
    expect(at.to('DELETE /api/auth/recovery')).toHaveLength(1);
  });

  it('is stopped or approved by an operator', async () => {
    const row = {
      ...{ id: '7', user_id: '2', state: 'waiting', needs_approval: true, asked_by: '2', decided_by: null },
      ...{ asked_at: '2026-11-20T09:30:00Z', due_at: '2026-11-23T09:30:00Z', changed_at: '2026-11-20T09:30:00Z' },
    };
    const at = server()
      .on('GET /api/v1/recoveries', [200, { items: [row], next_cursor: null }])
      .on('POST /api/v1/recoveries/7/approve', [200, { ...row, needs_approval: false }])
      .on('POST /api/v1/recoveries/7/stop', [200, { ...row, state: 'stopped' }]);
    const { user } = await show(<Recoveries />, { server: at, me: { permissions: ['users_read', 'users_manage'] } });
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    await user.click(screen.getByRole('button', { name: 'Approve this?' }));
    await screen.findByText(RECOVERY_WORDS.en.approved);
    await user.click(screen.getByRole('button', { name: RECOVERY_WORDS.en.stop }));
    await user.click(screen.getByRole('button', { name: RECOVERY_WORDS.en.stopSure }));
    await screen.findByText(RECOVERY_WORDS.en.stopped);
  });
});

describe('all second factors', () => {
  it('are removed by password and code, after their owner has read what follows', async () => {
    const at = server()
      .on('GET /api/auth/2fa', factors(true), factors(false))
      .on('POST /api/auth/2fa/remove', problem(403, 'second_factor_required'), [204, null]);
    const { user } = await show(<Security />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Remove all' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/no money can leave/)).toBeTruthy();
    await user.type(dialog.getByLabelText('Your password, to confirm that it is you'), 'SecurePass123!{Enter}');
    await user.type(await dialog.findByLabelText('Code of your second factor'), '123456{Enter}');
    await screen.findByText('All second factors are removed');
    expect(at.to('POST /api/auth/2fa/remove')[1]?.body).toEqual({ password: 'SecurePass123!', code: '123456' });
  });
});

describe('the reminders', () => {
  it('ask for a confirmed address and a second factor, each until it is put off for a day', async () => {
    localStorage.clear();
    const at = server().on('GET /api/auth/2fa', factors(false));
    const { user } = await show(<Reminders />, { server: at, me: { email_verified: false } });
    const list = within(await screen.findByRole('complementary', { name: 'Reminders' }));
    await list.findByText(REMINDER_WORDS.en.setFactor);
    await user.click(list.getAllByRole('button', { name: 'Remind me tomorrow' })[0]!);
    expect(list.queryByText(REMINDER_WORDS.en.confirmEmail)).toBeNull();
    await user.click(list.getByRole('button', { name: 'Remind me tomorrow' }));
    expect(screen.queryByRole('complementary')).toBeNull();
    const until = JSON.parse(localStorage.getItem('flowex.kept.reminders-off') ?? '{}') as Record<string, number>;
    localStorage.setItem('flowex.kept.reminders-off', JSON.stringify({ ...until, 'factor 1': 1 }));
    dispatchEvent(new StorageEvent('storage', { key: 'flowex.kept.reminders-off' }));
    await screen.findByText(REMINDER_WORDS.en.setFactor);
    expect(screen.queryByText(REMINDER_WORDS.en.confirmEmail)).toBeNull();
  });

  it('are silent once both are there', async () => {
    const at = server().on('GET /api/auth/2fa', factors(true));
    await show(<Reminders />, { server: at });
    await waitFor(() => expect(at.to('GET /api/auth/2fa')).toHaveLength(1));
    expect(screen.queryByRole('complementary')).toBeNull();
  });
});

describe('passkeys', () => {
  const laptop = {
    ...{ id: 'p1', name: 'Laptop', relying_party_id: 'localhost', backup_eligible: true, backed_up: true },
    ...{ created_at: '2026-11-20T09:00:00Z', last_used_at: null },
  };

  beforeEach(() => vi.stubGlobal('PublicKeyCredential', () => undefined));
  afterEach(() => vi.unstubAllGlobals());

  it('are listed with their copies and last use, and one is removed by password and code', async () => {
    const at = server()
      .on('GET /api/auth/2fa', [200, { totp: true, email: false, passkeys: 0, recovery_codes_left: 9 }])
      .on('GET /api/auth/passkeys', [200, { items: [laptop], next_cursor: null }])
      .on('PATCH /api/auth/passkeys/p1', [200, laptop])
      .on('POST /api/auth/passkeys/p1/remove', problem(403, 'second_factor_required'), [204, null]);
    const { user } = await show(<Security />, { server: at });
    expect(await screen.findByText('Synced with your other devices')).toBeTruthy();
    expect(screen.getByText('Never used')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Rename' }));
    const name = within(await screen.findByRole('dialog')).getByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Old laptop{Enter}');
    await screen.findByText('Passkey renamed');
    expect(at.to('PATCH /api/auth/passkeys/p1')[0]?.body).toEqual({ name: 'Old laptop' });
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('Your password, to confirm that it is you'), 'SecurePass123!{Enter}');
    await user.type(await dialog.findByLabelText('Code of your second factor'), '123456{Enter}');
    await screen.findByText('Passkey removed');
    expect(at.to('POST /api/auth/passkeys/p1/remove')[1]?.body).toEqual({
      password: 'SecurePass123!',
      code: '123456',
    });
  });

  it('are not added where the browser’s question is declined, and that is said', async () => {
    vi.stubGlobal('navigator', {
      language: 'en',
      credentials: { create: () => Promise.reject(new Error('declined')) },
    });
    const at = server()
      .on('GET /api/auth/2fa', factors(false))
      .on('GET /api/auth/passkeys', [200, { items: [], next_cursor: null }])
      .on('POST /api/auth/passkeys/options', [
        200,
        {
          ...{ challenge: 'AAAA', relying_party_id: 'localhost', user_handle: 'AAAA', user_name: 'demo' },
          ...{ algorithms: [-7], exclude: [], expires_in: 300 },
        },
      ]);
    const { user } = await show(<Security />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Add a passkey' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('Name'), 'Phone');
    await user.type(dialog.getByLabelText('Your password, to confirm that it is you'), 'SecurePass123!{Enter}');
    await dialog.findByText('No passkey was used. Try again, or use a code.');
    expect(at.to('POST /api/auth/passkeys')).toEqual([]);
  });
});
