import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { useExchange } from '../exchange/context';
import type { Order } from '../exchange/model';
import { useMessages } from '../language/language';
import { useCanceling } from './canceling';

interface CancelAllProps {
  /** Only this market; null for all. */
  readonly symbol: string | null;
  /** What would be canceled. */
  readonly orders: readonly Order[];
}

/** Ends every open order, after saying how many and where. */
export function CancelAll({ symbol, orders }: CancelAllProps) {
  const messages = useMessages();
  const exchange = useExchange();
  const { busy, run } = useCanceling();
  const [asking, setAsking] = useState(false);
  const markets = [...new Set(orders.map((order) => order.symbol.replace('-', '/')))];
  const close = () => setAsking(false);
  const cancel = () => {
    close();
    run(() => exchange.cancelAll(symbol).then(messages.ordersCanceled));
  };
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
        <Dialog title={messages.cancelAllTitle} onClose={close}>
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              cancel();
            }}
          >
            <p>
              {symbol === null
                ? messages.cancelAllEverywhere(orders.length, markets.join(', '))
                : messages.cancelAllOf(orders.length, symbol.replace('-', '/'))}
            </p>
            <div className="form-choices">
              <button type="button" className="secondary" data-first onClick={close}>
                {messages.back}
              </button>
              <button type="submit" className="primary sure">
                {messages.cancelAll}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
