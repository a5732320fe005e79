import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../controls/dialog';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { newId } from '../../exchange/id';
import type { Market } from '../../exchange/model';
import type { Position } from '../../exchange/positions';
import { problemOf } from '../../exchange/problem';
import { refreshPrivate, useBalances } from '../../exchange/queries';
import { useMessages } from '../../language/language';
import { saying } from '../../language/messages';
import { quantityText } from '../../markets/figures';
import { quantity } from '../../money/money';
import { useOwn } from '../../settings/own';
import { Preview } from '../../ticket/Preview';
import { newsOf } from '../news';
import type { PositionAct } from './acts';
import { closingOrder } from './closing';
import { usePositionWords } from './words';
import '../../ticket/ticket.css';

interface PositionDialogProps {
  readonly position: Position;
  readonly act: PositionAct;
  readonly market: Market;
  readonly onClose: () => void;
}

/** Shows the market order that closes a position or turns it round, with what it comes to, and sends it. */
export function PositionDialog({ position, act, market, onClose }: PositionDialogProps) {
  const messages = useMessages();
  const words = usePositionWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const own = useOwn();
  const { data: balances } = useBalances();
  // The order as it was asked for: the position may change behind the dialog, and what is sent again is the same.
  const [order] = useState(() => closingOrder(position, act, market, newId()));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const available = balances?.find(({ asset }) => asset.code === market.base.code)?.available ?? 0n;
  const lacks = order?.side === 'sell' && order.quantity !== null && order.quantity > available;
  const send = async () => {
    if (busy || order === null || lacks) {
      return;
    }
    setBusy(true);
    try {
      notifier.notify(newsOf(await exchange.placeOrder(order), market, messages, own));
      onClose();
    } catch (thrown) {
      setFault(saying(problemOf(thrown), messages));
      setBusy(false);
    } finally {
      await refreshPrivate(queries);
    }
  };
  const amountOf = (units: bigint): string => `${quantityText(quantity(units), market)} ${market.base.code}`;
  return (
    <Dialog title={words.titles[act](market.symbol.replace('-', '/'))} onClose={onClose}>
      <form
        className="form confirm-order"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {order === null ? (
          <p role="alert">{words.tooSmall}</p>
        ) : (
          <>
            <p className="confirm-what">
              {messages.orderName(messages.market, order.side, amountOf(order.quantity ?? 0n), null)}
            </p>
            <p className="quiet">{words.notices[act]}</p>
            {lacks ? (
              <p className="form-fault" role="alert">
                {words.lacks(own(amountOf(available)))}
              </p>
            ) : (
              <Preview order={order} market={market} />
            )}
          </>
        )}
        {fault !== null && (
          <p className="form-fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="primary" aria-disabled={busy || order === null || lacks}>
          {act === 'close' ? messages.closePosition : messages.reversePosition}
        </button>
      </form>
    </Dialog>
  );
}
