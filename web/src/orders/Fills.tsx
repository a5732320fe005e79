import { useTimes } from '../controls/times';
import type { Fill } from '../exchange/model';
import { useFills } from '../exchange/queries';
import { useMessages } from '../language/language';
import { priceText, quantityText, quoteText } from '../markets/figures';
import { plain } from '../money/money';
import { SideCell, SymbolCell, Table, useMarketOf } from './columns';
import { More } from './More';

export function Fills({ symbol }: { readonly symbol: string | null }) {
  const messages = useMessages();
  const list = useFills(symbol);
  const fills = (list.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((fill) => symbol === null || fill.symbol === symbol);
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
      <Table
        name="fills"
        names={names}
        nothing={messages.noFills}
        isEmpty={list.data === undefined ? null : fills.length === 0}
      >
        {fills.map((fill) => (
          // A trade of the caller with themselves is two fills of one id.
          <FillRow key={`${fill.id}/${fill.orderId}`} fill={fill} />
        ))}
      </Table>
      <More list={list} />
    </>
  );
}

function FillRow({ fill }: { readonly fill: Fill }) {
  const messages = useMessages();
  const times = useTimes();
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
        {quantityText(fill.quantity, market)}
      </td>
      <td
        className="number"
        data-name={messages.total}
      >{`${quoteText(fill.quoteAmount, market)} ${market.quote.code}`}</td>
      <td className="number" data-name={messages.feePaid}>{`${plain(fill.fee, paidIn.scale)} ${fill.feeAsset}`}</td>
      <td data-name={messages.role}>{messages[fill.liquidity]}</td>
    </tr>
  );
}
