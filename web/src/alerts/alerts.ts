/** A person's price alerts; kept in the browser, each fires once. */
import type { Market, Ticker } from '../exchange/model';
import { parse, price, type Price } from '../money/money';
import { stored } from '../settings/stored';

export interface Alert {
  readonly id: string;
  readonly symbol: string;
  readonly way: 'above' | 'below';
  /** A plain decimal: the scale is the market's. */
  readonly price: string;
}

export const ALERTS_MAX = 100;
const NONE: readonly Alert[] = [];

export const alerts = stored<readonly Alert[]>('alerts', (raw) =>
  Array.isArray(raw) ? raw.filter(isAlert).slice(0, ALERTS_MAX) : NONE,
);

function isAlert(raw: unknown): raw is Alert {
  const of = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  return (
    ['id', 'symbol', 'price'].every((name) => typeof of[name] === 'string') &&
    (of['way'] === 'above' || of['way'] === 'below')
  );
}

/** The price an alert waits for; null where the market can no longer have it. */
export function priceOf({ price: text }: Alert, { scales }: Market): Price | null {
  const parsed = parse(text, scales.price);
  return parsed.kind === 'units' ? price(parsed.units) : null;
}

/** Those whose price has come. */
export const due = (all: readonly Alert[], markets: readonly Market[], tickers: readonly Ticker[]): readonly Alert[] =>
  all.filter((alert) => {
    const market = markets.find(({ symbol }) => symbol === alert.symbol);
    const last = tickers.find(({ symbol }) => symbol === alert.symbol)?.last ?? null;
    const threshold = market === undefined ? null : priceOf(alert, market);
    return last !== null && threshold !== null && (alert.way === 'above' ? last >= threshold : last <= threshold);
  });

export function addAlert(alert: Alert): void {
  alerts.set([...alerts.get(), alert].slice(-ALERTS_MAX));
}

/** @returns whether it was still there: of two tabs only the first takes it */
export function takeAlert(id: string): boolean {
  const all = alerts.get();
  const left = all.filter((alert) => alert.id !== id);
  if (left.length === all.length) {
    return false;
  }
  alerts.set(left);
  return true;
}
