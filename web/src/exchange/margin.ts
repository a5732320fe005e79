/** Cross margin: level and debts of an account, loans, repayments, and their history. */
import { asset as assetOf, exact, type Wire } from './decode';
import type { Exchange } from './exchange';
import type { Asset, Page } from './model';
import { amount, plain, type Amount } from '../money/money';

/** An asset that is lent, with what the account has and owes of it. */
export interface MarginItem extends Readonly<Wire['MarginAsset']> {
  readonly asset: Asset;
  readonly canBorrow: Amount;
  readonly isOwed: boolean;
}

/** Values are in the currency of the index prices. */
export interface MarginAccount extends Readonly<Omit<Wire['MarginAccount'], 'items'>> {
  readonly items: readonly MarginItem[];
}

export type InterestCharge = Wire['MarginInterest'];
/** A margin call or a liquidation. */
export type LevelEvent = Wire['MarginLevelEvent'];

const isSome = (text: string): boolean => /[1-9]/.test(text);

export async function marginAccount(exchange: Exchange): Promise<MarginAccount> {
  const { http, session } = exchange;
  return withAssets(
    exchange,
    await session.authorized((headers) => http.get({ path: '/api/v1/margin/account', headers })),
  );
}

/** For operators, too. */
export async function withAssets(exchange: Exchange, wire: Wire['MarginAccount']): Promise<MarginAccount> {
  const markets = await exchange.knownMarkets();
  const items = wire.items.map((item) => {
    const asset = assetOf(markets, item.currency);
    const canBorrow = amount(exact(item.borrowable, asset.scale));
    return { ...item, asset, canBorrow, isOwed: isSome(item.principal) || isSome(item.interest) };
  });
  return { ...wire, items };
}

/** @param key made once per loan: however often it is sent, it is lent once */
export async function borrow(exchange: Exchange, asset: Asset, units: Amount, key: string): Promise<string> {
  const body = { currency: asset.code, amount: plain(units, asset.scale) };
  const wire = await exchange.untilKnown((headers) =>
    exchange.http.post({ path: '/api/v1/margin/loans', headers: { ...headers, 'Idempotency-Key': key }, body }),
  );
  exchange.session.sawSequence(wire.sequence);
  return wire.amount;
}

/**
 * Repays a debt, interest first.
 *
 * @param units part of the debt; null for all of it
 * @param key made once per repayment
 * @returns repaid amount
 */
export async function repay(exchange: Exchange, asset: Asset, units: Amount | null, key: string): Promise<string> {
  const part = units === null ? { all: true } : { amount: plain(units, asset.scale) };
  const body = { currency: asset.code, ...part };
  const wire = await exchange.untilKnown((headers) =>
    exchange.http.post({ path: '/api/v1/margin/repayments', headers: { ...headers, 'Idempotency-Key': key }, body }),
  );
  exchange.session.sawSequence(wire.sequence);
  return wire.amount;
}

/** @param leverage highest leverage of the account; null takes it back */
export async function setLeverage({ http, session }: Exchange, leverage: number | null): Promise<void> {
  const path = '/api/v1/margin/leverage';
  const wire = await session.authorized((headers) => http.put({ path, headers, body: { leverage } }));
  session.sawSequence(wire.sequence);
}

/** Newest first. */
export async function interestCharges(
  { http, session }: Exchange,
  cursor: string | null,
): Promise<Page<InterestCharge>> {
  const path = '/api/v1/margin/interest';
  const page = await session.authorized((headers) => http.get({ path, query: { cursor }, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}

/** Newest first. */
export async function levelEvents(
  { http, session }: Exchange,
  kind: 'calls' | 'liquidations',
  cursor: string | null,
): Promise<Page<LevelEvent>> {
  const path = `/api/v1/margin/${kind}` as const;
  const page = await session.authorized((headers) => http.get({ path, query: { cursor }, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}
