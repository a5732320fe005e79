/** Programs that the editor begins with: each runs on any market as it is. */
const CROSS = `// Buys when the fast average rises above the slow one, and sells when it falls below.
strategy({
  parameters: {
    interval: {
      type: 'choice',
      choices: ['1m', '5m', '15m', '1h', '4h', '1d'],
      default: '15m',
      meaning: 'length of a candle',
    },
    fast: { type: 'whole', min: 2, max: 200, default: 10, meaning: 'candles of the fast average' },
    slow: { type: 'whole', min: 3, max: 500, default: 30, meaning: 'candles of the slow average' },
  },
  subscriptions: (markets, parameters) => [Data.bars(markets[0], parameters.interval)],
  onStart(ctx) {
    this.closes = [];
  },
  onBar(ctx, bar) {
    const { fast, slow } = ctx.parameters;
    this.closes.push(bar.close);
    if (this.closes.length > slow) this.closes.shift();
    if (this.closes.length < slow) return;
    const average = (count) => this.closes.slice(-count).reduce((sum, close) => sum + close, 0) / count;
    ctx.plot('fast', average(fast));
    ctx.plot('slow', average(slow));
    const market = ctx.market(bar.symbol);
    const held = ctx.lots(bar.symbol, ctx.balance(market.base).available);
    if (average(fast) > average(slow) && held < market.quantityMin) {
      const quantity = ctx.lots(bar.symbol, (0.95 * ctx.balance(market.quote).available) / bar.close);
      if (quantity >= market.quantityMin) {
        ctx.place(Order.market({ symbol: bar.symbol, side: 'BUY', quantity }));
      }
    } else if (average(fast) < average(slow) && held >= market.quantityMin) {
      ctx.place(Order.market({ symbol: bar.symbol, side: 'SELL', quantity: held }));
    }
  },
});
`;

const REGULAR = `// Buys for the same amount every so many candles, whatever the price is.
strategy({
  parameters: {
    interval: { type: 'choice', choices: ['15m', '1h', '4h', '1d'], default: '1h', meaning: 'length of a candle' },
    every: { type: 'whole', min: 1, max: 10080, default: 24, meaning: 'candles from purchase to purchase' },
    amount: { type: 'number', min: 1, max: 100000, default: 100, meaning: 'quote asset of a purchase' },
  },
  subscriptions: (markets, parameters) => [Data.bars(markets[0], parameters.interval)],
  onStart(ctx) {
    this.seen = 0;
  },
  onBar(ctx, bar) {
    this.seen += 1;
    if (this.seen % ctx.parameters.every !== 0) return;
    const market = ctx.market(bar.symbol);
    const quantity = ctx.lots(bar.symbol, ctx.parameters.amount / bar.close);
    if (quantity < market.quantityMin || ctx.balance(market.quote).available < ctx.parameters.amount) {
      ctx.log('skipped a purchase at', bar.close);
      return;
    }
    ctx.place(Order.market({ symbol: bar.symbol, side: 'BUY', quantity }));
  },
});
`;

const BREAKOUT = `// Buys a new high of the last candles, and leaves with a trailing stop.
strategy({
  parameters: {
    interval: { type: 'choice', choices: ['15m', '1h', '4h', '1d'], default: '1h', meaning: 'length of a candle' },
    length: { type: 'whole', min: 2, max: 500, default: 20, meaning: 'candles whose high is broken' },
    trail: { type: 'number', min: 0.001, max: 0.5, default: 0.02, meaning: 'distance of the stop, share of the price' },
  },
  subscriptions: (markets, parameters) => [Data.bars(markets[0], parameters.interval)],
  onStart(ctx) {
    this.highs = [];
    this.entry = null;
  },
  onBar(ctx, bar) {
    const { length } = ctx.parameters;
    const market = ctx.market(bar.symbol);
    if (this.highs.length === length) {
      const high = Math.max.apply(null, this.highs);
      ctx.plot('high', high);
      const quantity = ctx.lots(bar.symbol, (0.5 * ctx.balance(market.quote).available) / bar.close);
      if (this.entry === null && bar.close > high && quantity >= market.quantityMin) {
        this.entry = ctx.place(Order.market({ symbol: bar.symbol, side: 'BUY', quantity }));
      }
      this.highs.shift();
    }
    this.highs.push(bar.high);
  },
  onFill(ctx, fill) {
    if (fill.side !== 'BUY') return;
    const market = ctx.market(fill.symbol);
    const quantity = ctx.lots(fill.symbol, Math.min(fill.quantity, ctx.balance(market.base).available));
    if (quantity < market.quantityMin) return;
    const distance = ctx.ticks(fill.symbol, fill.price * ctx.parameters.trail);
    ctx.place(Order.trailingStop({ symbol: fill.symbol, side: 'SELL', quantity, distance }));
  },
  onOrder(ctx, update) {
    if (update.final && (update.side === 'SELL' || update.filled === 0)) this.entry = null;
  },
});
`;

export const EXAMPLES = { cross: CROSS, regular: REGULAR, breakout: BREAKOUT } as const;
export type Example = keyof typeof EXAMPLES;
export const EXAMPLE_NAMES = ['cross', 'regular', 'breakout'] as const satisfies readonly Example[];
