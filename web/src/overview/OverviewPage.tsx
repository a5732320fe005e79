import { lazy, useState } from 'react';
import { marketHref } from '../app/place';
import { Fetched } from '../controls/fetched';
import type { Market } from '../exchange/model';
import { useMarkets, useTickers } from '../exchange/queries';
import { useMessages } from '../language/language';
import { AssetMark } from '../markets/AssetMark';
import { useFavourites } from '../markets/favourites';
import { direction, percentText, priceText, short } from '../markets/figures';
import { Star } from '../markets/Star';
import { useRemembered } from '../settings/remembered';
import { COLUMNS, linesOf, moversOf, sorted, type Column, type Line } from './sorting';
import { useOverviewWords } from './words';
import '../markets/markets.css';
import './overview.css';

const AlertDialog = lazy(() => import('../alerts/AlertDialog').then((file) => ({ default: file.AlertDialog })));

const WHICH = ['all', 'watched'] as const;
const MOVERS = 3;

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
  const [wanted, setWanted] = useState('');
  const [alerting, setAlerting] = useState<Market | null>(null);
  const all = linesOf(markets ?? [], tickers ?? []);
  const { gainers, losers, active } = moversOf(all, MOVERS);
  const shown = sorted(
    all.filter(
      ({ symbol }) =>
        symbol.includes(wanted.trim().toUpperCase().replace('/', '-')) &&
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
      <div className="overview-cards">
        <Movers title={words.gainers} lines={gainers} />
        <Movers title={words.losers} lines={losers} />
        <Movers title={words.active} lines={active} />
      </div>
      <div className="overview-tools">
        <input
          type="search"
          placeholder={messages.searchMarket}
          aria-label={messages.searchMarket}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
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
      {markets === undefined ? null : shown.length === 0 ? (
        <p className="nothing">{which === 'watched' && wanted === '' ? words.noneWatched : messages.noMarket}</p>
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

function Movers({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {lines.map(({ market, ticker }) => (
          <li key={market.symbol}>
            <a href={marketHref(market.symbol)}>
              <Name market={market} />
            </a>
            <span className="number">{ticker?.last == null ? '—' : priceText(ticker.last, market)}</span>
            <span className={`number ${direction(ticker)}`}>{percentText(ticker)}</span>
          </li>
        ))}
        {lines.length === 0 && <li className="quiet">—</li>}
      </ul>
    </section>
  );
}
