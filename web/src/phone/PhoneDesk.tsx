import { useEffect, type RefCallback, type RefObject } from 'react';
import { Dialog } from '../controls/dialog';
import type { Side } from '../exchange/model';
import { useMessages } from '../language/language';
import './phone.css';

interface PhoneDeskProps<Look extends string> {
  /** Scrolled sideways: as many panes as looks, in their order. */
  readonly panes: RefObject<HTMLElement | null>;
  readonly looks: readonly Look[];
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  /** True while the ticket is open. */
  readonly ordering: boolean;
  readonly onOrdering: (ordering: boolean) => void;
  readonly onSide: (side: Side) => void;
  /** Takes the ticket in. */
  readonly ticket: RefCallback<HTMLElement>;
}

/** The desk on a phone: panes that are swiped, Buy and Sell at the thumb, the ticket as a sheet. */
export function PhoneDesk<Look extends string>(desk: PhoneDeskProps<Look>) {
  const messages = useMessages();
  const { ordering, onOrdering, onSide, ticket } = desk;
  useSwipes(desk);
  return (
    <>
      <div className="phone-order" role="group" aria-label={messages.orderForm}>
        {(['buy', 'sell'] as const).map((side) => (
          <button
            key={side}
            type="button"
            className={`ticket-submit ticket-submit-${side}`}
            aria-haspopup="dialog"
            onClick={() => {
              onSide(side);
              onOrdering(true);
            }}
          >
            {messages[side]}
          </button>
        ))}
      </div>
      {ordering && (
        <Dialog title={messages.orderForm} sheet onClose={() => onOrdering(false)}>
          <div ref={ticket} />
        </Dialog>
      )}
    </>
  );
}

/** A swipe has come to rest after so long without another step of it. */
const REST_MILLIS = 90;

/** The pane that is swiped to becomes the chosen one, and the chosen one is shown. */
function useSwipes<Look extends string>({ panes, looks, look, onLook }: PhoneDeskProps<Look>): void {
  useEffect(() => {
    const element = panes.current;
    if (element === null) {
      return undefined;
    }
    let resting: ReturnType<typeof setTimeout> | undefined;
    const hear = (): void => {
      clearTimeout(resting);
      resting = setTimeout(() => {
        // From the right to the left, what lies ahead is counted below zero.
        const at = Math.round(Math.abs(element.scrollLeft) / element.clientWidth);
        const reached = looks[at];
        if (reached !== undefined && reached !== look) {
          onLook(reached);
        }
      }, REST_MILLIS);
    };
    element.addEventListener('scroll', hear, { passive: true });
    return () => {
      clearTimeout(resting);
      element.removeEventListener('scroll', hear);
    };
  }, [panes, looks, look, onLook]);
  useEffect(() => {
    const element = panes.current;
    if (element !== null) {
      const way = document.documentElement.dir === 'rtl' ? -1 : 1;
      element.scrollTo({ left: way * looks.indexOf(look) * element.clientWidth });
    }
  }, [panes, looks, look]);
}
