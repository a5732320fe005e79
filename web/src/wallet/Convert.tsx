import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { goTo, walletHref } from '../app/place';
import { Form, FormFault } from '../controls/Field';
import { Nothing } from '../controls/Nothing';
import { useSubmission } from '../controls/submit';
import { CONVERSION_STEPS, isSettled, useConversions, type Conversion } from '../exchange/conversion';
import type { Asset, Market } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { refreshPrivate, useBalances, useMarkets } from '../exchange/queries';
import { useOwn } from '../settings/own';
import { useMessages } from '../language/language';
import { exactText, priceText } from '../markets/figures';
import { plain, type Amount } from '../money/money';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { AmountField, useAvailable, useTypedAmount } from './AmountField';
import { AssetChoice } from './Chosen';
import { useConversion } from './queries';
import { StepList } from './Steps';
import { whyIn } from './Transactions';
import { useSecondsUntil } from './until';
import { useWalletWords } from './words';

/** One asset made another: what is wanted, what it brings as long as that stands, what became of it. */
export function Convert({ code }: { readonly code: string | null }) {
  const words = useWalletWords();
  const balances = useBalances();
  const markets = useMarkets();
  const [taken, setTaken] = useState<string | null>(null);
  return (
    <Card title={words.convert} notice={words.convertNotice}>
      {taken === null ? (
        <Loaded query={markets}>
          {(listed) => (
            <Loaded query={balances}>
              {(owned) => (
                <Pair
                  code={code}
                  owned={owned.map(({ asset }) => asset.code)}
                  markets={listed.filter(({ open }) => open)}
                  onTaken={setTaken}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      ) : (
        <>
          <Outcome id={taken} />
          <button type="button" className="secondary" onClick={() => setTaken(null)}>
            {words.anotherConvert}
          </button>
        </>
      )}
    </Card>
  );
}

interface PairProps {
  readonly code: string | null;
  readonly owned: readonly string[];
  readonly markets: readonly Market[];
  readonly onTaken: (id: string) => void;
}

/** Assets that markets exchange for an asset. */
const othersOf = (code: string, markets: readonly Market[]): readonly Asset[] =>
  markets.flatMap(({ base, quote }) => (base.code === code ? [quote] : quote.code === code ? [base] : []));

function Pair({ code, owned, markets, onTaken }: PairProps) {
  const words = useWalletWords();
  const [requested, setRequested] = useState({ from: code, to: null as string | null });
  const sources = owned.filter((source) => othersOf(source, markets).length > 0);
  const source = sources.find((each) => each === requested.from) ?? sources[0];
  if (source === undefined) {
    return <Nothing text={words.noConvert} word={words.firstDeposit} onAct={() => goTo(walletHref('deposit'))} />;
  }
  const others = othersOf(source, markets);
  const to = others.find((asset) => asset.code === requested.to) ?? others[0];
  const from = to === undefined ? undefined : othersOf(to.code, markets).find((asset) => asset.code === source);
  if (to === undefined || from === undefined) {
    return <Nothing text={words.noConvert} word={words.firstDeposit} onAct={() => goTo(walletHref('deposit'))} />;
  }
  return (
    <div className="form">
      <div className="convert-pair">
        <AssetChoice
          label={words.give}
          codes={sources}
          chosen={from.code}
          onChoose={(chosen) => setRequested({ from: chosen, to: to.code })}
        />
        <button
          type="button"
          className="icon-button convert-turn"
          aria-label={words.turnRound}
          onClick={() => setRequested({ from: to.code, to: from.code })}
        >
          ⇄
        </button>
        <AssetChoice
          label={words.get}
          codes={others.map((asset) => asset.code)}
          chosen={to.code}
          onChoose={(chosen) => setRequested({ from: from.code, to: chosen })}
        />
      </div>
      <Ask key={`${from.code} ${to.code}`} from={from} to={to} onTaken={onTaken} />
    </div>
  );
}

interface AskProps {
  readonly from: Asset;
  readonly to: Asset;
  readonly onTaken: (id: string) => void;
}

/** How much; then what that brings, until it is another sum. */
function Ask({ from, to, onTaken }: AskProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const conversions = useConversions();
  const available = useAvailable(from);
  const typed = useTypedAmount(from, { most: available });
  const [quote, setQuote] = useState<Conversion | null>(null);
  const { busy, faults, submit } = useSubmission({ fields: ['amount'], codes: { insufficient_funds: 'amount' } });
  const ask = (units: Amount): void => submit(async () => setQuote(await conversions.quote(from, to, units)));
  const type = (text: string): void => {
    setQuote(null);
    typed.type(text);
  };
  return (
    <>
      <Form
        onSend={() => {
          if (typed.units !== null) {
            ask(typed.units);
          }
        }}
      >
        <AmountField asset={from} typed={{ ...typed, type }} refused={faults.fields['amount']} />
        <dl className="facts">
          <dt>{messages.available}</dt>
          <dd>
            <AllOf asset={from} available={available} onAll={type} />
          </dd>
        </dl>
        <FormFault faults={faults} />
        {quote === null && (
          <button type="submit" className="primary" aria-disabled={busy || typed.units === null}>
            {words.askPrice}
          </button>
        )}
      </Form>
      {quote !== null && (
        <Quote
          key={quote.id}
          quote={quote}
          isAsking={busy}
          onAgain={() => ask(typed.units ?? quote.given)}
          onTaken={onTaken}
        />
      )}
    </>
  );
}

interface AllOfProps {
  readonly asset: Asset;
  readonly available: Amount | undefined;
  readonly onAll: (text: string) => void;
}

/** The available amount, and a button for all of it. */
export function AllOf({ asset, available, onAll }: AllOfProps) {
  const own = useOwn();
  if (available === undefined) {
    return '—';
  }
  return (
    <button type="button" className="link number" onClick={() => onAll(plain(available, asset.scale))}>
      {own(exactText(available, asset))} {asset.code}
    </button>
  );
}

interface QuoteProps {
  readonly quote: Conversion;
  /** True if another one is on its way. */
  readonly isAsking: boolean;
  readonly onAgain: () => void;
  readonly onTaken: (id: string) => void;
}

function Quote({ quote, isAsking, onAgain, onTaken }: QuoteProps) {
  const words = useWalletWords();
  const conversions = useConversions();
  const queries = useQueryClient();
  const [end] = useState(() => Date.now() + quote.lifeMillis);
  const left = useSecondsUntil(end);
  const [isRefused, setRefused] = useState(false);
  const { busy, faults, submit } = useSubmission({ sayings: { unreachable: words.unknownYet } });
  const isOver = left === 0 || isRefused;
  const take = (): void =>
    submit(async () => {
      try {
        const { id } = await conversions.take(quote.id);
        await refreshPrivate(queries);
        onTaken(id);
      } catch (thrown) {
        setRefused(problemOf(thrown).code === 'quote_expired');
        throw thrown;
      }
    });
  return (
    <section className="quote" aria-label={words.quote}>
      <dl className="facts">
        <Sum name={words.give} units={quote.given} asset={quote.from} />
        <Sum name={words.get} units={quote.receives} asset={quote.to} strong />
        <Sum name={words.fee} units={quote.fee} asset={quote.to} />
        <dt>{words.noWorseThan}</dt>
        <dd className="number">
          <bdi dir="ltr">
            1 {quote.market.base.code} = {priceText(quote.price, quote.market)} {quote.market.quote.code}
          </bdi>
        </dd>
      </dl>
      <p className="quiet" role="timer">
        {isOver ? words.quoteOver : words.quoteStands(left)}
      </p>
      <progress className="quote-left" aria-hidden max={quote.lifeMillis / 1_000} value={isOver ? 0 : left} />
      <FormFault faults={faults} />
      {isOver ? (
        <button type="button" className="secondary" aria-disabled={isAsking} onClick={onAgain}>
          {words.askAgain}
        </button>
      ) : (
        <button type="button" className="primary" aria-disabled={busy} onClick={take}>
          {words.convertNow}
        </button>
      )}
    </section>
  );
}

interface SumProps {
  readonly name: string;
  readonly units: bigint;
  readonly asset: Asset;
  readonly strong?: boolean;
}

function Sum({ name, units, asset, strong = false }: SumProps) {
  const text = `${exactText(units, asset)} ${asset.code}`;
  return (
    <>
      <dt>{name}</dt>
      <dd className="number">
        <bdi dir="ltr">{strong ? <b>{text}</b> : text}</bdi>
      </dd>
    </>
  );
}

/** Progress of a taken quote. */
function Outcome({ id }: { readonly id: string }) {
  return <Loaded query={useConversion(id)}>{(conversion) => <Settled conversion={conversion} />}</Loaded>;
}

const TAGS = {
  quoted: 'tag-plain',
  running: 'tag-plain',
  completed: 'tag-good',
  partly: 'tag-warn',
  failed: 'tag-bad',
} as const;

function Settled({ conversion }: { readonly conversion: Conversion }) {
  const messages = useMessages();
  const words = useWalletWords();
  const { status, from, to, code } = conversion;
  return (
    <div className="withdrawal">
      <dl className="facts">
        <dt>{messages.status}</dt>
        <dd role="status">
          <i className={`tag ${TAGS[status]}`}>{words.convertStatuses[status]}</i>
          {code !== null && <bdi>{whyIn({ code, detail: code }, messages)}</bdi>}
        </dd>
        <Sum name={words.given} units={conversion.converted} asset={from} />
        <Sum name={words.got} units={conversion.received} asset={to} strong />
        <Sum name={words.fee} units={conversion.paidFee} asset={to} />
      </dl>
      {status === 'partly' && <p className="quiet">{words.partlyNotice}</p>}
      <StepList
        names={CONVERSION_STEPS}
        labels={words.convertSteps}
        steps={conversion.steps}
        isOver={isSettled(conversion)}
      />
    </div>
  );
}
