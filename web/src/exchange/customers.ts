/** Data of one customer that operators see, and the search for a customer. */
import { knownUser, type KnownUser } from './administration';
import { transaction, type Transaction } from './custody';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { deviceSession, type DeviceSession } from './identity';
import type { Page } from './model';
import { problemOf } from './problem';
import { staffBindingOf, type StaffBinding } from './staff-login';

const PAGE = 50;
/** As many accounts have their owners looked up. */
const OWNERS = 5;

export async function sessionsOf({ http, session }: Exchange, user: string): Promise<readonly DeviceSession[]> {
  const names = { id: user };
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/users/{id}/sessions', names, headers }));
  return page.items.map(deviceSession);
}

export async function endSessionOf({ http, session }: Exchange, user: string, id: string): Promise<void> {
  const names = { id: user, session: id };
  await session.authorized((headers) => http.delete({ path: '/api/v1/users/{id}/sessions/{session}', names, headers }));
}

export async function endSessionsOf({ http, session }: Exchange, user: string): Promise<void> {
  const names = { id: user };
  await session.authorized((headers) => http.delete({ path: '/api/v1/users/{id}/sessions', names, headers }));
}

export async function bindingOf({ http, session }: Exchange, user: string): Promise<StaffBinding> {
  const names = { id: user };
  return staffBindingOf(
    await session.authorized((headers) => http.get({ path: '/api/v1/users/{id}/staff-login', names, headers })),
  );
}

export async function inviteToProvider({ http, session }: Exchange, user: string, provider: string): Promise<void> {
  const names = { id: user };
  const query = { provider };
  await session.authorized((headers) => http.put({ path: '/api/v1/users/{id}/staff-login', names, query, headers }));
}

export async function unbindUser({ http, session }: Exchange, user: string): Promise<void> {
  const names = { id: user };
  await session.authorized((headers) => http.delete({ path: '/api/v1/users/{id}/staff-login', names, headers }));
}

/** Lets a user in again whom the identity provider ended. */
export async function readmitUser({ http, session }: Exchange, user: string): Promise<void> {
  const names = { id: user };
  await session.authorized((headers) =>
    http.post({ path: '/api/v1/users/{id}/staff-login/readmission', names, headers }),
  );
}

/** Deposits, withdrawals and transfers of an account, finished or not, newest first. */
export async function transactionsOf(
  exchange: Exchange,
  account: string,
  cursor: string | null,
): Promise<Page<Transaction>> {
  const { http, session } = exchange;
  const markets = await exchange.knownMarkets();
  const names = { number: account };
  const query = { limit: PAGE, cursor };
  const page = await session.authorized((headers) =>
    http.get({ path: '/api/wallet/accounts/{number}/transactions', names, query, headers }),
  );
  return { items: page.items.map((wire) => transaction(wire, markets)), nextCursor: page.next_cursor };
}

export type FoundMoney = Wire['MoneyOwner'];
export type FoundOrder = Wire['OrderOwner'];

/** People, an order, and money that a text leads to. */
export interface Found {
  readonly people: readonly KnownUser[];
  readonly order: FoundOrder | null;
  readonly money: readonly FoundMoney[];
  /** Owners of the accounts of order and money, as far as there are any. */
  readonly owners: readonly KnownUser[];
}

const NUMBER = /^[1-9][0-9]{0,17}$/;

/** Looks for an e-mail address, a number of a user, account or order, an address on a chain, and ids of transactions. */
export async function find(exchange: Exchange, text: string): Promise<Found> {
  const isNumber = NUMBER.test(text);
  const [people, order, money] = await Promise.all([
    peopleBy(exchange, isNumber ? { number: text } : { email: text }),
    isNumber ? orderBy(exchange, text) : null,
    isNumber || text.includes('@') ? [] : moneyBy(exchange, text),
  ]);
  const accounts = new Set([...(order === null ? [] : [order.account]), ...money.map(({ account }) => account)]);
  const owners = await Promise.all(
    [...accounts].slice(0, OWNERS).map((account) => peopleBy(exchange, { number: account })),
  );
  return { people, order, money, owners: owners.flat() };
}

async function peopleBy({ http, session }: Exchange, by: Readonly<Record<string, string>>) {
  const query = { ...by, limit: PAGE };
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/users/', query, headers }));
  return page.items.map(knownUser);
}

async function orderBy({ http, session }: Exchange, id: string): Promise<FoundOrder | null> {
  const names = { id };
  try {
    return await session.authorized((headers) => http.get({ path: '/api/trading/orders/{id}/owner', names, headers }));
  } catch (thrown) {
    return missing(thrown);
  }
}

async function moneyBy({ http, session }: Exchange, text: string): Promise<readonly FoundMoney[]> {
  const query = { text };
  const page = await session.authorized((headers) => http.get({ path: '/api/wallet/owners', query, headers }));
  return page.items;
}

/** Null for a problem that says that there is none; any other is thrown. */
function missing(thrown: unknown): null {
  const problem = problemOf(thrown);
  if (problem.status !== 404) {
    throw problem;
  }
  return null;
}
