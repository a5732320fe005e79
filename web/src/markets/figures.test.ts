import { describe, expect, it } from 'vitest';
import { amountText, direction, percentText, priceText, quantityText, short } from './figures';
import type { Ticker } from '../exchange/model';
import { BTC_USDT } from '../exchange/sample';
import { amount, basisPoints, price, quantity } from '../money/money';

const TICKER: Ticker = {
  symbol: 'BTC-USDT',
  last: price(65_000n),
  high: null,
  low: null,
  change: price(-100n),
  changePercent: basisPoints(-15n),
  volume: quantity(0n),
  quoteVolume: amount(0n),
};

describe('figures', () => {
  it('have as many decimals as the rules of the market', () => {
    expect(priceText(price(123_456_789n), BTC_USDT)).toBe('1,234,567.89');
    expect(quantityText(quantity(150_001_000n), BTC_USDT)).toBe('1.50001');
    expect(amountText(1_999_999n, BTC_USDT.quote)).toBe('1.99');
    expect(amountText(1n, BTC_USDT.base)).toBe('0.000000');
  });

  it('are short where only their size counts', () => {
    expect(short(123_456n, 2)).toBe('1.23K');
    expect(short(99_999n, 2)).toBe('999.99');
    expect(short(1_234_567_890_000_000n, 6)).toBe('1.23B');
  });

  it('say which way a market went, and that it did not', () => {
    expect(direction(TICKER)).toBe('down');
    expect(percentText(TICKER)).toBe('-0.15%');
    expect(percentText({ ...TICKER, changePercent: basisPoints(5n) })).toBe('+0.05%');
    expect(direction({ ...TICKER, change: null })).toBe('flat');
    expect(percentText(undefined)).toBe('—');
  });
});
