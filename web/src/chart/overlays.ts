/** The caller's levels and marks on the prices. */
import { registerOverlay, type OverlayFigure } from 'klinecharts';
import { readable } from '../money/numerals';

export const LEVEL = 'flowex-level';
export const MARKS = 'flowex-marks';

/** A price across the chart: an order, the price of entry, an alert. */
export interface Level {
  readonly text: string;
  readonly colour: string;
  readonly background: string;
  readonly dashes: readonly number[];
}

/** A trade of the caller's. */
export interface Mark {
  readonly side: 'buy' | 'sell';
  readonly colour: string;
}

/** Above this height the left edge belongs to the legend, whose figures a label would cover; it has more lines where it is narrow. */
const legendHeight = (width: number): number => (width < 420 ? 84 : 58);

const MARGIN = 4;

interface Edge {
  readonly x: number;
  readonly y: number;
  readonly align: CanvasTextAlign;
}

/** Where the label of a line across the chart stands. */
export const edgeOf = (y: number, width: number): Edge =>
  y < legendHeight(width) ? { x: width - MARGIN, y, align: 'right' } : { x: MARGIN, y, align: 'left' };

const label = (level: Level, at: Edge, text: string): OverlayFigure => ({
  type: 'text',
  ignoreEvent: true,
  attrs: { ...at, text, baseline: 'middle' },
  styles: { color: level.background, backgroundColor: level.colour, borderColor: level.colour },
});

registerOverlay<Level>({
  name: LEVEL,
  totalStep: 2,
  createPointFigures: ({ overlay, coordinates: [at], bounding }) =>
    at === undefined
      ? []
      : [
          {
            type: 'line',
            ignoreEvent: true,
            attrs: {
              coordinates: [
                { x: 0, y: at.y },
                { x: bounding.width, y: at.y },
              ],
            },
            styles: { color: overlay.extendData.colour, style: 'dashed', dashedValue: [...overlay.extendData.dashes] },
          },
          label(overlay.extendData, edgeOf(at.y, bounding.width), overlay.extendData.text),
        ],
  createYAxisFigures: ({ overlay, coordinates: [at], bounding, chart }) => {
    const value = overlay.points[0]?.value;
    return at === undefined || value === undefined
      ? []
      : label(
          overlay.extendData,
          { x: bounding.width, y: at.y, align: 'right' },
          readable(value.toFixed(placesIn(chart)), true),
        );
  },
});

/** Half of the width of an arrow, in pixels. */
const ARROW = 5;

registerOverlay<readonly Mark[]>({
  name: MARKS,
  totalStep: 2,
  createPointFigures: ({ overlay, coordinates }) =>
    coordinates.flatMap(({ x, y }, at): OverlayFigure[] => {
      const mark = overlay.extendData[at];
      const way = mark?.side === 'buy' ? 1 : -1;
      return mark === undefined
        ? []
        : [
            {
              type: 'polygon',
              ignoreEvent: true,
              attrs: {
                coordinates: [
                  { x, y },
                  { x: x - ARROW, y: y + way * 2 * ARROW },
                  { x: x + ARROW, y: y + way * 2 * ARROW },
                ],
              },
              styles: { style: 'fill', color: mark.colour },
            },
          ];
    }),
});

/** Decimals of the market's prices. */
export const placesIn = (chart: { readonly getSymbol: () => { readonly pricePrecision: number } | null }): number =>
  chart.getSymbol()?.pricePrecision ?? 2;
