/** A place of the chart that is pointed at for more: by a right click, or by a finger that rests. */
export interface Here {
  /** Pixels from the chart's top left, so that a menu has room. */
  readonly x: number;
  readonly y: number;
}

const LONG_MILLIS = 500;
/** A finger that moves further scrolls. */
const STILL_PIXELS = 8;
const MENU_WIDTH = 220;

/** @returns stops listening */
export function onHere(element: HTMLElement, report: (here: Here) => void): () => void {
  let resting: { readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number } | null = null;
  const reportAt = (clientX: number, clientY: number): void => {
    const { left, top, width } = element.getBoundingClientRect();
    report({ x: Math.max(0, Math.min(clientX - left, width - MENU_WIDTH)), y: clientY - top });
  };
  const leave = (): void => {
    if (resting !== null) {
      clearTimeout(resting.timer);
      resting = null;
    }
  };
  const clicked = (event: MouseEvent): void => {
    event.preventDefault();
    leave();
    reportAt(event.clientX, event.clientY);
  };
  const down = (event: PointerEvent): void => {
    leave();
    if (event.pointerType === 'touch' && event.isPrimary) {
      const { clientX: x, clientY: y } = event;
      resting = { x, y, timer: setTimeout(() => reportAt(x, y), LONG_MILLIS) };
    }
  };
  const move = ({ clientX, clientY }: PointerEvent): void => {
    if (resting !== null && Math.hypot(clientX - resting.x, clientY - resting.y) > STILL_PIXELS) {
      leave();
    }
  };
  element.addEventListener('contextmenu', clicked);
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', leave);
  element.addEventListener('pointercancel', leave);
  return () => {
    leave();
    element.removeEventListener('contextmenu', clicked);
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', leave);
    element.removeEventListener('pointercancel', leave);
  };
}
