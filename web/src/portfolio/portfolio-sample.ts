/** Reports of portfolios as the exchange sends them, for tests. */
const loss = (of: number) => ({
  ...{ var: of, cvar: of * 1.5, var_amount: String(of * 1000), cvar_amount: String(of * 1500) },
});

export const report = (changed: object = {}) => ({
  ...{ reference: 'USDT', value: '72345.67890123', day: '2026-11-19', covered: 0.98, days: 412, filled: 0.02 },
  positions: [
    {
      ...{ asset: 'BTC', quantity: '1.5', value: '65000', weight: 0.9 },
      risk: { volatility: 0.6, marginal: 0.05, component: 0.045 },
      notes: [],
    },
    {
      ...{ asset: 'ETH', quantity: '2', value: '6400', weight: 0.09 },
      risk: { volatility: 0.8, marginal: -0.1, component: -0.005 },
      notes: ['filled_history'],
    },
    { asset: 'NEW', quantity: '7', value: '945', weight: 0.01, risk: null, notes: ['too_few_days'] },
  ],
  concentration: { largest: 0.9, herfindahl: 0.82, effective: 1.22 },
  risk: {
    ...{ confidence: 0.99, horizon_days: 1, volatility: 0.52, max_drawdown: 0.71, beta: null },
    ...{ historical: loss(0.06), parametric: loss(0.04), cornish_fisher: null, monte_carlo: loss(0.05) },
    ...{ ewma: loss(0.03), filtered_historical: loss(0.08), fat_tailed: loss(0.055), liquidity_adjusted: loss(0.06) },
    unavailable: { cornish_fisher: 'outside_domain' },
    backtests: { historical: { zone: 'red' }, ewma: { zone: 'green' } },
    ...{ paths: 20_000, shrinkage: 0.02, correlated: ['BTC', 'ETH'] },
    correlation: [
      [1, -0.83],
      [-0.83, 1],
    ],
    falls: [
      { day: '2025-10-04', depth: 0 },
      { day: '2026-02-11', depth: 0.71 },
      { day: '2026-11-19', depth: 0.18 },
    ],
    backtest: {
      ...{ days: 162, exceeded: 9, expected: 1.62, kupiec: 9, kupiec_p: 0.002 },
      ...{ independence: 0.1, independence_p: 0.74 },
    },
  },
  stress: [
    { name: 'all_down_20', change: -0.197, change_amount: '-14289.129' },
    { name: 'my_winter', change: 0.5, change_amount: '36000' },
  ],
  notes: ['too_few_days_of_some'],
  method: 'portfolio-3',
  ...changed,
});

export const run = (id: string, state: 'queued' | 'done' | 'failed', changed: object = {}) => ({
  ...{ id, state, scope: 'own', accounts: ['7'], confidence: 0.99, horizon_days: 1, paths: 20_000 },
  ...{ ordered_at: `2026-11-20T09:30:0${id}Z`, ended_at: state === 'queued' ? null : '2026-11-20T09:31:00Z' },
  ...{ why: '', report: null },
  ...changed,
});

export const runPage = (...items: readonly object[]) => ({ items, next_cursor: null });
