/** An exchange for tests: answers as a test has it answer. */
import { Exchange } from './exchange';
import type { OpenSocket } from './stream';

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A body that is a text is sent as it is, any other as JSON. */
export type Reply = readonly [status: number, body: unknown, headers?: Record<string, string>];

/** Answers by method and path; what is asked of a route several times is answered in turn, the last for ever. */
export class TestServer {
  readonly calls: Call[] = [];
  readonly #replies = new Map<string, Reply[]>();
  readonly #answering = new Map<string, (call: Call) => Reply>();
  readonly #held = new Map<string, { readonly requested: () => void; readonly released: Promise<void> }>();

  on(route: string, ...replies: Reply[]): this {
    this.#replies.set(route, replies);
    return this;
  }

  /** Answers by what is asked for. */
  answers(route: string, answer: (call: Call) => Reply): this {
    this.#answering.set(route, answer);
    return this;
  }

  /** The next answer of a route waits until it is released; `requested` resolves when a request for it arrives. */
  hold(route: string): { readonly requested: Promise<void>; readonly release: () => void } {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const requested = new Promise<void>((resolve) => this.#held.set(route, { requested: resolve, released }));
    return { requested, release };
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const method = init.method ?? 'GET';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const call: Call = { method, url, headers: init.headers as Record<string, string>, body };
    this.calls.push(call);
    const route = `${method} ${url.split('?')[0] ?? ''}`;
    const held = this.#held.get(route);
    if (held !== undefined) {
      this.#held.delete(route);
      held.requested();
      await held.released;
    }
    const answering = this.#answering.get(route);
    const replies = this.#replies.get(route);
    const scripted = replies !== undefined && replies.length > 1 ? replies.shift() : replies?.[0];
    const reply = answering?.(call) ?? scripted;
    if (reply === undefined) {
      throw new TypeError('network');
    }
    const [status, answer, headers = {}] = reply;
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return new Response(status === 204 ? null : text, { status, headers });
  };

  to(route: string): readonly Call[] {
    return this.calls.filter(({ method, url }) => `${method} ${url.split('?')[0] ?? ''}` === route);
  }
}

export const tokens = (access: string, refresh: string) => ({
  access_token: access,
  refresh_token: refresh,
  token_type: 'Bearer',
  expires_in: 900,
});

export const problem = (status: number, code: string): Reply => [status, { code, detail: 'said by the server' }];

/** Another tab of the same browser: its storage events arrive here. */
export class OtherTab {
  #listener: (key: string | null) => void = () => undefined;

  constructor(private readonly stored: Map<string, string>) {}

  readonly onStored = (listener: (key: string | null) => void): void => {
    this.#listener = listener;
  };

  stores(key: string, value: string | null): void {
    if (value === null) {
      this.stored.delete(key);
    } else {
      this.stored.set(key, value);
    }
    this.#listener(key);
  }
}

const openSocket: OpenSocket = () => ({ send: () => undefined, close: () => undefined });

export function exchangeAt(
  server: TestServer,
  stored: Map<string, string>,
  tab = new OtherTab(stored),
  open = openSocket,
  openAccount = openSocket,
): Exchange {
  return new Exchange({
    fetch: server.fetch,
    openSocket: open,
    openAccountSocket: openAccount,
    store: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    onStored: tab.onStored,
    exclusively: (work) => work(),
    pause: () => Promise.resolve(),
  });
}

/** An exchange where that user is logged in, and stays so. */
export async function exchangeOf(
  me: { readonly email: string },
  server: TestServer,
  stored = new Map<string, string>(),
  tab = new OtherTab(stored),
  open = openSocket,
  openAccount = openSocket,
): Promise<Exchange> {
  server
    .on('POST /api/auth/login', [200, tokens('a1', 'r1')])
    .on('POST /api/auth/refresh', [200, tokens('a2', 'r2')])
    .on('GET /api/auth/me', [200, me]);
  const exchange = exchangeAt(server, stored, tab, open, openAccount);
  await exchange.session.login(me.email, 'x');
  return exchange;
}

/** A market as the exchange answers it. */
export const PAIR = {
  symbol: 'BTC-USDT',
  base: 'BTC',
  quote: 'USDT',
  status: 'open',
  price_tick: '0.01',
  max_price: '10000000',
  quantity_lot: '0.00001',
  min_quantity: '0.00001',
  max_quantity: '1000',
  min_notional: '1',
  price_scale: 2,
  quantity_scale: 8,
  quote_scale: 6,
  order_types: ['limit', 'market', 'stop_loss', 'oco'],
  maker_fee: '0.001',
  taker_fee: '0.001',
};

/** An order at rest in it. */
export const ORDER = {
  id: '1042',
  symbol: 'BTC-USDT',
  side: 'buy',
  type: 'limit',
  price: '650',
  quantity: '0.1',
  time_in_force: 'gtc',
  post_only: false,
  client_order_id: 'mine',
  status: 'open',
  filled_quantity: '0',
  average_price: null,
  fees: [],
  expiry_reason: null,
  cancel_reason: null,
  sequence: 20_417,
  created_at: '2026-11-20T09:30:00.123456Z',
  updated_at: '2026-11-20T09:30:00.123456Z',
};
