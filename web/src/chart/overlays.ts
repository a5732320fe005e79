/** The caller's levels and marks on the prices. */
import { registerOverlay, type OverlayFigure } from 'klinecharts';
import { readable } from '../money/numerals';

export const LEVEL = 'flowex-level';
export const MARKS = 'flowex-marks';

/** A price across the chart: an order, the price of entry, an alert. */
export interface Level {
  readonly text: string;
  readonly colour: string;
  readonly ground: string;
  readonly dashes: readonly number[];
}

/** A trade of the caller's. */
export interface Mark {
  readonly side: 'buy' | 'sell';
  readonly colour: string;
}

const label = (level: Level, x: number, y: number, text: string, align: CanvasTextAlign): OverlayFigure => ({
  type: 'text',
  ignoreEvent: true,
  attrs: { x, y, text, align, baseline: 'middle' },
  styles: { color: level.ground, backgroundColor: level.colour, borderColor: level.colour },
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
          label(overlay.extendData, 4, at.y, overlay.extendData.text, 'left'),
        ],
  createYAxisFigures: ({ overlay, coordinates: [at], bounding, chart }) => {
    const value = overlay.points[0]?.value;
    return at === undefined || value === undefined
      ? []
      : label(overlay.extendData, bounding.width, at.y, readable(value.toFixed(placesIn(chart))), 'right');
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
