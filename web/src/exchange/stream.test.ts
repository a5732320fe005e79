import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DepthListener, SocketListener } from './stream';
import { MarketStream } from './stream';
import { BTC_USDT } from './sample';

class TestSocket {
  readonly sent: unknown[] = [];
  closed = false;

  constructor(readonly listener: SocketListener) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }
}

const begin = () => {
  const sockets: TestSocket[] = [];
  const stream = new MarketStream((listener) => {
    const socket = new TestSocket(listener);
    sockets.push(socket);
    return socket;
  });
  stream.start();
  return { stream, sockets };
};

const nothing: DepthListener = { snapshot: () => undefined, change: () => undefined, lost: () => undefined };
const subscribe = { op: 'subscribe', channel: 'depth', symbol: 'BTC-USDT' };

describe('the stream', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  it('subscribes once it is open, and again after it was lost', () => {
    const { stream, sockets } = begin();
    const lost = vi.fn();
    stream.depth(BTC_USDT, { ...nothing, lost });
    expect(stream.state).toBe('connecting');
    sockets[0]!.listener.opened();
    expect(stream.state).toBe('live');
    expect(sockets[0]!.sent).toEqual([subscribe]);
    sockets[0]!.listener.closed();
    expect(stream.state).toBe('lost');
    expect(lost).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1_000);
    sockets[1]!.listener.opened();
    expect(sockets[1]!.sent).toEqual([subscribe]);
  });

  it('publishes candles of the requested interval, and their start', () => {
    const { stream, sockets } = begin();
    const [candle, begins] = [vi.fn(), vi.fn()];
    const stop = stream.candles(BTC_USDT, '1m', { candle, begins });
    stream.candles(BTC_USDT, '1h', { candle: vi.fn(), begins: vi.fn() });
    sockets[0]!.listener.opened();
    const named = { channel: 'klines', symbol: 'BTC-USDT' };
    expect(sockets[0]!.sent).toEqual([
      { op: 'subscribe', ...named, interval: '1m' },
      { op: 'subscribe', ...named, interval: '1h' },
    ]);
    const says = (message: object) => sockets[0]!.listener.heard(JSON.stringify({ symbol: 'BTC-USDT', ...message }));
    says({ type: 'subscribed', channel: 'klines', interval: '1h' });
    says({ type: 'subscribed', channel: 'klines', interval: '1m' });
    expect(begins).toHaveBeenCalledOnce();
    const of = { open: '650', high: '651', low: '649', close: '650.5', volume: '1.5', quote_volume: '975.75' };
    says({ type: 'kline', interval: '1h', open_time: '2026-11-20T09:00:00Z', ...of });
    says({ type: 'kline', interval: '1m', open_time: '2026-11-20T09:30:00Z', ...of });
    expect(candle).toHaveBeenCalledExactlyOnceWith({
      openMillis: Date.UTC(2026, 10, 20, 9, 30),
      ...{
        open: 65_000n,
        high: 65_100n,
        low: 64_900n,
        close: 65_050n,
        volume: 150_000_000n,
        quoteVolume: 975_750_000n,
      },
    });
    stop();
    expect(sockets[0]!.sent.at(-1)).toEqual({ op: 'unsubscribe', ...named, interval: '1m' });
  });

  it('hands on what belongs to the market, in units', () => {
    const { stream, sockets } = begin();
    const snapshot = vi.fn();
    const change = vi.fn();
    stream.depth(BTC_USDT, { ...nothing, snapshot, change });
    sockets[0]!.listener.opened();
    const depth = { sequence: 5, bids: [['652', '1.5']], asks: [] };
    sockets[0]!.listener.heard(JSON.stringify({ type: 'depth_snapshot', symbol: 'BTC-USDT', ...depth }));
    sockets[0]!.listener.heard(JSON.stringify({ type: 'depth_snapshot', symbol: 'ETH-USDT', ...depth }));
    sockets[0]!.listener.heard(JSON.stringify({ type: 'depth', symbol: 'BTC-USDT', previous: 5, ...depth }));
    sockets[0]!.listener.heard(JSON.stringify({ type: 'pong' }));
    expect(snapshot).toHaveBeenCalledExactlyOnceWith({
      symbol: 'BTC-USDT',
      sequence: 5,
      bids: [{ price: 65_200n, quantity: 150_000_000n }],
      asks: [],
    });
    expect(change).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ previous: 5, sequence: 5 }));
  });

  it('unsubscribes when the last listener goes', () => {
    const { stream, sockets } = begin();
    sockets[0]!.listener.opened();
    const first = stream.depth(BTC_USDT, nothing);
    const second = stream.depth(BTC_USDT, nothing);
    first.stop();
    expect(sockets[0]!.sent).not.toContainEqual({ ...subscribe, op: 'unsubscribe' });
    second.stop();
    expect(sockets[0]!.sent).toContainEqual({ ...subscribe, op: 'unsubscribe' });
  });

  /** Closes finding P2: a silent network looked live for 40 s and more. */
  it('is stale after three seconds of silence, lost after ten', () => {
    const { stream, sockets } = begin();
    sockets[0]!.listener.opened();
    vi.advanceTimersByTime(1_500);
    expect(sockets[0]!.sent).toContainEqual({ op: 'ping' });
    expect(stream.state).toBe('live');
    vi.advanceTimersByTime(2_000);
    expect(stream.state).toBe('stale');
    sockets[0]!.listener.heard('{"type":"pong"}');
    expect(stream.state).toBe('live');
    vi.advanceTimersByTime(9_000);
    expect(sockets[0]!.closed).toBe(false);
    vi.advanceTimersByTime(1_500);
    expect(sockets[0]!.closed).toBe(true);
    expect(stream.state).toBe('lost');
  });

  it('stays live for as long as a quiet server answers, and does not ask more than once a second', () => {
    const { stream, sockets } = begin();
    sockets[0]!.listener.opened();
    const states: string[] = [];
    stream.onState(() => states.push(stream.state));
    for (let second = 0; second < 60; second++) {
      vi.advanceTimersByTime(1_000);
      sockets[0]!.listener.heard('{"type":"pong"}');
    }
    expect(states).toEqual([]);
    expect(sockets[0]!.sent.length).toBeLessThanOrEqual(60);
  });

  it('does not take the sleep of a page in the background for silence', () => {
    const { stream, sockets } = begin();
    sockets[0]!.listener.opened();
    // Timers stood still for a minute, and the server had nothing to say.
    vi.setSystemTime(Date.now() + 60_000);
    vi.advanceTimersByTime(500);
    sockets[0]!.listener.heard('{"type":"pong"}');
    vi.advanceTimersByTime(500);
    expect(stream.state).toBe('live');
  });

  it('ignores every event of a connection that it gave up', () => {
    const { stream, sockets } = begin();
    vi.advanceTimersByTime(10_000);
    expect(stream.state).toBe('lost');
    sockets[0]!.listener.opened();
    expect(stream.state).toBe('lost');
    vi.advanceTimersByTime(1_000);
    sockets[1]!.listener.opened();
    expect(stream.state).toBe('live');
    sockets[0]!.listener.closed();
    expect(stream.state).toBe('live');
  });

  it('waits longer after each failure', () => {
    const { sockets } = begin();
    for (let failures = 0; failures < 6; failures++) {
      sockets.at(-1)!.listener.closed();
      vi.advanceTimersByTime(500 * 2 ** failures);
    }
    expect(sockets).toHaveLength(7);
    sockets.at(-1)!.listener.closed();
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(7);
  });
});
