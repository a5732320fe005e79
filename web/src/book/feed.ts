/** The live book of one market for whoever draws it: at most ten pictures a second, however fast the market is. */
import { paint } from '../controls/paint';
import type { Market } from '../exchange/model';
import type { DepthSubscription, DepthListener } from '../exchange/exchange';
import { LiveBook, type BookPicture } from './live-book';

/** Where the changes come from: the stream, or a test. */
export interface DepthSource {
  depth(market: Market, listener: DepthListener): DepthSubscription;
}

export class BookFeed {
  #book: LiveBook | null = null;
  #picture: BookPicture | null = null;
  #lastPicture: BookPicture | null = null;
  readonly #listeners = new Set<() => void>();

  /** @returns stops following */
  follow(source: DepthSource, market: Market): () => void {
    const subscription = source.depth(market, {
      snapshot: (depth) => {
        this.#book = new LiveBook(depth);
        this.#plan();
      },
      change: (change) => {
        if (this.#book === null) {
          return;
        }
        if (!this.#book.follow(change)) {
          this.#book = null;
          subscription.again();
        }
        this.#plan();
      },
      lost: () => {
        this.#book = null;
        this.#plan();
      },
    });
    return () => {
      subscription.stop();
      this.#book = null;
      paint.drop(this.#draw);
    };
  }

  /** Null while no book can be trusted. */
  readonly picture = (): BookPicture | null => this.#picture;

  /** The last one that could be trusted: to be looked at, greyed, while there is none; nothing is computed from it. */
  readonly lastPicture = (): BookPicture | null => this.#lastPicture;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #plan(): void {
    paint.plan(this.#draw);
  }

  readonly #draw = (): void => {
    this.#picture = this.#book?.picture() ?? null;
    this.#lastPicture = this.#picture ?? this.#lastPicture;
    this.#listeners.forEach((listener) => listener());
  };
}
