import { describe, expect, it } from 'vitest';
import {
  afterPlacing,
  asksTheSame,
  beginning,
  draftOf,
  EMPTY,
  mostOf,
  orderOf,
  partOf,
  type Circumstances,
  type Form,
} from './draft';
import { BTC_USDT } from '../exchange/sample';
import { amount, price, quantity } from '../money/money';

const FORM: Form = { ...EMPTY, side: 'buy', priceText: '650.00', quantityText: '0.1' };
const MINE = { symbol: 'BTC-USDT', isolated: null, clientOrderId: 'x' };
const RICH: Circumstances = {
  market: BTC_USDT,
  picture: {
    bids: [{ price: price(64_900n), quantity: quantity(100_000_000n) }],
    asks: [{ price: price(65_100n), quantity: quantity(100_000_000n) }],
  },
  available: amount(1_000_000_000n),
};

describe('the follow-up of an order', () => {
  const followed = (changed: Partial<Form>, circumstances = RICH) => {
    const form = { ...FORM, protects: true, ...changed };
    const draft = draftOf(form, circumstances);
    return { faults: draft.faults, then: orderOf(form, draft, MINE)?.then };
  };

  it('is of what is left of a buy after the fee, and of all that is sold', () => {
    const loss = { quantity: 9_990_000n, takeProfit: null, stopLoss: 60_000n };
    expect(followed({ stopLossText: '600' }).then).toEqual(loss);
    const dear = { quantity: 10_000_000n, takeProfit: null, stopLoss: 70_000n };
    expect(followed({ side: 'sell', stopLossText: '700' }).then).toEqual(dear);
    const both = { quantity: 9_990_000n, takeProfit: 70_000n, stopLoss: 60_000n };
    expect(followed({ takeProfitText: '700', stopLossText: '600' }).then).toEqual(both);
  });

  it.each([
    [{}, 'takeProfit', { kind: 'missing', what: 'price' }],
    [{ takeProfitText: '700', stopLossText: '650' }, 'stopLoss', { kind: 'too much', most: '649.99' }],
    [{ stopLossText: '650' }, 'stopLoss', { kind: 'too much', most: '649.99' }],
    [{ priceText: '700', stopLossText: '660' }, 'stopLoss', { kind: 'too much', most: '650.99' }],
    [{ side: 'sell', priceText: '600', stopLossText: '640' }, 'stopLoss', { kind: 'too little', least: '649.01' }],
    [{ side: 'sell', takeProfitText: '650' }, 'takeProfit', { kind: 'too much', most: '649.99' }],
  ] as const)('is refused: %j', (changed, part, fault) => {
    expect(followed(changed).faults[part]).toEqual(fault);
    expect(followed(changed).then).toBeUndefined();
  });

  it('stands on both sides of the prices of an order that waits for one', () => {
    const stop = { kind: 'stop_loss', stopText: '710' } as const;
    const both = { quantity: 9_990_000n, takeProfit: 72_000n, stopLoss: 70_000n };
    expect(followed({ ...stop, takeProfitText: '720', stopLossText: '700' }).then).toEqual(both);
    expect(followed({ ...stop, stopLossText: '710' }).faults.stopLoss).toEqual({ kind: 'too much', most: '709.99' });
    const limit = { kind: 'stop_loss_limit', stopText: '710', priceText: '715' } as const;
    expect(followed({ ...limit, takeProfitText: '712' }).faults.takeProfit).toEqual({
      kind: 'too little',
      least: '715.01',
    });
    expect(followed({ ...limit, stopLossText: '712' }).faults.stopLoss).toEqual({ kind: 'too much', most: '709.99' });
    const trailing = { kind: 'trailing_stop', trailingText: '2' } as const;
    expect(followed({ ...trailing, side: 'sell', stopLossText: '900' }).then).toMatchObject({ stopLoss: 90_000n });
    const pair = { kind: 'oco', stopText: '710', priceText: '600' } as const;
    expect(followed({ ...pair, stopLossText: '500' }).then).toBeNull();
  });

  it('is refused where the fee leaves less than the market takes', () => {
    const market = { ...BTC_USDT, quantityMin: quantity(10_000_000n) };
    const { faults } = followed({ stopLossText: '600' }, { ...RICH, market });
    expect(faults.quantity).toMatchObject({ kind: 'too little' });
    const enough = faults.quantity?.kind === 'too little' ? faults.quantity.least : '';
    expect(enough).toMatch(/^0\.1001/);
    expect(followed({ quantityText: enough, stopLossText: '600' }, { ...RICH, market }).then?.quantity).toBe(
      10_000_000n,
    );
  });

  it('is nothing where it was not asked for, or the order may not rest', () => {
    expect(followed({ protects: false, stopLossText: '600' }).then).toBeNull();
    expect(followed({ timeInForce: 'fok', stopLossText: '600' }).then).toBeNull();
  });
});

describe('a draft', () => {
  it('becomes the order that was typed', () => {
    const draft = draftOf(FORM, RICH);
    expect(draft).toMatchObject({ price: 65_000n, quantity: 10_000_000n, quote: 65_000_000n });
    expect(draft.fee).toEqual({ units: 10_000n, asset: BTC_USDT.base });
    expect(orderOf(FORM, draft, MINE)).toEqual({
      kind: 'limit',
      ...MINE,
      side: 'buy',
      quantity: 10_000_000n,
      quoteAmount: null,
      price: 65_000n,
      stopPrice: null,
      stopLimit: null,
      trailing: null,
      activation: null,
      activationType: null,
      display: null,
      timeInForce: 'gtc',
      expiresAt: null,
      postOnly: false,
      triggerSource: null,
      selfTrade: null,
      slices: null,
      ...{ borrows: false, repays: false, returns: false },
      then: null,
    });
  });

  it('borrows and repays unless it is sliced, and returns a loan only where it borrows', () => {
    const ticked = { ...FORM, borrows: true, repays: true, returns: true };
    const stop = { ...ticked, kind: 'stop_loss' as const, priceText: '', stopText: '700', borrows: false };
    const sliced = { ...ticked, kind: 'twap' as const };
    const all = { borrows: true, repays: true, returns: true };
    expect(orderOf(ticked, draftOf(ticked, RICH), MINE)).toMatchObject(all);
    const waits = orderOf(stop, draftOf(stop, RICH), MINE);
    expect(waits).toMatchObject({ kind: 'stop_loss', borrows: false, repays: true, returns: false });
    expect(orderOf(sliced, draftOf(sliced, RICH), MINE)).not.toHaveProperty('repays');
  });

  it.each([
    [{ priceText: '' }, 'price', { kind: 'missing', what: 'price' }],
    [{ priceText: '1e3' }, 'price', { kind: 'malformed' }],
    [{ priceText: '650.001' }, 'price', { kind: 'off step', step: '0.01' }],
    [{ priceText: '0' }, 'price', { kind: 'too little', least: '0.01' }],
    [{ priceText: '-5' }, 'price', { kind: 'too little', least: '0.01' }],
    [{ priceText: '10000000.01' }, 'price', { kind: 'too much', most: '10000000' }],
    [{ quantityText: '0.000015' }, 'quantity', { kind: 'off step', step: '0.00001' }],
    [{ quantityText: '0' }, 'quantity', { kind: 'too little', least: '0.00001' }],
    [{ quantityText: '1001' }, 'quantity', { kind: 'too much', most: '1000' }],
    [{ quantityText: '0.00001' }, 'quantity', { kind: 'too little', least: '1 USDT' }],
    [{ quantityText: '2' }, 'quantity', { kind: 'no funds', asset: 'USDT' }],
    [{ side: 'sell', quantityText: '11' }, 'quantity', { kind: 'no funds', asset: 'BTC' }],
  ] as const)('with %o is at fault in %s: %o', (typed, where, fault) => {
    const form: Form = { ...FORM, ...typed };
    const draft = draftOf(form, RICH);
    expect(draft.faults[where]).toEqual(fault);
    expect(orderOf(form, draft, MINE)).toBeNull();
  });

  it('of a market order is valued by the book and says when the book is too thin', () => {
    const form: Form = { ...FORM, kind: 'market', priceText: 'nonsense' };
    expect(draftOf(form, RICH)).toMatchObject({ quote: 65_100_000n, shallow: false, faults: {} });
    expect(draftOf({ ...form, side: 'sell', quantityText: '5' }, RICH)).toMatchObject({ shallow: true });
  });

  it.each([
    [
      { kind: 'stop_loss', stopText: '640' },
      { stopPrice: 64_000n, price: null, timeInForce: null },
    ],
    [
      { kind: 'stop_loss_limit', stopText: '640', timeInForce: 'ioc' },
      { stopPrice: 64_000n, price: 65_000n, timeInForce: 'ioc' },
    ],
    [{ kind: 'stop_loss_limit', stopText: '640' }, { display: null }],
    [{ kind: 'stop_loss_limit', stopText: '640', displayText: '0.01' }, { display: 1_000_000n }],
    [{ kind: 'take_profit_limit', stopText: '640', displayText: '0.01', timeInForce: 'ioc' }, { display: null }],
    [
      { kind: 'trailing_stop', trailingText: '2.5' },
      { trailing: { by: 'rate', bps: 250 }, price: null },
    ],
    [
      { kind: 'trailing_stop', trailingText: '2.5', activationText: '660' },
      { trailing: { by: 'rate', bps: 250 }, activation: 66_000n, activationType: 'take_profit' },
    ],
    [
      { kind: 'trailing_stop', trailingText: '2.5', activationText: '660', activationType: 'stop_loss' },
      { activation: 66_000n, activationType: 'stop_loss' },
    ],
    [
      { kind: 'trailing_stop', trailingText: '2.5' },
      { activation: null, activationType: null },
    ],
    [{ kind: 'trailing_stop', trailingText: '5', trailingBy: 'amount' }, { trailing: { by: 'amount', amount: 500n } }],
    [
      { kind: 'iceberg', displayText: '0.01', postOnly: true },
      { display: 1_000_000n, price: 65_000n, postOnly: true },
    ],
    [{ kind: 'twap' }, { slices: { count: 10, seconds: 60 }, price: 65_000n, timeInForce: null }],
    [
      { kind: 'oco', side: 'sell', stopText: '600' },
      { price: 65_000n, stopPrice: 60_000n, stopLimit: null },
    ],
    [{ kind: 'oco', side: 'sell', stopText: '600', stopLimitText: '599' }, { stopLimit: 59_900n }],
    [
      { kind: 'market', byQuote: true, quantityText: '100' },
      { quoteAmount: 100_000_000n, quantity: null, price: null },
    ],
    [{ timeInForce: 'gtd', expiresText: '2030-01-31T12:00' }, { timeInForce: 'gtd' }],
  ] as const)('of %o becomes %o', (typed, order) => {
    const form: Form = { ...FORM, ...typed };
    expect(orderOf(form, draftOf(form, RICH), MINE)).toMatchObject(order);
  });

  it.each([
    [{ kind: 'stop_loss' }, 'stop', { kind: 'missing', what: 'price' }],
    [{ kind: 'trailing_stop' }, 'trailing', { kind: 'missing', what: 'value' }],
    [
      { kind: 'trailing_stop', trailingText: '2', activationText: '660.001' },
      'activation',
      { kind: 'off step', step: '0.01' },
    ],
    [{ kind: 'trailing_stop', trailingText: '51' }, 'trailing', { kind: 'too much', most: '50' }],
    [{ kind: 'iceberg', displayText: '0' }, 'display', { kind: 'too little', least: '0.00001' }],
    [{ kind: 'take_profit_limit', displayText: '0' }, 'display', { kind: 'too little', least: '0.00001' }],
    [{ kind: 'twap', slicesText: '1' }, 'slices', { kind: 'too little', least: '2' }],
    [{ kind: 'twap', intervalText: '1.5' }, 'interval', { kind: 'off step', step: '1' }],
    [{ kind: 'oco', stopText: '600', stopLimitText: 'x' }, 'stopLimit', { kind: 'malformed' }],
    [{ kind: 'market', byQuote: true, quantityText: '2000' }, 'quantity', { kind: 'no funds', asset: 'USDT' }],
    [{ timeInForce: 'gtd' }, 'expires', { kind: 'missing', what: 'value' }],
  ] as const)('of %o is at fault in %s: %o', (typed, where, fault) => {
    const form: Form = { ...FORM, ...typed };
    expect(draftOf(form, RICH).faults[where]).toEqual(fault);
    expect(orderOf(form, draftOf(form, RICH), MINE)).toBeNull();
  });

  it('can be judged without a login', () => {
    expect(draftOf({ ...FORM, quantityText: '500' }, { ...RICH, available: null }).faults).toEqual({});
  });

  it('asked for twice is the same order, whatever the id; changed it is another', () => {
    const [once, twice] = ['x', 'y'].map((id) => orderOf(FORM, draftOf(FORM, RICH), { ...MINE, clientOrderId: id }));
    expect(asksTheSame(once!, twice!)).toBe(true);
    expect(asksTheSame(once!, { ...twice!, quantity: quantity(1_000n) })).toBe(false);
    expect(asksTheSame(once!, { ...twice!, side: 'sell' })).toBe(false);
  });

  it('is post-only only where that is possible', () => {
    const form: Form = { ...FORM, timeInForce: 'ioc', postOnly: true };
    expect(orderOf(form, draftOf(form, RICH), MINE)).toMatchObject({ postOnly: false });
  });
});

describe('the most', () => {
  it('is what the funds pay for, in whole lots', () => {
    expect(mostOf(FORM, price(65_000n), RICH)).toBe(153_846_000n);
    expect(mostOf({ ...FORM, kind: 'market' }, null, RICH)).toBe(100_000_000n);
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

describe('text typed while an answer is on its way', () => {
  it('begins with the last price', () => {
    expect(beginning(EMPTY, '650.00').priceText).toBe('650.00');
  });

  it('is not written over by a last price that comes late', () => {
    const typed = { ...EMPTY, priceText: '10.01', quantityText: '0.5' };
    expect(beginning(typed, '650.00')).toEqual(typed);
  });

  it('loses the quantity of an order that was placed', () => {
    expect(afterPlacing(FORM, FORM)).toEqual({ ...FORM, quantityText: '' });
  });

  it('stays when an earlier order is placed', () => {
    const next: Form = { ...FORM, kind: 'stop_loss', stopText: '20', quantityText: '0.33' };
    expect(afterPlacing(next, FORM)).toEqual(next);
    expect(afterPlacing({ ...next, quantityText: FORM.quantityText }, FORM)).toEqual({ ...next, quantityText: '' });
  });
});
