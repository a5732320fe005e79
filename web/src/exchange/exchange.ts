/** Everything the page asks of the exchange. */
import { AccountStream } from './account-stream';
import * as decode from './decode';
import type { Markets } from './decode';
import { Http, type Fetch } from './http';
import type {
  Balance,
  Candle,
  Fill,
  House,
  Interval,
  Isolated,
  Market,
  NewOrder,
  Order,
  OrderChange,
  OrderStatus,
  Page,
  Side,
  Source,
  Ticker,
  Trade,
} from './model';
import { problemOf, unlessDone, type Problem } from './problem';
import { Session, type Exclusively, type OnStored, type Store } from './session';
import * as bodies from './order-body';
import { MarketStream, type OpenSocket } from './stream';
import { plain } from '../money/money';

export type { CandleListener, DepthListener, DepthSubscription, TradeListener } from './stream';

export interface Surroundings {
  readonly fetch: Fetch;
  readonly openSocket: OpenSocket;
  /** To the caller's own account. */
  readonly openAccountSocket: OpenSocket;
  readonly store: Store;
  readonly onStored: OnStored;
  readonly exclusively: Exclusively;
  readonly pause: (millis: number) => Promise<void>;
}

/** How often a write with an unknown outcome is sent again, with the same id. */
const ATTEMPTS_MAX = 4;

const RESTORE_AGAIN_MILLIS = 2_000;
const TRADES_MAX = 500;
const CANDLES_MAX = 1_000;
const PAGE = 100;

/** The first moment of it and the first after it; null for no bound. */
export interface Period {
  readonly fromMillis: number | null;
  readonly toMillis: number | null;
}

export const EVER: Period = { fromMillis: null, toMillis: null };

export interface FillFilter {
  /** The main account where absent. */
  readonly isolated?: Isolated;
  /** The market; all markets where absent. */
  readonly symbol?: string | null;
  /** Ever where absent. */
  readonly period?: Period;
}

export interface OrderFilter extends FillFilter {
  readonly statuses: readonly OrderStatus[];
}

export class Exchange {
  readonly session: Session;
  readonly stream: MarketStream;
  /** Stream of the main account. */
  readonly account: AccountStream;
  readonly #accountStreams = new Map<Isolated, AccountStream>();
  /** For `Identity` and `Administration`, which pages of their own bring along. */
  readonly http: Http;
  #markets: Promise<Markets> | null = null;
  readonly #placedListeners = new Set<(order: Order) => void>();
  #restoring: Promise<void> | null = null;

  constructor(private readonly surroundings: Surroundings) {
    this.http = new Http(surroundings.fetch);
    this.session = new Session(this.http, surroundings.store, surroundings.exclusively, surroundings.onStored);
    // Another tab may log in, or in as another user.
    this.session.onChange(() => void this.restoreSession());
    this.stream = new MarketStream(surroundings.openSocket);
    this.account = this.streamOf(null);
  }

  /** A stream for each account: the numbers of their events are apart. */
  streamOf(isolated: Isolated): AccountStream {
    const stream = this.#accountStreams.get(isolated) ?? this.#newStream(isolated);
    this.#accountStreams.set(isolated, stream);
    return stream;
  }

  readonly #newStream = (isolated: Isolated): AccountStream =>
    new AccountStream(this.surroundings.openAccountSocket, this.session, () => this.knownMarkets(), isolated);

  /** Picks up the session of an earlier visit; an exchange that is not there yet is no reason to end it. */
  restoreSession(): Promise<void> {
    this.#restoring ??= this.#restoreSession().finally(() => {
      this.#restoring = null;
    });
    return this.#restoring;
  }

  async #restoreSession(): Promise<void> {
    while (this.session.state.kind === 'restoring') {
      await this.session.restore().catch(() => this.surroundings.pause(RESTORE_AGAIN_MILLIS));
    }
  }

  /** The markets as they are now. */
  async markets(): Promise<readonly Market[]> {
    const request = this.#askMarkets();
    const markets = await request;
    this.#markets = request;
    return [...markets.values()];
  }

  /** Tenant of the exchange. */
  async house(): Promise<House> {
    return decode.house(await this.http.get({ path: '/api/tenant' }));
  }

  async tickers(): Promise<readonly Ticker[]> {
    const markets = await this.knownMarkets();
    const page = await this.http.get({ path: '/api/market-data/tickers', headers: this.session.notOlder() });
    return page.items.filter(known(markets)).map((wire) => decode.ticker(wire, decode.marketOf(markets, wire.symbol)));
  }

  async sources(): Promise<readonly Source[]> {
    return (await this.http.get({ path: '/api/market-data/sources' })).items;
  }

  /** Newest first. */
  async trades(market: Market): Promise<readonly Trade[]> {
    const names = { symbol: market.symbol };
    const query = { limit: TRADES_MAX };
    const headers = this.session.notOlder();
    const page = await this.http.get({ path: '/api/market-data/trades/{symbol}', names, query, headers });
    return page.items.map((wire) => decode.trade(wire, market));
  }

  /**
   * Oldest first.
   *
   * @param beforeMillis the latest before this moment; null: the latest
   * @param limit at most so many
   */
  async candles(
    market: Market,
    interval: Interval,
    beforeMillis: number | null = null,
    limit = CANDLES_MAX,
  ): Promise<readonly Candle[]> {
    const names = { symbol: market.symbol };
    const query = { interval, end: momentOf(beforeMillis), limit };
    const headers = this.session.notOlder();
    const page = await this.http.get({ path: '/api/market-data/klines/{symbol}', names, query, headers });
    return page.items.map((wire) => decode.candle(wire, market));
  }

  async balances(isolated: Isolated = null): Promise<readonly Balance[]> {
    const markets = await this.knownMarkets();
    const query = { isolated };
    const page = await this.session.authorized((headers) =>
      this.http.get({ path: '/api/wallet/balances', query, headers }),
    );
    return page.items.map((wire) => decode.balance(wire, markets));
  }

  /** Newest first. */
  async orders(filter: OrderFilter, cursor: string | null): Promise<Page<Order>> {
    const markets = await this.knownMarkets();
    const query = { ...pastQuery(filter), status: filter.statuses.join(','), limit: PAGE, cursor };
    const page = await this.session.authorized((headers) =>
      this.http.get({ path: '/api/trading/orders', query, headers }),
    );
    const isolated = filter.isolated ?? null;
    const items = page.items.filter(known(markets)).map((wire) => decode.order(wire, markets, isolated));
    return { items, nextCursor: page.next_cursor };
  }

  /** Newest first. */
  async fills(filter: FillFilter, cursor: string | null): Promise<Page<Fill>> {
    const markets = await this.knownMarkets();
    const query = { ...pastQuery(filter), limit: PAGE, cursor };
    const page = await this.session.authorized((headers) =>
      this.http.get({ path: '/api/trading/trades', query, headers }),
    );
    const items = page.items.filter(known(markets)).map((wire) => decode.fill(wire, markets));
    return { items, nextCursor: page.next_cursor };
  }

  /** All orders of the filter as a file for spreadsheets, as the exchange writes it. */
  exportOrders(filter: OrderFilter, side: Side | null): Promise<string> {
    const query = { ...pastQuery(filter), status: filter.statuses.join(','), side };
    return this.session.authorized((headers) =>
      this.http.file({ path: '/api/trading/exports/orders', query, headers }),
    );
  }

  /** All fills of the filter as a file for spreadsheets, as the exchange writes it. */
  exportFills(filter: FillFilter, side: Side | null): Promise<string> {
    const query = { ...pastQuery(filter), side };
    return this.session.authorized((headers) =>
      this.http.file({ path: '/api/trading/exports/trades', query, headers }),
    );
  }

  async placeOrder(order: NewOrder): Promise<Order> {
    const markets = await this.knownMarkets();
    const market = decode.marketOf(markets, order.symbol);
    const wire = await this.untilKnown((headers) => this.#place(order, market, headers));
    this.session.sawSequence(wire.sequence);
    const placed = decode.order(wire, markets, order.isolated);
    this.#placedListeners.forEach((listener) => listener(placed));
    return placed;
  }

  /** Hears the orders placed from here, as they were answered. */
  readonly onPlaced = (listener: (order: Order) => void): (() => void) => {
    this.#placedListeners.add(listener);
    return () => this.#placedListeners.delete(listener);
  };

  /** For a pair the limit order stands for both, for orders that follow one the order that works at once. */
  async #place(order: NewOrder, market: Market, headers: Readonly<Record<string, string>>) {
    const query = { isolated: order.isolated };
    if (order.kind === 'oco') {
      const body = bodies.pairBody(order, market);
      return (await this.http.post({ path: '/api/trading/orders/oco', query, headers, body })).limit;
    }
    if (order.then !== null && bodies.isPair(order.then)) {
      const body = bodies.linkedPairBody(order, order.then, market);
      return (await this.http.post({ path: '/api/trading/orders/otoco', query, headers, body })).working;
    }
    if (order.then !== null) {
      const body = bodies.linkedBody(order, order.then, market);
      return (await this.http.post({ path: '/api/trading/orders/oto', query, headers, body })).working;
    }
    const body = bodies.orderBody(order, order.kind, market);
    return this.http.post({ path: '/api/trading/orders', query, headers, body });
  }

  /** Makes an open order what is asked for. */
  async amendOrder(order: Order, to: OrderChange): Promise<void> {
    const { scales } = decode.marketOf(await this.knownMarkets(), order.symbol);
    const body = {
      ...(to.price === null ? {} : { price: plain(to.price, scales.price) }),
      ...(to.stopPrice === null ? {} : { stop_price: plain(to.stopPrice, scales.price) }),
      ...(to.trailing === null ? {} : bodies.trailingFields(to.trailing, scales.price)),
      ...(to.activation === null ? {} : { activation_price: plain(to.activation, scales.price) }),
      ...(to.quantity === null ? {} : { quantity: plain(to.quantity, scales.base) }),
      ...(to.display === null ? {} : { display_quantity: plain(to.display, scales.base) }),
    };
    await this.change((headers) =>
      this.http.patch({ path: '/api/trading/orders/{id}', ...bodies.addressOf(order), headers, body }),
    );
  }

  /**
   * Sends a change of open orders. It is sent again while the exchange has not seen this caller's latest change yet: the
   * same change twice is once.
   */
  async change(
    send: (headers: Readonly<Record<string, string>>) => Promise<{ readonly sequence: number }>,
  ): Promise<void> {
    let attempts = 0;
    const counted = (headers: Readonly<Record<string, string>>, attempt: number) => {
      attempts = attempt;
      return send(headers);
    };
    try {
      const wire = await this.untilKnown(counted, ({ isBehind }) => isBehind);
      this.session.sawSequence(wire.sequence);
    } catch (thrown) {
      if (attempts === 1 || problemOf(thrown).code !== 'nothing_to_amend') {
        throw thrown;
      }
    }
  }

  async cancelOrder(order: bodies.AddressedOrder): Promise<void> {
    const wire = await this.session
      .authorized((headers) =>
        this.http.delete({ path: '/api/trading/orders/{id}', ...bodies.addressOf(order), headers }),
      )
      .catch(unlessDone);
    this.session.sawSequence(wire?.sequence ?? 0);
  }

  /** @returns number of orders that this canceled; null if that is unknown yet */
  async cancelAll(isolated: Isolated, symbol: string | null, side: Side | null = null): Promise<number | null> {
    const query = { symbol, side, isolated };
    const answer = await this.session
      .authorized((headers) => this.http.delete({ path: '/api/trading/orders', query, headers }))
      .catch(unlessDone);
    if (answer === null || 'done' in answer) {
      this.session.sawSequence(answer?.sequence ?? 0);
      return null;
    }
    answer.items.forEach((wire) => this.session.sawSequence(wire.sequence));
    return answer.canceled;
  }

  /**
   * Cancels orders one after the other. One that ended meanwhile, as the other of a pair does, is passed over.
   *
   * @returns how many orders this canceled
   */
  async cancelEach(orders: readonly Order[]): Promise<number> {
    let canceled = 0;
    for (const order of orders) {
      try {
        await this.cancelOrder(order);
        canceled++;
      } catch (thrown) {
        if (problemOf(thrown).code !== 'unknown_order') {
          throw thrown;
        }
      }
    }
    return canceled;
  }

  /** Sends a write again, the same, while its outcome is unknown: its id makes that safe. */
  async untilKnown<T>(
    write: (headers: Readonly<Record<string, string>>, attempt: number) => Promise<T>,
    isToRepeat: (problem: Problem) => boolean = ({ passes }) => passes,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.session.authorized((headers) => write(headers, attempt));
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (!isToRepeat(problem) || attempt === ATTEMPTS_MAX) {
          throw problem;
        }
        await this.surroundings.pause(problem.retryAfterMillis ?? 300 * 2 ** attempt);
      }
    }
  }

  /** For whoever asks about assets besides this. */
  knownMarkets(): Promise<Markets> {
    this.#markets ??= this.#askMarkets().catch((thrown: unknown) => {
      this.#markets = null;
      throw thrown;
    });
    return this.#markets;
  }

  async #askMarkets(): Promise<Markets> {
    const page = await this.http.get({ path: '/api/trading/pairs' });
    return new Map(page.items.map((wire) => [wire.symbol, decode.market(wire)]));
  }
}

const pastQuery = ({ isolated = null, symbol = null, period = EVER }: FillFilter) => ({
  isolated,
  symbol,
  from: momentOf(period.fromMillis),
  to: momentOf(period.toMillis),
});

const momentOf = (millis: number | null): string | null => (millis === null ? null : new Date(millis).toISOString());

/** A market listed a moment ago is left out until the markets are read again. */
const known =
  (markets: Markets) =>
  ({ symbol }: { readonly symbol: string }): boolean =>
    markets.has(symbol);
