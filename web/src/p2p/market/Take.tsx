import { useState, type ReactNode } from 'react';
import { Choice } from '../../admin/Choice';
import { goTo, p2pHref } from '../../app/place';
import { AsRead } from '../../controls/AsRead';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed } from '../../controls/submit';
import { useOffer, useP2p, useP2pOverview, type Offer } from '../../exchange/p2p';
import type { Asset, Side } from '../../exchange/model';
import { useMessages } from '../../language/language';
import { plain, unitsPerWhole } from '../../money/money';
import { numeral, readable } from '../../money/numerals';
import { parseTyped } from '../../money/typed';
import { Card } from '../../pages/Pages';
import { Asked } from '../../pages/Records';
import { NumberField } from '../../ticket/NumberField';
import { sayingOf } from '../../ticket/saying';
import type { Fault } from '../../ticket/judge';
import { useAvailable } from '../../wallet/AmountField';
import { useAssets, usePlaces } from '../currencies';
import { useMethodName } from '../methods';
import { useAccountText, useUsableMethods } from '../own/OwnMethodChecks';
import { Reliable, shareOf, Ways } from '../Reliable';
import { Sum, sumText } from '../Sum';
import { feeFor, limitsOf, paymentFor, PRICE_SCALE, quantityFor, unitsOf } from '../sums';
import { useOnce } from '../use-once';
import { useP2pWords } from '../words';
import { Limits, pricingText } from './Market';

/** One offer, and the form that takes it. */
export function Take({ id }: { readonly id: string }) {
  const words = useP2pWords();
  return (
    <>
      <p className="p2p-back">
        <a className="link" href={p2pHref('market')}>
          {words.back}
        </a>
      </p>
      <Asked query={useOffer(id)}>
        {(offer) => <AsRead value={offer}>{(read) => <Shown read={read} now={offer} />}</AsRead>}
      </Asked>
    </>
  );
}

interface ShownProps {
  /** As its reader saw it first. */
  readonly read: Offer;
  /** With the price of this moment, if nothing else has changed. */
  readonly now: Offer;
}

function Shown({ read, now }: ShownProps) {
  const words = useP2pWords();
  const { offer: terms } = read;
  const side: Side = terms.side === 'sell' ? 'buy' : 'sell';
  const asset = useAssets().find(({ code }) => code === terms.asset);
  const price = now.version === read.version ? now.price : read.price;
  const title = side === 'buy' ? words.takeTitle(side, terms.asset) : words.sellTitle(terms.asset);
  return (
    <Card title={title}>
      <dl className="facts p2p-facts">
        <dt>{words.price}</dt>
        <dd>
          {price === null ? '—' : <Sum of={price} code={terms.currency} />}
          <small className="quiet">
            {pricingText(terms.margin, words)}
            {terms.margin !== null && `, ${words.priceNow}`}
          </small>
        </dd>
        <dt>{words.limits}</dt>
        <dd>
          <Limits offer={{ ...read, price }} />
        </dd>
        <dt>{words.window}</dt>
        <dd>{words.minutes(numeral(terms.window_minutes))}</dd>
        <dt>{words.owner}</dt>
        <dd>
          <Reliable of={read.owner} />
        </dd>
        <dt>{words.method}</dt>
        <dd>
          <Ways of={terms.methods} />
        </dd>
        <Conditions offer={read} />
        {terms.terms !== '' && (
          <>
            <dt>{words.terms}</dt>
            <dd className="p2p-terms">
              <bdi>{terms.terms}</bdi>
            </dd>
          </>
        )}
      </dl>
      {price === null || read.state !== 'active' || asset === undefined ? (
        <p className="wallet-warning" role="note">
          {words.unavailable}
        </p>
      ) : (
        <TakeForm offer={read} price={price} asset={asset} side={side} />
      )}
    </Card>
  );
}

function Conditions({ offer: { offer } }: { readonly offer: Offer }) {
  const words = useP2pWords();
  const { min_trades: trades, min_reliability: reliability } = offer;
  if (trades === 0 && reliability === 0) {
    return null;
  }
  return (
    <>
      <dt>{words.conditions}</dt>
      <dd>
        {trades > 0 && <span>{words.minTrades(numeral(trades))}</span>}
        {reliability > 0 && <span>{words.minReliability(shareOf(reliability))}</span>}
      </dd>
    </>
  );
}

interface TakeFormProps {
  readonly offer: Offer;
  readonly price: string;
  readonly asset: Asset;
  readonly side: Side;
}

/** The field that was typed into; the other one follows. */
type By = 'payment' | 'quantity';

interface Taken {
  readonly quantity: bigint;
  readonly method: string;
  /** Id of the caller's account that the buyer pays to; null: in own words. */
  readonly own: string | null;
  readonly details: string;
}

function TakeForm({ offer, price, asset, side }: TakeFormProps) {
  const messages = useMessages();
  const words = useP2pWords();
  const p2p = useP2p();
  const { offer: terms } = offer;
  const places = usePlaces(terms.currency);
  const [typedIn, setTypedIn] = useState<{ readonly by: By; readonly text: string }>({ by: 'payment', text: '' });
  const [reviewed, setReviewed] = useState<Taken | null>(null);
  const nameOf = useMethodName();
  const accountText = useAccountText();
  const [method, setMethod] = useState(terms.methods[0] ?? '');
  const accounts = useUsableMethods().filter((each) => each.method === method);
  // Until another one is chosen it is the first; an empty text stands for own words.
  const [own, setOwn] = useState<string | null>(null);
  const account = own === null ? accounts[0] : accounts.find(({ id }) => id === own);
  const available = useAvailable(asset);
  const feeRate = useP2pOverview().data?.fee_millionths ?? 0;
  const at = unitsOf(price, PRICE_SCALE);
  const meant = meantBy(typedIn, { at, asset, places, offer });
  const { busy, faults, once } = useOnce({
    fields: ['quantity', 'method', 'payment_details', 'own_method'],
    sayings: { unreachable: words.unknownYet, unavailable: words.unknownYet, unknown_outcome: words.unknownYet },
  });
  const take = (taken: Taken): void =>
    once(
      async (clientId) => {
        const trade = await p2p.take({
          offer_id: offer.id,
          offer_version: offer.version,
          client_id: clientId,
          asset: asset.code,
          quantity: plain(taken.quantity, asset.scale),
          method: taken.method,
          ...(side === 'sell' && taken.own === null ? { payment_details: taken.details } : {}),
          ...(side === 'sell' && taken.own !== null ? { own_method: taken.own } : {}),
        });
        goTo(p2pHref('trades', trade.id));
      },
      () => setReviewed(null),
    );
  const quantityText = meant.quantity === null ? '' : plain(meant.quantity, asset.scale);
  const paymentText = meant.payment === null ? '' : plain(meant.payment, places);
  const needed = meant.quantity === null ? null : meant.quantity + feeFor(meant.quantity, feeRate);
  const fault: Fault | null =
    meant.fault ??
    (side === 'sell' && needed !== null && available !== undefined && needed > available
      ? { kind: 'no funds', asset: asset.code }
      : null);
  const field = (by: By, label: string, unit: string, scale: number, follows: string): ReactNode => (
    <NumberField
      key={by}
      label={label}
      unit={unit}
      text={typedIn.by === by ? typedIn.text : follows}
      step={unitsPerWhole(scale)}
      scale={scale}
      fault={typedIn.by === by ? (sayingOf(fault, messages) ?? faults.fields['quantity'] ?? null) : null}
      onChange={(text) => setTypedIn({ by, text })}
    />
  );
  const payment = field(
    'payment',
    side === 'buy' ? words.youPay : words.youArePaid,
    terms.currency,
    places,
    paymentText,
  );
  const quantity = field(
    'quantity',
    side === 'buy' ? words.youGet : words.youSell,
    asset.code,
    asset.scale,
    quantityText,
  );
  const isReady = fault === null && meant.quantity !== null;
  return (
    <Form
      className="form p2p-form"
      onSend={(form) => {
        if (reviewed !== null) {
          take(reviewed);
        } else if (isReady && meant.quantity !== null) {
          setReviewed({
            quantity: meant.quantity,
            method,
            own: account?.id ?? null,
            details: account === undefined ? typed(form, 'payment_details') : accountText(account),
          });
        }
      }}
    >
      {/* Hidden, not removed: the fields keep their text. */}
      <div className="form" hidden={reviewed !== null}>
        {side === 'buy' ? [payment, quantity] : [quantity, payment]}
        <Choice<string>
          name="method"
          label={words.method}
          values={terms.methods}
          names={Object.fromEntries(terms.methods.map((each) => [each, nameOf(each)]))}
          chosen={method}
          fault={faults.fields['method']}
          onChoose={(each) => setMethod(each ?? method)}
        />
        {side === 'sell' && (
          <>
            {accounts.length > 0 && (
              <Choice<string>
                name="own_method"
                label={words.payTo}
                values={accounts.map(({ id }) => id)}
                names={Object.fromEntries(accounts.map((each) => [each.id, accountText(each)]))}
                none={words.inOwnWords}
                chosen={account?.id ?? null}
                fault={faults.fields['own_method']}
                onChoose={(id) => setOwn(id ?? '')}
              />
            )}
            {account === undefined && (
              <Field
                name="payment_details"
                label={words.whereToPay}
                hint={words.whereHint}
                most={500}
                lines={3}
                prose
                faults={faults}
              />
            )}
            <p className="quiet">
              {messages.available}:{' '}
              {available === undefined ? '—' : <Sum of={plain(available, asset.scale)} code={asset.code} />}
            </p>
          </>
        )}
      </div>
      {reviewed !== null && (
        <Review
          side={side}
          quantity={sumText(plain(reviewed.quantity, asset.scale), asset.code)}
          payment={sumText(plain(paymentFor(at, reviewed.quantity, asset.scale, places), places), terms.currency)}
          fee={sumText(plain(feeFor(reviewed.quantity, feeRate), asset.scale), asset.code)}
          needed={sumText(plain(reviewed.quantity + feeFor(reviewed.quantity, feeRate), asset.scale), asset.code)}
          price={sumText(price, terms.currency)}
          method={nameOf(reviewed.method)}
          details={reviewed.details}
          minutes={terms.window_minutes}
        />
      )}
      <FormFault faults={faults} />
      <div className="form-buttons">
        {reviewed !== null && (
          <button type="button" className="secondary" onClick={() => setReviewed(null)}>
            {words.changeIt}
          </button>
        )}
        <button type="submit" className="primary" aria-disabled={busy || !isReady}>
          {reviewed === null ? words.review : words.takeNow}
        </button>
      </div>
    </Form>
  );
}

interface Sums {
  readonly at: bigint;
  readonly asset: Asset;
  readonly places: number;
  readonly offer: Offer;
}

interface Meant {
  readonly quantity: bigint | null;
  readonly payment: bigint | null;
  readonly fault: Fault | null;
}

/** Quantity and payment that a typed number stands for, and what is wrong with it. */
function meantBy({ by, text }: { readonly by: By; readonly text: string }, { at, asset, places, offer }: Sums): Meant {
  if (text === '') {
    return { quantity: null, payment: null, fault: null };
  }
  const scale = by === 'payment' ? places : asset.scale;
  const parsed = parseTyped(text, scale);
  if (parsed.kind !== 'units') {
    const fault: Fault = parsed.kind === 'too fine' ? { kind: 'off step', step: plain(1n, scale) } : parsed;
    return { quantity: null, payment: null, fault };
  }
  const quantity = by === 'payment' ? quantityFor(at, parsed.units, asset.scale, places) : parsed.units;
  const payment = paymentFor(at, quantity, asset.scale, places);
  return { quantity, payment, fault: outOf(quantity, by, { at, asset, places, offer }) };
}

function outOf(quantity: bigint, by: By, { at, asset, places, offer }: Sums): Fault | null {
  const { least, most } = limitsOf(offer, asset.scale);
  const said = (units: bigint): string =>
    by === 'quantity'
      ? `${readable(plain(units, asset.scale), true)} ${asset.code}`
      : `${readable(plain(paymentFor(at, units, asset.scale, places), places), true)} ${offer.offer.currency}`;
  if (quantity < least) {
    return { kind: 'too little', least: said(least) };
  }
  return quantity > most ? { kind: 'too much', most: said(most) } : null;
}

interface ReviewProps {
  readonly side: Side;
  readonly quantity: string;
  readonly payment: string;
  readonly fee: string;
  readonly needed: string;
  readonly price: string;
  readonly method: string;
  readonly details: string;
  readonly minutes: number;
}

/** The trade as it would be made. */
function Review(of: ReviewProps) {
  const words = useP2pWords();
  const isBuying = of.side === 'buy';
  return (
    <section className="review" aria-label={words.reviewTitle}>
      <h3>{words.reviewTitle}</h3>
      <dl className="facts">
        <dt>{isBuying ? words.youPay : words.youArePaid}</dt>
        <dd>
          <b>
            <bdi dir="ltr">{of.payment}</bdi>
          </b>
        </dd>
        <dt>{isBuying ? words.arrives : words.youSell}</dt>
        <dd>
          <b>
            <bdi dir="ltr">{of.quantity}</bdi>
          </b>
        </dd>
        <dt>{words.price}</dt>
        <dd>
          <bdi dir="ltr">{of.price}</bdi>
        </dd>
        <dt>{words.fee}</dt>
        <dd>
          <bdi dir="ltr">{of.fee}</bdi>
          <small className="quiet">{isBuying ? words.feeOfSeller : words.feeOnTop}</small>
        </dd>
        {!isBuying && (
          <>
            <dt>{words.leavesYou}</dt>
            <dd>
              <bdi dir="ltr">{of.needed}</bdi>
            </dd>
          </>
        )}
        <dt>{words.method}</dt>
        <dd>{of.method}</dd>
        {of.details !== '' && (
          <>
            <dt>{words.whereToPay}</dt>
            <dd className="p2p-terms">
              <bdi>{of.details}</bdi>
            </dd>
          </>
        )}
        <dt>{words.window}</dt>
        <dd>{words.minutes(numeral(of.minutes))}</dd>
      </dl>
      <p className="wallet-warning" role="note">
        {isBuying ? words.takeNoticeBuy : words.takeNoticeSell}
      </p>
    </section>
  );
}
