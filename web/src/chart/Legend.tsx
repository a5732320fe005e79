import type { Candle, Market } from '../exchange/model';
import { useMessages } from '../language/language';
import { priceText, short } from '../markets/figures';
import { format, placesOf, price as asPrice } from '../money/money';
import { inDigits, inPercent, readable } from '../money/numerals';
import { useStored } from '../settings/stored';
import type { LineSpec } from './catalogue';
import type { Figure } from './indicating';
import { look } from './look';

interface FiguresProps {
  readonly market: Market;
  readonly figures: readonly Figure[];
}

interface LegendProps extends FiguresProps {
  readonly candle: Candle;
}

/** The figures of the candle under the crosshair, or of the last one. */
export function Legend({ candle, market, figures }: LegendProps) {
  const messages = useMessages();
  const { compared } = useStored(look);
  const way = candle.close >= candle.open ? 'up' : 'down';
  const change = candle.close - candle.open;
  const share = candle.open === 0n ? 0n : (change * 10_000n) / candle.open;
  return (
    <div className="chart-legend number">
      {([messages.open, messages.high, messages.low, messages.close] as const).map((name, index) => (
        <span key={name} className={name === messages.close ? undefined : 'chart-legend-more'}>
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
      <span className="chart-legend-more">
        <i>{messages.volume}</i>
        <b>
          {short(candle.volume, market.base.scale)} {market.base.code}
        </b>
      </span>
      <span className="chart-break" />
      {compared !== null && compared !== market.symbol && (
        <span style={{ color: 'var(--curve-1)' }}>{compared.replace('-', '/')}</span>
      )}
      {figures
        .filter(({ top }) => top === 0)
        .map((figure) => (
          <Values key={figure.kind} figure={figure} market={market} />
        ))}
    </div>
  );
}

/** The figures of the panes below the prices, each at the head of its own. */
export function PaneLegends({ market, figures }: FiguresProps) {
  return figures
    .filter(({ top }) => top > 0)
    .map((figure) => (
      <div key={figure.kind} className="chart-legend chart-pane-legend number" style={{ top: figure.top + 2 }}>
        <Values figure={figure} market={market} />
      </div>
    ));
}

function Values({ figure, market }: { readonly figure: Figure; readonly market: Market }) {
  const places = figure.places ?? placesOf(market.tick, market.scales.price);
  return (
    <span>
      <i>{inDigits(figure.title)}</i>
      {figure.values.map(({ line, value }, at) => (
        <b key={at} style={{ color: colourOf(line) }}>
          {inDigits(line.name)} {readable(value.toFixed(places), true)}
        </b>
      ))}
    </span>
  );
}

const colourOf = ({ colour }: LineSpec): string =>
  typeof colour === 'number'
    ? `var(--curve-${colour})`
    : colour === 'up' || colour === 'down'
      ? `var(--${colour})`
      : colour;
