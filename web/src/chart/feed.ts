/** The candles, as the chart library is given them: read, prepended, grown; the part that is looked at stays where it is. */
import type { Chart, DataLoader, DataLoaderGetBarsParams, DataLoaderSubscribeBarParams, KLineData } from 'klinecharts';
import type { Bar } from './bars';

/** Number of new candles up to which each is handed over alone: the library draws after each. */
const ONE_BY_ONE = 3;
/** Number of candles left of the sight at which older ones are asked for. */
const NEARLY_ALL = 40;

export class CandleFeed implements DataLoader {
  #bars: Bar[] = [];
  #prepend: DataLoaderGetBarsParams['callback'] | null = null;
  #update: DataLoaderSubscribeBarParams['callback'] | null = null;

  constructor(
    private readonly chart: Chart,
    private readonly onNearlyAll: () => void,
  ) {
    chart.subscribeAction('onVisibleRangeChange', () => {
      if (chart.getVisibleRange().from < NEARLY_ALL) {
        this.#wantOlder();
      }
    });
  }

  get bars(): readonly Bar[] {
    return this.#bars;
  }

  getBars({ type, callback }: DataLoaderGetBarsParams): void {
    if (type === 'init') {
      callback(linesOf(this.#bars), { forward: true, backward: false });
      return;
    }
    // Answered at once, with nothing: what is older comes through `show`, and a request that fails is no end.
    callback([], true);
    if (type === 'forward') {
      this.#prepend = callback;
      this.#wantOlder();
    }
  }

  subscribeBar({ callback }: DataLoaderSubscribeBarParams): void {
    this.#update = callback;
  }

  /** Takes the place of all candles. */
  show(bars: readonly Bar[]): void {
    const [before, first] = [this.#bars, this.#bars[0]?.timestamp ?? Infinity];
    const older = bars.filter(({ timestamp }) => timestamp < first);
    const known = bars.slice(older.length);
    this.#bars = [...bars];
    const goesOn =
      before.length > 0 &&
      known.length >= before.length &&
      before.slice(0, -1).every((bar, at) => isSame(bar, known[at]));
    const tail = known.slice(before.length - 1);
    if (!goesOn || tail.length > ONE_BY_ONE || (older.length > 0 && this.#prepend === null)) {
      this.#again(before.length);
      return;
    }
    if (older.length > 0) {
      this.#prepend?.(linesOf(older), true);
    }
    tail.forEach((bar) => this.#update?.({ ...bar }));
  }

  /** The last candle has grown, or new ones have opened. */
  grow(bars: readonly Bar[]): void {
    const before = this.#bars.length;
    for (const bar of bars) {
      if (this.#bars.at(-1)?.timestamp === bar.timestamp) {
        this.#bars.pop();
      }
      this.#bars.push(bar);
    }
    if (bars.length > ONE_BY_ONE || before === 0) {
      this.#again(before);
    } else {
      bars.forEach((bar) => this.#update?.({ ...bar }));
    }
  }

  /** Before the first candle, and while all are read anew, the sight begins at none: that is no request for older ones. */
  #wantOlder(): void {
    if (this.chart.getDataList().length > 0) {
      this.onNearlyAll();
    }
  }

  /** Reads all anew; a chart that is scrolled back stays at its candles. */
  #again(before: number): void {
    const behind = before - this.chart.getVisibleRange().realTo;
    this.chart.resetData();
    const moved = behind + this.chart.getVisibleRange().realTo - this.#bars.length;
    if (before > 0 && behind > 0 && moved > 0) {
      this.chart.scrollByDistance(moved * this.chart.getBarSpace().bar);
    }
  }
}

/** The library keeps the objects it is given. */
const linesOf = (bars: readonly Bar[]): KLineData[] => bars.map((bar) => ({ ...bar }));

const isSame = (one: Bar, other: Bar | undefined): boolean =>
  one.timestamp === other?.timestamp &&
  one.close === other.close &&
  one.high === other.high &&
  one.low === other.low &&
  one.volume === other.volume;
