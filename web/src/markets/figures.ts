/** How a market's numbers are written. */
import type { Asset, Market, Ticker } from '../exchange/model';
import {
  format,
  grouped,
  placesOf,
  plain,
  type Amount,
  type BasisPoints,
  type Price,
  type Quantity,
  type Rate,
} from '../money/money';
import { inPercent } from '../money/numerals';

/** Both places follow the market's rules: more digits than a tick or lot has would only be zeros. */
export const priceText = (at: Price, { tick, scales }: Market): string =>
  grouped(at, scales.price, placesOf(tick, scales.price));

export const quantityText = (of: Quantity, { lot, scales }: Market): string =>
  grouped(of, scales.base, placesOf(lot, scales.base));

export const quoteText = (of: Amount, { quote }: Market): string => grouped(of, quote.scale, Math.min(2, quote.scale));

/** A sum to glance at: two decimals of a currency, six of a coin. The rest is cut off. */
export const amountText = (of: bigint, { scale }: Asset): string =>
  grouped(of, scale, scale > 6 ? 6 : Math.min(2, scale));

/** A sum to its last digit, without zeros behind it. */
export const exactText = (of: bigint, { scale }: Asset): string =>
  grouped(of, scale, placesOf(of < 0n ? -of : of, scale));

/** A fee of a thousandth as 0.1%. */
export const shareText = (part: Rate): string => inPercent(plain(part, 4));

/** 1234567 as 1.23M: where the size counts and the digits do not. */
export function short(units: bigint, scale: number): string {
  const [whole = ''] = format(units, scale).split('.');
  const steps = [
    [9, 'B'],
    [6, 'M'],
    [3, 'K'],
  ] as const;
  const step = steps.find(([digits]) => whole.length > digits);
  return step === undefined ? grouped(units, scale, 2) : `${grouped(units, scale + step[0], 2)}${step[1]}`;
}

export const direction = (ticker: Ticker | undefined): 'up' | 'down' | 'flat' =>
  ticker?.change == null || ticker.change === 0n ? 'flat' : ticker.change > 0n ? 'up' : 'down';

export function percentText(ticker: Ticker | undefined): string {
  if (ticker?.changePercent == null) {
    return '—';
  }
  return changeText(ticker.changePercent);
}

export const changeText = (change: BasisPoints): string => inPercent(`${change > 0n ? '+' : ''}${format(change, 2)}`);
