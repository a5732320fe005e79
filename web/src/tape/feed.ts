/** The latest trades of one market, newest first, each once; published ten times a second, however many there are. */
import { paint } from '../controls/paint';
import type { Market, Trade } from '../exchange/model';
import type { TradeListener } from '../exchange/exchange';

export interface TradeSource {
  trades(market: Market, listener: TradeListener): () => void;
}

const KEPT_MAX = 500;
/** Number of trades that are worked off in one frame: a flood takes several. */
const TRADES_MAX = 500;

export class TapeFeed {
  #latest: readonly Trade[] = [];
  /** Live ones since the last publication, oldest first. */
  readonly #heard: Trade[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #tradesListeners = new Set<(trades: readonly Trade[]) => void>();

  /**
   * @param read the latest trades: what happened before the stream began, or while it was lost
   * @returns stops following
   */
  follow(source: TradeSource, market: Market, read: () => Promise<readonly Trade[]>): () => void {
    let following = true;
    const stop = source.trades(market, {
      trade: (trade) => {
        this.#heard.push(trade);
        paint.plan(this.#publish);
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
      paint.drop(this.#publish);
    };
  }

  readonly latest = (): readonly Trade[] => this.#latest;

  /** Direction of the latest trade against the last one of another price. */
  readonly tick = (): 'up' | 'down' | 'flat' => {
    const [last] = this.#latest;
    const other = this.#latest.find(({ price }) => price !== last?.price);
    return last === undefined || other === undefined ? 'flat' : last.price > other.price ? 'up' : 'down';
  };

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hears the live trades, oldest first. */
  readonly onTrades = (listener: (trades: readonly Trade[]) => void): (() => void) => {
    this.#tradesListeners.add(listener);
    return () => this.#tradesListeners.delete(listener);
  };

  readonly #publish = (): void => {
    const heard = this.#heard.splice(0, TRADES_MAX);
    if (this.#heard.length > 0) {
      paint.plan(this.#publish);
    }
    this.#keep(heard);
    this.#tradesListeners.forEach((listener) => listener(heard));
  };

  #keep(trades: readonly Trade[]): void {
    const known = new Set(this.#latest.map(({ id }) => id));
    const fresh = trades.filter(({ id }) => !known.has(id));
    this.#latest = [...fresh, ...this.#latest].sort(newestFirst).slice(0, KEPT_MAX);
    this.#listeners.forEach((listener) => listener());
  }
}

/** Trade ids are numbers that grow; the longer one is the larger. */
const newestFirst = (a: Trade, b: Trade): number => b.id.length - a.id.length || (b.id > a.id ? 1 : -1);
