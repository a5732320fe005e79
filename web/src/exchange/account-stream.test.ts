import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from './account-stream';
import type { SocketListener } from './stream';
import { exchangeOf, ORDER, OtherTab, PAIR, TestServer } from './test-server';

const ME = { id: '1', email: 'a@b.example', first_name: 'A', last_name: 'B', permissions: ['read'] };
const BALANCE = { currency: 'USDT', available: '934.77', locked: '0', total: '934.77' };

/** The sockets that were opened, the last one spoken to by the test. */
class Sockets {
  readonly all: { readonly listener: SocketListener; readonly sent: string[]; isClosed: boolean }[] = [];

  readonly open = (listener: SocketListener) => {
    const socket = { listener, sent: [] as string[], isClosed: false };
    this.all.push(socket);
    return { send: (text: string) => void socket.sent.push(text), close: () => void (socket.isClosed = true) };
  };

  get last() {
    return this.all.at(-1)!;
  }

  says(message: object): void {
    this.last.listener.heard(JSON.stringify(message));
  }
}

async function setUp() {
  const server = new TestServer().on('GET /api/trading/pairs', [200, { items: [PAIR] }]);
  const stored = new Map<string, string>();
  const sockets = new Sockets();
  const exchange = await exchangeOf(ME, server, stored, new OtherTab(stored), undefined, sockets.open);
  const entries: Entry[] = [];
  const begins = vi.fn();
  const stop = exchange.account.follow('1', { entry: (entry) => entries.push(entry), begins });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const opens = async (millis = 0) => {
    await vi.advanceTimersByTimeAsync(millis);
    sockets.last.listener.opened();
    return JSON.parse(sockets.last.sent[0] ?? '{}') as Record<string, unknown>;
  };
  const follows = (next: number) => sockets.says({ type: 'following', account: '7', next, last: next - 1 });
  return { server, exchange, sockets, entries, begins, stop, settle, opens, follows };
}

const order = (number: number, of: object = {}) => ({
  ...{ type: 'order', number, sequence: 20_000 + number, at: ORDER.created_at, event: 'accepted' },
  order: { ...ORDER, ...of },
});

describe('the account stream', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reports back-tests and runs where a listener wants them, also on another connection', async () => {
    const { opens, follows, sockets, exchange } = await setUp();
    await opens();
    follows(124);
    const heard = vi.fn();
    const leave = exchange.account.onWork(heard);
    const again = exchange.account.onWork(vi.fn());
    expect(sockets.last.sent.filter((text) => text.includes('follow_strategies'))).toHaveLength(1);
    sockets.says({ type: 'backtest', id: '7', state: 'running', progress: 40 });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ kind: 'backtest', id: '7', state: 'running', progress: 40 });
    sockets.last.listener.closed();
    await opens(60_000);
    follows(124);
    expect(sockets.last.sent).toContain('{"op":"follow_strategies"}');
    leave();
    again();
    sockets.says({ type: 'run', id: '3', state: 'stopped' });
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('logs in, follows from now on, and publishes events', async () => {
    const { opens, follows, sockets, entries, begins, exchange } = await setUp();
    expect(await opens()).toEqual({ op: 'login', token: 'a1' });
    expect(exchange.account.isFollowing()).toBe(false);
    follows(124);
    expect(exchange.account.isFollowing()).toBe(true);
    expect(begins).toHaveBeenCalledOnce();
    sockets.says(order(124));
    sockets.says({ type: 'balance', number: 125, sequence: 20_125, ...BALANCE, cause: 'order', cause_number: 124 });
    sockets.says({ type: 'p2p', notice: { number: 4, kind: 'trade', trade_id: 'a', role: 'buyer', by: 'seller' } });
    sockets.says({ type: 'refused', number: 126, sequence: 20_126, symbol: 'BTC-USDT', code: 'price_band' });
    expect(entries.map(({ kind }) => kind)).toEqual(['order', 'balance', 'p2p', 'other']);
    expect(exchange.session.notOlder()).toEqual({ 'X-Min-Sequence': '20126' });
  });

  it('takes events from before the message about its start', async () => {
    const { opens, follows, sockets, entries } = await setUp();
    await opens();
    sockets.says(order(8));
    sockets.says(order(9));
    expect(entries).toEqual([]);
    follows(8);
    sockets.says(order(10));
    expect(entries).toHaveLength(3);
    expect(sockets.all).toHaveLength(1);
  });

  it('keeps its token where something else is wrong', async () => {
    const { opens, sockets, server } = await setUp();
    await opens();
    sockets.says({ type: 'error', code: 'rate_limited', detail: '' });
    expect(await opens(1_000)).toMatchObject({ token: 'a1' });
    expect(server.to('POST /api/auth/refresh')).toHaveLength(0);
  });

  it('goes on where it was after the connection was lost, without asking for everything', async () => {
    const { opens, follows, sockets, entries, begins, exchange } = await setUp();
    await opens();
    follows(124);
    sockets.says(order(124));
    sockets.last.listener.closed();
    expect(exchange.account.isFollowing()).toBe(false);
    expect(await opens(1_000)).toEqual({ op: 'login', token: 'a1', from: 125 });
    follows(125);
    sockets.says(order(125));
    // News of trades between people may be missed meanwhile: they have no numbers to come again from.
    expect(entries.map(({ kind }) => kind)).toEqual(['order', 'p2p', 'order']);
    expect(begins).toHaveBeenCalledOnce();
    expect(exchange.account.isFollowing()).toBe(true);
  });

  it('throws a connection away on which a number is missing, and begins again where all was well', async () => {
    const { opens, follows, sockets, entries } = await setUp();
    await opens();
    follows(10);
    sockets.says(order(10));
    const broken = sockets.last;
    sockets.says(order(12));
    expect(broken.isClosed).toBe(true);
    expect(await opens(1_000)).toMatchObject({ from: 11 });
    broken.listener.heard(JSON.stringify(order(11)));
    follows(11);
    expect(entries.map(({ kind }) => kind)).toEqual(['order', 'p2p']);
  });

  it('takes a snapshot where the requested entries are no longer kept', async () => {
    const { opens, follows, sockets, begins } = await setUp();
    await opens();
    follows(10);
    sockets.last.listener.closed();
    await opens(1_000);
    sockets.says({ type: 'too_old', oldest: 500 });
    expect(sockets.last.sent[1]).toBe('{"op":"follow"}');
    follows(900);
    expect(begins).toHaveBeenCalledTimes(2);
  });

  it('shows a younger token where the first is not taken', async () => {
    const { opens, settle, sockets, exchange, follows } = await setUp();
    await opens();
    sockets.says({ type: 'error', code: 'unauthorized', detail: '' });
    await settle();
    expect(await opens(10)).toMatchObject({ token: 'a2' });
    follows(1);
    expect(exchange.account.isFollowing()).toBe(true);
  });

  it('says so where it is refused, tries again more and more rarely, and not at all once it is left', async () => {
    const { sockets, exchange, stop } = await setUp();
    for (let refusals = 0; refusals < 12; refusals++) {
      await vi.advanceTimersByTimeAsync(60_000);
      sockets.last.listener.closed();
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(exchange.account.isFollowing()).toBe(false);
    const before = sockets.all.length;
    await vi.advanceTimersByTimeAsync(25_000);
    expect(sockets.all.length).toBe(before);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(sockets.all.length).toBe(before + 1);
    stop();
    sockets.last.listener.closed();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sockets.all.length).toBe(before + 1);
  });

  it('is lost where a ping is not answered', async () => {
    const { opens, follows, sockets, exchange } = await setUp();
    await opens();
    follows(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sockets.last.sent.at(-1)).toBe('{"op":"ping"}');
    await vi.advanceTimersByTimeAsync(12_000);
    expect(sockets.all[0]?.isClosed).toBe(true);
    expect(exchange.account.isFollowing()).toBe(false);
  });

  it('reports an unreadable event, so that all is requested anew', async () => {
    const { opens, follows, sockets, entries } = await setUp();
    await opens();
    follows(1);
    sockets.says(order(1, { symbol: 'NEW-USDT' }));
    expect(entries).toEqual([{ kind: 'unknown' }]);
  });
});
