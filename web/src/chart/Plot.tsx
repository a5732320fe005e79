import { TickMarkType } from 'lightweight-charts';
import { lazy, useCallback, useEffect, useRef, useState } from 'react';
import { useTrading } from '../app/trading';
import { Fetched } from '../controls/fetched';
import type { Order } from '../exchange/model';
import { useFills, useOpenOrders } from '../exchange/queries';
import { useSpeech } from '../language/language';
import { quantityText } from '../markets/figures';
import { canBeAmended } from '../orders/amendable';
import type { Price } from '../money/money';
import { useZone } from '../settings/settings';
import { useTheme } from '../theme/theme';
import { openOf, type Span } from './candles';
import type { Chosen } from './chosen';
import { dragLines } from './drag';
import { ChartDrawing, type AxisTimes } from './drawing';
import { Legend } from './Legend';
import { linesOf, type OrderLine } from './own-marks';
import { PlotControls } from './PlotControls';
import { useHistory } from './use-history';
import { useChartWords } from './words';

const AmendDialog = lazy(() => import('../orders/AmendDialog').then((file) => ({ default: file.AmendDialog })));

interface PlotProps {
  readonly span: Span;
  readonly chosen: Chosen;
}

/** Candles of one length, growing as the exchange tells; mount it anew (by `key`) for another length. */
export function Plot({ span, chosen }: PlotProps) {
  const words = useChartWords();
  const { market } = useTrading();
  const { candles, wantOlder, onGrowth } = useHistory(market, span);
  const element = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<ChartDrawing | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [latest, setLatest] = useState(candles?.at(-1) ?? null);

  useEffect(() => {
    if (element.current === null) {
      return undefined;
    }
    const made = new ChartDrawing(element.current, market, setHovered, wantOlder);
    setDrawing(made);
    return () => made.close();
  }, [market, wantOlder]);
  useEffect(() => {
    if (drawing === null || candles === null) {
      return undefined;
    }
    drawing.show(candles);
    return undefined;
  }, [drawing, candles]);
  useEffect(
    () =>
      drawing === null
        ? undefined
        : onGrowth((grown) => {
            drawing.grow(grown);
            setLatest((before) => grown.at(-1) ?? before);
          }),
    [drawing, onGrowth],
  );
  useFurnishing(drawing, chosen);
  useOwn(drawing, span, candles !== null && candles.length > 0);
  const { dropped, put } = useDragging(drawing, element);

  const shown = candles?.find(({ openMillis }) => openMillis === hovered) ?? latest ?? candles?.at(-1);
  return (
    <div className="chart-body" dir="ltr">
      {shown !== undefined && <Legend candle={shown} market={market} figures={drawing?.figuresAt(hovered) ?? []} />}
      <div className="chart-canvas" ref={element} />
      {candles?.length === 0 && latest === null && <p className="chart-empty quiet">{words.noCandles}</p>}
      {drawing !== null && <PlotControls drawing={drawing} hovered={hovered} candle={shown ?? null} market={market} />}
      {dropped !== null && (
        <Fetched>
          <AmendDialog order={dropped.line.order} market={market} to={movedTo(dropped)} onClose={put} />
        </Fetched>
      )}
    </div>
  );
}

/** Colours, words and indicators: what changes without the candles changing. */
function useFurnishing(drawing: ChartDrawing | null, chosen: Chosen): void {
  const { theme } = useTheme();
  const { locale } = useSpeech();
  const zone = useZone();
  useEffect(() => drawing?.speak(axisTimes(locale, zone)), [drawing, locale, zone]);
  useEffect(() => drawing?.recolour(), [drawing, theme]);
  useEffect(() => drawing?.indicate(chosen), [drawing, chosen]);
}

/** The caller's open orders and latest trades of this market. */
function useOwn(drawing: ChartDrawing | null, span: Span, hasCandles: boolean): void {
  const { theme } = useTheme();
  const words = useChartWords();
  const { messages } = useSpeech();
  const { market } = useTrading();
  const { data: open } = useOpenOrders();
  const { data: fills } = useFills(market.symbol);
  useEffect(() => {
    const orders = open?.filter(({ symbol }) => symbol === market.symbol) ?? [];
    drawing?.showOrders(linesOf(orders), ({ order, kind }) => {
      const of = `${messages[order.side]} ${quantityText(order.quantity, market)}`;
      return kind === 'stop' ? `${of} ${words.stopOf}` : of;
    });
  }, [drawing, open, market, messages, words, theme]);
  useEffect(() => {
    if (hasCandles) {
      const known = fills?.pages.flatMap(({ items }) => items) ?? [];
      drawing?.showFills(known, (millis) => openOf(span, millis));
    }
  }, [drawing, fills, span, theme, hasCandles]);
}

/** Where a line was dropped that the order has not been changed to yet. */
interface Dropped {
  readonly line: OrderLine;
  readonly to: Price;
}

function useDragging(drawing: ChartDrawing | null, element: { readonly current: HTMLElement | null }) {
  const [dropped, setDropped] = useState<Dropped | null>(null);
  const put = useCallback(() => setDropped(null), []);
  useEffect(() => {
    if (drawing === null || element.current === null) {
      return undefined;
    }
    return dragLines(
      element.current,
      drawing,
      ({ order }) => canBeAmended(order),
      (line, to) => setDropped({ line, to }),
    );
  }, [drawing, element]);
  return { dropped, put };
}

const movedTo = ({ line, to }: Dropped): Partial<Pick<Order, 'price' | 'stopPrice'>> =>
  line.kind === 'price' ? { price: to } : { stopPrice: to };

function axisTimes(locale: string, zone: Intl.DateTimeFormatOptions): AxisTimes {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { hour12: false, ...zone, ...options });
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
