import { useState } from 'react';
import type { Trade } from '../../exchange/p2p';
import { ActionDialog } from './ActionDialog';
import { ACTIONS, type Action } from './act';
import { useRoomWords } from './words';

/** The one action that is expected of a role in a state; the others stand in the menu. */
const EXPECTED: Readonly<Record<string, Action>> = {
  'buyer awaiting_payment': 'pay',
  'seller paid': 'release',
  'seller reopen_asked': 'agree_reopen',
};

/** Action that waits for an answer before anything else does. */
const PART: Action = 'agree_part';

/** Actions of the reader of a trade: one clear action, and a menu with the others. */
export function Actions({ trade }: { readonly trade: Trade }) {
  const words = useRoomWords();
  // The dialog acts on the trade as its reader saw it.
  const [open, setOpen] = useState<{ readonly action: Action; readonly seen: Trade } | null>(null);
  // The last acceptance of a decision is a message of its own for the exchange, and the same to a person.
  const mayNow = trade.may_now.map((message) => (message === 'conclude' ? 'accept' : message));
  const possible = ACTIONS.filter((action) => mayNow.includes(action));
  const expected = possible.includes(PART) ? PART : EXPECTED[`${trade.role} ${trade.state}`];
  const first = possible.find((action) => action === expected);
  const others = possible.filter((action) => action !== first);
  const begin = (action: Action): void => setOpen({ action, seen: trade });
  return (
    <>
      {first !== undefined && (
        <button type="button" className="primary p2p-first" onClick={() => begin(first)}>
          {words.actions[first]}
        </button>
      )}
      {others.length > 0 && (
        <details className="p2p-others">
          <summary>{words.other}</summary>
          <p className="p2p-pairs">
            {others.map((action) => (
              <button key={action} type="button" className="secondary" onClick={() => begin(action)}>
                {words.actions[action]}
              </button>
            ))}
          </p>
        </details>
      )}
      {open !== null && <ActionDialog {...open} onClose={() => setOpen(null)} />}
    </>
  );
}
