import { axisTimes } from './axis-times';
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

describe('times along the axis', () => {
  const MOMENT = Date.UTC(2026, 10, 26, 16, 38);

  it('have the date where the day changes, and seconds where there are any', () => {
    const { tick, full } = axisTimes('en-GB', { timeZone: 'UTC' });
    expect([tick(MOMENT, null), tick(MOMENT, MOMENT - 60_000), tick(MOMENT + 1_000, MOMENT)]).toEqual([
      ...['26 Nov', '16:38', '16:38:01'],
    ]);
    expect(full(MOMENT)).toBe('26 Nov 2026, 16:38:00');
  });

  it('read from the right in Persian, though the chart goes from the left', () => {
    const { tick, full } = axisTimes('fa-IR', { timeZone: 'UTC' });
    expect([tick(MOMENT, null), tick(MOMENT, MOMENT - 60_000)]).toEqual(['\u2067۵ آذر\u2069', '۱۶:۳۸']);
    expect(full(MOMENT)).toBe('\u2067۵ آذر ۱۴۰۵، ۱۶:۳۸:۰۰\u2069');
  });
});
