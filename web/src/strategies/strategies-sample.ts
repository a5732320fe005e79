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
  ...{ fees: null, latency: { millis: 0, jitter_millis: 0 }, seed: 1 },
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
  warnings: [{ code: 'too_few_trades', message: 'One round trip.' }],
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
