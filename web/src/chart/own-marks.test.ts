// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Order } from '../exchange/model';
import { price } from '../money/money';
import { linesOf } from './own-marks';

const order = (of: Partial<Order>): Order => ({ price: null, stopPrice: null, status: 'open', ...of }) as Order;

describe('the lines of orders', () => {
  it('are where they rest and what sets them off, the latter only while they wait', () => {
    const rests = order({ price: price(650n) });
    const waits = order({ price: price(600n), stopPrice: price(610n), status: 'waiting' });
    const acted = order({ price: price(600n), stopPrice: price(610n) });
    expect(linesOf([rests, waits, acted]).map(({ order: of, kind, at }) => [of === waits, kind, at])).toEqual([
      [false, 'price', 650n],
      [true, 'price', 600n],
      [true, 'stop', 610n],
      [false, 'price', 600n],
    ]);
    expect(linesOf([order({})])).toEqual([]);
  });
});
