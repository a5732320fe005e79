/** The drawings that the chart library has no figure for. */
import { registerOverlay, type Coordinate, type Point } from 'klinecharts';
import { inPercent, readable } from '../money/numerals';
import { MEASURE, RECTANGLE, TEXT } from './drawings';
import { placesIn } from './overlays';

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
  return `${readable(`${sign}${(end - begin).toFixed(places)}`)}${share}${candles}`;
}
