import { describe, expect, it } from 'vitest';
import type { Level } from '../exchange/model';
import { BTC_USDT } from '../exchange/sample';
import { price, quantity } from '../money/money';
import { hillsOf, leftOf, outline, stepAt } from './depth';

const level = (at: bigint, of: bigint): Level => ({ price: price(at), quantity: quantity(of) });
const BOOK = {
  bids: [level(99_00n, 100n), level(98_00n, 200n), level(10_00n, 900n)],
  asks: [level(101_00n, 50n), level(102_00n, 50n), level(999_00n, 900n)],
};
const SIZE = { width: 200, height: 100 };

describe('the hills of a book', () => {
  it('sum up from the middle, as far as is shown', () => {
    const hills = hillsOf(BOOK, BTC_USDT, 50n);
    expect(hills?.bids.map(({ price: at, total }) => [at, total])).toEqual([
      [99_00n, 100n],
      [98_00n, 300n],
    ]);
    expect(hills?.asks.map(({ total }) => total)).toEqual([50n, 100n]);
    expect([hills?.from, hills?.to, hills?.highest]).toEqual([95_00n, 105_00n, 300n]);
  });

  it('are none where a side is empty, and show both best prices however near one looks', () => {
    expect(hillsOf({ ...BOOK, asks: [] }, BTC_USDT, 50n)).toBeNull();
    const near = hillsOf(BOOK, BTC_USDT, 1n);
    expect([near?.bids.length, near?.asks.length]).toEqual([2, 2]);
  });

  it('are stairs from the middle outwards', () => {
    const hills = hillsOf(BOOK, BTC_USDT, 50n)!;
    expect(leftOf(price(100_00n), hills, SIZE)).toBe(100);
    expect(outline('buy', hills, SIZE)).toBe('M80 100H80V69.3H60V8H0V100Z');
    expect(outline('sell', hills, SIZE)).toBe('M120 100H120V84.7H140V69.3H200V100Z');
  });

  it('say what stands below a pixel', () => {
    const hills = hillsOf(BOOK, BTC_USDT, 50n)!;
    expect(stepAt(70, hills, SIZE)).toMatchObject({ side: 'buy', step: { total: 100n } });
    expect(stepAt(10, hills, SIZE)).toMatchObject({ side: 'buy', step: { total: 300n } });
    expect(stepAt(100, hills, SIZE)).toBeNull();
    expect(stepAt(130, hills, SIZE)).toMatchObject({ side: 'sell', step: { total: 50n } });
  });
});
