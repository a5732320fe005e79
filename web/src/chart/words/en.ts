/** English: what the chart says besides what every page says. */
export const en = {
  indicators: 'Indicators',
  kinds: {
    ma: 'Moving averages',
    ema: 'Exponential averages',
    bollinger: 'Bollinger bands',
    vwap: 'Volume-weighted price',
    rsi: 'Relative strength',
    macd: 'Convergence, MACD',
  },
  numbersOf: (kind: string, at: number) => `${kind}, number ${at}`,
  wholeDay: '0 is since midnight, UTC',
  closer: 'Closer',
  wider: 'More at once',
  latest: 'To the latest',
  keys: 'Arrows walk from candle to candle, plus and minus zoom, End is the latest.',
  asOf: (time: string) => `Candle of ${time}`,
  noCandles: 'Nothing has traded here yet: the first trade draws the first candle.',
  stopOf: 'trigger',
};
