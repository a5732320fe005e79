import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Market, Order } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { refreshPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { judgePrice, judgeQuantity } from '../ticket/judge';
import { NumbersForm } from './NumbersForm';
import { useTrigger } from './use-trigger';
import { useTyped } from './use-typed';

interface AmendDialogProps {
  readonly order: Order;
  readonly market: Market;
  /** The first price, where it was dragged to another one. */
  readonly to?: Partial<Pick<Order, 'price' | 'stopPrice'>>;
  readonly onClose: () => void;
}

/**
 * The changeable part of an open order: of one that rests its price, quantity and display, of one that waits its
 * trigger, too.
 */
export function AmendDialog({ order, market, to = {}, onClose }: AmendDialogProps) {
  const messages = useMessages();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const { base, quote, scales } = market;
  const trigger = useTrigger(order, market, to.stopPrice ?? null);
  const price = useTyped(order.price, scales.price, (text) => judgePrice(text, market), to.price);
  const quantity = useTyped(order.quantity, scales.base, (text) => judgeQuantity(text, market));
  const display = useTyped(order.display, scales.base, (text) => judgeQuantity(text, market));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const ofMoney = { unit: quote.code, step: market.tick, scale: scales.price };
  const ofBase = { unit: base.code, step: market.lot, scale: scales.base };
  const fields = [
    ...trigger.fields,
    { label: messages.price, typed: price, ...ofMoney },
    { label: messages.quantity, typed: quantity, ...ofBase },
    { label: messages.shown, typed: display, ...ofBase },
  ].filter(({ typed }) => typed.has);
  const isReady = fields.every(({ typed }) => typed.fault === null);
  const waits = order.status === 'waiting';
  const send = async () => {
    if (busy || !isReady) {
      return;
    }
    setBusy(true);
    try {
      // In the book another quantity is one at a price: without it a larger one would be refused.
      const namesPrice = price.next !== null || (!waits && quantity.next !== null && display.next === null);
      const isSame = fields.every(({ typed }) => typed.next === null);
      await exchange.amendOrder(order, {
        ...trigger.change,
        price: namesPrice ? price.units : null,
        quantity: isSame ? order.quantity : quantity.next,
        display: display.next,
      });
      notifier.notify(messages.orderAmended);
      onClose();
    } catch (thrown) {
      setFault(saying(problemOf(thrown), messages));
      setBusy(false);
    } finally {
      await refreshPrivate(queries);
    }
  };
  return (
    <Dialog title={messages.amendTitle(base.code)} onClose={onClose}>
      <NumbersForm
        fields={fields}
        notice={waits ? messages.amendWaitingNotice : messages.amendNotice}
        fault={fault}
        isReady={!busy && isReady}
        action={messages.amend}
        onSend={() => void send()}
      />
    </Dialog>
  );
}
