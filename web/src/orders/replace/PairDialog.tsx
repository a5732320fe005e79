import { Dialog } from '../../controls/dialog';
import { useExchange } from '../../exchange/context';
import type { Market, Order } from '../../exchange/model';
import { useOpenOrders } from '../../exchange/queries';
import { changePair } from '../../exchange/replacing';
import { useMessages } from '../../language/language';
import { judgePrice, judgeQuantity } from '../../ticket/judge';
import { isInBook, partnerOf } from '../amendable';
import { useTrigger } from '../use-trigger';
import { useTyped } from '../use-typed';
import { TwoOrdersForm } from './TwoOrdersForm';
import { useReplaceWords } from './words';

interface PairDialogProps {
  readonly order: Order;
  readonly market: Market;
  /** Prices to begin with, if the order was dragged to another price. */
  readonly to?: Partial<Pick<Order, 'price' | 'stopPrice'>>;
  readonly onClose: () => void;
}

/** Changes both orders of a pair in one step. */
export function PairDialog(props: PairDialogProps) {
  const words = useReplaceWords();
  const { order, market, onClose } = props;
  const { data } = useOpenOrders();
  const other = partnerOf(order, data ?? []);
  return (
    <Dialog title={words.pairTitle(market.base.code)} onClose={onClose}>
      <PairForm key={other?.id ?? ''} {...props} other={other} />
    </Dialog>
  );
}

/** Fields of both orders; one that the list does not show has none. The quantity is that of both. */
function PairForm({ order, other, market, to = {}, onClose }: PairDialogProps & { readonly other: Order | null }) {
  const messages = useMessages();
  const words = useReplaceWords();
  const exchange = useExchange();
  const { base, quote, scales } = market;
  const isStop = other === null ? order.status === 'waiting' : BigInt(order.id) > BigInt(other.id);
  const [limit, stop] = isStop ? [other, order] : [order, other];
  const judged = (text: string) => judgePrice(text, market);
  const begins = to.price ?? null;
  const price = useTyped(limit?.price ?? null, scales.price, judged, isStop ? null : begins);
  const profit = useTrigger(limit, market, isStop ? null : (to.stopPrice ?? null));
  const trigger = useTrigger(stop, market, isStop ? (to.stopPrice ?? null) : null);
  const stopLimit = useTyped(stop?.price ?? null, scales.price, judged, isStop ? begins : null);
  const quantity = useTyped(order.quantity, scales.base, (text) => judgeQuantity(text, market));
  const ofMoney = { unit: quote.code, step: market.tick, scale: scales.price };
  const fields = [
    ...profit.fields.map((field) => ({ ...field, label: words.ofProfit(field.label) })),
    { label: messages.limitPrice, typed: price, ...ofMoney },
    ...trigger.fields,
    { label: messages.stopLimitPrice, typed: stopLimit, ...ofMoney },
    { label: messages.quantity, typed: quantity, unit: base.code, step: market.lot, scale: scales.base },
  ];
  const isOffBook = order.status === 'pending' || (other !== null && !isInBook(order) && !isInBook(other));
  const send = () => {
    const isSame = fields.every(({ typed }) => typed.next === null);
    const change = {
      quantity: isSame ? order.quantity : quantity.next,
      limit: { ...profit.change, price: price.next },
      stop: { ...trigger.change, price: stopLimit.next },
    };
    return changePair(exchange, order, change, market);
  };
  return (
    <TwoOrdersForm
      fields={fields}
      notice={isOffBook ? words.pairOffBookNotice : words.pairNotice}
      result={words.pairChanged}
      onSend={send}
      onClose={onClose}
    />
  );
}
