/** Coins as the exchange describes them, for tests. */
const SOURCE = {
  providers: [
    {
      ...{ name: 'gecko', sample: false, stale: false, about: '' },
      ...{ as_of: '2026-11-20T09:30:00Z', age_seconds: 30 },
    },
  ],
  ...{ sample: false, stale: false, as_of: '2026-11-20T09:30:00Z', age_seconds: 30 },
};

export const source = (changed: object = {}) => ({ ...SOURCE, ...changed });

export const coin = (id: string, symbol: string, changed: object = {}) => ({
  ...{ id, symbol, name: `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`, image: null, market_cap_rank: 1 },
  ...{ current_price: '650.129', market_cap: '1299000000000', fully_diluted_valuation: null },
  ...{ total_volume: '31000000000', high_24h: '661', low_24h: '640', price_change_24h: '9' },
  ...{ price_change_percentage_1h: '0.1', price_change_percentage_24h: '1.449', price_change_percentage_7d: '-2.5' },
  ...{ market_cap_change_percentage_24h: '1.2', circulating_supply: '19000000', total_supply: '19000000' },
  ...{ max_supply: '21000000', ath: '900', ath_change_percentage: '-27', atl: '0.05', atl_change_percentage: '9' },
  ...{ ath_date: '2026-01-02T00:00:00Z', atl_date: null, last_updated: '2026-11-20T09:30:00Z', age_seconds: 30 },
  ...{ stale: false, sample: false, provider: 'gecko', disagreement_percentage: '0.4' },
  ...{ risk_score: null, risk_asset: null, risk_day: null, risk_age_seconds: null },
  sparkline: ['600', '640', '620', '650'],
  ...changed,
});

/** Score of a coin for which this exchange has one. */
export const scored = (asset: string, score: number) => ({
  ...{ risk_asset: asset, risk_score: score, risk_day: '2026-11-19', risk_age_seconds: 7_300 },
});

export const coinPage = (items: readonly object[], total = items.length, from: object = source()) => ({
  ...{ items, next_cursor: null, total, source: from },
});

export const whole = {
  ...{ active_cryptocurrencies: 9, listed: 1_234, markets: null, total_market_cap: '2500000000000' },
  ...{ total_volume: '90000000000', market_cap_change_percentage_24h: '-0.7' },
  market_cap_percentage: { eth: '12.34', btc: '52.19', usdt: '4' },
  source: source(),
};

export const coinDetail = (changed: object = {}) => ({
  coin: {
    ...coin('bitcoin', 'btc', changed),
    categories: ['Layer 1'],
    said: [
      {
        ...{ provider: 'gecko', current_price: '650.129', market_cap: '1299000000000' },
        ...{ last_updated: '2026-11-20T09:30:00Z', stale: false, sample: false },
      },
    ],
  },
  source: source(),
});

export const coinHistory = (days: readonly (readonly [string, string])[]) => ({
  ...{ id: 'bitcoin', provider: 'gecko', last_day: days.at(-1)?.[0] ?? null, stale: false, sample: false },
  items: days.map(([day, price]) => ({ day, price, market_cap: null, total_volume: null })),
  ...{ next_cursor: null, source: source() },
});
