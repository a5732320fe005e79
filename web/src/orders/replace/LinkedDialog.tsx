import { Dialog } from '../../controls/dialog';
import { useExchange } from '../../exchange/context';
import type { Market, Order } from '../../exchange/model';
import { useOpenOrders } from '../../exchange/queries';
import { changeLinked } from '../../exchange/replacing';
import { useMessages } from '../../language/language';
import { judgePrice, judgeQuantity } from '../../ticket/judge';
import { partnerOf } from '../amendable';
import { useTrigger } from '../use-trigger';
import { useTyped } from '../use-typed';
import { TwoOrdersForm } from './TwoOrdersForm';
import { useReplaceWords } from './words';

interface LinkedDialogProps {
  readonly order: Order;
  readonly market: Market;
  readonly onClose: () => void;
}

/** Changes an order and the one that starts when it is filled, in one step. */
export function LinkedDialog(props: LinkedDialogProps) {
  const words = useReplaceWords();
  const { order, market, onClose } = props;
  const { data } = useOpenOrders();
  const linked = data?.find(({ id }) => id === order.linkedId) ?? null;
  // The two orders of a pair are changed by a dialog of their own.
  const other = linked === null || partnerOf(linked, data ?? []) === null ? linked : null;
  return (
    <Dialog title={words.linkedTitle(market.base.code)} onClose={onClose}>
      <LinkedForm key={other?.id ?? ''} {...props} other={other} />
    </Dialog>
  );
}

/** Fields of both orders; an order that the list does not show has none. */
function LinkedForm({ order, other, market, onClose }: LinkedDialogProps & { readonly other: Order | null }) {
  const messages = useMessages();
  const words = useReplaceWords();
  const exchange = useExchange();
  const { base, quote, scales } = market;
  const [working, next] = order.linkedAs === 'working' ? [order, other] : [other, order];
  const price = useTyped(working?.price ?? null, scales.price, (text) => judgePrice(text, market));
  const quantity = useTyped(working?.quantity ?? null, scales.base, (text) => judgeQuantity(text, market));
  const trigger = useTrigger(next, market);
  const nextPrice = useTyped(next?.price ?? null, scales.price, (text) => judgePrice(text, market));
  const nextQuantity = useTyped(next?.quantity ?? null, scales.base, (text) => judgeQuantity(text, market));
  const ofMoney = { unit: quote.code, step: market.tick, scale: scales.price };
  const ofBase = { unit: base.code, step: market.lot, scale: scales.base };
  const fields = [
    { label: messages.limitPrice, typed: price, ...ofMoney },
    { label: messages.quantity, typed: quantity, ...ofBase },
    ...trigger.fields,
    { label: words.nextPrice, typed: nextPrice, ...ofMoney },
    { label: words.nextQuantity, typed: nextQuantity, ...ofBase },
  ];
  const send = () => {
    const isSame = fields.every(({ typed }) => typed.next === null);
    const change = {
      price: isSame ? price.units : price.next,
      quantity: quantity.next,
      next: {
        ...trigger.change,
        price: nextPrice.next,
        quantity: isSame && price.units === null ? nextQuantity.units : nextQuantity.next,
      },
    };
    return changeLinked(exchange, order, change, market);
  };
  return (
    <TwoOrdersForm
      fields={fields}
      notice={working?.status === 'waiting' ? words.linkedWaitingNotice : words.linkedNotice}
      result={words.linkedChanged}
      onSend={send}
      onClose={onClose}
    />
  );
}
