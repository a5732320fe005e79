// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onHere } from './here';

describe('a place of the chart', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const element = document.body.appendChild(document.createElement('div'));
    element.getBoundingClientRect = () => ({ left: 10, top: 20, width: 400, height: 300 }) as DOMRect;
    const report = vi.fn();
    const stop = onHere(element, report);
    const point = (type: string, x: number, y: number) =>
      element.dispatchEvent(
        Object.assign(new MouseEvent(type, { clientX: x, clientY: y }), { pointerType: 'touch', isPrimary: true }),
      );
    return { element, report, stop, point };
  }

  it('is pointed at by a right click, and the menu stays within the chart', () => {
    const { report, point } = setUp();
    point('contextmenu', 60, 120);
    point('contextmenu', 400, 120);
    expect(report.mock.calls).toEqual([[{ x: 50, y: 100 }], [{ x: 180, y: 100 }]]);
  });

  it('is pointed at by a finger that rests, not by one that scrolls or taps', () => {
    const { report, point, stop } = setUp();
    point('pointerdown', 60, 120);
    point('pointermove', 63, 121);
    vi.runAllTimers();
    expect(report).toHaveBeenCalledTimes(1);
    point('pointerdown', 60, 120);
    point('pointermove', 90, 120);
    vi.runAllTimers();
    point('pointerdown', 60, 120);
    point('pointerup', 60, 120);
    vi.runAllTimers();
    point('pointerdown', 60, 120);
    stop();
    vi.runAllTimers();
    expect(report).toHaveBeenCalledTimes(1);
  });
});
