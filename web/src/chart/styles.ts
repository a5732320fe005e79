/** The page's colours and letters, as the chart library takes them. */
import type { CandleType, DeepPartial, Styles } from 'klinecharts';
import type { Style } from './look';
import type { Palette } from './palette';

const TYPES: Readonly<Record<Style, CandleType>> = {
  candles: 'candle_solid',
  hollow: 'candle_up_stroke',
  bars: 'ohlc',
  line: 'area',
  area: 'area',
  // Drawn over candles that are not seen, which keep the axis and the last price true.
  heikin: 'candle_solid',
};

const NONE = 'transparent';
const TEXT_SIZE = 11;

export function stylesOf(colours: Palette, style: Style): DeepPartial<Styles> {
  const { text, line, accent, font } = colours;
  const letters = { size: TEXT_SIZE, family: font, weight: 400 };
  const stroke = { color: line, size: 1, style: 'solid' as const };
  const tag = { ...letters, color: colours.background, backgroundColor: text, borderColor: text, borderRadius: 2 };
  const axis = {
    axisLine: { show: false },
    tickLine: { show: false },
    tickText: { ...letters, color: text },
  };
  const crosshair = { line: { color: text, dashedValue: [3, 3] }, text: tag };
  return {
    grid: { horizontal: stroke, vertical: stroke },
    candle: {
      type: TYPES[style],
      bar: barOf(colours, style),
      area: {
        lineColor: accent,
        lineSize: 1.5,
        backgroundColor: style === 'area' ? colours.accentFaint : NONE,
        point: { show: false, animation: false },
      },
      priceMark: {
        high: { color: text, textFamily: font },
        low: { color: text, textFamily: font },
        last: {
          upColor: colours.up,
          downColor: colours.down,
          noChangeColor: text,
          text: { ...letters, color: colours.background, borderRadius: 2 },
        },
      },
      // The page writes them itself, where they can be read aloud and copied.
      tooltip: { showRule: 'none' },
    },
    indicator: { tooltip: { showRule: 'none' }, lastValueMark: { show: false } },
    xAxis: axis,
    yAxis: axis,
    separator: { color: line, activeBackgroundColor: line },
    crosshair: { horizontal: crosshair, vertical: crosshair },
    overlay: {
      point: {
        color: colours.background,
        borderColor: accent,
        activeColor: accent,
        activeBorderColor: colours.accentFaint,
        radius: 4,
        activeRadius: 5,
      },
      line: { color: accent },
      rect: { color: colours.accentFaint, borderColor: accent },
      text: { ...tag, color: accent, backgroundColor: NONE, borderColor: NONE },
    },
  };
}

function barOf({ up, down, text }: Palette, style: Style): DeepPartial<Styles['candle']['bar']> {
  const [rise, fall, still] = style === 'heikin' ? [NONE, NONE, NONE] : [up, down, text];
  return {
    upColor: rise,
    upBorderColor: rise,
    upWickColor: rise,
    downColor: fall,
    downBorderColor: fall,
    downWickColor: fall,
    noChangeColor: still,
    noChangeBorderColor: still,
    noChangeWickColor: still,
  };
}
