/** One market's order book, kept by the rules of the stream. */
import type { Depth, DepthChange, Level } from '../exchange/model';
import type { Price, Quantity } from '../money/money';

/** Both sides, best first. */
export interface BookPicture {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export class LiveBook {
  #sequence: number;
  readonly #bids: Map<Price, Quantity>;
  readonly #asks: Map<Price, Quantity>;

  constructor(snapshot: Depth) {
    this.#sequence = snapshot.sequence;
    this.#bids = levelsOf(snapshot.bids);
    this.#asks = levelsOf(snapshot.asks);
  }

  /** @returns false when something was missed: the book is worth nothing any more */
  follow(change: DepthChange): boolean {
    if (change.previous !== this.#sequence) {
      return false;
    }
    this.#sequence = change.sequence;
    apply(this.#bids, change.bids);
    apply(this.#asks, change.asks);
    return true;
  }

  picture(): BookPicture {
    return { bids: sorted(this.#bids, -1), asks: sorted(this.#asks, 1) };
  }
}

const levelsOf = (levels: readonly Level[]): Map<Price, Quantity> =>
  new Map(levels.map((level) => [level.price, level.quantity]));

function apply(levels: Map<Price, Quantity>, changed: readonly Level[]): void {
  for (const { price, quantity } of changed) {
    if (quantity === 0n) {
      levels.delete(price);
    } else {
      levels.set(price, quantity);
    }
  }
}

function sorted(levels: ReadonlyMap<Price, Quantity>, direction: 1 | -1): readonly Level[] {
  return Array.from(levels, ([price, quantity]) => ({ price, quantity })).sort((a, b) =>
    a.price < b.price ? -direction : direction,
  );
}
