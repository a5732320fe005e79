import { lazy, useState } from 'react';
import { marketHref } from '../app/place';
import { Fetched } from '../controls/fetched';
import { Nothing } from '../controls/Nothing';
import type { Market, Ticker } from '../exchange/model';
import { useMovers, WINDOWS, type Mover } from '../exchange/movers';
import { useMarkets, useTickers } from '../exchange/queries';
import { useMessages } from '../language/language';
import { AssetMark } from '../markets/AssetMark';
import { useFavourites } from '../markets/favourites';
import { changeText, direction, percentText, priceText, short } from '../markets/figures';
import { Star } from '../markets/Star';
import { useRemembered } from '../settings/remembered';
import { COLUMNS, linesOf, sorted, type Column, type Line } from './sorting';
import { useOverviewWords } from './words';
import '../markets/markets.css';
import './overview.css';

const AlertDialog = lazy(() => import('../alerts/AlertDialog').then((file) => ({ default: file.AlertDialog })));

const WHICH = ['all', 'watched'] as const;

/** All markets at a glance: what moved most, those one watches, any of them by name. */
export function OverviewPage() {
  const messages = useMessages();
  const words = useOverviewWords();
  const { data: markets } = useMarkets();
  const { data: tickers } = useTickers();
  const { favourites } = useFavourites();
  const [which, setWhich] = useRemembered('overview', WHICH, 'all');
  const [by, setBy] = useRemembered<Column>('overview-by', COLUMNS, 'volume');
  const [isDown, setDown] = useState(true);
  const [search, setSearch] = useState('');
  const [alerting, setAlerting] = useState<Market | null>(null);
  const all = linesOf(markets ?? [], tickers ?? []);
  const shown = sorted(
    all.filter(
      ({ symbol }) =>
        symbol.includes(search.trim().toUpperCase().replace('/', '-')) &&
        (which === 'all' || favourites.includes(symbol)),
    ),
    { by, isDown },
  );
  const choose = (column: Column): void => {
    setDown(column === by ? !isDown : column !== 'name');
    setBy(column);
  };
  return (
    <main className="overview" tabIndex={-1} aria-busy={markets === undefined}>
      <h1>{messages.markets}</h1>
      <Moved />
      <div className="overview-tools">
        <input
          type="search"
          placeholder={messages.searchMarket}
          aria-label={messages.searchMarket}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <label>
          <input
            type="checkbox"
            checked={which === 'watched'}
            onChange={({ target }) => setWhich(target.checked ? 'watched' : 'all')}
          />
          {words.onlyWatched}
        </label>
      </div>
      {markets === undefined ? (
        <p className="nothing" aria-busy />
      ) : shown.length === 0 ? (
        <Nothing
          text={which === 'watched' && search === '' ? words.noneWatched : messages.noMarket}
          word={words.showAll}
          onAct={() => {
            setWhich('all');
            setSearch('');
          }}
        />
      ) : (
        <table className="overview-table">
          <Head by={by} isDown={isDown} onChoose={choose} />
          <tbody>
            {shown.map((line) => (
              <Row key={line.symbol} line={line} onAlert={setAlerting} />
            ))}
          </tbody>
        </table>
      )}
      {alerting !== null && (
        <Fetched>
          <AlertDialog market={alerting} onClose={() => setAlerting(null)} />
        </Fetched>
      )}
    </main>
  );
}

interface HeadProps {
  readonly by: Column;
  readonly isDown: boolean;
  readonly onChoose: (column: Column) => void;
}

function Head({ by, isDown, onChoose }: HeadProps) {
  const messages = useMessages();
  const words = useOverviewWords();
  const titles: Readonly<Record<Column, string>> = {
    name: messages.marketName,
    last: messages.lastPrice,
    change: messages.change24h,
    volume: messages.volume24h,
  };
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="unseen">{words.onlyWatched}</span>
        </th>
        {COLUMNS.map((column) => (
          <th key={column} scope="col" aria-sort={column !== by ? 'none' : isDown ? 'descending' : 'ascending'}>
            <button type="button" aria-label={words.sortBy(titles[column])} onClick={() => onChoose(column)}>
              {titles[column]} {column === by && (isDown ? '↓' : '↑')}
            </button>
          </th>
        ))}
        <th scope="col" className="overview-wide">
          {messages.high24h} / {messages.low24h}
        </th>
        <th scope="col">
          <span className="unseen">{messages.actions}</span>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly line: Line;
  readonly onAlert: (market: Market) => void;
}

function Row({ line: { market, ticker }, onAlert }: RowProps) {
  const messages = useMessages();
  const priced = (at: typeof market.tick | null | undefined) => (at == null ? '—' : priceText(at, market));
  return (
    <tr>
      <td>
        <Star symbol={market.symbol} />
      </td>
      <th scope="row">
        <a href={marketHref(market.symbol)}>
          <AssetMark code={market.base.code} /> <Name market={market} />
        </a>
        {!market.open && <em className="tag tag-halted">{messages.halted}</em>}
      </th>
      <td className="number">{priced(ticker?.last)}</td>
      <td className={`number ${direction(ticker)}`}>{percentText(ticker)}</td>
      <td className="number">
        {ticker === undefined ? '—' : `${short(ticker.quoteVolume, market.quote.scale)} ${market.quote.code}`}
      </td>
      <td className="number quiet overview-wide">
        {priced(ticker?.high)} / {priced(ticker?.low)}
      </td>
      <td>
        <button type="button" className="link" onClick={() => onAlert(market)}>
          {messages.alert}
        </button>
      </td>
    </tr>
  );
}

const Name = ({ market }: { readonly market: Market }) => (
  <bdi>
    <b>{market.base.code}</b>
    <small className="quiet">/{market.quote.code}</small>
  </bdi>
);

/** Markets with the largest moves within the chosen time. */
function Moved() {
  const words = useOverviewWords();
  const [within, setWithin] = useRemembered('movers', WINDOWS, '24h');
  const { data } = useMovers(within);
  const { data: tickers } = useTickers();
  // The list below has the same figures: both are as new as the newer answer.
  const live = { tickers, isOfDay: within === '24h' };
  return (
    <section aria-label={words.moved}>
      <div className="overview-within" role="group" aria-label={words.within}>
        {WINDOWS.map((window) => (
          <button
            key={window}
            type="button"
            className="small-choice"
            aria-pressed={window === within}
            onClick={() => setWithin(window)}
          >
            {words.windows[window]}
          </button>
        ))}
      </div>
      <div className="overview-cards">
        <Movers title={words.active} movers={data?.active} live={live} counted />
        <Movers title={words.gainers} movers={data?.gainers} live={live} />
        <Movers title={words.losers} movers={data?.losers} live={live} />
      </div>
    </section>
  );
}

interface Live {
  readonly tickers: readonly Ticker[] | undefined;
  /** True if the movers are those of 24 hours, as the tickers are. */
  readonly isOfDay: boolean;
}

interface MoversProps {
  readonly title: string;
  /** Undefined while they are not known. */
  readonly movers: readonly Mover[] | undefined;
  readonly live: Live;
  /** True if the number of trades is shown. */
  readonly counted?: boolean;
}

function Movers({ title, movers, live, counted = false }: MoversProps) {
  const words = useOverviewWords();
  return (
    <section className="card" aria-label={title} aria-busy={movers === undefined}>
      <h2>{title}</h2>
      <ul>
        {movers?.map((mover) => (
          <li key={mover.market.symbol}>
            <a href={marketHref(mover.market.symbol)}>
              <Name market={mover.market} />
              {counted && <small className="quiet overview-trades">{words.trades(mover.trades)}</small>}
            </a>
            <Moving mover={mover} live={live} />
          </li>
        ))}
        {movers?.length === 0 && <li className="quiet">{words.noneMoved}</li>}
      </ul>
    </section>
  );
}

function Moving({ mover: { market, last, changePercent }, live }: { readonly mover: Mover; readonly live: Live }) {
  const ticker = live.tickers?.find(({ symbol }) => symbol === market.symbol);
  const ofDay = live.isOfDay ? ticker : undefined;
  return (
    <>
      <span className="number">{priceText(ticker?.last ?? last, market)}</span>
      {ofDay === undefined ? (
        <span className={`number ${wayOf(changePercent)}`}>{changeText(changePercent)}</span>
      ) : (
        <span className={`number ${direction(ofDay)}`}>{percentText(ofDay)}</span>
      )}
    </>
  );
}

const wayOf = (change: bigint): string => (change === 0n ? 'flat' : change > 0n ? 'up' : 'down');
