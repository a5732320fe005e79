/** Everything the page asks of the exchange. */
import * as decode from './decode';
import type { Markets } from './decode';
import { Http, type Fetch } from './http';
import type {
  Asset,
  Balance,
  Candle,
  Fill,
  Interval,
  Market,
  NewOrder,
  Order,
  OrderStatus,
  Page,
  Source,
  Ticker,
  Trade,
} from './model';
import { problemOf } from './problem';
import { Session, type Exclusively, type Store } from './session';
import { MarketStream, type OpenSocket } from './stream';
import { plain, type Amount } from '../money/money';

export type { DepthListener, DepthSubscription, TradeListener } from './stream';

export interface Surroundings {
  readonly fetch: Fetch;
  readonly openSocket: OpenSocket;
  readonly store: Store;
  readonly exclusively: Exclusively;
  readonly pause: (millis: number) => Promise<void>;
}

/** How often a write with an unknown outcome is sent again, with the same id. */
const ATTEMPTS_MAX = 4;

const RESTORE_AGAIN_MILLIS = 2_000;
const TRADES_MAX = 500;
const CANDLES_MAX = 1_000;

export class Exchange {
  readonly session: Session;
  readonly stream: MarketStream;
  readonly #http: Http;
  #markets: Promise<Markets> | null = null;

  constructor(private readonly surroundings: Surroundings) {
    this.#http = new Http(surroundings.fetch);
    this.session = new Session(this.#http, surroundings.store, surroundings.exclusively);
    this.stream = new MarketStream(surroundings.openSocket);
  }

  /** Picks up the session of an earlier visit; an exchange that is not there yet is no reason to end it. */
  async restoreSession(): Promise<void> {
    while (this.session.state.kind === 'restoring') {
      await this.session.restore().catch(() => this.surroundings.pause(RESTORE_AGAIN_MILLIS));
    }
  }

  /** The markets as they are now. */
  async markets(): Promise<readonly Market[]> {
    const asked = this.#askMarkets();
    const markets = await asked;
    this.#markets = asked;
    return [...markets.values()];
  }

  async tickers(): Promise<readonly Ticker[]> {
    const markets = await this.#knownMarkets();
    const page = await this.#http.get({ path: '/api/market-data/tickers' });
    return page.items.filter(known(markets)).map((wire) => decode.ticker(wire, decode.marketOf(markets, wire.symbol)));
  }

  async sources(): Promise<readonly Source[]> {
    return (await this.#http.get({ path: '/api/market-data/sources' })).items;
  }

  /** Newest first. */
  async trades(market: Market): Promise<readonly Trade[]> {
    const names = { symbol: market.symbol };
    const query = { limit: TRADES_MAX };
    const page = await this.#http.get({ path: '/api/market-data/trades/{symbol}', names, query });
    return page.items.map((wire) => decode.trade(wire, market));
  }

  /** Oldest first. */
  async candles(market: Market, interval: Interval): Promise<readonly Candle[]> {
    const names = { symbol: market.symbol };
    const query = { interval, limit: CANDLES_MAX };
    const page = await this.#http.get({ path: '/api/market-data/klines/{symbol}', names, query });
    return page.items.map((wire) => decode.candle(wire, market));
  }

  async balances(): Promise<readonly Balance[]> {
    const markets = await this.#knownMarkets();
    const page = await this.session.authorized((headers) => this.#http.get({ path: '/api/wallet/balances', headers }));
    return page.items.map((wire) => decode.balance(wire, markets));
  }

  /**
   * Credits from the simulated chain.
   *
   * @param key made once per deposit, so that repeating it moves the money once
   */
  async deposit(asset: Asset, of: Amount, key: string): Promise<void> {
    const body = { currency: asset.code, amount: plain(of, asset.scale) };
    const wire = await this.#untilKnown((headers) =>
      this.#http.post({ path: '/api/wallet/deposit', headers: { ...headers, 'Idempotency-Key': key }, body }),
    );
    this.session.sawSequence(wire.sequence);
  }

  /** Newest first. */
  async orders(statuses: readonly OrderStatus[], cursor: string | null): Promise<Page<Order>> {
    const markets = await this.#knownMarkets();
    const query = { status: statuses.join(','), limit: 100, cursor };
    const page = await this.session.authorized((headers) =>
      this.#http.get({ path: '/api/trading/orders', query, headers }),
    );
    const items = page.items.filter(known(markets)).map((wire) => decode.order(wire, markets));
    return { items, nextCursor: page.next_cursor };
  }

  /** Newest first. */
  async fills(cursor: string | null): Promise<Page<Fill>> {
    const markets = await this.#knownMarkets();
    const query = { limit: 100, cursor };
    const page = await this.session.authorized((headers) =>
      this.#http.get({ path: '/api/trading/trades', query, headers }),
    );
    const items = page.items.filter(known(markets)).map((wire) => decode.fill(wire, markets));
    return { items, nextCursor: page.next_cursor };
  }

  async placeOrder(order: NewOrder): Promise<Order> {
    const markets = await this.#knownMarkets();
    const body = orderBody(order, decode.marketOf(markets, order.symbol));
    const wire = await this.#untilKnown((headers) => this.#http.post({ path: '/api/trading/orders', headers, body }));
    this.session.sawSequence(wire.sequence);
    return decode.order(wire, markets);
  }

  async cancelOrder(id: string): Promise<void> {
    const wire = await this.session.authorized((headers) =>
      this.#http.delete({ path: '/api/trading/orders/{id}', names: { id }, headers }),
    );
    this.session.sawSequence(wire.sequence);
  }

  /** @returns how many orders this canceled */
  async cancelAll(symbol: string | null): Promise<number> {
    const answer = await this.session.authorized((headers) =>
      this.#http.delete({ path: '/api/trading/orders', query: { symbol }, headers }),
    );
    answer.items.forEach((wire) => this.session.sawSequence(wire.sequence));
    return answer.canceled;
  }

  /** Sends a write again, the same, while its outcome is unknown: its id makes that safe. */
  async #untilKnown<T>(write: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.session.authorized(write);
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (!problem.passes || attempt === ATTEMPTS_MAX) {
          throw problem;
        }
        await this.surroundings.pause(problem.retryAfterMillis ?? 300 * 2 ** attempt);
      }
    }
  }

  #knownMarkets(): Promise<Markets> {
    this.#markets ??= this.#askMarkets().catch((thrown: unknown) => {
      this.#markets = null;
      throw thrown;
    });
    return this.#markets;
  }

  async #askMarkets(): Promise<Markets> {
    const page = await this.#http.get({ path: '/api/trading/pairs' });
    return new Map(page.items.map((wire) => [wire.symbol, decode.market(wire)]));
  }
}

function orderBody(order: NewOrder, { scales }: Market): decode.Wire['OrderRequest'] {
  const asked = {
    symbol: order.symbol,
    side: order.side,
    quantity: plain(order.quantity, scales.base),
    client_order_id: order.clientOrderId,
  };
  return order.type === 'market'
    ? { ...asked, type: 'market' }
    : {
        ...asked,
        type: 'limit',
        price: plain(order.price, scales.price),
        time_in_force: order.timeInForce,
        post_only: order.postOnly,
      };
}

/** A market listed a moment ago is left out until the markets are read again. */
const known =
  (markets: Markets) =>
  ({ symbol }: { readonly symbol: string }): boolean =>
    markets.has(symbol);
