/** The result of a market order in the book as it is now. */
import type { Level } from '../exchange/model';
import {
  affordable,
  amount,
  floorTo,
  least,
  notional,
  quantity,
  type Amount,
  type Quantity,
  type Scales,
} from '../money/money';

export interface Estimate {
  readonly quantity: Quantity;
  readonly quote: Amount;
  /** True if the book ended before the requested amount did. */
  readonly short: boolean;
}

/** Takes `requested` from the best level on. */
export function estimate(levels: readonly Level[], requested: Quantity, scales: Scales): Estimate {
  let left: bigint = requested;
  let quote = 0n;
  for (const level of levels) {
    if (left === 0n) {
      break;
    }
    const taken = quantity(least<bigint>(left, level.quantity));
    quote += notional(level.price, taken, scales);
    left -= taken;
  }
  return { quantity: quantity(requested - left), quote: amount(quote), short: left > 0n };
}

/** Takes from the best level on until it is worth `requested`, in whole lots. */
export function estimateWorth(levels: readonly Level[], requested: Amount, lot: Quantity, scales: Scales): Estimate {
  let left: bigint = requested;
  let taken = 0n;
  for (const level of levels) {
    const whole = notional(level.price, level.quantity, scales);
    if (whole > left) {
      const part = floorTo(affordable(amount(left), level.price, scales), lot);
      const quote = requested - left + notional(level.price, part, scales);
      return { quantity: quantity(taken + part), quote: amount(quote), short: false };
    }
    taken += level.quantity;
    left -= whole;
  }
  return { quantity: quantity(taken), quote: amount(requested - left), short: left > 0n };
}

/** The most that `funds` buy from the best level on. */
export function mostFor(levels: readonly Level[], funds: Amount, scales: Scales): Quantity {
  let left: bigint = funds;
  let bought = 0n;
  for (const level of levels) {
    const whole = notional(level.price, level.quantity, scales);
    if (whole > left) {
      return quantity(bought + affordable(amount(left), level.price, scales));
    }
    bought += level.quantity;
    left -= whole;
  }
  return quantity(bought);
}
