/** The chart library, spoken to in candles and prices. */
import { dispose, init, type Chart, type Crosshair, type Period } from 'klinecharts';
import type { Candle, Fill, Market } from '../exchange/model';
import { placesOf, type Price } from '../money/money';
import { inPercent, readable } from '../money/numerals';
import { AXES } from './axes';
import { barOf } from './bars';
import type { Span } from './candles';
import type { Chosen } from './chosen';
import type { Dragged } from './drag';
import { CandleFeed } from './feed';
import { priceAt } from './heights';
import { IndicatorDrawing, type Figure } from './indicating';
import type { Look } from './look';
import { OwnMarks, type OrderLine, type PriceLine } from './own-marks';
import type { LineColours } from './line-colours';
import { palette, type Palette } from './palette';
import { countQuickClicks } from './quick-clicks';
import { stylesOf } from './styles';

const PRICES = 'candle_pane';
const BAR_SPACE = 8;
const RIGHT_SPACE = 48;

/** How times read along the axis, and in full. */
export interface AxisTimes {
  /** @param before the mark to the left; null: the first one */
  readonly tick: (millis: number, before: number | null) => string;
  readonly full: (millis: number) => string;
}

export class ChartDrawing implements Dragged {
  readonly chart: Chart;
  readonly #feed: CandleFeed;
  readonly #indicators: IndicatorDrawing;
  readonly #own: OwnMarks;
  #colours: Palette = palette();
  #look: Look | null = null;

  /**
   * @param onHover the candle under the crosshair; null: none
   * @param onFigures values of indicators are computed, and will be there with the next picture
   */
  constructor(
    private readonly element: HTMLElement,
    private readonly market: Market,
    span: Span,
    private readonly onHover: (openMillis: number | null) => void,
    onNearlyAll: () => void,
    onFigures: () => void,
  ) {
    const chart = init(element, {
      hotkey: { enabled: false },
      layout: { yAxis: { gap: { top: 0.14, bottom: 0.2 } } },
      thousandsSeparator: { sign: '', format: written },
      decimalFold: { threshold: 0, format: String },
    });
    if (chart === null) {
      throw new Error('the chart has no element to be drawn in');
    }
    this.chart = chart;
    countQuickClicks(chart);
    // The controls below are what the Tab key reaches.
    chart.getDom()?.setAttribute('tabindex', '-1');
    const places = placesOf(market.tick, market.scales.price);
    chart.setBarSpace(BAR_SPACE);
    chart.setOffsetRightDistance(RIGHT_SPACE);
    this.#feed = new CandleFeed(chart, onNearlyAll);
    chart.setSymbol({ ticker: market.symbol, pricePrecision: places, volumePrecision: market.base.scale });
    chart.setPeriod(periodOf(span));
    chart.setDataLoader(this.#feed);
    this.#indicators = new IndicatorDrawing(chart, places, this.#colours, onFigures);
    this.#own = new OwnMarks(chart, market);
    chart.subscribeAction('onCrosshairChange', (given) => this.#hovers(given as Crosshair | undefined));
    element.addEventListener('pointerleave', () => onHover(null));
    chart.subscribeAction('onVisibleRangeChange', () => this.#indicators.scrolled());
  }

  /** After a change of theme, or of the colour of rising prices. */
  recolour(): void {
    this.#colours = palette();
    this.#indicators.recolour(this.#colours);
    this.#redraw();
  }

  speak(times: AxisTimes): void {
    this.chart.setFormatter({ formatDate: ({ timestamp }) => times.full(timestamp) });
    this.chart.overrideXAxis({
      createTicks: ({ defaultTicks }) =>
        defaultTicks.map((tick, at) => {
          const before = defaultTicks[at - 1]?.value;
          return { ...tick, text: times.tick(Number(tick.value), before === undefined ? null : Number(before)) };
        }),
    });
  }

  look(look: Look): void {
    this.#look = look;
    this.chart.overrideYAxis({ paneId: PRICES, name: AXES[look.scale] });
    this.#redraw();
  }

  show(candles: readonly Candle[]): void {
    this.#feed.show(candles.map((candle) => barOf(candle, this.market)));
  }

  /** The last candles have grown, or new ones have opened. */
  grow(candles: readonly Candle[]): void {
    this.#feed.grow(candles.map((candle) => barOf(candle, this.market)));
  }

  indicate(chosen: Chosen, lineColours: LineColours): Promise<void> {
    return this.#indicators.indicate(chosen, lineColours);
  }

  /** @param candles candles of another market; null: none is compared */
  compare(candles: readonly Candle[] | null, other: Market): void {
    const closes = candles?.map((candle) => [candle.openMillis, barOf(candle, other).close] as const);
    this.#indicators.compare(closes === undefined ? null : new Map(closes));
  }

  /** Values of the indicators at a candle, the last one where it is none. */
  figuresAt(openMillis: number | null): readonly Figure[] {
    const { bars } = this.#feed;
    const found = openMillis === null ? -1 : bars.findIndex(({ timestamp }) => timestamp === openMillis);
    return this.#indicators.figuresAt(found < 0 ? bars.length - 1 : found);
  }

  showLatest(): void {
    this.chart.setBarSpace(BAR_SPACE);
    this.chart.setOffsetRightDistance(RIGHT_SPACE);
    this.chart.scrollToRealTime();
    // A range that was dragged is left: the axis fits again.
    this.chart.overrideYAxis({ paneId: PRICES, name: AXES[this.#look?.scale ?? 'linear'] });
  }

  /** @param by more than one: closer */
  zoom(by: number): void {
    const { from, to } = this.chart.getVisibleRange();
    this.chart.zoomAtDataIndex(by, Math.max(from, to - 1));
  }

  /** Puts the crosshair on another candle, and brings that onto the screen. @returns which one */
  point(from: number | null, step: number): number | null {
    const { bars } = this.#feed;
    const here = from === null ? bars.length : bars.findIndex(({ timestamp }) => timestamp === from);
    const at = Math.min(Math.max(here + step, 0), bars.length - 1);
    const bar = bars[at];
    if (bar === undefined) {
      return null;
    }
    const range = this.chart.getVisibleRange();
    if (at < range.from || at >= range.to) {
      this.chart.scrollToDataIndex(at);
    }
    const place = this.chart.convertToPixel({ dataIndex: at, value: bar.close }, { paneId: PRICES, absolute: true });
    if (!Array.isArray(place)) {
      this.chart.executeAction('onCrosshairChange', { ...place, paneId: PRICES });
    }
    this.onHover(bar.timestamp);
    return bar.timestamp;
  }

  showOrders(lines: readonly OrderLine[], title: (line: OrderLine) => string): void {
    this.#own.showOrders(lines, title, this.#colours);
  }

  /** @param group the lines that these take the place of */
  showPrices(group: 'prices' | 'kept', lines: readonly PriceLine[]): void {
    this.#own.showPrices(group, lines, this.#colours);
  }

  showFills(fills: readonly Fill[], openOf: (millis: number) => number): void {
    const first = this.#feed.bars[0]?.timestamp ?? Infinity;
    const opens = (millis: number): number | null => (openOf(millis) < first ? null : openOf(millis));
    this.#own.showFills(fills, opens, this.#colours);
  }

  lineAt(y: number, reach: number): OrderLine | null {
    return this.#own.lineAt(y, reach);
  }

  moveLine(line: OrderLine, to: Price): void {
    this.#own.moveLine(line, to);
  }

  /** @returns null outside of the prices' pane */
  priceAtPixel(y: number): Price | null {
    const pane = this.chart.getSize(PRICES, 'root');
    if (pane === null || y < pane.top || y > pane.top + pane.height) {
      return null;
    }
    const at = this.chart.convertFromPixel([{ x: 0, y }], { paneId: PRICES, absolute: true });
    const height = Array.isArray(at) ? at[0]?.value : at.value;
    return height === undefined ? null : priceAt(height, this.market);
  }

  hold(isHeld: boolean): void {
    this.chart.setScrollEnabled(!isHeld);
    this.chart.setZoomEnabled(!isHeld);
  }

  /** The chart as a file. */
  picture(): Blob {
    const [, text = ''] = this.chart.getConvertPictureUrl(true, 'png', this.#colours.background).split(',');
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new Blob([bytes], { type: 'image/png' });
  }

  close(): void {
    dispose(this.element);
  }

  #hovers(crosshair: Crosshair | undefined): void {
    const at = this.chart.convertFromPixel([{ x: crosshair?.x ?? 0 }], { paneId: PRICES });
    const index = Array.isArray(at) ? at[0]?.dataIndex : at.dataIndex;
    this.onHover(this.#feed.bars[index ?? -1]?.timestamp ?? null);
  }

  #redraw(): void {
    if (this.#look !== null) {
      this.chart.setStyles(stylesOf(this.#colours, this.#look.style));
      this.#indicators.heikin(this.#look.style === 'heikin');
    }
  }
}

/** The library's numbers in the digits of the page's language, which may change while the chart stands. */
function written(given: number | string): string {
  const text = String(given);
  return text.endsWith('%') ? inPercent(text.slice(0, -1)) : readable(text, true);
}

const PERIODS = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week', M: 'month' } as const;

export function periodOf(span: Span): Period {
  return { type: PERIODS[span.slice(-1) as keyof typeof PERIODS], span: Number(span.slice(0, -1)) };
}
