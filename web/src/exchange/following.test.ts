import { describe, expect, it } from 'vitest';
import type { Entry } from './account-stream';
import { hasPast, withBalances, withOrders } from './following';
import type { Balance, Order, OrderStatus } from './model';
import { amount } from '../money/money';

const order = (id: string, status: OrderStatus = 'open', filled = 0n): Order =>
  ({ id, status, filled }) as unknown as Order;
const entry = (id: string, status: OrderStatus = 'open', filled = 0n): Entry => ({
  kind: 'order',
  event: 'accepted',
  order: order(id, status, filled),
});
const balance = (code: string, units: bigint): Balance => ({
  asset: { code, scale: 8 },
  ...{ available: amount(units), locked: amount(0n), total: amount(units) },
});

describe('an event of the account stream', () => {
  it('changes open orders where they stand, puts new ones first, and takes away what ended', () => {
    const open = [order('2'), order('1')];
    const entries = [
      entry('3'),
      entry('1', 'partially_filled', 5n),
      entry('2', 'canceled'),
      entry('4'),
      entry('3', 'filled'),
    ];
    const after = withOrders(open, entries);
    expect(after.map(({ id, status, filled }) => [id, status, filled])).toEqual([
      ['4', 'open', 0n],
      ['1', 'partially_filled', 5n],
    ]);
    expect(withOrders(open, [])).toEqual(open);
  });

  it('sets balances, also those of a new asset', () => {
    const after = withBalances(
      [balance('BTC', 5n)],
      [
        { kind: 'balance', balance: balance('BTC', 4n) },
        { kind: 'balance', balance: balance('USDT', 9n) },
        { kind: 'balance', balance: balance('BTC', 3n) },
      ],
    );
    expect(after.map(({ asset, total }) => [asset.code, total])).toEqual([
      ['BTC', 3n],
      ['USDT', 9n],
    ]);
  });

  it('changes lists of the past where something ended or traded', () => {
    expect(hasPast([entry('1'), { kind: 'other' }])).toBe(false);
    expect(hasPast([entry('1', 'expired')])).toBe(true);
  });
});
