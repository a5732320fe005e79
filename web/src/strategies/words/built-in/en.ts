/** Words about the built-in strategies, by what the exchange calls them. */
type Texts = Readonly<Record<string, string>>;

export const en = {
  builtInNames: {
    'avellaneda-stoikov': 'Avellaneda-Stoikov market making',
    bollinger: 'Bollinger bands',
    dca: 'Regular purchases (DCA)',
    'donchian-breakout': 'Donchian breakout',
    grid: 'Grid',
    macd: 'MACD',
    momentum: 'Momentum',
    'moving-average-cross': 'Moving average cross',
    pairs: 'Pairs',
    pov: 'Share of volume (POV)',
    rsi: 'RSI',
    twap: 'TWAP execution',
    vwap: 'VWAP execution',
  } as Texts,
  // Rules and meanings come in English from the exchange.
  builtInRules: {} as Texts,
  parameterMeanings: {} as Texts,
  choiceNames: {
    true: 'yes',
    false: 'no',
    buy: 'buy',
    sell: 'sell',
    simple: 'simple',
    exponential: 'exponential',
    weighted: 'weighted',
    middle: 'middle band',
    upper: 'upper band',
  } as Texts,
};
