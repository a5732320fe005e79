import { describe, expect, it } from 'vitest';
import { BTC_USDT } from '../exchange/sample';
import { price } from '../money/money';
import { heightOf, priceAt } from './heights';

describe('a height of the chart', () => {
  it('is the price of a whole number of ticks, whatever a pixel points at', () => {
    expect(priceAt(650.004, BTC_USDT)).toBe(65_000n);
    expect(priceAt(650.006, BTC_USDT)).toBe(65_001n);
    const coarse = { ...BTC_USDT, tick: price(25n) };
    expect(priceAt(650.2, coarse)).toBe(65_025n);
    expect(priceAt(heightOf(price(65_050n), coarse), coarse)).toBe(65_050n);
  });

  it('is never a price that the market does not take', () => {
    expect(priceAt(-3, BTC_USDT)).toBe(BTC_USDT.tick);
    expect(priceAt(0, BTC_USDT)).toBe(BTC_USDT.tick);
    expect(priceAt(1e300, BTC_USDT)).toBe(BTC_USDT.priceMax);
    expect(priceAt(1e300, { ...BTC_USDT, tick: price(30n), priceMax: price(100n) })).toBe(90n);
  });
});
