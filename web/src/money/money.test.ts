import { describe, expect, it } from 'vitest';
import * as money from './money';

const scales: money.Scales = { price: 2, base: 8, quote: 6 };

describe('parse', () => {
  it('reads every decimal the scale can hold, exactly', () => {
    expect(money.parse('65000.25', 2)).toEqual({ kind: 'units', units: 6_500_025n });
    expect(money.parse('0.00000001', 8)).toEqual({ kind: 'units', units: 1n });
    expect(money.parse('92233720368.54775807', 8)).toEqual({ kind: 'units', units: 9_223_372_036_854_775_807n });
    expect(money.parse('-1.5', 2)).toEqual({ kind: 'units', units: -150n });
  });

  it('takes what a person types on the way to a number', () => {
    expect(money.parse('1.', 2)).toEqual({ kind: 'units', units: 100n });
    expect(money.parse('.5', 2)).toEqual({ kind: 'units', units: 50n });
    expect(money.parse('1.2000', 2)).toEqual({ kind: 'units', units: 120n });
  });

  it('never drops a digit', () => {
    expect(money.parse('1.001', 2)).toEqual({ kind: 'too fine' });
  });

  it('refuses what is not a plain decimal', () => {
    for (const text of ['', '.', '-', '1e3', 'NaN', '0x10', '1,000', '١', ' 1', '1'.repeat(41)]) {
      expect(money.parse(text, 2), text).toEqual({ kind: 'malformed' });
    }
  });
});

describe('format', () => {
  it('is the inverse of parse', () => {
    for (const units of [0n, 1n, -1n, 99n, 100n, 6_500_025n, -9_223_372_036_854_775_807n]) {
      for (const scale of [0, 1, 2, 8, 18]) {
        expect(money.parse(money.format(units, scale), scale)).toEqual({ kind: 'units', units });
        expect(money.parse(money.plain(units, scale), scale)).toEqual({ kind: 'units', units });
      }
    }
  });

  it('sends no trailing zeros, and keeps those before the point', () => {
    expect(money.plain(6_500_050n, 2)).toBe('65000.5');
    expect(money.plain(6_500_000n, 2)).toBe('65000');
    expect(money.plain(100n, 0)).toBe('100');
  });

  it('groups thousands and cuts, never rounds', () => {
    expect(money.grouped(123_456_789n, 2)).toBe('1,234,567.89');
    expect(money.grouped(199_999_999n, 8, 2)).toBe('1.99');
    expect(money.grouped(-100_000n, 2)).toBe('-1,000.00');
    expect(money.grouped(5n, 0)).toBe('5');
  });
});

describe('arithmetic', () => {
  it('multiplies price and quantity rounded down, as a fill is', () => {
    expect(money.notional(money.price(6_500_025n), money.quantity(10_000_000n), scales)).toBe(6_500_025_000n);
    expect(money.notional(money.price(1n), money.quantity(1n), scales)).toBe(0n);
  });

  it('never affords more than the funds pay for', () => {
    let seed = 7n;
    for (let i = 0; i < 2_000; i++) {
      seed = (seed * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n;
      const at = money.price((seed % 10_000_000n) + 1n);
      const funds = money.amount((seed / 7n) % 10n ** 12n);
      const of = money.affordable(funds, at, scales);
      expect(money.notional(at, of, scales) <= funds).toBe(true);
    }
  });

  it('rounds a fee up', () => {
    expect(money.share(1_000_000n, money.rate(1_000n))).toBe(1_000n);
    expect(money.share(1n, money.rate(1_000n))).toBe(1n);
    expect(money.share(0n, money.rate(1_000n))).toBe(0n);
  });

  it('knows how many decimals a step needs', () => {
    expect(money.placesOf(1_000n, 8)).toBe(5);
    expect(money.placesOf(1n, 2)).toBe(2);
    expect(money.placesOf(100n, 2)).toBe(0);
  });

  it('moves to multiples of a step', () => {
    expect(money.floorTo(money.quantity(1_999n), 1_000n)).toBe(1_000n);
    expect(money.ceilTo(money.price(101n), 100n)).toBe(200n);
    expect(money.ceilTo(money.price(200n), 100n)).toBe(200n);
  });
});
