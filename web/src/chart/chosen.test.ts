// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { carryOver, indicators, usual } from './chosen';

const BEFORE = 'flowex.indicators';

describe('the indicators of an older page', () => {
  it('are taken over once, with volumes and the numbers that it did not know, and without what it cannot have written', () => {
    localStorage.setItem(
      BEFORE,
      JSON.stringify({ ma: [5, 10, 20], vwap: [0], rsi: ['x'], macd: [12, 26, 9, 1], old: [1] }),
    );
    carryOver();
    expect(indicators.get()).toEqual({ ma: [5, 10, 20], vwap: usual('vwap'), volume: [] });
    localStorage.setItem(BEFORE, JSON.stringify({ rsi: [7] }));
    carryOver();
    expect(indicators.get().rsi).toBeUndefined();
    expect(localStorage.getItem(BEFORE)).toBeNull();
  });

  it('are those of a new one where what is stored is nothing a page wrote', () => {
    const first = indicators.get();
    localStorage.setItem(BEFORE, '{');
    carryOver();
    expect(indicators.get()).toEqual(first);
  });
});
