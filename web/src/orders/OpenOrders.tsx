import { lazy, useState } from 'react';
import { Fetched } from '../controls/fetched';
import { useTimes } from '../controls/times';
import { useExchange } from '../exchange/context';
import type { Market, Order } from '../exchange/model';
import { useOpenOrders } from '../exchange/queries';
import { useOwn } from '../settings/own';
import { useMessages } from '../language/language';
import { quantityText, quoteText } from '../markets/figures';
import { notional } from '../money/money';
import { canBeChanged, isOfLink, isOfPair, isReplaced, partnerOf } from './amendable';
import { CancelAll } from './CancelAll';
import { CopyOrder } from './CopyOrder';
import { useCanceling } from './canceling';
import { PriceCell, SideCell, SymbolCell, Table, TypeCell, useMarketOf } from './columns';
import { inPercent } from '../money/numerals';

const AmendDialog = lazy(() => import('./AmendDialog').then((file) => ({ default: file.AmendDialog })));
const ReplaceDialog = lazy(() => import('./replace/ReplaceDialog').then((file) => ({ default: file.ReplaceDialog })));
const PairDialog = lazy(() => import('./replace/PairDialog').then((file) => ({ default: file.PairDialog })));
const LinkedDialog = lazy(() => import('./replace/LinkedDialog').then((file) => ({ default: file.LinkedDialog })));

export function OpenOrders({ symbol }: { readonly symbol: string | null }) {
  const messages = useMessages();
  const marketOf = useMarketOf();
  const { data } = useOpenOrders();
  const orders = (data ?? []).filter((order) => symbol === null || order.symbol === symbol);
  const names = [
    messages.time,
    messages.marketName,
    messages.type,
    messages.side,
    messages.price,
    messages.quantity,
    messages.filled,
    messages.total,
    '',
  ];
  return (
    <>
      {orders.length > 1 && <CancelAll symbol={symbol} orders={data ?? []} />}
      <Table
        name="open-orders"
        names={names}
        nothing={messages.noOpenOrders}
        isEmpty={data === undefined ? null : orders.length === 0}
      >
        {orders.map((order) => {
          const market = marketOf(order.symbol);
          return market === undefined ? null : (
            <OpenOrder key={order.id} order={order} open={data ?? []} market={market} />
          );
        })}
      </Table>
    </>
  );
}

interface OpenOrderProps {
  readonly order: Order;
  /** All open orders. */
  readonly open: readonly Order[];
  readonly market: Market;
}

function OpenOrder({ order, open, market }: OpenOrderProps) {
  const messages = useMessages();
  const times = useTimes();
  const exchange = useExchange();
  const { busy, run } = useCanceling();
  const own = useOwn();
  const [amending, setAmending] = useState(false);
  return (
    <tr>
      <td className="number quiet cell-time">{times.stamp(order.createdMillis)}</td>
      <SymbolCell symbol={order.symbol} />
      <TypeCell order={order} />
      <SideCell side={order.side} />
      <PriceCell order={order} market={market} />
      <td className="number" data-name={messages.quantity}>
        {own(quantityText(order.quantity, market))}
      </td>
      <td className="number" data-name={messages.filled}>
        {inPercent(percentFilled(order))}
      </td>
      <td className="number" data-name={messages.total}>
        {order.price === null
          ? '—'
          : own(`${quoteText(notional(order.price, order.quantity, market.scales), market)} ${market.quote.code}`)}
      </td>
      <td className="order-actions">
        <CopyOrder order={order} other={partnerOf(order, open)} />
        {canBeChanged(order, open) && (
          <button type="button" className="cancel" onClick={() => setAmending(true)}>
            {messages.amend}
          </button>
        )}
        {amending && (
          <Fetched>
            <ChangeDialog order={order} open={open} market={market} onClose={() => setAmending(false)} />
          </Fetched>
        )}
        <button
          type="button"
          className="cancel"
          aria-disabled={busy}
          onClick={() => run(() => exchange.cancelOrder(order).then(() => messages.orderCanceled))}
        >
          {messages.cancel}
        </button>
      </td>
    </tr>
  );
}

/** The dialog by which an order is changed, as far as the exchange can. */
function ChangeDialog({ order, open, market, onClose }: OpenOrderProps & { readonly onClose: () => void }) {
  if (isReplaced(order)) {
    return <ReplaceDialog order={order} market={market} onClose={onClose} />;
  }
  if (isOfPair(order, open)) {
    return <PairDialog order={order} market={market} onClose={onClose} />;
  }
  return isOfLink(order) ? (
    <LinkedDialog order={order} market={market} onClose={onClose} />
  ) : (
    <AmendDialog order={order} market={market} onClose={onClose} />
  );
}

const percentFilled = ({ filled, quantity }: Order): string =>
  quantity === 0n ? '0' : ((filled * 100n) / quantity).toString();
