/** Reports on people of trades: those who make them, and moderators who read them. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';
import { useP2pKey } from './p2p';
import { ONCE, PRIVATE, useOncePages } from './queries';

export type ReportReason = Wire['P2pReportReason'];
export const REPORT_REASONS = [
  ...(['fraud', 'false_proof', 'other_payer', 'payment_reversed', 'pressure'] as const),
  ...(['outside', 'abuse', 'offer_terms', 'other'] as const),
] as const satisfies readonly ReportReason[];
export type UserReport = Wire['P2pUserReport'];
export type UserReportDetails = Wire['P2pUserReportDetails'];
export type P2pRestriction = Wire['P2pRestriction'];
export type OwnReport = Wire['P2pReport'];
export type Chargeback = Wire['P2pChargeback'];
export type ChargebackReason = Chargeback['reason'];
export const CHARGEBACK_REASONS = [
  ...(['recalled', 'disputed', 'stolen_account', 'bounced', 'other'] as const),
] as const satisfies readonly ChargebackReason[];
export type ModerationFigures = Wire['P2pModerationFigures'];

/** Subject of a report: a trade of the reporter, or an offer of another person. */
export type ReportSubject = { readonly trade_id: string } | { readonly offer_id: string };

const PAGE = 50;
const KEY = [PRIVATE, 'administration', 'p2p'] as const;

export async function report(
  { http, session }: Exchange,
  subject: ReportSubject,
  reason: ReportReason,
  text: string,
): Promise<void> {
  const body = { ...subject, reason, text };
  await session.authorized((headers) => http.post({ path: '/api/v1/p2p/reports', body, headers }));
}

async function ownReports({ http, session }: Exchange, cursor: string | null): Promise<Page<OwnReport>> {
  const path = '/api/v1/p2p/reports';
  const page = await session.authorized((headers) => http.get({ path, query: { limit: PAGE, cursor }, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}

/** Reports that the caller made. A notice of their outcome has them asked for again. */
export function useOwnReports() {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: useP2pKey('reports'),
    queryFn: ({ pageParam }) => ownReports(exchange, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

async function chargebacks({ http, session }: Exchange, cursor: string | null): Promise<Page<Chargeback>> {
  const path = '/api/v1/p2p/chargebacks';
  const page = await session.authorized((headers) => http.get({ path, query: { limit: PAGE, cursor }, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}

export function useChargebacks() {
  const exchange = useExchange();
  return useOncePages([...KEY, 'chargebacks'], (cursor) => chargebacks(exchange, cursor));
}

/** @param reference reference of the bank or the payment service */
export async function recordChargeback(
  { http, session }: Exchange,
  trade: string,
  reason: ChargebackReason,
  reference: string,
): Promise<void> {
  const body = { trade_id: trade, reason, reference };
  await session.authorized((headers) => http.post({ path: '/api/v1/p2p/chargebacks', body, headers }));
}

async function reports({ http, session }: Exchange, isOpen: boolean, cursor: string | null): Promise<Page<UserReport>> {
  const query = { limit: PAGE, cursor, open: isOpen ? 'true' : null };
  const path = '/api/v1/p2p/user-reports';
  const page = await session.authorized((headers) => http.get({ path, query, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}

async function restrictions({ http, session }: Exchange, cursor: string | null): Promise<Page<P2pRestriction>> {
  const path = '/api/v1/p2p/restrictions';
  const page = await session.authorized((headers) => http.get({ path, query: { limit: PAGE, cursor }, headers }));
  return { items: page.items, nextCursor: page.next_cursor };
}

export async function liftRestriction({ http, session }: Exchange, id: string): Promise<void> {
  const path = '/api/v1/p2p/restrictions/{id}';
  await session.authorized((headers) => http.delete({ path, names: { id }, headers }));
}

/** @param isOpen only reports whose case is open */
export function useUserReports(isOpen: boolean) {
  const exchange = useExchange();
  return useOncePages([...KEY, 'reports', isOpen], (cursor) => reports(exchange, isOpen, cursor));
}

export function useUserReport(id: string) {
  const { http, session } = useExchange();
  const path = '/api/v1/p2p/user-reports/{id}';
  return useQuery({
    queryKey: [...KEY, 'report', id],
    queryFn: (): Promise<UserReportDetails> =>
      session.authorized((headers) => http.get({ path, names: { id }, headers })),
    ...ONCE,
  });
}

export function useP2pRestrictions() {
  const exchange = useExchange();
  return useOncePages([...KEY, 'restrictions'], (cursor) => restrictions(exchange, cursor));
}

export function useModerationFigures() {
  const { http, session } = useExchange();
  return useQuery({
    queryKey: [...KEY, 'figures'],
    queryFn: (): Promise<ModerationFigures> =>
      session.authorized((headers) => http.get({ path: '/api/v1/p2p/moderation-figures', headers })),
    ...ONCE,
  });
}
