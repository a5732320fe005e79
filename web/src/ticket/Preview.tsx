import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useExchange } from '../exchange/context';
import type { Market, NewOrder, Sum, Trial } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { tryOrder } from '../exchange/trial';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { priceText, quantityText } from '../markets/figures';
import { grouped } from '../money/money';

interface PreviewProps {
  readonly order: NewOrder;
  readonly market: Market;
}

/** The exchange's preview of the order: to the last unit, or the reason why it would refuse it. */
export function Preview({ order, market }: PreviewProps) {
  const messages = useMessages();
  const exchange = useExchange();
  const { data, error } = useQuery({
    queryKey: ['trial', order.clientOrderId],
    queryFn: () => tryOrder(exchange, order),
    retry: false,
    gcTime: 0,
  });
  if (error !== null) {
    return (
      <p className="form-fault" role="alert">
        {messages.wouldBeRefused} {saying(problemOf(error), messages)}
      </p>
    );
  }
  return (
    <dl className="ticket-figures preview" aria-busy={data === undefined} aria-label={messages.preview}>
      {data !== undefined && <Figures trial={data} market={market} />}
    </dl>
  );
}

function Figures({ trial, market }: { readonly trial: Trial; readonly market: Market }) {
  const messages = useMessages();
  const of = (units: Trial['open']): string => `${quantityText(units, market)} ${market.base.code}`;
  return (
    <>
      {trial.filled > 0n && trial.averagePrice !== null && (
        <Figure name={messages.tradesNow}>{`${of(trial.filled)} · ${priceText(trial.averagePrice, market)}`}</Figure>
      )}
      {trial.spends.units > 0n && <Figure name={messages.spendsNow}>{sumText(trial.spends)}</Figure>}
      {trial.receives.units > 0n && <Figure name={messages.receivesNow}>{sumText(trial.receives)}</Figure>}
      <Figure name={messages.feePaid}>{sumText(trial.fee)}</Figure>
      {trial.open > 0n && <Figure name={messages.staysOpen}>{of(trial.open)}</Figure>}
      {trial.held.units > 0n && <Figure name={messages.heldFor}>{sumText(trial.held)}</Figure>}
      {trial.ends > 0n && (
        <Figure name={messages.endsNow}>
          {`${of(trial.ends)}${trial.endReason === null ? '' : ` (${messages.endReasons[trial.endReason]})`}`}
        </Figure>
      )}
    </>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">{children}</dd>
    </div>
  );
}

/** All its digits: this is what will be booked. */
const sumText = ({ units, asset }: Sum): string => `${grouped(units, asset.scale)} ${asset.code}`;
