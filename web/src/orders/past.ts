/** Which part of what is past a person wants to see, and all of it for a file. */
import type { Market, Order, OrderStatus, Page, Side } from '../exchange/model';
import type { Fill } from '../exchange/model';
import { notional, plain, type Amount } from '../money/money';

export const PAST_STATUSES = ['filled', 'canceled', 'expired'] as const satisfies readonly OrderStatus[];

export interface Past {
  readonly side: Side | null;
  readonly status: (typeof PAST_STATUSES)[number] | null;
  /** Days as an input of a browser has them, "2026-11-20"; empty for no bound. Both are in it. */
  readonly from: string;
  readonly to: string;
}

export const ALL_OF_IT: Past = { side: null, status: null, from: '', to: '' };

interface Dated {
  readonly side: Side;
  readonly atMillis: number;
}

const startOf = (day: string): number => new Date(`${day}T00:00:00`).getTime();

export function isIn({ side, from, to }: Past, row: Dated): boolean {
  const tooEarly = from !== '' && row.atMillis < startOf(from);
  const tooLate = to !== '' && row.atMillis >= startOf(to) + 24 * 60 * 60 * 1_000;
  return (side === null || side === row.side) && !tooEarly && !tooLate;
}

/** Whether everything that follows, being older, is out of the period. */
export const isBefore = ({ from }: Past, row: Dated | undefined): boolean =>
  row !== undefined && from !== '' && row.atMillis < startOf(from);

/** So many pages of a hundred make one file at most. */
const PAGES_MAX = 200;

/** @returns every row of the period, newest first, and whether there were more than fit one file */
export async function allOf<T>(
  past: Past,
  ask: (cursor: string | null) => Promise<Page<T>>,
  dated: (row: T) => Dated,
): Promise<{ readonly rows: readonly T[]; readonly cut: boolean }> {
  const rows: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const { items, nextCursor }: Page<T> = await ask(cursor);
    rows.push(...items.filter((row) => isIn(past, dated(row))));
    const last = items.at(-1);
    if (nextCursor === null || (last !== undefined && isBefore(past, dated(last)))) {
      return { rows, cut: false };
    }
    cursor = nextCursor;
  }
  return { rows, cut: true };
}

/** What an order came to: its mean price has no more digits than a price, so the last digits may differ. */
export const totalOf = ({ averagePrice, filled }: Order, { scales }: Market): Amount | null =>
  averagePrice === null ? null : notional(averagePrice, filled, scales);

const time = (millis: number): string => new Date(millis).toISOString();

export const ORDER_COLUMNS = [
  ...['id', 'time', 'market', 'type', 'side', 'price', 'stop_price', 'average_price', 'quantity', 'filled'],
  ...['total', 'fee', 'fee_asset', 'status', 'reason'],
];

export function orderCells(order: Order, market: Market): readonly string[] {
  const { scales } = market;
  const at = (price: bigint | null): string => (price === null ? '' : plain(price, scales.price));
  const total = totalOf(order, market);
  return [
    ...[order.id, time(order.createdMillis), order.symbol, order.type, order.side],
    ...[at(order.price), at(order.stopPrice), at(order.averagePrice)],
    ...[plain(order.quantity, scales.base), plain(order.filled, scales.base)],
    total === null ? '' : plain(total, scales.quote),
    order.fees.map(({ units, asset }) => plain(units, asset.scale)).join(' '),
    order.fees.map(({ asset }) => asset.code).join(' '),
    ...[order.status, order.ended ?? ''],
  ];
}

export const FILL_COLUMNS = [
  ...['id', 'order_id', 'time', 'market', 'side', 'price', 'quantity', 'total', 'fee', 'fee_asset', 'role'],
];

export function fillCells(fill: Fill, market: Market): readonly string[] {
  const { scales, base, quote } = market;
  const paidIn = fill.feeAsset === base.code ? base : quote;
  return [
    ...[fill.id, fill.orderId, time(fill.atMillis), fill.symbol, fill.side],
    ...[plain(fill.price, scales.price), plain(fill.quantity, scales.base), plain(fill.quoteAmount, scales.quote)],
    ...[plain(fill.fee, paidIn.scale), fill.feeAsset, fill.liquidity],
  ];
}
