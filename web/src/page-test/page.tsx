/** Parts of the page before an exchange that answers as a test has it answer. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { TradingProvider } from '../app/trading';
import { Toasts } from '../controls/toasts';
import { ExchangeContext } from '../exchange/context';
import type { Exchange } from '../exchange/exchange';
import { BTC_USDT } from '../exchange/sample';
import { exchangeAt, exchangeOf, OtherTab, PAIR, TestServer } from '../exchange/test-server';
import type { Socket, SocketListener } from '../exchange/stream';
import { en } from '../language/en';
import { fa } from '../language/fa';
import { SpeechProvider, type Spoken } from '../language/language';
import type { Language } from '../language/messages';
import { zh } from '../language/zh';
import { SettingsProvider } from '../settings/settings';
import { ThemeProvider } from '../theme/theme';

export const ME = {
  id: '1',
  email: 'demo@flowex.com',
  email_verified: true,
  first_name: 'Demo',
  last_name: 'User',
  account: '7',
  roles: ['trader'],
  permissions: ['read', 'trade', 'withdraw', 'vip_terms'],
  created_at: '2026-11-20T09:30:00Z',
};

export const FILL = {
  id: '311',
  order_id: '1',
  symbol: 'BTC-USDT',
  side: 'buy',
  price: '649.5',
  quantity: '0.04',
  quote_amount: '25.98',
  fee: '0.00004',
  fee_asset: 'BTC',
  liquidity: 'maker',
  sequence: 20_417,
  executed_at: '2026-11-20T09:30:00.123456Z',
};

export const HOUSE = {
  slug: 'flowex',
  name: 'FlowEx',
  branding: {},
  locales: ['en', 'fa', 'zh'],
  features: {},
};

export const TICKER = {
  symbol: 'BTC-USDT',
  last_price: '650',
  high_24h: '660',
  low_24h: '640',
  change_24h: '1',
  change_percent_24h: '0.15',
  volume_24h: '10',
  quote_volume_24h: '6500',
};

const none = [200, { items: [], next_cursor: null }] as const;

const addressOf = (currency: string, minimum: string, withdrawal_minimum: string, withdrawal_fee: string) => ({
  ...{ currency, minimum, withdrawal_minimum, withdrawal_fee },
  network: 'simulated',
  network_title: 'Simulated chain',
  address: 'sim10vdhv0hg7cht3rj8g2nkp7gj6zcehn2cpzemm8',
  confirmations: 2,
});

/** An exchange with one market, whose caller has money. */
export function server(): TestServer {
  return new TestServer()
    .on('GET /api/tenant', [200, HOUSE])
    .on('GET /api/trading/pairs', [200, { items: [PAIR] }])
    .on('GET /api/market-data/tickers', [200, { items: [TICKER] }])
    .on('GET /api/market-data/sources', [200, { items: [] }])
    .on('GET /api/market-data/trades/BTC-USDT', none)
    .on('GET /api/trading/orders', none)
    .on('GET /api/trading/trades', none)
    .on('GET /api/wallet/addresses', [
      200,
      {
        items: [addressOf('BTC', '0.00001', '0.0005', '0.0001'), addressOf('USDT', '0.01', '10', '1')],
        next_cursor: null,
      },
    ])
    .on('GET /api/wallet/balances', [
      200,
      {
        items: [
          { currency: 'USDT', available: '1000', locked: '0', total: '1000' },
          { currency: 'BTC', available: '2', locked: '0', total: '2' },
        ],
      },
    ]);
}

/** The stream of the page, spoken by the test. */
export class TestStream {
  listener: SocketListener | null = null;
  readonly sent: string[] = [];

  readonly open = (listener: SocketListener): Socket => {
    this.listener = listener;
    return { send: (text) => this.#hear(text, listener), close: () => undefined };
  };

  /** A test that takes its time is no exchange that fell silent. */
  #hear(text: string, listener: SocketListener): void {
    if (text === '{"op":"ping"}') {
      queueMicrotask(() => listener.heard('{"type":"pong"}'));
    } else {
      this.sent.push(text);
    }
  }

  says(message: object): void {
    this.listener?.heard(JSON.stringify(message));
  }

  /** One level a side: bid 649, ask 651, one BTC each by default. */
  book(
    bids: readonly (readonly string[])[] = [['649', '1']],
    asks: readonly (readonly string[])[] = [['651', '1']],
  ): void {
    this.says({ type: 'depth_snapshot', symbol: 'BTC-USDT', sequence: 1, bids, asks });
  }
}

export interface Page {
  readonly exchange: Exchange;
  readonly server: TestServer;
  readonly stream: TestStream;
  /** The caller's own. */
  readonly account: TestStream;
  readonly tab: OtherTab;
  readonly user: ReturnType<typeof userEvent.setup>;
  readonly container: HTMLElement;
}

interface ShowOptions {
  readonly server?: TestServer;
  readonly isOut?: boolean;
  readonly language?: Language;
  readonly me?: object;
}

const SPOKEN: Readonly<Record<Language, Spoken>> = {
  en: { language: 'en', messages: en },
  fa: { language: 'fa', messages: fa },
  zh: { language: 'zh', messages: zh },
};

/** Shows a part of the page to a logged-in user by default. */
export async function show(part: ReactNode, options: ShowOptions = {}): Promise<Page> {
  const at = options.server ?? server();
  const stored = new Map<string, string>();
  const tab = new OtherTab(stored);
  const stream = new TestStream();
  const account = new TestStream();
  const exchange =
    options.isOut === true
      ? exchangeAt(at, stored, tab, stream.open, account.open)
      : await exchangeOf({ ...ME, ...options.me }, at, stored, tab, stream.open, account.open);
  exchange.stream.start();
  stream.listener?.opened();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { container } = render(
    <ExchangeContext value={exchange}>
      <QueryClientProvider client={queries}>
        <SpeechProvider first={SPOKEN[options.language ?? 'en']}>
          <ThemeProvider>
            <SettingsProvider>
              <Toasts>{part}</Toasts>
            </SettingsProvider>
          </ThemeProvider>
        </SpeechProvider>
      </QueryClientProvider>
    </ExchangeContext>,
  );
  return { exchange, server: at, stream, account, tab, user: userEvent.setup(), container };
}

/** A part of the desk, of the market BTC-USDT. */
export const atMarket = (part: ReactNode): ReactNode => <TradingProvider market={BTC_USDT}>{part}</TradingProvider>;
