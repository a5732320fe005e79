import { describe, expect, it } from 'vitest';
import { asksTheSame, draftOf, mostOf, orderOf, partOf, type Circumstances, type Form } from './draft';
import { BTC_USDT } from '../exchange/sample';
import { amount, price, quantity } from '../money/money';

const FORM: Form = {
  side: 'buy',
  type: 'limit',
  priceText: '650.00',
  quantityText: '0.1',
  timeInForce: 'gtc',
  postOnly: false,
};
const RICH: Circumstances = {
  market: BTC_USDT,
  picture: {
    bids: [{ price: price(64_900n), quantity: quantity(100_000_000n) }],
    asks: [{ price: price(65_100n), quantity: quantity(100_000_000n) }],
  },
  available: amount(1_000_000_000n),
};

describe('a draft', () => {
  it('becomes the order that was typed', () => {
    const draft = draftOf(FORM, RICH);
    expect(draft).toMatchObject({ price: 65_000n, quantity: 10_000_000n, quote: 65_000_000n });
    expect(draft.fee).toEqual({ units: 10_000n, asset: BTC_USDT.base });
    expect(orderOf(FORM, draft, 'BTC-USDT', 'x')).toEqual({
      type: 'limit',
      clientOrderId: 'x',
      symbol: 'BTC-USDT',
      side: 'buy',
      quantity: 10_000_000n,
      price: 65_000n,
      timeInForce: 'gtc',
      postOnly: false,
    });
  });

  it.each([
    [{ priceText: '' }, 'priceFault', { kind: 'missing', what: 'price' }],
    [{ priceText: '1e3' }, 'priceFault', { kind: 'malformed' }],
    [{ priceText: '650.001' }, 'priceFault', { kind: 'off step', step: '0.01' }],
    [{ priceText: '0' }, 'priceFault', { kind: 'too little', least: '0.01' }],
    [{ priceText: '-5' }, 'priceFault', { kind: 'too little', least: '0.01' }],
    [{ priceText: '10000000.01' }, 'priceFault', { kind: 'too much', most: '10000000' }],
    [{ quantityText: '0.000015' }, 'quantityFault', { kind: 'off step', step: '0.00001' }],
    [{ quantityText: '0' }, 'quantityFault', { kind: 'too little', least: '0.00001' }],
    [{ quantityText: '1001' }, 'quantityFault', { kind: 'too much', most: '1000' }],
    [{ quantityText: '0.00001' }, 'quantityFault', { kind: 'too little', least: '1 USDT' }],
    [{ quantityText: '2' }, 'quantityFault', { kind: 'no funds', asset: 'USDT' }],
    [{ side: 'sell', quantityText: '11' }, 'quantityFault', { kind: 'no funds', asset: 'BTC' }],
  ] as const)('with %o is at fault in %s: %o', (typed, where, fault) => {
    const form: Form = { ...FORM, ...typed };
    const draft = draftOf(form, RICH);
    expect(draft[where]).toEqual(fault);
    expect(orderOf(form, draft, 'BTC-USDT', 'x')).toBeNull();
  });

  it('of a market order is valued by the book and says when the book is too thin', () => {
    const form: Form = { ...FORM, type: 'market', priceText: 'nonsense' };
    expect(draftOf(form, RICH)).toMatchObject({ quote: 65_100_000n, shallow: false, priceFault: null });
    expect(draftOf({ ...form, side: 'sell', quantityText: '5' }, RICH)).toMatchObject({ shallow: true });
  });

  it('can be judged before anybody has logged in', () => {
    expect(draftOf({ ...FORM, quantityText: '500' }, { ...RICH, available: null }).quantityFault).toBeNull();
  });

  it('asked for twice is the same order, whatever the id; changed it is another', () => {
    const [once, twice] = ['x', 'y'].map((id) => orderOf(FORM, draftOf(FORM, RICH), 'BTC-USDT', id));
    expect(asksTheSame(once!, twice!)).toBe(true);
    expect(asksTheSame(once!, { ...twice!, quantity: quantity(1_000n) })).toBe(false);
    expect(asksTheSame(once!, { ...twice!, side: 'sell' })).toBe(false);
  });

  it('is post-only only where that is possible', () => {
    const form: Form = { ...FORM, timeInForce: 'ioc', postOnly: true };
    expect(orderOf(form, draftOf(form, RICH), 'BTC-USDT', 'x')).toMatchObject({ postOnly: false });
  });
});

describe('the most', () => {
  it('is what the funds pay for, in whole lots', () => {
    expect(mostOf(FORM, price(65_000n), RICH)).toBe(153_846_000n);
    expect(mostOf({ ...FORM, type: 'market' }, null, RICH)).toBe(100_000_000n);
    expect(mostOf({ ...FORM, side: 'sell' }, null, { ...RICH, available: amount(123_456_789n) })).toBe(123_456_000n);
    expect(mostOf(FORM, null, RICH)).toBe(0n);
    expect(mostOf(FORM, price(1n), { ...RICH, available: null })).toBe(0n);
  });

  it('never makes an order that the funds do not pay for', () => {
    for (const percent of [1, 25, 50, 75, 99, 100]) {
      for (const at of [1n, 7n, 333n, 65_000n, 999_999_999n]) {
        const circumstances = { ...RICH, available: amount(12_345_678_901n) };
        const of = partOf(mostOf(FORM, price(at), circumstances), percent, BTC_USDT);
        expect((at * of) / 10_000n <= 12_345_678_901n).toBe(true);
        expect(of % BTC_USDT.lot).toBe(0n);
      }
    }
  });
});
