/** Server, page and answers of lending, for the tests of its administration. */
import { screen, within } from '@testing-library/react';
import type { TestServer } from '../../exchange/test-server';
import type { Language } from '../../language/messages';
import { server, show } from '../../page-test/page';
import { AT } from '../../wallet/margin/margin-sample';
import { page } from '../../wallet/wallet-sample';
import { AdminPage } from '../AdminPage';

export const TIERS = [
  { from: '0', initial: '0.1112', maintenance: '0.05' },
  { from: '50000', initial: '0.1429', maintenance: '0.07' },
];
const source = (number: number, fresh: boolean) => ({
  ...{ source: number, price: '650.5', volume: '12', time: AT, fresh, quoted_by: '31' },
});
export const pool = (version: number, changed: object = {}) => ({
  currency: 'BTC',
  terms: { version, price_scale: 2, haircut: '0.05', tiers: TIERS, cap: '100', hourly_rate: '0.00001', ...changed },
  index: {
    price: '650.5',
    certain: false,
    fresh_sources: 1,
    changed_at: AT,
    sources: [source(1, true), source(2, false)],
  },
  rates: {
    version: 3,
    curve: [
      { use: '0', hourly_rate: '0.00001' },
      { use: '1', hourly_rate: '0.001' },
    ],
    volume_currency: null,
    discounts: [],
  },
  ...{ use: '0.2', pool_hourly_rate: '0.000208', hourly_rate: '0.000208' },
  own_market: { version: 2, symbol: null, source: null },
  ...{ lent: '12.5', interest: '0.01', free: '50', insurance: '3', shortfall: '1.5' },
});
export const LEVELS = { version: 0, call: '1.3', liquidation: '1.1', fee: '0.02' };
export const RUNNING = { account: '1005', level: '1.09', started_at: AT, ended_at: null, sequence: 6 };
export const transfer = (id: string, changed: object = {}) => ({
  ...{
    id: id.repeat(32),
    account: '2',
    to: '4',
    currency: 'BTC',
    amount: '10',
    reason: 'Lend fees',
    state: 'proposed',
  },
  ...{ proposed_by: '9', proposed_at: AT, decided_by: null, posted_at: null, ...changed },
});
export const LOSS = {
  account: '1006',
  currency: 'BTC',
  amount: '1.5',
  booked: false,
  total: '1.5',
  at: AT,
  sequence: 8,
};
export const BASE = '/api/v1/margin';

export const lending = () =>
  server()
    .on(`GET ${BASE}/pools`, page([pool(4)]))
    .on(`GET ${BASE}/levels`, [200, LEVELS])
    .on(`GET ${BASE}/all-liquidations`, page([RUNNING]))
    .on(`GET ${BASE}/shortfalls`, page([LOSS]))
    .on(`GET ${BASE}/transfers`, page([]));
export const see = (at: TestServer, language: Language = 'en') =>
  show(<AdminPage part="margin" onLogin={() => undefined} />, {
    server: at,
    language,
    me: { permissions: ['margin_manage'] },
  });
export const bodies = (at: TestServer, route: string) => at.to(route).map(({ body }) => body);
export const invalid = (field: string) =>
  [400, { code: 'invalid_field', detail: '', errors: [{ field, rule: 'said by the server' }] }] as const;
export const table = async (name: string) => within(await screen.findByRole('table', { name }));
export const part = (name: string) => within(screen.getByRole('region', { name }));
