/** Program that the editor begins with. */
export const EXAMPLE = `// Buys when the fast average rises above the slow one, and sells when it falls below.
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
