import { beforeEach, describe, expect, it } from 'vitest';
import { price, quantity } from '../money/money';
import { EVER, type Exchange } from './exchange';
import type { NewOrder, Order } from './model';
import { positions } from './positions';
import { changeLinked, changePair, replaceTwap, twapAsIs } from './replacing';
import { BTC_USDT } from './sample';
import { exchangeOf, ORDER, PAIR, TestServer } from './test-server';
import { tryOrder } from './trial';

const LIMIT: NewOrder = {
  ...{ kind: 'limit', clientOrderId: 'mine', isolated: 'BTC-USDT', symbol: 'BTC-USDT', side: 'buy' },
  ...{ quantity: quantity(10_000_000n), price: price(65_000n), quoteAmount: null, timeInForce: 'gtc' },
  ...{ stopPrice: null, stopLimit: null, trailing: null, activation: null, activationType: null, display: null },
  ...{ expiresAt: null, postOnly: false, triggerSource: null, selfTrade: null, slices: null, then: null },
};
const PAIRED: NewOrder = { ...LIMIT, kind: 'oco', stopPrice: price(66_000n) };
const THEN = { quantity: quantity(10_000_000n), takeProfit: price(70_000n), stopLoss: null };
const LINKED: NewOrder = { ...LIMIT, then: THEN };
const LISTED: NewOrder = { ...LIMIT, then: { ...THEN, stopLoss: price(60_000n) } };
const UNCHANGED = { price: null, stopPrice: null, trailing: null, activation: null };

const SUM = { asset: 'BTC', amount: '0' };
const TRIED = {
  ...{ filled_quantity: '0', average_price: null, spends: SUM, receives: SUM, fee: SUM },
  ...{ open_quantity: '0.1', held: SUM, expired_quantity: '0', expiry_reason: null },
};

describe('requests for an isolated account', () => {
  let server: TestServer;
  let exchange: Exchange;

  beforeEach(async () => {
    const none = [200, { items: [], next_cursor: null }] as const;
    const changed = [200, { limit: ORDER, stop: ORDER, working: ORDER, pending: ORDER, sequence: 9 }] as const;
    const placed = [201, { limit: ORDER, stop: ORDER, working: ORDER, pending: ORDER, ...ORDER }] as const;
    const tried = [200, TRIED] as const;
    const orders = '/api/trading/orders';
    server = new TestServer()
      .on('GET /api/trading/pairs', [200, { items: [PAIR] }])
      .on(`GET ${orders}`, [200, { items: [ORDER], next_cursor: null }])
      .on(`GET ${orders}/1042`, [200, ORDER])
      .on(`DELETE ${orders}/1042`, [200, ORDER])
      .on(`DELETE ${orders}`, [200, { canceled: 1, items: [] }])
      .on(`PATCH ${orders}/1042`, [200, ORDER])
      .on(`POST ${orders}/1042/replace`, [200, { canceled: ORDER, placed: { order: ORDER }, sequence: 9 }])
      .on('GET /api/trading/trades', none)
      .on('GET /api/trading/positions', none)
      .on('GET /api/wallet/balances', none)
      .on('GET /api/trading/exports/orders', [200, 'id\n'])
      .on('GET /api/trading/exports/trades', [200, 'id\n']);
    ['pair', 'linked'].forEach((part) => server.on(`PATCH ${orders}/1042/${part}`, changed));
    ['', '/oco', '/oto', '/otoco'].forEach((part) => {
      server.on(`POST ${orders}${part}`, placed).on(`POST ${orders}${part}/test`, tried);
    });
    exchange = await exchangeOf({ email: 'demo@flowex.com' }, server);
    await exchange.knownMarkets();
    server.calls.length = 0;
  });

  const urls = () => server.calls.map(({ url }) => url);
  const isolatedOnly = (requests: number) => {
    expect(urls()).toHaveLength(requests);
    expect(urls().filter((url) => !/[?&]isolated=BTC-USDT(&|$)/.test(url))).toEqual([]);
  };

  it('place and try orders of all kinds there', async () => {
    for (const order of [LIMIT, PAIRED, LINKED, LISTED]) {
      expect(await exchange.placeOrder(order)).toMatchObject({ isolated: 'BTC-USDT' });
      await tryOrder(exchange, order);
    }
    isolatedOnly(8);
  });

  it('change and cancel an order in the account that it was listed for', async () => {
    const { items } = await exchange.orders({ isolated: 'BTC-USDT', statuses: ['open'] }, null);
    const order: Order = items[0]!;
    await exchange.amendOrder(order, { ...UNCHANGED, price: price(64_000n), quantity: null, display: null });
    const next = { ...UNCHANGED, price: price(70_000n), quantity: null };
    await changePair(exchange, order, { quantity: quantity(2_000n), limit: UNCHANGED, stop: UNCHANGED }, BTC_USDT);
    await changeLinked(exchange, order, { price: null, quantity: null, next }, BTC_USDT);
    await replaceTwap(exchange, order, await twapAsIs(exchange, order, BTC_USDT), BTC_USDT);
    await exchange.cancelOrder(order);
    await exchange.cancelEach([order]);
    await exchange.cancelAll('BTC-USDT', null);
    isolatedOnly(9);
  });

  it('read its money, trades and files', async () => {
    const filter = { isolated: 'BTC-USDT', period: EVER };
    await exchange.balances('BTC-USDT');
    await exchange.fills(filter, null);
    await positions(exchange, 'BTC-USDT');
    await exchange.exportFills(filter, null);
    await exchange.exportOrders({ ...filter, statuses: ['filled'] }, null);
    isolatedOnly(5);
  });
});
