import { describe, expect, it } from 'vitest';
import { growthOf } from '../compare/beside';
import { distributionOf, drawdownOf, placeAt, returnOfTrip, returnsOf } from './analysis';

const point = (time: string, equity: number) => ({ time, equity: String(equity), benchmark: '1', position: '0' });
const trip = (side: 'buy' | 'sell', entry_price: string, exit_price: string, profit: string) => ({
  ...{ symbol: 'BTC-USDT', side, opened: '', closed: '', quantity: '2', entry_price, exit_price, profit, fees: '0' },
});

describe('a result', () => {
  it('falls below the highest equity so far', () => {
    expect(drawdownOf([100, 120, 90, 130])).toEqual([0, 0, -0.25, 0]);
    expect(drawdownOf([])).toEqual([]);
  });

  it('has returns of days that multiply to those of the week; a close at midnight belongs to the day before', () => {
    const { unit, rows } = returnsOf([
      point('2026-11-02T00:00:00Z', 100),
      point('2026-11-03T00:00:00Z', 110),
      point('2026-11-03T12:00:00Z', 120),
      point('2026-11-04T00:00:00Z', 99),
      point('2026-11-10T00:00:00Z', 198),
    ]);
    expect(unit).toBe('day');
    expect(rows.map(({ millis }) => new Date(millis).toISOString().slice(0, 10))).toEqual(['2026-11-02', '2026-11-09']);
    expect(rows[0]?.cells.map(({ share }) => share?.toFixed(4) ?? null)).toEqual([
      ...['0.1000', '-0.1000', null, null, null, null, null],
    ]);
    expect(rows.map(({ total }) => total.toFixed(4))).toEqual(['-0.0100', '1.0000']);
  });

  it('has returns of months where it is long', () => {
    const { unit, rows } = returnsOf([
      point('2025-12-01T00:00:00Z', 100),
      point('2026-01-01T00:00:00Z', 150),
      point('2026-03-15T00:00:00Z', 75),
    ]);
    expect(unit).toBe('month');
    expect(rows.map(({ cells }) => cells.map(({ share }) => share))).toEqual([
      [...Array.from({ length: 11 }, () => null), 0.5],
      [null, null, -0.5, ...Array.from({ length: 9 }, () => null)],
    ]);
  });

  it('judges a trade by what was put into it', () => {
    expect(returnOfTrip(trip('buy', '100', '110', '20'))).toBeCloseTo(0.1);
    expect(returnOfTrip(trip('sell', '110', '100', '20'))).toBeCloseTo(0.1);
    expect(returnOfTrip(trip('buy', '0', '100', '20'))).toBe(0);
  });

  it('counts each trade in one range, with zero between losses and profits', () => {
    const values = [-0.031, -0.001, 0, 0.002, 0.049, 0.05];
    const { width, ranges } = distributionOf(values);
    expect(width).toBeCloseTo(0.005);
    expect(ranges.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
    expect(ranges.filter(({ from }) => from < 0).reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(distributionOf([])).toEqual({ width: 0, ranges: [] });
    expect(distributionOf([0, 0]).ranges).toEqual([{ from: 0, count: 2 }]);
  });

  it('finds the last candle that is not later', () => {
    expect([5, 10, 15, 29, 99].map((millis) => placeAt([10, 20, 30], millis))).toEqual([0, 0, 0, 1, 2]);
  });

  it('grows beside another over the time that both have', () => {
    const { times, shares } = growthOf([
      { millis: [0, 10, 20, 30], equity: [50, 100, 150, 200] },
      { millis: [10, 25, 40], equity: [10, 5, 1] },
    ]);
    expect(times).toEqual([10, 20, 25, 30]);
    expect(shares).toEqual([
      [0, 0.5, 0.5, 1],
      [0, 0, -0.5, -0.5],
    ]);
    expect(
      growthOf([
        { millis: [0], equity: [1] },
        { millis: [5], equity: [1] },
      ]).times,
    ).toEqual([]);
  });
});
