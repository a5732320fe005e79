import { describe, expect, it } from 'vitest';
import { offer } from './p2p-sample';
import { feeFor, limitsOf, paymentFor, placesIn, quantityFor, reasonOf } from './sums';

const PRICE = 60_000n * 10n ** 8n;

describe('the sums of a trade', () => {
  it('round a payment up and a quantity down, so that no typed payment is exceeded', () => {
    expect(paymentFor(PRICE, 50_000_000n, 8, 2)).toBe(3_000_000n);
    expect(paymentFor(PRICE, 1n, 8, 2)).toBe(1n);
    for (const payment of [1n, 99n, 100n, 12_345n, 3_000_001n]) {
      expect(paymentFor(PRICE, quantityFor(PRICE, payment, 8, 2), 8, 2)).toBeLessThanOrEqual(payment);
    }
    expect(quantityFor(0n, 100n, 8, 2)).toBe(0n);
  });

  it('count the fee as the exchange does', () => {
    expect(feeFor(50_000_000n, 1_000)).toBe(50_000n);
    expect(feeFor(999n, 1_000)).toBe(0n);
  });

  it('allow at most the rest of an offer', () => {
    expect(limitsOf(offer('1', '60000'), 8)).toEqual({ least: 1_000_000n, most: 150_000_000n });
  });

  it('know the decimals of a currency', () => {
    expect(placesIn('JPY', [])).toBe(0);
    expect(placesIn('EUR', [])).toBe(2);
    expect(placesIn('USDT', [{ code: 'USDT', scale: 6 }])).toBe(6);
    expect(placesIn('no currency', [])).toBe(2);
  });
});

describe('the place of an offer', () => {
  const offers = [offer('1', '60000'), offer('2', '60600'), offer('3', '60600', 700), offer('4', '60600', 700)];

  it('has a reason: price, then reliability, then age', () => {
    expect(offers.map((_, at) => reasonOf(offers, at))).toEqual([
      { kind: 'best' },
      { kind: 'price', share: '1' },
      { kind: 'reliability' },
      { kind: 'age' },
    ]);
  });
});
