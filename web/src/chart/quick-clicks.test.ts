// @vitest-environment happy-dom
import { dispose, init, type KLineData } from 'klinecharts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawingBoard } from './board';
import { sheetOf } from './drawings';
import { countQuickClicks } from './quick-clicks';

/** A canvas that takes every stroke and shows none. */
const blind: unknown = new Proxy(
  {},
  {
    get: (_, name) => (name === 'measureText' ? () => ({ width: 10 }) : () => undefined),
    set: () => true,
  },
);

const bars: readonly KLineData[] = Array.from({ length: 200 }, (_, at) => ({
  ...{ timestamp: at * 60_000, open: 100, high: 110, low: 90, close: 105, volume: 1 },
}));

describe('clicks at different places', () => {
  beforeEach(() => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(blind as never);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  });
  afterEach(() => vi.restoreAllMocks());

  it('set the points of drawings, however quickly they follow each other', () => {
    const element = document.body.appendChild(document.createElement('div'));
    const chart = init(element)!;
    chart.setSymbol({ ticker: 'BTC-USDT', pricePrecision: 2, volumePrecision: 2 });
    chart.setPeriod({ type: 'minute', span: 1 });
    chart.setDataLoader({ getBars: ({ callback }) => callback([...bars]) });
    countQuickClicks(chart);
    const board = new DrawingBoard(chart, 'me', 'BTC-USDT');
    const click = (clientX: number, clientY: number): void => {
      const at = { clientX, clientY, bubbles: true };
      const target = chart.getDom()!;
      target.dispatchEvent(new MouseEvent('mousemove', at));
      target.dispatchEvent(new MouseEvent('mousedown', at));
      target.dispatchEvent(new MouseEvent('mouseup', at));
    };
    for (const [at, tool] of (['measure', 'rectangle', 'channel', 'fibonacci'] as const).entries()) {
      board.begin(tool, false, '');
      click(100 + at, 100);
      click(200, 150 + at);
      if (tool === 'channel') {
        click(220, 180);
      }
      expect(board.state().tool, tool).toBeNull();
    }
    const { drawn } = sheetOf('me', 'BTC-USDT').get();
    expect(drawn.map(({ tool, points }) => [tool, points.length])).toEqual([
      ['measure', 2],
      ['rectangle', 2],
      ['channel', 3],
      ['fibonacci', 2],
    ]);
    dispose(element);
  });
});
