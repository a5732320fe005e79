/** Trades of any account, as those who may read the audit log see them. */
import type { Exchange } from './exchange';

export interface AccountTrade {
  readonly id: string;
  readonly atMillis: number;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly price: string;
  readonly quantity: string;
  readonly order: string;
  readonly fee: string;
}

interface Line {
  readonly time: string;
  readonly trade_id: string;
  readonly symbol: string;
  readonly price: string;
  readonly quantity: string;
  readonly buyer: string;
  readonly buy_order_id: string;
  readonly buyer_fee: string;
  readonly sell_order_id: string;
  readonly seller_fee: string;
}

const DAY_MILLIS = 86_400_000;
const SHOWN = 100;

/** Returns the newest trades of the last `days`, newest first; the exchange writes down the read. */
export async function tradesOf(
  { http, session }: Exchange,
  account: string,
  days: number,
): Promise<readonly AccountTrade[]> {
  const query = { account, format: 'json', from: new Date(Date.now() - days * DAY_MILLIS).toISOString() };
  const text = await session.authorized((headers) =>
    http.file({ path: '/api/v1/reports/trades', query, headers }, ']}'),
  );
  const { items } = JSON.parse(text) as { readonly items: readonly Line[] };
  return items
    .slice(-SHOWN)
    .reverse()
    .map((line) => tradeOf(line, account));
}

function tradeOf(line: Line, account: string): AccountTrade {
  const isBuyer = line.buyer === account;
  return {
    ...{ id: line.trade_id, atMillis: Date.parse(line.time), symbol: line.symbol },
    ...{ price: line.price, quantity: line.quantity, side: isBuyer ? 'buy' : 'sell' },
    order: isBuyer ? line.buy_order_id : line.sell_order_id,
    fee: isBuyer ? line.buyer_fee : line.seller_fee,
  };
}
