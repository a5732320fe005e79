// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { LANGUAGES } from '../../language/messages';
import { server, show } from '../../page-test/page';
import { AccountDialog } from '../AccountDialog';
import { EmailChange } from './EmailChange';
import { Notifications } from './Notifications';
import { Webhook } from './Webhook';
import { reasonText, WEBHOOK_WORDS } from './webhook-words';
import { NOTIFICATION_WORDS } from './words';

const channel = (name: string, on: boolean, fixed = false) => ({ channel: name, on, fixed });
const SETTINGS = {
  events: [
    { event: 'deposit', channels: [channel('mail', true), channel('page', true)] },
    { event: 'fill', channels: [channel('push', false)] },
    { event: 'security', channels: [channel('mail', true, true)] },
  ],
  version: 'aa11',
};
const PATH = '/api/auth/notifications';

describe('notification settings', () => {
  it('are chosen by event and channel, against the version that was read', async () => {
    const at = server()
      .on(`GET ${PATH}`, [200, SETTINGS])
      .on(`PUT ${PATH}`, problem(409, 'version_changed'), [200, { ...SETTINGS, version: 'bb22' }]);
    const { user } = await show(<Notifications />, { server: at });
    await user.click(await screen.findByLabelText('Deposit credited: E-mail'));
    await user.click(screen.getByLabelText('Order filled: Push to closed browsers'));
    const save = () => user.click(screen.getByRole('button', { name: 'Save choices' }));
    await save();
    await screen.findByText(/This was changed elsewhere in the meantime/);
    await save();
    await screen.findByText('Your choices are saved');
    expect(at.to(`PUT ${PATH}`)[0]?.headers['If-Match']).toBe('aa11');
    expect(at.to(`PUT ${PATH}`)[1]?.body).toEqual({
      choices: [
        { event: 'deposit', channel: 'mail', on: false },
        { event: 'fill', channel: 'push', on: true },
      ],
    });
  });

  it('cannot switch off what protects the account', async () => {
    await show(<Notifications />, { server: server().on(`GET ${PATH}`, [200, SETTINGS]) });
    const fixed = await screen.findByLabelText<HTMLInputElement>(/^Password, second factor.*: E-mail$/);
    expect([fixed.checked, fixed.disabled]).toEqual([true, true]);
    expect(screen.queryByLabelText(/: Webhook$/)).toBeNull();
  });

  it('have all their words in every language', () => {
    for (const language of LANGUAGES) {
      expect(Object.values(WEBHOOK_WORDS[language])).not.toContain('');
      expect(Object.keys(NOTIFICATION_WORDS[language]).sort()).toEqual(Object.keys(NOTIFICATION_WORDS.en).sort());
      expect(Object.values(NOTIFICATION_WORDS[language])).not.toContain('');
    }
  });
});

describe('a webhook', () => {
  const ROUTE = '/api/auth/webhook';
  const NONE = {
    ...{ address: null, state: 'none', secret: null, failures: 0, answer: '' },
    ...{ answered_at: null, waiting: 0, made_at: null },
  };
  const MADE = { ...NONE, address: 'https://a.example/hook', state: 'unconfirmed', made_at: '2026-11-20T09:30:00Z' };
  const ON = { ...MADE, state: 'on', answered_at: '2026-11-20T09:31:00Z' };
  const OFF = { ...ON, state: 'off', failures: 12, answer: 'status 503' };

  it('is set, shows its secret once, and is confirmed by the code of the first call', async () => {
    const at = server()
      .on(`GET ${ROUTE}`, [200, NONE], [200, MADE], [200, ON])
      .on(`PUT ${ROUTE}`, problem(403, 'second_factor_required'), [200, { ...MADE, secret: 'shown-once' }])
      .on(`POST ${ROUTE}/confirm`, [200, ON]);
    const { user } = await show(<Webhook />, { server: at });
    await user.type(await screen.findByLabelText('Address'), 'https://a.example/hook{Enter}');
    await user.type(await screen.findByLabelText('Code'), '123456{Enter}');
    await screen.findByText('shown-once');
    expect(at.to(`PUT ${ROUTE}`)[1]?.body).toEqual({ address: 'https://a.example/hook', code: '123456' });
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await user.type(await screen.findByLabelText('Code from the call'), '1.abc{Enter}');
    await screen.findByText(/^accepted, /);
    expect(at.to(`POST ${ROUTE}/confirm`)[0]?.body).toEqual({ code: '1.abc' });
  });

  it('says in words why a call failed', () => {
    const textOf = (answer: string) => reasonText(answer, WEBHOOK_WORDS.en);
    expect(textOf('status 503')).toBe('status 503');
    expect(textOf('java.net.UnknownHostException: a.example')).toMatch(/^the host is unknown/);
    expect(textOf('java.net.SocketTimeoutException: it took too long')).toBe('no answer in time');
    expect(textOf('javax.net.ssl.SSLHandshakeException: expired')).toBe('no valid certificate');
    expect(textOf('java.net.ConnectException: refused')).toBe('no answer');
  });

  it('that was switched off says why, and is tested and removed', async () => {
    const at = server()
      .on(`GET ${ROUTE}`, [200, OFF], [200, ON], [200, NONE])
      .on(`POST ${ROUTE}/test`, [202, OFF])
      .on(`DELETE ${ROUTE}`, [204, null]);
    const { user } = await show(<Webhook />, { server: at });
    await screen.findByText(/^status 503, /);
    await user.click(screen.getByRole('button', { name: 'Send a test' }));
    await screen.findByText(/^accepted, /);
    await user.click(screen.getByRole('button', { name: 'Remove the webhook' }));
    await user.click(screen.getByRole('button', { name: 'Send notices there no longer?' }));
    await screen.findByLabelText('Address');
  });
});

describe('another e-mail address', () => {
  const NONE = { email: null, asked_at: null, expires_at: null };
  const WAITS = { email: 'new@x.example', asked_at: '2026-11-20T09:30:00Z', expires_at: '2026-11-21T09:30:00Z' };
  const EMAIL_CHANGE = '/api/auth/email/change';

  it('is asked for with the password and a code, and waits until it is confirmed or ended', async () => {
    const at = server()
      .on(`GET ${EMAIL_CHANGE}`, [200, NONE], [200, WAITS], [200, NONE])
      .on(`POST ${EMAIL_CHANGE}`, problem(403, 'second_factor_required'), [202, WAITS])
      .on(`DELETE ${EMAIL_CHANGE}`, [204, null]);
    const { user } = await show(<EmailChange />, { server: at });
    await user.type(await screen.findByLabelText('New e-mail address'), 'new@x.example');
    await user.type(screen.getByLabelText('Password'), 'SecurePass123!{Enter}');
    await user.type(await screen.findByLabelText('Code'), '123456{Enter}');
    await screen.findByText(/^new@x.example can be confirmed until/);
    expect(at.to(`POST ${EMAIL_CHANGE}`)[1]?.body).toEqual({
      ...{ email: 'new@x.example', password: 'SecurePass123!', code: '123456' },
    });
    await user.click(screen.getByRole('button', { name: 'Keep the present address' }));
    await user.click(screen.getByRole('button', { name: 'Cancel the change?' }));
    await screen.findByLabelText('New e-mail address');
    expect(at.to(`DELETE ${EMAIL_CHANGE}`)).toHaveLength(1);
  });

  it.each([
    ['change-email', 'Use the new address', `${EMAIL_CHANGE}/confirm`],
    ['keep-email', 'Cancel the change', `${EMAIL_CHANGE}/cancel`],
  ] as const)('is answered by a press, not by opening the link (%s)', async (kind, name, path) => {
    const at = server().on(`POST ${path}`, [204, null]);
    const link = { kind, token: '1.abc' };
    const { user } = await show(<AccountDialog page={link} onPage={() => undefined} onClose={() => undefined} />, {
      server: at,
    });
    const button = await screen.findByRole('button', { name });
    expect(at.to(`POST ${path}`)).toEqual([]);
    await user.click(button);
    await waitFor(() => expect(at.to(`POST ${path}`)[0]?.body).toEqual({ token: '1.abc' }));
  });
});
