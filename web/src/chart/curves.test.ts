import { describe, expect, it } from 'vitest';
import { BTC_USDT } from '../exchange/sample';
import { amount, price, quantity } from '../money/money';
import { chosenIn, USUAL } from './chosen';
import { barOf, curvesOf, type Bar } from './curves';

const DAY = 86_400_000;
const bar = (at: number, close: number): Bar => ({
  ...{ openMillis: at, open: close, high: close, low: close, close },
  ...{ base: 2, quote: 2 * close },
});

describe('the curves of the chosen indicators', () => {
  it('are drawn in the pane they are of, each under its own name', () => {
    const bars = Array.from({ length: 40 }, (_, at) => bar(at * 60_000, 100 + at));
    const curves = curvesOf(USUAL, bars);
    expect(curves.map(({ name, pane }) => `${name} ${pane}`)).toEqual([
      ...['MA 7 price', 'MA 25 price', 'MA 99 price', 'EMA 12 price', 'EMA 26 price'],
      ...['BB 20 price', '↑ price', '↓ price', 'VWAP price', 'RSI 14 rsi'],
      ...['MACD 12 26 9 macd', 'M macd', 'S macd'],
    ]);
    expect(curves.every(({ values }) => values.length === 40)).toBe(true);
    expect(curves[0]?.values.at(-1)).toBe(136);
  });

  it('of the mean that was paid begins anew at midnight, UTC', () => {
    const bars = [bar(DAY - 120_000, 10), bar(DAY - 60_000, 20), bar(DAY, 50), bar(DAY + 60_000, 70)];
    expect(curvesOf({ vwap: [0] }, bars)[0]?.values).toEqual([10, 15, 50, 60]);
    expect(curvesOf({ vwap: [2] }, bars)[0]?.values).toEqual([null, 15, 35, 60]);
  });

  it('are of candles as numbers of the chart', () => {
    const candle = {
      openMillis: 0,
      ...{ open: price(65_000n), high: price(65_100n), low: price(64_900n), close: price(65_025n) },
      ...{ volume: quantity(150_000_000n), quoteVolume: amount(975_000_000n) },
    };
    expect(barOf(candle, BTC_USDT)).toMatchObject({ open: 650, close: 650.25, base: 1.5, quote: 975 });
  });
});

describe('the indicators a person chose', () => {
  it('are those stored, unless an older page or somebody else wrote it', () => {
    expect(chosenIn('{"rsi":[9],"macd":[5,35,5]}')).toEqual({ rsi: [9], macd: [5, 35, 5] });
    expect(chosenIn('{"ma":[7,25],"ema":[0,3],"vwap":[0],"rsi":[1.5],"bollinger":["20",2],"x":[1]}')).toEqual({
      vwap: [0],
    });
    expect(chosenIn('[]')).toEqual({});
    expect(chosenIn('{')).toEqual(chosenIn(null));
  });
});
