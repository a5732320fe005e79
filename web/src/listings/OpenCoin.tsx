import { useState } from 'react';
import { Choice } from '../admin/Choice';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import {
  openCoin,
  useDollars,
  useListedAssets,
  useRefreshCoins,
  type ListedAsset,
  type CoinListing,
} from '../exchange/coin-admin';
import { useExchange } from '../exchange/context';
import type { CoinDetail } from '../exchange/listings';
import { Problem } from '../exchange/problem';
import { useMarkets } from '../exchange/queries';
import { inLatin } from '../money/typed';
import { dollars } from '../money/worth';
import { Loaded } from '../pages/Records';
import { figuresOf, scaleOf, supplyOf } from './opening';
import { useListingWords } from './words';

/** A button for administrators: the coin's asset and a market of it, in one step. */
export function OpenCoin({ coin }: { readonly coin: CoinDetail }) {
  const words = useListingWords();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className="secondary" onClick={() => setOpen(true)}>
        {words.open}
      </button>
      {open && (
        <Dialog title={words.openTitle(coin.name)} wide onClose={close}>
          <Opening coin={coin} onDone={close} />
        </Dialog>
      )}
    </>
  );
}

interface OpeningProps {
  readonly coin: CoinDetail;
  readonly onDone: () => void;
}

const USUAL = 'USDT';

/** The paying asset and the code: the figures follow from them. */
function Opening({ coin, onDone }: OpeningProps) {
  return (
    <Loaded query={useListedAssets()}>{(assets) => <Quoted coin={coin} assets={assets} onDone={onDone} />}</Loaded>
  );
}

interface QuotedProps extends OpeningProps {
  readonly assets: readonly ListedAsset[];
}

function Quoted({ coin, assets, onDone }: QuotedProps) {
  const words = useListingWords();
  const { data: markets = [] } = useMarkets();
  const [code, setCode] = useState(coin.symbol);
  const [requested, setRequested] = useState<string | null>(null);
  const quotes = assets.map((asset) => asset.code).filter((each) => each !== coin.symbol);
  const traded = markets.filter(({ base }) => base.code === coin.symbol).map(({ quote }) => quote.code);
  const free = quotes.filter((each) => !traded.includes(each));
  const quote = requested ?? free.find((each) => each === USUAL) ?? free[0] ?? quotes[0];
  const paid = useDollars(quote ?? '');
  if (quote === undefined) {
    return <p className="nothing">{words.noQuote}</p>;
  }
  const listed = assets.find((asset) => asset.code === code) ?? null;
  const price = coin.stale || coin.sample ? null : coin.price;
  return (
    <Loaded query={paid}>
      {(cost) => (
        <OpeningForm
          coin={coin}
          code={code}
          quote={quote}
          quotes={quotes}
          listed={listed}
          price={price}
          paid={cost}
          onQuote={setRequested}
          onCode={(text) => setCode(codeOf(text))}
          onDone={onDone}
        />
      )}
    </Loaded>
  );
}

const codeOf = (text: string): string => inLatin(text.trim()).toUpperCase();

interface OpeningFormProps extends OpeningProps {
  /** As it was typed last. */
  readonly code: string;
  readonly quote: string;
  readonly quotes: readonly string[];
  /** The asset of that code; null: it will be new. */
  readonly listed: ListedAsset | null;
  /** In dollars; null: unknown lately. */
  readonly price: string | null;
  readonly paid: string | null;
  readonly onQuote: (code: string | null) => void;
  readonly onCode: (text: string) => void;
}

function OpeningForm(opening: OpeningFormProps) {
  const { coin, code, quote, quotes, listed, price, paid, onQuote, onCode, onDone } = opening;
  const words = useListingWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const refresh = useRefreshCoins();
  const scale = listed?.scale ?? scaleOf(coin.supplyMax, coin.supply ?? coin.circulating);
  const figures = figuresOf(price, paid, scale);
  const { busy, faults, submit } = useSubmission({
    fields: ['quote', 'code', 'scale', 'supply', 'price_tick', 'quantity_lot', 'maker_fee', 'taker_fee'],
    rules: {
      ...{ code: words.codeRule, scale: words.scaleRule, price_tick: words.stepRule, quantity_lot: words.stepRule },
      ...{ maker_fee: words.feeRule, taker_fee: words.feeRule },
    },
    codes: { asset_exists: 'code', instrument_exists: 'quote' },
    sayings: { asset_exists: words.codeTaken },
  });
  const send = (form: FormData): void =>
    submit(async () => {
      const opened = await openCoin(exchange, coin.id, listingIn(form, quote, listed));
      const symbol = opened.symbol.replace('-', '/');
      notifier.notify(opened.isNew ? words.opened(symbol) : words.wasOpen(symbol));
      onDone();
      await refresh();
    });
  return (
    <Form onSend={send}>
      <div className="form-pair">
        <Choice<string>
          name="quote"
          label={words.paidWith}
          values={quotes}
          names={Object.fromEntries(quotes.map((each) => [each, each]))}
          chosen={quote}
          fault={faults.fields['quote']}
          onChoose={onQuote}
        />
        <Field
          name="code"
          label={words.code}
          hint={words.codeHint}
          most={16}
          initial={code}
          onTyped={onCode}
          faults={faults}
        />
      </div>
      <p className="quiet">
        {figures === null ? words.noPrice : words.fromPrice(dollars(price))}{' '}
        {listed !== null && words.isListed(listed.code, String(listed.scale), listed.supply)}
      </p>
      {listed === null && (
        <div className="form-pair">
          <Field
            name="scale"
            label={words.scale}
            hint={words.forEver}
            inputMode="numeric"
            most={2}
            initial={String(scale)}
            faults={faults}
          />
          <Field
            name="supply"
            label={words.supplyEver}
            hint={words.forEver}
            inputMode="numeric"
            most={19}
            initial={supplyOf(coin.supplyMax, scale)}
            faults={faults}
          />
        </div>
      )}
      <div className="form-pair" key={`${quote} ${String(scale)}`}>
        <Field name="price_tick" label={words.priceStep} most={40} initial={figures?.tick ?? ''} faults={faults} />
        <Field
          name="quantity_lot"
          label={words.quantityStep}
          hint={figures === null ? words.lotHint : undefined}
          most={40}
          optional
          initial={figures?.lot ?? ''}
          faults={faults}
        />
        <Field name="maker_fee" label={words.makerFee} hint={words.usualFee} most={20} optional faults={faults} />
        <Field name="taker_fee" label={words.takerFee} hint={words.usualFee} most={20} optional faults={faults} />
      </div>
      <p className="quiet">{words.openNotice}</p>
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.openNow(quote)}
      </button>
    </Form>
  );
}

/** A listed asset keeps its scale and supply; an empty field is as the exchange has it. */
function listingIn(form: FormData, quote: string, listed: ListedAsset | null): CoinListing {
  const textIn = (name: string): string | null => inLatin(typed(form, name)) || null;
  return {
    ...{ quote, code: codeOf(typed(form, 'code')) },
    scale: listed === null ? wholeIn(typed(form, 'scale'), 'scale') : null,
    supply: listed === null ? textIn('supply') : null,
    ...{ tick: textIn('price_tick'), lot: textIn('quantity_lot') },
    ...{ makerFee: textIn('maker_fee'), takerFee: textIn('taker_fee') },
  };
}

/** A text that is no number is a fault of its field, not one that the exchange fills in. */
function wholeIn(text: string, field: string): number {
  const latin = inLatin(text);
  if (!/^\d+$/.test(latin)) {
    throw new Problem('invalid_field', 422, '', null, [{ field, rule: 'a whole number' }]);
  }
  return Number(latin);
}
