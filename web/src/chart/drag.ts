/** Drags the line of an order to another price; Escape lets it go where it was. */
import type { Price } from '../money/money';
import type { OrderLine } from './own-marks';

/** Distance in pixels from a line that is still on it. */
const REACH = 6;

export interface Dragged {
  lineAt(y: number, reach: number): OrderLine | null;
  priceAtPixel(y: number): Price | null;
  moveLine(line: OrderLine, to: Price): void;
  /** True if the chart itself follows the pointer. */
  hold(isHeld: boolean): void;
}

/**
 * @param mayMove true if an order can be changed at all
 * @returns stops listening
 */
export function dragLines(
  element: HTMLElement,
  chart: Dragged,
  mayMove: (line: OrderLine) => boolean,
  onDrop: (line: OrderLine, to: Price) => void,
): () => void {
  let held: { readonly line: OrderLine; to: Price; readonly pointer: number } | null = null;
  const pixelOf = (event: PointerEvent): number => event.clientY - element.getBoundingClientRect().top;
  const lineUnder = (event: PointerEvent): OrderLine | null => {
    const line = chart.lineAt(pixelOf(event), REACH);
    return line !== null && mayMove(line) ? line : null;
  };
  const release = (): void => {
    if (held !== null) {
      chart.moveLine(held.line, held.line.at);
      chart.hold(false);
      held = null;
    }
  };
  const down = (event: PointerEvent): void => {
    const line = event.button === 0 && event.isPrimary ? lineUnder(event) : null;
    if (line !== null) {
      // Not for the chart below: it would scroll.
      event.preventDefault();
      event.stopPropagation();
      chart.hold(true);
      element.setPointerCapture(event.pointerId);
      held = { line, to: line.at, pointer: event.pointerId };
    }
  };
  const move = (event: PointerEvent): void => {
    if (held?.pointer !== event.pointerId) {
      element.style.cursor = lineUnder(event) === null ? '' : 'ns-resize';
      return;
    }
    const to = chart.priceAtPixel(pixelOf(event));
    if (to !== null && to !== held.to) {
      held.to = to;
      chart.moveLine(held.line, to);
    }
  };
  const up = (event: PointerEvent): void => {
    if (held?.pointer === event.pointerId) {
      const { line, to } = held;
      release();
      if (to !== line.at) {
        onDrop(line, to);
      }
    }
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      release();
    }
  };
  element.addEventListener('pointerdown', down, { capture: true });
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', release);
  document.addEventListener('keydown', key);
  return () => {
    release();
    element.removeEventListener('pointerdown', down, { capture: true });
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', release);
    document.removeEventListener('keydown', key);
  };
}
