/** The browser's way back closes what is open over the page. */
import { useEffect, useRef } from 'react';

/** Number of things open over the page at this entry of the browser's history. */
function depth(): number {
  const state = history.state as { readonly open?: unknown } | null;
  return typeof state?.open === 'number' ? state.open : 0;
}

/**
 * Ways back that closed components have begun. The browser goes back some time later, so an entry that is made before
 * would be the one that it leaves: openings wait for the end.
 */
class Returns {
  #begun = 0;
  #waiting: (() => void)[] = [];

  begin(): void {
    this.#begun++;
    addEventListener('popstate', this.#end);
    history.back();
  }

  /** Opens at once, or when the browser has gone back. */
  afterwards(open: () => void): void {
    if (this.#begun === 0) {
      open();
    } else {
      this.#waiting.push(open);
    }
  }

  readonly #end = (): void => {
    this.#begun--;
    if (this.#begun === 0) {
      removeEventListener('popstate', this.#end);
      const waiting = this.#waiting;
      this.#waiting = [];
      waiting.forEach((open) => open());
    }
  };
}

const RETURNS = new Returns();

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
    let isMounted = true;
    const open = (): void => {
      if (isMounted) {
        own = depth() + 1;
        history.pushState({ open: own }, '');
      }
    };
    // A component that React mounts twice while it is developed leaves no second entry.
    const opening = setTimeout(() => RETURNS.afterwards(open));
    const hear = (): void => {
      if (own !== null && depth() < own) {
        close.current();
      }
    };
    addEventListener('popstate', hear);
    return () => {
      isMounted = false;
      clearTimeout(opening);
      removeEventListener('popstate', hear);
      if (own !== null && depth() === own) {
        RETURNS.begin();
      }
    };
  }, [firm]);
}

/** Goes to a place of the page; the entry of what is open becomes that place, so that going back does not lead to it again. */
export function leaveFor(href: string): void {
  location.replace(href);
}
