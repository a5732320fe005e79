import { lazy, useState } from 'react';
import { Fetched } from '../controls/fetched';
import type { Asset, Market } from '../exchange/model';
import { sumsOf, type Position } from '../exchange/positions';
import { useOwn } from '../settings/own';
import { useMessages } from '../language/language';
import { amountText, priceText, quantityText } from '../markets/figures';
import { format } from '../money/money';
import { SymbolCell, Table, useMarketOf } from './columns';
import { inPercent } from '../money/numerals';
import { POSITION_ACTS, type PositionAct } from './position/acts';
import { usePositions } from './use-positions';

const PositionDialog = lazy(() =>
  import('./position/PositionDialog').then((file) => ({ default: file.PositionDialog })),
);

const EVERY_MILLIS = 5_000;

/** Sums of the caller's trades in each market, and in each asset that they were paid in. */
export function Positions({ symbol }: { readonly symbol: string | null }) {
  const messages = useMessages();
  const { data } = usePositions(EVERY_MILLIS);
  const shown = data?.filter((position) => symbol === null || position.symbol === symbol);
  const names = [
    messages.marketName,
    messages.quantity,
    messages.entryPrice,
    messages.lastPrice,
    messages.unrealized,
    '%',
    messages.realized,
    '',
  ];
  return (
    <>
      {shown !== undefined && shown.length > 0 && <Sums of={shown} />}
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
    </>
  );
}

/** Gains in different assets are not added up: a line each. */
function Sums({ of }: { readonly of: readonly Position[] }) {
  const messages = useMessages();
  return (
    <ul className="sums" aria-label={messages.grandTotal}>
      {sumsOf(of).map(({ quote, unrealized, realized }) => (
        <li key={quote.code}>
          <span className="quiet">{messages.grandTotal}</span>
          <span>
            <span className="quiet">{messages.unrealized}</span> <Gain of={unrealized} asset={quote} />
          </span>
          <span>
            <span className="quiet">{messages.realized}</span> <Gain of={realized} asset={quote} />
          </span>
        </li>
      ))}
    </ul>
  );
}

interface GainProps {
  /** Null where it is not known. */
  readonly of: bigint | null;
  readonly asset: Asset;
}

function Gain({ of, asset }: GainProps) {
  const own = useOwn();
  return <b className={`number ${wayOf(of)}`}>{own(gainText(of, asset))}</b>;
}

const wayOf = (gain: bigint | null): string => (gain === null || gain === 0n ? '' : gain > 0n ? 'up' : 'down');

const gainText = (gain: bigint | null, asset: Asset): string =>
  gain === null ? '—' : `${gain > 0n ? '+' : ''}${amountText(gain, asset)} ${asset.code}`;

/** A short position gains where the price falls. */
function riseText({ entry, last, quantity }: Position): string {
  if (entry === null || last === null || entry === 0n) {
    return '—';
  }
  const rise = quantity < 0n ? entry - last : last - entry;
  return inPercent(`${rise > 0n ? '+' : ''}${format((rise * 10_000n) / entry, 2)}`);
}

function Row({ position }: { readonly position: Position }) {
  const messages = useMessages();
  const own = useOwn();
  const market = useMarketOf()(position.symbol);
  if (market === undefined) {
    return null;
  }
  const { entry, last, unrealized, realized } = position;
  const way = wayOf(unrealized);
  return (
    <tr>
      <SymbolCell symbol={position.symbol} />
      <td className="number" data-name={messages.quantity}>
        {own(`${quantityText(position.quantity, market)} ${market.base.code}`)}
      </td>
      <td className="number" data-name={messages.entryPrice}>
        {entry === null ? '—' : priceText(entry, market)}
      </td>
      <td className="number" data-name={messages.lastPrice}>
        {last === null ? '—' : priceText(last, market)}
      </td>
      <td className={`number ${way}`} data-name={messages.unrealized}>
        {own(gainText(unrealized, market.quote))}
      </td>
      <td className={`number ${way}`} data-name="%">
        {riseText(position)}
      </td>
      <td className={`number ${wayOf(realized)}`} data-name={messages.realized}>
        {own(gainText(realized, market.quote))}
      </td>
      <td className="order-actions">
        {position.quantity !== 0n && market.kinds.includes('market') && <Acts position={position} market={market} />}
      </td>
    </tr>
  );
}

/** The buttons that close a position or turn it round; each asks before it sends an order. */
function Acts({ position, market }: { readonly position: Position; readonly market: Market }) {
  const messages = useMessages();
  const [chosen, setChosen] = useState<PositionAct | null>(null);
  return (
    <>
      {POSITION_ACTS.map((act) => (
        <button key={act} type="button" className="cancel" onClick={() => setChosen(act)}>
          {act === 'close' ? messages.closePosition : messages.reversePosition}
        </button>
      ))}
      {chosen !== null && (
        <Fetched>
          <PositionDialog position={position} act={chosen} market={market} onClose={() => setChosen(null)} />
        </Fetched>
      )}
    </>
  );
}
