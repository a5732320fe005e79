import type { ReactNode } from 'react';
import type { Market } from '../exchange/model';
import { useMessages } from '../language/language';
import { quantityText, quoteText } from '../markets/figures';
import { grouped, plain } from '../money/money';
import type { Draft, Form } from './draft';
import { has } from './kinds';
import { readable } from '../money/numerals';

interface FiguresProps {
  readonly draft: Draft;
  readonly form: Form;
  readonly market: Market;
  /** True if a field of the form shows the total: what it comes to is said where rounding makes it another. */
  readonly totalAbove?: boolean;
}

/** Figures of the order. All of it is of the same look at the book: what the book does not hold is counted nowhere. */
export function Figures({ draft, form, market, totalAbove = false }: FiguresProps) {
  const messages = useMessages();
  const { met } = draft;
  const about = has(form.kind, 'price') ? '' : '≈ ';
  const rate = readable(plain(market.takerFee, 4));
  return (
    <dl className="ticket-figures">
      {met !== null && (draft.shallow || draft.quantity === null) && (
        <Figure name={messages.tradesAbout}>{`≈ ${quantityText(met.quantity, market)} ${market.base.code}`}</Figure>
      )}
      {(!totalAbove || (form.totalText !== '' && draft.quote !== null)) && (
        <Figure name={totalAbove ? messages.totalRounded : messages.orderTotal}>
          {draft.quote === null ? '—' : `${about}${quoteText(draft.quote, market)} ${market.quote.code}`}
        </Figure>
      )}
      <Figure name={`${messages.fee} (${rate} %)`}>
        {draft.fee === null ? '—' : `${grouped(draft.fee.units, draft.fee.asset.scale, 6)} ${draft.fee.asset.code}`}
      </Figure>
    </dl>
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
