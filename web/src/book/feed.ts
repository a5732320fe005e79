/** The live book of one market for whoever draws it: at most ten pictures a second, however fast the market is. */
import type { Market } from '../exchange/model';
import type { DepthSubscription, DepthListener } from '../exchange/exchange';
import { LiveBook, type BookPicture } from './live-book';

/** Where the changes come from: the stream, or a test. */
export interface DepthSource {
  depth(market: Market, listener: DepthListener): DepthSubscription;
}

const PICTURE_EVERY_MILLIS = 100;

export class BookFeed {
  #book: LiveBook | null = null;
  #picture: BookPicture | null = null;
  #due: ReturnType<typeof setTimeout> | null = null;
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
      if (this.#due !== null) {
        clearTimeout(this.#due);
        this.#due = null;
      }
    };
  }

  /** Null while no book can be trusted. */
  readonly picture = (): BookPicture | null => this.#picture;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #plan(): void {
    this.#due ??= setTimeout(() => {
      this.#due = null;
      this.#picture = this.#book?.picture() ?? null;
      this.#listeners.forEach((listener) => listener());
    }, PICTURE_EVERY_MILLIS);
  }
}
