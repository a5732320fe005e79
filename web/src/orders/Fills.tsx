import { useState } from 'react';
import { useTimes } from '../controls/times';
import { useExchange, useIsolated } from '../exchange/context';
import type { Fill } from '../exchange/model';
import { useFills } from '../exchange/queries';
import { useOwn } from '../settings/own';
import { useMessages } from '../language/language';
import { priceText, quantityText, quoteText } from '../markets/figures';
import { plain } from '../money/money';
import { SideCell, SymbolCell, Table, useMarketOf } from './columns';
import { More } from './More';
import { ALL_OF_IT, periodOf } from './past';
import { PastFilters } from './PastFilters';
import { usePast } from './use-past';
import { readable } from '../money/numerals';

export function Fills({ symbol }: { readonly symbol: string | null }) {
  const messages = useMessages();
  const exchange = useExchange();
  const isolated = useIsolated();
  const [past, setPast] = useState(ALL_OF_IT);
  const period = periodOf(past);
  const { rows: fills, isEmpty, more } = usePast(useFills(symbol, period), past.side);
  const save = () => exchange.exportFills({ isolated, symbol, period }, past.side);
  const names = [
    messages.time,
    messages.marketName,
    messages.side,
    messages.price,
    messages.quantity,
    messages.total,
    messages.feePaid,
    messages.role,
  ];
  return (
    <>
      <PastFilters past={past} onPast={setPast} hasStatus={false} file="trades.csv" onExport={save} />
      <Table name="fills" names={names} nothing={messages.noFills} isEmpty={isEmpty}>
        {fills.map((fill) => (
          // A trade of the caller with themselves is two fills of one id.
          <FillRow key={`${fill.id}/${fill.orderId}`} fill={fill} />
        ))}
      </Table>
      <More list={more} />
    </>
  );
}

function FillRow({ fill }: { readonly fill: Fill }) {
  const messages = useMessages();
  const times = useTimes();
  const own = useOwn();
  const market = useMarketOf()(fill.symbol);
  if (market === undefined) {
    return null;
  }
  const paidIn = fill.feeAsset === market.base.code ? market.base : market.quote;
  return (
    <tr>
      <td className="number quiet cell-time">{times.stamp(fill.atMillis)}</td>
      <SymbolCell symbol={fill.symbol} />
      <SideCell side={fill.side} />
      <td className="number" data-name={messages.price}>
        {priceText(fill.price, market)}
      </td>
      <td className="number" data-name={messages.quantity}>
        {own(quantityText(fill.quantity, market))}
      </td>
      <td className="number" data-name={messages.total}>
        {own(`${quoteText(fill.quoteAmount, market)} ${market.quote.code}`)}
      </td>
      <td className="number" data-name={messages.feePaid}>
        {own(`${readable(plain(fill.fee, paidIn.scale), true)} ${fill.feeAsset}`)}
      </td>
      <td data-name={messages.role}>{messages[fill.liquidity]}</td>
    </tr>
  );
}
