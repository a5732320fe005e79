import type { Candle, Market } from '../exchange/model';
import { useMessages } from '../language/language';
import { priceText, short } from '../markets/figures';
import { format, grouped, placesOf, price as asPrice } from '../money/money';
import { inPercent } from '../money/numerals';
import type { DrawnCurve } from './curves';

interface LegendProps {
  readonly candle: Candle;
  readonly market: Market;
  readonly figures: readonly { readonly curve: DrawnCurve; readonly value: number }[];
}

/** The figures of the candle under the crosshair, or of the last one. */
export function Legend({ candle, market, figures }: LegendProps) {
  const messages = useMessages();
  const way = candle.close >= candle.open ? 'up' : 'down';
  const change = candle.close - candle.open;
  const share = candle.open === 0n ? 0n : (change * 10_000n) / candle.open;
  const places = placesOf(market.tick, market.scales.price);
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
        {priceText(asPrice(change), market)} ({inPercent(`${change > 0n ? '+' : ''}${format(share, 2)}`)})
      </b>
      <span>
        <i>{messages.volume}</i>
        <b>
          {short(candle.volume, market.base.scale)} {market.base.code}
        </b>
      </span>
      <span className="chart-break" />
      {figures.map(({ curve, value }) => (
        <span key={curve.name} style={{ color: `var(--curve-${curve.colour})` }}>
          {curve.name} {drawnText(value, curve.pane === 'price' ? places : 2)}
        </span>
      ))}
    </div>
  );
}

/** A number of the chart, as exact as is drawn. */
const drawnText = (value: number, places: number): string => grouped(BigInt(Math.round(value * 10 ** places)), places);
