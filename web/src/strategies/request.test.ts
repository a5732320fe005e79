import { describe, expect, it } from 'vitest';
import type { Backtest } from '../exchange/strategies';
import { candlesBetween, firstOf } from './request';
import { DONE } from './strategies-sample';

const NOW = Date.parse('2026-11-20T12:00:00Z');

describe('a back-test that is requested', () => {
  it('begins with the last seven days and a strategy that trades any market', () => {
    expect(firstOf(null, [], NOW)).toMatchObject({
      ...{ key: 'built:moving-average-cross', from: '2026-11-14', to: '2026-11-20', interval: '15m' },
    });
    expect(firstOf('own:17', [], NOW).key).toBe('own:17');
  });

  it('begins as the one that is repeated, its last day included', () => {
    expect(firstOf('again:2', [DONE as unknown as Backtest], NOW)).toEqual({
      ...{ key: 'built:moving-average-cross', symbols: ['BTC-USDT'], dataset: null, interval: '1h' },
      ...{ from: '2026-11-01', to: '2026-11-07', balance: '10000', model: 'candles' },
      parameters: { fast: '10', slow: '30' },
    });
  });

  it('knows how many candles its days have', () => {
    expect(candlesBetween('1h', '2026-11-01', '2026-11-02')).toBe(48);
    expect(candlesBetween('1h', '2026-11-02', '2026-11-01')).toBeNull();
    expect(candlesBetween('1h', '', '2026-11-01')).toBeNull();
  });
});
