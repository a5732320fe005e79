import { useEffect, useState, type ReactNode } from 'react';
import { Choice } from '../admin/Choice';
import { coinHref } from '../app/place';
import { Nothing } from '../controls/Nothing';
import { useSession } from '../exchange/context';
import {
  COINS_A_PAGE,
  useCoinCategories,
  useCoins,
  useTrending,
  useWholeMarket,
  type CoinColumn,
  type CoinPage,
} from '../exchange/listings';
import { Waiting } from '../pages/Records';
import { moved, shortDollars, wayOf } from '../money/worth';
import { inPercent, numeral } from '../money/numerals';
import { CoinTable } from './CoinTable';
import { HiddenCoins } from './HideCoin';
import { SourceLine } from './SourceLine';
import { useListingWords } from './words';
import '../overview/overview.css';
import '../pages/pages.css';
import './listings.css';

/** Nothing is asked while a person types. */
const TYPING_MILLIS = 300;

/** All coins of the world, those traded here among them. */
export function CoinsPage() {
  const words = useListingWords();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const [by, setBy] = useState<CoinColumn>('market_cap_rank');
  const [isDown, setDown] = useState(false);
  const [page, setPage] = useState(1);
  const session = useSession();
  const list = useCoins({ search, category, by, isDown, page });
  useEffect(() => {
    // A reader who turned a page before anything was typed stays there.
    if (typed.trim() === search) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setSearch(typed.trim());
      setPage(1);
    }, TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [typed, search]);
  const choose = (column: CoinColumn): void => {
    setDown(column === by ? !isDown : column !== 'name' && column !== 'market_cap_rank');
    setBy(column);
    setPage(1);
  };
  return (
    <main className="overview coins" tabIndex={-1} aria-busy={list.isPending}>
      <h1>{words.coins}</h1>
      <p className="quiet">{words.notice}</p>
      <Whole />
      <Trending />
      <div className="overview-tools">
        <input
          type="search"
          placeholder={words.search}
          aria-label={words.search}
          maxLength={64}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Categories
          chosen={category}
          onChoose={(chosen) => {
            setCategory(chosen);
            setPage(1);
          }}
        />
      </div>
      {list.data === undefined ? (
        <Waiting error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <>
          <SourceLine source={list.data.source} />
          <Found
            of={list.data}
            isFiltered={search !== '' || category !== null}
            onAll={() => {
              setTyped('');
              setCategory(null);
            }}
          >
            <CoinTable coins={list.data.coins} source={list.data.source} by={by} isDown={isDown} onChoose={choose} />
          </Found>
          <Turner page={page} total={list.data.total} onTurn={setPage} />
        </>
      )}
      {session.kind === 'in' && session.user.permissions.includes('markets_manage') && <HiddenCoins />}
    </main>
  );
}

interface FoundProps {
  readonly of: CoinPage;
  readonly isFiltered: boolean;
  readonly onAll: () => void;
  readonly children: ReactNode;
}

function Found({ of, isFiltered, onAll, children }: FoundProps) {
  const words = useListingWords();
  if (of.coins.length > 0) {
    return children;
  }
  return isFiltered ? (
    <Nothing text={words.nothing} word={words.showAll} onAct={onAll} />
  ) : (
    <p className="nothing">{words.none}</p>
  );
}

interface CategoriesProps {
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

function Categories({ chosen, onChoose }: CategoriesProps) {
  const words = useListingWords();
  const { data = [] } = useCoinCategories();
  return (
    <Choice<string>
      name="category"
      label={words.category}
      values={data.map(({ id }) => id)}
      names={Object.fromEntries(data.map(({ id, name }) => [id, name]))}
      chosen={chosen}
      none={words.allCategories}
      onChoose={onChoose}
    />
  );
}

interface TurnerProps {
  readonly page: number;
  readonly total: number;
  readonly onTurn: (page: number) => void;
}

function Turner({ page, total, onTurn }: TurnerProps) {
  const words = useListingWords();
  const pages = Math.max(1, Math.ceil(total / COINS_A_PAGE));
  return (
    <nav className="coins-turner" aria-label={words.pages}>
      <button type="button" className="secondary" disabled={page <= 1} onClick={() => onTurn(page - 1)}>
        {words.before}
      </button>
      <span className="quiet" role="status">
        {words.pageOf(numeral(page), numeral(pages), numeral(total))}
      </span>
      <button type="button" className="secondary" disabled={page >= pages} onClick={() => onTurn(page + 1)}>
        {words.after}
      </button>
    </nav>
  );
}

/** Shares of the largest two are widely known. */
const SHARES = 2;

function Whole() {
  const words = useListingWords();
  const { data } = useWholeMarket();
  if (data === undefined) {
    return null;
  }
  return (
    <dl className="coins-whole" aria-label={words.whole}>
      <div>
        <dt>{words.wholeCap}</dt>
        <dd>
          <span className="number">{shortDollars(data.cap)}</span>{' '}
          <span className={`number ${wayOf(data.capChange24h)}`}>{moved(data.capChange24h)}</span>
        </dd>
      </div>
      <div>
        <dt>{words.wholeVolume}</dt>
        <dd className="number">{shortDollars(data.volume)}</dd>
      </div>
      <div>
        <dt>{words.listed}</dt>
        <dd className="number">{numeral(data.listed)}</dd>
      </div>
      {data.shares.slice(0, SHARES).map(({ symbol, percent }) => (
        <div key={symbol}>
          <dt>{words.share(symbol)}</dt>
          <dd className="number">{inPercent(oneDecimal(percent))}</dd>
        </div>
      ))}
    </dl>
  );
}

const oneDecimal = (percent: string): string => percent.replace(/(\.\d)\d+$/, '$1');

/** Number of them that fit a line. */
const TRENDING = 7;

function Trending() {
  const words = useListingWords();
  const { data = [] } = useTrending();
  if (data.length === 0) {
    return null;
  }
  return (
    <section className="coins-trending" aria-label={words.trending}>
      <h2>{words.trending}</h2>
      <ul>
        {data.slice(0, TRENDING).map((coin) => (
          <li key={coin.id}>
            <a href={coinHref(coin.id)}>
              <bdi>{coin.symbol}</bdi>{' '}
              <span className={`number ${wayOf(coin.change24h)}`}>{moved(coin.change24h)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
