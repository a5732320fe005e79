/** The browser's way back closes what is open over the page. */
import { useEffect, useRef } from 'react';

/** Number of things open over the page at this entry of the browser's history. */
function depth(): number {
  const state = history.state as { readonly open?: unknown } | null;
  return typeof state?.open === 'number' ? state.open : 0;
}

/** Gives what is mounted an entry in the browser's history; going back from that entry closes it. */
export function useBackCloses(firm: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (firm) {
      return undefined;
    }
    let own: number | null = null;
    // A component that React mounts twice while it is developed leaves no second entry.
    const opening = setTimeout(() => {
      own = depth() + 1;
      history.pushState({ open: own }, '');
    });
    const hear = (): void => {
      if (own !== null && depth() < own) {
        close.current();
      }
    };
    addEventListener('popstate', hear);
    return () => {
      clearTimeout(opening);
      removeEventListener('popstate', hear);
      if (own !== null && depth() === own) {
        history.back();
      }
    };
  }, [firm]);
}

/** Goes to a place of the page; the entry of what is open becomes that place, so that going back does not lead to it again. */
export function leaveFor(href: string): void {
  location.replace(href);
}
