import { useEffect, useRef, useState } from 'react';
import { rove } from '../controls/roving';
import type { Market, Source, Ticker } from '../exchange/model';
import { useSources, useTickers } from '../exchange/queries';
import { useMessages } from '../language/language';
import { AssetMark } from './AssetMark';
import { useFavourites, watchedFirst } from './favourites';
import { direction, percentText, priceText, short } from './figures';
import { Star } from './Star';
import './markets.css';

interface PickerProps {
  readonly markets: readonly Market[];
  readonly chosen: Market;
  readonly onChoose: (symbol: string) => void;
}

/** The market's name; pressed, the list of all with their prices. */
export function MarketPicker({ markets, chosen, onChoose }: PickerProps) {
  const [open, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const close = () => {
      if (element.current?.contains(document.activeElement) === true) {
        button.current?.focus();
      }
      setOpen(false);
    };
    const closeOutside = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !element.current?.contains(event.target as Node)) {
        close();
      }
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('keydown', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('keydown', closeOutside);
    };
  }, [open]);
  return (
    <div className="picker" ref={element}>
      <button ref={button} type="button" className="picker-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <AssetMark code={chosen.base.code} />
        <span className="picker-symbol">
          {chosen.base.code}
          <small>/{chosen.quote.code}</small>
        </span>
        <span className="picker-arrow" aria-hidden>
          ▾
        </span>
      </button>
      {open && (
        <MarketList
          markets={markets}
          chosen={chosen}
          onChoose={(symbol) => {
            setOpen(false);
            onChoose(symbol);
          }}
        />
      )}
    </div>
  );
}

function MarketList({ markets, chosen, onChoose }: PickerProps) {
  const messages = useMessages();
  const { data: tickers } = useTickers();
  const { data: sources } = useSources();
  const [search, setSearch] = useState('');
  const { favourites } = useFavourites();
  const found = watchedFirst(markets, favourites).filter(({ symbol }) =>
    symbol.includes(search.trim().toUpperCase().replace('/', '-')),
  );
  return (
    <div
      className="market-list"
      onKeyDown={(event) => {
        // Left and right are for what is typed.
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          rove(event, 'input, li > button:not(.star)');
        }
      }}
    >
      <input
        autoFocus
        type="search"
        placeholder={messages.searchMarket}
        aria-label={messages.searchMarket}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && first !== undefined) {
            onChoose(first.symbol);
          }
        }}
      />
      <ul aria-label={messages.markets}>
        {found.map((market) => (
          <li key={market.symbol}>
            <Star symbol={market.symbol} />
            <button
              type="button"
              aria-current={market.symbol === chosen.symbol}
              onClick={() => onChoose(market.symbol)}
            >
              <MarketLine
                market={market}
                ticker={tickers?.find(({ symbol }) => symbol === market.symbol)}
                source={sources?.find(({ symbol }) => symbol === market.symbol)}
              />
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="quiet">{messages.noMarket}</li>}
      </ul>
    </div>
  );
}

interface LineProps {
  readonly market: Market;
  readonly ticker: Ticker | undefined;
  readonly source: Source | undefined;
}

function MarketLine({ market, ticker, source }: LineProps) {
  const messages = useMessages();
  return (
    <>
      <AssetMark code={market.base.code} />
      <span className="market-line-name">
        {market.base.code}
        <small>/{market.quote.code}</small>
        {source !== undefined && <em className={`tag tag-${source.kind}`}>{messages[source.kind]}</em>}
        {!market.open && <em className="tag tag-halted">{messages.halted}</em>}
      </span>
      <span className="number">{ticker?.last == null ? '—' : priceText(ticker.last, market)}</span>
      <span className={`number ${direction(ticker)}`}>{percentText(ticker)}</span>
      <span className="number quiet">{ticker === undefined ? '—' : short(ticker.quoteVolume, market.quote.scale)}</span>
    </>
  );
}
