import { describe, expect, it } from 'vitest';
import { accountHref, adminHref, marketHref, placeOf, walletHref } from './place';

describe('the address', () => {
  it('names a market, a part of the account or of the administration', () => {
    expect(placeOf('#BTC-USDT')).toEqual({ kind: 'market', symbol: 'BTC-USDT' });
    expect(placeOf('')).toEqual({ kind: 'market', symbol: '' });
    expect(placeOf('#/account/api-keys')).toEqual({ kind: 'account', part: 'api-keys' });
    expect(placeOf('#/wallet/deposit/BTC')).toEqual({ kind: 'wallet', part: 'deposit', code: 'BTC' });
    expect(placeOf('#/admin/audit')).toEqual({ kind: 'admin', part: 'audit' });
  });

  it('leads back to where it was made', () => {
    expect(placeOf(marketHref('ETH-USDT'))).toEqual({ kind: 'market', symbol: 'ETH-USDT' });
    expect(placeOf(accountHref('sessions'))).toEqual({ kind: 'account', part: 'sessions' });
    expect(placeOf(walletHref('withdraw', 'ETH'))).toEqual({ kind: 'wallet', part: 'withdraw', code: 'ETH' });
    expect(placeOf(adminHref('tenants'))).toEqual({ kind: 'admin', part: 'tenants' });
  });

  it('may hold anything', () => {
    expect(placeOf('#/account')).toEqual({ kind: 'account', part: 'profile' });
    expect(placeOf('#/account/nothing')).toEqual({ kind: 'account', part: 'profile' });
    expect(placeOf('#/wallet')).toEqual({ kind: 'wallet', part: 'balances', code: null });
    expect(placeOf('#/wallet/nothing/BTC')).toEqual({ kind: 'wallet', part: 'balances', code: 'BTC' });
    expect(placeOf('#/admin/')).toEqual({ kind: 'admin', part: null });
    expect(placeOf('#%E0%A4%A')).toEqual({ kind: 'market', symbol: '' });
  });
});
