/** A market's past in candles of one length: the latest as they are read again and again, older ones on request. */
import type { Candle } from '../exchange/model';
import { grownTo, joined, openOf, withoutGaps, type Span } from './candles';

/** A chart that stays open for days, or is scrolled back for years, keeps so many. */
export const KEPT_MAX = 20_000;

export class CandleHistory {
  /** As the exchange sent them, oldest first. */
  #read: Candle[] = [];
  /** The last one that was drawn, of this length. */
  #drawn: Candle | undefined;
  #isWhole = false;
  #candles: readonly Candle[] | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly span: Span) {}

  /** Takes the place of everything since the first of these. */
  latest(candles: readonly Candle[]): void {
    const [first] = candles;
    if (first !== undefined) {
      const older = this.#read.filter(({ openMillis }) => openMillis < first.openMillis);
      // Where they do not touch, a chart that slept has missed what is between: it is asked for again, from here on.
      const touches = (this.#read.at(-1)?.openMillis ?? -Infinity) >= first.openMillis;
      this.#isWhole &&= touches || older.length === 0;
      this.#read = [...(touches ? older : []), ...candles].slice(-KEPT_MAX);
    }
    this.#change();
  }

  /** @param candles those before `before()`; none of them: there is nothing older */
  older(candles: readonly Candle[]): void {
    const [first] = this.#read;
    const older = candles.filter(({ openMillis }) => first === undefined || openMillis < first.openMillis);
    this.#read = [...older, ...this.#read].slice(-KEPT_MAX);
    this.#isWhole ||= older.length === 0 || this.#read.length === KEPT_MAX;
    this.#change();
  }

  /**
   * The last one has grown, or another one has opened.
   *
   * @returns what is drawn otherwise than before; nothing before the first reading, which has it
   */
  grows(candle: Candle): readonly Candle[] {
    const last = this.#read.at(-1);
    if (this.#candles === null || (last !== undefined && candle.openMillis < last.openMillis)) {
      return [];
    }
    if (last?.openMillis === candle.openMillis) {
      this.#read.pop();
    }
    this.#read.push(candle);
    const openMillis = openOf(this.span, candle.openMillis);
    let from = this.#read.length - 1;
    while (from > 0 && (this.#read[from - 1]?.openMillis ?? 0) >= openMillis) {
      from--;
    }
    const [now = candle] = joined(this.#read.slice(from), this.span);
    const grown = grownTo(this.#drawn, now, this.span);
    this.#drawn = grown.at(-1) ?? this.#drawn;
    return grown;
  }

  /** The moment up to which older ones are requested; null where there are none, or as many as are kept. */
  before(): number | null {
    return this.#isWhole ? null : (this.#read[0]?.openMillis ?? null);
  }

  /** As they are drawn, periods without a trade among them; null before anything was read. */
  readonly candles = (): readonly Candle[] | null => this.#candles;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #change(): void {
    this.#candles = withoutGaps(joined(this.#read, this.span), this.span, KEPT_MAX);
    this.#drawn = this.#candles.at(-1);
    this.#listeners.forEach((listener) => listener());
  }
}
