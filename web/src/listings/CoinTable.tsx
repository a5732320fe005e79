import { coinHref, riskHref } from '../app/place';
import { COIN_COLUMNS, type Coin, type CoinColumn, type ListingSource } from '../exchange/listings';
import { AssetMark } from '../markets/AssetMark';
import { numeral } from '../money/numerals';
import { dollars, moved, shortDollars, wayOf } from '../money/worth';
import { Sparkline } from '../plots/Sparkline';
import { ScoreTag } from '../risk/ScoreTag';
import { ageText } from './age';
import { providerName } from './provider-name';
import { useListingWords } from './words';

interface CoinTableProps {
  readonly coins: readonly Coin[];
  /** Source of them all: not repeated for each. */
  readonly source: ListingSource;
  readonly by: CoinColumn;
  readonly isDown: boolean;
  readonly onChoose: (column: CoinColumn) => void;
}

/** On a phone what else there is to a coin is on its own page. */
const WIDE: readonly CoinColumn[] = ['market_cap_rank', 'price_change_percentage_7d', 'market_cap', 'total_volume'];

const classOf = (column: CoinColumn): string | undefined => (WIDE.includes(column) ? 'overview-wide' : undefined);

export function CoinTable({ coins, source, by, isDown, onChoose }: CoinTableProps) {
  const words = useListingWords();
  return (
    <table className="overview-table coins-table" aria-label={words.coins}>
      <thead>
        <tr>
          {COIN_COLUMNS.map((column) => (
            <th
              key={column}
              scope="col"
              className={classOf(column)}
              aria-sort={column !== by ? 'none' : isDown ? 'descending' : 'ascending'}
            >
              <button
                type="button"
                aria-label={words.sortBy(column === 'market_cap_rank' ? words.rank : words.columns[column])}
                onClick={() => onChoose(column)}
              >
                {words.columns[column]} {column === by && (isDown ? '↓' : '↑')}
              </button>
            </th>
          ))}
          <th scope="col" className="overview-wide">
            {words.lastWeek}
          </th>
        </tr>
      </thead>
      <tbody>
        {coins.map((coin) => (
          <Row key={coin.id} coin={coin} source={source} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly coin: Coin;
  readonly source: ListingSource;
}

function Row({ coin, source }: RowProps) {
  return (
    <tr>
      <td className="number quiet overview-wide">{coin.rank === null ? '—' : numeral(coin.rank)}</td>
      <th scope="row">
        <a className="coins-name" href={coinHref(coin.id)}>
          <AssetMark code={coin.symbol} />
          <span>
            <bdi>{coin.name}</bdi>
            <small className="quiet">
              <bdi>{coin.symbol}</bdi>
            </small>
          </span>
        </a>
        <Doubt coin={coin} source={source} />
      </th>
      <td className="number">{dollars(coin.price)}</td>
      <td className={`number ${wayOf(coin.change24h)}`}>{moved(coin.change24h)}</td>
      <td className={`number overview-wide ${wayOf(coin.change7d)}`}>{moved(coin.change7d)}</td>
      <td className="number overview-wide">{shortDollars(coin.cap)}</td>
      <td className="number overview-wide">{shortDollars(coin.volume)}</td>
      <td>
        <Risk of={coin} />
      </td>
      <td className="overview-wide">
        <Sparkline values={coin.sparkline} />
      </td>
    </tr>
  );
}

function Risk({ of: { risk } }: { readonly of: Coin }) {
  const words = useListingWords();
  if (risk === null) {
    return '—';
  }
  return (
    <a href={riskHref('scores', risk.asset)} title={words.scored(ageText(risk.ageSeconds, words))}>
      <ScoreTag score={risk.score} />
    </a>
  );
}

/** A figure that is old or no real one says so beside itself, unless all are. */
export function Doubt({ coin, source }: { readonly coin: Coin; readonly source: ListingSource }) {
  const words = useListingWords();
  return (
    <>
      {coin.stale && !source.stale && (
        <em
          className="tag tag-halted"
          title={words.staleCoin(providerName(coin.provider, words), ageText(coin.ageSeconds, words))}
        >
          {words.stale}
        </em>
      )}
      {coin.sample && !source.sample && <em className="tag tag-synthetic">{words.sample}</em>}
    </>
  );
}
