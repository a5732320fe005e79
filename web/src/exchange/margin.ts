/**
 * Margin: level and debts of an account, loans, repayments, and their history. An account is the main one, or the isolated one
 * in a market, which is named by the market's symbol.
 */
import { asset as assetOf, exact, type Wire } from './decode';
import type { Exchange } from './exchange';
import type { Asset, Isolated, Page } from './model';
import { amount, plain, type Amount } from '../money/money';

/** An asset that is lent, with what the account has and owes of it. */
export interface MarginItem extends Readonly<Wire['MarginAsset']> {
  readonly asset: Asset;
  readonly canBorrow: Amount;
  readonly canLeave: Amount;
  readonly has: Amount;
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

export async function marginAccount(exchange: Exchange, isolated: Isolated = null): Promise<MarginAccount> {
  const { http, session } = exchange;
  const query = { isolated };
  return withAssets(
    exchange,
    await session.authorized((headers) => http.get({ path: '/api/v1/margin/account', query, headers })),
  );
}

export type Assumption = Wire['MarginAssumption'];

/** The account as it would be under assumptions, at most one an asset; nothing changes. */
export async function assumed(
  exchange: Exchange,
  assets: readonly Assumption[],
  isolated: Isolated,
): Promise<MarginAccount> {
  const { http, session } = exchange;
  const query = { isolated };
  const path = '/api/v1/margin/what-if';
  return withAssets(
    exchange,
    await session.authorized((headers) => http.post({ path, query, headers, body: { assets } })),
  );
}

/** Symbols of the markets in which the caller has or had money in an isolated account. */
export async function isolatedAccounts({ http, session }: Exchange): Promise<readonly string[]> {
  const path = '/api/v1/margin/isolated';
  const { items } = await session.authorized((headers) => http.get({ path, headers }));
  return items.map(({ symbol }) => symbol);
}

/**
 * Moves money between the main account and an isolated one.
 *
 * @param key made once per transfer
 */
export async function moveIsolated(
  exchange: Exchange,
  { symbol, isIn, asset, units }: { symbol: string; isIn: boolean; asset: Asset; units: Amount },
  key: string,
): Promise<string> {
  const body = { currency: asset.code, amount: plain(units, asset.scale) };
  const path = isIn
    ? '/api/v1/margin/isolated/{symbol}/transfers-in'
    : '/api/v1/margin/isolated/{symbol}/transfers-out';
  const wire = await exchange.untilKnown((headers) =>
    exchange.http.post({ path, names: { symbol }, headers: { ...headers, 'Idempotency-Key': key }, body }),
  );
  exchange.session.sawSequence(wire.sequence);
  return wire.amount;
}

/** For operators, too. */
export async function withAssets(exchange: Exchange, wire: Wire['MarginAccount']): Promise<MarginAccount> {
  const markets = await exchange.knownMarkets();
  const items = wire.items.map((item) => {
    const asset = assetOf(markets, item.currency);
    const units = (text: string): Amount => amount(exact(text, asset.scale));
    const canBorrow = units(item.borrowable);
    const canLeave = units(item.withdrawable);
    return {
      ...item,
      asset,
      canBorrow,
      canLeave,
      has: units(item.balance),
      isOwed: isSome(item.principal) || isSome(item.interest),
    };
  });
  return { ...wire, items };
}

/** @param key made once per loan: however often it is sent, it is lent once */
export async function borrow(
  exchange: Exchange,
  { asset, units, isolated }: { asset: Asset; units: Amount; isolated: Isolated },
  key: string,
): Promise<string> {
  const body = { currency: asset.code, amount: plain(units, asset.scale) };
  const query = { isolated };
  const wire = await exchange.untilKnown((headers) =>
    exchange.http.post({ path: '/api/v1/margin/loans', query, headers: { ...headers, 'Idempotency-Key': key }, body }),
  );
  exchange.session.sawSequence(wire.sequence);
  return wire.amount;
}

/**
 * Repays a debt, interest first.
 *
 * @param repayment.units part of the debt; null for all of it
 * @param key made once per repayment
 * @returns repaid amount
 */
export async function repay(
  exchange: Exchange,
  { asset, units, isolated }: { asset: Asset; units: Amount | null; isolated: Isolated },
  key: string,
): Promise<string> {
  const part = units === null ? { all: true } : { amount: plain(units, asset.scale) };
  const body = { currency: asset.code, ...part };
  const query = { isolated };
  const path = '/api/v1/margin/repayments';
  const wire = await exchange.untilKnown((headers) =>
    exchange.http.post({ path, query, headers: { ...headers, 'Idempotency-Key': key }, body }),
  );
  exchange.session.sawSequence(wire.sequence);
  return wire.amount;
}

/** @param leverage highest leverage of the account; null takes it back */
export async function setLeverage(
  { http, session }: Exchange,
  leverage: number | null,
  isolated: Isolated,
): Promise<void> {
  const path = '/api/v1/margin/leverage';
  const query = { isolated };
  const wire = await session.authorized((headers) => http.put({ path, query, headers, body: { leverage } }));
  session.sawSequence(wire.sequence);
}

/** Newest first. */
export async function interestCharges(
  { http, session }: Exchange,
  isolated: Isolated,
  cursor: string | null,
): Promise<Page<InterestCharge>> {
  const path = '/api/v1/margin/interest';
  const page = await session.authorized((headers) => http.get({ path, query: { isolated, cursor }, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}

/** Newest first. */
export async function levelEvents(
  { http, session }: Exchange,
  kind: 'calls' | 'liquidations',
  isolated: Isolated,
  cursor: string | null,
): Promise<Page<LevelEvent>> {
  const path = `/api/v1/margin/${kind}` as const;
  const page = await session.authorized((headers) => http.get({ path, query: { isolated, cursor }, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}
