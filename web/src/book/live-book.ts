/** One market's order book, kept by the rules of the stream. */
import type { Depth, DepthChange, Level } from '../exchange/model';
import type { Price } from '../money/money';

/** Both sides, best first. */
export interface BookPicture {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export class LiveBook {
  #sequence: number;
  readonly #bids: SortedSide;
  readonly #asks: SortedSide;

  constructor(snapshot: Depth) {
    this.#sequence = snapshot.sequence;
    this.#bids = new SortedSide(snapshot.bids, (a, b) => a > b);
    this.#asks = new SortedSide(snapshot.asks, (a, b) => a < b);
  }

  /** @returns false when something was missed: the book is invalid then */
  follow(change: DepthChange): boolean {
    if (change.previous !== this.#sequence) {
      return false;
    }
    this.#sequence = change.sequence;
    change.bids.forEach((level) => this.#bids.set(level));
    change.asks.forEach((level) => this.#asks.set(level));
    return true;
  }

  picture(): BookPicture {
    return { bids: this.#bids.levels(), asks: this.#asks.levels() };
  }
}

/** Levels, best first, kept in order: a change costs a search, a picture a copy, nothing is ever sorted again. */
class SortedSide {
  readonly #levels: Level[];

  constructor(
    levels: readonly Level[],
    private readonly isBetter: (a: Price, b: Price) => boolean,
  ) {
    this.#levels = [...levels].sort((a, b) => (isBetter(a.price, b.price) ? -1 : 1));
  }

  set(level: Level): void {
    const at = this.#placeOf(level.price);
    const isThere = this.#levels[at]?.price === level.price;
    if (level.quantity === 0n) {
      this.#levels.splice(at, isThere ? 1 : 0);
    } else {
      this.#levels.splice(at, isThere ? 1 : 0, level);
    }
  }

  levels(): readonly Level[] {
    return this.#levels.slice();
  }

  /** Where a price is, or would be. */
  #placeOf(price: Price): number {
    let [low, high] = [0, this.#levels.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const level = this.#levels[middle];
      if (level !== undefined && this.isBetter(level.price, price)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
