/** Answers of an exchange about strategies, for tests. */
const parameter = (name: string, value: string) => ({
  ...{ name, meaning: `Candles of the ${name} average`, type: 'whole', min: '2', max: '500' },
  ...{ default_value: value, choices: [] },
});

const PARAMETERS = [parameter('fast', '10'), parameter('slow', '30')];

export const BUILT_IN = {
  items: [
    { id: 'moving-average-cross', summary: 'Buys when the fast average rises above the slow.', parameters: PARAMETERS },
  ],
  next_cursor: null,
};

const TIMES = { created_at: '2026-11-20T09:30:00Z', changed_at: '2026-11-20T09:30:00Z' };

export const STRATEGIES = { items: [{ id: '17', name: 'My rule', version: 3, ...TIMES }], next_cursor: null };

export const SOURCE = {
  ...{ id: '17', name: 'My rule', version: 3, created_at: TIMES.created_at },
  ...{ parameters: PARAMETERS, source: 'strategy({});' },
};

const SUMMARY = {
  ...{ end: 'completed', end_message: '', valuation_asset: 'USDT' },
  ...{ start_equity: '10000', end_equity: '10500', benchmark_equity: '10200' },
  ...{ orders: 2, fills: 1, round_trips: 1, warnings: ['too_few_trades'] },
  figures: [{ name: 'sharpe', unit: 'number', value: null, reason: 'fewer than 30 returns' }],
};

const REQUEST = {
  ...{ built_in: 'moving-average-cross', strategy: null, version: null, parameters: { fast: '10', slow: '30' } },
  ...{ symbols: ['BTC-USDT'], interval: '1h', from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' },
  balances: { USDT: '10000' },
  model: { name: 'candles', spread_millionths: 500, depth_millionths: 100_000, levels: 3, step_millionths: 200 },
  ...{
    fees: null,
    latency: { millis: 0, jitter_millis: 0 },
    seed: 1,
    look_ahead_cuts: 0,
    search: null,
    datasets: null,
  },
};

export const DONE = {
  ...{ id: '2', state: 'done', request: REQUEST, progress: 100, reason: '', summary: SUMMARY },
  requested_at: '2026-11-20T09:30:00Z',
  started_at: '2026-11-20T09:30:01Z',
  ended_at: '2026-11-20T09:30:02Z',
};

export const BACKTESTS = {
  items: [
    { ...DONE, id: '3', state: 'running', progress: 40, summary: null, ended_at: null },
    DONE,
    { ...DONE, id: '1', state: 'failed', summary: null, reason: 'BTC-USDT did not trade' },
  ],
  next_cursor: null,
};

const at = (hour: number): string => `2026-11-01T0${hour}:00:00Z`;

export const RESULT = {
  summary: SUMMARY,
  equity: [10_000, 10_800, 10_500].map((equity, hour) => ({
    ...{ time: at(hour), equity: String(equity), benchmark: '10000', position: '0' },
  })),
  fills: [
    {
      ...{ order: 'b2-1', symbol: 'BTC-USDT', side: 'buy', time: at(1), price: '650', quantity: '0.1', total: '65' },
      ...{ fee: '0.0001', maker: false },
    },
  ],
  orders: [
    {
      ...{ id: 'b2-1', symbol: 'BTC-USDT', side: 'buy', type: 'Market', time: at(1), status: 'filled' },
      ...{ quantity: '0.1', filled: '0.1', reason: '', explanation: '' },
    },
    {
      ...{ id: 'b2-2', symbol: 'BTC-USDT', side: 'buy', type: 'Limit', time: at(1), status: 'canceled' },
      ...{ quantity: '0.1', filled: '0', reason: '', explanation: 'The lowest ask was 64,900.' },
    },
  ],
  round_trips: [
    {
      ...{ symbol: 'BTC-USDT', side: 'buy', opened: at(0), closed: at(2), quantity: '0.1' },
      ...{ entry_price: '60000', exit_price: '65000', profit: '500', fees: '12' },
    },
  ],
  plots: { average: [{ time: at(1), value: 640 }], index: [{ time: at(1), value: 30 }] },
  log: [{ time: at(0), text: 'started' }],
  fees: [{ asset: 'USDT', amount: '12' }],
  warnings: [
    { code: 'too_few_trades', message: 'One round trip.', parameters: { closed: '1', least: '30' } },
    { code: 'survivorship', message: 'A result from before its facts.' },
  ],
  data: [],
  ...{ state_digest: '00ff00ff00ff00ff', stream_digest: 'ab', rules_version: 6 },
};

const candle = (hour: number) => ({
  ...{ open_time: at(hour), close_time: at(hour + 1), open: '640', high: '660', low: '630', close: '650' },
  ...{ volume: '1', quote_volume: '650', trades: 3 },
});

export const CANDLES = { items: [0, 1, 2].map(candle) };

export const VERSIONS = {
  items: [3, 2].map((version) => ({ version, created_at: TIMES.created_at, parameters: PARAMETERS })),
  next_cursor: null,
};

export const DIFFERENCE = { from: 2, to: 3, lines: ['@@ -1 +1 @@', '-strategy({ });', '+strategy({});'] };

const trial = (number: number, fast: string, slow: string, score: number | null) => ({
  ...{ number, parameters: { fast, slow }, score, reason: score === null ? 'no returns' : '' },
});

export const SEARCHED = {
  ...RESULT,
  search: {
    ...{ objective: 'sharpe', lower_is_better: false, planned: 4, best: 2 },
    trials: [trial(0, '5', '20', 1.5), trial(1, '10', '20', null), trial(2, '5', '30', 2.5), trial(3, '10', '30', 0.5)],
    doubts: [{ name: 'deflated_sharpe', unit: 'share', value: 0.62, reason: '' }],
    folds: [
      {
        ...{ training: [{ from: at(0), to: at(1) }], test: { from: at(1), to: at(2) } },
        ...{ parameters: { fast: '5' }, training_score: 2, test_score: 0.25, reason: '' },
      },
    ],
  },
  monte_carlo: {
    ...{ paths: 1_000, loss_share: 0.25, ruin_share: 0 },
    quantiles: [{ quantile: 0.05, equity: 9_400, max_drawdown: 0.12 }],
  },
};

export const HEAT = {
  ...{ x: 'fast', y: 'slow', x_values: ['5', '10'], y_values: ['20', '30'] },
  scores: [
    [1.5, null],
    [2.5, 0.5],
  ],
};

const LIMITS = { daily_loss: '100', position: '5000', order_notional: '1000', orders_per_minute: 10 };

export const RUN = {
  ...{ id: '5', state: 'running', reason: '', detail: '', created_at: at(0), started_at: at(0), ended_at: null },
  request: {
    ...{ mode: 'live', built_in: 'moving-average-cross', strategy: null, version: null, seed: 1, warm_up: null },
    ...{ parameters: { fast: '10', slow: '30' }, symbols: ['BTC-USDT'], interval: '1m', balances: {}, limits: LIMITS },
  },
  last_bar_at: at(2),
  figures: {
    ...{ asset: 'USDT', profit: '12.5', profit_today: '-80', orders: 3, fills: 2 },
    positions: [{ symbol: 'BTC-USDT', quantity: '0.25' }],
  },
};

export const RUNS = {
  items: [RUN, { ...RUN, id: '4', state: 'stopped', reason: 'daily_loss', ended_at: at(2) }],
  next_cursor: null,
};

export const RUNS_OF_ALL = {
  items: [
    {
      ...{ id: '9', account: '1002', mode: 'paper', strategy: 'strategy 17, version 3', symbols: ['ETH-USDT'] },
      ...{ limits: LIMITS, state: 'running', reason: '', detail: '', figures: RUN.figures },
      ...{ created_at: at(1), last_bar_at: at(2), ended_at: null },
    },
  ],
  next_cursor: null,
};

export const RUN_ORDERS = {
  items: [
    {
      ...{ id: 'r5-2', order_id: null, symbol: 'BTC-USDT', side: 'buy', type: 'Limit', time: at(1), filled: '0' },
      ...{ status: 'not_sent', quantity: '9', price: '650', reason: 'order_notional', message: 'above 1000 USDT' },
    },
  ],
  next_cursor: null,
};

export const RUN_FILLS = {
  items: [
    {
      ...{ order: 'r5-1', symbol: 'BTC-USDT', side: 'buy', time: at(1), price: '640', quantity: '0.25' },
      ...{ total: '160', fee: '0.16', fee_asset: 'USDT', maker: false },
    },
  ],
  next_cursor: null,
};

export const RUN_LINES = { items: [{ time: at(1), text: 'bought' }], next_cursor: null };

const compared = (filled: string) => ({
  ...{ id: 'r5-1', symbol: 'BTC-USDT', side: 'buy', type: 'Market', time: at(1), status: 'filled' },
  ...{ quantity: '0.25', filled, average_price: '640' },
});

export const DIVERGENCE = {
  ...{ from: at(0), to: at(2), orders_in_run: 2, orders_in_backtest: 1, orders_equal: 0, asset: 'USDT' },
  ...{ profit_of_run: '12.5', profit_of_backtest: '13', notes: ['The book of the back-test is made of candles.'] },
  pairs: [
    { number: 1, run: compared('0.2'), backtest: compared('0.25'), differences: ['filled'] },
    { number: 2, run: compared('0.25'), backtest: null, differences: ['only_in_run'] },
  ],
};
