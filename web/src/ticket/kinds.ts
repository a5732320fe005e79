/** Fields of each kind of order. */
import type { OrderKind, TimeInForce } from '../exchange/model';

export type Part =
  | 'price'
  | 'quantity'
  | 'stop'
  | 'stopLimit'
  | 'trailing'
  | 'activation'
  | 'display'
  | 'slices'
  | 'interval'
  | 'takeProfit'
  | 'stopLoss';

/** Besides the quantity, in the order of the form. */
const PARTS: Readonly<Record<OrderKind, readonly Part[]>> = {
  limit: ['price'],
  market: [],
  stop_loss: ['stop'],
  stop_loss_limit: ['stop', 'price', 'display'],
  take_profit: ['stop'],
  take_profit_limit: ['stop', 'price', 'display'],
  trailing_stop: ['trailing', 'activation'],
  iceberg: ['price', 'display'],
  twap: ['price', 'slices', 'interval'],
  oco: ['price', 'stop', 'stopLimit'],
};

/** How an order of a kind may wait; none where there is no choice. */
const TIMES: Readonly<Partial<Record<OrderKind, readonly TimeInForce[]>>> = {
  limit: ['gtc', 'gtd', 'ioc', 'fok'],
  stop_loss_limit: ['gtc', 'gtd', 'ioc', 'fok'],
  take_profit_limit: ['gtc', 'gtd', 'ioc', 'fok'],
  iceberg: ['gtc', 'gtd'],
};

export const has = (kind: OrderKind, part: Part): boolean => part === 'quantity' || PARTS[kind].includes(part);

/** True if it waits outside the book for a price. */
export const isConditional = (kind: OrderKind): boolean => has(kind, 'stop') || has(kind, 'trailing');

export const timesOf = (kind: OrderKind): readonly TimeInForce[] => TIMES[kind] ?? [];

interface Timed {
  readonly kind: OrderKind;
  readonly timeInForce: TimeInForce;
}

/** How the order waits, where its kind has a choice. */
export const timeOf = ({ kind, timeInForce }: Timed): TimeInForce | null => {
  const choices = timesOf(kind);
  return choices.includes(timeInForce) ? timeInForce : (choices[0] ?? null);
};

/** True if the order may have the flag never to take. */
export const mayRest = (form: Timed): boolean => ['gtc', 'gtd'].includes(timeOf(form) ?? '');

/** True if the book may show a part of the order at a time; only an iceberg must name one. */
export const mayHide = (form: Timed): boolean => has(form.kind, 'display') && mayRest(form);

/** Two have their own tab, the others share a list. */
export const inList = (kinds: readonly OrderKind[]): readonly OrderKind[] =>
  kinds.filter((kind) => kind !== 'limit' && kind !== 'market');
