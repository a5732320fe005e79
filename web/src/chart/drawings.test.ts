// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Chart, OverlayCreate } from 'klinecharts';
import { DrawingBoard } from './board';
import { POINTS_MAX, sheetIn, sheetOf, thinned } from './drawings';
import { colouredLines, colourLine, lineColours, lineColoursIn, uncolour } from './line-colours';
import { applyLayout, layoutsIn, layouts, removeLayout, saveLayout } from './layouts';
import { lookIn } from './look';
import { measured, retraced } from './drawn-overlays';
import { edgeOf } from './overlays';
import { beside, besideIn, changeBeside, showBeside } from './beside';

const TREND = {
  id: 'a',
  tool: 'trend',
  points: [
    { timestamp: 1, value: 2 },
    { timestamp: 3, value: 4 },
  ],
  text: '',
};

/** A chart that keeps what is drawn on it. */
class PlainChart {
  overlays: OverlayCreate[] = [];
  createOverlay = (made: OverlayCreate) => void this.overlays.push(made);
  removeOverlay = ({ id, groupId }: { id?: string; groupId?: string }) =>
    void (this.overlays = this.overlays.filter((other) => other.id !== id && other.groupId !== groupId));
}

let owners = 0;

function setUp() {
  const chart = new PlainChart();
  const owner = String(owners++);
  const board = new DrawingBoard(chart as unknown as Chart, owner, 'BTC-USDT');
  const draw = (value: number): void => {
    board.begin('horizontal', false, '');
    const begun = chart.overlays.at(-1)!;
    begun.onDrawEnd?.({ overlay: { points: [{ value, dataIndex: 7 }] } } as never);
  };
  const values = () =>
    sheetOf(owner, 'BTC-USDT')
      .get()
      .drawn.map(({ points }) => points[0]?.value);
  return { chart, board, draw, values, owner };
}

describe('the drawings of a market', () => {
  beforeEach(() => localStorage.clear());

  it('are kept, for the account that drew them, until they are undone or deleted', () => {
    const { chart, board, draw, values, owner } = setUp();
    draw(10);
    draw(20);
    expect(values()).toEqual([10, 20]);
    expect(sheetOf(`${owner}x`, 'BTC-USDT').get().drawn).toEqual([]);
    expect(sheetOf(owner, 'ETH-USDT').get().drawn).toEqual([]);
    board.undo();
    expect(values()).toEqual([10]);
    expect(chart.overlays.map(({ points }) => points)).toEqual([[{ value: 10 }]]);
    chart.overlays[0]!.onSelected?.({} as never);
    board.removeSelected();
    expect([values(), chart.overlays]).toEqual([[], []]);
    board.undo();
    expect(values()).toEqual([10]);
    board.clear();
    expect(values()).toEqual([]);
  });

  it('are locked and hidden together, and none is left half drawn', () => {
    const { chart, board, draw, values } = setUp();
    draw(10);
    board.lock(true);
    board.hide(true);
    expect(chart.overlays).toMatchObject([{ lock: true, visible: false }]);
    chart.overlays[0]!.onSelected?.({} as never);
    board.removeSelected();
    expect(values()).toEqual([10]);
    board.begin('trend', true, '');
    expect([board.state().tool, board.sheet().isHidden]).toEqual(['trend', false]);
    expect(chart.overlays.at(-1)).toMatchObject({ mode: 'strong_magnet' });
    board.abandon();
    expect([board.state().tool, chart.overlays.length]).toEqual([null, 1]);
    board.close();
    expect(chart.overlays).toEqual([]);
  });

  it('are read as they were stored, without what no page wrote', () => {
    expect(sheetIn({ drawn: [TREND], isLocked: true })).toEqual({ drawn: [TREND], isLocked: true, isHidden: false });
    const wrong = [
      { ...TREND, tool: 'x' },
      { ...TREND, points: [{}] },
      { ...TREND, points: [] },
      { ...TREND, id: 1 },
      3,
    ];
    expect(sheetIn({ drawn: wrong }).drawn).toEqual([]);
    expect(sheetIn('x')).toEqual(sheetIn(null));
    const many = thinned(Array.from({ length: 2_000 }, (_, at) => at));
    expect(many.length).toBeLessThanOrEqual(POINTS_MAX);
    expect([many[0], many.at(-1)]).toEqual([0, 1_999]);
  });

  it('measure price, share and candles', () => {
    expect(measured({ value: 100, dataIndex: 3 }, { value: 125, dataIndex: 8 }, 2)).toBe('+25.00 (+25.00%) · 5');
    expect(measured({ value: 100 }, { value: 75 }, 0)).toBe('-25 (-25.00%)');
  });
});

describe('the lines of Fibonacci', () => {
  it('go from the end of a move back to its beginning', () => {
    expect(retraced(100, 200).map(({ value, ratio }) => [ratio, Number(value.toFixed(4))])).toEqual([
      ...[
        [0, 200],
        [0.236, 176.4],
        [0.382, 161.8],
        [0.5, 150],
      ],
      ...[
        [0.618, 138.2],
        [0.786, 121.4],
        [1, 100],
      ],
    ]);
    expect(retraced(200, 100)[1]?.value).toBeCloseTo(123.6);
  });

  it('have their labels beside the legend, never below it', () => {
    expect([edgeOf(20, 800), edgeOf(70, 800), edgeOf(70, 330)].map(({ align }) => align)).toEqual([
      ...['right', 'left', 'right'],
    ]);
  });
});

describe('charts beside the first one', () => {
  beforeEach(() => localStorage.clear());

  it('are at most three, begin with other markets, and keep what was chosen', () => {
    showBeside(9, ['BTC-USDT', 'ETH-USDT']);
    expect(beside.get()).toEqual([
      { symbol: 'ETH-USDT', span: '15m' },
      { symbol: 'BTC-USDT', span: '1h' },
      { symbol: 'ETH-USDT', span: '1d' },
    ]);
    changeBeside(0, { span: '4h' });
    showBeside(1, ['BTC-USDT']);
    showBeside(2, ['BTC-USDT']);
    expect(beside.get()).toEqual([
      { symbol: 'ETH-USDT', span: '4h' },
      { symbol: 'BTC-USDT', span: '1h' },
    ]);
    expect(besideIn([{ symbol: 'X', span: '7m' }, 3, { span: '1m' }])).toEqual([]);
    expect(besideIn('x')).toEqual([]);
  });

  it('come back with a layout', () => {
    showBeside(1, ['BTC-USDT', 'ETH-USDT']);
    saveLayout('Two', '1m');
    showBeside(0, []);
    const [layout] = layouts.get();
    let span = '';
    if (layout !== undefined) {
      applyLayout(layout, (chosen) => (span = chosen));
    }
    expect([span, beside.get()]).toEqual(['1m', [{ symbol: 'ETH-USDT', span: '15m' }]]);
  });
});

describe('layouts', () => {
  beforeEach(() => localStorage.clear());

  it('are saved under a name, once, and read without what no page wrote', () => {
    saveLayout('Scalping', '1m');
    saveLayout('Scalping', '5m');
    expect(layouts.get().map(({ name, span }) => [name, span])).toEqual([['Scalping', '5m']]);
    expect(layoutsIn([{ name: '', span: '1m' }, { name: 'x', span: '7m' }, 4])).toEqual([]);
    removeLayout('Scalping');
    expect(layouts.get()).toEqual([]);
  });

  it('bring the colours of lines back, and read none that is no colour', () => {
    colourLine('ma', 1, '#102030');
    saveLayout('Coloured', '1m');
    uncolour('ma');
    expect(colouredLines('ma', [7, 25], lineColours.get()).map(({ colour }) => colour)).toEqual([0, 1]);
    const [layout] = layouts.get();
    if (layout !== undefined) {
      applyLayout(layout, () => undefined);
    }
    expect(colouredLines('ma', [7, 25], lineColours.get()).map(({ colour }) => colour)).toEqual([0, '#102030']);
    expect(
      lineColoursIn({ ma: { 0: 'red', 1: '#AABBCC', x: '#aabbcc', 99: '#aabbcc' }, none: { 0: '#aabbcc' } }),
    ).toEqual({});
  });

  it('know the style and the scale', () => {
    expect(lookIn({ style: 'heikin', scale: 'log', compared: 'ETH-USDT', isMagnetic: true })).toEqual({
      style: 'heikin',
      scale: 'log',
      compared: 'ETH-USDT',
      isMagnetic: true,
    });
    expect(lookIn({ style: 'x', scale: 3 })).toEqual(lookIn(null));
  });
});
