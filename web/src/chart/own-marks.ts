/** The caller's marks on the chart: lines of open orders, of the prices of entry and liquidation, and of alerts, arrows of trades. */
import type { Chart } from 'klinecharts';
import type { Fill, Market, Order } from '../exchange/model';
import type { Price } from '../money/money';
import { heightOf } from './heights';
import { LEVEL, MARKS, type Level, type Mark } from './overlays';
import type { Palette } from './palette';

/** A line of an order: where it rests, or what sets it off. */
export interface OrderLine {
  readonly order: Order;
  readonly kind: 'price' | 'stop';
  readonly at: Price;
}

/** A price worth a line that is no order's. */
export interface PriceLine {
  readonly kind: 'entry' | 'alert' | 'liquidation';
  readonly at: Price;
  readonly text: string;
}

export const linesOf = (orders: readonly Order[]): readonly OrderLine[] =>
  orders.flatMap((order) => {
    const { price, stopPrice } = order;
    return [
      ...(price === null ? [] : [{ order, kind: 'price' as const, at: price }]),
      ...(stopPrice === null || order.status !== 'waiting' ? [] : [{ order, kind: 'stop' as const, at: stopPrice }]),
    ];
  });

const GROUPS = { orders: 'orders', fills: 'fills' } as const;
const DASHES = { price: [5, 4], stop: [1, 4], entry: [8, 3], alert: [2, 2], liquidation: [10, 2] } as const;

export class OwnMarks {
  #lines: readonly (readonly [OrderLine, string])[] = [];

  constructor(
    private readonly chart: Chart,
    private readonly market: Market,
  ) {}

  showOrders(lines: readonly OrderLine[], title: (line: OrderLine) => string, colours: Palette): void {
    this.chart.removeOverlay({ groupId: GROUPS.orders });
    this.#lines = lines.map((line) => {
      const id = `order-${line.order.id}-${line.kind}`;
      const colour = line.order.side === 'buy' ? colours.up : colours.down;
      this.#level(id, GROUPS.orders, line.at, {
        text: title(line),
        colour,
        background: colours.background,
        dashes: DASHES[line.kind],
      });
      return [line, id];
    });
  }

  showPrices(group: string, lines: readonly PriceLine[], colours: Palette): void {
    this.chart.removeOverlay({ groupId: group });
    lines.forEach(({ kind, at, text }, index) => {
      const colour = { entry: colours.accent, alert: colours.text, liquidation: colours.down }[kind];
      this.#level(`${group}-${index}`, group, at, {
        text,
        colour,
        background: colours.background,
        dashes: DASHES[kind],
      });
    });
  }

  /** @returns the line nearest to that pixel, of those within reach */
  lineAt(y: number, reach: number): OrderLine | null {
    let nearest: OrderLine | null = null;
    let least = reach;
    for (const [line] of this.#lines) {
      const height = pixelOf(this.chart, heightOf(line.at, this.market));
      const away = height === null ? Infinity : Math.abs(height - y);
      if (away <= least) {
        [nearest, least] = [line, away];
      }
    }
    return nearest;
  }

  /** Only on the screen: what the order asks for is another matter. */
  moveLine(line: OrderLine, to: Price): void {
    const id = this.#lines.find(([other]) => other === line)?.[1];
    if (id !== undefined) {
      this.chart.overrideOverlay({ id, points: [{ value: heightOf(to, this.market) }] });
    }
  }

  /** @param openOf the candle that a moment is in; null: none on the chart */
  showFills(fills: readonly Fill[], openOf: (millis: number) => number | null, { up, down }: Palette): void {
    this.chart.removeOverlay({ groupId: GROUPS.fills });
    const shown = fills.flatMap(({ side, price, atMillis }) => {
      const timestamp = openOf(atMillis);
      return timestamp === null ? [] : [{ side, point: { timestamp, value: heightOf(price, this.market) } }];
    });
    if (shown.length > 0) {
      this.chart.createOverlay({
        name: MARKS,
        groupId: GROUPS.fills,
        lock: true,
        points: shown.map(({ point }) => point),
        extendData: shown.map(({ side }): Mark => ({ side, colour: side === 'buy' ? up : down })),
      });
    }
  }

  #level(id: string, groupId: string, at: Price, level: Level): void {
    const points = [{ value: heightOf(at, this.market) }];
    this.chart.createOverlay({ name: LEVEL, id, groupId, lock: true, points, extendData: level });
  }
}

/** Where a price is, in pixels from the top. */
export function pixelOf(chart: Chart, value: number): number | null {
  const at = chart.convertToPixel({ value }, { paneId: 'candle_pane', absolute: true });
  return Array.isArray(at) ? null : (at.y ?? null);
}
