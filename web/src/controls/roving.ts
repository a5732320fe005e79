/** One stop for the Tab key in a group of buttons, arrows within it: as WAI-ARIA's practices say for tabs and toolbars. */
import type { KeyboardEvent } from 'react';

/** @returns of a key, the step to another button; null where it is none of the group's keys */
function stepOf(key: string, isTurned: boolean): number | 'first' | 'last' | null {
  switch (key) {
    case 'ArrowRight':
      return isTurned ? -1 : 1;
    case 'ArrowLeft':
      return isTurned ? 1 : -1;
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return null;
  }
}

/** To be heard by the group: moves the focus among what matches, in the direction of the text. */
export function rove(event: KeyboardEvent<HTMLElement>, selector: string): HTMLElement | null {
  const step = stepOf(event.key, document.documentElement.dir === 'rtl');
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const here = all.findIndex((element) => element.contains(document.activeElement));
  if (step === null || here < 0) {
    return null;
  }
  event.preventDefault();
  const at = step === 'first' ? 0 : step === 'last' ? all.length - 1 : (here + step + all.length) % all.length;
  const next = all[at] ?? null;
  next?.focus();
  return next;
}
