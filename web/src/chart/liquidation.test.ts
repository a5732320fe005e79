import { expect, test } from 'vitest';
import type { MarginAccount } from '../exchange/margin';
import { BTC_USDT } from '../exchange/sample';
import { liquidationPrice } from './liquidation';

const account = (btc: string | null, usdt: string | null): MarginAccount =>
  ({
    items: [
      { asset: { code: 'BTC' }, index_price: '650', liquidation_price: btc },
      { asset: { code: 'USDT' }, index_price: usdt, liquidation_price: null },
    ],
  }) as unknown as MarginAccount;

test('the price is that of the base asset in units of the quote asset', () => {
  expect(liquidationPrice(account('23.08', '1'), BTC_USDT)).toBe(2_308n);
  expect(liquidationPrice(account('23.08', '0.5'), BTC_USDT)).toBe(4_616n);
});

test('without a price of both there is no line', () => {
  expect(liquidationPrice(account(null, '1'), BTC_USDT)).toBeNull();
  expect(liquidationPrice(account('23.08', null), BTC_USDT)).toBeNull();
});
