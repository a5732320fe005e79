/** A side of the book as the page shows it: levels joined to steps, and summed up from the best. */
import type { Level, Side } from '../exchange/model';
import { ceilTo, floorTo, price, quantity, type Price, type Quantity } from '../money/money';

export interface Row {
  readonly price: Price;
  readonly quantity: Quantity;
  /** This row and all better ones. */
  readonly total: Quantity;
}

/**
 * Joins levels away from the other side: a bid is shown at or below its price, an ask at or above.
 *
 * @param levels best first
 * @param step a multiple of the market's tick
 */
export function rowsOf(side: Side, levels: readonly Level[], step: Price, max: number): readonly Row[] {
  const rows: Row[] = [];
  let total = 0n;
  for (const level of levels) {
    const at = rowPrice(side, level.price, step);
    total += level.quantity;
    const last = rows.at(-1);
    if (last?.price === at) {
      rows[rows.length - 1] = { price: at, quantity: sum(last.quantity, level.quantity), total: quantity(total) };
    } else if (rows.length === max) {
      break;
    } else {
      rows.push({ price: at, quantity: level.quantity, total: quantity(total) });
    }
  }
  return rows;
}

/** The row a price is shown in. */
export const rowPrice = (side: Side, at: Price, step: Price): Price =>
  side === 'buy' ? floorTo(at, step) : ceilTo(at, step);

/** The steps to choose from: the tick and the next powers of ten. */
export const stepsOf = (tick: Price): readonly Price[] => [1n, 10n, 100n, 1_000n, 10_000n].map((n) => price(tick * n));

const sum = (a: Quantity, b: Quantity): Quantity => quantity(a + b);
