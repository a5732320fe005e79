import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTrading } from '../app/trading';
import { useTeller } from '../controls/toasts';
import { useExchange, useSession } from '../exchange/context';
import { newId } from '../exchange/id';
import type { Market, NewOrder, Order } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { refreshPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { priceText, quantityText } from '../markets/figures';
import { asksTheSame, firstFault, orderOf, type Draft, type Form } from './draft';
import { sayingOf } from './saying';

interface SubmitProps {
  readonly form: Form;
  readonly draft: Draft;
  readonly onLogin: () => void;
  readonly onPlaced: () => void;
}

/** Sends what was typed, or says who may. */
export function Submit({ form, draft, onLogin, onPlaced }: SubmitProps) {
  const messages = useMessages();
  const { market } = useTrading();
  const exchange = useExchange();
  const queries = useQueryClient();
  const teller = useTeller();
  const [sending, setSending] = useState(false);
  // Its outcome is unknown: pressing again asks for this very order, never for a second one.
  const [unsettled, setUnsettled] = useState<NewOrder | null>(null);
  if (useSession().kind !== 'in') {
    return (
      <button type="button" className="ticket-submit ticket-login" onClick={onLogin}>
        {messages.loginToTrade}
      </button>
    );
  }
  const order = orderOf(form, draft, market.symbol, newId());
  const fault = sayingOf(firstFault(draft), messages);
  const send = async () => {
    if (order === null) {
      return;
    }
    const asked = unsettled !== null && asksTheSame(unsettled, order) ? unsettled : order;
    setSending(true);
    try {
      teller.tell(newsOf(await exchange.placeOrder(asked), market, messages));
      setUnsettled(null);
      onPlaced();
    } catch (thrown) {
      setUnsettled(problemOf(thrown).passes ? asked : null);
      teller.tellProblem(thrown);
    } finally {
      setSending(false);
      await refreshPrivate(queries);
    }
  };
  return (
    <button
      type="button"
      className={`ticket-submit ticket-submit-${form.side}`}
      disabled={order === null || sending || !market.open}
      title={fault ?? undefined}
      onClick={() => void send()}
    >
      {sending ? messages.placing : messages.place(form.side, market.base.code)}
    </button>
  );
}

/** What became of an order, in a sentence. */
function newsOf(order: Order, market: Market, messages: Messages): string {
  const of = quantityText(order.quantity, market);
  const filled = quantityText(order.filled, market);
  const asset = market.base.code;
  switch (order.status) {
    case 'open':
    case 'waiting':
      return messages.orderPlaced(order.side, of, asset);
    case 'partially_filled':
      return messages.orderPartlyFilled(filled, of, asset);
    case 'filled':
      return messages.orderFilled(order.side, of, asset, priceText(order.averagePrice ?? market.tick, market));
    case 'expired':
      return messages.orderExpired(filled, of, asset);
    case 'canceled':
      return messages.orderCanceled;
  }
}
