import { beforeEach, describe, expect, it } from 'vitest';
import { Administration, type Tenant } from './administration';
import { exchangeOf, problem, TestServer } from './test-server';

const ME = { id: '2', email: 'a@b.c', first_name: 'A', last_name: 'B', permissions: ['tenants_manage'] };
const RULES = {
  price_scale: 2,
  price_tick: '0.01',
  max_price: '1000',
  quantity_lot: '0.1',
  min_quantity: '0.1',
  max_quantity: '100',
  min_notional: '1',
  max_notional: '0',
  max_position: '0',
  max_open_orders: 200,
  price_band: '0.05',
  order_types: ['limit', 'market'],
  fee_tiers: [{ volume_from: '0', maker_fee: '0.001', taker_fee: '0.002' }],
};
const pair = (base: string, quote: string, breaker: unknown) => ({
  ...RULES,
  symbol: `${base}-${quote}`,
  base,
  quote,
  status: 'open',
  quantity_scale: 8,
  quote_scale: 6,
  maker_fee: '0.001',
  taker_fee: '0.002',
  circuit_breaker: breaker,
});
const BREAKER = { move: '0.1', window_seconds: 60, halt_seconds: 300 };
/** A value of an exchange that is newer than the page. */
const TOMORROW: Tenant['configured'] = Object.fromEntries([['lending', false]]);
const ACME: Tenant = {
  number: 7,
  slug: 'acme',
  name: 'Acme',
  status: 'active',
  hosts: [],
  locales: ['en'],
  features: {
    registration: true,
    trading: true,
    deposits: true,
    withdrawals: true,
    withdrawal_codes: true,
    sms_codes: true,
    factor_removal: true,
    factor_recovery: true,
    transfers: true,
    api_keys: true,
    streams: true,
    p2p: true,
    margin: true,
  },
  requestsAMinute: null,
  rates: { tenant: null, tiers: { vip_trader: 9_000 } },
  configured: { ...TOMORROW },
  failure: null,
  createdMillis: 0,
  version: '5d41',
};

const TENANT = {
  number: 7,
  slug: 'acme',
  name: 'Acme',
  status: 'creating',
  hosts: [],
  locales: ['en'],
  features: {},
  rate_limits: {},
  failure: null,
  created_at: '2026-11-20T00:00:00Z',
};
const REQUEST = {
  slug: 'acme',
  name: 'Acme',
  hosts: [],
  admin: { email: 'ada@acme.example', password: 'pw', firstName: 'Ada', lastName: 'Acme' },
  markets: [],
};

describe('administration', () => {
  let server: TestServer;
  let administration: Administration;

  beforeEach(async () => {
    server = new TestServer();
    const { http, session } = await exchangeOf(ME, server);
    administration = new Administration(http, session);
  });

  it('asks for what is filtered for and leaves out what is not', async () => {
    server.on('GET /api/v1/users/', [200, { items: [], next_cursor: 'more' }]);
    const page = await administration.users({ email: 'ada', role: 'admin', status: null }, null);
    expect(page.nextCursor).toBe('more');
    expect(server.to('GET /api/v1/users/')[0]?.url).toBe('/api/v1/users/?email=ada&role=admin&limit=50');
    server.on('GET /api/v1/audit', [200, { items: [], next_cursor: null }]);
    await administration.audit({ actor: 'user 7', action: '', subject: '', start: '', end: '' }, 'c1');
    expect(server.to('GET /api/v1/audit')[0]?.url).toBe('/api/v1/audit?actor=user+7&limit=50&cursor=c1');
  });

  it('knows an exchange that was begun, although the answer says that it is not all there yet', async () => {
    const nothing = [200, { items: [], next_cursor: null }] as const;
    server
      .on('GET /api/trading/pairs', nothing)
      .on('GET /api/trading/assets', nothing)
      .on('POST /api/v1/tenants', [201, {}], problem(503, 'view_behind'))
      .on('GET /api/v1/tenants', [200, { items: [TENANT], next_cursor: null }]);
    expect(await administration.makeTenant(REQUEST)).toBe(true);
    expect(await administration.makeTenant(REQUEST)).toBe(false);
    expect(server.to('GET /api/v1/tenants')[0]?.url).toBe('/api/v1/tenants?status=creating&limit=50');
    await expect(administration.makeTenant({ ...REQUEST, slug: 'other' })).rejects.toMatchObject({
      code: 'view_behind',
    });
    server.on('POST /api/v1/tenants', problem(409, 'tenant_exists'));
    await expect(administration.makeTenant(REQUEST)).rejects.toMatchObject({ code: 'tenant_exists' });
  });

  it('gives a new exchange copies of the markets chosen, with their assets', async () => {
    server
      .on('GET /api/trading/pairs', [
        200,
        { items: [pair('BTC', 'USDT', BREAKER), pair('ETH', 'BTC', null)], next_cursor: null },
      ])
      .on('GET /api/trading/assets', [
        200,
        { items: ['BTC', 'ETH', 'USDT'].map((code) => ({ code, scale: 8, supply: '1' })), next_cursor: null },
      ])
      .on('POST /api/v1/tenants', [201, {}]);
    await administration.makeTenant({
      slug: 'acme',
      name: 'Acme',
      hosts: ['acme.example'],
      admin: { email: 'ada@acme.example', password: 'pw', firstName: 'Ada', lastName: 'Acme' },
      markets: ['BTC-USDT'],
    });
    expect(server.to('POST /api/v1/tenants')[0]?.body).toEqual({
      slug: 'acme',
      name: 'Acme',
      hosts: ['acme.example'],
      assets: [
        { code: 'BTC', scale: 8, supply: '1' },
        { code: 'USDT', scale: 8, supply: '1' },
      ],
      // The tiers replace the rates: both would contradict each other.
      markets: [{ ...RULES, base: 'BTC', quote: 'USDT', circuit_breaker: BREAKER }],
      users: [{ email: 'ada@acme.example', password: 'pw', first_name: 'Ada', last_name: 'Acme', roles: ['admin'] }],
    });
  });

  it('leaves the rates of tiers as they are when it configures an exchange', async () => {
    server.on('PATCH /api/v1/tenants/7', [200, {}]);
    const { features } = ACME;
    await administration.configureTenant(ACME, {
      name: 'Acme',
      hosts: [],
      locales: ['fa'],
      features: { ...features, streams: false },
      requestsAMinute: 60_000,
    });
    expect(server.to('PATCH /api/v1/tenants/7')[0]?.headers['If-Match']).toBe('5d41');
    expect(server.to('PATCH /api/v1/tenants/7')[0]?.body).toEqual({
      name: 'Acme',
      hosts: [],
      configuration: {
        locales: ['fa'],
        features: { ...ACME.configured, ...features, streams: false },
        rate_limits: { tenant: 60_000, tiers: { vip_trader: 9_000 } },
      },
    });
  });

  it('shows why an exchange could not be made, and tries again', async () => {
    const { name, slug, number, hosts, locales, features } = ACME;
    const wire = { name, slug, number, hosts, locales, features, rate_limits: {}, created_at: '2026-11-20T09:00:00Z' };
    const failure = { code: 'invalid_field', detail: 'the market is of no asset', errors: [] };
    server
      .on('GET /api/v1/tenants', [200, { items: [{ ...wire, status: 'failed', failure }], next_cursor: null }])
      .on('POST /api/v1/tenants/7/retry', [200, {}]);
    const { items } = await administration.tenants('failed', null);
    expect(items[0]).toMatchObject({ status: 'failed', failure: 'the market is of no asset', requestsAMinute: null });
    await administration.retryTenant(7);
    expect(server.to('POST /api/v1/tenants/7/retry')[0]?.body).toEqual({});
  });

  it('says no as the exchange does', async () => {
    server.on('POST /api/v1/role-requests/3/approve', problem(403, 'forbidden'));
    await expect(administration.decide('3', true)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('takes a market for halted where that is only not shown yet', async () => {
    server.on('POST /api/trading/pairs/BTC-USDT/halt', problem(503, 'view_behind'), problem(503, 'overloaded'));
    await administration.haltMarket('BTC-USDT', true);
    await expect(administration.haltMarket('BTC-USDT', true)).rejects.toMatchObject({ code: 'overloaded' });
  });

  it('halts and resumes by the name of the market', async () => {
    server
      .on('POST /api/trading/pairs/BTC-USDT/halt', [200, pair('BTC', 'USDT', null)])
      .on('POST /api/trading/pairs/BTC-USDT/resume', [200, pair('BTC', 'USDT', null)]);
    await administration.haltMarket('BTC-USDT', true);
    await administration.haltMarket('BTC-USDT', false);
    expect(server.calls.at(-1)?.url).toBe('/api/trading/pairs/BTC-USDT/resume');
  });
});
