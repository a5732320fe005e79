import { useState } from 'react';
import { Checks, checkedIn, Choice } from '../../admin/Choice';
import { goTo, p2pHref } from '../../app/place';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useTeller } from '../../controls/toasts';
import { useP2p, type OfferRequest, type OwnOffer } from '../../exchange/p2p';
import { problemOf } from '../../exchange/problem';
import type { Asset, Side } from '../../exchange/model';
import { refreshPrivate } from '../../exchange/queries';
import { useQueryClient } from '@tanstack/react-query';
import { plain } from '../../money/money';
import { numeral, plainly } from '../../money/numerals';
import { parseTyped, understood } from '../../money/typed';
import { CurrencyChoice } from '../CurrencyChoice';
import { useUsualCurrency } from '../currencies';
import { useMethodName, useMethods } from '../methods';
import { OwnMethodChecks, useUsableMethods } from '../own/OwnMethodChecks';
import { Sum } from '../Sum';
import { PRICE_SCALE } from '../sums';
import { useP2pWords } from '../words';
import { OfferReview } from './OfferReview';
import { floating, useReference } from './reference';

const SIDES = ['sell', 'buy'] as const;
const PRICINGS = ['fixed', 'floating'] as const;
type Pricing = (typeof PRICINGS)[number];
const WINDOWS = ['15', '30', '45', '60'] as const;
const FIELDS = [
  ...['side', 'asset', 'currency', 'price_limit', 'price', 'margin', 'quantity', 'min_quantity', 'max_quantity'],
  ...['methods', 'window_minutes', 'terms', 'payment_details', 'own_methods', 'min_trades', 'min_reliability'],
];

interface OfferFormProps {
  readonly assets: readonly Asset[];
  /** Offer whose terms the form begins with; null for none. */
  readonly was: OwnOffer | null;
  /** True if it becomes another offer with these terms. */
  readonly isAgain: boolean;
}

/** Terms of an offer, then their review, from which the offer is posted or changed. */
export function OfferForm({ assets, was, isAgain }: OfferFormProps) {
  const words = useP2pWords();
  const p2p = useP2p();
  const queries = useQueryClient();
  const teller = useTeller();
  const usual = useUsualCurrency();
  const terms = was?.offer;
  const isChange = was !== null && !isAgain;
  const [side, setSide] = useState<Side>(terms?.side ?? 'sell');
  const [asset, setAsset] = useState(terms?.asset ?? assets[0]?.code ?? '');
  const [currency, setCurrency] = useState(terms?.currency ?? usual);
  const [wanted, setPricing] = useState<Pricing>(terms?.margin == null ? 'fixed' : 'floating');
  const [margin, setMargin] = useState(terms?.margin == null ? '' : plain(BigInt(terms.margin), 2));
  const nameOf = useMethodName();
  const methods = useMethods(currency);
  const usable = useUsableMethods();
  const [wantedOwn, setOwn] = useState<readonly string[]>(was?.own_methods ?? []);
  const own = wantedOwn.filter((id) => usable.some((each) => each.id === id));
  const reference = useReference(asset, currency);
  const pricing = wanted === 'floating' && reference === null ? 'fixed' : wanted;
  const [reviewed, setReviewed] = useState<OfferRequest | null>(null);
  const { busy, faults, submit } = useSubmission({ fields: FIELDS });
  const send = (request: OfferRequest): void =>
    submit(async () => {
      try {
        const { id } = isChange ? await p2p.change(was, request) : await p2p.post(request);
        teller.tell(isChange ? words.changed(numeral(Number(id))) : words.posted(numeral(Number(id))));
        await refreshPrivate(queries);
        goTo(p2pHref('offers'));
      } catch (thrown) {
        if (!problemOf(thrown).passes) {
          setReviewed(null);
        }
        throw thrown;
      }
    });
  const now = floating(reference ?? null, margin);
  const codes = assets.map(({ code }) => code);
  return (
    <Form
      className="form p2p-offer"
      onSend={(form) =>
        reviewed === null
          ? setReviewed(
              requestIn(form, {
                side,
                asset,
                currency,
                pricing,
                own: [...own],
                methods: methods.map(({ code }) => code),
              }),
            )
          : send(reviewed)
      }
    >
      {/* Hidden, not removed: the fields keep their text. */}
      <div className="form" hidden={reviewed !== null}>
        <fieldset className="p2p-fields" disabled={isChange}>
          <Choice<Side>
            name="side"
            label={words.side}
            values={SIDES}
            names={words.sides}
            chosen={side}
            fault={faults.fields['side']}
            onChoose={(each) => setSide(each ?? 'sell')}
          />
          <Choice<string>
            name="asset"
            label={words.asset}
            values={codes}
            names={Object.fromEntries(codes.map((each) => [each, each]))}
            chosen={asset}
            fault={faults.fields['asset']}
            onChoose={(each) => setAsset(each ?? asset)}
          />
          <CurrencyChoice chosen={currency} besides={asset} fault={faults.fields['currency']} onChoose={setCurrency} />
        </fieldset>
        <div className="p2p-fields">
          <Choice<Pricing>
            name="pricing"
            label={words.pricing}
            values={reference === null ? ['fixed'] : PRICINGS}
            names={words.pricings}
            chosen={pricing}
            onChoose={(each) => setPricing(each ?? 'fixed')}
          />
          {pricing === 'fixed' ? (
            <Field
              key="price"
              name="price"
              label={words.fixedPrice(currency)}
              initial={terms?.fixed_price ?? ''}
              most={40}
              faults={faults}
              {...(reference === null ? { hint: words.noReference } : {})}
            />
          ) : (
            <>
              <Field
                key="margin"
                name="margin"
                label={words.margin}
                initial={margin}
                hint={words.marginHint}
                most={8}
                faults={faults}
                onTyped={setMargin}
              />
              <Field
                key="limit"
                name="price_limit"
                label={`${words.priceLimit[side]} (${currency})`}
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
        <div className="p2p-fields">
          <Field
            name="quantity"
            label={`${words.quantity} (${asset})`}
            initial={isAgain ? '' : (terms?.remaining ?? '')}
            most={40}
            faults={faults}
          />
          <Field
            name="min_quantity"
            label={`${words.least} (${asset})`}
            initial={terms?.min_quantity ?? ''}
            most={40}
            faults={faults}
          />
          <Field
            name="max_quantity"
            label={`${words.most} (${asset})`}
            initial={terms?.max_quantity ?? ''}
            most={40}
            faults={faults}
          />
        </div>
        {side === 'sell' && <OwnMethodChecks chosen={own} fault={faults.fields['own_methods']} onChoose={setOwn} />}
        <Checks<string>
          key={methods.map(({ code }) => code).join()}
          name="methods"
          legend={words.ways}
          values={methods.map(({ code }) => code)}
          names={Object.fromEntries(methods.map(({ code }) => [code, nameOf(code)]))}
          chosen={terms?.methods ?? methods.slice(0, 1).map(({ code }) => code)}
          fault={faults.fields['methods']}
        />
        <div className="p2p-fields">
          <Choice<string>
            name="window_minutes"
            label={words.window}
            values={windowsWith(terms?.window_minutes)}
            names={Object.fromEntries(
              windowsWith(terms?.window_minutes).map((each) => [each, words.minutes(numeral(Number(each)))]),
            )}
            chosen={String(terms?.window_minutes ?? 15)}
            fault={faults.fields['window_minutes']}
          />
        </div>
        {side === 'sell' && (
          <Field
            name="payment_details"
            label={own.length > 0 ? words.ownWords : words.whereToPay}
            hint={words.whereHint}
            initial={was?.payment_details ?? ''}
            most={500}
            lines={3}
            prose
            optional={own.length > 0}
            faults={faults}
          />
        )}
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
        <details open={(terms?.min_trades ?? 0) > 0 || (terms?.min_reliability ?? 0) > 0}>
          <summary>{words.takerConditions}</summary>
          <div className="p2p-fields">
            <Field
              name="min_trades"
              label={words.takerTrades}
              initial={String(terms?.min_trades ?? 0)}
              most={5}
              inputMode="numeric"
              optional
              faults={faults}
            />
            <Field
              name="min_reliability"
              label={words.takerReliability}
              initial={String((terms?.min_reliability ?? 0) / 10)}
              most={5}
              optional
              faults={faults}
            />
          </div>
        </details>
      </div>
      {reviewed !== null && <OfferReview of={reviewed} now={pricing === 'floating' ? now : null} />}
      <FormFault faults={faults} />
      <div className="form-buttons">
        {reviewed !== null && (
          <button type="button" className="secondary" onClick={() => setReviewed(null)}>
            {words.changeIt}
          </button>
        )}
        <button type="submit" className="primary" aria-disabled={busy}>
          {reviewed === null ? words.review : isChange ? words.save : words.post}
        </button>
      </div>
    </Form>
  );
}

const windowsWith = (own: number | undefined): readonly string[] =>
  own === undefined || WINDOWS.some((each) => each === String(own)) ? WINDOWS : [...WINDOWS, String(own)];

interface Chosen {
  readonly side: Side;
  readonly asset: string;
  readonly currency: string;
  readonly pricing: Pricing;
  /** Ids of the caller's accounts that the buyer may pay to. */
  readonly own: readonly string[];
  /** Codes of the methods that the form shows. */
  readonly methods: readonly string[];
}

/** A decimal as the exchange takes it; what cannot be understood stays, so that the exchange names the field. */
function decimal(form: FormData, name: string): string {
  const text = plainly(typed(form, name));
  const meant = understood(text, PRICE_SCALE);
  return meant.kind === 'decimal' ? meant.text : text;
}

/** Whole units of a decimal with that many places; NaN, which the exchange refuses, where it is none. */
function whole(form: FormData, name: string, places: number): number {
  const parsed = parseTyped(plainly(typed(form, name)) || '0', places);
  return parsed.kind === 'units' ? Number(parsed.units) : Number.NaN;
}

function requestIn(form: FormData, { side, asset, currency, pricing, own, methods }: Chosen): OfferRequest {
  const text = typed(form, 'terms');
  return {
    ...{ side, asset, currency },
    ...(pricing === 'fixed'
      ? { price: decimal(form, 'price') }
      : { margin: whole(form, 'margin', 2), price_limit: decimal(form, 'price_limit') || null }),
    quantity: decimal(form, 'quantity'),
    min_quantity: decimal(form, 'min_quantity'),
    max_quantity: decimal(form, 'max_quantity'),
    methods: [...checkedIn(form, 'methods', methods)],
    window_minutes: Number(typed(form, 'window_minutes')),
    terms: text === '' ? null : text,
    ...(side === 'sell' ? { payment_details: typed(form, 'payment_details') || null } : {}),
    ...(side === 'sell' && own.length > 0 ? { own_methods: own } : {}),
    min_trades: whole(form, 'min_trades', 0),
    min_reliability: whole(form, 'min_reliability', 1),
  };
}
