import { TickMarkType } from 'lightweight-charts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTrading } from '../app/trading';
import { rove } from '../controls/roving';
import type { Candle, Market } from '../exchange/model';
import { useCandles, useOpenOrders } from '../exchange/queries';
import { useMessages, useSpeech } from '../language/language';
import { priceText, quantityText, short } from '../markets/figures';
import { price as asPrice } from '../money/money';
import { useRemembered } from '../settings/remembered';
import { useTheme } from '../theme/theme';
import { growth, joined, sourceOf, SPANS, withoutGaps, type Span } from './candles';
import { ChartDrawing, type AxisTimes } from './drawing';
import './chart.css';

const CHOICES = ['none', ...SPANS] as const;
const SHOWN_MAX = 1_000;
/** So few minutes say nothing yet: a young exchange is looked at more closely. */
const YOUNG_MINUTES = 30;

/** Candles of the market, growing with each trade, with the caller's open orders as lines. */
export function Chart() {
  const messages = useMessages();
  const { market } = useTrading();
  const [remembered, setChosen] = useRemembered<Span | 'none'>('candle', CHOICES, 'none');
  const chosen = remembered === 'none' ? null : remembered;
  const { data: minutes } = useCandles(market, '1m');
  const span = chosen ?? (minutes !== undefined && minutes.length >= YOUNG_MINUTES ? '1m' : '15s');
  return (
    <section className="panel chart" aria-label={messages.chart}>
      <header
        className="panel-head chart-head"
        role="toolbar"
        aria-label={messages.candleLength}
        onKeyDown={(event) => rove(event, 'button')}
      >
        {SPANS.map((choice) => (
          <button
            key={choice}
            type="button"
            className="chart-interval"
            aria-pressed={choice === span}
            tabIndex={choice === span ? 0 : -1}
            onClick={() => setChosen(choice)}
          >
            {choice}
          </button>
        ))}
      </header>
      {minutes !== undefined && <Plot key={span} span={span} />}
    </section>
  );
}

function Plot({ span }: { readonly span: Span }) {
  const { market, tape } = useTrading();
  const { data: read } = useCandles(market, sourceOf(span));
  const element = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<ChartDrawing | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [latest, setLatest] = useState<Candle | null>(null);
  const candles = useMemo(() => withoutGaps(joined(read ?? [], span), span, SHOWN_MAX), [read, span]);

  useEffect(() => {
    if (element.current === null) {
      return undefined;
    }
    const made = new ChartDrawing(element.current, market, setHovered);
    setDrawing(made);
    return () => made.close();
  }, [market]);
  useEffect(() => {
    if (drawing === null) {
      return undefined;
    }
    drawing.show(candles);
    let last = candles.at(-1);
    return tape.onTrades((trades) => {
      for (const candle of growth(last, trades, span)) {
        last = candle;
        drawing.grow(candle);
      }
      setLatest(last ?? null);
    });
  }, [drawing, candles, tape, span]);
  useFurnishing(drawing, candles);

  const shown = candles.find(({ openMillis }) => openMillis === hovered) ?? latest ?? candles.at(-1);
  return (
    <div className="chart-body" dir="ltr">
      {shown !== undefined && <Legend candle={shown} market={market} />}
      <div className="chart-canvas" ref={element} />
    </div>
  );
}

/** Colours, words and order lines: what changes without the candles changing. */
function useFurnishing(drawing: ChartDrawing | null, candles: readonly Candle[]): void {
  const { theme } = useTheme();
  const { messages, locale } = useSpeech();
  const { market } = useTrading();
  const { data: open } = useOpenOrders();
  useEffect(() => drawing?.speak(axisTimes(locale)), [drawing, locale]);
  useEffect(() => {
    drawing?.recolour();
    drawing?.show(candles);
    // Only for a new theme: candles are shown by themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [drawing, theme]);
  useEffect(() => {
    const orders = open?.filter(({ symbol }) => symbol === market.symbol) ?? [];
    drawing?.showOrders(orders, (order) => `${messages[order.side]} ${quantityText(order.quantity, market)}`);
  }, [drawing, open, market, messages, theme]);
}

function Legend({ candle, market }: { readonly candle: Candle; readonly market: Market }) {
  const messages = useMessages();
  const way = candle.close >= candle.open ? 'up' : 'down';
  const change = candle.close - candle.open;
  return (
    <div className="chart-legend number">
      {([messages.open, messages.high, messages.low, messages.close] as const).map((name, index) => (
        <span key={name}>
          <i>{name}</i>
          <b className={way}>
            {priceText([candle.open, candle.high, candle.low, candle.close][index] ?? candle.close, market)}
          </b>
        </span>
      ))}
      <b className={way}>
        {change > 0n ? '+' : ''}
        {priceText(asPrice(change), market)}
      </b>
      <span>
        <i>{messages.volume}</i>
        <b>{short(candle.volume, market.base.scale)}</b>
      </span>
    </div>
  );
}

function axisTimes(locale: string): AxisTimes {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { hour12: false, ...options });
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const marks: Readonly<Record<TickMarkType, Intl.DateTimeFormat>> = {
    [TickMarkType.Year]: format({ year: 'numeric' }),
    [TickMarkType.Month]: format({ month: 'short' }),
    [TickMarkType.DayOfMonth]: format({ month: 'short', day: 'numeric' }),
    [TickMarkType.Time]: format(clock),
    [TickMarkType.TimeWithSeconds]: format({ ...clock, second: '2-digit' }),
  };
  const full = format({ dateStyle: 'medium', timeStyle: 'medium' });
  return {
    tick: (seconds, mark) => marks[mark].format(seconds * 1_000),
    full: (seconds) => full.format(seconds * 1_000),
  };
}
