import { lazy, useCallback, useEffect, useRef, useState } from 'react';
import { alerts, priceOf } from '../alerts/alerts';
import { Fetched } from '../controls/fetched';
import { paint } from '../controls/paint';
import { useSession } from '../exchange/context';
import type { Candle, Market, Order } from '../exchange/model';
import { useFills, useOpenOrders } from '../exchange/queries';
import { useSpeech } from '../language/language';
import { quantityText } from '../markets/figures';
import type { Price } from '../money/money';
import { canBeAmended, isOfPair } from '../orders/amendable';
import { usePositions } from '../orders/use-positions';
import { useSettings, useZone } from '../settings/settings';
import { useStored } from '../settings/stored';
import { useTheme } from '../theme/theme';
import { axisTimes } from './axis-times';
import { openOf, type Span } from './candles';
import { indicators, onPrices } from './chosen';
import { lineColours } from './line-colours';
import { Compared } from './Compared';
import { dragLines } from './drag';
import { ChartDrawing } from './drawing';
import { Legend, PaneLegends } from './Legend';
import { look } from './look';
import { OrderHere } from './OrderHere';
import { useLiquidationPrice } from './liquidation';
import { linesOf, type OrderLine, type PriceLine } from './own-marks';
import { PlotControls } from './PlotControls';
import { useHistory } from './use-history';
import { useChartWords } from './words';

const KeptLines = lazy(() => import('./KeptLines').then((file) => ({ default: file.KeptLines })));
const AmendDialog = lazy(() => import('../orders/AmendDialog').then((file) => ({ default: file.AmendDialog })));
const PairDialog = lazy(() => import('../orders/replace/PairDialog').then((file) => ({ default: file.PairDialog })));

/** An entry price changes with the caller's trades alone, which have it asked for anew. */
const ENTRY_EVERY_MILLIS = 30_000;

interface PlotProps {
  readonly market: Market;
  readonly span: Span;
  /** One of four, or beside the desk's own: without panes below the prices. */
  readonly isSmall?: boolean;
  readonly onDrawing: (drawing: ChartDrawing | null) => void;
}

/** Candles of one length, growing with the exchange's messages; mount it anew (by `key`) for another length. */
export function Plot({ market, span, isSmall = false, onDrawing }: PlotProps) {
  const words = useChartWords();
  const { candles, wantOlder, onGrowth } = useHistory(market, span);
  const element = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<ChartDrawing | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [latest, setLatest] = useState(candles?.at(-1) ?? null);
  const [, setComputed] = useState(0);

  useEffect(() => {
    if (element.current === null) {
      return undefined;
    }
    // The library has the values only after it has asked for them: with the next picture.
    const draw = (): void => setComputed((times) => times + 1);
    const made = new ChartDrawing(element.current, market, span, setHovered, wantOlder, () => paint.plan(draw));
    setDrawing(made);
    onDrawing(made);
    return () => {
      paint.drop(draw);
      onDrawing(null);
      made.close();
    };
  }, [market, span, wantOlder, onDrawing]);
  useEffect(() => {
    if (candles !== null) {
      drawing?.show(candles);
    }
  }, [drawing, candles]);
  useGrowth(drawing, onGrowth, setLatest);
  useFurnishing(drawing, isSmall);
  useOwn(drawing, market, span, candles !== null && candles.length > 0);
  const { dropped, put } = useDragging(drawing, element);

  const colours = useColours();
  const isIn = useSession().kind === 'in';
  const { compared } = useStored(look);
  const shown = candles?.find(({ openMillis }) => openMillis === hovered) ?? latest ?? candles?.at(-1);
  const figures = drawing?.figuresAt(hovered) ?? [];
  return (
    <div className="chart-body" dir="ltr">
      <div className="chart-canvas" ref={element} />
      {shown !== undefined && <Legend candle={shown} market={market} figures={figures} />}
      <PaneLegends market={market} figures={figures} />
      {candles?.length === 0 && latest === null && <p className="chart-empty quiet">{words.noCandles}</p>}
      {drawing !== null && (
        <>
          <PlotControls drawing={drawing} hovered={hovered} candle={shown ?? null} market={market} />
          <OrderHere drawing={drawing} element={element} market={market} />
          {isIn && (
            <Fetched>
              <KeptLines drawing={drawing} market={market} colours={colours} />
            </Fetched>
          )}
          {compared !== null && compared !== market.symbol && (
            <Compared
              key={compared}
              symbol={compared}
              span={span}
              drawing={drawing}
              from={candles?.[0]?.openMillis ?? null}
            />
          )}
        </>
      )}
      {dropped !== null && (
        <Fetched>
          <MovedDialog dropped={dropped} market={market} onClose={put} />
        </Fetched>
      )}
    </div>
  );
}

type OnGrowth = (listener: (grown: readonly Candle[]) => void) => () => void;

/** Draws with the next picture the candles that have grown since the last one. */
function useGrowth(drawing: ChartDrawing | null, onGrowth: OnGrowth, onLatest: (latest: Candle) => void): void {
  useEffect(() => {
    if (drawing === null) {
      return undefined;
    }
    let due: readonly Candle[] = [];
    const draw = (): void => {
      const [grown, last] = [due, due.at(-1)];
      due = [];
      if (last !== undefined) {
        drawing.grow(grown);
        onLatest(last);
      }
    };
    const stop = onGrowth((grown) => {
      const first = grown[0]?.openMillis ?? Infinity;
      due = [...due.filter(({ openMillis }) => openMillis < first), ...grown];
      paint.plan(draw);
    });
    return () => {
      stop();
      paint.drop(draw);
    };
  }, [drawing, onGrowth, onLatest]);
}

/** Colours, words, style, scale and indicators: what changes without the candles changing. */
function useFurnishing(drawing: ChartDrawing | null, isSmall: boolean): void {
  const colours = useColours();
  const { locale } = useSpeech();
  const zone = useZone();
  const looked = useStored(look);
  const chosen = useStored(indicators);
  const lines = useStored(lineColours);
  useEffect(() => drawing?.speak(axisTimes(locale, zone)), [drawing, locale, zone]);
  useEffect(() => drawing?.recolour(), [drawing, colours]);
  useEffect(() => drawing?.look(looked), [drawing, looked]);
  useEffect(
    () => void drawing?.indicate(isSmall ? onPrices(chosen) : chosen, lines),
    [drawing, chosen, lines, isSmall],
  );
}

/** Another text where the page has other colours. */
function useColours(): string {
  const { theme } = useTheme();
  const { settings } = useSettings();
  return `${theme} ${settings.rise}`;
}

/** The caller's open orders, prices of entry and liquidation, alerts and latest trades of this market. */
function useOwn(drawing: ChartDrawing | null, market: Market, span: Span, hasCandles: boolean): void {
  const colours = useColours();
  const words = useChartWords();
  const { messages } = useSpeech();
  const { data: open } = useOpenOrders();
  const { data: fills } = useFills(market.symbol);
  const { data: positions } = usePositions(ENTRY_EVERY_MILLIS);
  const waiting = useStored(alerts);
  const liquidation = useLiquidationPrice(market);
  useEffect(() => {
    const orders = open?.filter(({ symbol }) => symbol === market.symbol) ?? [];
    drawing?.showOrders(linesOf(orders), ({ order, kind }) => {
      const of = `${messages[order.side]} ${quantityText(order.quantity, market)}`;
      return kind === 'stop' ? `${of} ${words.stopOf}` : of;
    });
  }, [drawing, open, market, messages, words, colours]);
  useEffect(() => {
    const entries = positions?.filter(({ symbol, quantity }) => symbol === market.symbol && quantity > 0n) ?? [];
    const lines: PriceLine[] = entries.flatMap(({ entry, quantity }) =>
      entry === null ? [] : [{ kind: 'entry', at: entry, text: words.entryOf(quantityText(quantity, market)) }],
    );
    for (const alert of waiting.filter(({ symbol }) => symbol === market.symbol)) {
      const at = priceOf(alert, market);
      if (at !== null) {
        lines.push({ kind: 'alert', at, text: words.alert });
      }
    }
    if (liquidation !== null) {
      lines.push({ kind: 'liquidation', at: liquidation, text: words.liquidation });
    }
    drawing?.showPrices('prices', lines);
  }, [drawing, positions, waiting, liquidation, market, words, colours]);
  useEffect(() => {
    if (hasCandles) {
      const known = fills?.pages.flatMap(({ items }) => items) ?? [];
      drawing?.showFills(known, (millis) => openOf(span, millis));
    }
  }, [drawing, fills, span, colours, hasCandles]);
}

/** Where a line was dropped that the order has not been changed to yet. */
interface Dropped {
  readonly line: OrderLine;
  readonly to: Price;
}

function useDragging(drawing: ChartDrawing | null, element: { readonly current: HTMLElement | null }) {
  const [dropped, setDropped] = useState<Dropped | null>(null);
  const put = useCallback(() => setDropped(null), []);
  const { data } = useOpenOrders();
  const open = useRef<readonly Order[]>([]);
  useEffect(() => {
    open.current = data ?? [];
  }, [data]);
  useEffect(() => {
    if (drawing === null || element.current === null) {
      return undefined;
    }
    return dragLines(
      element.current,
      drawing,
      ({ order }) => canBeAmended(order, open.current) || isOfPair(order, open.current),
      (line, to) => setDropped({ line, to }),
    );
  }, [drawing, element]);
  return { dropped, put };
}

interface MovedDialogProps {
  readonly dropped: Dropped;
  readonly market: Market;
  readonly onClose: () => void;
}

/** The dialog by which an order is changed to where its line was dropped. */
function MovedDialog({ dropped, market, onClose }: MovedDialogProps) {
  const { order } = dropped.line;
  const { data } = useOpenOrders();
  const Change = isOfPair(order, data ?? []) ? PairDialog : AmendDialog;
  return <Change order={order} market={market} to={movedTo(dropped)} onClose={onClose} />;
}

const movedTo = ({ line, to }: Dropped): Partial<Pick<Order, 'price' | 'stopPrice'>> =>
  line.kind === 'price' ? { price: to } : { stopPrice: to };
