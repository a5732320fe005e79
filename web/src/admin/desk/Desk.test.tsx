// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AdminPart } from '../../app/place';
import { PAIR, problem, type TestServer } from '../../exchange/test-server';
import { LANGUAGES } from '../../language/messages';
import { server, show } from '../../page-test/page';
import { AdminPage } from '../AdminPage';
import { DESK_WORDS } from './words';

const MARKET = {
  ...PAIR,
  ...{ max_notional: '0', max_position: '0', max_open_orders: 0, price_band: '0', circuit_breaker: null },
  fee_tiers: [{ volume_from: '0', maker_fee: '0.001', taker_fee: '0.002' }],
  version: 'aa11',
};
const PATH = '/api/trading/pairs/BTC-USDT';
const STOPS = { on: false, pairs: [], accounts: ['1007'] };
const RISK = {
  ...{ account: '1007', killed: false, prevention_group: '0' },
  order_quota: { max_open_orders: 5000, max_client_order_ids: 500000 },
  limits: [{ symbol: 'BTC-USDT', max_order_value: '50000', max_position: '0', max_open_orders: 20 }],
  version: '5d41',
};

const desk = () =>
  server()
    .on('GET /api/trading/pairs', [200, { items: [MARKET], next_cursor: null }])
    .on('GET /api/trading/assets', [200, { items: [{ code: 'BTC', scale: 8, supply: '21000000' }], next_cursor: null }])
    .on('GET /api/trading/kill-switch', [200, STOPS]);

const see = (at: TestServer, part: AdminPart = 'markets') =>
  show(<AdminPage part={part} onLogin={() => undefined} />, {
    server: at,
    me: { permissions: ['markets_manage', 'tenant_configure'] },
  });

const marketRow = async () => within(await screen.findByRole('table', { name: 'Trading pairs' }));

describe('the markets of an operator', () => {
  it('change by what is other than before, and by nothing else', async () => {
    const at = desk().on(`PATCH ${PATH}`, [200, MARKET]);
    const { user } = await see(at);
    await user.click((await marketRow()).getByRole('button', { name: 'Rules and fees' }));
    const dialog = within(await screen.findByRole('dialog'));
    const band = dialog.getByLabelText('Price band, a rate');
    await user.clear(band);
    await user.type(band, '0.05');
    const tiers = dialog.getByLabelText('Fee tiers');
    await user.clear(tiers);
    await user.type(tiers, '0 0.001 0.002{Enter}1000000, 0.0005, 0.001');
    await user.click(dialog.getByRole('checkbox', { name: 'TWAP' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(at.to(`PATCH ${PATH}`)).toHaveLength(1));
    expect(at.to(`PATCH ${PATH}`)[0]?.headers['If-Match']).toBe('aa11');
    expect(at.to(`PATCH ${PATH}`)[0]?.body).toEqual({
      price_band: '0.05',
      fee_tiers: [
        { volume_from: '0', maker_fee: '0.001', taker_fee: '0.002' },
        { volume_from: '1000000', maker_fee: '0.0005', taker_fee: '0.001' },
      ],
      order_types: ['limit', 'market', 'stop_loss', 'twap', 'oco'],
    });
  });

  it('are not sent a change of nothing, and say at the field what the exchange refuses', async () => {
    const refused = problem(400, 'invalid_field');
    const errors = [{ field: 'price_tick', rule: 'must divide the old one' }];
    const at = desk().on(`PATCH ${PATH}`, [400, { ...(refused[1] as object), errors }]);
    const { user } = await see(at);
    await user.click((await marketRow()).getByRole('button', { name: 'Rules and fees' }));
    const save = () => within(screen.getByRole('dialog')).getByRole('button', { name: 'Save' });
    const tick = screen.getByLabelText('Price step');
    await user.clear(tick);
    await user.type(tick, '0.03');
    await user.click(save());
    expect(await screen.findByText('must divide the old one')).toBeTruthy();
    await user.clear(tick);
    await user.type(tick, '0.01');
    await user.click(save());
    expect(await screen.findByText('No changes')).toBeTruthy();
    expect(at.to(`PATCH ${PATH}`)).toHaveLength(1);
  });

  it('that were changed meanwhile are not changed unseen, and are shown as they are now when that is asked for', async () => {
    const now = { ...MARKET, max_position: '7', version: 'cc33' };
    const at = desk()
      .on(
        `GET /api/trading/pairs`,
        [200, { items: [MARKET], next_cursor: null }],
        [200, { items: [now], next_cursor: null }],
      )
      .on(`PATCH ${PATH}`, problem(409, 'version_changed'), [200, now]);
    const { user } = await see(at);
    await user.click((await marketRow()).getByRole('button', { name: 'Rules and fees' }));
    const dialog = within(await screen.findByRole('dialog'));
    const change = async (to: string) => {
      const band = dialog.getByLabelText('Price band, a rate');
      await user.clear(band);
      await user.type(band, to);
      await user.click(dialog.getByRole('button', { name: 'Save' }));
    };
    await change('0.05');
    await dialog.findByText(/This was changed elsewhere in the meantime; nothing was saved/);
    await user.click(dialog.getByRole('button', { name: 'Reload' }));
    await dialog.findByDisplayValue('7');
    await change('0.06');
    await waitFor(() => expect(at.to(`PATCH ${PATH}`)).toHaveLength(2));
    expect(at.to(`PATCH ${PATH}`).map(({ headers }) => headers['If-Match'])).toEqual(['aa11', 'cc33']);
    expect(at.to(`PATCH ${PATH}`)[1]?.body).toEqual({ price_band: '0.06' });
  });

  it('are listed with their rules', async () => {
    const at = desk().on('POST /api/trading/pairs', [201, MARKET]);
    const { user } = await see(at);
    await user.click(await screen.findByRole('button', { name: 'List a market' }));
    const dialog = within(await screen.findByRole('dialog'));
    const typed = {
      ...{ 'Base asset': 'eth', 'Quote asset': 'btc', 'Decimal places of the price': '5', 'Price step': '0.00001' },
      ...{
        'Maximum price': '10',
        'Quantity step': '0.001',
        'Minimum order quantity': '0.001',
        'Maximum order quantity': '1000',
      },
    };
    for (const [label, text] of Object.entries(typed)) {
      await user.type(dialog.getByLabelText(label), text);
    }
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    await screen.findByText('ETH-BTC is listed and open');
    expect(at.to('POST /api/trading/pairs')[0]?.body).toEqual({
      ...{ base: 'ETH', quote: 'BTC', price_scale: 5, price_tick: '0.00001', max_price: '10', quantity_lot: '0.001' },
      ...{ min_quantity: '0.001', max_quantity: '1000', max_open_orders: 0, maker_fee: '0.001', taker_fee: '0.001' },
    });
  });

  it('become post-only at a word, and are delisted only by their name', async () => {
    const at = desk().on(`POST ${PATH}/state`, [200, MARKET]);
    const { user } = await see(at);
    const open = async () => user.click((await marketRow()).getByRole('button', { name: 'Change state' }));
    await open();
    await user.selectOptions(screen.getByLabelText('State'), 'post_only');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(at.to(`POST ${PATH}/state`)).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await open();
    await user.selectOptions(screen.getByLabelText('State'), 'delisted');
    await user.type(screen.getByLabelText('Type BTC-USDT to delist it'), 'ETH-USDT');
    await user.click(screen.getByRole('button', { name: 'Delist' }));
    expect(screen.getByText('This is another market')).toBeTruthy();
    await user.clear(screen.getByLabelText('Type BTC-USDT to delist it'));
    await user.type(screen.getByLabelText('Type BTC-USDT to delist it'), 'BTC-USDT');
    await user.click(screen.getByRole('button', { name: 'Delist' }));
    await waitFor(() => expect(at.to(`POST ${PATH}/state`)).toHaveLength(2));
    expect(at.to(`POST ${PATH}/state`).map(({ body }) => body)).toEqual([
      { state: 'post_only' },
      { state: 'delisted' },
    ]);
  });
});

describe('an account', () => {
  it('is looked up, limited and grouped; one that is not there is said', async () => {
    const at = desk()
      .on('GET /api/trading/accounts/1007/risk', [200, RISK])
      .on('GET /accounts/flowex/1007', [
        200,
        { tenant: 'flowex', account: '1007', killed: false, open_orders: 42, last_number: 4711 },
      ])
      .on('GET /api/trading/accounts/9/risk', problem(404, 'unknown_account'))
      .on('PUT /api/trading/accounts/1007/limits/BTC-USDT', [200, RISK])
      .on('PUT /api/trading/accounts/1007/order-quota', [200, RISK])
      .on('PUT /api/trading/accounts/1007/prevention-group', [200, RISK]);
    const { user } = await see(at, 'accounts');
    const number = await screen.findByLabelText('Account');
    await user.type(number, '9{Enter}');
    expect(await screen.findByText('This account does not exist')).toBeTruthy();
    await user.clear(number);
    await user.type(number, '1007{Enter}');
    const limits = within(await screen.findByRole('table', { name: 'Limits' }));
    expect(limits.getByText('50000')).toBeTruthy();
    const glance = within(screen.getByRole('table', { name: 'Account 1007' }));
    expect(await glance.findByText('42')).toBeTruthy();
    expect(glance.getByText('4711')).toBeTruthy();
    await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('Market').value).toBe('BTC-USDT'));
    await user.type(screen.getByLabelText('Maximum base asset'), '10');
    await user.click(screen.getByRole('button', { name: 'Save the limits' }));
    await waitFor(() =>
      expect(at.to('PUT /api/trading/accounts/1007/limits/BTC-USDT')[0]?.body).toEqual({
        ...{ max_order_value: '0', max_position: '10', max_open_orders: 0 },
      }),
    );
    expect(at.to('PUT /api/trading/accounts/1007/limits/BTC-USDT')[0]?.headers['If-Match']).toBe('5d41');
    await user.type(screen.getByLabelText('Open orders in all markets'), '{Backspace}5');
    await user.click(screen.getByRole('button', { name: 'Save the numbers' }));
    const quota = { max_open_orders: 5005, max_client_order_ids: 500000 };
    await waitFor(() => expect(at.to('PUT /api/trading/accounts/1007/order-quota')[0]?.body).toEqual(quota));
    const group = screen.getByLabelText('Owner group');
    await user.clear(group);
    await user.type(group, '7');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(at.to('PUT /api/trading/accounts/1007/prevention-group')[0]?.body).toEqual({ group: '7' }),
    );
  });
});

const HAS = { currency: 'BTC', available: '9.9', locked: '0.1', total: '10' };
const ORDERED = {
  ...{ id: '77', symbol: 'BTC-USDT', side: 'buy', type: 'stop_loss', status: 'waiting', price: null },
  ...{ stop_price: '990', quantity: '0.1', filled_quantity: '0', created_at: '2026-11-22T09:00:00Z' },
};
const HOLDS = '/api/wallet/accounts/1007/balances';
const PLACED = '/api/trading/accounts/1007/orders';

const account = () =>
  desk()
    .on('GET /api/trading/accounts/1007/risk', [200, RISK])
    .on('GET /accounts/flowex/1007', problem(404, 'unknown_account'))
    .on(`GET ${HOLDS}`, [200, { items: [HAS], next_cursor: null, sequence: 7 }])
    .on(`GET ${PLACED}`, [200, { items: [ORDERED], next_cursor: null }]);

describe('a user’s balances and orders', () => {
  const look = async (at: TestServer, permissions: readonly string[]) => {
    const shown = await show(<AdminPage part="accounts" onLogin={() => undefined} />, {
      server: at,
      me: { permissions },
    });
    await shown.user.type(screen.getByLabelText('Account'), '1007{Enter}');
    await screen.findByRole('table', { name: 'Limits' });
    return shown;
  };

  it('are shown to callers who may see other users, and read again only on request', async () => {
    const at = account();
    const { user } = await look(at, ['markets_manage', 'users_read']);
    const has = within(await screen.findByRole('table', { name: 'Account balances' }));
    expect(has.getByText('9.9')).toBeTruthy();
    expect(has.getByText('10')).toBeTruthy();
    const orders = within(await screen.findByRole('table', { name: 'Account orders' }));
    expect(orders.getByText('77')).toBeTruthy();
    expect(orders.getByText('990')).toBeTruthy();
    expect(at.to(`GET ${PLACED}`)[0]?.url).toContain('status=open%2Cpending%2Cwaiting%2Cpartially_filled');
    await user.click(screen.getByRole('checkbox', { name: 'Open orders only' }));
    await waitFor(() => expect(at.to(`GET ${PLACED}`)).toHaveLength(2));
    expect(at.to(`GET ${PLACED}`)[1]?.url).not.toContain('status');
    expect(at.to(`GET ${HOLDS}`)).toHaveLength(1);
    await user.click(screen.getAllByRole('button', { name: 'Refresh' })[0]!);
    await waitFor(() => expect(at.to(`GET ${HOLDS}`)).toHaveLength(2));
  });

  it('are not requested without that permission', async () => {
    const at = account();
    await look(at, ['markets_manage']);
    expect(screen.queryByText('Account balances')).toBeNull();
    expect(at.to(`GET ${HOLDS}`)).toHaveLength(0);
    expect(at.to(`GET ${PLACED}`)).toHaveLength(0);
  });
});

describe("the operator's words", () => {
  it('are said in every language, in its own words', () => {
    for (const language of LANGUAGES) {
      const words = Object.entries(DESK_WORDS[language]);
      expect(words.map(([name]) => name).sort()).toEqual(Object.keys(DESK_WORDS.en).sort());
      const borrowed = words.filter(
        ([name, said]) => said === '' || (language !== 'en' && said === DESK_WORDS.en[name as 'stop']),
      );
      expect(borrowed).toEqual([]);
    }
  });
});
