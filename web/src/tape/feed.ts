/** The latest trades of one market, newest first, each once. */
import type { Market, Trade } from '../exchange/model';
import type { TradeListener } from '../exchange/exchange';

export interface TradeSource {
  trades(market: Market, listener: TradeListener): () => void;
}

const KEPT_MAX = 500;
const PICTURE_EVERY_MILLIS = 100;

export class TapeFeed {
  #trades: readonly Trade[] = [];
  #shown: readonly Trade[] = [];
  #due: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #tradeListeners = new Set<(trade: Trade) => void>();

  /**
   * @param read the latest trades: what happened before the stream began, or while it was lost
   * @returns stops following
   */
  follow(source: TradeSource, market: Market, read: () => Promise<readonly Trade[]>): () => void {
    let following = true;
    const stop = source.trades(market, {
      trade: (trade) => {
        this.#keep([trade]);
        this.#tradeListeners.forEach((listener) => listener(trade));
      },
      begins: () => {
        void read()
          .then((trades) => {
            if (following) {
              this.#keep(trades);
            }
          })
          // The stream goes on; what was missed is read when it begins again.
          .catch(() => undefined);
      },
    });
    return () => {
      following = false;
      stop();
    };
  }

  readonly latest = (): readonly Trade[] => this.#shown;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears each live trade at once. */
  readonly onTrade = (listener: (trade: Trade) => void): (() => void) => {
    this.#tradeListeners.add(listener);
    return () => this.#tradeListeners.delete(listener);
  };

  #keep(trades: readonly Trade[]): void {
    const known = new Set(this.#trades.map(({ id }) => id));
    const fresh = trades.filter(({ id }) => !known.has(id));
    this.#trades = [...fresh, ...this.#trades].sort(newestFirst).slice(0, KEPT_MAX);
    this.#due ??= setTimeout(() => {
      this.#due = null;
      this.#shown = this.#trades;
      this.#listeners.forEach((listener) => listener());
    }, PICTURE_EVERY_MILLIS);
  }
}

/** Trade ids are numbers that grow; the longer one is the larger. */
const newestFirst = (a: Trade, b: Trade): number => b.id.length - a.id.length || (b.id > a.id ? 1 : -1);
