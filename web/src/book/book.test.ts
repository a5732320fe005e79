import { describe, expect, it, vi } from 'vitest';
import { BookFeed } from './feed';
import { estimate, mostFor } from './fill-estimate';
import { LiveBook } from './live-book';
import { rowsOf } from './rows';
import type { Depth, DepthChange, Level } from '../exchange/model';
import type { DepthListener } from '../exchange/exchange';
import { amount, price, quantity } from '../money/money';
import { BTC_USDT } from '../exchange/sample';

const level = (at: bigint, of: bigint): Level => ({ price: price(at), quantity: quantity(of) });
const depth = (sequence: number, bids: readonly Level[], asks: readonly Level[]): Depth => ({
  symbol: 'BTC-USDT',
  sequence,
  bids,
  asks,
});
const change = (previous: number, sequence: number, bids: readonly Level[], asks: readonly Level[]): DepthChange => ({
  ...depth(sequence, bids, asks),
  previous,
});

describe('a live book', () => {
  it('sets levels absolutely, removes them at zero, and keeps the best first', () => {
    const book = new LiveBook(depth(10, [level(99n, 5n), level(98n, 1n)], [level(101n, 2n)]));
    expect(book.follow(change(10, 14, [level(99n, 3n), level(97n, 4n)], [level(101n, 0n), level(100n, 7n)]))).toBe(
      true,
    );
    expect(book.picture()).toEqual({
      bids: [level(99n, 3n), level(98n, 1n), level(97n, 4n)],
      asks: [level(100n, 7n)],
    });
  });

  it('notices a missed message', () => {
    const book = new LiveBook(depth(10, [], []));
    expect(book.follow(change(11, 12, [level(99n, 1n)], []))).toBe(false);
    expect(book.picture().bids).toEqual([]);
  });

  it('equals the book of a server that sends random changes', () => {
    let seed = 42;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const truth = new Map<bigint, bigint>();
    const book = new LiveBook(depth(0, [], []));
    for (let sequence = 1; sequence <= 2_000; sequence++) {
      const [at, of] = [BigInt(random(50)), BigInt(random(3))];
      if (of === 0n) {
        truth.delete(at);
      } else {
        truth.set(at, of);
      }
      book.follow(change(sequence - 1, sequence, [level(at, of)], []));
    }
    const expected = [...truth].sort(([a], [b]) => Number(b - a)).map(([at, of]) => level(at, of));
    expect(book.picture().bids).toEqual(expected);
  });
});

describe('the feed of a book', () => {
  const follow = () => {
    vi.useFakeTimers();
    const again = vi.fn();
    let listener!: DepthListener;
    const feed = new BookFeed();
    feed.follow({ depth: (_, given) => ((listener = given), { again, stop: () => undefined }) }, BTC_USDT);
    return { feed, again, listener, settle: () => vi.runAllTimers() };
  };

  it('asks for a snapshot when something was missed, and shows nothing until it is there', () => {
    const { feed, again, listener, settle } = follow();
    listener.change(change(1, 2, [level(1n, 1n)], []));
    settle();
    expect(feed.picture()).toBeNull();
    listener.snapshot(depth(10, [level(99n, 5n)], []));
    settle();
    expect(feed.picture()?.bids).toHaveLength(1);
    expect(again).not.toHaveBeenCalled();
    listener.change(change(11, 12, [], []));
    settle();
    expect(again).toHaveBeenCalledOnce();
    expect(feed.picture()).toBeNull();
    listener.snapshot(depth(13, [level(98n, 5n)], []));
    settle();
    expect(feed.picture()?.bids).toEqual([level(98n, 5n)]);
  });

  it('keeps nothing when the connection is lost', () => {
    const { feed, listener, settle } = follow();
    listener.snapshot(depth(10, [level(99n, 5n)], []));
    listener.lost();
    settle();
    expect(feed.picture()).toBeNull();
  });

  it('draws many changes once', () => {
    const { feed, listener, settle } = follow();
    const drawn = vi.fn();
    feed.onChange(drawn);
    listener.snapshot(depth(0, [], []));
    for (let sequence = 1; sequence <= 50; sequence++) {
      listener.change(change(sequence - 1, sequence, [level(BigInt(sequence), 1n)], []));
    }
    settle();
    expect(drawn).toHaveBeenCalledOnce();
    expect(feed.picture()?.bids).toHaveLength(50);
  });
});

describe('rows', () => {
  const bids = [level(65_009n, 1n), level(65_001n, 2n), level(64_999n, 4n)];

  it('join levels to steps away from the other side, and sum up', () => {
    expect(rowsOf('buy', bids, price(10n), 9)).toEqual([
      { price: 65_000n, quantity: 3n, total: 3n },
      { price: 64_990n, quantity: 4n, total: 7n },
    ]);
    expect(rowsOf('sell', [level(65_001n, 1n), level(65_010n, 2n)], price(10n), 9)).toEqual([
      { price: 65_010n, quantity: 3n, total: 3n },
    ]);
  });

  it('are at most as many as fit, the last one whole', () => {
    expect(rowsOf('buy', bids, price(10n), 1)).toEqual([{ price: 65_000n, quantity: 3n, total: 3n }]);
  });
});

describe('an estimate', () => {
  const scales = BTC_USDT.scales;
  // 1 BTC at 100.00, 2 BTC at 200.00
  const asks = [level(10_000n, 100_000_000n), level(20_000n, 200_000_000n)];

  it('walks the book from the best level', () => {
    expect(estimate(asks, quantity(150_000_000n), scales)).toEqual({
      quantity: 150_000_000n,
      quote: 200_000_000n,
      short: false,
    });
    expect(estimate(asks, quantity(400_000_000n), scales)).toMatchObject({ quantity: 300_000_000n, short: true });
  });

  it('finds the most that funds buy', () => {
    expect(mostFor(asks, amount(200_000_000n), scales)).toBe(150_000_000n);
    expect(mostFor(asks, amount(9_000_000_000n), scales)).toBe(300_000_000n);
    expect(mostFor([], amount(1n), scales)).toBe(0n);
  });
});
