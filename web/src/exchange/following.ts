/** Applies the account stream's events to the page's data. */
import type { Entry } from './account-stream';
import type { Balance, Order, OrderStatus } from './model';

/** Orders that have not ended. */
export const OPEN: readonly OrderStatus[] = ['open', 'pending', 'waiting', 'partially_filled'];

/** Open orders after these entries, newest first. */
export function withOrders(open: readonly Order[], entries: readonly Entry[]): readonly Order[] {
  const known = new Map(open.map((order) => [order.id, order]));
  const fresh: Order[] = [];
  for (const entry of entries) {
    if (entry.kind === 'order' || entry.kind === 'fill') {
      const { order } = entry;
      const isOpen = OPEN.includes(order.status);
      const at = fresh.findIndex(({ id }) => id === order.id);
      if (known.has(order.id)) {
        if (isOpen) {
          known.set(order.id, order);
        } else {
          known.delete(order.id);
        }
      } else if (at >= 0) {
        fresh.splice(at, 1, ...(isOpen ? [order] : []));
      } else if (isOpen) {
        fresh.push(order);
      }
    }
  }
  return [...fresh.reverse(), ...known.values()];
}

export function withBalances(balances: readonly Balance[], entries: readonly Entry[]): readonly Balance[] {
  const known = new Map(balances.map((balance) => [balance.asset.code, balance]));
  for (const entry of entries) {
    if (entry.kind === 'balance') {
      known.set(entry.balance.asset.code, entry.balance);
    }
  }
  return [...known.values()];
}

/** True if an order ended or traded: lists of the past have changed. */
export const hasPast = (entries: readonly Entry[]): boolean =>
  entries.some((entry) => entry.kind === 'fill' || (entry.kind === 'order' && !OPEN.includes(entry.order.status)));
