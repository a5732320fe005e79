/** Lets each of two quick clicks at different places count. */
import type { Chart } from 'klinecharts';

/** Within this time and distance, the library takes a second click for the end of a double click. */
const DOUBLE_MILLIS = 500;
const DOUBLE_PIXELS = 5;
/** Outside of every chart: what happens there touches no pane. */
const OUTSIDE = -10_000;

/**
 * The library (klinecharts 10.0.2) drops a click that follows another one within half a second at another place, so that a drawing
 * would not get its second point. A press that is dragged ends its waiting for a double click: one is made, beside the chart.
 */
export function countQuickClicks(chart: Chart): void {
  const element = chart.getDom();
  let last: MouseEvent | null = null;
  element?.addEventListener(
    'mousedown',
    (event) => {
      if (event.button !== 0 || event.clientX === OUTSIDE) {
        return;
      }
      const before = last;
      last = event;
      if (
        before !== null &&
        event.timeStamp - before.timeStamp <= DOUBLE_MILLIS &&
        distance(before, event) >= DOUBLE_PIXELS
      ) {
        dragBeside(element);
      }
    },
    { capture: true },
  );
}

const distance = (one: MouseEvent, other: MouseEvent): number =>
  Math.abs(one.clientX - other.clientX) + Math.abs(one.clientY - other.clientY);

/** Not bubbling: only who listens at these very elements hears it, which is the library. */
function dragBeside(pressed: EventTarget): void {
  const at = (offset: number) => ({ clientX: OUTSIDE + offset, clientY: OUTSIDE });
  pressed.dispatchEvent(new MouseEvent('mousedown', at(0)));
  document.documentElement.dispatchEvent(new MouseEvent('mousemove', at(2 * DOUBLE_PIXELS)));
  document.documentElement.dispatchEvent(new MouseEvent('mouseup', at(2 * DOUBLE_PIXELS)));
}
