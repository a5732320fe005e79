import { useQuery } from '@tanstack/react-query';
import { useExchange, useSession } from '../exchange/context';
import { positions, type Position } from '../exchange/positions';
import { PRIVATE } from '../exchange/queries';
import { useMessages } from '../language/language';
import { amountText, priceText, quantityText } from '../markets/figures';
import { format } from '../money/money';
import { SymbolCell, Table, useMarketOf } from './columns';

const EVERY_MILLIS = 5_000;

/** What the caller's trades add up to in each market. */
export function Positions({ symbol }: { readonly symbol: string | null }) {
  const messages = useMessages();
  const exchange = useExchange();
  const session = useSession();
  const owner = session.kind === 'in' ? session.user.id : '';
  const { data } = useQuery({
    queryKey: [PRIVATE, owner, 'positions'],
    queryFn: () => positions(exchange),
    enabled: owner !== '',
    refetchInterval: EVERY_MILLIS,
  });
  const shown = data?.filter((position) => symbol === null || position.symbol === symbol);
  const names = [
    messages.marketName,
    messages.quantity,
    messages.entryPrice,
    messages.lastPrice,
    messages.unrealized,
    '%',
  ];
  return (
    <Table
      name="positions"
      names={names}
      nothing={messages.noPositions}
      isEmpty={shown === undefined ? null : shown.length === 0}
    >
      {shown?.map((position) => (
        <Row key={position.symbol} position={position} />
      ))}
    </Table>
  );
}

function Row({ position }: { readonly position: Position }) {
  const messages = useMessages();
  const market = useMarketOf()(position.symbol);
  if (market === undefined) {
    return null;
  }
  const { entry, last, unrealized } = position;
  const way = unrealized === null || unrealized === 0n ? '' : unrealized > 0n ? 'up' : 'down';
  const sign = unrealized !== null && unrealized > 0n ? '+' : '';
  return (
    <tr>
      <SymbolCell symbol={position.symbol} />
      <td className="number" data-name={messages.quantity}>
        {quantityText(position.quantity, market)} {market.base.code}
      </td>
      <td className="number" data-name={messages.entryPrice}>
        {entry === null ? '—' : priceText(entry, market)}
      </td>
      <td className="number" data-name={messages.lastPrice}>
        {last === null ? '—' : priceText(last, market)}
      </td>
      <td className={`number ${way}`} data-name={messages.unrealized}>
        {unrealized === null ? '—' : `${sign}${amountText(unrealized, market.quote)} ${market.quote.code}`}
      </td>
      <td className={`number ${way}`} data-name="%">
        {entry === null || last === null || entry === 0n
          ? '—'
          : `${last > entry ? '+' : ''}${format(((last - entry) * 10_000n) / entry, 2)}%`}
      </td>
    </tr>
  );
}
