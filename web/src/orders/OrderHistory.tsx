import { useState } from 'react';
import { useTimes } from '../controls/times';
import { useExchange, useIsolated } from '../exchange/context';
import type { Order } from '../exchange/model';
import { ENDED, useOrderHistory } from '../exchange/queries';
import { useOwn } from '../settings/own';
import { useMessages } from '../language/language';
import { priceText, quantityText, quoteText } from '../markets/figures';
import { plain } from '../money/money';
import { PriceCell, SideCell, SymbolCell, Table, TypeCell, useMarketOf } from './columns';
import { CopyOrder } from './CopyOrder';
import { More } from './More';
import { ALL_OF_IT, periodOf, totalOf } from './past';
import { PastFilters } from './PastFilters';
import { statusText } from './status-text';
import { usePast } from './use-past';
import { readable } from '../money/numerals';

export function OrderHistory({ symbol }: { readonly symbol: string | null }) {
  const messages = useMessages();
  const exchange = useExchange();
  const isolated = useIsolated();
  const [past, setPast] = useState(ALL_OF_IT);
  const statuses = past.status === null ? ENDED : [past.status];
  const period = periodOf(past);
  const { rows, isEmpty, more } = usePast(useOrderHistory(symbol, statuses, period), past.side);
  const names = [
    messages.time,
    messages.marketName,
    messages.type,
    messages.side,
    messages.price,
    messages.averagePrice,
    messages.quantity,
    messages.filled,
    messages.total,
    messages.feePaid,
    messages.status,
    '',
  ];
  const save = () => exchange.exportOrders({ isolated, statuses, symbol, period }, past.side);
  return (
    <>
      <PastFilters past={past} onPast={setPast} hasStatus file="orders.csv" onExport={save} />
      <Table name="order-history" names={names} nothing={messages.noOrders} isEmpty={isEmpty}>
        {rows.map((order) => (
          <PastOrder key={order.id} order={order} />
        ))}
      </Table>
      <More list={more} />
    </>
  );
}

function PastOrder({ order }: { readonly order: Order }) {
  const messages = useMessages();
  const times = useTimes();
  const own = useOwn();
  const market = useMarketOf()(order.symbol);
  if (market === undefined) {
    return null;
  }
  const total = totalOf(order, market);
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
        {own(quantityText(order.quantity, market))}
      </td>
      <td className="number" data-name={messages.filled}>
        {own(quantityText(order.filled, market))}
      </td>
      <td className="number" data-name={messages.total}>
        {total === null ? '—' : own(`${quoteText(total, market)} ${market.quote.code}`)}
      </td>
      <td className="number" data-name={messages.feePaid}>
        {order.fees.length === 0
          ? '—'
          : own(
              order.fees
                .map(({ units, asset }) => `${readable(plain(units, asset.scale), true)} ${asset.code}`)
                .join(' + '),
            )}
      </td>
      <td data-name={messages.status}>
        {statusText(order.status, messages)}
        {order.ended !== null && <small className="besides">{messages.endReasons[order.ended]}</small>}
      </td>
      <td className="order-actions">
        <CopyOrder order={order} />
      </td>
    </tr>
  );
}
