/** Which part of what is past a person wants to see. */
import type { Period } from '../exchange/exchange';
import type { Market, Order, OrderStatus, Side } from '../exchange/model';
import { notional, type Amount } from '../money/money';

export const PAST_STATUSES = ['filled', 'canceled', 'expired'] as const satisfies readonly OrderStatus[];

export interface Past {
  readonly side: Side | null;
  readonly status: (typeof PAST_STATUSES)[number] | null;
  /** Days as an input of a browser has them, "2026-11-20"; empty for no bound. Both are in it. */
  readonly from: string;
  readonly to: string;
}

export const ALL_OF_IT: Past = { side: null, status: null, from: '', to: '' };

/** In the reader's own time zone, where a day may have 23 or 25 hours. */
export const periodOf = ({ from, to }: Past): Period => ({
  fromMillis: from === '' ? null : startOf(from, 0),
  toMillis: to === '' ? null : startOf(to, 1),
});

function startOf(day: string, daysLater: number): number {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + daysLater);
  return start.getTime();
}

/** Total of an order. Its mean price is rounded to the digits of a price, so the last digits of the total may differ. */
export const totalOf = ({ averagePrice, filled }: Order, { scales }: Market): Amount | null =>
  averagePrice === null ? null : notional(averagePrice, filled, scales);
