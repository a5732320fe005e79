import type { ReactNode } from 'react';
import { useTrading } from '../app/trading';
import { Nothing } from '../controls/Nothing';
import type { Market, Order, Side, Trailing } from '../exchange/model';
import { useMarkets } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { priceText } from '../markets/figures';
import { plain } from '../money/money';
import { inPercent } from '../money/numerals';
import { toTicketOf } from '../ticket/to-ticket';

export function SideCell({ side }: { readonly side: Side }) {
  const messages = useMessages();
  return <td className={`cell-side ${side === 'buy' ? 'up' : 'down'}`}>{messages[side]}</td>;
}

/** "BTC/USDT", never turned around in a right-to-left text. */
export function SymbolCell({ symbol }: { readonly symbol: string }) {
  return (
    <td className="cell-symbol">
      <bdi>{symbol.replace('-', '/')}</bdi>
    </td>
  );
}

/** Relation to the order that it was placed with, as long as that can matter. */
function linkOf({ linkedAs, status }: Order, messages: Messages): string | null {
  if (status === 'pending') {
    return messages.statusPending;
  }
  return linkedAs === 'working' ? messages.startsAnother : null;
}

/** How a limit order waits, where it is not the usual way. */
export function TypeCell({ order }: { readonly order: Order }) {
  const messages = useMessages();
  const waits = order.type === 'limit' && order.timeInForce !== 'gtc' ? order.timeInForce.toUpperCase() : null;
  const linked = linkOf(order, messages);
  const besides = order.pairedId !== null ? messages.paired : (linked ?? (order.postOnly ? messages.postOnly : waits));
  return (
    <td className="cell-type">
      {messages[order.type]}
      {besides !== null && <small className="besides">{besides}</small>}
    </td>
  );
}

/** Its limit, and what sets it off. */
export function PriceCell({ order, market }: { readonly order: Order; readonly market: Market }) {
  const messages = useMessages();
  const { price, stopPrice, trailing, activation, triggerPrice } = order;
  const sets = stopPrice ?? triggerPrice;
  // Once it trails it has a price that would set it off.
  const waits = order.status === 'waiting' || order.status === 'pending';
  const begins = waits && triggerPrice === null ? activation : null;
  return (
    <td className="number" data-name={messages.price}>
      {price === null ? '—' : priceText(price, market)}
      {sets !== null && <small className="besides">{messages.triggersAt(priceText(sets, market))}</small>}
      {trailing !== null && <small className="besides">{messages.trails(distanceText(trailing, market))}</small>}
      {begins !== null && <small className="besides">{messages.trailsFrom(priceText(begins, market))}</small>}
    </td>
  );
}

const distanceText = (trailing: Trailing, market: Market): string =>
  trailing.by === 'rate'
    ? inPercent(plain(BigInt(trailing.bps), 2))
    : `${priceText(trailing.amount, market)} ${market.quote.code}`;

interface TableProps {
  readonly name: string;
  readonly names: readonly string[];
  /** Said instead of a table without rows. */
  readonly nothing: string;
  /** Null while it is not known. */
  readonly isEmpty: boolean | null;
  readonly children: ReactNode;
}

export function Table({ name, names, nothing, isEmpty, children }: TableProps) {
  const messages = useMessages();
  const { symbol } = useTrading().market;
  if (isEmpty === null) {
    return <p className="nothing" aria-busy />;
  }
  if (isEmpty) {
    return <Nothing text={nothing} word={messages.placeFirst} onAct={() => toTicketOf(symbol)} />;
  }
  return (
    <table className={`table ${name}`}>
      <thead>
        <tr>
          {names.map((title, index) => (
            <th key={`${title}${index}`} scope="col">
              {title === '' ? <span className="unseen">{messages.actions}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** Finds the market of an order. */
export function useMarketOf(): (symbol: string) => Market | undefined {
  const { data } = useMarkets();
  return (symbol) => data?.find((market) => market.symbol === symbol);
}
