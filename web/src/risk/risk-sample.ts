/** Scores as the exchange sends them, for tests. */
const factor = (name: string, risk: number | null, weight: number, contribution: number, measures: object[]) => ({
  ...{ name, risk, weight, share: weight / 100, contribution, measures },
});

export const score = (asset: string, of: number | null, changed: object = {}) => ({
  ...{ asset, market: `${asset}-USDT`, day: '2026-11-19', made_at: '2026-11-20T00:25:00Z', method: 'asset-score-1' },
  ...{ score: of, low: of === null ? null : of - 4, high: of === null ? null : of + 5, confidence: 85 },
  factors: [
    factor('volatility', 63.46, 35, 26.1, [{ name: 'yang_zhang', value: 0.6, risk: 67.36 }]),
    factor('liquidity', 33.64, 30, 11.9, [{ name: 'amihud', value: 0.002, risk: null }]),
    factor('market_cap', null, 15, 0, []),
    factor('technical', 35, 20, 8.2, [{ name: 'brand_new', value: 1, risk: 2 }]),
  ],
  notes: ['market_cap_unknown'],
  peers: null,
  quality: {
    ...{ expected: 365, present: 360, longest_gap: 2, duplicates: 0, absurd: 0, future: 0, spikes: 0 },
    ...{ splits: 0, stale: 0 },
  },
  ...changed,
});

export const scorePage = (items: readonly object[]) => ({
  ...{ items, next_cursor: null, day: '2026-11-19', made_at: '2026-11-20T00:25:00Z', age_seconds: 60 },
  ...{ assets: items.length, scored: items.length, method: 'asset-score-1' },
});
