/** The curves of the chosen indicators in the chart library: made when another choice is made, moved with every candle. */
import {
  HistogramSeries,
  LineSeries,
  type HistogramData,
  type IChartApi,
  type ISeriesApi,
  type LineData,
  type UTCTimestamp,
  type WhitespaceData,
} from 'lightweight-charts';
import type { Bar, DrawnCurve } from './curves';
import type { Palette } from './palette';
import { drawnPrice } from './drawn-price';

type Point = LineData<UTCTimestamp> | HistogramData<UTCTimestamp> | WhitespaceData<UTCTimestamp>;
type Series = ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;

export class CurveDrawing {
  #series: readonly Series[] = [];
  #shape = '';

  constructor(private readonly chart: IChartApi) {}

  /**
   * @param from the first bar that is another than before; where the curves are others than before all are drawn anew
   * @param places decimals of the market's prices
   */
  show(curves: readonly DrawnCurve[], bars: readonly Bar[], from: number, colours: Palette, places: number): void {
    const shape = JSON.stringify([curves.map(({ name, pane }) => [name, pane]), colours, places]);
    const isNew = shape !== this.#shape;
    if (isNew) {
      this.#make(curves, colours, places);
      this.#shape = shape;
    }
    curves.forEach((curve, at) => {
      const series = this.#series[at];
      const point = (_: unknown, bar: number): Point => pointOf(curve, bars, bar, colours);
      if (isNew || from === 0) {
        series?.setData(bars.map(point));
      } else {
        bars.slice(from).forEach((_, after) => series?.update(point(_, from + after)));
      }
    });
  }

  #make(curves: readonly DrawnCurve[], colours: Palette, places: number): void {
    this.#series.forEach((series) => this.chart.removeSeries(series));
    const panes = ['price', ...new Set(curves.map(({ pane }) => pane).filter((pane) => pane !== 'price'))];
    this.#series = curves.map((curve) => {
      const pane = panes.indexOf(curve.pane);
      const options = {
        color: colours.curves[curve.colour] ?? colours.text,
        lastValueVisible: curve.pane !== 'price',
        priceLineVisible: false,
        priceFormat: drawnPrice(places),
      };
      return curve.style === 'bars'
        ? this.chart.addSeries(HistogramSeries, options, pane)
        : this.chart.addSeries(LineSeries, { ...options, lineWidth: 1, crosshairMarkerVisible: false }, pane);
    });
    this.chart.panes().forEach((pane, at) => pane.setStretchFactor(at === 0 ? 3 : 1));
  }
}

function pointOf(curve: DrawnCurve, bars: readonly Bar[], at: number, { upFaint, downFaint }: Palette): Point {
  const time = ((bars[at]?.openMillis ?? 0) / 1_000) as UTCTimestamp;
  const value = curve.values[at] ?? null;
  if (value === null) {
    return { time };
  }
  return curve.style === 'bars' ? { time, value, color: value >= 0 ? upFaint : downFaint } : { time, value };
}
