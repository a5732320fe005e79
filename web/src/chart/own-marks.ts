/** What on the chart is the caller's: lines of open orders, marks of trades. */
import {
  createSeriesMarkers,
  LineStyle,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Fill, Market, Order } from '../exchange/model';
import type { Price } from '../money/money';
import { heightOf } from './heights';
import type { Palette } from './palette';

/** A line of an order: where it rests, or what sets it off. */
export interface OrderLine {
  readonly order: Order;
  readonly kind: 'price' | 'stop';
  readonly at: Price;
}

export const linesOf = (orders: readonly Order[]): readonly OrderLine[] =>
  orders.flatMap((order) => {
    const { price, stopPrice } = order;
    return [
      ...(price === null ? [] : [{ order, kind: 'price' as const, at: price }]),
      ...(stopPrice === null || order.status !== 'waiting' ? [] : [{ order, kind: 'stop' as const, at: stopPrice }]),
    ];
  });

export class OwnMarks {
  #drawn: readonly (readonly [OrderLine, IPriceLine])[] = [];
  readonly #marks: ISeriesMarkersPluginApi<Time>;

  constructor(
    private readonly series: ISeriesApi<'Candlestick'>,
    private readonly market: Market,
  ) {
    this.#marks = createSeriesMarkers(series, []);
  }

  showOrders(lines: readonly OrderLine[], title: (line: OrderLine) => string, { up, down }: Palette): void {
    this.#drawn.forEach(([, line]) => this.series.removePriceLine(line));
    this.#drawn = lines.map((line) => [
      line,
      this.series.createPriceLine({
        price: heightOf(line.at, this.market),
        color: line.order.side === 'buy' ? up : down,
        lineWidth: 1,
        lineStyle: line.kind === 'stop' ? LineStyle.SparseDotted : LineStyle.Dashed,
        axisLabelVisible: true,
        title: title(line),
      }),
    ]);
  }

  /** @returns the line nearest to that pixel, of those within reach */
  lineAt(y: number, reach: number): OrderLine | null {
    let nearest: OrderLine | null = null;
    let least = reach;
    for (const [line] of this.#drawn) {
      const height = this.series.priceToCoordinate(heightOf(line.at, this.market));
      const away = height === null ? Infinity : Math.abs(height - y);
      if (away <= least) {
        [nearest, least] = [line, away];
      }
    }
    return nearest;
  }

  /** Only on the screen: what the order asks for is another matter. */
  moveLine(line: OrderLine, to: Price): void {
    const drawn = this.#drawn.find(([other]) => other === line)?.[1];
    drawn?.applyOptions({ price: heightOf(to, this.market) });
  }

  /** @param openOf the candle that a moment is in; null: none on the chart */
  showFills(fills: readonly Fill[], openOf: (millis: number) => number | null, { up, down }: Palette): void {
    const marks = fills.flatMap(({ side, price, atMillis }): readonly SeriesMarker<Time>[] => {
      const openMillis = openOf(atMillis);
      const isBuy = side === 'buy';
      return openMillis === null
        ? []
        : [
            {
              time: (openMillis / 1_000) as UTCTimestamp,
              position: isBuy ? 'atPriceBottom' : 'atPriceTop',
              price: heightOf(price, this.market),
              shape: isBuy ? 'arrowUp' : 'arrowDown',
              color: isBuy ? up : down,
              size: 1,
            },
          ];
    });
    this.#marks.setMarkers(marks.sort((a, b) => Number(a.time) - Number(b.time)));
  }
}
