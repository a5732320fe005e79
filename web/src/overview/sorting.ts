/** Markets beside their figures, in the order a person wants them. */
import type { Market, Ticker } from '../exchange/model';
import { unitsPerWhole } from '../money/money';

export interface Line {
  readonly symbol: string;
  readonly market: Market;
  readonly ticker: Ticker | undefined;
}

export const COLUMNS = ['name', 'last', 'change', 'volume'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly by: Column;
  readonly isDown: boolean;
}

export const linesOf = (markets: readonly Market[], tickers: readonly Ticker[]): readonly Line[] =>
  markets.map((market) => ({
    symbol: market.symbol,
    market,
    ticker: tickers.find(({ symbol }) => symbol === market.symbol),
  }));

/** Rows without a figure come last, in both directions. */
export function sorted(lines: readonly Line[], { by, isDown }: Order): readonly Line[] {
  const turn = isDown ? -1 : 1;
  if (by === 'name') {
    return [...lines].sort((a, b) => turn * (a.symbol < b.symbol ? -1 : 1));
  }
  return [...lines].sort((a, b) => {
    const [one, other] = [figureOf(a, by), figureOf(b, by)];
    if (one === null || other === null) {
      return one === other ? 0 : one === null ? 1 : -1;
    }
    return one === other ? 0 : turn * (one < other ? -1 : 1);
  });
}

/** Values of different scales, made comparable. */
const FINEST = 18;

function figureOf({ market, ticker }: Line, by: Exclude<Column, 'name'>): bigint | null {
  switch (by) {
    case 'last':
      return ticker?.last == null ? null : ticker.last * unitsPerWhole(FINEST - market.scales.price);
    case 'change':
      return ticker?.changePercent ?? null;
    case 'volume':
      return ticker === undefined ? null : ticker.quoteVolume * unitsPerWhole(FINEST - market.scales.quote);
  }
}
