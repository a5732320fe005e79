/** Program that the editor begins with. */
export const EXAMPLE = `// Buys when the fast average rises above the slow one, and sells when it falls below.
strategy({
  parameters: {
    fast: { type: 'whole', min: 2, max: 200, value: 10, meaning: 'Candles of the fast average' },
    slow: { type: 'whole', min: 3, max: 500, value: 30, meaning: 'Candles of the slow average' },
  },
  onStart: function (context) {
    this.closes = [];
  },
  onBar: function (context, bar) {
    this.closes.push(bar.close);
    const { fast, slow } = context.parameters;
    if (this.closes.length < slow) {
      return;
    }
    this.closes = this.closes.slice(-slow);
    const mean = (list) => list.reduce((sum, each) => sum + each, 0) / list.length;
    const rises = mean(this.closes.slice(-fast)) > mean(this.closes);
    const market = context.market(bar.symbol);
    const base = context.balance(market.base);
    const quote = context.balance(market.quote);
    if (rises && base.total < market.quantityMin) {
      context.place({ symbol: bar.symbol, side: 'buy', type: 'market', quantity: (0.95 * quote.available) / bar.close });
    } else if (!rises && base.available >= market.quantityMin) {
      context.place({ symbol: bar.symbol, side: 'sell', type: 'market', quantity: base.available });
    }
  },
});
`;
