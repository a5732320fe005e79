import { beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from './exchange';
import type { NewOrder, OrderChange } from './model';
import { exchangeAt, ORDER, PAIR as LISTED, problem, TestServer, tokens } from './test-server';
import { price, quantity } from '../money/money';

const DEMO = { id: '1', email: 'demo@flowex.com', first_name: 'Demo', last_name: 'User', permissions: ['trade'] };
const PAIR = { ...LISTED, order_types: ['limit', 'market', 'oco'] };
const NO_CHANGE: OrderChange = {
  price: null,
  stopPrice: null,
  trailing: null,
  activation: null,
  quantity: null,
  display: null,
};
const MINE = { id: '1042', isolated: null };
const REQUEST: NewOrder = {
  kind: 'limit',
  quoteAmount: null,
  stopPrice: null,
  stopLimit: null,
  trailing: null,
  activation: null,
  activationType: null,
  display: null,
  expiresAt: null,
  triggerSource: null,
  selfTrade: null,
  then: null,
  slices: null,
  ...{ clientOrderId: 'mine', isolated: null, symbol: 'BTC-USDT' },
  side: 'buy',
  quantity: quantity(10_000_000n),
  price: price(65_000n),
  timeInForce: 'gtc',
  postOnly: false,
};

describe('the exchange', () => {
  let server: TestServer;
  let stored: Map<string, string>;
  let exchange: Exchange;

  const open = () => exchangeAt(server, stored);

  beforeEach(() => {
    stored = new Map();
    server = new TestServer()
      .on('GET /api/trading/pairs', [200, { items: [PAIR], next_cursor: null }])
      .on('POST /api/auth/login', [200, tokens('a1', 'r1')])
      .on('POST /api/auth/refresh', [200, tokens('a2', 'r2')])
      .on('POST /api/auth/logout', [204, null])
      .on('GET /api/auth/me', [200, DEMO])
      .on('POST /api/trading/orders', [201, ORDER]);
    exchange = open();
  });

  it('asks for the second factor where the password is not enough', async () => {
    server
      .on('POST /api/auth/login', [202, { mfa_token: 't1', methods: ['email', 'recovery'], expires_in: 300 }])
      .on('POST /api/auth/2fa/email/send', [204, null])
      .on('POST /api/auth/verify-2fa', problem(401, 'invalid_code'), [200, tokens('a1', 'r1')]);
    const challenge = await exchange.session.login('demo@flowex.com', 'demo123');
    expect(challenge).toEqual({ token: 't1', methods: ['email', 'recovery'] });
    expect(exchange.session.state.kind).toBe('out');
    await exchange.session.sendCode(challenge!, 'email');
    await expect(exchange.session.verify(challenge!, '000000')).rejects.toMatchObject({ code: 'invalid_code' });
    await exchange.session.verify(challenge!, '123456');
    expect(exchange.session.state.kind).toBe('in');
    expect(server.to('POST /api/auth/verify-2fa')[1]?.body).toEqual({ mfa_token: 't1', code: '123456' });
  });

  it('sends a pair as one request, with an id for each that stays the same', async () => {
    server.on('POST /api/trading/orders/oco', [503, {}], [201, { limit: ORDER, stop: ORDER }]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    await exchange.placeOrder({ ...REQUEST, kind: 'oco', stopPrice: price(70_000n), timeInForce: null });
    const [first, second] = server.to('POST /api/trading/orders/oco');
    expect(first?.body).toEqual({
      symbol: 'BTC-USDT',
      side: 'buy',
      quantity: '0.1',
      self_trade_prevention: null,
      limit: { price: '650', client_order_id: 'mine' },
      stop: { type: 'stop_loss', stop_price: '700', price: null, trigger_source: null, client_order_id: 'mine-s' },
    });
    expect(second?.body).toEqual(first?.body);
  });

  it('changes an order by its id', async () => {
    server.on('PATCH /api/trading/orders/1042', [200, ORDER]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    const order = await exchange.placeOrder(REQUEST);
    await exchange.amendOrder(order, { ...NO_CHANGE, price: price(64_000n), quantity: quantity(5_000_000n) });
    expect(server.to('PATCH /api/trading/orders/1042')[0]?.body).toEqual({ price: '640', quantity: '0.05' });
  });

  /** Closes finding T11: the trigger of an order that waits, and what an iceberg shows. */
  it('changes a stop price or a display alone', async () => {
    server.on('PATCH /api/trading/orders/1042', [200, ORDER]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    const order = await exchange.placeOrder(REQUEST);
    await exchange.amendOrder(order, { ...NO_CHANGE, stopPrice: price(64_000n) });
    await exchange.amendOrder(order, { ...NO_CHANGE, display: quantity(5_000_000n) });
    const bodies = server.to('PATCH /api/trading/orders/1042').map(({ body }) => body);
    expect(bodies).toEqual([{ stop_price: '640' }, { display_quantity: '0.05' }]);
  });

  it('sends where an order begins to trail, and changes that and its distance', async () => {
    server.on('PATCH /api/trading/orders/1042', [200, ORDER]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    const request: NewOrder = { ...REQUEST, kind: 'trailing_stop', price: null, timeInForce: null };
    const order = await exchange.placeOrder({
      ...request,
      trailing: { by: 'rate', bps: 250 },
      activation: price(66_000n),
      activationType: 'stop_loss',
    });
    const sent = { trailing_bps: 250, activation_price: '660', activation_type: 'stop_loss' };
    expect(server.to('POST /api/trading/orders')[0]?.body).toMatchObject(sent);
    await exchange.amendOrder(order, { ...NO_CHANGE, trailing: { by: 'rate', bps: 300 } });
    await exchange.amendOrder(order, { ...NO_CHANGE, trailing: { by: 'amount', amount: price(150n) } });
    await exchange.amendOrder(order, { ...NO_CHANGE, activation: price(67_000n) });
    const bodies = server.to('PATCH /api/trading/orders/1042').map(({ body }) => body);
    expect(bodies).toEqual([{ trailing_bps: 300 }, { trailing_amount: '1.5' }, { activation_price: '670' }]);
  });

  it('asks again for a change while the exchange has not seen the latest one, and makes it once', async () => {
    const behind = problem(503, 'view_behind');
    server.on('PATCH /api/trading/orders/1042', behind, behind, problem(422, 'nothing_to_amend'));
    await exchange.session.login('demo@flowex.com', 'demo123');
    const order = await exchange.placeOrder(REQUEST);
    const to = { ...NO_CHANGE, price: price(64_000n), quantity: quantity(5_000_000n) };
    await exchange.amendOrder(order, to);
    expect(server.to('PATCH /api/trading/orders/1042')).toHaveLength(3);
    await expect(exchange.amendOrder(order, to)).rejects.toMatchObject({ code: 'nothing_to_amend' });
  });

  it('does not ask again for a change whose outcome is unknown: it has no id', async () => {
    server.on('PATCH /api/trading/orders/1042', problem(504, 'unknown_outcome'));
    await exchange.session.login('demo@flowex.com', 'demo123');
    const order = await exchange.placeOrder(REQUEST);
    const change = exchange.amendOrder(order, { ...NO_CHANGE, price: price(64_000n), quantity: quantity(5_000_000n) });
    await expect(change).rejects.toMatchObject({ code: 'unknown_outcome' });
    expect(server.to('PATCH /api/trading/orders/1042')).toHaveLength(1);
  });

  it('takes a cancel for done where only the picture of it is late', async () => {
    const behind = problem(503, 'view_behind');
    server.on('DELETE /api/trading/orders/1042', behind, problem(409, 'unknown_order'));
    server.on('DELETE /api/trading/orders', behind, [200, { canceled: 2, items: [] }]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    await exchange.cancelOrder(MINE);
    await expect(exchange.cancelOrder(MINE)).rejects.toMatchObject({ code: 'unknown_order' });
    expect(await exchange.cancelAll(null, null)).toBeNull();
    expect(await exchange.cancelAll(null, null)).toBe(2);
  });

  it('sends an order as decimals without trailing zeros, under the token of the session', async () => {
    await exchange.session.login('demo@flowex.com', 'demo123');
    const placed = await exchange.placeOrder(REQUEST);
    expect(placed).toMatchObject({ id: '1042', price: 65_000n, quantity: 10_000_000n, averagePrice: null });
    expect(server.to('POST /api/trading/orders')[0]).toMatchObject({
      headers: { Authorization: 'Bearer a1' },
      body: {
        symbol: 'BTC-USDT',
        side: 'buy',
        type: 'limit',
        price: '650',
        quantity: '0.1',
        time_in_force: 'gtc',
        post_only: false,
        client_order_id: 'mine',
      },
    });
  });

  it('asks again with the same id while the outcome is unknown', async () => {
    server.on('POST /api/trading/orders', problem(504, 'unknown_outcome'), problem(503, 'overloaded'), [200, ORDER]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    await exchange.placeOrder(REQUEST);
    const ids = server
      .to('POST /api/trading/orders')
      .map(({ body }) => (body as { client_order_id: string }).client_order_id);
    expect(ids).toEqual(['mine', 'mine', 'mine']);
  });

  it('does not ask again when the exchange has refused', async () => {
    server.on('POST /api/trading/orders', problem(422, 'insufficient_funds'));
    await exchange.session.login('demo@flowex.com', 'demo123');
    await expect(exchange.placeOrder(REQUEST)).rejects.toMatchObject({ code: 'insufficient_funds', status: 422 });
    expect(server.to('POST /api/trading/orders')).toHaveLength(1);
  });

  it('gives up in the end, and says so', async () => {
    server.on('POST /api/trading/orders');
    await exchange.session.login('demo@flowex.com', 'demo123');
    await expect(exchange.placeOrder(REQUEST)).rejects.toMatchObject({ code: 'unreachable' });
    expect(server.to('POST /api/trading/orders')).toHaveLength(4);
  });

  it('never reads a state older than its own last write', async () => {
    server.on('GET /api/trading/orders', [200, { items: [ORDER], next_cursor: 'next' }]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    await exchange.placeOrder(REQUEST);
    const page = await exchange.orders({ statuses: ['open', 'partially_filled'] }, null);
    expect(page.nextCursor).toBe('next');
    const [read] = server.to('GET /api/trading/orders');
    expect(read?.headers['X-Min-Sequence']).toBe('20417');
    expect(read?.url).toContain('status=open%2Cpartially_filled');
  });

  it('reads nothing public that is older than its own last write either', async () => {
    const none = [200, { items: [], next_cursor: null }] as const;
    const routes = ['tickers', 'trades/BTC-USDT', 'klines/BTC-USDT'].map((name) => `GET /api/market-data/${name}`);
    routes.forEach((route) => server.on(route, none));
    await exchange.session.login('demo@flowex.com', 'demo123');
    const read = async () => {
      const [market] = await exchange.markets();
      await Promise.all([exchange.tickers(), exchange.trades(market!), exchange.candles(market!, '1m')]);
      return routes.map((route) => server.to(route).at(-1)?.headers['X-Min-Sequence']);
    };
    expect(await read()).toEqual([undefined, undefined, undefined]);
    await exchange.placeOrder(REQUEST);
    expect(await read()).toEqual(['20417', '20417', '20417']);
    await exchange.session.logout();
    expect(await read()).toEqual([undefined, undefined, undefined]);
  });

  it('takes a new access token when the old one has expired, once for all who wait', async () => {
    server.on('POST /api/trading/orders', problem(401, 'token_expired'), problem(401, 'token_expired'), [201, ORDER]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    await Promise.all([exchange.placeOrder(REQUEST), exchange.placeOrder(REQUEST)]);
    expect(server.to('POST /api/auth/refresh')).toHaveLength(1);
    expect(server.to('POST /api/trading/orders').at(-1)?.headers['Authorization']).toBe('Bearer a2');
    expect([...stored.keys()]).toEqual(['flowex.session', 'flowex.user']);
  });

  it('is logged out when the refresh token is not taken', async () => {
    server
      .on('POST /api/trading/orders', problem(401, 'token_expired'))
      .on('POST /api/auth/refresh', problem(401, 'unauthorized'));
    await exchange.session.login('demo@flowex.com', 'demo123');
    await expect(exchange.placeOrder(REQUEST)).rejects.toMatchObject({ status: 401 });
    expect(exchange.session.state).toMatchObject({ kind: 'out' });
    expect(stored.size).toBe(0);
  });

  it('picks a session up after a reload, also when the server comes back only later', async () => {
    await exchange.session.login('demo@flowex.com', 'demo123');
    server.on('POST /api/auth/refresh', problem(503, 'overloaded'), [200, tokens('a2', 'r2')]);
    const reloaded = open();
    expect(reloaded.session.state).toEqual({ kind: 'restoring' });
    await reloaded.restoreSession();
    expect(reloaded.session.state).toEqual({
      kind: 'in',
      user: { id: '1', email: 'demo@flowex.com', name: 'Demo User', permissions: ['trade'] },
    });
  });

  it('renews a session only once it is there: a token on its way does not know the change yet', async () => {
    await exchange.session.login('demo@flowex.com', 'demo123');
    const reloaded = open();
    const held = server.hold('POST /api/auth/refresh');
    const restored = reloaded.restoreSession();
    await held.requested;
    const renewed = reloaded.session.renew();
    held.release();
    await Promise.all([restored, renewed]);
    expect(server.to('POST /api/auth/refresh')).toHaveLength(2);
    expect(reloaded.session.state.kind).toBe('in');
  });

  it('ends the session on logout, for the server too', async () => {
    await exchange.session.login('demo@flowex.com', 'demo123');
    await exchange.session.logout();
    expect(exchange.session.state).toMatchObject({ kind: 'out' });
    const [logout] = server.to('POST /api/auth/logout');
    expect(logout?.body).toEqual({});
    expect(logout?.headers['X-Session-Cookie']).toBe('1');
  });

  it('moves a token that an earlier version stored into the cookie, once', async () => {
    stored.set('flowex.refresh_token', 'r0').set('flowex.user', '1');
    const reloaded = open();
    expect(reloaded.session.state.kind).toBe('restoring');
    await reloaded.restoreSession();
    expect(reloaded.session.state.kind).toBe('in');
    expect([...stored.keys()].toSorted()).toEqual(['flowex.session', 'flowex.user']);
    await reloaded.session.renew();
    const requested = server.to('POST /api/auth/refresh');
    expect(requested.map(({ body }) => body)).toEqual([{ refresh_token: 'r0' }, {}]);
    expect(requested.every(({ headers }) => headers['X-Session-Cookie'] === '1')).toBe(true);
  });

  it('stays logged out, also where fresh tokens were on their way', async () => {
    await exchange.session.login('demo@flowex.com', 'demo123');
    server.on('POST /api/trading/orders', problem(401, 'token_expired'));
    const answerRefresh = server.hold('POST /api/auth/refresh');
    const placed = exchange.placeOrder(REQUEST);
    await answerRefresh.requested;
    await exchange.session.logout();
    answerRefresh.release();
    await expect(placed).rejects.toMatchObject({ status: 401 });
    expect(exchange.session.state).toMatchObject({ kind: 'out' });
    expect(stored.size).toBe(0);
    // Once more for the cookie that came with them.
    expect(server.to('POST /api/auth/logout').map(({ body }) => body)).toEqual([{}, {}]);
  });

  it('does not repeat a user’s change in the name of the next one', async () => {
    await exchange.session.login('demo@flowex.com', 'demo123');
    server.on('POST /api/trading/orders', problem(401, 'token_expired'), [201, ORDER]);
    const answerOrder = server.hold('POST /api/trading/orders');
    const placed = exchange.placeOrder(REQUEST);
    await answerOrder.requested;
    await exchange.session.logout();
    await exchange.session.login('other@flowex.com', 'demo123');
    answerOrder.release();
    await expect(placed).rejects.toMatchObject({ status: 401 });
    expect(server.to('POST /api/trading/orders')).toHaveLength(1);
  });

  it('leaves out what belongs to a market it does not know yet', async () => {
    server.on('GET /api/trading/orders', [200, { items: [{ ...ORDER, symbol: 'NEW-USDT' }], next_cursor: null }]);
    await exchange.session.login('demo@flowex.com', 'demo123');
    expect((await exchange.orders({ statuses: ['open'] }, null)).items).toEqual([]);
  });
});
