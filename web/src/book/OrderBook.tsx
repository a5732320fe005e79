import { memo, useCallback, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTrading } from '../app/trading';
import { rove } from '../controls/roving';
import { useHeight } from '../controls/use-height';
import type { Level, Market, Side } from '../exchange/model';
import { useOpenOrders, useTicker } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { priceText, quantityText, quoteText } from '../markets/figures';
import {
  format,
  grouped,
  meanPrice,
  placesOf,
  plain,
  price as asPrice,
  type Price,
  type Quantity,
} from '../money/money';
import { useRemembered } from '../settings/remembered';
import { estimate } from './fill-estimate';
import type { BookPicture } from './live-book';
import { rowPrice, rowsOf, stepsOf, type Row } from './rows';
import { inPercent, readable } from '../money/numerals';
import './book.css';

type Sides = 'both' | Side;
const SIDES = ['both', 'buy', 'sell'] as const;

const ROW_PIXELS = 20;
const MIDDLE_PIXELS = 34;

/** The live book: asks above, bids below, the last price between. A click on a row picks its price and the quantity up to there. */
export function OrderBook() {
  const messages = useMessages();
  const { market, book } = useTrading();
  const trusted = useSyncExternalStore(book.onChange, book.picture);
  const last = useSyncExternalStore(book.onChange, book.lastPicture);
  const picture = trusted ?? last;
  const isOld = trusted === null && last !== null;
  const [sides, setSides] = useRemembered<Sides>('book-sides', SIDES, 'both');
  const steps = stepsOf(market.tick).map(String);
  const [stepText, setStep] = useRemembered(`book-step-${market.symbol}`, steps, String(market.tick));
  const step = asPrice(BigInt(stepText));
  const body = useRef<HTMLDivElement>(null);
  const height = useHeight(body);
  const room = Math.max(2, Math.floor((height - MIDDLE_PIXELS) / ROW_PIXELS));
  const max = sides === 'both' ? Math.floor(room / 2) : room;
  const asks = sides === 'buy' ? [] : rowsOf('sell', picture?.asks ?? [], step, max);
  const bids = sides === 'sell' ? [] : rowsOf('buy', picture?.bids ?? [], step, max);
  const deepest = Math.max(Number(asks.at(-1)?.total ?? 0n), Number(bids.at(-1)?.total ?? 0n));
  const [looked, setLooked] = useState<Looked | null>(null);
  const onLook = useCallback((side: Side, price: Price | null) => setLooked(price && { side, price }), []);
  const lookedRow = (looked?.side === 'sell' ? asks : bids).find(({ price }) => price === looked?.price);
  const spread = spreadOf(picture?.bids[0]?.price, picture?.asks[0]?.price, market);
  const shared = { deepest, step, isOld, onLook };
  return (
    <section
      className={`panel book ${isOld ? 'book-old' : ''}`}
      aria-label={messages.orderBook}
      data-part="book"
      aria-busy={trusted === null}
    >
      <header className="panel-head">
        <SidesChoice sides={sides} onChoose={setSides} />
        <select
          className="book-step"
          aria-label={messages.grouping}
          value={stepText}
          onChange={(event) => setStep(event.target.value)}
        >
          {steps.map((choice) => (
            <option key={choice} value={choice}>
              {readable(plain(BigInt(choice), market.scales.price), true)}
            </option>
          ))}
        </select>
      </header>
      <div className="book-names quiet">
        <span>
          {messages.price} ({market.quote.code})
        </span>
        <span>
          {messages.quantity} ({market.base.code})
        </span>
        <span>{messages.total}</span>
      </div>
      <div className="book-body" ref={body} onKeyDown={(event) => rove(event, '.book-row')}>
        {sides !== 'buy' && <Rows side="sell" rows={[...asks].reverse()} {...shared} />}
        <Middle note={isOld ? messages.staleBook : noteOf(picture, messages)}>
          {looked !== null && lookedRow !== undefined ? (
            <Sums of={lookedRow.total} levels={(looked.side === 'buy' ? picture?.bids : picture?.asks) ?? []} />
          ) : (
            <>
              {messages.spread} <bdi className="number">{spread}</bdi>
            </>
          )}
        </Middle>
        {sides !== 'sell' && <Rows side="buy" rows={bids} {...shared} />}
      </div>
    </section>
  );
}

function SidesChoice({ sides, onChoose }: { readonly sides: Sides; readonly onChoose: (sides: Sides) => void }) {
  const messages = useMessages();
  const names = { both: messages.bothSides, buy: messages.bidsOnly, sell: messages.asksOnly };
  return (
    <div className="book-sides">
      {SIDES.map((choice) => (
        <button
          key={choice}
          type="button"
          className={`book-side book-side-${choice}`}
          aria-pressed={sides === choice}
          aria-label={names[choice]}
          title={names[choice]}
          onClick={() => onChoose(choice)}
        >
          <i />
          <i />
        </button>
      ))}
    </div>
  );
}

/** Said while there is nothing to show. */
function noteOf(picture: BookPicture | null, messages: Messages): string | null {
  if (picture === null) {
    return messages.connecting;
  }
  return picture.asks.length === 0 && picture.bids.length === 0 ? messages.emptyBook : null;
}

/** The row under the pointer or with the focus. */
interface Looked {
  readonly side: Side;
  readonly price: Price;
}

/** Shows the mean price and the worth of the book's first rows together. */
function Sums({ of, levels }: { readonly of: Quantity; readonly levels: readonly Level[] }) {
  const { market } = useTrading();
  const { quote } = estimate(levels, of, market.scales);
  const mean = meanPrice(of, quote, market.scales);
  return (
    <span className="book-sums number">
      <span>Ø {mean === null ? '—' : priceText(mean, market)}</span>
      <span>
        Σ {quoteText(quote, market)} {market.quote.code}
      </span>
    </span>
  );
}

/** @param note shown instead of the children */
function Middle({ note, children }: { readonly note: string | null; readonly children: ReactNode }) {
  const { market, tape } = useTrading();
  const ticker = useTicker(market);
  const tick = useSyncExternalStore(tape.onChange, tape.tick);
  return (
    <div className="book-middle">
      <span className={`book-last number ${tick}`}>
        {ticker?.last == null ? '—' : priceText(ticker.last, market)}
        {tick !== 'flat' && <small aria-hidden>{tick === 'up' ? ' ▲' : ' ▼'}</small>}
      </span>
      <span className="quiet">{note ?? children}</span>
    </div>
  );
}

interface RowsProps {
  readonly side: Side;
  readonly rows: readonly Row[];
  /** The largest total on the screen: its bar is as wide as the book. */
  readonly deepest: number;
  readonly step: Price;
  /** Not to be traded on. */
  readonly isOld: boolean;
  /** Null: none. */
  readonly onLook: (side: Side, price: Price | null) => void;
}

function Rows({ side, rows, deepest, step, isOld, onLook }: RowsProps) {
  const messages = useMessages();
  const { market, pick } = useTrading();
  const mine = useOwnPrices(side, step);
  const places = placesOf(step, market.scales.price);
  return (
    <div
      className={`book-rows book-rows-${side}`}
      role="group"
      aria-label={side === 'buy' ? messages.bids : messages.asks}
      onPointerLeave={() => onLook(side, null)}
      onBlur={() => onLook(side, null)}
    >
      {rows.map((row, index) => (
        <BookRow
          key={row.price.toString()}
          price={grouped(row.price, market.scales.price, places)}
          quantity={quantityText(row.quantity, market)}
          total={quantityText(row.total, market)}
          depth={deepest === 0 ? 0 : Math.round((Number(row.total) / deepest) * 1_000) / 10}
          onPick={pick}
          onLook={onLook}
          side={side}
          units={row.price}
          upTo={row.total}
          isMine={mine.has(row.price)}
          isOld={isOld}
          named={side === 'buy' ? messages.bidRow : messages.askRow}
          // The best of each side is where the Tab key stops; arrows go on from there.
          isStop={side === 'buy' ? index === 0 : index === rows.length - 1}
        />
      ))}
    </div>
  );
}

interface BookRowProps {
  readonly price: string;
  readonly quantity: string;
  readonly total: string;
  /** Percent of the book's width. */
  readonly depth: number;
  /** True if an order of the caller stands here. */
  readonly isMine: boolean;
  readonly isOld: boolean;
  readonly isStop: boolean;
  /** Its side, for who does not see the colour. */
  readonly named: string;
  readonly side: Side;
  readonly units: Price;
  readonly upTo: Quantity;
  readonly onPick: (price: Price, upTo: Quantity) => void;
  readonly onLook: (side: Side, price: Price | null) => void;
}

/** The rows in which the caller's own orders stand. */
function useOwnPrices(side: Side, step: Price): ReadonlySet<Price> {
  const { market } = useTrading();
  const { data } = useOpenOrders();
  return useMemo(() => {
    const own = data?.filter((order) => order.symbol === market.symbol && order.side === side) ?? [];
    return new Set(own.flatMap(({ price }) => (price === null ? [] : rowPrice(side, price, step))));
  }, [data, market, side, step]);
}

/** Drawn again only when something in it has changed. */
const BookRow = memo(function BookRow({ price, quantity, total, depth, units, upTo, onPick, ...row }: BookRowProps) {
  return (
    <button
      type="button"
      className={`book-row number ${row.isMine ? 'book-mine' : ''}`}
      disabled={row.isOld}
      tabIndex={row.isStop ? 0 : -1}
      onClick={() => onPick(units, upTo)}
      onPointerEnter={() => row.onLook(row.side, units)}
      onFocus={() => row.onLook(row.side, units)}
    >
      <i className="book-depth" style={{ inlineSize: `${depth}%` }} />
      <span className="unseen">{row.named}</span> <span className="book-price">{price}</span> <span>{quantity}</span>{' '}
      <span>{total}</span>
    </button>
  );
});

function spreadOf(bid: Price | undefined, ask: Price | undefined, market: Market): string {
  if (bid === undefined || ask === undefined) {
    return '—';
  }
  const share = ((ask - bid) * 10_000n) / ask;
  return `${priceText(asPrice(ask - bid), market)} (${inPercent(format(share, 2))})`;
}
