import { useState } from 'react';
import { coinsHref, marketHref } from '../app/place';
import { useSession } from '../exchange/context';
import { useCoin, useCoinPast, useIsMeant, type CoinDetail } from '../exchange/listings';
import { problemOf } from '../exchange/problem';
import { useMarkets } from '../exchange/queries';
import { AssetMark } from '../markets/AssetMark';
import { inPercent, numeral } from '../money/numerals';
import { dollars, moved, shortDollars, shortly, wayOf } from '../money/worth';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records, Waiting } from '../pages/Records';
import { LinePlot } from '../plots/LinePlot';
import { ScoreCard } from '../risk/ScoreCard';
import { useRemembered } from '../settings/remembered';
import { Doubt } from './CoinTable';
import { HideCoin } from './HideCoin';
import { OpenCoin } from './OpenCoin';
import { providerName } from './provider-name';
import { SourceLine } from './SourceLine';
import { useListingWords } from './words';
import '../overview/overview.css';
import './listings.css';

/** One coin: what it was worth, what is said of it, and how risky it is. */
export function CoinPage({ id }: { readonly id: string }) {
  const words = useListingWords();
  const coin = useCoin(id);
  const isUnknown = coin.error !== null && problemOf(coin.error).code === 'not_found';
  return (
    <main className="overview coin" tabIndex={-1}>
      <p>
        <a className="link" href={coinsHref()}>
          {words.allCoins}
        </a>
      </p>
      {coin.data !== undefined ? (
        <Whole coin={coin.data} />
      ) : isUnknown ? (
        <p className="nothing">{words.unknownCoin}</p>
      ) : (
        <Waiting error={coin.error} onRetry={() => void coin.refetch()} />
      )}
    </main>
  );
}

function Whole({ coin }: { readonly coin: CoinDetail }) {
  const words = useListingWords();
  const session = useSession();
  const { data: markets = [] } = useMarkets();
  const own = markets.filter(({ base }) => base.code === coin.symbol);
  const listed = own.length > 0 || markets.some(({ quote }) => quote.code === coin.symbol);
  const isMeant = useIsMeant(coin, listed);
  const manages = session.kind === 'in' && session.user.permissions.includes('markets_manage');
  return (
    <>
      <header className="coin-head">
        <AssetMark code={coin.symbol} />
        <h1>
          <bdi>{coin.name}</bdi>{' '}
          <small className="quiet">
            <bdi>{coin.symbol}</bdi>
          </small>
        </h1>
        <b className="number coin-price">{dollars(coin.price)}</b>
        <span className={`number ${wayOf(coin.change24h)}`}>{moved(coin.change24h)}</span>
        <Doubt coin={coin} source={coin.source} />
        <span className="coin-trade">
          {isMeant &&
            own.map(({ symbol }) => (
              <a key={symbol} className="primary" href={marketHref(symbol)}>
                {words.trade(symbol.replace('-', '/'))}
              </a>
            ))}
          {manages && (
            <>
              <OpenCoin coin={coin} />
              <HideCoin id={coin.id} />
            </>
          )}
        </span>
      </header>
      <SourceLine source={coin.source} />
      <div className="coin-cards">
        <div>
          <Past id={coin.id} />
          <Figures coin={coin} />
        </div>
        <div>
          {isMeant && session.kind === 'in' && <ScoreCard asset={coin.symbol} />}
          <FiguresByProvider coin={coin} />
        </div>
      </div>
    </>
  );
}

const RANGES = ['7', '30', '90', '365', '1830'] as const;

function Past({ id }: { readonly id: string }) {
  const words = useListingWords();
  const [range, setRange] = useRemembered('coin-range', RANGES, '90');
  return (
    <Card
      title={words.past}
      action={
        <div className="overview-within" role="group" aria-label={words.within}>
          {RANGES.map((days) => (
            <button
              key={days}
              type="button"
              className="small-choice"
              aria-pressed={days === range}
              onClick={() => setRange(days)}
            >
              {words.ranges[days]}
            </button>
          ))}
        </div>
      }
    >
      <PastPlot id={id} days={Number(range)} />
    </Card>
  );
}

function PastPlot({ id, days }: { readonly id: string; readonly days: number }) {
  const words = useListingWords();
  const dates = useDates();
  return (
    <Loaded query={useCoinPast(id, days)}>
      {(past) =>
        past.days.length === 0 ? (
          <p className="nothing">{words.noPast}</p>
        ) : (
          <>
            <LinePlot
              label={words.past}
              points={past.days.map(({ day, price }) => ({ label: dates.dayOf(day), value: Number(price) }))}
              text={(value) => dollars(value.toFixed(12))}
            />
            <p className="quiet">
              {words.pastBy(past.provider === null ? '—' : providerName(past.provider, words))}{' '}
              {past.sample && words.sampleNotice} {past.stale && words.stale}
            </p>
          </>
        )
      }
    </Loaded>
  );
}

function Figures({ coin }: { readonly coin: CoinDetail }) {
  const words = useListingWords();
  const dates = useDates();
  const ever = (price: string | null, millis: number | null): string =>
    millis === null ? dollars(price) : `${dollars(price)} · ${dates.day(millis)}`;
  const [open, setOpen] = useState(false);
  const shown = open ? coin.categories : coin.categories.slice(0, 12);
  const lines: readonly (readonly [string, string, string?])[] = [
    [words.rank, coin.rank === null ? '—' : numeral(coin.rank)],
    [words.change1h, moved(coin.change1h), wayOf(coin.change1h)],
    [words.change24h, moved(coin.change24h), wayOf(coin.change24h)],
    [words.change7d, moved(coin.change7d), wayOf(coin.change7d)],
    [words.range24h, `${dollars(coin.low24h)} – ${dollars(coin.high24h)}`],
    [words.columns.market_cap, shortDollars(coin.cap)],
    [words.columns.total_volume, shortDollars(coin.volume)],
    [words.diluted, shortDollars(coin.dilutedCap)],
    [words.circulating, shortly(coin.circulating)],
    [words.supply, shortly(coin.supply)],
    [words.supplyMax, shortly(coin.supplyMax)],
    [words.highest, ever(coin.highest, coin.highestMillis)],
    [words.lowest, ever(coin.lowest, coin.lowestMillis)],
  ];
  return (
    <Card title={words.figures}>
      <dl className="facts">
        {lines.map(([name, text, way]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={`number ${way ?? ''}`}>{text}</dd>
          </div>
        ))}
        {coin.categories.length > 0 && (
          <div>
            <dt>{words.categories}</dt>
            <dd>
              {shown.map((category) => (
                <i key={category} className="tag tag-plain">
                  {category}
                </i>
              ))}
              {shown.length < coin.categories.length && (
                <button type="button" className="link" onClick={() => setOpen(true)}>
                  …
                </button>
              )}
            </dd>
          </div>
        )}
      </dl>
    </Card>
  );
}

function FiguresByProvider({ coin }: { readonly coin: CoinDetail }) {
  const words = useListingWords();
  const dates = useDates();
  return (
    <Card
      title={words.providerFigures}
      notice={coin.disagreement !== null && `${words.disagreement}: ${inPercent(coin.disagreement)}`}
    >
      <Records
        label={words.providerFigures}
        rows={coin.providerFigures}
        keyOf={({ provider }) => provider}
        nothing="—"
        columns={[
          {
            name: words.provider,
            cell: ({ provider, sample, stale }) => (
              <span>
                <bdi>{providerName(provider, words)}</bdi>{' '}
                {sample && <em className="tag tag-synthetic">{words.sample}</em>}{' '}
                {stale && <em className="tag tag-halted">{words.stale}</em>}
              </span>
            ),
          },
          { name: words.columns.current_price, number: true, cell: ({ price }) => dollars(price) },
          { name: words.columns.market_cap, number: true, cell: ({ cap }) => shortDollars(cap) },
          { name: words.updated, cell: ({ updatedMillis }) => dates.minute(updatedMillis) },
        ]}
      />
    </Card>
  );
}
