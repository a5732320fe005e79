import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { useTeller } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Market, Order, Trailing } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { refreshPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { price as priceOf } from '../money/money';
import { judgePrice, judgeQuantity, judgeTrailing, PERCENT_SCALE, type Judged } from '../ticket/judge';
import { NumbersForm } from './NumbersForm';
import { useTyped } from './use-typed';

interface AmendDialogProps {
  readonly order: Order;
  readonly market: Market;
  /** What it begins with, where it was dragged to another price. */
  readonly to?: Partial<Pick<Order, 'price' | 'stopPrice'>>;
  readonly onClose: () => void;
}

/** What of an open order can be otherwise: of one that rests its price, quantity and display, of one that waits its trigger, too. */
export function AmendDialog({ order, market, to = {}, onClose }: AmendDialogProps) {
  const messages = useMessages();
  const exchange = useExchange();
  const queries = useQueryClient();
  const teller = useTeller();
  const { base, quote, scales } = market;
  const stop = useTyped(order.stopPrice, scales.price, (text) => judgePrice(text, market), to.stopPrice);
  const { trailing } = order;
  const byRate = trailing?.by === 'rate';
  const distanceScale = byRate ? PERCENT_SCALE : scales.price;
  const distance = useTyped(distanceOf(trailing), distanceScale, (text) => judgeDistance(text, trailing, market));
  // One that trails already has begun: only what has not can begin elsewhere.
  const hasBegun = order.status !== 'waiting' || order.triggerPrice !== null;
  const activation = useTyped(hasBegun ? null : order.activation, scales.price, (text) => judgePrice(text, market));
  const price = useTyped(order.price, scales.price, (text) => judgePrice(text, market), to.price);
  const quantity = useTyped(order.quantity, scales.base, (text) => judgeQuantity(text, market));
  const display = useTyped(order.display, scales.base, (text) => judgeQuantity(text, market));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const ofMoney = { unit: quote.code, step: market.tick, scale: scales.price };
  const ofBase = { unit: base.code, step: market.lot, scale: scales.base };
  const fields = [
    { label: messages.stopPrice, typed: stop, ...ofMoney },
    {
      label: messages.distance,
      typed: distance,
      unit: byRate ? '%' : quote.code,
      step: byRate ? 1n : market.tick,
      scale: distanceScale,
    },
    { label: messages.activationPrice, typed: activation, ...ofMoney },
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
        stopPrice: stop.next,
        trailing: distance.next === null || trailing === null ? null : trailingOf(distance.next, trailing.by),
        activation: activation.next,
        price: namesPrice ? price.units : null,
        quantity: isSame ? order.quantity : quantity.next,
        display: display.next,
      });
      teller.tell(messages.orderAmended);
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

/** A distance in its smallest unit: of the price, or hundredths of a percent. */
const distanceOf = (trailing: Trailing | null): bigint | null =>
  trailing === null ? null : trailing.by === 'rate' ? BigInt(trailing.bps) : trailing.amount;

const trailingOf = (distance: bigint, by: Trailing['by']): Trailing =>
  by === 'rate' ? { by, bps: Number(distance) } : { by, amount: priceOf(distance) };

function judgeDistance(text: string, trailing: Trailing | null, market: Market): Judged<bigint> {
  const judged = judgeTrailing(text, trailing?.by ?? 'rate', market);
  return judged.fault === null ? { units: distanceOf(judged.units) ?? 0n, fault: null } : judged;
}
