import { lazy, useState } from 'react';
import { Fetched } from '../controls/fetched';
import { useExchange, useIsolated } from '../exchange/context';
import type { Order } from '../exchange/model';
import { useMessages } from '../language/language';
import { useCanceling } from './canceling';

const CancelDialog = lazy(() => import('./CancelDialog').then((file) => ({ default: file.CancelDialog })));

export interface CancelAllProps {
  /** The market that is chosen first; null for all. */
  readonly symbol: string | null;
  /** All open orders of the account. */
  readonly orders: readonly Order[];
}

/** Cancels the open orders of a market, a side or a type, after saying how many and where. */
export function CancelAll({ symbol, orders }: CancelAllProps) {
  const messages = useMessages();
  const { busy, run } = useCanceling();
  const exchange = useExchange();
  const isolated = useIsolated();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className="cancel cancel-all"
        aria-disabled={busy}
        onClick={() => {
          if (!busy) {
            setAsking(true);
          }
        }}
      >
        {messages.cancelAll}
      </button>
      {asking && (
        <Fetched>
          <CancelDialog
            symbol={symbol}
            orders={orders}
            onClose={() => setAsking(false)}
            onCancel={(chosen, { market, side, type }) =>
              run(() =>
                (type === null ? exchange.cancelAll(isolated, market, side) : exchange.cancelEach(chosen)).then(
                  messages.ordersCanceled,
                ),
              )
            }
          />
        </Fetched>
      )}
    </>
  );
}
