import { memo, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTrading } from '../app/trading';
import { useHeight } from '../controls/use-height';
import type { Market, Side } from '../exchange/model';
import { useOpenOrders, useTicker } from '../exchange/queries';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { direction, priceText, quantityText } from '../markets/figures';
import { format, grouped, placesOf, plain, price as asPrice, type Price } from '../money/money';
import type { BookPicture } from './live-book';
import { rowPrice, rowsOf, stepsOf, type Row } from './rows';
import './book.css';

type Sides = 'both' | Side;

const ROW_PIXELS = 20;
const MIDDLE_PIXELS = 34;

/** The live book: asks above, bids below, the last price between. A click on a row picks its price. */
export function OrderBook() {
  const messages = useMessages();
  const { market, book } = useTrading();
  const picture = useSyncExternalStore(book.onChange, book.picture);
  const [sides, setSides] = useState<Sides>('both');
  const [step, setStep] = useState<Price>(market.tick);
  const body = useRef<HTMLDivElement>(null);
  const height = useHeight(body);
  const room = Math.max(2, Math.floor((height - MIDDLE_PIXELS) / ROW_PIXELS));
  const max = sides === 'both' ? Math.floor(room / 2) : room;
  const asks = sides === 'buy' ? [] : rowsOf('sell', picture?.asks ?? [], step, max);
  const bids = sides === 'sell' ? [] : rowsOf('buy', picture?.bids ?? [], step, max);
  const deepest = Math.max(Number(asks.at(-1)?.total ?? 0n), Number(bids.at(-1)?.total ?? 0n));
  const spread = spreadOf(picture?.bids[0]?.price, picture?.asks[0]?.price, market);
  return (
    <section className="panel book" aria-label={messages.orderBook}>
      <header className="panel-head">
        <SidesChoice sides={sides} onChoose={setSides} />
        <select
          className="book-step"
          aria-label={messages.grouping}
          value={step.toString()}
          onChange={(event) => setStep(asPrice(BigInt(event.target.value)))}
        >
          {stepsOf(market.tick).map((choice) => (
            <option key={choice.toString()} value={choice.toString()}>
              {plain(choice, market.scales.price)}
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
      <div className="book-body" ref={body}>
        {sides !== 'buy' && <Rows side="sell" rows={[...asks].reverse()} deepest={deepest} step={step} />}
        <Middle spread={spread} note={noteOf(picture, messages)} />
        {sides !== 'sell' && <Rows side="buy" rows={bids} deepest={deepest} step={step} />}
      </div>
    </section>
  );
}

function SidesChoice({ sides, onChoose }: { readonly sides: Sides; readonly onChoose: (sides: Sides) => void }) {
  const messages = useMessages();
  const names = { both: messages.bothSides, buy: messages.bidsOnly, sell: messages.asksOnly };
  return (
    <div className="book-sides">
      {(['both', 'buy', 'sell'] as const).map((choice) => (
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

function Middle({ spread, note }: { readonly spread: string; readonly note: string | null }) {
  const messages = useMessages();
  const { market } = useTrading();
  const ticker = useTicker(market);
  return (
    <div className="book-middle">
      <span className={`book-last number ${direction(ticker)}`}>
        {ticker?.last == null ? '—' : priceText(ticker.last, market)}
      </span>
      <span className="quiet">
        {note ?? (
          <>
            {messages.spread} <bdi className="number">{spread}</bdi>
          </>
        )}
      </span>
    </div>
  );
}

interface RowsProps {
  readonly side: Side;
  readonly rows: readonly Row[];
  /** The largest total on the screen: its bar is as wide as the book. */
  readonly deepest: number;
  readonly step: Price;
}

function Rows({ side, rows, deepest, step }: RowsProps) {
  const { market, pick } = useTrading();
  const mine = useOwnPrices(side, step);
  const places = placesOf(step, market.scales.price);
  return (
    <div className={`book-rows book-rows-${side}`}>
      {rows.map((row) => (
        <BookRow
          key={row.price.toString()}
          price={grouped(row.price, market.scales.price, places)}
          quantity={quantityText(row.quantity, market)}
          total={quantityText(row.total, market)}
          depth={deepest === 0 ? 0 : Math.round((Number(row.total) / deepest) * 1_000) / 10}
          onPick={pick}
          units={row.price}
          isMine={mine.has(row.price)}
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
  readonly units: Price;
  /** Whether an order of the caller stands here. */
  readonly isMine: boolean;
  readonly onPick: (price: Price) => void;
}

/** The rows in which the caller's own orders stand. */
function useOwnPrices(side: Side, step: Price): ReadonlySet<Price> {
  const { market } = useTrading();
  const { data } = useOpenOrders();
  return useMemo(() => {
    const own = data?.items.filter((order) => order.symbol === market.symbol && order.side === side) ?? [];
    return new Set(own.flatMap(({ price }) => (price === null ? [] : rowPrice(side, price, step))));
  }, [data, market, side, step]);
}

/** Drawn again only when something in it has changed. */
const BookRow = memo(function BookRow({ price, quantity, total, depth, units, isMine, onPick }: BookRowProps) {
  return (
    <button type="button" className={`book-row number ${isMine ? 'book-mine' : ''}`} onClick={() => onPick(units)}>
      <i className="book-depth" style={{ inlineSize: `${depth}%` }} />
      <span className="book-price">{price}</span>
      <span>{quantity}</span>
      <span>{total}</span>
    </button>
  );
});

function spreadOf(bid: Price | undefined, ask: Price | undefined, market: Market): string {
  if (bid === undefined || ask === undefined) {
    return '—';
  }
  const percent = ((ask - bid) * 10_000n) / ask;
  return `${priceText(asPrice(ask - bid), market)} (${format(percent, 2)}%)`;
}
