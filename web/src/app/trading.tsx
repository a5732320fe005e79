/** The market on the screen, its live book and trades, and the price a person picked in the book or on the chart. */
import { createContext, lazy, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { BookFeed } from '../book/feed';
import { Fetched } from '../controls/fetched';
import { IsolatedContext, useExchange, useSession } from '../exchange/context';
import type { Market, Order, Side } from '../exchange/model';
import { useFollowTicker } from '../exchange/queries';
import type { Price, Quantity } from '../money/money';
import { useRemembered } from '../settings/remembered';
import { TapeFeed } from '../tape/feed';

/** A row of the book that was clicked. */
export interface Picked {
  readonly price: Price;
  /** The quantity in the book from the best price to this one; null if only a price was chosen. */
  readonly upTo: Quantity | null;
  /** The side where a limit order to buy or to sell is meant, not only a price. */
  readonly side: Side | null;
}

export interface Copied {
  readonly order: Order;
  /** The other of its pair. */
  readonly other: Order | null;
}

export interface Trading {
  readonly market: Market;
  readonly book: BookFeed;
  readonly tape: TapeFeed;
  /** A new object for each click, so that the same price can be picked twice. */
  readonly picked: Picked | null;
  /** An order whose fields the ticket takes; a new object for each. */
  readonly copied: Copied | null;
  readonly copy: (order: Order, other?: Order | null) => void;
  /** Chooses between the main account and the isolated one of the market. */
  readonly onIsolated: (isIsolated: boolean) => void;
  readonly pick: (price: Price, upTo?: Quantity | null, side?: Side) => void;
}

const IsolatedWatchers = lazy(() => import('./IsolatedWatchers').then((file) => ({ default: file.IsolatedWatchers })));

const MARGIN_MODES = ['cross', 'isolated'] as const;

const TradingContext = createContext<Trading | null>(null);

/**
 * Mount it anew (by `key`) for another market: nothing of the old one may remain. It provides the account that all
 * parts below request and show.
 */
export function TradingProvider({ market, children }: { readonly market: Market; readonly children: ReactNode }) {
  const exchange = useExchange();
  const [book] = useState(() => new BookFeed());
  const [tape] = useState(() => new TapeFeed());
  const [picked, setPicked] = useState<Trading['picked']>(null);
  const [copied, setCopied] = useState<Trading['copied']>(null);
  useEffect(() => book.follow(exchange.stream, market), [book, exchange, market]);
  useEffect(() => tape.follow(exchange.stream, market, () => exchange.trades(market)), [tape, exchange, market]);
  useFollowTicker(market);
  const [mode, setMode] = useRemembered(`margin-mode.${market.symbol}`, MARGIN_MODES, 'cross');
  const isolated = useSession().kind === 'in' && mode === 'isolated' ? market.symbol : null;
  const trading = useMemo(
    () => ({
      market,
      book,
      tape,
      picked,
      copied,
      copy: (order: Order, other: Order | null = null) => setCopied({ order, other }),
      onIsolated: (isIsolated: boolean) => setMode(isIsolated ? 'isolated' : 'cross'),
      pick: (price: Price, upTo: Quantity | null = null, side: Side | null = null) => setPicked({ price, upTo, side }),
    }),
    [market, book, tape, picked, copied, setMode],
  );
  return (
    <TradingContext value={trading}>
      <IsolatedContext value={isolated}>
        {children}
        {isolated !== null && (
          <Fetched>
            <IsolatedWatchers />
          </Fetched>
        )}
      </IsolatedContext>
    </TradingContext>
  );
}

export function useTrading(): Trading {
  const trading = useContext(TradingContext);
  if (trading === null) {
    throw new Error('no TradingProvider above');
  }
  return trading;
}
