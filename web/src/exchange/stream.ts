/** The live feed: one WebSocket, connected again when it is lost. The rules are in docs/api/market-data-stream.md. */
import type { Wire } from './decode';
import * as decode from './decode';
import type { Candle, ConnectionState, Depth, DepthChange, Interval, Market, Ticker, Trade } from './model';

/** The needed part of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

/** Events of a socket. */
export interface SocketListener {
  opened(): void;
  heard(text: string): void;
  closed(): void;
}

export type OpenSocket = (listener: SocketListener) => Socket;

export interface DepthListener {
  /** The book is exactly this. */
  snapshot(depth: Depth): void;
  change(change: DepthChange): void;
  /** The kept book is invalid; a snapshot follows when the connection is back. */
  lost(): void;
}

export interface TradeListener {
  trade(trade: Trade): void;
  /** Subscribed, now or again: trades before this moment may have been missed. */
  begins(): void;
}

export interface CandleListener {
  /** As it is now: it grows, or has ended. */
  candle(candle: Candle): void;
  /** Subscribed, now or again: candles before this moment may have been missed. */
  begins(): void;
}

export interface DepthSubscription {
  /** Asks for a new snapshot. */
  again(): void;
  stop(): void;
}

type Message =
  | ({ readonly type: 'depth_snapshot' } & Wire['Depth'])
  | ({ readonly type: 'depth'; readonly previous: number } & Wire['Depth'])
  | ({ readonly type: 'trade'; readonly symbol: string } & Wire['Trade'])
  | ({ readonly type: 'ticker' } & Wire['Ticker'])
  | ({ readonly type: 'kline'; readonly symbol: string; readonly interval: Interval } & Wire['Kline'])
  | { readonly type: 'subscribed'; readonly channel: Channel; readonly symbol: string; readonly interval?: Interval };

type Channel = 'depth' | 'trades' | 'ticker' | 'klines';

type Subscription =
  | { readonly channel: 'depth'; readonly market: Market; readonly listener: DepthListener }
  | { readonly channel: 'trades'; readonly market: Market; readonly listener: TradeListener }
  | { readonly channel: 'ticker'; readonly market: Market; readonly listener: (ticker: Ticker) => void }
  | {
      readonly channel: 'klines';
      readonly market: Market;
      readonly interval: Interval;
      readonly listener: CandleListener;
    };

/** A quiet connection is asked whether it is alive; what it does not answer for so long is said, then given up. */
const PING_AFTER_MILLIS = 1_000;
const STALE_AFTER_MILLIS = 3_000;
const LOST_AFTER_MILLIS = 10_000;
const BEAT_EVERY_MILLIS = 500;
const RECONNECT_FIRST_MILLIS = 500;
const RECONNECT_MAX_MILLIS = 15_000;

export class MarketStream {
  #socket: Socket | null = null;
  #state: ConnectionState = 'connecting';
  #failures = 0;
  /** When the connection was last heard; while a ping is out, silence is the time since the ping or longer. */
  #heardMillis = 0;
  /** When the ping was sent that nothing followed yet; null where none is out. */
  #pingedMillis: number | null = null;
  #isOpen = false;
  readonly #subscriptions = new Set<Subscription>();
  readonly #listeners = new Set<() => void>();

  /** @param open opens a new connection */
  constructor(private readonly open: OpenSocket) {}

  get state(): ConnectionState {
    return this.#state;
  }

  /** @returns stops listening */
  readonly onState = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    this.#connect();
    setInterval(() => this.#beat(), BEAT_EVERY_MILLIS);
  }

  depth(market: Market, listener: DepthListener): DepthSubscription {
    const subscription: Subscription = { channel: 'depth', market, listener };
    const stop = this.#subscribe(subscription);
    return { again: () => this.#ask('subscribe', subscription), stop };
  }

  trades(market: Market, listener: TradeListener): () => void {
    return this.#subscribe({ channel: 'trades', market, listener });
  }

  /** @returns stops listening */
  ticker(market: Market, listener: (ticker: Ticker) => void): () => void {
    return this.#subscribe({ channel: 'ticker', market, listener });
  }

  /** @returns stops listening */
  candles(market: Market, interval: Interval, listener: CandleListener): () => void {
    return this.#subscribe({ channel: 'klines', market, interval, listener });
  }

  #subscribe(subscription: Subscription): () => void {
    this.#subscriptions.add(subscription);
    this.#ask('subscribe', subscription);
    return () => {
      this.#subscriptions.delete(subscription);
      if (!this.#isSubscribed(subscription)) {
        this.#ask('unsubscribe', subscription);
      }
    };
  }

  /** True if another part of the page still follows the same. */
  #isSubscribed(subscription: Subscription): boolean {
    return [...this.#subscriptions].some((other) => namesTheSame(other, subscription));
  }

  #ask(op: 'subscribe' | 'unsubscribe', subscription: Subscription): void {
    const { channel, market } = subscription;
    if (this.#isOpen) {
      this.#socket?.send(JSON.stringify({ op, channel, symbol: market.symbol, interval: intervalOf(subscription) }));
    }
  }

  #connect(): void {
    this.#heard();
    // An abandoned one may still open or send: its events are ignored.
    const unlessGivenUp = (act: () => void) => (): void => {
      if (this.#socket === socket) {
        act();
      }
    };
    const socket = this.open({
      opened: unlessGivenUp(() => this.#begin()),
      heard: (text) => unlessGivenUp(() => this.#take(text))(),
      closed: unlessGivenUp(() => this.#lose()),
    });
    this.#socket = socket;
  }

  #begin(): void {
    this.#isOpen = true;
    this.#heard();
    this.#change('live');
    this.#subscriptions.forEach((subscription) => this.#ask('subscribe', subscription));
  }

  #take(text: string): void {
    this.#failures = 0;
    this.#heard();
    if (this.#state === 'stale') {
      this.#change('live');
    }
    this.#hear(JSON.parse(text) as Message);
  }

  #heard(): void {
    this.#heardMillis = performance.now();
    this.#pingedMillis = null;
  }

  #lose(): void {
    this.#socket = null;
    this.#isOpen = false;
    this.#change('lost');
    this.#subscriptions.forEach((subscription) => {
      if (subscription.channel === 'depth') {
        subscription.listener.lost();
      }
    });
    const pause = Math.min(RECONNECT_FIRST_MILLIS * 2 ** this.#failures, RECONNECT_MAX_MILLIS);
    this.#failures += 1;
    // Spread, so that clients do not reconnect in the same moment.
    setTimeout(() => this.#connect(), pause * (0.5 + Math.random() / 2));
  }

  /**
   * Silence counts only while a ping is out: the timers of a page in the background are late, and a market may be quiet.
   */
  #beat(): void {
    const now = performance.now();
    const waitsMillis = this.#isOpen ? now - (this.#pingedMillis ?? now) : now - this.#heardMillis;
    if (this.#socket === null) {
      return;
    }
    if (waitsMillis >= LOST_AFTER_MILLIS - PING_AFTER_MILLIS) {
      const silent = this.#socket;
      this.#lose();
      silent.close();
    } else if (this.#isOpen && this.#pingedMillis === null && now - this.#heardMillis >= PING_AFTER_MILLIS) {
      this.#pingedMillis = now;
      this.#socket.send('{"op":"ping"}');
    } else if (this.#state === 'live' && waitsMillis >= STALE_AFTER_MILLIS - PING_AFTER_MILLIS) {
      this.#change('stale');
    }
  }

  #hear(message: Message): void {
    for (const subscription of this.#subscriptions) {
      if ('symbol' in message && message.symbol === subscription.market.symbol) {
        publish(message, subscription);
      }
    }
  }

  #change(state: ConnectionState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
}

function publish(message: Message, subscription: Subscription): void {
  const { market } = subscription;
  switch (subscription.channel) {
    case 'depth':
      publishDepth(message, market, subscription.listener);
      break;
    case 'trades':
      publishTrade(message, market, subscription.listener);
      break;
    case 'ticker':
      if (message.type === 'ticker') {
        subscription.listener(decode.ticker(message, market));
      }
      break;
    case 'klines':
      publishCandle(message, subscription);
  }
}

/** Undefined where a channel has none: it is not sent then. */
const intervalOf = (subscription: Subscription): Interval | undefined =>
  subscription.channel === 'klines' ? subscription.interval : undefined;

const namesTheSame = (one: Subscription, other: Subscription): boolean =>
  one.channel === other.channel && one.market.symbol === other.market.symbol && intervalOf(one) === intervalOf(other);

function publishCandle(message: Message, subscription: Extract<Subscription, { channel: 'klines' }>): void {
  const { market, interval, listener } = subscription;
  if (message.type === 'kline' && message.interval === interval) {
    listener.candle(decode.candle(message, market));
  } else if (message.type === 'subscribed' && message.channel === 'klines' && message.interval === interval) {
    listener.begins();
  }
}

function publishDepth(message: Message, market: Market, listener: DepthListener): void {
  if (message.type === 'depth_snapshot') {
    listener.snapshot(decode.depth(message, market));
  } else if (message.type === 'depth') {
    listener.change({ ...decode.depth(message, market), previous: message.previous });
  }
}

function publishTrade(message: Message, market: Market, listener: TradeListener): void {
  if (message.type === 'trade') {
    listener.trade(decode.trade(message, market));
  } else if (message.type === 'subscribed' && message.channel === 'trades') {
    listener.begins();
  }
}
