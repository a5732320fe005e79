/** Lending pools, levels, liquidations and the pools' money, as operators see and change them. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { withAssets, type MarginAccount } from './margin';
import type { Page } from './model';

export type LendingPool = Wire['LendingPool'];
export type MarginTerms = Wire['MarginTermsRequest'];
export type MarginLevels = Wire['MarginLevels'];
export type IsolatedAccount = Wire['IsolatedAccount'];
export type PoolDebt = Wire['PoolDebt'];
export type AccountLiquidation = Wire['AccountLiquidation'];
export type Shortfall = Wire['Shortfall'];
export type PoolTransfer = Wire['MarginTransfer'];
export type NewPoolTransfer = Omit<Wire['MarginTransferRequest'], 'id'>;
export type Party = NewPoolTransfer['from'];

const POOL = '/api/v1/margin/pools/{currency}';
const LEVELS = '/api/v1/margin/levels';
const TRANSFERS = '/api/v1/margin/transfers';

interface WirePage<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

const pageOf = <T>({ items, next_cursor: nextCursor }: WirePage<T>): Page<T> => ({ items, nextCursor });

/** By asset. */
export async function lendingPools({ http, session }: Exchange): Promise<readonly LendingPool[]> {
  return (await session.authorized((headers) => http.get({ path: '/api/v1/margin/pools', headers }))).items;
}

/** @param body terms with the version at which they were read; 0 if there were none */
export async function setTerms({ http, session }: Exchange, currency: string, body: MarginTerms): Promise<void> {
  await session.authorized((headers) => http.put({ path: POOL, names: { currency }, body, headers }));
}

/** @param body rates with the version at which they were read; 0 if there were none */
export async function setRates(
  { http, session }: Exchange,
  currency: string,
  body: Wire['MarginRatesRequest'],
): Promise<void> {
  const path = `${POOL}/rates` as const;
  await session.authorized((headers) => http.put({ path, names: { currency }, body, headers }));
}

/** @param body market with the version at which the setting was read */
export async function setOwnMarket(
  { http, session }: Exchange,
  currency: string,
  body: Wire['OwnMarketRequest'],
): Promise<void> {
  const path = `${POOL}/own-market` as const;
  await session.authorized((headers) => http.put({ path, names: { currency }, body, headers }));
}

export const marginLevels = ({ http, session }: Exchange): Promise<MarginLevels> =>
  session.authorized((headers) => http.get({ path: LEVELS, headers }));

/** @param body levels with the version at which they were read */
export async function setLevels({ http, session }: Exchange, body: MarginLevels): Promise<void> {
  await session.authorized((headers) => http.put({ path: LEVELS, body, headers }));
}

/** By account. */
export const poolDebts = async (
  { http, session }: Exchange,
  currency: string,
  cursor: string | null,
): Promise<Page<PoolDebt>> =>
  pageOf(
    await session.authorized((headers) =>
      http.get({ path: `${POOL}/debts`, names: { currency }, query: { cursor }, headers }),
    ),
  );

/** @param number number of the account */
export async function marginAccountOf(exchange: Exchange, number: string): Promise<MarginAccount> {
  const { http, session } = exchange;
  const path = '/api/v1/margin/accounts/{number}';
  return withAssets(exchange, await session.authorized((headers) => http.get({ path, names: { number }, headers })));
}

/**
 * By market.
 *
 * @param number number of the main account
 */
export async function isolatedAccountsOf(
  { http, session }: Exchange,
  number: string,
): Promise<readonly IsolatedAccount[]> {
  const path = '/api/v1/margin/accounts/{number}/isolated';
  return (await session.authorized((headers) => http.get({ path, names: { number }, headers }))).items;
}

/** Newest first. */
export const liquidations = async (
  { http, session }: Exchange,
  state: 'running' | 'all',
  cursor: string | null,
): Promise<Page<AccountLiquidation>> =>
  pageOf(
    await session.authorized((headers) =>
      http.get({ path: '/api/v1/margin/all-liquidations', query: { state, cursor }, headers }),
    ),
  );

/** Ends a liquidation: the insurance account takes the assets over and pays the debts. */
export async function closeLiquidation({ http, session }: Exchange, number: string): Promise<void> {
  const path = '/api/v1/margin/accounts/{number}/liquidation/close';
  await session.authorized((headers) => http.post({ path, names: { number }, headers }));
}

/** Losses and their payments, newest first. */
export const shortfalls = async ({ http, session }: Exchange, cursor: string | null): Promise<Page<Shortfall>> =>
  pageOf(
    await session.authorized((headers) => http.get({ path: '/api/v1/margin/shortfalls', query: { cursor }, headers })),
  );

/** Newest first. */
export async function poolTransfers({ http, session }: Exchange): Promise<readonly PoolTransfer[]> {
  return (await session.authorized((headers) => http.get({ path: TRANSFERS, headers }))).items;
}

/** @param key made once per proposal */
export async function proposeTransfer(exchange: Exchange, body: NewPoolTransfer, key: string): Promise<void> {
  await exchange.untilKnown((headers) =>
    exchange.http.post({ path: TRANSFERS, headers: { ...headers, 'Idempotency-Key': key }, body }),
  );
}

/** Approved only by another person than the one who proposed it. */
export async function decideTransfer({ http, session }: Exchange, id: string, approve: boolean): Promise<void> {
  const path = approve ? (`${TRANSFERS}/{id}/approve` as const) : (`${TRANSFERS}/{id}/reject` as const);
  await session.authorized((headers) => http.post({ path, names: { id }, headers }));
}
