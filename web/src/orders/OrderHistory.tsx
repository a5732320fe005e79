import { useTimes } from '../controls/times';
import type { Order, OrderStatus } from '../exchange/model';
import { useOrderHistory } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { priceText, quantityText } from '../markets/figures';
import { PriceCell, SideCell, SymbolCell, Table, TypeCell, useMarketOf } from './columns';
import { More } from './More';

export function OrderHistory({ symbol }: { readonly symbol: string | null }) {
  const messages = useMessages();
  const history = useOrderHistory(symbol);
  const orders = (history.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((order) => symbol === null || order.symbol === symbol);
  const names = [
    messages.time,
    messages.marketName,
    messages.type,
    messages.side,
    messages.price,
    messages.averagePrice,
    messages.quantity,
    messages.filled,
    messages.status,
  ];
  return (
    <>
      <Table
        name="order-history"
        names={names}
        nothing={messages.noOrders}
        isEmpty={history.data === undefined ? null : orders.length === 0}
      >
        {orders.map((order) => (
          <PastOrder key={order.id} order={order} />
        ))}
      </Table>
      <More list={history} />
    </>
  );
}

function PastOrder({ order }: { readonly order: Order }) {
  const messages = useMessages();
  const times = useTimes();
  const market = useMarketOf()(order.symbol);
  if (market === undefined) {
    return null;
  }
  return (
    <tr>
      <td className="number quiet cell-time">{times.stamp(order.createdMillis)}</td>
      <SymbolCell symbol={order.symbol} />
      <TypeCell order={order} />
      <SideCell side={order.side} />
      <PriceCell order={order} market={market} />
      <td className="number" data-name={messages.averagePrice}>
        {order.averagePrice === null ? '—' : priceText(order.averagePrice, market)}
      </td>
      <td className="number" data-name={messages.quantity}>
        {quantityText(order.quantity, market)}
      </td>
      <td className="number" data-name={messages.filled}>
        {quantityText(order.filled, market)}
      </td>
      <td data-name={messages.status}>
        {statusText(order.status, messages)}
        {order.ended !== null && <small className="besides">{messages.endReasons[order.ended]}</small>}
      </td>
    </tr>
  );
}

function statusText(status: OrderStatus, messages: Messages): string {
  switch (status) {
    case 'open':
      return messages.statusOpen;
    case 'waiting':
      return messages.statusWaiting;
    case 'partially_filled':
      return messages.statusPartiallyFilled;
    case 'filled':
      return messages.statusFilled;
    case 'canceled':
      return messages.statusCanceled;
    case 'expired':
      return messages.statusExpired;
  }
}
