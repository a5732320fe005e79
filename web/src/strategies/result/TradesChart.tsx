import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Choice } from '../../admin/Choice';
import { useExchange } from '../../exchange/context';
import type { Candle, Interval, Market } from '../../exchange/model';
import { useMarkets } from '../../exchange/queries';
import type { Backtest, BacktestResult } from '../../exchange/strategies';
import { forDrawing } from '../../money/money';
import { readable } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { LinePlot, type FurtherLine, type PlotMark } from '../../plots/LinePlot';
import { useStrategyWords } from '../words';
import { placeAt } from './analysis';

type Fill = BacktestResult['fills'][number];

interface TradesChartProps {
  readonly row: Backtest;
  readonly result: BacktestResult;
}

const MINUTE = 60_000;
/** Lengths of candles for the picture, shortest first. */
const LENGTHS: readonly (readonly [Interval, number])[] = [
  ['1m', MINUTE],
  ['5m', 5 * MINUTE],
  ['15m', 15 * MINUTE],
  ['1h', 60 * MINUTE],
  ['4h', 240 * MINUTE],
  ['1d', 1_440 * MINUTE],
];
const LAST = ['1d'] as const;
const CANDLES_MOST = 1_000;
/** Further lines than these would hide each other. */
const LINES_MOST = 4;

/** Price of a market with the trades of the strategy on it, and the lines that it has drawn. */
export function TradesChart({ row, result }: TradesChartProps) {
  const words = useStrategyWords();
  const markets = useMarkets();
  const { symbols } = row.request;
  const [chosen, setChosen] = useState<string | null>(symbols[0] ?? null);
  const market = markets.data?.find(({ symbol }) => symbol === chosen);
  if (market === undefined) {
    return null;
  }
  return (
    <Card title={words.tradesChart} notice={words.tradesChartNotice}>
      {symbols.length > 1 && (
        <div className="strategy-fields">
          <Choice<string>
            name="shown"
            label={words.shownMarket}
            values={symbols}
            names={Object.fromEntries(symbols.map((symbol) => [symbol, symbol]))}
            chosen={chosen}
            onChoose={setChosen}
          />
        </div>
      )}
      <Priced key={market.symbol} row={row} result={result} market={market} />
    </Card>
  );
}

interface PricedProps extends TradesChartProps {
  readonly market: Market;
}

function Priced({ row, result, market }: PricedProps) {
  const words = useStrategyWords();
  const exchange = useExchange();
  const [start, end] = [
    Date.parse(row.request.from),
    Math.min(Date.parse(row.request.to), Date.parse(row.requested_at)),
  ];
  const least = LENGTHS.find(([name]) => name === row.request.interval)?.[1] ?? 0;
  const [interval] = LENGTHS.find(([, millis]) => millis >= least && (end - start) / millis <= CANDLES_MOST) ?? LAST;
  const candles = useQuery({
    queryKey: ['strategies', 'candles', market.symbol, interval, start, end],
    queryFn: () => exchange.candles(market, interval, end, CANDLES_MOST),
    staleTime: Infinity,
  });
  return (
    <Loaded query={candles}>
      {(all) => {
        const within = all.filter(({ openMillis }) => openMillis >= start);
        return within.length === 0 ? (
          <p className="nothing">{words.noCandles}</p>
        ) : (
          <Drawn candles={within} result={result} market={market} />
        );
      }}
    </Loaded>
  );
}

interface DrawnProps {
  readonly candles: readonly Candle[];
  readonly result: BacktestResult;
  readonly market: Market;
}

function Drawn({ candles, result, market }: DrawnProps) {
  const words = useStrategyWords();
  const dates = useDates();
  const { points, marks, further } = useMemo(() => {
    const times = candles.map(({ openMillis }) => openMillis);
    const closes = candles.map(({ close }) => forDrawing(close, market.scales.price));
    return {
      points: closes.map((value, at) => ({ label: dates.minute(times[at] ?? 0), value })),
      marks: marksOf(result, market.symbol, times).map(({ filled, ...mark }) => ({
        ...mark,
        text: words.traded[mark.kind](
          readable(filled, true),
          readable(mark.value.toFixed(Math.min(2, market.scales.price)), true),
        ),
      })),
      further: linesOf(result, times, closes),
    };
  }, [candles, result, market, dates, words]);
  return (
    <LinePlot
      label={words.tradesChart}
      name={market.symbol}
      points={points}
      marks={marks}
      further={further}
      text={(value) => readable(value.toFixed(Math.min(2, market.scales.price)), true)}
    />
  );
}

interface Traded extends Omit<PlotMark, 'text'> {
  readonly filled: string;
}

/** One mark for each order that traded, at its first fill and its mean price. */
function marksOf({ fills, orders }: BacktestResult, symbol: string, times: readonly number[]): readonly Traded[] {
  const ofOrder = new Map<string, Fill[]>();
  for (const fill of fills) {
    if (fill.symbol === symbol) {
      ofOrder.set(fill.order, [...(ofOrder.get(fill.order) ?? []), fill]);
    }
  }
  const filled = new Map(orders.map((order) => [order.id, order.filled]));
  return [...ofOrder].flatMap(([order, all]) => {
    const [first] = all;
    const sum = (of: (fill: Fill) => string): number => all.reduce((whole, fill) => whole + Number(of(fill)), 0);
    return first === undefined
      ? []
      : [
          {
            at: placeAt(times, Date.parse(first.time)),
            value: sum(({ total }) => total) / sum(({ quantity }) => quantity),
            kind: first.side,
            filled: filled.get(order) ?? first.quantity,
          },
        ];
  });
}

/** Lines of the strategy that are near the prices: averages and bands, but no index of 0 to 100. */
function linesOf(
  { plots }: BacktestResult,
  times: readonly number[],
  closes: readonly number[],
): readonly FurtherLine[] {
  const least = closes.reduce((lowest, value) => Math.min(lowest, value), Infinity);
  const most = closes.reduce((highest, value) => Math.max(highest, value), -Infinity);
  return Object.entries(plots)
    .filter(([, drawn]) => drawn.length > 0 && drawn.every(({ value }) => value >= least / 2 && value <= most * 2))
    .slice(0, LINES_MOST)
    .map(([name, drawn]) => {
      const values: (number | null)[] = times.map(() => null);
      for (const { time, value } of drawn) {
        values[placeAt(times, Date.parse(time))] = value;
      }
      return { name, values };
    });
}
