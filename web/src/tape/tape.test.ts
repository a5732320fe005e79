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

  it('tells each live trade at once', () => {
    let listener!: TradeListener;
    const feed = new TapeFeed();
    const heard = vi.fn();
    feed.onTrade(heard);
    feed.follow({ trades: (_, given) => ((listener = given), () => undefined) }, BTC_USDT, () => Promise.resolve([]));
    listener.trade(trade('1'));
    expect(heard).toHaveBeenCalledExactlyOnceWith(trade('1'));
  });
});
