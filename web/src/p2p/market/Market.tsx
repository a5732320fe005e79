import { useEffect, useId, useState } from 'react';
import { goTo, p2pHref } from '../../app/place';
import { Choice } from '../../admin/Choice';
import { Tabs } from '../../controls/tabs';
import { useOfferSearch, useOwnOffers, useP2pOverview, type Offer, type Overview } from '../../exchange/p2p';
import type { Side } from '../../exchange/model';
import { useMessages } from '../../language/language';
import { inPercent, numeral, readable } from '../../money/numerals';
import { plain } from '../../money/money';
import { parseTyped } from '../../money/typed';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useRemembered } from '../../settings/remembered';
import { CurrencyChoice } from '../CurrencyChoice';
import { useAssets, usePlaces, useUsualCurrency } from '../currencies';
import { useCountries, useMethodName, useMethods } from '../methods';
import { Reliable, Ways } from '../Reliable';
import { Sum, sumText } from '../Sum';
import { limitsOf, paymentFor, PRICE_SCALE, reasonOf, unitsOf, type PlaceReason } from '../sums';
import { useP2pWords, type P2pWords } from '../words';

const SIDES = ['buy', 'sell'] as const;

/** Offers of people, best first. */
export function Market() {
  const words = useP2pWords();
  return (
    <Card
      title={words.market}
      notice={words.marketNotice}
      action={
        <a className="primary p2p-button" href={p2pHref('offers', 'new')}>
          {words.newOffer}
        </a>
      }
    >
      <Loaded query={useP2pOverview()}>{(overview) => <Search overview={overview} />}</Loaded>
    </Card>
  );
}

const TYPED_MILLIS = 400;

/** The text once typing has paused: a search costs the caller's share of requests. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPED_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function Search({ overview }: { readonly overview: Overview | null }) {
  const words = useP2pWords();
  const assets = useAssets();
  const codes = assets.map(({ code }) => code);
  const pairs = overview?.pairs ?? [];
  const usual = useUsualCurrency();
  const first = pairs.find(({ currency }) => currency === usual) ?? pairs[0];
  const [side, setSide] = useRemembered<Side>('p2p-side', SIDES, 'buy');
  const [requested, setRequested] = useState<string | null>(null);
  const [currency, setCurrency] = useState(first?.currency ?? usual);
  const [chosenMethod, setMethod] = useState<string | null>(null);
  const [chosenCountry, setCountry] = useState<string | null>(null);
  const [text, setText] = useState('');
  const ways = useMethods(currency);
  const countries = useCountries(ways);
  const country = countries.find((each) => each.code === chosenCountry)?.code ?? null;
  const methods = ways.filter((each) => country === null || each.country === null || each.country === country);
  // A choice that the currency or the country rules out is none.
  const method = methods.find((each) => each.code === chosenMethod)?.code ?? null;
  const nameOf = useMethodName();
  const code = requested ?? first?.asset ?? codes[0] ?? '';
  const asset = assets.find((each) => each.code === code);
  const typed = parseTyped(useSettled(text), asset?.scale ?? PRICE_SCALE);
  const quantity = typed.kind === 'units' && typed.units > 0n ? plain(typed.units, asset?.scale ?? PRICE_SCALE) : null;
  return (
    <>
      <Tabs
        label={words.side}
        tabs={SIDES.map((name) => ({ name, label: words.sides[name] }))}
        chosen={side}
        onChoose={setSide}
      />
      <div className="filters p2p-filters">
        <Choice<string>
          name="asset"
          label={words.asset}
          values={codes}
          names={Object.fromEntries(codes.map((each) => [each, each]))}
          chosen={code}
          onChoose={setRequested}
        />
        <CurrencyChoice chosen={currency} besides={code} onChoose={setCurrency} />
        <Quantity
          label={words.amountIn(code)}
          text={text}
          isWrong={text !== '' && quantity === null}
          onType={setText}
        />
        <Choice<string>
          name="method"
          label={words.method}
          values={methods.map((each) => each.code)}
          names={Object.fromEntries(methods.map((each) => [each.code, nameOf(each.code)]))}
          none={words.anyMethod}
          chosen={method}
          onChoose={setMethod}
        />
        {countries.length > 0 && (
          <Choice<string>
            name="country"
            label={words.country}
            values={countries.map((each) => each.code)}
            names={Object.fromEntries(countries.map((each) => [each.code, each.name]))}
            none={words.anyCountry}
            chosen={country}
            onChoose={setCountry}
          />
        )}
      </div>
      {asset !== undefined && (
        <Found
          key={`${side} ${code} ${currency}`}
          of={{ side, asset: code, currency, method, country, quantity }}
          pairs={pairs}
          onPair={(pair) => {
            setRequested(pair.asset);
            setCurrency(pair.currency);
          }}
        />
      )}
    </>
  );
}

interface QuantityProps {
  readonly label: string;
  readonly text: string;
  readonly isWrong: boolean;
  readonly onType: (text: string) => void;
}

function Quantity({ label, text, isWrong, onType }: QuantityProps) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        dir="ltr"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={isWrong}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}

type Pair = Overview['pairs'][number];

interface FoundProps {
  readonly of: Parameters<typeof useOfferSearch>[0];
  readonly pairs: readonly Pair[];
  readonly onPair: (pair: Pair) => void;
}

function Found({ of, pairs, onPair }: FoundProps) {
  const words = useP2pWords();
  const offers = useOfferSearch(of);
  const others = pairs.filter(({ asset, currency }) => asset !== of.asset || currency !== of.currency).slice(0, 8);
  return (
    <Loaded query={offers}>
      {(found) =>
        found.length > 0 ? (
          <>
            <Rows offers={found} side={of.side} />
            <p className="quiet p2p-ranked">{words.ranked}</p>
          </>
        ) : (
          <div className="p2p-empty">
            <p>{words.noOffers(of.side, of.asset, of.currency)}</p>
            <a className="primary p2p-button" href={p2pHref('offers', 'new')}>
              {words.makeOne}
            </a>
            {others.length > 0 && (
              <p className="p2p-pairs">
                <span className="quiet">{words.elsewhere}</span>
                {others.map((pair) => (
                  <button
                    key={`${pair.asset} ${pair.currency}`}
                    type="button"
                    className="small-button"
                    onClick={() => onPair(pair)}
                  >
                    {pair.asset} / {pair.currency}
                  </button>
                ))}
              </p>
            )}
          </div>
        )
      }
    </Loaded>
  );
}

interface RowsProps {
  readonly offers: readonly Offer[];
  readonly side: Side;
}

function Rows({ offers, side }: RowsProps) {
  const words = useP2pWords();
  const messages = useMessages();
  const own = useOwnOffers();
  const isOwn = (id: string): boolean =>
    (own.data?.pages ?? []).some(({ items }) => items.some((each) => each.id === id));
  return (
    <Records
      label={words.market}
      rows={offers.map((offer, at) => ({ ...offer, reason: reasonOf(offers, at) }))}
      keyOf={({ id }) => id}
      nothing=""
      columns={[
        {
          name: words.price,
          cell: (row) => (
            <span className="p2p-price">
              <b>{row.price === null ? messages.noPrice : <Sum of={row.price} code={row.offer.currency} />}</b>
              <small>{pricingText(row.offer.margin, words)}</small>
            </span>
          ),
        },
        { name: words.limits, cell: (row) => <Limits offer={row} /> },
        { name: words.method, cell: ({ offer }) => <Ways of={offer.methods} /> },
        { name: words.window, cell: ({ offer }) => words.minutes(numeral(offer.window_minutes)) },
        { name: words.owner, cell: ({ owner }) => <Reliable of={owner} /> },
        { name: words.place, cell: ({ reason }) => <span className="quiet">{reasonText(reason, words)}</span> },
      ]}
      actions={(row) =>
        isOwn(row.id) ? (
          <a className="small-button" href={p2pHref('offers', row.id)}>
            {words.yours}
          </a>
        ) : (
          <button
            type="button"
            className={`p2p-take ${side === 'buy' ? 'p2p-buy' : 'p2p-sell'}`}
            onClick={() => goTo(p2pHref('market', row.id))}
          >
            {words.take(side, row.offer.asset)}
          </button>
        )
      }
    />
  );
}

/** How a price came about: typed by the owner, or at a distance from the market in hundredths of a percent. */
export function pricingText(margin: number | null, words: P2pWords): string {
  return margin === null
    ? words.fixed
    : words.floating(inPercent(`${margin < 0 ? '-' : '+'}${plain(BigInt(Math.abs(margin)), 2)}`));
}

function reasonText(reason: PlaceReason, words: P2pWords): string {
  return reason.kind === 'price' ? words.reasons.price(inPercent(reason.share)) : words.reasons[reason.kind];
}

/** Limits of a trade of an offer, in its asset and as a payment. */
export function Limits({ offer }: { readonly offer: Offer }) {
  const assets = useAssets();
  const { offer: terms, price } = offer;
  const places = usePlaces(terms.currency);
  const scale = assets.find(({ code }) => code === terms.asset)?.scale ?? PRICE_SCALE;
  const { least, most } = limitsOf(offer, scale);
  const at = unitsOf(price, PRICE_SCALE);
  const payment = (units: bigint): string => readable(plain(paymentFor(at, units, scale, places), places), true);
  return (
    <span>
      <bdi dir="ltr">
        {readable(plain(least, scale), true)} – {sumText(plain(most, scale), terms.asset)}
      </bdi>
      {price !== null && (
        <small>
          <bdi dir="ltr">
            {payment(least)} – {payment(most)} {terms.currency}
          </bdi>
        </small>
      )}
    </span>
  );
}
