/** Answers of an exchange about margin, for tests. */
import { HOUSE } from '../../page-test/page';
import { page, walletServer } from '../wallet-sample';

export const AT = '2026-11-20T09:30:00Z';

const USDT = {
  ...{ currency: 'USDT', index_price: '1', index_certain: true, haircut: '0', hourly_rate: '0.00001' },
  ...{ balance: '3000', reserved: '0', principal: '1000.5', interest: '0.010005', owed_since: AT },
  ...{ borrowable: '250', withdrawable: '0', liquidation_price: null, liquidation_when: null, liquidation_sells: null },
};
const BTC = {
  ...{ currency: 'BTC', index_price: '650', index_certain: false, haircut: '0.05', hourly_rate: '0.000001' },
  ...{ balance: '2', reserved: '0', principal: '0', interest: '0', owed_since: null },
  ...{ borrowable: '0', withdrawable: '0.5', liquidation_price: '23.08', liquidation_when: 'at_or_below' },
  liquidation_sells: '1960.71',
};

/** An account that owes USDT and has BTC. */
export const OWING = {
  ...{ level: '1.85', levels: { call: '1.3', liquidation: '1.1', fee: '0.02' }, liquidating: false },
  ...{ leverage: null, leverage_max: 5 },
  ...{ last_call_at: AT, certain: true, assets: '4300', collateral: '4235', debts: '1000.510005' },
  ...{ equity: '3299.489995', initial_margin: '111.2', maintenance_margin: '50', items: [BTC, USDT] },
  ...{ sale_order: ['USDT', 'BTC'], sequence: 9 },
};
/** The same account before its first loan. */
export const CLEAR = {
  ...OWING,
  ...{ level: null, last_call_at: null, debts: '0', sale_order: [] },
  items: [BTC, { ...USDT, principal: '0', interest: '0', owed_since: null }],
};
export const LOAN = {
  ...{ id: 'ab'.repeat(16), currency: 'USDT', amount: '25', principal: '1025.5', interest: '0.02', sequence: 11 },
};

/** @param features features of the tenant */
export const marginServer = (account: object = OWING, features: object = { margin: true }) =>
  walletServer()
    .on('GET /api/tenant', [200, { ...HOUSE, features }])
    .on('GET /api/v1/margin/account', [200, account])
    .on('GET /api/v1/margin/isolated', [200, { items: [] }])
    .on('GET /api/v1/margin/interest', page([]));
