/** The drawings that the chart library has no figure for. */
import { registerOverlay, type Coordinate, type OverlayFigure, type Point } from 'klinecharts';
import { inPercent, readable } from '../money/numerals';
import { FIBONACCI, MEASURE, RECTANGLE, TEXT } from './drawings';
import { edgeOf, placesIn } from './overlays';

function between(one: Coordinate, other: Coordinate) {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

registerOverlay({
  name: RECTANGLE,
  totalStep: 3,
  needDefaultPointFigure: true,
  needDefaultXAxisFigure: true,
  needDefaultYAxisFigure: true,
  createPointFigures: ({ coordinates: [one, other] }) =>
    one === undefined || other === undefined
      ? []
      : { type: 'rect', attrs: between(one, other), styles: { style: 'stroke_fill' } },
});

const RATIOS = [0, 0.236, 0.382, 0.5, 0.618, 0.786, 1] as const;
/** Labels of lines that are closer would cover each other. */
const LABEL_HEIGHT = 13;

registerOverlay({
  name: FIBONACCI,
  totalStep: 3,
  needDefaultPointFigure: true,
  needDefaultXAxisFigure: true,
  needDefaultYAxisFigure: true,
  createPointFigures: ({ overlay, coordinates, bounding, chart, yAxis }) => {
    const [from, to] = overlay.points.map(({ value }) => value);
    if (coordinates.length < 2 || from === undefined || to === undefined || yAxis === null) {
      return [];
    }
    const figures: OverlayFigure[] = [];
    let labelled = -Infinity;
    for (const { value, ratio } of retraced(from, to)) {
      const y = yAxis.convertToPixel(value);
      const [start, end] = [
        { x: 0, y },
        { x: bounding.width, y },
      ];
      figures.push({ type: 'line', attrs: { coordinates: [start, end] } });
      if (Math.abs(y - labelled) >= LABEL_HEIGHT) {
        labelled = y;
        const text = `${readable(value.toFixed(placesIn(chart)), true)} (${inPercent((100 * ratio).toFixed(1))})`;
        const attrs = { ...edgeOf(y, bounding.width), text, baseline: 'bottom' };
        figures.push({ type: 'text', ignoreEvent: true, attrs });
      }
    }
    return figures;
  },
});

/** The prices back from the end of a move to its beginning, on any axis. */
export const retraced = (from: number, to: number): readonly { readonly value: number; readonly ratio: number }[] =>
  RATIOS.map((ratio) => ({ ratio, value: to + (from - to) * ratio }));

registerOverlay<string>({
  name: TEXT,
  totalStep: 2,
  needDefaultPointFigure: true,
  createPointFigures: ({ overlay, coordinates: [at] }) =>
    at === undefined
      ? []
      : { type: 'text', attrs: { x: at.x, y: at.y, text: overlay.extendData, align: 'left', baseline: 'bottom' } },
});

registerOverlay({
  name: MEASURE,
  totalStep: 3,
  needDefaultPointFigure: true,
  needDefaultXAxisFigure: true,
  needDefaultYAxisFigure: true,
  createPointFigures: ({ overlay, coordinates: [one, other], chart }) => {
    const [from, to] = overlay.points;
    if (one === undefined || other === undefined || from === undefined || to === undefined) {
      return [];
    }
    const { line, point } = chart.getStyles().overlay;
    return [
      { type: 'rect', attrs: between(one, other), styles: { style: 'stroke_fill' } },
      {
        type: 'text',
        styles: { color: point.color, backgroundColor: line.color },
        ignoreEvent: true,
        attrs: {
          x: (one.x + other.x) / 2,
          y: Math.min(one.y, other.y) - 4,
          text: measured(from, to, placesIn(chart)),
          align: 'center',
          baseline: 'bottom',
        },
      },
    ];
  },
});

/** How far two points are apart: price, share and candles, without the candles where one of them is beyond all. */
export function measured(from: Partial<Point>, to: Partial<Point>, places: number): string {
  const [begin, end] = [from.value ?? 0, to.value ?? 0];
  const sign = end > begin ? '+' : '';
  const share = begin === 0 ? '' : ` (${inPercent(`${sign}${((100 * (end - begin)) / begin).toFixed(2)}`)})`;
  const candles =
    from.dataIndex === undefined || to.dataIndex === undefined
      ? ''
      : ` · ${readable(String(to.dataIndex - from.dataIndex))}`;
  return `${readable(`${sign}${(end - begin).toFixed(places)}`, true)}${share}${candles}`;
}
