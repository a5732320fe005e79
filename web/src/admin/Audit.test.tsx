// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { en } from '../language/en';
import { server, show } from '../page-test/page';
import { Audit } from './Audit';

const ENTRY = {
  number: '12',
  at: '2026-11-20T09:30:00Z',
  actor: 'user 7',
  action: 'POST /api/trading/pairs/{symbol}/halt',
  subject: 'market BTC-USDT',
  before: '"open"',
  after: '"halted"',
  outcome: '200',
  from: '192.0.2.7',
  request_id: 'r-1',
  hash: 'abc',
};
const audit = (entries: readonly object[], next: string | null = null) =>
  [
    200,
    { items: entries.map((entry, at) => ({ ...ENTRY, number: String(at + 1), ...entry })), next_cursor: next },
  ] as const;

const PERSON = {
  ...{ first_name: 'Ada', last_name: 'Lovelace', account: '1007', created_at: '2026-11-20T09:30:00Z' },
  ...{ roles: ['admin'], status: 'active', email_verified: true, second_factor: true, version: 1 },
};

afterEach(() => vi.restoreAllMocks());

/** Closes finding P9: the audit page read as raw HTTP, and had no export. */
describe('the audit log', () => {
  it('says in a sentence the actor, the action and its result', async () => {
    const at = server().on(
      'GET /api/v1/audit',
      audit([
        {},
        { subject: '/api/trading/pairs/ETH-USDT/halt', outcome: '403 forbidden' },
        { actor: 'anonymous', action: 'POST /api/auth/login', subject: 'user 9' },
        {
          actor: 'anonymous',
          action: 'POST /api/auth/login',
          subject: '/api/auth/login',
          outcome: '401 invalid_credentials',
        },
        { action: 'PUT /api/trading/accounts/{number}/kill-switch', subject: 'account 12', outcome: 'begun' },
        { actor: 'operator root', action: './flowex doctor --rebuild-events', subject: 'data /x', outcome: 'done' },
        { action: 'DELETE /api/v1/users/{id}', subject: 'user 9', outcome: 'no answer' },
        { action: 'POST /api/of/tomorrow', subject: 'thing 1' },
      ]),
    );
    await show(<Audit />, { server: at });
    const sentences = (await screen.findAllByText(/\.$/, { selector: 'td bdi' })).map(({ textContent }) => textContent);
    expect(sentences).toEqual([
      'User 7 paused matching in market BTC-USDT.',
      'User 7 tried to pause matching in market ETH-USDT. Rejected: You do not have permission to do this.',
      'A visitor without login logged in as user 9.',
      `A visitor without login tried to log in. Rejected: ${en.problems.invalid_credentials}.`,
      'User 7 started to set or release the kill switch of account 12.',
      'Operator root rebuilt the events from the log.',
      'User 7 tried to close user 9. The outcome is unknown.',
      'User 7 POST /api/of/tomorrow thing 1.',
    ]);
  });

  it('says it in Persian, the names of markets from the left and numbers in its digits', async () => {
    const alert = { action: 'DELETE /api/v1/risk/alerts/{id}', subject: 'alert 5' };
    await show(<Audit />, { server: server().on('GET /api/v1/audit', audit([{}, alert])), language: 'fa' });
    await screen.findByText('کاربر ۷ تطبیق سفارش‌های بازار \u2068BTC-USDT\u2069 را موقتاً متوقف کرد.');
    expect(screen.getByText(/\u2068alert ۵\u2069/)).toBeTruthy();
    expect(screen.getAllByText('انجام شد')).toHaveLength(2);
  });

  it('is searched by what was done, in words, and by the number of a user; Enter sends', async () => {
    const at = server().on('GET /api/v1/audit', audit([{}]));
    const { user } = await show(<Audit />, { server: at });
    await user.selectOptions(await screen.findByLabelText('Action'), 'pause matching in market');
    await user.type(screen.getByLabelText(/^Person/), '7{Enter}');
    await waitFor(() => {
      const query = new URLSearchParams(at.to('GET /api/v1/audit').at(-1)?.url.split('?')[1]);
      expect([query.get('actor'), query.get('action')]).toEqual(['user 7', 'POST /api/trading/pairs/{symbol}/halt']);
    });
  });

  it('names people, finds them by their address, and leaves reads out unless they are wanted', async () => {
    const person = { ...PERSON, id: '7', email: 'ada@flowex.com' };
    const at = server()
      .on('GET /api/v1/users/', [200, { items: [person], next_cursor: null }])
      .on('GET /api/v1/audit', audit([{}, { action: 'GET /api/v1/users/{id}', subject: 'user 7' }]));
    const { user } = await show(<Audit />, { server: at, me: { permissions: ['audit_read', 'users_read'] } });
    await screen.findByText('ada@flowex.com (user 7) paused matching in market BTC-USDT.');
    expect(screen.getByText('1 reads are hidden')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Entries'), 'Including reads');
    expect(screen.getByText('ada@flowex.com (user 7) viewed user 7 (ada@flowex.com).')).toBeTruthy();
    await user.type(screen.getByLabelText(/^Person/), 'nobody@flowex.com{Enter}');
    await screen.findByText('No user has this address');
    await user.clear(screen.getByLabelText(/^Person/));
    await user.type(screen.getByLabelText(/^Person/), 'Ada@flowex.com{Enter}');
    await waitFor(() => expect(at.to('GET /api/v1/audit').at(-1)?.url).toContain('actor=user+7'));
  });

  it('shows an entry as it was logged on request', async () => {
    const { user } = await show(<Audit />, { server: server().on('GET /api/v1/audit', audit([{}])) });
    await user.click(await screen.findByRole('button', { name: 'Details' }));
    const detail = document.querySelector<HTMLElement>('.records-detail')!;
    expect(
      within(detail).getByText('user 7 · POST /api/trading/pairs/{symbol}/halt · market BTC-USDT · 200'),
    ).toBeTruthy();
  });

  it('is a file of every page of what was searched for', async () => {
    let made: Blob | null = null;
    URL.createObjectURL = (content: Blob) => ((made = content), 'blob:made');
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const at = server().on('GET /api/v1/audit', audit([{}], 'older'), audit([{}], 'older'), audit([{ number: '2' }]));
    const { user } = await show(<Audit />, { server: at });
    await screen.findByText('User 7 paused matching in market BTC-USDT.');
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    await screen.findByText('2 rows saved');
    const lines = (await made!.text()).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(
      'User 7 paused matching in market BTC-USDT.,200,192.0.2.7,user 7,POST /api/trading/pairs',
    );
  });
});
