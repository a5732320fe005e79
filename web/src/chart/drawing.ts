/** The chart library, spoken to in candles and prices. */
import {
  CandlestickSeries,
  ColorType,
  createChart,
  CrosshairMode,
  HistogramSeries,
  LineStyle,
  type CandlestickData,
  type HistogramData,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type TickMarkType,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Candle, Market, Order } from '../exchange/model';
import { forDrawing, placesOf, type Price } from '../money/money';
import { palette, type Palette } from './palette';

/** How times read along the axis. */
export interface AxisTimes {
  readonly tick: (seconds: number, mark: TickMarkType) => string;
  readonly full: (seconds: number) => string;
}

export class ChartDrawing {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #volumes: ISeriesApi<'Histogram'>;
  #colours: Palette = palette();
  #orderLines: IPriceLine[] = [];

  constructor(
    element: HTMLElement,
    private readonly market: Market,
    onHover: (openMillis: number | null) => void,
  ) {
    this.#chart = createChart(element, {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Normal },
      // Named in the page's footer instead: the logo's own style sheet would need a weaker content policy.
      layout: { attributionLogo: false },
      rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.22 } },
      timeScale: { borderVisible: false, timeVisible: true, secondsVisible: true, rightOffset: 4, barSpacing: 8 },
    });
    const places = placesOf(market.tick, market.scales.price);
    this.#candles = this.#chart.addSeries(CandlestickSeries, {
      priceFormat: { type: 'price', precision: places, minMove: 1 / 10 ** places },
      borderVisible: false,
    });
    this.#volumes = this.#chart.addSeries(HistogramSeries, {
      priceFormat: { type: 'volume' },
      priceScaleId: '',
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#volumes.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.#chart.subscribeCrosshairMove(({ time }) => onHover(typeof time === 'number' ? time * 1_000 : null));
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
      },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
    });
    this.#candles.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
  }

  speak(times: AxisTimes): void {
    this.#chart.applyOptions({
      localization: { timeFormatter: (time: unknown) => times.full(Number(time)) },
      timeScale: { tickMarkFormatter: (time: unknown, kind: TickMarkType) => times.tick(Number(time), kind) },
    });
  }

  show(candles: readonly Candle[]): void {
    this.#candles.setData(candles.map((candle) => this.#bar(candle)));
    this.#volumes.setData(candles.map((candle) => this.#volume(candle)));
  }

  showLatest(): void {
    this.#chart.timeScale().resetTimeScale();
    this.#chart.priceScale('right').applyOptions({ autoScale: true });
  }

  /** The last candle has grown, or a new one has opened. */
  grow(candle: Candle): void {
    this.#candles.update(this.#bar(candle));
    this.#volumes.update(this.#volume(candle));
  }

  showOrders(orders: readonly Order[], title: (order: Order) => string): void {
    this.#orderLines.forEach((line) => this.#candles.removePriceLine(line));
    this.#orderLines = orders.flatMap((order) =>
      order.price === null
        ? []
        : this.#candles.createPriceLine({
            price: this.#height(order.price),
            color: order.side === 'buy' ? this.#colours.up : this.#colours.down,
            lineWidth: 1,
            lineStyle: LineStyle.Dashed,
            axisLabelVisible: true,
            title: title(order),
          }),
    );
  }

  close(): void {
    this.#chart.remove();
  }

  #bar(candle: Candle): CandlestickData<UTCTimestamp> {
    return {
      time: seconds(candle),
      open: this.#height(candle.open),
      high: this.#height(candle.high),
      low: this.#height(candle.low),
      close: this.#height(candle.close),
    };
  }

  #volume(candle: Candle): HistogramData<UTCTimestamp> {
    const { upFaint, downFaint } = this.#colours;
    return {
      time: seconds(candle),
      value: forDrawing(candle.volume, this.market.scales.base),
      color: candle.close >= candle.open ? upFaint : downFaint,
    };
  }

  #height(at: Price): number {
    return forDrawing(at, this.market.scales.price);
  }
}

const seconds = ({ openMillis }: Candle): UTCTimestamp => (openMillis / 1_000) as UTCTimestamp;
