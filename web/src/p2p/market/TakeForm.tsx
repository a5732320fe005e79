import { useState, type ReactNode } from 'react';
import { Choice } from '../../admin/Choice';
import { goTo, p2pHref } from '../../app/place';
import { Field, Form, FormFault } from '../../controls/Field';
import type { Faults } from '../../controls/faults';
import { typed } from '../../controls/submit';
import { useP2p, useP2pOverview, type Offer } from '../../exchange/p2p';
import type { OwnMethod } from '../../exchange/p2p-methods';
import type { Asset, Side } from '../../exchange/model';
import { useMessages } from '../../language/language';
import { plain, unitsPerWhole } from '../../money/money';
import { NumberField } from '../../ticket/NumberField';
import type { Fault } from '../../ticket/judge';
import { sayingOf } from '../../ticket/saying';
import { useAvailable } from '../../wallet/AmountField';
import { usePlaces } from '../currencies';
import { useMethodName } from '../methods';
import { useAccountText, useUsableMethods } from '../own/OwnMethodChecks';
import { Sum, sumText } from '../Sum';
import { feeFor, paymentFor, PRICE_SCALE, unitsOf } from '../sums';
import { useOnce } from '../use-once';
import { useP2pWords } from '../words';
import { meantBy, type By, type Meant } from './meant';
import { TakeReview } from './TakeReview';

interface TakeFormProps {
  readonly offer: Offer;
  readonly price: string;
  readonly asset: Asset;
  readonly side: Side;
}

interface Taken {
  readonly quantity: bigint;
  readonly method: string;
  /** Id of the caller's account that the buyer pays to; null: in own words. */
  readonly own: string | null;
  readonly details: string;
}

/** How much of an offer is taken, then the trade as it would be made. */
export function TakeForm({ offer, price, asset, side }: TakeFormProps) {
  const words = useP2pWords();
  const p2p = useP2p();
  const { currency } = offer.offer;
  const places = usePlaces(currency);
  const [input, setInput] = useState<{ readonly by: By; readonly text: string }>({ by: 'payment', text: '' });
  const [reviewed, setReviewed] = useState<Taken | null>(null);
  const way = useWay(offer);
  const overview = useP2pOverview().data;
  const feeRate = overview?.fee_millionths ?? 0;
  const at = unitsOf(price, PRICE_SCALE);
  const meant = useMeant(input, { at, asset, places, offer }, side === 'sell' ? feeRate : null);
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
          ...(side === 'sell' && overview !== undefined ? { fee_millionths: overview.fee_millionths } : {}),
        });
        goTo(p2pHref('trades', trade.id));
      },
      () => setReviewed(null),
    );
  const review = (form: FormData): void => {
    if (meant.fault === null && meant.quantity !== null) {
      const own = way.account?.id ?? null;
      const details = way.account === undefined ? typed(form, 'payment_details') : way.textOf(way.account);
      setReviewed({ quantity: meant.quantity, method: way.method, own, details });
    }
  };
  const inAsset = (units: bigint): string => sumText(plain(units, asset.scale), asset.code);
  return (
    <Form className="form p2p-form" onSend={(form) => (reviewed === null ? review(form) : take(reviewed))}>
      {/* Hidden, not removed: the fields keep their text. */}
      <div className="form" hidden={reviewed !== null}>
        <Amounts input={input} meant={meant} of={{ asset, currency, places, side }} faults={faults} onType={setInput} />
        <Choice<string>
          name="method"
          label={words.method}
          values={offer.offer.methods}
          names={Object.fromEntries(offer.offer.methods.map((each) => [each, way.nameOf(each)]))}
          chosen={way.method}
          fault={faults.fields['method']}
          onChoose={(each) => way.choose(each ?? way.method)}
        />
        {side === 'sell' && <PaidTo way={way} asset={asset} faults={faults} />}
      </div>
      {reviewed !== null && (
        <TakeReview
          side={side}
          quantity={inAsset(reviewed.quantity)}
          payment={sumText(plain(paymentFor(at, reviewed.quantity, asset.scale, places), places), currency)}
          fee={inAsset(feeFor(reviewed.quantity, feeRate))}
          needed={inAsset(reviewed.quantity + feeFor(reviewed.quantity, feeRate))}
          price={sumText(price, currency)}
          method={way.nameOf(reviewed.method)}
          details={reviewed.details}
          minutes={offer.offer.window_minutes}
        />
      )}
      <FormFault faults={faults} />
      <div className="form-buttons">
        {reviewed !== null && (
          <button type="button" className="secondary" onClick={() => setReviewed(null)}>
            {words.changeIt}
          </button>
        )}
        <button
          type="submit"
          className="primary"
          aria-disabled={busy || meant.fault !== null || meant.quantity === null}
        >
          {reviewed === null ? words.review : words.takeNow}
        </button>
      </div>
    </Form>
  );
}

/** @param feeRate fee rate of a seller, who needs quantity and fee; null for a buyer */
function useMeant(
  input: Parameters<typeof meantBy>[0],
  sums: Parameters<typeof meantBy>[1],
  feeRate: number | null,
): Meant {
  const available = useAvailable(sums.asset);
  const meant = meantBy(input, sums);
  const needed = meant.quantity === null || feeRate === null ? 0n : meant.quantity + feeFor(meant.quantity, feeRate);
  return meant.fault === null && available !== undefined && needed > available
    ? { ...meant, fault: { kind: 'no funds', asset: sums.asset.code } }
    : meant;
}

interface Way {
  readonly method: string;
  readonly choose: (method: string) => void;
  readonly nameOf: (method: string) => string;
  /** Accounts of the caller for that method. */
  readonly accounts: readonly OwnMethod[];
  /** The one that the buyer pays to; undefined for own words. */
  readonly account: OwnMethod | undefined;
  /** @param id empty for own words */
  readonly pay: (id: string) => void;
  readonly textOf: (account: OwnMethod) => string;
}

/** How the trade is paid, and to which account where the caller sells. */
function useWay({ offer }: Offer): Way {
  const nameOf = useMethodName();
  const textOf = useAccountText();
  const [method, choose] = useState(offer.methods[0] ?? '');
  const accounts = useUsableMethods().filter((each) => each.method === method);
  // Until another one is chosen it is the first.
  const [own, pay] = useState<string | null>(null);
  const account = own === null ? accounts[0] : accounts.find(({ id }) => id === own);
  return { method, choose, nameOf, accounts, account, pay, textOf };
}

interface AmountsProps {
  readonly input: { readonly by: By; readonly text: string };
  readonly meant: Meant;
  readonly of: { readonly asset: Asset; readonly currency: string; readonly places: number; readonly side: Side };
  readonly faults: Faults;
  readonly onType: (input: { readonly by: By; readonly text: string }) => void;
}

/** Payment and quantity: either can be typed, the other one follows. */
function Amounts({ input, meant, of: { asset, currency, places, side }, faults, onType }: AmountsProps) {
  const messages = useMessages();
  const words = useP2pWords();
  const saying = (fault: Fault | null): string | null => sayingOf(fault, messages) ?? faults.fields['quantity'] ?? null;
  const field = (by: By, label: string, unit: string, scale: number): ReactNode => {
    const units = meant[by];
    return (
      <NumberField
        key={by}
        label={label}
        unit={unit}
        text={input.by === by ? input.text : units === null ? '' : plain(units, scale)}
        step={unitsPerWhole(scale)}
        scale={scale}
        fault={input.by === by ? saying(meant.fault) : null}
        onChange={(text) => onType({ by, text })}
      />
    );
  };
  const payment = field('payment', side === 'buy' ? words.youPay : words.youArePaid, currency, places);
  const quantity = field('quantity', side === 'buy' ? words.youGet : words.youSell, asset.code, asset.scale);
  return side === 'buy' ? [payment, quantity] : [quantity, payment];
}

interface PaidToProps {
  readonly way: Way;
  readonly asset: Asset;
  readonly faults: Faults;
}

/** Where a buyer pays the caller. */
function PaidTo({ way, asset, faults }: PaidToProps) {
  const messages = useMessages();
  const words = useP2pWords();
  const available = useAvailable(asset);
  return (
    <>
      {way.accounts.length > 0 && (
        <Choice<string>
          name="own_method"
          label={words.payTo}
          values={way.accounts.map(({ id }) => id)}
          names={Object.fromEntries(way.accounts.map((each) => [each.id, way.textOf(each)]))}
          none={words.inOwnWords}
          chosen={way.account?.id ?? null}
          fault={faults.fields['own_method']}
          onChoose={(id) => way.pay(id ?? '')}
        />
      )}
      {way.account === undefined && (
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
  );
}
