import { Checks, Choice } from '../../admin/Choice';
import { Field } from '../../controls/Field';
import type { Faults } from '../../controls/faults';
import type { Asset, Side } from '../../exchange/model';
import type { OwnOffer } from '../../exchange/p2p';
import { plain } from '../../money/money';
import { numeral } from '../../money/numerals';
import { CurrencyChoice } from '../CurrencyChoice';
import { useMethodName } from '../methods';
import { OwnMethodChecks } from '../own/OwnMethodChecks';
import { Sum } from '../Sum';
import { PRICE_SCALE } from '../sums';
import { useP2pWords } from '../words';
import type { Draft } from './draft';
import { PRICINGS, type Pricing } from './request';

const SIDES = ['sell', 'buy'] as const;
const WINDOWS = ['15', '30', '45', '60'] as const;

interface OfferFieldsProps {
  readonly draft: Draft;
  /** Terms that the form begins with. */
  readonly terms: OwnOffer['offer'] | undefined;
  readonly faults: Faults;
}

interface PairFieldsProps extends OfferFieldsProps {
  readonly assets: readonly Asset[];
  /** True for an offer that is changed: side, asset and currency stay. */
  readonly isFixed: boolean;
}

export function PairFields({ draft, assets, isFixed, faults }: PairFieldsProps) {
  const words = useP2pWords();
  const codes = assets.map(({ code }) => code);
  return (
    <fieldset className="p2p-fields" disabled={isFixed}>
      <Choice<Side>
        name="side"
        label={words.side}
        values={SIDES}
        names={words.sides}
        chosen={draft.side}
        fault={faults.fields['side']}
        onChoose={(each) => draft.setSide(each ?? 'sell')}
      />
      <Choice<string>
        name="asset"
        label={words.asset}
        values={codes}
        names={Object.fromEntries(codes.map((each) => [each, each]))}
        chosen={draft.asset}
        fault={faults.fields['asset']}
        onChoose={(each) => draft.setAsset(each ?? draft.asset)}
      />
      <CurrencyChoice
        chosen={draft.currency}
        besides={draft.asset}
        fault={faults.fields['currency']}
        onChoose={draft.setCurrency}
      />
    </fieldset>
  );
}

export function PriceFields({ draft, terms, faults }: OfferFieldsProps) {
  const words = useP2pWords();
  const { currency, pricing, mayFloat, now } = draft;
  return (
    <>
      <div className="p2p-fields">
        <Choice<Pricing>
          name="pricing"
          label={words.pricing}
          values={mayFloat ? PRICINGS : ['fixed']}
          names={words.pricings}
          chosen={pricing}
          onChoose={(each) => draft.setPricing(each ?? 'fixed')}
        />
        {pricing === 'fixed' ? (
          <Field
            key="price"
            name="price"
            label={words.fixedPrice(currency)}
            initial={terms?.fixed_price ?? ''}
            most={40}
            faults={faults}
            {...(mayFloat ? {} : { hint: words.noReference })}
          />
        ) : (
          <>
            <Field
              key="margin"
              name="margin"
              label={words.margin}
              initial={draft.margin}
              hint={words.marginHint}
              most={8}
              faults={faults}
              onTyped={draft.setMargin}
            />
            <Field
              key="limit"
              name="price_limit"
              label={`${words.priceLimit[draft.side]} (${currency})`}
              initial={terms?.price_limit ?? ''}
              most={40}
              optional
              faults={faults}
            />
          </>
        )}
      </div>
      {pricing === 'floating' && (
        <p className="p2p-now">
          <span className="quiet">{words.meansNow}</span>{' '}
          <b>{now === null ? '—' : <Sum of={plain(now, PRICE_SCALE)} code={currency} />}</b>
        </p>
      )}
    </>
  );
}

interface QuantityFieldsProps extends OfferFieldsProps {
  readonly isAgain: boolean;
}

export function QuantityFields({ draft: { asset }, terms, isAgain, faults }: QuantityFieldsProps) {
  const words = useP2pWords();
  const field = (name: string, label: string, initial: string) => (
    <Field name={name} label={`${label} (${asset})`} initial={initial} most={40} faults={faults} />
  );
  return (
    <div className="p2p-fields">
      {field('quantity', words.quantity, isAgain ? '' : (terms?.remaining ?? ''))}
      {field('min_quantity', words.least, terms?.min_quantity ?? '')}
      {field('max_quantity', words.most, terms?.max_quantity ?? '')}
    </div>
  );
}

interface PaymentFieldsProps extends OfferFieldsProps {
  /** Where to pay, in the owner's words. */
  readonly details: string;
}

export function PaymentFields({ draft, terms, details, faults }: PaymentFieldsProps) {
  const words = useP2pWords();
  const nameOf = useMethodName();
  const codes = draft.methods.map(({ code }) => code);
  const windows = windowsWith(terms?.window_minutes);
  const hasOwn = draft.own.length > 0;
  return (
    <>
      {draft.side === 'sell' && (
        <OwnMethodChecks chosen={draft.own} fault={faults.fields['own_methods']} onChoose={draft.setOwn} />
      )}
      <Checks<string>
        key={codes.join()}
        name="methods"
        legend={words.ways}
        values={codes}
        names={Object.fromEntries(codes.map((code) => [code, nameOf(code)]))}
        chosen={terms?.methods ?? codes.slice(0, 1)}
        fault={faults.fields['methods']}
      />
      <div className="p2p-fields">
        <Choice<string>
          name="window_minutes"
          label={words.window}
          values={windows}
          names={Object.fromEntries(windows.map((each) => [each, words.minutes(numeral(Number(each)))]))}
          chosen={String(terms?.window_minutes ?? 15)}
          fault={faults.fields['window_minutes']}
        />
      </div>
      {draft.side === 'sell' && (
        <Field
          name="payment_details"
          label={hasOwn ? words.ownWords : words.whereToPay}
          hint={words.whereHint}
          initial={details}
          most={500}
          lines={3}
          prose
          optional={hasOwn}
          faults={faults}
        />
      )}
    </>
  );
}

const windowsWith = (own: number | undefined): readonly string[] =>
  own === undefined || WINDOWS.some((each) => each === String(own)) ? WINDOWS : [...WINDOWS, String(own)];

export function TermsFields({ terms, faults }: Omit<OfferFieldsProps, 'draft'>) {
  const words = useP2pWords();
  const trades = terms?.min_trades ?? 0;
  const reliability = terms?.min_reliability ?? 0;
  return (
    <>
      <Field
        name="terms"
        label={words.terms}
        hint={words.termsHint}
        initial={terms?.terms ?? ''}
        most={500}
        lines={3}
        prose
        optional
        faults={faults}
      />
      <details open={trades > 0 || reliability > 0}>
        <summary>{words.takerConditions}</summary>
        <div className="p2p-fields">
          <Field
            name="min_trades"
            label={words.takerTrades}
            initial={String(trades)}
            most={5}
            inputMode="numeric"
            optional
            faults={faults}
          />
          <Field
            name="min_reliability"
            label={words.takerReliability}
            initial={String(reliability / 10)}
            most={5}
            optional
            faults={faults}
          />
        </div>
      </details>
    </>
  );
}
