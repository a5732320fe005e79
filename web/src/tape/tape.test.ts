import { describe, expect, it, vi } from 'vitest';
import { TapeFeed } from './feed';
import type { TradeListener } from '../exchange/exchange';
import type { Trade } from '../exchange/model';
import { BTC_USDT } from '../exchange/sample';
import { price, quantity } from '../money/money';

const trade = (id: string): Trade => ({
  id,
  price: price(1n),
  quantity: quantity(1n),
  takerSide: 'buy',
  atMillis: 0,
});

describe('the tape', () => {
  it('joins what is read with what is heard, newest first, each trade once', async () => {
    vi.useFakeTimers();
    let listener!: TradeListener;
    const feed = new TapeFeed();
    const read = () => Promise.resolve([trade('11'), trade('10'), trade('9')]);
    feed.follow({ trades: (_, given) => ((listener = given), () => undefined) }, BTC_USDT, read);
    listener.begins();
    listener.trade(trade('11'));
    listener.trade(trade('12'));
    await vi.advanceTimersByTimeAsync(200);
    expect(feed.latest().map(({ id }) => id)).toEqual(['12', '11', '10', '9']);
  });

  it('publishes many live trades at once, in their order', () => {
    vi.useFakeTimers();
    let listener!: TradeListener;
    const feed = new TapeFeed();
    const heard = vi.fn();
    const drawn = vi.fn();
    feed.onTrades(heard);
    feed.onChange(drawn);
    feed.follow({ trades: (_, given) => ((listener = given), () => undefined) }, BTC_USDT, () => Promise.resolve([]));
    const ids = Array.from({ length: 2_000 }, (_, id) => String(id + 1));
    ids.forEach((id) => listener.trade(trade(id)));
    vi.advanceTimersByTime(1_000);
    // Bounded work a frame (closes part of finding P15): 2,000 trades take four.
    const published = heard.mock.calls.map(([trades]) => trades as readonly Trade[]);
    expect(published.map(({ length }) => length)).toEqual([500, 500, 500, 500]);
    expect(published.flat()).toEqual(ids.map(trade));
    expect(drawn).toHaveBeenCalledTimes(4);
    expect(feed.latest()).toHaveLength(500);
    expect(feed.latest()[0]?.id).toBe('2000');
  });
});
