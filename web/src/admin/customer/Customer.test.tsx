// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { LANGUAGES, type Language } from '../../language/messages';
import { repeatedWords } from '../../page-test/controls';
import { server, show } from '../../page-test/page';
import { OWING } from '../../wallet/margin/margin-sample';
import { AdminPage } from '../AdminPage';
import { CUSTOMER_WORDS } from './words';

const AT = '2026-11-20T09:30:00Z';
const page = (items: readonly object[]) => [200, { items, next_cursor: null }] as const;
const PERSON = {
  ...{ id: '7', email: 'ada@flowex.com', first_name: 'Ada', last_name: 'Lovelace', account: '1007', created_at: AT },
  ...{ roles: ['trader'], status: 'suspended', email_verified: false, second_factor: true, version: 1 },
};
const TRADE = {
  ...{ time: AT, trade_id: '3', symbol: 'BTC-USDT', price: '650', quantity: '0.5', buyer: '9', seller: '1007' },
  ...{ buy_order_id: '1', buyer_fee: '0', sell_order_id: '2', seller_fee: '0.1' },
};
const ENTRY = {
  ...{ number: '1', at: AT, actor: 'user 7', action: 'POST /api/auth/login', subject: 'user 7', before: null },
  ...{ after: null, outcome: '200', from: '192.0.2.7', request_id: 'r', hash: 'h' },
};

const exchange = () =>
  server()
    .on('GET /api/v1/users/7', [200, PERSON])
    .on('GET /api/v1/users/7/restrictions', page([]))
    .on('GET /api/v1/users/', page([PERSON]))
    .on('GET /api/v1/surveillance/cases', page([]))
    .on('GET /api/trading/accounts/1007/risk', [
      200,
      {
        ...{ account: '1007', killed: false, prevention_group: '0', limits: [] },
        order_quota: { max_open_orders: 5000, max_client_order_ids: 500000 },
      },
    ])
    .on('GET /accounts/flowex/1007', problem(404, 'not_found'))
    .on('GET /api/v1/withdrawals', page([]))
    .on('GET /api/v1/arrivals', page([]))
    .on('GET /api/v1/audit', page([ENTRY]))
    .on('GET /api/wallet/accounts/1007/balances', page([]))
    .on('GET /api/trading/accounts/1007/orders', page([]))
    .on('GET /api/v1/reports/trades', [200, { from_sequence: 1, to_sequence: 9, items: [TRADE] }]);

const ALL = ['users_read', 'users_manage', 'markets_manage', 'custody_manage', 'audit_read', 'margin_manage'];
const see = (permissions: readonly string[], at = exchange(), language: Language = 'en') =>
  show(<AdminPage part="users" id="7" onLogin={() => undefined} />, {
    ...{ server: at, language },
    me: { permissions: [...permissions] },
  });

describe('a customer', () => {
  it('has one page: profile, state, factors, restrictions, limits, cases, audit', async () => {
    await see(ALL);
    const profile = within(await screen.findByRole('region', { name: 'ada@flowex.com' }));
    for (const text of ['Ada Lovelace', '1007', 'Suspended', 'Not confirmed', 'On', 'Trader']) {
      expect(profile.getByText(text)).toBeTruthy();
    }
    await screen.findByText('ada@flowex.com (user 7) logged in as user 7 (ada@flowex.com).');
    await screen.findByText('No cases for this account');
    await screen.findByText('Nothing to review');
    await screen.findByRole('table', { name: 'Account 1007' });
  });

  it('keeps balances, orders and trades back until they are wanted: each read is logged', async () => {
    const at = exchange();
    const { user } = await see(ALL, at);
    await user.click(await screen.findByRole('button', { name: 'Show balances and orders' }));
    await waitFor(() => expect(at.to('GET /api/wallet/accounts/1007/balances')).toHaveLength(1));
    expect(at.to('GET /api/v1/reports/trades')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Show trades' }));
    const trades = within(await screen.findByRole('table', { name: 'Trades' }));
    expect(trades.getByText('Sell')).toBeTruthy();
    expect(at.to('GET /api/v1/reports/trades')[0]?.url).toContain('account=1007');
  });

  it('has isolated accounts, with their balances and orders', async () => {
    const account = '549764202479';
    const at = exchange()
      .on('GET /api/v1/margin/accounts/1007/isolated', [
        200,
        { items: [{ symbol: 'BTC-USDT', account, margin: OWING }] },
      ])
      .on(`GET /api/wallet/accounts/${account}/balances`, page([]))
      .on(`GET /api/trading/accounts/${account}/orders`, page([]));
    const { user } = await see(ALL, at);
    await user.click(await screen.findByRole('button', { name: 'Show isolated accounts' }));
    const accounts = within(await screen.findByRole('table', { name: 'Isolated accounts' }));
    for (const text of ['BTC/USDT', account, '1.85', '1,000.510005', 'As the tiers allow', 'Above the margin call']) {
      expect(accounts.getByText(text)).toBeTruthy();
    }
    await user.click(accounts.getByRole('button', { name: 'Show its balances and orders' }));
    await screen.findByRole('region', { name: 'BTC-USDT, isolated' });
    await waitFor(() => expect(at.to(`GET /api/wallet/accounts/${account}/balances`)).toHaveLength(1));
    expect(at.to(`GET /api/trading/accounts/${account}/orders`)).toHaveLength(1);
    expect(at.to('GET /api/wallet/accounts/1007/balances')).toEqual([]);
  });

  it('shows sessions and money that moved behind a press, and ends sessions', async () => {
    const session = {
      ...{ id: 's1', created_at: AT, last_used_at: AT, expires_at: AT, ip_address: '192.0.2.9' },
      ...{ user_agent: 'Firefox/130.0 (X11; Linux x86_64)', current: false },
    };
    const at = exchange()
      .on('GET /api/v1/users/7/sessions', page([session]), page([]))
      .on('DELETE /api/v1/users/7/sessions/s1', [204, null])
      .on('GET /api/wallet/accounts/1007/transactions', page([]));
    const { user } = await see(ALL, at);
    await user.click(await screen.findByRole('button', { name: 'Show sessions' }));
    await screen.findByText('192.0.2.9');
    await user.click(screen.getByRole('button', { name: 'End session' }));
    await user.click(screen.getByRole('button', { name: 'End it?' }));
    await screen.findByText('Not logged in anywhere');
    expect(at.to('DELETE /api/v1/users/7/sessions/s1')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Show deposits and withdrawals' }));
    await waitFor(() => expect(at.to('GET /api/wallet/accounts/1007/transactions')).toHaveLength(1));
  });

  const unbound = {
    provider: null,
    provider_name: null,
    issuer: null,
    subject: null,
    bound_at: null,
    last_used_at: null,
    invited_until: null,
  };
  const none = { ...unbound, deprovisioned: false };
  const bound = { ...none, issuer: 'https://login.example.com', subject: 's7', bound_at: AT };

  it('invites a customer to log in by the identity provider, and unbinds', async () => {
    const at = exchange()
      .on('GET /api/v1/users/7/staff-login', [200, none], [200, { ...none, invited_until: AT }], [200, bound])
      .on('GET /api/auth/staff-login', [200, { providers: [{ id: '3', name: 'Okta' }] }])
      .on('PUT /api/v1/users/7/staff-login', [200, { ...none, invited_until: AT }])
      .on('DELETE /api/v1/users/7/staff-login', [204, null]);
    const { user } = await see(ALL, at);
    await user.click(await screen.findByRole('button', { name: 'Show identity' }));
    await screen.findByText('Not connected');
    await user.click(await screen.findByRole('button', { name: 'Invite to Okta' }));
    await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
    await user.click(screen.getByRole('button', { name: 'Disconnect?' }));
    await screen.findByText('https://login.example.com · s7');
    expect(at.to('DELETE /api/v1/users/7/staff-login')).toHaveLength(1);
  });

  it('reactivates a user whom the identity provider ended', async () => {
    const at = exchange()
      .on('GET /api/v1/users/7/staff-login', [200, { ...bound, deprovisioned: true }], [200, bound])
      .on('POST /api/v1/users/7/staff-login/readmission', [200, bound]);
    const { user } = await see(ALL, at);
    await user.click(await screen.findByRole('button', { name: 'Show identity' }));
    await screen.findByText('The identity provider ended the access of this user.');
    expect(screen.queryByRole('button', { name: 'Disconnect' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Let in again' }));
    await user.click(screen.getByRole('button', { name: 'Let in again?' }));
    await screen.findByRole('button', { name: 'Disconnect' });
    expect(at.to('POST /api/v1/users/7/staff-login/readmission')).toHaveLength(1);
  });

  it('is found by person, order, address and transaction through one field', async () => {
    const hit = {
      ...{ account: '1007', kind: 'transaction', network: 'simchain', address: 'sim1', id: 'ab12', type: 'deposit' },
      ...{ status: 'completed', created_at: AT },
    };
    const at = server()
      .on('GET /api/v1/users/', page([PERSON]))
      .on('GET /api/trading/orders/42/owner', [200, { order_id: '42', account: '1007', symbol: 'BTC-USDT' }])
      .on('GET /api/wallet/owners', page([hit]));
    const { user } = await show(<AdminPage part="users" onLogin={() => undefined} />, {
      server: at,
      me: { permissions: ALL },
    });
    const field = await screen.findByLabelText(/^E-mail, number of user/);
    await user.type(field, '42{Enter}');
    const found = within(await screen.findByRole('table', { name: 'Found' }));
    expect(found.getByText('42 · BTC-USDT')).toBeTruthy();
    expect(found.getAllByRole('link', { name: '1007' })[0]?.getAttribute('href')).toBe('#/admin/users/7');
    await user.clear(field);
    await user.type(field, 'sim1{Enter}');
    await screen.findByText('simchain ab12');
    expect(at.to('GET /api/wallet/owners')[0]?.url).toContain('text=sim1');
  });

  it('shows and offers only what the roles of its reader allow, and says what they do', async () => {
    const at = exchange();
    await see(['users_read'], at);
    const rights = within(await screen.findByRole('table', { name: 'Your permissions here' }));
    expect(rights.getAllByText('Yes')).toHaveLength(1);
    expect(rights.getAllByText('No', { selector: 'i' })).toHaveLength(5);
    expect(screen.queryByRole('button', { name: 'Change roles and state' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Trades' })).toBeNull();
    expect(at.to('GET /api/v1/audit')).toEqual([]);
  });

  it('may not be there', async () => {
    await see(ALL, server().on('GET /api/v1/users/7', problem(404, 'not_found')));
    await screen.findByText('No user has this number.');
  });

  it.each(LANGUAGES)('has a word of its own on each control (%s)', async (language) => {
    const { container } = await see(ALL, exchange(), language);
    await screen.findByText(CUSTOMER_WORDS[language].noCases);
    await screen.findByRole('button', { name: CUSTOMER_WORDS[language].showTrades });
    expect(repeatedWords(container)).toEqual([]);
    expect(Object.keys(CUSTOMER_WORDS[language]).sort()).toEqual(Object.keys(CUSTOMER_WORDS.en).sort());
  });
});
