import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTrading } from '../app/trading';
import type { Market } from '../exchange/model';
import { useMessages } from '../language/language';
import { priceText, quantityText, quoteText } from '../markets/figures';
import { useRemembered } from '../settings/remembered';
import { hillsOf, leftOf, outline, stepAt, type Hills, type Size } from './depth';
import { inPercent } from '../money/numerals';
import './plot.css';

/** Thousandths of the middle price that are shown to each side. */
const REACHES = ['2', '5', '10', '20', '50', '100', '500'] as const;

/** The book as two hills: what stands at a price or better. */
export function DepthChart() {
  const messages = useMessages();
  const { market, book, pick } = useTrading();
  const picture = useSyncExternalStore(book.onChange, book.picture);
  const [reach, setReach] = useRemembered<(typeof REACHES)[number]>('depth-reach', REACHES, '20');
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  const [pointed, setPointed] = useState<number | null>(null);
  const hills = picture === null ? null : hillsOf(picture, market, BigInt(reach));
  const under = hills === null || pointed === null ? null : stepAt(pointed, hills, size);
  return (
    <div className="chart-body" dir="ltr">
      <select
        className="depth-reach"
        aria-label={messages.depthReach}
        value={reach}
        onChange={({ target }) => setReach(REACHES.find((choice) => choice === target.value) ?? '20')}
      >
        {REACHES.map((choice) => (
          <option key={choice} value={choice}>
            ±{inPercent(String(Number(choice) / 10))}
          </option>
        ))}
      </select>
      <div
        className="chart-canvas depth-canvas"
        ref={element}
        onPointerMove={(event) => setPointed(event.clientX - event.currentTarget.getBoundingClientRect().left)}
        onPointerLeave={() => setPointed(null)}
        onClick={() => {
          if (under !== null) {
            pick(under.step.price);
          }
        }}
      >
        {hills === null ? (
          <p className="chart-empty quiet">{messages.emptyBook}</p>
        ) : (
          <Picture hills={hills} size={size} market={market} pointed={pointed} />
        )}
      </div>
      {under !== null && (
        <div className="chart-legend number" role="status">
          <b className={under.side === 'buy' ? 'up' : 'down'}>
            {messages[under.side === 'buy' ? 'bids' : 'asks']} {priceText(under.step.price, market)}
          </b>
          <span>
            <i>{messages.total}</i>
            <b>
              {quantityText(under.step.total, market)} {market.base.code} · {quoteText(under.step.quote, market)}{' '}
              {market.quote.code}
            </b>
          </span>
        </div>
      )}
    </div>
  );
}

interface PictureProps {
  readonly hills: Hills;
  readonly size: Size;
  readonly market: Market;
  readonly pointed: number | null;
}

const MARKS = 5;
const AXIS_PIXELS = 22;

function Picture({ hills, size, market, pointed }: PictureProps) {
  const messages = useMessages();
  const plot = { width: size.width, height: Math.max(0, size.height - AXIS_PIXELS) };
  const [bid, ask] = [hills.bids.at(-1), hills.asks.at(-1)];
  const marks = Array.from({ length: MARKS }, (_, at) => {
    const span = hills.to - hills.from;
    const exact = hills.from + (span * BigInt(2 * at + 1)) / BigInt(2 * MARKS);
    return (exact - (exact % market.tick)) as typeof hills.from;
  });
  const label = messages.depthLabel(
    quantityText(bid?.total ?? (0n as typeof hills.highest), market),
    quantityText(ask?.total ?? (0n as typeof hills.highest), market),
    market.base.code,
  );
  return (
    <svg width={size.width} height={size.height} role="img" aria-label={label}>
      {(['buy', 'sell'] as const).map((side) => (
        <path key={side} className={`depth-${side}`} d={outline(side, hills, plot)} />
      ))}
      {pointed !== null && <line className="depth-pointer" x1={pointed} x2={pointed} y1={0} y2={plot.height} />}
      {marks.map((at) => (
        <text key={String(at)} className="number" x={leftOf(at, hills, plot)} y={size.height - 7} textAnchor="middle">
          {priceText(at, market)}
        </text>
      ))}
    </svg>
  );
}

function useSize(element: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (element.current === null) {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => {
      setSize({ width: entry?.contentRect.width ?? 0, height: entry?.contentRect.height ?? 0 });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
