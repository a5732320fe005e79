import { describe, expect, it } from 'vitest';
import {
  accountHref,
  adminHref,
  coinHref,
  coinsHref,
  marketHref,
  ordersHref,
  p2pHref,
  placeOf,
  riskHref,
  walletHref,
} from './place';

describe('the address', () => {
  it('names a market, a part of the account or of the administration', () => {
    expect(placeOf('#BTC-USDT')).toEqual({ kind: 'market', symbol: 'BTC-USDT' });
    expect(placeOf('')).toEqual({ kind: 'market', symbol: '' });
    expect(placeOf('#/account/api-keys')).toEqual({ kind: 'account', part: 'api-keys' });
    expect(placeOf('#/wallet/deposit/BTC')).toEqual({ kind: 'wallet', part: 'deposit', code: 'BTC' });
    expect(placeOf(ordersHref())).toEqual({ kind: 'orders' });
    expect(placeOf('#/coins')).toEqual({ kind: 'coins', id: null });
    expect(placeOf('#/risk/scores/BTC')).toEqual({ kind: 'risk', part: 'scores', code: 'BTC' });
    expect(placeOf(p2pHref('trades', 'a/b'))).toEqual({ kind: 'p2p', part: 'trades', id: 'a/b' });
    expect(placeOf('#/p2p/nothing')).toEqual({ kind: 'p2p', part: 'market', id: null });
    expect(placeOf('#/admin/audit')).toEqual({ kind: 'admin', part: 'audit', id: null });
  });

  it('leads back to where it was made', () => {
    expect(placeOf(marketHref('ETH-USDT'))).toEqual({ kind: 'market', symbol: 'ETH-USDT' });
    expect(placeOf(accountHref('sessions'))).toEqual({ kind: 'account', part: 'sessions' });
    expect(placeOf(walletHref('withdraw', 'ETH'))).toEqual({ kind: 'wallet', part: 'withdraw', code: 'ETH' });
    expect(placeOf(coinHref('a b'))).toEqual({ kind: 'coins', id: 'a b' });
    expect(placeOf(coinsHref())).toEqual({ kind: 'coins', id: null });
    expect(placeOf(riskHref('methodology'))).toEqual({ kind: 'risk', part: 'methodology', code: null });
    expect(placeOf(adminHref('tenants'))).toEqual({ kind: 'admin', part: 'tenants', id: null });
    expect(placeOf(adminHref('users', '42'))).toEqual({ kind: 'admin', part: 'users', id: '42' });
  });

  it('may hold anything', () => {
    expect(placeOf('#/account')).toEqual({ kind: 'account', part: 'profile' });
    expect(placeOf('#/account/nothing')).toEqual({ kind: 'account', part: 'profile' });
    expect(placeOf('#/wallet')).toEqual({ kind: 'wallet', part: 'balances', code: null });
    expect(placeOf('#/wallet/nothing/BTC')).toEqual({ kind: 'wallet', part: 'balances', code: 'BTC' });
    expect(placeOf('#/coins/%E0%A4%A')).toEqual({ kind: 'coins', id: null });
    expect(placeOf('#/risk/nothing')).toEqual({ kind: 'risk', part: 'scores', code: null });
    expect(placeOf('#/admin/')).toEqual({ kind: 'admin', part: null, id: null });
    expect(placeOf('#%E0%A4%A')).toEqual({ kind: 'market', symbol: '' });
  });
});
