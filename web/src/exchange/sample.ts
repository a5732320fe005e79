/** A market for tests. */
import type { Market } from './model';
import { amount, price, quantity, rate } from '../money/money';

export const BTC_USDT: Market = {
  symbol: 'BTC-USDT',
  base: { code: 'BTC', scale: 8 },
  quote: { code: 'USDT', scale: 6 },
  open: true,
  scales: { price: 2, base: 8, quote: 6 },
  tick: price(1n),
  priceMax: price(1_000_000_000n),
  lot: quantity(1_000n),
  quantityMin: quantity(1_000n),
  quantityMax: quantity(100_000_000_000n),
  notionalMin: amount(1_000_000n),
  kinds: ['limit', 'market', 'stop_loss', 'trailing_stop', 'iceberg', 'twap', 'oco'],
  makerFee: rate(1_000n),
  takerFee: rate(1_000n),
};
