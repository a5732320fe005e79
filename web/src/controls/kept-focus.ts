/**
 * Keeps the focus where things come and go: who pressed a button of a row that is gone goes on with the next row, and who pressed
 * anything else that is gone with the whole of it.
 */
import { useEffect, type RefObject } from 'react';

interface Spot {
  readonly element: HTMLElement;
  readonly row: number;
  /** From the end: the last button of a row does the same everywhere. */
  readonly fromEnd: number;
}

export function useKeptFocus(area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const watched = area.current;
    if (watched === null) {
      return undefined;
    }
    let spot: Spot | null = null;
    const remember = ({ target }: FocusEvent) => {
      spot = target instanceof HTMLElement ? spotOf(watched, target) : null;
    };
    const forget = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !watched.contains(relatedTarget)) {
        spot = null;
      }
    };
    const observer = new MutationObserver(() => {
      if (spot !== null && !spot.element.isConnected && document.activeElement === document.body) {
        nearest(watched, spot).focus({ preventScroll: true });
      }
    });
    watched.addEventListener('focusin', remember);
    watched.addEventListener('focusout', forget);
    observer.observe(watched, { childList: true, subtree: true });
    return () => {
      watched.removeEventListener('focusin', remember);
      watched.removeEventListener('focusout', forget);
      observer.disconnect();
    };
  }, [area]);
}

const rowsOf = (area: HTMLElement): readonly HTMLElement[] =>
  [...area.querySelectorAll<HTMLElement>('tbody tr')].filter((row) => row.querySelector('button') !== null);

const buttonsOf = (row: HTMLElement): readonly HTMLElement[] => [...row.querySelectorAll<HTMLElement>('button')];

function spotOf(area: HTMLElement, element: HTMLElement): Spot {
  const row = rowsOf(area).findIndex((candidate) => candidate.contains(element));
  const buttons = row < 0 ? [] : buttonsOf(rowsOf(area)[row] ?? element);
  return { element, row, fromEnd: buttons.length - buttons.indexOf(element) };
}

function nearest(area: HTMLElement, { row, fromEnd }: Spot): HTMLElement {
  const rows = row < 0 ? [] : rowsOf(area);
  const next = rows[Math.min(row, rows.length - 1)];
  const buttons = next === undefined ? [] : buttonsOf(next);
  return (
    buttons.at(-fromEnd) ??
    buttons.at(-1) ??
    (area.tabIndex < 0 && !area.hasAttribute('tabindex') ? mainOf(area) : area)
  );
}

/** An element that cannot have the focus itself gives it to the page's main part. */
const mainOf = (area: HTMLElement): HTMLElement => area.querySelector('main') ?? area;
