/** New fills of the caller: those of orders that rested or waited, each reported once. */
import type { Fill, Order } from '../exchange/model';

/** Fills of one order, oldest first. */
export interface FillNews {
  readonly fills: readonly [Fill, ...Fill[]];
  /** As it was last seen open. */
  readonly order: Order | undefined;
}

/** Number of orders that are remembered after they were last seen; a forgotten order is reported without its name. */
const KEPT_MAX = 1_000;

export class FillWatch {
  /** The newest fill that is no news; null until the first read. */
  #newest: bigint | null = null;
  #open = '';
  readonly #seen = new Map<string, Order>();

  /** @returns whether something may have traded since the last look: an order is gone, there, or filled further */
  sees(open: readonly Order[]): boolean {
    for (const order of open) {
      this.#seen.delete(order.id);
      this.#seen.set(order.id, order);
    }
    for (const id of [...this.#seen.keys()].slice(0, Math.max(0, this.#seen.size - KEPT_MAX))) {
      this.#seen.delete(id);
    }
    const now = open.map(({ id, filled }) => `${id}/${filled}`).join(' ');
    const changed = now !== this.#open;
    this.#open = now;
    return changed;
  }

  /** An order that was answered as resting or waiting: its fills are news even if no list ever shows it. */
  expects(order: Order): void {
    this.#seen.set(order.id, order);
  }

  /** @param fills the latest ones, newest first */
  hears(fills: readonly Fill[]): readonly FillNews[] {
    const newest = this.#newest;
    this.#newest = fills.reduce((latest, { id }) => (BigInt(id) > latest ? BigInt(id) : latest), newest ?? 0n);
    if (newest === null) {
      return [];
    }
    const byOrder = new Map<string, [Fill, ...Fill[]]>();
    for (const fill of [...fills].reverse()) {
      if (BigInt(fill.id) > newest && this.#isNews(fill)) {
        const others = byOrder.get(fill.orderId);
        if (others === undefined) {
          byOrder.set(fill.orderId, [fill]);
        } else {
          others.push(fill);
        }
      }
    }
    return [...byOrder].map(([id, of]) => ({ fills: of, order: this.#seen.get(id) }));
  }

  /** Fills of an order at its placement were in its answer. */
  #isNews({ liquidity, orderId }: Fill): boolean {
    const order = this.#seen.get(orderId);
    return liquidity === 'maker' || (order !== undefined && mayTakeLater(order));
  }
}

const mayTakeLater = ({ type, pairedId, linkedAs }: Order): boolean =>
  pairedId !== null || linkedAs === 'pending' || !['limit', 'iceberg', 'market'].includes(type);
