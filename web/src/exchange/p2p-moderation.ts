/** Acts of operators about trades between people beside disputes: withdrawals of chargebacks, limits, reconciliation. */
import { useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';
import { ONCE, PRIVATE, useOncePages } from './queries';
import { startOf } from './reports';

export type Withdrawal = Wire['P2pChargebackWithdrawal'];
export type P2pLimits = Wire['P2pLimits'];
export type UnmatchedTrade = Wire['P2pUnmatchedTrade'];
export type UnmatchedEntry = Wire['P2pUnmatchedEntry'];

const PAGE = 50;
const KEY = [PRIVATE, 'administration', 'p2p'] as const;

const WITHDRAWALS = '/api/v1/p2p/chargeback-withdrawals';

async function withdrawals({ http, session }: Exchange, cursor: string | null): Promise<Page<Withdrawal>> {
  const query = { limit: PAGE, cursor };
  const page = await session.authorized((headers) => http.get({ path: WITHDRAWALS, query, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}

export function useWithdrawals() {
  const exchange = useExchange();
  return useOncePages([...KEY, 'withdrawals'], (cursor) => withdrawals(exchange, cursor));
}

export async function askWithdrawal(
  { http, session }: Exchange,
  chargeback: string,
  reason: string,
): Promise<Withdrawal> {
  const body = { chargeback_id: chargeback, reason };
  return session.authorized((headers) => http.post({ path: WITHDRAWALS, body, headers }));
}

export async function decideWithdrawal({ http, session }: Exchange, id: string, approve: boolean): Promise<Withdrawal> {
  const path = '/api/v1/p2p/chargeback-withdrawals/{id}/approval';
  return session.authorized((headers) => http.post({ path, names: { id }, body: { approve }, headers }));
}

const LIMITS = '/api/v1/p2p/limits';

export function useP2pLimits() {
  const { http, session } = useExchange();
  return useQuery({
    queryKey: [...KEY, 'limits'],
    queryFn: (): Promise<P2pLimits> => session.authorized((headers) => http.get({ path: LIMITS, headers })),
    ...ONCE,
  });
}

export async function putP2pLimits({ http, session }: Exchange, body: P2pLimits): Promise<P2pLimits> {
  return session.authorized((headers) => http.put({ path: LIMITS, body, headers }));
}

/** Filter of what does not match; days in UTC, empty for none. */
export interface Unmatched {
  readonly from: string;
  readonly to: string;
  readonly method: string;
}

/** The last day is part of the period. */
const filterOf = ({ from, to, method }: Unmatched) => ({
  from: from === '' ? null : startOf(from, 0),
  to: to === '' ? null : startOf(to, 1),
  method: method === '' ? null : method,
});

async function unmatchedTrades(
  { http, session }: Exchange,
  filter: Unmatched,
  cursor: string | null,
): Promise<Page<UnmatchedTrade>> {
  const query = { ...filterOf(filter), limit: PAGE, cursor };
  const path = '/api/v1/p2p/unmatched-trades';
  const page = await session.authorized((headers) => http.get({ path, query, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}

/** Paid trades that no bank entry pays, newest first. */
export function useUnmatchedTrades(filter: Unmatched) {
  const exchange = useExchange();
  return useOncePages([...KEY, 'unmatched trades', filter], (cursor) => unmatchedTrades(exchange, filter, cursor));
}

/** @param ofNoTrade number of entries of the period that concern no trade and are not shown */
interface EntryPage extends Page<UnmatchedEntry> {
  readonly ofNoTrade: number;
}

async function unmatchedEntries(
  { http, session }: Exchange,
  filter: Unmatched,
  cursor: string | null,
): Promise<EntryPage> {
  const query = { ...filterOf(filter), limit: PAGE, cursor };
  const path = '/api/v1/p2p/unmatched-entries';
  const page = await session.authorized((headers) => http.get({ path, query, headers }));
  return { items: page.items, nextCursor: page.next_cursor, ofNoTrade: page.of_no_trade };
}

/** Bank entries that concern trades and pay none, newest statement first. */
export function useUnmatchedEntries(filter: Unmatched) {
  const exchange = useExchange();
  return useOncePages([...KEY, 'unmatched entries', filter], (cursor) => unmatchedEntries(exchange, filter, cursor));
}

export function exportUnmatched(
  { http, session }: Exchange,
  list: 'trades' | 'entries',
  filter: Unmatched,
): Promise<string> {
  const path = `/api/v1/p2p/exports/unmatched-${list}` as const;
  return session.authorized((headers) => http.file({ path, query: filterOf(filter), headers }));
}
