/** The chart library, spoken to in candles and prices. */
import {
  CandlestickSeries,
  ColorType,
  createChart,
  CrosshairMode,
  HistogramSeries,
  type CandlestickData,
  type HistogramData,
  type IChartApi,
  type ISeriesApi,
  type TickMarkType,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Candle, Fill, Market } from '../exchange/model';
import { placesOf, type Price } from '../money/money';
import { drawnPrice } from './drawn-price';
import type { Chosen } from './chosen';
import { barOf, curvesOf, type Bar, type DrawnCurve } from './curves';
import { CurveDrawing } from './curve-drawing';
import type { Dragged } from './drag';
import { priceAt } from './heights';
import { OwnMarks, type OrderLine } from './own-marks';
import { palette, type Palette } from './palette';

/** How times read along the axis. */
export interface AxisTimes {
  readonly tick: (seconds: number, mark: TickMarkType) => string;
  readonly full: (seconds: number) => string;
}

/** So few candles are left on the left when older ones are asked for. */
const NEARLY_ALL = 40;

export class ChartDrawing implements Dragged {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #volumes: ISeriesApi<'Histogram'>;
  readonly #curves: CurveDrawing;
  readonly #own: OwnMarks;
  readonly #places: number;
  #colours: Palette = palette();
  #bars: Bar[] = [];
  #chosen: Chosen = {};
  #shown: readonly DrawnCurve[] = [];

  /** @param onHover the candle under the crosshair; null: none */
  constructor(
    element: HTMLElement,
    private readonly market: Market,
    onHover: (openMillis: number | null) => void,
    onNearlyAll: () => void,
  ) {
    this.#chart = createChart(element, {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Normal },
      // Named in the page's footer instead: the logo's own style sheet would need a weaker content policy.
      layout: { attributionLogo: false },
      rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.22 } },
      timeScale: { borderVisible: false, timeVisible: true, secondsVisible: true, rightOffset: 4, barSpacing: 8 },
    });
    this.#places = placesOf(market.tick, market.scales.price);
    this.#candles = this.#chart.addSeries(CandlestickSeries, {
      priceFormat: drawnPrice(this.#places),
      borderVisible: false,
    });
    this.#volumes = this.#chart.addSeries(HistogramSeries, {
      priceFormat: { type: 'volume' },
      priceScaleId: '',
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#volumes.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.#curves = new CurveDrawing(this.#chart);
    this.#own = new OwnMarks(this.#candles, market);
    this.#chart.subscribeCrosshairMove(({ time }) => onHover(typeof time === 'number' ? time * 1_000 : null));
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range !== null && range.from < NEARLY_ALL && this.#bars.length > 0) {
        onNearlyAll();
      }
    });
    this.recolour();
  }

  /** After a change of theme. */
  recolour(): void {
    this.#colours = palette();
    const { text, line, up, down, font } = this.#colours;
    this.#chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: 'transparent' },
        textColor: text,
        fontFamily: font,
        fontSize: 11,
        panes: { separatorColor: line, separatorHoverColor: line },
      },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
    });
    this.#candles.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
    this.#volumes.setData(this.#bars.map((bar) => this.#volume(bar)));
    this.#drawCurves(0);
  }

  speak(times: AxisTimes): void {
    this.#chart.applyOptions({
      localization: { timeFormatter: (time: unknown) => times.full(Number(time)) },
      timeScale: { tickMarkFormatter: (time: unknown, kind: TickMarkType) => times.tick(Number(time), kind) },
    });
  }

  show(candles: readonly Candle[]): void {
    this.#bars = candles.map((candle) => barOf(candle, this.market));
    this.#candles.setData(this.#bars.map(candleOf));
    this.#volumes.setData(this.#bars.map((bar) => this.#volume(bar)));
    this.#drawCurves(0);
  }

  /** The last candles have grown, or new ones have opened. */
  grow(candles: readonly Candle[]): void {
    let from = this.#bars.length;
    for (const candle of candles) {
      const bar = barOf(candle, this.market);
      if (this.#bars.at(-1)?.openMillis === bar.openMillis) {
        this.#bars.pop();
      }
      from = Math.min(from, this.#bars.push(bar) - 1);
      this.#candles.update(candleOf(bar));
      this.#volumes.update(this.#volume(bar));
    }
    this.#drawCurves(from);
  }

  indicate(chosen: Chosen): void {
    this.#chosen = chosen;
    this.#drawCurves(0);
  }

  /** What the curves say at a candle, the last one where it is none. */
  figuresAt(openMillis: number | null): readonly { readonly curve: DrawnCurve; readonly value: number }[] {
    const found = openMillis === null ? -1 : this.#bars.findIndex((bar) => bar.openMillis === openMillis);
    const at = found < 0 ? this.#bars.length - 1 : found;
    return this.#shown.flatMap((curve) => {
      const value = curve.values[at] ?? null;
      return value === null ? [] : [{ curve, value }];
    });
  }

  showLatest(): void {
    this.#chart.timeScale().resetTimeScale();
    this.#chart.priceScale('right').applyOptions({ autoScale: true });
  }

  /** @param by more than one: closer */
  zoom(by: number): void {
    const scale = this.#chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (range !== null) {
      scale.setVisibleLogicalRange({ from: range.to - (range.to - range.from) / by, to: range.to });
    }
  }

  /** Puts the crosshair on another candle, and brings that onto the screen. @returns which one */
  point(from: number | null, step: number): number | null {
    const here = from === null ? this.#bars.length : this.#bars.findIndex(({ openMillis }) => openMillis === from);
    const at = Math.min(Math.max(here + step, 0), this.#bars.length - 1);
    const bar = this.#bars[at];
    if (bar === undefined) {
      return null;
    }
    const scale = this.#chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    const away = range === null ? 0 : Math.min(at - range.from, 0) || Math.max(at - range.to, 0);
    if (range !== null && away !== 0) {
      scale.setVisibleLogicalRange({ from: range.from + away, to: range.to + away });
    }
    this.#chart.setCrosshairPosition(bar.close, timeOf(bar), this.#candles);
    return bar.openMillis;
  }

  showOrders(lines: readonly OrderLine[], title: (line: OrderLine) => string): void {
    this.#own.showOrders(lines, title, this.#colours);
  }

  showFills(fills: readonly Fill[], openOf: (millis: number) => number): void {
    const first = this.#bars[0]?.openMillis ?? Infinity;
    const opens = (millis: number): number | null => (openOf(millis) < first ? null : openOf(millis));
    this.#own.showFills(fills, opens, this.#colours);
  }

  lineAt(y: number, reach: number): OrderLine | null {
    return this.#own.lineAt(y, reach);
  }

  moveLine(line: OrderLine, to: Price): void {
    this.#own.moveLine(line, to);
  }

  priceAtPixel(y: number): Price | null {
    const height = this.#candles.coordinateToPrice(y);
    return height === null ? null : priceAt(height, this.market);
  }

  hold(isHeld: boolean): void {
    this.#chart.applyOptions({ handleScroll: !isHeld, handleScale: !isHeld });
  }

  close(): void {
    this.#chart.remove();
  }

  #drawCurves(from: number): void {
    this.#shown = curvesOf(this.#chosen, this.#bars);
    this.#curves.show(this.#shown, this.#bars, from, this.#colours, this.#places);
  }

  #volume(bar: Bar): HistogramData<UTCTimestamp> {
    const { upFaint, downFaint } = this.#colours;
    return { time: timeOf(bar), value: bar.base, color: bar.close >= bar.open ? upFaint : downFaint };
  }
}

const candleOf = (bar: Bar): CandlestickData<UTCTimestamp> => ({
  time: timeOf(bar),
  open: bar.open,
  high: bar.high,
  low: bar.low,
  close: bar.close,
});

const timeOf = ({ openMillis }: Bar): UTCTimestamp => (openMillis / 1_000) as UTCTimestamp;
