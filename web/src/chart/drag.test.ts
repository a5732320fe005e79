// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Order } from '../exchange/model';
import { price, type Price } from '../money/money';
import { dragLines, type Dragged } from './drag';
import type { OrderLine } from './own-marks';

const LINE: OrderLine = { order: { id: '1' } as Order, kind: 'price', at: price(100n) };

/** A chart whose prices are its pixels from the top, with one line at 100. */
class PlainChart implements Dragged {
  at: Price = LINE.at;
  isHeld = false;

  lineAt = (y: number, reach: number) => (Math.abs(y - 100) <= reach ? LINE : null);
  priceAtPixel = (y: number) => price(BigInt(y));
  moveLine = (_: OrderLine, to: Price) => void (this.at = to);
  hold = (isHeld: boolean) => void (this.isHeld = isHeld);
}

function setUp(mayMove = true) {
  const element = document.body.appendChild(document.createElement('div'));
  element.setPointerCapture = () => undefined;
  const chart = new PlainChart();
  const onDrop = vi.fn();
  const stop = dragLines(element, chart, () => mayMove, onDrop);
  const point = (type: string, clientY: number) => {
    const event = new MouseEvent(type, { clientY, bubbles: true, cancelable: true });
    element.dispatchEvent(Object.assign(event, { pointerId: 1, isPrimary: true }));
    return event;
  };
  return { element, chart, onDrop, point, stop };
}

describe('the line of an order', () => {
  it('is dragged to another price, and asked about where it is let go', () => {
    const { chart, onDrop, point } = setUp();
    expect(point('pointerdown', 103).defaultPrevented).toBe(true);
    expect(chart.isHeld).toBe(true);
    point('pointermove', 140);
    expect(chart.at).toBe(140n);
    point('pointerup', 140);
    expect(onDrop).toHaveBeenCalledWith(LINE, 140n);
    // Until it is changed it is where it was.
    expect([chart.at, chart.isHeld]).toEqual([100n, false]);
  });

  it('goes back with Escape, or where the pointer is taken away', () => {
    const { chart, onDrop, point } = setUp();
    point('pointerdown', 100);
    point('pointermove', 140);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    point('pointerup', 140);
    point('pointerdown', 100);
    point('pointermove', 150);
    point('pointercancel', 150);
    point('pointerup', 150);
    expect(onDrop).not.toHaveBeenCalled();
    expect(chart.at).toBe(100n);
  });

  it('stays where nothing was moved, where it cannot be changed, and beside it the chart is scrolled', () => {
    const { onDrop, point, element } = setUp();
    point('pointerdown', 100);
    point('pointerup', 100);
    expect(point('pointerdown', 120).defaultPrevented).toBe(false);
    point('pointermove', 101);
    expect(element.style.cursor).toBe('ns-resize');
    point('pointermove', 200);
    expect(element.style.cursor).toBe('');
    const fixed = setUp(false);
    expect(fixed.point('pointerdown', 100).defaultPrevented).toBe(false);
    expect([onDrop.mock.calls.length, fixed.onDrop.mock.calls.length]).toEqual([0, 0]);
  });

  it('is let go with the chart', () => {
    const { chart, point, stop } = setUp();
    point('pointerdown', 100);
    point('pointermove', 140);
    stop();
    expect([chart.at, chart.isHeld]).toEqual([100n, false]);
    expect(point('pointerdown', 100).defaultPrevented).toBe(false);
  });
});
